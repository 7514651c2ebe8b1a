"""The tagger's network in numpy: bags of features, dilated convolutions, a class for each place.

The weights are a safetensors file: the table of features in int8 with a scale for each row,
all else in float16.
"""

from __future__ import annotations

import json
from threading import Lock
from typing import TYPE_CHECKING

from reinschrift.lexicon import Lexicon
from reinschrift.tagger.features import bag
from reinschrift.tagger.sequences import ALLOWED, CLASSES, Sequence

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

WIDTH = 64
HIDDEN = 160
DILATIONS = (1, 2, 4, 8, 1, 4)
PADDING = 8  # tokens of nothing between lines: the largest step of a convolution
_BATCH = 16384  # tokens at a time: more only costs memory
_MOST_WORDS = 30_000  # whose vectors are kept: 8 MB; a new one takes 20 microseconds

_TYPES = {"F16": "<f2", "F32": "<f4", "I8": "i1"}


def read_weights(data: bytes) -> dict[str, Floats]:
    """Return the arrays of a safetensors file as float32.

    Arrays named `<name>.scale` hold a factor for each row of `<name>`.
    """
    import numpy as np

    size = int.from_bytes(data[:8], "little")
    header = json.loads(data[8 : 8 + size])
    header.pop("__metadata__", None)
    found: dict[str, Floats] = {}
    for name, about in header.items():
        start, end = (8 + size + offset for offset in about["data_offsets"])
        raw = np.frombuffer(data[start:end], dtype=_TYPES[about["dtype"]])
        found[name] = raw.astype(np.float32).reshape(about["shape"])
    for name in [name for name in found if name.endswith(".scale")]:
        found[name.removesuffix(".scale")] *= found.pop(name)[:, None]
    return found


class Network:
    """The weights, and the vectors of the words that were seen.

    `score` looks at each sequence alone: padding keeps them apart, so that no line depends
    on the lines beside it.
    """

    def __init__(self, weights: dict[str, Floats], lexicon: Lexicon) -> None:
        import numpy as np
        from threadpoolctl import ThreadpoolController

        # Threads of products this small mostly wait for one another: a second one makes repair
        # a tenth faster where nothing else runs, and far slower where each core has its process.
        self._threads = ThreadpoolController().select(user_api="blas")
        self._one_by_one = Lock()  # who ends first would give the other's threads back
        self._table = weights["table.weight"]
        self._flags = weights["flags.weight"]
        self._inner = (weights["inner.weight"].T, weights["inner.bias"])
        self._convolutions = [
            (weights[f"convolutions.{at}.weight"].T, weights[f"convolutions.{at}.bias"])
            for at in range(len(DILATIONS))
        ]
        self._head = (weights["head.weight"].T, weights["head.bias"])
        self._out = (weights["out.weight"].T, weights["out.bias"])
        self._allowed = np.full((8, len(CLASSES)), -1e4, dtype=np.float32)
        for kind, classes in ALLOWED.items():
            self._allowed[kind, list(classes)] = 0
        self._lexicon = lexicon
        self._rows: dict[str, int] = {}
        # The vectors of the words of `_rows`; row 0 is padding.
        self._vectors: Floats = np.zeros((1024, self._table.shape[1]), dtype=np.float32)

    def score(self, sequences: list[Sequence]) -> list[Floats]:
        """Return, for each sequence, the chances of the classes at its places, in order."""
        if len(self._rows) > _MOST_WORDS:
            self.forget()
        found: list[Floats] = []
        at = 0
        with self._one_by_one, self._threads.limit(limits=1):
            while at < len(sequences):
                first, size = at, 0
                while at < len(sequences) and (at == first or size < _BATCH):
                    size += len(sequences[at].words) + PADDING
                    at += 1
                found += self._score(sequences[first:at])
        return found

    def forget(self) -> None:
        """Forget the vectors of words."""
        self._rows.clear()

    def _score(self, sequences: list[Sequence]) -> list[Floats]:
        import numpy as np

        padding = [0] * PADDING
        rows: list[int] = list(padding)
        flags: list[int] = list(padding)
        kinds: list[int] = list(padding)
        for sequence in sequences:
            rows += self._look_up(sequence.words)
            rows += padding
            flags += sequence.flags
            flags += padding
            kinds += sequence.kinds
            kinds += padding
        chosen = np.array(rows)
        places = np.array(kinds)
        real = (chosen > 0).astype(np.float32)[:, None]
        state = self._vectors[chosen] + self._flags[np.array(flags)]
        state = (state @ self._inner[0] + self._inner[1]) * real
        hidden = state.shape[1]
        for dilation, (weight, bias) in zip(DILATIONS, self._convolutions, strict=True):
            new = state @ weight[hidden : 2 * hidden]
            new[dilation:] += state[:-dilation] @ weight[:hidden]
            new[:-dilation] += state[dilation:] @ weight[2 * hidden :]
            new += bias
            np.maximum(new, 0, out=new)
            state += new
            state *= real
        at = np.flatnonzero(places)
        pair = np.concatenate((state[at - 1], state[at]), axis=1)
        scores = np.maximum(pair @ self._head[0] + self._head[1], 0) @ self._out[0] + self._out[1]
        scores += self._allowed[places[at]]
        scores -= scores.max(axis=1, keepdims=True)
        np.exp(scores, out=scores)
        scores /= scores.sum(axis=1, keepdims=True)
        counts = [sum(map(bool, sequence.kinds)) for sequence in sequences]
        return np.split(scores, np.cumsum(counts)[:-1])

    def _look_up(self, words: list[str]) -> list[int]:
        """Return the row of each word, new ones computed; row 0 is padding."""
        known = self._rows
        rows = [known.get(word, 0) for word in words]
        if 0 in rows:
            for at, word in enumerate(words):
                if not rows[at]:
                    rows[at] = self._learn(word)
        return rows

    def _learn(self, word: str) -> int:
        """Compute the vector of a new word."""
        import numpy as np

        row = self._rows.get(word)
        if row is None:
            row = len(self._rows) + 1
            if row == len(self._vectors):
                self._vectors = np.concatenate((self._vectors, np.zeros_like(self._vectors)))
            self._vectors[row] = self._table[list(bag(word, self._lexicon))].sum(axis=0)
            self._rows[word] = row
        return row
