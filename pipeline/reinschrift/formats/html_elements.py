"""What the names of HTML elements and attributes mean for a reader of sentences.

Names are those of the HTML standard. An element that is not inline ends a sentence, one
that nobody knows as well: pages build their boxes out of elements of their own.
"""

from __future__ import annotations


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


# They stand inside a sentence and never end one.
INLINE = _names(
    "a abbr acronym b bdi bdo big blink cite code data del dfn em font i ins kbd mark nobr q rp rt "
    "ruby s samp small span strike strong sub sup time tt u var"
)
# Inside a sentence, with nothing in them.
INLINE_VOID = _names("img wbr")
VOID = INLINE_VOID | _names(
    "area base basefont bgsound br col command embed frame hr input keygen link meta param source "
    "track"
)
# What is in them is no markup, up to their own end tag.
RAW = _names("script style textarea title xmp iframe noembed noframes plaintext")
# Nothing in them is shown as text: they stand in a sentence like a comment.
OPAQUE = _names("svg math template")
INVISIBLE = _names("script style link meta base noscript template source track area param")
# Their text is for machines or must stay as it is typed.
UNTOUCHED = _names("code pre script style kbd samp time var textarea xmp iframe noembed noframes")
# Those whose start closes one of the same group, as their end tag may be left out; a group's
# second half is where the search for an open one ends.
CLOSES: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (_names("li"), _names("ul ol menu")),
    "dt": (_names("dt dd"), _names("dl")),
    "dd": (_names("dt dd"), _names("dl")),
    "tr": (_names("tr td th caption"), _names("table")),
    "td": (_names("td th"), _names("tr table")),
    "th": (_names("td th"), _names("tr table")),
    "option": (_names("option"), _names("select datalist")),
}
# The start of one of these closes an open paragraph.
CLOSES_PARAGRAPH = _names(
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr main menu nav ol p pre search section table ul"
)
KINDS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("li", "dt", "dd", "option"), "item"),
    **dict.fromkeys(("td", "th"), "cell"),
    "p": "paragraph",
    "title": "title",
    "figcaption": "caption",
    "caption": "caption",
    "blockquote": "quote",
    "button": "button",
    "label": "button",
    "nav": "navigation",
    "footer": "navigation",
    "div": "paragraph",
}
MARK_KINDS = {
    "a": "link",
    "b": "strong",
    "strong": "strong",
    "i": "emphasis",
    "em": "emphasis",
    "code": "code",
}
# Attributes that readers see or hear, and the `meta` elements whose `content` they see.
SHOWN_ATTRIBUTES = _names("alt title aria-label")
SHOWN_META = _names(
    "description og:title og:description og:image:alt twitter:title twitter:description "
    "twitter:image:alt dc.title dc.description"
)
