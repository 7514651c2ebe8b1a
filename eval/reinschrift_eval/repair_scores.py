"""The scores of repair: by edit and rule, by sentence, and on text that needs none.

The clean side of a suite is German that was right when it was written: a wanted repair gives
it, and every edit that is made to it is false.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from reinschrift import Document
from reinschrift.edits import Edit
from reinschrift.repairs import Repair
from reinschrift_eval import bundled
from reinschrift_eval.edit_scores import Place, Tally, find_places, tally
from reinschrift_eval.measures import Measure, f_half, per_thousand, share
from reinschrift_eval.scores import Score, Scorer, likeness
from reinschrift_eval.splits import count_splits
from reinschrift_eval.suite import Suite

F_HALF = Measure("repair F0.5", f_half)
PRECISION = Measure("repair precision", lambda sums: share(sums[..., 0:2]))
RECALL = Measure("repair recall", lambda sums: share(sums[..., 2:4]))
# Merged words: the exact splits found, those made that are right, the commas lost with them.
PARTED = Measure("merged words parted", share)
PARTED_RIGHT = Measure("words parted rightly", share)
COMMAS = Measure("commas of merged words restored", share)
EXACT = Measure("exact sentences", share)
# Sentences in which a link's words had moved: as good as the editor's, and further from it.
RESTORED = Measure("moved sentences restored", share)
WORSE = Measure("moved sentences made worse", share, is_better_higher=False)
FALSE_EDITS = Measure("false edits per 1,000 words", per_thousand, is_better_higher=False)

_RESTORED = 95.0  # chrF to the editor's sentence


def repair_scores(
    suite: Suite,
    repaired: Sequence[str],
    edits: Sequence[Sequence[Edit]],
    repair: Callable[[Document], tuple[Document, Repair]],
    scorer: Scorer,
) -> list[Score]:
    """Score repair on a suite as far as its data allows."""
    found: list[Score] = []
    if suite.gold:
        pairs = zip(repaired, suite.gold, strict=True)
        found.append(scorer.score(EXACT, [(one == right, 1) for one, right in pairs]).score)
    if any(suite.edits):
        places = _places(suite, edits)
        rows = [tally(each)[""].as_row() for each in places]
        found += (scorer.score(one, rows).score for one in (F_HALF, PRECISION, RECALL))
        found += _split_scores(suite, places, scorer)
    if any(map(_has_moved, suite.edits)) and not suite.is_document:
        found += _moved_scores(suite, repaired, scorer)
    if suite.name in bundled.FIELDS:  # of text from elsewhere we cannot say that it is clean
        clean = suite.gold or suite.source
        if clean == suite.source:
            made = list(edits)
        else:
            made = [repair(Document.from_text(text))[1].edits for text in clean]
        false = [(len(each), len(text.split())) for each, text in zip(made, clean, strict=True)]
        found.append(scorer.score(FALSE_EDITS, false).score)
    return found


def _split_scores(
    suite: Suite, places: Sequence[Sequence[Place]], scorer: Scorer
) -> Iterator[Score]:
    """Score where merged words were parted, and the commas that were lost with them."""
    if suite.is_document:
        return  # its places are those of the whole text
    counts = [count_splits(*each) for each in zip(suite.source, places, strict=True)]
    if any(one.wanted for one in counts):
        yield scorer.score(PARTED, [(one.found, one.wanted) for one in counts]).score
        yield scorer.score(PARTED_RIGHT, [(one.found, one.made) for one in counts]).score
        commas = [(one.commas_found, one.commas_wanted) for one in counts]
        yield scorer.score(COMMAS, commas).score


def _has_moved(edits: Sequence[Edit]) -> bool:
    return any("moved-anchor" in edit.rules for edit in edits)


def _moved_scores(suite: Suite, repaired: Sequence[str], scorer: Scorer) -> Iterator[Score]:
    """Score the sentences in which words had moved, by how like the editor's they are now."""
    restored: list[tuple[int, int]] = []
    worse: list[tuple[int, int]] = []
    for raw, one, right, edits in zip(suite.source, repaired, suite.gold, suite.edits, strict=True):
        counts = int(_has_moved(edits))
        after = likeness([one], [right]) if counts else 0.0
        before = likeness([raw], [right]) if counts else 0.0
        restored.append((int(counts and after >= _RESTORED), counts))
        worse.append((int(after < before), counts))
    yield scorer.score(RESTORED, restored).score
    yield scorer.score(WORSE, worse).score


def rule_tallies(suite: Suite, edits: Sequence[Sequence[Edit]]) -> dict[str, Tally]:
    """Count edits by rule; without an editor's edits, just how many each rule made."""
    return tally([place for places in _places(suite, edits) for place in places])


def _places(suite: Suite, edits: Sequence[Sequence[Edit]]) -> list[list[Place]]:
    """Bring proposed and wanted edits together, item by item.

    In a document the edits may cross lines, and the places go to the line that they begin in.
    """
    wanted = suite.edits or [()] * len(suite.source)
    if not suite.is_document:
        return [find_places(*each) for each in zip(suite.source, edits, wanted, strict=True)]
    starts = [0]
    for text in suite.source:
        starts.append(starts[-1] + len(text) + 1)
    moved = [
        Edit(start + one.start, start + one.end, one.text, one.rule)
        for start, each in zip(starts, wanted, strict=False)
        for one in each
    ]
    places = find_places("\n".join(suite.source), [one for each in edits for one in each], moved)
    return [
        [place for place in places if start <= place.span.start < end]
        for start, end in pairwise(starts)
    ]
