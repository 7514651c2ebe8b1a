"""Marks lost where clauses meet that only their word order or their mood tells apart."""

from __future__ import annotations

import pytest

from reinschrift.repairs import repair
from reinschrift.stages.finite_verbs import is_conjunctive, may_be_attribute
from reinschrift.stages.fronted_clauses import find_fronted_clause
from reinschrift.stages.missing_marks import find_missing_marks
from reinschrift.stages.stretches import is_opened, read_stretches

# Each line as it should be; the mark that is lost stands in brackets.
LOST = """
Die Kämmerin sagte der Zeitung[,] die Gebühren seien seit Jahren gleich.
Ein Gutachter sagte der Redaktion Talblick[,] die Risse könnten wachsen.
Die Winzer fürchteten[,] der Frost bleibe noch eine Woche.
Der Wirt tobte[,] die Gemeinde nehme ihm die Gäste.
Der Pächter stellte die Behauptung auf[,] die Stadt habe gelogen.
Sie nehme den Vorwurf ernst[,] werde aber nicht zurücktreten.
Der Bund fördert den Bau[,] will aber keine Garantie geben.
Die Kantone hatten mehr Zeit verlangt[,] zogen ihren Antrag aber am Abend zurück.
Sein Bruder verkaufte den Hof 2018[,] seither führt eine Stiftung den Betrieb.
Sie verlor ihre Stelle in Kiel[,] deshalb zog sie nach Rom.
Der Sturm traf das Haus 2019[,] seitdem steht es leer.
Es meldeten sich drei Zeugen[,] einer davon aus Polen.
Am Ufer brannten 14 alte Boote[,] zwei davon bis auf den Kiel.
Sie erzählt, wie ein Dorf um die Quelle streite[,] die nach und nach versiegt.
Der Rat fragt[,] wer zahle.
Sollte der Aufsteiger das Finale erreichen[,] wäre die Kasse voll.
Weil ihr ein Bus entgegenkam[,] musste die Fahrerin ausweichen.
Da der Kreis als Bauherr fungiert[,] muss er den Plan prüfen.
Zu den Orten, die jetzt ausgebaut werden[,] gehören die Häfen der Insel.
Nora Hagedorn, amtierende Leiterin der Mission[,] sagte die Reise ab.
Der Fahrer des Wagens, ein Mann aus Kiel[,] hatte zu viel getrunken.
Bis zum Sommer leitet Ida Kern das Team[.] Sie hatte zuvor in Oslo gearbeitet.
Gestohlen wurde nichts[.] Wie die Täter ins Haus kamen, lässt die Polizei offen.
Die Fähre fährt heute nicht[.] Wenn der Wind nachlässt, will die Reederei neu planen.
Der Verband gab kein Urteil ab[.] Sollte das Geld fehlen, müsste der Bund zahlen.
Die Bank versichert, dass sie nichts wisse[.] Schulden nennt sie nicht.
Ein Team hat im See Algen entdeckt[,] die jahrelang ohne Licht auskommen.
Das Gutachten der Firma[,] auf das er sich stützte, überzeugte niemanden.
Die Polizei hat den Mann gefasst[,] der Richter erließ Haftbefehl.
Fahrräder dürfen mitgenommen werden[,] allerdings nur zusammengeklappt oder in einer Tasche.
Das soll ein Gutachten klären[.] Sein Anwalt, der den Antrag stellte, wurde gehört.
Am Morgen fielen alle Flüge aus[.] Reisende mussten warten.
"""
HEALTHY = """
Es kann zurzeit jedoch nicht abgeschätzt werden.
Ein Amt, das die Interessen der Kunden vertreten soll, fehlt.
Das ist gut und wir haben das noch nicht ausprobiert.
Es gibt vieles, über das geredet wird.
Der Streik sei beendet, sagte er der Zeitung.
Die Leiterin sagte der Schwester der Toten die Hilfe zu.
Er kam Gott sei Dank nicht zu spät.
Es lebe die Freiheit.
Die gestern erwartete Frau mit dem Hut im Arm war aber krank.
Die gestern erwartete Ankunft der Königin sei verschoben worden.
Was sie sagte, war aber falsch.
Der Trainer wurde dreimal befragt, aber es gab keine Antwort.
Das Leben heute ist die Folge der Kriege.
Er lernte damals seine Frau kennen und blieb deshalb in der Stadt.
Er gab drei Kindern eines davon.
Er hat drei Kindern eines davon geschenkt.
Nach zwei Stunden hatte er vier davon gegessen.
Das ist was anderes.
Der Mann, ein Bus und zwei Räder waren zu sehen.
Eine Stadt im Krieg, ein Ring aus Stahl wurde gebaut.
Wer sollte das Finale erreichen wollen?
Er hat wen getroffen.
Er fragte, ob Sie das gewesen seien, und lachte.
Sagen Sie das der Frau, die Sie hatte kommen sehen.
Sie sang das Lied Wenn ich ein Vöglein wär, begleitete sich aber selbst.
Die Band heißt Wenn der Regen fällt, ist aber kaum bekannt.
Es sei offen, wann das Spiel beginne, sagte der Trainer.
Bis Ende Mai bleibt die Straße gesperrt.
Bis auf den Kapitän, der verletzt ist, sind alle dabei.
Es gehe um die treuesten Kunden der Bank.
Ich denke an meinen Vater.
Mir ist bange und schade ist es auch.
"""


