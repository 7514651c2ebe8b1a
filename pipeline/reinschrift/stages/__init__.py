"""The repair stages, in the order in which they run.

A stage looks at a text whose lines are paragraphs and proposes edits (or flags, where it
sees a scar but no sure repair). It changes nothing. Its name is the name of its rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from reinschrift.edits import Edit, Flag
from reinschrift.stages.agreement import mend_agreement
from reinschrift.stages.anchors import mend_moved_anchors
from reinschrift.stages.boundaries import close_lost_boundaries, lower_fragments
from reinschrift.stages.characters import decode_entities, drop_controls, fix_encoding
from reinschrift.stages.fragments import drop_stray_fragments
from reinschrift.stages.learned import BUDGETS
from reinschrift.stages.merges import split_merged_words
from reinschrift.stages.paragraphs import join_hyphens, mend_split_paragraphs
from reinschrift.stages.spacing import fix_spacing

Stage = Callable[[str], Iterable[Edit | Flag]]

LEVELS = ("safe", "standard", "full")  # each includes those before it


class Row(NamedTuple):
    """A stage, the lowest level that uses it, and why it stands where it stands.

    The tagger has a say in the stages that are `learned`: see `reinschrift.stages.learned`.
    """

    stage: Stage
    level: str
    why: str
    learned: bool = False


STAGES: dict[str, Row] = {
    "encoding": Row(fix_encoding, "safe", "first: every later rule reads letters"),
    "entities": Row(decode_entities, "safe", "before spaces: &nbsp; turns into one"),
    "controls": Row(drop_controls, "safe", "before words: a zero-width space hides in them"),
    "hyphens": Row(join_hyphens, "safe", "before words: a hyphenated half is no word"),
    "spacing": Row(fix_spacing, "safe", "before sentences: their ends are seen by what follows"),
    "merged-words": Row(
        split_merged_words, "standard", "before boundaries: they need whole words", learned=True
    ),
    "stray-fragment": Row(
        drop_stray_fragments, "standard", "before case: it would lower the rest", learned=True
    ),
    "lost-boundary": Row(
        close_lost_boundaries,
        "standard",
        "before case: a new start keeps its capital",
        learned=True,
    ),
    "fragment-case": Row(
        lower_fragments, "standard", "after boundaries: what is left is mid-sentence", learned=True
    ),
    "split-paragraph": Row(
        mend_split_paragraphs, "standard", "after words: it looks at whole lines"
    ),
    "moved-anchor": Row(
        mend_moved_anchors, "full", "on mended words: what the restorer left is flagged"
    ),
    "agreement": Row(mend_agreement, "full", "last: it reads the sentence as it will stand"),
}

RULES = tuple(STAGES)

__all__ = ["BUDGETS", "LEVELS", "RULES", "STAGES", "Row", "Stage"]
