"""The stages: their table, what each flags, and the laws on random text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reinschrift.edits import Edit, Flag, apply
from reinschrift.repairs import repair
from reinschrift.stages import LEVELS, RULES, STAGES
from reinschrift.stages.commas import comma_before
from reinschrift.stages.neighbours import fits, has_object
from reinschrift.stages.splits import find_splits

# German fragments, scars and odd characters: what the rules look for, in every company.
FRAGMENTS = st.sampled_from(
    [
        *"Putin,und,Putinund,der,Die,die Ukraine,derUkraine,Sie ,Bei,bei ihrem,nordkoreanisch,"
        "überschritten,obwohl,überschrittenobwohl,Selenskyjbehauptete,sagte,Jong-unauf,§ 5,z. B.,"
        "entwickeln,Dies würde,1989fiel,3.000,24,Bun\xaddes\xadtag,Regie-\nrung,&amp;,"
        '&amp;uuml;,KÃ¼ste,â€ž,„,“,",»,«,(NATO),)und,www.a.de,a@b.de,#Wort,@du,Bürger*innen,'
        "\n,\n\n, ,"
        "\xa0,\u200b,\u200d,\u200e,\ufeff,\x00,😂,-,–,.,!,?,:,;,\t,�,שלום,ß,Ü,ist,hat,zu".split(
            ","
        ),
        ",",
    ]
)
TEXTS = st.lists(FRAGMENTS, max_size=25).flatmap(
    lambda parts: st.sampled_from(["", " "]).map(lambda gap: gap.join(parts))
)
TEXTS_OF_ALL_KINDS = TEXTS | st.text(max_size=60)


def test_the_table_names_each_stage_and_its_reason() -> None:
    assert tuple(STAGES) == RULES
    assert all(row.level in LEVELS and row.why for row in STAGES.values())


@given(TEXTS_OF_ALL_KINDS)
@settings(max_examples=300, deadline=None)
def test_repair_settles_replays_and_stays_local(text: str) -> None:
    for level in ("standard", "full"):
        done = repair(text, level=level)
        assert apply(text, done.edits) == done.text
        again = repair(done.text, level=level)
        assert again.text == done.text
        assert again.edits == ()
        for flag in done.flags:
            assert 0 <= flag.start <= flag.end <= len(text)


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_a_protected_word_is_never_touched(text: str) -> None:
    words = ("Putinund", "derUkraine", "überschrittenobwohl", "KÃ¼ste", "Dies")
    done = repair(text, protect=words)
    for word in words:
        for match in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text):
            assert not any(
                edit.start < match.end() and match.start() < edit.end for edit in done.edits
            )
            assert not any(match.start() < edit.start < match.end() for edit in done.edits)


def test_a_protected_word_stays_protected_when_a_letter_comes_to_stand_beside_it() -> None:
    text = "&amp;uuml;KÃ¼ste"
    assert repair(text, protect=["KÃ¼ste"]).text == "üKÃ¼ste"


@given(TEXTS, st.sampled_from(RULES))
@settings(max_examples=150, deadline=None)
def test_undo_reverts_whole_edits(text: str, rule: str) -> None:
    done = repair(text)
    undone = done.undo(rule=rule)
    assert undone.edits == tuple(edit for edit in done.edits if rule not in edit.rules)
    assert apply(text, undone.edits) == undone.text


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_a_stage_proposes_inside_the_text_and_under_its_name(text: str) -> None:
    for rule, row in STAGES.items():
        for one in row.stage(text):
            assert 0 <= one.start <= one.end <= len(text)
            assert one.rule == rule
            assert 0.5 < one.confidence <= 1
            assert one.evidence
            assert isinstance(one, Flag) or one.text != text[one.start : one.end]


@given(st.lists(TEXTS, min_size=1, max_size=4))
@settings(max_examples=100, deadline=None)
def test_lines_beside_changed_ones_are_looked_at_again(lines: list[str]) -> None:
    # The later passes look at a part of the text; the result must be settled everywhere.
    text = "\n".join(lines)
    done = repair(text)
    for row in STAGES.values():
        if row.level != "full":
            proposals = [one for one in row.stage(done.text) if isinstance(one, Edit)]
            # What is still proposed was refused: protected places, or a line that never settles.
            assert not proposals or repair(done.text).text == done.text


def test_what_is_seen_and_not_mended_is_flagged() -> None:
    text = "Der Regierung verpflichtet sich, Hilfe zu genehmigen Ukraine in Tagen."
    flags = repair(text, level="full").flags
    assert [(flag.rule, text[flag.start : flag.end]) for flag in flags] == [
        ("agreement", "Der Regierung"),
        ("moved-anchor", "zu genehmigen Ukraine in"),
    ]
    assert repair(text).flags == ()


def test_a_flag_keeps_its_place_when_an_edit_moves_the_text() -> None:
    text = "Er  traf Putinund Xi.\nDer Regierung verpflichtet sich  dazu."
    [flag] = repair(text, level="full").flags
    assert text[flag.start : flag.end] == "Der Regierung"


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("Er hat gewarnt|dass es brennt.", True),
        ("Er sah den Mann|der seine Frau suchte.", True),
        ("Die Zahl|der Opfer ist gestiegen.", False),
        ("Das Unternehmen|das Sportwagen baut, streicht Stellen.", True),
        ("Die Firma hat angekündigt|ihre Preise zu erhöhen.", True),
        ("Er kam|um zu helfen.", True),
        ("Der Sender berichtet|die Gespräche seien gescheitert.", True),
        ("Sie traf Putin|und Xi.", False),
        ("Ihr Sprecher, Jan Heller|behauptete das.", True),
        ("Der Sprecher Jan Heller|behauptete das.", False),
        ("Er sprach mit dem Minister|über die Lage.", False),
        ("Man wartet, bis ein Nachfolger an der Spitze|der Partei gefunden sei.", False),
        ("Er musste nach Mahnungen|aus dem Saal entfernt werden.", False),
        ("Es geht nicht um Rache|sondern um Recht.", True),
        ("Er kam nicht|denn der Zug fiel aus.", True),
        ("Niemand weiß|ob er kommt.", True),
        ("Sie ist größer|als ihr Bruder.", False),
        ("Es war dunkel|als er kam.", True),
    ],
)
def test_a_comma_stands_where_german_wants_it(sentence: str, wanted: bool) -> None:
    left, _, right = sentence.partition("|")
    word = re.match(r"\w+", right)
    assert word is not None
    assert comma_before(left + right, len(left), word.group()) is wanted


@pytest.mark.parametrize(
    ("word", "following", "wanted"),
    [
        ("nach", " stationiert", False),
        ("nach", " Norden", True),
        ("nach", " schweren Kämpfen", True),
        ("eine", " Mehrheit", True),
        ("eine", " in Sachsen", False),
        ("den", " eingezäuntes Haus", False),
        ("aus", ".", True),
        ("nach", ".", False),
        ("und", "", False),
        ("sagte", ".", True),
    ],
)
def test_a_word_fits_what_follows(word: str, following: str, wanted: bool) -> None:
    assert fits(word, word + following, len(word)) is wanted


def test_an_object_shows_a_finite_verb() -> None:
    assert has_object("bestätigte", " den Vorfall", 0)
    assert not has_object("verletzte", " der beiden", 0)


@pytest.mark.parametrize(
    ("word", "place"),
    [
        ("Putinund", 5),
        ("Jong-unauf", 7),
        ("Selenskyjbehauptete", 9),
        ("überschrittenobwohl", 13),
        ("Zentralbanksenkte", 11),
        ("Krisein", 5),
        ("Wunderund", 6),
    ],
)
def test_a_merge_falls_where_its_words_meet(word: str, place: int) -> None:
    assert find_splits(word)[0].place == place
    assert find_splits(word)[0].evidence


@pytest.mark.parametrize(
    "word",
    "Hochdrucklagen Psychotherapeutin Schwerverletzte Dressurreiten Videoschalte EU NATO-Staaten "
    "Unbotmäßigsten Kriminalwissenschaften Südkoreanerin Bevölkerungsstand grabenden "
    "Räuchermännchenwerkstatt Wohnungslosenunterkünfte weithergeholter heraushaben".split(),
)
def test_a_healthy_word_falls_nowhere(word: str) -> None:
    assert find_splits(word) == ()
