from __future__ import annotations

import gzip
import json
import random
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reinschrift.errors import UnreadableInput
from reinschrift_models.training import corpus, filters, noise
from reinschrift_models.training.noise import Noised
from reinschrift_models.training.pack import make_twins
from reinschrift_models.training.recipe import Filters, Noise, Recipe, read_recipe

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FIT = [
    ("Die Regierung hat am 3.000 Euro teuren Plan festgehalten.", "It kept the 3,000 euro plan."),
    ("Ja.", "Yes."),
    ("Angela Merkel traf Emmanuel Macron.", "Angela Merkel met Emmanuel Macron."),
]
UNFIT = [
    ("wrong-length", "Nein.", "No, and that is all that there was to say about it for years."),
    ("wrong-length", "", "Nothing"),
    ("no-sentence", "--- 12 | 34 | 56 ---", "--- 12 | 34 | 56 ---"),
    ("copied", "this was left as it was before", "this was left as it was before"),
    ("digits-differ", "Es kamen 230 Gäste.", "There were 320 guests."),
    ("wrong-language", "Le ministre est arrivé hier soir à Paris.", "The minister came to Paris."),
    ("wrong-language", "Der Minister kam nach Paris.", "Der Herr Minister ist da und will essen."),
]


@pytest.mark.parametrize(("source", "target"), FIT)
def test_fit_pairs_pass(source: str, target: str, write_recipe: Callable[..., Path]) -> None:
    assert filters.reject(source, target, read_recipe(write_recipe())) is None


@pytest.mark.parametrize(("reason", "source", "target"), UNFIT)
def test_unfit_pairs_are_named(
    reason: str, source: str, target: str, write_recipe: Callable[..., Path]
) -> None:
    assert filters.reject(source, target, read_recipe(write_recipe())) == reason


def test_a_number_spelt_the_other_way_is_the_same() -> None:
    assert not filters.digits_differ("3.000 Euro", "3,000 euros", Filters())


def test_corpus_drops_evaluation_lines_on_either_side_and_duplicates(
    data: Path, write_recipe: Callable[..., Path]
) -> None:
    extra = data / "parallel" / "extra.tsv.gz"
    reference = (data / "evalsets" / "wmt21" / "ref.A.en").read_text().splitlines()[0]
    rows = [
        ("Ganz neu ist dieser Satz.", "This sentence is all new."),
        ("ganz neu ist dieser Satz!", "This sentence is all new"),
        ("Das steht so nirgends.", reference.upper()),
    ]
    with gzip.open(extra, "wt", encoding="utf-8") as file:
        file.write("".join(f"{german}\t{english}\n" for german, english in rows) + "only one\n")
    recipe = read_recipe(write_recipe())
    corpus.build_corpus(recipe, data)
    account = json.loads((data / "corpus.json").read_text())
    assert account["extra"] == {
        "read": 4,
        "broken-line": 1,
        "duplicate": 1,
        "in-evaluation-set": 1,
        "kept": 1,
    }
    assert account["news/made-up"]["in-evaluation-set"] == 3
    for counts in account.values():
        assert counts["read"] == sum(counts.values()) - counts["read"]
    held_out = corpus.evaluation_keys(data / "evalsets")
    for pair in corpus.read_corpus(data):
        assert filters.overlap_key(pair.source) not in held_out
        assert filters.overlap_key(pair.target) not in held_out
    assert "in-evaluation-set" in corpus.draw_table(account)


def test_columns_swap_for_the_reverse_direction(
    data: Path, write_recipe: Callable[..., Path]
) -> None:
    recipe = read_recipe(write_recipe(head='source = "en"\ntarget = "de"'))
    corpus.build_corpus(recipe, data)
    first = next(corpus.read_corpus(data))
    assert first.source.startswith("The minister")
    assert first.target.startswith("Der Minister")


def test_training_blind_to_overlaps_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="blind"):
        corpus.evaluation_keys(tmp_path)


@pytest.mark.parametrize("suffix", ["", ".gz", ".xz", ".zst"])
def test_every_packing_reads_alike(suffix: str, tmp_path: Path) -> None:
    text = "Grüße\tgreetings\nzwei\ttwo\n"
    path = tmp_path / f"a.tsv{suffix}"
    match suffix:
        case ".gz":
            path.write_bytes(gzip.compress(text.encode()))
        case ".xz":
            import lzma

            path.write_bytes(lzma.compress(text.encode()))
        case ".zst":
            zstandard = pytest.importorskip("zstandard")
            path.write_bytes(zstandard.ZstdCompressor().compress(text.encode()))
        case _:
            path.write_text(text, encoding="utf-8")
    assert list(corpus.read_lines(path)) == ["Grüße\tgreetings", "zwei\ttwo"]


