"""A suite: aligned texts, and all that a score of them depends on."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import accumulate, groupby, pairwise

from reinschrift.edits import Edit, Span
from reinschrift.errors import UnreadableInput


@dataclass(frozen=True, slots=True)
class Check:
    """What a translation must say and must not: patterns, tried without regard to case."""

    must: tuple[str, ...]
    must_not: tuple[str, ...] = ()

    def passes(self, english: str) -> bool:
        """Tell whether every pattern of `must` is in the text and none of `must_not`.

        >>> Check(("three thousand|3,000",), ("3[.]000",)).passes("3,000 people came.")
        True
        """
        return all(re.search(one, english, re.IGNORECASE) for one in self.must) and not any(
            re.search(one, english, re.IGNORECASE) for one in self.must_not
        )


@dataclass(frozen=True, slots=True)
class Suite:
    """Aligned texts with a digest of all that a score depends on.

    Without references only repair is scored. `is_document` tells that the texts are the
    paragraphs of one document, which are repaired and translated together; `articles` names the
    article of each text, and those of one article are paragraphs of one page.
    """

    name: str
    source: tuple[str, ...]
    references: Mapping[str, tuple[str, ...]]
    systems: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    gold: tuple[str, ...] = ()  # the repaired German, where there is one
    is_document: bool = False
    version: str = ""
    ids: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()  # what each item is one of: a register, a genre, a phenomenon
    articles: tuple[str, ...] = ()
    edits: tuple[tuple[Edit, ...], ...] = ()  # that lead from the source to the gold
    checks: tuple[Check, ...] = ()
    marks: tuple[tuple[Span, ...], ...] = ()  # links in the source …
    english_marks: tuple[tuple[tuple[Span, ...], ...], ...] = ()  # … and in the reference

    def __post_init__(self) -> None:
        """Refuse what is not aligned, double or empty."""
        if not self.source:
            raise UnreadableInput(f"suite {self.name}: it has no lines")
        parts = {**self.references, **self.systems, "gold": self.gold, "ids": self.ids}
        parts["articles"] = self.articles
        for name, lines in parts.items():
            if lines and len(lines) != len(self.source):
                raise UnreadableInput(
                    f"suite {self.name}: {name} has {len(lines)} lines, "
                    f"the source {len(self.source)}; they must be aligned line by line"
                )
        for name, lines in self.references.items():
            empty = next((n for n, line in enumerate(lines, 1) if not line.strip()), None)
            if empty and self.source[empty - 1].strip():
                raise UnreadableInput(f"suite {self.name}: {name} is empty in line {empty}")
        seen: set[str] = set()
        for one in self.ids:
            if one in seen:
                raise UnreadableInput(f"suite {self.name}: the id {one!r} stands there twice")
            seen.add(one)

    @property
    def reference(self) -> tuple[str, ...]:
        """The reference that is scored against: the first, as published figures do."""
        return next(iter(self.references.values()), ())

    @property
    def pages(self) -> list[range]:
        """The items that are repaired and translated together, by their places."""
        if self.is_document:
            return [range(len(self.source))]
        keys = self.articles or range(len(self.source))
        ends = [*accumulate(len([*same]) for _, same in groupby(keys))]
        return [range(start, end) for start, end in pairwise([0, *ends])]

    @property
    def digest(self) -> str:
        """The first 12 hexadecimal digits of the sha256 over all that a score depends on."""
        seen = hashlib.sha256()
        for lines in (self.source, self.reference):
            seen.update("\n".join(lines).encode())
            seen.update(b"\0")
        seen.update("\n".join(self.gold).encode())
        edits = [[(one.start, one.end, one.text, one.rule) for one in each] for each in self.edits]
        checks = [(one.must, one.must_not) for one in self.checks]
        marks = [[tuple(span) for span in each] for each in self.marks]
        english = [[[tuple(span) for span in mark] for mark in each] for each in self.english_marks]
        for more in (edits, checks, marks, english, self.articles):
            if any(more):
                seen.update(json.dumps(more).encode())
        return seen.hexdigest()[:12]

    def head(self, limit: int | None) -> Suite:
        """Return the suite with its first `limit` items only."""
        return self if limit is None or limit >= len(self.source) else self.cut(slice(limit))

    def cut(self, part: slice) -> Suite:
        """Return the suite with the items of a slice only."""
        return replace(
            self,
            source=self.source[part],
            references={name: lines[part] for name, lines in self.references.items()},
            systems={name: lines[part] for name, lines in self.systems.items()},
            gold=self.gold[part],
            ids=self.ids[part],
            groups=self.groups[part],
            articles=self.articles[part],
            edits=self.edits[part],
            checks=self.checks[part],
            marks=self.marks[part],
            english_marks=self.english_marks[part],
        )

    def without_systems(self) -> Suite:
        """Return the suite without stored outputs and further references."""
        first = dict(list(self.references.items())[:1])
        return replace(self, systems={}, references=first)

    def name_of(self, index: int) -> str:
        """Return the id of an item, or its line number."""
        return self.ids[index] if self.ids else str(index + 1)
