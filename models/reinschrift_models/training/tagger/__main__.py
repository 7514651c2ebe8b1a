"""Make examples, train the tagger, calibrate it and write its weights.

python -m reinschrift_models.training.tagger --data ../shared/data --work work/tagger
python -m reinschrift_models.training.tagger --data ../shared/data --calibrate WEIGHTS
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random

from reinschrift_models.training.tagger.examples import Examples, add_chunk, add_pairs, save
from reinschrift_models.training.tagger.pairs import read_pairs
from reinschrift_models.training.tagger.text import Text
from reinschrift_models.training.tagger.trainer import PAIRS, say, train

UNCOUNTED = 4000  # pairs that share a lexicon which has counted none of them


def main() -> None:
    """Run the steps that are not done yet."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, help="folder for examples and checkpoints")
    parser.add_argument(
        "--calibrate", type=Path, help="weights as they ship: only measure their thresholds anew"
    )
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=1, help="times that the text is scarred")
    parser.add_argument(
        "--scarred",
        nargs="+",
        default=[],
        metavar="FILE=TIMES",
        help="JSON lines with `scarred` and `clean`, so often beside each round",
    )
    parser.add_argument("--rate", type=float, default=2.5e-3, help="learning rate at its top")
    parser.add_argument(
        "--init", type=Path, help="weights of another run, or those that ship, to go on"
    )
    parser.add_argument("--out", type=Path, help="where the calibrated weights go")
    parser.add_argument(
        "--mean-with",
        type=Path,
        metavar="WORK",
        help="train nothing: write the mean with the weights of another run's folder",
    )
    options = parser.parse_args()
    if options.calibrate is not None:
        from reinschrift_models.training.tagger.export import measure_thresholds

        measure_thresholds(options.calibrate, options.data, options.seed)
        return
    if options.work is None:
        parser.error("--work is missing")
    if options.mean_with is None:
        options.work.mkdir(parents=True, exist_ok=True)
        make_examples(options.data, options.work, options.seed, options.rounds, options.scarred)
        train(
            options.work,
            minutes=options.minutes,
            seed=options.seed,
            rounds=options.rounds,
            rate=options.rate,
            init=options.init,
        )
    if options.out is not None:
        from reinschrift_models.training.tagger.export import export

        digest = export(options.work, options.out, options.data, options.seed, options.mean_with)
        say(f"{options.out}: sha256 {digest}")


def make_examples(
    data: Path, work: Path, seed: int, rounds: int, scarred: Sequence[str] = ()
) -> None:
    """Write what is missing of the arrays: of each round, of held-out text, of scarred pairs."""
    rows = [f"train{number}" for number in range(rounds)] + ["scarred", "clean"]
    lacks_rows = not all((work / f"{name}.npz").exists() for name in rows)
    lacks_pairs = bool(scarred) and not (work / f"{PAIRS}.npz").exists()
    if not lacks_rows and not lacks_pairs:
        return
    text = Text(data, Random(seed))  # noqa: S311
    if lacks_rows:
        _make_rows(text, work, seed, rows)
    if lacks_pairs:
        _make_pairs(text, work, seed, scarred)


def _make_rows(text: Text, work: Path, seed: int, names: Sequence[str]) -> None:
    draws = {name: Random(f"{seed}:{name}") for name in names}  # noqa: S311
    found = {name: Examples() for name in names}
    start = time.monotonic()
    for number, chunk in enumerate(text.chunks()):
        for name in names:
            is_training = name.startswith("train")
            clean = 1.0 if name == "clean" else 0.0 if name == "scarred" else None
            rate = {} if clean is None else {"clean": clean}
            add_chunk(found[name], chunk, draws[name], held_out=not is_training, **rate)
        say(f"chunk {number}: {time.monotonic() - start:.0f} s")
    for name in names:
        _save(found[name], work, name)


def _make_pairs(text: Text, work: Path, seed: int, scarred: Sequence[str]) -> None:
    draw = Random(f"{seed}:{PAIRS}")  # noqa: S311
    found = Examples()
    for argument in scarred:
        path, _, times = argument.rpartition("=")
        pairs = [*read_pairs(Path(path))] * int(times)
        draw.shuffle(pairs)
        for first in range(0, len(pairs), UNCOUNTED):
            some = pairs[first : first + UNCOUNTED]
            add_pairs(found, some, text.lexicon_without({pair.clean for pair in some}), draw)
    _save(found, work, PAIRS)


def _save(found: Examples, work: Path, name: str) -> None:
    arrays = found.arrays()
    save(arrays, work / f"{name}.npz")
    say(f"{name}: {len(arrays.words)} tokens, {found.merges} merges, {found.missed} unseen")


if __name__ == "__main__":
    main()
