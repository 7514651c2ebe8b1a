"""Cut clean German into nodes, damage them, and keep the edits that heal every damage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random

from reinschrift.composition import invert
from reinschrift.edits import Edit, apply
from reinschrift.errors import ReinschriftError, UnknownName
from reinschrift.scars import cases, clauses, damage, forms, order
from reinschrift.scars.nodes import ENDS, Gap, find_edges, find_gaps
from reinschrift.tokens import Token, tokenize

# For each kind the chance that it happens at a place where it can: at a node's edge, in a clause
# (moved-anchor), at an article (agreement). Together they scar about as many sentences of a news
# page as the seed has scarred: 10 of 14 paragraphs.
RATES: Mapping[str, float] = {
    "merged-words": 0.08,
    "lost-boundary": 0.2,
    "fragment-case": 0.04,
    "stray-fragment": 0.04,
    "moved-anchor": 0.1,
    "agreement": 0.02,
    "split-paragraph": 0.01,
}
LEAST_CLAUSE = 4  # words
# Where a sentence is one line, none may break.
IN_A_LINE: Mapping[str, float] = {"split-paragraph": 0.0}


@dataclass(frozen=True, slots=True)
class Scarred:
    """A scarred text, and the edits over it that give the clean text back."""

    clean: str
    text: str
    edits: tuple[Edit, ...]


class BadRate(ReinschriftError):
    """A rate that is no probability."""


def scar(text: str, *, seed: int = 0, rates: Mapping[str, float] | None = None) -> Scarred:
    """Scar clean German text, whose lines are its paragraphs.

    `rates` overrides single kinds of `RATES`; if it names `only` those kinds, give the others
    0. The same text, seed and rates give the same scars.

    >>> done = scar("Er traf Putin und Xi, obwohl er krank war.", rates={"merged-words": 1.0})
    >>> done.text != done.clean and apply(done.text, done.edits) == done.clean
    True
    """
    chosen = check_rates(rates or {})
    damages: list[Edit] = []
    place = 0
    for number, line in enumerate(text.split("\n")):
        draw = Random(f"{seed}:{number}:{len(line)}")  # noqa: S311  # scars are no secrets
        for edit in damage_line(line, draw, chosen):
            moved = Edit(edit.start + place, edit.end + place, edit.text, edit.rule)
            damages.append(moved)
        place += len(line) + 1
    scarred = apply(text, damages)
    gold = [
        Edit(edit.start, edit.end, edit.text, edit.rule, evidence="made by the simulator")
        for edit in invert(text, damages)
    ]
    return Scarred(text, scarred, tuple(gold))


def check_rates(rates: Mapping[str, float]) -> dict[str, float]:
    """Return all rates, those given over the usual ones."""
    for kind, rate in rates.items():
        if kind not in RATES:
            raise UnknownName("kind of scar", kind, RATES)
        if not 0 <= rate <= 1:
            raise BadRate(f"the rate of {kind} is {rate}; it must lie between 0 and 1")
    return {**RATES, **rates}


def damage_line(line: str, draw: Random, rates: Mapping[str, float]) -> list[Edit]:
    """Return the edits that scar one line, in order: nodes first, then what is inside them."""
    tokens = tokenize(line)
    gaps = find_gaps(line, tokens)
    found: list[Edit] = []
    for edge in find_edges(gaps, draw):
        _claim(found, _at_edge(edge, draw, rates))
    for first in _sentence_starts(tokens):
        if draw.random() < rates["stray-fragment"]:
            _claim(found, damage.leave_first(first, draw))
    for new in _inside_nodes(line, tokens, gaps, draw, rates):
        _claim(found, new)
    return sorted(found, key=lambda edit: (edit.start, edit.end))


def _inside_nodes(
    line: str, tokens: list[Token], gaps: list[Gap], draw: Random, rates: Mapping[str, float]
) -> Iterator[list[Edit]]:
    """Yield what happens to the words of a node that was translated alone."""
    moved, bent = rates["moved-anchor"], rates["agreement"]
    phrases = list(forms.find_phrases(tokens))
    # A clause has words enough to be moved, and a mark behind it.
    closed = [one for one in phrases if one[-1] is not tokens[-1]]
    for clause in (clause for one in closed for clause in clauses.find_clauses(one)):
        if len(clause) >= LEAST_CLAUSE and draw.random() < moved:
            yield order.move(clause, line, draw)
    for phrase in phrases:
        for at, token in enumerate(phrase):
            if draw.random() < bent:
                yield cases.decline(phrase, at, draw)
            if draw.random() < moved / 3:
                yield forms.uninflect(phrase, at, draw)
            if draw.random() < moved / 6:
                yield forms.split_compound(token, draw) or forms.write_apostrophe(token)
    for gap in gaps:
        if draw.random() < moved / 4:
            yield forms.lose_preposition(gap)


def _at_edge(edge: Gap, draw: Random, rates: Mapping[str, float]) -> list[Edit]:
    """Let one thing happen at a node's edge, or nothing."""
    chance = draw.random()
    for kind in ("merged-words", "lost-boundary", "fragment-case", "stray-fragment"):
        if edge.text == " " and kind == "lost-boundary":
            continue
        if chance < rates[kind]:
            return {
                "merged-words": damage.merge,
                "lost-boundary": damage.lose_boundary,
                "fragment-case": damage.capitalise,
                "stray-fragment": damage.leave_stray,
            }[kind](edge, draw)
        chance -= rates[kind]
    if chance < rates["split-paragraph"]:
        return damage.break_line(edge, draw)
    return []


def _sentence_starts(tokens: list[Token]) -> Iterator[Token]:
    fresh = True
    for token in tokens:
        if token.is_word and fresh and token.text[0].isupper():
            yield token
        fresh = token.text in ENDS if token.text in ".!?:" else False


def _claim(found: list[Edit], new: list[Edit]) -> None:
    """Take edits that keep a word's distance from those that are there: all or none."""
    if all(edit.end < other.start or other.end < edit.start for edit in new for other in found):
        found += new
