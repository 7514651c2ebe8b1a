"""Pronouns that say a subject once more."""

from __future__ import annotations

import pytest

from reinschrift.edits import apply
from reinschrift.stages.stray_subjects import drop_stray_subjects


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Der alte Minister Er sagte zu.", "Der alte Minister sagte zu."),
        ("Händler aus SeoulSie hatten Geld.", "Händler aus Seoul hatten Geld."),
        ("Die Frau, Anna van Dyck, Sie sagte zu.", "Die Frau, Anna van Dyck, sagte zu."),
        ("Es war kalt. Obama Er sagte zu.", "Es war kalt. Obama sagte zu."),
        ("Die Folgen waren Sie waren mild.", "Die Folgen waren mild."),
        (
            "Der Lkw-Fahrer, ein Pole, blieb Er am Leben.",
            "Der Lkw-Fahrer, ein Pole, blieb am Leben.",
        ),
        (
            "Das sind Waren, die Sie im Netz verkauft werden.",
            "Das sind Waren, die im Netz verkauft werden.",
        ),
        ("Der Haushälter Jan Kahl kündigte Er an.", "Der Haushälter Jan Kahl kündigte an."),
    ],
)
def test_a_second_subject_is_dropped(text: str, wanted: str) -> None:
    edits = list(drop_stray_subjects(text))
    assert apply(text, edits) == wanted
    assert {edit.rule for edit in edits} == {"stray-fragment"}


@pytest.mark.parametrize(
    "text",
    [
        "Am Montag Er sagte zu.",  # a scar of another kind
        "Der Rat tagte lange Er kam zu spät.",
        "Heute Sie nicht.",
        "Doch Er sagte zu.",
        "Frau Kahl, Sie haben das gesagt.",
        "Frau Kahl, Chefin der Partei, Sie haben das gesagt.",
        "Haus Er Mann.",
        # A heading, and a sentence.
        "Malaysia Es gibt dort viele Läden.",
        "Login Sie haben noch 500 Zeichen übrig.",
        "Öffentliche Anerkennung Er war kein Musiker.",
        "Breaking Bad - Es ist der Anfang vom Ende.",
        "Das ist es, was sie geworden ist.",
        "Das ist der Rang, der sie geworden wurde.",
        "Das sind Leute, die Sie sehen wollen und werden.",
        "Den Antrag lehnte Er ab.",
        "Der Ministerin half Er nicht.",
    ],
)
def test_what_is_no_second_subject_is_left(text: str) -> None:
    assert list(drop_stray_subjects(text)) == []
