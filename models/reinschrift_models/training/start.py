"""What a run may begin with in place of chance: another run, or a folder that one exported."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import torch
from safetensors.torch import load_file

from reinschrift.errors import ReinschriftError
from reinschrift_models.ct2files import read_arrays
from reinschrift_models.expansion import name_as_marian, read_vocabulary
from reinschrift_models.training import checkpoints

if TYPE_CHECKING:
    from pathlib import Path

    from reinschrift_models.training.checkpoints import Tensors

MARIAN = ("model.safetensors", "source.spm", "vocab.json")
SHIPPED = ("model.bin", "source.spm", "shared_vocabulary.json")


BEGINNING = "begun-with.json"


def copy_pieces(init: Path, out: Path) -> None:
    """Copy the pieces of `init`, since weights are worth nothing with others, and what it is."""
    if (init / "model.json").is_file():
        shutil.copyfile(init / "model.json", out / BEGINNING)
    if _holds(init, MARIAN):
        shutil.copyfile(init / "vocab.json", out / "vocab.json")
    elif _holds(init, SHIPPED):
        text = json.dumps(read_vocabulary(init), ensure_ascii=False)
        (out / "vocab.json").write_text(text, encoding="utf-8")
    else:
        find_checkpoint(init)
        shutil.copytree(init / "vocabulary", out, dirs_exist_ok=True)
        return
    shutil.copyfile(init / "source.spm", out / "joint.spm")


def read_weights(init: Path) -> Tensors:
    """Read the averaged weights of `init` by their names in a MarianMTModel."""
    if _holds(init, SHIPPED):
        arrays = name_as_marian(read_arrays(init / "model.bin"))
        return {name: torch.from_numpy(array.copy()) for name, array in arrays}
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
