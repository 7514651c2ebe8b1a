"""The page of a report: as it was looked at, whole in itself, readable without JavaScript."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from reinschrift_eval.archive import Moment
from reinschrift_eval.contrast import contrast
from reinschrift_eval.edit_scores import Tally
from reinschrift_eval.page import make_page
from reinschrift_eval.plots import Dot, Whisker, draw_lines, draw_scatter, draw_whiskers
from reinschrift_eval.results import Bin, Report, Segment, Speed, SuiteResult, System
from reinschrift_eval.scores import Score
from reinschrift_eval.significance import Comparison

# Looked at in Chromium at 1280 and 400 pixels, light and dark. After a change of the page, look
# again, then write it anew: REINSCHRIFT_GOLDEN=write pytest tests/test_eval_page.py
GOLDEN = Path(__file__).parent / "golden" / "eval-report.html"


def score(measure: str, value: float, spread: float = 2.0) -> Score:
    return Score(measure, value, value - spread, value + spread, "nrefs:1|bs:1000|seed:12345", 3)


def system(name: str, kind: str, chrf: float) -> System:
    return System(
        name,
        kind,
        (score("BLEU", chrf - 20), score("chrF", chrf)),
        {"numbers": (2, 2), "names": (1, 2), "quotes": (0, 0)},
        0.98,
        unescaped=3 if kind == "peer" else 0,
    )


SEGMENTS = (
    Segment(
        "politik-01-02", "politics", "Er traf Putinund Xi.", "Er traf Putin und Xi.",
        "Er traf Putin und Xi.", "He met Putin & Xi.", "He met Putin and Xi.", ("merged-words",),
        ("names",), 61.0, "He met Putinund Xi.", 48.0, "Er traf Putinund Xi.",
    ),
    Segment(
        "politik-01-03", "politics", "Es <b>schneit</b>.", "Es <b>schneit</b>.", "Es schneit.",
        "It snow.", "It is snowing.", (), (), 31.5,
    ),
)  # fmt: skip
REPORT = Report(
    "2026-11-23T13-36-20Z",
    "reinschrift eval --peers",
    "echo",
    (
        SuiteResult(
            "scars",
            "0123456789ab",
            "1.0.0",
            SEGMENTS,
            systems=(
                system("ours", "ours", 51.0),
                system("web", "peer", 55.0),
                system("clean German", "input", 53.0),
                system("scarred German", "input", 47.0),
            ),
            comparisons=(
                Comparison("chrF", "ours", "web", -4.0, 0.011),
                Comparison("chrF", "ours", "clean German", -2.0, 0.2),
            ),
            scores=(score("exact sentences", 50), score("repair F0.5", 45)),
            rules={"": Tally(3, 4, 3, 6, 3), "merged-words": Tally(3, 4, 3, 5, 3),
                   "agreement": Tally(0, 0, 0, 1, 0)},
            recovered=(score("recovered BLEU", 66),),
            flags={"names": 1},
            lengths=(
                Bin("1–10", 2, {"ours": 51.0, "web": 55.0}),
                Bin("11–20", 1, {"ours": 44.0, "web": 52.0}),
            ),
            speed=Speed(2.0, 100, 210),
        ),
        SuiteResult(
            "untouched", "ba9876543210", "1.0.0",
            (Segment("capital-1", "capital", "Der Nächste, bitte.", "Der nächste, bitte.",
                     "Der Nächste, bitte.", rules=("fragment-case",), value=0.0),),
            scores=(score("exact sentences", 99.5, 0.4), score("false edits per 1,000 words", 0.5)),
            groups={"capital": (1, 2), "verse": (2, 2)},
        ),
    ),
    versions={"reinschrift": "0.1.0"},
    host={"cores": "2"},
    model={"name": "news", "size": 16_000_000, "preview": True},
    options={"level": "full", "seed": 12345},
    seconds=12,
    peak_mb=210,
    before="2026-11-22T09-00-00Z, echo",
)  # fmt: skip
HISTORY = [
    Moment("2026-11-22T09-00-00Z", "echo", {"scars/chrF": 48.0, "news/chrF": 41.0}, {}, 900, 10**7),
    Moment("2026-11-23T13-36-20Z", "echo", {"scars/chrF": 51.0, "news/chrF": 43.0}, {}, 950, 10**7),
]


@pytest.fixture(scope="module")
def page() -> str:
    return make_page(REPORT, HISTORY)


def test_the_page_is_as_it_was_looked_at(page: str) -> None:
    if os.environ.get("REINSCHRIFT_GOLDEN") == "write":
        GOLDEN.write_text(page, encoding="utf-8")
    assert page == GOLDEN.read_text(encoding="utf-8")


def test_the_page_needs_nothing_beside_it(page: str) -> None:
    assert not re.search(r"""(?:src|href)=["'](?!#)|url\(|@import|https?:""", page)


def test_text_of_suites_is_escaped(page: str) -> None:
    assert "<b>schneit" not in page
    assert "&lt;<del>b" in page or "&lt;b&gt;" in page


def test_nothing_is_hidden_without_javascript(page: str) -> None:
    body = page.partition("<body>")[2]
    assert not re.search(r"<\w+[^>]*\bhidden\b", body)
    assert "<details open>" in body


def test_every_tag_is_closed(page: str) -> None:
    from html.parser import HTMLParser

    class Balance(HTMLParser):
        void = frozenset({"meta", "br", "circle", "line", "rect", "polyline", "path"})

        def __init__(self) -> None:
            super().__init__()
            self.open: list[str] = []

        def handle_starttag(self, tag: str, _attributes: object) -> None:
            if tag not in self.void:
                self.open.append(tag)

        def handle_endtag(self, tag: str) -> None:
            if tag not in self.void:
                assert self.open.pop() == tag

    parser = Balance()
    parser.feed(page)
    assert parser.open == []


def test_marks_of_significance_point_the_right_way(page: str) -> None:
    better = re.search(r'title="p = 0\.011">\+4\.0 <span class="up">▲', page)
    worse = re.search(r'title="p = 0\.011">-4\.0 <span class="down">▼', page)
    unsure = re.search(r'title="p = 0\.200">-2\.0</td>', page)
    assert better
    assert worse
    assert unsure


def test_segments_can_be_filtered(page: str) -> None:
    assert (
        'data-suite="scars" data-rule="merged-words" data-flag="names" data-why="worst changed"'
        in (page)
    )
    for value in ("scars", "merged-words", "names", "changed"):
        assert f"<option>{value}</option>" in page


def test_differences_are_marked_in_both_texts() -> None:
    assert contrast("Putinund Xi", "Putin und Xi") == (
        "<del>Putinund</del> Xi",
        "<ins>Putin und</ins> Xi",
    )


@pytest.mark.parametrize("value", [0.0, 1e-9, 100.0, 12345.6])
def test_plots_stand_any_range(value: float) -> None:
    drawn = draw_whiskers("one", [Whisker("a", value, value, value)], unit="x")
    drawn += draw_lines("two", ["a", "b"], {"x": [value, None]}, unit="y")
    drawn += draw_scatter("three", [Dot("a", value, value, 0)], across="x", up="y")
    assert "nan" not in drawn
    assert "inf" not in drawn


def test_an_empty_report_has_a_page() -> None:
    page = make_page(Report("2026", "eval", "echo", (), is_interrupted=True))
    assert "broken off" in page
    assert re.findall(r'<h2 id="(\w+)"', page) == ["summary", "made"]
