"""Score where links land: on gold English that the model is made to read, and on its own.

    python -m reinschrift_eval.links [SUITE] [--model NAME] [--errors]

A mark counts if it lies on exactly the gold words, all of its pieces included. On our own
translations there is no gold: there every mark must be present, on whole words, nested.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reinschrift.documents import Block, Document, Mark
from reinschrift.edits import Span
from reinschrift.engines import Attention
from reinschrift.errors import ReinschriftError, UnknownName
from reinschrift.flow import Flow
from reinschrift.links import Segment, place_marks
from reinschrift.registry import ENGINES, lookup

_DATA = Path(__file__).parent / "data"
_SUITES = ("links", "links-dev")
_CUT = re.compile(r"\w\w")


@dataclass(frozen=True, slots=True)
class Item:
    """A sentence with its marks, and where an editor put them in English."""

    id: str
    german: str
    marks: tuple[Span, ...]
    english: str
    gold: tuple[tuple[Span, ...], ...]

    @property
    def kind(self) -> str:
        """What the sentence was written to show."""
        return self.id.rpartition("-")[0]


@dataclass(slots=True)
class Tally:
    """How many marks were placed right, by kind; the wrong ones in words."""

    right: Counter[str] = field(default_factory=Counter)
    all: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        """The share of marks on exactly the gold words."""
        return self.right.total() / max(self.all.total(), 1)


def read_items(suite: str) -> list[Item]:
    """Read a suite of links."""
    if suite not in _SUITES:
        raise UnknownName("suite of links", suite, _SUITES)
    path = _DATA / suite / "items.jsonl"
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        Item(
            record["id"],
            record["german"],
            tuple(Span(*mark) for mark in record["german_marks"]),
            record["english"],
            tuple(tuple(Span(*span) for span in mark) for mark in record["english_marks"]),
        )
        for record in records
    ]


def score_placement(items: Sequence[Item], attentions: Sequence[Attention | None]) -> Tally:
    """Place the marks on the gold English and compare with the editor's."""
    tally = Tally()
    for item, attention in zip(items, attentions, strict=True):
        marks = [Mark(*span, "link", {"n": str(at)}) for at, span in enumerate(item.marks)]
        whole = Segment(Span(0, len(item.german)), Span(0, len(item.english)), attention)
        placed = place_marks(marks, [whole], item.german, item.english).marks
        for at, (mark, gold) in enumerate(zip(item.marks, item.gold, strict=True)):
            found = tuple(
                Span(one.start, one.end) for one in placed if one.attributes["n"] == str(at)
            )
            tally.all[item.kind] += 1
            if found == gold:
                tally.right[item.kind] += 1
            else:
                words = " … ".join(item.english[span.start : span.end] for span in found)
                want = " … ".join(item.english[span.start : span.end] for span in gold)
                marked = item.german[mark.start : mark.end]
                tally.errors.append(f"{item.id}: {marked!r} on {words!r}, not {want!r}")
    return tally


def find_faults(items: Sequence[Item], flow: Flow) -> list[str]:
    """Translate the sentences with their marks and name every broken invariant."""
    documents = [
        Document((Block(
            item.german,
            marks=tuple(Mark(*span, "link", {"n": str(at)}) for at, span in enumerate(item.marks)),
        ),))
        for item in items
    ]  # fmt: skip
    faults: list[str] = []
    for item, done in zip(items, flow.translate_documents(documents), strict=True):
        [block] = done.document.blocks
        placed = {mark.attributes["n"] for mark in block.marks}
        faults += (
            f"{item.id}: mark {n} is lost" for n in range(len(item.marks)) if str(n) not in placed
        )
        for mark in block.marks:
            for edge in (mark.start, mark.end):
                if _CUT.fullmatch(block.text[max(0, edge - 1) : edge + 1]):
                    faults.append(f"{item.id}: a word of {block.text!r} is cut at {edge}")
    return faults


def main(arguments: list[str] | None = None) -> int:
    """Print the figures; return the exit status."""
    parser = argparse.ArgumentParser(
        prog="reinschrift_eval.links", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("suite", nargs="?", default="links")
    parser.add_argument("--model", default="news")
    parser.add_argument("--errors", action="store_true", help="print every mark that is wrong")
    options = parser.parse_args(arguments)
    try:
        items = read_items(options.suite)
        # By the registry, as the library does; only this engine can read what it did not write.
        engine = lookup("engine", "ctranslate2", ENGINES)(options.model)
    except ReinschriftError as error:
        print(f"reinschrift_eval: {error}", file=sys.stderr)
        return 2
    read = engine.reread([item.german for item in items], [item.english for item in items])
    tally = score_placement(items, [one.attention for one in read])
    plain = score_placement(items, [None] * len(items))
    kinds = "  ".join(f"{kind} {tally.right[kind]}/{tally.all[kind]}" for kind in tally.all)
    print(f"{options.suite} n={len(items)} marks={tally.all.total()}  {engine.name}")
    print(f"    on exactly the gold words: {tally.share:.1%} ({tally.right.total()})")
    print(f"    without attention: {plain.share:.1%}")
    print(f"    {kinds}")
    faults = find_faults(items, Flow(engine))
    print(f"    broken invariants in our own translations: {len(faults)}")
    for line in (*faults, *(tally.errors if options.errors else ())):
        print(f"    {line}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
