"""Scores, intervals and p-values are sacrebleu's own, whatever way they are computed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from sacrebleu.metrics import BLEU, CHRF, TER
from sacrebleu.significance import PairedTest

from reinschrift_eval import measures, segments, suites
from reinschrift_eval.lines import read_lines, unescape
from reinschrift_eval.measures import Counts, Measure, add_up
from reinschrift_eval.scores import Sampling, Scored, Scorer, recovered
from reinschrift_eval.significance import Comparison, draw_resamples, resampled

EVALSETS = Path(__file__).parents[2] / "shared" / "data" / "evalsets"
LINES = 30  # of the stored systems: TER takes milliseconds a line, twice
MEASURES = (measures.BLEU, measures.CHRF, measures.CHRF_PLUS, measures.TER)
SAMPLING = Sampling(1000, 12345)

REFERENCE = list(suites.load("news").reference[:80])


def worn(lines: list[str], every: int) -> list[str]:
    """Drop every so-manieth word and swap a few: a translation of middling quality."""
    out: list[str] = []
    for number, line in enumerate(lines):
        words = [word for place, word in enumerate(line.split(), number) if place % every]
        words[:2] = words[:2][::-1]
        out.append(" ".join(words))
    return out


SYSTEMS = {"mild": worn(REFERENCE, 7), "harsh": worn(REFERENCE, 4), "other": worn(REFERENCE, 6)}
SYSTEMS["harsh"][3] = ""  # an empty translation must not upset anything


def scored(measure: Measure, hypotheses: list[str], sampling: Sampling = SAMPLING) -> Scored:
    scorer = Scorer(len(REFERENCE), sampling)
    return scorer.score_text(measure, segments.Counter(REFERENCE, cache=None), hypotheses)


@pytest.mark.parametrize("name", SYSTEMS)
def test_corpus_scores_equal_sacrebleu(name: str) -> None:
    hypotheses = SYSTEMS[name]
    wanted = {
        "BLEU": BLEU().corpus_score(hypotheses, [REFERENCE]).score,
        "chrF": CHRF().corpus_score(hypotheses, [REFERENCE]).score,
        "chrF++": CHRF(word_order=2).corpus_score(hypotheses, [REFERENCE]).score,
        "TER": TER().corpus_score(hypotheses, [REFERENCE]).score,
    }
    found = {one.name: scored(one, hypotheses).score.value for one in MEASURES}
    assert found == pytest.approx(wanted, abs=1e-9)


def command_line(reference: Path, hypothesis: Path) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "sacrebleu", reference, "-w", "4", "-m", "bleu", "chrf", "ter"],
        input=hypothesis.read_text(encoding="utf-8"),
        capture_output=True,
        text=True,
        check=True,
    )
    return {one["name"]: one["score"] for one in json.loads(done.stdout)}


def test_scores_are_those_of_sacrebleus_command_line(tmp_path: Path) -> None:
    for name, lines in (("ref", REFERENCE), ("hyp", SYSTEMS["mild"])):
        (tmp_path / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    printed = command_line(tmp_path / "ref", tmp_path / "hyp")
    for measure, name in ((MEASURES[0], "BLEU"), (MEASURES[1], "chrF2"), (MEASURES[3], "TER")):
        assert f"{scored(measure, SYSTEMS['mild']).score.value:.4f}" == f"{printed[name]:.4f}"


@pytest.mark.slow
@pytest.mark.skipif(not EVALSETS.is_dir(), reason="the evaluation sets are not here")
@pytest.mark.parametrize("suite", ["wmt18", "wmt21", "flores-dev"])
def test_stored_systems_score_as_on_the_command_line(suite: str, tmp_path: Path) -> None:
    folder = EVALSETS / suite
    reference = list(read_lines(next(iter(sorted(folder.glob("ref*.en"))))))[:LINES]
    (tmp_path / "ref").write_text("\n".join(reference) + "\n", encoding="utf-8")
    counter = segments.Counter(reference, cache=None)
    names = ("google", "microsoft", "bergamot-tiny", "bergamot-base", "bergamot-base-memory")
    for name in names:
        lines, _ = unescape(list(read_lines(folder / f"{name}.en"))[:LINES])
        (tmp_path / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
        printed = command_line(tmp_path / "ref", tmp_path / name)
        for measure, theirs in (
            (measures.BLEU, "BLEU"),
            (measures.CHRF, "chrF2"),
            (measures.TER, "TER"),
        ):
            ours = float(measure.of(add_up(counter.count(measure, lines))))
            assert f"{ours:.4f}" == f"{printed[theirs]:.4f}", (name, theirs)


@pytest.mark.parametrize("measure", MEASURES[:2], ids=lambda one: one.name)
def test_intervals_equal_sacrebleus(measure: Measure) -> None:
    made = (BLEU() if measure.name == "BLEU" else CHRF()).corpus_score(
        SYSTEMS["mild"], [REFERENCE], n_bootstrap=1000
    )
    score = scored(measure, SYSTEMS["mild"]).score
    assert score.low == pytest.approx(made._mean - made._ci, abs=1e-4)  # theirs is in float32
    assert score.high == pytest.approx(made._mean + made._ci, abs=1e-4)


@pytest.mark.parametrize("test", ["bs", "ar"])
@pytest.mark.parametrize("measure", MEASURES[:2], ids=lambda one: one.name)
def test_p_values_equal_sacrebleus(test: str, measure: Measure) -> None:
    metric = BLEU() if measure.name == "BLEU" else CHRF()
    named = [("mild", SYSTEMS["mild"]), ("other", SYSTEMS["other"])]
    samples = 1000 if test == "bs" else 10_000
    _, theirs = PairedTest(named, {"it": metric}, [REFERENCE], test_type=test, n_samples=samples)()
    wanted = theirs["BLEU" if measure.name == "BLEU" else "chrF2"][1].p_value
    sampling = Sampling(1000, 12345, test)
    first, second = (scored(measure, lines, sampling) for _, lines in named)
    made = Scorer(len(REFERENCE), sampling).compare(("mild", "other"), first, second)
    assert made.p == pytest.approx(wanted, abs=0.005)
    assert made.difference == pytest.approx(first.score.value - second.score.value)


def test_a_system_is_not_surely_other_than_itself() -> None:
    one = scored(measures.BLEU, SYSTEMS["mild"])
    made = Scorer(len(REFERENCE), SAMPLING).compare(("a", "b"), one, one)
    assert not made.is_sure
    assert Comparison("BLEU", "a", "b", 1.0, 0.01).is_sure


def test_a_great_difference_is_sure() -> None:
    first, second = (scored(measures.CHRF, SYSTEMS[name]) for name in ("mild", "harsh"))
    assert Scorer(len(REFERENCE), SAMPLING).compare(("a", "b"), first, second).is_sure


def test_resampling_ten_systems_is_fast() -> None:
    counts = np.tile(
        segments.Counter(REFERENCE, cache=None).count(measures.CHRF_PLUS, REFERENCE), (25, 1)
    )
    start = time.process_time()
    weights = draw_resamples(len(counts))
    for _ in range(10):
        for measure in (measures.CHRF, measures.CHRF_PLUS):
            resampled(measure, counts, weights)
    assert len(counts) == 2000
    assert time.process_time() - start < 2


def test_a_score_carries_its_signature() -> None:
    made = scored(measures.BLEU, SYSTEMS["mild"]).score.signature
    assert made.startswith("nrefs:1|bs:1000|seed:12345|case:mixed|eff:no|tok:13a|")


def test_counts_are_kept_and_a_damaged_file_is_counted_anew(tmp_path: Path) -> None:
    first = segments.Counter(REFERENCE[:3], cache=tmp_path).count(measures.TER, REFERENCE[:3])
    [path] = tmp_path.glob("*.npy")
    np.save(path, first + 1)
    again = segments.Counter(REFERENCE[:3], cache=tmp_path).count(measures.TER, REFERENCE[:3])
    assert (again == first + 1).all()  # it was read, not counted
    path.write_bytes(b"broken")
    anew = segments.Counter(REFERENCE[:3], cache=tmp_path).count(measures.TER, REFERENCE[:3])
    assert (anew == first).all()


def test_counts_that_no_run_uses_are_forgotten(tmp_path: Path) -> None:
    lines = REFERENCE[:3]
    segments.Counter(lines, cache=tmp_path).count(measures.BLEU, lines)
    segments.Counter(lines, cache=tmp_path).count(measures.CHRF, lines)
    for path in tmp_path.glob("*.npy"):
        os.utime(path, (0, 0))
    segments.Counter(lines, cache=tmp_path).count(measures.BLEU, lines)  # this one is in use
    segments.forget_old(tmp_path)
    assert len(list(tmp_path.glob("*.npy"))) == 1


def test_scores_stay_in_their_range() -> None:
    nothing: Counts = np.zeros(26)
    for measure in MEASURES[:3]:
        assert float(measure.of(nothing)) == 0
    assert float(measures.ter(np.array([2.0, 0.0]))) == 100
    assert float(measures.share(np.array([0.0, 0.0]))) == 100
    score = Scorer(4, SAMPLING).score(Measure("all", measures.share), [(1, 1)] * 4).score
    assert (score.value, score.low, score.high) == (100, 100, 100)


def test_recovered_is_the_share_of_what_scars_cost() -> None:
    clean, scarred, repaired = (
        Scorer(2, SAMPLING).score(Measure("hits", measures.share), rows)
        for rows in ([(1, 1), (1, 1)], [(0, 1), (0, 1)], [(1, 1), (0, 1)])
    )
    found = recovered(clean, scarred, repaired)
    assert found is not None
    assert found.value == pytest.approx(50)
    assert (found.low, found.high) == (0, 100)
    assert recovered(scarred, scarred, repaired) is None


def test_entities_of_stored_outputs_become_characters() -> None:
    assert unescape(["It&#39;s &quot;fine&quot; &amp; good", "R&D; no"]) == (
        ['It\'s "fine" & good', "R&D; no"],
        1,
    )
