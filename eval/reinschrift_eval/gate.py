"""The gate: no figure falls below its floor unnoticed.

`eval/floors.json` pins, for each suite, its digest, a floor for each figure (a ceiling where
less is better), and the value of every segment, so that those that fell can be named. Floors
are raised whenever figures rise. One is lowered only with a reason, which is written down in
the file beside it.
"""

from __future__ import annotations

import datetime
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from reinschrift.errors import ReinschriftError, UnreadableInput
from reinschrift_eval.results import Report, Segment, SuiteResult
from reinschrift_eval.scores import Score

FLOORS = Path(__file__).parents[1] / "floors.json"
NAMED = 8  # segments that a failure names

# How far a figure may lie below what was measured before it counts as a fall. The same weights
# give slightly other English on other processors: between CTranslate2's kernels for AVX2 and
# AVX-512 lay up to 0.2 BLEU, 0.1 chrF and 0.5 points of checks (news-small 0.1.0, 2026-11).
MARGINS = {
    "BLEU": 0.7,
    "chrF": 0.5,
    "checks passed": 2.1,  # four items of 191
    "links kept": 0.7,
    "links placed F1": 0.7,
    "links placed exactly": 1.0,
    # At `full` a model has a part in repair too: two or three sentences of a suite.
    "repair F0.5": 1.0,
    "repair precision": 1.0,
    "repair recall": 1.0,
    "exact sentences": 0.7,
    "moved sentences restored": 2.5,
    "moved sentences made worse": 2.5,
    "false edits per 1,000 words": 0.2,
}
_OF_TEXT = ("BLEU", "chrF")
LEAST = 100  # items; in a suite of fewer, as the seed document, one sentence moves BLEU by itself
_OF_REPAIR = ("repair", "exact", "moved", "false edits")


class GateClosed(ReinschriftError):
    """Figures that fell, or suites that are not those of the floors."""


@dataclass(frozen=True, slots=True)
class Pinned:
    """What the floors know of a suite."""

    digest: str
    floors: Mapping[str, float]  # by measure; a ceiling where less is better
    values: tuple[int, ...] = ()  # of each segment
    exact: str = ""  # 1 or 0 for each segment: repaired as the editor did


@dataclass(frozen=True, slots=True)
class Floors:
    """The file, read."""

    suites: Mapping[str, Pinned]
    lowered: tuple[Mapping[str, object], ...] = field(default=())


def read_floors(path: Path) -> Floors:
    """Read `floors.json`."""
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UnreadableInput(
            f"{path}: {error.strerror}; the gate runs in a checkout, or with --floors FILE"
        ) from error
    except ValueError as error:
        raise UnreadableInput(f"{path} is no JSON: {error}") from error
    return Floors(
        {
            name: Pinned(
                one["digest"],
                one["floors"],
                tuple(map(int, one["values"].split())),
                one["exact"],
            )
            for name, one in record["suites"].items()
        },
        tuple(record["lowered"]),
    )


def check(report: Report, floors: Floors) -> list[str]:
    """Return what is wrong, a line each; nothing if every figure stands."""
    wrong: list[str] = []
    for suite in report.suites:
        pinned = floors.suites.get(suite.name)
        if pinned is None:
            wrong.append(f"{suite.name}: no floors; pin them: reinschrift eval --update-floors")
        elif suite.is_limited:
            wrong.append(f"{suite.name}: cut by --limit; floors hold for whole suites")
        elif suite.digest != pinned.digest:
            wrong.append(
                f"{suite.name}: the suite has changed ({pinned.digest} → {suite.digest}); look at "
                "the change, then pin it: reinschrift eval --update-floors"
            )
        else:
            wrong += _check_suite(suite, pinned)
    return wrong


def _check_suite(suite: SuiteResult, pinned: Pinned) -> list[str]:
    wrong: list[str] = []
    scores = _gated(suite)
    named = ""  # last, so that a list is not printed three times over
    for measure, floor in pinned.floors.items():
        score = scores.get(measure)
        if score is None:
            wrong.append(f"{suite.name}/{measure}: not measured; its floor is {floor:.2f}")
        elif _is_below(score, floor):
            side = "below its floor" if score.is_better_higher else "above its ceiling"
            found = _name_fallen(suite, pinned, measure)
            fallen = "; the same segments fell" if found and found == named else found
            named = found
            wrong.append(f"{suite.name}/{measure}: {score.value:.2f} is {side} {floor:.2f}{fallen}")
    return wrong


