"""What commands read and write: files or stdin in, files, a folder or stdout out."""

from __future__ import annotations

import contextlib
import functools
import io
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, cast

import click

from reinschrift.documents import Document
from reinschrift.errors import ReinschriftError, UnknownName, UnreadableInput
from reinschrift.formats.fields import FIELD_FORMATS
from reinschrift.formats.files import open_input, open_output, unpack
from reinschrift.formats.table import (
    FORMATS,
    Format,
    Options,
    has_suffix,
    load_format,
    name_format,
)

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Source:
    """An input with what is needed to read it and to write it back."""

    name: str
    format: Format
    options: Options

    @property
    def label(self) -> str:
        """What messages call it."""
        return "stdin" if self.name == STDIN else self.name


Decorator = Callable[[Callable[..., None]], Callable[..., None]]
Handle = Callable[[Source, Iterator[Document], BinaryIO], None]


@dataclass(slots=True)
class Inputs:
    """The files of a call and how to read them; counts what went wrong."""

    files: tuple[str, ...]
    format_name: str | None
    encoding: str | None
    text_field: str
    output: str | None = None
    out_field: str | None = None
    field_format: str = "txt"
    article: bool = False
    below: dict[str, str] = field(default_factory=dict)  # files of folders: where they go
    bad_records: int = 0
    failures: int = 0
    first_error: str = field(default="", repr=False)

    def open_folders(self) -> None:
        """Put the files of a folder in its place, those that have a format's suffix."""
        files: list[str] = []
        for name in self.files:
            folder = Path(name)
            if name == STDIN or not folder.is_dir():
                files.append(name)
                continue
            found = [
                path
                for path in sorted(folder.rglob("*"))
                if path.is_file() and (self.format_name or has_suffix(path.name))
            ]
            if not found:
                raise UnreadableInput(f"{name} is a folder without a file of a known format")
            for path in found:
                self.below[str(path)] = str(path.relative_to(folder))
                files.append(str(path))
        self.files = tuple(files)

    def sources(self) -> Iterator[Source]:
        """Give each input; a wrong format name ends the run at once."""
        if self.format_name is not None and self.format_name not in FORMATS:
            raise UnknownName("format", self.format_name, FORMATS)
        for name in self.files or (STDIN,):
            options = Options(
                encoding=self.encoding,
                text_field=self.text_field,
                out_field=self.out_field,
                field_format=self.field_format,
                article=self.article,
                source="stdin" if name == STDIN else name,
                tell=tell,
            )
            yield Source(name, load_format(self.format_name or name_format(name)), options)

    def documents(self, source: Source, stream: BinaryIO) -> Iterator[Document]:
        """Give the documents of a source, the bad records among them counted."""
        for document in source.format.read(stream, source.options):
            error = document.metadata.get("error")
            if error is not None:
                self.bad_records += 1
                where = f"{source.label}:{document.metadata.get('record', 1)}"
                self.first_error = self.first_error or f"{where}: {error}"
            yield document

    def run(self, handle: Handle) -> None:
        """Hand every input to `handle`, with the stream to write to.

        An input that cannot be read costs a line on stderr, and the others go on. The
        command ends with `finish`, once all that it writes is in place.
        """
        self.open_folders()
        folder = self._folder()
        for source in self.sources():
            try:
                with _open_source(source) as stream, self._open_target(source, folder) as target:
                    handle(source, self.documents(source, stream), target)
                    target.flush()
            except ReinschriftError as error:
                if len(self.files) < 2:
                    raise
                tell(str(error))
                self.failures += 1

    def finish(self, *, found: bool = False) -> None:
        """End the command with the exit status that fits what happened."""
        if self.bad_records:
            records = "1 bad record" if self.bad_records == 1 else f"{self.bad_records} bad records"
            tell(f"{records}, marked with `error`; the first: {self.first_error}")
        if self.failures or self.bad_records or found:
            click.get_current_context().exit(2 if self.failures else 1)

    def _folder(self) -> Path | None:
        """Return the folder to write to, if it is one, checked against overwriting."""
        if self.output in (None, STDIN):
            return None
        path = Path(str(self.output))
        if (
            len(self.files) < 2
            and not self.below
            and not path.is_dir()
            and not str(self.output).endswith("/")
        ):
            return None
        if path.exists() and not path.is_dir():
            raise click.UsageError(f"-o {path} is a file; several inputs need a folder")
        names = [self._target_of(name) for name in self.files if name != STDIN]
        if len(names) < max(1, len(self.files)):
            raise click.UsageError("stdin has no name, so it cannot go to a folder: name a file")
        for name in set(names):
            if names.count(name) > 1:
                raise click.UsageError(
                    f"two inputs are called {name}: they need folders of their own"
                )
        for name in self.files:
            if Path(name).resolve() == (path / self._target_of(name)).resolve():
                raise click.UsageError(f"-o {path} would overwrite {name}: name another folder")
        path.mkdir(parents=True, exist_ok=True)
        return path

    def _target_of(self, name: str) -> str:
        return self.below.get(name, Path(name).name)

    def _open_target(
        self, source: Source, folder: Path | None
    ) -> contextlib.AbstractContextManager[BinaryIO]:
        if folder is not None:
            target = folder / self._target_of(source.name)
            target.parent.mkdir(parents=True, exist_ok=True)
            return open_output(target)
        if self.output in (None, STDIN):
            return _open_stdout()
        return open_output(str(self.output))


