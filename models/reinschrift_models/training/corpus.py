"""From folders of TSV files to one clean file of pairs, with an account of what was dropped."""

from __future__ import annotations

import gzip
import io
import json
import lzma
import multiprocessing
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple, TextIO

from reinschrift.errors import MissingExtra, UnreadableInput
from reinschrift_models.training.filters import normalise, overlap_key, reject
from reinschrift_models.training.recipe import Recipe

SMALL = 1_000_000  # bytes: read in less time than two processes take to start
SCARRED = "scarred/"  # before the names of sources that were scarred by hand
SUFFIXES = (".tsv", ".tsv.gz", ".tsv.xz", ".tsv.zst")


class Pair(NamedTuple):
    """A sentence, its translation, and the source it came from."""

    origin: str
    source: str
    target: str


def find_sources(root: Path) -> dict[str, Path]:
    """Name every TSV file below a folder by its path without the suffix: `news/ud-pud`."""
    found = {}
    for path in sorted(root.rglob("*.tsv*")):
        if path.name.endswith(SUFFIXES):
            name = path.relative_to(root).as_posix()
            found[name[: name.index(".tsv")]] = path
    if not found:
        raise UnreadableInput(f"{root}: no .tsv, .tsv.gz, .tsv.xz or .tsv.zst file below it")
    return found


def read_lines(path: Path) -> Iterator[str]:
    """Stream the lines of a text file, compressed or not.

    Only a line feed ends a line: a form feed or a line separator inside one is its text.
    """
    with OPENERS.get(path.suffix, _open_plain)(path) as stream:
        for line in stream:
            yield line.rstrip("\r\n")


def _open_plain(path: Path) -> TextIO:
    return path.open(encoding="utf-8", newline="\n")


def _open_gz(path: Path) -> TextIO:
    return io.TextIOWrapper(gzip.open(path), encoding="utf-8", newline="\n")


def _open_xz(path: Path) -> TextIO:
    return io.TextIOWrapper(lzma.open(path), encoding="utf-8", newline="\n")


def _open_zst(path: Path) -> TextIO:
    try:
        import zstandard
    except ImportError as error:
        raise MissingExtra(f"reading {path.name}", "train") from error
    stream = zstandard.ZstdDecompressor().stream_reader(path.open("rb"), closefd=True)
    return io.TextIOWrapper(stream, encoding="utf-8", newline="\n")


OPENERS: dict[str, Callable[[Path], TextIO]] = {".gz": _open_gz, ".xz": _open_xz, ".zst": _open_zst}


def evaluation_keys(root: Path) -> frozenset[str]:
    """Collect every line of every evaluation file, in the form that overlaps are judged by."""
    files = sorted({*root.rglob("*.de"), *root.rglob("*.en")})
    if not files:
        raise UnreadableInput(
            f"{root}: no *.de or *.en file; training blind to overlaps is refused"
        )
    keys = {overlap_key(line) for path in files for line in read_lines(path)}
    return frozenset(keys - {""})


def clean_source(name: str, path: Path, recipe: Recipe) -> tuple[list[Pair], Counter[str]]:
    """Read one source, normalise and filter it; count the reasons."""
    read = _pair_scarred if name.startswith(SCARRED) else _read_columns
    kept: list[Pair] = []
    counts: Counter[str] = Counter()
    for sides in read(path, recipe):
        counts["read"] += 1
        if sides is None:
            counts["broken-line"] += 1
            continue
        reason = reject(*sides, recipe)
        if reason is None:
            kept.append(Pair(name, *sides))
        else:
            counts[reason] += 1
    return kept, counts


def _read_columns(path: Path, recipe: Recipe) -> Iterator[tuple[str, str] | None]:
    """Yield both sides of each line in the recipe's direction; None for a line without two."""
    for line in read_lines(path):
        columns = line.split("\t")
        if len(columns) != 2:
            yield None
            continue
        sides = dict(zip(("de", "en"), map(normalise, columns), strict=True))
        yield sides[recipe.source], sides[recipe.target]


