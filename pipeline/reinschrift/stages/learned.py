"""Rules and tagger together: what the four stages of words propose.

Where the tagger is sure enough for the budget its edit is made. Where a rule sees a scar, the
budget is the rule's: there the tagger only says which cure fits best, and where it is certain
that nothing is wrong, the rule gives way.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from reinschrift.edits import CERTAIN, Edit
from reinschrift.lexicon import load
from reinschrift.stages.boundaries import close_lost_boundaries, lower_fragments
from reinschrift.stages.fragments import drop_stray_fragments
from reinschrift.stages.merges import split_merged_words
from reinschrift.stages.missing_marks import find_missing_marks
from reinschrift.stages.said_names import (
    SAID,
    Names,
    drop_splits_of_names,
    part_said_names,
    tell_names,
)
from reinschrift.stages.standing import DOUBTFUL, NEVER_MADE, standing
from reinschrift.stages.tagged_commas import with_comma, with_comma_ahead
from reinschrift.stages.verbless import drop_verbless_stops
from reinschrift.tagger.proposals import CASE, LOST, MERGED, STRAY, Reading
from reinschrift.tagger.sequences import COMMA_LOWER, LOWER
from reinschrift.tagger.tagger import LONGEST_LINE, Tagger, load_tagger
from reinschrift.tokens import word_before

# The rules that the tagger stands above, in the order of their stages.
RULES: Mapping[str, Callable[[str], Iterable[Edit]]] = {
    "merged-words": split_merged_words,
    "stray-fragment": drop_stray_fragments,
    "lost-boundary": close_lost_boundaries,
    "fragment-case": lower_fragments,
}
# False edits per 1,000 clean words. In 91,642 words of clean news 0.05 makes one, 0.1 six (some
# are not the tagger's own: what is sure on a line is evidence for the rest of it).
BUDGETS = {"safe": 0.0, "standard": 0.05, "full": 0.1}
# Shares of a cure in all that is not "keep" (two words in one are parted by any), and chances of
# a scar, tried on simulated scars in text held out from training, 2026-11.
LEAST_SHARE = 0.5
LEAST_SCORE = 0.15  # below, no budget allows an edit: the calibration looks no lower
CHOSEN = 0.8  # share from which the tagger's cure is taken in place of a rule's
# Score where scars are sure on the line, or on two of the lines around it: a page is scarred or it
# is not, and the chances are those of scarred text. Even odds; 0.65 finds less of scars-dev.
SCARRED = 0.5
NEAR = 4  # lines on either side
SCARRED_NEAR = 2  # of them; one scar may be the writer's own
DOUBTED = 0.5  # budget on such a line
LONGEST_WORD = 12  # characters between two capitals of one title
CHOSEN_SPLIT = 0.65  # the same where a word is parted: elsewhere, or with another mark
# Below, the tagger is sure that a rule is wrong: no right one of the 350 splits by rules in the
# tests and in scars-dev has a lower score.
DENIED = 0.2
LONGEST_PARTED = 100  # characters between two edits of one word, or of one place
BACKED = 0.4  # from here the tagger agrees with a rule that something is wrong


class _Line(NamedTuple):
    """What the tagger read in a line that has words, and the edits that are sure there."""

    readings: list[Reading]
    sure: list[Edit]
    later: Sequence[Edit] = ()  # what the next pass will decide


def propose(
    text: str, rules: Collection[str], budget: float, told: Names | None = None
) -> list[Edit]:
    """Return the edits that begin with one of `rules`, all four kinds at once.

    The tagger reads a line as it stands, whatever is wrong with it; and what is sure on a line
    is evidence for what is doubtful there, which a later stage would not see any more. `told` is
    what the whole text, of which `text` may be some lines, tells of its names.
    """
    told = tell_names(text) if told is None else told
    by_rule = [edit for rule in RULES if rule in rules for edit in RULES[rule](text)]
    if MERGED in rules:
        by_rule += (
            edit
            for edit in part_said_names(text, told)
            if not any(_meet(text, edit, other) for other in by_rule)
        )
    tagger = load_tagger() if budget else None
    if tagger is None:
        return list(drop_splits_of_names(text, by_rule, told))
    waiting = deque(sorted(by_rule, key=lambda edit: edit.start))
    hints = deque(find_missing_marks(text) if LOST in rules else ())
    found: list[_Line] = []
    place = 0
    lines = text.split("\n")
    for line, readings in zip(lines, tagger.read(lines), strict=True):
        end = place + len(line)
        here: list[Edit] = []
        while waiting and waiting[0].start <= end:
            here.append(waiting.popleft())
        hinted: list[Edit] = []
        while hints and hints[0].start <= end:
            hinted.append(hints.popleft())
        if len(line) > LONGEST_LINE:  # which the tagger does not read
            found.append(_Line([], here))
        elif line.strip():
            moved = [_move(reading, place) for reading in readings]
            found.append(_settle_line(text, moved, here, hinted, tagger, budget))
        place = end + 1
    likely = (edit for line in _with_likely(text, found, tagger, budget) for edit in line)
    edits = drop_splits_of_names(text, likely, told)
    return [edit for edit in edits if edit.rules[0] in rules]


def _with_likely(
    text: str, lines: list[_Line], tagger: Tagger, budget: float
) -> Iterator[list[Edit]]:
    """Yield the edits of each line, with those that are likely where other scars are sure.

    They may be on the same line, or on two of those around it.
    """
    scarred = [not all(_is_slip(edit) for edit in line.sure) for line in lines]
    for at, (readings, sure, later) in enumerate(lines):
        around = scarred[max(0, at - NEAR) : at + NEAR + 1]
        found = list(sure)
        if scarred[at] or sum(around) >= SCARRED_NEAR:
            found += (
                replace(edit, evidence=f"{edit.evidence}, or other scars around it")
                for edit in _sure(text, readings, tagger, max(budget, DOUBTED), least=SCARRED)
                if not any(_meet(text, edit, other) for other in sure)
                and not any(_meet(text, edit, other) and edit.text != other.text for other in later)
            )
        found = drop_verbless_stops(text, found)
        yield [with_comma_ahead(text, edit, found) for edit in found]


def _is_slip(edit: Edit) -> bool:
    """Tell whether an edit sets a comma that writers forget themselves: it proves no scar."""
    return edit.rule == LOST and edit.text == "," and edit.confidence >= CERTAIN


def read_texts(texts: Iterable[str], budget: float) -> None:
    """Have the tagger read texts, as they are, before their edits are asked for."""
    tagger = load_tagger() if budget else None
    if tagger is not None:
        tagger.read(line for text in texts for line in text.split("\n"))


def _settle_line(
    text: str,
    readings: list[Reading],
    by_rule: list[Edit],
    hinted: list[Edit],
    tagger: Tagger,
    budget: float,
) -> _Line:
    """Bring rules, grammar and tagger together on one line."""
    by_rule = [made for edit in by_rule if (made := _settle(text, edit, readings)) is not None]
    sure = _sure(text, readings, tagger, budget)
    # Grammar reads whole words: where one is to be parted, it looks again in the next pass.
    is_merged = any(MERGED in edit.rules for edit in (*by_rule, *sure))
    marks = _confirmed(text, hinted, readings)
    found = [edit for edit in by_rule if not any(_meet(text, edit, other) for other in marks)]
    found += [
        edit for edit in sure if not any(_meet(text, edit, other) for other in (*marks, *found))
    ]
    now = [edit for edit in marks if not is_merged or MERGED in edit.rules]
    return _Line(readings, found + now, [edit for edit in marks if edit not in now])


def _settle(text: str, edit: Edit, readings: list[Reading]) -> Edit | None:
    """Return what the tagger leaves of a rule's edit."""
    best = _best_answer(text, edit, readings)
    return _alone(text, edit) if best is None else _agree(text, edit, best)


