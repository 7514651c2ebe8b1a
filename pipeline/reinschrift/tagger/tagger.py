"""The tagger as the stages use it: readings of lines, and how sure is sure enough."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from reinschrift.lexicon import Lexicon, load
from reinschrift.tagger.network import Network, read_weights
from reinschrift.tagger.proposals import Reading, read_place, read_split
from reinschrift.tagger.sequences import (
    CAPITAL,
    CLASSES,
    GLUED,
    KEEP,
    NOWHERE,
    find_splits,
    read_line,
)

WEIGHTS = "weights.safetensors"
THRESHOLDS = "thresholds.json"  # for each budget, what `Tagger` asks; measured after training
LONGEST_LINE = 20_000  # characters; what is longer is no prose
_UNREACHABLE = 2.0  # score
_LEAST_SCORE = 0.0005  # below, the network is sure that nothing is wrong
_MOST_LINES = 5_000  # whose readings are kept: several stages and passes ask for them


class Tagger:
    """Reads lines, and remembers what it read: four stages ask about the same text.

    `thresholds` holds, for each budget of false edits per 1,000 clean words, the least score of
    each class, kind of place and standing (`reinschrift.stages.standing`); it was measured on
    text that training did not see.
    """

    def __init__(
        self, network: Network, thresholds: dict[float, dict[str, float]], lexicon: Lexicon
    ) -> None:
        self._network = network
        self._lexicon = lexicon
        self.thresholds = thresholds
        self._measured = frozenset(key for least in thresholds.values() for key in least)
        self._readings: dict[str, tuple[Reading, ...]] = {}

    def read(self, lines: Iterable[str]) -> list[tuple[Reading, ...]]:
        """Return the readings of each line, in order of their edits."""
        wanted = list(lines)
        if len(self._readings) > _MOST_LINES:
            self._readings.clear()
        self._read_new(dict.fromkeys(line for line in wanted if line not in self._readings))
        return [self._readings[line] for line in wanted]

    def forget(self) -> None:
        """Forget all that was read, for measuring."""
        self._readings.clear()
        self._network.forget()

    def least_score(self, reading: Reading, standing: str, budget: float) -> float:
        """Return the score that a reading of some standing needs under a budget of false edits."""
        known = [step for step in self.thresholds if step <= budget]
        return self._threshold(max(known), reading, standing) if known else _UNREACHABLE

    def _threshold(self, step: float, reading: Reading, standing: str) -> float:
        """Return the score needed at a step of the budget.

        Where two words are one, a standing too rare to be measured is taken for the coarser one
        that its name begins with: `tail-verb` for `tail`. A sentence without another verb is no
        worse a place, so that it needs no more than the coarser one even where it was measured.
        """
        known = self.thresholds[step]
        key = threshold_key(reading.kind, reading.choice, standing)
        while reading.kind in (GLUED, GLUED + CAPITAL) and (
            key not in self._measured or (standing.endswith("-verb") and key not in known)
        ):
            standing, is_finer, _ = standing.rpartition("-")
            if not is_finer:
                break
            key = threshold_key(reading.kind, reading.choice, standing)
        return known.get(key, _UNREACHABLE)

    def least_budget(self, reading: Reading, standing: str) -> float | None:
        """Return the least budget that allows a reading, if one does."""
        steps = sorted(self.thresholds)
        return next(
            (s for s in steps if self._threshold(s, reading, standing) <= reading.score), None
        )

    def _read_new(self, lines: Iterable[str]) -> None:
        prepared = []
        sequences = []
        for line in lines:
            if len(line) > LONGEST_LINE or not line.strip():
                self._readings[line] = ()
                continue
            tokens, sequence = read_line(line)
            splits = find_splits(tokens, sequence, self._lexicon)
            prepared.append((line, tokens, sequence, splits))
            sequences.append(sequence)
            sequences += (split.sequence for split in splits)
        scored = iter(self._network.score(sequences) if sequences else ())
        for line, tokens, sequence, splits in prepared:
            found: list[Reading] = []
            chances = next(scored)
            places = [at for at, kind in enumerate(sequence.kinds) if kind != NOWHERE]
            for row in (chances[:, KEEP] < 1 - _LEAST_SCORE).nonzero()[0].tolist():
                at = places[row]
                one = read_place(
                    line, tokens, at, sequence.kinds[at], chances[row].tolist(), self._lexicon
                )
                found.append(one)
            best: dict[int, Reading] = {}
            for split in splits:
                chance = next(scored)[0].tolist()
                if chance[KEEP] >= 1 - _LEAST_SCORE:
                    continue
                one = read_split(line, tokens[split.token], split.place, chance, self._lexicon)
                if split.token not in best or one.score > best[split.token].score:
                    best[split.token] = one
            found += best.values()
            found.sort(key=lambda one: (one.edit.start, one.edit.end))
            self._readings[line] = tuple(found)


def threshold_key(kind: int, choice: int, standing: str) -> str:
    """Name a class at a kind of place with some standing, as the thresholds do.

    >>> threshold_key(1, 2, "relative")
    '1 comma relative'
    """
    return f"{kind} {CLASSES[choice]} {standing}"


@cache
def load_tagger() -> Tagger | None:
    """Return the tagger that ships, read once; None where there are no weights."""
    folder = files(__package__)
    stored = folder.joinpath(WEIGHTS)
    if not stored.is_file():
        return None
    measured = json.loads(folder.joinpath(THRESHOLDS).read_text(encoding="utf-8"))
    thresholds = {float(budget): least for budget, least in measured.items()}
    lexicon = load()
    return Tagger(Network(read_weights(stored.read_bytes()), lexicon), thresholds, lexicon)
