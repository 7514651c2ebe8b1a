"""Runs a suite through the very flow that users call, and scores what comes out."""

from __future__ import annotations

import time
from collections import Counter as Tallied
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from reinschrift import Document, Flow
from reinschrift.assembly import Translation
from reinschrift.repairs import Repair
from reinschrift_eval.items import Lines, page_texts
from reinschrift_eval.kept import count_kept
from reinschrift_eval.lines import unescape
from reinschrift_eval.marks import count_kept_marks, with_links
from reinschrift_eval.measures import BLEU, CHRF, CHRF_PLUS, TER, Measure, share
from reinschrift_eval.placement import score_links
from reinschrift_eval.repair_peers import score_peers
from reinschrift_eval.repair_scores import repair_scores, rule_tallies
from reinschrift_eval.results import OURS, Bin, Repairer, Segment, Speed, SuiteResult, System
from reinschrift_eval.scores import Sampling, Score, Scored, Scorer, recovered
from reinschrift_eval.segments import Counter
from reinschrift_eval.significance import Comparison
from reinschrift_eval.suite import Suite

TEXT_MEASURES = (BLEU, CHRF, CHRF_PLUS, TER)
COMPARED = (BLEU, CHRF)  # each system against each
LENGTHS = (10, 20, 30, 40)  # German words; the last bin is open
CHECKS = Measure("checks passed", share)
LINKS = Measure("links kept", share)
CLEAN = "clean German"
SCARRED = "scarred German"
EARLIER = "earlier run"

RepairText = Callable[[Document], tuple[Document, Repair]]
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Setting:
    """What every suite of an evaluation has in common."""

    flow: Flow
    repair: RepairText  # by the same rules as the flow
    sampling: Sampling
    cache: Path | None = None
    progress: Progress | None = None
    has_peers: bool = False  # whether other repairers have a go at the same German


@dataclass(frozen=True, slots=True)
class Rivals:
    """What a suite's translation is compared with, beside the systems stored with the suite."""

    outputs: Mapping[str, Sequence[str]] = field(default_factory=dict)
    before: Mapping[str, str] = field(default_factory=dict)  # English of an earlier run, by id
    repaired: Mapping[str, str] = field(default_factory=dict)  # and its repaired German


