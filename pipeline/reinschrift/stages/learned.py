"""Rules and tagger together: what the four stages of words propose.

Where the tagger is sure enough for the budget its edit is made. Where a rule sees a scar, the
budget is the rule's: there the tagger only says which cure fits best, and where it is certain
that nothing is wrong, the rule gives way.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from itertools import pairwise

from reinschrift.edits import Edit
from reinschrift.lexicon import WORD
from reinschrift.stages.boundaries import close_lost_boundaries, lower_fragments
from reinschrift.stages.cautions import is_behind_title_word, is_demonstrative, needed_score
from reinschrift.stages.commas import comma_before
from reinschrift.stages.fragments import drop_stray_fragments
from reinschrift.stages.merges import split_merged_words
from reinschrift.tagger.proposals import CASE, MERGED, STRAY, Reading
from reinschrift.tagger.sequences import DELETE
from reinschrift.tagger.tagger import Tagger, load_tagger
from reinschrift.words import CONJUNCTIONS

# The rules that the tagger stands above, in the order of their stages.
RULES: Mapping[str, Callable[[str], Iterable[Edit]]] = {
    "merged-words": split_merged_words,
    "stray-fragment": drop_stray_fragments,
    "lost-boundary": close_lost_boundaries,
    "fragment-case": lower_fragments,
}
# False edits per 1,000 clean words. At 0.05 clean news lose four places of 91,642 words and names
# like Schreider begin to suffer; at 0.02 none, for one scar in ten that is missed.
BUDGETS = {"safe": 0.0, "standard": 0.02, "full": 0.05}
# Shares of a cure in all that is not "keep" (two words in one are parted by any), and chances of
# a scar, tried on simulated scars in text held out from training, 2026-11.
LEAST_SHARE = 0.5
CHOSEN = 0.8  # share from which the tagger's cure is taken in place of a rule's
LEAST_COMMA = 0.004  # chance of a comma that the rules need to add one
# Chance of a comma at which one is set: half of the merges of the seed lost one, a fifth of
# the simulated ones, which the chances are for.
LIKELY_COMMA = 0.25
SCARRED = 0.5  # budget on a line where a scar is sure: a page is scarred or it is not
LONGEST_WORD = 12  # characters between two capitals of one title
SURE_TO_DELETE = 0.95  # a word is not taken away for less
CERTAIN = 0.99  # score from which a name or title is believed to be none
BACKED = 0.5  # from here the tagger agrees with a rule that something is wrong
DENIED = 0.02  # below, it is sure that nothing is: of two words in one
DENIED_ELSE = 0.4  # and of all else


def propose(text: str, rules: Collection[str], budget: float) -> list[Edit]:
    """Return the edits that begin with one of `rules`, all four kinds at once.

    The tagger reads a line as it stands, whatever is wrong with it; and what is sure on a line
    is evidence for what is doubtful there, which a later stage would not see any more.
    """
    by_rule = [edit for rule in RULES if rule in rules for edit in RULES[rule](text)]
    tagger = load_tagger() if budget else None
    if tagger is None:
        return by_rule
    waiting = deque(sorted(by_rule, key=lambda edit: edit.start))
    found: list[Edit] = []
    place = 0
    lines = text.split("\n")
    for line, readings in zip(lines, tagger.read(lines), strict=True):
        end = place + len(line)
        here: list[Edit] = []
        while waiting and waiting[0].start <= end:
            here.append(waiting.popleft())
        if readings or here:
            moved = [_move(reading, place) for reading in readings]
            found += _settle_line(text, moved, here, tagger, budget)
        place = end + 1
    return [edit for edit in found if edit.rules[0] in rules]


def read_texts(texts: Iterable[str], budget: float) -> None:
    """Have the tagger read texts, as they are, before their edits are asked for."""
    tagger = load_tagger() if budget else None
    if tagger is not None:
        tagger.read(line for text in texts for line in text.split("\n"))


def _settle_line(
    text: str, readings: list[Reading], by_rule: list[Edit], tagger: Tagger, budget: float
) -> list[Edit]:
    """Return the edits of one line: sure readings, rules, and what those make likely."""
    found: list[Edit] = []
    for edit in by_rule:
        near = [reading for reading in readings if _answers(reading.edit, edit)]
        best = max(near, key=lambda reading: reading.score, default=None)
        if best is not None and best.score >= BACKED and best.share >= CHOSEN:
            made = _with_comma(text, best)
            found.append(replace(made, evidence=f"{made.evidence}; a rule asks for it too"))
        elif best is None or best.score >= (DENIED if MERGED in edit.rules else DENIED_ELSE):
            found.append(edit)
    found += (
        edit
        for edit in _sure(text, readings, tagger, budget)
        if not any(_meet(edit, other) for other in found)
    )
    if found:
        found += (
            replace(edit, evidence=f"{edit.evidence}, or another scar on the line")
            for edit in _sure(text, readings, tagger, max(budget, SCARRED))
            if not any(_meet(edit, other) for other in found)
        )
    return found


def _sure(text: str, readings: list[Reading], tagger: Tagger, budget: float) -> list[Edit]:
    """Return the edits of the readings that a budget allows."""
    found: list[Edit] = []
    titles = _title_case(readings)
    for reading in readings:
        if (
            reading.edit.start not in titles
            and (reading.share >= LEAST_SHARE or MERGED in reading.edit.rules)
            and reading.score >= tagger.least_score(reading, budget)
            and not _is_risky(text, reading)
        ):
            made = _with_comma(text, reading)
            least = tagger.least_budget(reading)
            found.append(replace(made, evidence=f"{made.evidence}; needs --budget {least}"))
    return found


def _move(reading: Reading, place: int) -> Reading:
    edit = reading.edit
    return reading._replace(edit=replace(edit, start=edit.start + place, end=edit.end + place))


def _title_case(readings: list[Reading]) -> set[int]:
    """Return the places of capitals that stand side by side: „Wir Werden Alles Verlieren“."""
    capitals = [one.edit for one in readings if one.edit.rule == CASE and one.score >= BACKED]
    pairs = [
        pair
        for pair in pairwise(capitals)
        if pair[1].start - pair[0].end < LONGEST_WORD and pair[0].end < pair[1].start
    ]
    return {edit.start for pair in pairs for edit in pair}


def _is_risky(text: str, reading: Reading) -> bool:
    """Tell whether an edit may hit a name, title or compound, unless the tagger is certain."""
    edit = reading.edit
    if edit.rules[0] == STRAY and is_demonstrative(text, edit):
        return True
    if reading.choice == DELETE and reading.score < SURE_TO_DELETE:
        return True
    if MERGED in edit.rules:
        return reading.score < needed_score(text, edit.start)
    return (
        reading.score < CERTAIN
        and edit.rules[0] in (CASE, STRAY)
        and is_behind_title_word(text, edit)
    )


def _with_comma(text: str, reading: Reading) -> Edit:
    """Return the reading's edit, with the comma that the rules know to be wanted."""
    edit = reading.edit
    right = WORD.match(text, edit.start)
    if edit.text != " " or edit.start != edit.end or right is None:
        return edit
    if reading.comma >= LEAST_COMMA and comma_before(text, edit.start, right.group()):
        return replace(edit, text=", ", evidence=f"{edit.evidence}; a comma by rule")
    if reading.comma >= LIKELY_COMMA and right.group() not in CONJUNCTIONS:
        return replace(edit, text=", ", evidence=f"{edit.evidence}; links often lose a comma")
    return edit


def _answers(read: Edit, by_rule: Edit) -> bool:
    """Tell whether two edits are about one place: both part a word, or neither does."""
    is_merge = MERGED in by_rule.rules
    return _meet(read, by_rule) and is_merge == (MERGED in read.rules)


def _meet(one: Edit, other: Edit) -> bool:
    return one.start <= other.end + 1 and other.start <= one.end + 1
