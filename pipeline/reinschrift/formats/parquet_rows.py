"""Rows of Parquet files, a few hundred in memory at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from reinschrift.errors import MissingExtra, UnreadableInput
from reinschrift.formats.rows import Row
from reinschrift.formats.table import Options

_AT_ONCE = 256  # rows


def read_rows(stream: BinaryIO, options: Options) -> Iterator[Row]:
    """Read the records in the order of the file."""
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError:
        raise MissingExtra("a .parquet file", "parquet") from None
    try:
        for batch in ParquetFile(stream).iter_batches(batch_size=_AT_ONCE):
            yield from (Row(fields) for fields in batch.to_pylist())
    except (ArrowException, OSError) as error:
        raise UnreadableInput(f"{options.source} is no Parquet file, or damaged: {error}") from None