def _confirmed(text: str, hinted: list[Edit], readings: list[Reading]) -> list[Edit]:
    """Return the marks that grammar misses and the tagger finds likely enough."""
    found: list[Edit] = []
    for edit in hinted:
        if edit.confidence >= CERTAIN:
            found.append(edit)
            continue
        best = _best_answer(text, edit, readings)
        if best is None or best.score < 1 - edit.confidence:
            continue
        # A small letter tells that no sentence begins, whatever the tagger would do.
        is_small = best.score < DENIED or edit.text == ","
        made = edit if is_small else _agree(text, edit, best)
        if made is not None:
            found.append(made)
    return found


def _best_answer(text: str, edit: Edit, readings: list[Reading]) -> Reading | None:
    # Readings stand in the order of their edits.
    first = bisect_left(readings, edit.start - LONGEST_PARTED, key=attrgetter("edit.start"))
    last = bisect_left(readings, edit.end + LONGEST_PARTED, key=attrgetter("edit.start"))
    near = [one for one in readings[first:last] if _answers(text, one.edit, edit)]
    return max(near, key=lambda reading: reading.score, default=None)


def _alone(text: str, edit: Edit) -> Edit | None:
    """Return a rule's edit that the tagger has nothing to say of, unless it denies it so.

    It looks at every word that may be two; of spaces lost beside marks it knows nothing.
    """
    is_inside = edit.start == edit.end and _is_inside(text, edit)
    is_denied = is_inside and MERGED in edit.rules and edit.confidence < SAID
    return None if is_denied else edit


