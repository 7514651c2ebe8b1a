"""Other repairers on the same German: what they propose, how it is scored and drawn."""

from __future__ import annotations

import pytest

from reinschrift.edits import Edit, apply
from reinschrift_eval import repair_peers
from reinschrift_eval.page_systems import draw_repairers as draw_page
from reinschrift_eval.repair_peers import Propose, missing, repairers, score_peers
from reinschrift_eval.results import SuiteResult
from reinschrift_eval.scores import Sampling, Scorer
from reinschrift_eval.suite import Suite
from reinschrift_eval.terminal import draw_repairers as draw_text

SCARRED = "Er traf Wladimir Putinund Xi Jinping."
CLEAN = "Er traf Wladimir Putin und Xi Jinping."
SUITE = Suite(
    "scars",
    (SCARRED, "Es schneit."),
    {},
    gold=(CLEAN, "Es schneit."),
    edits=((Edit(17, 25, "Putin und", "merged-words"),), ()),
)
PACKAGES = [name for name in repairers() if name not in missing()]


def first_split(text: str) -> list[Edit]:
    """Part Putinund, and break every Jinping."""
    places = [
        text.find(word) + back for word, back in (("Putinund", 5), ("Jinping", 3)) if word in text
    ]
    return [Edit(place, place, " ", "merged-words") for place in places]


def only(monkeypatch: pytest.MonkeyPatch, propose: Propose | None) -> None:
    make = None if propose is None else lambda: propose
    monkeypatch.setattr(repair_peers, "repairers", lambda: {"one": make})


def test_a_peer_is_scored_as_ours_is(monkeypatch: pytest.MonkeyPatch) -> None:
    only(monkeypatch, first_split)
    [one] = score_peers(SUITE, Scorer(2, Sampling(50, 1, "bs")))
    merges = one.rules["merged-words"]
    assert (merges.found, merges.wanted, merges.right, merges.proposed) == (1, 1, 1, 2)
    scores = {score.measure: score.value for score in one.scores}
    assert scores["exact sentences"] == 50
    assert scores["repair precision"] == 50
    assert scores["false edits per 1,000 words"] == pytest.approx(1000 / 9)  # Jin ping


def test_the_table_has_ours_first(monkeypatch: pytest.MonkeyPatch) -> None:
    only(monkeypatch, first_split)
    repaired = score_peers(SUITE, Scorer(2, Sampling(50, 1, "bs")))
    result = SuiteResult("scars", "0", "1", (), scores=repaired[0].scores, repairers=repaired)
    lines = list(draw_text(result))
    assert lines[2].startswith("  » ours")
    assert lines[3].startswith("    one")
    assert "merged words 1 of 1" in lines[3]
    page = draw_page(result)
    assert page.index(">ours<") < page.index(">one<")
    assert "1 of 1" in page


def test_what_is_not_installed_is_named_and_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    only(monkeypatch, None)
    assert missing() == ["one"]
    assert score_peers(SUITE, Scorer(2, Sampling(50, 1, "bs"))) == ()


def test_charsplit_parts_what_looks_like_a_joint() -> None:
    make = repairers()["CharSplit, rebuilt"]
    assert make is not None
    text = "Die Bahnhofsvorplatzsanierung beginnt."
    edits = make()(text)
    assert edits
    assert apply(text, edits).replace(" ", "") == text.replace(" ", "")


def test_ftfy_mends_letters_and_keeps_quotes() -> None:
    pytest.importorskip("ftfy")
    make = repairers()["ftfy"]
    assert make is not None
    [edit] = make()("Die „KÃ¼ste“ bleibt.")
    assert edit.text == "„Küste“"
