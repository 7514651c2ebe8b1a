"""Colours what differs between two texts, word by word."""

from __future__ import annotations

import difflib
import re
from html import escape

_WORD = re.compile(r"\w+|\s+|[^\w\s]")


def contrast(before: str, after: str) -> tuple[str, str]:
    """Return both texts as HTML: what went is `del`, what came is `ins`.

    >>> contrast("Es regnet stark.", "Es schneit stark.")
    ('Es <del>regnet</del> stark.', 'Es <ins>schneit</ins> stark.')
    """
    old, new = _WORD.findall(before), _WORD.findall(after)
    left: list[str] = []
    right: list[str] = []
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        gone, came = escape("".join(old[i1:i2])), escape("".join(new[j1:j2]))
        if kind == "equal":
            left.append(gone)
            right.append(came)
        else:
            left.append(f"<del>{gone}</del>" if gone else "")
            right.append(f"<ins>{came}</ins>" if came else "")
    return "".join(left), "".join(right)
