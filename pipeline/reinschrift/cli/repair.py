"""`reinschrift repair`: German in, the same German repaired out."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from typing import BinaryIO

import click

from reinschrift.cli.edit_records import describe, identify
from reinschrift.cli.inputs import Inputs, Source, is_text, takes_inputs
from reinschrift.cli.progress import show_progress
from reinschrift.cli.rules import Rules, takes_rules
from reinschrift.documents import Document
from reinschrift.edits import pieces
from reinschrift.formats.encoding import encode
from reinschrift.formats.files import open_output
from reinschrift.formats.jsonl import dump
from reinschrift.repairs import Repair


@click.command("repair")
@takes_inputs()
@takes_rules(level="standard")
@click.option(
    "--edits",
    "edits_path",
    metavar="FILE",
    type=click.Path(),
    help="Write the edits as JSON lines too, for `reinschrift apply`.",
)
@click.option("--diff", "as_diff", is_flag=True, help="Show the changes in the text.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON lines: raw, text, edits, flags.")
def command(
    inputs: Inputs, rules: Rules, edits_path: str | None, *, as_diff: bool, as_json: bool
) -> None:
    """Repair what scraping and machine translation broke in German text.

    The output has the format of the input. Clean text comes through untouched; a scar that
    cannot be mended for sure is left alone and flagged (see --json, or `reinschrift check`).
    """
    if as_diff and as_json:
        raise click.UsageError("--diff and --json are two answers: choose one")
    with contextlib.ExitStack() as stack:
        log = stack.enter_context(open_output(edits_path)) if edits_path else None

        def handle(source: Source, documents: Iterator[Document], target: BinaryIO) -> None:
            repairs = _repair_all(source, documents, rules, log)
            if as_json:
                target.writelines(
                    encode(dump(_describe(source, document, repair)) + "\n")
                    for document, repair in repairs
                    if repair is not None or "error" in document.metadata
                )
            elif as_diff:
                for _, repair in repairs:
                    if repair is not None:
                        target.write(encode(_draw(repair, in_colour=_is_terminal(target))))
            else:
                source.format.write((one for one, _ in repairs), target, source.options)

        inputs.run(handle)
    inputs.finish()


def _repair_all(
    source: Source, documents: Iterator[Document], rules: Rules, log: BinaryIO | None
) -> Iterator[tuple[Document, Repair | None]]:
    """Repair each document, and log its edits; what holds no text has no repair."""
    for document in show_progress(documents, "repairing"):
        if not is_text(document):
            yield document, None
            continue
        repaired, repair = rules.repair(document)
        if log is not None:
            record = {**identify(source.label, document), **describe(repair)}
            log.write(encode(dump(record) + "\n"))
        yield repaired, repair


def _describe(source: Source, document: Document, repair: Repair | None) -> dict[str, object]:
    about = identify(source.label, document)
    if repair is None:
        return {**about, "error": document.metadata.get("error")}
    return {**about, "raw": repair.raw, "text": repair.text, **describe(repair)}


def _draw(repair: Repair, *, in_colour: bool) -> str:
    """Draw the edits into the raw text, as `git diff --word-diff` does, in its colours."""
    drawn: list[str] = []
    for before, after, edit in pieces(repair.raw, repair.edits):
        if edit is None:
            drawn.append(before)
            continue
        for sign, text, close, colour in (
            ("[-", before, "-]", "red"),
            ("{+", after, "+}", "green"),
        ):
            if text:
                marked = f"{sign}{text}{close}"
                drawn.append(click.style(marked, fg=colour) if in_colour else marked)
    text = "".join(drawn)
    return text if text.endswith("\n") or not text else text + "\n"


def _is_terminal(stream: BinaryIO) -> bool:
    return stream.isatty() and "NO_COLOR" not in os.environ