def _is_inside(text: str, edit: Edit) -> bool:
    """Tell whether an edit is made at one place among letters, or changes what stands there."""
    return edit.start < edit.end or text[edit.start - 1 : edit.start + 1].isalpha()


def _agree(text: str, edit: Edit, reading: Reading) -> Edit | None:
    """Return what becomes of a rule's edit where the tagger has a say; None for nothing.

    Where both see something wrong, the tagger chooses the cure if it is in no doubt about it.
    """
    if edit.confidence >= CERTAIN:
        return edit
    is_denied = reading.score < DENIED and edit.confidence < SAID and _is_inside(text, edit)
    if is_denied or (reading.edit.rule == STRAY and standing(text, reading) == NEVER_MADE):
        return None
    least = CHOSEN_SPLIT if MERGED in edit.rules else CHOSEN
    if reading.score < BACKED or reading.share < least:
        return edit
    if (
        MERGED in edit.rules
        and reading.place != edit.start
        and _is_behind_known(text, edit.start)
        and not _is_behind_known(text, reading.place)  # sagt|ein or sagte|in
    ):
        return edit  # Hannover|zählte, no Hannov|erzählte
    if edit.text == ". " and reading.choice in (LOWER, COMMA_LOWER):
        return edit  # each side has its main verb: schweigt|Das Museum soll öffnen
    if MERGED in edit.rules and standing(text, reading) == NEVER_MADE:
        return edit  # the tagger's cure is none: Analystin Birgit, Ohlendorf
    made = with_comma(text, reading)
    return replace(made, evidence=f"{made.evidence}; a rule asks for it too")


def _is_behind_known(text: str, place: int) -> bool:
    """Tell whether a place in a word is behind one that is known."""
    return word_before(text, place) in load()


def _sure(
    text: str, readings: list[Reading], tagger: Tagger, budget: float, *, least: float = 2.0
) -> list[Edit]:
    """Return the edits of the readings that a budget allows, or a score of `least`."""
    found: list[Edit] = []
    titles = _title_case(readings)
    for reading in readings:
        if (
            reading.score < LEAST_SCORE
            or reading.edit.start in titles
            or (reading.share < LEAST_SHARE and MERGED not in reading.edit.rules)
        ):
            continue
        stands = standing(text, reading)
        needed = tagger.least_score(reading, stands, budget)
        if stands not in DOUBTFUL:
            needed = min(needed, least)
        if stands != NEVER_MADE and reading.score >= needed:
            made = with_comma(text, reading)
            asks = tagger.least_budget(reading, stands)
            found.append(replace(made, evidence=f"{made.evidence}; needs --budget {asks}"))
    return found


def _move(reading: Reading, place: int) -> Reading:
    edit = reading.edit
    moved = replace(edit, start=edit.start + place, end=edit.end + place)
    return reading._replace(edit=moved, place=reading.place + place)


def _title_case(readings: list[Reading]) -> set[int]:
    """Return the places of capitals that stand side by side: „Wir Werden Alles Verlieren“."""
    capitals = [one.edit for one in readings if one.edit.rule == CASE and one.score >= BACKED]
    pairs = [
        pair
        for pair in pairwise(capitals)
        if pair[1].start - pair[0].end < LONGEST_WORD and pair[0].end < pair[1].start
    ]
    return {edit.start for pair in pairs for edit in pair}


def _answers(text: str, read: Edit, by_rule: Edit) -> bool:
    """Tell whether two edits are about one place: both part a word, or neither does."""
    is_merge = MERGED in by_rule.rules
    return _meet(text, read, by_rule) and is_merge == (MERGED in read.rules)


def _meet(text: str, one: Edit, other: Edit) -> bool:
    """Tell whether two edits touch one another, or part one word."""
    if abs(one.start - other.start) > LONGEST_PARTED:
        return False
    if one.start <= other.end + 1 and other.start <= one.end + 1:
        return True
    return (
        MERGED in one.rules
        and MERGED in other.rules
        and text[min(one.end, other.end) : max(one.start, other.start)].isalpha()
    )