def test_damage_leaves_the_target_or_changes_both_sides_alike() -> None:
    before = Noised("Das Wetter blieb gut.", "The weather stayed fine.")
    pair = Noised(
        "Der Sprecher sagte am 17. Mai, dass 230 „Gäste“ in die Stadt Berlin und nach Köln kamen.",
        "The spokesman said on 17 May that 230 guests came to the city of Berlin and to Cologne.",
    )
    draw = random.Random(5)
    found = [noise.damage(pair, before, draw, Noise()) for _ in range(400)]
    twins = {twin for twin in found if twin}
    assert len(twins) > 20
    for twin in twins:
        assert twin != pair
        if twin.target == pair.target:
            continue
        is_joined = twin.target == f"{before.target} {pair.target}"
        numbers = noise.NUMBER.findall(twin.source)
        assert is_joined or numbers == noise.NUMBER.findall(twin.target)
    assert any("Wetter blieb gut Der" in twin.source for twin in twins)
    assert any(twin.source.isupper() for twin in twins) is False  # too long for a headline


def test_scars_are_those_of_the_simulator_within_one_line() -> None:
    text = "Die Sprecherin Annalena Baerbock behauptete das, und der Minister schwieg."
    draw = random.Random(1)
    scarred = {noise.leave_scars(text, draw, {}) for _ in range(200)}
    assert len(scarred) > 20
    assert not any("\n" in one for one in scarred)
    assert any("Baerbockbehauptete" in one for one in scarred)


CLEAN = "Er hat am Montag Wladimir Putin und den Minister aus Paris getroffen."
HALF = "Er hat getroffen am Montag Wladimir Putin und den Minister aus Paris."
SCARRED = HALF.replace("Putin und", "Putinund")


@pytest.fixture
def scarred_by_hand(data: Path, write_recipe: Callable[..., Path]) -> Recipe:
    items = [
        {"clean": CLEAN, "scarred": SCARRED},
        {"clean": "Sie kamen am Dienstag, und sie blieben lange.", "scarred": None},
        {"clean": "Danach fuhr er.", "scarred": "Danachfuhr er.", "kept": True},
    ]
    path = data / "by-hand" / "items.jsonl"
    path.parent.mkdir()
    path.write_text("".join(json.dumps(item) + "\n" for item in items), encoding="utf-8")
    recipe = read_recipe(write_recipe())
    return replace(
        recipe,
        target="de",
        filters=Filters(max_copy=1.0),
        noise=Noise(share=1.0, scar=1.0),
        data=replace(recipe.data, scarred=(str(path),)),
    )


def test_sentences_scarred_by_hand_come_as_they_are_half_mended_and_whole(
    data: Path, scarred_by_hand: Recipe
) -> None:
    recipe = scarred_by_hand
    corpus.build_corpus(recipe, data)
    pairs = [pair for pair in corpus.read_corpus(data) if pair.origin == "scarred/by-hand"]
    assert [pair.source for pair in pairs if pair.target == CLEAN] == [SCARRED, HALF, CLEAN]
    assert len(pairs) == 4  # what is kept out of training is not there
    # No noise goes on top.
    twins = make_twins(pairs, recipe)
    assert [(twin.source, twin.target) for twin in twins] == [pair[1:] for pair in pairs]


def test_a_model_that_scars_learns_from_clean_to_scarred(
    data: Path, scarred_by_hand: Recipe
) -> None:
    recipe = replace(scarred_by_hand, data=replace(scarred_by_hand.data, scarring=True))
    corpus.build_corpus(recipe, data)
    pairs = list(corpus.read_corpus(data))
    by_hand = [pair for pair in pairs if pair.origin == "scarred/by-hand"]
    assert [(pair.source, pair.target) for pair in by_hand] == [(CLEAN, SCARRED)]
    twins = make_twins(pairs, recipe)
    changed = [
        (pair, twin) for pair, twin in zip(pairs, twins, strict=True) if pair.target != twin.target
    ]
    assert len(changed) > len(pairs) / 4
    # Where a boundary is lost the sentence before comes along.
    assert all(twin.source.endswith(pair.source) for pair, twin in changed)
