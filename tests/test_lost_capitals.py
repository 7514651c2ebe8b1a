"""Capitals in mid-sentence: politeness, titles, and what is neither."""

from __future__ import annotations

import pytest

from reinschrift.edits import Edit, apply
from reinschrift.repairs import repair
from reinschrift.stages.lost_capitals import find_lost_capitals
from reinschrift.stages.standing import NEVER_MADE, standing
from reinschrift.stages.strays import may_have_article
from reinschrift.tagger.proposals import Reading
from reinschrift.tagger.sequences import CAPITAL, DELETE, LOWER, SPACED

LOWERED = [
    ("Die Wirtin sagte, Sie habe nichts gehört.", "sie habe"),
    ("Ihr Bruder kam, und Sie ging.", "sie ging"),
    ("„Das war knapp“, sagte Sie und winkte.", "sagte sie"),
    ("„Das war knapp“, erklärte Sie am Abend.", "erklärte sie"),
    ("Der Wirt sagte, Die Straße sei gesperrt.", "die Straße"),
    ("Es hieß, Ein Lastwagen stehe quer.", "ein Lastwagen"),
    ("Kritiker warnen, Das neue Gesetz habe Lücken.", "das neue"),
    ("Der Läufer sagte, Er fühle sich frisch.", "er fühle"),
    ("Von Reue, sagte Die Richterin, sei nichts zu merken.", "die Richterin"),
    ("Drei kamen um, mit ihnen starben zwei Hunde und bei ihnen Eine Katze.", "eine Katze"),
    ("Vier Gäste blieben, darunter Eine Taucherin, die wartete.", "eine Taucherin"),
]
CAPITAL_HERE = [
    # Politeness has a plural verb, or is an object.
    "Wenn es regnet, Sie haben ja Schirme.",
    "Es heißt, Sie habe man nicht gefragt.",
    "Wie ich höre, Sie hat man nicht gefragt.",
    "Das hat Sie gewiss gefreut, und Sie freut der Erfolg.",
    "„Gut, Sie hat keiner gewarnt“, sagte er.",
    "„Und Sie?“, fragte Sie der Reporter.",
    # Papers and parties, titles, and what someone said.
    "Der Kanzler sagte, Die Linke habe recht.",
    "Sie las den Roman, Die Straße im Titel.",
    "Er rief: „Halt, Die Straße ist gesperrt.“",
    "Das sagte Die Zeit gestern.",
    "Das Stück heißt Der Richter und läuft lange.",
    # A sentence of its own begins.
    "Er half ihnen Eine Ärztin kam dazu.",
]


@pytest.mark.parametrize(("line", "wanted"), LOWERED)
def test_a_lost_small_letter_is_known_by_grammar(line: str, wanted: str) -> None:
    mended = apply(line, list(find_lost_capitals(line)))
    assert wanted in mended
    assert mended.lower() == line.lower()


@pytest.mark.parametrize("line", CAPITAL_HERE)
def test_politeness_and_titles_keep_their_capital(line: str) -> None:
    assert list(find_lost_capitals(line)) == []


@pytest.mark.parametrize(
    "line",
    [
        "Die Stadt wirbt mit dem Plan „Gemeinsam Für Alle“ um neue Bürger.",
        "Das neue Programm heißt im Haus „Wir Für Euch“ und läuft seit Mai.",
    ],
)
def test_a_title_in_capitals_keeps_them(line: str) -> None:
    assert repair(line, level="full").text == line


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("Er sprach von Eine schwere Niederlage.", NEVER_MADE),
        ("Er kam mit Der neue Trainer.", NEVER_MADE),
        ("Sie sah Das alte Haus.", "own-noun"),
        # Nothing agrees, so the article is too many.
        ("Er kam mit Die neuem Schwung.", "demonstrative-inner"),
        ("Er kam mit Die seinem Bruder.", "demonstrative-inner"),
    ],
)
def test_no_article_is_taken_from_its_adjective(line: str, wanted: str) -> None:
    start = next(at for at in range(4, len(line)) if line[at].isupper())
    place = line.index(" ", start) + 1
    edit = Edit(start, place, "", "stray-fragment")
    assert standing(line, Reading(SPACED, DELETE, 0.9, 1.0, 0.0, edit, place)) == wanted


def test_a_title_with_small_letters_may_have_a_wrong_capital() -> None:
    line = "Der Verein „Garten Rettet uns“ tagt."
    place = line.index("Rettet")
    edit = Edit(place, place + 1, "r", "fragment-case")
    found = standing(line, Reading(SPACED + CAPITAL, LOWER, 0.9, 1.0, 0.0, edit, place))
    assert found == "quoted"


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("Sie kauft das Haus Er hatte lange gespart.", NEVER_MADE),
        ("Viele wohnen noch in Zelten Das können wir ändern.", NEVER_MADE),
        ("Das Buch erzählt von drei Dörfern Eine von ihnen kehrt heim.", "own-noun"),
        # The clause before has no verb, or is not closed.
        ("In der Stadt Er hatte man lange gespart.", "inner"),
        ("Sie ging, weil kam Er hatte lange gespart.", "inner"),
    ],
)
def test_no_subject_is_taken_from_the_verb_of_its_sentence(line: str, wanted: str) -> None:
    start = next(at for at in range(4, len(line)) if line[at:].startswith(("Er ", "Das ", "Eine ")))
    place = line.index(" ", start) + 1
    edit = Edit(start, place, "", "stray-fragment")
    assert standing(line, Reading(SPACED, DELETE, 0.9, 1.0, 0.0, edit, place)) == wanted


@pytest.mark.parametrize(
    ("article", "word", "wanted"),
    [
        ("Das", "Für", True),
        ("Die", "Für", False),
        ("Eine", "neue", True),
        ("Eine", "neuem", False),
        ("Das", "Hamburg", False),
    ],
)
def test_an_article_belongs_to_what_it_agrees_with(article: str, word: str, wanted: bool) -> None:
    assert may_have_article(article, word) is wanted
