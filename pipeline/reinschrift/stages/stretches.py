"""The stretches of a sentence between its marks, and the finite verbs in them.

A German clause has one finite verb, and marks or conjunctions part the clauses. So a stretch
that holds two finite verbs and no conjunction has lost a mark: this module reads the stretches,
the rules beside it say where the mark stood.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from reinschrift.abbreviations import EITHER, NUMBERED, OPEN
from reinschrift.lexicon import load
from reinschrift.stages.commas import is_finite
from reinschrift.tokens import Token, tokenize
from reinschrift.verbs import VERB_PREFIXES
from reinschrift.words import (
    ADVERBS,
    ARTICLES,
    AUXILIARIES,
    CLOSED,
    CONJUNCTIONS,
    NUMERALS,
    PRONOUNS,
    SEPARABLE,
    STRONG_PASTS,
    SUBORDINATORS,
    is_verb_form,
)

RELATIVES = frozenset(
    "der die das den dem denen deren dessen welcher welche welches welchen welchem".split()
)
QUESTIONS = frozenset(
    "was wer wen wem wessen wann warum weshalb wieso wo wohin woher womit wodurch wofür worauf "
    "woran worüber wovon wozu wonach".split()
)
OPENERS = SUBORDINATORS | QUESTIONS | frozenset("als bis da damit dass ob während wie".split())
JOINTS = CONJUNCTIONS | frozenset("als wie bis je desto umso sowohl weder noch statt".split())
# Forms of the present that are infinitives as well.
_LIKE_INFINITIVES = frozenset(
    "haben werden können müssen sollen wollen dürfen mögen lassen stehen".split()
)
# They take an infinitive or participle right before them, so the two are one verb.
CLUSTERS = AUXILIARIES | frozenset(
    "lässt lassen ließ ließen bleibt bleiben blieb blieben geht gehen ging gingen kommt kam kamen "
    "steht stehen sieht sehen sah sahen hört hören hörte hörten lernt lernen lernte lernten hilft "
    "helfen half halfen bekommt bekam bekamen gehört gehörte gehörten scheint scheinen schien "
    "schienen gilt galt galten".split()
)
# A participle of a verb with one of these has no -ge- and may look like its third person.
_INSEPARABLE = ("be", "ver", "er", "ent", "zer", "ge", "miss", "über", "unter", "wider", "hinter")
# Verb forms after which a title or a name in capitals can stand: `heißt Das Boot`.
NOT_FINAL = frozenset(
    "heißt heißen hieß lautet lautete namens genannt titelt titelte nennt nannte sagt sagte liest "
    "las spielt spielte singt sang hört hörte zeigt zeigte".split()
)
_ENDS = frozenset(".!?:;…")
_ORDINAL = 2  # digits: am 11. Dezember
_WITHIN = frozenset("%€$§&+/°’'*")  # signs that part no stretch
_STARTS = frozenset(".!?…:")


class Stretch(NamedTuple):
    """The words between two marks, and the marks; none at the edges of a line."""

    words: list[str]
    tokens: list[Token]
    before: str
    after: str

    @property
    def is_first(self) -> bool:
        """Whether a sentence starts with it."""
        return not self.before or self.before in _STARTS


def read_stretches(line: str) -> Iterator[list[Stretch]]:
    """Give the sentences of a line as stretches, parted at every mark but a comma.

    >>> [[" ".join(s.words) for s in one] for one in read_stretches("Er, der am 3. Mai kam. Sie")]
    [['Er', 'der am 3. Mai kam'], ['Sie']]
    """
    tokens = tokenize(line)
    sentence: list[Stretch] = []
    here: list[Token] = []
    before = ""
    for at, token in enumerate(tokens):
        sign = token.text
        if token.is_word or sign in _WITHIN or (sign == "-" and _is_attached(tokens, at)):
            here.append(token)
            continue
        if sign == "." and here and _is_short(tokens, at, line):
            last = here.pop()
            here.append(Token(last.text + ".", last.start, token.end))
            continue
        if here:
            sentence.append(Stretch([one.text for one in here], here, before, sign))
            here = []
        before = sign
        if sign != "," and sentence:
            yield sentence
            sentence = []
    if here:
        sentence.append(Stretch([one.text for one in here], here, before, ""))
    if sentence:
        yield sentence


def _is_short(tokens: Sequence[Token], at: int, line: str) -> bool:
    """Tell whether the full stop at `at` belongs to an ordinal or to an abbreviation."""
    word = tokens[at - 1]
    if word.end != tokens[at].start:
        return False
    if word.text.isdigit():
        return len(word.text) <= _ORDINAL and line[tokens[at].end : tokens[at].end + 1] == " "
    return len(word.text) == 1 or word.text in OPEN or word.text in NUMBERED or word.text in EITHER


def _is_attached(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether the hyphen at `at` belongs to a word: Vor- und Nachteile."""
    return any(
        0 <= beside < len(tokens)
        and tokens[beside].is_word
        and tokens[at].start in (tokens[beside].end, tokens[beside].start - 1)
        for beside in (at - 1, at + 1)
    )


@lru_cache(maxsize=65536)
def is_surely_finite(word: str) -> bool:
    """Tell whether a word is a finite verb and neither infinitive nor participle.

    >>> [is_surely_finite(word) for word in ("waren", "legte", "haben", "überrascht", "kritisiert")]
    [True, True, False, False, False]
    """
    if not word.islower() or word in _LIKE_INFINITIVES:
        return False
    if word in AUXILIARIES:
        return True
    if has_strong_past(word) and not word.startswith(_INSEPARABLE):
        return True
    if word.endswith(("en", "t")) and word.startswith(_INSEPARABLE):
        return word.endswith("ten") and is_finite(word) and is_finite(word[:-1])
    if word.endswith("iert"):
        return False
    return is_finite(word) or is_conjunctive(word)


