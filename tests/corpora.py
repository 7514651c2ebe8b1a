"""Small corpora for the tests of runs."""

from __future__ import annotations

import json
import os
import random
import signal
import zlib
from pathlib import Path
from typing import Any

from reinschrift.engines import Decoding, Echo, Hypothesis

PLAIN = Decoding()
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
    roots = (ROOT / part for part in ("pipeline", "models", "eval", "tests"))
    return {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, roots))}


class Moody(Echo):
    """An engine whose every answer depends on the company that a sentence comes in.

    What a run writes must not: with this engine any other batch would be seen.
    """

    name = "moody"

    def __init__(self, model: str, *, device: str) -> None:
        self.chosen = (model, device)

    def translate(self, texts: list[str], decoding: Decoding = PLAIN) -> list[Hypothesis]:  # noqa: ARG002
        """Tell how many there were and what the first was."""
        seen = zlib.crc32("\n".join(texts).encode())
        return [Hypothesis(f"{text.upper()} [{len(texts)} {seen}]", -1.0) for text in texts]


class Deadly(Echo):
    """An engine that takes its process with it at a certain word, as one without memory does."""

    name = "deadly"

    def __init__(self, model: str, *, device: str) -> None:
        self.chosen = (model, device)

    def translate(self, texts: list[str], decoding: Decoding = PLAIN) -> list[Hypothesis]:
        """Die, or echo."""
        if any("Giftpilz" in text for text in texts):
            os._exit(9)
        return super().translate(texts, decoding)


class Picky(Echo):
    """An engine with a bug: it fails on one sentence, whatever else is in the batch."""

    name = "picky"

    def __init__(self, model: str, *, device: str) -> None:
        self.chosen = (model, device)

    def translate(self, texts: list[str], decoding: Decoding = PLAIN) -> list[Hypothesis]:
        """Fail, or echo."""
        if any("Giftpilz" in text for text in texts):
            raise ValueError("a mushroom")
        return super().translate(texts, decoding)


class Mortal(Echo):
    """An engine whose process is killed once, at a certain word; the next one lives on."""

    name = "mortal"

    def __init__(self, model: str, *, device: str) -> None:
        self.grave = Path(model)
        self.device = device

    def translate(self, texts: list[str], decoding: Decoding = PLAIN) -> list[Hypothesis]:
        """Die the first time, else echo."""
        if any("Giftpilz" in text for text in texts) and not self.grave.exists():
            self.grave.write_text("here lies a worker", encoding="utf-8")
            os.kill(os.getpid(), signal.SIGKILL)
        return super().translate(texts, decoding)


class Loaded(Echo):
    """An engine that notes which process has loaded it."""

    name = "loaded"

    def __init__(self, model: str, *, device: str) -> None:
        self.device = device
        with Path(model).open("a", encoding="ascii") as notes:
            notes.write(f"{os.getpid()}\n")
