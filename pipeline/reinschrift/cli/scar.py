"""`reinschrift scar`: clean German in, the same with scars out, and the edits that heal it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import BinaryIO

import click

from reinschrift.cli.edit_records import describe, identify
from reinschrift.cli.inputs import Inputs, Source, is_text, takes_inputs
from reinschrift.cli.progress import show_progress
from reinschrift.composition import invert
from reinschrift.documents import Document, edit_document
from reinschrift.edits import Edit
from reinschrift.errors import ReinschriftError
from reinschrift.formats.encoding import encode
from reinschrift.formats.files import open_output
from reinschrift.formats.jsonl import dump
from reinschrift.registry import ENGINES, lookup
from reinschrift.repairs import Repair
from reinschrift.scars import RATES, Scarred, scar, scar_english


@click.command("scar")
@takes_inputs()
@click.option("--seed", default=0, show_default=True, help="Another seed, other scars.")
@click.option(
    "--rate",
    "given",
    multiple=True,
    metavar="KIND=CHANCE",
    help="How often a kind of scar happens where it can, 0 to 1; `all=0` silences the kinds "
    "that are not named. Can be given again.  Usual: "
    + ", ".join(f"{kind}={rate}" for kind, rate in RATES.items()),
)
@click.option(
    "--english",
    "model",
    metavar="MODEL",
    help="The input is English, a sentence a line: translate it whole, and node by node, with this "
    "model from English to German (a folder of `make train`, or a name of the hub).",
)
@click.option(
    "--edits",
    "edits_path",
    metavar="FILE",
    type=click.Path(),
    help="Write the edits that heal the scars as JSON lines, for `reinschrift apply`.",
)
def command(
    inputs: Inputs, seed: int, given: tuple[str, ...], model: str | None, edits_path: str | None
) -> None:
    """Scar clean German as node-by-node translation and scraping do.

    For test and training data: the output has the format of the input, and the same text, seed
    and rates give the same scars. Each record or file is scarred by itself.
    """
    make = _choose_maker(_read_rates(given), model)
    number = 0
    with contextlib.ExitStack() as stack:
        log = stack.enter_context(open_output(edits_path)) if edits_path else None

        def damage(source: Source, documents: Iterator[Document]) -> Iterator[Document]:
            nonlocal number
            for document in show_progress(documents, "scarring"):
                number += 1
                if not is_text(document):
                    yield document
                    continue
                # Each text its own scars, though two may be equal.
                done = make(document.text, seed + number - 1)
                if log is not None:
                    about = identify(source.label, document)
                    log.write(encode(dump({**about, **describe(_as_repair(done))}) + "\n"))
                yield edit_document(document, _as_edits(document.text, done))

        def handle(source: Source, documents: Iterator[Document], target: BinaryIO) -> None:
            source.format.write(damage(source, documents), target, source.options)

        inputs.run(handle)
    inputs.finish()


def _choose_maker(rates: dict[str, float], model: str | None) -> Callable[[str, int], Scarred]:
    """Return what scars a text with a seed: the simulator, or a model that translates nodes."""
    if model is None:
        return lambda text, seed: scar(text, seed=seed, rates=rates)
    if rates:
        raise ReinschriftError("--rate is for the simulator: with --english the model decides")
    engine = lookup("engine", "ctranslate2", ENGINES)(model)
    return lambda text, seed: scar_english(text, engine, seed=seed)


def _as_edits(text: str, done: Scarred) -> list[Edit]:
    """Return what turns the input into its scarred form; English is written anew."""
    if done.clean == text:
        return list(invert(done.text, done.edits))
    return [Edit(0, len(text), done.text, "translated")]


def _as_repair(done: Scarred) -> Repair:
    return Repair(done.text, done.clean, done.edits)


def _read_rates(given: tuple[str, ...]) -> dict[str, float]:
    rates: dict[str, float] = {}
    for one in given:
        kind, _, number = one.partition("=")
        try:
            rate = float(number)
        except ValueError:
            raise ReinschriftError(
                f"--rate {one}: write KIND=CHANCE, for example merged-words=0.2"
            ) from None
        if kind == "all":
            rates = {**dict.fromkeys(RATES, rate), **rates}
        else:
            rates[kind] = rate
    return rates