@contextlib.contextmanager
def _open_stdout() -> Iterator[BinaryIO]:
    """Give stdout; under PYTHONUNBUFFERED it is raw and may write only half of what it gets."""
    raw = sys.stdout.buffer
    if not isinstance(raw, io.RawIOBase):
        yield raw
        return
    buffered = io.BufferedWriter(raw)
    try:
        yield cast("BinaryIO", buffered)
    finally:
        with contextlib.suppress(BrokenPipeError):
            buffered.detach()


@contextlib.contextmanager
def _open_source(source: Source) -> Iterator[BinaryIO]:
    if source.name != STDIN:
        with open_input(source.name) as stream:
            yield stream
        return
    if sys.stdin is not None and sys.stdin.isatty():
        tell("reading from the terminal; Ctrl-D ends the text")
    yield unpack(sys.stdin.buffer, source.label)


def is_text(document: Document) -> bool:
    """Tell whether there is a text to work on: no bad record, and no empty line between two."""
    return "error" not in document.metadata and bool(document.blocks)


def tell(line: str) -> None:
    """Say something to the user, beside the output."""
    click.echo(f"reinschrift: {line}", err=True)


def takes_inputs(*, writes: bool = True, reports: bool = False) -> Decorator:
    """Give a command FILE arguments and their options, handed over as one `Inputs`.

    A command that `reports` has a `--format` of its own: of its report.
    """
    parameters: list[Decorator] = [
        click.argument("files", nargs=-1, metavar="[FILE]...", type=click.Path()),
        click.option(
            *(("--input-format",) if reports else ("--format", "--input-format")),
            "format_name",
            metavar="|".join(FORMATS),
            help="What the input is; else its suffix tells, and stdin is txt.",
        ),
        click.option(
            "--text-field", default="text", show_default=True, help="Where a record has its text."
        ),
        click.option(
            "--field-format",
            default="txt",
            show_default=True,
            type=click.Choice(FIELD_FORMATS),
            help="What the text of a record is.",
        ),
        click.option("--article", is_flag=True, help="Take the article out of a page."),
        click.option("--encoding", help="What the bytes are; else UTF-8, else guessed and said."),
    ]
    if writes:
        parameters.append(
            click.option(
                "-o",
                "--output",
                metavar="PATH",
                type=click.Path(),
                help="Write to a file, or to a folder for several inputs; else to stdout.",
            )
        )

    def decorate(function: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(function)
        def command(
            files: tuple[str, ...],
            format_name: str | None,
            text_field: str,
            encoding: str | None,
            field_format: str,
            article: bool,
            output: str | None = None,
            **rest: object,
        ) -> None:
            inputs = Inputs(files, format_name, encoding, text_field, output)
            inputs.field_format = field_format
            inputs.article = article
            function(inputs, **rest)

        decorated: Callable[..., None] = command
        for parameter in reversed(parameters):
            decorated = parameter(decorated)
        return decorated

    return decorate
