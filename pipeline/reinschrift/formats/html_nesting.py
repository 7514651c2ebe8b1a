"""Which elements are open at a place of a page, and what holds inside of them.

A page may leave end tags out or write them in the wrong order, so elements are looked up by
their name; what one of them says of its language holds until it ends, however that happens.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reinschrift.formats.html_elements import CLOSES, CLOSES_PARAGRAPH, KINDS, UNTOUCHED
from reinschrift.formats.html_tokens import Attribute

_SCOPE = 12  # open elements that are looked through for one whose end tag was left out
STEERING = frozenset(("lang", "translate", "class"))  # attributes that rule what is translated


@dataclass(slots=True)
class Element:
    """An open element and what holds inside of it."""

    name: str
    number: int
    depth: int  # how many elements that are not inline it stands in
    kind: str = "paragraph"
    untouched: bool = False
    foreign: bool = False
    is_kept: bool = False
    is_closed: bool = False


class Nesting:
    """The open elements: those that end a sentence, and inline ones that began in them."""

    def __init__(self) -> None:
        self._outer = [Element("", 0, 0)]
        self._inline: list[Element] = []
        self._by_name: dict[str, list[Element]] = {}
        self._count = 0
        # The element that rules what comes next. It is asked for more often than it changes.
        self.context = self._outer[-1]

    @property
    def kind(self) -> str:
        """The kind of the paragraph that stands here."""
        return self._outer[-1].kind

    def keeps(self, name: str, told: Mapping[str, Attribute]) -> bool:
        """Tell whether an element would be left as it is."""
        if not STEERING.isdisjoint(told):
            return self._inherit(name, self.context, told).is_kept
        return name in UNTOUCHED or self.context.is_kept

    def open_inline(self, name: str, told: Mapping[str, Attribute]) -> Element:
        """Open an element that stands inside a sentence."""
        self._count += 1
        element = self._inherit(name, self.context, told)
        self._inline.append(element)
        self.context = element
        self._by_name.setdefault(name, []).append(element)
        return element

    def close_inline(self, name: str) -> Element | None:
        """Close the last open element of a name, and return it if there is one."""
        known = self._by_name.get(name, [])
        while known and known[-1].is_closed:
            known.pop()
        if not known:
            return None
        element = known.pop()
        element.is_closed = True
        self._find_context()
        return element

    def open_outer(self, name: str, told: Mapping[str, Attribute]) -> None:
        """Open an element that ends a sentence, and close those whose end tag it stands for."""
        if name in CLOSES_PARAGRAPH and self._outer[-1].name == "p":
            self.close_outer("p")
        if name in CLOSES:
            group, scope = CLOSES[name]
            for element in reversed(self._outer[-_SCOPE:]):
                if element.name in scope:
                    break
                if element.name in group:
                    self.close_outer(element.name)
                    break
        element = self._inherit(name, self.context, told)
        self._outer.append(element)
        self._by_name.setdefault(name, []).append(element)
        self._find_context()

    def close_outer(self, name: str) -> None:
        """Close the last open element of a name, if there is one, and all inside of it."""
        known = self._by_name.get(name, [])
        while known and known[-1].is_closed:
            known.pop()
        if not known:
            return
        goal = known.pop()
        while True:
            element = self._outer.pop()
            element.is_closed = True
            if element is goal:
                break
        while self._inline and self._inline[-1].depth >= len(self._outer) + 1:
            self._inline.pop().is_closed = True
        self._find_context()

    def _find_context(self) -> None:
        inline = self._inline
        while inline and inline[-1].is_closed:
            inline.pop()
        self.context = inline[-1] if inline else self._outer[-1]

    def _inherit(self, name: str, context: Element, told: Mapping[str, Attribute]) -> Element:
        self._count += 1
        kind = KINDS.get(name, context.kind)
        if context.kind == "navigation" or (
            kind == "paragraph" and context.kind in ("caption", "cell", "quote")
        ):
            kind = context.kind
        untouched = context.untouched or name in UNTOUCHED
        foreign = context.foreign
        is_kept = untouched or foreign
        element = Element(name, self._count, len(self._outer), kind, untouched, foreign, is_kept)
        if not told:
            return element
        if "lang" in told and told["lang"].value.strip():
            element.foreign = not told["lang"].value.strip().lower().startswith("de")
        if "translate" in told:
            element.untouched = told["translate"].value.strip().lower() == "no"
        if "class" in told and "notranslate" in told["class"].value.split():
            element.untouched = True
        element.is_kept = element.untouched or element.foreign
        return element
