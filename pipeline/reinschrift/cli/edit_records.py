r"""Edits as JSON lines: what `repair --edits` writes and `apply` reads.

A record belongs to one text: a file, or a record of a file of records. Its places count
characters of that text with line ends as `\n`, as Python reads it; for a file in UTF-8 with
such line ends `sha256` is what `sha256sum` prints.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from reinschrift.documents import Document
from reinschrift.edit_json import describe_edit, describe_flag
from reinschrift.edits import Edit, check
from reinschrift.errors import InvalidEdits
from reinschrift.formats import read_documents
from reinschrift.formats.encoding import encode
from reinschrift.repairs import Repair

_BY_HAND = "by-hand"  # the rule of an edit that a person put in without naming one


def digest(text: str) -> str:
    """Return the sha256 of `text` as UTF-8.

    >>> digest("Küste")[:12]
    'ae8913d4df08'
    """
    return hashlib.sha256(encode(text)).hexdigest()


def identify(source: str, document: Document) -> dict[str, object]:
    """Say which text a JSON record is about."""
    known = {key: document.metadata[key] for key in ("record", "id") if key in document.metadata}
    return {"source": source, **known}


def describe(repair: Repair) -> dict[str, object]:
    """Return the digest, edits and flags of a repair, ready for JSON."""
    return {
        "sha256": digest(repair.raw),
        "edits": [describe_edit(repair.raw, edit) for edit in repair.edits],
        "flags": [describe_flag(repair.raw, flag) for flag in repair.flags],
    }


@dataclass(slots=True)
class EditRecord:
    """The edits of one text, as a file gave them."""

    where: str
    sha256: str
    edits: tuple[Mapping[str, object], ...]
    is_used: bool = False

    def fit(self, text: str) -> list[Edit]:
        """Return the edits in order, once they are seen to fit `text`."""
        edits = sorted(
            (self._fit(text, one) for one in self.edits), key=lambda edit: (edit.start, edit.end)
        )
        try:
            check(text, edits)
        except InvalidEdits as error:
            raise InvalidEdits(f"{self.where}: {error}") from None
        return edits

    def _fit(self, text: str, given: Mapping[str, object]) -> Edit:
        start, end, new = given.get("start"), given.get("end"), given.get("text")
        if not (isinstance(start, int) and isinstance(end, int) and isinstance(new, str)):
            raise InvalidEdits(
                f"{self.where}: an edit needs `start` and `end` (numbers) and `text`; "
                f"this has {json.dumps(dict(given), ensure_ascii=False)[:120]}"
            )
        raw = given.get("raw")
        if isinstance(raw, str) and text[start:end] != raw:
            raise InvalidEdits(
                f"{self.where}: the edit at {start}:{end} is for {raw!r}, "
                f"but there stands {text[start:end]!r}"
            )
        rule = given.get("rule")
        return Edit(start, end, new, rule if isinstance(rule, str) else _BY_HAND)


def read_edit_records(path: str) -> list[EditRecord]:
    """Read a file of edits, every record of it."""
    records: list[EditRecord] = []
    for number, line in enumerate(_lines(path), 1):
        if not line.strip():
            continue
        where = f"{path}:{number}"
        try:
            record = json.loads(line)
        except ValueError as error:
            raise InvalidEdits(f"{where}: not JSON: {error}") from None
        if not isinstance(record, dict) or not isinstance(record.get("sha256"), str):
            raise InvalidEdits(f"{where}: no `sha256` of the raw text: was it written by --edits?")
        edits = record.get("edits")
        if not isinstance(edits, list) or not all(isinstance(one, dict) for one in edits):
            raise InvalidEdits(f"{where}: `edits` must be a list of objects")
        records.append(EditRecord(where, record["sha256"], tuple(edits)))
    return records


def _lines(path: str) -> Iterator[str]:
    for document in read_documents(Path(path), format_name="txt"):
        yield from (block.text for block in document.blocks)


def find_record(records: Iterable[EditRecord], text: str) -> EditRecord | None:
    """Return the record of `text`: the next unused one, so that equal texts keep their order."""
    known = digest(text)
    fitting = [record for record in records if record.sha256 == known]
    if not fitting:
        return None
    chosen = next((record for record in fitting if not record.is_used), fitting[-1])
    chosen.is_used = True
    return chosen
