"""What the rest of an article tells of a word that may be two."""

from __future__ import annotations

import pytest

from reinschrift.edits import apply
from reinschrift.repairs import repair
from reinschrift.stages.said_names import part_said_names, tell_names


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Raúl Echeverría kam. Das sagte Echeverríain Rom.", "Echeverría in Rom."),
        ("Adaeze Nwachukwu sprach, Nwachukwubei der Feier auch.", "Nwachukwu bei der"),
        ("Esaam Abend, so die Esa.", "Esa am Abend"),
        ("Tunçdemir schwieg. Am Tag ging Tunçdemirobwohl er blieb.", "Tunçdemir, obwohl er"),
    ],
)
def test_a_name_that_stands_elsewhere_is_parted(text: str, wanted: str) -> None:
    edits = list(part_said_names(text, tell_names(text)))
    assert wanted in apply(text, edits)
    assert {edit.rule for edit in edits} == {"merged-words"}
    assert wanted in repair(text).text


@pytest.mark.parametrize(
    "text",
    [
        "Der Iraner kam, die Iranerin auch.",  # a woman
        "Sie liebt Xanten, er ist Xantener.",  # an ending
        "Der Kanzler kam mit Kanzleramtschef Pabst, das Kanzleramt schwieg.",  # compounds
        "Jan kam mit Maxime Janvier.",  # first names begin others
        "Der Rat tagt. Derweil tagt auch der Senat.",  # one word at a sentence's start
        "Esaam Abend, so Esaam in Rom über die Esa.",  # it stands there twice
    ],
)
def test_what_is_one_word_stays_one(text: str) -> None:
    assert list(part_said_names(text, tell_names(text))) == []


def test_a_name_that_comes_back_is_not_parted() -> None:
    scars = "Er traf Wladimir Putinund den Chef. Sie kamennach Rom."
    text = f"Tuva Hammarlund hat ein Kind. {scars}\n\nDas teilte Hammarlund mit. Hammarlund kam."
    assert repair(text).text.count("Hammarlund") == 3


def test_other_lines_of_an_article_count_in_every_pass() -> None:
    text = "Am Dienstag kam Hammarlund.\n\nDas sagteHammarlund dort.\n\nTuva Hammarlund ging."
    assert repair(text).text.count("Hammarlund") == 3


@pytest.mark.parametrize(
    "text",
    [
        "Jong-unaufbei ihremJong-unauf",  # the name stands there once a word was parted
        "Jong-un\xadauf\xadbei ihrem Jong-unauf",  # or once it was cleaned
        "Der Chef Nwachukwuhat es geahnt.\n\nEr ging.\n\nDas sagte Nwachukwubei Tisch.",
    ],
)
def test_names_that_repair_brings_to_light_count(text: str) -> None:
    done = repair(text)
    assert repair(done.text).text == done.text
    assert len(done.edits) > 1
