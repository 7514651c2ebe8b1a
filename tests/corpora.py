"""Small corpora for the tests of runs."""

from __future__ import annotations

import json
import os
import random
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
SENTENCES = [
    "Er traf Wladimir Putinund den Außenminister.",
    "Die Regierung prüft neue Anträge aus dem Jahr {n}.",
    "Der Präsident reiste am Montag nach Kiew.",
    "Im Herbst wird über das Gesetz Nummer {n} abgestimmt, obwohl vieles offen ist.",
    "„Wir müssen handeln“, sagte der Minister nach der Sitzung.",
]


def make_texts(count: int) -> list[str]:
    """Make texts of one to three sentences, the same every time."""
    dice = random.Random(1)
    return [
        " ".join(
            dice.choice(SENTENCES).format(n=dice.randrange(1900, 2000))
            for _ in range(dice.randint(1, 3))
        )
        for _ in range(count)
    ]


def write_corpus(path: Path, count: int) -> None:
    """Write texts as JSON lines."""
    with path.open("w", encoding="utf-8") as target:
        for number, text in enumerate(make_texts(count)):
            target.write(json.dumps({"id": number, "text": text}, ensure_ascii=False) + "\n")


def read_shards(out: Path) -> list[dict[str, Any]]:
    """Read all records of a run in order."""
    return [
        json.loads(line)
        for path in sorted((out / "shards").iterdir())
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


def environment() -> dict[str, str]:
    """Return an environment in which this checkout is what is run."""
    roots = (ROOT / part for part in ("pipeline", "models", "eval"))
    return {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, roots))}
