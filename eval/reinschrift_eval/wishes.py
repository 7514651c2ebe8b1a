"""What a call of `reinschrift eval` may ask for, beside model and rules."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import click

from reinschrift.cli.engine import EngineChoice
from reinschrift.cli.rules import Rules
from reinschrift_eval.gate import FLOORS
from reinschrift_eval.significance import RESAMPLES, SEED

REPORTS = Path("eval/reports")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a call asks for, beside model and rules."""

    suites: tuple[str, ...]
    limit: int | None
    peers: bool
    hyp: tuple[str, ...]
    baseline: Path | None
    out: Path
    test: str
    resamples: int
    seed: int
    gate: bool
    floors: Path
    update_floors: bool
    lower_floors: str
    comet: bool


_PATH = click.Path(path_type=Path)
_OPTIONS = (
    click.argument("suites", nargs=-1, metavar="[SUITE]..."),
    click.option("--limit", type=click.IntRange(min=1), help="Only the first N items."),
    click.option(
        "--peers",
        is_flag=True,
        help="Score the outputs stored with a suite too, and other repairers on the same German.",
    ),
    click.option(
        "--hyp",
        multiple=True,
        metavar="NAME=FILE",
        help="Score another system's output of the one suite named. Can be given again.",
    ),
    click.option(
        "--baseline",
        type=_PATH,
        metavar="RUN.JSON",
        help="The run to compare with.  [default: the last one in --out]",
    ),
    click.option("--out", type=_PATH, default=REPORTS, show_default=True, metavar="DIR"),
    click.option(
        "--test",
        type=click.Choice(("bs", "ar")),
        default="bs",
        show_default=True,
        help="Paired bootstrap, or approximate randomisation.",
    ),
    click.option("--resamples", type=click.IntRange(min=100), default=RESAMPLES, show_default=True),
    click.option("--seed", type=click.IntRange(min=0), default=SEED, show_default=True),
    click.option("--gate", is_flag=True, help="Exit 1 if a figure is below its floor."),
    click.option(
        "--floors",
        type=_PATH,
        default=FLOORS,
        metavar="FILE",
        help="[default: eval/floors.json of the checkout]",
    ),
    click.option("--update-floors", is_flag=True, help="Raise the floors to what was measured."),
    click.option(
        "--lower-floors",
        default="",
        metavar="REASON",
        help="Let floors sink too; the reason goes into the file.",
    ),
    click.option("--comet", is_flag=True, help="Score by COMET too, in an environment of its own."),
)


def takes_wishes(function: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of the evaluation, handed over as one `Wishes`."""

    @functools.wraps(function)
    def command(*, rules: Rules, choice: EngineChoice, **rest: object) -> None:
        function(rules, choice, Wishes(**rest))  # type: ignore[arg-type]  # click has checked them

    decorated: Callable[..., None] = command
    for option in reversed(_OPTIONS):
        decorated = option(decorated)
    return decorated
