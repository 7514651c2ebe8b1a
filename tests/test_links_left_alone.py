"""What a link leaves behind when nothing is known of its sentence: cases, verbs, parted words."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from reinschrift.edits import Edit, apply
from reinschrift.genders import gender_of
from reinschrift.repairs import repair
from reinschrift.restorer.orders import find_orders
from reinschrift.restorer.orders.moves import SURE
from reinschrift.stages.adjective_endings import mend_bare_adjectives, mend_wrong_endings
from reinschrift.stages.governed import mend_governed_phrases, mend_sources
from reinschrift.stages.grown_numbers import part_numbers
from reinschrift.stages.lost_capitals import find_lost_capitals
from reinschrift.stages.objects import mend_objects
from reinschrift.stages.overreach import joins_sentences
from reinschrift.stages.reordering import reorder_scarred, reorder_sentences
from reinschrift.stages.stray_subjects import drop_stray_subjects
from reinschrift.stages.strong_endings import mend_strong_endings

Stage = Callable[[str], Iterable[Edit]]


def mended(stage: Stage, text: str) -> str:
    """Return a text as one stage leaves it."""
    return apply(text, sorted(stage(text), key=lambda edit: edit.start))


@pytest.mark.parametrize(
    ("stage", "text", "wanted"),
    [
        (mend_governed_phrases, "Sie traf in der Nachspielzeit nach eine Flanke.", "nach einer"),
        (mend_governed_phrases, "Er rechnet mit ein noch größerer Abbau.", "einem noch größeren"),
        (
            mend_governed_phrases,
            "Es begann durch Eine ehemalige Richterin.",
            "durch eine ehemalige",
        ),
        (
            mend_governed_phrases,
            "„Das Geld fehlt uns jetzt nach der Umbau“, sagte er.",
            "nach dem U",
        ),
        (mend_sources, "Nach Berichten die Zeitung war es Mord.", "Berichten der Zeitung"),
        (mend_bare_adjectives, "Er sprach in der fast vierstündig Sitzung.", "fast vierstündigen"),
        (mend_bare_adjectives, "Sie hat ein weltweit beachtet Projekt beendet.", "beachtetes"),
        (mend_bare_adjectives, "Ein von der Stadt beauftragt Gutachter kam.", "beauftragter"),
        (mend_objects, "Dabei bezeichnete er der fehlende Zugang als Unrecht.", "er den fehlenden"),
        (
            mend_objects,
            "Hessens Verkehrsminister forderte der Konzern auf.",
            "forderte den Konzern",
        ),
        (
            find_lost_capitals,
            "Die Bremsen des In Kiel zugelassenen Wagens waren alt.",
            "des in Kiel",
        ),
        (find_lost_capitals, "Ermittelt wird unter anderem Wegen Betrugs.", "anderem wegen"),
        (find_lost_capitals, "Der Fahrer, Ein 56 Jahre alter Mann, kam frei.", "Fahrer, ein 56"),
        (drop_stray_subjects, "Der mit 75.000 Euro dotierte Preis Er gehört ihr.", "Preis gehört"),
        (find_lost_capitals, "Der Schaden beläuft sich Laut Anklage auf viel.", "sich laut"),
        (mend_governed_phrases, "Er sprach mit der Konzern Shell darüber.", "dem Konzern Shell"),
        (
            mend_strong_endings,
            "Er fuhr nach erste Erkenntnisse zu schnell.",
            "ersten Erkenntnissen",
        ),
        (
            mend_wrong_endings,
            "Gewarnt wird vor Verzehr eines tiefgekühltes Lachsfilets.",
            "kühlten L",
        ),
        (part_numbers, "Der Unfall auf der A3nahe Limburg war schwer.", "A3 nahe"),
        (part_numbers, "Die Strecke ist vom 1. Augustan für Wochen zu.", "August an"),
    ],
)
def test_grammar_alone_mends_it(stage: Stage, text: str, wanted: str) -> None:
    assert wanted in mended(stage, text)


@pytest.mark.parametrize(
    ("stage", "text"),
    [
        (mend_governed_phrases, "Das ist seinem Wesen nach ein Vertrag."),
        (mend_governed_phrases, "Unseres Erachtens nach das beste Spiel."),
        (mend_sources, "Die Firma soll laut Berichten die Produktion einstellen."),
        (mend_bare_adjectives, "Er räumte ein gestern spät Fehler gemacht zu haben."),
        (mend_objects, "In den 1970er Jahren begann der Ausbau der Windenergie."),
        (mend_objects, "Wie jeder Krieg hat der Konflikt schreckliche Folgen."),
        (mend_objects, "Nach Ansicht des VIII. Senats muss enthalten der Vertrag eine Regel."),
        (find_lost_capitals, "Die Mitglieder der In-Group haben viel Zeit."),
        (mend_governed_phrases, "Sie sprach mit der Washington State Patrol darüber."),
        (mend_wrong_endings, "Die teilweise brutalen Videos sind gelöscht."),
        (mend_wrong_endings, "Einer großer Teil der Amerikaner war müde."),
        (find_lost_capitals, "Dem Publikum gefiel vor allem Für Elise."),
        (find_lost_capitals, "Es war ein Laut aus der Nacht."),
        (part_numbers, "Er nahm die B6 und am 1. August die A7."),
    ],
)
def test_what_may_be_right_stays(stage: Stage, text: str) -> None:
    assert mended(stage, text) == text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Der Verband forderte auf die Kassen, zu sparen.", "die Kassen auf, zu sparen"),
        ("Die Partei wirft vor der Regierung, zu lügen.", "wirft der Regierung vor, zu"),
        ("Das teilte mit der Verein am Montag.", "teilte der Verein am Montag mit"),
        ("Sie wirft ihm vor, nichts zu haben unternommen.", "unternommen zu haben"),
        ("Die Gewerkschaft kündigte an Widerstand.", "kündigte Widerstand an."),
        ("Viele sollen umgesiedelt in den kommenden Jahren werden.", "Jahren umgesiedelt werden"),
        ("Das sagte er, der sich vorher gelöst von allen Begleitern hatte.", "Begleitern gelöst"),
        ("Er fürchtet, dass ausbrechen könnten an der Grenze Kämpfe.", "Kämpfe ausbrechen könnten"),
    ],
)
def test_grammar_is_sure_of_an_order(text: str, wanted: str) -> None:
    sure = [one.text for one in find_orders(text) if one.doubt <= SURE]
    assert any(wanted in one for one in sure)


@pytest.mark.parametrize(
    "text",
    [
        "Er rief auf dem Platz dazu auf, Wasser zu sparen.",
        "Die Partei forderte auf einer Kundgebung, die Steuern zu senken.",
        "Sie rief auf die Straße, um zu demonstrieren.",
        "Es sind Leute, die etwas zu sein scheinen.",
        "Er kündigte an Weihnachten seine Stelle.",
        "Sie lobte die Gebäude, mit denen",  # cut short
        "Es geht um der Leser willen so weiter.",
        "Nein, dass braucht kein Mensch.",
    ],
)
def test_grammar_is_not_sure_of_these(text: str) -> None:
    assert not [one for one in find_orders(text) if one.doubt <= SURE]


def test_the_restorer_tells_genitives() -> None:
    text = "Den Auftrag erhielt eine Firma unter der Führung der russische Staatskonzern Rosatom."
    assert "des russischen Staatskonzerns Rosatom" in repair(text, level="full").text
    for kept in (
        "Der Rat beschloss den Bau, die Verwaltung die Finanzierung.",
        "Am Montag hat im Rathaus der Bürgermeister gesprochen.",
        "Erlassen wurde ein Gesetz, auf dessen Grundlage die Richterin entschied.",
    ):
        assert repair(kept, level="full").text == kept


def test_what_stands_outside_a_clause_is_a_scar_near_others() -> None:
    text = "Das Tier war geborgen worden in der Nähe von Jakutsk aus dem Permafrost."
    assert mended(reorder_sentences, text) == text
    assert "Permafrost geborgen worden." in mended(reorder_scarred, text)
    assert repair(text, level="full").text == text  # no other scar


@pytest.mark.parametrize(
    ("noun", "gender"),
    [
        ("Klinikum", "n"),
        ("Abpfiff", "m"),
        ("Problemen", "p"),  # a dative
        ("Steuersenkungen", "p"),
        ("Synagogen", "p"),
        ("Monate", "p"),
        ("Champion", "m"),
        ("Bauwirtschaft", "f"),
        ("Etage", "f"),  # no days
    ],
)
def test_genders_of_rare_nouns(noun: str, gender: str) -> None:
    assert gender_of(noun) == gender


def test_a_verb_in_the_plural_goes_to_the_end_of_its_clause() -> None:
    text = "Die Runde beginnt, sofern beide Delegationen bestätigen ihre Teilnahme."
    assert repair(text, level="full").text.endswith("ihre Teilnahme bestätigen.")


def test_some_of_them_begin_a_sentence() -> None:
    text = "Dort leben noch rund 1500 Menschen Viele von ihnen hoffen auf Arbeit."
    assert "Menschen. Viele von ihnen" in repair(text).text


def test_a_word_grows_onto_no_last_name() -> None:
    text = "Analyst Ravindu Wijesekeravom Brokerhaus rechnet damit."
    assert "Wijesekera vom" in repair(text).text


def test_a_subject_may_be_the_last_word() -> None:
    text = "Sie begrüßenDie Kinder"
    assert not joins_sentences(text, [Edit(4, 15, "begrüßen, die", "lost-boundary+fragment-case")])


def test_a_body_keeps_its_capital() -> None:
    text = "Die Ständige Impfkommission Sie empfiehlt eine Impfung."
    assert repair(text).text == "Die Ständige Impfkommission empfiehlt eine Impfung."
