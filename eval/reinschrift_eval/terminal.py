"""The table that `reinschrift eval` prints."""

from __future__ import annotations

from collections.abc import Iterator

from reinschrift_eval.archive import Earlier, speed_of
from reinschrift_eval.measures import BLEU, CHRF
from reinschrift_eval.repair_scores import EXACT, FALSE_EDITS, PRECISION, RECALL
from reinschrift_eval.results import OURS, Report, SuiteResult, System
from reinschrift_eval.scores import Score
from reinschrift_eval.significance import Comparison

_OF_REPAIR = {one.name for one in (EXACT, PRECISION, RECALL, FALSE_EDITS)}
_COLUMNS = (BLEU.name, CHRF.name)
_SHORT = {
    "checks passed": "checks passed {}",
    "links kept": "links kept {}",
    "links placed F1": "placed F1 {}",
    "links placed exactly": "exactly {}",
    "repair F0.5": "repair F0.5 {}",
    "repair precision": "P {}",
    "repair recall": "R {}",
    "merged words parted": "merged words parted {}",
    "words parted rightly": "rightly {}",
    "commas of merged words restored": "their commas {}",
    "exact sentences": "exact sentences {}",
    "moved sentences restored": "moved sentences restored {}",
    "moved sentences made worse": "made worse {}",
    "false edits per 1,000 words": "false edits/1,000 words {}",
}


def draw(report: Report, earlier: Earlier | None = None) -> str:
    """Draw a report as text: a table of ours, peers where there are any, how it was made."""
    lines = [f"{report.engine}; level {report.options.get('level')}", ""]
    lines.append(f"{'suite':34} {'n':>5}  {'BLEU':26} {'chrF':26} words/s")
    for suite in report.suites:
        lines += _draw_suite(suite, earlier)
    for suite in report.suites:
        lines += _draw_peers(suite)
        lines += draw_repairers(suite)
    lines += ["", *_how_made(report, earlier)]
    return "\n".join(lines)


def _draw_suite(suite: SuiteResult, earlier: Earlier | None) -> Iterator[str]:
    figures = suite.figures()
    cells = [_cell(suite, figures.get(f"{suite.name}/{name}"), earlier) for name in _COLUMNS]
    speed = f"{suite.speed.words_per_second:.0f}" if suite.speed else ""
    limited = " (cut)" if suite.is_limited else ""
    yield (
        f"{suite.name + ' ' + suite.digest + limited:34} {len(suite.segments):5}  "
        f"{cells[0]:26} {cells[1]:26} {speed:>7}"
    ).rstrip()
    extra = [
        _SHORT[score.measure].format(_cell(suite, score, earlier))
        for score in suite.scores
        if score.measure in _SHORT
    ]
    if extra:
        yield f"    {'; '.join(extra)}"
    by_rule = [
        f"{rule} {one.f_half:.0f} ({one.found} of {one.wanted})"
        for rule, one in suite.rules.items()
        if rule and one.f_half is not None and one.wanted
    ]
    if by_rule:
        yield f"    F0.5 by rule (found of wanted): {', '.join(by_rule)}"
    for back in suite.recovered[:1]:
        inputs = {one.name: one.scores[0].value for one in suite.systems if one.kind == "input"}
        ours = suite.ours.scores[0].value if suite.ours else 0
        sides = ", ".join(f"{value:.1f} of {name}" for name, value in inputs.items())
        yield f"    BLEU {ours:.1f} of repaired German, {sides}: {back.value:.0f} % recovered"
    ours_system = suite.ours
    if ours_system and (suite.flags or ours_system.empty):
        flags = ", ".join(f"{flag} {count}" for flag, count in suite.flags.items())
        yield f"    flagged by guards: {flags or 'none'}; empty: {ours_system.empty}"


def _cell(suite: SuiteResult, score: Score | None, earlier: Earlier | None) -> str:
    if score is None:
        return "–"
    change = (
        earlier.change(f"{suite.name}/{score.measure}", suite, score.value) if earlier else None
    )
    digits = 2 if score.measure.startswith("false edits") else 1
    text = f"{score.value:.{digits}f} [{score.low:.{digits}f}, {score.high:.{digits}f}]"
    text += f" of {score.counted}" if 0 < score.counted != score.segments else ""
    return text + (f" {change:+.{digits}f}" if change is not None and abs(change) >= 0.05 else "")


def _draw_peers(suite: SuiteResult) -> Iterator[str]:
    shown = [one for one in suite.systems if one.kind in {OURS, "peer", "human", "earlier"}]
    if len(shown) < 2:
        return
    yield ""
    yield (
        f"{suite.name}: systems by chrF; = and ≠: chrF not surely / surely other than ours (5 %)"
    )
    for one in sorted(shown, key=_chrf, reverse=True):
        scores = "  ".join(f"{score.measure} {score}" for score in one.scores)
        note = f"  {one.unescaped} lines unescaped" if one.unescaped else ""
        yield f"  {_sign(suite, one)} {one.name:22} {scores}{note}"


def draw_repairers(suite: SuiteResult) -> Iterator[str]:
    """Draw ours beside the other repairers: what each found, and what it broke."""
    if not suite.repairers:
        return
    yield ""
    yield f"{suite.name}: repairers on the same {len(suite.segments)} items"
    for one in suite.all_repairers:
        scores = "  ".join(
            f"{score.measure} {score}" for score in one.scores if score.measure in _OF_REPAIR
        )
        found = f"  merged words {one.parted}" if one.parted else ""
        yield f"  {'»' if one.name == OURS else ' '} {one.name:24} {scores}{found}"


def _chrf(system: System) -> float:
    return next(one.value for one in system.scores if one.measure == CHRF.name)


def _sign(suite: SuiteResult, system: System) -> str:
    if system.kind == OURS:
        return "»"
    found = find_comparison(suite, CHRF.name, OURS, system.name)
    return "≠" if found and found.is_sure else "="


def find_comparison(suite: SuiteResult, measure: str, first: str, second: str) -> Comparison | None:
    """Return the comparison of two systems, whichever way round it was made."""
    for one in suite.comparisons:
        if one.measure == measure and {one.first, one.second} == {first, second}:
            return one
    return None


def _how_made(report: Report, earlier: Earlier | None) -> Iterator[str]:
    signatures = {
        f"{score.measure}|{score.signature}": None
        for suite in report.suites
        for score in (suite.ours.scores if suite.ours else ())
    }
    yield from signatures
    if earlier is not None:
        yield f"changes: since {earlier.title}"
    yield (
        f"{report.seconds:.0f} s, {speed_of(report):.0f} German words/s through the whole flow, "
        f"peak memory {report.peak_mb:.0f} MB"
    )
