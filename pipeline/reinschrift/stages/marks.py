"""Spaces lost beside marks, numbers and capitals: `sagte,dass`, `1989fiel`, `derUkraine`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reinschrift.edits import JOIN, Edit
from reinschrift.genders import gender_of
from reinschrift.lexicon import INNER_CAPITAL, WORD, load
from reinschrift.morphology import reading_size
from reinschrift.stages.commas import comma_before
from reinschrift.stages.grown_clauses import part_clauses
from reinschrift.stages.grown_names import lost_space, part_names
from reinschrift.stages.grown_numbers import part_numbers
from reinschrift.stages.neighbours import fits
from reinschrift.stages.spacing import LONGEST_QUOTE
from reinschrift.stages.split_words import EDGE
from reinschrift.verbs import is_nominal, is_verb
from reinschrift.words import (
    ADVERBS,
    CLOSED,
    DETERMINERS,
    FINITE_VERBS,
    FUNCTION,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    is_verb_form,
)

RULE = "merged-words"

_LEAST_SIZE = 3  # binary order of the count that a word beside a mark must have
_LEAST_ADJECTIVE = 4
_SHORT = 3  # letters
_LEAST_NOUN = 7

# Each begins with the rarest of its characters, where the engine looks; what stands before comes
# last.
_COMMA = re.compile(r",(?=([^\W\d_]+(?:-[^\W\d_]+)*)(?![\w.@/]))")
_STOP = re.compile(r"([.!?])(?=([A-ZÄÖÜ][^\W\d_]*)(?![\w.@/:]))")
_AFTER_QUOTE = re.compile(
    r"“(?:(?=([a-zäöüß]{2,})\b)(?<=[^\W_.!?,]“)|(?=([^\W\d_]{2,})\b)(?<=[.!?…,]“))"
)
_QUOTE_BEFORE_START = re.compile(r"“(?=([A-ZÄÖÜ][^\W\d_]+)\b)(?<=[^\W_]“)")
_BEFORE_QUOTE = re.compile(r"„(?=\w)(?<=[a-zäöüß]{2}„)")
_AFTER_BRACKET = re.compile(r"\)(?=([a-zäöüß]{2,})(?![\w-]))(?<=[^\W_]\))")
# Krankenkasse(AOK); but Schüler(innen), Leser(INNEN)
_BEFORE_BRACKET = re.compile(r"\((?=(?!IN)[A-ZÄÖÜ]{2,}[A-ZÄÖÜ/-]*\))(?<=[a-zäöüß]{2}\()")
_CAMEL = re.compile(r"[A-ZÄÖÜ](?=[a-zäöüß])(?<=[a-zäöüß]{2}.)")
_NODE_START = re.compile(r"[A-ZÄÖÜ](?<=[a-zäöüß]{2}.)[a-zäöüß]{2,10}(?= [\w„])")
_NODE_STARTS = (
    PREPOSITIONS | DETERMINERS | SUBORDINATORS | frozenset("dass nach bis um als wie".split())
) - frozenset(
    "an auf aus dank in laut mit plus pro sein statt trotz unser mein meine dein deine".split()
)
_LOWER = re.compile(r"(?<![\w'’&@#./-])[a-zäöüß]+$")
_CAPITALISED = re.compile(r"[A-ZÄÖÜ][a-zäöüß]+(?:-[^\W\d_]+)*(?![\w@*_:/.]\w|\w)")
_LAST = re.compile(r"(?<![\w@./-])[^\W\d_]+(?:-[^\W\d_]+)*$")
_NEXT = re.compile(r" ([a-zäöüß]{2,})\b")
_ABBREVIATION = re.compile(r"(?<![\w@#/.&-])([A-ZÄÖÜ]{2,6})([a-zäöüß]{2,20})(?![\w@-])")
_CAPS = re.compile(r"[A-ZÄÖÜ]{2,6}(?![\w@.&])")
_GROWN_BEFORE = re.compile(r"(?<![\w@#/.&'’-])[A-ZÄÖÜa-zäöüß][a-zäöüß]{1,29}\Z")
_BEHIND_REPORTS = ("er", "sie", "es", "man")  # NDRer sehe: but der FDPler, ein BVBer
_LONGEST = 40  # characters of a word before a place
_SHORTEST = 2  # letters
# Names that begin with an article in lower case (a party, newspapers).
CAMEL_NAMES = frozenset("dieBasis derStandard derFreitag dasErste".split())
OURS = frozenset("mein dein unser".split())  # meinVZ, unserDing: a fashion in brands


def part_marks(text: str) -> Iterator[Edit]:
    """Propose the space that was lost beside a mark, a number or a capital.

    >>> text = "Er sagte,dass sie 1989über Polen in dieUkraine kam."
    >>> [text[: edit.start][-5:] for edit in part_marks(text)]
    ['agte,', ' 1989', 'n die']
    """
    surest: dict[int, Edit] = {}
    for edit in _propose(text):
        if edit.start not in surest or edit.confidence > surest[edit.start].confidence:
            surest[edit.start] = edit
    yield from sorted(surest.values(), key=lambda edit: edit.start)


def _propose(text: str) -> Iterator[Edit]:
    for match in _COMMA.finditer(text):
        if _is_word(match[1]) and _word_before(text, match.start()):
            yield lost_space(match.end(), 0.97, f"no space between the comma and {match[1]}")
    for match in _STOP.finditer(text):
        if _ends_sentence(text, match):
            yield lost_space(match.end(1), 0.95, f"no space between the full stop and {match[2]}")
    yield from _beside_quotes(text)
    for match in _BEFORE_BRACKET.finditer(text):
        before = _LAST.search(text, max(0, match.start() - _LONGEST), match.start())
        if before is not None and before.group()[0].isupper():
            why = f"no space between {before.group()} and the bracket"
            yield lost_space(match.start(), 0.97, why)
    for match in _AFTER_BRACKET.finditer(text):
        if _is_word(match[1]) and _is_whole_bracket(text, match.start(), match[1]):
            yield lost_space(match.end(), 0.97, f"no space between the bracket and {match[1]}")
    yield from part_numbers(text)
    yield from _before_capitals(text)
    yield from _before_nodes(text)
    yield from part_names(text)
    yield from part_clauses(text)
    yield from _behind_capitals(text)


def _beside_quotes(text: str) -> Iterator[Edit]:
    for match in _AFTER_QUOTE.finditer(text):
        word = match[1] or match[2]
        opened = text.rfind("„", max(0, match.start() - LONGEST_QUOTE), match.start())
        if text[opened - 1 : opened].isalpha() and text[match.start() - 1].isalpha():
            continue  # Anti„held“en
        if _is_word(word) and _is_open_quote(text, match.start()):
            mark = ", " if comma_before(text, match.end(), word) else " "
            evidence = f"no space between the quote and {word}"
            yield Edit(match.end(), match.end(), mark, RULE, 0.97, evidence)
    for match in _QUOTE_BEFORE_START.finditer(text):
        if _is_word(match[1]) and _is_open_quote(text, match.start()):
            yield _after_quote(text, match.end(), match[1])
    for match in _BEFORE_QUOTE.finditer(text):
        before = _LAST.search(text, max(0, match.start() - 40), match.start())
        if before and _opens_quotation(text, match.start(), before.group()):
            yield lost_space(
                match.start(), 0.97, f"no space between {before.group()} and the quote"
            )


def _opens_quotation(text: str, place: int, word: str) -> bool:
    """Tell whether the sign behind a word opens a quotation: no `Anti„held“en`, no `„so„`."""
    if word in FUNCTION:
        return True
    close = text.find("“", place, place + LONGEST_QUOTE)
    is_whole = close > 0 and not text[close + 1 : close + 2].isalnum()
    return is_whole and _is_word(word) and not _is_open_quote(text, place)


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
        return lost_space(place, 0.95, f"no space between the quote and {word}")
    evidence = f"a clause ends in a quotation, {word!r} starts one with its verb"
    return Edit(place, place, ". ", f"{RULE}{JOIN}lost-boundary", 0.9, evidence)


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
            yield lost_space(place, 0.95, f"{left} and {right} are words, {left + right} is none")


def _before_nodes(text: str) -> Iterator[Edit]:
    """Part `sagte SandvoldNach dem Rennen`: no brand ends in a word that so much may follow."""
    lexicon = load()
    for match in _NODE_START.finditer(text):
        place, word = match.start(), match.group()
        small = word.lower()
        before = _LAST.search(text, max(0, place - _LONGEST), place)
        if before is None or small not in _NODE_STARTS or not fits(small, text, match.end()):
            continue
        left = before.group()
        if left.lower() in EDGE or left + word in CAMEL_NAMES or INNER_CAPITAL.search(left):
            continue
        # KulturFür alle, MobilSein: brands are made of common words.
        if left[0].isupper() and (left in lexicon.names or gender_of(left) is None):
            why = f"{left} ends a node, and {word} starts one"
            edit = f" {small[0]}"
            rule = f"{RULE}{JOIN}fragment-case"
            yield Edit(place, place + 1, edit, rule, 0.9, why)


def _behind_capitals(text: str) -> Iterator[Edit]:
    """Part `PINfragt` and `NDRer sehe`: nothing but endings grows on an abbreviation."""
    lexicon = load()
    for match in _ABBREVIATION.finditer(text):
        place, right = match.start(2), match[2]
        if match.group() in lexicon:
            continue
        why = f"{match[1]} is an abbreviation, {right} a word"
        if right in _BEHIND_REPORTS:
            if comma_before(text, place, right):
                yield Edit(place, place, ", ", RULE, 0.9, why)
        elif len(right) > _SHORT and (
            right in FUNCTION - ADVERBS
            or (is_verb(right, lexicon) and not is_nominal(right, lexicon))
        ):
            mark = ", " if comma_before(text, place, right) else " "
            yield Edit(place, place, mark, RULE, 0.9, why)
    for match in _CAPS.finditer(text):
        place = match.start()
        before = _GROWN_BEFORE.search(text, max(0, place - _LONGEST), place)
        if before is None or before.group().lower() not in FUNCTION:
            continue
        if len(before.group()) > _SHORTEST and match.group().capitalize() not in lexicon:
            yield lost_space(place, 0.95, f"{before.group()} stands before an abbreviation")


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


def _is_whole_bracket(text: str, place: int, behind: str) -> bool:
    """Tell whether the bracket holds a word of its own: not `Schüler(innen)`, `(wieder)gewählt`."""
    start = text.rfind("(", max(0, place - 200), place)
    if start < 0 or text[start - 1 : start].isalnum():
        return False
    inside = text[start + 1 : place]
    if len(inside) < 2:
        return False
    if inside[0].isupper() or " " in inside or inside[0].isdigit():
        return True
    lexicon, whole = load(), inside + behind
    is_verb_behind = behind in FUNCTION or (
        is_verb(behind, lexicon) and not is_nominal(behind, lexicon)
    )
    is_apart = whole not in lexicon and not reading_size(whole, lexicon)
    return inside in lexicon and inside not in FUNCTION and is_verb_behind and is_apart
