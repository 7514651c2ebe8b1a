"""Random HTML for tests, and what must hold of a page after translation."""

from __future__ import annotations

import os
import random
import re
from collections import Counter
from html.parser import HTMLParser

from reinschrift.edits import Span
from reinschrift.engines import Attention, Decoding, Hypothesis
from reinschrift.formats.html_elements import INLINE, VOID

# `REINSCHRIFT_CASES=10000 pytest tests/test_html_laws.py` for the long run.
USUAL = Decoding()
CASES = int(os.environ.get("REINSCHRIFT_CASES", "150"))

WORDS = """Der Kanzler traf am Montag in Kiew den Präsidenten , der Hilfe für die Ukraine fordert .
Laut „Spiegel“ sagte Kirby am Abend : Die Lage ist ernst & bleibt es . Straße 3000 Euro a
Jong-un EU-Gipfel (CDU) Bürger*innen – Übermut""".split()
TAGS = ("a", "b", "i", "em", "strong", "span", "u", "small", "cite", "mark")
POINTS = (
    '<img src="x.jpg">',
    "<wbr>",
    "<!-- nota -->",
    '<i class="icon"></i>',
    "<script>1<2</script>",
)


class Markup:
    """Makes paragraphs with random inline markup; every element has a number of its own."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.number = 0

    def paragraph(self, *, depth: int = 3, crossing: bool = False) -> str:
        """Make the inside of a paragraph."""
        words = [self.random.choice(WORDS) for _ in range(self.random.randint(1, 14))]
        pieces = self._mark(words, depth)
        if crossing and self.random.random() < 0.3:
            pieces.insert(self.random.randint(0, len(pieces)), f"<b data-n='{self._next()}'>")
            pieces.insert(self.random.randint(0, len(pieces)), "</b>")
        return "".join(pieces)

    def page(self, *, crossing: bool = False) -> str:
        """Make a page of a few paragraphs."""
        made = [self.paragraph(crossing=crossing) for _ in range(self.random.randint(1, 4))]
        blocks = [
            f"<{tag}>{text}</{tag}>"
            for text in made
            for tag in (self.random.choice(("p", "p", "h2", "li", "div", "td", "blockquote")),)
        ]
        return "<!DOCTYPE html><html lang=de><body>" + "\n".join(blocks) + "</body></html>"

    def _next(self) -> int:
        self.number += 1
        return self.number

    def _mark(self, words: list[str], depth: int) -> list[str]:
        pieces: list[str] = []
        at = 0
        while at < len(words):
            gap = self.random.choice((" ", " ", " ", " ", "\n  ", "&nbsp;")) if pieces else ""
            if depth and self.random.random() < 0.25:
                count = self.random.randint(1, 4)
                tag = self.random.choice(TAGS)
                inner = self._mark(words[at : at + count], depth - 1)
                space = self.random.choice(("", "", "", " "))
                pieces += [
                    gap,
                    f'<{tag} data-n="{self._next()}">',
                    space,
                    *inner,
                    space,
                    f"</{tag}>",
                ]
                at += count
                continue
            if self.random.random() < 0.06:
                pieces.append(self.random.choice(POINTS))
            pieces += [gap, words[at].replace("&", "&amp;")]
            at += 1
        return pieces


class Shuffler:
    """Writes the words of a sentence in another order, drops some, and looks where it likes.

    What a model does to marks at its worst, and always the same for one sentence.
    """

    name = "shuffler"
    window = 512

    def count_pieces(self, text: str) -> int:
        return len(text.split())

    def translate(self, texts: list[str], decoding: Decoding = USUAL) -> list[Hypothesis]:
        return [self._one(text, decoding) for text in texts]

    def _one(self, text: str, decoding: Decoding) -> Hypothesis:
        lots = random.Random(text)
        words = [word for word in text.split() if lots.random() > 0.15]
        lots.shuffle(words)
        english = " ".join(words)
        sources = tuple(Span(*found.span()) for found in re.finditer(r"\S+", text))
        targets = tuple(Span(*found.span()) for found in re.finditer(r"\S+", english))
        rows = tuple(tuple(lots.random() for _ in sources) for _ in targets)
        attention = Attention(sources, targets, rows) if decoding.attention else None
        return Hypothesis(english, attention=attention)


class Elements(HTMLParser):
    """What another parser sees: elements with their attributes, text, and where tags cut words."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.seen: Counter[tuple[str, tuple[tuple[str, str | None], ...]]] = Counter()
        self.points: Counter[str] = Counter()
        self.text: list[str] = []
        self.nested: list[str] = []
        self.faults: list[str] = []
        self.cuts: list[str] = []
        self._since_text = False
        self.feed(page)
        self.close()
        self.faults += [f"<{name}> is not closed" for name in self.nested if name in INLINE]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "html":
            return
        self.seen[tag, tuple(attrs)] += 1
        if tag not in VOID:
            self.nested.append(tag)
        self._since_text = self._since_text or tag in INLINE
        if tag not in INLINE and tag not in VOID and tag != "script":
            self.text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "html":
            return
        if not self.nested or self.nested[-1] != tag:
            self.faults.append(f"</{tag}> closes {self.nested[-1:]}")
        if tag in self.nested:
            while self.nested.pop() != tag:
                pass
        self._since_text = self._since_text or tag in INLINE
        if tag not in INLINE and tag != "script":
            self.text.append("\n")

    def handle_comment(self, data: str) -> None:
        self.points[data] += 1

    def handle_data(self, data: str) -> None:
        if self.nested[-1:] == ["script"]:
            self.points[data] += 1
            return
        before = self.text[-1] if self.text else ""
        if self._since_text and before[-1:].isalnum() and data[:1].isalnum():
            self.cuts.append(before[-10:] + "|" + data[:10])
        self.text.append(data)
        self._since_text = False

    @property
    def words(self) -> list[str]:
        """The text, its white space aside."""
        return "".join(self.text).split()
