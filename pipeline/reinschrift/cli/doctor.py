"""`reinschrift doctor`: what is installed, which weights, and whether they translate."""

from __future__ import annotations

import json
import os
import platform
import resource
import time
from importlib import metadata
from pathlib import Path

import click

from reinschrift.cli.engine import EngineChoice, takes_engine
from reinschrift.cli.rules import Rules
from reinschrift.errors import ReinschriftError
from reinschrift.registry import lookup
from reinschrift.restorer.restorer import MODEL as RESTORER
from reinschrift.version import __version__

# All that the default path needs, then what some commands need on top.
_PACKAGES = ("click", "ctranslate2", "ftfy", "rich", "sentencepiece", "threadpoolctl")
_EXTRAS = ("torch", "transformers", "safetensors", "huggingface_hub", "sacrebleu", "zstandard")
_SENTENCE = "Der Präsident reiste am Freitag nach Berlin."
_MEMORY = Path("/proc/meminfo")


@click.command("doctor")
@takes_engine
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
def command(choice: EngineChoice, *, as_json: bool) -> None:
    """Tell versions, cores, memory and weights, and translate a sentence.

    Exit status 1 if anything that a translation needs is missing or broken.
    """
    report: dict[str, dict[str, object]] = {
        "system": _describe_system(),
        "packages": {name: _version(name) or "missing" for name in _PACKAGES},
        "extras": {name: _version(name) or "not installed" for name in _EXTRAS},
        "weights": _describe_weights(choice.model),
        "restorer": _describe_weights(RESTORER),
        "translation": _try_translation(choice),
    }
    is_well = "missing" not in report["packages"].values() and not any(
        "error" in report[part] for part in ("weights", "restorer", "translation")
    )
    if as_json:
        click.echo(json.dumps({**report, "ok": is_well}, ensure_ascii=False, indent=2))
    else:
        for part, facts in report.items():
            click.echo(part)
            for name, value in facts.items():
                click.echo(f"  {name:<16} {value}")
        click.echo("all well" if is_well else "not well: see the lines with error or missing")
    click.get_current_context().exit(0 if is_well else 1)


def _describe_system() -> dict[str, object]:
    facts: dict[str, object] = {
        "reinschrift": __version__,
        "python": platform.python_version(),
        "platform": platform.platform(),
        "cores": len(os.sched_getaffinity(0)),
    }
    if _MEMORY.exists():
        lines = (line.split() for line in _MEMORY.read_text(encoding="ascii").splitlines())
        sizes = {parts[0]: int(parts[1]) for parts in lines}
        for name, label in (("MemTotal:", "memory"), ("MemAvailable:", "memory free")):
            facts[label] = f"{sizes.get(name, 0) / 2**20:.1f} GiB"
    return facts


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""


def _describe_weights(model: str) -> dict[str, object]:
    try:
        info = lookup("hub function", "reinschrift_models.hub:show", {})(model)
    except (ReinschriftError, ImportError) as error:
        return {"model": model, "error": str(error)}
    return {
        "model": info.name,
        "version": info.version or "none stated",
        "state": "preview: an early state of its training" if info.preview else "release",
        "sha256": info.digest,
        "size": f"{info.size / 1e6:.1f} MB",
        "folder": str(info.folder),
    }


def _try_translation(choice: EngineChoice) -> dict[str, object]:
    began = time.perf_counter()
    try:
        flow = choice.load(Rules("full"))
        loaded = time.perf_counter()
        done = flow.translate(_SENTENCE)
    except (ReinschriftError, ImportError) as error:
        return {"german": _SENTENCE, "error": str(error)}
    ended = time.perf_counter()
    return {
        "engine": flow.engine.name,
        "german": _SENTENCE,
        "english": done.text,
        "flags": ", ".join(done.flags) or "none",
        "load time": f"{loaded - began:.2f} s",
        "time": f"{ended - loaded:.2f} s",
        "peak memory": f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB",
    }
