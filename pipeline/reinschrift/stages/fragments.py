"""Words left over from a node: `Sie Die Erhöhung kommt` for `The increase comes`.

Some need no second opinion: no healthy German says a preposition twice, the second time with a
capital (`von Von einer Freundin`), or ends a sentence behind `beim`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from reinschrift.edits import Edit
from reinschrift.lexicon import load
from reinschrift.stages.cautions import is_pair, is_quoted
from reinschrift.stages.commas import is_finite
from reinschrift.stages.lost_capitals import WITH_ARTICLE
from reinschrift.words import ARTICLES, DETERMINERS, FUSED, PREPOSITIONS, SEPARABLE

CERTAIN = 0.99  # confidence of what grammar leaves no doubt about: nobody else is asked


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


_START = r"(?:^|(?<=[.!?:…] )|(?<=[.!?…][“\"] )|(?<=„))"
# A lone "The" or "It" came out as a pronoun, and the next node has an article or a preposition.
# Before one, `das` and `ein` may stand alone: Das Für und Wider.
_CAPITALS = _any_of(word.capitalize() for word in PREPOSITIONS)
_STRAY = re.compile(
    rf"{_START}(?:"
    r"(?P<stray>(?:Sie|Er|Es|Dies|Das|Der|Die|Wir|Ein) )"
    r"(?=(?:Der|Die|Das|Dieser|Diese|Dieses|Ein|Eine|Im|Bei|Nach|Laut|Mit|Für|Am) [\w„])"
    rf"|(?P<pronoun>(?:Sie|Er|Es|Dies|Der|Die) )(?=(?:{_CAPITALS}) [\w„]))",
    re.MULTILINE,
)
# Said twice, the second time as the start of a node: in der In der Erklärung, ab Ab Montag.
_TWICE = re.compile(
    rf"(?<![\w-])(?P<once>(?:{_any_of(PREPOSITIONS)})(?: (?:{_any_of(ARTICLES)}))?"
    rf"|{_any_of(ARTICLES - {'der', 'die', 'das'})})(?P<again> (?i:(?P=once)))(?= [\w„])"
)
_LEYEN = re.compile(r" (?:der|dem|den) [A-ZÄÖÜ]")  # Von der Leyen keeps her capital
# Behind these stands no other article: dessen Sein Geschäft.
_OWNED = re.compile(
    rf"(?<!\w)(?:dessen|deren)(?P<article> (?:{_any_of(map(str.capitalize, DETERMINERS))}))(?= \w)"
)
# Nor behind these, where a clause begins with its subject: Ihr Die Wirtin Rita Dorn sagte.
_POSSESSED = re.compile(
    rf"{_START}(?P<owner>(?:Ihre?|Seine?) )(?=(?:Der|Die|Das) (?P<noun>[A-ZÄÖÜ][a-zäöüß]+)"
    r"(?: [A-ZÄÖÜ][\w-]+){0,4}(?: (?:der|des) [A-ZÄÖÜ][\w-]+)?(?:,(?: [A-ZÄÖÜ][\w-]+){1,4},?)?"
    r" (?P<verb>[a-zäöüß]+)\b)",
    re.MULTILINE,
)
# A node that was a single small word got a full stop: Nach. Angaben, beim. Verwaltungsgericht.
_STOP = re.compile(r"\.(?= [A-ZÄÖÜ\d])")
_ALONE = re.compile(
    rf"(?:(?<!\w)(?:{_any_of(FUSED)})"
    rf"|{_START}(?:{_any_of(map(str.capitalize, (ARTICLES | PREPOSITIONS | {'nach'}) - SEPARABLE))}"
    r"|Nach)|(?<=, )so)\Z",
    re.MULTILINE,
)
_LONGEST_ALONE = 20  # characters, with what stands before
_LONGEST_TITLE = 40  # characters before a place
# A title may begin with an article in the middle of a heading: `Das Die Ärzte-Konzert`.
_TITLE = re.compile(r"(?:Der|Die|Das) \w+-\w+")


def drop_stray_fragments(text: str) -> Iterator[Edit]:
    """Propose to delete what is there twice, or has no place where it stands.

    >>> [edit.end for edit in drop_stray_fragments("Sie Die Erhöhung der Hilfe kommt bald.")]
    [4]
    >>> [edit.start for edit in drop_stray_fragments("Er kam von Von einer Reise beim. Amt an.")]
    [10, 31]
    """
    edits = chain(_before_start(text), _without_doubt(text))
    return (edit for edit in edits if not _is_in_title(text, edit))


def _before_start(text: str) -> Iterator[Edit]:
    for match in _STRAY.finditer(text):
        stray = match["stray"] or match["pronoun"]
        if is_pair(match.string, stray, match.end()):
            continue
        if not _TITLE.match(text, match.end()) or stray in ("Sie ", "Er ", "Es ", "Wir "):
            why = f"{stray.strip()!r} before another sentence start"
            yield Edit(match.start(), match.end(), "", "stray-fragment", 0.95, why)


def _without_doubt(text: str) -> Iterator[Edit]:
    for match in _TWICE.finditer(text):
        again = match["again"].lstrip()
        is_name = again == "Von" and _LEYEN.match(text, match.end()) is not None
        is_noun = text.startswith(" und ", match.end())  # für Für und Wider
        if again == match["once"].capitalize() and not is_name and not is_noun:
            yield _certain(match, "again", f"{match['once']!r} stands there already")
    for match in _OWNED.finditer(text):
        yield _certain(match, "article", "behind 'dessen' and 'deren' stands no article")
    for match in _POSSESSED.finditer(text):
        noun = match["noun"]
        is_common = noun in load() and noun not in load().names and noun not in WITH_ARTICLE
        if is_common and is_finite(match["verb"]):
            yield _certain(match, "owner", "a sentence with a subject of its own follows")
    for stop in _STOP.finditer(text):
        place = stop.start()
        if _ALONE.search(text, max(0, place - _LONGEST_ALONE), place):
            why = "no sentence ends here"
            yield Edit(place, place + 1, "", "stray-fragment", CERTAIN, why)


def _is_in_title(text: str, edit: Edit) -> bool:
    """Tell whether an edit lies in quotation marks, in which a title may have any marks."""
    before = text[max(0, edit.start - _LONGEST_TITLE) : edit.start]
    is_open = before.rfind("„") > before.rfind("“") and before.rfind("„") >= 0
    return is_open or is_quoted(text, edit.start, edit.end)


def _certain(match: re.Match[str], group: str, why: str) -> Edit:
    return Edit(*match.span(group), "", "stray-fragment", CERTAIN, why)
