"""The article of a page: its paragraphs with their links, headline, byline, date, captions.

What belongs to the article trafilatura decides; what is taken are our own blocks, so that
links keep their targets and no words are merged at tags. An article is written as a small
page of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import NamedTuple, cast

from reinschrift.documents import Block, Document
from reinschrift.edits import Span
from reinschrift.errors import MissingExtra
from reinschrift.formats.bilingual import show_both
from reinschrift.formats.html_patches import Patches, attribute_changes
from reinschrift.formats.html_render import render
from reinschrift.formats.letters import Letters
from reinschrift.roles import find_role

_LETTERS = re.compile(r"[^\W_]+")
_TAGS = {
    "heading": "h2", "item": "li", "cell": "p", "caption": "figcaption", "quote": "blockquote",
    "headline": "h1",
}  # fmt: skip
_NOT_TEXT = frozenset(("blank", "attribute", "navigation", "button", "title"))
_KEPT = 0.75  # of a block's word runs that trafilatura must have kept too
_RUN = 4  # words in a run; shorter ones are found in any article
_COPY = 0.6  # of the runs of a block that was written before
_LEAST = 0.5  # of the letters of the article that must be in our blocks
_LONGEST_HEADLINE = 300  # characters
_LINE = 40  # characters: what is no longer may be a line that says the date
_DATED = re.compile(r"\b(?:[Vv]eröffentlicht|[Aa]ktualisiert|[Ee]rschienen|Stand|Uhr|Update)\b")


class Found(NamedTuple):
    """What trafilatura took out of a page."""

    text: str
    title: str = ""
    author: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """What an article is written with beside its blocks."""

    author: str
    date: str
    source: str = ""  # of the page


def take_article(document: Document, source: str) -> Document:
    """Return the article of a page that was read from `source`."""
    found = extract(source)
    blocks = list(choose(document.blocks, found))
    date = "" if _is_of_the_text(found.date, document.blocks, source) else found.date
    taken = _cover(blocks)
    attributes = (
        one for one in document.blocks if one.kind == "attribute" and _is_within(_start(one), taken)
    )
    return Document(
        _parted([*blocks, *attributes]),
        {**document.metadata, "article": Article(found.author, date, source)},
    )


def _cover(blocks: Iterable[Block]) -> list[Span]:
    """Return what blocks take up of the page, in order; an attribute may stand in a paragraph."""
    spans: list[Span] = []
    for start, end in sorted((_start(one), _end(one)) for one in blocks):
        if spans and start <= spans[-1].end:
            spans[-1] = Span(spans[-1].start, max(spans[-1].end, end))
        else:
            spans.append(Span(start, end))
    return spans


def _is_within(place: int, spans: Sequence[Span]) -> bool:
    """Tell whether a place of the page stands in one of the spans, which are in order."""
    at = bisect_right(spans, place, key=lambda span: span.start) - 1
    return at >= 0 and place < spans[at].end


def _start(block: Block) -> int:
    return cast("int", block.metadata.get("start", -1))


def _end(block: Block) -> int:
    return cast("int", block.metadata.get("end", -1))


def _is_of_the_text(date: str, blocks: Sequence[Block], source: str) -> bool:
    """Tell whether a date stands in sentences only: it is one that somebody speaks of."""
    prose = _cover(one for one in blocks if len(one.text) > _LINE and not _DATED.search(one.text))
    is_inside = False
    for found in re.finditer(re.escape(date), source) if date else ():
        if not _is_within(found.start(), prose):
            return False
        is_inside = True
    return is_inside


def choose(blocks: Sequence[Block], found: Found) -> Iterable[Block]:
    """Choose the headline, the blocks that trafilatura kept, and the captions among them.

    >>> page = [Block("Startseite"), Block("Der Senat hat am Montag entschieden.")]
    >>> [one.text for one in choose(page, Found("Der Senat hat am Montag entschieden."))]
    ['Der Senat hat am Montag entschieden.']
    """
    shown = [block for block in blocks if block.kind not in _NOT_TEXT and block.text]
    letters = Letters(_join_words(found.text))
    lines = {_join_words(line) for line in found.text.split("\n")}
    long = [at for at, block in enumerate(shown) if _share_in(block, letters) >= _KEPT]
    if sum(len(_join_words(shown[at].text)) for at in long) < _LEAST * len(letters):
        # The page shows it by a script only.
        yield from (Block(line) for line in found.text.split("\n") if line.strip())
        return
    headline = _find_headline(shown, found.title, long)
    if headline is not None:
        yield replace(shown[headline], kind="headline")
    elif found.title:
        yield Block(found.title, "headline")
    kept = set(long)
    bylines = _find_bylines(shown, 0 if headline is None else headline + 1, kept)
    yield from (replace(shown[at], kind="byline") for at in bylines)
    written = {headline, *bylines}
    done = Letters()
    for at in range(long[0], long[-1] + 1) if long else ():
        block = shown[at]
        is_short = _join_words(block.text) in lines or block.kind == "caption"
        # What comes twice is a second copy of the page, for printers or for search engines.
        if at not in written and (at in kept or is_short) and _share_in(block, done) < _COPY:
            done.add(_join_words(block.text))
            yield block


def extract(source: str) -> Found:
    """Let trafilatura take the text and what is known about it out of a page."""
    try:
        import trafilatura
    except ImportError:
        raise MissingExtra("--article", "article") from None
    found = trafilatura.bare_extraction(source, include_comments=False, with_metadata=True)
    if found is None:
        return Found("")
    about = found.as_dict()
    return Found(*(str(about.get(key) or "") for key in ("text", "title", "author", "date")))


def _words(text: str) -> list[str]:
    return _LETTERS.findall(text.lower())


def _join_words(text: str) -> str:
    """Return a text without what stands between its words: tags may have merged them."""
    return "".join(_words(text))


def _share_in(block: Block, letters: Letters) -> float:
    """Tell how many runs of a block's words stand in a text, whatever its spaces are.

    A few words stand in any text: they say nothing.
    """
    words = _words(block.text)
    runs = ["".join(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)]
    return sum(run in letters for run in runs) / len(runs) if runs else 0.0


def _find_headline(blocks: Sequence[Block], title: str, kept: Sequence[int]) -> int | None:
    """Return the heading that says what the page's title says, the last before the text."""
    wanted = set(_words(title))
    best: tuple[float, int] | None = None
    for at, block in enumerate(blocks):
        if block.kind != "heading" or len(block.text) > _LONGEST_HEADLINE:
            continue
        if kept and at > kept[-1]:
            break
        own = set(_words(block.text))
        share = len(own & wanted) / max(len(own | wanted), 1)
        if share > 0.3 and (best is None or share > best[0]):
            best = (share, at)
    return best[1] if best else None


