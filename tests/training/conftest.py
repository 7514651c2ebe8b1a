"""A made-up corpus, small enough to train on within a test."""

from __future__ import annotations

import itertools
import lzma
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WHO = [
    ("Der Minister", "The minister"),
    ("Die Lehrerin", "The teacher"),
    ("Der Bürgermeister", "The mayor"),
    ("Eine Sprecherin", "A spokeswoman"),
]
WHAT = [("lobte", "praised"), ("kritisierte", "criticised"), ("prüfte", "examined")]
OBJECT = [("den Plan", "the plan"), ("die Reform", "the reform"), ("das Gesetz", "the law")]
WHEN = [
    ("am Montag", "on Monday"),
    ("im Mai 2019", "in May 2019"),
    ("nach 25 Tagen", "after 25 days"),
    ("gestern", "yesterday"),
]
PAIRS = [
    (
        f"{who[0]} {what[0]} {thing[0]} {when[0]}.",
        f"{who[1]} {what[1]} {thing[1]} {when[1]}.",
    )
    for who, what, thing, when in itertools.product(WHO, WHAT, OBJECT, WHEN)
]

RECIPE = """
name = "made-up"
version = "0"
seed = 3
{head}
[data]
root = "{root}/parallel"
evaluation = "{root}/evalsets"
[data.weights]
"*" = 2.5
[vocabulary]
pieces = 432
[architecture]
width = 32
feed_forward = 64
heads = 4
encoder_layers = 2
decoder_layers = 1
positions = 256
[schedule]
{budget}
batch_tokens = 300
peak_rate = 4e-3
warmup_steps = 20
log_every = 5
save_minutes = 0.0
{schedule}
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Write the corpus and two development sets of three lines each."""
    folder = tmp_path / "parallel" / "news"
    folder.mkdir(parents=True)
    lines = "".join(f"{german}\t{english}\n" for german, english in PAIRS)
    with lzma.open(folder / "made-up.tsv.xz", "wt", encoding="utf-8") as file:
        file.write(lines)
    for name, reference in (("wmt21", "ref.A.en"), ("flores-dev", "ref.en")):
        place = tmp_path / "evalsets" / name
        place.mkdir(parents=True)
        german, english = zip(*PAIRS[::50], strict=True)
        (place / "src.de").write_text("\n".join(german) + "\n", encoding="utf-8")
        (place / reference).write_text("\n".join(english) + "\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def write_recipe(data: Path) -> Callable[..., Path]:
    """Give a function that writes a recipe with a budget and whatever else a test changes."""

    def write(*, budget: str = "steps = 20", head: str = "", schedule: str = "") -> Path:
        path = data / "recipe.toml"
        text = RECIPE.format(root=data, budget=budget, head=head, schedule=schedule)
        path.write_text(text, encoding="utf-8")
        return path

    return write
