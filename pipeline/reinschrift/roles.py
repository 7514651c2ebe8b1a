"""What a newspaper puts around its sentences: datelines, agency marks, bylines, pointers, tickers.

None of it is a sentence, and a model that gets it glued to one writes nonsense. So it is cut
off, and translated by what it is.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from reinschrift.addresses import ADDRESS
from reinschrift.documents import Block, Document
from reinschrift.edits import Span

_AGENCIES = (
    r"(?:dpa|AFP|afp|rtr|Reuters|REUTERS|AP|KNA|epd|SID|sid|dts|APA|apa|sda|SDA|AWP|ots|"
    r"dpa-AFX|ddp|ADN|ANSA|TASS|taz|ZEIT ONLINE|dpa/[\w-]{2,6}|AFP/[\w-]{2,6})"
)
_MARKS = rf"{_AGENCIES}(?:[/,] ?(?:{_AGENCIES}|[a-zäöü]{{2,4}}))*"
_PLACE = r"[A-ZÄÖÜ][\w.-]+(?:[ /][A-ZÄÖÜ][\w.-]+){0,3}"
# Berlin (dpa) – …, BERLIN/PARIS. …, (dpa) – …, Berlin. (dpa) …
_DATELINE = re.compile(
    rf"(?:(?P<place>{_PLACE})\.? ?)?\((?P<marks>{_MARKS})\)(?P<dash> ?[-–—:.]?)(?= \S)"
    rf"|(?P<bare>[A-ZÄÖÜ]{{3,}}(?:[ /][A-ZÄÖÜ]{{3,}}){{0,2}})(?P<sign> [-–—])(?= [A-ZÄÖÜ„])"
)
_CREDIT = re.compile(rf"(?<=[.!?“\"»]) ?[(\[]?(?:{_MARKS})[)\]]?$")
_AGENCY_ONLY = re.compile(rf"[(\[]?(?:Mit Material von |Quellen?: ?)?(?P<marks>{_MARKS})[)\]]?\.?")
_PHOTO = re.compile(
    r"(?P<what>Fotos?|Bild(?:er)?|Bildrechte|Grafik|Video|Illustration|Quelle|Montage)"
    r"(?P<sign>: ?|: © ?| © )(?P<whom>(?!.*[.!?] [A-ZÄÖÜ]).{2,80})"
)
# No name of a photographer: what the picture shows.
_PROSE = re.compile(r"\b(?:der|die|das|des|dem|den|ein|eine|im|am|auf|für|bei|nach|zur|zum)\b")
_RIGHTS = re.compile(r"(?:©|\([cC]\) |Copyright )(?:[ ,&./–-]*(?:[A-ZÄÖÜ0-9][\w&.-]*))+")
_SEPARATOR = re.compile(r"(?<=[^ ]) +(?:[|·•]|\+\+\+)(?: +[|·•])* +(?=[^ ])")
_FRAME = re.compile(r"(?P<start>\+\+\+ +)?(?P<text>.*?)(?P<end> +\+\+\+)?", re.DOTALL)
_TIME = re.compile(r"(?P<hour>\d{1,2})[.:](?P<minute>\d{2}) Uhr(?P<sign>:?)")
_BYLINE = re.compile(
    r"(?P<by>[Vv]on|Ein Kommentar von|Eine Analyse von|Ein Gastbeitrag von|Interview:|"
    r"Aus \w+ berichtet) "
    r"(?P<whom>(?:(?:Dr|Prof)\. )*[A-ZÄÖÜ][\w.’-]+(?: (?:von|van|de|zu|der)){0,2}"
    r"(?: [A-ZÄÖÜ][\w.’-]+){1,3}(?:(?:,| und) [A-ZÄÖÜ][\w.’-]+(?: [A-ZÄÖÜ][\w.’-]+){1,3}){0,3})"
    r"(?P<tail>, [A-ZÄÖÜ][\w-]+)?"
)
_POINTER = re.compile(
    r"(?P<words>Lesen Sie (?:auch|hier|dazu|mehr)|Lesen Sie dazu auch|Auch interessant"
    r"|Mehr zum Thema|Das könnte Sie auch interessieren|Mehr dazu|Siehe auch|Zum Thema"
    r"|Weitere Artikel|Lesetipp|Weiterlesen)(?P<sign>:|$)"
)
_TICKER = re.compile(r"\+\+\+ ?|^(?:\[?\d{1,2}[.:]\d{2}(?: Uhr)?\]?(?: ?[-–:|]| (?=[A-ZÄÖÜ„])))")
_RESULT = re.compile(r"[^\W\d_].{0,40}\d{1,3} ?[:–-] ?\d{1,3}(?: ?\(\d{1,2} ?[:–-] ?\d{1,2}\))?")

ROLES = ("dateline", "agency", "byline", "pointer", "credit", "ticker", "caption", "result")

_PLACES = {
    "Köln": "Cologne", "München": "Munich", "Nürnberg": "Nuremberg", "Hannover": "Hanover",
    "Wien": "Vienna", "Zürich": "Zurich", "Genf": "Geneva", "Brüssel": "Brussels", "Rom": "Rome",
    "Mailand": "Milan", "Moskau": "Moscow", "Kiew": "Kyiv", "Warschau": "Warsaw", "Prag": "Prague",
    "Athen": "Athens", "Lissabon": "Lisbon", "Kopenhagen": "Copenhagen", "Peking": "Beijing",
    "Straßburg": "Strasbourg", "Den Haag": "The Hague", "Teheran": "Tehran", "Kairo": "Cairo",
    "Neu-Delhi": "New Delhi", "Tokio": "Tokyo", "Damaskus": "Damascus", "Bukarest": "Bucharest",
    "Belgrad": "Belgrade", "Luxemburg": "Luxembourg", "Mexiko-Stadt": "Mexico City", "Bern": "Bern",
}  # fmt: skip
_POINTERS = {
    "Lesen Sie auch": "Read also", "Lesen Sie hier": "Read here", "Lesen Sie dazu": "Read on this",
    "Lesen Sie mehr": "Read more", "Lesen Sie dazu auch": "Read also on this",
    "Auch interessant": "Also of interest", "Mehr zum Thema": "More on this topic",
    "Das könnte Sie auch interessieren": "You may also be interested in",
    "Mehr dazu": "More on this",
    "Siehe auch": "See also", "Zum Thema": "On this topic", "Weitere Artikel": "More articles",
    "Lesetipp": "Recommended reading", "Weiterlesen": "Read on",
}  # fmt: skip
_PHOTOS = {
    "Foto": "Photo", "Fotos": "Photos", "Bild": "Picture", "Bilder": "Pictures",
    "Bildrechte": "Picture rights", "Grafik": "Graphic", "Video": "Video",
    "Illustration": "Illustration", "Quelle": "Source", "Montage": "Montage",
}  # fmt: skip
_BYLINES = {
    "von": "by", "Von": "By", "Ein Kommentar von": "A commentary by",
    "Eine Analyse von": "An analysis by", "Ein Gastbeitrag von": "A guest article by",
    "Interview:": "Interview:",
}  # fmt: skip
_LONGEST = 200  # characters; a longer line is prose


def find_role(block: Block) -> str:
    """Name what a block is if it is no prose; an empty name if it is.

    >>> [find_role(Block(text)) for text in ("Von Ruth Falkner", "Foto: dpa", "Er kam.")]
    ['byline', 'credit', '']
    """
    text = block.text.strip()
    if block.kind == "caption":
        return "caption"
    if len(text) > _LONGEST:
        return "ticker" if text.startswith("+++") else ""
    if _AGENCY_ONLY.fullmatch(text):
        return "agency"
    if _BYLINE.fullmatch(text):
        return "byline"
    if _find_credit(text):
        return "credit"
    if _POINTER.match(text):
        return "pointer"
    if _TICKER.match(text):
        return "ticker"
    if block.kind == "cell" and _RESULT.fullmatch(text):
        return "result"
    return ""


def _find_credit(text: str) -> re.Match[str] | None:
    found = _PHOTO.fullmatch(text)
    return None if found is None or _PROSE.search(found["whom"]) else found


def cut_roles(text: str) -> list[Span]:
    """Cut off what stands before and behind the sentences of a paragraph.

    >>> text = "Berlin (dpa) – Der Senat tagt. (dpa)"
    >>> [text[start:end] for start, end in cut_roles(text)]
    ['Berlin (dpa) –', 'Der Senat tagt.', '(dpa)']

    Signs that part the entries of a line belong to none of them.
    """
    spans: list[Span] = []
    framed = _FRAME.fullmatch(text)
    start, end = framed.span("text") if framed else (0, len(text))
    for pattern in (_DATELINE, _POINTER):
        found = pattern.match(text, start)
        if found and found.end() < end:
            spans.append(Span(start, found.end()))
            start = found.end() + (text[found.end() : found.end() + 1] == " ")
            break
    credit = _CREDIT.search(text, start, end)
    last: list[Span] = []
    if credit:
        end = credit.start()
        begin = end + (text[end : end + 1] == " ")
        last.append(Span(begin, credit.end()))
    for sign in _SEPARATOR.finditer(text, start, end):
        spans.append(Span(start, sign.start()))
        start = sign.end()
    return [*spans, *([Span(start, end)] if start < end else []), *last]


def translate_role(text: str) -> str | None:
    """Translate what is no sentence, by what it is; None for anything else.

    >>> [translate_role(text) for text in ("München (dpa) –", "Von Ruth Falkner", "Er kam.")]
    ['Munich (dpa) –', 'By Ruth Falkner', None]
    """
    if len(text) > _LONGEST:
        return None
    if _is_dateline(text):
        return _PLACE_NAME.sub(lambda found: _PLACES.get(found[0], found[0]), text)
    if _AGENCY_ONLY.fullmatch(text):
        return text.replace("Mit Material von", "With material from").replace("Quelle", "Source")
    if found := _POINTER.fullmatch(text):
        return _POINTERS[found["words"]] + found["sign"]
    if _RIGHTS.fullmatch(text) or ADDRESS.fullmatch(text):
        return text
    if found := _TIME.fullmatch(text):
        return f"{found['hour']}:{found['minute']}{found['sign']}"
    if found := _find_credit(text):
        return f"{_PHOTOS[found['what']]}{found['sign']}{found['whom']}"
    found = _BYLINE.fullmatch(text)
    if found and found["by"] in _BYLINES:
        whom = found["whom"].replace(" und ", " and ")
        place = found["tail"][2:] if found["tail"] else ""
        return f"{_BYLINES[found['by']]} {whom}{', ' if place else ''}{_PLACES.get(place, place)}"
    return None


_PLACE_NAME = re.compile("|".join(sorted(map(re.escape, _PLACES), key=len, reverse=True)))


def _is_dateline(text: str) -> bool:
    """Tell whether a text is a dateline with nothing behind it."""
    found = _DATELINE.match(f"{text} Er")
    return found is not None and found.end() == len(text)


def drop_roles(document: Document, roles: Collection[str]) -> Document:
    """Empty the blocks, and cut the parts of blocks, that have one of these roles.

    >>> page = Document((Block("Von Ruth Falkner"), Block("Bonn (dpa) – Der Rat tagt.")))
    >>> [block.text for block in drop_roles(page, ["byline", "dateline"]).blocks]
    ['', 'Der Rat tagt.']
    """
    if not roles:
        return document
    return replace(document, blocks=tuple(_drop(block, roles) for block in document.blocks))


def _drop(block: Block, roles: Collection[str]) -> Block:
    if not block.translate or not block.text:
        return block
    if find_role(block) in roles:
        return replace(block, text="", marks=())
    if "dateline" in roles and (found := _DATELINE.match(block.text)):
        return _cut(block, found.end() + 1, len(block.text))
    if "agency" in roles and (found := _CREDIT.search(block.text)):
        return _cut(block, 0, found.start())
    return block


def _cut(block: Block, start: int, end: int) -> Block:
    marks = tuple(
        replace(mark, start=max(mark.start, start) - start, end=min(mark.end, end) - start)
        for mark in block.marks
        if mark.start < end and mark.end > start
    )
    return replace(block, text=block.text[start:end], marks=marks)
