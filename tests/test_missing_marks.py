"""Commas and full stops lost between words: set where clauses meet, and nowhere else."""

from __future__ import annotations

import pytest

from reinschrift.repairs import repair
from reinschrift.stages.closed_clauses import find_infinitive_clause
from reinschrift.stages.finite_verbs import main_finite_places
from reinschrift.stages.likely_edges import find_likely_edges
from reinschrift.stages.lost_stops import find_lost_stops
from reinschrift.stages.missing_marks import find_missing_marks
from reinschrift.stages.speech import find_speech_commas
from reinschrift.stages.stretches import read_stretches

# Each line as it should be; the mark that is lost stands in brackets.
SPEECH = """
„Wir haben nichts zu verbergen“[,] betonte die Sprecherin der Stiftung.
„Das Urteil ist ein Skandal“[,] schrieb der Anwalt auf seiner Seite.
„Die Lage bleibt angespannt“[,] so der Landrat am Abend.
„Es gibt keinen Grund zur Sorge“[,] heißt es aus dem Rathaus.
Er sei „am Ende seiner Kräfte“[,] ließ er über seinen Anwalt ausrichten.
„Das war knapp“, meinte er[,] „aber wir haben es am Ende geschafft.“
Man habe alles versucht[,] sagte Trainer Holger Brandt nach der Niederlage.
Der Täter sei geflohen[,] teilte die Polizei mit.
Die Bank werde keine Filialen schließen[,] erklärte ihr Vorstand.
Der Minister sagte[,] das Gesetz werde noch im Mai beschlossen.
Sorg sagte[,] Europa müsse mehr für seine Sicherheit tun.
Der Sprecher betonte[,] es gebe keine Hinweise auf einen Anschlag.
Die Behörde räumte ein[,] die Warnung sei zu spät gekommen.
Die Prüfer erklärten[,] der Damm gefährde kein Dorf.
Fischer an der Küste befürchten[,] ihre Netze könnten leer bleiben.
Kramer sagte dem „Lindauer Blatt“[,] er stehe zu seinem Wort.
Die Halle wird erst im Frühjahr fertig[,] schrieb das Bauamt auf Anfrage.
"""
CLAUSES = """
Die Frau, die den Brand gemeldet hatte[,] wurde ins Krankenhaus gebracht.
Das Schiff, das am Dienstag gesunken war[,] hatte Getreide geladen.
Wer zu spät kommt[,] muss den doppelten Preis zahlen.
Weil der Strom ausfiel[,] blieben die Züge stehen.
Wenn das Wasser weiter steigt[,] sollen die Bewohner ihre Häuser verlassen.
Noch ist offen[,] ob der Vertrag verlängert wird.
Unklar blieb zunächst[,] wie das Feuer ausgebrochen war.
Die Partei verlor Stimmen[,] wie eine Auswertung der Wahlleitung zeigt.
Der Wirt rief die Polizei[,] als der Gast nicht gehen wollte.
Die Firma baut ein Werk in Polen[,] das im Herbst öffnen soll.
Sie kauften Aktien[,] deren Wert seither gefallen ist.
Die Polizei nahm zwei Männer fest[,] die einen Automaten gesprengt haben sollen.
Das Land stellt Geld bereit[,] damit die Schulen lüften können.
Die Feuerwehr warnte davor[,] das Eis zu betreten.
Der Konzern kündigte an[,] bis zum Sommer 300 Stellen zu streichen.
Er flog nach Rom[,] um dort mit dem Papst zu sprechen.
Die Suche wurde eingestellt[,] ohne eine Spur zu finden.
Es brannten acht Fahrzeuge[,] darunter zwei Busse.
Die Reform hilft nicht den Armen[,] sondern den Reichen.
Dort brannte die Halle[,] auf die der Kreis seit Jahren gesetzt hatte.
Am meisten leidet das Dorf[,] in dem Brandt seit 2009 Wein verkaufte.
Der Trainer sprach von einem Lob[,] das freilich nichts kostete.
Die Jury zeichnete den Film „Kalte Asche“ aus[,] bevor er im Kino lief.
Die Preise[,] die erstaunlich hoch ausfielen, sorgten für Ärger.
Der Bund fördert die Reihe „Lesen im Park“[,] die das Literaturhaus gegründet hatte.
Sie wollen warten[,] bis die Gutachten vorlägen.
Um die Kosten zu senken[,] verkaufte die Bahn drei Züge.
Der Sprecher der Fraktion, Uwe Tamm[,] lehnte das ab.
"""
MAIN_CLAUSES = """
Die Preise steigen seit Monaten[,] viele Familien können sich die Miete nicht leisten.
Der Präsident reist am Mittwoch ab[,] er will vorher noch Soldaten besuchen.
Die Brücke bleibt gesperrt[,] die Umleitung führt über Neustadt.
Drei Menschen starben[,] 14 wurden schwer verletzt.
Er spielte stark[,] aber seine Mannschaft verlor.
Sie wollte fliehen[,] doch die Tür war verschlossen.
Die Fraktion tagt am Montag[.] Danach will der Minister vor die Presse treten.
Der Sturm zog nach Osten ab[.] In Hamburg fielen 40 Bäume um.
Die Regierung wies die Kritik zurück[.] Frankreich dringt auf eine Lösung.
Der Verein stieg 2019 ab[.] Seitdem spielt er in der dritten Liga.
Die Anlage wurde 1998 gebaut[.] 2015 musste sie schließen.
Der Kreis gibt das Bild an die Erben zurück[.] Das teilte die Verwaltung mit.
Das Brot kann man einfrieren[.] Kuchen hält sich nur drei Tage.
Der Zoo kaufte zwei Tiere, die aus Kenia kamen[.] Die Stadt zahlte den Flug.
"""
HEALTHY = """
„Stiller“ heißt der Roman, den alle gelesen haben.
„Das Boot“ sagte ihm nichts.
Mit den Worten „Ich gehe“ sagte er ab.
„Die Zeit“ berichtete am Montag über den Fall.
„Wer hat Angst vor Virginia Woolf“ läuft seit März am Schauspielhaus.
„Keiner liebt mich“ heißt die Komödie.
Auf die Frage „Was nun“ antwortete sie nicht.
„Danke“, sagte sie „kurz und knapp“.
Der Minister sagte der Zeitung nichts dazu.
Der Kanzler sagte Frankreich weitere Hilfe zu.
„Das reicht“, sagte die Ärztin Noa Lind dem Sender.
Er will und kann nicht länger warten.
Weder kam er noch rief er an.
Wie alt er war, wusste niemand.
Die Kosten sind höher als erwartet ausgefallen.
Die an der Wand hängenden Bilder wurden gestohlen.
Der aus Polen stammende Fahrer blieb unverletzt.
Die Stadt will die von ihr betriebenen Bäder schließen.
Zwei Tage nachdem er gewählt worden war, trat er zurück.
Auch wenn es regnet, wird gespielt.
Ohne zu zögern sprang er ins Wasser.
Er begann um 8 Uhr zu arbeiten.
Sie lernte die Dinge um sie herum zu spüren.
Sie scheint die Wahl zu gewinnen.
Das Haus ist bis Ende Mai zu verkaufen.
Der Film Der Pate läuft am Sonntag.
Im Westen nichts Neues gewann vier Oscars.
Die Sendung Am Abend wird eingestellt.
Die Serie Die Brücke läuft seit 2011 und wird fortgesetzt.
Im Jahr 2024 wurden dort 19 Radfahrer verletzt.
Sein Roman 1984 wurde verfilmt.
Er habe 19 bestätigte Fälle gemeldet.
Dat Wedder is hüt man sluch, wi blievt to Huus.
Er kann nicht anders als gehen.
Die Rede der Präsidentin war kurz.
Sie half dem Mann der Nachbarin beim Umzug.
Verletzt wurde niemand.
Gewonnen hat am Ende Rot-Weiß.
Das können nur Sie entscheiden.
Er litt darunter sehr.
Die Gefahr aber ist groß.
Was ist denn los?
So ein Theater gab es hier noch nie.
Der Gast, den sie gestern tot im Zimmer fand, hieß Kern.
Der der Agentur vorliegende Entwurf umfasst 40 Seiten.
Sie holte das Kind aus dem Haus ihres Vaters und ging.
Die Bank hat sich mit der Übernahme des Rivalen verhoben.
In der Küche wird Tee für die Gäste zubereitet.
Er stellte die Frage in der Presse wiederholt.
Erste Maßnahmen sind bekannt und weitere Schritte werden geprüft.
Das Land baut die von der Flut zerstörten Brücken neu auf.
Die bereits in erster Instanz erläuterte Frage wurde wiederholt.
Besorgte Nachbarn riefen die Polizei.
Eine mit dem Fall vertraute Person sagte der Zeitung nichts.
Ohne zu klagen trug er die Last.
Müller, Schulze und Krause sagten ab.
Er wohnt in dem Haus am Fluss und arbeitet in Kiel.
Der mit Spannung erwartete Preis ging nach Norwegen.
Viele können sich das nicht leisten.
Die Band nennt sich „Wir sind da“ und spielt in Halle.
"""


