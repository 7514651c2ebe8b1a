"""What pipeline/README.md says about other engines runs as it stands there."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from corpora import ROOT, environment

README = (ROOT / "pipeline" / "README.md").read_text(encoding="utf-8")
CHECK = """
rows = {row["id"]: row for row in ROWS}
assert rows[7]["text_de"] == "Er traf Putin und Xi.", rows
assert rows[7]["text_en"] and not rows[7]["error"], rows
assert "no text" in rows[8]["error"] and rows[8]["text_en"] is None, rows
"""


def example(name: str, rows: str, folder: Path) -> None:
    """Run an example in a process of its own, with the engine that echoes."""
    found = re.search(rf"```python {name}\n(.*?)```", README, re.DOTALL)
    assert found
    code = found[1].replace("Options(", 'Options(engine="echo", ')
    path = folder / "example.py"
    path.write_text(f"{code}\n{CHECK.replace('ROWS', rows)}", encoding="utf-8")
    run = subprocess.run(
        [sys.executable, path],
        env={**environment(), "PYSPARK_PYTHON": sys.executable},
        capture_output=True,
        text=True,
        cwd=folder,
    )
    assert run.returncode == 0, run.stderr


@pytest.mark.slow
def test_spark_maps_in_pandas(tmp_path: Path) -> None:
    pytest.importorskip("pyspark", reason="needs pip install pyspark pandas pyarrow")
    if shutil.which("java") is None:
        pytest.skip("Spark needs java")
    example("spark", "english.collect()", tmp_path)


@pytest.mark.slow
def test_datasets_maps_in_columns(tmp_path: Path) -> None:
    pytest.importorskip("datasets", reason="needs pip install datasets")
    example("datasets", "english", tmp_path)
