"""Damage to the source side that the model has to forgive.

Each function takes a sentence and a source of chance and gives the sentence back damaged, or
None where it does not apply. The scars follow the one mechanism of text that was translated
node by node and scraped without its tags; the real simulator (`reinschrift.scars`) can take
their place in `SCARS` without a change elsewhere.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import NamedTuple

LINK_EDGE_WORDS = frozenset(
    "und oder aber als auf in im an am zu zum zur von vom für mit nach bei über unter vor dass"
    " ob obwohl weil wenn während der die das den dem des ein eine einen hat ist war wurde sagte"
    " erklärte behauptete sei sich nicht auch".split()
)
CONTENT = re.compile(r"[A-ZÄÖÜ]?[a-zäöüß-]{3,}")
NUMBER = re.compile(r"(?<![\d.,])[1-9]\d{1,3}(?![\d.,]*\d)")
QUOTE_STYLES = ("„“", "»«", "““", '""', "''", "«»", "‚‘")
QUOTED = re.compile(r"[\"„»“]([^\"„“”»«]{2,})[\"“”«]")


class Noised(NamedTuple):
    """A damaged source and the target that belongs to it."""

    source: str
    target: str


Draw = random.Random
Damage = Callable[[str, Draw], str | None]


def merge_words(text: str, draw: Draw) -> str | None:
    """Lose the space at a plausible link edge.

    >>> merge_words("Das sagte Kirby und ging.", random.Random(1))
    'Das sagteKirby und ging.'
    """
    words = text.split(" ")
    edges = [
        place
        for place in range(1, len(words))
        if (words[place] in LINK_EDGE_WORDS) != (words[place - 1].lower() in LINK_EDGE_WORDS)
        and words[place - 1][-1:].isalpha()
        and words[place][:1].isalpha()
        and max(len(words[place]), len(words[place - 1])) > 3
    ]
    if not edges:
        return None
    place = draw.choice(edges)
    return " ".join([*words[: place - 1], words[place - 1] + words[place], *words[place + 1 :]])


def move_span(text: str, draw: Draw) -> str | None:
    """Move one or two words to where the other language would have had them."""
    words = text.split(" ")
    if len(words) < 8:
        return None
    size = draw.choice((1, 1, 2))
    start = draw.randrange(1, len(words) - size - 1)
    span = words[start : start + size]
    rest = words[:start] + words[start + size :]
    # Not far: a link stays in its clause.
    goal = max(1, min(len(rest) - 1, start + draw.choice((-4, -3, -2, 2, 3, 4))))
    return " ".join([*rest[:goal], *span, *rest[goal:]])


def capitalise_node(text: str, draw: Draw) -> str | None:
    """Begin a node in mid-sentence with a capital, as if a sentence began there."""
    words = text.split(" ")
    small = [i for i, word in enumerate(words) if i and word in LINK_EDGE_WORDS]
    if not small:
        return None
    place = draw.choice(small)
    return " ".join([*words[:place], words[place].capitalize(), *words[place + 1 :]])


def shout(text: str, _draw: Draw) -> str | None:
    """Set a headline in capitals."""
    return text.upper().replace("ẞ", "SS") if text.count(" ") < 14 else None


def lower_start(text: str, _draw: Draw) -> str | None:
    """Begin in lower case, as the second half of a broken line does."""
    return text[0].lower() + text[1:] if text[:1].isupper() else None


def lower_all(text: str, _draw: Draw) -> str | None:
    """Lose all capitals."""
    return text.lower()


def restyle_quotes(text: str, draw: Draw) -> str | None:
    """Set the quotation marks in another house's style."""
    style = draw.choice(QUOTE_STYLES)
    found, count = QUOTED.subn(lambda m: style[0] + m[1] + style[1], text)
    return found if count else None


def drop_stop(text: str, _draw: Draw) -> str | None:
    """Lose the final full stop (headlines have none)."""
    return text[:-1] if text.endswith(".") else None


SCARS: dict[str, tuple[Damage, int]] = {
    "merged-words": (merge_words, 5),
    "moved-anchor": (move_span, 2),
    "fragment-case": (capitalise_node, 2),
}
STYLES: dict[str, tuple[Damage, int]] = {
    "restyle-quotes": (restyle_quotes, 4),
    "drop-stop": (drop_stop, 2),
    "lower-start": (lower_start, 1),
    "shout": (shout, 1),
    "lower-all": (lower_all, 1),
}


def change_numbers(source: str, target: str, draw: Draw) -> Noised | None:
    """Put other numbers on both sides alike, so that numbers are copied, not remembered.

    >>> change_numbers("Am 17. Mai kamen 230.", "On 17 May 230 came.", random.Random(3))
    Noised(source='Am 40. Mai kamen 706.', target='On 40 May 706 came.')
    """
    shared = set(NUMBER.findall(source)) & set(NUMBER.findall(target))
    if not shared:
        return None
    table = {
        number: str(draw.randrange(10 ** (len(number) - 1), 10 ** len(number)))
        for number in sorted(shared)
    }
    source, target = (
        NUMBER.sub(lambda m: table.get(m[0], m[0]), side) for side in (source, target)
    )
    return Noised(source, target)


def join_sentences(first: Noised, second: Noised, draw: Draw) -> Noised | None:
    """Lose the boundary between two sentences, or keep it: then two come as one input."""
    if not first.source.endswith(".") or not second.source[:1].isupper():
        return None
    if len(first.source) + len(second.source) > 360:
        return None
    mark = draw.choice((".", "", ""))
    return Noised(f"{first.source[:-1]}{mark} {second.source}", f"{first.target} {second.target}")


def damage(pair: Noised, before: Noised, draw: Draw, *, scar: float) -> Noised | None:
    """Damage a pair in one way; `before` is the pair that stood before it in its file."""
    if draw.random() < scar:
        if draw.random() < 0.25:  # as many as the moved and capitalised nodes together
            return join_sentences(before, pair, draw)
        return _one_of(SCARS, pair, draw)
    if draw.random() < 0.35:  # numbers are what readers check first
        return change_numbers(pair.source, pair.target, draw)
    return _one_of(STYLES, pair, draw)


def _one_of(table: dict[str, tuple[Damage, int]], pair: Noised, draw: Draw) -> Noised | None:
    functions = [function for function, _ in table.values()]
    weights = [weight for _, weight in table.values()]
    text = draw.choices(functions, weights)[0](pair.source, draw)
    return None if text is None or text == pair.source else Noised(text, pair.target)
