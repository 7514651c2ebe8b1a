"""How fast repair is, with the tagger and without: white-space tokens a second on one core.

    python -m reinschrift_eval.bench_repair ../shared/data/evalsets [--json FILE]

Measured in processor time, so that what else runs on the machine counts less; each figure is
the best of several rounds. All caches are cold in every round, that of the tagger's readings
too; lexicon and weights are loaded before. The stages of words are measured without the
tagger, which reads a line once for all four. symspellpy is measured beside it where it is
installed, with the same lexicon: `lookup_compound` and `word_segmentation` word by word,
unknown words only, edit distance 0.
"""

from __future__ import annotations

import argparse
import gc
import json
import platform
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path

from reinschrift import __version__
from reinschrift.lexicon import WORD, load
from reinschrift.morphology import forget
from reinschrift.repairs import repair
from reinschrift.stages import LEVELS, STAGES
from reinschrift.stages.splits import find_splits
from reinschrift.tagger.tagger import load_tagger
from reinschrift_eval.repair_peers import make_speller

ROUNDS = 5
# Tokens a second at `standard`: of the rules alone on one core, of rules and tagger on two.
RULES_TARGET = 200_000
TAGGER_TARGET = 20_000


def seconds(run: Callable[[], object], *, rounds: int = ROUNDS) -> float:
    """Return the least processor time that `run` takes with cold caches."""
    best = float("inf")
    for _ in range(rounds):
        forget_all()
        gc.collect()
        start = time.process_time()
        run()
        best = min(best, time.process_time() - start)
    return best


def forget_all() -> None:
    """Empty the caches of rules and tagger."""
    find_splits.cache_clear()
    forget()
    tagger = load_tagger()
    if tagger is not None:
        tagger.forget()


def measure(text: str) -> dict[str, object]:
    """Measure every stage, all levels, and the peers."""
    tokens = len(text.split())
    start = time.process_time()
    load()
    loading = time.process_time() - start
    load_tagger()

    def rate(run: Callable[[], object]) -> int:
        return round(tokens / seconds(run))

    stages = {
        rule: rate(lambda stage=row.stage: list(stage(text)))  # type: ignore[misc]
        for rule, row in STAGES.items()
    }
    levels = {level: rate(lambda level=level: repair(text, level=level)) for level in LEVELS}  # type: ignore[misc]
    rules = {
        level: rate(lambda level=level: repair(text, level=level, budget=0))  # type: ignore[misc]
        for level in LEVELS
    }
    return {
        "version": __version__,
        "machine": f"{platform.machine()}, Python {platform.python_version()}",
        "tokens": tokens,
        "rounds": ROUNDS,
        "lexicon_seconds": round(loading, 3),
        "tokens_per_second": {
            "stages": stages,
            "rules": rules,
            "repair": levels,
            "two cores": {"standard": rate_on_two_cores(text)},
            "peers": peers(text, rate),
        },
    }


def rate_on_two_cores(text: str) -> int:
    """Return how many tokens a second two processes repair at `standard`, by the clock.

    Each has half of the lines; lexicon and weights are loaded before, as in the other figures.
    """
    lines = text.split("\n")
    halves = ["\n".join(lines[start::2]) for start in range(2)]
    best = 0.0
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        for round_ in range(ROUNDS + 1):
            start = time.perf_counter()
            list(pool.map(_repair_cold, halves))
            rate = len(text.split()) / (time.perf_counter() - start)
            best = max(best, rate) if round_ else 0.0  # in the first they load
    return round(best)


def _repair_cold(text: str) -> int:
    forget_all()
    return len(repair(text, level="standard").edits)


def peers(text: str, rate: Callable[[Callable[[], object]], int]) -> dict[str, int]:
    """Measure symspellpy on the same text with the same lexicon, if it is there."""
    if find_spec("symspellpy") is None:
        return {}
    lexicon, speller = load(), make_speller()

    def correct(how: Callable[..., object]) -> None:
        for word in WORD.findall(text):
            if word not in lexicon:
                how(word, max_edit_distance=0)

    return {
        "symspellpy lookup_compound": rate(lambda: correct(speller.lookup_compound)),
        "symspellpy word_segmentation": rate(lambda: correct(speller.word_segmentation)),
    }


def main() -> None:
    """Print the figures as a table, and write them as JSON if asked to."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("suites", type=Path, help="folder of suites; wmt18 is measured")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    figures = measure((options.suites / "wmt18" / "src.de").read_text(encoding="utf-8"))
    rates = figures["tokens_per_second"]
    print(f"reinschrift {figures['version']}, {figures['machine']}, {figures['tokens']} tokens")
    print(f"lexicon loaded in {figures['lexicon_seconds']} s")
    if isinstance(rates, dict):
        for group, rows in rates.items():
            for name, figure in rows.items():
                print(f"{group:8} {name:30} {figure:>12,} tokens/s")
        for what, rate, asked in (
            ("rules alone, one core", rates["rules"]["standard"], RULES_TARGET),
            ("rules and tagger, two cores", rates["two cores"]["standard"], TAGGER_TARGET),
        ):
            said = "reached" if rate >= asked else "missed"
            print(f"standard, {what}: {rate:,} tokens/s, {asked:,} asked: {said}")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
