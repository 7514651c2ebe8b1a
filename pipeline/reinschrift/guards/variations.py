"""Other ways to put a sentence to the engine, when a guard has flagged its translation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from reinschrift.engines import Hypothesis
from reinschrift.guards.joining import fit_attention, join_clauses
from reinschrift.guards.numerals import restore_stand_ins, set_stand_ins
from reinschrift.lexicon import WORD, Lexicon, load
from reinschrift.sentences import split_clauses

_END = ".!?…"
_MIN_CLAUSES = 40  # characters; shorter ones have no clauses to part


class Variation(NamedTuple):
    """Other ways to put a sentence to the engine: its parts and how to read the answers."""

    texts: list[str]
    read: Callable[[list[Hypothesis]], Hypothesis]


def vary_end(source: str) -> Variation | None:
    """Add a full stop, or take it away, and do the same to the translation.

    >>> vary_end("Regierung tritt zurück").texts
    ['Regierung tritt zurück.']
    """
    if source.endswith("."):
        return Variation([source[:-1]], lambda found: _end(found[0], source, closed=True))
    if source[-1:] in _END:
        return None
    return Variation([source + "."], lambda found: _end(found[0], source, closed=False))


def _end(found: Hypothesis, source: str, *, closed: bool) -> Hypothesis:
    text = found.text
    if closed and text and text[-1] not in _END:
        text += "."
    elif not closed and text.endswith("."):
        text = text[:-1]
    return fit_attention(found, text, len(source))


def vary_case(source: str) -> Variation | None:
    """Write a sentence in capitals as it would be written: models have seen few of them.

    >>> vary_case("REGIERUNG TRITT ZURÜCK").texts
    ['Regierung tritt zurück']
    """
    if not source.isupper():
        return None
    lexicon = load()
    words = WORD.sub(lambda word: _as_usual(word[0], lexicon), source)
    small = words[:1].upper() + words[1:]
    if len(small) != len(source):  # a letter of two capitals; the offsets would be wrong
        return None
    return Variation([small], lambda found: _unless_copied(found[0], small, source))


def _unless_copied(found: Hypothesis, asked: str, source: str) -> Hypothesis:
    """Take a copy of what was asked for a copy of the source, whose flag it must not escape."""
    return replace(found, text=source) if found.text == asked else found


def _as_usual(word: str, lexicon: Lexicon) -> str:
    small, capitalised = word.lower(), word.capitalize()
    return small if lexicon.size(small) > lexicon.size(capitalised) else capitalised


def vary_clauses(source: str) -> Variation | None:
    """Translate clause by clause."""
    if len(source) < _MIN_CLAUSES:
        return None
    spans = split_clauses(source, lambda part: len(part) <= len(source) * 2 // 3)
    if len(spans) < 2:
        return None
    return Variation(
        [source[span.start : span.end] for span in spans],
        lambda found: join_clauses(source, spans, found),
    )


def vary_figures(source: str) -> Variation | None:
    """Put numbers that are easy to copy in the place of the real ones, and those back after it.

    >>> vary_figures("Um 21.30 Uhr kamen 4.840 Gäste.").texts
    ['Um 47 Uhr kamen 53 Gäste.']
    """
    stand_ins = set_stand_ins(source)
    if not stand_ins.edits:
        return None
    return Variation([stand_ins.text], lambda found: restore_stand_ins(stand_ins, found[0]))


VARIATIONS: dict[str, Callable[[str], Variation | None]] = {
    "end": vary_end,  # LibreTranslate issue 567: without the full stop it was right
    "case": vary_case,  # Firefox translations issue 716: loops on capitals
    "figures": vary_figures,  # each digit is a piece: long numbers lose some or gain some
    "clauses": vary_clauses,  # half of a long sentence was left out
}
