"""Words that grew together, and what grammar alone tells of them."""

from __future__ import annotations

import pytest

from reinschrift.edits import CERTAIN, apply
from reinschrift.repairs import repair
from reinschrift.stages.commas import comma_before
from reinschrift.stages.grown_clauses import part_clauses
from reinschrift.stages.merges import split_merged_words

PARTED = [
    # A clause that a name swallowed: its verb stands last, and there is another.
    "Die Oberärztin Helga Brückmann|, deren Station voll ist, bat um Hilfe.",
    "Zweite wurde die Läuferin Runa Holmquist|, die lange geführt hatte.",
    "Trainer Lasse Bruun|, den der Verein erst im Mai geholt hatte geht wieder.",
    "Der Fährmann bleibt|. Er will weiter über den See fahren.",
    "Das Heft kommt aus dem Verlag Tschawel|, der nur selten etwas druckt.",
    "Ein Bote erzählte der Agentur Tschawamel|, die Gespräche seien fast am Ende.",
    "Seit Sonntag liegt ein Kutter vor Tschawe|. Fischer hatten ihn gefunden.",
    # The sentence has no other verb.
    "Eine Kamera bei Tschawitz| nahm den Wolf in der Nacht auf.",
    # Behind a word for a person stands a name.
    "Die Lehrerin Anna| Kowalski schwieg.",
    "Der Imam| Hassan Yilmaz betete.",
    "Es sprach die Bürgermeisterin| Heike Lammersdorf.",
    "Sie wohnt in der Gemeinde| Tschawadse am Fluss.",
    "Am Abend sprach EU-Botschafter| Tschawel vor der Presse.",
    # No name ends so, whoever has it.
    "Gestern hat Präsident Lasse Brundeholt| darüber gesprochen.",
    "Die Ärztin Runa Tschawel| kannte den Fluss.",
    "Der Chef, Tomasz Tschaworek| nun gehe es weiter.",
    # Amounts, times and genitives.
    "Der Hafen kostet 40 Millionen| Euro.",
    "Wir warteten zwei Stunden| lang auf den Bus.",
    "Nach Angaben des Krankenhauses| Ärzte zu finden ist schwer.",
    # Abbreviations take endings and nothing else.
    "Er hört, was die SPD| fordert und meint.",
    "Er sagte dem ZDF|, er habe nichts gewusst.",
    "In Kiel half das| THW am Abend.",
    "Es war gegen 21.40 Uhr| aus unbekannter Ursache.",
    "Ein 23-Jähriger| aus Irrel fuhr davon.",
    "Die Stadt zahlt 3 Euro| für jedes Glas.",
    "Das sagte die Sprecherin der Krankenkasse| (AOK) am Montag.",
    "Richterin Karin Tschawelgut|, die er selbst ernannt haben soll, sah das anders.",
    # Behind a bracket that holds a word of its own.
    "Bürgermeister Jens Hartleib (parteilos)| verwies auf die Kosten.",
    # Quotation marks.
    "Sie las aus dem Roman| „Das Ufer“ vor.",
    "Er lobte den „kühnen Plan“|, der allen helfen werde.",
    "Er schrieb dem „Uferboten“|, dass er komme.",
    # Before a number.
    "Es strandeten| rund 300 Menschen.",
    # Adverbs that no word is made of.
    "Sie fuhren seinetwegen| ins Dorf.",
    "Sie schwieg ihrerseits| nicht.",
    # Commas.
    "Auf dem Schiff waren 40 Gäste|, einige davon aus Japan.",
]
WHOLE = [
    "Der SAP-AnbieterPlus und das E-BikeStudio öffnen, die IT-FachFrauen auch.",
    "Der VW-HändlerTschawel wirbt.",
    "Der Hersteller RitterSport baut aus.",
    "Das Magazin WirtschaftsWoche und der Anbieter TeamViewer wachsen.",
    "Der Energieversorger SachsenEnergie und Investor BlackRock zahlen.",
    "Trainer Olaf Schneider hatte lange gewartet.",
    # No clause is left without a word that opens it, or that word is another.
    "Der Preis ging an Runa Tschawender und drei andere.",
    "Er lobt, was Runa Tschawender in Wien schrieb.",
    "Sie weiß nicht, ob Verlag Sorundader auch Karten herausgibt.",
    "Sie sagte der Zeitung, Runa Tschawedie habe gewonnen.",
    "Am Sonntag sagte NordWasser hatten sie vertraut.",
    "Sie kauft, weil ErdWasser haben muss.",
    "Weil Rolf Bader lange gewartet hatte, ging er.",
    "Gestern kam Trainer Olaf Linden und lachte.",
    "Der FDPler sprach, ein BVBer lachte, und der DDRler schwieg.",
    "Sie schaut ZDFheute und hört ARDalpha.",
    "Das Präsidium des BundesPräsidenten tagt.",
    "Kaufen Sie das Anti„held“en-Buch.",
    # Others end so: Lindau und Schroder, Gerolstein; or it is no name that stands there.
    "Gestern kam Trainer Ole Tschaweloder mit.",
    "Gestern kam Ministerin Runa Tschawelein mit.",
    "Es fehlt an Tschawelbrüdergemeine und Geduld.",
    "Jahrelang wartete er, und stundenlang regnete es.",
    "Der DerSPIEGEL-Leser kauft dieBasis.",
]


