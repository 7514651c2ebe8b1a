"""The weights of a `pytorch_model.bin`, read without unpickling anything.

Older repositories of the hub, `opus-mt-de-en` among them, have nothing else. A pickle is a
program; here it is only read, instruction by instruction, and just those instructions are
followed that put together a table of tensors. No name in it is ever looked up or called:
what would be a function elsewhere is a piece of text here, and any but the few known ones
is refused.
"""

from __future__ import annotations

import io
import pickletools
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from reinschrift.errors import BrokenModel

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    Weights = dict[str, NDArray[np.float32]]

# Storage classes by name: numpy's type, and whether it is the upper half of a float32.
_STORAGES = {
    "torch FloatStorage": ("<f4", False),
    "torch HalfStorage": ("<f2", False),
    "torch BFloat16Storage": ("<u2", True),
    "torch DoubleStorage": ("<f8", False),
    "torch LongStorage": ("<i8", False),
    "torch IntStorage": ("<i4", False),
}
_TENSOR = "torch._utils _rebuild_tensor_v2"
_PARAMETER = "torch._utils _rebuild_parameter"
_TABLE = "collections OrderedDict"
_KNOWN = {_TENSOR, _PARAMETER, _TABLE, *_STORAGES}

_MARK = object()
# Instructions by what they do; all others are refused.
_PUSH_ARGUMENT = {
    "BINUNICODE", "SHORT_BINUNICODE", "UNICODE", "BINUNICODE8", "BININT", "BININT1", "BININT2",
    "INT", "LONG", "LONG1", "LONG4", "BINFLOAT", "SHORT_BINSTRING", "BINSTRING", "STRING",
}  # fmt: skip
_PUSH_NEW: dict[str, Callable[[], object]] = {
    "EMPTY_DICT": dict, "EMPTY_LIST": list, "EMPTY_TUPLE": tuple, "MARK": lambda: _MARK,
    "NONE": lambda: None, "NEWTRUE": lambda: True, "NEWFALSE": lambda: False,
}  # fmt: skip
_PUT = {"BINPUT", "LONG_BINPUT", "PUT"}
_GET = {"BINGET", "LONG_BINGET", "GET"}
_TUPLES = {"TUPLE1": 1, "TUPLE2": 2, "TUPLE3": 3}
_SKIPPED = {"PROTO", "FRAME"}


@dataclass(frozen=True, slots=True)
class _Name:
    """What would have been imported."""

    name: str


@dataclass(frozen=True, slots=True)
class _Tensor:
    """Where a tensor's numbers are: a storage and the place of each of them."""

    dtype: str
    storage: str
    offset: int
    shape: tuple[int, ...]
    strides: tuple[int, ...]


def read_pickled(path: Path) -> Weights:
    """Read the tensors of a file that `torch.save` wrote, of either format."""
    try:
        if zipfile.is_zipfile(path):
            return _read_zip(path)
        with path.open("rb") as file:
            return _read_legacy(file)
    except (OSError, ValueError, KeyError, IndexError, TypeError, EOFError) as error:
        raise BrokenModel(
            f"{path} is not a plain table of weights ({error}); use a model with safetensors"
        ) from error


def _read_zip(path: Path) -> Weights:
    with zipfile.ZipFile(path) as archive:
        [name] = [name for name in archive.namelist() if name.endswith("data.pkl")]
        root = name[: -len("data.pkl")]
        table = _follow(io.BytesIO(archive.read(name)))
        return _tensors(table, lambda key: archive.read(f"{root}data/{key}"))


def _read_legacy(file: BinaryIO) -> Weights:
    """Read the format of torch before 1.6: pickles in a row, then the storages."""
    for _ in range(3):  # a magic number, a version, the writer's machine
        _follow(file)
    table = _follow(file)
    keys = _follow(file)
    if not isinstance(keys, list):
        raise TypeError("no list of storages")
    places: dict[str, bytes] = {}
    sizes = {tensor.storage: _width(tensor.dtype) for tensor in _found(table).values()}
    for key in map(str, keys):
        count = int.from_bytes(file.read(8), "little")
        places[key] = file.read(count * sizes.get(key, 4))
    return _tensors(table, lambda key: places[key])


def _found(table: object) -> dict[str, _Tensor]:
    if not isinstance(table, dict):
        raise TypeError("no table")
    return {str(name): value for name, value in table.items() if isinstance(value, _Tensor)}


def _width(dtype: str) -> int:
    return int(_STORAGES[dtype][0][-1])


