"""Pages that were made to break a reader: read in time that grows with them, byte for byte."""

from __future__ import annotations

import io
import os
import socket
import time

import pytest

from reinschrift.engines import Echo
from reinschrift.errors import UnreadableInput
from reinschrift.flow import Flow
from reinschrift.formats.html import LARGEST, Html, read_markup, write_markup
from reinschrift.formats.table import Options

# `REINSCHRIFT_SCALE=20` for pages of the size that the issue names.
SCALE = int(os.environ.get("REINSCHRIFT_SCALE", "1"))
DEEP = 5_000 * SCALE
# Seconds that a case may take at scale 1 on a slow machine; one that grows with the square of
# its page takes minutes.
MOST = 4.0

PAGES = {
    "deep-divs": "<div>" * DEEP + "Tief unten." + "</div>" * DEEP,
    "deep-bolds": "<p>" + "<b>" * DEEP + "Tief unten." + "</b>" * DEEP,
    "unclosed-bolds": "<b><i>" * DEEP + "Text",
    "bolds-over-paragraphs": "<b>" * 500 + "<p>Text</p>" * DEEP,
    "crossing": "<p>" + "<b>x<i>y</b>z</i> " * (DEEP // 10),
    "only-end-tags": "</b></div></a>" * DEEP,
    "lone-angles": "<" * DEEP * 10,
    "open-tags-without-end": "<a " * DEEP * 5,
    "open-quotes": "<a b=\"'" * DEEP * 3,
    "comments-without-end": "<!-- " * DEEP * 5,
    "declarations": "<!" * DEEP * 5,
    "scripts-without-end": "<script>" * DEEP,
    "svgs": "<svg>" * DEEP + "x",
    "attributes": "<p " + " ".join(f"a{n}=b" for n in range(DEEP * 5)) + ">Text</p>",
    "one-attribute": f"<img alt='{'Text ' * DEEP * 10}'>",
    "titles": '<p title="Ein Titel">Text</p>' * DEEP,
    "data-uri": f'<p>Text <img src="data:image/png;base64,{"A" * DEEP * 50}"> mehr</p>',
    "entities": "<p>" + "&amp;" * DEEP * 5 + "Text</p>",
    "no-entities": "<p>" + "&" * DEEP * 5 + "Text</p>",
    "entity-bomb": "<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><p>Ein &b; Text</p>",
    "nulls": "<p>Ein\0 Text</p>\0" * DEEP,
    "list-items": "<ul>" + "<li>Punkt" * DEEP,
    "cells": "<table>" + "<tr><td>Zelle" * DEEP,
    "breaks": "<p>" + "Zeile<br>" * DEEP,
    "images": "<p>" + "Bild <img src=x> " * DEEP,
    "links": "<p>" + "<a href=x>Wort</a> " * 150 + "Ende.</p>",
    "truncated": "<p>Ein Text, <a href='http://example.org/abge",
}


@pytest.mark.parametrize("name", PAGES)
def test_a_hostile_page_is_read_in_time_and_comes_back(name: str) -> None:
    page = PAGES[name]
    start = time.process_time()
    document = read_markup(page)
    assert write_markup(document) == page
    assert time.process_time() - start < MOST * SCALE


@pytest.mark.parametrize("name", PAGES)
def test_a_hostile_page_can_be_translated(name: str) -> None:
    if SCALE > 1:
        pytest.skip("reading is what is tested at scale")
    start = time.process_time()
    document = read_markup(PAGES[name][:200_000])
    done = Flow(Echo(), rules=())(document)
    assert "lang" in write_markup(done) or len(done.blocks) == len(document.blocks)
    assert time.process_time() - start < 4 * MOST


def test_a_page_beyond_measure_is_refused_in_one_line() -> None:
    class Endless(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
            buffer[:] = b" " * len(buffer)
            return len(buffer)

    with pytest.raises(UnreadableInput, match="larger than 64 MB"):
        list(Html().read(io.BufferedReader(Endless()), Options()))
    assert LARGEST == 64 << 20


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a page made the reader open a connection")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    page = (
        '<!DOCTYPE html SYSTEM "http://example.org/x.dtd"><base href="http://example.org">'
        '<link rel=stylesheet href="http://example.org/a.css"><iframe src="http://example.org">'
        '</iframe><p>Ein <img src="http://example.org/b.png"> Bild.</p>'
    )
    assert Flow(Echo())(read_markup(page)).text
