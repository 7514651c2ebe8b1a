"""What is around the sentences of a newspaper, and what is in another language."""

from __future__ import annotations

import pytest

from reinschrift.documents import Block, Document
from reinschrift.engines import Echo
from reinschrift.errors import UnknownName
from reinschrift.flow import Flow
from reinschrift.formats.html import read_markup, write_markup
from reinschrift.languages import detect
from reinschrift.roles import cut_roles, drop_roles, find_role, translate_role


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Berlin (dpa) – Der Senat tagt.", ["Berlin (dpa) –", "Der Senat tagt."]),
        ("MÜNCHEN (dpa/lby) - Er kam.", ["MÜNCHEN (dpa/lby) -", "Er kam."]),
        ("Rio de Janeiro (AFP). Er kam.", ["Rio de Janeiro (AFP). Er kam."]),
        ("(dpa) Er kam.", ["(dpa)", "Er kam."]),
        ("BERLIN – Der Senat tagt.", ["BERLIN –", "Der Senat tagt."]),
        ("Er kam nicht. (dpa)", ["Er kam nicht.", "(dpa)"]),
        ("Er kam nicht. dpa/afp", ["Er kam nicht.", "dpa/afp"]),
        ("Lesen Sie auch: Der Senat tagt", ["Lesen Sie auch:", "Der Senat tagt"]),
        ("Der Senat tagt.", ["Der Senat tagt."]),
        ("Kultur | Sport · Alle Staus", ["Kultur", "Sport", "Alle Staus"]),
        ("Mehr dazu: So kam es | Alle Staus", ["Mehr dazu:", "So kam es", "Alle Staus"]),
        ("+++ 14:05 Uhr +++ Er kam +++", ["14:05 Uhr", "Er kam"]),
        ("Er|sie kam | und ging.", ["Er|sie kam", "und ging."]),
        ("NATO – das Bündnis – tagt.", ["NATO – das Bündnis – tagt."]),
        ("Der Verein (SV) kam. Er ging.", ["Der Verein (SV) kam. Er ging."]),
        ("CDU. Das war einmal", ["CDU. Das war einmal"]),
    ],
)
def test_datelines_and_marks_are_cut_off(text: str, want: list[str]) -> None:
    assert [text[start:end] for start, end in cut_roles(text)] == want


@pytest.mark.parametrize(
    ("text", "role", "english"),
    [
        ("Von Ruth Falkner", "byline", "By Ruth Falkner"),
        ("Von Ruth Falkner und Jan Li, Köln", "byline", "By Ruth Falkner and Jan Li, Cologne"),
        ("Ein Kommentar von Jan Heller", "byline", "A commentary by Jan Heller"),
        ("Foto: dpa/Ruth Falkner", "credit", "Photo: dpa/Ruth Falkner"),
        ("Quelle: dpa", "agency", "Source: dpa"),
        ("dpa/afp", "agency", "dpa/afp"),
        ("Lesen Sie auch:", "pointer", "Read also:"),
        ("Mehr zum Thema", "pointer", "More on this topic"),
        ("+++ 12:30 Uhr: Der Senat tagt +++", "ticker", None),
        ("Von Berlin aus ging es nach Rom.", "", None),
        ("Von da an war alles anders", "", None),
        ("© 2026 Küstenblatt GmbH & Co. KG", "", "© 2026 Küstenblatt GmbH & Co. KG"),
        ("14:05 Uhr", "ticker", "14:05"),
        ("red@kuestenblatt.example", "", "red@kuestenblatt.example"),
        ("Grafik: Entwicklung der Renten", "", None),
        ("Bild und Ton: Der neue Film. Er läuft gut.", "", None),
        ("Er kam.", "", None),
    ],
)  # fmt: skip
def test_roles_are_told_and_translated_by_what_they_are(
    text: str, role: str, english: str | None
) -> None:
    assert find_role(Block(text)) == role
    assert translate_role(text) == english


def test_a_dateline_is_translated_and_never_glued_to_its_sentence() -> None:
    page = "<p><b>Köln (dpa)</b> – Der <a href=x>Senat</a> tagt.</p>"
    done = Flow(Echo())(read_markup(page))
    assert write_markup(done) == "<p><b>Cologne (dpa)</b> – Der <a href=x>Senat</a> tagt.</p>"
    sentences = Flow(Echo()).translate("Köln (dpa) – Der Senat tagt.").sentences
    assert [one.text for one in sentences] == ["Cologne (dpa) –", "Der Senat tagt."]


def test_roles_can_be_dropped() -> None:
    page = (
        "<p>Von Ruth Falkner</p><p>Bonn (dpa) – Der <b>Rat</b> tagt. (dpa)</p>"
        "<figure><figcaption>Der Rat.</figcaption></figure>"
    )
    flow = Flow(Echo(), drop=("byline", "dateline", "caption"))
    assert write_markup(flow(read_markup(page))) == (
        "<p></p><p>Der <b>Rat</b> tagt. (dpa)</p><figure><figcaption></figcaption></figure>"
    )
    document = Document((Block("Er kam. (dpa)"),))
    assert drop_roles(document, ["agency"]).text == "Er kam."
    with pytest.raises(UnknownName, match="no role 'bylines'; did you mean 'byline'"):
        Flow(Echo(), drop=("bylines",))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The minister said that he would not resign before the vote.", "en"),
        ("Le ministre a dit qu'il ne voulait pas démissionner avant le vote.", "fr"),
        ("El ministro dijo que no quería dimitir por las críticas de la oposición.", "es"),
        ("De minister zei dat hij niet zou aftreden voor de stemming.", "nl"),
        ("Der Minister sagte, er wolle nicht zurücktreten.", "de"),
        ("Best-of-five im Davis Cup", "de"),
        ("Kesselbach", "de"),
        ("Comeback des Jahres: The Rolling Stones in Hannover", "de"),
        ("Der Song „The Sound of Silence“ ist von Simon & Garfunkel.", "de"),
        ("", "de"),
    ],
)
def test_languages_are_told_by_their_function_words(text: str, language: str) -> None:
    assert detect(text).language == language


def test_paragraphs_in_another_language_are_kept_and_flagged() -> None:
    german = "Der Minister sagte, er wolle nicht zurücktreten."
    english = "The minister said that he would  not resign before the vote."
    done = Flow(Echo()).translate(f"{german}\n{english}\n{german}")
    assert done.text.split("\n")[1] == english
    flags = {one.source: one.flags for one in done.sentences}
    assert flags[english] == ("language-en",)
    assert not any(flag.startswith("language") for flag in flags[german])
    assert "language-en" not in Flow(Echo(), any_language=True).translate(english).flags


def test_a_short_line_goes_by_the_lines_around_it() -> None:
    english = "The minister said that he would not resign before the vote."
    blocks = (Block(english), Block("No comment"), Block(english))
    sentences = Flow(Echo()).translate_document(Document(blocks)).sentences
    assert [one.flags for one in sentences] == [("language-en",)] * 3
    alone = Flow(Echo()).translate("No comment").sentences
    assert [one.flags for one in alone] == [()]
