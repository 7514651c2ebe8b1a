"""Passes of the stages over a text, until a pass proposes nothing.

All stages together give one list of edits over the raw text. Law: a repaired text is left
alone by a second repair (idempotence). So a text is repaired in passes until a pass
proposes nothing, and lines where the stages never agree keep their raw text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from reinschrift.composition import Offsets, compose
from reinschrift.edits import JOIN, Edit, Flag, Span, apply
from reinschrift.protection import Protection
from reinschrift.stages import Stage
from reinschrift.stages.learned import RULES as LEARNED

_TEXT = re.compile(r"\S")
Told = Mapping[str, object]  # by word
# Scars of words: where there is one there are more, and the restorer is worth its time.
SCARS = frozenset({*LEARNED, "moved-anchor", "agreement", "split-paragraph"})
MAX_PASSES = 6  # all cases of the tests settle in three


class Step(NamedTuple):
    """A stage, and how it is to be used.

    A stage that `rewrites` moves words: it makes all of its edits on a line or none, and touches
    no word that carries a mark. One that is for `scarred` text looks at the lines in which words
    were found damaged, and at those beside them; one for `mended` text needs an edit there, and
    no flag will do. One for `settled` text waits with a line until a pass has left it alone: a
    comma that a split word brings to light comes before words move. What a stage must know of the
    whole text, of which it may see some lines, `tells` finds out: something of some words, which
    the stage gets as `told`.
    """

    stage: Callable[..., Iterable[Edit | Flag]]  # a `Stage`, that also takes `told` if it `tells`
    rewrites: bool = False
    scarred: bool = False
    mended: bool = False
    settled: bool = False
    tells: Callable[[str], Told] | None = None


class Found(NamedTuple):
    """The edits and flags of all passes, over the raw text, in order."""

    edits: list[Edit]
    flags: list[Flag]


def run(
    text: str,
    steps: Sequence[Step],
    protect: Collection[str],
    keep: list[Span],
    marked: Sequence[Span],
) -> Found:
    """Run the steps but for the places in `keep` and the lines where no two passes agree.

    Steps that rewrite leave what is `marked` alone as well: a word that moves would leave its
    link.
    """
    while True:
        usual, rewriting = (
            Protection(protect, spans, text=text) for spans in (keep, [*keep, *marked])
        )
        protection = Protections(usual, rewriting)
        done, unsettled = _settle(text, steps, protection)
        if not unsettled:
            return done
        keep = keep + _lines(text, unsettled)


class Protections(NamedTuple):
    """What no stage may touch, and what one that rewrites may not touch either."""

    usual: Protection
    rewriting: Protection


def _settle(text: str, steps: Sequence[Step], protection: Protections) -> tuple[Found, list[Span]]:
    """Run passes over `text` until a pass changes nothing.

    The first pass looks at everything, the next ones only at what the pass before changed and
    at the lines beside it: nothing else can look different to a stage, but for the words that the
    changed text tells something else of. When patience runs out, return the raw spans that were
    still being changed as well.
    """
    state = _State(text, [], [], [])
    read, told = text, _tell(text, steps)
    cores = [Span(0, len(text))]
    for _ in range(MAX_PASSES):
        state = _pass(state, _inform(steps, told), protection, cores)
        if state.changed:
            cores = _beside(text, state)
            continue
        current = apply(text, state.edits)
        if current != read:
            before, read, told = told, current, _tell(current, steps)
            cores = _told_anew(current, before, told)
            if cores:
                continue
        flags = sorted(state.flags, key=lambda flag: (flag.start, flag.end))
        return Found(state.edits, flags), []
    to_raw = Offsets(state.edits).to_raw
    return Found([], []), state.changed or [to_raw(*core) for core in cores]


def _tell(text: str, steps: Iterable[Step]) -> list[Told]:
    """Return what the whole text tells each of the steps."""
    return [step.tells(text) if step.tells else {} for step in steps]


def _inform(steps: Iterable[Step], told: Iterable[Told]) -> list[Step]:
    """Return the steps, what they are told bound to their stages."""
    return [
        step._replace(stage=partial(step.stage, told=one)) if step.tells else step
        for step, one in zip(steps, told, strict=True)
    ]


def _told_anew(text: str, before: Iterable[Told], now: Iterable[Told]) -> list[Span]:
    """Return the lines with words of which something else is told now."""
    words = {
        word
        for old, new in zip(before, now, strict=True)
        for word in old.keys() | new.keys()
        if old.get(word) != new.get(word)
    }
    places = (match for word in words for match in re.finditer(re.escape(word), text))
    return _merged(sorted(_lines(text, (Span(*match.span()) for match in places))))


class _State(NamedTuple):
    """What the passes so far have made of a raw text; all places are in the raw text."""

    text: str
    edits: list[Edit]
    flags: list[Flag]
    changed: list[Span]  # by the last pass


def _pass(
    state: _State, steps: Sequence[Step], protection: Protections, cores: list[Span]
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
    for stage, rewrites, scarred, mended, settled, _ in steps:
        places = _settled(current, edits, changed, cores) if settled else cores
        if scarred or mended:
            places = _near_scars(current, edits, [] if mended else flags, places)
        proposals = [one for core in places for one in _look(stage, current, core)]
        if not proposals:
            continue
        protected = protection[rewrites].near(current, proposals, edits)
        allowed = [one for one in proposals if protected.allow(one.start, one.end)]
        if rewrites and len(allowed) < len(proposals):
            allowed = _with_whole_line(current, proposals, allowed)
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


def _settled(
    current: str, edits: Sequence[Edit], changed: Iterable[Span], cores: Iterable[Span]
) -> list[Span]:
    """Return the parts of `cores` without the lines on which raw spans have `changed`."""
    to_edited = Offsets(edits).to_edited
    restless = sorted(_lines(current, (to_edited(*span) for span in changed)))
    return [part for core in cores for part in _without(core, restless)]


def _without(core: Span, lines: Iterable[Span]) -> Iterator[Span]:
    """Yield the lines of `core` that are not among `lines`."""
    start = core.start
    for line in lines:
        if core.start <= line.start and line.end <= core.end:
            if start < line.start:
                yield Span(start, line.start - 1)
            start = line.end + 1
    if start < core.end:
        yield Span(start, core.end)


def _near_scars(
    current: str, edits: Sequence[Edit], flags: Sequence[Flag], cores: Iterable[Span]
) -> list[Span]:
    """Return the lines of `cores` in which words were found damaged, and the lines beside them."""
    to_edited = Offsets(edits).to_edited
    scars: list[Edit | Flag] = [*edits, *flags]
    scars = [one for one in scars if not SCARS.isdisjoint(one.rule.split(JOIN))]
    near = _merged(
        sorted(_with_neighbours(current, to_edited(one.start, one.end)) for one in scars)
    )
    ends = [span.end for span in near]
    found: list[Span] = []
    for core in cores:
        at = bisect_left(ends, core.start)
        while at < len(near) and near[at].start <= core.end:
            found.append(Span(max(core.start, near[at].start), min(core.end, near[at].end)))
            at += 1
    return _merged(sorted(found))


def _with_whole_line(
    current: str, proposals: Sequence[Edit | Flag], allowed: Sequence[Edit | Flag]
) -> list[Edit | Flag]:
    """Leave out what stands on a line with a proposal that is not allowed."""
    refused = [one for one in proposals if one not in allowed]
    lines = _lines(current, (Span(one.start, one.end) for one in refused))
    return [one for one in allowed if not any(_holds(line, one) for line in lines)]


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
    return _merged(sorted(_with_neighbours(current, to_edited(*one)) for one in state.changed))


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Join spans of whole lines that overlap or follow one another."""
    merged: list[Span] = []
    for start, end in spans:
        if merged and start <= merged[-1].end + 1:
            merged[-1] = Span(merged[-1].start, max(end, merged[-1].end))
        else:
            merged.append(Span(start, end))
    return merged


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
