"""What is not taken over from the restorer, whatever it thinks of it."""

from __future__ import annotations

import pytest

from reinschrift.edits import Edit, apply
from reinschrift.restorer.changes import find_changes
from reinschrift.stages.overreach import (
    joins_sentences,
    lowers_name,
    lowers_title,
    moves_what_is_right,
    parts_unknown,
    sets_idle_comma,
    takes_article,
)


@pytest.mark.parametrize(
    ("before", "after", "takes"),
    [
        ("Der Hafen wurde gesperrt.", "Hafen wurde gesperrt.", True),
        ("Das Ob und Wann bleibt offen.", "Ob und Wann bleibt offen.", True),
        ("Ein Dorf das in Tirol liegt.", "Ein Dorf in Tirol liegt.", True),
        ("Er maß den 9 Meter hohen Turm.", "Er maß 9 Meter hohen Turm.", True),
        # A second article, and that of a name.
        ("Er sah die Die Stadt.", "Er sah die Stadt.", False),
        ("Er klagte beim Das Amtsgericht.", "Er klagte beim Amtsgericht.", False),
        ("Die das Land hat Geld.", "das Land hat Geld.", False),
        ("Der Putin schwieg dazu.", "Putin schwieg dazu.", False),
        ("Ihm Der Rat half.", "Der Rat half.", False),
    ],
)
def test_no_noun_and_no_clause_loses_its_article(before: str, after: str, takes: bool) -> None:
    [edit] = find_changes(before, after)
    assert apply(before, [edit]) == after
    assert takes_article(before, edit) is takes


@pytest.mark.parametrize(
    ("before", "after", "idle"),
    [
        ("Er war laut Interpol der dritte seit Mai.", "Interpol, der", True),
        ("Sie traf Merz den neuen Kanzler.", "Merz, den", False),
        ("Sie traf Merz der lange schwieg.", "Merz, der", False),
        ("Er kam als Interpol schwieg.", "kam, als", False),
    ],
)
def test_a_comma_before_an_article_opens_something(before: str, after: str, idle: bool) -> None:
    whole = before.replace(after.replace(",", ""), after)
    [edit] = find_changes(before, whole)
    assert sets_idle_comma(before, edit) is idle


@pytest.mark.parametrize(
    ("before", "after", "joins"),
    [
        ("Sie fehlen Die Züge fuhren nicht.", "Sie fehlen, die Züge nicht fuhren.", True),
        ("Sie fehlen Er weint darum.", "Sie fehlen, er weint darum.", True),
        ("Es hilft Die Kinder zu fragen.", "Es hilft, die Kinder zu fragen.", False),
        ("Er fehlt Weil er krank ist.", "Er fehlt, weil er krank ist.", False),
    ],
)
def test_two_sentences_stay_two(before: str, after: str, joins: bool) -> None:
    assert joins_sentences(before, find_changes(before, after)) is joins


@pytest.mark.parametrize(
    ("before", "after", "lowers"),
    [
        ("Sie hat es unterzeichnetKritik übt sie nicht.", "unterzeichnet, kritik", True),
        ("Sie lobt Vonlanthen.", "vonlanthen", True),
        ("Sie kam in Der Nacht.", "der", False),
        ("Das ist Wichtig.", "wichtig", False),
    ],
)
def test_what_has_a_capital_everywhere_keeps_it(before: str, after: str, lowers: bool) -> None:
    start = next(at for at in range(len(before)) if before[at:].lower()[:3] == after[:3].lower())
    end = start + len(after.replace(", ", ""))
    assert lowers_name(before, Edit(start, end, after, "fragment-case")) is lowers


@pytest.mark.parametrize(
    ("text", "word", "begins"),
    [
        ("Er wohnt An der Alster.", "An", True),
        ("Sie lebt Unter den Linden, er nicht.", "Unter", True),
        ("Sie kam in Der Nacht an.", "Der", False),
        ("Sie kam Nach dem Spiel an.", "Nach", False),
    ],
)
def test_what_may_begin_a_name_keeps_its_capital(text: str, word: str, begins: bool) -> None:
    place = text.index(word)
    edit = Edit(place, place + len(word), word.lower(), "fragment-case")
    assert lowers_title(text, edit) is begins


@pytest.mark.parametrize(
    ("word", "parts", "is_name"),
    [
        ("Tschawelund", "Tschawel und", True),
        # A mark is more than a name's end; that of no other; a word that is known.
        ("Tschawelder", "Tschawel, der", False),
        ("Tschawelgegen", "Tschawel gegen", False),
        ("Hamburgund", "Hamburg und", False),
    ],
)
def test_what_may_be_one_name_stays_one(word: str, parts: str, is_name: bool) -> None:
    edit = Edit(4, 4 + len(word), parts, "merged-words")
    assert parts_unknown(f"Sie {word} kam.", edit) is is_name


def test_no_verb_goes_into_a_list() -> None:
    text = "Er hat entsandt Kräfte aus Rumänien, Zypern und der Slowakei."
    place = text.index(", Zypern")
    edits = [
        Edit(7, 16, "", "moved-anchor"),
        Edit(place, place, " entsandt", "moved-anchor"),
    ]
    assert moves_what_is_right(text, edits)
    assert not moves_what_is_right(text.replace(", Zypern und der Slowakei", ""), edits)
