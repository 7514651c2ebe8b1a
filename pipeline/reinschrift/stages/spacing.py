"""Spaces: doubled ones, odd ones, and those before a comma."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reinschrift.edits import Edit

RULE = "spacing"
LONGEST_QUOTE = 300  # characters; farther back an opening mark belongs to something else

_ODD = (
    "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{FIGURE SPACE}\N{THIN SPACE}\N{HAIR SPACE}"
    "\N{EN SPACE}\N{EM SPACE}\N{IDEOGRAPHIC SPACE}"
)
# A space comes first in each pattern and what stands before it is checked afterwards: a look-behind
# in front would be tried at every character.
_RUN = re.compile(rf"[ \t{_ODD}]{{2,}}")
_ODD_SPACE = re.compile(rf"[{_ODD}](?=[^\W\d_]{{2}})")
_BEFORE_MARK = re.compile(rf"[ {_ODD}](?=[,;](?:\s|$)|\.(?:[ {_ODD}](?!\.)|“|$))", re.MULTILINE)
_BEFORE_CLOSING = re.compile(rf"[ {_ODD}]“")
_AFTER_OPENING = re.compile(rf"„[ {_ODD}](?=\w)")


def fix_spacing(text: str) -> Iterator[Edit]:
    r"""Propose one plain space for many or odd ones, and none before a comma or full stop.

    Indentation, tabs at the start of a line and the spaces of typography stay.

    >>> text = "Er  kam , sah\xa0und 5\xa0%"
    >>> sorted((edit.start, edit.text) for edit in fix_spacing(text))
    [(2, ' '), (7, ''), (13, ' ')]
    """
    for match in _RUN.finditer(text):
        # Indentation and the end of a line stay, and so do the tabs that set off columns.
        inside = match.start() and text[match.start() - 1] != "\n"
        if inside and text[match.end() : match.end() + 1].strip() and match.group().strip("\t"):
            yield Edit(*match.span(), " ", RULE, 0.99, "more than one space")
    for match in _ODD_SPACE.finditer(text):
        # In `10 %`, `z. B.`, `3 000` an odd space is good typography; between words it is layout.
        if text[match.start() - 2 : match.start()].isalpha() and match.start() > 1:
            yield Edit(*match.span(), " ", RULE, 0.99, f"U+{ord(match.group()):04X} between words")
    for match in _BEFORE_MARK.finditer(text):
        if text[match.start() - 1 : match.start()].isalnum():
            yield Edit(*match.span(), "", RULE, 0.97, "space before a mark")
    for match in _BEFORE_CLOSING.finditer(text):
        start = max(match.start() - LONGEST_QUOTE, 0)
        start = max(text.rfind("\n", start, match.start()), start)
        is_open = text.rfind("„", start, match.start()) > text.rfind("“", start, match.start())
        # Elsewhere it opens speech: Das war gut. “Ja”, sagte sie.
        is_closing = not text[match.end() : match.end() + 1].isalnum()
        before = text[match.start() - 1 : match.start()]
        if is_open or (is_closing and before in tuple(".!?,…")):
            yield Edit(match.start(), match.end() - 1, "", RULE, 0.97, "space inside the quotes")
    for match in _AFTER_OPENING.finditer(text):
        yield Edit(match.start() + 1, match.end(), "", RULE, 0.97, "space inside the quotes")
