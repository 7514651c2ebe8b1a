"""What a scarred sentence may have been: another reading of it."""

from __future__ import annotations

from typing import NamedTuple


class Reading(NamedTuple):
    """A sentence as it may have been, and how much may be said for the one that stands.

    `doubt` is in natural log odds, 0 where no German sentence is like the one that stands.
    """

    text: str
    doubt: float = 0.0
