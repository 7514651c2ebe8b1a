"""Score where links land: on gold English that the model is made to read, and on its own.

    python -m reinschrift_eval.links [SUITE] [--model NAME] [--errors]

A mark counts if it lies on exactly the gold words, all of its pieces included. On our own
translations there is no gold: there every mark must be present, on whole words, nested.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from reinschrift.documents import Block, Document
from reinschrift.edits import Span
from reinschrift.engines import Attention
from reinschrift.errors import ReinschriftError, UnknownName
from reinschrift.flow import Flow
from reinschrift.links import place_marks
from reinschrift.links.segments import Segment
from reinschrift.registry import ENGINES, lookup
from reinschrift_eval.bundled import DATA, read_items
from reinschrift_eval.marks import links_of, with_links
from reinschrift_eval.suite import Suite

_SUITES = ("links", "links-dev")
_CUT = re.compile(r"\w\w")


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


def read(name: str) -> Suite:
    """Read a suite of links."""
    if name not in _SUITES:
        raise UnknownName("suite of links", name, _SUITES)
    return read_items("links", DATA / name)


def score_placement(suite: Suite, attentions: Sequence[Attention | None]) -> Tally:
    """Place the marks on the gold English and compare with the editor's."""
    tally = Tally()
    for at, attention in enumerate(attentions):
        german, english = suite.source[at], suite.reference[at]
        [block] = with_links(german, suite.marks[at]).blocks
        whole = Segment(Span(0, len(german)), Span(0, len(english)), attention)
        placed = place_marks(block.marks, [whole], german, english).marks
        gold = suite.english_marks[at]
        done = links_of(Document((Block(english, marks=placed),)), len(gold))
        for mark, found, wanted in zip(suite.marks[at], done, gold, strict=True):
            tally.all[suite.groups[at]] += 1
            if tuple(found) == wanted:
                tally.right[suite.groups[at]] += 1
            else:
                words, want = (
                    " … ".join(english[span.start : span.end] for span in spans)
                    for spans in (found, wanted)
                )
                marked = german[mark.start : mark.end]
                tally.errors.append(f"{suite.name_of(at)}: {marked!r} on {words!r}, not {want!r}")
    return tally


def find_faults(suite: Suite, flow: Flow) -> list[str]:
    """Translate the sentences with their marks and name every broken invariant."""
    documents = list(map(with_links, suite.source, suite.marks))
    faults: list[str] = []
    for at, done in enumerate(flow.translate_documents(documents)):
        name = suite.name_of(at)
        [block] = done.document.blocks
        found = links_of(done.document, len(suite.marks[at]))
        faults += (f"{name}: mark {n} is lost" for n, spans in enumerate(found) if not spans)
        for mark in block.marks:
            for edge in (mark.start, mark.end):
                if _CUT.fullmatch(block.text[max(0, edge - 1) : edge + 1]):
                    faults.append(f"{name}: a word of {block.text!r} is cut at {edge}")
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
        suite = read(options.suite)
        # By the registry, as the library does; only this engine can read what it did not write.
        engine = lookup("engine", "ctranslate2", ENGINES)(options.model)
    except ReinschriftError as error:
        print(f"reinschrift_eval: {error}", file=sys.stderr)
        return 2
    done = engine.reread(list(suite.source), list(suite.reference))
    tally = score_placement(suite, [one.attention for one in done])
    plain = score_placement(suite, [None] * len(done))
    kinds = "  ".join(f"{kind} {tally.right[kind]}/{tally.all[kind]}" for kind in tally.all)
    print(f"{options.suite} n={len(done)} marks={tally.all.total()}  {engine.name}")
    print(f"    on exactly the gold words: {tally.share:.1%} ({tally.right.total()})")
    print(f"    without attention: {plain.share:.1%}")
    print(f"    {kinds}")
    faults = find_faults(suite, Flow(engine))
    print(f"    broken invariants in our own translations: {len(faults)}")
    for line in (*faults, *(tally.errors if options.errors else ())):
        print(f"    {line}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
