"""A MarianMT folder made into a CTranslate2 folder, by numpy alone.

CTranslate2's own converter loads the model with torch and transformers; this one needs
neither, so that a model from the hub works on the default installation. The attention
that links need is averaged over all heads of the last layer (theirs takes the first head).
"""

from __future__ import annotations

import json
import math
import shutil
from typing import TYPE_CHECKING, Any

from reinschrift.errors import BrokenModel
from reinschrift_models.checkpoints import read_weights, sinusoids

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from reinschrift_models.checkpoints import Weights

END_TOKEN = "</s>"  # noqa: S105 — a piece of text, no password
PAD_TOKEN = "<pad>"  # noqa: S105
UNKNOWN_TOKEN = "<unk>"  # noqa: S105
COPIED = ("source.spm", "target.spm")
ALL_HEADS = 0  # CTranslate2's word for "average over them"
# What transformers calls them, and CTranslate2's numbers (`common_spec.Activation`).
ACTIVATIONS = {"relu": 0, "gelu": 3, "silu": 2, "swish": 2}


def convert_folder(folder: Path, out: Path, *, compute_type: str = "int8") -> Path:
    """Convert the MarianMT model in `folder` and write it into the new folder `out`.

    `compute_type` is how the weights are stored: `int8`, `int16`, `float16` or `float32`.
    """
    config = read_json(folder / "config.json")
    if config.get("model_type") != "marian":
        raise BrokenModel(
            f"{folder}: config.json is of model type {config.get('model_type')!r}; "
            "only 'marian' can be converted"
        )
    for name in (*COPIED, "vocab.json"):
        if not (folder / name).is_file():
            raise BrokenModel(f"{folder}: no {name}; fetch the whole model folder")
    try:
        spec = _build_spec(config, read_weights(folder), read_tokens(folder, config))
        spec.validate()
        spec.optimize(quantization=None if compute_type == "float32" else compute_type)
    except (KeyError, ValueError) as error:
        raise BrokenModel(f"{folder}: weights and config.json do not fit ({error})") from error
    out.mkdir(parents=True, exist_ok=True)
    spec.save(str(out))
    for name in COPIED:
        shutil.copyfile(folder / name, out / name)
    return out


def read_json(path: Path) -> dict[str, Any]:
    """Read a JSON object that a model folder must have."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BrokenModel(
            f"{path} cannot be read as JSON ({error}); fetch the model again"
        ) from error
    if not isinstance(found, dict):
        raise BrokenModel(f"{path} is no JSON object; fetch the model again")
    return found


def read_tokens(folder: Path, config: Mapping[str, Any]) -> list[str]:
    """Return the vocabulary in the order of its numbers."""
    numbers = read_json(folder / "vocab.json")
    size = int(config["vocab_size"])
    tokens = [f"<unused{number}>" for number in range(size)]
    for token, number in numbers.items():
        if number < size:
            tokens[number] = token
    return tokens


def _build_spec(config: Mapping[str, Any], weights: Weights, tokens: list[str]) -> Any:
    """Fill CTranslate2's description of a transformer with our weights."""
    from ctranslate2.specs import common_spec, transformer_spec

    spec = transformer_spec.TransformerSpec.from_config(
        (config["encoder_layers"], config["decoder_layers"]),
        config["encoder_attention_heads"],
        pre_norm=False,
        activation=common_spec.Activation(ACTIVATIONS[config["activation_function"]]),
        alignment_heads=ALL_HEADS,
    )
    reader = _Reader(config, weights)
    shared = reader.embeddings(tokens)
    for name, side in (("encoder", spec.encoder), ("decoder", spec.decoder)):
        embeddings = side.embeddings[0] if name == "encoder" else side.embeddings
        embeddings.weight = shared[name]
        side.scale_embeddings = math.sqrt(config["d_model"]) if config["scale_embedding"] else 1.0
        side.position_encodings.encodings = reader.positions(name)
        for number, layer in enumerate(side.layer):
            reader.fill_layer(layer, f"model.{name}.layers.{number}")
    # Marian starts from zeros; transformers from the padding row, which some training moves.
    start = config["decoder_start_token_id"]
    spec.decoder.start_from_zero_embedding = not reader.starts_with(start)
    spec.decoder.projection.weight = shared["output"]
    bias = weights.get("final_logits_bias")
    if bias is not None and bias.any():
        spec.decoder.projection.bias = bias.reshape(-1)[: len(shared["output"])]
    spec.register_source_vocabulary(tokens[: len(shared["encoder"])])
    spec.register_target_vocabulary(tokens[: len(shared["output"])])
    spec.config.eos_token = END_TOKEN
    spec.config.unk_token = UNKNOWN_TOKEN
    # Where the first step reads zeros, it does not matter what stands here.
    spec.config.decoder_start_token = tokens[start] if reader.starts_with(start) else END_TOKEN
    return spec


