"""What importing costs, and which package may import which."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = sorted(
    path for root in ("pipeline", "models", "eval") for path in (ROOT / root).rglob("*.py")
)
# Which of our packages each may import; the library reaches the models by a registry string only.
ALLOWED = {
    "reinschrift": {"reinschrift"},
    "reinschrift_models": {"reinschrift", "reinschrift_models"},
    "reinschrift_eval": {"reinschrift", "reinschrift_eval"},
}


def test_import_costs_the_standard_library_only() -> None:
    code = (
        "import sys; before = set(sys.modules); import reinschrift; "
        "print(*{name.partition('.')[0] for name in set(sys.modules) - before})"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    loaded = set(run.stdout.split())
    assert loaded - set(sys.stdlib_module_names) == {"reinschrift"}


def test_repair_needs_numpy_only_and_only_for_the_tagger() -> None:
    code = (
        "import sys; import reinschrift; reinschrift.repair('Er traf Putinund Xi.', budget=0); "
        "print('numpy' in sys.modules); reinschrift.repair('Er traf Putinund Xi.'); "
        "print(*{name.partition('.')[0] for name in sys.modules})"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    before, *loaded = run.stdout.split()
    assert before == "False"
    assert not set(loaded) & {"ctranslate2", "ftfy", "rich", "torch"}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_one_way(path: Path) -> None:
    package = path.relative_to(ROOT).parts[1]
    imported: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            imported |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            imported.add(node.module.partition(".")[0])
    assert imported & set(ALLOWED) <= ALLOWED[package]


def test_everything_exported_is_there() -> None:
    import reinschrift

    missing = [name for name in reinschrift.__all__ if not hasattr(reinschrift, name)]
    assert missing == []
    assert reinschrift.__all__ == sorted(reinschrift.__all__)
