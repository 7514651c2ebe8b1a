"""Rules and tagger together: who has the last word where."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reinschrift.edits import Edit
from reinschrift.repairs import repair
from reinschrift.stages import learned
from reinschrift.stages.learned import propose
from reinschrift.stages.standing import NEVER_MADE, standing
from reinschrift.stages.tagged_commas import with_comma
from reinschrift.tagger.proposals import Reading
from reinschrift.tagger.sequences import CAPITAL, COMMA, GLUED, LOWER, SPACE, SPACED, STOP

ALL = list(learned.RULES)
MERGE = "Er traf Putinund Xi am Montag."
MERGED_AT = 13


class Scripted:
    """A tagger that says what the test wants it to say."""

    def __init__(self, *readings: Reading, line: str = MERGE, sure: float = 0.9) -> None:
        self.answers = {line: readings}
        self._sure = sure

    def read(self, lines: list[str]) -> list[tuple[Reading, ...]]:
        return [self.answers.get(line, ()) for line in lines]

    def least_score(self, _reading: Reading, _standing: str, budget: float) -> float:
        return self._sure if budget < 0.3 else self._sure / 2

    def least_budget(self, _reading: Reading, _standing: str) -> float:
        return 0.02


def reading(edit: Edit, score: float, *, choice: int = SPACE, share: float = 0.9) -> Reading:
    return Reading(SPACED, choice, score, share, 0.0, edit, edit.start)


Script = Callable[[Scripted], None]


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> Script:
    def use(tagger: Scripted) -> None:
        monkeypatch.setattr(learned, "load_tagger", lambda: tagger)

    return use


def comma(score: float) -> Reading:
    edit = Edit(MERGED_AT, MERGED_AT, ", ", "merged-words", 0.9, "tagger")
    return reading(edit, score, choice=COMMA)


def texts(text: str, budget: float = 0.05) -> list[str]:
    return [edit.text for edit in propose(text, ALL, budget)]


def test_a_sure_tagger_decides_between_comma_and_space(script: Script) -> None:
    script(Scripted(comma(0.95)))
    assert texts(MERGE) == [", "]


def test_where_a_rule_sees_a_scar_an_even_chance_is_enough(script: Script) -> None:
    script(Scripted(comma(0.6)))
    [edit] = propose(MERGE, ALL, 0.05)
    assert edit.text == ", "
    assert edit.evidence.endswith("a rule asks for it too")


def test_a_doubtful_tagger_leaves_the_rule_its_edit(script: Script) -> None:
    script(Scripted(comma(0.3)))
    assert texts(MERGE) == [" "]


def test_a_tagger_that_denies_the_scar_takes_the_rules_edit_away(script: Script) -> None:
    script(Scripted(comma(0.01)))
    assert texts(MERGE) == []


def test_without_a_budget_the_tagger_is_not_asked(script: Script) -> None:
    script(Scripted(comma(0.01)))
    assert texts(MERGE, budget=0) == [" "]


def test_a_sure_scar_on_the_line_makes_another_likelier(script: Script) -> None:
    line = "Er traf Xi Am Kaiweg in Rom auch Schnell dort."
    first = reading(Edit(11, 12, "a", "fragment-case", 0.9, "t"), 0.95, choice=LOWER)
    second = reading(Edit(33, 34, "s", "fragment-case", 0.7, "t"), 0.7, choice=LOWER)
    script(Scripted(second, line=line))
    assert texts(line) == []
    script(Scripted(first, second, line=line))
    assert texts(line) == ["a", "s"]


@pytest.mark.parametrize(("scarred", "made"), [(0, 0), (1, 0), (2, 1), (5, 1)])
def test_two_scarred_lines_near_it_make_a_scar_likelier(
    script: Script, scarred: int, made: int
) -> None:
    line = "Er ging am Montag auch Schnell dort vorbei."
    doubt = reading(Edit(23, 24, "s", "fragment-case", 0.7, "t"), 0.7, choice=LOWER)
    tagger = Scripted(doubt, line=line)
    tagger.answers[MERGE] = (comma(0.95),)
    script(tagger)
    before = [*[MERGE] * scarred, *["Ein Satz."] * 4][:4]
    text = "\n\n".join([*before, line])
    assert texts(text) == [", "] * min(scarred, 4) + ["s"] * made
    # Five lines further on it is another page.
    assert texts("\n".join([MERGE] * 3 + ["Ein Satz."] * 4 + [line])) == [", "] * 3


def test_where_grammar_leaves_no_doubt_the_tagger_is_not_asked(script: Script) -> None:
    line = "Sein Alibi wird von Von einer Freundin gestützt."
    wrong = Edit(20, 21, "v", "fragment-case", 0.9, "tagger")
    script(Scripted(reading(wrong, 0.95, choice=LOWER), line=line))
    [edit] = propose(line, ALL, 0.05)
    assert (edit.start, edit.end, edit.text) == (19, 23, "")


def test_a_cure_among_equals_is_not_chosen(script: Script) -> None:
    edit = Edit(21, 22, "s", "fragment-case", 0.4, "t")
    line = "Er traf Xi am Montag Schnell dort."
    script(Scripted(reading(edit, 0.97, share=0.4), line=line))
    assert texts(line) == []


def test_only_the_rules_that_are_asked_for_act(script: Script) -> None:
    script(Scripted(comma(0.95)))
    assert propose(MERGE, ["fragment-case"], 0.05) == []
    assert repair(MERGE, without=["merged-words"]).text == MERGE


def test_edits_of_later_lines_are_placed_in_the_text(script: Script) -> None:
    script(Scripted(comma(0.95)))
    text = f"Eine Zeile davor.\n\n{MERGE}"
    [edit] = propose(text, ALL, 0.05)
    assert edit.start == text.index("und Xi")


def test_capitals_side_by_side_are_a_title(script: Script) -> None:
    line = "Das Lied „Wir Werden Alles Verlieren“ lief."
    readings = [
        reading(Edit(at, at + 1, line[at].lower(), "fragment-case", 0.9, "t"), 0.98, choice=LOWER)
        for at in (14, 21)
    ]
    script(Scripted(*readings, line=line))
    assert texts(line) == []


@pytest.mark.parametrize(
    ("line", "place", "wanted"),
    [
        ("Er sprach mit Kreuznach gestern.", 19, "tail"),  # a name's ending
        ("Er fuhr nach Kreuznach.", 18, NEVER_MADE),  # nothing follows the preposition
        ("Frau Nienaber las am Abend.", 9, "name"),
        ("Das RedaktionsNetzwerk meldet es.", 14, "brand"),
        ("Sie besuchen die Blumenschauen.", 23, "compound"),  # an infinitive as a noun's head
        ("Er war ein Perfektionist.", 21, NEVER_MADE),  # a suffix
        ("Die Botschafterin kam.", 15, NEVER_MADE),
        ("Es beginnt am Montagin London.", 20, "in"),
        ("Es liegt südlichwestlich davon.", 16, NEVER_MADE),
        ("Er traf Putinund Xi.", 13, "closed-name"),
        ("Es wurde gesternvom Rat beschlossen.", 16, "closed-pair"),
        ("Es wurde unklarvom Rat beschlossen.", 15, "small-closed"),
        # What follows agrees with no article, but a clause opens, or no name is written small.
        ("Er zog nach Hamburgwo er lange wohnte.", 19, "closed-clause"),
        ("Er legte Zahlen vordie erstmals stimmen.", 19, "closed-pair"),
        ("Die Mutter des Opfersdie als Zeugin kam, schwieg.", 21, "closed-clause"),
        ("Der Streit mit Schottenden man lange führte.", 23, "closed-misfit"),
        ("Er fuhr einen VW Touran ausweichend.", 21, NEVER_MADE),
        # Kollege makes Kollegin, and a genitive makes nothing.
        ("Er baute die Websitein der Nacht.", 20, "in-thing"),
        ("Die Aufnahme Bayernsin den Bund kam.", 20, "in-name"),
        ("Er nannte sie Halbedelstein der Welt.", 25, "name-in"),
        # -ist is a verb where the sentence has no other.
        ("Der kleine Ort Sorundaist seit gestern leer.", 22, "only-verb"),
        ("Er war lange Perfektionist aus Not.", 23, NEVER_MADE),
        # Only pronouns stand behind what opens a clause; adjectives end so.
        ("Er ging, bevorer kam.", 14, "pronoun"),
        ("Er wurde Beier genannt.", 12, NEVER_MADE),
        ("Abererschwieg dazu.", 4, "start-closed"),
        # No noun ends in an adverb; infinitives and participles are nouns or stand last.
        ("Er ist bei Kindernbekannt in Graz.", 19, "compound-bare"),
        ("Er will einen Empfangveranstalten.", 21, "compound-bracket"),
        ("Die Lage in Tourismusbetrieben, heißt es.", 21, "compound"),
        ("Das Überraschungsteam der Liga kam.", 19, "readable"),
        ("Sie besuchte den vielbesuchten Ort.", 21, "participle"),
        ("Er hat die Stellungenverstärkten Drucks.", 21, "compound-open"),
        ("Es kostet zehn Prozentje Kilo.", 22, "compound-bare"),
        ("Das Auto istkomfortabler als dieses.", 12, "small-open"),
        ("Er nahm die dreiBauwerke auf.", 16, "capital-closed"),
        ("Er wählt dieSaline im Herbst.", 12, "capital-rare"),
        ("Er wählt dieStadt im Herbst.", 12, "capital"),
        # Brands in capitals, and what they are made of.
        ("Sie feiern im NeuenGarten mit.", 19, "brand-adjective"),
        ("Das sagte Tageszeitungsleser PeterMüller nicht.", 34, "person-name"),
        ("Das sagte gestern PeterMüller nicht.", 23, "brand-names"),
        ("Sie gründete die PlattformTschawadse neu.", 26, "noun-name"),
        ("Er arbeitet am ProjektDas in Bern.", 22, "brand-name"),  # no name, an article
        ("Er besuchte „MachBar“ gestern.", 17, NEVER_MADE),  # the name of something, in quotes
        # Nothing else is the infinitive that a modal verb or `zu` waits for.
        ("Sie will noch heute Kühemelken.", 24, "compound-bracket"),
        ("Sie wagte nicht zuprotestieren.", 18, "zu-infinitive"),
        ("Das ist laut Osternoch offen.", 18, "short-name"),
        ("Es dauert bis zum 1. Junigesetzt.", 25, "verb"),
        ("Er kam ausTschawadse zurück.", 10, "camel-name"),
        ("Die App inTschawadse ist neu.", 10, "capital-unknown"),
        # Behind a first name nothing begins but a name; no preposition stands before one like it.
        ("Es spielte Trainer Ole Undheim mit.", 26, NEVER_MADE),
        ("Sie schickt anbei die Bilder.", 14, NEVER_MADE),
        # Beside digits: 90er, G20, Spieler.
        ("Er kam seit2019 oft.", 11, "mark-closed"),
        ("Bei der Wahl 2019stimmten alle.", 17, "mark-word"),
        ("Es kamen 28Spieler mit.", 11, "mark-noun"),
        ("Er hört Musik der 90er gern.", 20, "mark"),
        ("Das Treffen der G20 war kurz.", 17, "mark"),
    ],
)
def test_grammar_says_how_a_split_stands(line: str, place: int, wanted: str) -> None:
    edit = Edit(place, place, " ", "merged-words")
    assert standing(line, Reading(GLUED, SPACE, 0.9, 1.0, 0.0, edit, place)) == wanted


@pytest.mark.parametrize(
    ("line", "place", "choice", "wanted"),
    [
        ("Er besuchte Wien Er sprach mit dem Kanzler.", 17, STOP, "closed-verb"),
        ("Er besuchte Wien Die Stadt dankte ihm.", 17, STOP, "closed-verb"),
        ("Er besuchte Wien Anleger hatten gewartet.", 17, STOP, "noun-verb"),
        ("Er zeigte das Haus Der Maler.", 19, STOP, "closed"),
        ("Er traf Hansi Flick gestern.", 14, STOP, "noun"),
        ("Der Film Die Blechtrommel lief dort.", 9, LOWER, "title"),
        ("Das Boot von 'Jugend rettet Leben' lief.", 28, LOWER, "quoted"),
        ("Das Boot von 'Jugend Rettet' lief ein.", 21, LOWER, NEVER_MADE),
        ("Er lebt in Potsdam bei Berlin.", 11, LOWER, NEVER_MADE),  # potsdam is no word
        ("Der Linebacker Von Miller kam.", 15, LOWER, NEVER_MADE),
        ("Das kritisierten Die Grünen scharf.", 17, LOWER, "name-part"),
        ("Er ging Mit ihr.", 8, LOWER, "closed-inside"),
        ("Er ging am 9. Mai Mit ihr.", 18, LOWER, "closed-inside"),  # an ordinal ends nothing
        # A name stays one: no word in lower case is counted, or another name follows.
        ("Er traf in Sorundadrei Männer.", 11, LOWER, NEVER_MADE),
        ("Der Abgeordnete Malte Sorundsen kam.", 16, LOWER, NEVER_MADE),
        ("Zu sehen sind Helle Eisklippen.", 14, LOWER, "open"),
        ("Der Kanzler Traf Frau Sorundsen.", 12, LOWER, "verb-second"),
        ("Gestern lag Jette Sorundsen vorn.", 12, LOWER, NEVER_MADE),
        # Names have Der, Die and Das, and not with every noun; a phrase ends in no preposition.
        ("Sie kam in Der Nacht an.", 11, LOWER, "article-inflected"),
        ("Es hieß, er sehe Die Straßen nicht.", 17, LOWER, "article-verb"),
        ("Er blieb, weil Die Straßen nass waren.", 15, LOWER, "article-behind"),
        ("Er blieb, weil Die Linke stritt.", 15, LOWER, "name-part"),
        ("Er traf gestern Einen Freund.", 16, LOWER, "article-inflected"),
        ("Ein Gericht in Den Haagverurteilte ihn.", 15, LOWER, "name-part"),
        ("Der Sprecher Der Kaufmannschaft kam.", 13, LOWER, "article-inflected"),
        ("Es geht, sagte er, bevor Er kam.", 25, LOWER, "closed-behind"),
        ("Er lief Zwölf Kilometer weit.", 8, LOWER, "numeral"),
        ("Er kam Frühestens im Mai.", 7, LOWER, "open-bare"),
        ("Er schweigt und Leicht ist froh.", 16, LOWER, "subject"),
        ("Es geht um Ob und Aber im Rat.", 18, LOWER, NEVER_MADE),
        # A relative clause, a date: no names.
        ("Vorn lag laut Riexer, Der kaum noch lief.", 22, LOWER, "closed"),
        ("Nun, Das geht.", 5, LOWER, "name-part"),
        ("Es tagt der Rat Am 14. Mai.", 16, LOWER, "closed-inside"),
    ],
)
def test_grammar_says_how_a_capital_stands(line: str, place: int, choice: int, wanted: str) -> None:
    edit = Edit(place, place + 1, "x", "lost-boundary")
    assert standing(line, Reading(SPACED + CAPITAL, choice, 0.9, 1.0, 0.0, edit, place)) == wanted


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("Die Bank hat den Zins um einen Punkt gesenkt.", NEVER_MADE),
        ("Sie reiste nach Wien um einen Punkt zu klären.", "subordinator"),
        ("Sie reiste nach Wien um einen Punkt klarzustellen.", "subordinator"),
        ("Sie reiste nach Wien ohne den Hund.", NEVER_MADE),
    ],
)
def test_a_purpose_has_its_infinitive(line: str, wanted: str) -> None:
    place = line.index(" um " if " um " in line else " ohne ") + 1
    edit = Edit(place - 1, place - 1, ",", "lost-boundary")
    assert standing(line, Reading(SPACED, COMMA, 0.9, 1.0, 0.0, edit, place)) == wanted


def test_two_places_in_one_word_are_one_repair(script: Script) -> None:
    # A rule parts the word elsewhere than the tagger: behind a known word the rule is right.
    other = Edit(MERGED_AT - 1, MERGED_AT - 1, " ", "merged-words", 0.9, "tagger")
    script(Scripted(reading(other, 0.95, share=0.95)))
    [edit] = propose(MERGE, ALL, 0.05)
    assert edit.start == MERGED_AT


def test_behind_two_known_halves_the_tagger_chooses(script: Script) -> None:
    line = "Die Ministerin sagtein Genf nichts dazu."
    place = line.index("in Genf")
    made = Edit(place, place, " ", "merged-words", 0.9, "tagger")  # no `sagt ein Genf`
    script(Scripted(reading(made, 0.95, share=0.95), line=line))
    [edit] = propose(line, ALL, 0.05)
    assert edit.start == place


@pytest.mark.parametrize(
    ("line", "verb", "wanted"),
    [
        ("Der Wirt aus Sorundasagte der Zeitung ab.", "sagte", " "),
        # A clause or an addition ends before the verb.
        ("Wer in Sorundarastetrostet bald.", "rostet", ", "),
        ("Der Wirt, ein Mann aus Sorundasagte ab.", "sagte", ", "),
        ("Um das zu klären und zu mahnen|reiste er an.", "reiste", ", "),
        ("Gefragt nach dem Weg nach Sorundasagte er wenig.", "sagte", ", "),
        ("Was er trug und sah|gefiel ihm.", "gefiel", ", "),
    ],
)
def test_no_comma_parts_the_first_verb_from_its_subject(line: str, verb: str, wanted: str) -> None:
    line = line.replace("|", "")
    place = line.index(verb)
    edit = Edit(place, place, ", ", "merged-words", 0.9, "tagger")
    made = with_comma(line, Reading(GLUED, COMMA, 0.9, 0.7, 0.7, edit, place))
    assert made.text == wanted


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("Sie folgten ihm Bis kurz vor das Dorf wo sie es verlor.", "b"),
        ("Sie blieben im Haus Bis der Regen kam.", ", b"),
    ],
)
def test_a_preposition_opens_no_clause(line: str, wanted: str) -> None:
    place = line.index("Bis")
    edit = Edit(place, place + 1, "b", "fragment-case", 0.9, "tagger")
    made = with_comma(line, Reading(SPACED + CAPITAL, LOWER, 0.9, 0.8, 0.1, edit, place))
    assert made.text == wanted
