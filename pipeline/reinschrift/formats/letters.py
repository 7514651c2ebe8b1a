"""Runs of letters in a text, found without reading the text from its start each time."""

from __future__ import annotations

_PIECE = 6  # letters: longer ones leave more runs too short, shorter ones stand in many places
_MOST = 1000  # places to try: from there on reading all of the text is as quick, and never slower


class Letters:
    """The letters of a text that may grow, and which runs of letters stand in it.

    The text is cut into pieces, and where each stands is kept: a run that is not very short has
    one of them whole inside, wherever it begins.

    >>> letters = Letters("dersenatvonkesselbach")
    >>> "senatvonkessel" in letters, "senatvonkassel" in letters
    (True, False)
    """

    def __init__(self, text: str = "") -> None:
        self._text = ""
        self._cut = 0  # up to where the text is cut into pieces
        self._places: dict[str, list[int]] = {}
        self.add(text)

    def __len__(self) -> int:
        return len(self._text)

    def add(self, text: str) -> None:
        """Put letters behind those that are there."""
        self._text += text
        for place in range(self._cut, len(self._text) - _PIECE + 1, _PIECE):
            self._places.setdefault(self._text[place : place + _PIECE], []).append(place)
            self._cut = place + _PIECE

    def __contains__(self, run: str) -> bool:
        if len(run) < 2 * _PIECE - 1:
            return run in self._text
        tries = 0
        for ahead in range(_PIECE):
            places = self._places.get(run[ahead : ahead + _PIECE], ())
            tries += len(places)
            if tries > _MOST:
                return run in self._text
            for place in places:
                if place >= ahead and self._text.startswith(run, place - ahead):
                    return True
        return False
