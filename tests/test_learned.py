"""Rules and tagger together: who has the last word where."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reinschrift.edits import Edit
from reinschrift.repairs import repair
from reinschrift.stages import learned
from reinschrift.stages.cautions import needed_score
from reinschrift.stages.learned import propose
from reinschrift.tagger.proposals import Reading
from reinschrift.tagger.sequences import COMMA, LOWER, SPACE, SPACED

ALL = list(learned.RULES)
MERGE = "Er traf Putinund Xi am Montag."
MERGED_AT = 13


class Scripted:
    """A tagger that says what the test wants it to say."""

    def __init__(self, *readings: Reading, line: str = MERGE, sure: float = 0.9) -> None:
        self._answers = {line: readings}
        self._sure = sure

    def read(self, lines: list[str]) -> list[tuple[Reading, ...]]:
        return [self._answers.get(line, ()) for line in lines]

    def least_score(self, _reading: Reading, budget: float) -> float:
        return self._sure if budget < 0.3 else self._sure / 2

    def least_budget(self, _reading: Reading) -> float:
        return 0.02


def reading(edit: Edit, score: float, *, choice: int = SPACE, share: float = 0.9) -> Reading:
    return Reading(SPACED, choice, score, share, 0.0, edit)


Script = Callable[[Scripted], None]


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> Script:
    def use(tagger: Scripted) -> None:
        monkeypatch.setattr(learned, "load_tagger", lambda: tagger)

    return use


def comma(score: float) -> Reading:
    edit = Edit(MERGED_AT, MERGED_AT, ", ", "merged-words", 0.9, "tagger")
    return reading(edit, score, choice=COMMA)


def texts(text: str, budget: float = 0.05) -> list[str]:
    return [edit.text for edit in propose(text, ALL, budget)]


def test_a_sure_tagger_decides_between_comma_and_space(script: Script) -> None:
    script(Scripted(comma(0.95)))
    assert texts(MERGE) == [", "]


def test_where_a_rule_sees_a_scar_an_even_chance_is_enough(script: Script) -> None:
    script(Scripted(comma(0.6)))
    [edit] = propose(MERGE, ALL, 0.05)
    assert edit.text == ", "
    assert edit.evidence.endswith("a rule asks for it too")


def test_a_doubtful_tagger_leaves_the_rule_its_edit(script: Script) -> None:
    script(Scripted(comma(0.3)))
    assert texts(MERGE) == [" "]


def test_a_tagger_that_denies_the_scar_takes_the_rules_edit_away(script: Script) -> None:
    script(Scripted(comma(0.01)))
    assert texts(MERGE) == []


def test_without_a_budget_the_tagger_is_not_asked(script: Script) -> None:
    script(Scripted(comma(0.01)))
    assert texts(MERGE, budget=0) == [" "]


def test_a_sure_scar_on_the_line_makes_another_likelier(script: Script) -> None:
    line = "Er traf Xi Am Montag in Rom auch Schnell dort."
    first = reading(Edit(11, 12, "a", "fragment-case", 0.9, "t"), 0.95, choice=LOWER)
    second = reading(Edit(33, 34, "s", "fragment-case", 0.6, "t"), 0.6, choice=LOWER)
    script(Scripted(second, line=line))
    assert texts(line) == []
    script(Scripted(first, second, line=line))
    assert texts(line) == ["a", "s"]


def test_a_cure_among_equals_is_not_chosen(script: Script) -> None:
    edit = Edit(21, 22, "s", "fragment-case", 0.4, "t")
    line = "Er traf Xi am Montag Schnell dort."
    script(Scripted(reading(edit, 0.97, share=0.4), line=line))
    assert texts(line) == []


def test_only_the_rules_that_are_asked_for_act(script: Script) -> None:
    script(Scripted(comma(0.95)))
    assert propose(MERGE, ["fragment-case"], 0.05) == []
    assert repair(MERGE, without=["merged-words"]).text == MERGE


def test_edits_of_later_lines_are_placed_in_the_text(script: Script) -> None:
    script(Scripted(comma(0.95)))
    text = f"Eine Zeile davor.\n\n{MERGE}"
    [edit] = propose(text, ALL, 0.05)
    assert edit.start == text.index("und Xi")


def test_capitals_side_by_side_are_a_title(script: Script) -> None:
    line = "Das Lied „Wir Werden Alles Verlieren“ lief."
    readings = [
        reading(Edit(at, at + 1, line[at].lower(), "fragment-case", 0.9, "t"), 0.98, choice=LOWER)
        for at in (14, 21)
    ]
    script(Scripted(*readings, line=line))
    assert texts(line) == []


@pytest.mark.parametrize(
    ("line", "place", "needed"),
    [
        ("Er sprach mit Herrn Kreuznach.", 25, True),  # a name's ending
        ("Das RedaktionsNetzwerk meldet es.", 14, True),  # a brand
        ("Sie besuchen die Blumenschauen.", 23, True),  # an infinitive as a noun's head
        ("Er war ein Perfektionist.", 21, True),  # a suffix
        ("Er traf Putinund Xi.", 13, False),
        ("Er lebt inder Stadt.", 10, False),
    ],
)
def test_some_splits_need_more_certainty(line: str, place: int, *, needed: bool) -> None:
    assert (needed_score(line, place) > 0) == needed
