"""A Ray cluster does the same work: nothing lost, nothing doubled, whoever dies."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from corpora import environment, make_texts, read_shards

pytest.importorskip("ray", reason="needs ray: pip install 'reinschrift[ray]'")


@pytest.mark.slow
def test_a_lost_worker_loses_nothing(tmp_path: Path) -> None:
    texts = make_texts(200)
    texts[100] = "Ein Giftpilz."
    source = tmp_path / "in.jsonl"
    rows = [{"id": number, "text": text} for number, text in enumerate(texts)]
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    grave = tmp_path / "grave"

    def run(out: Path, *more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "reinschrift.cli", "run", str(source), "--out", str(out),
             "--engine", "corpora:Mortal", "--model", str(grave), "--rule", "merged-words",
             "--shard-size", "10", "--workers", "2", *more],
            env=environment(), capture_output=True, text=True, check=False,
        )  # fmt: skip

    done = run(tmp_path / "ray", "--engine-cluster", "ray")
    assert done.returncode == 0, done.stderr
    assert grave.exists()
    assert [record["id"] for record in read_shards(tmp_path / "ray")] == list(range(200))
    assert run(tmp_path / "here", "--no-memory").returncode == 0
    for path in (tmp_path / "here" / "shards").iterdir():
        assert (tmp_path / "ray" / "shards" / path.name).read_bytes() == path.read_bytes()
    manifests = [(tmp_path / name / "manifest.jsonl").read_bytes() for name in ("ray", "here")]
    assert manifests[0] == manifests[1]
