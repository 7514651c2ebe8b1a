"""No option of `reinschrift run` is heard and then forgotten."""

from __future__ import annotations

import inspect
import json
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from corpora import ROOT, read_shards

from reinschrift.cli import run as module
from reinschrift.cli.app import cli
from reinschrift.corpus import Options, options
from reinschrift.flow import load

# Every parameter of the command, as one might give it.
GIVEN: dict[str, tuple[str, ...]] = {
    "level": ("--level", "safe"),
    "only": ("--rule", "merged-words"),
    "without": ("--no-rule", "merged-words"),
    "protect": ("--protect", "words.txt"),
    "budget": ("--budget", "0"),
    "model": ("--model", "other"),
    "engine": ("--engine", "transformers"),
    "beam": ("--beam", "2"),
    "device": ("--device", "cpu"),
    "any_language": ("--any-language",),
    "drop": ("--drop", "byline"),
    "text_fields": ("--text-field", "body"),
    "id_field": ("--id-field", "url"),
    "field_format": ("--field-format", "html"),
    "keep": ("--keep", "day"),
    "by_line": ("--lines",),
    "encoding": ("--encoding", "cp1252"),
    "sentences": ("--sentences",),
    "limit": ("--limit", "7"),
    "part": ("--shard", "2/3"),
    "shard_size": ("--shard-size", "7"),
    "workers": ("--workers", "3"),
    "cluster": ("--engine-cluster", "ray"),
    "address": ("--engine-cluster", "ray", "--address", "there:1"),
    "no_memory": ("--no-memory",),
    "resume": ("--fresh",),
    "log_json": ("--log-json",),
    "prometheus": ("--prometheus", "figures.prom"),
    "stall": ("--stall", "7"),
}
# What load() is not told: what a record is made of, and what comes of it.
ABOUT_RECORDS = {
    "text_fields", "id_field", "field_format", "keep", "sentences", "memory"
}  # fmt: skip


class StoppedError(Exception):
    """The run got so far."""


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """Return what arrives at the run for given arguments."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "words.txt").write_text("Putinund\n", encoding="utf-8")

    def hear(*arguments: str) -> list[object]:
        found: list[object] = []

        class Observer:
            def __init__(self, _tell: object, **more: object) -> None:
                found.append(more)

            def __enter__(self) -> Observer:
                return self

            def __exit__(self, *_exception: object) -> None:
                pass

        def run(task: object, chosen: object, **_more: object) -> None:
            found.extend((task, chosen))
            raise StoppedError

        with monkeypatch.context() as patched:
            patched.setattr(module, "Observer", Observer)
            patched.setattr(module, "run", run)
            done = CliRunner().invoke(cli, ["run", "in.jsonl", "--out", "out", *arguments])
        assert isinstance(done.exception, StoppedError), done.output
        return found

    return hear


def test_the_table_knows_every_parameter() -> None:
    assert set(GIVEN) == {each.name for each in module.command.params} - {"inputs", "out"}


@pytest.mark.parametrize("name", GIVEN)
def test_what_is_given_arrives(heard: Any, name: str) -> None:
    usual = ("--engine-cluster", "ray") if name == "address" else ()
    assert heard(*GIVEN[name]) != heard(*usual)


def test_all_options_arrive_at_the_flow(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[dict[str, object]] = []
    monkeypatch.setattr(options, "load", lambda **more: told.append(more))
    other: dict[str, Any] = {
        "model": "other", "engine": "echo", "device": "cpu", "beam": 2, "level": "safe",
        "rules": ("spaces",), "without": ("spaces",), "protect": ("Xi",), "budget": 0.0,
        "any_language": True, "drop": ("byline",),
    }  # fmt: skip
    assert set(other) | ABOUT_RECORDS == {each.name for each in fields(Options)}
    Options().load()
    for name, value in other.items():
        replace(Options(), **{name: value}).load()
        assert told[-1] != told[0], name
    assert set(told[0]) == set(inspect.signature(load).parameters)


def test_any_option_is_another_configuration() -> None:
    usual = Options()
    for each in fields(Options):
        value = getattr(usual, each.name)
        other: Any = (
            not value if isinstance(value, bool) else ("x",) if value == () else f"{value}x"
        )
        assert replace(usual, **{each.name: other}).digest("e") != usual.digest("e"), each.name
    assert usual.digest("e") != usual.digest("another")


def test_other_data_is_another_configuration(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    there = {
        str(path.relative_to(ROOT / "pipeline"))
        for path in (ROOT / "pipeline" / "reinschrift").rglob("*.*")
        if path.suffix not in (".py", ".pyc", ".typed")
    }
    listed = {
        f"{package.replace('.', '/')}/{name}"
        for package, names in options.DATA.items()
        for name in names
    }
    restorer = "reinschrift_models/weights/restorer/model.bin"
    assert listed == there | {restorer}
    assert (ROOT / "models" / restorer).is_file()

    (tmp_path / "some_data").mkdir()
    (tmp_path / "some_data" / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(options, "DATA", {"some_data": ("forms.txt",)})
    seen = set()
    for text in (None, "", "ab", "ac"):
        if text is not None:
            (tmp_path / "some_data" / "forms.txt").write_text(text, encoding="ascii")
        options.digest_data.cache_clear()
        seen.add(Options().digest("e"))
    options.digest_data.cache_clear()
    assert len(seen) == 3  # a file that is not there is as good as an empty one


def test_language_and_roles_are_minded(tmp_path: Path) -> None:
    english = "The president said on Monday that he would not travel to the summit this week."
    source = tmp_path / "in.jsonl"
    text = f"Von Eva Muster\nDer Präsident kam am Montag nach Berlin.\n{english}"
    source.write_text(json.dumps({"text": text}) + "\n", encoding="utf-8")

    def run(out: str, *more: str) -> dict[str, Any]:
        arguments = ["run", str(source), "--out", str(tmp_path / out), "--engine", "echo"]
        done = CliRunner().invoke(cli, [*arguments, "--workers", "1", *more])
        assert done.exit_code == 0, done.output
        (record,) = read_shards(tmp_path / out)
        return record

    usual = run("usual")
    assert "language-en" in usual["flags"]
    assert usual["text_en"].startswith("By Eva Muster")
    other = run("other", "--any-language", "--drop", "byline")
    assert "language-en" not in other["flags"]
    assert "Muster" not in other["text_en"]
    assert other["configuration"] != usual["configuration"]
