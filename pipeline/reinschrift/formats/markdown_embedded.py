"""What is no Markdown in a Markdown file and holds prose all the same: HTML, front matter.

Each piece of prose becomes a block that knows how it is written where it stands.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace

from reinschrift.documents import Block
from reinschrift.edits import Span
from reinschrift.formats.html_render import render
from reinschrift.formats.html_scan import scan

# What a page made of the file shows of its front matter.
_SHOWN = re.compile(
    r"^(?P<key>title|subtitle|description|summary|excerpt|lead|teaser)"
    r"(?P<sign>:[ \t]+|[ \t]*=[ \t]*)"
    r"(?P<value>\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|[^\s\"'#&*|>{\[!%@`-][^#\r\n]*)(?=[ \t]*\r?$)",
    re.MULTILINE,
)
_LETTER = re.compile(r"[^\W\d_]")
_NEEDS_QUOTES = re.compile(r": |:$| #|^[\s\"'#&*|>{\[!%@`-]|\s$")
_EMBEDDED = "embedded"


def read_html(source: str, start: int, stop: int) -> list[Block]:
    """Return the prose of the HTML in `source[start:stop]`, every character in a block."""
    found = [
        block
        for block in scan(source[start:stop]).blocks
        if block.text and block.kind != "attribute"
    ]
    kept = [(replace(block, metadata=_kept_of(block, start)), _span_of(block)) for block in found]
    return _lay_out(source, start, stop, kept, "html")


def read_front_matter(source: str, start: int, stop: int) -> list[Block]:
    """Return the values that a reader sees of the front matter in `source[start:stop]`."""
    found: list[tuple[Block, Span]] = []
    for match in _SHOWN.finditer(source, start, stop):
        raw = match["value"].rstrip()
        text = _unquote(raw)
        if _LETTER.search(text):
            begin = match.start("value")
            runs = (Span(0, begin + (raw[0] in "\"'")),)
            block = Block(text, "title", metadata={"read": (text, ()), "runs": runs})
            found.append((block, Span(begin - start, begin - start + len(raw))))
    return _lay_out(source, start, stop, found, "value")


def write_embedded(block: Block) -> str | None:
    """Return an embedded block as it is written where it stands, None for any other block."""
    how = block.metadata.get(_EMBEDDED)
    if how is None:
        return None
    content = str(block.metadata["content"])
    if block.metadata["read"] == (block.text, block.marks):
        return content
    return render(block.text, block.marks) if how == "html" else _quote(block.text, content)


def _lay_out(
    source: str, start: int, stop: int, found: list[tuple[Block, Span]], how: str
) -> list[Block]:
    """Give every block what stands before it, the last one what stands behind it too."""
    blocks: list[Block] = []
    done = start
    for number, (block, span) in enumerate(found):
        end = start + span.end
        metadata = {
            **block.metadata,
            _EMBEDDED: how,
            "before": source[done : start + span.start],
            "content": source[start + span.start : end],
            "after": source[end:stop] if number == len(found) - 1 else "",
        }
        if blocks:
            nothing = {"before": "", "after": "", "runs": (Span(0, end),)}
            blocks.append(Block("", "blank", translate=False, metadata=nothing))
        blocks.append(replace(block, metadata=metadata))
        done = end
    return blocks


def _span_of(block: Block) -> Span:
    start, end = block.metadata["start"], block.metadata["end"]
    return Span(int(str(start)), int(str(end)))


def _kept_of(block: Block, start: int) -> dict[str, object]:
    """Return what a block of HTML must know; its places count from the start of the file."""
    runs = block.metadata["runs"]
    found = runs if isinstance(runs, tuple) else ()
    return {
        "read": block.metadata["read"],
        "runs": tuple(Span(place, at + start) for place, at in found),
    }


def _unquote(raw: str) -> str:
    if raw.startswith('"'):
        try:
            return str(json.loads(raw))
        except ValueError:
            return raw[1:-1]
    return raw[1:-1].replace("''", "'") if raw.startswith("'") else raw


def _quote(text: str, raw: str) -> str:
    """Write a value in the quotes that the old one had, in some if it needs them now.

    >>> _quote("The plan: more", "Der Plan"), _quote("Ja", "'Nein'")
    ('"The plan: more"', "'Ja'")
    """
    if raw.startswith("'"):
        return "'" + text.replace("'", "''") + "'"
    if raw.startswith('"') or _NEEDS_QUOTES.search(text):
        return json.dumps(text, ensure_ascii=False)
    return text