def read_scarred(path: Path) -> Iterator[dict[str, Any]]:
    """Stream the items of a file in JSON lines, but what is kept out of training."""
    for item in map(json.loads, read_lines(path)):
        if not item.get("kept"):
            yield item


def _pair_scarred(path: Path, recipe: Recipe) -> Iterator[tuple[str, str]]:
    """Yield sentences that were scarred by hand, for a restorer: what stands, and what it was.

    Each comes as it stands and as repair at `standard` leaves it, which is what a restorer is
    asked about; and whole, since most of what it reads is right. A model that scars is given what
    the sentence was, and learns what stands.
    """
    from reinschrift.repairs import repair

    for item in read_scarred(path):
        clean = normalise(item["clean"])
        if recipe.data.scarring:
            if item["scarred"]:
                yield clean, normalise(item["scarred"])
            continue
        scarred = normalise(item["scarred"] or item["clean"])
        for source in dict.fromkeys((scarred, repair(scarred).text, clean)):
            yield source, clean


def _clean_all(
    sources: dict[str, Path], recipe: Recipe
) -> Iterator[tuple[str, list[Pair], Counter[str]]]:
    """Clean the sources, in two processes where that is worth starting them."""
    if sum(path.stat().st_size for path in sources.values()) < SMALL:
        for name, path in sources.items():
            yield name, *clean_source(name, path, recipe)
        return
    # Spawned, not forked: a fork of a process that has run torch can hang on a lock for ever.
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
        jobs = {name: pool.submit(clean_source, name, p, recipe) for name, p in sources.items()}
        for name in list(jobs):
            yield name, *jobs.pop(name).result()


def build_corpus(recipe: Recipe, out: Path) -> None:
    """Write `corpus.tsv` and the account of it, `corpus.json`."""
    root = Path(recipe.data.root)
    by_hand = map(Path, recipe.data.scarred)
    sources = {f"{SCARRED}{path.parent.name}": path for path in by_hand} | {
        name: path
        for name, path in find_sources(root).items()
        if recipe.data.weight(name) or recipe.data.weight(name, final=True)
    }
    held_out = evaluation_keys(Path(recipe.data.evaluation))
    seen: set[tuple[int, int]] = set()
    account: dict[str, dict[str, int]] = {}
    with (out / "corpus.tsv").open("w", encoding="utf-8") as corpus:
        for name, pairs, counts in _clean_all(sources, recipe):
            for pair in pairs:
                keys = overlap_key(pair.source), overlap_key(pair.target)
                # A lost mark or capital is all that tells a scarred sentence from a whole one.
                sides = pair[1:] if name.startswith(SCARRED) else keys
                # Hashes, because a set of 800,000 pairs of strings is half a gigabyte.
                mark = hash(sides[0]), hash(sides[1])
                if not held_out.isdisjoint(keys):
                    counts["in-evaluation-set"] += 1
                elif mark in seen:
                    counts["duplicate"] += 1
                else:
                    seen.add(mark)
                    counts["kept"] += 1
                    corpus.write("\t".join(pair) + "\n")
            account[name] = dict(counts)
    (out / "corpus.json").write_text(json.dumps(account, indent=1), encoding="utf-8")


def read_corpus(out: Path) -> Iterator[Pair]:
    """Stream the pairs that `build_corpus` kept."""
    for line in read_lines(out / "corpus.tsv"):
        yield Pair(*line.split("\t"))


def draw_table(account: dict[str, dict[str, int]]) -> str:
    """Draw the account of what was kept and why the rest was not."""
    reasons = sorted({key for counts in account.values() for key in counts} - {"read", "kept"})
    columns = ["read", "kept", *reasons]
    rows = [
        [name, *(str(counts.get(key, 0)) for key in columns)] for name, counts in account.items()
    ]
    total = [str(sum(counts.get(key, 0) for counts in account.values())) for key in columns]
    table = [["source", *columns], *rows, ["all", *total]]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if index == 0 else cell.rjust(width)
            for index, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in table
    )
