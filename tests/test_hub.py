"""From names to folders: bundled, local, and the hub (a folder stands in; no network)."""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reinschrift.errors import BrokenModel, MissingExtra, UnknownName
from reinschrift_models import cache, hub
from reinschrift_models.checkpoints import read_weights
from reinschrift_models.ct2 import CTranslate2Engine
from reinschrift_models.ct2files import read_arrays
from reinschrift_models.info import read_info

if TYPE_CHECKING:
    from collections.abc import Sequence


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "reinschrift"


class Hub:
    """Stands in for the hub: gives the files of a folder, and keeps a record."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.asked: list[tuple[str, tuple[str, ...]]] = []

    def fetch(self, name: str, folder: Path, files: Sequence[str]) -> None:
        self.asked.append((name, tuple(files)))
        folder.mkdir(parents=True, exist_ok=True)
        for file in files:
            if (self.folder / file).is_file():
                shutil.copy(self.folder / file, folder / file)


@pytest.fixture
def fake_hub(tiny_marian: Path, monkeypatch: pytest.MonkeyPatch) -> Hub:
    made = Hub(tiny_marian)
    monkeypatch.setattr(hub, "fetch", made.fetch)
    return made


@pytest.mark.torch
def test_a_local_marian_folder_is_converted_once(tiny_marian: Path, own_cache: Path) -> None:
    folder = hub.resolve(tiny_marian)
    assert own_cache in folder.parents
    stamp = (folder / "model.bin").stat().st_mtime_ns
    assert hub.resolve(str(tiny_marian)) == folder
    assert (folder / "model.bin").stat().st_mtime_ns == stamp
    assert CTranslate2Engine(folder, device="cpu", canary=False).translate(["Nein."])[0].text


@pytest.mark.torch
def test_changed_weights_are_converted_anew(tiny_marian: Path, tmp_path: Path) -> None:
    copy = tmp_path / "tiny"
    shutil.copytree(tiny_marian, copy)
    before = hub.resolve(copy)
    raw = bytearray((copy / "model.safetensors").read_bytes())
    raw[-3] ^= 1
    (copy / "model.safetensors").write_bytes(raw)
    assert hub.resolve(copy) != before


@pytest.mark.torch
def test_a_ctranslate2_folder_is_used_as_it_is(tiny_ctranslate2: Path) -> None:
    assert hub.resolve(tiny_ctranslate2) == tiny_ctranslate2


@pytest.mark.torch
def test_a_hub_model_is_fetched_once_and_one_line_says_so(
    fake_hub: Hub, own_cache: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    info = hub.pull("opus-mt-de-en")
    assert info.source == "Helsinki-NLP/opus-mt-de-en"
    assert info.folder.is_relative_to(own_cache)
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert "Helsinki-NLP/opus-mt-de-en" in err
    assert str(own_cache) in err
    assert hub.pull("Helsinki-NLP/opus-mt-de-en") == info
    assert capsys.readouterr().err == ""
    assert len(fake_hub.asked) == 1
    assert hub.show("opus-mt-de-en") == info
    assert read_info(hub.resolve_marian("opus-mt-de-en")).format == "marian"
    assert len(fake_hub.asked) == 1


@pytest.mark.torch
def test_only_what_is_needed_is_fetched(fake_hub: Hub) -> None:
    hub.pull("someone/a-model")
    [(name, files)] = fake_hub.asked
    assert name == "someone/a-model"
    assert set(files) == {
        "config.json", "vocab.json", "source.spm", "target.spm", "model.safetensors",
    }  # fmt: skip


@pytest.mark.torch
def test_the_digest_of_a_converted_model_is_on_its_card(fake_hub: Hub) -> None:
    info = hub.pull("someone/a-model")
    card = json.loads((info.folder / "model.json").read_text())
    assert card["sha256"] == {"model.bin": info.digest}
    assert card["converted_from"] == read_info(fake_hub.folder).digest


@pytest.mark.torch
def test_a_broken_off_fetch_goes_on(fake_hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(name: str, folder: Path, files: Sequence[str]) -> None:
        fake_hub.fetch(name, folder, files[:2])
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(hub, "fetch", stop)
        with pytest.raises(KeyboardInterrupt):
            hub.pull("someone/a-model")
    assert hub.pull("someone/a-model").size > 0


@pytest.mark.torch
def test_a_broken_off_conversion_leaves_nothing_behind(
    fake_hub: Hub, own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert fake_hub.asked == []

    def stop(folder: Path, out: Path, **options: object) -> None:
        assert folder.is_dir()
        assert options
        (out / "model.bin").write_bytes(b"half")
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(hub, "convert", stop)
        with pytest.raises(KeyboardInterrupt):
            hub.pull("someone/a-model")
    left = [path.name for path in (own_cache / "models").iterdir() if path.suffix != ".lock"]
    assert left == []
    assert hub.pull("someone/a-model").size > 0


def test_a_repository_without_weights_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bare").mkdir()
    (tmp_path / "bare" / "config.json").write_text("{}")
    monkeypatch.setattr(hub, "fetch", Hub(tmp_path / "bare").fetch)
    with pytest.raises(BrokenModel, match="no weights"):
        hub.resolve("someone/bare")


def test_names_that_mean_nothing_are_refused() -> None:
    with pytest.raises(UnknownName, match="did you mean 'news'"):
        hub.resolve("newz")
    with pytest.raises(UnknownName):
        hub.resolve("./no/such/folder")
    with pytest.raises(BrokenModel, match="models pull opus-mt-de-en"):
        hub.show("opus-mt-de-en")


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BrokenModel, match="holds no model"):
        hub.resolve(tmp_path)


def test_the_hub_needs_its_extra(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(__import__("sys").modules, "huggingface_hub", None)
    with pytest.raises(MissingExtra, match=r"reinschrift\[hub\]"):
        hub.fetch("someone/a-model", tmp_path, ["config.json"])


@pytest.mark.torch
def test_models_are_listed(fake_hub: Hub) -> None:
    assert fake_hub.asked == []
    assert ("opus-mt-de-en", "hub") in {(row.name, row.where) for row in hub.list_models()}
    hub.pull("opus-mt-de-en")
    rows = {row.name: row for row in hub.list_models()}
    assert rows["Helsinki-NLP/opus-mt-de-en"].where == "cached"
    assert rows["Helsinki-NLP/opus-mt-de-en"].info is not None
    assert "opus-mt-de-en" not in rows


@pytest.mark.torch
def test_a_conversion_does_not_overwrite_a_model(tiny_marian: Path, tmp_path: Path) -> None:
    hub.convert(tiny_marian, tmp_path / "out")
    with pytest.raises(BrokenModel, match="holds a model already"):
        hub.convert(tiny_marian, tmp_path / "out")


@pytest.mark.torch
def test_what_ships_is_made_into_a_marian_folder_and_back(
    tiny_marian: Path, tmp_path: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = tmp_path / "shipped"
    hub.convert(tiny_marian, shipped)
    monkeypatch.setitem(hub.BUNDLED, "news", shipped)
    folder = hub.resolve_marian("news")
    assert folder.is_relative_to(own_cache)
    assert hub.resolve_marian("news") == folder
    whole, made = read_weights(tiny_marian), read_weights(folder)
    assert made.keys() <= whole.keys()
    for name, array in made.items():
        # Half a step of 127 of the largest number of a row, and the rounding to float16.
        most = abs(whole[name]).max(axis=-1, keepdims=True)
        assert (abs(array - whole[name]) <= (0.5 / 127 + 0.001) * most).all(), name
    hub.convert(folder, tmp_path / "again")
    first, second = (read_arrays(one / "model.bin") for one in (shipped, tmp_path / "again"))
    assert first.keys() == second.keys()
    for name, array in first.items():
        assert second[name] == pytest.approx(array, rel=0.002, abs=1e-4), name


def test_a_damaged_safetensors_file_is_refused(tiny_marian: Path, tmp_path: Path) -> None:
    copy = tmp_path / "tiny"
    shutil.copytree(tiny_marian, copy)
    raw = (copy / "model.safetensors").read_bytes()
    (copy / "model.safetensors").write_bytes(raw[: len(raw) // 2])
    with pytest.raises(BrokenModel, match="no whole safetensors file"):
        hub.convert(copy, tmp_path / "out")
    config = json.loads((copy / "config.json").read_text())
    (copy / "config.json").write_text(json.dumps({**config, "model_type": "bart"}))
    with pytest.raises(BrokenModel, match="only 'marian'"):
        hub.convert(copy, tmp_path / "out")


@pytest.mark.torch
@pytest.mark.parametrize("modern", [True, False])
def test_pickled_weights_are_read_without_unpickling(
    tiny_marian: Path, tmp_path: Path, modern: bool
) -> None:
    """Older repositories have no safetensors; their file gives the very same weights."""
    import torch
    from safetensors.torch import load_file

    copy = tmp_path / "old"
    shutil.copytree(tiny_marian, copy)
    weights = load_file(copy / "model.safetensors")
    weights["half"] = weights["final_logits_bias"].half()
    weights["turned"] = weights["model.shared.weight"].t()  # shares its storage
    (copy / "model.safetensors").unlink()
    torch.save(weights, copy / "pytorch_model.bin", _use_new_zipfile_serialization=modern)
    hub.convert(copy, tmp_path / "out", compute_type="float32")
    hub.convert(tiny_marian, tmp_path / "safe", compute_type="float32")
    assert read_info(tmp_path / "out").digest == read_info(tmp_path / "safe").digest


class Evil:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, ("pwned",)


@pytest.mark.torch
@pytest.mark.parametrize("modern", [True, False])
def test_a_pickle_that_would_run_something_is_refused(
    tiny_marian: Path, tmp_path: Path, modern: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    import torch

    monkeypatch.chdir(tmp_path)
    copy = tmp_path / "evil"
    shutil.copytree(tiny_marian, copy)
    (copy / "model.safetensors").unlink()
    torch.save(
        {"weights": Evil()}, copy / "pytorch_model.bin", _use_new_zipfile_serialization=modern
    )
    with pytest.raises(BrokenModel, match="mkdir"):
        hub.convert(copy, tmp_path / "out")
    assert not (tmp_path / "pwned").exists()


def _fill_slowly(part: Path) -> None:
    with (part.parent / "log").open("a") as log:
        log.write("filled\n")
    (part / "one").write_text("1")
    time.sleep(0.3)
    (part / "two").write_text("2")


def _make(target: str) -> None:
    made = cache.make_folder(Path(target), _fill_slowly)
    if sorted(path.name for path in made.iterdir()) != ["one", "two"]:
        os._exit(3)


def test_of_two_processes_one_makes_the_folder(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    target = str(tmp_path / "made")
    workers = [context.Process(target=_make, args=(target,)) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(30)
    assert [worker.exitcode for worker in workers] == [0, 0, 0]
    assert (tmp_path / "log").read_text() == "filled\n"


def test_a_killed_maker_blocks_nobody(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    target = tmp_path / "made"
    worker = context.Process(target=_make, args=(str(target),))
    worker.start()
    while not (tmp_path / "log").exists():
        time.sleep(0.01)
    os.kill(worker.pid or 0, signal.SIGKILL)
    worker.join(30)
    assert not target.exists()
    assert cache.make_folder(target, _fill_slowly).is_dir()
    assert not (tmp_path / "made.part").exists()
