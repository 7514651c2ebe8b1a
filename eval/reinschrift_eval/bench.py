"""Every benchmark, one after the other: `make bench`.

python -m reinschrift_eval.bench --suites ../shared/data/evalsets --out out/bench
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

BENCHMARKS = ("sentences", "repair", "scars", "engines", "corpus", "scaling")


def main() -> int:
    """Run each benchmark in a process of its own, so that none warms another's caches."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--suites", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    if not options.suites.is_dir():
        print(f"bench: no folder {options.suites}; name one with DATA=…", file=sys.stderr)
        return 2
    options.out.mkdir(parents=True, exist_ok=True)
    failed = 0
    for name in BENCHMARKS:
        print(f"== {name}", flush=True)
        command = [sys.executable, "-m", f"reinschrift_eval.bench_{name}", str(options.suites)]
        failed |= subprocess.run(
            [*command, "--json", str(options.out / f"{name}.json")], check=False
        ).returncode
    return failed


if __name__ == "__main__":
    sys.exit(main())