def run_suite(
    suite: Suite,
    setting: Setting,
    rivals: Rivals = Rivals(),  # frozen
    *,
    is_limited: bool = False,
) -> SuiteResult:
    """Repair and translate a suite, and score everything that can be scored."""
    scorer = Scorer(len(suite.source), setting.sampling)
    documents = _documents(suite)
    if not suite.references:
        repairs = [setting.repair(document)[1] for document in documents]
        lines = Lines.of(suite, repairs, [])
        return _finish(suite, scorer, setting, lines, [], is_limited=is_limited, rivals=rivals)
    start = time.perf_counter()
    done = setting.flow.translate_documents(documents, progress=setting.progress)
    speed = _speed(suite, setting.flow, done, time.perf_counter() - start)
    lines = Lines.of(suite, [one.repair for one in done], done)
    texts = _Texts(suite, scorer, Counter(suite.reference, cache=setting.cache))
    systems = [texts.score(OURS, OURS, lines.english)]
    humans = list(suite.references.items())[1:]
    systems += [texts.score(name, "human", other) for name, other in humans]
    peers = {**suite.systems, **rivals.outputs}
    systems += [texts.score(name, "peer", output) for name, output in peers.items()]
    back: tuple[_ScoredSystem, ...] = ()
    if suite.gold and suite.gold != suite.source:
        back = tuple(
            texts.score(name, "input", english)
            for name, english in _translate_bare(suite, setting).items()
        )
        systems += back
    extra: list[Scored] = []
    if suite.checks:
        passed = [
            (one.passes(text), 1) for one, text in zip(suite.checks, lines.english, strict=True)
        ]
        extra.append(scorer.score(CHECKS, passed))
    if any(suite.marks):
        kept = [
            count_kept_marks(one.document, marks)
            for one, marks in zip(done, suite.marks, strict=True)
        ]
        extra.append(scorer.score(LINKS, kept))
        extra += score_links(suite, setting.flow, scorer)
    if any(name in rivals.before for name in lines.names):
        earlier = [rivals.before.get(name, "") for name in lines.names]
        if earlier != lines.english:
            systems.append(texts.score(EARLIER, "earlier", earlier))
    return _finish(
        suite, scorer, setting, lines, extra, systems=systems, speed=speed, rivals=rivals,
        is_limited=is_limited,
        repaired_clean_scarred=(systems[0], *back) if back else None,
        flags=dict(Tallied(flag for one in done for flag in one.flags).most_common()),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _ScoredSystem:
    system: System
    scored: Mapping[str, Scored]


class _Texts:
    """Scores translations of one suite."""

    def __init__(self, suite: Suite, scorer: Scorer, counter: Counter) -> None:
        self._german = suite.gold or suite.source
        self._reference = suite.reference
        self._scorer = scorer
        self._counter = counter

    def score(self, name: str, kind: str, output: Sequence[str]) -> _ScoredSystem:
        english, unescaped = unescape(output) if kind == "peer" else (list(output), 0)
        scored = {
            measure.name: self._scorer.score_text(measure, self._counter, english)
            for measure in TEXT_MEASURES
        }
        system = System(
            name,
            kind,
            tuple(one.score for one in scored.values()),
            count_kept(self._german, english),
            sum(map(len, english)) / max(1, sum(map(len, self._reference))),
            sum(not text.strip() for text in english),
            unescaped,
        )
        return _ScoredSystem(system, scored)


def _documents(suite: Suite) -> list[Document]:
    if any(suite.marks):
        return [
            with_links(text, spans) for text, spans in zip(suite.source, suite.marks, strict=True)
        ]
    return [Document.from_text(text) for text in page_texts(suite)]


def _translate_bare(suite: Suite, setting: Setting) -> dict[str, list[str]]:
    """Translate clean and scarred German as it stands, by the same flow but without any repair.

    Both in one call: sentences that came through whole are translated once.
    """
    bare = Flow(setting.flow.engine, rules=(), decoding=setting.flow.decoding)
    if suite.is_document:
        both = bare.translate(["\n".join(suite.gold), "\n".join(suite.source)])
        clean, scarred = (one.text.split("\n") for one in both)
    else:
        done = bare.translate([*suite.gold, *suite.source])
        english = [one.text.replace("\n", " ") for one in done]
        clean, scarred = english[: len(suite.gold)], english[len(suite.gold) :]
    return {CLEAN: clean, SCARRED: scarred}


def _speed(suite: Suite, flow: Flow, done: Sequence[Translation], seconds: float) -> Speed:
    words = sum(len(text.split()) for text in suite.source)
    pieces = sum(
        flow.engine.count_pieces(sentence.source) for one in done for sentence in one.sentences
    )
    return Speed(seconds, words, pieces)


def _finish(
    suite: Suite,
    scorer: Scorer,
    setting: Setting,
    lines: Lines,
    extra: list[Scored],
    *,
    is_limited: bool,
    systems: Sequence[_ScoredSystem] = (),
    speed: Speed | None = None,
    rivals: Rivals = Rivals(),
    repaired_clean_scarred: tuple[_ScoredSystem, ...] | None = None,
    flags: Mapping[str, int] = {},  # never changed
) -> SuiteResult:
    """Put a suite's result together."""
    scores = [one.score for one in extra]
    scores += repair_scores(suite, lines.repaired, lines.edits, setting.repair, scorer)
    values = _values(suite, lines, systems)
    earlier = next((one for one in systems if one.system.kind == "earlier"), None)
    old = _chrf_values(earlier) if earlier and not suite.checks else [None] * len(lines.names)
    return SuiteResult(
        suite.name,
        suite.digest,
        suite.version,
        tuple(
            Segment(
                name,
                suite.groups[index] if suite.groups else "",
                lines.raw[index],
                lines.repaired[index],
                suite.gold[index] if suite.gold else "",
                lines.english[index] if lines.english else "",
                suite.reference[index] if suite.reference else "",
                tuple(dict.fromkeys(rule for edit in lines.edits[index] for rule in edit.rules)),
                tuple(lines.flags[index]),
                values[index],
                rivals.before.get(name),
                old[index],
                rivals.repaired.get(name),
            )
            for index, name in enumerate(lines.names)
        ),
        is_limited=is_limited,
        systems=tuple(one.system for one in systems),
        comparisons=tuple(_compare_all(scorer, systems)),
        scores=tuple(scores),
        rules=rule_tallies(suite, lines.edits),
        repairers=_score_peers(suite, scorer) if setting.has_peers else (),
        groups=_groups(suite, values),
        recovered=_recovered(repaired_clean_scarred),
        flags=flags,
        lengths=tuple(_by_length(suite, systems)),
        speed=speed,
    )


def _score_peers(suite: Suite, scorer: Scorer) -> tuple[Repairer, ...]:
    """Score other repairers where there is German to hold them against."""
    return score_peers(suite, scorer) if suite.gold and not suite.is_document else ()


def _values(suite: Suite, lines: Lines, systems: Sequence[_ScoredSystem]) -> list[float | None]:
    """Return the one number by which the gate tells that a segment fell."""
    if suite.checks:
        pairs = zip(suite.checks, lines.english, strict=True)
        return [100.0 * one.passes(text) for one, text in pairs]
    if systems:
        return _chrf_values(systems[0])
    return [100.0 * (one == right) for one, right in zip(lines.repaired, suite.gold, strict=True)]


def _chrf_values(system: _ScoredSystem) -> list[float | None]:
    scored = system.scored[CHRF.name]
    return [round(float(value), 1) for value in scored.measure.of(scored.counts)]


def _groups(suite: Suite, values: Sequence[float | None]) -> dict[str, tuple[int, int]]:
    """Count what passed in each group, where items pass or fail."""
    if not suite.groups or (suite.references and not suite.checks):
        return {}
    counts: dict[str, tuple[int, int]] = {}
    for group, value in zip(suite.groups, values, strict=True):
        passed, cases = counts.get(group, (0, 0))
        counts[group] = (passed + (value == 100), cases + 1)
    return counts


def _compare_all(scorer: Scorer, systems: Sequence[_ScoredSystem]) -> list[Comparison]:
    return [
        scorer.compare(
            (one.system.name, other.system.name),
            one.scored[measure.name],
            other.scored[measure.name],
        )
        for measure in COMPARED
        for place, one in enumerate(systems)
        for other in systems[place + 1 :]
    ]


def _recovered(three: tuple[_ScoredSystem, ...] | None) -> tuple[Score, ...]:
    if three is None:
        return ()
    repaired, clean, scarred = (one.scored for one in three)
    found = (recovered(clean[m.name], scarred[m.name], repaired[m.name]) for m in COMPARED)
    return tuple(one for one in found if one is not None)


def _by_length(suite: Suite, systems: Sequence[_ScoredSystem]) -> list[Bin]:
    """Score the segments of each length apart, by chrF."""
    if not systems:
        return []
    lengths = [len(text.split()) for text in suite.source]
    edges = (0, *LENGTHS, 10**9)
    bins: list[Bin] = []
    for low, high in pairwise(edges):
        chosen = [place for place, length in enumerate(lengths) if low < length <= high]
        if chosen:
            label = f"{low + 1}–{high}" if high in LENGTHS else f"over {low}"
            scores = {
                one.system.name: float(CHRF.of(one.scored[CHRF.name].counts[chosen].sum(axis=0)))
                for one in systems
            }
            bins.append(Bin(label, len(chosen), scores))
    return bins
