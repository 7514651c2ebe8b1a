"""Scars made by translating node by node, with an engine that knows what the test tells it."""

from __future__ import annotations

from random import Random

import pytest
from click.testing import CliRunner

from reinschrift.cli.app import cli
from reinschrift.edits import apply, check
from reinschrift.engines import Decoding, Hypothesis
from reinschrift.scars import scar_english
from reinschrift.scars.translated import LineTooLong, cut_nodes

ENGLISH = "The minister met Xi Jinping on Monday, said the ministry in Berlin."
GERMAN = "Die Ministerin traf am Montag Xi Jinping, sagte das Ministerium in Berlin."
# Words alone, in the other language's order and with a capital, as a model gives them.
WORDS = {
    "The": "Die", "minister": "Ministerin", "met": "Traf", "Xi": "Xi", "Jinping": "Jinping",
    "on": "am", "Monday": "Montag", "Monday,": "Montag", "said": "sagte", "the": "das",
    "ministry": "Ministerium", "in": "In", "Berlin.": "Berlin.", "Berlin": "Berlin",
}  # fmt: skip


class Dictionary:
    """An engine that knows whole sentences, and puts word for word elsewhere."""

    name = "dictionary"
    window = 100

    def __init__(self, whole: dict[str, str]) -> None:
        self._whole = whole

    def count_pieces(self, text: str) -> int:
        return len(text.split())

    def translate(self, texts: list[str], decoding: Decoding | None = None) -> list[Hypothesis]:
        assert decoding is not None
        word_by_word = (" ".join(WORDS.get(one, one) for one in text.split()) for text in texts)
        return [
            Hypothesis(self._whole.get(text, other))
            for text, other in zip(texts, word_by_word, strict=True)
        ]


@pytest.mark.parametrize("seed", range(20))
def test_the_edits_heal_what_the_nodes_broke(seed: int) -> None:
    english = f"{ENGLISH}\n\n{ENGLISH}"
    done = scar_english(english, Dictionary({ENGLISH: GERMAN}), seed=seed)
    assert done.clean == f"{GERMAN}\n\n{GERMAN}"
    check(done.text, done.edits)
    assert apply(done.text, done.edits) == done.clean
    assert done == scar_english(english, Dictionary({ENGLISH: GERMAN}), seed=seed)


def test_nodes_leave_scars_of_several_kinds() -> None:
    engine = Dictionary({ENGLISH: GERMAN})
    rules = {
        rule
        for seed in range(60)
        for edit in scar_english(ENGLISH, engine, seed=seed).edits
        for rule in edit.rules
    }
    assert {"merged-words", "fragment-case", "moved-anchor"} <= rules


def test_nodes_that_say_something_else_leave_the_line_whole() -> None:
    other = "Am Wochenende kam Besuch aus China ins Ministerium."
    engine = Dictionary({ENGLISH: other})
    assert all(scar_english(ENGLISH, engine, seed=seed).text == other for seed in range(20))


@pytest.mark.parametrize("line", [ENGLISH, "", "a", "12 rooms", "– – –"])
def test_nodes_are_the_line(line: str) -> None:
    for seed in range(20):
        assert "".join(cut_nodes(line, Random(seed))) == line


def test_a_line_longer_than_the_model_reads_is_named() -> None:
    with pytest.raises(LineTooLong, match="a sentence a line: Monday on"):
        scar_english("Monday on " * 60, Dictionary({}))


def test_the_command_takes_no_rates_with_a_model() -> None:
    done = CliRunner().invoke(
        cli, ["scar", "--english", "m", "--rate", "all=0", "-"], input=ENGLISH
    )
    assert done.exit_code == 2
    assert "--rate is for the simulator" in done.output


def test_the_command_scars_english(monkeypatch: pytest.MonkeyPatch) -> None:
    engines: dict[str, Dictionary] = {"my-model": Dictionary({ENGLISH: GERMAN})}
    monkeypatch.setattr("reinschrift.cli.scar.lookup", lambda *_: engines.__getitem__)
    done = CliRunner().invoke(
        cli, ["scar", "--english", "my-model", "--seed", "3", "-"], input=f"{ENGLISH}\n"
    )
    assert done.exit_code == 0
    wanted = scar_english(f"{ENGLISH}\n", engines["my-model"], seed=3)
    assert done.stdout.strip() == wanted.text.strip()
