"""`reinschrift apply`: makes the edits of a list that a person has pruned or changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import click

from reinschrift.cli.edit_records import EditRecord, find_record, read_edit_records
from reinschrift.cli.inputs import STDIN, Inputs, Source, is_text, takes_inputs
from reinschrift.documents import Document, edit_document
from reinschrift.errors import InvalidEdits


@click.command("apply")
@takes_inputs()
@click.option(
    "--edits",
    "edits_path",
    metavar="FILE",
    required=True,
    type=click.Path(),
    help="What `reinschrift repair --edits` wrote, looked through.",
)
def command(inputs: Inputs, edits_path: str) -> None:
    """Apply a list of edits to the raw input that it was made for.

    Edits may have been struck out of the list, changed, or put in by hand. Each of its
    records finds its text by the sha256; a text without a record stays as it is, and a record
    without a text ends the run.
    """
    records = read_edit_records(edits_path)
    last = (inputs.files or (STDIN,))[-1]

    def handle(source: Source, documents: Iterator[Document], target: BinaryIO) -> None:
        # All before the first byte is written: half of a text on stdout helps nobody.
        edited = [_edit(document, records) for document in documents]
        if source.name == last:
            _refuse_unused(records)
        source.format.write(edited, target, source.options)

    inputs.run(handle)
    inputs.finish()


def _edit(document: Document, records: list[EditRecord]) -> Document:
    record = find_record(records, document.text) if is_text(document) else None
    if record is None:
        return document
    return edit_document(document, record.fit(document.text))


def _refuse_unused(records: list[EditRecord]) -> None:
    """Refuse a list of edits that was made for another text, or for an older state of it."""
    unused = [record for record in records if not record.is_used]
    if unused:
        raise InvalidEdits(
            f"{unused[0].where}: no input has the text that these edits are for "
            f"(sha256 {unused[0].sha256[:12]}…); give the raw input, as it was when "
            "`reinschrift repair --edits` read it"
        )
