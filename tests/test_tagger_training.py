"""How the tagger is taught: labels lead back to the clean text, look-alikes have none."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from reinschrift.edits import Edit, apply
from reinschrift.lexicon import load
from reinschrift.scars import RATES, scar
from reinschrift.tagger.proposals import read_place, read_split
from reinschrift.tagger.sequences import (
    ALLOWED,
    CLASSES,
    COMMA,
    COMMA_LOWER,
    DELETE,
    LOWER,
    SPACE,
    STOP,
    STOP_UPPER,
    UNMARK,
    read_line,
)
from reinschrift_models.training.tagger.disguise import disguise, modifiers
from reinschrift_models.training.tagger.labels import UNTOLD, label
from reinschrift_models.training.tagger.names import Names
from reinschrift_models.training.tagger.pairs import Pair, label_pair, pair_lines, read_pairs

LINE = (
    "Die Ministerin Klara Vogt, die seit März im Amt ist, sagte am Freitag in Kassel, dass die "
    "neue Regelung gelten werde. Kritiker hatten zuvor gewarnt, das Gesetz komme zu spät. Der "
    "Verband der nordhessischen Gemeinden will den Entwurf in der kommenden Woche prüfen."
)
LEARNED = ("merged-words", "lost-boundary", "fragment-case", "stray-fragment")


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 10**6), st.sampled_from(LEARNED))
def test_labels_lead_back_to_the_clean_text(seed: int, kind: str) -> None:
    done = scar(LINE, seed=seed, rates={**dict.fromkeys(RATES, 0.0), kind: 0.3})
    tokens, sequence = read_line(done.text)
    starts = {token.start: at for at, token in enumerate(tokens)}
    made: list[Edit] = []
    for gold in done.edits:
        found = label(done.text, gold)
        if found is None:
            made.append(gold)  # a mark without its space: a rule mends that
            continue
        chances = [float(one == found.kind) for one in range(len(CLASSES))]
        if found.place in starts:
            at = starts[found.place]
            assert found.kind in ALLOWED[sequence.kinds[at]]
            made.append(read_place(done.text, tokens, at, sequence.kinds[at], chances, load()).edit)
        else:
            [word] = [token for token in tokens if token.start < found.place < token.end]
            if found.kind in (LOWER, COMMA_LOWER):  # willDenEntwurf: BASF has no small letter
                assume(done.text[found.place + 1 : word.end].islower())
            made.append(read_split(done.text, word, found.place, chances, load()).edit)
    # A deletion takes the word before; the simulator may have damaged that very word as well.
    if all(one.end < two.start for one, two in pairwise(made)):
        assert apply(done.text, made) == LINE


def test_a_disguise_changes_a_clean_line_by_words_only() -> None:
    nouns = modifiers(load())
    assert "Regierungs" in nouns
    made = {disguise(LINE, "Warten auf den Zug", nouns, Random(seed)) for seed in range(60)}
    assert len(made) > 20
    for text in made - {LINE}:
        assert text.count(".") == LINE.count(".")
        assert text.count(",") == LINE.count(",")


NAMED = [
    "Gestern kam Klara Wieczorek, heute kam Klara Brandvold nach Genf.",
    "Dort traf Klara Haferkamp in Lebring den Rat, und in Leoben lachte sie.",
]


def test_people_and_places_get_names_that_nobody_has_counted() -> None:
    names = Names(NAMED)
    line = "Der Ministerpräsident sagte, dass Klara Wieczorek in Leoben bleibe."
    made = [names.put_into(line, Random(seed)) for seed in range(40)]
    assert made == [names.put_into(line, Random(seed)) for seed in range(40)]
    assert len(set(made)) > 10
    assert any(re.match(r"Der Ministerpräsident,? Klara \w+", one) for one in made)
    assert any("in Leoben" not in one for one in made)
    assert {one.split()[-1] for one in made} == {"bleibe."}


def test_a_text_without_people_stays_as_it_is() -> None:
    assert Names(["Es regnet."]).put_into(NAMED[0], Random(1)) == NAMED[0]


@pytest.mark.parametrize(
    ("scarred", "clean", "labels"),
    [
        ("Er traf Putinund Xi.", "Er traf Putin und Xi.", {"und Xi": SPACE}),
        ("Er rief Xidass er komme.", "Er rief Xi, dass er komme.", {"dass": COMMA}),
        ("Er sagte Bei ihm.", "Er sagte bei ihm.", {"Bei": LOWER}),
        ("Er rief Dass er komme.", "Er rief, dass er komme.", {"Dass": COMMA_LOWER}),
        ("Er ging Sie blieb.", "Er ging. Sie blieb.", {"Sie": STOP}),
        ("Er ging sie blieb.", "Er ging. Sie blieb.", {"sie": STOP_UPPER}),
        ("Die Die Wahl sie endete.", "Die Wahl endete.", {"Die W": DELETE, "endete": DELETE}),
        ("Der Rat, tagte.", "Der Rat tagte.", {"tagte": UNMARK}),
        (
            "Der Rat Er sagte Das Treffen ab.",
            "Der Rat sagte das Treffen ab.",
            {"sagte": DELETE, "Das": LOWER},
        ),
        # It is not over: the prefix goes elsewhere, and what stood behind it needs its full stop.
        (
            "Er sagt zu das Geld Sie lobt ihn.",
            "Er sagt das Geld zu. Sie lobt ihn.",
            {"zu das": UNTOLD, "das Geld": UNTOLD, "Sie": STOP},
        ),
        (
            "Er hat gerettet ein Kind aus Seenotdas nicht schwamm.",
            "Er hat ein Kind aus Seenot gerettet, das nicht schwamm.",
            {"gerettet": UNTOLD, "ein": UNTOLD, "das nicht": COMMA},
        ),
        ("mit der Präsident", "mit dem Präsidenten", {"der": UNTOLD, "Präsident": UNTOLD}),
    ],
)
def test_labels_are_read_off_two_sides(scarred: str, clean: str, labels: dict[str, int]) -> None:
    found = label_pair(scarred, clean)
    assert found == {scarred.index(word): kind for word, kind in labels.items()}


def test_pairs_stand_alone_or_run_on_with_their_labels() -> None:
    pairs = [
        Pair("Er traf Putinund Xi.", "Er traf Putin und Xi."),
        Pair("Es regnet.", "Es regnet."),
    ]
    lines = [one for seed in range(60) for one in pair_lines(pairs, Random(seed))]
    texts = {text for text, _ in lines}
    assert {"Er traf Putinund Xi.", "Es regnet.", "Er traf Putinund Xi Es regnet."} <= texts
    assert "Er traf Putinund Xi. Es regnet." in texts
    for text, labels in lines:
        for place, kind in labels.items():
            assert text.startswith({SPACE: "und", STOP: "Es"}[kind], place)


def test_what_is_kept_for_measuring_is_not_read(tmp_path: Path) -> None:
    rows = [
        {"scarred": "Er Er ging.", "clean": "Er ging.", "kept": True},
        {"scarred": None, "clean": "Es regnet."},
    ]
    path = tmp_path / "items.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert list(read_pairs(path)) == [Pair("Es regnet.", "Es regnet.")]


@pytest.mark.torch
def test_of_a_word_nobody_can_tell_no_split_is_learnt() -> None:
    pytest.importorskip("numpy")
    from reinschrift_models.training.tagger.examples import Examples, join

    text = "Er traf Putinund Xi am Montag."
    known, untold = Examples(), Examples()
    known.add(text, {}, load(), Random(1))
    untold.add(text, {8: UNTOLD, 23: LOWER}, load(), Random(1))
    assert len(known.arrays().starts) == 3
    assert len(untold.arrays().starts) == 2
    assert untold.arrays().labels.tolist().count(UNTOLD) == 1
    both = join(known.arrays(), untold.arrays())
    assert len(both.words) == len(known.arrays().words) + len(untold.arrays().words)
    assert both.starts[-1] == len(both.words)
    last = untold.arrays()
    assert both.bags[both.words[-1]].tolist() == last.bags[last.words[-1]].tolist()


@pytest.mark.torch
def test_a_line_becomes_examples_with_the_labels_of_its_scars() -> None:
    np = pytest.importorskip("numpy")
    from reinschrift_models.training.tagger.examples import Examples

    examples = Examples()
    text = "Er traf Putinund Xi am Montag Bei ihm."
    examples.add(text, {13: 1, 30: 4}, load(), Random(1))
    arrays = examples.arrays()
    assert sorted(arrays.labels[arrays.labels > 0].tolist()) == [1, 4]
    assert arrays.starts[0] == 0
    assert arrays.starts[-1] == len(arrays.words) == len(arrays.kinds)
    assert examples.merges == 1
    assert examples.missed == 0
    assert np.all(np.diff(arrays.starts) > 0)


@pytest.mark.torch
def test_a_larger_network_begins_by_saying_what_the_smaller_one_says() -> None:
    torch = pytest.importorskip("torch")
    from reinschrift.tagger.features import BAG, ROWS
    from reinschrift_models.training.tagger.network import Network

    torch.manual_seed(1)
    small, large = Network(width=8, hidden=12).eval(), Network(width=8, hidden=16).eval()
    for value in (*large.state_dict().values(), *small.convolutions[-1].state_dict().values()):
        value.zero_()
    last = f"convolutions.{len(small.convolutions) - 1}."  # it says nothing, and is not there
    shallow = {name: one for name, one in small.state_dict().items() if not name.startswith(last)}
    assert len(shallow) == len(small.state_dict()) - 2
    large.grow_from(shallow)
    bags = torch.randint(1, ROWS, (30, BAG))
    flags, kinds = torch.zeros(30, dtype=torch.long), torch.ones(30, dtype=torch.long)
    kinds[0] = 0
    with torch.no_grad():
        said = [one(bags, flags, kinds, torch.ones(30, 1)) for one in (small, large)]
    assert torch.allclose(*said, atol=1e-4)


def test_a_budget_buys_what_is_certain_first() -> None:
    pytest.importorskip("numpy")
    from reinschrift_models.training.tagger.calibration import Scores, _spend

    scores = Scores()
    sure = [1 - 0.4 * 0.97**at for at in range(200)]
    scores.right = {"closed": sure, "title": sure, "rare": sure[:3]}
    scores.false = {"title": [(0.5 + 0.45 * at / 40, 1.0) for at in range(40)]}
    curves = scores.curves()
    assert set(curves) == {"closed", "title"}  # three right edits make no curve
    small, large = _spend(curves, 1.0), _spend(curves, 30.0)
    assert small["closed"] < 0.72  # the first step from where thresholds begin
    assert small["title"] > 0.9
    assert large["closed"] <= small["closed"]
    assert large["title"] < small["title"]
