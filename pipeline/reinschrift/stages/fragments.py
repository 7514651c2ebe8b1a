"""Words left over from a node: `Sie Die Erhöhung kommt` for `The increase comes`.

Some need no second opinion: no healthy German says a preposition twice, the second time with a
capital (`von Von einer Freundin`), or ends a sentence behind `beim`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from reinschrift.edits import CERTAIN, Edit
from reinschrift.lexicon import load
from reinschrift.stages.cautions import is_pair, is_quoted
from reinschrift.stages.commas import is_finite
from reinschrift.stages.lost_capitals import WITH_ARTICLE
from reinschrift.stages.stray_subjects import drop_stray_subjects
from reinschrift.words import ARTICLES, DETERMINERS, FUSED, PREPOSITIONS, SEPARABLE


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


# The places of starts are looked at last: the engine is fast with what begins with a character.
_START = r"(?:^|(?<=[.!?:…] )|(?<=[.!?…][“\"] )|(?<=„))"
# A lone "The" or "It" came out as a pronoun, and the next node has an article or a preposition.
# Before one, `das` and `ein` may stand alone: Das Für und Wider.
_CAPITALS = _any_of(word.capitalize() for word in PREPOSITIONS)
_AT_START = re.compile(_START, re.MULTILINE)
_STRAY = re.compile(
    r"(?P<stray>(?:Sie|Er|Es|Dies|Das|Der|Die|Wir|Ein) )"
    r"(?=(?:Der|Die|Das|Dieser|Diese|Dieses|Ein|Eine|Im|Bei|Nach|Laut|Mit|Für|Am) [\w„])"
    rf"|(?P<pronoun>(?:Sie|Er|Es|Dies|Der|Die) )(?=(?:{_CAPITALS}) [\w„])"
)
_NEVER_TWICE = (PREPOSITIONS | frozenset("und sich".split())) - frozenset(
    "an auf ab aus zu ohne durch am".split()
)
# Said twice, the second time as the start of a node: in der In der Erklärung, ab Ab Montag.
_AGAIN = re.compile(
    rf" (?=[A-ZÄÖÜ])(?P<first>{_any_of(map(str.capitalize, PREPOSITIONS | ARTICLES))})"
    rf"(?P<article> (?:{_any_of(ARTICLES)}))?(?= [\w„])"
)
# Said twice in one breath. Left out is what may stand before the same word: von
# Anfang an an der Spitze, ab und zu zu schnell, passt auf auf das Kind, am am wenigsten lauten Ort.
_DOUBLED = re.compile(
    r"(?<![\w-])(?P<once>[^\W\d_]{2,10})(?P<again> (?P<same>(?i:(?P=once))))(?![\w-])"
)
_ATTRIBUTE = re.compile(
    r"(?: [a-zäöüß]+)?(?: [A-ZÄÖÜ][\w-]+| \d[\w.-]*)(?: [a-zäöüß]+)?"
    r" [a-zäöüß]+(?:nd|t|en)e[nrsm]? [A-ZÄÖÜ]| \d+-[Jj]ährig"
)
# The preposition of a link beside the one that was left: im in finnischen Levi, in im Haus. Both
# begin with the space between them, which the engine finds fast.
_WITH_ARTICLE = (("in", "im"), ("an", "am"), ("von", "vom"), ("bei", "beim"))
_BEFORE_FUSED = re.compile(
    " (?:"
    + "|".join(
        rf"(?<=(?<![\w-])({bare}) )(?={fused} )(?!{fused}(?:{_ATTRIBUTE.pattern}))"
        for bare, fused in _WITH_ARTICLE
    )
    + ")"
)
_BEHIND_FUSED = re.compile(
    " (?:"
    + "|".join(
        rf"(?<=(?<![\w-]){fused} ){bare}(?!{_ATTRIBUTE.pattern})(?= (?:[a-zäöüß]+en )?[A-ZÄÖÜ])"
        for bare, fused in _WITH_ARTICLE
    )
    + ")"
)
_ONE_WORD = re.compile(r" [A-ZÄÖÜ]\w*[.!]")
_IN_WORD = re.compile(r"[\w-]")
_ONE_OF_TWO = frozenset(("Der", "Die", "Das"))  # der Die Linke: a name may begin so
_LEYEN = re.compile(r" (?:der|dem|den) [A-ZÄÖÜ]")  # Von der Leyen keeps her capital
# Behind these stands no other article: dessen Sein Geschäft.
_OWNED = re.compile(
    rf"d(?<!\wd)e(?:ssen|ren)(?P<article> (?:{_any_of(map(str.capitalize, DETERMINERS))}))(?= \w)"
)
# Nor behind these, where a clause begins with its subject: Ihr Die Wirtin Rita Dorn sagte.
_POSSESSED = re.compile(
    r"(?P<owner>(?:Ihre?|Seine?) )(?=(?:Der|Die|Das) (?P<noun>[A-ZÄÖÜ][a-zäöüß]+)"
    r"(?: [A-ZÄÖÜ][\w-]+){0,4}(?: (?:der|des) [A-ZÄÖÜ][\w-]+)?(?:,(?: [A-ZÄÖÜ][\w-]+){1,4},?)?"
    r" (?P<verb>[a-zäöüß]+)\b)"
)
# A node that was a single small word got a full stop: Nach. Angaben, beim. Verwaltungsgericht.
_STOP = re.compile(r"\.(?= [A-ZÄÖÜ\d])")
_ALONE = re.compile(
    rf"(?:(?<!\w)(?:{_any_of(FUSED)})"
    rf"|{_START}(?:{_any_of(map(str.capitalize, (ARTICLES | PREPOSITIONS | {'nach'}) - SEPARABLE))}"
    r"|Nach)|(?<=, )so)\Z",
    re.MULTILINE,
)
# A sentence ends behind none of these words before a small one: Helene Brückner. vom Institut.
_BEFORE_SMALL = re.compile(rf"\.(?= (?:{_any_of((FUSED | PREPOSITIONS) - SEPARABLE)}) \S)")
_FULL_WORD = re.compile(r"(?<![\w.@/-])[A-ZÄÖÜ][a-zäöüß]{3,}\Z")
_LEAST_FULL = 2  # binary order of the count of a word that is no abbreviation
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
    edits = chain(_before_start(text), _without_doubt(text), drop_stray_subjects(text))
    return (edit for edit in edits if not _is_in_title(text, edit))


def _before_start(text: str) -> Iterator[Edit]:
    for match in _STRAY.finditer(text):
        stray = match["stray"] or match["pronoun"]
        if not _AT_START.match(text, match.start()):
            continue
        if is_pair(match.string, stray, match.end()):
            continue
        if not _TITLE.match(text, match.end()) or stray in ("Sie ", "Er ", "Es ", "Wir "):
            why = f"{stray.strip()!r} before another sentence start"
            yield Edit(match.start(), match.end(), "", "stray-fragment", 0.95, why)


def _without_doubt(text: str) -> Iterator[Edit]:
    for match in _AGAIN.finditer(text):
        again = _said_twice(text, match)
        if again:
            once = again[0].lower() + again[1:]
            end = match.start() + len(again) + 1
            why = f"{once!r} stands there already"
            yield Edit(match.start(), end, "", "stray-fragment", CERTAIN, why)
    for match in _DOUBLED.finditer(text):
        if _is_doubled(text, match):
            yield _certain(match, "again", f"{match['same']!r} stands there already")
    for place, end in _find_bare_beside_fused(text):
        why = "the preposition beside it is the same with its article"
        yield Edit(place, end, "", "stray-fragment", CERTAIN, why)
    for match in _OWNED.finditer(text):
        yield _certain(match, "article", "behind 'dessen' and 'deren' stands no article")
    for match in _POSSESSED.finditer(text):
        noun = match["noun"]
        is_common = noun in load() and noun not in load().names and noun not in WITH_ARTICLE
        is_first = _AT_START.match(text, match.start()) is not None
        if is_first and is_common and is_finite(match["verb"]):
            yield _certain(match, "owner", "a sentence with a subject of its own follows")
    yield from _stray_stops(text)


def _find_bare_beside_fused(text: str) -> Iterator[tuple[int, int]]:
    for match in _BEFORE_FUSED.finditer(text):
        yield match.start(match.lastindex or 0), match.end()
    for match in _BEHIND_FUSED.finditer(text):
        yield match.span()


def _stray_stops(text: str) -> Iterator[Edit]:
    for stop in _BEFORE_SMALL.finditer(text):
        place = stop.start()
        word = _FULL_WORD.search(text, max(0, place - _LONGEST_TITLE), place)
        if word is not None and load().size(word.group()) >= _LEAST_FULL:
            why = "a small word goes on"
            yield Edit(place, place + 1, "", "stray-fragment", 0.9, why)
    for stop in _STOP.finditer(text):
        place = stop.start()
        is_alone = _ALONE.search(text, max(0, place - _LONGEST_ALONE), place) is not None
        if is_alone and not _ONE_WORD.match(text, place + 1):  # Die. Beste. Band.
            why = "no sentence ends here"
            yield Edit(place, place + 1, "", "stray-fragment", CERTAIN, why)


def _is_doubled(text: str, match: re.Match[str]) -> bool:
    """Tell whether one of two words is too many.

    The second may belong to an attribute, gegen gegen Gift resistente Keime, or to a list without
    an end: Brot und und und.
    """
    same = match["same"]
    if same != match["once"].lower() or same not in _NEVER_TWICE:
        return False
    if same == "und":
        return not (text.startswith(" und", match.end()) or text.endswith("und ", 0, match.start()))
    return _ATTRIBUTE.match(text, match.end()) is None


def _said_twice(text: str, match: re.Match[str]) -> str:
    """Return what stands there twice, the second time with a capital; or nothing."""
    first, article = match["first"], match["article"] or ""
    if text.startswith(" und ", match.end()):
        return ""  # für Für und Wider
    if first == "Von" and _LEYEN.match(text, match.start() + len(" Von")):
        return ""
    for again in (first + article, first):
        once = again[0].lower() + again[1:]
        place = match.start() - len(once)
        is_whole = place >= 0 and not _IN_WORD.match(text, max(0, place - 1), place)
        if text.startswith(once, place) and is_whole and again not in _ONE_OF_TWO:
            return again
    return ""


def _is_in_title(text: str, edit: Edit) -> bool:
    """Tell whether an edit lies in quotation marks, in which a title may have any marks."""
    before = text[max(0, edit.start - _LONGEST_TITLE) : edit.start]
    is_open = before.rfind("„") > before.rfind("“") and before.rfind("„") >= 0
    return is_open or is_quoted(text, edit.start, edit.end)


def _certain(match: re.Match[str], group: str, why: str) -> Edit:
    return Edit(*match.span(group), "", "stray-fragment", CERTAIN, why)
