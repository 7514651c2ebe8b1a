"""Which plots a report gets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reinschrift_eval.archive import Moment, speed_of
from reinschrift_eval.measures import BLEU, CHRF
from reinschrift_eval.plots import (
    Dot,
    Whisker,
    draw_bars,
    draw_lines,
    draw_scatter,
    draw_whiskers,
)
from reinschrift_eval.results import Report

BESIDE = 3  # peers in a plot by length: more lines are not told apart
MOMENTS = 30  # runs that the history shows
_HISTORY = ("news/chrF", "scars/chrF", "challenge/checks passed", "scars/repair F0.5")
_NEWS = "news/chrF"


def draw_charts(report: Report, history: Sequence[Moment]) -> Iterator[str]:
    """Draw every plot that there is data for."""
    for measure in (BLEU.name, CHRF.name):
        rows = [
            Whisker(suite.name, one.value, one.low, one.high)
            for suite in report.suites
            if (one := suite.figures().get(f"{suite.name}/{measure}"))
        ]
        if rows:
            yield draw_whiskers(f"{measure} by suite", rows, unit=f"{measure}, 95 % interval")
    shares = [
        Whisker(f"{suite.name}: {one.measure}", one.value, one.low, one.high)
        for suite in report.suites
        for one in suite.scores
        if one.measure
        in {"checks passed", "links kept", "links placed F1", "exact sentences", "repair F0.5"}
    ]
    if shares:
        yield draw_whiskers("Repair, checks and links", shares, unit="%, 95 % interval")
    yield from _draw_recovery(report)
    yield from _draw_lengths(report)
    yield from _draw_rules(report)
    yield from _draw_speed(report, history)
    yield from _draw_history(history)


def _draw_recovery(report: Report) -> Iterator[str]:
    """Draw what repair brings back: the same sentences scarred, repaired, clean."""
    for suite in report.suites:
        inputs = [one for one in suite.systems if one.kind == "input"]
        if not inputs or suite.ours is None:
            continue
        rows = [
            Whisker(name, score.value, score.low, score.high, is_ours)
            for name, system, is_ours in (
                ("clean German", inputs[0], False),
                ("repaired German", suite.ours, True),
                ("scarred German", inputs[1], False),
            )
            for score in system.scores
            if score.measure == BLEU.name
        ]
        yield draw_whiskers(
            f"What repair recovers: {suite.name}", rows, unit="BLEU of the English, 95 % interval"
        )


def _draw_lengths(report: Report) -> Iterator[str]:
    """Draw scores by sentence length: ours on every suite, and beside the best peers of each."""
    labels = list(dict.fromkeys(one.label for suite in report.suites for one in suite.lengths))
    labels.sort(key=lambda label: int(label.split("–")[0].removeprefix("over ")))
    lines = {
        suite.name: [
            next((b.scores["ours"] for b in suite.lengths if b.label == label), None)
            for label in labels
        ]
        for suite in report.suites
        if suite.lengths
    }
    if lines and len(labels) > 1:
        yield draw_lines("chrF by length of the sentence", labels, lines, unit="German words")
    for suite in report.suites:
        peers = [one for one in suite.systems if one.kind == "peer"]
        best = sorted(peers, key=lambda one: -one.scores[1].value)[:BESIDE]
        if best and len(suite.lengths) > 1:
            beside = {
                one.name: [each.scores[one.name] for each in suite.lengths]
                for one in (*([suite.ours] if suite.ours else []), *best)
            }
            ticks = [each.label for each in suite.lengths]
            yield draw_lines(f"chrF by length: {suite.name}", ticks, beside, unit="German words")


def _draw_rules(report: Report) -> Iterator[str]:
    for suite in report.suites:
        rows = [
            (
                rule,
                {
                    **({"precision": one.precision} if one.precision is not None else {}),
                    "recall": one.recall or 0.0,
                },
            )
            for rule, one in suite.rules.items()
            if rule and one.wanted
        ]
        if rows:
            yield draw_bars(f"Repair by rule: {suite.name}", rows, unit="%")


def _draw_speed(report: Report, history: Sequence[Moment]) -> Iterator[str]:
    """Draw quality against speed: this run, and the last run of each other engine."""
    last = {moment.engine: moment for moment in history[-MOMENTS:]}
    dots = [
        Dot(
            engine.rpartition(", ")[2] or engine,
            moment.words_per_second,
            moment.figures[_NEWS],
            moment.model_bytes / 1e6,
            engine == report.engine,
        )
        for engine, moment in last.items()
        if _NEWS in moment.figures
    ]
    if not dots and _NEWS in (figures := report.figures()):
        size = int(str(report.model.get("size", 0))) / 1e6
        name = report.engine.rpartition(", ")[2]
        dots = [Dot(name, speed_of(report), figures[_NEWS].value, size)]
    if dots:
        yield draw_scatter(
            "Quality against speed and size",
            dots,
            across="German words/s, area: size of the model",
            up="chrF on news",
        )


def _draw_history(history: Sequence[Moment]) -> Iterator[str]:
    shown = history[-MOMENTS:]
    lines = {
        name: [moment.figures.get(name) for moment in shown]
        for name in _HISTORY
        if any(name in moment.figures for moment in shown)
    }
    if len(shown) > 1 and lines:
        days = [moment.time[5:10] for moment in shown]
        yield draw_lines("History of runs", days, lines, unit="runs, oldest first")
