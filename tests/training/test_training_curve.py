from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reinschrift_models.training.curve import read_scores

if TYPE_CHECKING:
    from pathlib import Path


def test_a_run_that_went_back_to_its_trunk_draws_one_line(tmp_path: Path) -> None:
    path = tmp_path / "development.jsonl"
    rows = [(10.0, 3.0), (20.0, 7.0), (30.0, 9.0), (22.0, 6.0), (34.0, 11.0)]
    path.write_text(
        "".join(json.dumps({"name": "a", "minutes": m, "bleu": b}) + "\n" for m, b in rows),
        encoding="utf-8",
    )
    assert read_scores(path) == {"a": [(10.0, 3.0), (20.0, 7.0), (22.0, 6.0), (34.0, 11.0)]}
