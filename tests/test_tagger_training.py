"""How the tagger is taught: labels lead back to the clean text, look-alikes have none."""

from __future__ import annotations

import re
from itertools import pairwise
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from reinschrift.edits import Edit, apply
from reinschrift.lexicon import load
from reinschrift.scars import RATES, scar
from reinschrift.tagger.proposals import read_place, read_split
from reinschrift.tagger.sequences import ALLOWED, CLASSES, COMMA_LOWER, LOWER, read_line
from reinschrift_models.training.tagger.disguise import disguise, modifiers
from reinschrift_models.training.tagger.labels import label
from reinschrift_models.training.tagger.names import Names

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
    sure = [0.6 + 0.39 * at / 200 for at in range(200)]
    scores.right = {"closed": sure, "title": sure, "rare": sure[:3]}
    scores.false = {"title": [(0.5 + 0.45 * at / 40, 1.0) for at in range(40)]}
    curves = scores.curves()
    assert set(curves) == {"closed", "title"}  # three right edits make no curve
    small, large = _spend(curves, 1.0), _spend(curves, 30.0)
    assert small["closed"] < 0.72  # the first step from where thresholds begin
    assert small["title"] > 0.9
    assert large["closed"] <= small["closed"]
    assert large["title"] < small["title"]
