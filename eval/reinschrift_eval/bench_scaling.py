"""How a run's cost grows with the input and shrinks with workers; quality against speed.

    python -m reinschrift_eval.bench_scaling SUITES [--records 1000,10000] [--json OUT]

Runs are whole calls of `reinschrift run`, in a process of their own: seconds are of the
processor, all workers together, start and loading included; megabytes are the most that all
processes held together, shared pages counted in each. Beside OUT lie plots as PNG.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from reinschrift.engines import Decoding, Echo, Hypothesis
from reinschrift.flow import Flow
from reinschrift.registry import ENGINES, lookup
from reinschrift_eval import suites
from reinschrift_eval.bench_corpus import write_records

BEAMS = (1, 2, 4)
COMPUTE_TYPES = ("int8", "float32")
# What grows with the input must be seen apart from the engine, whose seconds per sentence
# depend on the sentences only; so the large sizes are run with one that takes no time.
STAND_IN = "reinschrift_eval.bench_scaling:Mirror"
SIZES = (1_000, 10_000, 100_000)
_LOOK = 0.2  # seconds between two looks at the memory
_SMALL = re.compile(r"\b[a-zäöüß]+\b")


class Mirror(Echo):
    """An engine that spells the small words backwards.

    Its answers have the length, numbers and names of a translation and are no German, so that
    the guards have to look and find nothing, as they do with most of what a model writes.
    """

    name = "mirror"

    def __init__(self, _model: str = "", *, device: str = "cpu") -> None:
        self.device = device

    def translate(self, texts: list[str], decoding: Decoding = Decoding()) -> list[Hypothesis]:  # noqa: ARG002, B008
        """Answer."""
        return [Hypothesis(_SMALL.sub(lambda word: word[0][::-1], text)) for text in texts]


class Measured(NamedTuple):
    """What a run cost."""

    wall: float
    cpu: float
    megabytes: float


def measure(source: Path, out: Path, *arguments: str) -> Measured:
    """Run the command and watch it."""
    command = [sys.executable, "-m", "reinschrift.cli", "run", str(source), "--out", str(out)]
    start = time.perf_counter()
    child = subprocess.Popen([*command, *arguments], stdout=subprocess.DEVNULL)
    most = 0.0
    over = threading.Event()

    def look() -> None:
        nonlocal most
        while not over.wait(_LOOK):
            most = max(most, _held(child.pid))

    watcher = threading.Thread(target=look)
    watcher.start()
    _, status, usage = os.wait4(child.pid, 0)
    over.set()
    watcher.join()
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, command)
    return Measured(time.perf_counter() - start, usage.ru_utime + usage.ru_stime, most)


def _held(root: int) -> float:
    """Return the megabytes that a process and its children hold now."""
    parents: dict[int, int] = {}
    pages: dict[int, int] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(") ")[2].split()
        except OSError:  # it has just ended
            continue
        parents[int(path.parent.name)] = int(fields[1])
        pages[int(path.parent.name)] = int(fields[21])
    ours = {root}
    while more := {pid for pid, parent in parents.items() if parent in ours} - ours:
        ours |= more
    return sum(pages.get(pid, 0) for pid in ours) * os.sysconf("SC_PAGE_SIZE") / 2**20


def by_size(
    texts: Sequence[str], sizes: Sequence[int], folder: Path, *arguments: str
) -> list[dict[str, float]]:
    """Measure runs over more and more records of one sentence, no two of them equal.

    What starting costs, and meeting each word for the first time, is measured on a run over
    each text once and taken off. One worker, so that every run starts as many.
    """
    rows: list[dict[str, float]] = []
    start = 0.0
    for size in (len(texts), *sizes):
        source = folder / f"{size}.jsonl"
        write_records(source, (f"{texts[n % len(texts)]} ({n})" for n in range(size)))
        out = folder / f"out-{len(arguments)}-{size}"
        spent = measure(source, out, "--no-memory", "--workers", "1", *arguments)
        if size == len(texts):
            start = spent.cpu
            continue
        rows.append(
            {
                "records": size,
                "records_per_cpu_second": (size - len(texts)) / (spent.cpu - start),
                "megabytes": spent.megabytes,
            }
        )
    return rows


def by_workers(texts: Sequence[str], folder: Path, cores: int) -> list[dict[str, float]]:
    """Measure one corpus with one worker, two, and so on: seconds on the wall here."""
    source = folder / "workers.jsonl"
    write_records(source, texts)
    words = sum(len(text.split()) for text in texts)
    rows: list[dict[str, float]] = []
    for workers in sorted({1, 2, cores, 2 * cores}):
        spent = measure(
            source, folder / f"workers-{workers}", "--workers", str(workers), "--shard-size", "100"
        )
        rows.append(
            {
                "workers": workers,
                "words_per_second": words / spent.wall,
                "words_per_cpu_second": words / spent.cpu,
                "megabytes": spent.megabytes,
            }
        )
    return rows


def by_search(texts: Sequence[str], references: Sequence[str]) -> list[dict[str, object]]:
    """Measure beams and number formats: words a processor second, BLEU and chrF."""
    resolve = lookup("function", "reinschrift_models.hub:resolve", {})
    convert = lookup("function", "reinschrift_models.conversion:convert_folder", {})
    reference = lookup("function", "reinschrift_models.hub:resolve_marian", {})("news")
    make = lookup("engine", "ctranslate2", ENGINES)
    rows: list[dict[str, object]] = []
    words = sum(len(text.split()) for text in texts)
    with tempfile.TemporaryDirectory() as name:
        for kind in COMPUTE_TYPES:
            folder = resolve("news")
            if kind != "int8":
                folder = convert(reference, Path(name) / kind, compute_type=kind)
            engine = make(folder, device="cpu", compute_type=kind, threads=1)
            for beam in BEAMS:
                flow = Flow(engine, decoding=Decoding(beam_size=beam))
                start = time.process_time()
                english = [one.text for one in flow.translate(list(texts))]
                rate = words / (time.process_time() - start)
                rows.append(
                    {
                        "compute_type": kind,
                        "beam": beam,
                        "words_per_cpu_second": rate,
                        **_score(english, references),
                    }
                )
    return rows


def _score(english: Sequence[str], references: Sequence[str]) -> dict[str, object]:
    from sacrebleu.metrics import BLEU, CHRF

    found: dict[str, object] = {}
    for metric in (BLEU(), CHRF()):
        result = metric.corpus_score(list(english), [list(references)])
        found[result.name] = float(result.score)
        found[f"{result.name} signature"] = str(metric.get_signature())
    return found


def by_company(texts: Sequence[str]) -> dict[str, int]:
    """Count sentences whose translation or score another batch changes: alone, and in halves."""
    engine = lookup("engine", "ctranslate2", ENGINES)("news", device="cpu", threads=1)
    usual = engine.translate(list(texts))
    alone = [engine.translate([text])[0] for text in texts]
    halves = [*engine.translate(list(texts[::2])), *engine.translate(list(texts[1::2]))]
    order = [*range(0, len(texts), 2), *range(1, len(texts), 2)]
    split = [found for _, found in sorted(zip(order, halves, strict=True), key=lambda one: one[0])]
    counts = {"sentences": len(texts)}
    for name, others in (("alone", alone), ("in halves", split)):
        pairs = list(zip(usual, others, strict=True))
        counts[f"other text {name}"] = sum(one.text != other.text for one, other in pairs)
        counts[f"other score {name}"] = sum(one.score != other.score for one, other in pairs)
    return counts


def plot(report: dict[str, list[dict[str, float]]], folder: Path) -> None:
    """Draw what was measured."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot

    drawings = {
        "size": ("by size", "records", "records_per_cpu_second"),
        "memory": ("by size", "records", "megabytes"),
        "workers": ("by workers", "workers", "words_per_second"),
    }
    for name, (part, x, y) in drawings.items():
        figure, axes = pyplot.subplots(figsize=(5, 3), layout="constrained")
        axes.plot([row[x] for row in report[part]], [row[y] for row in report[part]], marker="o")
        axes.set(xlabel=x, ylabel=y.replace("_", " "), ylim=(0, None))
        if x == "records":
            axes.set_xscale("log")
        figure.savefig(folder / f"scaling-{name}.png", dpi=120)
        pyplot.close(figure)


