"""Reads the suites that come with the package, and the seed document of the repository."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from reinschrift.edits import JOIN, Edit, Span
from reinschrift.errors import UnreadableInput
from reinschrift_eval.lines import read_lines
from reinschrift_eval.suite import Check, Suite

DATA = Path(__file__).parent / "data"
SEEDS = Path(__file__).parents[2] / "seeds"
_SEED = "000_6c012aa9b9efd1c0"


class Fields(NamedTuple):
    """Which fields of an item are the German given, the German wanted, the English, the group."""

    given: str
    wanted: str | None
    english: str | None
    group: str


FIELDS = {
    "news": Fields("german", None, "english", "register"),
    "scars": Fields("scarred", "clean", "english", "genre"),
    "untouched": Fields("text", "text", None, "kind"),
    "challenge": Fields("german", None, "english", "phenomenon"),
    "links": Fields("german", None, "english", ""),
}


def names() -> list[str]:
    """Return the suites that are here."""
    return [*(["seeds"] if SEEDS.is_dir() else []), *FIELDS]


def read(name: str) -> Suite:
    """Read a suite by name."""
    return _read_seeds() if name == "seeds" else read_items(name, DATA / name)


def _read_seeds() -> Suite:
    source = read_lines(SEEDS / f"{_SEED}.txt")
    edits: list[list[Edit]] = [[] for _ in source]
    for item in read_records(SEEDS / "scars.jsonl"):
        edits[item["line"] - 1].append(
            Edit(item["start"], item["end"], item["repaired"], JOIN.join(item["rules"]))
        )
    return Suite(
        "seeds",
        source,
        {"ref": read_lines(SEEDS / f"{_SEED}.reference.en.txt")},
        gold=read_lines(SEEDS / f"{_SEED}.corrected.de.txt"),
        is_document=True,
        edits=tuple(map(tuple, edits)),
    )


def read_items(name: str, folder: Path) -> Suite:
    """Read a suite of `data/`; a scars item that stayed clean has nothing scarred."""
    given, wanted, english, group = FIELDS[name]
    path = folder / "items.jsonl"
    items = list(read_records(path))
    try:
        return Suite(
            name,
            tuple(item[given] or item[wanted or given] for item in items),
            {"ref": tuple(item[english] for item in items)} if english else {},
            gold=tuple(item[wanted] for item in items) if wanted else (),
            version=_version(folder),
            ids=tuple(item["id"] for item in items),
            groups=tuple(item[group] if group else _kind(item["id"]) for item in items),
            articles=tuple(item["article"] for item in items) if "article" in items[0] else (),
            edits=tuple(_edits(item.get("edits", [])) for item in items) if wanted else (),
            checks=tuple(map(_check, items)) if "must" in items[0] else (),
            marks=tuple(_spans(item.get("german_marks", [])) for item in items),
            english_marks=tuple(
                tuple(map(_spans, item.get("english_marks", []))) for item in items
            ),
        )
    except KeyError as error:
        raise UnreadableInput(f"{path}: an item has no field {error}") from error


def read_records(path: Path) -> Iterator[dict[str, Any]]:
    """Read a file of JSON lines; a broken one is named."""
    for number, line in enumerate(read_lines(path), 1):
        try:
            record = json.loads(line)
        except ValueError as error:
            raise UnreadableInput(f"{path}:{number} is no JSON: {error}") from error
        if not isinstance(record, dict):
            raise UnreadableInput(f"{path}:{number} is no JSON object")
        yield record


def _version(folder: Path) -> str:
    described = tomllib.loads((folder / "suite.toml").read_text(encoding="utf-8"))
    return str(described["version"])


def _kind(name: str) -> str:
    return name.rpartition("-")[0]


def _check(item: Mapping[str, Any]) -> Check:
    return Check(tuple(item["must"]), tuple(item["must_not"]))


def _edits(edits: Sequence[Mapping[str, Any]]) -> tuple[Edit, ...]:
    return tuple(
        Edit(edit["start"], edit["end"], edit["text"], JOIN.join(edit["rules"])) for edit in edits
    )


def _spans(spans: Sequence[Sequence[int]]) -> tuple[Span, ...]:
    return tuple(Span(*span) for span in spans)
