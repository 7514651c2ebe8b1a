"""Pairs as token ids in flat arrays that are mapped, not loaded.

Four columns: `source` and `target` as they are, `noised-source` and `noised-target` as
`noise.damage` left them (the same as the clean ones where it did not apply). A pair with several
twins stands there with each of them. A column is two files: all ids in a row (uint16), and where
each sentence ends.
"""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from reinschrift_models.training.corpus import SCARRED, Pair
from reinschrift_models.training.noise import Noised, damage
from reinschrift_models.training.recipe import Recipe
from reinschrift_models.training.vocabulary import EOS, load_pieces

if TYPE_CHECKING:
    from numpy.typing import NDArray

COLUMNS = ("source", "target", "noised-source", "noised-target")
CHUNK = 50_000  # sentences encoded at a time: bounds the memory, keeps both threads busy


@dataclass(frozen=True, slots=True)
class Column:
    """Sentences as ids: `ids[ends[i - 1]:ends[i]]`, each with its `</s>`."""

    ids: NDArray[np.uint16]
    ends: NDArray[np.int64]

    def __getitem__(self, row: int) -> NDArray[np.uint16]:
        start = self.ends[row - 1] if row else 0
        return self.ids[start : self.ends[row]]

    @property
    def lengths(self) -> NDArray[np.int64]:
        """Give the number of ids of every sentence."""
        return np.diff(self.ends, prepend=0)


@dataclass(frozen=True, slots=True)
class Packed:
    """All columns, and which source each row comes from."""

    columns: dict[str, Column]
    origin: NDArray[np.int16]
    names: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.origin)


def pack(pairs: Sequence[Pair], recipe: Recipe, *, spm: Path, out: Path) -> None:
    """Damage, encode and write the pairs that are short enough."""
    pairs = [*pairs] * recipe.noise.twins
    twins = make_twins(pairs, recipe)
    texts: dict[str, list[str]] = {
        "source": [pair.source for pair in pairs],
        "target": [pair.target for pair in pairs],
        "noised-source": [twin.source for twin in twins],
        "noised-target": [twin.target for twin in twins],
    }
    encoded = {name: _encode(column, spm) for name, column in texts.items()}
    limit = recipe.vocabulary.max_tokens
    fits = np.ones(len(pairs), dtype=bool)
    for column in encoded.values():
        fits &= column.lengths <= limit
    names = tuple(sorted({pair.origin for pair in pairs}))
    numbers = {name: number for number, name in enumerate(names)}
    origin = np.array([numbers[pair.origin] for pair in pairs], dtype=np.int16)
    for name, column in encoded.items():
        np.save(out / f"{name}.ids.npy", column.ids[np.repeat(fits, column.lengths)])
        np.save(out / f"{name}.ends.npy", np.cumsum(column.lengths[fits]))
    np.save(out / "origin.npy", origin[fits])
    (out / "names.json").write_text(json.dumps(names), encoding="utf-8")


def open_packed(folder: Path) -> Packed:
    """Map the arrays of a folder."""
    columns = {
        name: Column(
            np.load(folder / f"{name}.ids.npy", mmap_mode="r"),
            np.load(folder / f"{name}.ends.npy"),
        )
        for name in COLUMNS
    }
    names = tuple(json.loads((folder / "names.json").read_text(encoding="utf-8")))
    return Packed(columns, np.load(folder / "origin.npy"), names)


def make_twins(pairs: Sequence[Pair], recipe: Recipe) -> list[Noised]:
    """Give every pair a damaged twin, or itself where the damage drawn does not apply.

    Noise goes to German, where scraping leaves it; an English source gets none, nor does what was
    scarred by hand. A model that scars learns to make it: the twin is turned round.
    """
    draw = random.Random(recipe.seed)  # noqa: S311
    twins: list[Noised] = []
    before = Pair("", "", "")
    for pair in pairs:
        clean = Noised(pair.source, pair.target)
        twin = None
        if recipe.source == "de" and not pair.origin.startswith(SCARRED):
            first = Noised(before.source, before.target) if before.origin == pair.origin else clean
            twin = damage(clean, first, draw, recipe.noise)
        if twin and recipe.data.scarring:
            twin = Noised(twin.target, twin.source)
        twins.append(twin or clean)
        before = pair
    return twins


def _encode(texts: Sequence[str], spm: Path) -> Column:
    pieces = load_pieces(spm)
    parts: list[NDArray[np.uint16]] = []
    lengths: list[NDArray[np.int64]] = []
    for start in range(0, len(texts), CHUNK):
        encoded = pieces.encode(list(texts[start : start + CHUNK]), num_threads=2)
        size = np.array([len(sentence) + 1 for sentence in encoded], dtype=np.int64)
        # One up: Marian's numbering has </s> before the pieces (see vocabulary).
        flat = [piece + 1 for sentence in encoded for piece in (*sentence, EOS - 1)]
        parts.append(np.array(flat, dtype=np.uint16))
        lengths.append(size)
    return Column(np.concatenate(parts), np.cumsum(np.concatenate(lengths)))