@lru_cache(maxsize=65536)
def is_conjunctive(word: str) -> bool:
    """Tell whether a word is the conjunctive of what someone else said: er stehe, sie habe.

    >>> [is_conjunctive(word) for word in ("stehe", "gebe", "sei", "neue", "Stehe", "Frage")]
    [True, True, True, False, False, False]
    """
    if word in ("sei", "seien", "habe", "werde", "könne", "müsse", "solle", "wolle", "dürfe"):
        return True
    if not word.endswith("e") or not word.islower() or word.endswith("te"):
        return False
    lexicon = load()
    if word not in lexicon or word.capitalize() in lexicon or not is_verb_form(f"{word}n"):
        return False
    stem = word[:-1]
    if not any(stem + ending in lexicon for ending in ("t", "te", "end")):
        return False
    return not any(stem + ending in lexicon for ending in ("es", "em", "er"))


def is_final(word: str) -> bool:
    """Tell whether a subordinate clause can end in a word as its finite verb: auftritt, meldet.

    >>> [is_final(word) for word in ("auftritt", "verursacht", "meldet", "Haus")]
    [True, True, True, False]
    """
    if not word.islower() or not word.isalpha():
        return False
    return is_surely_finite(word) or has_strong_past(word) or is_verb_form(word)


def has_zu(words: Sequence[str], at: int) -> bool:
    """Tell whether an infinitive with `zu` stands at `at`: zu reisen, weiterzureisen."""
    word = words[at]
    if not word.islower() or not word.endswith("n"):
        return False
    if at and words[at - 1] == "zu":
        return True
    stem, zu, verb = word.partition("zu")
    return bool(zu) and stem in VERB_PREFIXES | SEPARABLE and is_verb_form(verb)


def has_strong_past(word: str) -> bool:
    """Tell whether a word is a strong verb's form behind a prefix: auftritt, vorfand."""
    return any(
        word.startswith(prefix) and word.removeprefix(prefix) in STRONG_PASTS
        for prefix in VERB_PREFIXES
    )


def finite_places(words: Sequence[str]) -> list[int]:
    """Return where the words that are surely finite verbs stand; attributes are none."""
    return [at for at in range(len(words)) if is_finite_at(words, at)]


def main_finite_places(words: Sequence[str]) -> list[int]:
    """Return where finite verbs stand in a main clause, whose first verb is always one.

    >>> main_finite_places("Der Mann bestreitet die Tat".split())
    [2]
    """
    places = finite_places(words)
    for at in range(1, min(places[0] if places else len(words), _LONGEST_FIELD)):
        if _is_verb_second(words, at):
            return [at, *places]
    return places


_LONGEST_FIELD = 8  # words before the finite verb


def _is_verb_second(words: Sequence[str], at: int) -> bool:
    """Tell whether a verb form that may be no finite one has the place of the finite verb."""
    word, before = words[at], words[at - 1]
    if not word.islower() or word in CLOSED or not is_verb_form(word) or word.startswith("ge"):
        return False
    follows = words[at + 1].lower() if at + 1 < len(words) else ""
    if at == 1 and before.lower() in PRONOUNS:
        return True
    is_subject = before[0].isupper() or before in PRONOUNS or before in ADVERBS
    return is_subject and follows in CLOSED


def is_finite_at(words: Sequence[str], at: int) -> bool:
    """Tell whether the word at `at` is a finite verb, which `die bekannte Sängerin` has not."""
    word = words[at] if at else words[at].lower()
    if not is_surely_finite(word):
        return False
    follows = words[at + 1][:1] if at + 1 < len(words) else ""
    may_decline = word.endswith(("te", "ten", "e")) and word not in AUXILIARIES
    return not (may_decline and follows.isupper() and at and _declines(words[at - 1]))


def _declines(word: str) -> bool:
    """Tell whether an adjective may follow: behind articles, prepositions, other adjectives."""
    word = word.lower()
    if word[0].isdigit() or word in NUMERALS or word in ARTICLES:
        return True
    return word not in PRONOUNS and word.endswith(("e", "en", "er", "es", "em", "ein", "in", "mit"))


def is_opened(words: Sequence[str], *, by_comma: bool) -> bool:
    """Tell whether words begin a subordinate clause; behind a comma also a relative one."""
    first = words[0].lower()
    if first in OPENERS:
        return True
    if not by_comma:
        return False
    second = words[1].lower() if len(words) > 1 else ""
    if first in RELATIVES and second and words[1][0].isupper():
        return not (len(words) > _LEAST_MAIN and is_finite_at(words, 2))  # die Stadt sei bereit
    return first in RELATIVES or second in RELATIVES or second in OPENERS


_LEAST_MAIN = 3  # words: die Geld hat is a relative clause


__all__ = [
    "CLUSTERS",
    "JOINTS",
    "NOT_FINAL",
    "OPENERS",
    "QUESTIONS",
    "RELATIVES",
    "Stretch",
    "finite_places",
    "has_strong_past",
    "has_zu",
    "is_conjunctive",
    "is_final",
    "is_finite_at",
    "is_opened",
    "is_surely_finite",
    "main_finite_places",
    "read_stretches",
]
