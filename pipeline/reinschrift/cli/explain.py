"""`reinschrift explain`: shows what is wrong with a text, what was done, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, BinaryIO

import click

from reinschrift.cli.edit_records import describe, identify
from reinschrift.cli.engine import EngineChoice, is_preview, takes_engine
from reinschrift.cli.inputs import Inputs, Source, is_text, takes_inputs
from reinschrift.cli.progress import Bar
from reinschrift.cli.rules import Rules, takes_rules
from reinschrift.documents import Document, edit_document
from reinschrift.formats.encoding import encode
from reinschrift.formats.files import open_output
from reinschrift.formats.jsonl import dump
from reinschrift.formats.table import PACKED

if TYPE_CHECKING:
    from reinschrift.assembly import Translation
    from reinschrift.cli.passages import Passage
    from reinschrift.flow import Flow
    from reinschrift.repairs import Repair


@dataclass(frozen=True, slots=True)
class Explained:
    """A document on its way: raw, repaired, English where it was translated."""

    raw: Document
    repaired: Document
    repair: Repair
    translation: Translation | None

    @property
    def english(self) -> Document | None:
        """The English document, if it was translated."""
        return self.translation.document if self.translation else None


@click.command("explain")
@takes_inputs(writes=False)
@takes_rules(level="full")
@takes_engine
@click.option("--translate/--no-translate", default=True, help="Show the English or leave it out.")
@click.option(
    "--html",
    "page_path",
    metavar="FILE",
    type=click.Path(),
    help="Write a page for the browser instead of drawing on the terminal.",
)
@click.option(
    "--out",
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Also write the German, the English, the edits and the page into DIR.",
)
def command(
    inputs: Inputs,
    rules: Rules,
    choice: EngineChoice,
    page_path: str | None,
    folder: Path | None,
    *,
    translate: bool,
) -> None:
    """Show raw → repaired → English, paragraph by paragraph, every edit and flag named.

    Numbers tie a place to its note: the rule, what it changed, how sure it was, and what
    spoke for it. A flag ⚑ is a scar that was seen and left alone.
    """
    if folder is not None:
        _refuse_equal_names(inputs)
    flow = choice.load(rules) if translate else None
    written: list[Path] = []
    pages: list[tuple[str, str, list[Passage]]] = []

    def handle(source: Source, documents: Iterator[Document], _target: BinaryIO) -> None:
        with Bar("translating" if flow else "repairing", "sentences") as bar:
            done: list[Explained | Document] = []
            for document in documents:
                explain = is_text(document)
                done.append(_explain(document, rules, flow, bar) if explain else document)
        drawn = list(_lay_out(source, done, flow, rules))
        pages.extend(drawn)
        # The files first: who pipes the drawing into `head` wants them all the same.
        if folder is not None:
            written.extend(_write_files(source, done, drawn, folder))
        if page_path is None:
            _draw_on_terminal(drawn)

    inputs.run(handle)
    if page_path is not None:
        from reinschrift.cli.page import make_page

        with open_output(page_path) as stream:
            stream.write(encode(make_page(pages)))
        written.insert(0, Path(page_path))
    if written:
        click.echo()
    for path in written:
        click.echo(f"written: {path}")
    inputs.finish()


def _explain(document: Document, rules: Rules, flow: Flow | None, bar: Bar) -> Explained:
    if flow is None:
        repaired, repair = rules.repair(document)
        return Explained(document, repaired, repair, None)
    done = flow.translate_document(document, progress=bar.counter(0))
    return Explained(document, edit_document(document, done.repair.edits), done.repair, done)


def _lay_out(
    source: Source, done: list[Explained | Document], flow: Flow | None, rules: Rules
) -> Iterator[tuple[str, str, list[Passage]]]:
    """Give title, facts and passages of each text."""
    from reinschrift.cli.passages import count_rules, find_passages

    for one in done:
        if isinstance(one, Document):
            continue
        passages = find_passages(one.repair, one.translation)
        edits, flags = count_rules(passages)
        record = one.raw.metadata.get("record")
        name = PurePath(source.label).name
        title = name if record is None else f"{name}, record {record}"
        facts = [
            _name_engine(flow),
            f"level {rules.level}",
            f"{len(passages)} paragraphs",
            f"{edits.total()} edits",
            f"{flags.total()} flags",
        ]
        yield title, " · ".join(facts), passages


def _name_engine(flow: Flow | None) -> str:
    if flow is None:
        return "not translated"
    return f"{flow.engine.name} (preview)" if is_preview(flow) else flow.engine.name


def _draw_on_terminal(drawn: list[tuple[str, str, list[Passage]]]) -> None:
    from reinschrift.cli.terminal import draw, make_console

    console = make_console()
    for title, about, passages in drawn:
        draw(console, title, about, passages)


def _write_files(
    source: Source,
    done: list[Explained | Document],
    drawn: list[tuple[str, str, list[Passage]]],
    folder: Path,
) -> Iterator[Path]:
    """Write the German, the English, the edits and the page; give their paths."""
    from reinschrift.cli.page import make_page

    folder.mkdir(parents=True, exist_ok=True)
    stem, suffix = _split_name(source)
    good = [one for one in done if isinstance(one, Explained)]
    texts = {"de": [one if isinstance(one, Document) else one.repaired for one in done]}
    if any(one.english for one in good):
        texts["en"] = [one if isinstance(one, Document) else one.english or one.raw for one in done]
    for language, documents in texts.items():
        path = folder / f"{stem}.{language}{suffix}"
        with open_output(path) as stream:
            source.format.write(documents, stream, source.options)
        yield path
    path = folder / f"{stem}.edits.jsonl"
    with open_output(path) as stream:
        for one in good:
            record = {**identify(source.label, one.raw), **describe(one.repair)}
            stream.write(encode(dump(record) + "\n"))
    yield path
    path = folder / f"{stem}.html"
    with open_output(path) as stream:
        stream.write(encode(make_page(drawn)))
    yield path


def _refuse_equal_names(inputs: Inputs) -> None:
    """Refuse two inputs whose files in the folder would be the same."""
    names = [_split_name(source)[0] for source in inputs.sources()]
    for name in set(names):
        if names.count(name) > 1:
            raise click.UsageError(f"two inputs would both be written to {name}.*")


def _split_name(source: Source) -> tuple[str, str]:
    """Return the name without suffixes and the format's suffix.

    >>> from reinschrift.formats import Options, load_format
    >>> _split_name(Source("seiten/heute.jsonl.gz", load_format("jsonl"), Options()))
    ('heute', '.jsonl')
    """
    path = PurePath(source.label)
    while path.suffix in PACKED:
        path = path.with_suffix("")
    known = path.suffix in source.format.suffixes
    return (path.stem, path.suffix) if known else (path.name, source.format.suffixes[0])
