"""Laws of pages on random markup: bytes come back, and no mark is lost on the way to English.

REINSCHRIFT_CASES=10000 pytest tests/test_html_laws.py
"""

from __future__ import annotations

import io
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markup import CASES, Elements, Markup, Shuffler

from reinschrift.engines import Echo, Engine
from reinschrift.flow import Flow, load
from reinschrift.formats.html import Html, read_markup, write_markup
from reinschrift.formats.table import Options

FRAGMENTS = (
    "<p>", "</p>", "<b>", "</b>", "<a href='x'>", "</a>", "<br>", "<!--", "-->", "<", ">", "&",
    "&amp;", "&auml;", "\n", " ", "\t", "Wort", "ein ", "Straße", "<script>", "</script>",
    "<title>", "</title>", "\0", "\xa0", "<img alt='Ein Bild'>", '<i title="Ja & nein">',
    "<svg><path/></svg>", "<![CDATA[", "<!DOCTYPE html>", "<li>", "<td>", "<html>",
    "<pre>", "</pre>", "</span>",
    "<span translate=no>", "\r\n", "é", "<a\n", "=", '"', "'", "</", "<x-y>", "&#x80;",
    "<textarea>", "\ud800",
)  # fmt: skip


def there_and_back(data: bytes) -> bytes:
    options = Options(tell=lambda _: None)
    out = io.BytesIO()
    Html().write(Html().read(io.BytesIO(data), options), out, options)
    return out.getvalue()


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join))
def test_any_page_comes_back_byte_for_byte(page: str) -> None:
    data = page.encode("utf-8", "surrogatepass")
    assert there_and_back(data) == data


def test_pages_of_random_markup_come_back_byte_for_byte() -> None:
    for seed in range(CASES):
        page = Markup(seed).page(crossing=True)
        assert there_and_back(page.encode()) == page.encode(), seed


def check_marks(before: str, after: str, *, is_same_text: bool) -> None:
    """Hold the laws of marks between a page and its translation."""
    old, new = Elements(before), Elements(after)
    assert new.faults == []
    assert new.cuts == []
    assert new.seen.keys() == old.seen.keys()
    assert all(new.seen[one] >= count for one, count in old.seen.items())
    assert new.points == old.points
    if is_same_text:
        assert new.words == old.words


@pytest.mark.parametrize("engine", [Echo(), Shuffler()], ids=lambda engine: str(engine.name))
def test_no_mark_is_lost_whatever_the_engine_does(engine: Engine) -> None:
    flow = Flow(engine, rules=())
    for start in range(0, CASES, 100):
        pages = [Markup(seed).page() for seed in range(start, min(start + 100, CASES))]
        done = flow.translate_documents([read_markup(page) for page in pages])
        for page, translation in zip(pages, done, strict=True):
            check_marks(
                page, write_markup(translation.document), is_same_text=engine.name == "echo"
            )


@pytest.mark.slow
def test_no_mark_is_lost_by_the_real_engine(news: str) -> None:
    flow = load(model=news)
    pages = [Markup(seed).page() for seed in range(max(30, CASES // 50))]
    for page, done in zip(
        pages, flow.translate_documents([read_markup(page) for page in pages]), strict=True
    ):
        check_marks(page, write_markup(done.document), is_same_text=False)


def test_crossing_elements_come_out_nested() -> None:
    for seed in range(CASES):
        page = Markup(seed).page(crossing=True)
        done = Flow(Shuffler(), rules=())(read_markup(page))
        old, new = Elements(page), Elements(write_markup(done))
        assert new.seen.keys() == old.seen.keys(), seed


def test_white_space_of_the_source_means_nothing() -> None:
    lots = random.Random(5)
    flow = Flow(Shuffler(), level="full")
    for seed in range(CASES // 3):
        made = Markup(seed)
        rows = [made.paragraph() for _ in range(3)]
        tight = "".join(f"<p>{' '.join(row.split())}</p>" for row in rows)
        loose = "\n".join(
            f"<p>\n   {lots.choice(['  ', chr(10), chr(9)]).join(row.split())}\n</p>\n"
            for row in rows
        )
        assert flow(read_markup(tight)).text == flow(read_markup(loose)).text, seed
