"""The default engine: CTranslate2, int8 on a CPU or on CUDA, no torch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reinschrift.engines import Decoding, Hypothesis
from reinschrift.errors import BrokenModel
from reinschrift_models.batches import (
    PIECES_PER_BATCH,
    PIECES_PER_GPU_BATCH,
    batch_by_pieces,
)
from reinschrift_models.canary import check_engine
from reinschrift_models.cores import count_cores
from reinschrift_models.ct2files import check_vocabulary, count_positions, read_shapes
from reinschrift_models.hub import resolve
from reinschrift_models.hypotheses import USUAL, make_hypothesis, mean_score, with_others
from reinschrift_models.info import read_info
from reinschrift_models.limits import Limits
from reinschrift_models.pieces import END, Tokenizer

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ctranslate2 import AsyncTranslationResult, TranslationResult

    Rows = Sequence[Sequence[float]]


class CTranslate2Engine:
    """Translates with CTranslate2.

    `model` is a name (`news`, one of the hub) or a folder. `device` is `cpu`, `cuda` or
    `auto`; `compute_type` is what CTranslate2 calls so: `default` computes as the weights
    are stored, `float32` is exact and slow. Threads are as many as there are cores. Only
    tests with random weights go without the canary.
    """

    def __init__(
        self,
        model: str | Path = "news",
        *,
        device: str = "auto",
        compute_type: str = "default",
        threads: int | None = None,
        canary: bool = True,
    ) -> None:
        import ctranslate2

        folder = resolve(model)
        self.info = read_info(folder)
        shapes = read_shapes(folder / "model.bin")
        check_vocabulary(folder, shapes)
        self._limits = Limits(self.info.window, count_positions(shapes))
        self._tokenizer = Tokenizer(folder)
        cores = threads or count_cores()
        try:
            # One thread a batch and many batches at once: small matrices do not share well.
            self._translator = ctranslate2.Translator(
                str(folder),
                device=device,
                compute_type=compute_type,
                inter_threads=cores,
                intra_threads=1,
            )
        except (RuntimeError, ValueError) as error:
            raise BrokenModel(f"{folder} cannot be loaded by CTranslate2: {error}") from error
        on_gpu = self._translator.device == "cuda"
        self._batch = PIECES_PER_GPU_BATCH if on_gpu else PIECES_PER_BATCH
        if canary:
            check_engine(self)

    @property
    def name(self) -> str:
        """The engine, how it computes, and the model with its digest."""
        return (
            f"ctranslate2 {self._translator.device} {self._translator.compute_type}, "
            f"{self.info.signature}"
        )

    @property
    def window(self) -> int:
        """How many pieces a source sentence may have."""
        return self._limits.window

    def count_pieces(self, text: str) -> int:
        """Return how many pieces the model makes of `text`."""
        return len(self._tokenizer.encode([text])[0])

    def translate(self, texts: list[str], decoding: Decoding = USUAL) -> list[Hypothesis]:
        """Translate `texts`; batches of like length, order restored."""
        sources = self._tokenizer.encode(texts)
        filled = [place for place, pieces in enumerate(sources) if pieces]
        batches = [
            [filled[number] for number in batch]
            for batch in batch_by_pieces([len(sources[place]) for place in filled], self._batch)
        ]
        # All are started before the first is waited for: each thread takes the next batch.
        started = [self._start([sources[place] for place in batch], decoding) for batch in batches]
        results = {
            place: result.result()
            for batch, promised in zip(batches, started, strict=True)
            for place, result in zip(batch, promised, strict=True)
        }
        rows = self._attend(sources, results, batches) if decoding.attention else {}
        hypotheses = [Hypothesis("")] * len(texts)
        for place, result in results.items():
            bound = self._limits.bound(decoding, len(sources[place]))
            hypotheses[place] = self._read(texts[place], result, rows.get(place), bound, decoding)
        return hypotheses

    def reread(self, texts: list[str], english: list[str]) -> list[Hypothesis]:
        """Return `english` as if the model had written it, with the attention that it had.

        What places links is measured so: on English whose links were placed by hand.
        """
        sources = self._tokenizer.encode(texts)
        hypotheses: list[Hypothesis] = []
        for text, source, wanted in zip(texts, sources, english, strict=True):
            written = self._tokenizer.encode_target(wanted)
            [result] = self._translator.translate_batch(
                [[*source, END]],
                target_prefix=[written],
                beam_size=1,
                max_input_length=0,
                max_decoding_length=len(written),
                return_attention=True,
            )
            placed = self._tokenizer.encode_placed(text)
            rows = result.attention[0]
            hypotheses.append(
                make_hypothesis(self._tokenizer, written, 0.0, source=placed, rows=rows)
            )
        return hypotheses

    def score(self, texts: list[str], others: list[str]) -> list[float]:
        """Return the log probability that the model gives each of `others` for the text beside it.

        Natural logarithm, added up over the pieces and the end of the sentence.
        """
        results = self._translator.score_batch(
            [[*pieces, END] for pieces in self._tokenizer.encode(texts)],
            [self._tokenizer.encode_target(other) for other in others],
            max_batch_size=self._batch,
            batch_type="tokens",
            max_input_length=0,
        )
        return [float(sum(result.log_probs)) for result in results]

    def _start(
        self, sources: list[list[str]], decoding: Decoding
    ) -> Sequence[AsyncTranslationResult]:
        """Start the translation of a batch with every setting said, none left to a default."""
        started: Sequence[AsyncTranslationResult] = self._translator.translate_batch(
            [[*pieces, END] for pieces in sources],
            beam_size=max(decoding.beam_size, decoding.n_best),
            patience=1,
            num_hypotheses=decoding.n_best,
            length_penalty=decoding.length_penalty,
            coverage_penalty=0,
            repetition_penalty=1,
            no_repeat_ngram_size=decoding.no_repeat_ngram_size,
            disable_unk=True,
            max_input_length=0,  # off: the default cuts silently at 1,024
            max_decoding_length=self._limits.bound(decoding, max(map(len, sources))),
            min_decoding_length=1,
            return_scores=True,
            asynchronous=True,
        )
        return started

    def _attend(
        self,
        sources: list[list[str]],
        results: dict[int, TranslationResult],
        batches: list[list[int]],
    ) -> dict[int, list[Rows]]:
        """Return the attention of every hypothesis, by reading it once more.

        The attention that comes with a beam search is not used: in CTranslate2 4.8 the
        first row of a sentence in a batch is that of another sentence.
        """
        promised: list[tuple[int, AsyncTranslationResult]] = []
        for batch in batches:
            places = [place for place in batch for _ in results[place].hypotheses]
            read = [pieces for place in batch for pieces in results[place].hypotheses]
            started = self._translator.translate_batch(
                [[*sources[place], END] for place in places],
                target_prefix=read,
                beam_size=1,
                max_input_length=0,
                max_decoding_length=max(map(len, read)),
                return_attention=True,
                asynchronous=True,
            )
            promised += zip(places, started, strict=True)
        rows: dict[int, list[Rows]] = {}
        for place, result in promised:
            rows.setdefault(place, []).append(result.result().attention[0])
        return rows

    def _read(
        self,
        text: str,
        result: TranslationResult,
        rows: list[Rows] | None,
        bound: int,
        decoding: Decoding,
    ) -> Hypothesis:
        """Make hypotheses of a result; a runaway is cut at its own bound, not its batch's."""
        placed = self._tokenizer.encode_placed(text) if rows else None
        found = [
            make_hypothesis(
                self._tokenizer,
                pieces[:bound],
                mean_score(score, len(pieces), decoding.length_penalty),
                source=placed,
                rows=rows[number] if rows else None,
            )
            for number, (pieces, score) in enumerate(
                zip(result.hypotheses, result.scores, strict=True)
            )
        ]
        return with_others(found)
