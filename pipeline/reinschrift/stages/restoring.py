"""Sentences that the restorer writes anew: words back at their place, with their ending.

What it changes there stands or falls together, and a guard sees to it that no name, number or
word of content is lost.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from math import exp
from typing import NamedTuple

from reinschrift.edits import Edit, Span, apply
from reinschrift.lexicon import WORD, load
from reinschrift.morphology import reading_size
from reinschrift.restorer import Restorer, load_restorer
from reinschrift.restorer.changes import REWRITING, find_changes, shift_edits
from reinschrift.restorer.guard import is_faithful, is_miscopy
from reinschrift.restorer.orders import find_orders
from reinschrift.restorer.orders.moves import CALM
from reinschrift.restorer.suspicion import is_suspicious
from reinschrift.sentences import split_sentences
from reinschrift.stages.boundaries import has_main_verb
from reinschrift.stages.cautions import is_quoted
from reinschrift.stages.commas import is_finite
from reinschrift.stages.missing_marks import lacks_mark
from reinschrift.stages.overreach import (
    breaks_phrase,
    gives_other_gender,
    inflects_verb,
    joins_sentences,
    lowers_name,
    lowers_title,
    moves_what_is_right,
    parts_last_name,
    parts_name,
    parts_unknown,
    sets_idle_comma,
    swaps_article,
    takes_article,
    takes_dative,
)
from reinschrift.words import PREPOSITIONS

# Budget of false edits per 1,000 words from which the restorer is asked: that of `full`. Below it
# repair needs no engine.
ASKED_FROM = 0.1
# Natural log odds of the rewritten sentence against the one that stands, if it looks odd. From 4 to
# 6 the same 165 of 376 scarred sentences of five writers come back, and fewer right words change.
LEAST_ODDS = 6.0
# The same where other scars are near, so that one there is likelier. Of 612 sentences of seven
# writers 256 come back at 3, 262 at 2, 267 at 1; at 2 31 are made worse. At 1 the seed article
# gets a wrong order.
LEAST_NEAR_ODDS = 2.0
# The same for marks near a mended line: at 6 one comes back less, from 4 to 5 none.
LEAST_MARK_ODDS = 5.0

# What an added preposition must bring: of those that bring less in scars-dev, half are wrong.
LEAST_GAIN = 1.5

# What stands in quotation marks, from four words on: less is a name or a title. The end of a line
# ends it too.
_SPEECH = re.compile(
    r"„(?:[^„“”\"\s]+\s+){3}[^“”\"]*"
    r"|»(?:[^»«\s]+\s+){3}[^«]*"
    r"|(?<!\w)\"(?:[^\"\s]+\s+){3}[^\"]*"
)
_OVERREACH = (
    is_miscopy,
    takes_article,
    swaps_article,
    takes_dative,
    gives_other_gender,
    sets_idle_comma,
    lowers_name,
    lowers_title,
    parts_name,
    parts_unknown,
    parts_last_name,
    inflects_verb,
)
_ENDS = tuple('.!?…:“”"«)')
_NOWHERE = (sys.maxsize, sys.maxsize)


class _Rewritten(NamedTuple):
    """A sentence, where it stands, and the edits that rewrite it."""

    place: int
    text: str
    edits: list[Edit]


def read_odd_sentences(texts: Iterable[str]) -> None:
    """Have the restorer read what looks odd in texts, before their edits are asked for."""
    sentences = (one for text in texts for _, one in find_unspoken_sentences(text))
    odd = [one for one in sentences if is_suspicious(one)]
    restorer = load_restorer() if odd else None
    if restorer is not None:
        restorer.restore(odd)


def restore_suspicious(text: str) -> Iterator[Edit]:
    """Propose what puts words right in the sentences whose order or endings look odd."""
    odd = [one for one in find_unspoken_sentences(text) if is_suspicious(one[1])]
    return _restore(odd, calm=True)


def restore_sentences(text: str) -> Iterator[Edit]:
    """Propose what puts words right in every sentence of a text with scars."""
    return _restore(list(find_unspoken_sentences(text)), least=LEAST_NEAR_ODDS)


def restore_marks(text: str, rules: Collection[str]) -> Iterator[Edit]:
    """Propose what `rules` name in sentences in which the restorer moves and bends no word.

    Where the order looks odd still, nothing is known about the marks.
    """
    calm = [one for one in find_unspoken_sentences(text) if not is_suspicious(one[1])]
    return _restore(calm, rules, least=LEAST_MARK_ODDS)


def _restore(
    sentences: list[tuple[int, str]],
    alone: Collection[str] = (),
    *,
    least: float = LEAST_ODDS,
    calm: bool = False,
) -> Iterator[Edit]:
    """Propose edits that move or bend a word, with what goes with them; or those of `alone`.

    If `calm`, an order that writers use as well is left.
    """
    sentences = [one for one in sentences if not lacks_mark(one[1])]
    restorer = load_restorer() if sentences else None
    if restorer is None:
        return
    found: list[_Rewritten] = []
    restored = restorer.restore(sentence for _, sentence in sentences)
    for place, sentence in sentences:
        edits = [
            edit
            for edit in find_changes(sentence, restored[sentence])
            if not _is_too_much(sentence, edit)
        ]
        edits = [edit for edit in edits if not breaks_phrase(sentence, edit, edits)]
        if joins_sentences(sentence, edits) or moves_what_is_right(sentence, edits):
            continue
        rewriting = [edit for edit in edits if not REWRITING.isdisjoint(edit.rules)]
        is_rewritten = rewriting and is_faithful(sentence, rewriting)
        if alone and not is_rewritten:
            edits = [
                edit
                for edit in edits
                if set(edit.rules) <= set(alone) and not is_quoted(sentence, edit.start, edit.end)
            ]
        # A comma or capital changes with the words around it.
        if edits and bool(is_rewritten) != bool(alone):
            if calm and _is_free(sentence, apply(sentence, edits)):
                continue
            found.append(_Rewritten(place, sentence, edits))
    for one, value in _judge(restorer, found):
        if value >= least:
            sure, why = 1 / (1 + exp(-value)), f"restorer: {value:+.1f} log odds"
            yield from shift_edits(one.edits, one.place, sure, why)


def _judge(restorer: Restorer, found: Sequence[_Rewritten]) -> Iterator[tuple[_Rewritten, float]]:
    """Yield what is rewritten with its odds; without a preposition that hardly makes it likelier.

    The restorer has learnt that links lose theirs, and adds one where none was: hat gerettet
    sieben Menschen, not: in sieben Menschen.
    """
    bare = [one._replace(edits=_without_prepositions(one.text, one.edits)) for one in found]
    odds = restorer.judge((one.text, apply(one.text, one.edits)) for one in (*found, *bare))
    with_it, without = odds[: len(found)], odds[len(found) :]
    for one, other, value, least in zip(found, bare, with_it, without, strict=True):
        yield (other, least) if least > value - LEAST_GAIN else (one, value)


def _without_prepositions(sentence: str, edits: list[Edit]) -> list[Edit]:
    """Return edits that put no preposition where there was none."""
    return [
        edit
        if not PREPOSITIONS.isdisjoint(sentence[edit.start : edit.end].split())
        else _without_added(sentence, edit)
        for edit in edits
    ]


def _without_added(sentence: str, edit: Edit) -> Edit:
    words = edit.text.split(" ")
    kept = " ".join(word for word in words if word not in PREPOSITIONS)
    if kept or edit.text == kept:
        return replace(edit, text=kept)
    has_space = sentence[edit.start - 1 : edit.start] == sentence[edit.end : edit.end + 1] == " "
    return replace(edit, text="", end=edit.end + has_space)


def _is_free(sentence: str, said: str) -> bool:
    """Tell whether a sentence only has its verb elsewhere, and may have it where it stands."""
    return any(one.text == said and one.doubt > CALM for one in find_orders(sentence))


def _is_too_much(sentence: str, edit: Edit) -> bool:
    """Tell whether an edit is left out, whatever becomes of those around it."""
    return any(goes_wrong(sentence, edit) for goes_wrong in _OVERREACH)


def _split(line: str) -> Iterator[Span]:
    """Yield the sentences of a line; where a mark is lost, both sides need a verb.

    What stands alone is a phrase of one sentence: An den Wänden|Die Forscher fanden Bilder.
    """
    kept: Span | None = None
    for one in split_sentences(line):
        if kept is None:
            kept = one
        elif line[: kept.end].endswith(_ENDS) or all(
            _has_verb(line, *part) for part in (kept, one)
        ):
            yield kept
            kept = one
        else:
            kept = Span(kept.start, one.end)
    if kept is not None:
        yield kept


def _has_verb(line: str, start: int, end: int) -> bool:
    """Tell whether a main clause has its verb between two places, and not just a relative one."""
    first, *others = (WORD.findall(part) for part in line[start:end].split(","))
    known = load()
    return (
        has_main_verb(first)
        or any(words and is_finite(words[0]) for words in others)
        # It may have grown onto another word.
        or any(word not in known and not reading_size(word, known) for word in first)
    )


def find_unspoken_sentences(text: str) -> Iterator[tuple[int, str]]:
    """Yield the sentences in which nobody speaks: the order of spoken words is the speaker's."""
    place = 0
    for line in text.split("\n"):
        speeches = (match.span() for match in _SPEECH.finditer(line))
        first, last = next(speeches, _NOWHERE)
        for start, end in _split(line):
            while last <= start:
                first, last = next(speeches, _NOWHERE)
            if end <= first:
                yield place + start, line[start:end]
        place += len(line) + 1
