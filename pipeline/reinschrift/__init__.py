"""Reinschrift: repair scraped and machine-translated German news, translate it, measure both.

    >>> import reinschrift
    >>> reinschrift.repair("Wladimir Putinund der Oberste Führer").text
    'Wladimir Putin und der Oberste Führer'

Everything public is here; nothing is loaded before it is used.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from reinschrift.version import __version__

if TYPE_CHECKING:
    from reinschrift.assembly import Sentence, Translation
    from reinschrift.documents import Block, Document, Mark
    from reinschrift.edits import Edit, Flag, Span, apply, diff
    from reinschrift.engines import Decoding, Engine, Hypothesis
    from reinschrift.errors import ReinschriftError
    from reinschrift.flow import Flow, load
    from reinschrift.formats import read, write
    from reinschrift.repairs import Repair, repair, repair_document
    from reinschrift.sentences import split_sentences

_HOMES = {
    "documents": ("Block", "Document", "Mark"),
    "edits": ("Edit", "Flag", "Span", "apply", "diff"),
    "engines": ("Decoding", "Engine", "Hypothesis"),
    "errors": ("ReinschriftError",),
    "assembly": ("Sentence", "Translation"),
    "flow": ("Flow", "load"),
    "formats": ("read", "write"),
    "repairs": ("Repair", "repair", "repair_document"),
    "sentences": ("split_sentences",),
}
_MODULE_OF = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "Block", "Decoding", "Document", "Edit", "Engine", "Flag", "Flow", "Hypothesis", "Mark",
    "ReinschriftError", "Repair", "Sentence", "Span", "Translation", "__version__", "apply", "diff",
    "load", "read", "repair", "repair_document", "split_sentences", "write",
]  # fmt: skip


def __getattr__(name: str) -> object:
    if name not in _MODULE_OF:
        raise AttributeError(f"module 'reinschrift' has no attribute {name!r}")
    return getattr(importlib.import_module(f"reinschrift.{_MODULE_OF[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
