"""Marks on their way into English: none lost, whole words, nothing crossed."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reinschrift.documents import Block, Document, Mark
from reinschrift.edits import Span
from reinschrift.engines import Attention, Echo
from reinschrift.flow import Flow
from reinschrift.links import place_marks
from reinschrift.links.segments import Segment


def aligned(source: str, target: str, pairs: dict[str, str], *, sure: float = 0.3) -> Attention:
    """Build the attention of a model that looks at one word for each word it writes."""
    sources = [Span(*match.span()) for match in re.finditer(r"\S+", source)]
    targets = [Span(*match.span()) for match in re.finditer(r"\S+", target)]
    names = [source[span.start : span.end] for span in sources]
    rows = []
    for span in targets:
        looked = pairs.get(target[span.start : span.end])
        hit = names.index(looked) if looked else None
        flat = (1 - sure) / len(names) if hit is not None else 1 / len(names)
        rows.append(tuple(flat + sure * (at == hit) for at in range(len(names))))
    return Attention(tuple(sources), tuple(targets), tuple(rows))


def place(source: str, target: str, pairs: dict[str, str], *marked: str) -> list[str]:
    marks = [Mark(source.index(text), source.index(text) + len(text), "link") for text in marked]
    whole = Segment(Span(0, len(source)), Span(0, len(target)), aligned(source, target, pairs))
    return [target[m.start : m.end] for m in place_marks(marks, [whole], source, target).marks]


GERMAN = "Gestern hat Kirby die Zahlen aus Kursk bestätigt."
ENGLISH = "Kirby confirmed the figures from Kursk yesterday."
PAIRS = {
    "Kirby": "Kirby", "confirmed": "bestätigt.", "the": "die", "figures": "Zahlen",
    "from": "aus", "Kursk": "Kursk", "yesterday.": "Gestern",
}  # fmt: skip


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        ("Kirby", "Kirby"),
        ("Gestern", "yesterday"),
        ("die Zahlen aus Kursk", "the figures from Kursk"),
        ("bestätigt", "confirmed"),
        (GERMAN, ENGLISH),
        ("Kirb", "Kirby"),
    ],
)
def test_a_mark_goes_to_the_words_that_look_at_it(marked: str, wanted: str) -> None:
    assert place(GERMAN, ENGLISH, PAIRS, marked) == [wanted]


def test_marks_inside_others_stay_inside() -> None:
    found = place(GERMAN, ENGLISH, PAIRS, "die Zahlen aus Kursk", "Kursk", "Zahlen")
    assert found == ["the figures from Kursk", "Kursk", "figures"]


def test_marks_on_either_side_of_a_slash_stay_there() -> None:
    assert place("Foto: Möller/dpa", "Photo: Möller/dpa", {}, "Möller", "dpa") == ["Möller", "dpa"]


def test_marks_side_by_side_stay_apart() -> None:
    assert place(GERMAN, ENGLISH, PAIRS, "Kirby", "die Zahlen") == ["Kirby", "the figures"]


def test_marks_share_a_word_where_english_has_too_few() -> None:
    source, target = "von der Leyen kam", "Leyen came"
    marks = [Mark(0, 3, "a"), Mark(4, 7, "b"), Mark(8, 13, "c"), Mark(14, 17, "d")]
    placed = place_marks(marks, [Segment(Span(0, 17), Span(0, 10))], source, target).marks
    assert [mark.kind for mark in placed] == ["a", "b", "c", "d"]
    assert all(target[mark.start : mark.end] in ("Leyen", "came", target) for mark in placed)


def test_a_mark_over_two_sentences_goes_from_first_to_last_word() -> None:
    source, target = "Er kam. Sie ging.", "He came. She left."
    segments = [
        Segment(Span(0, 7), Span(0, 8), aligned("Er kam.", "He came.", {"came.": "kam."})),
        Segment(Span(8, 17), Span(9, 18), aligned("Sie ging.", "She left.", {"She": "Sie"})),
    ]
    [mark] = place_marks([Mark(3, 11, "em")], segments, source, target).marks
    assert target[mark.start : mark.end] == "came. She"


def test_an_empty_translation_keeps_its_marks() -> None:
    [mark] = place_marks([Mark(0, 3, "a")], [Segment(Span(0, 3), Span(0, 0))], "Ach", "").marks
    assert mark == Mark(0, 0, "a")


def test_marks_without_attention_go_by_position() -> None:
    source, target = "eins zwei drei vier", "one two three four"
    segment = Segment(Span(0, 19), Span(0, 18))
    [mark] = place_marks([Mark(10, 14, "a")], [segment], source, target).marks
    assert target[mark.start : mark.end] == "three"


texts = st.lists(
    st.sampled_from(
        ["Haus", "und", "Kim-Jong", "„Ja“,", "–", "a", "Straße.", "Der", "Tag!", "(so)", "🤖"]
    ),
    min_size=1,
    max_size=14,
).map(" ".join)


@st.composite
def marked_blocks(draw: st.DrawFn) -> Block:
    text = draw(texts)
    marks = []
    for number in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, len(text)))
        marks.append(Mark(start, end, draw(st.sampled_from("ab")), {"href": str(number)}))
    return Block(text, marks=tuple(marks))


def contains(outer: Mark, inner: Mark) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def are_apart(one: Mark, other: Mark) -> bool:
    return one.end <= other.start or other.end <= one.start


def check_laws(before: Block, after: Block) -> None:
    """Hold the laws of marks; one that was split counts from its first piece to its last."""
    placed: list[Mark] = []
    rest = list(after.marks)
    for old in before.marks:
        pieces = [rest.pop(0)]
        while rest and rest[0].attributes == old.attributes:
            pieces.append(rest.pop(0))
        for new in pieces:
            assert (new.kind, new.attributes) == (old.kind, old.attributes)
            assert 0 <= new.start <= new.end <= len(after.text)
            for edge in (new.start, new.end):  # no word is cut
                around = after.text[max(edge - 1, 0) : edge + 1]
                assert not (0 < edge < len(after.text) and around.isalpha())
        assert all(one.end < other.start for one, other in pairwise(pieces))
        placed.append(replace(pieces[0], end=pieces[-1].end))
        if len(pieces) > 1:
            assert not any(contains(old, one) for one in before.marks if one is not old)
    assert not rest
    pairs = list(zip(before.marks, placed, strict=True))
    is_nested = all(
        contains(a, b) or contains(b, a) or are_apart(a, b)
        for (a, _), (b, _) in combinations(pairs, 2)
    )
    if not is_nested or len(after.marks) > len(before.marks):
        return
    for (old, new), (other_old, other_new) in combinations(pairs, 2):
        assert contains(new, other_new) or contains(other_new, new) or are_apart(new, other_new)
        is_edge = other_old.start == other_old.end and other_old.start in (old.start, old.end)
        if contains(old, other_old) and not contains(other_old, old) and not is_edge:
            assert contains(new, other_new)


@settings(deadline=None)  # the first one loads the glossary
@given(marked_blocks())
def test_the_laws_hold_for_random_marks_and_an_echo(block: Block) -> None:
    after = Flow(Echo(), rules=())(Document((block,))).blocks[0]
    assert after.text == block.text
    check_laws(block, after)


@settings(deadline=None)  # the first one loads the glossary
@given(marked_blocks(), st.data())
def test_the_laws_hold_for_random_attention(block: Block, data: st.DataObject) -> None:
    target = data.draw(texts)
    sources = tuple(Span(*match.span()) for match in re.finditer(r"\S+", block.text))
    targets = tuple(Span(*match.span()) for match in re.finditer(r"\S+", target))
    weight = st.floats(0, 1, allow_nan=False)
    rows = tuple(tuple(data.draw(weight) for _ in sources) for _ in targets)
    attention = data.draw(st.sampled_from([None, Attention(sources, targets, rows)]))
    segment = Segment(Span(0, len(block.text)), Span(0, len(target)), attention)
    marks = place_marks(block.marks, [segment], block.text, target).marks
    check_laws(block, Block(target, marks=marks))


@settings(deadline=None)  # the first one loads the glossary
@given(marked_blocks())
def test_marks_on_whole_words_come_back_from_an_echo_as_they_were(block: Block) -> None:
    words = [Span(*match.span()) for match in re.finditer(r"\w[\w-]*", block.text)]
    marks = tuple(Mark(word.start, word.end, "link") for word in words)
    after = Flow(Echo(), rules=())(Document((Block(block.text, marks=marks),))).blocks[0]
    assert after.marks == marks


def test_a_mark_is_split_where_english_puts_other_words_between() -> None:
    source, target = "Die Polizei wies die Vorwürfe zurück.", "Police turned the allegations down."
    pairs = {"Police": "Polizei", "turned": "wies", "allegations": "Vorwürfe", "down.": "zurück."}
    attention = aligned(source, target, pairs, sure=0.9)
    segment = Segment(Span(0, len(source)), Span(0, len(target)), attention)
    placed = place_marks([Mark(12, 16, "link")], [segment], source, target)
    words = [target[mark.start : mark.end] for mark in placed.marks]
    assert words == ["turned", "down"]


def test_a_mark_whose_words_were_dropped_is_told() -> None:
    source, target = "Gestern kam Kirby an.", "Kirby arrived."
    attention = aligned(source, target, {"Kirby": "Kirby", "arrived.": "an."})
    segment = Segment(Span(0, len(source)), Span(0, len(target)), attention)
    placed = place_marks([Mark(0, 7, "link")], [segment], source, target)
    assert len(placed.marks) == 1
    assert placed.lost == (0,)


def test_a_point_goes_before_the_word_that_it_stood_before() -> None:
    attention = aligned(GERMAN, ENGLISH, PAIRS, sure=0.9)
    segment = Segment(Span(0, len(GERMAN)), Span(0, len(ENGLISH)), attention)
    place = GERMAN.index("Kursk")
    marks = [Mark(12, 17, "link"), Mark(place, place, "point")]
    placed = place_marks(marks, [segment], GERMAN, ENGLISH)
    assert placed.marks[1].start == placed.marks[1].end == ENGLISH.index("Kursk")
    assert placed.lost == ()


def place_alone(source: str, target: str, pairs: dict[str, str], marked: str) -> list[str]:
    """Place one mark by an attention that is almost certain."""
    mark = Mark(source.index(marked), source.index(marked) + len(marked), "link")
    segment = Segment(
        Span(0, len(source)), Span(0, len(target)), aligned(source, target, pairs, sure=0.95)
    )
    return [target[m.start : m.end] for m in place_marks([mark], [segment], source, target).marks]


@pytest.mark.parametrize(
    ("source", "target", "pairs", "marked", "wanted"),
    [
        # A part of a separable verb stands for the whole verb.
        ("Der Chef wies die Kritik zurück.", "The boss rejected the criticism.",
         "The:Der boss:Chef rejected:wies the:die criticism.:Kritik", "zurück", ["rejected"]),
        # A noun that makes a phrase with a verb goes with it, but not the verb with the noun.
        ("Er nahm dazu Stellung.", "He took a position on this.",
         "He:Er took:nahm a:Stellung. position:Stellung. on:dazu this.:dazu", "nahm",
         ["took a position"]),
        ("Er nahm dazu Stellung.", "He took a position on this.",
         "He:Er took:nahm position:Stellung. on:dazu this.:dazu", "Stellung", ["position"]),
        # Each part of a parted mark begins as its own German words do.
        ("Der Zoll fand am Montag Gold.", "Customs found gold on Monday.",
         "Customs:Zoll found:fand gold:Gold. on:am Monday.:Montag", "fand am Montag",
         ["found", "on Monday"]),
        ("Gold fand der Zoll am Montag.", "Customs found gold on Monday.",
         "Customs:Zoll found:fand gold:Gold on:am Monday.:Montag.", "der Zoll", ["Customs"]),
        # The particle of an English verb behind its object.
        ("Er schaltete das Radio aus.", "He turned the radio off.",
         "He:Er turned:schaltete the:das radio:Radio off.:aus.", "schaltete", ["turned", "off"]),
        # An adverb may be a phrase, a noun is none.
        ("Er sagte kurzfristig ab.", "He canceled at short notice.",
         "He:Er canceled:sagte at:kurzfristig short:kurzfristig notice.:kurzfristig",
         "kurzfristig", ["at short notice"]),
        ("Er kam mit Freunden.", "He came with friends.",
         "He:Er came:kam with:mit friends.:Freunden.", "Freunden", ["friends"]),
        # The auxiliary of a negation is in, one of the passive is not.
        ("Sie stimmten nicht zu.", "They did not agree.",
         "They:Sie did:stimmten not:nicht agree.:stimmten", "nicht", ["did not"]),
        ("Das Geld wurde nie bezahlt.", "The money has never been paid.",
         "The:Das money:Geld has:wurde never:nie been:wurde paid.:bezahlt.", "nie bezahlt",
         ["never", "paid"]),
        # The `to` of a modal verb is in, one of a verb behind a preposition is not.
        ("Sie will bleiben.", "She wants to stay.",
         "She:Sie wants:will to:will stay.:bleiben.", "will", ["wants to"]),
        ("Er will mit dem Besten rechnen.", "He wants to expect the best.",
         "He:Er wants:will to:mit expect:rechnen. the:dem best.:Besten", "mit dem Besten rechnen.",
         ["expect the best"]),
        # A preposition behind a verb is its own, but not one that a German word stands for.
        ("Er bedauerte die Panne.", "He expressed regret over the mishap.",
         "He:Er expressed:bedauerte regret:bedauerte the:die mishap.:Panne.", "bedauerte",
         ["expressed regret over"]),
        ("Er schlief, bevor sie kam.", "He slept before she came.",
         "He:Er slept:schlief, before:bevor she:sie came.:kam.", "schlief", ["slept"]),
        # What stands apart from its verb may need a preposition that German has not.
        ("Er hat das Buch seiner Mutter gewidmet.", "He dedicated the book to his mother.",
         "He:Er dedicated:gewidmet. the:das book:Buch his:seiner mother.:Mutter",
         "seiner Mutter gewidmet",
         ["dedicated", "to his mother"]),
        # An auxiliary is in if it is all that English has for a verb.
        ("Er stand unter Druck.", "He was under pressure.",
         "He:Er was:stand under:unter pressure.:Druck.", "stand unter Druck",
         ["was under pressure"]),
    ],
)  # fmt: skip
def test_function_words_follow_the_german(
    source: str, target: str, pairs: str, marked: str, wanted: list[str]
) -> None:
    known = dict(pair.split(":") for pair in pairs.split())
    # Attention looks at words with their stops.
    words = {word.rstrip("."): word for word in source.split()}
    looked = {one: words[other.rstrip(".")] for one, other in known.items()}
    assert place_alone(source, target, looked, marked) == wanted


def test_a_word_that_nothing_is_known_about_goes_to_what_would_have_none() -> None:
    source, target = "Der Qualk hat die Trümpel gezwirbt.", "The qualk blonked the trumps."
    pairs = {"The": "Der", "qualk": "Qualk", "the": "die", "trumps.": "Trümpel"}
    known = aligned(source, target, pairs | {"blonked": "Qualk"}, sure=0.55)
    mark = Mark(source.index("gezwirbt"), source.index("."), "link")
    segment = Segment(Span(0, len(source)), Span(0, len(target)), known)
    [placed] = place_marks([mark], [segment], source, target).marks
    assert target[placed.start : placed.end] == "blonked"


def test_a_lost_space_before_a_quote_does_not_join_two_words() -> None:
    source, target = "Er sagte:„Das reicht.“", "He said: “That is enough.”"
    segment = Segment(Span(0, len(source)), Span(0, len(target)))
    [placed] = place_marks([Mark(10, 20, "link")], [segment], source, target).marks
    assert target[placed.start : placed.end] == "That is enough"


@pytest.mark.parametrize(
    ("source", "target", "spans", "wanted"),
    [
        ("Der SPD-Politiker kam.", "The SPD politician came.", [(4, 7)], ["SPD"]),
        ("Am Ende stand es 3:2.", "In the end it was 3:2.", [(17, 18), (19, 20)], ["3", "2"]),
        # No word is cut at its hyphen.
        ("Der Ex-Minister kam.", "The ex-minister came.", [(4, 6)], ["ex-minister"]),
    ],
)
def test_a_part_of_a_joined_word_is_marked_alone_where_english_has_it(
    source: str, target: str, spans: list[tuple[int, int]], wanted: list[str]
) -> None:
    segment = Segment(Span(0, len(source)), Span(0, len(target)))
    marks = [Mark(start, end, "link") for start, end in spans]
    placed = place_marks(marks, [segment], source, target).marks
    assert [target[mark.start : mark.end] for mark in placed] == wanted


def test_a_link_on_a_sign_stays_on_a_sign() -> None:
    source, target = "Er kam gestern .", "He came yesterday ."
    pairs = {"He": "Er", "came": "kam", "yesterday": "gestern", ".": "."}
    assert place(source, target, pairs, ".") == ["."]


def test_a_point_that_touches_the_word_before_it_goes_behind_that_word() -> None:
    attention = aligned(GERMAN, ENGLISH, PAIRS, sure=0.9)
    segment = Segment(Span(0, len(GERMAN)), Span(0, len(ENGLISH)), attention)
    place = GERMAN.index("Kursk") + len("Kursk")
    marks = [Mark(12, 17, "link"), Mark(place, place, "point")]
    placed = place_marks(marks, [segment], GERMAN, ENGLISH)
    assert placed.marks[1].start == ENGLISH.index("Kursk") + len("Kursk")
