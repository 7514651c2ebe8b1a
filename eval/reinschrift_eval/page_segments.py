"""Draws single segments: the worst ones, and those that changed most since the run before."""

from __future__ import annotations

from html import escape

from reinschrift.cli.page import hue
from reinschrift_eval.contrast import contrast
from reinschrift_eval.results import Report, Segment, SuiteResult

WORST = 25  # of each suite
CHANGED = 15
LITTLE = 0.001

# Filters only hide: without JavaScript everything is there.
FILTER_SCRIPT = """
document.documentElement.classList.add("js");
const chosen = () => [...document.querySelectorAll(".filters select")];
const show = () => {
  let left = 0;
  for (const one of document.querySelectorAll("section.segment")) {
    one.hidden = !chosen().every(
      (select) => !select.value || one.dataset[select.name].split(" ").includes(select.value));
    left += !one.hidden;
  }
  const count = document.querySelector("#left");
  if (count) count.textContent = `${left} shown`;
};
for (const select of chosen()) select.addEventListener("change", show);
show();
"""


def draw_filters(report: Report) -> str:
    """Draw the choices of suite, rule, flag and why a segment is shown."""
    shown = [(suite, one) for suite in report.suites for one, _ in choose_segments(suite)]
    if not shown:
        return ""
    options = {
        "suite": list(dict.fromkeys(suite.name for suite, _ in shown)),
        "rule": sorted({rule for _, one in shown for rule in one.rules}),
        "flag": sorted({flag for _, one in shown for flag in one.flags}),
        "why": ["worst", "changed"],
    }
    drawn = "".join(
        f'<label>{name} <select name="{name}"><option value="">all</option>'
        + "".join(f"<option>{escape(value)}</option>" for value in values)
        + "</select></label>"
        for name, values in options.items()
        if values
    )
    return f'<div class="filters">{drawn}<span id="left" class="more"></span></div>'


def choose_segments(suite: SuiteResult) -> list[tuple[Segment, str]]:
    """Choose the segments to show, each with why: `worst`, `changed` or both."""
    bad = [one for one in suite.segments if one.value is not None and one.value < 100]
    worst = sorted(bad, key=lambda one: one.value or 0.0)[:WORST]
    moved = [one for one in suite.segments if _change(one)]
    changed = sorted(moved, key=_change, reverse=True)[:CHANGED]
    chosen = {one.id: one for one in (*worst, *changed)}
    return [
        (
            one,
            " ".join(
                name for name, ones in (("worst", worst), ("changed", changed)) if one in ones
            ),
        )
        for one in chosen.values()
    ]


def _change(segment: Segment) -> float:
    """Return how much a segment has changed: by value, and a little if only its text has."""
    is_same = segment.before in {None, segment.english}
    if is_same and segment.repaired_before in {None, segment.repaired}:
        return 0.0
    if segment.value is None or segment.value_before is None:
        return LITTLE
    return abs(segment.value - segment.value_before) + LITTLE


def draw_segments(suite: SuiteResult) -> str:
    """Draw the chosen segments of a suite."""
    chosen = choose_segments(suite)
    if not chosen:
        return ""
    drawn = "".join(_draw_segment(suite.name, one, why) for one, why in chosen)
    return f"<h3>{escape(suite.name)}</h3>{drawn}"


def _draw_segment(suite: str, one: Segment, why: str) -> str:
    facts = [f"<b>{escape(one.id)}</b>", escape(one.group), _value(one)]
    tags = "".join(
        f'<span class="tag rule" style="--hue: {hue(rule)}">{escape(rule)}</span>'
        for rule in one.rules
    )
    tags += "".join(f'<span class="tag flag">⚑ {escape(flag)}</span>' for flag in one.flags)
    data = (
        f'data-suite="{escape(suite)}" data-rule="{escape(" ".join(one.rules))}" '
        f'data-flag="{escape(" ".join(one.flags))}" data-why="{why}"'
    )
    return (
        f'<section class="segment" {data}><p class="facts">'
        f"{''.join(f'<span>{fact}</span>' for fact in facts if fact)}<span>{tags}</span></p>"
        f'<div class="texts">{"".join(_columns(one))}</div></section>'
    )


def _value(one: Segment) -> str:
    if one.value is None:
        return ""
    if one.value_before is not None and one.before != one.english:
        return f"chrF {one.value_before:.0f} → {one.value:.0f}"
    return f"{one.value:.0f} of 100"


def _columns(one: Segment) -> list[str]:
    raw, repaired = contrast(one.raw, one.repaired)
    columns = [_column("raw", "de", raw)]
    if one.repaired != one.raw:
        columns.append(_column("repaired", "de", repaired))
    if one.repaired_before not in {None, one.repaired}:
        old = contrast(one.repaired_before or "", one.repaired)[0]
        columns.append(_column("repaired before", "de", old))
    if one.gold and one.gold != one.repaired:
        columns.append(_column("the editor's German", "de", contrast(one.repaired, one.gold)[1]))
    if one.english or one.reference:
        ours, reference = contrast(one.english, one.reference)
        columns.append(_column("ours", "en", ours))
        columns.append(_column("reference", "en", reference))
    if one.before is not None and one.before != one.english:
        columns.append(_column("ours before", "en", contrast(one.before, one.english)[0]))
    return columns


def _column(label: str, language: str, drawn: str) -> str:
    return f'<div><span class="label">{label}</span><p lang="{language}">{drawn}</p></div>'
