"""What the tagger should say of sentences scarred by hand, or by a model that learnt from those.

Nobody wrote down their edits: they are read off the two sides, word by word. Where a word was
moved or bent, a place may mean this or that, and nothing is learnt there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import NamedTuple

from reinschrift.edits import Edit, Span, apply
from reinschrift.restorer.changes import REWRITING, find_changes
from reinschrift.restorer.guard import WORD
from reinschrift.tagger.sequences import DELETE, LOWER, STOP, UNMARK, UNMARK_LOWER
from reinschrift.words import CLOSED
from reinschrift_models.training.corpus import read_scarred
from reinschrift_models.training.tagger.labels import MARKS, UNTOLD, cased

# Shares of the pairs, drawn for each: words that were moved and bent stand right already, as in a
# later pass of repair; no scar at all; the next pair goes on in the same line, and half of those
# have lost the full stop between them.
MENDED, CLEAN, JOINED, RUN_ON = 0.3, 0.2, 0.3, 0.5
GLUED = 0.2  # of the full stops that are lost: the space as well

_MOST_BETWEEN = 4  # words that go back to one place
_GAPS = ("", " ", ", ", ". ")  # what can stand between two words where the tagger has a say


class Pair(NamedTuple):
    """A sentence as it stands, and as it was."""

    scarred: str
    clean: str


def read_pairs(path: Path) -> Iterator[Pair]:
    """Yield the pairs of a file in JSON lines, but what is kept for measuring."""
    for item in read_scarred(path):
        yield Pair(item["scarred"] or item["clean"], item["clean"])


def pair_lines(pairs: Sequence[Pair], draw: Random) -> Iterator[tuple[str, dict[int, int]]]:
    """Yield lines of one pair or more, each with its labels by place."""
    line, labels = "", {}
    for pair in pairs:
        text, found = _label_one(pair, draw)
        if line.endswith("."):
            line, lost = _join(line, text, draw)
            labels.update(lost)
        labels.update({len(line) + place: kind for place, kind in found.items()})
        line += text
        if not text.endswith(".") or draw.random() >= JOINED:
            yield line, labels
            line, labels = "", {}
    if line:
        yield line, labels


def _join(line: str, text: str, draw: Random) -> tuple[str, dict[int, int]]:
    """Return what a line becomes before another sentence, and the label of what was lost there."""
    is_plain = line[-2:-1].isalpha() and text[:1].isupper()
    if not is_plain or draw.random() >= RUN_ON:
        return f"{line} ", {}
    line = line[:-1] + " " * (draw.random() >= GLUED)
    return line, {len(line): STOP}


def _label_one(pair: Pair, draw: Random) -> tuple[str, dict[int, int]]:
    chance = draw.random()
    if chance < CLEAN:
        return pair.clean, {}
    text = pair.scarred
    if chance < CLEAN + MENDED:
        edits = find_changes(text, pair.clean)
        text = apply(text, [edit for edit in edits if not REWRITING.isdisjoint(edit.rules)])
    return text, label_pair(text, pair.clean)


def label_pair(scarred: str, clean: str) -> dict[int, int]:
    """Return the class of each place where something is wrong, `UNTOLD` where none can be named.

    >>> label_pair("Er traf Putinund Xi er Bei ihm.", "Er traf Putin und Xi bei ihm.")
    {13: 1, 23: 6}
    """
    labels: dict[int, int] = {}
    words = Counter(WORD.findall(clean.lower()))
    words.subtract(WORD.findall(scarred.lower()))
    strays = {word for word, count in words.items() if count < 0} & CLOSED
    for edit in _join_changes(scarred, find_changes(scarred, clean)):
        found = _read_edit(scarred, edit, strays)
        if found is None and not WORD.search(scarred, edit.start, edit.end):
            # Of a word that goes back here the mark behind it tells what the place lacks.
            mark = edit.text[[0, *(match.end() for match in WORD.finditer(edit.text))][-1] :]
            found = _read_edit(scarred, replace(edit, text=mark), strays)
        if found is None:
            found = dict.fromkeys(_starts(scarred, edit.start, edit.end), UNTOLD)
        for place, kind in found.items():
            # Er Der -> der: the capital goes with the word before it.
            labels[place] = DELETE if DELETE in (labels.get(place), kind) else kind
    return labels


def _join_changes(text: str, edits: Sequence[Edit]) -> list[Edit]:
    """Make one edit of those that have no word between them, such as a comma and a small letter."""
    joined: list[Edit] = []
    for edit in edits:
        last = joined[-1] if joined else None
        if last is not None and not (between := text[last.end : edit.start]).strip():
            joined[-1] = Edit(last.start, edit.end, last.text + between + edit.text, last.rule)
        else:
            joined.append(edit)
    return joined


def _starts(text: str, start: int, end: int) -> Iterator[int]:
    """Yield the places of an edit at which words start, and that of the next word."""
    for match in WORD.finditer(text, start):
        yield match.start()
        if match.start() >= end:
            return


def _read_edit(text: str, edit: Edit, strays: Collection[str]) -> dict[int, int] | None:
    """Return the labels of one change between two texts; None if it is none for the tagger."""
    # With the words around it, so that marks and spaces at its ends have words on both sides.
    before = list(WORD.finditer(text, 0, edit.start))[-1:]
    behind = WORD.search(text, edit.end)
    start = before[0].start() if before else edit.start
    end = behind.end() if behind else edit.end
    new = text[start : edit.start] + edit.text + text[edit.end : end]
    return _read_words(text, Span(start, end), new, strays)


def _read_words(text: str, span: Span, new: str, strays: Collection[str]) -> dict[int, int] | None:
    old = [*WORD.finditer(text, *span)]
    there = [*WORD.finditer(new)]
    labels: dict[int, int] = {}
    at = 0
    for number, match in enumerate(old):
        halves = _find_halves(match.group(), [one.group() for one in there[at:]])
        if not halves:
            place = _behind_stray(old, number, strays)
            if place is None:
                return None
            labels[place] = DELETE
            continue
        for offset, part in halves:
            place = match.start() + offset
            here = there[at + part]
            if at + part:
                gap = "" if offset or not number else text[old[number - 1].end() : place]
                now = new[there[at + part - 1].end() : here.start()]
                kind = _read_gap(gap, now, text[place], here.group()[0])
                if kind is None:
                    return None
                if kind:
                    labels.setdefault(place, kind)
        at += halves[-1][1] + 1
    return labels if at == len(there) else None


def _behind_stray(old: Sequence[re.Match[str]], number: int, strays: Collection[str]) -> int | None:
    """Return the place that is told to take a word away which no link needs."""
    word = old[number].group().lower()
    if number and word == old[number - 1].group().lower():
        return old[number].start()  # die Die
    if word in strays and number + 1 < len(old):
        return old[number + 1].start()
    return None


def _find_halves(word: str, parts: list[str]) -> list[tuple[int, int]]:
    """Return where in a word the parts begin that it is made of, and which of `parts` they are.

    It is made of the first ones, with capitals or without; or words go back to where two have met.
    """
    whole = ""
    found: list[tuple[int, int]] = []
    for number, part in enumerate(parts):
        found.append((len(whole), number))
        whole += part.lower()
        if whole == word.lower():
            return found
        if not word.lower().startswith(whole):
            break
    for number, last in enumerate(parts[2 : _MOST_BETWEEN + 2], 2):
        if parts[0] + last == word:
            return [(0, 0), (len(parts[0]), number)]
    return []


def _read_gap(gap: str, now: str, there: str, here: str) -> int | None:
    """Return the class that makes `now` of what stands between two words, 0 for nothing to do."""
    is_lowered = there != here and here.islower()
    is_raised = there != here and here.isupper()
    if gap == now:
        return LOWER if is_lowered else None if is_raised else 0
    if gap in (", ", ". ") and now == " ":
        return UNMARK_LOWER if is_lowered else UNMARK
    if gap not in _GAPS[:2] or now not in _GAPS:
        return None
    mark = MARKS[now[:1] or " "]
    if is_lowered and mark == STOP:
        return UNTOLD  # no sentence begins with a small letter
    if is_raised and mark != STOP:
        return None
    return cased(mark, there, here)
