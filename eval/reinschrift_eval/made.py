"""Says how the numbers of a report were made: definitions, signatures, versions, options."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from reinschrift_eval.results import Report

_DEFINITIONS = {
    "BLEU, chrF, chrF++, TER": (
        "sacrebleu's, its defaults, against the first reference; intervals are its own "
        "bootstrap (mean ± half width)."
    ),
    "intervals": (
        "95 %, from resamples of the segments; those of shares and of repair are the "
        "2.5th and the 97.5th percentile."
    ),
    "paired tests": (
        "sacrebleu's paired bootstrap (or approximate randomisation) on the same "
        "resamples for all systems; a difference is called sure below p = 0.05. With "
        "many systems some differences will be sure by chance."
    ),
    "repair F0.5": (
        "edits are compared by place: proposed and wanted edits that touch the same "
        "words are right together if both make the same text there, else all are wrong. "
        "Precision counts twice what recall does. An edit of two rules counts for both."
    ),
    "merged words parted": (
        "share of the editor's splits that were made at exactly that place, whatever else stands "
        "there; share of the splits made that are the editor's; share of the commas lost with a "
        "space that came back with it."
    ),
    "exact sentences": (
        "share of items whose repaired German is the editor's, character for character."
    ),
    "moved sentences restored, made worse": (
        "share of the items in which a link's words had moved that come within chrF 95 of the "
        "editor's (spaces counted), and share of those further from it than before."
    ),
    "false edits per 1,000 words": (
        "edits made to German that needs none (the clean side of a suite), per 1,000 "
        "words parted at white space."
    ),
    "recovered": (
        "BLEU of repaired less scarred German, in percent of clean less scarred; clean "
        "and scarred German are translated as they stand by the same model, without "
        "repair."
    ),
    "checks passed": (
        "share of items whose English has all that it must say and nothing it must not."
    ),
    "links kept": "share of links that still have words of their own in our English.",
    "links placed": (
        "the model reads the editor's English instead of writing its own, and the flow places the "
        "links in it; F1 by words, and the share of links that cover just the editor's words."
    ),
    "numbers, names, quotes kept": (
        "share of the segments that have any, seen as the guards see them."
    ),
    "length": "characters of the output to those of the reference.",
    "unescaped": (
        "lines of a stored output that held HTML entities; they are turned into "
        "characters before scoring."
    ),
    "words/s, tokens/s": (
        "German words through the whole flow (repair, translation, guards, links), wall time."
    ),
}


def describe_making(report: Report) -> str:
    """Draw definitions and facts as lists."""
    signatures = {
        score.measure: score.signature
        for suite in report.suites
        for score in (suite.ours.scores if suite.ours else ())
    }
    digests = {
        suite.name: f"{suite.digest}, {len(suite.segments)} items"
        + (f", version {suite.version}" if suite.version else "")
        for suite in report.suites
    }
    facts: dict[str, object] = {
        "command": report.command,
        "engine": report.engine,
        **{f"model {name}": value for name, value in report.model.items()},
        **{f"option {name}": value for name, value in report.options.items() if value != []},
        **report.versions,
        **report.host,
    }
    return (
        f"<h3>Words</h3>{_draw(_DEFINITIONS)}<h3>Signatures</h3>{_draw(signatures, code=True)}"
        f"<h3>Suites</h3>{_draw(digests, code=True)}<h3>This run</h3>{_draw(facts, code=True)}"
    )


def _draw(facts: Mapping[str, object], *, code: bool = False) -> str:
    tag = "code" if code else "span"
    rows = "".join(
        f"<dt>{escape(name)}</dt><dd><{tag}>{escape(str(value))}</{tag}></dd>"
        for name, value in facts.items()
    )
    return f"<dl>{rows}</dl>"
