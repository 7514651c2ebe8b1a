"""The blocks of a Markdown text, found line by line.

This is the part of CommonMark that news and README files use, with GitHub's tables, and it
errs towards leaving text alone: what looks like code or HTML is kept as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from reinschrift.documents import Block
from reinschrift.edits import Span
from reinschrift.formats.markdown_attributes import read_attributes
from reinschrift.formats.markdown_embedded import read_front_matter, read_html
from reinschrift.formats.markdown_inline import parse
from reinschrift.formats.markdown_lines import CODE_INDENT, RULE, Line, find_lines
from reinschrift.formats.markdown_tokens import normal_label

_FENCE = re.compile(r"(`{3,}|~{3,}|\$\$)(.*)")
_HEADING = re.compile(r"#{1,6}(?:[ \t]+|$)")
_HEADING_END = re.compile(r"(?:[ \t]+#+)?[ \t]*$")
_UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*$")
_TABLE_RULE = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_CELL = re.compile(r"(?:\\.|`[^`]*`|[^|\\])+")
_TARGET = re.compile(r"\[([^\]^][^\]]*)\]:[ \t]*\S")
_FOOTNOTE = re.compile(r"\[\^[^\]]+\]:[ \t]+(?=\S)")
_IMAGE = re.compile(r"!\[([^\[\]]+)\](?:\([^()]*\)|\[[^\[\]]*\])$")
_HARD_BREAK = re.compile(r"(?: {2,}|\\)$")
_HTML = (  # what opens a stretch of HTML and what closes it; a blank line where nothing stands
    (r"<(?:script|pre|style|textarea)\b", r"</(?:script|pre|style|textarea)>"),
    (r"<!--", r"-->"),
    (r"<[?!]", r">"),
    (
        r"</?(?:address|article|aside|base|blockquote|body|caption|center|col|colgroup|dd|details|"
        r"dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|"
        r"header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|"
        r"p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul)"
        r"(?=[\s/>]|$)",
        "",
    ),
    (r"</?[a-z][a-z0-9-]*(?:\s[^<>]*)?/?>[ \t]*$", ""),
)
_HTML_PATTERNS = tuple(
    (re.compile(begin, re.IGNORECASE), re.compile(end, re.IGNORECASE) if end else None)
    for begin, end in _HTML
)


_EMBEDDED = {"html": read_html, "front-matter": read_front_matter}


@dataclass(slots=True)
class _Scanner:
    """Walks through the lines and collects blocks; every character goes into one of them."""

    source: str
    lines: Sequence[Line]
    labels: frozenset[str]
    blocks: list[Block] = field(default_factory=list)
    done: int = 0  # up to here the source is in blocks

    def add(self, kind: str, spans: Sequence[Span], stop: int) -> None:
        """Add a block over `spans`, its content line by line, that ends at `stop`."""
        start, end = spans[0].start, spans[-1].end
        wraps = {one.end - start: other.start - start for one, other in pairwise(spans)}
        parsed = parse(self.source[start:end], wraps=wraps, labels=self.labels)
        metadata = {
            "before": self.source[self.done : start],
            "content": self.source[start:end],
            "after": self.source[end:stop],
            "runs": tuple(Span(place, at + start) for place, at in parsed.runs),
            "labels": self.labels,
        }
        block = Block(parsed.text, kind, parsed.marks, metadata=metadata)
        self.blocks += (block, *read_attributes(block, end))
        self.done = stop

    def keep(self, kind: str, stop: int) -> None:
        """Add an empty block for what is no prose, up to `stop`."""
        if stop <= self.done:
            return
        read = _EMBEDDED.get(kind)
        if read is not None and (found := read(self.source, self.done, stop)):
            self.blocks += found
            self.done = stop
        else:
            kept = self.source[self.done : stop]
            metadata = {"before": kept, "after": "", "runs": (Span(0, self.done),)}
            self.blocks.append(Block("", kind, translate=False, metadata=metadata))
            self.done = stop


def scan(source: str) -> list[Block]:
    r"""Return the blocks of a Markdown text.

    >>> [(block.kind, block.text) for block in scan("# Titel\n\nErster\nAbsatz.\n")]
    [('heading', 'Titel'), ('blank', ''), ('paragraph', 'Erster Absatz.')]
    """
    lines = list(find_lines(source))
    targets = (_TARGET.match(line.text) for line in lines)
    labels = frozenset(normal_label(found[1]) for found in targets if found)
    scanner = _Scanner(source, lines, labels)
    at = _scan_front_matter(scanner)
    while at < len(lines):
        at = _scan_block(scanner, at)
    return scanner.blocks


def _scan_front_matter(scanner: _Scanner) -> int:
    lines = scanner.lines
    fence = scanner.source[: lines[0].end].rstrip() if lines else ""
    if fence in ("---", "+++"):
        for at, line in enumerate(lines[1:], 1):
            if scanner.source[line.start : line.end].rstrip() in (fence, "..."):
                scanner.keep("front-matter", line.stop)
                return at + 1
    return 0


def _scan_block(scanner: _Scanner, at: int) -> int:
    """Add the block that begins at line `at`; return the line after it."""
    line = scanner.lines[at]
    if not line.text:
        scanner.keep("blank", line.stop)
    elif line.column >= CODE_INDENT:
        scanner.keep("code", line.stop)
    elif stop := _find_fence_end(scanner.lines, at):
        scanner.keep("code", scanner.lines[stop - 1].stop)
        return stop
    elif RULE.match(line.text.strip()):
        scanner.keep("rule", line.stop)
    elif stop := _find_html_end(scanner.lines, at):
        scanner.keep("html", scanner.lines[stop - 1].stop)
        return stop
    elif _TARGET.match(line.text):
        scanner.keep("target", line.stop)
    elif heading := _HEADING.match(line.text):
        tail = _HEADING_END.search(line.text, heading.end())
        end = line.content + (tail.start() if tail else len(line.text))
        scanner.add("heading", [Span(line.content + heading.end(), end)], line.stop)
    elif _opens_table(scanner.lines, at):
        return _scan_table(scanner, at)
    else:
        return _scan_paragraph(scanner, at)
    return at + 1


def _find_fence_end(lines: Sequence[Line], at: int) -> int:
    """Return the line after the code that is fenced in at line `at`, or 0 if none is."""
    line = lines[at]
    found = _FENCE.match(line.text)
    if not found or (found[1][0] == "`" and "`" in found[2]):
        return 0
    fence = found[1]
    if fence == "$$" and "$$" in found[2]:
        return at + 1
    for after in range(at + 1, len(lines)):
        other = lines[after]
        if other.quotes < line.quotes:
            return after
        closing = other.text.rstrip()
        if closing.startswith(fence) and not closing.strip(fence[0]):
            return after + 1
    return 0 if fence == "$$" else len(lines)


def _find_html_end(lines: Sequence[Line], at: int, *, interrupts: bool = False) -> int:
    """Return the line after the HTML that begins at line `at`, or 0 if none does.

    A lone tag of no known block does not interrupt a paragraph.
    """
    patterns = _HTML_PATTERNS[:-1] if interrupts else _HTML_PATTERNS
    for begin, end in patterns:
        if begin.match(lines[at].text):
            for after in range(at, len(lines)):
                if end is None and not lines[after].text:
                    return after
                if end is not None and end.search(lines[after].text):
                    return after + 1
            return len(lines)
    return 0


def _opens_table(lines: Sequence[Line], at: int) -> bool:
    if at + 1 >= len(lines) or "|" not in lines[at].text:
        return False
    below = lines[at + 1].text
    return "|" in below and bool(_TABLE_RULE.match(below))


def _scan_table(scanner: _Scanner, at: int) -> int:
    """Add a block for each cell that is not empty."""
    first = at
    while at < len(scanner.lines):
        line = scanner.lines[at]
        if "|" not in line.text or line.quotes != scanner.lines[first].quotes:
            break
        cells = [] if at == first + 1 else list(_find_cells(line))
        for cell in cells[:-1]:
            scanner.add("cell", [cell], cell.end)
        if cells:
            scanner.add("cell", [cells[-1]], line.stop)
        else:
            scanner.keep("rule", line.stop)
        at += 1
    return at


def _find_cells(line: Line) -> list[Span]:
    found = (
        (cell.start() + len(cell[0]) - len(cell[0].lstrip()), cell.start() + len(cell[0].rstrip()))
        for cell in _CELL.finditer(line.text)
    )
    return [Span(line.content + start, line.content + end) for start, end in found if start < end]


def _scan_paragraph(scanner: _Scanner, at: int) -> int:
    """Add a paragraph, with all its lines, or a heading that is underlined."""
    lines = scanner.lines
    first = lines[at]
    kind = "item" if first.is_item else "quote" if first.quotes else "paragraph"
    start = first.content
    if note := _FOOTNOTE.match(first.text):
        kind, start = "footnote", start + note.end()
    if (image := _IMAGE.match(first.text.rstrip())) and _ends_paragraph(lines, at + 1, first):
        span = Span(start + image.start(1), start + image.end(1))
        scanner.add("caption", [span], first.stop)
        return at + 1
    spans: list[Span] = []
    while True:
        line = lines[at]
        broken = _HARD_BREAK.search(line.text)
        end = line.content + (broken.start() if broken else len(line.text.rstrip()))
        spans.append(Span(start, max(start, end)))
        at += 1
        if at < len(lines) and _underlines(lines[at], first):
            scanner.add("heading", spans, lines[at].stop)
            return at + 1
        if broken or _ends_paragraph(lines, at, first):
            scanner.add(kind, spans, line.stop)
            return at
        start = lines[at].content


def _underlines(line: Line, first: Line) -> bool:
    return (
        line.quotes == first.quotes
        and not line.is_item
        and line.column < CODE_INDENT
        and bool(_UNDERLINE.match(line.text))
    )


def _ends_paragraph(lines: Sequence[Line], at: int, first: Line) -> bool:
    """Tell whether line `at` is no further line of the paragraph that `first` began."""
    if at >= len(lines):
        return True
    line = lines[at]
    return bool(
        not line.text
        or line.is_item
        or line.quotes > first.quotes
        or RULE.match(line.text.strip())
        or _HEADING.match(line.text)
        or _find_fence_end(lines, at)
        or _find_html_end(lines, at, interrupts=True)
        or _FOOTNOTE.match(line.text)
        or _opens_table(lines, at)
    )
