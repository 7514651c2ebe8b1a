"""`reinschrift models`: what can translate, and where it comes from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import click

from reinschrift.registry import lookup

if TYPE_CHECKING:
    from collections.abc import Sequence

_HUB = "reinschrift_models.hub"  # reached by name: the library imports no model package


class Info(Protocol):
    """What the hub knows of a model folder."""

    name: str
    folder: Path
    format: str
    digest: str
    size: int
    version: str
    direction: str
    preview: bool
    licence: str
    source: str


class Listed(Protocol):
    """A model that can be named."""

    name: str
    where: str
    info: Info | None


@click.group("models", context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    """List, show, pull and convert models."""


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
def _list(*, as_json: bool) -> None:
    """List the models that can be named."""
    models: Sequence[Listed] = lookup("hub function", f"{_HUB}:list_models", {})()
    if as_json:
        rows = [{"name": one.name, "where": one.where, **_describe(one.info)} for one in models]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for one in models:
        click.echo(f"{one.name:<24} {one.where:<8} {_at_a_glance(one.info)}".rstrip())


@command.command("show")
@click.argument("model")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
def _show(model: str, *, as_json: bool) -> None:
    """Show what is known of MODEL, a name or a folder; nothing is fetched."""
    _print(lookup("hub function", f"{_HUB}:show", {})(model), as_json=as_json)


@command.command("pull")
@click.argument("model")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
def _pull(model: str, *, as_json: bool) -> None:
    """Fetch MODEL from the hub into the cache and convert it."""
    _print(lookup("hub function", f"{_HUB}:pull", {})(model), as_json=as_json)


@command.command("convert")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "--compute-type",
    default="int8",
    show_default=True,
    type=click.Choice(["int8", "int16", "float16", "float32"]),
    help="How the weights are stored.",
)
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
def _convert(folder: Path, out: Path, compute_type: str, *, as_json: bool) -> None:
    """Convert FOLDER, a MarianMT model, into the CTranslate2 folder OUT."""
    convert = lookup("hub function", f"{_HUB}:convert", {})
    _print(convert(folder, out, compute_type=compute_type), as_json=as_json)


def _print(info: Info, *, as_json: bool) -> None:
    about = _describe(info)
    if as_json:
        click.echo(json.dumps(about, ensure_ascii=False, indent=2))
        return
    for name, value in about.items():
        if value != "":
            click.echo(f"{name:<10} {value}")


def _describe(info: Info | None) -> dict[str, object]:
    if info is None:
        return {}
    return {
        "name": info.name,
        "version": info.version,
        "preview": info.preview,
        "direction": info.direction,
        "format": info.format,
        "sha256": info.digest,
        "size": info.size,
        "licence": info.licence,
        "source": info.source,
        "folder": str(info.folder),
    }


def _at_a_glance(info: Info | None) -> str:
    if info is None:
        return "not here; `reinschrift models pull` fetches it"
    size = f"{info.size / 1e6:.1f} MB"
    parts = (info.version, info.direction, size, f"sha256 {info.digest[:12]}")
    return "  ".join([*filter(None, parts), *(["preview"] if info.preview else [])])
