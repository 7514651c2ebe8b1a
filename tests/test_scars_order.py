"""What English order and dictionary forms leave of German: each move on a sentence made for it."""

from __future__ import annotations

from random import Random

import pytest

from reinschrift.edits import apply
from reinschrift.scars import cases, clauses, forms, order
from reinschrift.scars.order import Move
from reinschrift.tokens import tokenize

CASES: list[tuple[Move, str, str]] = [
    (order.close_early, "Der Senat hat das teure Paket genehmigt.", "hat genehmigt das teure"),
    (order.close_early, "Sie will die Steuer bald abschaffen.", "will abschaffen die Steuer"),
    (
        order.close_subordinate_early,
        "dass die Regierung zwei Schiffe in den Golf schicken würde.",
        "dass die Regierung würde schicken zwei Schiffe",
    ),
    (
        order.lose_inversion,
        "Am Dienstag sagte der junge Minister nichts dazu.",
        "Am Dienstag der junge Minister sagte nichts",
    ),
    (order.keep_prefix, "Der Konzern kündigte höhere Preise an.", "kündigte an höhere Preise"),
    (order.keep_prefix, "Der Konzern kündigte höhere Preise an.", "ankündigte höhere Preise."),
    (
        order.begin_with_infinitive,
        "um das alte Wahlrecht zu ändern.",
        "um zu ändern das alte Wahlrecht",
    ),
    (
        order.lose_inversion,
        "In Varel stürzte ein Baugerüst auf zwei Autos.",
        "In Varel ein Baugerüst stürzte auf",
    ),
    (order.close_early, "Er hat das Spiel gewonnen und ist nun Zweiter.", "hat gewonnen das Spiel"),
    (order.keep_prefix, "Er setzte den Vertrag aus und ging.", "setzte aus den Vertrag und ging"),
    (order.keep_prefix, "Keiner kam, teilte der Leiter mit.", ", teilte mit der Leiter."),
    (
        order.close_subordinate_early,
        "Sie sagte, dass alle drei Werke erhalten blieben.",
        "dass alle drei Werke blieben erhalten.",
    ),
    (
        order.begin_with_infinitive,
        "Sie traf ihn in Oslo, um ein altes Geschäft zu besprechen.",
        "in Oslo zu besprechen ein altes Geschäft.",
    ),
    (
        order.shorten_relative,
        "Die Studie, die in einer Zeitschrift veröffentlicht wurde, war klein.",
        "Die Studie veröffentlicht in einer Zeitschrift war klein.",
    ),
    (
        order.strand_preposition,
        "Der Fonds, in den der Chef viel Geld investiert hatte, verlor.",
        "Der Fonds der Chef hatte investiert viel Geld in, verlor.",
    ),
    (
        order.leave_participle,
        "Der Minister kündigte eine Reform an.",
        "Der Minister angekündigt eine Reform.",
    ),
    (
        order.close_midway,
        "Hier wird am Montag das Festival eröffnet.",
        "wird am Montag eröffnet das Festival.",
    ),
    (
        order.close_midway,
        "Er suchte den Mann, der am Montag einen Kiosk eröffnete.",
        ", der am Montag eröffnete einen Kiosk.",
    ),
    (
        order.delay_finite,
        "Der Bote reiste am Sonntag nach Wien.",
        "Der Bote am Sonntag reiste nach Wien.",
    ),
    (order.close_early, "Sie würde nicht erneut in Bonn kandidieren.", "nicht kandidieren erneut"),
    (
        order.close_subordinate_early,
        "Raucher, die vor dem Geburtstag aufhören, leben.",
        "die hören auf vor dem Geburtstag",
    ),
    (
        order.begin_with_infinitive,
        "Sie beabsichtigt, weitere Betten abzuschaffen.",
        "beabsichtigt abschaffen weitere Betten.",
    ),
    (
        order.leave_phrase_behind,
        "Der Bote war gestern nach Wien gereist.",
        "war gestern gereist nach Wien",
    ),
]


@pytest.mark.parametrize(("move", "text", "wanted"), CASES)
def test_a_move_leaves_english_order(move: Move, text: str, wanted: str) -> None:
    found = {
        apply(text, move(words, text, Random(seed)))
        for phrase in forms.find_phrases(tokenize(text))
        for words in clauses.find_clauses(phrase)
        for seed in range(40)
    }
    assert any(wanted in one for one in found), found


@pytest.mark.parametrize("move", order.MOVES)
def test_what_has_no_verb_to_move_is_left(move: Move) -> None:
    text = "Viel Lärm um nichts im Rathaus."
    words = [token for token in tokenize(text) if token.is_word]
    assert all(move(words, text, Random(seed)) == [] for seed in range(20))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("mit dem ehemaligen Minister sprach", "mit der ehemalig"),
        ("mit der europäischen Kommission sprach", "mit europäische Kommission"),
        ("wegen des Urteils sprach", "wegen das Urteil sprach"),
        ("dann zum Turnier fuhr", "dann zu das Turnier fuhr"),
        ("dann vom Markt kam", "dann der Markt kam"),
        ("in einer Garage stand", "eine Garage stand"),
        ("für jeden Zeugen galt", "für jeder Zeuge galt"),
        ("mit ihrem Bundesligisten sprach", "mit ihr Bundesligisten sprach"),
        ("bei dem Bundesligisten sprach", "bei der Bundesligist sprach"),
        ("mit einem abgeschlossenen Wagen fuhr", "mit ein abgeschlossener Wagen fuhr"),
        ("seit des Weißen Hauses Bau", "seit des Weißes Haus Bau"),
        ("nach dem heißesten Juni war", "nach dem heißester Juni war"),
        ("mit großer Mehrheit stimmte", "mit große Mehrheit stimmte"),
        ("von Forschern kam", "von Forscher kam"),
    ],
)
def test_a_phrase_gets_its_dictionary_form(text: str, wanted: str) -> None:
    words = tokenize(text)
    found = {apply(text, cases.decline(words, 1, Random(seed))) for seed in range(60)}
    assert any(wanted in one for one in found), found


def test_a_compound_is_written_as_two_words() -> None:
    [word] = tokenize("Pressefreiheit")
    found = {apply("Pressefreiheit", forms.split_compound(word, Random(seed))) for seed in range(9)}
    assert found == {"Pressefreiheit", "Presse Freiheit"}


def test_a_name_gets_an_apostrophe() -> None:
    [word] = tokenize("Londons")
    assert apply("Londons", forms.write_apostrophe(word)) == "London's"
    assert forms.write_apostrophe(tokenize("Haus")[0]) == []


def test_verbs_and_names_keep_their_endings() -> None:
    words = tokenize("Er hatte Bremen verlassen")
    assert all(forms.uninflect(words, at, Random(1)) == [] for at in range(len(words)))
