"""Rules and tagger together: what each stage of words proposes.

A rule's edit stands where the tagger has none at the same place, and goes where the tagger is
sure that nothing is wrong there; where both want something, the tagger knows the context
better (a comma or none), unless it is less sure than the rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from reinschrift.edits import Edit
from reinschrift.tagger.tagger import load_tagger

Rule = Callable[[str], Iterable[Edit]]


class Learned(Protocol):
    """A stage that knows how many false edits it may make."""

    def __call__(self, text: str, budget: float) -> Iterable[Edit]:
        """Propose edits."""
        ...


# False edits per 1,000 clean words, the figures of the repair issue.
BUDGETS = {"safe": 0.0, "standard": 0.05, "full": 0.2}


def with_tagger(rule: str, propose: Rule) -> Learned:
    """Return a stage that takes the tagger's edits of `rule` under a budget, and the rule's."""

    def stage(text: str, budget: float) -> Iterator[Edit]:
        learned = list(read_edits(text, rule, budget))
        for edit in propose(text):
            if not any(_meet(edit, other) for other in learned):
                yield edit
        yield from learned

    stage.__doc__ = propose.__doc__
    return stage


def read_edits(text: str, rule: str, budget: float) -> Iterator[Edit]:
    """Yield the tagger's edits that begin with `rule` and are sure enough for a budget."""
    tagger = load_tagger() if budget else None
    if tagger is None:
        return
    lines = text.split("\n")
    place = 0
    for line, readings in zip(lines, tagger.read(lines), strict=True):
        done = -1
        for reading in readings:
            edit = reading.edit
            if edit.start <= done or edit.rules[0] != rule:
                continue
            if reading.score >= tagger.least_score(reading, budget):
                done = edit.end
                yield Edit(
                    edit.start + place,
                    edit.end + place,
                    edit.text,
                    edit.rule,
                    edit.confidence,
                    edit.evidence,
                )
        place += len(line) + 1


def _meet(one: Edit, other: Edit) -> bool:
    return one.start <= other.end + 1 and other.start <= one.end + 1
