"""What is inside a CTranslate2 `model.bin`, without loading it."""

from __future__ import annotations

import json
import struct
from typing import TYPE_CHECKING, BinaryIO

from reinschrift.errors import BrokenModel

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

UNBOUND = 1 << 20  # places of a model that computes them
VOCABULARIES = ("shared_vocabulary.json", "shared_vocabulary.txt", "target_vocabulary.json")


def read_shapes(path: Path) -> dict[str, tuple[int, ...]]:
    """Return the shape of every weight, by name; the weights themselves are jumped over."""
    shapes: dict[str, tuple[int, ...]] = {}
    try:
        with path.open("rb") as file:
            _number(file, "<I")  # version of the format
            _string(file)  # kind of model
            _number(file, "<I")  # its revision
            for _ in range(_number(file, "<I")):
                name = _string(file)
                shapes[name] = tuple(_number(file, "<I") for _ in range(_number(file, "<B")))
                _number(file, "<B")  # type of number
                file.seek(_number(file, "<I"), 1)
            for _ in range(_number(file, "<I")):
                alias, name = _string(file), _string(file)
                shapes[alias] = shapes[name]
    except (OSError, struct.error, KeyError, UnicodeDecodeError) as error:
        raise BrokenModel(f"{path} is no whole CTranslate2 model; fetch it again") from error
    return shapes


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
