from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from reinschrift_models.training import batches
from reinschrift_models.training.__main__ import main
from reinschrift_models.training.batches import Position
from reinschrift_models.training.corpus import build_corpus, read_corpus
from reinschrift_models.training.pack import Packed, open_packed, pack
from reinschrift_models.training.recipe import Recipe, read_recipe
from reinschrift_models.training.vocabulary import EOS, UNK, learn_vocabulary, load_pieces

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Made = tuple[Recipe, "Packed", "Path"]


@pytest.fixture
def packed(data: Path, write_recipe: Callable[..., Path]) -> Made:
    recipe = read_recipe(write_recipe())
    build_corpus(recipe, data)
    pairs = list(read_corpus(data))
    learn_vocabulary(((pair.source, pair.target) for pair in pairs), recipe, data)
    pack(pairs, recipe, spm=data / "joint.spm", out=data)
    return recipe, open_packed(data), data


def test_ids_decode_to_the_text_and_marks_stand_where_marian_wants_them(packed: Made) -> None:
    _, arrays, folder = packed
    pieces = load_pieces(folder / "joint.spm")
    for row, pair in enumerate(read_corpus(folder)):
        ids = arrays.columns["source"][row].tolist()
        assert ids[-1] == EOS
        assert EOS not in ids[:-1]
        assert pieces.decode([number - 1 for number in ids[:-1]]) == pair.source


def test_transformers_tokenises_to_the_same_ids(packed: Made) -> None:
    transformers = pytest.importorskip("transformers")
    recipe, arrays, folder = packed
    with pytest.warns(UserWarning, match="sacremoses"):
        tokenizer = transformers.MarianTokenizer(
            *(str(folder / name) for name in ("joint.spm", "joint.spm", "vocab.json"))
        )
    assert tokenizer.pad_token_id == recipe.vocabulary.pieces - 1
    assert (tokenizer.eos_token_id, tokenizer.unk_token_id) == (EOS, UNK)
    pair = next(read_corpus(folder))
    assert tokenizer(pair.source)["input_ids"] == arrays.columns["source"][0].tolist()


def test_german_marks_are_pieces_and_digits_stand_alone(packed: Made) -> None:
    _, _, folder = packed
    pieces = load_pieces(folder / "joint.spm")
    known = {pieces.id_to_piece(number) for number in range(len(pieces))}
    assert set("„“‚‘–€ßÄÖÜäöü»«") <= known
    assert [p for p in pieces.encode("2019", out_type=str) if p != "▁"] == ["2", "0", "1", "9"]
    assert pieces.decode(pieces.encode("東京")) == "東京"


def test_a_plan_is_a_function_of_seed_and_position(packed: Made) -> None:
    recipe, arrays, _ = packed
    plans = [batches.plan_epoch(arrays, recipe, Position(epoch=n)) for n in (0, 0, 1)]
    rows = [[visit.rows.tolist() for visit in plan] for plan in plans]
    assert rows[0] == rows[1] != rows[2]


def test_weights_are_visits_and_batches_keep_the_budget(packed: Made) -> None:
    recipe, arrays, _ = packed
    plan = batches.plan_epoch(arrays, recipe, Position())
    visits = Counter(row for visit in plan for row in visit.rows.tolist())
    assert set(visits.values()) == {2, 3}  # the weight is 2.5
    assert sorted(visits) == list(range(len(arrays)))
    for visit in plan:
        batch = batches.load_batch(arrays, visit, pad=431)
        assert batch.source.shape == (len(visit.rows), visit.widths.source)
        assert batch.target.shape == (len(visit.rows), visit.widths.target)
        assert (batch.source.size + batch.target.size) / 2 <= recipe.schedule.batch_tokens
        assert (batch.source == EOS).sum() == len(visit.rows)


def test_twins_share_the_visits_of_their_pair(packed: Made) -> None:
    recipe, arrays, folder = packed
    recipe = replace(recipe, noise=replace(recipe.noise, share=1.0, twins=3))
    pairs = list(read_corpus(folder))
    pack(pairs, recipe, spm=folder / "joint.spm", out=folder)
    twins = open_packed(folder)
    assert len(twins) == 3 * len(arrays)
    source = twins.columns["noised-source"]
    seen = {tuple(source[row].tolist()) for row in range(0, len(twins), len(arrays))}
    assert len(seen) > 1
    visits = sum(len(one.rows) for one in batches.plan_epoch(twins, recipe, Position()))
    assert visits == pytest.approx(2.5 * len(arrays), rel=0.1)


def test_a_stream_goes_on_from_any_position(packed: Made) -> None:
    recipe, arrays, _ = packed
    size = len(batches.plan_epoch(arrays, recipe, Position()))
    whole = list(itertools.islice(batches.stream(arrays, recipe, Position(), pad=431), 2 * size))
    for cut in (1, size - 1, size, size + 3):
        after = whole[cut - 1][1]
        rest = itertools.islice(batches.stream(arrays, recipe, after, pad=431), 2 * size - cut)
        for (wanted, _), (found, _) in zip(whole[cut:], rest, strict=True):
            assert np.array_equal(wanted.source, found.source)
            assert np.array_equal(wanted.target, found.target)


def test_an_unknown_recipe_is_one_line_and_code_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / "none.toml"), "--work", str(tmp_path)]) == 2
    assert capsys.readouterr().err.startswith("error: ")


def test_the_vocabulary_does_not_tell_where_it_was_made(packed: Made) -> None:
    _, _, folder = packed
    assert str(folder).encode() not in (folder / "joint.spm").read_bytes()
