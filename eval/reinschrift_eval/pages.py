"""Measure on saved pages: bytes that come back, tags that are kept, articles, time.

    python -m reinschrift_eval.pages ../shared/data/pages [--engine echo] [--model NAME]

Reads every `*.html` and `*.html.gz` of a folder. A page's `<name up to the first _>.json`, if it is
there, holds what a hand-written parser took out; the F1 of `--article` is against that.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import reinschrift
from reinschrift.documents import Document
from reinschrift.errors import ReinschriftError
from reinschrift.flow import Flow
from reinschrift.formats.article import choose, extract
from reinschrift.formats.html import encode_document, page_of, read_page
from reinschrift.formats.html_elements import (
    INLINE,
    INLINE_VOID,
    INVISIBLE,
    OPAQUE,
    SHOWN_ATTRIBUTES,
)
from reinschrift.formats.table import Options

_WORD = re.compile(r"\w+")
_CHANGED = SHOWN_ATTRIBUTES | {"lang", "content"}

Element = tuple[str, tuple[tuple[str, str | None], ...]]


class Skeleton(HTMLParser):
    """What must stay: boxes in their order, in each box its inline elements, all targets."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.boxes: list[tuple[Element, Counter[Element]]] = [(("", ()), Counter())]
        self.targets: Counter[str] = Counter()
        self.comments: Counter[str] = Counter()
        self._drawings = 0
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element, what a translation may change in it aside."""
        element = (tag, tuple((name, value) for name, value in attrs if name not in _CHANGED))
        for name, value in attrs:
            if name in ("href", "src") and value:
                self.targets[value] += 1
        self._drawings += tag in OPAQUE
        if self._drawings or tag in INLINE or tag in INLINE_VOID or tag in INVISIBLE:
            self.boxes[-1][1][element] += 1
        else:
            self.boxes.append((element, Counter()))

    def handle_endtag(self, tag: str) -> None:
        """Note the end of a drawing: what is in it is no box."""
        self._drawings -= tag in OPAQUE and self._drawings > 0

    def handle_comment(self, data: str) -> None:
        """Note a comment."""
        self.comments[data] += 1


def differences(before: str, after: str) -> list[str]:
    """Name what differs between two pages beside text, shown attributes, and marks moved."""
    old, new = Skeleton(before), Skeleton(after)
    found: list[str] = []
    if [box for box, _ in old.boxes] != [box for box, _ in new.boxes]:
        found.append("boxes differ")
    for target, count in old.targets.items():
        if new.targets[target] < count:
            found.append(f"target {target[:60]!r} is lost")
    found += (f"target {one[:60]!r} is new" for one in new.targets if one not in old.targets)
    if old.comments != new.comments:
        found.append("comments differ")
    for (box, one), (_, other) in zip(old.boxes, new.boxes, strict=False):
        found += (f"<{tag[0]}> in <{box[0]}> is lost" for tag, n in one.items() if other[tag] < n)
        found += (f"<{tag[0]}> in <{box[0]}> is new" for tag in other if tag not in one)
    return found


@dataclass(slots=True)
class Figures:
    """What was measured on one page."""

    name: str
    size: int
    comes_back: bool
    differences: list[str]
    read: float
    write: float
    translate: float
    ours: float | None = None
    theirs: float | None = None


def measure(path: Path, flow: Flow) -> Figures:
    """Read, translate and write a page, and take its article."""
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    options = Options(source=str(path))
    start = time.process_time()
    document = read_page(data, options)
    read = time.process_time() - start
    start = time.process_time()
    english = flow(document)
    translate = time.process_time() - start
    start = time.process_time()
    written = encode_document(english)
    write = time.process_time() - start
    before = page_of(document).source
    after = written.decode(page_of(document).encoding, "replace")
    figures = Figures(
        path.name.partition(".")[0],
        len(data),
        encode_document(document) == data,
        differences(before, after),
        read,
        write,
        translate,
    )
    gold = list(_gold(path))
    if gold:
        figures.ours, figures.theirs = _score_article(document, gold)
    return figures


def _gold(path: Path) -> Iterator[str]:
    """Give the text of an article as each version of its parser took it out."""
    side = path.with_name(f"{path.name.partition('_')[0]}.json")
    if not side.is_file():
        return
    for version in json.loads(side.read_text(encoding="utf-8")).values():
        body: Mapping[str, object] = version.get("body") or {}
        yield "\n".join(_strings(body))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)


def _score_article(document: Document, gold: list[str]) -> tuple[float, float]:
    """Return the F1 of our article and of trafilatura's own text.

    Both against the version of the parser that is nearest to trafilatura.
    """
    found = extract(page_of(document).source)
    ours = "\n".join(
        block.text
        for block in choose(document.blocks, found)
        if block.kind not in ("headline", "caption")
    )
    theirs, best = max((f1(found.text, one), one) for one in gold)
    return f1(ours, best), theirs


def f1(text: str, gold: str) -> float:
    """Return the F1 of a text's words.

    >>> f1("Der Senat tagt.", "Der Senat tagt nicht.")
    0.8571428571428571
    """
    one, other = Counter(_words(text)), Counter(_words(gold))
    shared = (one & other).total()
    return 2 * shared / max(one.total() + other.total(), 1)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def main(arguments: list[str] | None = None) -> int:
    """Print a line for each page and a summary; return the exit status."""
    parser = argparse.ArgumentParser(prog="reinschrift_eval.pages")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--model", default="news")
    parser.add_argument("--engine", default="ctranslate2")
    options = parser.parse_args(arguments)
    try:
        flow = reinschrift.load(model=options.model, engine=options.engine)
        paths = sorted(options.folder.glob("*.html*"))
        pages = []
        for path in paths:
            pages.append(measure(path, flow))
            one = pages[-1]
            scores = "" if one.ours is None else f"  article F1 {one.ours:.3f} ({one.theirs:.3f})"
            print(
                f"{one.name:32} {one.size / 1e3:6.0f} kB  back {one.comes_back}  "
                f"{len(one.differences)} differences{scores}"
            )
            for line in one.differences[:5]:
                print(f"    {line}")
    except ReinschriftError as error:
        print(f"reinschrift_eval: {error}", file=sys.stderr)
        return 2
    if not pages:
        print(f"reinschrift_eval: no pages in {options.folder}", file=sys.stderr)
        return 2
    _summarise(pages)
    return 0


def _summarise(pages: list[Figures]) -> None:
    size = sum(one.size for one in pages) / 1e6
    read, write = sum(one.read for one in pages), sum(one.write for one in pages)
    scored = [(one.ours, one.theirs) for one in pages if one.ours is not None]
    print(
        f"{len(pages)} pages, {size:.1f} MB: {sum(one.comes_back for one in pages)} come back, "
        f"{sum(not one.differences for one in pages)} keep all tags and targets; "
        f"read {size / read:.1f} MB/s, write {size / write:.1f} MB/s, both "
        f"{(read + write) / sum(one.translate for one in pages):.1%} of the time of translation"
    )
    if scored:
        ours = sum(one or 0 for one, _ in scored) / len(scored)
        theirs = sum(one or 0 for _, one in scored) / len(scored)
        print(f"article F1 {ours:.4f}, trafilatura's own text {theirs:.4f}, n={len(scored)}")


if __name__ == "__main__":
    sys.exit(main())
