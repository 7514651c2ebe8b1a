"""Examples for the tagger as arrays: tokens in a row, padded so that no line sees another."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

import numpy as np

from reinschrift.lexicon import Lexicon
from reinschrift.scars import scar
from reinschrift.tagger.features import BAG, bag
from reinschrift.tagger.sequences import ALLOWED, KEEP, find_splits, read_line
from reinschrift_models.training.tagger.disguise import disguise, modifiers
from reinschrift_models.training.tagger.labels import UNTOLD, label
from reinschrift_models.training.tagger.pairs import Pair, pair_lines
from reinschrift_models.training.tagger.text import Chunk

# More scars than on a real page, so that the network sees enough of them; the calibration
# afterwards knows the true rates.
TRAINING_RATES: Mapping[str, float] = {
    "merged-words": 0.22,
    "lost-boundary": 0.5,
    "fragment-case": 0.14,
    "stray-fragment": 0.09,
    "moved-anchor": 0.2,
    "agreement": 0.03,
    "split-paragraph": 0.0,
}
CLEAN = 0.4  # share of texts that get no scar
NAMED = 0.6  # share of texts whose people and places get other names
DISGUISED = 0.2  # share of texts that get a look-alike of a scar
JOINED = 0.7  # chance that the next line follows in the same paragraph
NEGATIVE_SPLITS = 4  # of the clean words of one line


class Arrays(NamedTuple):
    """`words` are rows of `bags`; `starts` tells where each sequence begins."""

    bags: np.ndarray
    words: np.ndarray
    flags: np.ndarray
    kinds: np.ndarray
    labels: np.ndarray
    starts: np.ndarray


class Examples:
    """Collects sequences; `missed` counts merges at a place that is no candidate."""

    def __init__(self) -> None:
        self._bags: list[tuple[int, ...]] = []
        self._rows: dict[str, int] = {}
        self._columns = (array("i"), array("B"), array("B"), array("B"))
        self._starts = array("i")
        self.merges = self.missed = 0

    def add(self, line: str, labels: Mapping[int, int], lexicon: Lexicon, draw: Random) -> None:
        """Add a line, its labels by place, and the words in it that may be two.

        Of a word before which the label is `UNTOLD` nobody knows whether it is two.
        """
        tokens, sequence = read_line(line)
        if not tokens:
            return
        at_start = {token.start: at for at, token in enumerate(tokens)}
        wanted = [KEEP] * len(tokens)
        inside: dict[int, int] = {}
        for place, kind in labels.items():
            if place in at_start:
                at = at_start[place]
                is_possible = kind in ALLOWED.get(sequence.kinds[at], ())
                wanted[at] = kind if is_possible else UNTOLD
            elif kind != UNTOLD:
                inside[place] = kind
        self._append(sequence.words, sequence.flags, sequence.kinds, wanted, lexicon)
        self.merges += len(inside)
        splits = [
            split
            for split in find_splits(tokens, sequence, lexicon)
            if wanted[split.token] != UNTOLD
        ]
        self.missed += len(inside.keys() - {split.place for split in splits})
        merged = {split.token for split in splits if split.place in inside}
        clean = [split for split in splits if split.token not in merged]
        for split in draw.sample(clean, min(len(clean), NEGATIVE_SPLITS)):
            self._append_split(split, KEEP, lexicon)
        for split in splits:
            if split.token in merged:
                self._append_split(split, inside.get(split.place, KEEP), lexicon)

    def _append_split(self, split, kind: int, lexicon: Lexicon) -> None:  # type: ignore[no-untyped-def]
        words, flags, kinds = split.sequence
        wanted = [KEEP] * len(words)
        wanted[split.at] = kind
        self._append(words, flags, kinds, wanted, lexicon)

    def _append(
        self,
        words: list[str],
        flags: list[int],
        kinds: list[int],
        wanted: list[int],
        lexicon: Lexicon,
    ) -> None:
        self._starts.append(len(self._columns[0]))
        rows = self._rows
        for word in words:
            row = rows.get(word)
            if row is None:
                row = rows[word] = len(self._bags)
                self._bags.append(bag(word, lexicon))
            self._columns[0].append(row)
        self._columns[1].extend(flags)
        self._columns[2].extend(kinds)
        self._columns[3].extend(wanted)

    def forget_words(self) -> None:
        """Begin a new lexicon: the same word may have other rows there."""
        self._rows = {}

    def arrays(self) -> Arrays:
        """Return everything as arrays."""
        bags = np.zeros((len(self._bags), BAG), dtype=np.uint16)
        for row, ids in enumerate(self._bags):
            bags[row, : len(ids)] = ids
        words, flags, kinds, labels = (np.array(column) for column in self._columns)
        starts = np.array([*self._starts, len(words)])
        return Arrays(bags, words, flags, kinds, labels, starts)


def add_chunk(
    examples: Examples, chunk: Chunk, draw: Random, *, held_out: bool, clean: float = CLEAN
) -> None:
    """Scar the lines of a chunk, or leave them clean, and add them."""
    for text, labels in paragraphs(chunk, draw, held_out=held_out, clean=clean):
        examples.add(text, labels, chunk.lexicon, draw)
    examples.forget_words()


def add_pairs(examples: Examples, pairs: Sequence[Pair], lexicon: Lexicon, draw: Random) -> None:
    """Add what somebody else has scarred."""
    for text, labels in pair_lines(pairs, draw):
        examples.add(text, labels, lexicon, draw)
    examples.forget_words()


def paragraphs(
    chunk: Chunk,
    draw: Random,
    *,
    held_out: bool,
    clean: float = CLEAN,
    disguised: float = DISGUISED,
    named: float = NAMED,
) -> Iterator[tuple[str, dict[int, int]]]:
    """Join the lines of a chunk, scar or disguise them, and yield each with its labels."""
    nouns = modifiers(chunk.lexicon)
    at = 0
    lines = chunk.lines
    while at < len(lines):
        if chunk.held_out[at] != held_out:
            at += 1
            continue
        text = lines[at]
        at += 1
        while (
            at < len(lines)
            and draw.random() < JOINED
            and text[-1] in '.!?“"'
            and lines[at][0].isupper()
            and len(text) < 300
            and chunk.held_out[at] == held_out
        ):
            text = f"{text} {lines[at]}"
            at += 1
        if draw.random() < named:
            text = chunk.names.put_into(text, draw)
        if draw.random() < disguised:
            text = disguise(text, draw.choice(lines), nouns, draw)
        labels: dict[int, int] = {}
        if draw.random() >= clean:
            done = scar(text, seed=draw.getrandbits(30), rates=TRAINING_RATES)
            text = done.text
            found = [one for edit in done.edits if (one := label(text, edit)) is not None]
            labels = {one.place: one.kind for one in found}
        yield text, labels


def join(one: Arrays, other: Arrays) -> Arrays:
    """Put the sequences of one behind those of another."""
    return Arrays(
        bags=np.concatenate((one.bags, other.bags)),
        words=np.concatenate((one.words, other.words + len(one.bags))),
        flags=np.concatenate((one.flags, other.flags)),
        kinds=np.concatenate((one.kinds, other.kinds)),
        labels=np.concatenate((one.labels, other.labels)),
        starts=np.concatenate((one.starts[:-1], other.starts + len(one.words))),
    )


def save(arrays: Arrays, path: Path) -> None:
    """Write arrays to a file."""
    np.savez(path, **arrays._asdict())


def read(path: Path) -> Arrays:
    """Read arrays from a file."""
    with np.load(path) as stored:
        return Arrays(*(stored[name] for name in Arrays._fields))