def mended(text: str) -> str:
    return apply(text, list(split_merged_words(text)))


@pytest.mark.parametrize("line", PARTED)
def test_grammar_alone_parts_two_words(line: str) -> None:
    left, _, right = line.partition("|")
    mark = right[: right.index(" ") + 1]
    assert mended(left + right.removeprefix(mark)) == left + right


@pytest.mark.parametrize("line", WHOLE)
def test_brands_and_names_stay_whole(line: str) -> None:
    assert mended(line) == line


def test_the_longest_word_that_opens_a_clause_is_parted() -> None:
    text = "Der Richter änderte seine Entscheidungnachdem er die Szene gesehen hatte."
    assert "Entscheidung, nachdem er" in repair(text).text
    assert not [edit for edit in part_clauses(text) if edit.start == text.index("dem er")]


def test_each_place_is_parted_once() -> None:
    text = "Der Konzern BASFschließt zwei Werke."
    assert [edit.start for edit in split_merged_words(text)] == [text.index("schließt")]


@pytest.mark.parametrize(
    ("line", "is_sure"),
    [
        ("Eine Kamera bei Tschawitznahm den Wolf in der Nacht auf.", True),
        # Another verb, or a comma, leaves a doubt.
        ("Eine Kamera bei Tschawitznahm den Wolf auf und lief weiter.", False),
        ("Eine Kamera, aufgestellt bei Tschawitznahm den Wolf in der Nacht auf.", False),
    ],
)
def test_nobody_else_is_asked_where_a_sentence_has_no_other_verb(line: str, is_sure: bool) -> None:
    [edit] = split_merged_words(line)
    assert text_before(line, edit.start) == "Tschawitz"
    assert (edit.confidence >= CERTAIN) == is_sure


def text_before(line: str, place: int) -> str:
    return line[:place].rpartition(" ")[2]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("Der Gründer verließ das Haus|seither leitet seine Tochter den Betrieb.", True),
        # A participle, a verb of a clause that has begun, and one that is the first.
        ("Der Bau wurde im Mai|zuletzt unterstützt von der Stadt.", False),
        ("Ein Mann, der im Mai|zuletzt sagte das stimmt, schwieg.", False),
        ("Seit dem Mai|nun leitet seine Tochter den Betrieb.", False),
    ],
)
def test_an_adverb_its_verb_and_its_subject_are_a_second_clause(line: str, wanted: bool) -> None:
    left, _, right = line.partition("|")
    assert comma_before(left + right, len(left), right.split()[0]) is wanted
