"""COMET, in an environment of its own: its pins and transformers 5 exclude each other.

Nothing here may break a run. Whatever is missing is said in one line, and the report goes
without COMET.
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from reinschrift_eval.measures import Measure, share
from reinschrift_eval.results import SuiteResult
from reinschrift_eval.scores import Sampling, Scorer

FOLDER_VARIABLE = "REINSCHRIFT_COMET"
_FOLDER = ".venv-comet"
_PACKAGE = "unbabel-comet==2.2.7"
MODEL = "Unbabel/wmt22-comet-da"  # the one that published tables of these systems use
COMET = Measure("COMET", share)  # in percent: .841 is 84.1


def add_comet(
    results: Sequence[SuiteResult], sampling: Sampling, tell: Callable[[str], None]
) -> list[SuiteResult]:
    """Score our English of every suite by COMET, where its environment is."""
    translated = [suite for suite in results if suite.ours]
    folder = Path(os.environ.get(FOLDER_VARIABLE) or _FOLDER)
    command = folder.absolute() / "bin" / "comet-score"  # it runs in another folder
    if not command.is_file():
        tell(
            "COMET needs an environment of its own (its pins exclude transformers 5); this makes "
            f"it: python3 -m venv {folder} && {folder}/bin/pip install '{_PACKAGE}'"
        )
        return list(results)
    values = _score(command, translated, tell) if translated else []
    if not values:
        return list(results)
    scored: dict[str, SuiteResult] = {}
    for suite in translated:
        rows = [(values.pop(0), 1) for _ in suite.segments]
        score = Scorer(len(rows), sampling).score(COMET, rows).score
        made = replace(score, signature=f"model:{MODEL}|scale:100|{score.signature}")
        scored[suite.name] = replace(suite, scores=(*suite.scores, made))
    return [scored.get(suite.name, suite) for suite in results]


def _score(
    command: Path, results: Sequence[SuiteResult], tell: Callable[[str], None]
) -> list[float]:
    """Return the score of every segment of all suites, loading the model once; none if it fails."""
    segments = [one for suite in results for one in suite.segments]
    with tempfile.TemporaryDirectory() as folder:
        sides = {
            "src": [one.gold or one.raw for one in segments],
            "hyp": [one.english for one in segments],
            "ref": [one.reference for one in segments],
        }
        for name, lines in sides.items():
            text = "\n".join(" ".join(line.split()) for line in lines)
            (Path(folder) / name).write_text(text + "\n", encoding="utf-8")
        call = [
            *(str(command), "-s", "src", "-t", "hyp", "-r", "ref", "--model", MODEL),
            *("--gpus", "0", "--quiet", "--to_json", "scores.json"),
        ]
        try:
            done = subprocess.run(call, cwd=folder, capture_output=True, text=True, check=False)
            text = (Path(folder) / "scores.json").read_text(encoding="utf-8")
            values = [float(one["COMET"]) for one in json.loads(text)["hyp"]]
        except (OSError, ValueError, KeyError, TypeError) as error:
            tell(f"COMET is left out: {command} gave no scores ({error.__class__.__name__})")
            return []
    if done.returncode or len(values) != len(segments):
        tell(f"COMET is left out: {command} ended with {done.returncode}, {len(values)} scores")
        return []
    return values
