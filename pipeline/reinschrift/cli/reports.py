"""How `check` says what it found: as lines, JSON lines, SARIF, or commands for GitHub."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, Protocol
from urllib.parse import quote

from reinschrift.edit_json import describe_edit, describe_flag
from reinschrift.edits import Edit, Flag
from reinschrift.formats.jsonl import dump
from reinschrift.formats.places import Place
from reinschrift.version import __version__

_SARIF = "https://json.schemastore.org/sarif-2.1.0.json"


class Finding(NamedTuple):
    """An edit or flag with its place; `about` names its text, `end` is None in a record."""

    source: str
    about: dict[str, object]
    start: Place
    end: Place | None
    raw: str
    one: Edit | Flag
    message: str


class BadRecord(NamedTuple):
    """A record that could not be read."""

    source: str
    about: dict[str, object]
    line: int
    error: str


class Report(Protocol):
    """Writes findings as they come, and what is left at the end."""

    def add(self, found: Finding | BadRecord) -> str:
        """Return what is to be written now."""
        ...

    def end(self) -> str:
        """Return what is to be written when all is read."""
        ...


class Lines:
    """file:line:col rule message; bad records are told on stderr."""

    def add(self, found: Finding | BadRecord) -> str:
        """Return the line of a finding."""
        if isinstance(found, BadRecord):
            return ""
        line, column = found.start
        return f"{found.source}:{line}:{column} {found.one.rule} {found.message}\n"

    def end(self) -> str:
        """Return nothing: every line stands."""
        return ""


class JsonFindings:
    """JSON lines, one a finding or bad record."""

    def add(self, found: Finding | BadRecord) -> str:
        """Return the record of a finding."""
        if isinstance(found, BadRecord):
            return dump({**found.about, "error": found.error}) + "\n"
        one = found.one
        described = (
            {"kind": "edit", **describe_edit(found.raw, one)}
            if isinstance(one, Edit)
            else {"kind": "flag", **describe_flag(found.raw, one)}
        )
        line, column = found.start
        return dump({**found.about, "line": line, "column": column, **described}) + "\n"

    def end(self) -> str:
        """Return nothing: every line stands."""
        return ""


class GitHub:
    """Workflow commands: each finding becomes a note at its line of the diff."""

    def add(self, found: Finding | BadRecord) -> str:
        """Return the command for a finding."""
        file = _escape(found.source, in_property=True)
        if isinstance(found, BadRecord):
            return f"::error file={file},line={found.line}::{_escape(found.error)}\n"
        where = f"file={file},line={found.start.line},col={found.start.column}"
        if found.end is not None and found.end.line == found.start.line:
            where += f",endColumn={max(found.end.column, found.start.column)}"
        return f"::warning {where},title={found.one.rule}::{_escape(found.message)}\n"

    def end(self) -> str:
        """Return nothing: every line stands."""
        return ""


def _escape(text: str, *, in_property: bool = False) -> str:
    """Escape what ends a workflow command, or a property of one.

    >>> _escape("100 %, dann: mehr", in_property=True)
    '100 %25%2C dann%3A mehr'
    """
    for sign in "%\r\n" + (":," if in_property else ""):
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text


@dataclass(slots=True)
class Sarif:
    """One SARIF 2.1.0 document over all inputs, with the fix beside each finding."""

    _results: list[dict[str, object]] = field(default_factory=list)
    _notes: list[dict[str, object]] = field(default_factory=list)

    def add(self, found: Finding | BadRecord) -> str:
        """Keep a finding for the end."""
        if isinstance(found, BadRecord):
            place = {
                "artifactLocation": _artifact(found.source),
                "region": {"startLine": found.line},
            }
            note = {"level": "error", "message": {"text": found.error}}
            self._notes.append({**note, "locations": [{"physicalLocation": place}]})
            return ""
        region: dict[str, object] = {"startLine": found.start.line}
        if found.end is not None:
            region["startColumn"] = found.start.column
            region["endLine"], region["endColumn"] = found.end
        location = {"artifactLocation": _artifact(found.source), "region": region}
        result: dict[str, object] = {
            "ruleId": found.one.rule,
            "level": "warning" if isinstance(found.one, Edit) else "note",
            "message": {"text": found.message},
            "locations": [{"physicalLocation": location}],
            "rank": round(100 * found.one.confidence, 1),
        }
        if isinstance(found.one, Edit) and found.end is not None:
            replacement = {"deletedRegion": region, "insertedContent": {"text": found.one.text}}
            change = {"artifactLocation": _artifact(found.source), "replacements": [replacement]}
            result["fixes"] = [{"artifactChanges": [change]}]
        self._results.append(result)
        return ""

    def end(self) -> str:
        """Return the document."""
        invocation: dict[str, object] = {"executionSuccessful": not self._notes}
        if self._notes:
            invocation["toolExecutionNotifications"] = self._notes
        driver = {"name": "reinschrift", "version": __version__, "rules": list(self._rules())}
        run = {
            "tool": {"driver": driver},
            "columnKind": "unicodeCodePoints",
            "invocations": [invocation],
            "results": self._results,
        }
        return json.dumps({"$schema": _SARIF, "version": "2.1.0", "runs": [run]}, indent=1) + "\n"

    def _rules(self) -> Iterator[dict[str, object]]:
        from reinschrift.cli.passages import explain_rule

        for rule in dict.fromkeys(str(result["ruleId"]) for result in self._results):
            said = " ".join(filter(None, map(explain_rule, rule.split("+"))))
            yield {"id": rule, "shortDescription": {"text": said or rule}}


def _artifact(source: str) -> dict[str, object]:
    path = Path(source)
    return {"uri": path.as_uri() if path.is_absolute() else quote(path.as_posix())}


REPORTS: dict[str, type[Report]] = {
    "text": Lines,
    "json": JsonFindings,
    "sarif": Sarif,
    "github": GitHub,
}
