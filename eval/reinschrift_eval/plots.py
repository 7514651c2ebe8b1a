"""Small plots as inline SVG: they take the page's colours, print well and need no library.

Drawn 440 units wide, so that the letters stay readable on a telephone and on a desk.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import NamedTuple

WIDTH = 440
_LETTER = 6.2  # width of a letter at 11 units, for room beside the axis
_ROW = 22
_TICKS = 5
_LEFT, _RIGHT, _TOP, _BOTTOM = 46, 14, 12, 34
_TALL = 240
_KEYS = 2  # names of lines beside each other
_HUES = (215, 25, 145, 320, 265, 45, 185, 0)  # told apart in both themes; lines are labelled too


class Whisker(NamedTuple):
    """A value with its interval."""

    label: str
    value: float
    low: float
    high: float
    is_ours: bool = True


class Dot(NamedTuple):
    """A point of a scatter plot; `size` is drawn as an area."""

    label: str
    x: float
    y: float
    size: float = 1.0
    is_ours: bool = True


def draw_whiskers(title: str, rows: Sequence[Whisker], *, unit: str) -> str:
    """Draw a row for each value: a dot, and its interval as a line."""
    left = min(200, 12 + _LETTER * max(len(row.label) for row in rows))
    low, high, ticks = _ticks(min(row.low for row in rows), max(row.high for row in rows))
    height = _TOP + _ROW * len(rows) + _BOTTOM
    x = _scale(low, high, left, WIDTH - _RIGHT - 34)
    drawn = [_grid_x(ticks, x, height), _label(WIDTH / 2, height - 6, unit, "middle")]
    for number, row in enumerate(rows):
        y = _TOP + _ROW * (number + 0.5)
        kind = "ours" if row.is_ours else "other"
        drawn.append(
            f'<g class="{kind}">{_label(left - 8, y + 4, row.label[:30], "end")}'
            f'<line x1="{x(row.low):.1f}" x2="{x(row.high):.1f}" y1="{y:.1f}" y2="{y:.1f}"/>'
            f'<circle cx="{x(row.value):.1f}" cy="{y:.1f}" r="4"/>'
            f"{_label(x(row.high) + 6, y + 4, f'{row.value:.1f}', 'start')}</g>"
        )
    return _figure(title, height, drawn)


def draw_bars(title: str, rows: Sequence[tuple[str, Mapping[str, float]]], *, unit: str) -> str:
    """Draw shares in percent, several bars for each row."""
    # In the order of the fullest row, since a row may lack a bar.
    names = max((list(bars) for _, bars in rows), key=len)
    left = 12 + _LETTER * max(len(label) for label, _ in rows)
    step = _ROW * (0.5 + 0.5 * len(names))
    height = _TOP + step * len(rows) + _BOTTOM + 14
    x = _scale(0, 100, left, WIDTH - _RIGHT - 30)
    drawn = [
        _grid_x([0, 25, 50, 75, 100], x, height - 14),
        _label(WIDTH / 2, height - 20, unit, "middle"),
        _legend(names, height - 4),
    ]
    for number, (label, bars) in enumerate(rows):
        top = _TOP + step * number
        drawn.append(_label(left - 8, top + step / 2, label, "end"))
        for place, name in enumerate(names):
            if name in bars:
                y = top + 3 + place * _ROW / 2
                hue = _HUES[place % len(_HUES)]
                width = max(1.0, x(bars[name]) - x(0))
                drawn.append(
                    f'<rect class="bar" style="--hue: {hue}" x="{x(0):.1f}" y="{y:.1f}" '
                    f'width="{width:.1f}" height="{_ROW / 2 - 2}"/>'
                    + _label(x(bars[name]) + 5, y + 8.5, f"{bars[name]:.0f}", "start")
                )
    return _figure(title, height, drawn)


def draw_lines(
    title: str, ticks: Sequence[str], lines: Mapping[str, Sequence[float | None]], *, unit: str
) -> str:
    """Draw a line for each name over named places; None leaves a gap."""
    values = [value for line in lines.values() for value in line if value is not None]
    low, high, marks = _ticks(min(values), max(values))
    legend_rows = math.ceil(len(lines) / _KEYS)
    height = _TALL + 14 * legend_rows
    bottom = _TALL - _BOTTOM
    y = _scale(low, high, bottom, _TOP)
    x = _scale(0, max(1, len(ticks) - 1), _LEFT, WIDTH - _RIGHT - 16)
    drawn = [_grid_y(marks, y), _label(_LEFT, _TALL - 2, unit, "start")]
    every = max(1, math.ceil(len(ticks) / 6))
    for place, tick in enumerate(ticks):
        if place % every == 0:
            drawn.append(_label(x(place), bottom + 16, tick, "middle"))
    for number, line in enumerate(lines.values()):
        hue = _HUES[number % len(_HUES)]
        dots = [(x(place), y(value)) for place, value in enumerate(line) if value is not None]
        path = " ".join(f"{one:.1f},{other:.1f}" for one, other in dots)
        drawn.append(
            f'<g class="line" style="--hue: {hue}"><polyline points="{path}"/>'
            + "".join(f'<circle cx="{a:.1f}" cy="{b:.1f}" r="3"/>' for a, b in dots)
            + "</g>"
        )
    drawn += [
        _legend(
            list(lines)[row * _KEYS : (row + 1) * _KEYS],
            _TALL + 14 * (row + 1) - 4,
            first=row * _KEYS,
        )
        for row in range(legend_rows)
    ]
    return _figure(title, height, drawn)


def draw_scatter(title: str, dots: Sequence[Dot], *, across: str, up: str) -> str:
    """Draw points, each with its name."""
    low, high, marks = _ticks(min(dot.y for dot in dots), max(dot.y for dot in dots))
    first, last, ticks = _ticks(min(dot.x for dot in dots), max(dot.x for dot in dots))
    bottom = _TALL - _BOTTOM
    y, x = _scale(low, high, bottom, _TOP), _scale(first, last, _LEFT, WIDTH - _RIGHT - 16)
    largest = max(dot.size for dot in dots) or 1.0
    drawn = [_grid_y(marks, y), _label(WIDTH / 2, _TALL - 2, f"{across}; up: {up}", "middle")]
    drawn += [_label(x(tick), bottom + 16, f"{tick:g}", "middle") for tick in ticks]
    for dot in dots:
        kind = "ours" if dot.is_ours else "other"
        radius = 3 + 7 * math.sqrt(dot.size / largest)
        is_right = x(dot.x) > WIDTH * 0.6
        side = -radius - 4 if is_right else radius + 4
        name = _label(x(dot.x) + side, y(dot.y) + 4, dot.label, "end" if is_right else "start")
        circle = f'<circle class="area" cx="{x(dot.x):.1f}" cy="{y(dot.y):.1f}" r="{radius:.1f}"/>'
        drawn.append(f'<g class="{kind}">{circle}{name}</g>')
    return _figure(title, _TALL, drawn)


def _figure(title: str, height: float, drawn: Sequence[str]) -> str:
    return (
        f'<figure><figcaption>{escape(title)}</figcaption><svg viewBox="0 0 {WIDTH} {height:.0f}" '
        f'role="img" aria-label="{escape(title)}">{"".join(drawn)}</svg></figure>'
    )


def _scale(low: float, high: float, start: float, end: float) -> Callable[[float], float]:
    span = (high - low) or 1.0
    return lambda value: start + (value - low) / span * (end - start)


def _ticks(low: float, high: float) -> tuple[float, float, list[float]]:
    """Return round values around a range, and its ends.

    >>> _ticks(41.6, 56.1)
    (40, 60, [40, 45, 50, 55, 60])
    """
    span = max(high - low, 1e-9)
    if span < 1e-6:
        span = max(abs(high), 1.0) * 0.1
    rough = span / (_TICKS - 1)
    power = 10 ** math.floor(math.log10(rough))
    step = next(power * one for one in (1, 2, 2.5, 5, 10) if power * one >= rough)
    first, last = math.floor(low / step), math.ceil(high / step)
    if first == last:
        last += 1
    values = [round(step * number, 6) for number in range(first, last + 1)]
    return values[0], values[-1], values


def _grid_x(ticks: Sequence[float], x: Callable[[float], float], height: float) -> str:
    bottom = height - _BOTTOM
    return "".join(
        f'<line class="grid" x1="{x(tick):.1f}" x2="{x(tick):.1f}" y1="{_TOP}" y2="{bottom:.1f}"/>'
        + _label(x(tick), bottom + 13, f"{tick:g}", "middle")
        for tick in ticks
    )


def _grid_y(ticks: Sequence[float], y: Callable[[float], float]) -> str:
    return "".join(
        f'<line class="grid" x1="{_LEFT}" x2="{WIDTH - _RIGHT}" y1="{y(tick):.1f}" '
        f'y2="{y(tick):.1f}"/>' + _label(_LEFT - 6, y(tick) + 4, f"{tick:g}", "end")
        for tick in ticks
    )


def _legend(names: Sequence[str], y: float, *, first: int = 0) -> str:
    width = (WIDTH - 20) / max(1, len(names))
    return "".join(
        f'<circle class="key" style="--hue: {_HUES[(first + place) % len(_HUES)]}" '
        f'cx="{14 + place * width:.1f}" cy="{y - 4:.1f}" r="4"/>'
        + _label(22 + place * width, y, name[:24], "start")
        for place, name in enumerate(names)
    )


def _label(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'
