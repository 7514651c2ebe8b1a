"""Damage to the source side that the model has to forgive.

Scars are made by the simulator that repair learns from. Beside them come what other houses'
styles and headlines do to a sentence, and numbers that were never seen.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from reinschrift.scars import IN_A_LINE, scar
from reinschrift_models.training.recipe import Noise

NUMBER = re.compile(r"(?<![\d.,])[1-9]\d{1,3}(?![\d.,]*\d)")
QUOTE_STYLES = ("„“", "»«", "““", '""', "''", "«»", "‚‘")
QUOTED = re.compile(r"[\"„»“]([^\"„“”»«]{2,})[\"“”«]")


class Noised(NamedTuple):
    """A damaged source and the target that belongs to it."""

    source: str
    target: str


Draw = random.Random
Damage = Callable[[str, Draw], str | None]


def leave_scars(text: str, draw: Draw, rates: Mapping[str, float]) -> str:
    """Scar a sentence as translation node by node and scraping do: with repair's own simulator.

    >>> leave_scars("Das sagte Kirby, bevor er nach Wien reiste.", random.Random(5), {})
    'Das sagte Kirby Bevor er nach Wien reiste.'
    """
    return scar(text, seed=draw.getrandbits(32), rates={**rates, **IN_A_LINE}).text


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


def damage(pair: Noised, before: Noised, draw: Draw, noise: Noise) -> Noised | None:
    """Damage a pair in one way, with scars by a chance of `noise.scar`.

    `before` is the pair that stood before it in its file.
    """
    if draw.random() < noise.scar:
        if draw.random() < 0.25:  # a boundary is lost to the sentence before, which is not here
            joined = join_sentences(before, pair, draw)
            if joined is None or draw.random() < 0.5:
                return joined
            return joined._replace(source=leave_scars(joined.source, draw, noise.rates))
        return _changed(leave_scars(pair.source, draw, noise.rates), pair)
    if draw.random() < 0.35:  # numbers are what readers check first
        return change_numbers(pair.source, pair.target, draw)
    functions = [function for function, _ in STYLES.values()]
    weights = [weight for _, weight in STYLES.values()]
    return _changed(draw.choices(functions, weights)[0](pair.source, draw), pair)


def _changed(text: str | None, pair: Noised) -> Noised | None:
    return None if text is None or text == pair.source else Noised(text, pair.target)
