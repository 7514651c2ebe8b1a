"""Where suites come from: the package, the repository, a folder, or sacrebleu.

Bundled suites are folders of `data/` with `suite.toml` and `items.jsonl`; `seeds` is the seed
document of the repository. A suite from outside is a folder of line-aligned files below
REINSCHRIFT_SUITES: `src.de`, one or more `ref*.en`, any number of `<system>.en` with the output
of other systems. A folder with `src.en` and several `<system>.de` holds machine translations into
German: each of them is a suite, to be led back to the original. `wmtNN` is sacrebleu's own set.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from reinschrift.errors import UnknownName, UnreadableInput
from reinschrift_eval import bundled
from reinschrift_eval.lines import read_lines
from reinschrift_eval.suite import Suite

FOLDER_VARIABLE = "REINSCHRIFT_SUITES"
_WMT = re.compile(r"wmt\d\d\w*(?:/\w+)*")


def names() -> list[str]:
    """Return the suites that are there: bundled ones, and the folders of REINSCHRIFT_SUITES."""
    return [*bundled.names(), *_outside_names()]


def load(name: str) -> Suite:
    """Read a suite by name, or by the path of its folder."""
    if name in bundled.names():
        return bundled.read(name)
    root = _outside()
    for folder in (*([root] if root else []), Path()):
        if (folder / name / "src.de").is_file():
            return _read_folder(name, folder / name)
        path = folder / f"{name}.de"
        if path.is_file() and (path.parent / "src.en").is_file():
            english = read_lines(path.parent / "src.en")
            return Suite(name, read_lines(path), {"src": english})
    if _WMT.fullmatch(name):
        from reinschrift_eval.wmt import read_wmt

        source, reference = read_wmt(name)
        return Suite(name, source, {"ref": reference})
    raise UnknownName("suite", name, names())


def _read_folder(name: str, folder: Path) -> Suite:
    english = {path.stem: read_lines(path) for path in sorted(folder.glob("*.en"))}
    return Suite(
        name,
        read_lines(folder / "src.de"),
        {key: lines for key, lines in english.items() if key.startswith("ref")},
        {key: lines for key, lines in english.items() if not key.startswith("ref")},
        read_lines(folder / "gold.de") if (folder / "gold.de").is_file() else (),
    )


def _outside_names() -> list[str]:
    root = _outside()
    if root is None:
        return []
    if not root.is_dir():
        raise UnreadableInput(f"{FOLDER_VARIABLE} names {root}, which is no folder")
    found = [path.parent.name for path in root.glob("*/src.de")]
    found += (
        f"{path.parent.name}/{german.stem}"
        for path in root.glob("*/src.en")
        for german in path.parent.glob("*.de")
        if german.stem != "src"
    )
    return sorted(found)


def _outside() -> Path | None:
    folder = os.environ.get(FOLDER_VARIABLE)
    return Path(folder) if folder else None
