"""Phrases of article, adjectives and noun, and the form that they have in a case."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from reinschrift.genders import gender_of
from reinschrift.inflection import DATIVE, GENITIVE, put_into_case
from reinschrift.lexicon import load
from reinschrift.tokens import Token
from reinschrift.words import CLOSED, DETERMINERS

_ENDINGS = ("en", "er", "es", "e")  # of adjectives
_PRESENT = tuple(f"nd{one}" for one in (*_ENDINGS, "em"))  # of present participles
_MOST_ADJECTIVES = 2
_ABOUT = frozenset("etwa rund knapp fast".split())
# They may stand between article and adjective: ein noch größerer Abbau.
_DEGREES = frozenset(
    "noch sehr deutlich weit weitaus besonders ganz viel äußerst wesentlich erheblich bislang "
    "bisher zunehmend bereits erst nie".split()
)
_AGE_WORDS = 3  # 43-jährigen, 43 Jahre alten
_CAPITALS = frozenset(("Ein", "Eine"))  # not: bei Der Spiegel
# Of adjectives that names have a capital on: der Internationale Währungsfonds, das Rote Kreuz.
_MADE_OF = ("isch", "lich", "ig", "sam", "al", "iert", "eint")
_IN_NAMES = frozenset(
    "alt deutsch golden groß heilig hoh klein neu oberst rot schwarz weiß".split()
)
ALL_CAPITALS = frozenset(word.capitalize() for word in DETERMINERS)
_LEAST_ADJECTIVE = 4  # letters
# Binary orders of the count of an adjective that a name has a capital on, and of what it may be
# rarer than the word with the capital: die Internationale Raumstation, not die Runde.
_LEAST_COMMON, _MOST_APART = 4, 2
_LEAST_FIRST, _LEAST_LAST = 3, 4  # letters of a compound's parts
# What follows them is their own name: der Konzern Shell.
_NAMED = ("konzern", "sender", "verein", "klub", "club", "verlag", "fluss", "satellit", "roman")
_FIRMS = frozenset("AG GmbH SE KG Inc Ltd Group Holding".split())
# Endings of masculines that have -en in all cases but one.
_WEAK = tuple(
    "e ist ent ant and at et it oid ot ut graf graph oge arch nom ph urg är ensch err eld rinz "
    "ürst achbar auer amerad hrist ar".split()
)
# Those that have -n and -ns: den Namen, des Namens.
_MIXED = frozenset("Buchstabe Friede Funke Gedanke Glaube Haufe Name Same Wille".split())
_PLURAL_DATIVE = "ns"  # last letters of plurals that get no -n in the dative
LONG = {"m": "masculine", "f": "feminine", "n": "neuter", "p": "a plural"}


class Phrase(NamedTuple):
    """An article, adjectives and a noun."""

    article: Token
    adjectives: Sequence[Token]
    noun: Token


def phrase_at(
    tokens: Sequence[Token], at: int, *, capitals: Collection[str] = _CAPITALS
) -> Phrase | None:
    """Return the phrase that begins at a token, if one does.

    Its article may be one of `capitals`, with that of a link: sprach von Eine Kampagne.
    """
    end = first = at + 1
    if end < len(tokens) - 1 and tokens[end].text in _ABOUT:
        end = first = end + 1  # ein etwa 30 Jahre alter Mann
    elif end < len(tokens) - 2 and tokens[end].text in _DEGREES:
        if not is_adjective_at(tokens, end + 1) or not tokens[end + 2].text[0].isupper():
            return None
        end = first = end + 1
    if (adjective := age_at(tokens, end)) and tokens[adjective].text.endswith(_ENDINGS):
        end, first = adjective + 1, adjective
    while end < len(tokens) and end - first <= _MOST_ADJECTIVES and is_adjective_at(tokens, end):
        end += 1
    if end >= len(tokens) or not (tokens[at].text.islower() or tokens[at].text in capitals):
        return None
    noun = tokens[end]
    if not is_noun(noun.text):
        return None
    if tokens[at].text.lower() == "der" and _is_feminine_name(tokens, end):
        return None
    if is_embedded(tokens, end) or is_part(tokens, end):
        return None
    return Phrase(tokens[at], tokens[first:end], noun)


def age_at(tokens: Sequence[Token], at: int) -> int:
    """Return where the adjective of an age stands that begins at a token; or 0.

    Einem 43-jährigen Arzt, einem 43 Jahre alten Arzt.
    """
    words = [token.text for token in tokens[at : at + 3]]
    if len(words) < _AGE_WORDS or not words[0].isdigit():
        return 0
    is_one = words[1] == "-" and words[2].startswith("jährige")
    is_apart = words[1] in ("Jahre", "Monate", "Tage") and words[2].startswith("alte")
    return at + 2 if is_one or is_apart else 0


def end_of(tokens: Sequence[Token], at: int, phrase: Phrase) -> int:
    """Return where a phrase ends that begins at a token."""
    return next(end for end in range(at, len(tokens)) if tokens[end] is phrase.noun) + 1


def word_behind(tokens: Sequence[Token], at: int, phrase: Phrase) -> str:
    """Return what stands behind a phrase that begins at a token; nothing at the end."""
    end = end_of(tokens, at, phrase)
    return tokens[end].text if end < len(tokens) else ""


def is_embedded(tokens: Sequence[Token], noun: int) -> bool:
    """Tell whether a noun belongs to a participle behind it: der große Teile umfassende Plan."""
    behind = [token.text for token in tokens[noun + 1 : noun + 3]]
    is_between = len(behind) > 1 and behind[1][0].isalpha()
    return is_between and behind[0].islower() and behind[0].endswith(_PRESENT)


def is_part(tokens: Sequence[Token], noun: int) -> bool:
    """Tell whether a noun is cut at a hyphen: mit der Tanz- und Musikschule, der CO-2-Steuer."""
    behind = tokens[noun + 1] if noun + 1 < len(tokens) else None
    return behind is not None and behind.text == "-" and behind.start == tokens[noun].end


def is_noun(word: str) -> bool:
    """Tell whether a word is a noun and no adjective that is written like one: der Zweiten."""
    known = load()
    is_adjective = word.endswith(_ENDINGS) and known.size(word.lower()) > known.size(word)
    return word[0].isupper() and word[-1].islower() and not is_adjective


def _is_feminine_name(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether `der` before a noun may be right: von der Leyen, an der Flughafen Wien AG.

    Before another name the noun is none: der Trainer Marek Dudek, der Sender KLT.
    """
    noun = tokens[at].text
    if noun.endswith("en") and tokens[at - 2].text.lower() in ("von", "zu"):
        return True
    behind = [token.text for token in tokens[at + 1 : at + 3]]
    if not behind or not behind[0][0].isupper() or noun.lower().endswith(_NAMED):
        return False
    if behind[0].lower() in load().english and gender_of(behind[0]) != "m":
        return True  # mit der Washington State Patrol
    is_other = behind[0] in load().names or behind[0].isupper() or gender_of(behind[0]) is None
    if behind[0].isupper() and noun.removesuffix("er") in load().names:
        return True  # mit der Londoner BBC
    return not is_other or not _FIRMS.isdisjoint(behind)


