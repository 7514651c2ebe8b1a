"""What is known of a model: the facts that a user is told and results are signed with."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reinschrift.errors import BrokenModel

if TYPE_CHECKING:
    from pathlib import Path

CARD = "model.json"  # lies beside the weights
CTRANSLATE2 = "ctranslate2"
MARIAN = "marian"
VERIFIED = 64 << 20  # bytes; up to here a sha256 costs less than 50 ms, later it is felt


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """A model folder at a glance.

    `digest` is the sha256 of the weights. A `preview` is a model that is not good enough
    yet: whoever translates with it says so.
    """

    name: str
    folder: Path
    format: str
    digest: str
    size: int
    version: str = ""
    direction: str = "de-en"
    preview: bool = False
    window: int | None = None
    licence: str = ""
    source: str = ""  # the hub's name for it

    @property
    def signature(self) -> str:
        """Name the model so that two that differ are told apart.

        >>> from pathlib import Path
        >>> ModelInfo("news", Path(), "ctranslate2", "c0ffee1234567890", 1, "0.1").signature
        'news 0.1 c0ffee123456'
        """
        return " ".join(part for part in (self.name, self.version, self.digest[:12]) if part)


def read_info(folder: Path) -> ModelInfo:
    """Read what is known of the model in `folder`."""
    kind = format_of(folder)
    if kind is None:
        raise BrokenModel(
            f"{folder} holds no model; expected model.bin (CTranslate2) or config.json "
            "and model.safetensors (MarianMT)"
        )
    card = read_card(folder)
    window = card.get("window")
    return ModelInfo(
        name=str(card.get("name") or folder.resolve().name),
        folder=folder,
        format=kind,
        digest=_digest(weights_of(folder, kind), card),
        size=sum(path.stat().st_size for path in folder.iterdir() if path.is_file()),
        version=str(card.get("version") or ""),
        direction=f"{card.get('source', 'de')}-{card.get('target', 'en')}",
        preview=bool(card.get("preview")),
        window=window if isinstance(window, int) else None,
        licence=str(card.get("license") or ""),
        source=str(card.get("origin") or ""),
    )


def weights_of(folder: Path, kind: str) -> Path:
    """Return the file of `folder` that holds the weights."""
    if kind == CTRANSLATE2:
        return folder / "model.bin"
    safe = folder / "model.safetensors"
    return safe if safe.is_file() else folder / "pytorch_model.bin"


def digest_of(path: Path) -> str:
    """Compute the sha256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def stated_digest(card: Mapping[str, object], weights: Path) -> str | None:
    """Return the sha256 that a model card states for its weights.

    Either one for all, or one a file.
    """
    stated = card.get("sha256")
    if isinstance(stated, Mapping):
        stated = stated.get(weights.name)
    return stated if isinstance(stated, str) else None


def _digest(weights: Path, card: Mapping[str, object]) -> str:
    """Return the digest of small weights as it is, of large ones as their card states it."""
    stated = stated_digest(card, weights)
    if stated and weights.stat().st_size > VERIFIED:
        return stated
    digest = digest_of(weights)
    if stated and stated != digest:
        raise BrokenModel(
            f"{weights}: its sha256 begins {digest[:12]}, that of {CARD} {stated[:12]}; "
            "the file is damaged, fetch the model again"
        )
    return digest


def read_card(folder: Path) -> dict[str, object]:
    """Read `model.json`, which folders from elsewhere do not have."""
    try:
        card = json.loads((folder / CARD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return card if isinstance(card, dict) else {}


def format_of(folder: Path) -> str | None:
    """Tell how the weights in `folder` are stored; `None` if there are none."""
    if (folder / "model.bin").is_file():
        return CTRANSLATE2
    if (folder / "config.json").is_file() and any(
        (folder / name).is_file() for name in ("model.safetensors", "pytorch_model.bin")
    ):
        return MARIAN
    return None