def lines(text: str) -> list[str]:
    return text.strip().split("\n")


@pytest.mark.parametrize("line", lines(LOST))
def test_a_lost_mark_is_set_again(line: str) -> None:
    before, _, rest = line.partition("[")
    mark, _, after = rest.partition("]")
    assert repair(f"{before}{after}", level="full").text == f"{before}{mark}{after}"


@pytest.mark.parametrize("line", lines(LOST))
def test_grammar_looks_for_no_mark_where_all_are_set(line: str) -> None:
    whole = line.replace("[", "").replace("]", "")
    assert [edit for edit in find_missing_marks(whole) if edit.confidence > 0.5] == []


@pytest.mark.parametrize("line", lines(HEALTHY))
def test_a_healthy_line_gets_no_mark(line: str) -> None:
    assert repair(line, level="full").text == line
    assert [edit for edit in find_missing_marks(line) if edit.confidence > 0.8] == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Ein Händler sagte der Agentur Ostwegdie Preise seien zu hoch.",
            "Ein Händler sagte der Agentur Ostweg, die Preise seien zu hoch.",
        ),
        (
            "Gestohlen wurde nichts Wie die Täter ins Haus kamen, ließdie Polizei offen.",
            "Gestohlen wurde nichts. Wie die Täter ins Haus kamen, ließ die Polizei offen.",
        ),
        (
            "Sein Bruder verkaufte den Hof 2018seither führt eine Stiftung den Betrieb.",
            "Sein Bruder verkaufte den Hof 2018, seither führt eine Stiftung den Betrieb.",
        ),
    ],
)
def test_a_mark_is_found_where_words_grew_together_as_well(text: str, wanted: str) -> None:
    assert repair(text, level="full").text == wanted


def test_who_is_told_is_not_what_was_said() -> None:
    edits = find_missing_marks("Ein Sprecher sagte der Agentur Ostweg Bonn werde zahlen.")
    assert [edit for edit in edits if edit.confidence > 0.8] == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Sie kam nicht Hätte er es gewusst, wäre er geblieben.", 3),
        ("Es sei offen Wann er komme, sagte sie.", 0),  # speech goes on
        ("Der Roman Als wir träumten, war ein Erfolg.", 0),
        ("Er sprach von der Würde der Tiere, war der Preis doch hoch.", 0),
    ],
)
def test_a_fronted_clause_needs_a_verb_before_and_behind_it(text: str, wanted: int) -> None:
    [sentence] = read_stretches(text)
    assert find_fronted_clause(sentence, 0) == wanted


@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        ("bleibe", True),  # `Bleibe` is rarer
        ("hafte", True),
        ("frage", False),
        ("wurde", False),
        ("neue", False),
        ("bitte", False),
        ("sagte", False),
        ("stellte", False),
        ("weite", False),
    ],
)
def test_a_conjunctive_is_told_from_nouns_and_past_forms(word: str, wanted: bool) -> None:
    assert is_conjunctive(word) is wanted


def test_a_past_form_behind_an_article_may_be_an_attribute() -> None:
    assert may_be_attribute("Die gestern erwartete Ankunft".split(), 2)
    assert not may_be_attribute("Die Ärzte erwarteten Gäste".split(), 2)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("Bis auf Weiteres ruht der Bau", False), ("Bis der Regen aufhört", True)],
)
def test_a_preposition_opens_no_clause(text: str, wanted: bool) -> None:
    assert is_opened(text.split(), by_comma=False) is wanted