def is_adjective_at(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether an adjective stands at a token; in names it has a capital: der Goldene Bär."""
    word = tokens[at].text
    follows = tokens[at + 1].text if at + 1 < len(tokens) else ""
    if word.islower() or not follows[:1].isupper():
        return _is_adjective(word)
    lower = f"{word[0].lower()}{word[1:]}"
    known = load()
    is_common = known.size(lower) >= max(_LEAST_COMMON, known.size(word) - _MOST_APART)
    ending = next((one for one in _ENDINGS if lower.endswith(one)), "")
    stem = lower.removesuffix(ending)
    # Not: seit der Antike Philosophen, die Grüne Jugend.
    is_made = stem.endswith(_MADE_OF) or stem in _IN_NAMES
    is_german = lower not in known.english and not lower.endswith("ziger")
    return bool(ending) and is_common and is_made and is_german and gender_of(follows) is not None


def _is_adjective(word: str) -> bool:
    is_long = len(word) >= _LEAST_ADJECTIVE
    is_open = word not in CLOSED and word != "bisschen"  # ein unter Druck geratenes System
    return word.islower() and is_long and word.endswith(_ENDINGS) and is_open


def has_weak_ending(phrase: Phrase) -> bool:
    """Tell whether an adjective ends in -e, so that `der` before it is one man's: der neue Chef."""
    return any(word.text.endswith("e") for word in phrase.adjectives)


def decline(phrase: Phrase, case: str, gender: str) -> Iterator[tuple[int, int, str]]:
    """Yield what changes, if the phrase is a nominative and must not be."""
    article = phrase.article.text.lower()
    wanted = put_into_case(article, gender, case)
    if wanted is None or wanted == phrase.article.text:
        return
    may_be_many = article == "der" and phrase.noun.text.endswith(("er", "el", "en"))
    if may_be_many and case == GENITIVE and not has_weak_ending(phrase):
        return  # wegen der Lehrer
    yield phrase.article.start, phrase.article.end, wanted
    if wanted == article:
        return  # durch Eine ehemalige Mitarbeiterin
    for word in phrase.adjectives:
        said = with_weak_ending(word.text)
        if said != word.text:
            yield word.start, word.end, said
    noun = phrase.noun
    said = decline_noun(noun.text, gender, case)
    if said != noun.text:
        yield noun.start, noun.end, said


def put_changes(sentence: str, changes: Iterable[tuple[int, int, str]]) -> str:
    """Return a sentence with what `decline` yields in place.

    >>> put_changes("das Haus", [(0, 3, "des"), (4, 8, "Hauses")])
    'des Hauses'
    """
    for start, end, said in sorted(changes, reverse=True):
        sentence = sentence[:start] + said + sentence[end:]
    return sentence


def with_weak_ending(adjective: str) -> str:
    """Return an inflected adjective as it is behind an article outside the nominative.

    >>> with_weak_ending("Afrikanische"), with_weak_ending("Roten")
    ('Afrikanischen', 'Roten')
    """
    ending = next(one for one in _ENDINGS if adjective.endswith(one))
    return f"{adjective.removesuffix(ending)}en"


def ends_of(noun: str, first: int, last: int) -> Iterator[str]:
    """Yield what a compound may end in, longest first: parts from `first` on, of `last` letters."""
    return (noun[place:].capitalize() for place in range(first, len(noun) - last + 1))


def is_nominative(article: str, gender: str | None) -> bool:
    """Tell whether an article is the nominative before a noun of a gender.

    >>> [is_nominative("der", gender) for gender in ("m", "f", None)]
    [True, False, False]
    """
    return gender is not None and put_into_case(article, gender, "nominative") is not None


def decline_noun(noun: str, gender: str, case: str) -> str:
    """Return the form of a noun in a case, as far as the lexicon has it."""
    known = load()
    if gender in ("m", "n") and noun not in known:
        ends = ends_of(noun, _LEAST_FIRST, _LEAST_LAST)
        head = next((one for one in ends if known.size(one) >= _LEAST_COMMON), "")
        declined = decline_noun(head, gender, case) if head else head
        if declined != head:
            return noun[: -len(head)] + declined.lower()
    if gender == "p":
        is_bare = case == DATIVE and noun[-1] not in _PLURAL_DATIVE
        return f"{noun}n" if is_bare and f"{noun}n" in known else noun
    if gender == "f":
        return noun
    weak = f"{noun}n" if noun.endswith("e") else f"{noun}en"
    if noun in _MIXED:
        return f"{weak}s" if case == GENITIVE else weak
    strong = max((f"{noun}s", f"{noun}es"), key=known.size)
    if gender == "m" and noun.endswith(_WEAK) and strong not in known and weak in known:
        return weak  # dem Bundesligisten, den Namen
    if case != GENITIVE:
        return noun
    return strong if strong in known else f"{noun}s"
