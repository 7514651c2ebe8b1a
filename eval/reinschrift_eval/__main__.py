"""Score repair and translation on suites, beside the stored outputs of other systems.

    python -m reinschrift_eval [SUITE…] [--model NAME] [--engine NAME] [--level NAME]
                               [--limit N] [--peers] [--json FILE]

Without a name: every bundled suite, and those in the folder that REINSCHRIFT_SUITES names.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

import reinschrift
from reinschrift.errors import ReinschriftError
from reinschrift_eval import suites
from reinschrift_eval.runs import Run, run_flow, run_system


def main(arguments: list[str] | None = None) -> int:
    """Run the evaluation and print its table; return the exit status."""
    parser = argparse.ArgumentParser(prog="reinschrift_eval", description=__doc__.splitlines()[0])
    parser.add_argument("suites", nargs="*", metavar="SUITE")
    parser.add_argument("--model", default="news")
    parser.add_argument("--engine", default="ctranslate2")
    parser.add_argument("--level", default="full")
    parser.add_argument("--limit", type=int, help="only the first N lines")
    parser.add_argument("--peers", action="store_true", help="score the stored systems too")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write everything there as well")
    options = parser.parse_args(arguments)
    try:
        flow = reinschrift.load(model=options.model, engine=options.engine, level=options.level)
        runs: list[Run] = []
        for name in options.suites or suites.names():
            suite = suites.load(name)
            runs.append(run_flow(suite, flow, limit=options.limit))
            if options.peers:
                runs += (run_system(suite, one, limit=options.limit) for one in suite.systems)
    except ReinschriftError as error:
        print(f"reinschrift_eval: {error}", file=sys.stderr)
        return 2
    print(table(runs))
    if options.json:
        report = {
            "options": {**vars(options), "json": str(options.json)},
            "runs": [*map(asdict, runs)],
        }
        report["reinschrift"] = reinschrift.__version__
        options.json.parent.mkdir(parents=True, exist_ok=True)
        options.json.write_text(json.dumps(report, indent=1, ensure_ascii=False), encoding="utf-8")
    return 0


def table(runs: list[Run]) -> str:
    """Draw the runs as text: a line each, and below it how the numbers were made."""
    lines: list[str] = []
    signatures: dict[str, None] = {}
    for run in runs:
        name = f"{run.suite} {run.digest} n={run.segments}"
        scores = "  ".join(f"{one.metric} {one}" for one in run.scores)
        speed = f"  {run.words_per_second:.0f} words/s" if run.words_per_second else ""
        lines.append(f"{name:38}  {run.system}")
        if scores:
            lines.append(f"    {scores}{speed}")
        if run.flags or run.empty:
            flags = ", ".join(f"{flag} {count}" for flag, count in run.flags.items())
            lines.append(f"    flagged: {flags or 'none'}; empty: {run.empty}")
        if run.repair is not None:
            repair = run.repair
            lines.append(
                f"    repair against the editor's German: equal texts {repair.raw_equal} raw, "
                f"{repair.repaired_equal} repaired of {run.segments}; chrF with spaces "
                f"{repair.raw_likeness:.2f} raw, {repair.repaired_likeness:.2f} repaired"
            )
        signatures.update(dict.fromkeys(f"{one.metric}|{one.signature}" for one in run.scores))
    return "\n".join([*lines, "", *signatures])


if __name__ == "__main__":
    sys.exit(main())