def _is_below(score: Score, floor: float) -> bool:
    return score.value < floor if score.is_better_higher else score.value > floor


def _gated(suite: SuiteResult) -> dict[str, Score]:
    """Return the scores of a suite that have floors."""
    figures = suite.figures()
    # What is scored by checks is not held to the words of one reference.
    is_free = len(suite.segments) < LEAST or f"{suite.name}/checks passed" in figures
    return {
        name: figures[key]
        for name in MARGINS
        if (key := f"{suite.name}/{name}") in figures and not (is_free and name in _OF_TEXT)
    }


def _name_fallen(suite: SuiteResult, pinned: Pinned, measure: str) -> str:
    """Name the segments that fell most."""
    fallen: list[tuple[float, str]] = []
    if measure.startswith(_OF_REPAIR):
        was_exact = zip(suite.segments, pinned.exact, strict=False)
        fallen = [(-1, one.id) for one, was in was_exact if was == "1" and not _is_exact(one)]
    else:
        for one, was in zip(suite.segments, pinned.values, strict=False):
            if one.value is not None and one.value < was - 0.5:  # pinned values are rounded
                fallen.append((one.value - was, f"{one.id} ({was} → {one.value:.0f})"))
    fallen.sort()
    if not fallen:
        return ""
    more = f" and {len(fallen) - NAMED} more" if len(fallen) > NAMED else ""
    return f"; fell: {', '.join(name for _, name in fallen[:NAMED])}{more}"


def _is_exact(segment: Segment) -> bool:
    return bool(segment.gold) and segment.repaired == segment.gold


def update(report: Report, floors: Floors, *, reason: str = "", today: str = "") -> Floors:
    """Return floors for what was measured; one that would sink needs a reason."""
    suites = dict(floors.suites)
    sunk: list[dict[str, object]] = []
    day = today or datetime.datetime.now(datetime.UTC).date().isoformat()
    for suite in report.suites:
        if suite.is_limited:
            raise GateClosed(f"{suite.name} was cut by --limit; floors are pinned on whole suites")
        old = suites.get(suite.name)
        pinned = _pin(suite, old)
        suites[suite.name] = pinned
        for measure, before in old.floors.items() if old else ():
            floor = pinned.floors.get(measure)
            score = _gated(suite).get(measure)
            if floor is None or score is None or _is_lower(score, floor, before):
                figure = {"figure": f"{suite.name}/{measure}", "from": before, "to": floor}
                sunk.append({**figure, "reason": reason.strip(), "day": day})
    if sunk and not reason.strip():
        named = "; ".join(f"{one['figure']} {one['from']} → {one['to']}" for one in sunk)
        raise GateClosed(
            f"floors would sink: {named}; nothing was written. If that is right, say why: "
            '--lower-floors "reason"'
        )
    return Floors(suites, (*floors.lowered, *sunk))


def _pin(suite: SuiteResult, old: Pinned | None) -> Pinned:
    """Pin a suite as it was measured; a floor that still holds never sinks."""
    floors: dict[str, float] = {}
    for measure, score in _gated(suite).items():
        floor = _floor(measure, score)
        before = old.floors.get(measure) if old and old.digest == suite.digest else None
        holds = before is not None and not _is_below(score, before)
        if before is not None and holds and _is_lower(score, floor, before):
            floor = before
        floors[measure] = floor
    has_gold = any(one.gold for one in suite.segments)
    return Pinned(
        suite.digest,
        floors,
        tuple(round(one.value or 0) for one in suite.segments),
        "".join(str(int(_is_exact(one))) for one in suite.segments) if has_gold else "",
    )


def _is_lower(score: Score, floor: float, before: float) -> bool:
    """Tell whether a floor lets more through than the one before."""
    return floor < before if score.is_better_higher else floor > before


def write_floors(floors: Floors, path: Path) -> None:
    """Write `floors.json`, a line for the values of a suite."""
    record = {
        "suites": {
            name: {
                "digest": one.digest,
                "floors": dict(one.floors),
                "values": " ".join(map(str, one.values)),
                "exact": one.exact,
            }
            for name, one in floors.suites.items()
        },
        "lowered": list(floors.lowered),
    }
    text = json.dumps(record, ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8")


def _floor(measure: str, score: Score) -> float:
    """Return the floor of a figure, rounded away from it; none below 0."""
    margin = MARGINS[measure]
    if score.is_better_higher:
        return max(0.0, math.floor((score.value - margin) * 100) / 100)
    return math.ceil((score.value + margin) * 100) / 100
