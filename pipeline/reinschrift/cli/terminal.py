"""Draws an explained text on the terminal, from 80 columns on.

Numbers tie an edit's place to its line in the list, so that the drawing also says all
without colour, in a pipe.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from reinschrift.cli.passages import (
    UNDO,
    Passage,
    Stroke,
    count_rules,
    edit_after,
    edit_before,
    explain_rule,
    show_blanks,
)

_SIDE_BY_SIDE = 120  # columns: below, three texts beside each other are too narrow to read
_WIDEST = 160
_GUTTER = 9
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_FLAG = "⚑"
_COLOURS = ("cyan", "magenta", "green", "blue", "bright_red", "bright_cyan", "bright_magenta")
_QUOTED = 60  # characters of a flagged stretch that a note shows


def number_sign(number: int) -> str:
    """Return the sign for an edit's number.

    >>> number_sign(3), number_sign(21)
    ('③', '(21)')
    """
    return _CIRCLED[number - 1] if number <= len(_CIRCLED) else f"({number})"


def make_console() -> Console:
    """Return a console of the terminal's width, at most as wide as text can be read."""
    console = Console(highlight=False, emoji=False, markup=False)
    if console.width > _WIDEST:
        console.width = _WIDEST
    return console


def draw(console: Console, title: str, about: str, passages: Sequence[Passage]) -> None:
    """Draw a whole text."""
    console.print()
    console.print(Text.assemble((" Reinschrift ", "bold reverse"), "  ", (title, "bold")))
    console.print(Text(about, "dim"))
    for passage in passages:
        console.print()
        console.print(Rule(Text(f" {passage.number} ", "bold"), align="left", style="dim"))
        if console.width >= _SIDE_BY_SIDE:
            console.print(_beside(passage))
        else:
            console.print(_below(passage))
        if notes := _notes(passage):
            console.print(notes)
    console.print()
    console.print(Rule(style="dim"))
    console.print(_summary(passages))
    if any(passage.edits for passage in passages):
        console.print(Text(UNDO, "dim"))


def _beside(passage: Passage) -> Table:
    table = Table(box=None, expand=True, padding=(0, 3, 0, 0), header_style="dim italic")
    texts = [("raw", _raw(passage)), ("repaired", _repaired(passage))]
    if passage.english is not None:
        texts.append(("English", _english(passage)))
    for name, _ in texts:
        table.add_column(name, ratio=1)
    table.add_row(*(text for _, text in texts))
    return table


def _below(passage: Passage) -> Table:
    table = _grid()
    table.add_row(Text("raw", "dim italic"), _raw(passage))
    table.add_row(Text("repaired", "dim italic"), _repaired(passage))
    if passage.english is not None:
        table.add_row(Text("English", "dim italic"), _english(passage))
    return table


def _grid() -> Table:
    table = Table.grid(padding=(0, 1, 0, 0), expand=True)
    table.add_column(width=_GUTTER)
    table.add_column(ratio=1)
    return table


def _raw(passage: Passage) -> Text:
    text = Text()
    for stroke in passage.raw_strokes:
        if stroke.number:
            colour = _colour(passage.edits[stroke.number - 1].rules[0])
            text.append(number_sign(stroke.number), f"bold {colour}")
            text.append(_visible(stroke), f"{colour} strike")
        elif stroke.is_flagged:
            text.append(stroke.text, "yellow underline")
        else:
            text.append(stroke.text)
    return text


def _repaired(passage: Passage) -> Text:
    if not passage.edits:
        return Text("unchanged" if not passage.flags else "unchanged, but flagged", "dim italic")
    text = Text()
    for stroke in passage.repaired_strokes:
        if stroke.number:
            colour = _colour(passage.edits[stroke.number - 1].rules[0])
            text.append(number_sign(stroke.number), f"bold {colour}")
            # A space that was put in is seen by its background.
            text.append(stroke.text, f"bold {colour} underline")
        else:
            text.append(stroke.text)
    return text


def _english(passage: Passage) -> Text:
    text = Text(passage.english or "", "bold" if passage.english else "")
    for sentence in passage.sentences:
        at = (passage.english or "").find(sentence.text) if sentence.flags else -1
        if at >= 0:
            text.stylize("yellow underline", at, at + len(sentence.text))
    return text


def _visible(stroke: Stroke) -> str:
    return show_blanks(stroke.text) if not stroke.text.strip() else stroke.text.replace("\n", "⏎")


def _notes(passage: Passage) -> Table | None:
    table = _grid()
    for number, edit in enumerate(passage.edits, 1):
        colour = _colour(edit.rules[0])
        table.add_row(
            Text(number_sign(number), f"bold {colour}", justify="right"),
            _note(
                edit.rule,
                colour,
                " → ".join(
                    show_blanks(one)
                    for one in (edit_before(passage, number), edit_after(passage, number))
                ),
                edit.confidence,
                edit.evidence,
            ),
        )
    for flag in passage.flags:
        seen = _shorten(show_blanks(passage.raw[flag.start : flag.end]))
        note = _note(flag.rule, "yellow", f"seen and left: {seen}", flag.confidence, flag.evidence)
        table.add_row(Text(_FLAG, "bold yellow", justify="right"), note)
    for sentence in passage.sentences:
        if sentence.flags:
            note = _note(", ".join(sentence.flags), "yellow", _shorten(sentence.text), None, "")
            table.add_row(Text(_FLAG, "bold yellow", justify="right"), note)
    return table if table.row_count else None


def _note(rule: str, colour: str, said: str, confidence: float | None, evidence: str) -> Text:
    text = Text.assemble((rule, colour), "  ", said)
    if confidence is not None:
        text.append(f"  {confidence:.2f}", "bold")
    if evidence:
        text.append(f"  {evidence}", "dim")
    return text


def _shorten(text: str) -> str:
    return text if len(text) <= _QUOTED else text[: _QUOTED - 1] + "…"


def _summary(passages: Sequence[Passage]) -> Table:
    edits, flags = count_rules(passages)
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column()
    table.add_column(justify="right")
    table.add_column()
    for rule, count in edits.most_common():
        table.add_row(
            Text(rule, _colour(rule)), _times(count, "edit"), Text(explain_rule(rule), "dim")
        )
    for rule, count in flags.most_common():
        table.add_row(Text(rule, "yellow"), _times(count, "flag"), Text(explain_rule(rule), "dim"))
    if not edits and not flags:
        table.add_row("nothing to repair", "", "")
    return table


def _times(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _colour(rule: str) -> str:
    """Return a rule's colour, the same in every run."""
    return _COLOURS[sum(map(ord, rule)) % len(_COLOURS)]
