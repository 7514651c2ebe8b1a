"""German numerals in English, and kept out of the model's way where it garbles them.

A model spells numbers digit by digit, and a weak one loses count. A number whose value is known
needs no model: an easy one can stand in for it while the sentence is translated, and a
single wrong figure in an English sentence can be put right from the German.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from reinschrift.addresses import ADDRESS
from reinschrift.edits import Edit, Span, apply
from reinschrift.engines import Hypothesis
from reinschrift.guards.figures import find_figures, find_strays
from reinschrift.guards.joining import edit_hypothesis

# 3.000, 3.000,50 or 1,5, and nothing more of a number around it.
_NUMBER = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,\d+)(?![\d.,]*\d)")
_SWAP = str.maketrans(".,", ",.")
_CLOCK = re.compile(r"(\d{1,2})[.:](\d\d)(?= Uhr\b)")
_GOES_ON = re.compile(r"[\w–-]")
_FRACTION = re.compile(r"[¼-¾⅐-⅞]")  # behind a numeral; pieces of a vocabulary they seldom are

# No hour, no day, no round number that might be put in words, no digit twice.
STAND_INS = (47, 53, 68, 74, 86, 92, 39, 57, 63, 78, 84, 96)


def to_english_numbers(text: str) -> str:
    """Write the numbers of a text without words as English does, where they are clear.

    Dates, scores and addresses stay as they are.

    >>> to_english_numbers("3.000 / 1,5 % / 24.12. / 3:1 / 192.168.0.1")
    '3,000 / 1.5 % / 24.12. / 3:1 / 192.168.0.1'
    """
    return _NUMBER.sub(lambda found: found[0].translate(_SWAP), text)


def _in_english(text: str, span: Span) -> str:
    """Write the numeral that lies at `span` of a German text as English does."""
    clock = _CLOCK.match(text, span.start)
    if clock:
        return f"{clock[1]}:{clock[2]}"
    return to_english_numbers(text[span.start : span.end])


@dataclass(frozen=True, slots=True)
class StandIns:
    """A sentence with other numbers: what stands in it now, and for which English numerals."""

    text: str
    edits: tuple[Edit, ...]
    numerals: tuple[str, ...]


def set_stand_ins(text: str) -> StandIns:
    """Replace the numerals of two signs and more that stand alone, days of a month excepted.

    Addresses are replaced as well: a model spells them letter by letter.

    >>> set_stand_ins("Am 21. Mai 2020 kamen 4.840 mit 2½ Tonnen.").text
    'Am 21. Mai 47 kamen 53 mit 68 Tonnen.'
    """
    free = [str(number) for number in STAND_INS if str(number) not in text]
    edits: list[Edit] = []
    numerals: list[str] = []
    for found in ADDRESS.finditer(text):
        if free:
            edits.append(Edit(*found.span(), free.pop(0), "stand-in"))
            numerals.append(found[0])
    addresses = list(edits)
    for figure in find_figures(text, "de"):
        start, end = figure.span
        if any(one.start < end and start < one.end for one in addresses):
            continue
        end += _FRACTION.match(text, end) is not None
        before = text[max(0, start - 1) : start]
        is_alone = not before.isalnum() and not _GOES_ON.match(text, end)
        is_ordinal = text.startswith(". ", end) or before in ("-", "–", ":", "/")
        is_score = figure.parts and not _CLOCK.match(text, start)  # or a date, an address
        if end - start < 2 or not is_alone or is_ordinal or is_score or not free:
            continue
        edits.append(Edit(start, end, free.pop(0), "stand-in"))
        numerals.append(_in_english(text, Span(start, end)))
    order = sorted(range(len(edits)), key=lambda at: edits[at].start)
    edits = [edits[at] for at in order]
    return StandIns(apply(text, edits), tuple(edits), tuple(numerals[at] for at in order))


def restore_stand_ins(stand_ins: StandIns, found: Hypothesis) -> Hypothesis:
    """Put the real numerals back; an empty hypothesis if one stand-in is not there just once."""
    edits: list[Edit] = []
    for edit, numeral in zip(stand_ins.edits, stand_ins.numerals, strict=True):
        places = list(re.finditer(rf"(?<![\d.,:]){edit.text}(?!\w|[.,:]\d)", found.text))
        if len(places) != 1:
            return Hypothesis("")
        edits.append(Edit(*places[0].span(), numeral, edit.rule))
    edits.sort(key=lambda edit: edit.start)
    return edit_hypothesis(found, edits, source=stand_ins.edits)


def restore_figure(german: str, found: Hypothesis) -> Hypothesis | None:
    """Put the one figure that is wrong right; None where it is not clear which stands for which.

    >>> restore_figure("Der 21 Jahre alte Stürmer", Hypothesis("The 211-year-old striker")).text
    'The 21-year-old striker'
    """
    lost, made_up = find_strays(german, found.text)
    if len(lost) != 1 or len(made_up) != 1:
        return None
    numeral = _in_english(german, lost[0].span)
    return edit_hypothesis(found, [Edit(*made_up[0].span, numeral, "numbers")])
