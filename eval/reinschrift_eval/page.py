"""Draws a report as one HTML page that needs nothing beside it, and no JavaScript to be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from html import escape

from reinschrift.cli.page import STYLE
from reinschrift_eval.archive import Moment
from reinschrift_eval.charts import draw_charts
from reinschrift_eval.made import describe_making
from reinschrift_eval.page_segments import FILTER_SCRIPT, draw_filters, draw_segments
from reinschrift_eval.page_systems import draw_repairers, draw_systems
from reinschrift_eval.results import Report, SuiteResult
from reinschrift_eval.scores import Score

_STYLE = """
h2 { font: 600 1.15rem/1.3 Georgia, "Noto Serif", serif; margin: 2.5rem 0 .75rem; }
h3 { font: 600 .95rem/1.3 system-ui, sans-serif; margin: 1.5rem 0 .5rem; }
nav, .lead, .warn, figcaption, summary, select, label, .facts, th, dt, dd, .more {
  font-family: system-ui, sans-serif; font-size: .85rem;
}
nav { display: flex; flex-wrap: wrap; gap: .2rem 1rem; }
th, td, nav { overflow-wrap: normal; }
a { color: inherit; }
.warn { color: var(--seen); font-weight: 600; }
.wide { overflow-x: auto; }
th { text-align: left; vertical-align: bottom; padding: .2rem .8rem .3rem 0; font-weight: 600; }
thead th { border-bottom: 1px solid var(--ink); }
tbody tr + tr td { border-top: 1px solid var(--line); }
td.number, th.number { text-align: right; }
td.number { white-space: nowrap; }
td.number { font-variant-numeric: tabular-nums; }
td small { color: var(--soft); font-size: .92em; white-space: nowrap; }
.up { color: hsl(145 65% var(--light)); } .down { color: hsl(0 70% var(--light)); }
tr.ours td { font-weight: 700; }
.name { white-space: nowrap; }
.charts {
  display: grid; gap: 1rem;
  grid-template-columns: repeat(auto-fit, minmax(min(100%, 23rem), 1fr));
}
figure {
  margin: 0; background: var(--card); border: 1px solid var(--line); border-radius: .5rem;
  padding: .8rem; break-inside: avoid;
}
figcaption { font-weight: 600; margin-bottom: .4rem; }
svg { display: block; width: 100%; height: auto; font: 11px system-ui, sans-serif; }
svg text { fill: var(--ink); }
svg .grid { stroke: var(--line); }
svg .ours { --shade: hsl(215 70% var(--light)); } svg .other { --shade: var(--soft); }
svg .ours line, svg .other line { stroke: var(--shade); stroke-width: 2; }
svg .ours circle, svg .other circle { fill: var(--shade); }
svg .area { fill-opacity: .65; }
svg .bar, svg .key, svg .line circle { fill: hsl(var(--hue) 60% var(--light)); }
svg .line polyline { fill: none; stroke: hsl(var(--hue) 60% var(--light)); stroke-width: 2; }
del { --hue: 0; } ins { --hue: 145; }
[lang="en"] del { text-decoration: none; }
.filters { display: none; gap: .5rem 1rem; flex-wrap: wrap; align-items: center; }
.js .filters { display: flex; }
select { max-width: 14rem; }
.tag {
  border: 1px solid var(--line); border-radius: 1rem; padding: 0 .5rem; margin-right: .3rem;
  font: .75rem/1.5 system-ui, sans-serif; white-space: nowrap; display: inline-block;
}
.tag.flag { color: var(--seen); border-color: var(--seen); }
.facts { color: var(--soft); display: flex; flex-wrap: wrap; gap: .2rem .8rem; margin: 0 0 .6rem; }
.facts b { color: var(--ink); }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .2rem 1rem; }
dt { color: var(--soft); } dd { margin: 0; }
code { font-size: .82em; }
[hidden] { display: none !important; }
@media (max-width: 40rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: .4rem; } }
@media print {
  :root {
    color-scheme: light; --light: 34%; --ground: 92%;
    --paper: #fff; --ink: #000; --soft: #555; --line: #ccc; --card: #fff;
  }
  body { padding: 0; max-width: none; font-size: 10pt; }
  nav, .js .filters { display: none; }
  .charts { grid-template-columns: 1fr 1fr; }
  .wide { overflow: visible; } td, th, td small { font-size: 7.5pt; white-space: normal; }
  td, th { padding-right: .4rem; }
  section { break-inside: avoid; }
}
"""


def make_page(report: Report, history: Sequence[Moment] = ()) -> str:
    """Return the page of a report."""
    parts = {
        "systems": ("Systems beside each other", map(draw_systems, report.suites)),
        "repair": ("Repair by rule", _draw_rules(report)),
        "groups": ("What passed, by kind", _draw_groups(report)),
        "segments": (
            "Segments: the worst, and those that changed most",
            (draw_filters(report), *map(draw_segments, report.suites)),
        ),
        "made": ("How the numbers were made", [describe_making(report)]),
    }
    drawn = {name: (head, "".join(part)) for name, (head, part) in parts.items()}
    drawn = {name: part for name, part in drawn.items() if part[1]}
    title = f"Reinschrift evaluation, {_when(report.time)}"
    body = "\n".join(
        [
            _draw_head(report, ["summary", *drawn]),
            '<h2 id="summary">Summary</h2>',
            _draw_summary(report),
            f'<div class="charts">{"".join(draw_charts(report, history))}</div>',
            *(f'<h2 id="{name}">{head}</h2>\n{part}' for name, (head, part) in drawn.items()),
        ]
    )
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}</title>
<style>{STYLE}{_STYLE}</style>
</head>
<body>
{body}
<script>{FILTER_SCRIPT}</script>
</body>
</html>
"""


