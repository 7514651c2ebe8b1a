"""How fast whole corpora go, beside a bare CTranslate2 loop and beside sentences one by one.

    python -m reinschrift_eval.bench_corpus SUITES [--sentences N] [--json OUT]

Every ratio is of processor time, measured in turns in one process on one thread, the best of
five on each side, so that what else runs on the machine counts less. `bare` is CTranslate2's
`translate_batch` over the pieces, batches and beam of the run; splitting, SentencePiece,
repair and guards are outside of it. The run's side is all that a worker does: reading,
repair, retries of flagged sentences, guards, the output's JSON and the memory.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from reinschrift.corpus.memory import Memory
from reinschrift.corpus.options import Options
from reinschrift.corpus.records import read_records
from reinschrift.corpus.shards import RECORDS, Job, cut
from reinschrift.corpus.translation import Worker
from reinschrift.engines import Decoding, Engine, Hypothesis
from reinschrift.errors import ReinschriftError
from reinschrift.formats.table import Options as Reading
from reinschrift.guards.retry import N_BEST
from reinschrift.registry import ENGINES, lookup
from reinschrift_eval import suites
from reinschrift_eval.bench_engines import make_bare

REPEATS = 5
# Sentences; the two sides take turns so often that noise strikes both alike. A whole shard:
# retries of a few flagged sentences fill no batch, and in smaller ones would seem dearer.
IN_TURN = RECORDS
ONE_BY_ONE = 40  # sentences: the slow sides need no more
REPEATED = 0.3  # of the sentences, in the corpus for the memory
SMALL_SHARD = 15  # records, so that a bench's corpus has repetitions further apart than the lag


class Stopwatch:
    """An engine that says how much processor time its first searches and its retries took."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.window = engine.window
        self.name = engine.name
        self.first = self.again = 0.0

    def count_pieces(self, text: str) -> int:
        """Count as the engine does."""
        return self._engine.count_pieces(text)

    def translate(self, texts: list[str], decoding: Decoding = Decoding()) -> list[Hypothesis]:  # noqa: B008 — frozen
        """Translate and look at the clock."""
        start = time.process_time()
        found = self._engine.translate(texts, decoding)
        spent = time.process_time() - start
        usual = Decoding()
        if (decoding.n_best, decoding.beam_size) == (N_BEST, usual.beam_size):
            self.first += spent
        else:
            self.again += spent
        return found


def seconds(action: Callable[[], object]) -> float:
    """Return the processor time of `action`."""
    start = time.process_time()
    action()
    return time.process_time() - start


def write_records(path: Path, texts: Iterable[str]) -> None:
    """Write texts as records."""
    with path.open("w", encoding="utf-8") as target:
        for number, text in enumerate(texts):
            target.write(json.dumps({"id": number, "text": text}, ensure_ascii=False) + "\n")


def find_jobs(path: Path, options: Options, most: int = RECORDS) -> list[Job]:
    """Return all shards of a file."""
    return list(cut(read_records(path, options, Reading()), most))


def throughput(texts: Sequence[str], folder: Path) -> dict[str, float]:
    """Measure a run and the bare loop in turns; the share of retries is told apart."""
    options = Options(memory=False)
    worker = Worker(options, threads=1)
    engine = worker.flow.engine
    watch = Stopwatch(engine)
    words = sum(len(text.split()) for text in texts)
    worker.flow.engine = watch
    worker.flow.translate(list(texts[:8]))
    spent = bare = again = first = 0.0
    for start in range(0, len(texts), IN_TURN):
        some = texts[start : start + IN_TURN]
        source = folder / f"throughput-{start}.jsonl"
        write_records(source, some)
        loop = make_bare(some, threads=1)
        runs: list[tuple[float, float, float]] = []
        bares: list[float] = []

        def run(source: Path = source) -> None:
            for job in find_jobs(source, options):
                worker.work(job)

        for _ in range(REPEATS):
            bares.append(seconds(loop))
            watch.first = watch.again = 0.0
            runs.append((seconds(run), watch.first, watch.again))
        best = min(runs)
        bare += min(bares)
        spent, first, again = spent + best[0], first + best[1], again + best[2]
    return {
        "words": words,
        "words_per_cpu_second": words / spent,
        "bare_words_per_cpu_second": words / bare,
        "run_to_bare": bare / spent,
        "run_to_bare_without_retries": bare / (spent - again),
        "share_of_retries": again / spent,
        "share_outside_the_engine": 1 - (first + again) / spent,
    }


