"""The stretches of a sentence between its marks, and the finite verbs in them.

A German clause has one finite verb, and marks or conjunctions part the clauses. So a stretch
that holds two finite verbs and no conjunction has lost a mark: this module reads the stretches,
the rules beside it say where the mark stood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reinschrift.abbreviations import EITHER, NUMBERED, OPEN
from reinschrift.stages.finite_verbs import finite_places, is_finite_at, is_surely_finite
from reinschrift.tokens import Token, tokenize
from reinschrift.words import ADVERBS, CLOSED, CONJUNCTIONS, PREPOSITIONS, SUBORDINATORS

RELATIVES = frozenset(
    "der die das den dem denen deren dessen welcher welche welches welchen welchem".split()
)
QUESTIONS = frozenset(
    "was wer wen wem wessen wann warum weshalb wieso wo wohin woher womit wodurch wofür worauf "
    "woran worüber wovon wozu wonach".split()
)
OPENERS = SUBORDINATORS | QUESTIONS | frozenset("als bis da damit dass ob während wie".split())
JOINTS = CONJUNCTIONS | frozenset("als wie bis je desto umso sowohl weder noch statt".split())
# Verb forms after which a title or a name in capitals can stand: `heißt Das Boot`.
NOT_FINAL = frozenset(
    "heißt heißen hieß lautet lautete namens genannt titelt titelte nennt nannte sagt sagte liest "
    "las spielt spielte singt sang hört hörte zeigt zeigte".split()
)
# Nouns that a title follows: das Lied, das Volkslied.
WORKS = tuple(
    "album aktion ausstellung band buch film gedicht gesang hit "
    "initiative kampagne komödie krimi lied magazin motto musical oper podcast programm projekt "
    "reihe roman sendung serie show single song stück talkshow thema titel verein werk "
    "zeitung".split()
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
    tokens = [part for token in tokenize(line) for part in _parted(token)]
    sentence: list[Stretch] = []
    here: list[Token] = []
    before = ""
    done = 0
    for at, token in enumerate(tokens):
        sign = token.text
        if at < done:
            continue
        if here and (close := _end_of_quoted(tokens, at)):
            done = close + 1
            here.append(Token(QUOTED, token.start, tokens[close].end))
            continue
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


def _parted(token: Token) -> list[Token]:
    """Part a word before a capital of a small word, which starts no half of a name: bleibtDie."""
    for found in _JOINT.finditer(token.text):
        if token.text[found.end() :].lower() in CLOSED:
            middle = token.start + found.end()
            left, right = token.text[: found.end()], token.text[found.end() :]
            return [Token(left, token.start, middle), Token(right, middle, token.end)]
    return [token]


def _end_of_quoted(tokens: Sequence[Token], at: int) -> int:
    """Return where the quotation that opens at `at` closes, if it is a part of a clause; or 0.

    A name or phrase is, whatever it says: dem „Boten“, ein „Schritt nach vorn“.
    """
    if tokens[at].text not in _OPENING:
        return 0
    for place in range(at + 1, min(at + _LONGEST_QUOTED, len(tokens))):
        sign = tokens[place].text
        if tokens[at].text + sign in QUOTES:
            words = [one.text for one in tokens[at + 1 : place]]
            return 0 if not words or finite_places(words) else place
        if not (tokens[place].is_word or sign in _WITHIN or sign == "-"):
            return 0
    return 0


_JOINT = re.compile(r"[a-zäöüß]{3}(?=[A-ZÄÖÜ][a-zäöüß]+$)")
_LONGEST_QUOTED = 8  # words, with their signs
# Opening and closing signs.
QUOTES = frozenset(("„“", "„”", '„"', '""', "“”", "»«", "«»"))
_OPENING = frozenset(pair[0] for pair in QUOTES)
QUOTED = "Zitat"  # stands for what is quoted: a noun like others


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


def is_opened(words: Sequence[str], *, by_comma: bool) -> bool:
    """Tell whether words begin a subordinate clause; behind a comma also a relative one."""
    first = words[0].lower()
    second = words[1].lower() if len(words) > 1 else ""
    if first == "bis" and (second in PREPOSITIONS | ADVERBS or second[:1].isdigit()):
        return False  # Bis auf Weiteres leitet sie die Bank
    if first in OPENERS:
        return True
    if not by_comma or is_surely_finite(words[0]):
        return False
    if first in RELATIVES and second and words[1][0].isupper():
        return not (len(words) > _LEAST_MAIN and is_finite_at(words, 2))  # die Stadt sei bereit
    return first in RELATIVES or second in RELATIVES or second in OPENERS


_LEAST_MAIN = 3  # words: die Geld hat is a relative clause


__all__ = [
    "JOINTS",
    "NOT_FINAL",
    "OPENERS",
    "QUESTIONS",
    "QUOTES",
    "RELATIVES",
    "WORKS",
    "Stretch",
    "is_opened",
    "read_stretches",
]
