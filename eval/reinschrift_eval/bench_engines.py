"""How fast the engines and the whole flow are, in one run on the same sentences and weights.

    python -m reinschrift_eval.bench_engines SUITES [--sentences N] [--json OUT]

Rates are German words (white-space separated) per second; each is the best of three.
`bare` is CTranslate2's `translate_batch` over the very pieces and batches that the flow makes,
beam and lengths alike, without splitting, SentencePiece, repair or guards.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from reinschrift import Flow
from reinschrift.engines import Decoding
from reinschrift.errors import ReinschriftError
from reinschrift.registry import ENGINES, lookup
from reinschrift_eval import suites

REPEATS = 3
TRANSFORMERS_BATCHES = (512, 1024, 2048, 4096)  # padded pieces; its best is taken
ONE_SENTENCE = "Die Bundesregierung will am Mittwoch über das Gesetz beraten.\n"


def best_of(action: Callable[[], object], repeats: int = REPEATS) -> float:
    """Return the shortest wall time of `action` in seconds."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return min(times)


def cold_start() -> dict[str, float]:
    """Measure one sentence through the command line, and what importing costs."""
    command = [sys.executable, "-m", "reinschrift.cli", "translate", "-"]

    def run() -> None:
        subprocess.run(command, input=ONE_SENTENCE.encode(), capture_output=True, check=True)

    run()  # once for the disk's sake
    measured = {"translate_seconds": best_of(run), "translate_peak_mb": _peak_mb(command)}
    bare = best_of(lambda: subprocess.run([sys.executable, "-c", ""], check=True), 5)
    ours = best_of(
        lambda: subprocess.run([sys.executable, "-c", "import reinschrift"], check=True), 5
    )
    return {**measured, "import_ms": 1000 * (ours - bare)}


def _peak_mb(command: list[str]) -> float:
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    if child.stdin is not None:
        child.stdin.write(ONE_SENTENCE.encode())
        child.stdin.close()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_maxrss / 1024


def throughput(sentences: list[str]) -> dict[str, float]:
    """Measure the flow, CTranslate2 alone and transformers on the same sentences."""
    words = sum(len(sentence.split()) for sentence in sentences)
    engine = lookup("engine", "ctranslate2", ENGINES)("news")
    flow = Flow(engine, level="full")
    flow.translate(sentences[:8])
    rates = {
        "flow": words / best_of(lambda: flow.translate(sentences)),
        "engine": words / best_of(lambda: engine.translate(sentences)),
    }
    rates["bare"] = words / best_of(make_bare(sentences))
    try:
        make = lookup("engine", "transformers", ENGINES)
        for batch in TRANSFORMERS_BATCHES:
            other = make("news", pieces_per_batch=batch)
            rates[f"transformers {batch}"] = words / best_of(lambda: other.translate(sentences), 1)  # noqa: B023
    except ReinschriftError as error:
        print(f"transformers is not measured: {error}", file=sys.stderr)
    return rates


def make_bare(sentences: Sequence[str], *, threads: int | None = None) -> Callable[[], object]:
    """Return a loop over CTranslate2 itself, its pieces and batches made beforehand.

    It uses all cores if `threads` does not say how many.
    """
    import ctranslate2

    folder = lookup("function", "reinschrift_models.hub:resolve", {})("news")
    tokenizer = lookup("class", "reinschrift_models.pieces:Tokenizer", {})(folder)
    batch_by_pieces = lookup("function", "reinschrift_models.batches:batch_by_pieces", {})
    threads = threads or lookup("function", "reinschrift_models.cores:count_cores", {})()
    translator = ctranslate2.Translator(str(folder), inter_threads=threads, intra_threads=1)
    decoding = Decoding()
    pieces = [[*each, "</s>"] for each in tokenizer.encode(list(sentences))]
    batches = [
        [pieces[place] for place in batch]
        for batch in batch_by_pieces([len(each) - 1 for each in pieces])
    ]

    def loop() -> None:
        started = [
            translator.translate_batch(
                batch,
                beam_size=decoding.beam_size,
                max_decoding_length=decoding.max_pieces(max(map(len, batch)) - 1),
                return_scores=True,
                asynchronous=True,
            )
            for batch in batches
        ]
        for promised in started:
            for result in promised:
                result.result()

    return loop


def agreement(sentences: list[str]) -> tuple[int, list[tuple[str, str]]]:
    """Count sentences on which both engines agree at float32; return the pairs that differ.

    The MarianMT folder is converted anew: the bundled weights are rounded to int8.
    """
    theirs = lookup("engine", "transformers", ENGINES)("news", device="cpu")
    convert = lookup("function", "reinschrift_models.conversion:convert_folder", {})
    with tempfile.TemporaryDirectory() as folder:
        exact = convert(theirs.info.folder, Path(folder) / "news", compute_type="float32")
        ours = lookup("engine", "ctranslate2", ENGINES)(exact, compute_type="float32", device="cpu")
        done = zip(ours.translate(sentences), theirs.translate(sentences), strict=True)
        pairs = [(one.text, other.text) for one, other in done]
    differ = [pair for pair in pairs if pair[0] != pair[1]]
    return len(pairs) - len(differ), differ


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("suites", type=Path)
    parser.add_argument("--sentences", type=int, default=120)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    os.environ[suites.FOLDER_VARIABLE] = str(options.suites)
    sentences = list(suites.load("wmt21").source)

    report: dict[str, object] = {"cold start": (start := cold_start())}
    print(
        f"cold start, one sentence: {start['translate_seconds']:.2f} s, "
        f"peak {start['translate_peak_mb']:.0f} MB; import reinschrift {start['import_ms']:.0f} ms"
    )
    report["words per second"] = rates = throughput(sentences[: options.sentences])
    for name, rate in rates.items():
        print(f"{name:18} {rate:8.0f} words/s")
    slow = max((rate for name, rate in rates.items() if name.startswith("tr")), default=None)
    print(f"flow / bare: {rates['flow'] / rates['bare']:.2f}")
    if slow is not None:
        print(f"flow / transformers at its best: {rates['flow'] / slow:.1f}")
        same, differ = agreement(sentences[:200])
        print(f"same text at float32: {same} of 200")
        for one, other in differ[:5]:
            print(f"  ctranslate2   {one}\n  transformers  {other}")
        report["agreement"] = {"same": same, "of": 200, "differ": differ}
    if options.json:
        options.json.parent.mkdir(parents=True, exist_ok=True)
        options.json.write_text(json.dumps(report, indent=1, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
