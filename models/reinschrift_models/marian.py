"""The reference engine: MarianMTModel of transformers, as every Marian model is published.

Slow, and needs torch; it is what the default engine is measured against.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reinschrift.engines import Decoding, Hypothesis
from reinschrift.errors import BrokenModel, MissingExtra
from reinschrift_models.batches import PIECES_PER_BATCH, batch_by_pieces
from reinschrift_models.canary import check_engine
from reinschrift_models.conversion import END_TOKEN, PAD_TOKEN, UNKNOWN_TOKEN, read_tokens
from reinschrift_models.hub import resolve_marian
from reinschrift_models.hypotheses import USUAL, make_hypothesis, mean_score, with_others
from reinschrift_models.info import read_info
from reinschrift_models.limits import Limits
from reinschrift_models.pieces import Tokenizer

if TYPE_CHECKING:
    from pathlib import Path

    import torch


class TransformersEngine:
    """Translates with `MarianMTModel`, in float32 on a CPU, in float16 on CUDA.

    `model` is a name or the folder of a MarianMT model. Only tests with random weights go
    without the canary.
    """

    def __init__(
        self,
        model: str | Path = "news",
        *,
        device: str = "auto",
        pieces_per_batch: int = PIECES_PER_BATCH,
        canary: bool = True,
    ) -> None:
        try:
            import torch
            from transformers import GenerationConfig, MarianMTModel
            from transformers.utils.logging import disable_progress_bar
        except ImportError as error:
            raise MissingExtra("the transformers engine", "torch") from error
        disable_progress_bar()  # a bar for a load of 50 ms
        folder = resolve_marian(model)
        self.info = read_info(folder)
        self._tokenizer = Tokenizer(folder)
        if device == "auto":
            device = "cuda" if torch.cuda.is_available() else "cpu"
        self._device = device
        self._batch = pieces_per_batch
        dtype = torch.float32 if device == "cpu" else torch.float16
        try:
            # Nothing unpickles, and nothing is fetched: the folder has it or the load fails.
            loaded = MarianMTModel.from_pretrained(
                str(folder), dtype=dtype, use_safetensors=True, local_files_only=True
            )
        except (OSError, ValueError, RuntimeError) as error:
            raise BrokenModel(f"{folder} cannot be loaded by transformers: {error}") from error
        self._model = loaded.to(device).eval()
        # What a file beside the weights says would fill in what we leave out.
        self._model.generation_config = GenerationConfig()
        self._limits = Limits(self.info.window, loaded.config.max_position_embeddings)
        self._tokens = read_tokens(folder, loaded.config.to_dict())
        self._numbers = {token: number for number, token in enumerate(self._tokens)}
        if canary:
            check_engine(self)

    @property
    def name(self) -> str:
        """The engine, where it runs, and the model with its digest."""
        return f"transformers {self._device} {self._model.dtype}, {self.info.signature}"

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
        hypotheses = [Hypothesis("")] * len(texts)
        filled = [place for place, pieces in enumerate(sources) if pieces]
        for batch in batch_by_pieces([len(sources[place]) for place in filled], self._batch):
            places = [filled[number] for number in batch]
            done = self._translate_batch(
                [texts[place] for place in places], [sources[place] for place in places], decoding
            )
            for place, hypothesis in zip(places, done, strict=True):
                hypotheses[place] = hypothesis
        return hypotheses

    def _translate_batch(
        self, texts: list[str], sources: list[list[str]], decoding: Decoding
    ) -> list[Hypothesis]:
        import torch

        inputs, mask = self._pad(sources)
        with torch.inference_mode():
            out = self._generate(inputs, mask, decoding)
            attention = self._attend(inputs, mask, out, decoding) if decoding.attention else None
        end, pad = self._numbers[END_TOKEN], self._model.config.pad_token_id
        hypotheses: list[Hypothesis] = []
        scores = out.sequences_scores.tolist() if decoding.beam_size > 1 else None
        sequences = out.sequences[:, 1:].tolist()
        for number, text in enumerate(texts):
            bound = self._limits.bound(decoding, len(sources[number]))
            placed = self._tokenizer.encode_placed(text) if decoding.attention else None
            found: list[Hypothesis] = []
            for row in range(number * decoding.n_best, (number + 1) * decoding.n_best):
                kept = [piece for piece in sequences[row] if piece not in (end, pad)]
                length = len(kept) + (end in sequences[row])
                score = mean_score(
                    scores[row] if scores else self._greedy_score(out, row, length),
                    length,
                    decoding.length_penalty if scores else 1.0,
                )
                pieces = [self._tokens[piece] for piece in kept[:bound]]
                rows = attention[row].tolist() if attention is not None else None
                found.append(
                    make_hypothesis(self._tokenizer, pieces, score, source=placed, rows=rows)
                )
            hypotheses.append(with_others(found))
        return hypotheses

    def _pad(self, sources: list[list[str]]) -> tuple[torch.Tensor, torch.Tensor]:
        import torch

        unknown, end = self._numbers[UNKNOWN_TOKEN], self._numbers[END_TOKEN]
        rows = [
            [*(self._numbers.get(piece, unknown) for piece in pieces), end] for pieces in sources
        ]
        width = max(map(len, rows))
        pad = self._model.config.pad_token_id
        inputs = torch.tensor([row + [pad] * (width - len(row)) for row in rows])
        mask = torch.tensor([[1] * len(row) + [0] * (width - len(row)) for row in rows])
        return inputs.to(self._device), mask.to(self._device)

    def _generate(self, inputs: torch.Tensor, mask: torch.Tensor, decoding: Decoding) -> Any:
        """Search with every setting said, none left to a file beside the weights."""
        from transformers import GenerationConfig

        config = self._model.config
        barred = {config.pad_token_id, self._numbers[UNKNOWN_TOKEN], self._numbers.get(PAD_TOKEN)}
        beam = max(decoding.beam_size, decoding.n_best)
        settings = GenerationConfig(
            num_beams=beam,
            num_return_sequences=decoding.n_best,
            do_sample=False,
            early_stopping=beam > 1,  # stop at `beam` finished ones, as CTranslate2 does
            length_penalty=decoding.length_penalty,
            no_repeat_ngram_size=decoding.no_repeat_ngram_size,
            repetition_penalty=1.0,
            max_new_tokens=self._limits.bound(decoding, inputs.shape[1] - 1),
            min_new_tokens=1,
            renormalize_logits=True,
            bad_words_ids=[[number] for number in sorted(barred - {None})],
            forced_eos_token_id=None,
            decoder_start_token_id=config.decoder_start_token_id,
            pad_token_id=config.pad_token_id,
            eos_token_id=self._numbers[END_TOKEN],
            return_dict_in_generate=True,
            output_scores=True,
        )
        return self._model.generate(
            input_ids=inputs, attention_mask=mask, generation_config=settings
        )

    def _greedy_score(self, out: Any, row: int, length: int) -> float:
        """Return the mean log probability of a greedy search, which reports no score."""
        steps = self._model.compute_transition_scores(out.sequences, out.scores)
        return float(steps[row, :length].mean())

    def _attend(
        self, inputs: torch.Tensor, mask: torch.Tensor, out: Any, decoding: Decoding
    ) -> torch.Tensor:
        """Return the attention of each piece written on the pieces read, by reading it once more.

        The average over the heads of the last layer, as our CTranslate2 folders give it.
        """
        usual = self._model.config._attn_implementation
        self._model.set_attn_implementation("eager")  # the fast one keeps no weights
        again = self._model(
            input_ids=inputs.repeat_interleave(decoding.n_best, 0),
            attention_mask=mask.repeat_interleave(decoding.n_best, 0),
            decoder_input_ids=out.sequences[:, :-1],
            output_attentions=True,
        )
        self._model.set_attn_implementation(usual)
        weights: torch.Tensor = again.cross_attentions[-1].mean(dim=1)
        return weights
