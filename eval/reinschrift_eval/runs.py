"""One evaluation run: a suite translated by the very flow that users call, and scored."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field

from reinschrift import Flow, repair
from reinschrift_eval.scores import Score, likeness, score
from reinschrift_eval.suites import Suite


@dataclass(frozen=True, slots=True)
class Run:
    """What one system got on one suite, and how."""

    suite: str
    digest: str
    system: str
    segments: int
    scores: tuple[Score, ...]
    flags: dict[str, int] = field(default_factory=dict)
    empty: int = 0
    words_per_second: float | None = None  # source words, white-space separated
    repair: RepairScore | None = None


@dataclass(frozen=True, slots=True)
class RepairScore:
    """How near the repaired German comes to an editor's: `likeness`, and texts that are equal."""

    raw_likeness: float
    repaired_likeness: float
    raw_equal: int
    repaired_equal: int


def run_flow(suite: Suite, flow: Flow, *, limit: int | None = None) -> Run:
    """Repair and translate a suite's texts, or the first `limit` of them, and score the result."""
    source = list(suite.source[:limit])
    gold = list(suite.gold[:limit])
    if not suite.references:
        repaired = [repair(text, level=flow.level).text for text in source]
        return Run(
            suite.name, suite.digest, f"repair, level {flow.level}", len(source), (),
            repair=_score_repair(source, repaired, gold),
        )  # fmt: skip
    start = time.perf_counter()
    done = flow.translate(["\n".join(source)] if suite.is_document else source)
    seconds = time.perf_counter() - start
    english = [one.text for one in done]
    repaired = [one.repaired for one in done]
    if suite.is_document:
        english, repaired = _paragraphs(english[0], source), _paragraphs(repaired[0], source)
    english = [text.replace("\n", " ") for text in english]
    words = sum(len(text.split()) for text in source)
    return Run(
        suite.name,
        suite.digest,
        flow.engine.name,
        len(source),
        tuple(score(english, _references(suite, limit))),
        dict(Counter(flag for one in done for flag in one.flags).most_common()),
        sum(not text.strip() for text in english),
        words / seconds,
        _score_repair(source, repaired, gold) if gold else None,
    )


def _paragraphs(text: str, source: list[str]) -> list[str]:
    """Return the paragraphs of a document; where two were joined the last ones are empty."""
    lines = text.split("\n")
    return lines + [""] * (len(source) - len(lines))


def run_system(suite: Suite, system: str, *, limit: int | None = None) -> Run:
    """Score the stored output of another system."""
    english = list(suite.systems[system][:limit])
    return Run(
        suite.name,
        suite.digest,
        system,
        len(english),
        tuple(score(english, _references(suite, limit))),
    )


def _references(suite: Suite, limit: int | None) -> list[list[str]]:
    """Return the first reference, which published figures use (`ref.A` of WMT)."""
    return [
        [text.replace("\n", " ") for text in texts[:limit]]
        for texts in list(suite.references.values())[:1]
    ]


def _score_repair(raw: list[str], repaired: list[str], gold: list[str]) -> RepairScore:
    return RepairScore(
        likeness(raw, gold),
        likeness(repaired, gold),
        sum(text == right for text, right in zip(raw, gold, strict=True)),
        sum(text == right for text, right in zip(repaired, gold, strict=True)),
    )
