"""A suite goes through the flow that users call, and all that can be scored is scored."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reinschrift import Flow
from reinschrift.cli.rules import Rules
from reinschrift.edits import Edit, Span
from reinschrift.engines import Echo
from reinschrift_eval.results import SuiteResult
from reinschrift_eval.runs import Rivals, Setting, run_suite
from reinschrift_eval.scores import Sampling
from reinschrift_eval.suite import Check, Suite

GERMAN = ("Er traf Wladimir Putinund Xi Jinping.", "Es schneit seit dem frühen Morgen.")
REPAIRED = ("Er traf Wladimir Putin und Xi Jinping.", GERMAN[1])
EDITS = ((Edit(17, 25, "Putin und", "merged-words"),), ())
RULES = Rules("standard")
SETTING = Setting(Flow(Echo(), level="standard"), RULES.repair, Sampling(100, 1))


def figures(result: SuiteResult) -> dict[str, float]:
    return {name: one.value for name, one in result.figures().items()}


def test_repair_is_scored_without_a_translation() -> None:
    result = run_suite(Suite("mini", GERMAN, {}, gold=REPAIRED, edits=EDITS), SETTING)
    assert figures(result) == {
        "mini/exact sentences": 100,
        "mini/repair F0.5": 100,
        "mini/repair precision": 100,
        "mini/repair recall": 100,
        "mini/merged words parted": 100,
        "mini/words parted rightly": 100,
        "mini/commas of merged words restored": 100,
    }
    assert result.systems == ()
    assert [one.value for one in result.segments] == [100, 100]


def test_translation_is_scored_on_repaired_text_beside_clean_and_scarred() -> None:
    suite = Suite("mini", GERMAN, {"ref": REPAIRED}, gold=REPAIRED, edits=EDITS)
    result = run_suite(suite, SETTING)
    bleu = {one.name: one.scores[0].value for one in result.systems}
    assert bleu["ours"] == bleu["clean German"] == pytest.approx(100)
    assert bleu["scarred German"] < 90
    assert {one.measure: one.value for one in result.recovered}["recovered BLEU"] == pytest.approx(
        100
    )
    assert result.digest == suite.digest


def test_a_rule_that_is_off_shows_in_every_score_of_repair() -> None:
    rules = Rules("standard", without=("merged-words",))
    flow = Flow(Echo(), level="standard", without=("merged-words",))
    suite = Suite("mini", GERMAN, {"ref": REPAIRED}, gold=REPAIRED, edits=EDITS)
    result = run_suite(suite, replace(SETTING, flow=flow, repair=rules.repair))
    found = figures(result)
    assert found["mini/exact sentences"] == 50
    assert found["mini/repair recall"] == 0
    assert found["mini/recovered BLEU"] == 0
    assert result.rules["merged-words"].as_row() == (0, 0, 0, 1)


def test_false_edits_are_counted_on_the_clean_side() -> None:
    # As if `Putinund` were a word: six words, and one of them is changed.
    suite = Suite("untouched", GERMAN[:1], {}, gold=GERMAN[:1])
    found = figures(run_suite(suite, SETTING))
    assert found["untouched/false edits per 1,000 words"] == pytest.approx(1000 / 6)
    suite = Suite("scars", GERMAN[:1], {}, gold=REPAIRED[:1], edits=EDITS[:1])
    assert figures(run_suite(suite, SETTING))["scars/false edits per 1,000 words"] == 0


def test_paragraphs_of_a_document_stay_on_their_lines_when_two_are_joined() -> None:
    line = "Die Hilfe folgt auf ein langes Treffen mit dem Berater des Präsidenten und mit dem"
    texts = (line, "Leiter seines Büros in Washington.", "Mehr ist noch nicht bekannt.")
    suite = Suite("mini", texts, {"ref": texts}, is_document=True)
    result = run_suite(suite, SETTING)
    english = [one.english for one in result.segments]
    assert english == [f"{texts[0]} {texts[1]}", "", texts[2]]
    assert result.segments[0].rules == ("split-paragraph",)


def test_stored_outputs_and_further_references_are_systems() -> None:
    suite = Suite(
        "mini",
        GERMAN,
        {"ref.A": ("It's here.", "It snows."), "ref.B": ("It is here.", "Snow.")},
        {"web": ("It&#39;s here.", "It snows.")},
    )
    result = run_suite(suite, SETTING, Rivals({"mine": ("It is.", "It snows.")}))
    kinds = {one.name: (one.kind, one.unescaped) for one in result.systems}
    assert kinds == {
        "ours": ("ours", 0), "ref.B": ("human", 0), "web": ("peer", 1), "mine": ("peer", 0),
    }  # fmt: skip
    web = next(one for one in result.systems if one.name == "web")
    assert web.scores[1].value == pytest.approx(100)  # unescaped
    assert len(result.comparisons) == 2 * 6


def test_an_earlier_run_is_compared_with_segment_by_segment() -> None:
    suite = Suite("mini", GERMAN, {"ref": REPAIRED}, ids=("a", "b"))
    result = run_suite(suite, SETTING, Rivals(before={"a": REPAIRED[0], "b": "It snow."}))
    assert [one.before for one in result.segments] == [REPAIRED[0], "It snow."]
    assert result.segments[1].value_before is not None
    assert result.systems[-1].kind == "earlier"
    same = run_suite(suite, SETTING, Rivals(before=dict(zip("ab", REPAIRED, strict=True))))
    assert len(same.systems) == 1  # nothing has changed: there is nothing to compare


def test_checks_are_counted_by_group() -> None:
    suite = Suite(
        "mini",
        GERMAN,
        {"ref": REPAIRED},
        groups=("names", "weather"),
        checks=(Check(("putin und",)), Check(("snow",))),
    )
    result = run_suite(suite, SETTING)
    assert result.groups == {"names": (1, 1), "weather": (0, 1)}
    assert figures(result)["mini/checks passed"] == 50


def test_links_are_followed_into_english() -> None:
    suite = Suite("mini", GERMAN, {"ref": REPAIRED}, marks=((Span(17, 25),), (Span(0, 2),)))
    assert figures(run_suite(suite, SETTING))["mini/links kept"] == 100


def test_a_result_says_how_long_the_sentences_were_and_what_was_kept() -> None:
    german = ("Kirby sprach mit Dschabarow in Kiew.", "Es kamen 300 Gäste.")
    result = run_suite(Suite("mini", german, {"ref": german}), SETTING)
    assert [(one.label, one.segments) for one in result.lengths] == [("1–10", 2)]
    assert result.ours is not None
    assert result.ours.kept == {"names": (1, 1), "numbers": (1, 1), "quotes": (0, 0)}
    assert result.ours.length_ratio == pytest.approx(1)
    assert result.speed is not None
    assert result.speed.words == 10
