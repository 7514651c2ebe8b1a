"""The state of a run on disk: safetensors and JSON, whole or not there at all.

A checkpoint is a folder that is written under its own name and only then pointed at, by a
file that is replaced in one move. A process that is killed at any time leaves the pointer at a
whole checkpoint.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict, dataclass, field
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

from reinschrift_models.training.batches import Position

Tensors = dict[str, torch.Tensor]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is."""

    step: int = 0
    minutes: float = 0.0
    sentences: int = 0
    tokens: int = 0
    averaged: int = 0
    budget: float = 0.0  # minutes, or steps, that the rate falls for
    position: Position = field(default_factory=Position)
    architecture: str = ""  # digest; a run can't go on with another shape

    @classmethod
    def from_json(cls, text: str) -> Progress:
        """Read what `write` wrote."""
        table = json.loads(text)
        return cls(**{**table, "position": Position(**table["position"])})


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Everything that a run needs to go on."""

    progress: Progress
    weights: Tensors
    average: Tensors
    optimiser: Tensors
    chance: Tensors


FILES = ("weights", "average", "optimiser", "chance")


def write(checkpoint: Checkpoint, folder: Path, *, pointer: str) -> None:
    """Write a checkpoint and let `pointer` ("last", "trunk") point at it; drop what is orphaned."""
    name = f"step-{checkpoint.progress.step:07d}-{pointer}"
    place = folder / name
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    for file in FILES:
        tensors = {key: t.contiguous() for key, t in getattr(checkpoint, file).items()}
        save_file(tensors, place / f"{file}.safetensors")
    (place / "progress.json").write_text(json.dumps(asdict(checkpoint.progress), indent=1))
    new = folder / f"{pointer}.json.new"
    new.write_text(json.dumps({"checkpoint": name}))
    new.replace(folder / f"{pointer}.json")
    pointed = {json.loads(path.read_text())["checkpoint"] for path in folder.glob("*.json")}
    for old in folder.glob("step-*"):
        if old.name not in pointed:
            shutil.rmtree(old)


def find(folder: Path, *, pointer: str = "last") -> Path | None:
    """Find the checkpoint that a pointer names."""
    path = folder / f"{pointer}.json"
    return folder / str(json.loads(path.read_text())["checkpoint"]) if path.is_file() else None


def read_progress(place: Path) -> Progress:
    """Read how far a checkpoint is."""
    return Progress.from_json((place / "progress.json").read_text())


def read(place: Path, *, device: str = "cpu") -> Checkpoint:
    """Read a whole checkpoint."""
    parts = {file: load_file(place / f"{file}.safetensors", device=device) for file in FILES}
    # Random states are bytes that live in main memory wherever the model lives.
    parts["chance"] = {key: value.cpu() for key, value in parts["chance"].items()}
    return Checkpoint(read_progress(place), **parts)
