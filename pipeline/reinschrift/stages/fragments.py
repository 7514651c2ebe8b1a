"""Words left over from a node: `Sie Die Erhöhung kommt` for `The increase comes`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reinschrift.edits import Edit

# A lone "The" or "It" came out as a pronoun, and the next node has an article of its own.
_STRAY = re.compile(
    r"(?:^|(?<=[.!?:…] )|(?<=[.!?…][“\"] )|(?<=„))"
    r"(?P<stray>(?:Sie|Er|Es|Dies|Das|Der|Die|Wir|Ein) )"
    r"(?=(?:Der|Die|Das|Dieser|Diese|Dieses|Ein|Eine|Im|Bei|Nach|Laut|Mit|Für|Am) [\w„])",
    re.MULTILINE,
)
# A title may begin with an article in the middle of a heading: `Das Die Ärzte-Konzert`.
_TITLE = re.compile(r"(?:Der|Die|Das) \w+-\w+")

_PAIR = re.compile(r"Ein|\w+ und ")


def drop_stray_fragments(text: str) -> Iterator[Edit]:
    """Propose to delete a pronoun or article before the one that belongs to the noun.

    >>> [edit.end for edit in drop_stray_fragments("Sie Die Erhöhung der Hilfe kommt bald.")]
    [4]
    """
    for match in _STRAY.finditer(text):
        if is_pair(match.string, match["stray"], match.end()):
            continue
        if not _TITLE.match(text, match.end()) or match["stray"] in ("Sie ", "Er ", "Es ", "Wir "):
            yield Edit(
                match.start("stray"),
                match.end("stray"),
                "",
                "stray-fragment",
                0.95,
                f"{match['stray'].strip()!r} before another sentence start",
            )


def is_pair(text: str, stray: str, end: int) -> bool:
    """Tell whether two words belong together: das Eine (und das Andere), das Für und Wider."""
    return stray in ("Der ", "Die ", "Das ") and _PAIR.match(text, end) is not None
