"""A bundled CTranslate2 model made back into the MarianMT folder that it was converted from.

Only int8 weights ship. What transformers loads is made of them where it is asked for: the very
same model, in float16, with what the rounding to int8 took away still gone.
"""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING, Any

from reinschrift_models.checkpoints import SAFETENSORS
from reinschrift_models.conversion import ACTIVATIONS, COPIED, PAD_TOKEN
from reinschrift_models.ct2files import read_arrays
from reinschrift_models.info import CARD, digest_of, read_card

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    Arrays = Mapping[str, NDArray[np.float32]]

# The parts of a layer as CTranslate2 names them, and as MarianMTModel does. In what is fused,
# queries, keys and values lie below each other.
_PARTS = {
    "self_attention/linear_0": ("self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj"),
    "self_attention/linear_1": ("self_attn.out_proj",),
    "self_attention/layer_norm": ("self_attn_layer_norm",),
    "attention/linear_0": ("encoder_attn.q_proj",),
    "attention/linear_1": ("encoder_attn.k_proj", "encoder_attn.v_proj"),
    "attention/linear_2": ("encoder_attn.out_proj",),
    "attention/layer_norm": ("encoder_attn_layer_norm",),
    "ffn/linear_0": ("fc1",),
    "ffn/linear_1": ("fc2",),
    "ffn/layer_norm": ("final_layer_norm",),
}
_KINDS = {"weight": "weight", "bias": "bias", "gamma": "weight", "beta": "bias"}
_LAYER = re.compile(r"(encoder|decoder)/layer_(\d+)/(.+)/(weight|bias|gamma|beta)")
_EOS = 0  # the number of </s> in Marian's order


def expand_folder(folder: Path, out: Path) -> Path:
    """Write the MarianMT folder of the model that ships in `folder` into the new folder `out`."""
    arrays = read_arrays(folder / "model.bin")
    config = _configure(arrays)
    out.mkdir(parents=True, exist_ok=True)
    write_safetensors(dict(name_as_marian(arrays)), out / SAFETENSORS)
    write_tokenizer(out, read_card(folder), positions=config["max_position_embeddings"])
    for name in COPIED:
        shutil.copyfile(folder / name, out / name)
    for name, table in (
        ("vocab.json", read_vocabulary(folder)),
        ("config.json", config),
        ("generation_config.json", generation_defaults(config["pad_token_id"])),
        (CARD, {**read_card(folder), "sha256": {SAFETENSORS: digest_of(out / SAFETENSORS)}}),
    ):
        text = json.dumps(table, ensure_ascii=False, indent=1)
        (out / name).write_text(text + "\n", encoding="utf-8")
    return out


def read_vocabulary(folder: Path) -> dict[str, int]:
    """Return the number of each piece as Marian counts them, `<pad>` last."""
    pieces = json.loads((folder / "shared_vocabulary.json").read_text(encoding="utf-8"))
    return {piece: number for number, piece in enumerate([*pieces, PAD_TOKEN])}


def name_as_marian(arrays: Arrays) -> Iterator[tuple[str, NDArray[np.float32]]]:
    """Yield the weights of a CTranslate2 model under the names that they were converted from."""
    import numpy as np

    shared = arrays["decoder/embeddings/weight"]
    # The row of <pad>, zeros, is not in the file.
    yield "model.shared.weight", np.concatenate([shared, np.zeros_like(shared[:1])])
    for name, value in arrays.items():
        place = _LAYER.fullmatch(name)
        if place is not None:
            side, number, part, kind = place.groups()
            parts = _PARTS[part]
            for one, piece in zip(parts, np.split(value, len(parts)), strict=True):
                yield f"model.{side}.layers.{number}.{one}.{_KINDS[kind]}", piece


def write_safetensors(weights: Arrays, path: Path) -> None:
    """Write arrays as float16: the length of a JSON header, the header, raw numbers."""
    header: dict[str, Any] = {"__metadata__": {"format": "pt"}}
    parts: list[bytes] = []
    place = 0
    for name, value in sorted(weights.items()):
        parts.append(value.astype("<f2").tobytes())
        offsets = [place, place + len(parts[-1])]
        header[name] = {"dtype": "F16", "shape": list(value.shape), "data_offsets": offsets}
        place = offsets[1]
    text = json.dumps(header).encode()
    path.write_bytes(b"".join([len(text).to_bytes(8, "little"), text, *parts]))


def write_tokenizer(out: Path, card: Mapping[str, object], *, positions: int) -> None:
    """Write what transformers wants to know of the pieces of `source.spm` and `target.spm`."""
    table = {
        "tokenizer_class": "MarianTokenizer",
        "source_lang": card.get("source", "de"),
        "target_lang": card.get("target", "en"),
        "separate_vocabs": False,
        "model_max_length": positions,
        "eos_token": "</s>",
        "unk_token": "<unk>",
        "pad_token": PAD_TOKEN,
    }
    (out / "tokenizer_config.json").write_text(json.dumps(table, indent=1), encoding="utf-8")


def generation_defaults(pad: int) -> dict[str, Any]:
    """Return how transformers is to generate.

    Written out in full: without it generation stops at 20 tokens, and <pad> may be predicted.
    """
    return {
        "max_length": 512,
        "num_beams": 4,
        "bad_words_ids": [[pad]],
        "decoder_start_token_id": pad,
        "eos_token_id": _EOS,
        "forced_eos_token_id": _EOS,
        "pad_token_id": pad,
        "bos_token_id": _EOS,
    }


def _configure(arrays: Arrays) -> dict[str, Any]:
    """Read the shape of the model off its weights."""
    pad, width = arrays["decoder/embeddings/weight"].shape
    names = {number: name for name, number in ACTIVATIONS.items()}
    sides: dict[str, Any] = {}
    for side in ("encoder", "decoder"):
        biases = [name for name in arrays if re.fullmatch(rf"{side}/.+/ffn/linear_0/bias", name)]
        sides |= {
            f"{side}_layers": len(biases),
            f"{side}_ffn_dim": len(arrays[biases[0]]),
            f"{side}_attention_heads": int(arrays[f"{side}/num_heads"]),
        }
    return {
        "model_type": "marian",
        "architectures": ["MarianMTModel"],
        "dtype": "float16",
        "vocab_size": pad + 1,
        "decoder_vocab_size": pad + 1,
        "d_model": width,
        **sides,
        "activation_function": names[int(arrays["encoder/activation"])],
        "max_position_embeddings": len(arrays["encoder/position_encodings/encodings"]),
        "scale_embedding": bool(arrays["encoder/scale_embeddings"] != 1),
        "static_position_embeddings": True,
        "share_encoder_decoder_embeddings": True,
        "tie_word_embeddings": True,
        "is_encoder_decoder": True,
        "dropout": 0.0,
        "attention_dropout": 0.0,
        "activation_dropout": 0.0,
        "pad_token_id": pad,
        "eos_token_id": _EOS,
        "bos_token_id": _EOS,
        "decoder_start_token_id": pad,
        "forced_eos_token_id": _EOS,
    }
