"""The German that the tagger learns from: clean lines in chunks, with what the rest counts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from random import Random
from typing import NamedTuple

from reinschrift.lexicon import Lexicon, bucket_of, load
from reinschrift.lexicon.build import MONOLINGUAL, Counts
from reinschrift_models.training.corpus import read_lines
from reinschrift_models.training.filters import overlap_key
from reinschrift_models.training.tagger.names import Names

CHUNKS = 24
HELD_OUT = 25  # every so-manieth block is for calibration
BLOCK = 300  # lines
# Shares of lines to learn from; all are counted. What is templated, machine-written or no prose is
# there to be known, not to be imitated.
TECHNICAL_SHARE = 0.08
SHARES = {
    "wmt-testsuites-bt": 0.15,
    "multi30k": 0.3,
    "debian-web-news": 0.4,
    "opennmt-demo10k": 0.5,
    "web-nmtmatlab10k": 0.5,
}
LONGEST = 1200  # characters of a line
_LEFT_OUT = ("manpages-de", "lilypond-docs", "europarl-comtrans")  # licences; spelling of 1990
_GERMAN = re.compile(r"[a-zäöüß]{2}")
_OLD = re.compile(r"\b(?:daß|muß|läßt|Daß)\b")


class Chunk(NamedTuple):
    """Lines, and the lexicon as it would be had they not been counted."""

    lines: list[str]
    held_out: list[bool]
    lexicon: Lexicon
    names: Names  # of all chunks


class _Reduced(Lexicon):
    """The lexicon that ships, less the counts of one chunk.

    A word that only this chunk knows is as unknown here as the rare words of new text are.
    """

    def __init__(self, totals: Counter[str], chunk: Counter[str]) -> None:
        whole = load()
        self._sizes = dict(whole._sizes)
        self._rows = []
        gone = set()
        for form, count in chunk.items():
            if form in self._sizes:
                left = totals[form] - count
                if left < 2:  # as in `build`
                    del self._sizes[form]
                    gone.add(form)
                else:
                    self._sizes[form] = min(self._sizes[form], bucket_of(left))
        self.__dict__["names"] = whole.names - gone
        self.__dict__["english"] = whole.english - gone


class Line(NamedTuple):
    """A line, and whether it is learnt from or only counted."""

    text: str
    is_used: bool


def read_german(data: Path, draw: Random) -> Iterator[Line]:
    """Yield each German line once, source by source."""
    seen: set[int] = set()
    paths = sorted((data / "parallel").glob("*/*.tsv.xz"))
    paths += [data / "mono-de" / f"{name}.txt.xz" for name in MONOLINGUAL]
    for path in paths:
        source = path.name.partition(".")[0]
        if source in _LEFT_OUT:
            continue
        is_technical = path.parent.name == "technical"
        share = TECHNICAL_SHARE if is_technical else SHARES.get(source, 1.0)
        for row in read_lines(path):
            german = row.partition("\t")[0].strip()
            key = hash(german)
            if key in seen or not _is_usable(german):
                continue
            seen.add(key)
            yield Line(german, draw.random() < share)


def _is_usable(line: str) -> bool:
    return (
        3 < len(line) <= LONGEST
        and _GERMAN.search(line) is not None
        and _OLD.search(line) is None
        and "\ufffd" not in line
    )


class Text:
    """The corpus, counted in chunks of neighbouring lines."""

    def __init__(self, data: Path, draw: Random) -> None:
        self._lines = list(read_german(data, draw))
        self._size = -(-len(self._lines) // CHUNKS)
        self._counted = [
            _count(line.text for line in self._part(number)) for number in range(CHUNKS)
        ]
        self._totals: Counter[str] = Counter()
        for counted in self._counted:
            self._totals.update(counted)

    def _part(self, number: int) -> list[Line]:
        return self._lines[number * self._size : (number + 1) * self._size]

    def chunks(self) -> Iterator[Chunk]:
        """Yield the corpus chunk by chunk."""
        names = Names(line.text for line in self._lines)
        for number, counted in enumerate(self._counted):
            rows = [
                (line.text, at // BLOCK % HELD_OUT == 7)
                for at, line in enumerate(self._part(number), number * self._size)
                if line.is_used
            ]
            texts, held_out = ([*column] for column in zip(*rows, strict=True))
            yield Chunk(texts, held_out, _Reduced(self._totals, counted), names)

    def lexicon_without(self, texts: Iterable[str]) -> Lexicon:
        """Return the lexicon as it would be had it not counted those of `texts` that it has."""
        return _Reduced(
            self._totals, _count(text for text in texts if hash(overlap_key(text)) in self._keys)
        )

    @cached_property
    def _keys(self) -> frozenset[int]:
        return frozenset(hash(overlap_key(line.text)) for line in self._lines)


def _count(texts: Iterable[str]) -> Counter[str]:
    counts = Counts()
    for text in texts:
        counts.add(text, "")
    return counts.totals()
