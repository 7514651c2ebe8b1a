"""Repair: every stage in order, again and again until nothing changes.

All stages together give one list of edits over the raw text. Law: a repaired text is left
alone by a second repair (idempotence). So a text is repaired in passes until a pass
proposes nothing, and lines where the stages never agree keep their raw text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple

from reinschrift.composition import Offsets, compose
from reinschrift.documents import Document, edit_document
from reinschrift.edges import MOVED, find_moved_links, part_at_tags
from reinschrift.edits import Edit, Flag, Span, apply, diff, undo
from reinschrift.errors import UnknownName
from reinschrift.protection import Protection
from reinschrift.stages import BUDGETS, LEVELS, STAGES, Stage
from reinschrift.stages.learned import propose, read_texts

_TEXT = re.compile(r"\S")
MAX_PASSES = 6  # all cases of the tests settle in three


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
    stages = _make_stages(chosen, level, budget)
    return _repair(text, stages, protect, [])


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
    stages = _make_stages(chosen, level, budget)
    # Before the stages: what a tag tells is certain, and they see whole words then.
    edges = list(_at_tags(document, protect)) if "merged-words" in chosen else []
    marked = edit_document(document, edges)
    done = _repair(marked.text, stages, protect, _find_kept(marked))
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
    repair = Repair(document.text, done.text, tuple(edits), tuple(flags))
    return edit_document(document, edits), repair


def read_ahead(
    documents: Iterable[Document],
    *,
    level: str = "standard",
    rules: Collection[str] | None = None,
    without: Collection[str] = (),
    budget: float | None = None,
) -> None:
    """Have the tagger read documents that are to be repaired, all at once.

    It reads many short texts together twice as fast as one by one.
    """
    chosen = choose_rules(level=level, rules=rules, without=without)
    if any(STAGES[rule].learned for rule in chosen):
        read_texts(
            (block.text for one in documents for block in one.blocks if block.translate),
            BUDGETS[level] if budget is None else budget,
        )


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


def _make_stages(rules: Sequence[str], level: str, budget: float | None) -> list[Stage]:
    learned = [rule for rule in rules if STAGES[rule].learned]
    allowed = BUDGETS[level] if budget is None else budget
    return [
        partial(propose, rules=learned, budget=allowed) if rule in learned else STAGES[rule].stage
        for rule in rules
        if rule not in learned[1:]  # one stage proposes for all of them
    ]


def _repair(
    text: str, stages: Sequence[Stage], protect: Collection[str], keep: list[Span]
) -> Repair:
    """Repair `text` but for the places in `keep` and the lines where no two passes agree."""
    while True:
        done, unsettled = _settle(text, stages, Protection(protect, keep))
        if not unsettled:
            return done
        keep = keep + _lines(text, unsettled)


def _settle(
    text: str, stages: Sequence[Stage], protection: Protection
) -> tuple[Repair, list[Span]]:
    """Repair `text` until a pass changes nothing.

    The first pass looks at everything, the next ones only at what the pass before changed and
    at the lines beside it: nothing else can look different to a stage. When patience runs
    out, return the raw spans that were still being changed as well.
    """
    done = _pass(_State(text, [], [], []), stages, protection, [Span(0, len(text))])
    for _ in range(MAX_PASSES - 1):
        if not done.changed:
            break
        done = _pass(done, stages, protection, _beside(text, done))
    if done.changed:
        return Repair(text, text), done.changed
    flags = sorted(done.flags, key=lambda flag: (flag.start, flag.end))
    return Repair(text, apply(text, done.edits), tuple(done.edits), tuple(flags)), []


class _State(NamedTuple):
    """What the passes so far have made of a raw text; all places are in the raw text."""

    text: str
    edits: list[Edit]
    flags: list[Flag]
    changed: list[Span]  # by the last pass


def _pass(
    state: _State, stages: Sequence[Stage], protection: Protection, cores: list[Span]
) -> _State:
    """Run every stage once, each on what the edits so far made of the text.

    Only proposals inside the `cores` (whole lines of the edited text) count.
    """
    text, edits = state.text, state.edits
    to_raw = Offsets(edits).to_raw
    looked_at = [to_raw(*core) for core in cores]
    flags = [flag for flag in state.flags if not any(_holds(core, flag) for core in looked_at)]
    changed: list[Span] = []
    current = apply(text, edits)
    for stage in stages:
        proposals = [one for core in cores for one in _look(stage, current, core)]
        if not proposals:
            continue
        protected = protection.near(current, proposals, edits)
        allowed = [one for one in proposals if protected.allow(one.start, one.end)]
        to_raw = Offsets(edits).to_raw
        flags += (
            replace(one, start=span.start, end=span.end)
            for one in allowed
            if isinstance(one, Flag)
            for span in (to_raw(one.start, one.end),)
        )
        new = _in_order(one for one in allowed if isinstance(one, Edit))
        if new:
            changed += (to_raw(edit.start, edit.end) for edit in new)
            edits = compose(text, edits, new)
            to_edited = Offsets(new).to_edited
            cores = [to_edited(*core) for core in cores]
            current = apply(text, edits)
    return _State(text, edits, flags, changed)


def _look(stage: Stage, current: str, core: Span) -> Iterator[Edit | Flag]:
    """Run `stage` on the lines of `core` and the lines around them."""
    if core == (0, len(current)):
        yield from stage(current)
        return
    start, end = _with_neighbours(current, core)
    for one in stage(current[start:end]):
        moved = replace(one, start=one.start + start, end=one.end + start)
        if _holds(core, moved):
            yield moved


def _beside(text: str, state: _State) -> list[Span]:
    """Return the lines that the last pass changed, with a line on each side, as edited now."""
    current = apply(text, state.edits)
    to_edited = Offsets(state.edits).to_edited
    cores: list[Span] = []
    for start, end in sorted(_with_neighbours(current, to_edited(*span)) for span in state.changed):
        if cores and start <= cores[-1].end + 1:
            cores[-1] = Span(cores[-1].start, max(end, cores[-1].end))
        else:
            cores.append(Span(start, end))
    return cores


def _with_neighbours(text: str, span: Span) -> Span:
    """Grow a span to whole lines and by one line with text on each side."""
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    end = len(text) if end < 0 else end
    before = start
    while before and text[before - 1].isspace():
        before -= 1
    after = _TEXT.search(text, end)
    if after is None:
        return Span(text.rfind("\n", 0, before) + 1, len(text))
    end = text.find("\n", after.start())
    return Span(text.rfind("\n", 0, before) + 1, len(text) if end < 0 else end)


def _holds(core: Span, one: Edit | Flag) -> bool:
    return core.start <= one.start and one.end <= core.end


def _in_order(edits: Iterable[Edit]) -> list[Edit]:
    """Sort edits and leave out those that overlap the one before."""
    chosen: list[Edit] = []
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if not chosen or chosen[-1].end <= edit.start:
            chosen.append(edit)
    return chosen


def _lines(text: str, spans: Iterable[Span]) -> list[Span]:
    """Return the whole lines that `spans` lie on."""
    lines = dict.fromkeys(
        Span(text.rfind("\n", 0, span.start) + 1, end if end >= 0 else len(text))
        for span in spans
        for end in (text.find("\n", span.end),)
    )
    return list(lines)
