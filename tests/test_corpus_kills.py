"""A run is killed at any moment, again and again: nothing is lost, doubled or changed."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from corpora import environment, read_shards, write_corpus

# In an everyday run of the tests; `REINSCHRIFT_KILLS=100` for the figure in the README.
KILLS = int(os.environ.get("REINSCHRIFT_KILLS", "4"))
RECORDS = 2000
SHARD = 25


def command(source: Path, out: Path) -> list[str]:
    return [
        sys.executable, "-m", "reinschrift.cli", "run", str(source), "--out", str(out),
        "--engine", "echo", "--rule", "merged-words", "--shard-size", str(SHARD), "--workers", "2",
    ]  # fmt: skip


def files(out: Path) -> dict[str, bytes]:
    """Return everything of a run that must not depend on how often it broke off."""
    kept = [*(out / "shards").iterdir(), out / "manifest.jsonl", out / "rejects.jsonl"]
    return {str(path.relative_to(out)): path.read_bytes() for path in kept}


def test_a_killed_run_ends_with_the_same_bytes(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    write_corpus(source, RECORDS)
    start = time.monotonic()
    subprocess.run(command(source, tmp_path / "whole"), check=True, env=environment())
    seconds = time.monotonic() - start
    whole = files(tmp_path / "whole")
    ids = [record["id"] for record in read_shards(tmp_path / "whole")]
    assert ids == list(range(RECORDS))

    dice = random.Random(7)
    killed = rounds = 0
    while killed < KILLS:
        out = tmp_path / f"round-{rounds}"
        rounds += 1
        while True:
            run = subprocess.Popen(
                command(source, out), env=environment(), stderr=subprocess.PIPE, text=True
            )
            try:
                _, said = run.communicate(timeout=dice.uniform(0.2, 0.7) * seconds)
            except subprocess.TimeoutExpired:
                run.send_signal(signal.SIGKILL)
                run.communicate()
                killed += 1
                continue
            assert run.returncode == 0, said
            break
        assert files(out) == whole
        summary = json.loads((out / "run.json").read_text(encoding="utf-8"))
        assert (summary["records"], summary["rejects"]) == (RECORDS, 0)
    print(f"{killed} kills in {rounds} runs of {RECORDS} records: all byte-identical")  # noqa: T201


@pytest.mark.slow
def test_a_killed_run_with_the_model_ends_with_the_same_bytes(tmp_path: Path, news: str) -> None:
    source = tmp_path / "in.jsonl"
    write_corpus(source, 60)
    arguments = ["--model", news, "--shard-size", "5", "--workers", "2"]

    def start(out: Path) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [*command(source, out)[:7], *arguments], env=environment(), stderr=subprocess.PIPE,
            text=True,
        )  # fmt: skip

    def finish(out: Path) -> int:
        with start(out) as run:
            run.communicate()
        return run.returncode

    begun = time.monotonic()
    assert finish(tmp_path / "whole") == 0
    seconds = time.monotonic() - begun
    dice = random.Random(7)
    broken = tmp_path / "broken"
    for _ in range(3):
        run = start(broken)
        try:
            run.communicate(timeout=dice.uniform(0.3, 0.9) * seconds)
        except subprocess.TimeoutExpired:
            run.kill()
            run.communicate()
    assert finish(broken) == 0
    assert files(broken) == files(tmp_path / "whole")
