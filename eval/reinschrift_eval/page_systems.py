"""Draws the systems of a suite beside each other, and whether they differ."""

from __future__ import annotations

from html import escape

from reinschrift_eval.measures import CHRF
from reinschrift_eval.results import SuiteResult, System
from reinschrift_eval.terminal import find_comparison

_KINDS = {
    "ours": "this run",
    "peer": "stored output",
    "human": "another reference",
    "input": "this model, other German",
    "earlier": "compared with",
}


def draw_systems(suite: SuiteResult) -> str:
    """Draw the systems by chrF and a table of each against each; nothing for one alone."""
    if len(suite.systems) < 2:
        return ""
    ranked = sorted(suite.systems, key=_chrf, reverse=True)
    names = [score.measure for score in ranked[0].scores]
    head = "".join(f'<th class="number">{escape(name)}</th>' for name in names)
    kept = "".join(f'<th class="number">{name} kept</th>' for name in ranked[0].kept)
    rows = "".join(_draw_row(number, one) for number, one in enumerate(ranked, 1))
    return (
        f'<h3>{escape(suite.name)}</h3><section class="wide"><table><thead><tr><th></th>'
        f"<th>system</th><th>what</th>{head}{kept}"
        f'<th class="number">length</th><th class="number">empty</th>'
        f'<th class="number">unescaped</th></tr></thead><tbody>{rows}</tbody></table></section>'
        f"{_draw_matrix(suite, ranked)}"
    )


def _draw_row(number: int, system: System) -> str:
    scores = "".join(
        f'<td class="number">{one.value:.1f} <small>{one.low:.1f}–{one.high:.1f}</small></td>'
        for one in system.scores
    )
    kept = "".join(
        f'<td class="number">{f"{100 * hits / cases:.1f} %" if cases else "–"}</td>'
        for hits, cases in system.kept.values()
    )
    ours = ' class="ours"' if system.kind == "ours" else ""
    return (
        f'<tr{ours}><td class="number">{number}</td><td class="name">{escape(system.name)}</td>'
        f"<td><small>{_KINDS[system.kind]}</small></td>{scores}{kept}"
        f'<td class="number">{system.length_ratio:.3f}</td>'
        f'<td class="number">{system.empty}</td><td class="number">{system.unescaped}</td></tr>'
    )


def _draw_matrix(suite: SuiteResult, ranked: list[System]) -> str:
    head = "".join(f'<th class="number">{number}</th>' for number in range(1, len(ranked) + 1))
    rows = "".join(
        f'<tr><td class="name">{number} {escape(one.name)}</td>'
        + "".join(_draw_pair(suite, one, other) for other in ranked)
        + "</tr>"
        for number, one in enumerate(ranked, 1)
    )
    return (
        f'<details open><summary>Each against each, chrF: row less column; <b class="up">▲</b> '
        f'surely better, <b class="down">▼</b> surely worse (p below 0.05), others not sure'
        f'</summary><div class="wide"><table><thead><tr><th></th>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div></details>"
    )


def _draw_pair(suite: SuiteResult, one: System, other: System) -> str:
    found = find_comparison(suite, CHRF.name, one.name, other.name)
    if found is None or one is other:
        return '<td class="number">·</td>'
    difference = found.difference if found.first == one.name else -found.difference
    sign, kind = ("▲", "up") if difference > 0 else ("▼", "down")
    mark = f' <span class="{kind}">{sign}</span>' if found.is_sure else ""
    return f'<td class="number" title="p = {found.p:.3f}">{difference:+.1f}{mark}</td>'


def _chrf(system: System) -> float:
    return next(one.value for one in system.scores if one.measure == CHRF.name)


def draw_repairers(suite: SuiteResult) -> str:
    """Draw ours beside the other repairers of the same German; nothing without any."""
    if not suite.repairers:
        return ""
    names = [score.measure for score in suite.repairers[0].scores]
    head = "".join(f'<th class="number">{escape(name)}</th>' for name in (*names, "merged words"))
    rows = []
    for one in suite.all_repairers:
        scores = {score.measure: score for score in one.scores}
        cells = "".join(
            f'<td class="number">{scores[name].value:.2f} '
            f"<small>{scores[name].low:.2f}–{scores[name].high:.2f}</small></td>"
            for name in names
        )
        rows.append(
            f'<tr><td class="name">{escape(one.name)}</td>{cells}'
            f'<td class="number">{one.parted or "–"}</td></tr>'
        )
    return (
        f"<h3>{escape(suite.name)}: other repairers, {len(suite.segments)} items</h3>"
        f'<div class="wide"><table><thead><tr><th>repairer</th>{head}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )
