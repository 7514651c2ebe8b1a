"""What a run may begin with in place of chance: another run, or a MarianMT folder exported by one."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from safetensors.torch import load_file

from reinschrift.errors import ReinschriftError
from reinschrift_models.training import checkpoints

if TYPE_CHECKING:
    from pathlib import Path

    from reinschrift_models.training.checkpoints import Tensors

EXPORTED = ("model.safetensors", "source.spm", "vocab.json")


def copy_pieces(init: Path, out: Path) -> None:
    """Copy the pieces of `init`, since weights are worth nothing with others."""
    if _is_exported(init):
        shutil.copyfile(init / "source.spm", out / "joint.spm")
        shutil.copyfile(init / "vocab.json", out / "vocab.json")
    else:
        find_checkpoint(init)
        shutil.copytree(init / "vocabulary", out, dirs_exist_ok=True)


def read_weights(init: Path) -> Tensors:
    """Read the averaged weights of `init` by their names in a MarianMTModel."""
    if _is_exported(init):
        return load_file(init / "model.safetensors")
    return load_file(find_checkpoint(init) / "average.safetensors")


def find_checkpoint(run: Path) -> Path:
    """Find the last checkpoint below the folder of a run."""
    place = checkpoints.find(run / "run")
    if place is None:
        raise ReinschriftError(
            f"{run} holds nothing to begin with: neither a run's checkpoint in {run / 'run'}"
            f" nor a MarianMT folder's {', '.join(EXPORTED)}"
        )
    return place


def _is_exported(init: Path) -> bool:
    return all((init / name).is_file() for name in EXPORTED)
