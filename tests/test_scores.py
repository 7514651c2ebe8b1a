"""Scores are sacrebleu's own."""

from __future__ import annotations

import sacrebleu

from reinschrift_eval.scores import score

HYPOTHESES = ["The minister came to Berlin on Monday.", "It has rained since the morning."]
REFERENCE = ["The minister came to Berlin on Friday.", "It has been raining since morning."]


def test_scores_equal_sacrebleu() -> None:
    bleu, chrf = score(HYPOTHESES, [REFERENCE], resamples=50)
    assert bleu.value == sacrebleu.corpus_bleu(HYPOTHESES, [REFERENCE]).score
    assert chrf.value == sacrebleu.corpus_chrf(HYPOTHESES, [REFERENCE]).score
    assert bleu.interval is not None
    assert bleu.interval[0] < bleu.value < bleu.interval[1]


def test_a_score_carries_its_signature() -> None:
    bleu, chrf = score(HYPOTHESES, [REFERENCE], resamples=50)
    assert bleu.signature.startswith("nrefs:1|bs:50|seed:12345|case:mixed|eff:no|tok:13a|")
    assert "nc:6" in chrf.signature


def test_resamples_that_sacrebleu_cannot_average_leave_no_interval() -> None:
    hypotheses = [REFERENCE[0], ""]
    _, chrf = score(hypotheses, [[REFERENCE[0], "It snows."]], resamples=50)
    assert chrf.interval is None
    assert chrf.value == sacrebleu.corpus_chrf(hypotheses, [[REFERENCE[0], "It snows."]]).score
