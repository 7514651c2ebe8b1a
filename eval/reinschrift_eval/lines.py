"""Reads line-aligned files, and outputs of other systems as they were stored."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from pathlib import Path

from reinschrift.errors import UnreadableInput

# Only whole entities: `AT&T` and `&copy` without its semicolon are text.
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")


def read_lines(path: Path) -> tuple[str, ...]:
    """Read a UTF-8 file of lines, whether or not the last one is ended."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableInput(
            f"{path} is not UTF-8 (byte {error.start}); convert it: "
            f"iconv -f latin1 -t utf8 {path.name}"
        ) from error
    except OSError as error:
        raise UnreadableInput(f"{path}: {error.strerror}") from error
    return tuple(text.removesuffix("\n").split("\n"))


def unescape(lines: Sequence[str]) -> tuple[list[str], int]:
    """Turn HTML entities into what they stand for, and count the lines that had any.

    Web interfaces return them, and the outputs were stored as they came: `&#39;` would cost
    a system its apostrophes.

    >>> unescape(["It&#39;s raining.", "AT&T"])
    (["It's raining.", 'AT&T'], 1)
    """
    clean = [_ENTITY.sub(lambda found: html.unescape(found[0]), line) for line in lines]
    return clean, sum(one != other for one, other in zip(lines, clean, strict=True))
