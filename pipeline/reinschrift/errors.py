"""What can go wrong that a user can mend.

    ReinschriftError
    ├── UnreadableInput    a file that is missing, a folder, binary or not in the encoding it claims
    ├── InvalidEdits       edits that overlap, leave the text or belong to another text
    ├── UnknownName        an engine, level, rule, format or model that there is none of
    ├── MissingExtra       an optional part that is not installed
    └── BrokenModel        weights that are missing, damaged or that fail the canary

Every message says what was wrong, what was expected and what to do. The command line
prints it in one line and exits with 2; anything else that escapes is a bug and keeps
its traceback.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class ReinschriftError(Exception):
    """Something that the user can mend."""


class UnreadableInput(ReinschriftError):
    """An input that cannot be read as text."""


class InvalidEdits(ReinschriftError):
    """Edits that do not fit the text or each other."""


class BrokenModel(ReinschriftError):
    """Weights that are missing, damaged or that fail the canary."""


class UnknownName(ReinschriftError):
    """A name that is not in a table of names.

    >>> raise UnknownName("engine", "marain", ["echo", "marian"])
    Traceback (most recent call last):
    reinschrift.errors.UnknownName: no engine 'marain'; did you mean 'marian'? known: echo, marian
    """

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        names = sorted(known)
        close = difflib.get_close_matches(name, names, n=1)
        hint = f"; did you mean {close[0]!r}?" if close else ";"
        super().__init__(f"no {kind} {name!r}{hint} known: {', '.join(names)}")


class MissingExtra(ReinschriftError):
    """An optional part that is not installed.

    >>> raise MissingExtra("the transformers engine", "torch")
    Traceback (most recent call last):
    reinschrift.errors.MissingExtra: the transformers engine needs: pip install 'reinschrift[torch]'
    """

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what} needs: pip install 'reinschrift[{extra}]'")