def main() -> None:
    """Measure, print and draw."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("suites", type=Path)
    parser.add_argument("--records", default=",".join(map(str, SIZES)))
    parser.add_argument("--model-records", default="600,1200", help="with the real engine")
    parser.add_argument("--sentences", type=int, default=300)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    os.environ[suites.FOLDER_VARIABLE] = str(options.suites)
    suite = suites.load("wmt21")
    texts = list(suite.source[: options.sentences])
    cores = lookup("function", "reinschrift_models.cores:count_cores", {})()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        report = {
            "by size": by_size(texts, _sizes(options.records), folder, "--engine", STAND_IN),
            "by size, with the model": by_size(texts, _sizes(options.model_records), folder),
            "by workers": by_workers(texts, folder, cores),
        }
    found = by_search(texts, next(iter(suite.references.values()))[: options.sentences])
    for part, measured in report.items():
        for row in measured:
            print(f"{part:24} {_cells(row)}")
    for searched in found:
        print(f"{'by search':24} {_cells(searched)}")
    company = by_company(texts)
    print("by company", company)
    if options.json:
        whole = {**report, "by search": found, "by company": company}
        options.json.write_text(json.dumps(whole, indent=1) + "\n", encoding="utf-8")
        plot(report, options.json.parent)


def _cells(row: Mapping[str, object]) -> str:
    return "  ".join(
        f"{name} {value:.1f}" if isinstance(value, float) else f"{name} {value}"
        for name, value in row.items()
        if not name.endswith(" signature")
    )


def _sizes(text: str) -> list[int]:
    return [int(size) for size in text.split(",")]


if __name__ == "__main__":
    main()
