"""Names that a model has misspelt are put right; names that English spells otherwise stay."""

from __future__ import annotations

import pytest

from reinschrift.edits import Span
from reinschrift.engines import Attention, Decoding, Hypothesis
from reinschrift.glossary import Glossary
from reinschrift.guards.respelling import respell_names
from reinschrift.guards.retry import climb


@pytest.mark.parametrize(
    ("german", "english", "wanted"),
    [
        ("Es brannte in Regensburg.", "There was a fire in Rensburg.", "Regensburg"),
        ("Frau Gattermaier schwieg.", "Ms Gattemay was silent.", "Gattermaier"),
        ("Hellas schlug Verona.", "Hella beat Versona.", "Verona"),
    ],
)
def test_a_misspelt_name_is_spelt_as_in_german(german: str, english: str, wanted: str) -> None:
    found = respell_names(german, Hypothesis(english))
    assert found is not None
    assert wanted in found.text


@pytest.mark.parametrize(
    ("german", "english"),
    [
        ("Es brannte in Regensburg.", "There was a fire in Regensburg."),
        ("Er kam aus Wien.", "He came from Vienna."),
        ("Laut Dschabarow ist es gut.", "According to Jabarov it is good."),
        ("Laut Selenskyj ist es gut.", "According to Zelensky it is good."),
        ("Herr Müller schwieg.", "Mr Mueller was silent."),
        ("Sie besuchte Dünkirchen.", "She visited Dunkirk."),
        ("Der Ausschuss tagt in Bamberg.", "The Committee meets."),
        ("Die Bundesregierung tagt.", "The Government meets."),
        ("Er las den Zauberlehrling.", "He read the Sorcerer."),
        ("Der Friedrichshafener Hafen ruht.", "The port of Friedrichshafen rests."),
        ("Er reiste durch Rumelien.", "He travelled through Rumelia."),
        ("Das Windbergfest beginnt.", "The Windberg festival begins."),
        ("Kinder leiden an ADHS.", "Children suffer from ADHD."),
        ("Bamberg traf auf Bayreuth.", "Bamberg met Bayreuth and Schuhplattl."),
        ("", ""),
    ],
)
def test_what_is_right_or_not_clear_stays(german: str, english: str) -> None:
    assert respell_names(german, Hypothesis(english)) is None


@pytest.mark.parametrize(
    ("german", "english"),
    [
        ("Es brannte in Regensburg.", "There was a fire in Regensburg."),  # no name is missing
        ("Die Feuerwehr hat gelöscht.", "The Brandsters put it out."),  # a common noun is
        ("Er kam aus Wien.", "He came from there."),  # nothing is strange
    ],
)
def test_a_sentence_without_a_misspelt_name_needs_no_glossary(
    german: str, english: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load() -> Glossary:
        raise AssertionError("26 ms of a cold start")

    monkeypatch.setattr("reinschrift.glossary.load", load)
    assert respell_names(german, Hypothesis(english)) is None


def test_a_genitive_becomes_the_english_one() -> None:
    found = respell_names("Regensburgs Theater spielt.", Hypothesis("Rensburg's theatre plays."))
    assert found is not None
    assert found.text == "Regensburg's theatre plays."


def test_the_attention_moves_along() -> None:
    attention = Attention((Span(0, 2), Span(3, 13)), (Span(0, 2), Span(3, 11)), ((1, 0), (0, 1)))
    found = respell_names("In Regensburg.", Hypothesis("In Rensburg.", attention=attention))
    assert found is not None
    assert found.attention is not None
    assert found.attention.target == (Span(0, 2), Span(3, 13))


def test_every_sentence_is_looked_at_after_the_ladder() -> None:
    def translate(_texts: list[str], _decoding: Decoding) -> list[Hypothesis]:
        raise AssertionError("nothing is flagged")

    [judged] = climb(
        translate, ["Es brannte in Regensburg."], [Hypothesis("It burned in Rensburg.")], Decoding()
    )
    assert judged.hypothesis.text == "It burned in Regensburg."
    assert judged.flags == ()
