"""Documents under edits: no mark is lost, blocks are joined as their line breaks go."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reinschrift.documents import Block, Document, Mark, edit_document, shift_marks
from reinschrift.edits import Edit, apply

LINES = st.lists(st.text(alphabet="abä ,.", max_size=8), min_size=1, max_size=5)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    blocks = []
    for number, line in enumerate(draw(LINES)):
        marks = []
        for count in range(draw(st.integers(0, 3))):
            start = draw(st.integers(0, len(line)))
            end = draw(st.integers(start, len(line)))
            marks.append(Mark(start, end, "link", {"href": f"/{number}/{count}"}))
        blocks.append(Block(line, marks=tuple(marks), metadata={"number": number}))
    return Document(tuple(blocks), {"source": "test"})


@st.composite
def edits_over(draw: st.DrawFn, text: str) -> list[Edit]:
    """Draw edits that may delete line breaks but put none in, as the stages do."""
    places = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6)))
    return [
        Edit(start, end, draw(st.text(alphabet="xy ", max_size=2)), "any")
        for start, end in zip(places[::2], places[1::2], strict=False)
    ]


@given(documents(), st.data())
def test_no_mark_is_lost_and_none_changes_its_target(
    document: Document, data: st.DataObject
) -> None:
    edits = data.draw(edits_over(document.text))
    done = edit_document(document, edits)
    before = [mark.attributes["href"] for block in document.blocks for mark in block.marks]
    after = [mark.attributes["href"] for block in done.blocks for mark in block.marks]
    assert after == before
    for block in done.blocks:
        assert all(0 <= mark.start <= mark.end <= len(block.text) for mark in block.marks)


@given(documents(), st.data())
def test_the_text_of_the_document_is_the_edited_text(
    document: Document, data: st.DataObject
) -> None:
    edits = data.draw(edits_over(document.text))
    done = edit_document(document, edits)
    assert done.text == apply(document.text, edits)
    assert done.metadata == document.metadata
    numbers = [block.metadata["number"] for block in done.blocks]
    assert numbers == sorted(set(numbers), key=lambda number: str(number))
    assert numbers[0] == 0


@given(documents())
def test_without_edits_nothing_happens(document: Document) -> None:
    assert edit_document(document, []) is document


@given(st.text(alphabet="ab\n", max_size=12))
def test_text_is_read_line_by_line_and_given_back(text: str) -> None:
    document = Document.from_text(text)
    assert document.text == text
    assert len(document.blocks) == text.count("\n") + 1


def test_a_mark_over_a_deleted_text_stays_as_an_empty_span() -> None:
    marks = shift_marks([Mark(4, 7, "link", {"href": "/"})], [Edit(3, 9, "", "any")])
    assert marks == (Mark(3, 3, "link", {"href": "/"}),)


def test_a_mark_does_not_swallow_the_space_put_behind_it() -> None:
    marks = [Mark(8, 13, "link", {"href": "/putin"}), Mark(13, 16, "emphasis")]
    text = "Er traf Putinund Xi"
    edits = [Edit(13, 13, " ", "merged-words")]
    link, emphasis = shift_marks(marks, edits)
    done = apply(text, edits)
    assert done[link.start : link.end] == "Putin"
    assert done[emphasis.start : emphasis.end] == "und"


def test_blocks_are_joined_where_their_line_break_goes() -> None:
    document = Document(
        (
            Block("Er kam", kind="item"),
            Block("zu spät.", marks=(Mark(3, 7, "strong"),)),
            Block("Ende.", kind="heading"),
        )
    )
    done = edit_document(document, [Edit(6, 7, " ", "split-paragraph")])
    assert [(block.kind, block.text) for block in done.blocks] == [
        ("item", "Er kam zu spät."),
        ("heading", "Ende."),
    ]
    [mark] = done.blocks[0].marks
    assert done.blocks[0].text[mark.start : mark.end] == "spät"
