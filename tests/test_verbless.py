"""Stops behind which no verb follows, and those that stay."""

from __future__ import annotations

import pytest

from reinschrift.edits import CERTAIN, Edit
from reinschrift.stages.verbless import drop_verbless_stops


def stops(line: str, *scores: float) -> tuple[str, list[Edit]]:
    """Give a line without its signs, and a full stop of a score at each of them."""
    parts = line.split("|")
    places = [sum(map(len, parts[: at + 1])) for at in range(len(parts) - 1)]
    edits = [
        Edit(place, place, ".", "lost-boundary", score)
        for place, score in zip(places, scores, strict=True)
    ]
    return "".join(parts), edits


@pytest.mark.parametrize(
    ("line", "scores", "left"),
    [
        # Words that are the rest of what stands before.
        ("Das Team reiste nach Gent| Zwei Wochen ohne Ball.", [0.8], []),
        ("Die Lieferung soll binnen| Zwei Wochen eintreffen.", [0.8], []),
        # Of two stops around them the less sure one goes.
        ("Heute sagen sie| Weitere Gewitter voraus| Erst morgen wird es schön.", [0.5, 0.9], [0.9]),
        ("Heute sagen sie voraus| Weitere Gewitter| Erst morgen wird es schön.", [0.9, 0.5], [0.9]),
        # A verb follows, whatever its form.
        ("Sie warten noch| Es gehe um viel.", [0.8], [0.8]),
        ("Der Zug steht still| Fahrgäste warten auf Busse.", [0.8], [0.8]),
        ("Sie fuhr weg| Nur er blieb| Das war alles.", [0.6, 0.7], [0.6, 0.7]),
        # What grammar is certain of stays.
        ("Das Team reiste nach Gent| Zwei Wochen ohne Ball.", [CERTAIN], [CERTAIN]),
    ],
)
def test_a_sentence_without_a_verb_is_part_of_another(
    line: str, scores: list[float], left: list[float]
) -> None:
    text, edits = stops(line, *scores)
    assert [edit.confidence for edit in drop_verbless_stops(text, edits)] == left


def test_other_edits_stay() -> None:
    edits = [Edit(3, 3, " ", "merged-words", 0.6), Edit(7, 8, "b", "fragment-case", 0.6)]
    assert drop_verbless_stops("Dasist Blau.", edits) == edits
