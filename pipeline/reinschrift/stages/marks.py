"""Spaces lost beside marks, numbers and capitals: `sagte,dass`, `1989fiel`, `derUkraine`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reinschrift.edits import JOIN, Edit
from reinschrift.lexicon import WORD, load
from reinschrift.morphology import reading_size
from reinschrift.stages.neighbours import fits
from reinschrift.stages.spacing import LONGEST_QUOTE
from reinschrift.stages.split_words import PERSON
from reinschrift.verbs import is_verb
from reinschrift.words import (
    CLOSED,
    DETERMINERS,
    FINITE_VERBS,
    FUNCTION,
    PRONOUNS,
    is_verb_form,
)

RULE = "merged-words"

_LEAST_SIZE = 3  # binary order of the count that a word beside a mark must have
_LEAST_ADJECTIVE = 4
_SHORT = 3  # letters
_LEAST_NOUN = 7
_LEAST_NAME = 4

# Begins with the mark, which is rarer than the letter before it.
_COMMA = re.compile(r",(?=([^\W\d_]+(?:-[^\W\d_]+)*)(?![\w.@/]))")
_STOP = re.compile(r"([.!?])(?=([A-ZÄÖÜ][^\W\d_]*)(?![\w.@/:]))")
_AFTER_QUOTE = re.compile(
    r"(?<=[^\W_.!?,])“(?=([a-zäöüß]{2,})\b)|(?<=[.!?…,])“(?=([^\W\d_]{2,})\b)"
)
_QUOTE_BEFORE_START = re.compile(r"(?<=[^\W_])“(?=([A-ZÄÖÜ][^\W\d_]+)\b)")
_BEFORE_QUOTE = re.compile(r"(?<=[a-zäöüß]{2})(?=„\w)")
_AFTER_BRACKET = re.compile(r"(?<=[^\W_])\)(?=([a-zäöüß]{2,})(?![\w-]))")
_AFTER_NUMBER = re.compile(r"(?<=[0-9])(?=([a-zäöüß]{3,})(?![\w-]))")
_NUMBER = re.compile(r"(?<![\w&#/.,:-])\d[\d.,:]*$")
_DAY_MONTH = re.compile(
    r"(?<![\w.,/-])\d{1,2}\.(?=(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|"
    r"November|Dezember)\b(?![-@/]))"
)
_CAMEL = re.compile(r"(?<=[a-zäöüß]{2})(?=[A-ZÄÖÜ][a-zäöüß])")
_NOUN_NAME = re.compile(r"\b([A-ZÄÖÜ][a-zäöüß]{4,40})([A-ZÄÖÜ][a-zäöüß]{3,40})(?![\w@*_:/.]\w|\w)")
_TIME = re.compile(
    r"\b((?:[Aa]m|[Ii]m|[Ss]eit|[Bb]is|[Vv]om|[Zz]um|Ende|Anfang|Mitte)(?: [a-zäöüß]{2,20}en)? "
    r"(?:(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|Mittwoch|Januar|Februar|März|April|Mai|Jun[io]|"
    r"Jul[io]|August|September|Oktober|November|Dezember|(?:[A-Z][a-z]{2,7}tag|Mittwoch)?"
    r"(?:[Aa]bend|[Mm]orgen|[Mm]ittag|[Nn]achmittag|[Vv]ormittag)))"
    r"([A-ZÄÖÜ][a-zäöüß]{3,40})(?![\w@*_:/.]\w|\w)"
)
_LOWER = re.compile(r"(?<![\w'’&@#./-])[a-zäöüß]+$")
_CAPITALISED = re.compile(r"[A-ZÄÖÜ][a-zäöüß]+(?:-[^\W\d_]+)*(?![\w@*_:/.]\w|\w)")
_LAST = re.compile(r"(?<![\w@./-])[^\W\d_]+(?:-[^\W\d_]+)*$")
_NEXT = re.compile(r" ([a-zäöüß]{2,})\b")
_BEFORE_NUMBER = re.compile(r"(?<![\w@#/.&'’-])([a-zäöüß]{2,30})(?=\d[\d.,]*(?![\w/@+-]))")
_GENITIVE_NUMBER = re.compile(
    r"\b(des (?:[a-zäöüß]{2,30}en )?[A-ZÄÖÜ][a-zäöüß]{2,40}s)(?=\d[\d.,]* [A-ZÄÖÜ][a-zäöüß]{2})"
)
_LEAST_BEHIND_NUMBER = 2
_INFLECTED = ("e", "en", "er", "em", "t")  # and no 20minutes, a newspaper
_UNIT_ENDINGS = tuple(
    f"{ending}{inflection}"
    for ending in ("ig", "lich", "fach", "mal", "ste", "er", "tel", "isch", "weise")
    for inflection in ("", "e", "en", "er", "es", "em", "n", "s")
)
# -mal, -fach, -ste and the like make one word with a number.
_UNITS = frozenset("mal fach ste sten ter ten tel jährig".split())
# Names that begin with an article in lower case (a party, newspapers).
CAMEL_NAMES = frozenset("dieBasis derStandard derFreitag dasErste".split())
OURS = frozenset("mein dein unser".split())  # meinVZ, unserDing: a fashion in brands


def part_marks(text: str) -> Iterator[Edit]:
    """Propose the space that was lost beside a mark, a number or a capital.

    >>> text = "Er sagte,dass sie 1989über Polen in dieUkraine kam."
    >>> [text[: edit.start][-5:] for edit in part_marks(text)]
    ['agte,', ' 1989', 'n die']
    """
    yield from sorted(_propose(text), key=lambda edit: edit.start)


def _propose(text: str) -> Iterator[Edit]:
    for match in _COMMA.finditer(text):
        if _is_word(match[1]) and _word_before(text, match.start()):
            yield _space(match.end(), 0.97, f"no space between the comma and {match[1]}")
    for match in _STOP.finditer(text):
        if _ends_sentence(text, match):
            yield _space(match.end(1), 0.95, f"no space between the full stop and {match[2]}")
    yield from _beside_quotes(text)
    for match in _AFTER_BRACKET.finditer(text):
        if _is_word(match[1]) and _is_whole_bracket(text, match.start()):
            yield _space(match.end(), 0.97, f"no space between the bracket and {match[1]}")
    yield from _after_numbers(text)
    yield from _before_numbers(text)
    yield from _before_capitals(text)
    yield from _before_names(text)
    yield from _behind_times(text)


def _beside_quotes(text: str) -> Iterator[Edit]:
    for match in _AFTER_QUOTE.finditer(text):
        word = match[1] or match[2]
        if _is_word(word) and _is_open_quote(text, match.start()):
            yield _space(match.end(), 0.97, f"no space between the quote and {word}")
    for match in _QUOTE_BEFORE_START.finditer(text):
        if _is_word(match[1]) and _is_open_quote(text, match.start()):
            yield _after_quote(text, match.end(), match[1])
    for match in _BEFORE_QUOTE.finditer(text):
        before = _LOWER.search(text, max(0, match.start() - 40), match.start())
        if before and before.group() in FUNCTION:
            yield _space(match.start(), 0.97, f"no space between {before.group()} and the quote")


def _after_quote(text: str, place: int, word: str) -> Edit:
    """Part a quotation from a capital: with a full stop, if clauses stand on both sides."""
    start = max(text.rfind(mark, 0, place) for mark in ".!?:\n") + 1
    end = min(at for mark in ".,!?\n" if (at := f"{text}\n".find(mark, place)) >= 0)
    following = WORD.findall(text, place, end)[1:]
    is_clause = (
        word.lower() in DETERMINERS | PRONOUNS
        and any(is_verb_form(one) for one in following)
        and any(is_verb_form(one) for one in WORD.findall(text, start, place))
    )
    if not is_clause:
        return _space(place, 0.95, f"no space between the quote and {word}")
    evidence = f"a clause ends in a quotation, {word!r} starts one with its verb"
    return Edit(place, place, ". ", f"{RULE}{JOIN}lost-boundary", 0.9, evidence)


def _after_numbers(text: str) -> Iterator[Edit]:
    lexicon = load()
    for match in _AFTER_NUMBER.finditer(text):
        word = match[1]
        if word in _UNITS or not _NUMBER.search(text, max(0, match.start() - 30), match.start()):
            continue
        is_whole = word in FUNCTION or is_verb(word, lexicon) or _is_no_unit(word)
        if is_whole and fits(word, text, match.end(1)):
            yield _space(match.start(), 0.95, f"{word} makes no word with a number")


def _is_no_unit(word: str) -> bool:
    """Tell whether a known word in lower case ends as none that is written behind a number."""
    lexicon = load()
    return (
        len(word) > _SHORT + 1
        and lexicon.size(word) >= _LEAST_BEHIND_NUMBER
        and lexicon.size(word) > lexicon.size(word.capitalize())
        and word.endswith(_INFLECTED)
        and not word.endswith(_UNIT_ENDINGS)
    )


def _before_numbers(text: str) -> Iterator[Edit]:
    """Part `und2019` and `des Hafenamtes41 Frachter`: no G20, no Windows10."""
    lexicon = load()
    for match in _BEFORE_NUMBER.finditer(text):
        word = match[1]
        is_verb_here = len(word) > _SHORT and is_verb(word, lexicon)
        if is_verb_here or (word in FUNCTION and lexicon.size(word) >= _LEAST_NOUN):
            yield _space(match.end(1), 0.95, f"{word} makes no name with a number")
    for match in _DAY_MONTH.finditer(text):
        yield _space(match.end(), 0.97, "no space between the day and its month")
    for match in _GENITIVE_NUMBER.finditer(text):
        yield _space(match.end(1), 0.9, f"behind {match[1]!r} no name goes on")


def _before_capitals(text: str) -> Iterator[Edit]:
    """Part `derUkraine`: a function word or an adjective in lower case before a known noun."""
    lexicon = load()
    for match in _CAMEL.finditer(text):
        place = match.start()
        before = _LOWER.search(text, max(0, place - 40), place)
        after = _CAPITALISED.match(text, place)
        if before is None or after is None:
            continue
        left, right = before.group(), after.group()
        if left + right in lexicon or left + right in CAMEL_NAMES or left in OURS:
            continue
        if left in lexicon.english or right in lexicon.english:
            continue
        last = right.rpartition("-")[2]
        least = 1 if left in FUNCTION and len(left) > _SHORT else _LEAST_SIZE
        if lexicon.size(right) < least and lexicon.size(last) < least:
            continue
        is_adjective = (
            lexicon.size(left) >= _LEAST_ADJECTIVE
            and len(left) > 4
            and left.endswith(("e", "en", "er", "es", "em"))
        )
        if left in FUNCTION or is_adjective or (left in lexicon and is_verb_form(left)):
            yield _space(place, 0.95, f"{left} and {right} are words, {left + right} is none")


def _before_names(text: str) -> Iterator[Edit]:
    """Part `PräsidentWladimir`: a common noun before a known name. Brands are made otherwise."""
    lexicon = load()
    for match in _NOUN_NAME.finditer(text):
        left, right = match[1], match[2]
        is_common = lexicon.size(left) >= _LEAST_NOUN and lexicon.size(right) >= _LEAST_NAME
        if (
            right in lexicon.names
            and left not in lexicon.names
            and (is_common or _is_person(text, match))
            and left + right not in lexicon
            and right not in ("Innen", "In")
        ):
            yield _space(match.start(2), 0.9, f"{left} is a noun and {right} a name")


def _is_person(text: str, match: re.Match[str]) -> bool:
    """Tell whether a word for a person stands before a first and a last name."""
    left = match[1]
    lexicon = load()
    last = _CAPITALISED.match(text, match.end() + 1)
    return (
        left.endswith((*PERSON, "in"))
        and (left in lexicon or reading_size(left, lexicon) > 0)
        and text[match.end() : match.end() + 1] == " "
        and last is not None
        and (last.group() in lexicon.names or last.group() not in lexicon)
    )


def _behind_times(text: str) -> Iterator[Edit]:
    """Part `am späten AbendDschapari`: the time is told, and no compound begins with it."""
    lexicon = load()
    for match in _TIME.finditer(text):
        name = match[2]
        if name in lexicon.names or (name not in lexicon and not reading_size(name, lexicon)):
            yield _space(match.end(1), 0.9, f"{match[1]!r} tells a time, {name} is a name")


def _space(place: int, confidence: float, evidence: str) -> Edit:
    return Edit(place, place, " ", RULE, confidence, evidence)


def _is_word(word: str) -> bool:
    lexicon = load()
    return len(word) > 1 and (
        word in FUNCTION or max(lexicon.size(word), lexicon.size(word.lower())) >= _LEAST_SIZE
    )


def _word_before(text: str, place: int) -> bool:
    """Tell whether a known word, a closing quote or bracket stands before `place`."""
    if text[place - 1 : place] in ("“", ")", "‘"):
        return True
    match = _LAST.search(text, max(0, place - 40), place)
    return match is not None and _is_word(match.group())


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    """Tell whether a mark between two words ends a sentence: no initials, domains, file names."""
    before = _LAST.search(text, max(0, match.start() - 40), match.start())
    if before is None:
        return False
    left, right = before.group(), match[2]
    if (
        len(left) < 3
        or len(right) < 2
        or right.isupper()
        or not _is_word(left)
        or not _is_word(right)
    ):
        return False
    # `Art.Nr.`, `Prof.Dr.`: an abbreviation is no word, or stands in front of another.
    if left[0].islower() or right.lower() in CLOSED:
        return True
    verb = _NEXT.match(text, match.end() + len(right))  # `Zeugen.Hinweise nimmt die Wache entgegen`
    return verb is not None and (verb[1] in FINITE_VERBS or is_verb(verb[1], load()))


def _is_open_quote(text: str, place: int) -> bool:
    start = max(text.rfind("\n", max(0, place - LONGEST_QUOTE), place), place - LONGEST_QUOTE, 0)
    return text.rfind("„", start, place) > text.rfind("“", start, place)


def _is_whole_bracket(text: str, place: int) -> bool:
    """Tell whether the bracket holds a word of its own: not `Schüler(innen)`, `(s)ein`."""
    start = text.rfind("(", max(0, place - 200), place)
    if start < 0 or text[start - 1 : start].isalnum():
        return False
    inside = text[start + 1 : place]
    return len(inside) > 1 and (inside[0].isupper() or " " in inside or inside[0].isdigit())
