"""What a crawler cuts off anywhere is repaired without a crash, and the edits tell all of it."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reinschrift.edits import apply
from reinschrift.repairs import repair
from reinschrift.scars import IN_A_LINE, scar
from reinschrift_eval import bundled

SENTENCES = tuple(bundled.read("news").source)


@st.composite
def cut_lines(draw: st.DrawFn) -> str:
    """Scar a sentence, end it after any of its words, and let two of them run together."""
    sentence = draw(st.sampled_from(SENTENCES))
    words = scar(sentence, seed=draw(st.integers(0, 2**32)), rates=IN_A_LINE).text.split(" ")
    words = words[: draw(st.integers(1, len(words)))]
    if len(words) > 1 and draw(st.booleans()):
        place = draw(st.integers(0, len(words) - 2))
        words[place : place + 2] = [words[place] + words[place + 1]]
    return " ".join(words)


@given(st.lists(cut_lines(), min_size=1, max_size=6).map("\n".join))
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
def test_text_that_was_cut_anywhere_is_repaired(text: str) -> None:
    found = repair(text, level="full")
    assert found.text == apply(text, found.edits)
    assert all(edit.rules and edit.evidence for edit in found.edits)
