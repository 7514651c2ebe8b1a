"""Words that nobody has counted, parted where the restorer finds two of them likelier."""

from __future__ import annotations

import pytest

from reinschrift.repairs import repair

PARTED = {
    "Betroffen ist vor allem das Werk in Oregonin dem bald nur zwei Bänder laufen sollen.": (
        "Betroffen ist vor allem das Werk in Oregon, in dem bald nur zwei Bänder laufen sollen."
    ),
    "Spanien und Portugaldrängen auf eine schnelle Antwort.": (
        "Spanien und Portugal drängen auf eine schnelle Antwort."
    ),
}
WHOLE = [
    "Der Trainer Ole Calder lobte seine Mannschaft nach dem Spiel.",
    "Die Kreativdirektorin stellte die neue Kollektion in Mailand vor.",
    "Den Preis erhielt die Bundesschlichterin Ute Behrens am Dienstag.",
    "Zum Richtfest kamen am Freitag rund 200 Gäste nach Bad Sulza.",
    "Er gilt als Perfektionist, der auch am Sonntag arbeitet.",
    "Die Zwergzikaden haben den Wein in diesem Jahr verschont.",
]


@pytest.mark.parametrize(("scarred", "clean"), PARTED.items())
def test_what_grew_onto_a_name_is_parted_at_full(scarred: str, clean: str) -> None:
    done = repair(scarred, level="full")
    assert done.text == clean
    assert any("nobody has counted" in edit.evidence for edit in done.edits)
    assert repair(clean, level="full").text == clean
    assert repair(scarred).text == scarred  # rules and tagger leave it


@pytest.mark.parametrize("text", WHOLE)
def test_words_that_only_end_so_stay_whole(text: str) -> None:
    assert repair(text, level="full").text == text
