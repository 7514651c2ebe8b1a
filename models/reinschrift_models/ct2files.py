"""What is inside a CTranslate2 `model.bin`, without loading it."""

from __future__ import annotations

import json
import math
import struct
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from reinschrift.errors import BrokenModel
from reinschrift_models.checkpoints import widen

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

UNBOUND = 1 << 20  # places of a model that computes them
VOCABULARIES = ("shared_vocabulary.json", "shared_vocabulary.txt", "target_vocabulary.json")
# The kinds of number as the file counts them; the last is bfloat16.
_TYPES = ("<f4", "i1", "<i2", "<i4", "<f2", "<u2")
_SCALE = "_scale"


class _Entry(NamedTuple):
    """Where a weight stands in the file."""

    shape: tuple[int, ...]
    kind: int
    place: int


def read_shapes(path: Path) -> dict[str, tuple[int, ...]]:
    """Return the shape of every weight, by name; the weights themselves are jumped over."""
    return {name: entry.shape for name, entry in _read_entries(path).items()}


def read_arrays(path: Path) -> dict[str, NDArray[np.float32]]:
    """Return every weight as float32, by name; those in int8 are multiplied out.

    A row in int8 has a scale: what its numbers were multiplied by when they were rounded.
    """
    import numpy as np

    raw = path.read_bytes()
    found = {
        name: widen(
            np.frombuffer(raw, _TYPES[entry.kind], math.prod(entry.shape), entry.place),
            is_bfloat16=_TYPES[entry.kind] == "<u2",
        ).reshape(entry.shape)
        for name, entry in _read_entries(path).items()
    }
    scales = {name: found.pop(name) for name in list(found) if name.endswith(_SCALE)}
    for name, scale in scales.items():
        found[name.removesuffix(_SCALE)] /= scale[..., None]
    return found


def _read_entries(path: Path) -> dict[str, _Entry]:
    """Read where everything stands in the file; an alias has the entry of what it is for."""
    entries: dict[str, _Entry] = {}
    try:
        with path.open("rb") as file:
            _number(file, "<I")  # version of the format
            _string(file)  # kind of model
            _number(file, "<I")  # its revision
            for _ in range(_number(file, "<I")):
                name = _string(file)
                shape = tuple(_number(file, "<I") for _ in range(_number(file, "<B")))
                kind, size = _number(file, "<B"), _number(file, "<I")
                entries[name] = _Entry(shape, kind, file.tell())
                file.seek(size, 1)
            for _ in range(_number(file, "<I")):
                alias, name = _string(file), _string(file)
                entries[alias] = entries[name]
    except (OSError, struct.error, KeyError, UnicodeDecodeError) as error:
        raise BrokenModel(f"{path} is no whole CTranslate2 model; fetch it again") from error
    return entries


def check_vocabulary(folder: Path, shapes: Mapping[str, tuple[int, ...]]) -> None:
    """Refuse a model whose vocabulary is not as long as its table of embeddings.

    CTranslate2 does not look, and writes garbage or nothing.
    """
    for name in VOCABULARIES:
        path = folder / name
        if not path.is_file():
            continue
        try:
            text = path.read_text(encoding="utf-8")
            tokens = json.loads(text) if path.suffix == ".json" else text.splitlines()
        except ValueError as error:
            raise BrokenModel(f"{path} cannot be read ({error}); fetch the model again") from error
        rows = shapes["decoder/embeddings/weight"][0]
        if len(tokens) != rows:
            raise BrokenModel(
                f"{folder}: {len(tokens)} pieces in {name}, {rows} in model.bin; "
                "the conversion is broken, convert or fetch the model again"
            )
        return
    raise BrokenModel(f"{folder}: no vocabulary; expected one of {', '.join(VOCABULARIES)}")


def count_positions(shapes: Mapping[str, tuple[int, ...]]) -> int:
    """Return how many pieces the model can write before it runs out of places to count."""
    return shapes.get("decoder/position_encodings/encodings", (UNBOUND,))[0]


def _number(file: BinaryIO, form: str) -> int:
    value: int = struct.unpack(form, file.read(struct.calcsize(form)))[0]
    return value


def _string(file: BinaryIO) -> str:
    return file.read(_number(file, "<H")).rstrip(b"\0").decode("utf-8")