def lines(text: str) -> list[str]:
    return text.strip().split("\n")


@pytest.mark.parametrize("line", lines(SPEECH) + lines(CLAUSES) + lines(MAIN_CLAUSES))
def test_a_lost_mark_is_set_again(line: str) -> None:
    before, _, rest = line.partition("[")
    mark, _, after = rest.partition("]")
    assert repair(f"{before}{after}", level="standard").text == f"{before}{mark}{after}"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Sie sagte dem „Tagblatt“dass der Plan gescheitert sei.",
            "Sie sagte dem „Tagblatt“, dass der Plan gescheitert sei.",
        ),
        (
            "Er lobte den „Mut zur Lücke“den der Verein gezeigt habe.",
            "Er lobte den „Mut zur Lücke“, den der Verein gezeigt habe.",
        ),
        (
            "Der Direktor schweigtDas Museum soll im Mai öffnen.",
            "Der Direktor schweigt. Das Museum soll im Mai öffnen.",
        ),
        (
            "Richter Karl Ohm sagte Man prüfe noch immer den Fall.",
            "Richter Karl Ohm sagte, man prüfe noch immer den Fall.",
        ),
    ],
)
def test_the_space_and_the_capital_go_with_the_mark(text: str, wanted: str) -> None:
    assert repair(text, level="standard").text == wanted


