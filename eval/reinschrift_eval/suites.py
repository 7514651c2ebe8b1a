"""Suites: what is repaired or translated, and what it is compared with.

Bundled suites are folders of `data/` with `suite.toml` and `items.jsonl`; `seeds` is the seed
document of the repository. A suite from outside is a folder of line-aligned files: `src.de`,
one or more `ref*.en`, any number of `<system>.en` with the output of other systems.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from reinschrift.errors import UnknownName, UnreadableInput

FOLDER_VARIABLE = "REINSCHRIFT_SUITES"
_DATA = Path(__file__).parent / "data"
# How the items of each bundled suite are read: the German that is given, the German that an editor
# wants of it, and the English. Those that are scored otherwise come with the issues that need them.
_FIELDS = {
    "news": ("german", None, "english"),
    "scars": ("scarred", "clean", "english"),
    "untouched": ("text", "text", None),
}
_SEEDS = Path(__file__).parents[2] / "seeds"
_SEED = "000_6c012aa9b9efd1c0"


@dataclass(frozen=True, slots=True)
class Suite:
    """Aligned texts with a digest of all that a score depends on.

    Without references only repair is scored. `is_document` tells that the texts are the
    paragraphs of one document, which are repaired and translated together.
    """

    name: str
    source: tuple[str, ...]
    references: Mapping[str, tuple[str, ...]]
    systems: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    gold: tuple[str, ...] = ()  # the repaired German, where there is one
    is_document: bool = False

    def __post_init__(self) -> None:
        texts = {**self.references, **self.systems}
        for name, lines in (*texts.items(), *([("gold", self.gold)] if self.gold else [])):
            if len(lines) != len(self.source):
                raise UnreadableInput(
                    f"suite {self.name}: {name} has {len(lines)} lines, "
                    f"the source {len(self.source)}; they must be aligned line by line"
                )

    @property
    def digest(self) -> str:
        """The first 12 hexadecimal digits of the sha256 over source, references and gold."""
        seen = hashlib.sha256()
        for lines in (self.source, *(self.references[name] for name in sorted(self.references))):
            seen.update("\n".join(lines).encode())
            seen.update(b"\0")
        seen.update("\n".join(self.gold).encode())
        return seen.hexdigest()[:12]


def names() -> list[str]:
    """Return the suites that are there: bundled ones, and the folders of REINSCHRIFT_SUITES."""
    found = [*(["seeds"] if _SEEDS.is_dir() else []), *_FIELDS]
    folder = _outside()
    if folder is not None:
        found += sorted(path.parent.name for path in folder.glob("*/src.de"))
    return found


def load(name: str) -> Suite:
    """Read a suite by name."""
    if name == "seeds" and _SEEDS.is_dir():
        return Suite(
            name,
            _lines(_SEEDS / f"{_SEED}.txt"),
            {"ref": _lines(_SEEDS / f"{_SEED}.reference.en.txt")},
            gold=_lines(_SEEDS / f"{_SEED}.corrected.de.txt"),
            is_document=True,
        )
    if name in _FIELDS:
        return _bundled(name)
    outside = _outside()
    folder = outside / name if outside is not None else Path(name)
    if not (folder / "src.de").is_file():
        raise UnknownName("suite", name, names())
    english = {path.stem: _lines(path) for path in sorted(folder.glob("*.en"))}
    return Suite(
        name,
        _lines(folder / "src.de"),
        {key: lines for key, lines in english.items() if key.startswith("ref")},
        {key: lines for key, lines in english.items() if not key.startswith("ref")},
        _lines(folder / "gold.de") if (folder / "gold.de").is_file() else (),
    )


def _bundled(name: str) -> Suite:
    """Read a suite of `data/`; a scars item that stayed clean has nothing scarred."""
    given, wanted, english = _FIELDS[name]
    path = _DATA / name / "items.jsonl"
    items = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return Suite(
        name,
        tuple(item[given] or item[wanted] for item in items),
        {"ref": tuple(item[english] for item in items)} if english else {},
        gold=tuple(item[wanted] for item in items) if wanted else (),
    )


def _outside() -> Path | None:
    folder = os.environ.get(FOLDER_VARIABLE)
    return Path(folder) if folder else None


def _lines(path: Path) -> tuple[str, ...]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableInput(f"{path}: {error}") from error
    return tuple(text.removesuffix("\n").split("\n"))
