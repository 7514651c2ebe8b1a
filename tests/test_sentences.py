import json
import time
import unicodedata
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reinschrift.edits import Span
from reinschrift.sentences import split_clauses, split_sentences
from reinschrift_eval import bench_sentences

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "cases" / "sentences.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]
SUITES = Path(__file__).parents[2] / "shared" / "data" / "evalsets"

LONG = (
    "Die Ministerin, die erst seit dem 3. Juni im Amt ist, versprach den Gemeinden am Montag mehr "
    "Geld für Schulen und Brücken, obwohl der Haushalt noch nicht beschlossen ist; die Opposition "
    "(vor allem ihr früherer Partner) nannte den Plan, der z. B. neue Schulden von 4 Mrd. Euro "
    "vorsieht, unbezahlbar und kündigte an, dass sie im Herbst dagegen klagen werde."
)
# 300,000 characters each: what takes quadratic time takes minutes here.
LARGE = {
    name: (before + pattern * (300_000 // len(pattern)) + after)
    for name, (before, pattern, after) in {
        "one word": ("", "x", ""),
        "full stops": ("", ".", ""),
        "spaced full stops": ("", ". ", ""),
        "quotation marks": ("", '. "', ""),
        "brackets": ("", ".)", ""),
        "spaces": ("a", " ", "b"),
        "abbreviations": ("", "z. B. ", ""),
        "initials": ("", "A. ", ""),
        "numbers": ("", "1. ", ""),
        "starters": ("", "Der ", ""),
        "dashes": (". ", "-", ""),
        "pictures": ("! ", "🎉 ", "so"),
        "openers": (". ", "„", ""),
        "lost spaces": ("", "Das war gut.Die ", ""),
        "marks on one letter": ("e", "\N{COMBINING ACUTE ACCENT}", ""),
    }.items()
}
# Pieces that meet in every order: what ends sentences, what only looks like it, what is odd.
PIECES = st.sampled_from([
    "Der", "Haus", "ist", "z. B.", "Dr.", "u. a.", "3.", "19.", "Juni", "2019.", "usw.", "Ende.",
    "wirklich?", "Ja!", "…", "...", ".", '"', "„", "“", "»", "«", "(", ")", "[1]", "–", "A.",
    "XIV.", "faz.net", "iPhone", "🎉", "\n", "\N{NO-BREAK SPACE}", "\N{RIGHT-TO-LEFT MARK}",
    "\ud83d", "\0", "Die", "Sie", "§", "5", "#Wahl", "e\N{COMBINING ACUTE ACCENT}",
    ".Dies", "!“,", ", dass",
])  # fmt: skip
GLUE = st.sampled_from(["", " ", "  "])
TEXTS = st.one_of(
    st.text(),
    st.lists(st.tuples(PIECES, GLUE), max_size=40).map(
        lambda pairs: "".join(piece + glue for piece, glue in pairs)
    ),
)


def assert_covers(text: str, spans: list[Span]) -> None:
    """Check the law of both functions: only white space is left out, at no span's ends."""
    for start, end in spans:
        assert 0 <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    assert edges == sorted(edges)
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        assert not text[start:end].strip()
    joined = "".join(text[start:end] for start, end in pairwise(edges))
    assert joined == text


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_splits_as_a_reader_would(case: dict[str, object]) -> None:
    text = str(case["text"])
    spans = split_sentences(text)
    assert [text[start:end] for start, end in spans] == case["want"]
    assert_covers(text, spans)


def test_cases_are_told_apart() -> None:
    assert len({case["id"] for case in CASES}) == len(CASES) >= 120
    whole = [case for case in CASES if len(case["want"]) == 1]
    assert len(whole) >= len(CASES) / 3  # what must not be split


@given(TEXTS)
def test_sentences_cover_any_text(text: str) -> None:
    spans = split_sentences(text)
    assert_covers(text, spans)
    assert split_sentences(text) == spans
    assert bool(spans) == bool(text.strip())


@given(TEXTS)
def test_line_breaks_count_as_spaces(text: str) -> None:
    assert split_sentences(text.replace("\n", " ")) == split_sentences(text)


@given(st.lists(st.sampled_from([case["want"][0] for case in CASES if case["want"]]), max_size=6))
def test_a_sentence_starts_where_a_marked_one_ends(sentences: list[str]) -> None:
    ended = [
        f"{sentence.rstrip('.!?…')} so."
        for sentence in sentences
        if sentence[-1] in ".!?" and not sentence.startswith("...")
    ]
    text = " ".join(f"{sentence} Danach kam nichts." for sentence in ended)
    found = [text[start:end] for start, end in split_sentences(text)]
    assert found.count("Danach kam nichts.") == len(ended)


@pytest.mark.parametrize("text", LARGE.values(), ids=LARGE)
def test_large_input_takes_linear_time(text: str) -> None:
    start = time.process_time()
    assert_covers(text, split_sentences(text))
    parts = split_clauses(text, lambda part: len(part) <= 500)
    assert time.process_time() - start < 10  # seconds; less than one on an idle core
    assert_covers(text, parts)
    assert all(end - start <= 500 for start, end in parts)


def test_ten_thousand_sentences_in_a_paragraph() -> None:
    text = "Am 3. Juni kam Dr. Weber, z. B. nach Köln. „Gut so!“, sagte er. " * 5000
    assert len(split_sentences(text)) == 10_000


def test_what_fits_stays_whole() -> None:
    asked: list[str] = []

    def fits(part: str) -> bool:
        asked.append(part)
        return True

    assert split_clauses(f"  {LONG}\n", fits) == [Span(2, 2 + len(LONG))]
    assert asked == [LONG]
    assert split_clauses(" \n ", fits) == []


@pytest.mark.parametrize(("limit", "most"), [(380, 1), (350, 2), (200, 3), (140, 4), (100, 6)])
def test_parts_are_few_and_even(limit: int, most: int) -> None:
    asked = 0

    def fits(part: str) -> bool:
        nonlocal asked
        asked += 1
        return len(part) <= limit

    parts = split_clauses(LONG, fits)
    lengths = [end - start for start, end in parts]
    assert_covers(LONG, parts)
    assert len(parts) <= most
    assert min(lengths) >= 0.4 * max(lengths)
    assert asked <= 6 + 2 * len(parts)


def test_a_clause_is_the_best_place() -> None:
    parts = [LONG[start:end] for start, end in split_clauses(LONG, lambda part: len(part) < 250)]
    assert parts[0].endswith("noch nicht beschlossen ist;")
    assert parts[1].startswith("die Opposition")


@pytest.mark.parametrize("held", ["3. Juni", "z. B. neue", "4 Mrd. Euro"])
@pytest.mark.parametrize("limit", [90, 120, 160, 220])
def test_no_cut_after_an_abbreviation(held: str, limit: int) -> None:
    parts = split_clauses(LONG, lambda part: len(part) <= limit)
    assert any(held in LONG[start:end] for start, end in parts)


def is_letter(part: str) -> bool:
    """Whether `part` cannot be cut further: one letter with marks, joiners or a surrogate."""
    return all(
        unicodedata.category(after) in ("Mn", "Mc", "Me")
        or "\N{EMOJI MODIFIER FITZPATRICK TYPE-1-2}" <= after <= "\U0001f3ff"
        or "\N{ZERO WIDTH JOINER}" in (before, after)
        or ("\ud800" <= before <= "\udbff" and "\udc00" <= after <= "\udfff")
        for before, after in pairwise(part)
    )


@given(TEXTS, st.integers(0, 30))
def test_parts_fit_or_are_one_letter(text: str, limit: int) -> None:
    def fits(part: str) -> bool:
        return len(part) <= limit

    parts = split_clauses(text, fits)
    assert_covers(text, parts)
    assert split_clauses(text, fits) == parts
    for start, end in parts:
        assert fits(text[start:end]) or is_letter(text[start:end])
    for _, end in parts[:-1]:
        assert text[end].isspace() or not is_letter(text[end - 1 : end + 1])


@given(st.lists(st.sampled_from(LONG.split()), min_size=1, max_size=400), st.integers(40, 400))
def test_the_number_of_parts_is_bounded(words: list[str], limit: int) -> None:
    text = " ".join(words)
    asked = 0

    def fits(part: str) -> bool:
        nonlocal asked
        asked += 1
        return len(part) <= limit

    parts = split_clauses(text, fits)
    assert len(parts) <= 1 + 2.2 * len(text) / limit
    assert asked <= 20 + 2 * len(parts)


@pytest.mark.parametrize("letter", ["e\N{COMBINING ACUTE ACCENT}", "👍🏽", "\ud83d\ude00", "👩‍🚒"])
def test_no_letter_is_parted_from_its_marks(letter: str) -> None:
    text = letter * 50
    for start, _ in split_clauses(text, lambda part: len(part) <= 7)[1:]:
        assert start % len(letter) == 0


def lines_split_at(mark: str) -> Callable[[str], list[str]]:
    return lambda text: text.replace(mark, mark + "\n").split("\n")


def test_bench_counts_boundaries() -> None:
    lines = ["Eins.", "Zwei", "Drei. Vier.", "Fünf.", "Sechs."]
    row = bench_sentences.score("own", lines, ended=False, name="stops", split=lines_split_at(". "))
    assert (row.right, row.false, row.missed) == (3, 1, 1)
    assert row.f1 == pytest.approx(0.75)
    row = bench_sentences.score("own", lines, ended=True, name="stops", split=lines_split_at(". "))
    assert (row.count, row.right, row.false, row.missed) == (4, 3, 1, 0)


@pytest.mark.skipif(not SUITES.is_dir(), reason="needs ../shared/data/evalsets")
@pytest.mark.parametrize(
    ("suite", "ended", "floor"),
    # measured by bench_sentences with the first release, rounded down
    [
        ("wmt18", False, 0.984),
        ("wmt18", True, 0.994),
        ("wmt21", False, 0.972),
        ("wmt21", True, 0.997),
    ],
)
def test_news_sentences_are_found(suite: str, ended: bool, floor: float) -> None:
    lines = bench_sentences.read_lines(SUITES, suite)
    row = bench_sentences.score(
        suite, lines, ended=ended, name="reinschrift", split=bench_sentences.split_ours
    )
    assert row.f1 >= floor
