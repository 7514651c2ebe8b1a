"""Edits over one text, and everything that can be done with them.

A repair stage proposes edits and changes nothing. Applying, undoing and drawing a diff
are each one function over a list of edits; composing two lists and mapping offsets
through one live in `composition`.

A list of edits is *in order* when each edit lies inside the text and none overlaps the
next; insertions at one place are made in the order of the list. Every function here
expects and returns lists in order (`check` makes sure). Laws: the text and its edits give
the result, always the same (replay), and text outside the spans is untouched (locality).
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from reinschrift.errors import InvalidEdits

JOIN = "+"  # between the rules of an edit that several stages made together
CERTAIN = 0.99  # confidence of what grammar leaves no doubt about: nobody else is asked
_WORD_OR_CHARACTER = re.compile(r"\w+|.", re.DOTALL)


class Span(NamedTuple):
    """A half-open range of characters."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace `text[start:end]` by `text`, because of `rule`.

    `confidence` is the probability that the edit is right, as the rule knows it;
    `evidence` says in words what spoke for it.
    """

    start: int
    end: int
    text: str
    rule: str
    confidence: float = 1.0
    evidence: str = ""

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that made this edit, in their order.

        >>> Edit(0, 3, "bei", "merged-words+fragment-case").rules
        ('merged-words', 'fragment-case')
        """
        return tuple(self.rule.split(JOIN))


@dataclass(frozen=True, slots=True)
class Flag:
    """A scar at `text[start:end]` that was seen and left alone, because no repair was sure."""

    start: int
    end: int
    rule: str
    confidence: float = 1.0
    evidence: str = ""


class Piece(NamedTuple):
    """A stretch of text before and after: `edit` is None where nothing changed."""

    before: str
    after: str
    edit: Edit | None


def check(text: str, edits: Sequence[Edit]) -> None:
    """Raise `InvalidEdits` unless `edits` are in order and inside `text`."""
    for edit in edits:
        if not 0 <= edit.start <= edit.end <= len(text):
            raise InvalidEdits(
                f"edit {edit.start}:{edit.end} lies outside a text of {len(text)} characters"
            )
    for before, after in pairwise(edits):
        if before.end > after.start:
            raise InvalidEdits(
                f"edits {before.start}:{before.end} and {after.start}:{after.end} "
                "overlap or are out of order"
            )


def pieces(text: str, edits: Sequence[Edit]) -> Iterator[Piece]:
    """Walk through `text` in pieces, changed and unchanged ones in turn.

    >>> [piece[:2] for piece in pieces("Putinund Xi", [Edit(5, 5, " ", "merged-words")])]
    [('Putin', 'Putin'), ('', ' '), ('und Xi', 'und Xi')]
    """
    check(text, edits)
    done = 0
    for edit in edits:
        if done < edit.start:
            yield Piece(text[done : edit.start], text[done : edit.start], None)
        yield Piece(text[edit.start : edit.end], edit.text, edit)
        done = edit.end
    if done < len(text):
        yield Piece(text[done:], text[done:], None)


def apply(text: str, edits: Sequence[Edit]) -> str:
    """Return `text` with all `edits` made.

    >>> apply("Putinund Xi", [Edit(5, 5, " ", "merged-words")])
    'Putin und Xi'
    """
    return "".join(piece.after for piece in pieces(text, edits))


def diff(text: str, edits: Sequence[Edit]) -> str:
    """Draw the edits into the text, as `git diff --word-diff` does.

    >>> diff("Sie Die Truppen", [Edit(0, 4, "", "stray-fragment")])
    '[-Sie -]Die Truppen'
    """
    drawn: list[str] = []
    for before, after, edit in pieces(text, edits):
        if edit is None:
            drawn.append(before)
        else:
            drawn.append((f"[-{before}-]" if before else "") + (f"{{+{after}+}}" if after else ""))
    return "".join(drawn)


def undo(edits: Sequence[Edit], rule: str) -> list[Edit]:
    """Return the edits that `rule` had no part in: whole edits go, never half of one."""
    return [edit for edit in edits if rule not in edit.rules]


def between(before: str, after: str, rule: str, *, evidence: str = "") -> list[Edit]:
    """Return small edits that lead from `before` to `after`, found word by word.

    >>> between("Die KÃ¼ste bebt", "Die Küste bebt", "encoding")
    [Edit(start=4, end=10, text='Küste', rule='encoding', confidence=1.0, evidence='')]
    """
    old = _WORD_OR_CHARACTER.findall(before)
    new = _WORD_OR_CHARACTER.findall(after)
    starts = [0]
    for piece in old:
        starts.append(starts[-1] + len(piece))
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    return [
        Edit(starts[i1], starts[i2], "".join(new[j1:j2]), rule, evidence=evidence)
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
        if tag != "equal"
    ]
