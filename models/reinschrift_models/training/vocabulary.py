"""The joint vocabulary: one SentencePiece model in Marian's numbering.

Marian counts `</s>` 0, `<unk>` 1, then the pieces, and `<pad>` last; SentencePiece has `<unk>`
at 0 and the pieces from 1 on. So an id here is SentencePiece's plus one, which transformers
(`vocab.json`) and CTranslate2 (the same list without the last line) both can live with.
"""

from __future__ import annotations

import io
import json
import random
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from reinschrift_models.training.recipe import Recipe

if TYPE_CHECKING:
    import sentencepiece

EOS = 0
UNK = 1
SPECIALS = 2  # </s> before the pieces, <pad> after them

# Letters and marks that must be pieces of their own even where the sample has few of them.
REQUIRED = (
    "ÄÖÜäöüß„“”‚‘’»«›‹–—…€§°%&@#*+=/\\()[]{}!?.,:;'\"-_<>|~^$£´`²³½×·•"
    "éèêëáàâãåæçíìîïñóòôõøúùûýčćđšžłńęąşğıőűřěůţşĄĆŁŚŽŠČ"  # names in the news
)


def learn_vocabulary(sentences: Iterable[tuple[str, str]], recipe: Recipe, out: Path) -> None:
    """Learn the pieces from a sample of both sides; write `joint.spm` and `vocab.json`."""
    import sentencepiece

    model = io.BytesIO()  # given a path, SentencePiece would write that path into the model
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=_sample(sentences, recipe.vocabulary.sample, seed=recipe.seed),
        model_writer=model,
        model_type="unigram",
        vocab_size=recipe.vocabulary.pieces - SPECIALS,
        byte_fallback=True,
        split_digits=True,
        character_coverage=0.9999,  # the rest is spelt in bytes
        required_chars=REQUIRED,
        # Compatibility forms to plain ones (no-break spaces, ligatures, widths); case is kept.
        normalization_rule_name="nmt_nfkc",
        unk_id=0,
        bos_id=-1,
        eos_id=-1,
        pad_id=-1,
        num_threads=2,
        max_sentence_length=2048,
        minloglevel=2,
    )
    (out / "joint.spm").write_bytes(model.getvalue())
    pieces = load_pieces(out / "joint.spm")
    names = ["</s>", "<unk>", *(pieces.id_to_piece(i) for i in range(1, len(pieces))), "<pad>"]
    table = {name: number for number, name in enumerate(names)}
    (out / "vocab.json").write_text(json.dumps(table, ensure_ascii=False), encoding="utf-8")


def load_pieces(path: Path) -> sentencepiece.SentencePieceProcessor:
    """Open a SentencePiece model."""
    import sentencepiece

    return sentencepiece.SentencePieceProcessor(model_file=str(path))


def _sample(sentences: Iterable[tuple[str, str]], size: int, *, seed: int) -> Iterator[str]:
    """Draw `size` pairs evenly from a stream (a reservoir), both sides of each."""
    # Not for secrets: the same seed must give the same pieces.
    draw = random.Random(seed)  # noqa: S311
    pool: list[tuple[str, str]] = []
    for count, pair in enumerate(sentences):
        if count < size:
            pool.append(pair)
        elif (place := draw.randrange(count + 1)) < size:
            pool[place] = pair
    for source, target in pool:
        yield source
        yield target
