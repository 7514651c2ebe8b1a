"""The benchmarks say what they need before they begin."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from reinschrift_eval import bench
from reinschrift_eval.bench_engines import best_of


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
