"""What the benchmark of scars makes of German, without a model."""

from __future__ import annotations

from reinschrift.scars import RATES
from reinschrift_eval.bench_scars import KINDS, Row, draw_table, hurt_line
from reinschrift_eval.scores import Score

LINES = [
    "Der Minister sagte am Montag in Wien, dass er die Pläne der Regierung nicht kenne.",
    "Die Polizei sucht nach Zeugen, die den Unfall an der Brücke gesehen haben.",
    "Ja.",
]


def test_every_sentence_with_room_for_a_scar_gets_one() -> None:
    for rates in KINDS.values():
        hurt = [hurt_line(line, number, rates) for number, line in enumerate(LINES)]
        assert hurt[0] != LINES[0]
        assert hurt[1] != LINES[1]
        assert hurt == [hurt_line(line, number, rates) for number, line in enumerate(LINES)]
        assert not any("\n" in line for line in hurt)


def test_merges_and_boundaries_are_nothing_else() -> None:
    rates = KINDS["merges and boundaries"]
    assert set(rates) == set(RATES)
    for number in range(40):
        hurt = hurt_line(LINES[0], number, rates)
        assert hurt.replace(" ", "").replace(",", "").replace(".", "").lower() == (
            LINES[0].replace(" ", "").replace(",", "").replace(".", "").lower()
        )


def test_the_table_tells_what_was_lost_and_brought_back() -> None:
    rows = [
        Row("clean", 0, _bleu(20.0)),
        Row("scarred", 9, _bleu(18.0)),
        Row("repaired", 3, _bleu(19.0), _bleu(50.0)),
    ]
    assert [line.split()[1:] for line in draw_table(rows).splitlines()[1:]] == [
        ["0", "20.0", "+0.00"],
        ["9", "18.0", "-2.00"],
        ["3", "19.0", "-1.00", "50", "%", "[49,", "51]"],
    ]


def _bleu(value: float) -> Score:
    return Score("BLEU", value, value - 1, value + 1, "", 9, True)
