"""The benchmarks say what they need before they begin."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from reinschrift.guards import raise_flags
from reinschrift_eval import bench
from reinschrift_eval.bench_engines import best_of
from reinschrift_eval.bench_scaling import Mirror


def test_a_missing_folder_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = tmp_path / "evalsets"
    monkeypatch.setattr(sys, "argv", ["bench", "--suites", str(missing), "--out", str(tmp_path)])
    assert bench.main() == 2
    assert str(missing) in capsys.readouterr().err


def test_the_shortest_time_counts() -> None:
    calls: list[int] = []
    assert best_of(lambda: calls.append(1), repeats=4) >= 0
    assert len(calls) == 4


@pytest.mark.parametrize("name", bench.BENCHMARKS)
def test_every_benchmark_of_the_list_can_be_run(name: str) -> None:
    module = __import__(f"reinschrift_eval.bench_{name}", fromlist=["main"])
    assert callable(module.main)


def test_no_guard_stops_the_mirror() -> None:
    texts = ["Am 3. Mai kamen 3.000 Gäste nach Kiew.", "Die Regierung prüft das neue Gesetz."]
    for text, found in zip(texts, Mirror().translate(texts), strict=True):
        assert raise_flags(text, found.text) == ()
