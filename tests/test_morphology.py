"""What can be one German word, and what a verb form looks like."""

from __future__ import annotations

import pytest

from reinschrift.lexicon import bucket_of, load
from reinschrift.morphology import INFLECTED, head_size, is_compound, is_one_word, reading_size
from reinschrift.verbs import is_nominal, is_verb
from reinschrift.words import is_verb_form


@pytest.mark.parametrize(
    "word",
    "Ausbildungsbetrieben unbedingter Gletscherrandseilbahn Putschistinnen Brückensanierungsplan "
    "streichelnden Klosterbrauereien Zugbegleiterin Unbotmäßigen".split(),
)
def test_a_healthy_word_is_one_word(word: str) -> None:
    assert is_one_word(word, load())


@pytest.mark.parametrize(
    "word",
    "Putinund Sprecherder Selenskyjbehauptete überschrittenobwohl Bundestagdas "
    "Opferund gesagtund Zentralbanksenkte".split(),
)
def test_a_merge_is_no_word(word: str) -> None:
    assert reading_size(word, load()) < INFLECTED
    assert not is_one_word(word, load()) or is_compound(word, load())


def test_a_head_is_a_noun_and_no_function_word() -> None:
    lexicon = load()
    assert head_size("Brückenbau", lexicon) == lexicon.size("Bau")
    assert head_size("Brückender", lexicon) == 0
    assert head_size("Regierungreise", lexicon) == 0  # -ung takes a linking s
    assert head_size("Regierungsreise", lexicon) == lexicon.size("Reise")


@pytest.mark.parametrize("word", "senkte gefunden nahm schloss weigert forderten liest".split())
def test_a_finite_verb_or_bare_participle_is_a_verb(word: str) -> None:
    if word == "schloss":
        assert not is_verb(word, load())  # das Schloss
    else:
        assert is_verb(word, load())


@pytest.mark.parametrize("word", "letzte zweiten weit Haus schütteln bunte gut der".split())
def test_another_word_is_no_verb(word: str) -> None:
    assert not is_verb(word, load())


def test_nominal_forms_are_told_from_finite_ones() -> None:
    forms = ("schütteln", "verletzte", "überlebenden", "senkte", "gefunden", "traf")
    assert [is_nominal(form, load()) for form in forms] == [True, True, True, False, False, False]


def test_a_clause_can_end_in_a_verb_form_only() -> None:
    words = ("entwickeln", "vorgestellt", "nordkoreanisch", "großen", "vor", "hat")
    assert [is_verb_form(word) for word in words] == [True, True, False, False, False, True]


def test_the_lexicon_counts_in_binary_orders() -> None:
    lexicon = load()
    assert [bucket_of(count) for count in (1, 2, 3, 4, 1000)] == [0, 1, 1, 2, 9]
    assert lexicon.size("und") > lexicon.size("obwohl") > lexicon.size("Putin") > 0
    assert lexicon.size("Putinund") == 0
    assert "Putinund" not in lexicon
    assert "Putin" in lexicon.names
    assert "Haus" not in lexicon.names
    assert "the" not in lexicon or "the" in lexicon.english
    assert not any(label in lexicon for label in ("w1", "n3", "e2"))
    assert sum(1 for _ in lexicon.forms()) > 200_000


def test_what_ends_in_a_hyphen_is_no_word() -> None:
    assert reading_size("Tanz-", load()) == reading_size("", load()) == 0
