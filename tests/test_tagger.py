"""The tagger: what it sees, how lines are kept apart, and what a budget buys."""

from __future__ import annotations

import json
import struct
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from threadpoolctl import ThreadpoolController

from reinschrift.edits import apply
from reinschrift.lexicon import load
from reinschrift.repairs import repair
from reinschrift.stages import STAGES
from reinschrift.stages.standing import standing
from reinschrift.tagger.features import BAG, ROWS, bag
from reinschrift.tagger.network import DILATIONS, Network, read_weights
from reinschrift.tagger.proposals import read_place, read_split
from reinschrift.tagger.sequences import (
    ALLOWED,
    CAPITAL,
    CLASSES,
    GLUED,
    MARKED,
    NOWHERE,
    SPACED,
    Sequence,
    find_splits,
    read_line,
    split_places,
)
from reinschrift.tagger.tagger import Tagger, load_tagger

if TYPE_CHECKING:
    from reinschrift.tagger.network import Floats

np = pytest.importorskip("numpy")

LINES = [
    "Der Präsident traf Wladimir Putinund den Außenminister.",
    "Die Zahl stieg auf 3.000, teilte Die Behörde mit.",
    "Kurz",
    "Er kam am Montag, sagte die Sprecherinder Polizei in Kassel und Umgebung, obwohl es regnete.",
]


def tagger() -> Tagger:
    found = load_tagger()
    if found is None:
        pytest.skip("the weights of the tagger are not here")
    return found


def small(seed: int = 5) -> Network:
    """Make a network of random weights, in the shapes of the real one."""
    draw = np.random.default_rng(seed)

    def some(*shape: int) -> object:
        return draw.normal(0, 0.2, shape).astype(np.float32)

    weights = {
        "table.weight": some(ROWS, 8),
        "flags.weight": some(128, 8),
        "inner.weight": some(12, 8),
        "inner.bias": some(12),
        "head.weight": some(12, 24),
        "head.bias": some(12),
        "out.weight": some(len(CLASSES), 12),
        "out.bias": some(len(CLASSES)),
    }
    for at in range(len(DILATIONS)):
        weights[f"convolutions.{at}.weight"] = some(12, 36)
        weights[f"convolutions.{at}.bias"] = some(12)
    return Network(weights, load())  # type: ignore[arg-type]


def test_places_are_named_by_what_stands_between_two_words() -> None:
    tokens, sequence = read_line("Er sagte, Die Firma habe 2024wurde Xi 3.000 „Nein“ gesagt")
    kinds = {token.text: kind for token, kind in zip(tokens, sequence.kinds, strict=True)}
    assert kinds["Er"] == NOWHERE
    assert kinds["sagte"] == SPACED
    assert kinds["Die"] == MARKED + CAPITAL
    assert kinds["Firma"] == SPACED + CAPITAL
    assert kinds["wurde"] == GLUED
    assert kinds["Nein"] == kinds["gesagt"] == NOWHERE  # a quotation mark stands between


@pytest.mark.parametrize("word", ["Putin", "überschrittenobwohl", "ß", "3.000", "…", "GmbH & Co"])
def test_every_word_is_a_bag_of_rows(word: str) -> None:
    rows = bag(word, load())
    assert 0 < len(rows) <= BAG
    assert all(0 < row < ROWS for row in rows)


def test_a_merge_is_a_candidate_and_a_known_word_is_none() -> None:
    tokens, sequence = read_line(LINES[0])
    splits = find_splits(tokens, sequence, load())
    assert {split.token for split in splits} == {4}
    for split in splits:
        words = split.sequence.words
        assert "".join(words[split.at - 1 : split.at + 1]) == "Putinund"
        assert len({len(column) for column in split.sequence}) == 1
    assert split_places("Regierung", load()) == ()


def test_a_line_is_read_once_until_it_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    network = small()
    read: list[int] = []
    score = network.score

    def counted(some: list[Sequence]) -> list[Floats]:
        read.append(len(some))
        return score(some)

    monkeypatch.setattr(network, "score", counted)
    one = Tagger(network, {}, load())
    first = one.read(LINES)
    assert one.read(LINES) == first
    assert len(read) == 1
    one.forget()
    assert one.read(LINES) == first
    assert len(read) == 2


def test_lines_do_not_see_one_another() -> None:
    network = small()
    sequences = [read_line(line)[1] for line in LINES]
    together = network.score(sequences)
    for sequence, scores in zip(sequences, together, strict=True):
        [alone] = small().score([sequence])
        assert scores.shape == (sum(map(bool, sequence.kinds)), len(CLASSES))
        np.testing.assert_allclose(scores, alone, atol=1e-5)


def test_reading_takes_one_thread_and_gives_the_others_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    blas = ThreadpoolController().select(user_api="blas")
    before = [library["num_threads"] for library in blas.info()]
    if not before or max(before) == 1:
        pytest.skip("numpy's products have one thread, or none that can be counted")
    network = small()
    sequences = [read_line(line)[1] for line in LINES]
    score = network._score
    seen: list[int] = []

    def watched(some: list[Sequence]) -> list[Floats]:
        seen.extend(library["num_threads"] for library in blas.info())
        return score(some)

    monkeypatch.setattr(network, "_score", watched)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(network.score, [sequences] * 20))
    assert set(seen) == {1}
    assert [library["num_threads"] for library in blas.info()] == before


