"""Repair: which stages look at a text or a document, and what they made of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate

from reinschrift.composition import Offsets, compose
from reinschrift.documents import Document, edit_document
from reinschrift.edges import MOVED, find_moved_links, part_at_tags
from reinschrift.edits import Edit, Flag, Span, apply, diff, undo
from reinschrift.errors import UnknownName
from reinschrift.passes import Step, run
from reinschrift.protection import Protection
from reinschrift.stages import BUDGETS, LEVELS, STAGES
from reinschrift.stages.adjective_endings import mend_bare_adjectives
from reinschrift.stages.agreement import mend_phrases
from reinschrift.stages.capital_phrases import mend_capital_phrases
from reinschrift.stages.genitives import mend_genitives
from reinschrift.stages.learned import propose, read_texts
from reinschrift.stages.parted_compounds import join_parted_compounds
from reinschrift.stages.reordering import reorder_scarred, reorder_sentences
from reinschrift.stages.restoring import (
    ASKED_FROM,
    read_odd_sentences,
    restore_marks,
    restore_sentences,
    restore_suspicious,
)
from reinschrift.stages.said_names import tell_names


@dataclass(frozen=True, slots=True)
class Repair:
    """A raw text, what it became, and why.

    `edits` and `flags` are over the raw text, in order. A flag is a scar that was seen and
    left alone.
    """

    raw: str
    text: str
    edits: tuple[Edit, ...] = ()
    flags: tuple[Flag, ...] = ()

    def undo(self, *, rule: str) -> Repair:
        """Take back every edit that `rule` had a part in: whole edits, never half of one."""
        edits = undo(self.edits, rule)
        return replace(self, text=apply(self.raw, edits), edits=tuple(edits))

    def to_raw(self, start: int, end: int) -> Span:
        """Map a span of the repaired text to the raw text."""
        return Offsets(self.edits).to_raw(start, end)

    def diff(self) -> str:
        """Draw the edits into the raw text."""
        return diff(self.raw, self.edits)


def repair(
    text: str,
    *,
    level: str = "standard",
    rules: Collection[str] | None = None,
    without: Collection[str] = (),
    protect: Collection[str] = (),
    budget: float | None = None,
) -> Repair:
    """Repair `text`, whose lines are its paragraphs.

    `level` says how bold to be (`safe`, `standard`, `full`); `rules` instead names the
    only rules to use, `without` those to leave out. No word of `protect` is touched.
    `budget` says how many false edits per 1,000 clean words the tagger may make, in place of
    what the level allows (`BUDGETS`); 0 leaves the rules alone.

    >>> repair("Er traf Wladimir Putinund den Außenminister.").text
    'Er traf Wladimir Putin und den Außenminister.'
    """
    chosen = choose_rules(level=level, rules=rules, without=without)
    found = run(text, _make_steps(chosen, level, budget), protect, [], [])
    return Repair(text, apply(text, found.edits), tuple(found.edits), tuple(found.flags))


def repair_document(
    document: Document,
    *,
    level: str = "standard",
    rules: Collection[str] | None = None,
    without: Collection[str] = (),
    protect: Collection[str] = (),
    budget: float | None = None,
) -> tuple[Document, Repair]:
    """Repair a document, its marks moved along; the `Repair` is over `document.text`.

    Blocks that are not to be translated (code, another language) keep their text, and so
    does code inside a sentence.
    """
    chosen = choose_rules(level=level, rules=rules, without=without)
    steps = _make_steps(chosen, level, budget)
    # Before the stages: what a tag tells is certain, and they see whole words then.
    edges = list(_at_tags(document, protect)) if "merged-words" in chosen else []
    marked = edit_document(document, edges)
    done = run(marked.text, steps, protect, _find_kept(marked), _find_marked(marked))
    edits = compose(document.text, edges, done.edits)
    to_raw = Offsets(edges).to_raw
    flags = [
        replace(flag, start=span.start, end=span.end)
        for flag in done.flags
        for span in (to_raw(flag.start, flag.end),)
    ]
    if MOVED in chosen:
        seen = [flag for flag in flags if flag.rule == MOVED]
        flags += (
            one
            for one in find_moved_links(document)
            if not any(flag.start < one.end and one.start < flag.end for flag in seen)
        )
    flags.sort(key=lambda flag: (flag.start, flag.end))
    repair = Repair(document.text, apply(document.text, edits), tuple(edits), tuple(flags))
    return edit_document(document, edits), repair


def read_ahead(
    documents: Iterable[Document],
    *,
    level: str = "standard",
    rules: Collection[str] | None = None,
    without: Collection[str] = (),
    budget: float | None = None,
) -> None:
    """Have tagger and restorer read documents that are to be repaired, all at once.

    They read many short texts together twice as fast as one by one.
    """
    chosen = choose_rules(level=level, rules=rules, without=without)
    allowed = BUDGETS[level] if budget is None else budget
    texts = [block.text for one in documents for block in one.blocks if block.translate]
    if any(STAGES[rule].learned for rule in chosen):
        read_texts(texts, allowed)
    if _asks_restorer(chosen, allowed):
        read_odd_sentences(texts)


def _asks_restorer(rules: Collection[str], budget: float) -> bool:
    return budget >= ASKED_FROM and MOVED in rules


def _at_tags(document: Document, protect: Collection[str]) -> Iterator[Edit]:
    """Give the repairs that tags call for, but where nothing may be touched."""
    edits = list(part_at_tags(document))
    if edits:
        allowed = Protection(protect, _find_kept(document)).near(document.text, edits)
        yield from (edit for edit in edits if allowed.allow(edit.start, edit.end))


def _find_kept(document: Document) -> list[Span]:
    """Return what no repair may touch: code, and blocks that are not to be translated."""
    keep: list[Span] = []
    place = 0
    for block in document.blocks:
        if not block.translate:
            keep.append(Span(place, place + len(block.text)))
        keep += (
            Span(place + mark.start, place + mark.end)
            for mark in block.marks
            if mark.kind == "code"
        )
        place += len(block.text) + 1
    return keep


def _find_marked(document: Document) -> list[Span]:
    """Return what links and other marks stand on: a word that moves would leave its mark."""
    places = list(accumulate((len(block.text) + 1 for block in document.blocks), initial=0))
    return [
        Span(place + mark.start, place + mark.end)
        for place, block in zip(places, document.blocks, strict=False)
        for mark in block.marks
        if mark.start < mark.end
    ]


def choose_rules(
    *,
    level: str = "standard",
    rules: Collection[str] | None = None,
    without: Collection[str] = (),
) -> list[str]:
    """Return the rules of a level, or just `rules`, less those of `without`, in their order."""
    if level not in LEVELS:
        raise UnknownName("level", level, LEVELS)
    for rule in (*(rules or ()), *without):
        if rule not in STAGES:
            raise UnknownName("rule", rule, STAGES)
    bold = LEVELS.index(level)
    return [
        rule
        for rule, row in STAGES.items()
        if rule not in without
        and (LEVELS.index(row.level) <= bold if rules is None else rule in rules)
    ]


def _make_steps(rules: Sequence[str], level: str, budget: float | None) -> list[Step]:
    learned = [rule for rule in rules if STAGES[rule].learned]
    allowed = BUDGETS[level] if budget is None else budget
    restores = _asks_restorer(rules, allowed)
    # The restorer before the tagger: where words have moved, what looks like a lost stop is none.
    words = [Step(restore_suspicious, rewrites=True)] if restores else []
    if restores and "agreement" in rules:
        # What grammar is sure of first: it leaves the restorer less to do. The gender of a phrase
        # is that of its whole noun.
        words = [
            Step(join_parted_compounds),
            Step(mend_bare_adjectives),
            Step(mend_phrases),
            Step(mend_capital_phrases),
            Step(mend_genitives),
            *words,
        ]
    if learned:  # one stage proposes for all of them
        words.append(Step(partial(propose, rules=learned, budget=allowed), tells=tell_names))
    before = [rule for rule in rules if LEVELS.index(STAGES[rule].level) == 0]
    after = [rule for rule in rules if rule not in before and rule not in learned]
    steps = [
        *(Step(STAGES[rule].stage) for rule in before),
        *words,
        *(Step(STAGES[rule].stage) for rule in after),
    ]
    if restores:
        steps.append(Step(restore_sentences, rewrites=True, scarred=True, settled=True))
        steps.append(Step(reorder_sentences, rewrites=True, settled=True))
        steps.append(Step(reorder_scarred, rewrites=True, scarred=True, settled=True))
        # Elsewhere a comma or capital is the tagger's to set.
        steps.append(Step(partial(restore_marks, rules=learned), rewrites=True, mended=True))
    return steps
