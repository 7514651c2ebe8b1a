r"""The table of speeds in a README, made of what `make bench` has written.

    python -m reinschrift_eval.bench_table out/bench pipeline/README.md

What stands between the two marks is replaced; a benchmark that was not run keeps its rows
out.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

BEGIN = "<!-- speeds: made by bench_table -->"
END = "<!-- end of speeds -->"


class Row(NamedTuple):
    """A row of the table: what it says, and where its figure stands."""

    label: str
    benchmark: str
    path: tuple[str | int, ...]
    form: str = "{:.2f}"


ROWS = (
    Row("corpus / bare CTranslate2 loop, everything included", "corpus",
        ("throughput", "run_to_bare")),
    Row("the same without the retries of flagged sentences", "corpus",
        ("throughput", "run_to_bare_without_retries")),
    Row("corpus / CTranslate2 sentence by sentence", "corpus",
        ("run to one by one", "ctranslate2"), "{:.1f}"),
    Row("corpus / transformers sentence by sentence", "corpus",
        ("run to one by one", "transformers"), "{:.1f}"),
    Row("with / without translation memory, 30 % repeated", "corpus",
        ("memory", "with_to_without")),
    Row("corpus, words per second and core", "corpus",
        ("throughput", "words_per_cpu_second"), "{:.0f}"),
    Row("records per second and core, engine excluded: smallest input", "scaling",
        ("by size", 0, "records_per_cpu_second"), "{:.0f}"),
    Row("… largest input", "scaling", ("by size", -1, "records_per_cpu_second"), "{:.0f}"),
    Row("MB, all processes: smallest input", "scaling", ("by size", 0, "megabytes"), "{:.0f}"),
    Row("… largest input", "scaling", ("by size", -1, "megabytes"), "{:.0f}"),
    Row("sentences whose text another batch changes", "scaling",
        ("by company", "other text alone"), "{}"),
)  # fmt: skip


def make_table(folder: Path) -> str:
    """Return the rows whose figures are there."""
    rows = "\n".join(_rows(folder))
    return f"{BEGIN}\n| speed | figure | benchmark |\n|---|---|---|\n{rows}\n{END}"


def _rows(folder: Path) -> Iterator[str]:
    for row in ROWS:
        path = folder / f"{row.benchmark}.json"
        if not path.is_file():
            continue
        value = _find(json.loads(path.read_text(encoding="utf-8")), row.path)
        if value is not None:
            yield f"| {row.label} | {row.form.format(value)} | `bench_{row.benchmark}` |"


def _find(report: object, path: Sequence[str | int]) -> object:
    for step in path:
        if isinstance(report, dict):
            report = report.get(step)
        elif isinstance(report, list) and isinstance(step, int) and report:
            report = report[step]
        else:
            return None
    return report


def replace_table(text: str, table: str) -> str:
    r"""Put the table between its marks.

    >>> replace_table(f"Fast:\n{BEGIN}\nold\n{END}\n", f"{BEGIN}\nnew\n{END}")
    'Fast:\n<!-- speeds: made by bench_table -->\nnew\n<!-- end of speeds -->\n'
    """
    before, _, rest = text.partition(BEGIN)
    return before + table + rest.partition(END)[2] if rest else text


def main() -> None:
    """Write the table into a file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("readme", type=Path)
    options = parser.parse_args()
    text = options.readme.read_text(encoding="utf-8")
    options.readme.write_text(replace_table(text, make_table(options.folder)), encoding="utf-8")


if __name__ == "__main__":
    main()