def test_what_a_place_does_not_allow_has_no_chance() -> None:
    network = small()
    for line in LINES:
        sequence = read_line(line)[1]
        [scores] = network.score([sequence])
        for kind, row in zip(filter(None, sequence.kinds), scores, strict=True):
            forbidden = set(range(len(CLASSES))) - set(ALLOWED[kind])
            assert all(row[one] < 1e-6 for one in forbidden)


def chances(choice: str) -> list[float]:
    return [0.9 if name == choice else 0.01 for name in CLASSES]


@pytest.mark.parametrize(
    ("line", "at", "choice", "wanted", "rule"),
    [
        ("Er sagte es sei gut", 2, "comma", "Er sagte, es sei gut", "lost-boundary"),
        ("Er kam Dann ging er", 2, "stop", "Er kam. Dann ging er", "lost-boundary"),
        ("Er kam dann ging er", 2, "stop+upper", "Er kam. Dann ging er", "lost-boundary"),
        ("Er ging Mit ihr", 2, "lower", "Er ging mit ihr", "fragment-case"),
        ("Er will Dass es geht", 2, "comma+lower", "Er will, dass es geht",
         "lost-boundary+fragment-case"),
        ("Sie Die Lage", 1, "delete", "Die Lage", "stray-fragment"),
        ("Sie die Lage", 1, "delete", "Die Lage", "stray-fragment+fragment-case"),
        ("Xi traf Die die Lage", 3, "delete", "Xi traf die Lage", "stray-fragment"),
        ("Der Chef, Jan kam", 3, "unmark", "Der Chef Jan kam", "stray-fragment"),
        ("Der Chef. Kam an", 3, "unmark+lower", "Der Chef kam an", "stray-fragment+fragment-case"),
        ("Im Jahr 2024wurde es", 3, "space", "Im Jahr 2024 wurde es", "merged-words"),
    ],
)  # fmt: skip
def test_each_class_makes_its_edit(line: str, at: int, choice: str, wanted: str, rule: str) -> None:
    tokens, sequence = read_line(line)
    reading = read_place(line, tokens, at, sequence.kinds[at], chances(choice), load())
    assert apply(line, [reading.edit]) == wanted
    assert reading.edit.rule == rule
    assert f"{choice} 0.900" in reading.edit.evidence


@pytest.mark.parametrize(
    ("choice", "wanted", "rule"),
    [
        ("space", "traf Putin bei Xi", "merged-words"),
        ("comma", "traf Putin, bei Xi", "merged-words"),
        ("stop+upper", "traf Putin. Bei Xi", "merged-words+lost-boundary"),
    ],
)
def test_a_word_is_parted_with_or_without_a_mark(choice: str, wanted: str, rule: str) -> None:
    line = "traf Putinbei Xi"
    word = read_line(line)[0][1]
    reading = read_split(line, word, 10, chances(choice), load())
    assert apply(line, [reading.edit]) == wanted
    assert reading.edit.rule == rule
    assert "Putin (2^" in reading.edit.evidence


def test_weights_are_read_with_the_scale_of_each_row() -> None:
    table = np.array([[1, -2], [3, 4]], dtype=np.int8)
    scale = np.array([0.5, 2], dtype=np.float16)
    header = json.dumps(
        {
            "__metadata__": {"format": "pt"},
            "a": {"dtype": "I8", "shape": [2, 2], "data_offsets": [0, 4]},
            "a.scale": {"dtype": "F16", "shape": [2], "data_offsets": [4, 8]},
        }
    ).encode()
    stored = struct.pack("<Q", len(header)) + header + table.tobytes() + scale.tobytes()
    weights = read_weights(stored)
    assert {name: values.tolist() for name, values in weights.items()} == {
        "a": [[0.5, -1.0], [6.0, 8.0]]
    }


def test_a_greater_budget_never_asks_for_more() -> None:
    found = tagger()
    budgets = sorted(found.thresholds)
    assert {0.05, 0.2} <= set(budgets)
    for line in LINES:
        for reading in found.read([line])[0]:
            stands = standing(line, reading)
            least = [found.least_score(reading, stands, budget) for budget in budgets]
            assert least == sorted(least, reverse=True)


def test_no_budget_leaves_the_rules_alone() -> None:
    text = "\n".join(LINES)
    made = repair(text, budget=0)
    assert not any("tagger" in edit.evidence for edit in made.edits)


def test_only_rows_of_the_table_that_are_learned_ask_the_tagger() -> None:
    learned = [rule for rule, row in STAGES.items() if row.learned]
    assert learned == ["merged-words", "stray-fragment", "lost-boundary", "fragment-case"]


@pytest.mark.torch
def test_numpy_scores_as_torch_does() -> None:
    torch = pytest.importorskip("torch")
    from reinschrift_models.training.tagger.network import Network as Trained

    torch.manual_seed(3)
    trained = Trained(width=8, hidden=12).eval()
    weights = {name: value.numpy() for name, value in trained.state_dict().items()}
    network = Network(weights, load())
    sequence = read_line(LINES[3])[1]
    bags = torch.zeros((len(sequence.words), BAG), dtype=torch.long)
    for row, word in enumerate(sequence.words):
        ids = bag(word, load())
        bags[row, : len(ids)] = torch.tensor(ids)
    with torch.no_grad():
        wanted = trained(
            bags,
            torch.tensor(sequence.flags),
            torch.tensor(sequence.kinds),
            torch.ones(len(bags), 1),
        ).softmax(dim=1)
    [scores] = network.score([sequence])
    np.testing.assert_allclose(scores, wanted.numpy(), atol=1e-4)
