"""Counts of sacrebleu's metrics for single segments, kept in the user's cache by digest.

TER takes milliseconds a segment, and a stored system never changes: nothing is counted twice.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path

import numpy as np

from reinschrift.errors import MissingExtra
from reinschrift.registry import lookup
from reinschrift_eval.measures import BLEU, CHRF, CHRF_PLUS, TER, Counts, Measure

# chrF is computed from the counts of chrF++.
_COUNTED = {BLEU.name: "BLEU", CHRF.name: "chrF++", CHRF_PLUS.name: "chrF++", TER.name: "TER"}
KEPT_DAYS = 60  # a run that comes back later counts anew, which takes a minute


class Counter:
    """Counts segments against one reference; `cache` is a folder, or None for none.

    >>> counter = Counter(["It rains."], cache=None)
    >>> counter.count(TER, ["It snows."]).tolist()
    [[1.0, 2.0]]
    """

    def __init__(self, references: Sequence[str], *, cache: Path | None) -> None:
        self._references = list(references)
        self._cache = cache
        self._metrics: dict[str, object] = {}
        self._seen: dict[tuple[str, tuple[str, ...]], Counts] = {}

    def count(self, measure: Measure, hypotheses: Sequence[str]) -> Counts:
        """Return a row of counts for each segment."""
        kind = _COUNTED[measure.name]
        key = (kind, tuple(hypotheses))
        if key not in self._seen:
            self._seen[key] = self._from_cache(kind, list(hypotheses))
        return self._seen[key]

    def _from_cache(self, kind: str, hypotheses: list[str]) -> Counts:
        if self._cache is None:
            return self._count(kind, hypotheses)
        digest = hashlib.sha256("\0".join((kind, metadata.version("sacrebleu"))).encode())
        for lines in (self._references, hypotheses):
            digest.update(b"\0\0")
            digest.update("\0".join(lines).encode("utf-8", "surrogatepass"))
        path = self._cache / f"{digest.hexdigest()[:32]}.npy"
        try:
            found: Counts = np.load(path, allow_pickle=False)
            path.touch()  # it is still in use
        except (OSError, ValueError, EOFError):  # not there, or damaged
            found = self._count(kind, hypotheses)
            _keep(path, found)
        return found

    def _count(self, kind: str, hypotheses: list[str]) -> Counts:
        if kind not in self._metrics:
            self._metrics[kind] = make_metric(kind, self._references)
        # No public method of sacrebleu gives the counts of single segments; its own
        # significance tests use this one.
        rows = self._metrics[kind]._extract_corpus_statistics(hypotheses, None)  # type: ignore[attr-defined]
        return np.array(rows, dtype=np.float64)


def make_metric(kind: str, references: Sequence[str]) -> object:
    """Return sacrebleu's metric, its defaults untouched."""
    try:
        from sacrebleu import metrics
    except ImportError as error:
        raise MissingExtra("the evaluation", "eval") from error
    made = {"BLEU": metrics.BLEU, "chrF": metrics.CHRF, "chrF++": metrics.CHRF, "TER": metrics.TER}
    options = {"word_order": 2} if kind == "chrF++" else {}
    return made[kind](references=[list(references)], **options)


def signature(measure: Measure, *, resamples: int, seed: int) -> str:
    """Return sacrebleu's signature of a score with its interval.

    >>> signature(TER, resamples=1000, seed=12345).partition("|version")[0]
    'nrefs:1|bs:1000|seed:12345|case:lc|tok:tercom|norm:no|punct:yes|asian:no'
    """
    metric = make_metric(measure.name, ["one reference"])
    made = metric.get_signature()  # type: ignore[attr-defined]
    if resamples:
        made.update("bs", resamples)
        made.update("seed", seed)
    return str(made)


def cache_folder() -> Path:
    """Return where counts are kept."""
    root = lookup("function", "reinschrift_models.cache:cache_folder", {})()
    return Path(root) / "eval"


def forget_old(folder: Path, *, days: int = KEPT_DAYS) -> None:
    """Delete the counts that no run has used for long: every new model leaves its own."""
    oldest = time.time() - days * 86_400
    for path in folder.glob("*.npy"):
        try:
            if path.stat().st_mtime < oldest:
                path.unlink()
        except OSError:  # another run was quicker
            continue


def _keep(path: Path, counts: Counts) -> None:
    """Write a file whole or not at all; a cache that cannot be written is none."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(dir=path.parent, suffix=".part")
        with os.fdopen(handle, "wb") as file:
            np.save(file, counts)
        Path(part).replace(path)
    except OSError:
        return
