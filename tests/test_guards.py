"""Guards: tables of what must raise a flag and of what must not, and the ladder on top."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reinschrift.edits import Span, apply
from reinschrift.engines import Attention, Decoding, Hypothesis
from reinschrift.guards import GUARDS, raise_flags
from reinschrift.guards.figures import numbers_agree
from reinschrift.guards.joining import join_clauses
from reinschrift.guards.names import names_survive
from reinschrift.guards.numerals import restore_figure, restore_stand_ins, set_stand_ins
from reinschrift.guards.retry import climb
from reinschrift.guards.variations import vary_case, vary_clauses, vary_end, vary_figures

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "cases" / "guards.jsonl").read_text().splitlines()
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_guards_flag_what_is_wrong_and_nothing_else(case: dict[str, object]) -> None:
    assert list(raise_flags(str(case["german"]), str(case["english"]))) == case["flags"]


def test_at_least_a_third_of_the_cases_are_clean() -> None:
    assert sum(not case["flags"] for case in CASES) * 3 >= len(CASES)


def test_every_guard_has_a_case() -> None:
    seen = {name for case in CASES for name in case["flags"]}
    assert seen == set(GUARDS)


@pytest.mark.parametrize(
    ("german", "english", "agree"),
    [
        ("Es waren 3.000 Gäste.", "There were 3,000 guests.", True),
        ("Es waren 3.000 Gäste.", "There were 3.000 guests.", False),
        ("Es waren 3000 Gäste.", "There were 3,000 guests.", True),
        ("Es kostet 1,5 Euro.", "It costs 1.5 euros.", True),
        ("Es kostet 1,5 Euro.", "It costs 1,5 euros.", False),
        ("Es kostet 1,5 Euro.", "It costs 15 euros.", False),
        ("Um 18.30 Uhr", "At 6:30 p.m.", True),
        ("Um 18.30 Uhr", "At 18:30", True),
        ("Um 18 Uhr", "At 6 pm", True),
        ("ein Zimmer von 16 m²", "a room of 16 m2", True),
        ("Um 18.30 Uhr", "At 7:30 p.m.", False),
        ("Gegen 17.00 Uhr", "Around 5pm", True),
        ("zwölf Monate", "12 months", True),
        ("12 Monate", "twelve months", True),
        ("1,5 Mio. Euro", "1.5 million euros", True),
        ("1,5 Millionen Euro", "1,500,000 euros", True),
        ("2 Mrd. Euro", "2 billion euros", True),
        ("2 Milliarden Euro", "2 million euros", False),
        ("2 Billionen Euro", "2 trillion euros", True),
        ("am 24.12.2014", "on December 24, 2014", True),
        ("am 9. November 1989", "on 9 November 1989", True),
        ("in den 1990er Jahren", "in the 1990s", True),
        ("in den 90er Jahren", "in the 1990s", True),
        ("Saison 2014/15", "2014–2015 season", True),
        ("ein 3:1 gegen Köln", "a 3-1 win over Cologne", True),
        ("Seit 2013", "Since 2003", False),
        ("Seit 2013", "For years", False),
        ("Seit Jahren", "Since 2013", False),
        ("der einundzwanzigjährige Täter", "the 21-year-old perpetrator", True),
        ("Platz 3", "third place", True),
        ("die U21", "the under-21s", True),
        ("Tel. 05761 / 92060", "phone 0576192060", True),
        ("Im Achtelfinale", "In the round of 16", True),
    ],
)
def test_numbers_agree_across_the_languages(german: str, english: str, agree: bool) -> None:
    assert numbers_agree(german, english) is agree


@pytest.mark.parametrize(
    ("german", "english", "survive"),
    [
        ("Selenskyj kam nach Charkiw.", "Zelensky came to Kharkiv.", True),
        ("Schtscherbakowa gewann.", "Shcherbakova won.", True),
        ("Die Unterstützungserhöhung kommt.", "The increase is coming.", True),
        ("München, Österreich und Genf", "Munich, Austria and Geneva", True),
        ("Der Dschabarow schwieg.", "The man was silent.", False),
        ("Der Dschabarow schwieg.", "Dschabarow was silent.", True),
    ],
)
def test_names_survive_in_any_spelling(german: str, english: str, survive: bool) -> None:
    assert names_survive(german, english) is survive


class Scripted:
    """An engine that knows its lines, and keeps a record of what it is asked."""

    name = "scripted"
    window = 200

    def __init__(self, lines: dict[str, list[str]]) -> None:
        self.lines = lines
        self.calls: list[tuple[list[str], Decoding]] = []

    def count_pieces(self, text: str) -> int:
        return len(text.split())

    def translate(self, texts: list[str], decoding: Decoding = Decoding()) -> list[Hypothesis]:  # noqa: B008
        self.calls.append((texts, decoding))
        found = []
        for text in texts:
            best, *others = self.lines.get(text, [text])
            taken = [Hypothesis(other) for other in others[: decoding.n_best - 1]]
            found.append(Hypothesis(best, -0.5, alternatives=tuple(taken)))
        return found


def run(engine: Scripted, *sources: str) -> list[tuple[str, tuple[str, ...]]]:
    firsts = engine.translate(list(sources))
    engine.calls.clear()
    judged = climb(engine.translate, sources, firsts, Decoding())
    return [(each.hypothesis.text, each.flags) for each in judged]


def test_sound_sentences_cost_no_second_call() -> None:
    engine = Scripted({"Gut.": ["Good."], "Zwei Bier.": ["Two beers."]})
    assert run(engine, "Gut.", "Zwei Bier.") == [("Good.", ()), ("Two beers.", ())]
    assert engine.calls == []


def test_the_first_alternative_without_a_flag_is_taken() -> None:
    source = "Es kamen 12 Gäste und 5 Hunde."
    offers = ["There came 13 guests, 6 dogs.", "There came 14 and 7.", "12 guests, 5 dogs came."]
    engine = Scripted({source: offers})
    assert run(engine, source) == [("12 guests, 5 dogs came.", ())]
    assert len(engine.calls) == 1


def test_one_wrong_figure_costs_no_second_call() -> None:
    engine = Scripted({"Es kamen 12 Gäste.": ["There came 13 guests.", "12 guests came."]})
    assert run(engine, "Es kamen 12 Gäste.") == [("There came 12 guests.", ())]
    assert engine.calls == []


def test_clauses_come_first_and_the_rest_only_where_they_fail() -> None:
    sources = [
        "Der Verein hat 12 Spieler, weil der Trainer aus dem Norden 7 mitgebracht hat.",
        "Der Verband hat 34 Trainer, weil der Präsident aus dem Süden 9 mitgebracht hat.",
    ]
    clauses = [vary_clauses(source) for source in sources]
    parts = [each.texts for each in clauses if each is not None]
    assert [len(some) for some in parts] == [2, 2]
    halves = ["The club has 12 players,", "because the northern coach has brought 7."]
    lines = {text: ["The club has many players."] for text in (*sources, *parts[1])}
    engine = Scripted(lines | {text: [half] for text, half in zip(parts[0], halves, strict=True)})
    found = run(engine, *sources)
    assert found[0] == (" ".join(halves), ())
    assert "numbers" in found[1][1]
    tried = [texts for texts, _ in engine.calls]
    assert tried[0] == sources  # for the n best
    assert tried[1] == parts[0] + parts[1]
    assert not any(text.startswith("Der Verein") for texts in tried[2:] for text in texts)


def test_all_flagged_sentences_climb_together() -> None:
    sources = [f"Es kamen {n} Gäste." for n in range(20, 30)]
    engine = Scripted({source: ["Guests came."] for source in sources} | {"Ja.": ["Yes."]})
    found = run(engine, *sources, "Ja.")
    assert len(found) == 11
    assert [flags for _, flags in found] == [("numbers",)] * 10 + [()]
    assert len(engine.calls) == 4  # n best, figures, the full stop, the other search
    assert all("Ja." not in texts for texts, _ in engine.calls)


def test_what_cannot_be_mended_is_kept_and_flagged() -> None:
    source = "Das Haus steht."
    loop = "a b c d a b c d a b c d"
    engine = Scripted({source: [loop], source[:-1]: [loop]})
    assert run(engine, source) == [(loop, ("repetition",))]


def test_names_and_negation_cost_only_the_n_best() -> None:
    engine = Scripted({"Er lügt nicht.": ["He lies."], "Dschabarow kam.": ["He came."]})
    found = run(engine, "Er lügt nicht.", "Dschabarow kam.")
    assert [flags for _, flags in found] == [("negation",), ("names",)]
    assert len(engine.calls) == 1


def test_an_empty_translation_becomes_a_flagged_copy() -> None:
    assert run(Scripted({"Ach so!": [""]}), "Ach so!") == [("Ach so!", ("empty",))]


def test_english_that_stays_english_is_left_alone() -> None:
    engine = Scripted({})
    assert run(engine, "The house is big and old.") == [("The house is big and old.", ())]
    assert engine.calls == []


def test_the_full_stop_is_varied_and_put_back() -> None:
    source = "Regierung plant 12 Gesetze"
    engine = Scripted({source: ["Government"], source + ".": ["Government plans 12 laws."]})
    assert run(engine, source) == [("Government plans 12 laws", ())]
    source += "."
    engine = Scripted({source: ["Government."], source[:-1]: ["Government plans 12 laws"]})
    assert run(engine, source) == [("Government plans 12 laws.", ())]
    assert vary_end("Wirklich?") is None


def test_capitals_are_tried_in_small_letters() -> None:
    varied = vary_case("REGIERUNG BESCHLIESST NEUES GESETZ")
    assert varied is not None
    assert varied.texts == ["Regierung beschliesst neues Gesetz"]
    assert vary_case("Regierung") is None


def test_clauses_are_translated_apart_and_joined() -> None:
    source = "Die Regierung will das Gesetz beschließen, obwohl die Opposition dagegen ist."
    varied = vary_clauses(source)
    assert varied is not None
    assert len(varied.texts) >= 2
    joined = varied.read([Hypothesis(f"Part {n}.") for n in range(len(varied.texts))])
    assert joined.text.startswith("Part 0, ")
    assert joined.text.endswith(f"Part {len(varied.texts) - 1}.")
    assert vary_clauses("Nein.") is None


def test_numbers_are_translated_by_stand_ins_where_the_model_garbles_them() -> None:
    source = "Gegen 21.30 Uhr waren 4.840 der 5 Plätze in Raum A47 besetzt."
    asked = "Gegen 53 Uhr waren 68 der 5 Plätze in Raum A47 besetzt."
    engine = Scripted(
        {
            source: ["At 213,00 p.m., 4,80 of the 5 seats in room A47 were taken."],
            asked: ["Around 53, 68 of the 5 seats in room A47 were taken."],
        }
    )
    assert run(engine, source) == [
        ("Around 21:30, 4,840 of the 5 seats in room A47 were taken.", ())
    ]


def test_addresses_are_translated_by_stand_ins_where_the_model_garbles_them() -> None:
    source = "Hinweise an redaktion@rat.example oder auf rat.de/termine bis 4.840."
    asked = "Hinweise an 47 oder auf 53 bis 68."
    engine = Scripted({source: ["Tips to @rat.example."], asked: ["Tips to 47 or on 53 up to 68."]})
    assert run(engine, source) == [
        ("Tips to redaktion@rat.example or on rat.de/termine up to 4,840.", ())
    ]


def test_a_stand_in_that_the_model_loses_is_never_shown() -> None:
    source = "Es kamen 4.840 Gäste und 330 Helfer."
    asked = "Es kamen 47 Gäste und 53 Helfer."
    engine = Scripted(
        {source: ["Guests and helpers came."], asked: ["There were 47 guests and 5 helpers."]}
    )
    assert run(engine, source) == [("Guests and helpers came.", ("numbers",))]


def test_days_ordinals_and_numbers_within_words_have_no_stand_in() -> None:
    assert vary_figures("Am 21. Mai fuhr die 44-Jährige auf der A81 zum 3:1 nach Ulm.") is None


def test_one_wrong_figure_is_put_right_with_its_attention() -> None:
    attention = Attention((Span(0, 3), Span(4, 6)), (Span(0, 3), Span(4, 7)), ((1, 0), (0, 1)))
    mended = restore_figure("Der 33.", Hypothesis("The 333.", attention=attention))
    assert mended is not None
    assert mended.text == "The 33."
    assert mended.attention == replace(attention, target=(Span(0, 3), Span(4, 6)))
    assert restore_figure("Der 33.", Hypothesis("The 3 or 303.")) is None


@given(st.text("0123456789., :–-%abÄ()\u00b2½", max_size=40))
def test_stand_ins_come_back_whatever_the_text_is(text: str) -> None:
    stand_ins = set_stand_ins(text)
    back = restore_stand_ins(stand_ins, Hypothesis(stand_ins.text)).text
    wanted = [
        replace(edit, text=numeral)
        for edit, numeral in zip(stand_ins.edits, stand_ins.numerals, strict=True)
    ]
    assert back in ("", apply(text, wanted))


def test_joined_clauses_keep_their_attention() -> None:
    source = "Er kam, weil er kam."
    parts = [
        Hypothesis("He", attention=Attention((Span(0, 7),), (Span(0, 2),), ((1.0,),))),
        Hypothesis("It", attention=Attention((Span(0, 12),), (Span(0, 2),), ((1.0,),))),
    ]
    joined = join_clauses(source, [Span(0, 7), Span(8, 20)], parts)
    assert joined.text == "He it"
    assert joined.attention == Attention(
        (Span(0, 7), Span(8, 20)), (Span(0, 2), Span(3, 5)), ((1.0, 0.0), (0.0, 1.0))
    )
