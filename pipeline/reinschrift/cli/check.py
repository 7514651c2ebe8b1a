"""`reinschrift check`: names scars like a linter and changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import click

from reinschrift.cli.edit_records import identify
from reinschrift.cli.inputs import Inputs, Source, is_text, takes_inputs
from reinschrift.cli.progress import show_progress
from reinschrift.cli.reports import REPORTS, BadRecord, Finding
from reinschrift.cli.rules import Rules, takes_rules
from reinschrift.documents import Document
from reinschrift.edits import Edit, Flag
from reinschrift.errors import UnknownName
from reinschrift.formats.encoding import encode
from reinschrift.formats.places import Places
from reinschrift.repairs import Repair

_CONTEXT = 24  # characters around a place where the edit itself shows too little
_UNSURE = 0.995  # above, a confidence would read "1.00" and say nothing


@click.command("check")
@takes_inputs(writes=False, reports=True)
@takes_rules(level="standard")
@click.option(
    "--format",
    "report_name",
    default="text",
    show_default=True,
    metavar="|".join(REPORTS),
    help="How to name the findings: lines, JSON lines, SARIF 2.1.0, GitHub workflow commands.",
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
def command(inputs: Inputs, rules: Rules, report_name: str, *, as_json: bool) -> None:
    """Name scars like a linter: file:line:col rule message.

    Exit status 1 if anything was found, 0 if all is clean. In a file of records the line is
    the record's and the column counts in its text.
    """
    name = "json" if as_json else report_name
    if name not in REPORTS:
        raise UnknownName("report", name, REPORTS)
    report = REPORTS[name]()
    found = False

    def handle(source: Source, documents: Iterator[Document], target: BinaryIO) -> None:
        nonlocal found
        for document in show_progress(documents, "checking"):
            if is_text(document):
                for finding in _find(source, document, rules):
                    found = True
                    target.write(encode(report.add(finding)))
            elif "error" in document.metadata:
                target.write(encode(report.add(_bad(source, document))))

    inputs.run(handle)
    click.echo(report.end(), nl=False)
    inputs.finish(found=found)


def _find(source: Source, document: Document, rules: Rules) -> Iterator[Finding]:
    """Yield what is wrong with a document, in order."""
    _, repair = rules.repair(document)
    places = Places(document)
    findings: list[Edit | Flag] = [*repair.edits, *repair.flags]
    for one in sorted(findings, key=lambda one: (one.start, one.end)):
        yield Finding(
            source.label,
            identify(source.label, document),
            places.find(one.start),
            None if "record" in document.metadata else places.find(one.end),
            repair.raw,
            one,
            message(repair, one),
        )


def _bad(source: Source, document: Document) -> BadRecord:
    record = document.metadata.get("record")
    return BadRecord(
        source.label,
        identify(source.label, document),
        record if isinstance(record, int) else 1,
        str(document.metadata["error"]),
    )


def message(repair: Repair, finding: Edit | Flag) -> str:
    """Say in one line what was found, what it should be, how sure that is and why."""
    raw = repair.raw
    if isinstance(finding, Edit):
        start, end = _whole_words(raw, finding.start, finding.end)
        before = raw[start:end]
        after = raw[start : finding.start] + finding.text + raw[finding.end : end]
        said = f"{_quote(before)} → {_quote(after)}"
    else:
        said = f"{_quote(raw[finding.start : finding.end])} is not mended: no repair is sure"
    sure = f"{finding.confidence:.2f}" if finding.confidence < _UNSURE else ""
    because = "; ".join(part for part in (sure, finding.evidence) if part)
    return f"{said} ({because})" if because else said


def _whole_words(raw: str, start: int, end: int) -> tuple[int, int]:
    """Widen a place to the words that it touches, so that an inserted space can be seen."""
    least, most = max(0, start - _CONTEXT), min(len(raw), end + _CONTEXT)
    while start > least and not raw[start - 1].isspace():
        start -= 1
    while end < most and not raw[end].isspace():
        end += 1
    return start, end


def _quote(text: str) -> str:
    shown = text.replace("\n", "⏎")
    return '"' + "".join(c if c.isprintable() else f"<U+{ord(c):04X}>" for c in shown) + '"'
