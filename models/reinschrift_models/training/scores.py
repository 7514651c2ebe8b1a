"""BLEU and chrF on the development sets, through the exported CTranslate2 model."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reinschrift.scars import IN_A_LINE, scar
from reinschrift_models.training.recipe import MAX_OUTPUT
from reinschrift_models.training.vocabulary import load_pieces

# Set, its source and its reference: what issue and model card report.
SETS = {
    "wmt21": ("wmt21/src.de", "wmt21/ref.A.en"),
    "flores-dev": ("flores-dev/src.de", "flores-dev/ref.en"),
}


@dataclass(frozen=True, slots=True)
class Score:
    """A set's scores with the signatures they were made under."""

    name: str
    segments: int
    bleu: float
    chrf: float
    bleu_signature: str
    chrf_signature: str
    first: str  # one hypothesis, to see with one's own eyes


def translate(model: Path, texts: list[str], *, beam: int, threads: int = 2) -> list[str]:
    """Translate with the exported model alone: no repair, no guards."""
    import ctranslate2

    pieces = load_pieces(model / "source.spm")
    translator = ctranslate2.Translator(str(model), intra_threads=threads)
    tokens = [[*pieces.encode(text, out_type=str), "</s>"] for text in texts]
    results = translator.translate_batch(
        tokens,
        beam_size=beam,
        max_batch_size=1024,
        batch_type="tokens",
        max_decoding_length=MAX_OUTPUT,
    )
    return [pieces.decode(result.hypotheses[0]) for result in results]


def score(
    model: Path, evaluation: Path, *, direction: tuple[str, str], beam: int, every: int = 1
) -> list[Score]:
    """Score the model on every n-th line of the sets."""
    import sacrebleu

    scores = []
    for name, pair in SETS.items():
        sides = dict(zip(("de", "en"), pair, strict=True))
        src = _read(evaluation / sides[direction[0]])[::every]
        ref = _read(evaluation / sides[direction[1]])[::every]
        if direction[0] == direction[1]:  # a restorer is given scars
            src = [scar(line, seed=number, rates=IN_A_LINE).text for number, line in enumerate(src)]
        hyp = translate(model, src, beam=beam)
        bleu, chrf = sacrebleu.BLEU(), sacrebleu.CHRF()
        found = Score(
            name,
            len(src),
            float(bleu.corpus_score(hyp, [ref]).score),
            float(chrf.corpus_score(hyp, [ref]).score),
            str(bleu.get_signature()),
            str(chrf.get_signature()),
            hyp[0],
        )
        scores.append(found)
    return scores


def _read(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()
