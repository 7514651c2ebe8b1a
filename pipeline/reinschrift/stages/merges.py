"""Words that lost the space between them, as at the edge of a link: `Putinund`.

The text of a link or of its neighbour lost its outer space, so each of the two words is
whole. A word is split only if no reading as one German word is left (it is unknown, no
inflection and no compound of known words) and if what follows can follow the second one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reinschrift.edits import CERTAIN, Edit
from reinschrift.lexicon import WORD, load
from reinschrift.stages.commas import comma_before, is_finite
from reinschrift.stages.last_names import find_last_name
from reinschrift.stages.marks import part_marks
from reinschrift.stages.neighbours import fits, has_object
from reinschrift.stages.only_verbs import find_only_verb, is_first_verb
from reinschrift.stages.split_confidence import BEHIND_UNKNOWN
from reinschrift.stages.split_words import NATIVE
from reinschrift.stages.splits import Split, find_splits
from reinschrift.stages.swallowed_words import find_swallowed_word
from reinschrift.verbs import is_verb
from reinschrift.words import NUMERALS, SEPARABLE

RULE = "merged-words"
# How sure the only verb of a sentence is: in 1.8 million words of clean news and books nothing was
# parted but one true merge.
ONLY_VERB = 0.9
LEAST_WORD = 5  # letters; two words of two letters are too often an abbreviation
_SHORT_PREFIX = 3  # letters; those up to it are other words' beginnings as well
LONGEST_WORD = 80  # letters; the longest law had 63, and a line of 10 MB may have no space

_NOT_MASCULINE = frozenset("das dies dieses jedes die diese eine keine seine ihre unsere".split())
_PLURAL = NUMERALS | frozenset("die diese alle viele mehrere beide einige keine ihre".split())
_WORD_BEFORE = re.compile(r"(\w+) $")
_DETERMINED = re.compile(r"\b([^\W\d_]+) [a-zäöüß]+(?:e|en|es) $")
_LAST_WORD = re.compile(r"([^\W\d_]+) $")


def split_merged_words(text: str) -> Iterator[Edit]:
    """Propose a space, or a comma and a space, where two words grew together.

    >>> [edit.text for edit in split_merged_words("Wert überschrittenobwohl er Putinund Xi traf")]
    [', ', ' ']
    """
    parted: set[int] = set()
    for edit in _split_words(text):
        parted.add(edit.start)
        yield edit
    yield from (edit for edit in part_marks(text) if edit.start not in parted)


def _split_words(text: str) -> Iterator[Edit]:
    """Part words that nobody knows into two that are known, or into a name and a verb."""
    lexicon = load()
    for match in WORD.finditer(text):
        word = match.group()
        if word in lexicon or not LEAST_WORD <= len(word) <= LONGEST_WORD:
            continue
        if _is_first(text, match.start()) and is_prefixed_participle(word):
            continue
        grown = find_last_name(text, match)
        if grown:
            yield grown
            continue
        for split in find_splits(word):
            if _suits(word, split, text, match):
                place = match.start() + split.place
                mark = ", " if comma_before(text, place, word[split.place :]) else " "
                is_needed = split.confidence == BEHIND_UNKNOWN and _is_needed(text, match, place)
                sure = CERTAIN if is_needed else split.confidence
                yield Edit(place, place, mark, RULE, sure, split.evidence)
                break
        else:
            place = find_only_verb(text, match)
            if place:
                right = text[place : match.end()]
                mark = ", " if comma_before(text, place, right) else " "
                evidence = f"{word} unknown, and the sentence has no verb but {right}"
                yield Edit(place, place, mark, RULE, ONLY_VERB, evidence)
            elif swallowed := find_swallowed_word(text, match):
                yield swallowed


def is_prefixed_participle(word: str) -> bool:
    """Tell whether a word is a verb's second part with a prefix, as it opens a clause.

    >>> is_prefixed_participle("Weiterverhandelt"), is_prefixed_participle("Zusammenmit")
    (True, False)
    """
    small = word.lower()
    prefixes = (one for one in SEPARABLE if small.startswith(one) and len(one) > _SHORT_PREFIX)
    rests = (small.removeprefix(one) for one in prefixes)
    return any(rest.endswith(("t", "en")) and is_verb(rest, load()) for rest in rests)


def _is_needed(text: str, match: re.Match[str], place: int) -> bool:
    """Tell whether a sentence has no verb but the end of a word, and no comma before it."""
    return find_only_verb(text, match) == place and is_first_verb(text, place)


def _suits(word: str, split: Split, text: str, match: re.Match[str]) -> bool:
    """Tell whether the words around agree with a split."""
    left, right = word[: split.place], word[split.place :]
    if right == "ist" and not left.endswith(NATIVE) and not is_verb_ist(left, text, match.start()):
        return False  # ein Jihadist
    if right.startswith("ge") and right.endswith("t") and _is_first(text, match.start()):
        return False  # Preisgekrönt ist der Film
    if split.needs_object and not is_verb(right, load()):
        # Staaten|unterstützen das, but no Karriere|denken das
        before = _WORD_BEFORE.search(text, max(0, match.start() - 40), match.start())
        if before is None or not (before[1].lower() in _PLURAL or before[1].isdigit()):
            return False
    fit = has_object if split.needs_object else fits
    return fit(right, text, match.end())


def is_verb_ist(left: str, text: str, place: int) -> bool:
    """Tell whether -ist is the verb: nouns that end so are masculine, and names have no article."""
    behind = WORD.match(text, place + len(left) + len("ist "))
    if behind is not None and is_finite(behind.group()):
        return False  # Als Putinist gilt er nicht
    found = _LAST_WORD.search(text, max(0, place - 40), place)
    before = found[1].lower() if found else ""
    determined = _DETERMINED.search(text, max(0, place - 40), place)
    if before in _NOT_MASCULINE or (determined and determined[1].lower() in _NOT_MASCULINE):
        return True
    is_determined = before.endswith(("e", "er", "en", "em", "ein", "des"))
    return left in load().names and not is_determined


def _is_first(text: str, place: int) -> bool:
    """Tell whether a clause starts at `place`, so that a capital says nothing."""
    return not text[max(0, place - 2) : place].rstrip()[-1:].isalnum()
