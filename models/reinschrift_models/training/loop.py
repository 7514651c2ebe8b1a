"""The training loop: plain, resumable, and honest about its speed."""

from __future__ import annotations

import csv
import ctypes
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from reinschrift_models.training import checkpoints
from reinschrift_models.training.batches import Batch, Position, stream

if TYPE_CHECKING:
    from pathlib import Path

    from reinschrift_models.training.checkpoints import Progress
    from reinschrift_models.training.recipe import Recipe
    from reinschrift_models.training.trainer import Trainer

COLUMNS = ("step", "minutes", "sentences", "tokens", "loss", "rate", "tokens_per_second")
GRACE = 0.999  # a budget in minutes is never met to the second


@dataclass(frozen=True, slots=True)
class Budget:
    """How much may be spent: steps if there are any, else minutes."""

    minutes: float = 0.0
    steps: int = 0

    def spent(self, progress: Progress) -> float:
        """Give the share that is spent."""
        if self.steps:
            return progress.step / self.steps
        return progress.minutes / self.minutes

    def is_spent(self, progress: Progress) -> bool:
        """Tell whether to stop."""
        return self.spent(progress) >= (1.0 if self.steps else GRACE)


def learning_rate(recipe: Recipe, progress: Progress, spent: float) -> float:
    """Warm up over steps, hold, then fall to zero in a line."""
    schedule = recipe.schedule
    warm = min(1.0, (progress.step + 1) / schedule.warmup_steps)
    left = max(0.0, min(1.0, (1.0 - spent) / (1.0 - schedule.decay_from)))
    return schedule.peak_rate * warm * left


def train(
    trainer: Trainer,
    budget: Budget,
    *,
    log: Path,
    evaluate: Callable[[Trainer], str] | None = None,
) -> None:
    """Run until the budget is spent."""
    keep_memory()
    schedule = trainer.recipe.schedule
    resume(trainer, budget)
    journal = Journal(log, trainer.progress)
    began = time.monotonic() - 60 * trainer.progress.minutes
    saved = evaluated = trainer.progress.minutes
    batches = _batches(trainer)
    while not budget.is_spent(trainer.progress):
        spent = budget.spent(trainer.progress)
        if spent >= schedule.decay_from and not trainer.progress.position.final:
            trainer.save("trunk")
            trainer.progress = replace(trainer.progress, position=Position(final=True))
            batches = _batches(trainer)
        rate = learning_rate(trainer.recipe, trainer.progress, spent)
        batch, after = next(batches)
        while spent < schedule.short_until and batch.width > schedule.short_tokens:
            batch, after = next(batches)  # short sentences first: what aligns with what shows there
        journal.losses.append(trainer.step(batch, rate))
        minutes = (time.monotonic() - began) / 60
        trainer.progress = replace(trainer.progress, position=after, minutes=minutes)
        if trainer.progress.step % schedule.log_every:
            continue
        # Saved only where a row of the log ends: a resumed run then writes the very same rows.
        journal.write(trainer.progress, rate, spent)
        is_due = evaluate is not None and minutes - evaluated >= schedule.evaluate_minutes
        if is_due or minutes - saved >= schedule.save_minutes:
            trainer.save()
            saved = minutes
        if is_due and evaluate is not None:
            print(f"\n{evaluate(trainer)}", file=sys.stderr, flush=True)  # noqa: T201
            evaluated = minutes
            journal.restart_clock(trainer.progress)
    trainer.save()


def resume(trainer: Trainer, budget: Budget) -> None:
    """Go on where the run stands: from the last checkpoint, or from the trunk.

    A run that has begun to cool down for a smaller budget can't be warmed up again; it goes
    on from the trunk, the checkpoint before the rate began to fall.
    """
    trainer.progress = replace(trainer.progress, budget=budget.steps or budget.minutes)
    last = checkpoints.find(trainer.folder)
    trunk = checkpoints.find(trainer.folder, pointer="trunk")
    if last is None:
        return
    progress = checkpoints.read_progress(last)
    is_larger = (budget.steps or budget.minutes) > progress.budget
    trainer.load(trunk if trunk and progress.position.final and is_larger else last)
    trainer.progress = replace(trainer.progress, budget=budget.steps or budget.minutes)


def keep_memory() -> None:
    """Stop the C library from giving freed memory back after every step.

    Blocks above 32 MB are mapped and unmapped anew each time otherwise, and paging them in
    costs a fifth of a training step (logits of 3,000 tokens: 98 MB). No effect without glibc.
    """
    try:
        library = ctypes.CDLL(None)
        trim_threshold, top_pad, mmap_max = -1, -2, -4  # from malloc.h
        library.mallopt(mmap_max, 0)
        library.mallopt(trim_threshold, 2**31 - 1)
        library.mallopt(top_pad, 2**28)
    except (AttributeError, OSError, TypeError):
        return


@dataclass(slots=True)
class Journal:
    """The log: rows of a CSV file, and a line for whoever looks on."""

    path: Path
    since: Progress
    losses: list[float] = field(default_factory=list)
    clock: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        """Take out the rows that a resumed run is going to write again."""
        rows: list[dict[str, str]] = []
        if self.path.is_file():
            with self.path.open(newline="") as file:
                rows = [row for row in csv.DictReader(file) if int(row["step"]) <= self.since.step]
        with self.path.open("w", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS)
            writer.writeheader()
            writer.writerows(rows)

    def write(self, progress: Progress, rate: float, spent: float) -> None:
        """Write a row about the steps since the last one."""
        loss = sum(self.losses) / len(self.losses)
        speed = (progress.tokens - self.since.tokens) / (time.monotonic() - self.clock)
        row = (
            progress.step,
            f"{progress.minutes:.3f}",
            progress.sentences,
            progress.tokens,
            f"{loss:.5f}",
            f"{rate:.3e}",
            f"{speed:.0f}",
        )
        with self.path.open("a", newline="") as file:
            csv.writer(file).writerow(row)
        left = progress.minutes * (1 - spent) / spent if spent else 0.0
        line = (
            f"step {progress.step:>6}  loss {loss:.3f}  {speed:>6.0f} tokens/s"
            f"  {progress.minutes:6.1f} min, {left:.0f} left"
        )
        if sys.stderr.isatty():
            print(f"\r{line}", end="", file=sys.stderr, flush=True)  # noqa: T201
        elif progress.step % 500 == 0:
            print(line, file=sys.stderr, flush=True)  # noqa: T201
        self.losses.clear()
        self.restart_clock(progress)

    def restart_clock(self, progress: Progress) -> None:
        """Leave out of the speed what was no training."""
        self.since = progress
        self.clock = time.monotonic()


def _batches(trainer: Trainer) -> Iterator[tuple[Batch, Position]]:
    pad = trainer.recipe.vocabulary.pieces - 1
    return stream(trainer.packed, trainer.recipe, trainer.progress.position, pad=pad)
