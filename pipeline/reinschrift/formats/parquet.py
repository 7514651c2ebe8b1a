"""Parquet: a row is a document, all other columns pass through, batch by batch."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, cast

from reinschrift.documents import Document
from reinschrift.errors import MissingExtra, UnreadableInput
from reinschrift.formats.fields import read_field, write_field
from reinschrift.formats.rows import Row
from reinschrift.formats.table import Options

if TYPE_CHECKING:
    import pyarrow

_BATCH = 1024  # rows that are held at a time


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Rows that were read together, and the column that holds their text."""

    rows: pyarrow.RecordBatch
    schema: pyarrow.Schema


class Parquet:
    """Parquet, one document a row."""

    suffixes = (".parquet", ".pq")

    def read(self, stream: BinaryIO, options: Options) -> Iterator[Document]:
        """Read a document for each row; a row without text has no blocks."""
        _require()
        import pyarrow
        import pyarrow.parquet

        seekable = stream if stream.seekable() else io.BytesIO(stream.read())
        try:
            file = pyarrow.parquet.ParquetFile(seekable)
        except (pyarrow.ArrowException, OSError) as error:
            raise UnreadableInput(f"{options.source} is no parquet file: {error}") from error
        names = file.schema_arrow.names
        if options.text_field not in names:
            raise UnreadableInput(
                f"{options.source} has no column {options.text_field!r}, it has: "
                f"{', '.join(map(repr, names))}; name another --text-field"
            )
        number = 0
        for rows in file.iter_batches(batch_size=_BATCH):
            batch = Batch(rows, file.schema_arrow)
            for value in rows.column(options.text_field).to_pylist():
                number += 1
                yield _read_row(value, batch, number, options)

    def write(self, documents: Iterable[Document], stream: BinaryIO, options: Options) -> None:
        """Write the rows with each document's text in `out_field`."""
        _require()
        import pyarrow.parquet

        writer = None
        try:
            for batch, texts in _group(documents):
                table = _fill(batch, texts, options)
                if writer is None:
                    writer = pyarrow.parquet.ParquetWriter(stream, table.schema)
                writer.write_batch(table)
        finally:
            if writer is not None:
                writer.close()


def read_rows(stream: BinaryIO, options: Options) -> Iterator[Row]:
    """Read every record with all its columns."""
    _require()
    import pyarrow
    import pyarrow.parquet

    seekable = stream if stream.seekable() else io.BytesIO(stream.read())
    try:
        for batch in pyarrow.parquet.ParquetFile(seekable).iter_batches(batch_size=_BATCH):
            yield from (Row(fields) for fields in batch.to_pylist())
    except (pyarrow.ArrowException, OSError) as error:
        raise UnreadableInput(f"{options.source} is no parquet file: {error}") from error


def _require() -> None:
    try:
        import pyarrow  # noqa: F401
    except ImportError:
        raise MissingExtra("a parquet file", "parquet") from None


def _read_row(value: object, batch: Batch, number: int, options: Options) -> Document:
    metadata: dict[str, object] = {"record": number, "parquet": batch}
    if value is None:
        return Document((), metadata)
    if not isinstance(value, str):
        error = f"column {options.text_field!r} is no text but a {type(value).__name__}"
        return Document((), {**metadata, "error": error})
    field = read_field(value, options.field_format)
    return Document(field.blocks, {**metadata, **field.metadata})


def _group(documents: Iterable[Document]) -> Iterator[tuple[Batch, list[str | None]]]:
    """Put the texts of rows that were read together together again."""
    batch: Batch | None = None
    texts: list[str | None] = []
    for document in documents:
        own = document.metadata.get("parquet")
        if not isinstance(own, Batch):
            continue
        if batch is not None and own is not batch:
            yield batch, texts
            texts = []
        batch = own
        texts.append(write_field(document) if document.blocks else None)
    if batch is not None:
        yield batch, texts


def _fill(batch: Batch, texts: list[str | None], options: Options) -> pyarrow.RecordBatch:
    import pyarrow

    name = options.out_field or options.text_field
    rows = batch.rows
    at = rows.schema.get_field_index(name)
    if at < 0:
        return rows.append_column(name, pyarrow.array(texts, pyarrow.string()))
    field = rows.schema.field(at)
    if any(text is None for text in texts):
        # What held no text keeps what it held.
        old = cast("list[str | None]", rows.column(at).to_pylist())
        texts = [one if text is None else text for text, one in zip(texts, old, strict=True)]
    return rows.set_column(at, field, pyarrow.array(texts, field.type))
