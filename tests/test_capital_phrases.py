"""Phrases with a capital in mid-sentence: in which case they stood, and where none stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from reinschrift.edits import Edit, apply
from reinschrift.repairs import repair
from reinschrift.restorer import load_restorer
from reinschrift.stages.capital_phrases import mend_capital_phrases
from reinschrift.stages.lost_capitals import find_lost_capitals
from reinschrift.stages.stray_subjects import drop_stray_subjects

Stage = Callable[[str], Iterable[Edit]]

NEEDS_RESTORER = pytest.mark.skipif(load_restorer() is None, reason="no engine for the restorer")


@NEEDS_RESTORER
@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Er traf den Präsidenten Die Ukraine in Warschau.", "Präsidenten der Ukraine"),
        ("Am Montag besuchte der Präsident Die Ukraine.", "Präsident die Ukraine"),
        ("Sie sprach mit dem Sprecher Das Ministerium in Berlin.", "Sprecher des Ministeriums"),
        ("Es leidet seit Monaten unter Eine Inflation von zehn Prozent.", "unter einer Inf"),
        ("Über Der Name sollen die Fans des Zoos abstimmen.", "Über den Namen"),
        ("An den Wänden Die Forscher entdeckten Fresken.", "Wänden die Forscher"),
    ],
)
def test_a_phrase_loses_its_capital_and_gets_its_case(text: str, wanted: str) -> None:
    assert wanted in apply(text, list(mend_capital_phrases(text)))


@pytest.mark.parametrize(
    "text",
    [
        "Er ist Mitglied der Partei Die Linke.",
        "Der Minister kündigte Gespräche an Die Gewerkschaft begrüßt das.",
        "Er schrieb lange für Die Zeit in Hamburg.",
        "Das Haus zeigt Die Räuber in zwei Stunden.",
    ],
)
def test_titles_and_sentences_keep_theirs(text: str) -> None:
    assert list(mend_capital_phrases(text)) == []


@pytest.mark.parametrize(
    ("stage", "text", "wanted"),
    [
        (
            find_lost_capitals,
            "Er warf ihr vor Dass sie ungedeckte Schecks ausstelle.",
            "vor, dass sie",
        ),
        (find_lost_capitals, "Sie will verstehen, Warum manche nicht fliehen.", "verstehen, warum"),
        (
            drop_stray_subjects,
            "Die Staatsanwaltschaft sie wirft ihm Mord vor.",
            "Die Staatsanwaltschaft wirft",
        ),
        (drop_stray_subjects, "Asiatische Elefanten sie gelten als gefährdet.", "Elefanten gelten"),
    ],
)
def test_a_node_has_neither_capital_nor_subject_of_its_own(
    stage: Stage, text: str, wanted: str
) -> None:
    assert wanted in apply(text, sorted(stage(text), key=lambda edit: edit.start))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Er warb für sein Werk in im ungarischen Szeged.", "Werk im ungarischen"),
        ("Sie gewann den Lauf im in finnischen Levi.", "Lauf im finnischen"),
        ("Das Amt kündigte an weitere Gewehre zu liefern.", "kündigte an, weitere"),
    ],
)
def test_a_link_leaves_a_preposition_or_loses_a_comma(text: str, wanted: str) -> None:
    assert wanted in repair(text).text
