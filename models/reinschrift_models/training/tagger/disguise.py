"""Clean text that looks scarred: made-up compounds, titles and streets, brands, surnames, offices.

What is put in is grammar that German allows, so the tagger learns to leave it alone.
"""

from __future__ import annotations

from random import Random

from reinschrift.lexicon import Lexicon
from reinschrift.morphology import ALWAYS_LINKED
from reinschrift.tokens import Token, tokenize
from reinschrift.words import FUNCTION, NUMERALS, is_open_class

# A title can follow these without a mark.
_BEFORE_TITLES = frozenset(
    "Film Roman Buch Serie Sendung Lied Song Album Stück Oper Musical Zeitung Magazin Zeitschrift "
    "Ausstellung Gedicht Initiative Bündnis Partei Projekt Kampagne Titel Motto Podcast Show Hit "
    "Gemälde Krimi Drama Komödie Reihe Verein Gruppe Band Restaurant Café Kneipe Lokal Thema "
    "heißt hieß namens genannt nennt nannte liest las singt sang spielt spielte zeigt zeigte sah "
    "sieht schrieb titelte".split()
)
_BEFORE_STREETS = frozenset("Straße Platz wohnt lebt Haus Adresse Büro Laden Siedlung".split())
_STREETS = (
    "An der,Am,Im,In der,In den,Auf der,Auf dem,Unter den,Vor dem,Hinter der,Zum,Zur,Bei der,Beim"
).split(",")
_BRANDS = "mein die der das in my e i dein unser neue alles".split()
_LEAST_NOUN = 5  # binary order
# A surname may end in any of these: Nienaber, Biswas, Schreider, Kreuznach, Gernand.
_NAME_TAILS = sorted(
    word for word in FUNCTION | NUMERALS if 1 < len(word) < 7 and word not in ("ist", "sind")
)
_STEM = (2, 3, 3, 4, 4, 5, 6)  # letters of a surname before that
# Shares of what stands in for a word, one after the other.
_INSTEAD = (0.5, 0.57, 0.72, 0.88, 0.94)


def modifiers(lexicon: Lexicon) -> list[str]:
    """Return nouns as they stand in front of a compound, linked."""
    return [
        form + "s" if form.endswith(ALWAYS_LINKED) else form
        for form in sorted(lexicon.forms())
        if (
            form[0].isupper()
            and form[1:].islower()
            and 3 < len(form) < 14
            and "-" not in form
            and lexicon.size(form) >= _LEAST_NOUN
            and lexicon.size(form) > lexicon.size(form.lower()) + 2
        )
    ]


def disguise(line: str, other: str, nouns: list[str], draw: Random) -> str:
    """Put something into a clean line that looks like a scar; `other` lends a title its words."""
    tokens = tokenize(line)
    kind = draw.random()
    fitting = [
        token
        for token in tokens[1:]
        if token.text in _BEFORE_TITLES | _BEFORE_STREETS and line[token.end : token.end + 1] == " "
    ]
    if fitting and kind < 0.7:
        before = draw.choice(fitting)
        is_street = before.text in _BEFORE_STREETS
        put = _street(nouns, draw) if is_street else _title(other, draw)
        return f"{line[: before.end]} {put}{line[before.end :]}" if put else line
    heads = [
        token
        for token in tokens[1:]
        if token.text[0].isupper() and token.text[1:].islower() and len(token.text) > 3
    ]
    if not heads:
        return line
    head = draw.choice(heads)
    if kind < _OFFICE:
        return _with_office(line, tokens, head)
    return f"{line[: head.start]}{_instead(head, other, nouns, draw)}{line[head.end :]}"


_OFFICE = 0.12


def _with_office(line: str, tokens: list[Token], head: Token) -> str:
    """Give the adjective before a noun a capital: die Untere Baubehörde, im Roten Rathaus."""
    before = tokens[tokens.index(head) - 1].text
    place = head.start - len(before) - 1
    is_adjective = (
        before.islower()
        and before.endswith(("e", "en", "er", "es", "em"))
        and len(before) > 3
        and is_open_class(before)
    )
    if not is_adjective or place < 1 or line[place : head.start] != f"{before} ":
        return line
    return f"{line[:place]}{before.capitalize()} {line[head.start :]}"


def _instead(head: Token, other: str, nouns: list[str], draw: Random) -> str:
    """Return a compound with the same head, or a title, street, brand or name in its place."""
    kind = draw.random()
    compound, prefixed, camel, surname, title = _INSTEAD
    if kind < compound:
        return draw.choice(nouns) + head.text.lower()
    if kind < prefixed:
        return draw.choice(_BRANDS) + head.text
    if kind < camel:  # RedaktionsNetzwerk, KommAustria
        first = draw.choice(nouns)
        return (first[: draw.choice(_STEM)] if draw.random() < 0.3 else first) + head.text
    if kind < surname:
        return draw.choice(nouns)[: draw.choice(_STEM)] + draw.choice(_NAME_TAILS)
    if kind < title:
        return f"{head.text} {_title(other, draw)}".rstrip()
    return _street(nouns, draw)


def _title(other: str, draw: Random) -> str:
    """Return the first words of another line with a capital: Warten auf Godot."""
    words = [one.text for one in tokenize(other)[: draw.choice((2, 3, 3, 4))]]
    if len(words) < 2 or not all(word[0].isalpha() for word in words):
        return ""
    return " ".join([words[0][0].upper() + words[0][1:], *words[1:]])


def _street(nouns: list[str], draw: Random) -> str:
    return f"{draw.choice(_STREETS)} {draw.choice(nouns)}"