def _find_bylines(blocks: Sequence[Block], start: int, kept: Collection[int]) -> list[int]:
    """Return the blocks before the text that name who wrote it."""
    found: list[int] = []
    for at in range(start, max(kept, default=0)):
        if find_role(blocks[at]) == "byline":
            found.append(at)
        elif at in kept:
            break
    return found


def _parted(blocks: Sequence[Block]) -> tuple[Block, ...]:
    parted: list[Block] = []
    for block in blocks:
        if parted:
            parted.append(Block("", "blank", translate=False))
        parted.append(block)
    return tuple(parted)


def write_article(document: Document) -> str:
    """Write an article as a page of its own."""
    about = document.metadata.get("article")
    article = about if isinstance(about, Article) else Article("", "")
    language = str(document.metadata.get("language", "de"))
    shown = [block for block in document.blocks if block.text and block.kind != "attribute"]
    source = article.source
    patches = Patches(source, attribute_changes(document.blocks, source))
    headline = next((block.text for block in shown if block.kind == "headline"), "")
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{escape(language)}"><head><meta charset="utf-8">'
        f"<title>{escape(headline, quote=False)}</title></head>",
        "<body><article>",
    ]
    if shown and shown[0].kind == "headline":
        lines.append(_write_block(shown.pop(0), patches))
    if article.author and all(block.kind != "byline" for block in shown):
        lines.append(f'<p class="byline">{escape(article.author, quote=False)}</p>')
    if article.date:
        lines.append(f'<p class="date"><time datetime="{escape(article.date)}">'
                     f"{escape(article.date, quote=False)}</time></p>")  # fmt: skip
    lines += (_write_block(block, patches) for block in shown)
    return "\n".join([*lines, "</article></body></html>\n"])


def _write_block(block: Block, patches: Patches) -> str:
    tag = _TAGS.get(block.kind, "p")
    inside = show_both(block, render(block.text, block.marks, tag=patches.tag))
    if block.kind == "byline":
        return f'<p class="byline">{inside}</p>'
    if tag == "figcaption":
        return f"<figure><figcaption>{inside}</figcaption></figure>"
    if tag == "li":
        return f"<ul><li>{inside}</li></ul>"
    return f"<{tag}>{inside}</{tag}>"
