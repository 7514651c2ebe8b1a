"""What start tags tell beside their name: a language, what is left as it is, text to read."""

from __future__ import annotations

from collections.abc import Mapping

from reinschrift.edits import Span
from reinschrift.formats.html_elements import SHOWN_ATTRIBUTES, SHOWN_META
from reinschrift.formats.html_nesting import STEERING
from reinschrift.formats.html_tokens import Attribute, Token, read_attributes

# What a start tag must hold to tell anything; looked for first, since few do.
_TELLING = ("lang", "translate", "title", "alt", "aria-label", "content")
_LEAST_ATTRIBUTE = 8  # signs of `< alt=x>`: a tag with less beside its name tells nothing
_READ = STEERING | SHOWN_ATTRIBUTES | {"href", "content", "name", "property"}


def read_start_tag(source: str, token: Token) -> dict[str, Attribute]:
    """Return what a start tag tells, if it is worth the time to read its attributes: few are."""
    name = token.name
    if name != "html":
        if token.end - token.start < len(name) + _LEAST_ATTRIBUTE:
            return {}
        if name != "a":
            tag = source[token.start : token.end].lower()
            if not any(word in tag for word in _TELLING):
                return {}
    return read_attributes(source, token, _READ)


def language_place(token: Token, told: Mapping[str, Attribute]) -> Span | None:
    """Return where a tag says its language; an empty span is where `<html>` lacks it."""
    lang = told.get("lang")
    if lang is not None and lang.value.strip():
        return Span(lang.start, lang.end)
    if token.name == "html":
        place = token.start + 1 + len(token.name)
        return Span(place, place)
    return None


def shown_attributes(name: str, told: Mapping[str, Attribute]) -> list[Attribute]:
    """Return the attributes of an element that readers see or hear."""
    shown: list[Attribute] = []
    for key, attribute in told.items():
        if key in SHOWN_ATTRIBUTES:
            shown.append(attribute)
    if name == "meta" and "content" in told:
        about = told.get("name") or told.get("property")
        if about is not None and about.value.strip().lower() in SHOWN_META:
            shown.append(told["content"])
    return shown
