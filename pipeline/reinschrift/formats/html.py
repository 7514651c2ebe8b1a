"""HTML: paragraphs with their links, and the rest of the page byte for byte.

A page is written in the encoding that it came in, so that what it says of itself stays
true. Text in quotes and what it holds beside text are left as they were, but for the
attributes that readers see and, in a translation, the language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, cast

from reinschrift.documents import Document
from reinschrift.edits import Span
from reinschrift.errors import UnreadableInput
from reinschrift.formats.bilingual import show_both
from reinschrift.formats.encoding import encode
from reinschrift.formats.html_encoding import decode_page, encode_page
from reinschrift.formats.html_patches import Change, Patches, attribute_changes
from reinschrift.formats.html_render import render
from reinschrift.formats.html_scan import scan
from reinschrift.formats.table import Options

# Larger than any page; what is larger is a dump, and would be held in memory several times.
LARGEST = 64 << 20
_LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Page:
    """What is needed to write a page again: its source, and where it says its language."""

    source: str
    languages: tuple[Span, ...] = ()
    encoding: str = "utf-8"
    mark: bytes = b""  # the byte order mark before it


class Html:
    """HTML, one document a page."""

    suffixes = (".html", ".htm", ".xhtml")

    def read(self, stream: BinaryIO, options: Options) -> Iterator[Document]:
        """Read a page."""
        data = stream.read(LARGEST + 1)
        document = read_page(data, options)
        if options.article:
            from reinschrift.formats.article import take_article

            document = take_article(document, page_of(document).source)
            if not document.blocks:
                options.tell(f"{options.source} holds no article that could be told from the rest")
        yield document

    def write(self, documents: Iterable[Document], stream: BinaryIO, _options: Options) -> None:
        """Write each page with the paragraphs in their places."""
        stream.writelines(map(encode_document, documents))


def read_page(data: bytes, options: Options) -> Document:
    """Read a page from its bytes; `options.encoding` is what a header said."""
    if len(data) > LARGEST:
        raise UnreadableInput(
            f"{options.source} is larger than {LARGEST >> 20} MB, which no page is: cut it up"
        )
    text, encoding, mark = decode_page(data, options)
    document = read_markup(text)
    page = page_of(document)
    starts = (0, *[found.end() for found in _LINE_END.finditer(text)])
    metadata = {
        "html": Page(text, page.languages, encoding, mark),
        "line_starts": starts,
    }
    return Document(document.blocks, metadata)


def read_markup(source: str) -> Document:
    """Read HTML that is text already: a page, or a part of one.

    >>> document = read_markup("<p>Er traf <a href=/p>Putin</a>und Xi.</p>")
    >>> document.text, [mark.kind for mark in document.blocks[0].marks]
    ('Er traf Putinund Xi.', ['link'])
    """
    found = scan(source)
    return Document(found.blocks, {"html": Page(source, found.languages)})


def encode_document(document: Document) -> bytes:
    """Return the bytes of a page, in the encoding that it came in."""
    if "article" in document.metadata:
        from reinschrift.formats.article import write_article

        return encode(write_article(document))
    page = page_of(document)
    return page.mark + encode_page(write_markup(document), page.encoding)


def page_of(document: Document) -> Page:
    """Return what was kept of the page that a document was read from."""
    page = document.metadata.get("html")
    return page if isinstance(page, Page) else Page("")


def write_markup(document: Document) -> str:
    """Write a document that `read_markup` has read."""
    page = page_of(document)
    changes = list(attribute_changes(document.blocks, page.source))
    language = document.metadata.get("language")
    if isinstance(language, str):
        changes += (Change(span, _write_language(span, language)) for span in page.languages)
    patches = Patches(page.source, changes)
    parts: list[str] = []
    done = 0
    for block in sorted(
        (one for one in document.blocks if "start" in one.metadata and one.kind != "attribute"),
        key=lambda block: cast("int", block.metadata["start"]),
    ):
        start, end = cast("int", block.metadata["start"]), cast("int", block.metadata["end"])
        parts.append(patches.copy(done, start))
        if block.metadata.get("read") == (block.text, block.marks):
            parts.append(patches.copy(start, end))
        else:
            written = render(
                block.text,
                block.marks,
                tag=patches.tag,
            )
            parts.append(show_both(block, written))
        done = end
    parts.append(patches.copy(done, len(page.source)))
    return "".join(parts)


def _write_language(span: Span, language: str) -> str:
    return f'"{language}"' if span.start < span.end else f' lang="{language}"'
