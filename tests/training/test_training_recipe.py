from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reinschrift.errors import ReinschriftError, UnknownName, UnreadableInput
from reinschrift_models.training.recipe import read_recipe

if TYPE_CHECKING:
    from collections.abc import Callable

RECIPES = sorted((Path(__file__).parents[2] / "models" / "recipes").glob("*.toml"))


@pytest.mark.parametrize("path", RECIPES, ids=lambda path: path.stem)
def test_shipped_recipes_read_and_leave_copyleft_out(path: Path) -> None:
    recipe = read_recipe(path)
    assert recipe.name == path.stem
    for final in (False, True):
        assert recipe.data.weight("technical/manpages-de", final=final) == 0
        assert recipe.data.weight("technical/lilypond-docs", final=final) == 0
    # A model that scars sees it only so as not to forget how to copy.
    assert recipe.data.weight("news/newstest08-17") >= (0.3 if recipe.data.scarring else 1)


def test_shipped_recipes_are_there() -> None:
    assert {path.stem for path in RECIPES} >= {"news-small", "news", "news-small-en-de"}


def test_a_misspelt_key_is_named_with_its_neighbour(write_recipe: Callable[..., Path]) -> None:
    path = write_recipe(schedule="warm_up_steps = 3")
    with pytest.raises(UnknownName, match=r"schedule\.warm_up_steps.*schedule\.warmup_steps"):
        read_recipe(path)


def test_a_missing_key_is_named(tmp_path: Path) -> None:
    path = tmp_path / "r.toml"
    path.write_text('name = "x"\nversion = "1"\n', encoding="utf-8")
    with pytest.raises(ReinschriftError, match="architecture"):
        read_recipe(path)


def test_two_budgets_are_refused(write_recipe: Callable[..., Path]) -> None:
    with pytest.raises(ReinschriftError, match="one of the two"):
        read_recipe(write_recipe(budget="steps = 5\nminutes = 5"))


def test_sentences_longer_than_the_model_are_refused(write_recipe: Callable[..., Path]) -> None:
    path = write_recipe()
    path.write_text(path.read_text().replace("positions = 256", "positions = 128"))
    with pytest.raises(ReinschriftError, match="positions"):
        read_recipe(path)


def test_a_missing_or_broken_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="no recipe there"):
        read_recipe(tmp_path / "none.toml")
    (tmp_path / "broken.toml").write_text("a =", encoding="utf-8")
    with pytest.raises(UnreadableInput, match="not valid TOML"):
        read_recipe(tmp_path / "broken.toml")


def test_the_digest_of_a_step_ignores_what_the_step_does_not_read(
    write_recipe: Callable[..., Path],
) -> None:
    long, short = (read_recipe(write_recipe(budget=f"steps = {n}")) for n in (9, 3))
    assert long.digest("data") == short.digest("data")
    assert long.digest() != short.digest()
