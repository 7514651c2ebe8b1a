"""Sentences out of a document, and the English document out of their translations.

What lies between sentences, and what is not translated, stays as it was.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from reinschrift.documents import Block, Document
from reinschrift.edits import Span
from reinschrift.guards.retry import Judged
from reinschrift.languages import Guess
from reinschrift.links import place_marks
from reinschrift.links.segments import Segment
from reinschrift.repairs import Repair
from reinschrift.roles import cut_roles, translate_role
from reinschrift.sentences import split_sentences

LOST_MARK = "lost-mark"  # the flag of a sentence with a link on words that were not its own

LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A repaired German sentence and its translation.

    `span` is where `source` lies in block number `block` of the repaired document.
    """

    source: str
    text: str
    score: float
    flags: tuple[str, ...]
    block: int
    span: Span


@dataclass(frozen=True, slots=True)
class Translation:
    """A text from raw German to English, with everything that was done and seen."""

    text: str
    raw: str
    repaired: str
    repair: Repair
    sentences: tuple[Sentence, ...]
    document: Document
    german: Document  # the repaired one, block by block beside the English

    @property
    def flags(self) -> tuple[str, ...]:
        """All flags of all sentences, each once."""
        return tuple(dict.fromkeys(flag for each in self.sentences for flag in each.flags))


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence on its way: where it lies, and whether marks will need its attention."""

    block: int
    span: Span
    text: str
    is_marked: bool


def find_sentences(document: Document) -> Iterator[Place]:
    """Give the sentences of a repaired document that are to be translated, in order."""
    for number, block in enumerate(document.blocks):
        if not block.translate or not LETTER.search(block.text):
            continue
        for span in _split(block.text):
            # A mark over white space (a wrapped line) has no words to be led to, and one over
            # the whole sentence goes to the whole translation.
            is_marked = any(
                mark.start < span.end
                and span.start < mark.end
                and (span.start < mark.start or mark.end < span.end)
                and block.text[mark.start : mark.end].strip()
                for mark in block.marks
            )
            yield Place(number, span, block.text[span.start : span.end], is_marked)


def _split(text: str) -> Iterator[Span]:
    """Give the sentences of a block, and what stands around them by itself."""
    for start, end in cut_roles(text):
        if (start, end) != (0, len(text)) and translate_role(text[start:end]) is not None:
            yield Span(start, end)
            continue
        for span in split_sentences(text[start:end]):
            yield Span(span.start + start, span.end + start)


def assemble(
    document: Document, repair: Repair, places: Iterable[Place], found: Mapping[str, Judged]
) -> Translation:
    """Put the English sentences where the German ones were."""
    by_block: dict[int, list[Place]] = {}
    for place in places:
        by_block.setdefault(place.block, []).append(place)
    blocks = list(document.blocks)
    lost: dict[int, tuple[int, ...]] = {}
    for number, here in by_block.items():
        blocks[number], lost[number] = _assemble_block(blocks[number], here, found)
    metadata = {**document.metadata, "language": "en"}
    english = replace(document, blocks=tuple(blocks), metadata=metadata)
    sentences = [
        Sentence(
            place.text,
            found[place.text].hypothesis.text,
            found[place.text].hypothesis.score,
            found[place.text].flags + _flag_marks(place.span, lost[place.block]),
            place.block,
            place.span,
        )
        for here in by_block.values()
        for place in here
    ]
    sentences += _describe_kept(document)
    sentences.sort(key=lambda one: (one.block, one.span))
    return Translation(
        english.text, repair.raw, repair.text, repair, tuple(sentences), english, document
    )


def _describe_kept(document: Document) -> Iterator[Sentence]:
    """Give the paragraphs in another language as sentences: themselves, flagged.

    Their score is the logarithm of how sure their language is.
    """
    for number, block in enumerate(document.blocks):
        guess = block.metadata.get("language")
        if isinstance(guess, Guess):
            text, score = block.text, math.log(max(guess.confidence, 0.01))
            flags = (f"language-{guess.language}",)
            yield Sentence(text, text, score, flags, number, Span(0, len(text)))


def _flag_marks(span: Span, lost: tuple[int, ...]) -> tuple[str, ...]:
    """Flag a sentence with a mark whose words are not in the translation."""
    return (LOST_MARK,) if any(span.start <= place < span.end for place in lost) else ()


def _assemble_block(
    block: Block, places: list[Place], found: Mapping[str, Judged]
) -> tuple[Block, tuple[int, ...]]:
    """Put a block together; what lies between its sentences stays as it was.

    Also return where marks stood whose words are not in the translation.
    """
    parts: list[str] = []
    segments: list[Segment] = []
    done = length = 0
    for place in places:
        between = block.text[done : place.span.start]
        hypothesis = found[place.text].hypothesis
        length += len(between)
        target = Span(length, length + len(hypothesis.text))
        segments.append(Segment(place.span, target, hypothesis.attention))
        parts += (between, hypothesis.text)
        length, done = target.end, place.span.end
    parts.append(block.text[done:])
    text = "".join(parts)
    placed = place_marks(block.marks, segments, block.text, text)
    return replace(block, text=text, marks=placed.marks), placed.lost
