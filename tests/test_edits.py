"""Edits, their composition and their offsets: the laws, by property."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reinschrift.composition import Offsets, compose, invert
from reinschrift.edits import Edit, Span, apply, between, check, diff, pieces, undo
from reinschrift.errors import InvalidEdits

LETTERS = st.text(alphabet="aäß ,.\n-“\u00ad😂", max_size=30)


@st.composite
def edits_over(draw: st.DrawFn, text: str, rules: tuple[str, ...] = ("one", "two")) -> list[Edit]:
    """Draw edits in order over `text`: insertions, deletions, replacements, also at one place."""
    places = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    spans = zip(places[::2], places[1::2], strict=False)
    return [
        Edit(start, end, draw(st.text(alphabet="xy .", max_size=3)), draw(st.sampled_from(rules)))
        for start, end in spans
    ]


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    text = draw(LETTERS)
    return text, draw(edits_over(text))


@given(edited())
def test_pieces_give_both_texts(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    walked = list(pieces(text, edits))
    assert "".join(piece.before for piece in walked) == text
    assert "".join(piece.after for piece in walked) == apply(text, edits)
    assert [piece.edit for piece in walked if piece.edit is not None] == edits


@given(LETTERS, st.text(max_size=3), st.data())
def test_an_edit_changes_only_its_span(text: str, new: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    out = apply(text, [Edit(start, end, new, "any")])
    assert out == text[:start] + new + text[end:]


@given(edited(), st.data())
def test_two_steps_compose_into_one(case: tuple[str, list[Edit]], data: st.DataObject) -> None:
    text, first = case
    middle = apply(text, first)
    second = data.draw(edits_over(middle, ("three",)))
    both = compose(text, first, second)
    check(text, both)
    assert apply(text, both) == apply(middle, second)
    known = {rule for edit in (*first, *second) for rule in edit.rules}
    assert {rule for edit in both for rule in edit.rules} <= known


@given(edited(), st.data())
def test_composing_three_steps_is_associative(
    case: tuple[str, list[Edit]], data: st.DataObject
) -> None:
    text, first = case
    middle = apply(text, first)
    second = data.draw(edits_over(middle))
    later = apply(middle, second)
    third = data.draw(edits_over(later))
    left = compose(text, compose(text, first, second), third)
    right = compose(text, first, compose(middle, second, third))
    assert apply(text, left) == apply(text, right) == apply(later, third)


@given(edited())
def test_composing_with_the_inverse_leaves_nothing(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    back = invert(text, edits)
    assert apply(apply(text, edits), back) == text
    assert apply(text, compose(text, edits, back)) == text
    assert compose(text, edits, back) == []


@given(edited())
def test_inverting_twice_gives_the_same(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    assert invert(apply(text, edits), invert(text, edits)) == edits


@given(edited(), st.data())
def test_spans_map_inside_and_in_order(case: tuple[str, list[Edit]], data: st.DataObject) -> None:
    text, edits = case
    out = apply(text, edits)
    offsets = Offsets(edits)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    there = offsets.to_edited(start, end)
    assert 0 <= there.start <= there.end <= len(out)
    begin = data.draw(st.integers(0, len(out)))
    stop = data.draw(st.integers(begin, len(out)))
    back = offsets.to_raw(begin, stop)
    assert 0 <= back.start <= back.end <= len(text)
    assert offsets.to_edited(0, len(text)).end <= len(out)


@given(edited())
def test_characters_outside_the_edits_map_there_and_back(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    out = apply(text, edits)
    offsets = Offsets(edits)
    for place in range(len(text)):
        if any(edit.start <= place < edit.end for edit in edits):
            continue
        there = offsets.to_edited(place, place + 1)
        assert out[there.start : there.end] == text[place]
        assert offsets.to_raw(*there) == Span(place, place + 1)


@given(edited(), st.sampled_from(["one", "two", "three"]))
def test_undo_keeps_the_other_edits_whole(case: tuple[str, list[Edit]], rule: str) -> None:
    _, edits = case
    assert undo(edits, rule) == [edit for edit in edits if rule not in edit.rules]


@given(LETTERS, LETTERS)
def test_between_leads_from_one_text_to_the_other(before: str, after: str) -> None:
    assert apply(before, between(before, after, "any")) == after


@pytest.mark.parametrize(
    "edits",
    [
        [Edit(0, 9, "", "any")],
        [Edit(3, 2, "", "any")],
        [Edit(-1, 0, "", "any")],
        [Edit(0, 3, "", "any"), Edit(2, 4, "", "any")],
        [Edit(2, 4, "", "any"), Edit(0, 1, "", "any")],
    ],
)
def test_edits_out_of_order_or_place_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(InvalidEdits):
        apply("Text", edits)


def test_edits_that_meet_become_one_that_names_both_rules() -> None:
    first = [Edit(4, 4, " ", "merged-words", 0.9, "two words")]
    second = [Edit(5, 6, "i", "fragment-case", 0.8, "no noun"), Edit(7, 7, "!", "other")]
    composed = compose("HausIn", first, [Edit(4, 6, " i", "fragment-case", 0.8, "no noun")])
    assert composed == [Edit(4, 5, " i", "merged-words+fragment-case", 0.8, "two words; no noun")]
    beside = compose("HausIn", first, second)
    assert [edit.rule for edit in beside] == ["merged-words", "fragment-case", "other"]


def test_a_diff_shows_what_goes_and_what_comes() -> None:
    edits = [Edit(0, 4, "", "stray-fragment"), Edit(9, 9, ",", "spacing")]
    assert diff("Sie Die Zahl", edits) == "[-Sie -]Die Z{+,+}ahl"