class _Reader:
    """Takes weights by their transformers names and puts them where CTranslate2 wants them."""

    def __init__(self, config: Mapping[str, Any], weights: Weights) -> None:
        self._config = config
        self._weights = weights

    def embeddings(self, tokens: list[str]) -> dict[str, NDArray[np.float32]]:
        """Return the tables of encoder, decoder and output, less a padding row of zeros."""
        found = self._weights
        shared = found.get("model.shared.weight", found.get("model.encoder.embed_tokens.weight"))
        if shared is None:
            raise KeyError("model.shared.weight")
        tables = {
            "encoder": found.get("model.encoder.embed_tokens.weight", shared),
            "decoder": found.get("model.decoder.embed_tokens.weight", shared),
        }
        tables["output"] = found.get("lm_head.weight", tables["decoder"])
        self._start_rows = tables["decoder"]
        if tokens[-1] == PAD_TOKEN and not self.starts_with(len(tokens) - 1):
            tables = {name: table[: len(tokens) - 1] for name, table in tables.items()}
        return tables

    def starts_with(self, number: int) -> bool:
        """Tell whether the decoder's embedding of a piece holds anything but zeros."""
        return bool(self._start_rows[number].any())

    def positions(self, side: str) -> NDArray[np.float32]:
        """Return the position table of a side, computed where it was not saved."""
        saved = self._weights.get(f"model.{side}.embed_positions.weight")
        if saved is not None:
            return saved
        return sinusoids(self._config["max_position_embeddings"], self._config["d_model"])

    def fill_layer(self, layer: Any, name: str) -> None:
        """Fill an encoder or decoder layer."""
        self._attention(layer.self_attention, f"{name}.self_attn", fused=("q", "k", "v"))
        if f"{name}.encoder_attn.q_proj.weight" in self._weights:
            self._attention(layer.attention, f"{name}.encoder_attn", fused=("k", "v"))
        self._linear(layer.ffn.linear_0, f"{name}.fc1")
        self._linear(layer.ffn.linear_1, f"{name}.fc2")
        self._norm(layer.ffn.layer_norm, f"{name}.final_layer_norm")

    def _attention(self, spec: Any, name: str, *, fused: tuple[str, ...]) -> None:
        import numpy as np

        for target in spec.linear[:-1]:
            parts = fused if len(fused) == 3 or target is spec.linear[1] else ("q",)
            for kind in ("weight", "bias"):
                rows = [self._weights[f"{name}.{part}_proj.{kind}"] for part in parts]
                setattr(target, kind, np.concatenate(rows))
        self._linear(spec.linear[-1], f"{name}.out_proj")
        self._norm(spec.layer_norm, f"{name}_layer_norm")

    def _linear(self, spec: Any, name: str) -> None:
        spec.weight = self._weights[f"{name}.weight"]
        spec.bias = self._weights[f"{name}.bias"]

    def _norm(self, spec: Any, name: str) -> None:
        spec.gamma = self._weights[f"{name}.weight"]
        spec.beta = self._weights[f"{name}.bias"]
