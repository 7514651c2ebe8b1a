"""The best order of a sentence that the restorer can be asked for: a climb, one verb at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from reinschrift.restorer.orders import find_orders
from reinschrift.restorer.orders.moves import CALM

MOST_MOVES = 3

Judge = Callable[[Iterable[tuple[str, str]]], list[float]]


class Best(NamedTuple):
    """A sentence in its best order, and its odds against the one that stands, less all doubts.

    Where grammar is surer than the restorer, the doubts are less than 0.
    """

    text: str
    odds: float
    doubts: float


def find_best_orders(
    sentences: Iterable[str], judge: Judge, *, most_doubt: float = CALM
) -> dict[str, Best]:
    """Return the best order of each sentence that has another one.

    `judge` returns the log odds of one sentence against another: `Restorer.judge`. Orders that
    writers use as well have more doubt than is tried.
    """
    best: dict[str, Best] = {}
    active = [Best(one, float("-inf"), 0.0) for one in dict.fromkeys(sentences)]
    origins = [one.text for one in active]
    for _ in range(MOST_MOVES):
        options = [
            (origin, order, reached.doubts + order.doubt)
            for origin, reached in zip(origins, active, strict=True)
            for order in find_orders(reached.text)
            if order.doubt <= most_doubt
        ]
        odds = judge((origin, order.text) for origin, order, _ in options)
        better: dict[str, Best] = {}
        for (origin, order, doubts), value in zip(options, odds, strict=True):
            reached = better.get(origin) or best.get(origin)
            if reached is None or value - doubts > reached.odds:
                better[origin] = Best(order.text, value - doubts, doubts)
        best |= better
        origins, active = list(better), list(better.values())
    return best
