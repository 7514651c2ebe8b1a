"""`reinschrift translate`: German in, English out, in the same format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

import click

from reinschrift.cli.edit_records import describe, identify
from reinschrift.cli.engine import EngineChoice, takes_engine
from reinschrift.cli.inputs import Inputs, Source, is_text, takes_inputs, tell
from reinschrift.cli.progress import Bar
from reinschrift.cli.rules import Rules, takes_rules
from reinschrift.documents import Document
from reinschrift.formats.bilingual import STYLES
from reinschrift.formats.bilingual import keep_german as with_german
from reinschrift.formats.encoding import encode
from reinschrift.formats.jsonl import dump

if TYPE_CHECKING:
    from reinschrift.assembly import Translation
    from reinschrift.flow import Flow

# Characters that are translated at a time. A fixed size, so that the same file gives the
# same batches and bytes on every machine; large enough to fill batches with like lengths.
_CHUNK = 200_000
_MOST_AT_A_TIME = 256  # records, so that a file of short ones shows progress too


@click.command("translate")
@takes_inputs()
@takes_rules(level="full")
@takes_engine
@click.option(
    "--out-field",
    default="text_en",
    show_default=True,
    help="Where a record gets its English; its German stays.",
)
@click.option(
    "--keep-german",
    metavar="|".join(STYLES),
    type=click.Choice(STYLES),
    help="Show the German too, in pages, articles and plain text.",
)
@click.option("--json", "as_json", is_flag=True, help="Write JSON lines with every sentence.")
def command(
    inputs: Inputs,
    rules: Rules,
    choice: EngineChoice,
    out_field: str,
    keep_german: str | None,
    *,
    as_json: bool,
) -> None:
    """Repair German text and translate it into English, offline.

    The output has the format of the input. No sentence is ever dropped: one that is
    doubtful after all retries is kept, and counted on stderr; --json tells which it is.
    """
    inputs.out_field = out_field
    flow = choice.load(rules)
    tally = Tally()

    def handle(source: Source, documents: Iterator[Document], target: BinaryIO) -> None:
        with Bar("translating", "sentences") as bar:
            translations = tally.count(translate_all(flow, documents, bar))
            if as_json:
                target.writelines(
                    encode(dump(_describe(source, document, translation)) + "\n")
                    for document, translation in translations
                    if translation is not None or "error" in document.metadata
                )
            else:
                english = (_english(document, one, keep_german) for document, one in translations)
                source.format.write(english, target, source.options)

    inputs.run(handle)
    tally.tell()
    inputs.finish()


def _english(document: Document, done: Translation | None, style: str | None) -> Document:
    """Return what is written for a document: what holds no text, as it was."""
    if done is None:
        return document
    return with_german(done.document, done.german, style) if style else done.document


def translate_all(
    flow: Flow, documents: Iterator[Document], bar: Bar
) -> Iterator[tuple[Document, Translation | None]]:
    """Translate documents in chunks, in order; what holds no text has no translation."""
    before = 0
    for chunk in _chunks(documents):
        good = [document for document in chunk if is_text(document)]
        done = flow.translate_documents(good, progress=bar.counter(before))
        before += sum(len(translation.sentences) for translation in done)
        left = iter(done)
        for document in chunk:
            yield document, next(left) if is_text(document) else None


def _chunks(documents: Iterator[Document]) -> Iterator[list[Document]]:
    chunk: list[Document] = []
    size = 0
    for document in documents:
        chunk.append(document)
        size += sum(len(block.text) for block in document.blocks)
        if size >= _CHUNK or len(chunk) == _MOST_AT_A_TIME:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


class Tally:
    """Counts sentences and their flags for the line at the end."""

    def __init__(self) -> None:
        self._sentences = 0
        self._flagged = 0
        self._flags: Counter[str] = Counter()

    def count(
        self, translations: Iterator[tuple[Document, Translation | None]]
    ) -> Iterator[tuple[Document, Translation | None]]:
        """Give translations on and count them."""
        for document, translation in translations:
            for sentence in translation.sentences if translation else ():
                self._sentences += 1
                self._flagged += bool(sentence.flags)
                self._flags.update(sentence.flags)
            yield document, translation

    def tell(self) -> None:
        """Say in one line which sentences deserve a look, if any do."""
        if self._flagged:
            flags = ", ".join(f"{flag} {count}" for flag, count in self._flags.most_common())
            tell(f"doubtful: {self._flagged} of {self._sentences} sentences ({flags})")


def _describe(source: Source, document: Document, done: Translation | None) -> dict[str, object]:
    about = identify(source.label, document)
    if done is None:
        return {**about, "error": document.metadata.get("error")}
    return {
        **about,
        "raw": done.raw,
        "repaired": done.repaired,
        "text": done.text,
        "sentences": [
            {
                "source": sentence.source,
                "text": sentence.text,
                "score": round(sentence.score, 4),
                "flags": list(sentence.flags),
                "block": sentence.block,
            }
            for sentence in done.sentences
        ],
        **describe(done.repair),
    }
