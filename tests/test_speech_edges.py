"""What stands around quoted speech: its sentence, its verb, and whoever said it."""

from __future__ import annotations

import pytest

from reinschrift.repairs import repair

MENDED = {
    "Der Sturm deckte Dächer ab „So etwas haben wir noch nie erlebt“, sagte die Wirtin.": (
        "Der Sturm deckte Dächer ab. „So etwas haben wir noch nie erlebt“, sagte die Wirtin."
    ),
    "Die Klinik nimmt niemanden auf „Uns fehlen vierzig Pfleger“ sagte Ärztin Ute Behrens.": (
        "Die Klinik nimmt niemanden auf. „Uns fehlen vierzig Pfleger“, sagte Ärztin Ute Behrens."
    ),
    "„Wir kennen die Ursache noch nicht“, sagte er Ein Sprecher der Feuerwehr.": (
        "„Wir kennen die Ursache noch nicht“, sagte ein Sprecher der Feuerwehr."
    ),
    "„Das Becken bleibt vorerst leer“, erklärte sie Stadträtin Gesa Wulff am Montag.": (
        "„Das Becken bleibt vorerst leer“, erklärte Stadträtin Gesa Wulff am Montag."
    ),
    "„Der Deich hält“, sagte Der zuständige Ingenieur vor Ort.": (
        "„Der Deich hält“, sagte der zuständige Ingenieur vor Ort."
    ),
}
LEFT = [
    "Auf dem Tor hing ein Schild „Wir kommen am Montag wieder“, berichtete ein Nachbar.",
    "Sie rief nur „Wir kommen am Montag wieder“, sagte ein Nachbar.",
    "Bekannt wurde er mit dem Lied „Wir kommen am Montag wieder“, sagte ein Nachbar.",
    "„Wir kommen am Montag wieder“, sagte er Reporterin Gesa Wulff.",
    "„Wir kommen am Montag wieder“, sagte er. Ein Sprecher der Bahn widersprach.",
    "„Wir kommen am Montag wieder“, sagte er Journalisten der Zeitung.",
]


@pytest.mark.parametrize(("scarred", "clean"), MENDED.items())
def test_what_is_around_speech_is_mended(scarred: str, clean: str) -> None:
    assert repair(scarred).text == clean


@pytest.mark.parametrize("text", LEFT)
def test_what_is_right_around_speech_is_left(text: str) -> None:
    assert repair(text, level="full").text == text
