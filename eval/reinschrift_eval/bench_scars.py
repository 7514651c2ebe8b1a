"""What scars cost a translation, and how much of it repair brings back.

    python -m reinschrift_eval.bench_scars SUITES [--model news] [--json OUT]

The German of `wmt21` and `flores-dev` is scarred by `reinschrift.scars`, every sentence until it
has a scar: with all kinds (`every kind`), or with grown-together words and lost boundaries alone
(`merges and boundaries`). All of it is one page then, a sentence a paragraph, and repaired as one.
BLEU is that of the model alone, as `make train` measures it: no guards, no retries, so that what
repair does is seen by itself. `--model` also takes a folder: a model that never saw a scar shows
what repair brings where nothing is forgiven.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random

from reinschrift.errors import ReinschriftError
from reinschrift.registry import ENGINES, lookup
from reinschrift.repairs import repair
from reinschrift.scars import IN_A_LINE, RATES, scar
from reinschrift_eval import suites
from reinschrift_eval.measures import BLEU
from reinschrift_eval.scores import Sampling, Score, Scored, Scorer, recovered
from reinschrift_eval.segments import Counter
from reinschrift_eval.significance import RESAMPLES, SEED

SETS = {"wmt21": "ref.A", "flores-dev": "ref"}
KINDS: Mapping[str, Mapping[str, float]] = {
    "every kind": IN_A_LINE,
    "merges and boundaries": {
        **dict.fromkeys(RATES, 0.0), "merged-words": 0.15, "lost-boundary": 0.3
    },
}  # fmt: skip
TENTH = 0.1
LEVELS = ("standard", "full")
BETWEEN = "\n\n"  # sentences, for repair: each a paragraph of one page
TRIES = 30  # a short sentence may have no place for a scar


@dataclass(frozen=True, slots=True)
class Row:
    """BLEU of one state of the German, and how many of its sentences are not as they were."""

    german: str
    changed: int
    bleu: Score
    recovered: Score | None = None


class Bench:
    """The German, its references, and a model to translate with."""

    def __init__(self, folder: Path, model: str) -> None:
        read = {name: suites.load(str(folder / name)) for name in SETS}
        self.german = [line for one in read.values() for line in one.source]
        references = [line for name, one in read.items() for line in one.references[SETS[name]]]
        self._engine = lookup("engine", "ctranslate2", ENGINES)(model)
        self._counter = Counter(references, cache=None)
        self._scorer = Scorer(len(references), Sampling(RESAMPLES, SEED))

    def score(self, german: Sequence[str]) -> Scored:
        """Translate and score."""
        english = [one.text for one in self._engine.translate(list(german))]
        return self._scorer.score_text(BLEU, self._counter, english)

    def rows(self) -> Iterator[Row]:
        """Measure clean, scarred and repaired German."""
        clean = self.score(self.german)
        yield self._row("clean", self.german, clean)
        for kind, rates in KINDS.items():
            hurt = [hurt_line(line, number, rates) for number, line in enumerate(self.german)]
            draw = Random(SEED)  # noqa: S311
            few = [
                bad if draw.random() < TENTH else line
                for bad, line in zip(hurt, self.german, strict=True)
            ]
            yield self._row(f"{kind}, in 10 %", few, self.score(few))
            scarred = self.score(hurt)
            yield self._row(f"{kind}, in all", hurt, scarred)
            for level in LEVELS:
                page = BETWEEN.join(hurt)  # what stands around a sentence is evidence
                mended = repair(page, level=level).text.split(BETWEEN)
                found = self.score(mended)
                back = recovered(clean, scarred, found)
                yield self._row(f"{kind}, repaired at {level}", mended, found, back)

    def _row(
        self, name: str, german: Sequence[str], found: Scored, back: Score | None = None
    ) -> Row:
        changed = sum(one != other for one, other in zip(german, self.german, strict=True))
        return Row(name, changed, found.score, back)


def hurt_line(line: str, number: int, rates: Mapping[str, float]) -> str:
    """Scar a sentence: the first draw that leaves a scar counts."""
    drawn = (
        scar(line, seed=TRIES * number + attempt, rates=rates).text for attempt in range(TRIES)
    )
    return next((text for text in drawn if text != line), line)


def draw_table(rows: Sequence[Row]) -> str:
    """Lay the rows out, each beside clean German."""
    clean = rows[0].bleu.value
    out = [f"{'German':40} {'changed':>7} {'BLEU':>5} {'less':>6}  recovered"]
    for row in rows:
        back = row.recovered
        said = f"{back.value:.0f} % [{back.low:.0f}, {back.high:.0f}]" if back else ""
        out.append(
            f"{row.german:40} {row.changed:7} {row.bleu.value:5.1f} {row.bleu.value - clean:+6.2f}"
            f"  {said}".rstrip()
        )
    return "\n".join(out)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table, and write it as JSON if asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("suites", type=Path)
    parser.add_argument("--model", default="news", help="a bundled model, or a folder")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args(arguments)
    try:
        rows = list(Bench(options.suites, options.model).rows())
    except ReinschriftError as error:
        print(f"bench: {error}", file=sys.stderr)
        return 2
    print(draw_table(rows))
    if options.json:
        options.json.parent.mkdir(parents=True, exist_ok=True)
        record = {"model": options.model, "rows": [asdict(row) for row in rows]}
        options.json.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
