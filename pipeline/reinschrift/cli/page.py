"""Draws an explained text as one HTML page that needs nothing beside it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from reinschrift.cli.passages import (
    UNDO,
    Passage,
    count_rules,
    edit_after,
    edit_before,
    explain_rule,
    show_blanks,
)

STYLE = """
:root {
  color-scheme: light dark; --light: 34%; --ground: 92%;
  --paper: #fbfaf7; --ink: #1d1c1a; --soft: #6b675f; --line: #dedad0; --card: #fff;
  --seen: #a15c00; --seen-ground: #fff1d6;
}
@media (prefers-color-scheme: dark) {
  :root {
    --light: 76%; --ground: 22%;
    --paper: #16171a; --ink: #e8e6e1; --soft: #9b978e; --line: #34353a; --card: #1e2024;
    --seen: #ffc46b; --seen-ground: #3d2f14;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; max-width: 90rem; padding: 2rem clamp(.8rem, 4vw, 3rem) 4rem;
  background: var(--paper); color: var(--ink); overflow-wrap: anywhere;
  font: 1rem/1.6 Georgia, "Noto Serif", serif;
}
header { border-bottom: 2px solid var(--ink); margin: 1rem 0 1.5rem; padding-bottom: .75rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0; }
h2 { font-size: .95rem; margin: 2rem 0 .5rem; }
.about, .label, .notes, td { font: .82rem/1.5 system-ui, sans-serif; }
.about, .label, .evidence { color: var(--soft); }
section {
  background: var(--card); border: 1px solid var(--line); border-radius: .5rem;
  margin: 1rem 0; padding: 1rem 1.1rem;
}
.texts { display: grid; gap: 1rem 1.75rem; }
@media (min-width: 64rem) {
  .texts { grid-auto-columns: minmax(0, 1fr); grid-auto-flow: column; }
}
.texts p { margin: 0; white-space: pre-wrap; }
.texts .label { letter-spacing: .06em; text-transform: uppercase; font-size: .7rem; }
.same { color: var(--soft); font-style: italic; }
del, ins, .rule { color: hsl(var(--hue) 75% var(--light)); }
del, ins {
  background: hsl(var(--hue) 70% var(--ground)); border-radius: .2em; padding: 0 .1em;
  text-decoration-thickness: 1px; white-space: pre-wrap;
}
ins { text-decoration: none; font-weight: 600; }
sup { font: 700 .65rem system-ui, sans-serif; line-height: 0; user-select: none; }
mark {
  background: var(--seen-ground); color: inherit; border-bottom: 2px dotted var(--seen);
}
.notes {
  list-style: none; margin: .9rem 0 0; padding: .6rem 0 0; border-top: 1px solid var(--line);
}
.notes li { margin: .25rem 0; padding-left: 1.9em; text-indent: -1.9em; }
.sign { display: inline-block; min-width: 1.6em; text-indent: 0; font-weight: 700; }
.rule { font-weight: 600; }
.seen { color: var(--seen); }
table { border-collapse: collapse; }
td { text-align: left; vertical-align: top; padding: .2rem .8rem .2rem 0; }
td.count { text-align: right; white-space: nowrap; }
"""
_GOLDEN_ANGLE = 137.5  # degrees: neighbours in any list get colours that differ


def make_page(texts: Sequence[tuple[str, str, Sequence[Passage]]]) -> str:
    """Return the page of some texts, each with its title and the facts about it."""
    name = texts[0][0] if len(texts) == 1 else f"{len(texts)} texts"
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(name)} · Reinschrift</title>
<style>{STYLE}</style>
</head>
<body>
{"".join(map(_draw_text, texts))}</body>
</html>
"""


def _draw_text(text: tuple[str, str, Sequence[Passage]]) -> str:
    title, about, passages = text
    body = "\n".join(map(_draw_passage, passages))
    return f"""<article>
<header>
<h1>{escape(title)}</h1>
<div class="about">{escape(about)}</div>
</header>
{body}
<footer>
<h2>What was done</h2>
{_draw_summary(passages)}
<p class="about">{escape(UNDO) if any(one.edits for one in passages) else ""}</p>
</footer>
</article>
"""


def _draw_passage(passage: Passage) -> str:
    texts = [_draw_column("raw", "de", _draw_raw(passage))]
    if passage.edits:
        texts.append(_draw_column("repaired", "de", _draw_repaired(passage)))
    else:
        texts.append(_draw_column("repaired", "en", '<span class="same">unchanged</span>'))
    if passage.english is not None:
        texts.append(_draw_column("English", "en", _draw_english(passage)))
    notes = "".join([*_edit_notes(passage), *_flag_notes(passage)])
    listed = f'<ul class="notes">{notes}</ul>' if notes else ""
    columns = f'<div class="texts">{"".join(texts)}</div>'
    return f'<section id="p{passage.number}">{columns}{listed}</section>'


def _draw_column(label: str, language: str, drawn: str) -> str:
    return f'<div><span class="label">{label}</span><p lang="{language}">{drawn}</p></div>'


def _draw_raw(passage: Passage) -> str:
    drawn: list[str] = []
    for stroke in passage.raw_strokes:
        text = escape(stroke.text.replace("\n", "⏎\n"))
        if stroke.number:
            edit = passage.edits[stroke.number - 1]
            shown = escape(show_blanks(stroke.text)) if not stroke.text.strip() else text
            inside = f"<del>{shown}</del>" if shown else ""
            drawn.append(_coloured(edit.rules[0], f"<sup>{stroke.number}</sup>{inside}"))
        elif stroke.is_flagged:
            drawn.append(f"<mark>{text}</mark>")
        else:
            drawn.append(text)
    return "".join(drawn)


def _draw_repaired(passage: Passage) -> str:
    drawn: list[str] = []
    for stroke in passage.repaired_strokes:
        text = escape(stroke.text)
        if stroke.number:
            edit = passage.edits[stroke.number - 1]
            inside = f"<ins>{text}</ins>" if text else ""
            drawn.append(_coloured(edit.rules[0], f"<sup>{stroke.number}</sup>{inside}"))
        else:
            drawn.append(text)
    return "".join(drawn)


def _draw_english(passage: Passage) -> str:
    drawn: list[str] = []
    at = 0
    english = passage.english or ""
    for sentence in passage.sentences:
        found = english.find(sentence.text, at) if sentence.flags else -1
        if found >= 0:
            end = found + len(sentence.text)
            drawn += (escape(english[at:found]), f"<mark>{escape(english[found:end])}</mark>")
            at = end
    return "".join([*drawn, escape(english[at:])])


def _coloured(rule: str, drawn: str) -> str:
    return f'<span style="--hue: {hue(rule)}">{drawn}</span>'


def _edit_notes(passage: Passage) -> list[str]:
    notes: list[str] = []
    for number, edit in enumerate(passage.edits, 1):
        before = escape(show_blanks(edit_before(passage, number)))
        after = escape(show_blanks(edit_after(passage, number)))
        notes.append(
            f'<li style="--hue: {hue(edit.rules[0])}"><span class="sign rule">{number}</span>'
            f'<span class="rule">{escape(edit.rule)}</span> <del>{before}</del> → '
            f"<ins>{after}</ins> {_sure(edit.confidence, edit.evidence)}</li>"
        )
    return notes


def _flag_notes(passage: Passage) -> list[str]:
    notes: list[str] = []
    for flag in passage.flags:
        seen = escape(show_blanks(passage.raw[flag.start : flag.end]))
        notes.append(
            f'<li><span class="sign seen">⚑</span><span class="seen">{escape(flag.rule)}</span> '
            f"seen and left: <mark>{seen}</mark> {_sure(flag.confidence, flag.evidence)}</li>"
        )
    notes += (
        f'<li><span class="sign seen">⚑</span><span class="seen">'
        f"{escape(', '.join(sentence.flags))}</span> "
        f'in the English: <mark lang="en">{escape(sentence.text)}</mark></li>'
        for sentence in passage.sentences
        if sentence.flags
    )
    return notes


def _sure(confidence: float, evidence: str) -> str:
    return f'<b>{confidence:.2f}</b> <span class="evidence">{escape(evidence)}</span>'


def _draw_summary(passages: Sequence[Passage]) -> str:
    edits, flags = count_rules(passages)
    rows = [
        f'<tr style="--hue: {hue(rule)}"><td class="rule">{escape(rule)}</td>'
        f'<td class="count">{count} edited</td><td>{escape(explain_rule(rule))}</td></tr>'
        for rule, count in edits.most_common()
    ]
    rows += (
        f'<tr><td class="seen">{escape(rule)}</td><td class="count">{count} flagged</td>'
        f"<td>{escape(explain_rule(rule))}</td></tr>"
        for rule, count in flags.most_common()
    )
    return f"<table>{''.join(rows)}</table>" if rows else "<p>Nothing to repair.</p>"


def hue(rule: str) -> int:
    """Return a rule's hue, the same in every run."""
    return round(sum(map(ord, rule)) * _GOLDEN_ANGLE) % 360
