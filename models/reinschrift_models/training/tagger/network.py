"""The tagger's network in torch, with the names and shapes that `reinschrift.tagger` reads."""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor, nn
from torch.nn import functional

from reinschrift.tagger.features import ROWS
from reinschrift.tagger.network import DILATIONS, HIDDEN, WIDTH
from reinschrift.tagger.sequences import ALLOWED, CLASSES, FLAGS

# How many inputs stand side by side: before, here, behind; the words around a place.
_BLOCKS = {"conv": 3, "head": 2}
NEVER = -1e4  # added to the score of a class that a kind of place does not allow


class Network(nn.Module):  # type: ignore[misc]  # torch is untyped here
    """Bags of features, dilated convolutions over a row of lines, a class for each place.

    Padding is set to zero after each layer, so that a line sees nothing but itself.
    """

    def __init__(self, width: int = WIDTH, hidden: int = HIDDEN) -> None:
        super().__init__()
        self.table = nn.EmbeddingBag(ROWS, width, mode="sum", padding_idx=0)
        self.flags = nn.Embedding(FLAGS, width)
        self.inner = nn.Linear(width, hidden)
        self.convolutions = nn.ModuleList(nn.Linear(3 * hidden, hidden) for _ in DILATIONS)
        self.head = nn.Linear(2 * hidden, hidden)
        self.out = nn.Linear(hidden, len(CLASSES))
        nn.init.normal_(self.table.weight, std=0.1)
        nn.init.normal_(self.flags.weight, std=0.1)
        allowed = torch.full((8, len(CLASSES)), NEVER)
        for kind, classes in ALLOWED.items():
            allowed[kind, list(classes)] = 0
        allowed[0] = 0
        self.register_buffer("allowed", allowed, persistent=False)

    def grow_from(self, smaller: Mapping[str, Tensor]) -> None:
        """Take the weights of a network that may have fewer layers and narrower ones.

        What is new starts small, so that the network begins by saying what the smaller one says.
        """
        with torch.no_grad():
            for name, value in self.state_dict().items():
                if name not in ("table.weight", "flags.weight"):
                    value.mul_(0.1 if name.endswith("weight") else 0.0)
                if name in smaller:
                    _lay_into(value, smaller[name].float(), blocks=_BLOCKS.get(name[:4], 1))

    def forward(self, bags: Tensor, flags: Tensor, kinds: Tensor, real: Tensor) -> Tensor:
        """Return the scores of the classes at the places where `kinds` is not 0."""
        state = self.inner(self.table(bags) + self.flags(flags)) * real
        for dilation, convolution in zip(DILATIONS, self.convolutions, strict=True):
            before = functional.pad(state, (0, 0, dilation, 0))[: len(state)]
            after = functional.pad(state, (0, 0, 0, dilation))[dilation:]
            seen = torch.cat((before, state, after), dim=1)
            state = (state + functional.relu(convolution(seen))) * real
        at = kinds.nonzero().squeeze(1)
        pair = torch.cat((state[at - 1], state[at]), dim=1)
        scores: Tensor = self.out(functional.relu(self.head(pair)))
        return scores.float() + self.allowed[kinds[at]]


def _lay_into(large: Tensor, small: Tensor, *, blocks: int) -> None:
    """Copy a matrix or vector into the top left of each block of a larger one."""
    if large.dim() == 1:
        large[: len(small)] = small
        return
    rows, columns = small.shape[0], small.shape[1] // blocks
    parts = large.view(large.shape[0], blocks, -1)
    parts[:rows, :, :columns] = small.view(rows, blocks, columns)