def _tensors(table: object, read: Callable[[str], bytes]) -> Weights:
    import numpy as np

    from reinschrift_models.checkpoints import widen

    weights: Weights = {}
    for name, tensor in _found(table).items():
        form, is_bfloat16 = _STORAGES[tensor.dtype]
        data = np.frombuffer(read(tensor.storage), form)[tensor.offset :]
        width = data.itemsize
        strides = tuple(stride * width for stride in tensor.strides)
        last = sum(
            (size - 1) * stride for size, stride in zip(tensor.shape, tensor.strides, strict=True)
        )
        if tensor.shape and last >= len(data):
            raise ValueError(f"{name} lies outside its storage")
        view = np.lib.stride_tricks.as_strided(data, tensor.shape, strides, writeable=False)
        weights[name] = widen(np.ascontiguousarray(view), is_bfloat16=is_bfloat16)
    return weights


def _follow(file: BinaryIO) -> object:
    """Follow one pickle up to its end and return the plain data that it describes."""
    return _Reader().read(file)


class _Reader:
    """A pickle machine that knows lists, dictionaries, numbers, text and tensors."""

    def __init__(self) -> None:
        self._stack: list[object] = []
        self._memo: dict[int, object] = {}

    def read(self, file: BinaryIO) -> object:
        """Follow the instructions up to the end of the pickle."""
        for opcode, argument, _ in pickletools.genops(file):
            name = opcode.name
            if name == "STOP":
                return self._stack.pop()
            if name in _PUSH_ARGUMENT:
                self._stack.append(argument)
            elif name in _PUSH_NEW:
                self._stack.append(_PUSH_NEW[name]())
            elif name in _PUT or name == "MEMOIZE":
                place = len(self._memo) if name == "MEMOIZE" else int(str(argument))
                self._memo[place] = self._stack[-1]
            elif name in _GET:
                self._stack.append(self._memo[int(str(argument))])
            elif name not in _SKIPPED:
                self._build(name, argument)
        raise ValueError("it has no end")

    def _build(self, name: str, argument: object) -> None:
        """Put together what lies on the stack."""
        stack = self._stack
        if name == "TUPLE":
            stack.append(tuple(self._to_mark()))
        elif name in _TUPLES:
            items = stack[-_TUPLES[name] :]
            del stack[-_TUPLES[name] :]
            stack.append(tuple(items))
        elif name in {"SETITEM", "SETITEMS"}:
            items = self._to_mark() if name == "SETITEMS" else [stack.pop(-2), stack.pop()]
            _as_dict(stack[-1]).update(zip(items[::2], items[1::2], strict=True))
        elif name in {"APPEND", "APPENDS"}:
            items = self._to_mark() if name == "APPENDS" else [stack.pop()]
            _as_list(stack[-1]).extend(items)
        elif name == "GLOBAL":
            stack.append(_known(str(argument)))
        elif name == "STACK_GLOBAL":
            attribute, module = stack.pop(), stack.pop()
            stack.append(_known(f"{module} {attribute}"))
        elif name == "BINPERSID":
            stack.append(_Storage(stack.pop()))
        elif name == "REDUCE":
            arguments, called = stack.pop(), stack.pop()
            stack.append(_made(called, arguments))
        elif name == "BUILD":
            stack.pop()  # the attributes of a table: versions, of no use here
        else:
            raise ValueError(f"it has the instruction {name}")

    def _to_mark(self) -> list[object]:
        """Take everything down to the last mark."""
        at = max(place for place, item in enumerate(self._stack) if item is _MARK)
        items = self._stack[at + 1 :]
        del self._stack[at:]
        return items


@dataclass(frozen=True, slots=True)
class _Storage:
    """A reference to raw numbers: `("storage", type, key, device, count, …)`."""

    reference: object


def _known(name: str) -> _Name:
    if name not in _KNOWN:
        raise ValueError(f"it names {name!r}, which no table of weights needs")
    return _Name(name)


def _as_dict(item: object) -> dict[object, object]:
    if not isinstance(item, dict):
        raise TypeError("an entry for what is no dictionary")
    return item


def _as_list(item: object) -> list[object]:
    if not isinstance(item, list):
        raise TypeError("an item for what is no list")
    return item


def _made(called: object, arguments: object) -> object:
    """Return the data that a call of one of the known names stands for."""
    if not isinstance(called, _Name) or not isinstance(arguments, tuple):
        raise TypeError("a call of what is no name")
    if called.name == _TABLE:
        return dict(*arguments)
    if called.name == _PARAMETER:
        return arguments[0]
    if called.name != _TENSOR:
        raise ValueError(f"it calls {called.name!r}")
    storage, offset, shape, strides = arguments[:4]
    if not isinstance(storage, _Storage) or not isinstance(storage.reference, tuple):
        raise TypeError("a tensor of what is no storage")
    _, kind, key = storage.reference[:3]
    return _Tensor(_name_of(kind), str(key), int(offset), tuple(shape), tuple(strides))


def _name_of(kind: object) -> str:
    if not isinstance(kind, _Name) or kind.name not in _STORAGES:
        raise TypeError("a storage of an unknown type")
    return kind.name