def one_by_one(texts: Sequence[str]) -> dict[str, float]:
    """Measure engines that get a sentence at a time, as scripts use them: words a second."""
    words = sum(len(text.split()) for text in texts)
    rates: dict[str, float] = {}
    for name in ("ctranslate2", "transformers"):
        with contextlib.suppress(ReinschriftError):  # torch is an extra
            engine = lookup("engine", name, ENGINES)("news", device="cpu")
            engine.translate([texts[0]])
            spent = min(
                seconds(lambda: [engine.translate([text]) for text in texts])  # noqa: B023
                for _ in range(2)
            )
            rates[name] = words / spent
    return rates


def by_the_clock(texts: Sequence[str], folder: Path) -> dict[str, float]:
    """Measure the command on all cores by the clock, beside the bare loop on all cores.

    Starting and loading, measured on one sentence, are taken off; only an idle machine gives
    figures that mean something. Transformers gets a sentence at a time and all cores.
    """
    words = sum(len(text.split()) for text in texts)
    cores = lookup("function", "reinschrift_models.cores:count_cores", {})()
    ran: list[float] = []
    for number, some in enumerate((texts[:1], texts) * REPEATS):
        source = folder / f"clock-{number % 2}.jsonl"
        write_records(source, some)
        command = [sys.executable, "-m", "reinschrift.cli", "run", str(source), "--out"]
        more = ["--no-memory", "--fresh", "--shard-size", "100"]
        start = time.perf_counter()
        subprocess.run(
            [*command, str(folder / "clock"), *more], check=True, stdout=subprocess.DEVNULL
        )
        ran.append(time.perf_counter() - start)
    spent = min(ran[1::2]) - min(ran[::2])
    bare = make_bare(texts, threads=cores)
    bares: list[float] = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        bare()
        bares.append(time.perf_counter() - start)
    rates = {"words_per_second": words / spent, "run_to_bare": min(bares) / spent}
    with contextlib.suppress(ReinschriftError):
        engine = lookup("engine", "transformers", ENGINES)("news", device="cpu")
        few = texts[:ONE_BY_ONE]
        engine.translate([few[0]])
        start = time.perf_counter()
        for text in few:
            engine.translate([text])
        rate = sum(len(text.split()) for text in few) / (time.perf_counter() - start)
        rates["run_to_transformers_one_by_one"] = words / spent / rate
    return rates


def memory(texts: Sequence[str], folder: Path) -> dict[str, float]:
    """Measure a corpus of which a part comes again far on, with and without the memory.

    The two sides take turns shard by shard; what a shard has learnt is kept once.
    """
    again = round(len(texts) * REPEATED)
    source = folder / "memory.jsonl"
    write_records(source, [*texts[: len(texts) - again], *texts[:again]])
    base = folder / "memory.sqlite"
    kept = Memory(base)
    remembers = Worker(Options(), threads=1, memory=base)
    forgets = Worker(Options(memory=False), threads=1)
    spent = {True: 0.0, False: 0.0}
    recalled = 0
    for job in find_jobs(source, Options(), SMALL_SHARD):
        turns: dict[bool, list[float]] = {True: [], False: []}
        for _ in range(REPEATS - 2):
            for side, worker in ((True, remembers), (False, forgets)):
                start = time.process_time()
                done = worker.work(job)
                turns[side].append(time.process_time() - start)
                recalled += done.tally.recalled if len(turns[True]) == 1 and side else 0
                if side:
                    learnt = done.learnt
        spent[True] += min(turns[True])
        spent[False] += min(turns[False])
        start = time.process_time()
        kept.keep(job.number, learnt, oldest_open=job.number)
        spent[True] += time.process_time() - start
    kept.close()
    return {
        "sentences": len(texts),
        "recalled": recalled,
        "shards_apart": (len(texts) - again) / SMALL_SHARD,
        "with_to_without": spent[False] / spent[True],
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("suites", type=Path)
    parser.add_argument("--sentences", type=int, default=2 * RECORDS)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    os.environ[suites.FOLDER_VARIABLE] = str(options.suites)
    texts = list(dict.fromkeys(suites.load("wmt18").source))[: options.sentences]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        report: dict[str, dict[str, float]] = {"throughput": throughput(texts, folder)}
        report["one by one"] = alone = one_by_one(texts[:ONE_BY_ONE])
        rate = report["throughput"]["words_per_cpu_second"]
        report["run to one by one"] = {name: rate / each for name, each in alone.items()}
        report["memory"] = memory(texts, folder)
        report["by the clock"] = by_the_clock(texts, folder)
    for part, figures in report.items():
        for figure, value in figures.items():
            print(f"{part:18} {figure:30} {value:10.2f}")
    if options.json:
        options.json.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
