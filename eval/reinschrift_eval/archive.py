"""Keeps reports: one JSON file each, and a line of `history.jsonl` for every whole run."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from reinschrift.errors import UnreadableInput
from reinschrift_eval.results import Report, SuiteResult

HISTORY = "history.jsonl"
FORMAT = 1  # of the JSON; raised when a field changes its meaning


@dataclass(frozen=True, slots=True)
class Earlier:
    """What is needed of an earlier run: its figures, and its texts by suite and id."""

    time: str
    engine: str
    figures: Mapping[str, float]
    digests: Mapping[str, str]
    english: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    repaired: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """Name the run."""
        return f"{self.time}, {self.engine}"

    def english_of(self, suite: str, digest: str) -> Mapping[str, str]:
        """Return its English of a suite, if the suite was the same."""
        return self.english.get(suite, {}) if self.digests.get(suite) == digest else {}

    def repaired_of(self, suite: str, digest: str) -> Mapping[str, str]:
        """Return its repaired German of a suite, if the suite was the same."""
        return self.repaired.get(suite, {}) if self.digests.get(suite) == digest else {}

    def change(self, figure: str, suite: SuiteResult, value: float) -> float | None:
        """Return by how much a figure has changed, if it was taken on the same suite."""
        if self.digests.get(suite.name) != suite.digest or figure not in self.figures:
            return None
        return value - self.figures[figure]


@dataclass(frozen=True, slots=True)
class Moment:
    """A run in the history: when, with what, and its figures."""

    time: str
    engine: str
    figures: Mapping[str, float]
    digests: Mapping[str, str]
    words_per_second: float = 0.0
    model_bytes: int = 0


def as_record(report: Report) -> dict[str, Any]:
    """Return a report as JSON has it, its figures once more by name."""
    figures = {
        name: {"value": one.value, "low": one.low, "high": one.high, "segments": one.segments}
        for name, one in report.figures().items()
    }
    by_rule = {
        suite.name: {
            rule: {"precision": one.precision, "recall": one.recall, "F0.5": one.f_half}
            for rule, one in suite.rules.items()
            if rule
        }
        for suite in report.suites
    }
    return {"format": FORMAT, "figures": figures, "by_rule": by_rule, **asdict(report)}


def write_report(report: Report, path: Path) -> None:
    """Write a report as JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(as_record(report), ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8")


def free_path(folder: Path, name: str) -> Path:
    """Return a name for a report that none has: two runs may end in the same second."""
    paths = (folder / f"{name}{suffix}.json" for suffix in ("", *(f"+{n}" for n in range(1, 1000))))
    return next(path for path in paths if not path.exists())


def read_earlier(path: Path) -> Earlier:
    """Read a report to compare with."""
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UnreadableInput(f"{path}: {error.strerror}") from error
    except ValueError as error:
        raise UnreadableInput(f"{path} is no JSON: {error}") from error
    if not isinstance(record, dict) or record.get("format") != FORMAT:
        raise UnreadableInput(f"{path} is no report of `reinschrift eval`, or of another version")
    suites = record["suites"]
    return Earlier(
        record["time"],
        record["engine"],
        {name: one["value"] for name, one in record["figures"].items()},
        {suite["name"]: suite["digest"] for suite in suites},
        {
            suite["name"]: {one["id"]: one["english"] for one in suite["segments"]}
            for suite in suites
            if suite["systems"]
        },
        {
            suite["name"]: {one["id"]: one["repaired"] for one in suite["segments"]}
            for suite in suites
        },
    )


def read_latest(folder: Path) -> Earlier | None:
    """Read the newest report of a folder that can be read."""
    for path in sorted(folder.glob("*.json"), reverse=True):
        try:
            return read_earlier(path)
        except (UnreadableInput, KeyError, TypeError):
            continue
    return None


def add_to_history(report: Report, folder: Path) -> None:
    """Append a run to the history."""
    moment = Moment(
        report.time,
        report.engine,
        {name: round(one.value, 3) for name, one in report.figures().items()},
        {suite.name: suite.digest for suite in report.suites},
        round(speed_of(report), 1),
        int(str(report.model.get("size", 0))),
    )
    with (folder / HISTORY).open("a", encoding="utf-8") as file:
        file.write(json.dumps(asdict(moment), ensure_ascii=False) + "\n")


def read_history(folder: Path) -> list[Moment]:
    """Read the history; a line that a killed run left half is passed over."""
    path = folder / HISTORY
    if not path.is_file():
        return []
    moments: list[Moment] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            moments.append(Moment(**json.loads(line)))
        except (ValueError, TypeError):
            continue
    return moments


def speed_of(report: Report) -> float:
    """Return German words per second over all suites that were translated."""
    speeds = [suite.speed for suite in report.suites if suite.speed]
    seconds = sum(one.seconds for one in speeds)
    return sum(one.words for one in speeds) / seconds if seconds else 0.0
