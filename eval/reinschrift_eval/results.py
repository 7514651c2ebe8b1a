"""What an evaluation found: plain data, written as JSON and read back as it was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reinschrift_eval.edit_scores import Tally
from reinschrift_eval.scores import Score
from reinschrift_eval.significance import Comparison

OURS = "ours"


@dataclass(frozen=True, slots=True)
class System:
    """One translation of a suite: ours, a stored one, or ours of other German.

    `kind` is `ours`, `peer`, `human` (another reference), `input` (ours, of clean or of scarred
    German) or `earlier` (ours, of an earlier run).
    """

    name: str
    kind: str
    scores: tuple[Score, ...]
    kept: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    length_ratio: float = 0.0  # characters, to the reference
    empty: int = 0
    unescaped: int = 0  # lines that held HTML entities


@dataclass(frozen=True, slots=True)
class Bin:
    """The segments of one length."""

    label: str
    segments: int
    scores: Mapping[str, float]  # chrF of each system


@dataclass(frozen=True, slots=True)
class Speed:
    """How fast a suite went through the whole flow."""

    seconds: float
    words: int
    pieces: int

    @property
    def words_per_second(self) -> float:
        """German words, parted at white space."""
        return self.words / self.seconds if self.seconds else 0.0

    @property
    def pieces_per_second(self) -> float:
        """Tokens of the model's own vocabulary."""
        return self.pieces / self.seconds if self.seconds else 0.0


@dataclass(frozen=True, slots=True)
class Segment:
    """One item of a suite on its way, and what was seen on it."""

    id: str
    group: str
    raw: str
    repaired: str
    gold: str = ""
    english: str = ""
    reference: str = ""
    rules: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    value: float | None = None  # what the gate looks at: chrF, or 100 or 0 for right and wrong
    before: str | None = None  # the English of the run compared with
    value_before: float | None = None
    repaired_before: str | None = None  # its German


@dataclass(frozen=True, slots=True)
class Repairer:
    """Another repairer on a suite: its scores, and what it found by rule."""

    name: str
    scores: tuple[Score, ...]
    rules: Mapping[str, Tally]

    @property
    def parted(self) -> str:
        """How many of the words that had grown together were found; empty if none are known."""
        merges = self.rules.get("merged-words")
        return f"{merges.found} of {merges.wanted}" if merges else ""


@dataclass(frozen=True, slots=True)
class SuiteResult:
    """Everything about one suite."""

    name: str
    digest: str
    version: str
    segments: tuple[Segment, ...]
    is_limited: bool = False
    systems: tuple[System, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    scores: tuple[Score, ...] = ()  # of repair, checks and links
    rules: Mapping[str, Tally] = field(default_factory=dict)
    repairers: tuple[Repairer, ...] = ()  # others, on the same German
    groups: Mapping[str, tuple[int, int]] = field(default_factory=dict)  # passed, of how many
    recovered: tuple[Score, ...] = ()
    flags: Mapping[str, int] = field(default_factory=dict)
    lengths: tuple[Bin, ...] = ()
    speed: Speed | None = None

    @property
    def ours(self) -> System | None:
        """Our own translation."""
        return next((one for one in self.systems if one.kind == OURS), None)

    @property
    def all_repairers(self) -> tuple[Repairer, ...]:
        """Our own repair, then the others; none where there is nothing to hold it against."""
        return (Repairer(OURS, self.scores, self.rules), *self.repairers) if self.repairers else ()

    def figures(self) -> dict[str, Score]:
        """Return every score of ours under the name that floors and history use.

        The seed document has too few lines for an interval that says anything; its scores
        are figures all the same.
        """
        ours = self.ours.scores if self.ours else ()
        return {f"{self.name}/{one.measure}": one for one in (*ours, *self.scores, *self.recovered)}


@dataclass(frozen=True, slots=True)
class Report:
    """One evaluation."""

    time: str
    command: str
    engine: str
    suites: tuple[SuiteResult, ...]
    versions: Mapping[str, str] = field(default_factory=dict)
    host: Mapping[str, str] = field(default_factory=dict)
    model: Mapping[str, object] = field(default_factory=dict)
    options: Mapping[str, object] = field(default_factory=dict)
    seconds: float = 0.0
    peak_mb: float = 0.0
    is_interrupted: bool = False
    before: str = ""  # which run the segments are compared with

    def figures(self) -> dict[str, Score]:
        """Return every score of ours."""
        return {name: one for suite in self.suites for name, one in suite.figures().items()}