def test_a_comma_that_writers_forget_proves_no_scar() -> None:
    lines_before = ["Er geht heim weil es spät war.", "Sie blieb hier obwohl sie krank war."]
    doubtful = "Der Chor singt im Mai das Stück ein Sommer am See."
    text = "\n".join([*lines_before, doubtful])
    assert repair(text, level="full").text.split("\n")[2] == repair(doubtful, level="full").text


@pytest.mark.parametrize("level", ["standard", "full"])
@pytest.mark.parametrize("line", lines(HEALTHY))
def test_a_healthy_line_gets_no_mark(line: str, level: str) -> None:
    assert repair(line, level=level).text == line


@pytest.mark.parametrize("line", lines(SPEECH) + lines(CLAUSES) + lines(MAIN_CLAUSES))
def test_grammar_looks_for_no_mark_where_all_are_set(line: str) -> None:
    whole = line.replace("[", "").replace("]", "")
    sure = [edit for edit in find_missing_marks(whole) if edit.confidence > 0.5]
    assert [*sure, *find_speech_commas(whole)] == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Sie will am 3. Mai reisen, z. B. nach Rom.",
            ["Sie will am 3. Mai reisen", "z. B. nach Rom"],
        ),
        ("Vor- und Nachteile – beides.", ["Vor - und Nachteile", "beides"]),
    ],
)
def test_stretches_end_at_marks_of_sentences(text: str, wanted: list[str]) -> None:
    found = [" ".join(one.words) for sentence in read_stretches(text) for one in sentence]
    assert found == wanted


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("Der Zeuge bestreitet die Tat", [2]),  # which may be a participle elsewhere
        ("Die bekannte Sängerin tritt auf", [3]),
        ("Der Fall hatte 19 bestätigte Tote gefordert", [2]),
    ],
)
def test_a_main_clause_has_its_verb(words: str, wanted: list[int]) -> None:
    assert main_finite_places(words.split()) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Er warf ihnen vor im Auftrag einer Bank zu handeln.", "im"),
        ("Sie waren daran interessiert daran zu arbeiten.", ""),
        ("Das Haus ist leicht von Hand zu bauen.", "von"),  # the tagger has to tell
    ],
)
def test_an_infinitive_clause_follows_a_closed_one(text: str, wanted: str) -> None:
    [[stretch]] = read_stretches(text)
    found = find_infinitive_clause(stretch)
    assert (stretch.words[found] if found else "") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Der Streik endet am Freitag In Rom fahren die Züge wieder.", ["In"]),
        ("Er sagte Am Montag werde er kommen.", []),
        ("Sie wohnt Am Markt und arbeitet in Kiel.", []),
        ("Wir haben Sie gesehen und grüßen Sie.", []),
    ],
)
def test_a_capital_and_a_second_verb_tell_a_lost_stop(text: str, wanted: list[str]) -> None:
    found = [
        stretch.words[word]
        for sentence in read_stretches(text)
        for at, stretch in enumerate(sentence)
        for word, *_ in find_lost_stops(sentence, at)
    ]
    assert found == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Sie lobt einen Mann, der wacht und dessen Bruder das nicht wissen kann.", []),
        ("Sie lobt das Kind das nicht weinen kann.", ["das"]),
    ],
)
def test_a_verb_belongs_to_the_clause_that_a_conjunction_joined(
    text: str, wanted: list[str]
) -> None:
    found = [
        stretch.words[word]
        for sentence in read_stretches(text)
        for stretch in sentence
        for word, *_ in find_likely_edges(stretch)
    ]
    assert found == wanted
