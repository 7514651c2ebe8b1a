"""From a model's name to the folder that an engine loads.

`news` is bundled. A folder is used as it is, or converted if it is a MarianMT folder. Any
other name is one of the hub: it is fetched when the user names it and never otherwise,
converted once to int8, and kept in the user's cache.
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reinschrift.errors import BrokenModel, MissingExtra, UnknownName
from reinschrift_models.cache import cache_folder, locked, make_folder
from reinschrift_models.info import (
    CARD,
    CTRANSLATE2,
    MARIAN,
    ModelInfo,
    digest_of,
    format_of,
    read_card,
    read_info,
    weights_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

_WEIGHTS = Path(__file__).parent / "weights"
# The restorer is no translator: `reinschrift.restorer` asks it about German.
BUNDLED = {name: _WEIGHTS / name for name in ("news", "restorer")}
KNOWN = {"opus-mt-de-en": "Helsinki-NLP/opus-mt-de-en"}

_HUB_NAME = re.compile(r"[A-Za-z0-9][\w.-]*/[\w.-]+")
_FILES = ("config.json", "vocab.json", "source.spm", "target.spm", "model.safetensors")
_PICKLED = "pytorch_model.bin"  # all that older repositories have; read without unpickling


@dataclass(frozen=True, slots=True)
class ListedModel:
    """A model that can be named, and what is known of it if it is here."""

    name: str
    where: str  # "bundled", "cached", or "hub" for one that would have to be fetched
    info: ModelInfo | None = None


def resolve(model: str | Path) -> Path:
    """Return the CTranslate2 folder of `model`, fetched and converted if need be."""
    if model in BUNDLED:
        folder = BUNDLED[str(model)]
        if format_of(folder) is None:
            raise BrokenModel(f"the bundled model {str(model)!r} is missing; install again")
        return folder
    folder = Path(model)
    if not folder.is_dir():
        return _converted_from_hub(_hub_name(model))
    if format_of(folder) == CTRANSLATE2:
        return folder
    weights = weights_of(folder, read_info(folder).format)
    target = _converted() / f"{folder.resolve().name}-{digest_of(weights)[:12]}"
    return make_folder(target, lambda part: convert(folder, part))


def resolve_marian(model: str | Path) -> Path:
    """Return the MarianMT folder of `model`, fetched if need be; that of what ships is made."""
    if model in BUNDLED:
        from reinschrift_models.expansion import expand_folder

        shipped = show(model)
        target = cache_folder() / "expanded" / f"{model}-{shipped.digest[:12]}"
        return make_folder(target, lambda part: expand_folder(shipped.folder, part))
    folder = Path(model)
    if not folder.is_dir():
        return _fetched(_hub_name(model))
    if format_of(folder) != MARIAN:
        raise BrokenModel(f"{folder} is no MarianMT folder: it needs config.json and weights")
    return folder


def list_models() -> list[ListedModel]:
    """List what is bundled, what is in the cache, and what is known of the hub."""
    rows = [
        ListedModel(name, "bundled", read_info(folder))
        for name, folder in BUNDLED.items()
        if format_of(folder)
    ]
    cached = [
        read_info(folder)
        for folder in sorted(_converted().glob("*"))
        if folder.is_dir() and format_of(folder)
    ]
    rows += [ListedModel(info.source or info.name, "cached", info) for info in cached]
    here = {row.name for row in rows}
    return rows + [
        ListedModel(name, "hub") for name, full in KNOWN.items() if not {name, full} & here
    ]


def show(model: str | Path) -> ModelInfo:
    """Return what is known of a model that is here; nothing is fetched or converted."""
    if model in BUNDLED or Path(model).is_dir():
        return read_info(BUNDLED.get(str(model), Path(model)))
    name = _hub_name(model)
    folder = _converted() / _slug(name)
    if not folder.is_dir():
        raise BrokenModel(f"{name} is not here yet; fetch it: reinschrift models pull {model}")
    return read_info(folder)


def pull(name: str) -> ModelInfo:
    """Fetch a model of the hub and convert it, unless that is done already."""
    return read_info(resolve(name))


def convert(folder: Path, out: Path, *, compute_type: str = "int8", origin: str = "") -> ModelInfo:
    """Convert a MarianMT folder into the CTranslate2 folder `out`, with a card beside it."""
    from reinschrift_models.conversion import convert_folder

    before = read_info(folder)
    if format_of(out) is not None:
        raise BrokenModel(f"{out} holds a model already; name another folder")
    convert_folder(folder, out, compute_type=compute_type)
    weights = weights_of(out, CTRANSLATE2)
    card = {
        **read_card(folder),
        "name": before.name,
        "origin": origin or before.source,
        "converted_from": before.digest,
        "compute_type": compute_type,
        "sha256": {weights.name: digest_of(weights)},
    }
    text = json.dumps(card, ensure_ascii=False, indent=2, sort_keys=True)
    (out / CARD).write_text(text + "\n", encoding="utf-8")
    return read_info(out)


def _hub_name(model: str | Path) -> str:
    name = KNOWN.get(str(model), str(model))
    if not _HUB_NAME.fullmatch(name):
        raise UnknownName("model or model folder", str(model), [*BUNDLED, *KNOWN])
    return name


def _slug(name: str) -> str:
    return name.replace("/", "--")


def _converted() -> Path:
    return cache_folder() / "models"


def _converted_from_hub(name: str) -> Path:
    target = _converted() / _slug(name)
    if target.is_dir():
        return target
    folder = _fetched(name)
    return make_folder(target, lambda part: convert(folder, part, origin=name))


def _fetched(name: str) -> Path:
    """Return the MarianMT folder of a hub name, fetched if it is not whole yet."""
    folder = cache_folder() / "downloads" / _slug(name)
    done = folder / ".complete"
    with locked(folder.parent / f"{folder.name}.lock"):
        if not done.is_file():
            # One line, since the user must know that something leaves the machine's quiet.
            sys.stderr.write(f"fetching {name} from the hub into {folder}\n")
            fetch(name, folder, _FILES)
            if not (folder / "model.safetensors").is_file():
                fetch(name, folder, (_PICKLED,))
            if format_of(folder) is None:
                raise BrokenModel(f"{name} is no MarianMT model: the hub has no weights for it")
            done.touch()
    return folder


def fetch(name: str, folder: Path, files: Sequence[str]) -> None:
    """Fetch files of a model from the hub; what a broken run left is not fetched again."""
    try:
        from huggingface_hub import snapshot_download
        from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError
        from huggingface_hub.utils.tqdm import disable_progress_bars
    except ImportError as error:
        raise MissingExtra("fetching a model from the hub", "hub") from error
    if not sys.stderr.isatty():
        disable_progress_bars()
    try:
        snapshot_download(name, local_dir=folder, allow_patterns=list(files))
    except (HfHubHTTPError, LocalEntryNotFoundError, OSError) as error:
        raise BrokenModel(
            f"{name} cannot be fetched ({error.__class__.__name__}: {error}); "
            "check the name and the network, or give a folder"
        ) from error
