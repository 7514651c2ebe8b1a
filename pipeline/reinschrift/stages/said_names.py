"""What the rest of an article tells of a word: names come back, and scars seldom do.

A word that nobody knows is two where its first half is a name that stands elsewhere by itself
(Echeverríain), and is one where it stands elsewhere as it is (Hammarlund).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from reinschrift.edits import CERTAIN, Edit
from reinschrift.genders import gender_of
from reinschrift.lexicon import WORD, load
from reinschrift.morphology import reading_size
from reinschrift.stages.commas import comma_before
from reinschrift.stages.neighbours import fits
from reinschrift.stages.split_words import EDGE, NAME_TAILS, NEVER, NOUN_TWINS, PERSON, SHORT_WORDS
from reinschrift.verbs import is_verb

RULE = "merged-words"
# Confidence of a split that the text shows: the tagger may only say which mark was lost. Above that
# of all rules that it may deny.
SAID = 0.985
_LEAST_NAME = 3  # letters
_LEAST_FIRST = 5  # letters of a known name before what names end in
_LEAST_VERB = 4  # letters; shorter ones end names
_LEAST_KNOWN = 4  # binary order of a verb's count
_MOST_RARE = 4  # the same of a name that the lexicon has not told from a noun
_REACH = 80  # characters before a place in which its word begins

# A word as in `lexicon.WORD`; with a sign of capitals first the regex engine finds it fastest.
_CAPITALISED = re.compile(
    r"(?<![\w’'-])[A-ZÄÖÜÁÀÂÉÈÊÍÎÓÔÚÇĆČĐŁÑØÅŚŞŠŽ][^\W\d_]*(?:[-’'][^\W\d_]+)*"
)


class Told(NamedTuple):
    """What a text tells of one of its words, as counts of letters from its start."""

    parted: tuple[int, ...]  # a name of the text ends there: it is two words
    whole: tuple[int, ...]  # nothing known ends there, and the word stands in the text again


Names = Mapping[str, Told]


def tell_names(text: str) -> Names:
    """Return the words that a text tells something of.

    A second half is only as good as what follows it, which `part_said_names` looks at.

    >>> tell_names("Nwachukwu kam. Das sagte Nwachukwubei der Feier.")
    {'Nwachukwubei': Told(parted=(9,), whole=())}
    """
    known = load()
    said = Counter(_CAPITALISED.findall(text))
    told: dict[str, Told] = {}
    for word, count in said.items():
        if count > 1:
            one = Told((), tuple(_find_wholes(word, said)))
        elif word not in known:
            one = Told(tuple(_find_parts(word, said)), ())
        else:
            continue
        if one.parted or one.whole:
            told[word] = one
    return told


def _find_wholes(word: str, said: Collection[str]) -> Iterator[int]:
    known = load()
    if not reading_size(word, known):
        yield from (
            at for at in range(1, len(word)) if word[:at] not in said and word[:at] not in known
        )


def _find_parts(word: str, said: Collection[str]) -> Iterator[int]:
    for at in range(_LEAST_NAME, len(word) - 1):
        left, right = word[:at], word[at:]
        if left in said and _is_name(left) and _can_follow(left, right):
            yield at


def part_said_names(text: str, told: Names) -> Iterator[Edit]:
    """Propose a space behind a name that stands elsewhere in the text by itself.

    >>> text = "Nwachukwu kam. Das sagte Nwachukwubei der Feier."
    >>> [(edit.start, edit.text) for edit in part_said_names(text, tell_names(text))]
    [(34, ' ')]
    """
    for word, one in told.items():
        for at in one.parted:
            yield from _part(text, word, at)


def _part(text: str, word: str, at: int) -> Iterator[Edit]:
    """Part a word where it stands, if what follows there can follow its second half."""
    for match in re.finditer(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text):
        place, left, right = match.start() + at, word[:at], word[at:]
        if fits(right, text, match.end()):
            mark = ", " if comma_before(text, place, right) else " "
            why = f"{left} stands elsewhere in the text, {word} does not"
            yield Edit(place, place, mark, RULE, SAID, why)


def drop_splits_of_names(text: str, edits: Iterable[Edit], told: Names) -> Iterator[Edit]:
    """Leave out what would part a word that stands in the text more than once."""
    for edit in edits:
        if (
            RULE not in edit.rules
            or edit.confidence >= CERTAIN
            or not _parts_name(text, edit, told)
        ):
            yield edit


def _parts_name(text: str, edit: Edit, told: Names) -> bool:
    for match in WORD.finditer(text, max(0, edit.start - _REACH), edit.start + _REACH):
        if match.start() < edit.start < match.end():
            one = told.get(match.group())
            return one is not None and edit.start - match.start() in one.whole
    return False


def _is_name(word: str) -> bool:
    """Tell whether a word is a name, and no noun that makes compounds: Gletscher|schwund."""
    known = load()
    last = word.rpartition("-")[2]
    if last.lower() in known or last.lower() in known.english:
        return False
    if last in known:
        is_rare = known.size(last) <= _MOST_RARE and gender_of(last) is None  # Esa
        return last in known.names or is_rare
    return not reading_size(last, known)


def _can_follow(name: str, right: str) -> bool:
    """Tell whether a word can stand behind a name and is no ending of one: Berlin|er, Iraner|in."""
    if right in NEVER | NOUN_TWINS or right == "ist" or (right == "in" and name.endswith(PERSON)):
        return False
    known = load()
    if name in known.names and len(name) < _LEAST_FIRST and right in NAME_TAILS | SHORT_WORDS:
        return False  # Jan, Janvier
    is_common = len(right) >= _LEAST_VERB and known.size(right) >= _LEAST_KNOWN
    is_noun = known.size(right.capitalize()) >= _LEAST_KNOWN  # Neuronen|verband
    return right in EDGE or (is_common and not is_noun and is_verb(right, known))