def _draw_head(report: Report, parts: Sequence[str]) -> str:
    notes: list[str] = []
    if report.is_interrupted:
        notes.append("This run was broken off: only the suites below were done.")
    if any(suite.is_limited for suite in report.suites):
        notes.append("Suites were cut by --limit: the figures are not those of the whole suites.")
    if report.model.get("preview"):
        notes.append("The model is a preview: an early state of its training.")
    warnings = "".join(f'<p class="warn">{escape(note)}</p>' for note in notes)
    before = f" Compared with {escape(report.before)}." if report.before else ""
    links = "".join(f'<a href="#{name}">{name}</a>' for name in parts)
    return (
        f"<header><h1>How good repair and translation are</h1>"
        f'<div class="about">{escape(_when(report.time))} · {escape(report.engine)} · level '
        f"{escape(str(report.options.get('level', '')))} · {report.seconds:.0f} s, "
        f"{report.peak_mb:.0f} MB.{before}</div></header>{warnings}<nav>{links}</nav>"
    )


def _draw_summary(report: Report) -> str:
    """Draw our figures suite by suite, each with its interval: translation, then the rest."""
    done = [suite for suite in report.suites if suite.ours]
    names = [score.measure for suite in done[:1] if suite.ours for score in suite.ours.scores]
    columns: dict[str, Callable[[SuiteResult], str]] = {
        "items": lambda suite: str(len(suite.segments)),
        **{name: partial(_draw_score, name=name) for name in names},
        "words/s": lambda suite: _speed(suite, "words_per_second"),
        "tokens/s": lambda suite: _speed(suite, "pieces_per_second"),
        "flagged by guards": _flags,
    }
    tables = [_draw_table("Translation", done, columns)] if done else []
    scored = [suite for suite in report.suites if suite.scores or suite.recovered]
    names = list(
        dict.fromkeys(one.measure for suite in scored for one in (*suite.scores, *suite.recovered))
    )
    if names:
        more = {name: partial(_draw_score, name=name) for name in names}
        tables.append(_draw_table("Repair, checks and links", scored, more))
    return "".join(tables)


def _draw_table(
    title: str, suites: Sequence[SuiteResult], columns: Mapping[str, Callable[[SuiteResult], str]]
) -> str:
    head = "".join(f'<th class="number">{escape(name)}</th>' for name in columns)
    rows = "".join(
        f"<tr><td><b>{escape(suite.name)}</b></td>"
        + "".join(f'<td class="number">{draw(suite)}</td>' for draw in columns.values())
        + "</tr>"
        for suite in suites
    )
    return (
        f'<section class="wide"><table><thead><tr><th>{title}</th>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></section>"
    )


def _draw_score(suite: SuiteResult, *, name: str) -> str:
    score = suite.figures().get(f"{suite.name}/{name}")
    return _format(score) if score else "–"


def _format(score: Score) -> str:
    """Return a score with its interval below it."""
    digits = 2 if score.value < 10 and "1,000" in score.measure else 1
    return (
        f"{score.value:.{digits}f}<br><small>{score.low:.{digits}f} to "
        f"{score.high:.{digits}f}</small>"
    )


def _speed(suite: SuiteResult, unit: str) -> str:
    return f"{getattr(suite.speed, unit):.0f}" if suite.speed else "–"


def _flags(suite: SuiteResult) -> str:
    return escape(", ".join(f"{flag} {count}" for flag, count in suite.flags.items())) or "–"


def _draw_rules(report: Report) -> Iterator[str]:
    for suite in report.suites:
        wanted = suite.rules.get("")
        if wanted is None or not wanted.wanted + wanted.proposed:
            continue
        rows = []
        for rule, one in suite.rules.items():
            rows.append(
                f"<tr><td>{escape(rule) or '<b>all</b>'}</td>"
                f'<td class="number">{one.proposed}</td><td class="number">{one.right}</td>'
                f'<td class="number">{_share(one.precision)}</td>'
                f'<td class="number">{one.wanted}</td><td class="number">{one.found}</td>'
                f'<td class="number">{_share(one.recall)}</td>'
                f'<td class="number">{_share(one.f_half)}</td></tr>'
            )
        head = "".join(
            f'<th class="number">{name}</th>'
            for name in ("made", "right", "precision", "wanted", "found", "recall", "F0.5")
        )
        yield (
            f'<h3>{escape(suite.name)}</h3><div class="wide"><table><thead><tr><th>rule</th>{head}'
            f"</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
        )
        yield draw_repairers(suite)


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.0f} %"


def _draw_groups(report: Report) -> Iterator[str]:
    for suite in report.suites:
        if not suite.groups:
            continue
        ordered = sorted(suite.groups.items(), key=lambda one: one[1][0] / max(1, one[1][1]))
        # A suite of forty kinds that all pass says most by the few that do not.
        shown = [one for one in ordered if one[1][0] < one[1][1]] or ordered[:1]
        rows = "".join(
            f'<tr><td>{escape(name)}</td><td class="number">{passed} of {cases}</td>'
            f'<td class="number">{100 * passed / cases:.0f} %</td></tr>'
            for name, (passed, cases) in shown
        )
        whole = len(ordered) - len(shown)
        more = f'<p class="more">{whole} other kinds passed whole.</p>' if whole else ""
        yield f"<h3>{escape(suite.name)}</h3><table><tbody>{rows}</tbody></table>{more}"


def _when(time: str) -> str:
    """Make a report's time readable.

    >>> _when("2026-11-23T13-36-20Z")
    '2026-11-23 13:36 UTC'
    """
    day, _, clock = time.partition("T")
    return f"{day} {clock[:5].replace('-', ':')} UTC"
