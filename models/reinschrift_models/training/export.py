"""From a checkpoint to folders that ship: MarianMT in fp16, CTranslate2 in int8, `model.json`."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from safetensors.torch import load_file

from reinschrift_models.conversion import convert_folder
from reinschrift_models.expansion import generation_defaults, write_tokenizer
from reinschrift_models.training import checkpoints, network
from reinschrift_models.training.growth import deepen
from reinschrift_models.training.recipe import Recipe

if TYPE_CHECKING:
    import torch

    from reinschrift_models.training.checkpoints import Progress, Tensors


def export(
    average: dict[str, torch.Tensor], progress: Progress, recipe: Recipe, *, pieces: Path, out: Path
) -> None:
    """Write `marian/` and `ct2/` below `out`, each with its `model.json`.

    Everything is made in a folder beside it and moved into place at the end, so that a reader
    never sees half an export.
    """
    new = out.with_name(out.name + ".new")
    shutil.rmtree(new, ignore_errors=True)
    marian, ct2 = new / "marian", new / "ct2"
    marian.mkdir(parents=True)
    _write_marian(average, recipe, pieces=pieces, out=marian)
    convert_folder(marian, ct2)
    for folder in (marian, ct2):
        describe(folder, progress, recipe)
    old = out.with_name(out.name + ".old")
    shutil.rmtree(old, ignore_errors=True)
    if out.exists():
        out.rename(old)
    new.rename(out)
    shutil.rmtree(old, ignore_errors=True)


def export_checkpoint(
    run: Path, recipe: Recipe, *, pieces: Path, out: Path, others: Sequence[Tensors] = ()
) -> Progress | None:
    """Export the running average of the last checkpoint; None while there is no checkpoint.

    With `others` the mean of all weights is exported, and the run's progress told. They must have
    begun with the same ones, or the mean is worth nothing (Wortsman et al. 2022,
    arXiv 2203.05482); they may be what it began with, of fewer layers.
    """
    place = checkpoints.find(run)
    if place is None:
        return None
    own = load_file(place / "average.safetensors")
    averages = [own, *(deepen(other, own) for other in others)]
    mean = {name: sum(one[name] for one in averages) / len(averages) for name in averages[0]}
    progress = checkpoints.read_progress(place)
    export(mean, progress, recipe, pieces=pieces, out=out)
    return progress


def describe(folder: Path, progress: Progress, recipe: Recipe, **more: object) -> None:
    """Write `model.json`: what this is, how far it was trained, and the digest of every file."""
    files = sorted(path for path in folder.iterdir() if path.name != "model.json")
    table = {
        "name": recipe.name,
        "version": recipe.version,
        "source": recipe.source,
        "target": recipe.target,
        "preview": recipe.preview,
        "recipe": recipe.digest(),
        "steps": progress.step,
        "minutes": round(progress.minutes, 1),
        "sentences_seen": progress.sentences,
        "tokens_seen": progress.tokens,
        "license": "CC-BY-SA-4.0",
        **more,
        "sha256": {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files},
    }
    text = json.dumps(table, indent=1, ensure_ascii=False)
    (folder / "model.json").write_text(text + "\n", encoding="utf-8")


def _write_marian(
    average: dict[str, torch.Tensor], recipe: Recipe, *, pieces: Path, out: Path
) -> None:
    import torch
    from transformers import GenerationConfig
    from transformers.utils import logging

    logging.disable_progress_bar()

    model = network.build(recipe, device="cpu")
    parameters = dict(model.named_parameters())
    with torch.no_grad():
        for name, tensor in average.items():
            parameters[name].copy_(tensor)
    model.generation_config = GenerationConfig(**generation_defaults(model.config.pad_token_id))
    model.eval().half().save_pretrained(out)
    for name in ("source.spm", "target.spm"):
        shutil.copyfile(pieces / "joint.spm", out / name)
    shutil.copyfile(pieces / "vocab.json", out / "vocab.json")
    write_tokenizer(out, asdict(recipe), positions=recipe.architecture.positions)
