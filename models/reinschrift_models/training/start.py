"""What a run may begin with in place of chance: another run, or a folder that one exported."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING

import torch
from safetensors.torch import load_file

from reinschrift.errors import ReinschriftError
from reinschrift_models.ct2files import read_arrays
from reinschrift_models.training import checkpoints

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reinschrift_models.training.checkpoints import Tensors

MARIAN = ("model.safetensors", "source.spm", "vocab.json")
SHIPPED = ("model.bin", "source.spm", "shared_vocabulary.json")
_PAD = "<pad>"


def copy_pieces(init: Path, out: Path) -> None:
    """Copy the pieces of `init`, since weights are worth nothing with others."""
    if _holds(init, MARIAN):
        shutil.copyfile(init / "vocab.json", out / "vocab.json")
    elif _holds(init, SHIPPED):
        pieces = json.loads((init / "shared_vocabulary.json").read_text(encoding="utf-8"))
        table = {piece: number for number, piece in enumerate([*pieces, _PAD])}
        (out / "vocab.json").write_text(json.dumps(table, ensure_ascii=False), encoding="utf-8")
    else:
        find_checkpoint(init)
        shutil.copytree(init / "vocabulary", out, dirs_exist_ok=True)
        return
    shutil.copyfile(init / "source.spm", out / "joint.spm")


def read_weights(init: Path) -> Tensors:
    """Read the averaged weights of `init` by their names in a MarianMTModel."""
    if _holds(init, SHIPPED):
        arrays = read_arrays(init / "model.bin")
        return dict(_name_as_marian({name: torch.from_numpy(a) for name, a in arrays.items()}))
    source = "model.safetensors" if _holds(init, MARIAN) else None
    weights: Tensors = load_file(
        init / source if source else find_checkpoint(init) / "average.safetensors"
    )
    return weights


def find_checkpoint(run: Path) -> Path:
    """Find the last checkpoint below the folder of a run."""
    place = checkpoints.find(run / "run")
    if place is None:
        raise ReinschriftError(
            f"{run} holds nothing to begin with: neither a run's checkpoint in {run / 'run'}"
            f" nor a MarianMT folder's {', '.join(MARIAN)}, nor what ships: {', '.join(SHIPPED)}"
        )
    return place


def _holds(folder: Path, files: tuple[str, ...]) -> bool:
    return all((folder / name).is_file() for name in files)


# The parts of a layer as CTranslate2 names them, and as MarianMTModel does. In what is fused,
# queries, keys and values lie below each other.
_FUSED = {
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


def _name_as_marian(arrays: Tensors) -> Iterator[tuple[str, torch.Tensor]]:
    """Yield the weights of a CTranslate2 model under the names that they were converted from."""
    shared = arrays["decoder/embeddings/weight"]
    # The row of <pad>, zeros, is not in the file.
    yield "model.shared.weight", torch.cat([shared, torch.zeros_like(shared[:1])])
    for name, value in arrays.items():
        place = _LAYER.fullmatch(name)
        if place is not None:
            side, number, part, kind = place.groups()
            parts = _FUSED[part]
            for one, piece in zip(parts, value.chunk(len(parts)), strict=True):
                yield f"model.{side}.layers.{number}.{one}.{_KINDS[kind]}", piece.clone()
