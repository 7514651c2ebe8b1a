"""Both languages in one document: the German below its English, or beside it."""

from __future__ import annotations

import re
from dataclasses import replace

from reinschrift.documents import Block, Document
from reinschrift.formats.html_render import render

STYLES = ("below", "beside")
_NOT_SHOWN_TWICE = frozenset(("attribute", "title", "navigation", "button", "blank"))
_IDENTITY = re.compile(r"""\s(?:id|name)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+)""", re.IGNORECASE)
_KEY = "german"


def keep_german(english: Document, german: Document, style: str) -> Document:
    """Return the English document with the German of each block, for the writers of formats.

    >>> both = keep_german(Document((Block("He came."),)), Document((Block("Er kam."),)), "below")
    >>> german_of(both.blocks[0])
    ('Er kam.', 'below')
    """
    blocks = [
        replace(one, metadata={**one.metadata, _KEY: (other, style)})
        if one.text != other.text and one.kind not in _NOT_SHOWN_TWICE
        else one
        for one, other in zip(english.blocks, german.blocks, strict=True)
    ]
    return replace(english, blocks=tuple(blocks))


def german_of(block: Block) -> tuple[str, str] | None:
    """Return the German text that a block is shown with, and how, if it is."""
    found = block.metadata.get(_KEY)
    if isinstance(found, tuple) and isinstance(found[0], Block):
        return found[0].text, str(found[1])
    return None


def show_both(block: Block, english: str) -> str:
    """Add a block's German to its English, as markup; links are in both.

    >>> [one] = keep_german(
    ...     Document((Block("He came."),)), Document((Block("Er kam."),)), "below"
    ... ).blocks
    >>> show_both(one, "He came.")
    'He came.<br><span lang="de" class="german">Er kam.</span>'
    """
    found = block.metadata.get(_KEY)
    if not isinstance(found, tuple):
        return english
    own, style = found
    # What takes no room (pictures, comments) is shown once, and no name is given twice.
    marks = [mark for mark in own.marks if mark.start < mark.end]
    written = render(own.text, marks, tag=lambda _, tag: _IDENTITY.sub("", tag))
    german = f'<span lang="de" class="german">{written}</span>'
    if style == "below":
        return f"{english}<br>{german}"
    columns = "display:grid;grid-template-columns:1fr 1fr;gap:1.5em"
    return f'<span style="{columns}"><span lang="en">{english}</span>{german}</span>'
