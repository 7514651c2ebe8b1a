"""Suites: what is translated and what it is compared with.

A suite is a folder of line-aligned files: `src.de`, one or more `ref*.en`, any number of
`<system>.en` with the output of other systems, and, where repair is scored, `gold.de`.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from reinschrift.errors import UnknownName, UnreadableInput

FOLDER_VARIABLE = "REINSCHRIFT_SUITES"
_SEEDS = Path(__file__).parents[2] / "seeds"
_SEED = "000_6c012aa9b9efd1c0"


@dataclass(frozen=True, slots=True)
class Suite:
    """Line-aligned texts with a digest of all that a score depends on."""

    name: str
    source: tuple[str, ...]
    references: Mapping[str, tuple[str, ...]]
    systems: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    gold: tuple[str, ...] = ()  # the repaired German, where there is one

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
    """Return the suites that are there: the seeds, and the folders of REINSCHRIFT_SUITES."""
    found = ["seeds"] if _SEEDS.is_dir() else []
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
        )
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


def _outside() -> Path | None:
    folder = os.environ.get(FOLDER_VARIABLE)
    return Path(folder) if folder else None


def _lines(path: Path) -> tuple[str, ...]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableInput(f"{path}: {error}") from error
    return tuple(text.removesuffix("\n").split("\n"))
