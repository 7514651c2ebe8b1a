"""Scars made for real: English cut at its links, translated node by node, and joined.

This is what the sites of the scraped pages did. The German of the whole sentence is the gold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from random import Random

from reinschrift.edits import Edit, Span
from reinschrift.engines import Decoding, Engine
from reinschrift.errors import ReinschriftError
from reinschrift.restorer.changes import REWRITING, find_changes
from reinschrift.restorer.guard import is_faithful
from reinschrift.scars.nodes import ANCHORS_PER_WORD
from reinschrift.scars.simulator import Scarred

# What a news writer links: names, numbers with what they count, verbs of the report, a few words.
_ANCHORS = (
    re.compile(r"(?<=\s)[A-Z][\w-]+(?:\s(?:of\s|the\s)?[A-Z][\w-]+){0,4}"),
    re.compile(r"\b\d[\d.,]*\d?\s[a-z]+"),
    re.compile(r"\b(?:said|says|told|announced|[a-z]{3,}ed)\b(?:\s\w+){0,2}"),
    re.compile(r"\b\w+(?:\s\w+){0,3}"),
)
_WORD = re.compile(r"\w+")
_EVIDENCE = "made by translating node by node"
CUTS = 8  # of each line; a small model of 80 minutes says the same in one of fifty
SPACE_LOST = 0.4  # of the spaces at a node's edges; our choice, no site says how it joins


class LineTooLong(ReinschriftError):
    """A line that the model from English to German cannot read whole."""


def scar_english(text: str, engine: Engine, *, seed: int = 0) -> Scarred:
    """Return the German of an English text, line by line, scarred as by its links.

    `engine` translates from English into German; each line is one sentence or a few, and is cut in
    several ways. Where the nodes of all say something else than the sentence does, so that no
    repair could know it, the line stays whole. The same text, seed and model give the same scars.
    A line longer than the engine's window raises `LineTooLong`.
    """
    lines = text.split("\n")
    cuts = [
        [list(cut_nodes(line, Random(f"{seed}:{number}:{cut}"))) for cut in range(CUTS)]  # noqa: S311  # scars are no secrets
        for number, line in enumerate(lines)
    ]
    nodes = (node.strip() for tried in cuts for cut in tried for node in cut)
    texts = [one for one in dict.fromkeys([*lines, *nodes]) if _WORD.search(one)]
    if long := [one for one in texts if engine.count_pieces(one) >= engine.window]:
        raise LineTooLong(f"longer than the model can read; a sentence a line: {long[0][:60]} …")
    found = engine.translate(texts, Decoding())
    german = {one: each.text for one, each in zip(texts, found, strict=True)}
    clean: list[str] = []
    scarred: list[str] = []
    edits: list[Edit] = []
    place = 0
    for number, (line, tried) in enumerate(zip(lines, cuts, strict=True)):
        right = german.get(line, line)
        draw = Random(f"{seed}:{number}:join")  # noqa: S311
        joined = (
            _join([(node, german.get(node.strip(), node.strip())) for node in cut], draw)
            for cut in tried
        )
        found_scars = ((one, _find_scars(one, right)) for one in joined)
        broken, scars = next((one for one in found_scars if one[1]), (right, []))
        edits += (
            Edit(one.start + place, one.end + place, one.text, one.rule, evidence=_EVIDENCE)
            for one in scars
        )
        clean.append(right)
        scarred.append(broken)
        place += len(broken) + 1
    return Scarred("\n".join(clean), "\n".join(scarred), tuple(edits))


def _find_scars(joined: str, right: str) -> list[Edit]:
    """Return the edits that heal joined nodes; none where they say something else."""
    changes = find_changes(joined, right)
    rewriting = [one for one in changes if not REWRITING.isdisjoint(one.rules)]
    return changes if not rewriting or is_faithful(joined, rewriting) else []


def cut_nodes(line: str, draw: Random) -> Iterator[str]:
    """Cut a line at anchors chosen by chance; the nodes together are the line.

    >>> "".join(cut_nodes("He met Xi in 12 rooms, sources said on Monday.", Random(1)))
    'He met Xi in 12 rooms, sources said on Monday.'
    """
    anchors = sorted(_choose(line, draw))
    place = 0
    for start, end in anchors:
        yield from (part for part in (line[place:start], line[start:end]) if part)
        place = end
    if line[place:]:
        yield line[place:]


def _choose(line: str, draw: Random) -> list[Span]:
    chosen: list[Span] = []
    words = len(_WORD.findall(line))
    for _ in range(max(1, round(words * ANCHORS_PER_WORD + draw.random()))):
        pattern = draw.choice(_ANCHORS)
        free = [
            Span(*match.span())
            for match in pattern.finditer(line)
            if all(match.end() < one.start or one.end < match.start() for one in chosen)
        ]
        if free:
            chosen.append(draw.choice(free))
    return chosen


def _join(nodes: Sequence[tuple[str, str]], draw: Random) -> str:
    """Join translated nodes; a space at an edge is lost at times, with it what stood there."""
    joined = ""
    for source, german in nodes:
        is_spaced = bool(joined) and (source[:1].isspace() or german[:1].isalnum())
        if is_spaced and not joined[-1].isspace() and draw.random() >= SPACE_LOST:
            joined += " "
        joined += german
    return joined
