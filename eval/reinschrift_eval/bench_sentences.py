"""How well and how fast German sentences are found, beside sentence-splitter.

    python -m reinschrift_eval.bench_sentences SUITES [--json OUT]

The lines of `wmt18` and `wmt21` (`src.de`) are joined by five with a space, the last group
may be shorter, and split again. What is scored is each group's inner boundaries: a boundary
is the number of characters before it in the group, white space not counted. F1 is over all
groups of a set.

`all` takes every line; `ended` takes only lines whose last character is one of `ENDED`, and
then joins those by five. The difference is headlines and other lines without a final mark.

Some lines of these sets hold two sentences, and a right split there counts as false. Those
that any of the two splitters finds were judged by hand and stand in `TWO_SENTENCES`. F1 is
raw, with all of them against us; `F1 judged` takes them as boundaries for both splitters.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

from reinschrift.errors import ReinschriftError, UnreadableInput
from reinschrift.sentences import split_sentences

Splitter = Callable[[str], list[str]]

SETS = ("wmt18", "wmt21")
JOINED = 5  # lines
REPEATS = 3  # the fastest counts
ENDED = frozenset('.!?…:;"“«)')

# Line (from 1) and characters, white space not counted, before the second sentence in it.
TWO_SENTENCES = {
    "wmt18": frozenset({
        (261, 35), (311, 23), (566, 72), (739, 193), (884, 198), (1357, 144), (1441, 160),
        (1584, 73), (1677, 55), (1817, 187), (1820, 176), (1829, 99), (1870, 105), (1954, 62),
        (2065, 70), (2243, 64), (2268, 43), (2283, 198), (2295, 117), (2825, 138), (2862, 64),
        (2867, 96),
    }),
    "wmt21": frozenset({(562, 41), (773, 72), (779, 102)}),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Score:
    """Boundaries found, of which false and missed; `two` of the false are in `TWO_SENTENCES`."""

    suite: str
    lines: str
    count: int
    splitter: str
    right: int
    false: int
    missed: int
    two: int
    two_missed: int
    lines_per_second: float

    @property
    def f1(self) -> float:
        """F1 against the lines as they are."""
        return _f1(self.right, self.false, self.missed)

    @property
    def judged(self) -> float:
        """F1 with the second sentence of a line as a boundary."""
        return _f1(self.right + self.two, self.false - self.two, self.missed + self.two_missed)


def _f1(right: int, false: int, missed: int) -> float:
    return 2 * right / (2 * right + false + missed)


def split_ours(text: str) -> list[str]:
    """Return the sentences that Reinschrift finds."""
    return [text[start:end] for start, end in split_sentences(text)]


def load_peer() -> Splitter | None:
    """Return sentence-splitter's German splitter, None if it is not installed."""
    try:
        from sentence_splitter import SentenceSplitter
    except ImportError:
        return None
    splitter = SentenceSplitter("de")

    def split(text: str) -> list[str]:
        return [str(sentence) for sentence in splitter.split(text)]

    return split


def _lengths(texts: Sequence[str]) -> Iterator[int]:
    """Yield how many characters, white space not counted, there are up to each text's end."""
    total = 0
    for text in texts:
        total += sum(map(len, text.split()))
        yield total


def score(suite: str, lines: list[str], *, ended: bool, name: str, split: Splitter) -> Score:
    """Join, split and compare."""
    chosen = [
        (number, line)
        for number, line in enumerate(lines, 1)
        if not ended or line.rstrip()[-1:] in ENDED
    ]
    right = false = missed = two = two_missed = 0
    seconds = 0.0
    for first in range(0, len(chosen), JOINED):
        numbers, group = zip(*chosen[first : first + JOINED], strict=True)
        text = " ".join(group)
        seconds += _time(split, text)
        found, wanted = set(_lengths(split(text))), set(_lengths(group))
        starts = dict(zip(numbers, (0, *_lengths(group)), strict=False))
        inside = {starts[line] + at for line, at in TWO_SENTENCES.get(suite, ()) if line in starts}
        right += len(found & wanted) - 1  # every group ends, and no splitter can miss that
        false += len(found - wanted)
        missed += len(wanted - found)
        two += len(inside & found)
        two_missed += len(inside - found)
    return Score(
        suite, "ended" if ended else "all", len(chosen), name, right, false, missed, two,
        two_missed, len(chosen) / seconds,
    )  # fmt: skip


def _time(split: Splitter, text: str) -> float:
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        split(text)
        times.append(time.perf_counter() - start)
    return min(times)


def read_lines(folder: Path, suite: str) -> list[str]:
    """Return the lines of a set's German side."""
    path = folder / suite / "src.de"
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise UnreadableInput(
            f"{path}: {error.strerror}; name the folder that holds {suite}"
        ) from error


def table(scores: Sequence[Score]) -> str:
    """Lay the scores out, our lead over the peer beside each of ours."""
    peers = {(row.suite, row.lines): row for row in scores if row.splitter != "reinschrift"}
    out = [
        f"{'set':6} {'lines':6} {'n':>5} {'splitter':17} {'F1':>6} {'lead':>7} {'false':>5} "
        f"{'two':>4} {'missed':>6} {'F1 judged':>9} {'lead':>7} {'lines/s':>8}"
    ]
    for row in scores:
        peer = peers.get((row.suite, row.lines))
        leads = ("", "")
        if peer is not None and peer is not row:
            leads = (f"{row.f1 - peer.f1:+.4f}", f"{row.judged - peer.judged:+.4f}")
        out.append(
            f"{row.suite:6} {row.lines:6} {row.count:5} {row.splitter:17} {row.f1:.4f} "
            f"{leads[0]:>7} {row.false:5} {row.two:4} {row.missed:6} {row.judged:9.4f} "
            f"{leads[1]:>7} {row.lines_per_second:8.0f}"
        )
    return "\n".join(out)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table, and write it as JSON if asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("suites", type=Path)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args(arguments)
    splitters: dict[str, Splitter] = {"reinschrift": split_ours}
    peer = load_peer()
    if peer is None:
        print("sentence-splitter is not installed: pip install 'reinschrift[bench]'")
    else:
        splitters["sentence-splitter"] = peer
    try:
        scores = [
            score(suite, read_lines(options.suites, suite), ended=ended, name=name, split=split)
            for suite in SETS
            for ended in (False, True)
            for name, split in splitters.items()
        ]
    except ReinschriftError as error:
        print(f"bench: {error}", file=sys.stderr)
        return 2
    print(table(scores))
    if options.json:
        rows = [{**asdict(row), "f1": row.f1, "f1_judged": row.judged} for row in scores]
        versions = {"sentence-splitter": version("sentence-splitter")} if peer else {}
        record = {"joined": JOINED, "versions": versions, "scores": rows}
        options.json.parent.mkdir(parents=True, exist_ok=True)
        options.json.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
