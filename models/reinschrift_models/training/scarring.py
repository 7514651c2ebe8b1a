"""Scars as people make them, in as many sentences as a restorer wants to see.

A model that was trained on sentences scarred by hand, turned round, is asked for a scarred form of
clean ones. It draws each piece by its probability: the likeliest form of all would be the same
few scars everywhere (Xie et al. 2018, N18-1057; Edunov et al. 2018, D18-1045).
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from fnmatch import fnmatchcase
from pathlib import Path

from reinschrift.edits import Edit
from reinschrift.restorer.guard import WORD, is_faithful
from reinschrift.words import CLOSED, DETERMINERS, FUSED, PREPOSITIONS
from reinschrift_models.training.corpus import read_corpus
from reinschrift_models.training.recipe import MAX_OUTPUT
from reinschrift_models.training.vocabulary import load_pieces

LEAST_WORDS = 6  # fewer leave no room for a link and what stands around it
# What a piece is drawn from; the rest is noise, no scar. To look at all 8,000 takes twice as long.
TOP_K, TOP_P = 30, 0.95
# No link loses them without a trace, and nobody could put them back.
_KEPT = CLOSED - PREPOSITIONS - DETERMINERS - FUSED


def main(arguments: list[str] | None = None) -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m reinschrift_models.training.scarring")
    parser.add_argument("model", type=Path, help="CTranslate2 folder of a model that scars")
    parser.add_argument("corpus", type=Path, help="data folder of a restorer's run")
    parser.add_argument("--out", type=Path, required=True, help="JSON lines: clean, scarred")
    parser.add_argument("--sentences", type=int, default=100_000)
    parser.add_argument("--sources", nargs="+", default=["news/*"], help="patterns of names")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    texts = draw_sentences(
        options.corpus, options.sources, size=options.sentences, seed=options.seed
    )
    kept = 0
    options.out.parent.mkdir(parents=True, exist_ok=True)
    with options.out.open("w", encoding="utf-8") as out:
        for clean, scarred in scar_all(
            options.model, texts, processes=options.processes, seed=options.seed
        ):
            if is_scar(clean, scarred):
                kept += 1
                row = {"clean": clean, "scarred": scarred}
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
    print(f"{kept} of {len(texts)} sentences scarred: {options.out}", file=sys.stderr)  # noqa: T201
    return 0


def draw_sentences(corpus: Path, sources: Sequence[str], *, size: int, seed: int) -> list[str]:
    """Draw clean sentences of a corpus from the sources whose names fit a pattern."""
    found = sorted(
        {
            pair.target
            for pair in read_corpus(corpus)
            if any(fnmatchcase(pair.origin, pattern) for pattern in sources)
            and pair.target.count(" ") >= LEAST_WORDS - 1
        }
    )
    return random.Random(seed).sample(found, min(size, len(found)))  # noqa: S311  # no secret


def scar_all(
    model: Path, texts: Sequence[str], *, processes: int, seed: int
) -> Iterator[tuple[str, str]]:
    """Yield each text and what the model makes of it: the same by the same seed and processes.

    Each process has one thread: two of them draw twice as much as one with two threads.
    """
    shares = [texts[first::processes] for first in range(processes)]
    with ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("spawn")) as pool:
        jobs = [pool.submit(_scar, model, one, seed + at) for at, one in enumerate(shares)]
        for share, job in zip(shares, jobs, strict=True):
            yield from zip(share, job.result(), strict=True)


def _scar(model: Path, texts: Sequence[str], seed: int) -> list[str]:
    """Draw one scarred form of each text."""
    import ctranslate2

    pieces = load_pieces(model / "source.spm")
    ctranslate2.set_random_seed(seed)
    translator = ctranslate2.Translator(str(model), inter_threads=1, intra_threads=1)
    results = translator.translate_iterable(
        ([*pieces.encode(text, out_type=str), "</s>"] for text in texts),
        beam_size=1,
        sampling_topk=TOP_K,
        sampling_topp=TOP_P,
        max_batch_size=2048,
        batch_type="tokens",
        max_decoding_length=MAX_OUTPUT,
    )
    return [pieces.decode(result.hypotheses[0]) for result in results]


def is_scar(clean: str, scarred: str) -> bool:
    """Tell whether one text may be the other with scars: changed, but with all that it says.

    Words may grow together, move, change their ending or case; prepositions and articles may go.

    >>> is_scar("Er traf Xi in Peking.", "Er Traf in PekingXi.")
    True
    >>> is_scar("Er traf Xi in Peking.", "Er traf Xi in Kiew.")
    False
    """
    known = {word.lower() for word in WORD.findall(clean)}
    parted = WORD.sub(lambda match: _part(match[0], known), scarred)
    gone = known - {word.lower() for word in WORD.findall(parted)}
    if clean == scarred or not gone.isdisjoint(_KEPT):
        return False
    return parted == clean or is_faithful(parted, [Edit(0, len(parted), clean, "")])


def _part(word: str, known: set[str]) -> str:
    """Part a word that two others have grown into."""
    whole = word.lower()
    if whole in known:
        return word
    places = [at for at in range(1, len(word)) if whole[:at] in known]
    at = next((at for at in reversed(places) if whole[at:] in known), 0)
    at = at or next((at for at in reversed(places) if whole[at:] in CLOSED), 0)
    return f"{word[:at]} {word[at:]}" if at else word


if __name__ == "__main__":
    raise SystemExit(main())
