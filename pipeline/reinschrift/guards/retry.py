"""The ladder: sentences that a guard has flagged are tried again, in other ways.

A better translation is often there and was only not the first (in LibreTranslate issue
612 every alternative was right), or comes when the sentence looks more like what the
model has learnt. All flagged sentences of a call climb together, so that a rung is one
call of the engine. What stays flawed is kept and flagged: nothing is ever dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from reinschrift.engines import Decoding, Hypothesis
from reinschrift.guards import GUARDS, raise_flags
from reinschrift.guards.numerals import restore_figure
from reinschrift.guards.respelling import respell_names
from reinschrift.guards.variations import VARIATIONS

Translate = Callable[[list[str], Decoding], list[Hypothesis]]

N_BEST = 4  # of a beam as wide as the usual one: costs nothing more
OTHER_BEAM = 8
NO_REPEAT = 4  # pieces; as the guard against loops counts words


@dataclass(frozen=True, slots=True)
class Judged:
    """A hypothesis and what the guards say of it."""

    hypothesis: Hypothesis
    flags: tuple[str, ...] = ()

    @property
    def badness(self) -> tuple[bool, ...]:
        """Order by the worst flag, then by the next."""
        return tuple(name in self.flags for name in GUARDS)


def judge(source: str, hypothesis: Hypothesis) -> Judged:
    """Ask all guards."""
    return Judged(hypothesis, raise_flags(source, hypothesis.text))


def climb(
    translate: Translate,
    sources: Sequence[str],
    hypotheses: Sequence[Hypothesis],
    decoding: Decoding,
) -> list[Judged]:
    """Judge `hypotheses` and try those again that are flagged; one out for each in.

    `translate` must take sentences of any length, as a flow does and an engine does not.
    Hypotheses that come with alternatives are not asked for them again.
    """
    found = [judge(*pair) for pair in zip(sources, hypotheses, strict=True)]
    for place, judged in enumerate(found):
        if judged.flags:
            found[place] = _improve(sources[place], judged, judged.hypothesis.alternatives)
    for rung in RUNGS:
        places = [
            place
            for place, judged in enumerate(found)
            if judged.flags
            and (
                not hypotheses[place].alternatives
                if rung is _try_n_best
                else any(GUARDS[name].is_retried for name in judged.flags)
            )
        ]
        if places:
            offers = rung(translate, [sources[place] for place in places], decoding)
            for place, candidates in zip(places, offers, strict=True):
                found[place] = _improve(sources[place], found[place], candidates)
    return [
        _respell(source, _copy_if_empty(source, judged))
        for source, judged in zip(sources, found, strict=True)
    ]


def _improve(source: str, judged: Judged, candidates: Sequence[Hypothesis]) -> Judged:
    """Return the least flawed, put right where one figure is wrong: that costs no search."""
    return _put_right(source, _best(source, judged, candidates))


def _put_right(source: str, judged: Judged) -> Judged:
    """Set the one figure right that is wrong; a text that stays wrong stays as it was."""
    if "numbers" not in judged.flags:
        return judged
    mended = restore_figure(source, judged.hypothesis)
    return judged if mended is None else _best(source, judged, [mended])


def _respell(source: str, judged: Judged) -> Judged:
    """Spell names as the German does, where the English has misspelt them."""
    respelt = respell_names(source, judged.hypothesis)
    return judged if respelt is None else judge(source, respelt)


def _best(source: str, first: Judged, candidates: Sequence[Hypothesis]) -> Judged:
    """Return the least flawed, of equals the first."""
    return min([first, *(judge(source, other) for other in candidates)], key=lambda j: j.badness)


def _copy_if_empty(source: str, judged: Judged) -> Judged:
    """Give the German where there is no English: the reader sees that something was there."""
    if "empty" not in judged.flags:
        return judged
    return replace(judged, hypothesis=replace(judged.hypothesis, text=source, attention=None))


def _try_n_best(
    translate: Translate, sources: list[str], decoding: Decoding
) -> list[list[Hypothesis]]:
    wide = replace(decoding, n_best=N_BEST, beam_size=max(N_BEST, decoding.beam_size))
    return [list(found.alternatives) for found in translate(sources, wide)]


def _try_variations(
    translate: Translate, sources: list[str], decoding: Decoding, names: Sequence[str]
) -> list[list[Hypothesis]]:
    """Put some variations of all sentences to the engine in one call."""
    varied = [
        [variation for name in names if (variation := VARIATIONS[name](source)) is not None]
        for source in sources
    ]
    texts = [text for variations in varied for each in variations for text in each.texts]
    answers = iter(translate(texts, decoding) if texts else [])
    return [
        [each.read([next(answers) for _ in each.texts]) for each in variations]
        for variations in varied
    ]


def _try_other_search(
    translate: Translate, sources: list[str], decoding: Decoding
) -> list[list[Hypothesis]]:
    other = replace(decoding, n_best=N_BEST, beam_size=OTHER_BEAM, no_repeat_ngram_size=NO_REPEAT)
    return [
        [replace(found, alternatives=()), *found.alternatives]
        for found in translate(sources, other)
    ]


# Most sentences that climb have lost a number. Of 36 that neither the n best nor a figure put
# right had mended (news and commentary, wmt18) clauses mended 26 in a quarter of the time that
# all variations take, the full stop 7, stand-ins for numbers 6. The other search helps seldom:
# one in three thousand sentences of wmt18.
RUNGS = (
    _try_n_best,
    partial(_try_variations, names=("clauses",)),
    partial(_try_variations, names=("figures",)),
    partial(_try_variations, names=("end", "case")),
    _try_other_search,
)
