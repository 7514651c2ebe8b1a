"""Characters that are not what was written: mojibake, entities, control characters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.entities import html5

from reinschrift.edits import Edit, between

# UTF-8 read as Windows-1252 or Latin-1: a capital from the range that UTF-8 begins with, then a
# character that its next byte turns into. Healthy German has no such pair.
_MOJIBAKE = re.compile(
    "[\N{LATIN CAPITAL LETTER A WITH CIRCUMFLEX}\N{LATIN CAPITAL LETTER A WITH TILDE}"
    "\N{LATIN CAPITAL LETTER A WITH RING ABOVE}\N{LATIN CAPITAL LETTER A WITH DIAERESIS}"
    "\N{LATIN SMALL LETTER A WITH CIRCUMFLEX}\N{LATIN SMALL LETTER ETH}"
    "\N{LATIN SMALL LETTER I WITH DIAERESIS}]"
    "[\x80-\xbf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014"
    "\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]"
    "|[\x80-\x84\x86-\x9f]"
)
_RUN = re.compile(r"\S+")
# A line is mended in pieces that end at a space: comparing takes the square of a piece's length.
_PIECE = re.compile(r"[^\n]{1,500}(?=\s|$)|[^\n]{1,500}", re.MULTILINE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")

# C0 and C1 controls but for tab and line ends, zero-width spaces, word joiners, byte order marks,
# non-characters. The zero-width joiners stay: emoji and other scripts need them.
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f\x80-\x84\x86-\x9f\u200b\u2060\ufeff\ufffe\uffff]+"
)
_DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def fix_encoding(text: str) -> Iterator[Edit]:
    """Propose what the writer's bytes meant where UTF-8 was read as something else.

    ftfy decides; German quotes are left as they are. It is asked run by run as well, because
    one healthy „quote“ in a line keeps it from mending the rest of it (ftfy issue 96).

    >>> [edit.text for edit in fix_encoding("Die KÃ¼ste „bebt“")]
    ['Küste']
    """
    match = _MOJIBAKE.search(text)
    if match is None:
        return
    import ftfy

    config = ftfy.TextFixerConfig(
        unescape_html=False, remove_terminal_escapes=False, uncurl_quotes=False,
        fix_latin_ligatures=False, fix_character_width=False, fix_line_breaks=False,
        fix_surrogates=False, remove_control_chars=False, normalization=None,
    )  # fmt: skip
    for piece in _PIECE.finditer(text, text.rfind("\n", 0, match.start()) + 1):
        before = piece.group()
        if not _MOJIBAKE.search(before):
            continue
        fixed = ftfy.fix_text(before, config)
        if _MOJIBAKE.search(fixed):
            fixed = _RUN.sub(lambda run: ftfy.fix_text(run.group(), config), before)
        for edit in between(before, fixed, "encoding", evidence="UTF-8 read in another encoding"):
            start = piece.start() + edit.start
            yield Edit(
                start,
                piece.start() + edit.end,
                edit.text,
                edit.rule,
                0.99,
                edit.evidence,
            )


def decode_entities(text: str) -> Iterator[Edit]:
    r"""Propose the character for an HTML entity that was left as text.

    Only complete and known ones: `AT&T` and `R&D;` stay.

    >>> [edit.text for edit in decode_entities("Müller &amp; Söhne, R&D; 5&nbsp;%")]
    ['&', '\xa0']
    """
    for match in _ENTITY.finditer(text):
        entity = match.group()
        if entity[1] != "#" and entity[1:] not in html5:
            continue
        character = unescape(entity)
        if character == "\N{REPLACEMENT CHARACTER}":
            continue  # &#0; stands for no character at all
        if character.isprintable() or character in "\N{NO-BREAK SPACE}\N{SOFT HYPHEN}":
            yield Edit(*match.span(), character, "entities", 0.99, f"{entity} is an entity")


def drop_controls(text: str) -> Iterator[Edit]:
    r"""Propose to delete control characters, and direction marks where no text runs left.

    >>> [edit.start for edit in drop_controls("Mili\u200btär\x00")]
    [4, 8]
    """
    for match in _CONTROL.finditer(text):
        yield Edit(*match.span(), "", "controls", 0.99, _names(match.group()))
    end = -1
    runs_left = False
    for match in _DIRECTION.finditer(text):
        if match.start() > end:  # a new line: a long one is searched once only
            start = text.rfind("\n", 0, match.start()) + 1
            end = text.find("\n", match.end())
            end = len(text) if end < 0 else end
            runs_left = _RIGHT_TO_LEFT.search(text, start, end) is not None
        if not runs_left:
            yield Edit(*match.span(), "", "controls", 0.99, _names(match.group()))


def _names(characters: str) -> str:
    return ", ".join(dict.fromkeys(f"U+{ord(character):04X}" for character in characters))
