"""The lexicon that ships, and words that no count brings into it."""

from __future__ import annotations

import pytest

from reinschrift.lexicon import load
from reinschrift.lexicon.build import SELDOM_ADVERBS
from reinschrift.repairs import repair


@pytest.mark.parametrize("adverb", sorted(SELDOM_ADVERBS))
def test_an_adverb_made_of_smaller_words_is_no_merge(adverb: str) -> None:
    assert adverb in load()
    line = f"Die Liste lag {adverb} vor."
    assert repair(line, level="full").text == line
