"""Text to pieces and back: SentencePiece as MarianMT uses it, shared by both engines.

A Marian model has one vocabulary and two SentencePiece models, one for each language.
`MarianTokenizer` of transformers is not used: it would need torch's company, warns about
sacremoses, and gives no character offsets.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from reinschrift.edits import Span
from reinschrift.errors import BrokenModel

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sentencepiece import SentencePieceProcessor

END = "</s>"  # closes every source: models converted from transformers expect it
SPACE = "\N{LOWER ONE EIGHTH BLOCK}"  # left in pieces that the target model does not know
_UNSAFE = re.compile("[\0\ud800-\udfff]")


class Placed(NamedTuple):
    """Pieces of a text, each with its span of characters."""

    text: str
    pieces: list[str]
    spans: list[Span]


class Tokenizer:
    """Cuts German into pieces and joins English ones.

    SentencePiece normalises while it cuts (`ﬁ` becomes `fi`), so spans come from its own
    offsets and not from the lengths of the pieces.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        for name in ("source.spm", "target.spm"):
            if not (folder / name).is_file():
                raise BrokenModel(
                    f"{folder}: no {name}; a model folder needs source.spm and target.spm"
                )

    @cached_property
    def _source(self) -> SentencePieceProcessor:
        return _load(self._folder / "source.spm")

    @cached_property
    def _target(self) -> SentencePieceProcessor:
        return _load(self._folder / "target.spm")

    def encode(self, texts: Sequence[str]) -> list[list[str]]:
        """Cut texts into pieces."""
        pieces: list[list[str]] = self._source.encode(
            [make_safe(text) for text in texts], return_type=str, num_threads=1
        )
        return pieces

    def encode_placed(self, text: str) -> Placed:
        """Cut a text into pieces and say where each of them came from."""
        found = self._source.encode(make_safe(text), return_type="offset_mapping")
        return Placed(text, found["pieces"], [Span(*offset) for offset in found["offsets"]])

    def encode_target(self, text: str) -> list[str]:
        """Cut an English text into pieces."""
        pieces: list[str] = self._target.encode(make_safe(text), return_type=str)
        return pieces

    def decode(self, pieces: Sequence[str]) -> str:
        """Join pieces into a text.

        Bytes that make no character become U+FFFD, so that the text is always valid.
        """
        if not pieces:
            return ""
        text: str = self._target.decode(list(pieces), return_type=str)
        return text.replace(SPACE, " ").strip()

    def decode_placed(self, pieces: Sequence[str]) -> Placed:
        """Join pieces into a text and say where each of them went."""
        if not pieces:
            return Placed("", [], [])
        found = self._target.decode(list(pieces), return_type="offset_mapping")
        text: str = found["text"].replace(SPACE, " ")
        lead = len(text) - len(text.lstrip())
        stripped = text.strip()
        spans = [
            Span(*(min(max(place - lead, 0), len(stripped)) for place in offset))
            for offset in found["offsets"]
        ]
        return Placed(stripped, list(pieces), spans)


def make_safe(text: str) -> str:
    r"""Replace what SentencePiece cannot take, one character by one.

    Half a surrogate pair is no valid Unicode and becomes U+FFFD; NUL becomes a space.
    Lengths stay, so that offsets into the made-safe text are offsets into the text.

    >>> make_safe("K\udcfcste\0n")
    'K�ste n'
    """
    return _UNSAFE.sub(lambda found: " " if found[0] == "\0" else "\N{REPLACEMENT CHARACTER}", text)


def _load(path: Path) -> SentencePieceProcessor:
    from sentencepiece import SentencePieceProcessor

    try:
        return SentencePieceProcessor(model_file=str(path))
    except (OSError, RuntimeError) as error:
        raise BrokenModel(f"{path} is no SentencePiece model ({error}); fetch it again") from error
