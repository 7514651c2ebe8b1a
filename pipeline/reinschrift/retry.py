"""The ladder: sentences that a guard has flagged are tried again, in other ways.

A better translation is often there and was only not the first (in LibreTranslate issue
612 every alternative was right), or comes when the sentence looks more like what the
model has learnt. All flagged sentences of a call climb together, so that a rung is one
call of the engine. What stays flawed is kept and flagged: nothing is ever dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from reinschrift.engines import Decoding, Hypothesis
from reinschrift.guards import GUARDS, raise_flags
from reinschrift.joining import fit_attention, join_clauses
from reinschrift.lexicon import WORD, Lexicon, load
from reinschrift.sentences import split_clauses

Translate = Callable[[list[str], Decoding], list[Hypothesis]]

N_BEST = 4  # of a beam as wide as the usual one: costs nothing more
OTHER_BEAM = 8
NO_REPEAT = 4  # pieces; as the guard against loops counts words
_END = ".!?…"
_MIN_CLAUSES = 40  # characters; shorter ones have no clauses to part


@dataclass(frozen=True, slots=True)
class Judged:
    """A hypothesis and what the guards say of it."""

    hypothesis: Hypothesis
    flags: tuple[str, ...] = ()

    @property
    def badness(self) -> tuple[bool, ...]:
        """Order by the worst flag, then by the next."""
        return tuple(name in self.flags for name in GUARDS)


class Variation(NamedTuple):
    """Other ways to put a sentence to the engine: its parts and how to read the answers."""

    texts: list[str]
    read: Callable[[list[Hypothesis]], Hypothesis]


def vary_end(source: str) -> Variation | None:
    """Add a full stop, or take it away, and do the same to the translation.

    >>> vary_end("Regierung tritt zurück").texts
    ['Regierung tritt zurück.']
    """
    if source.endswith("."):
        return Variation([source[:-1]], lambda found: _end(found[0], source, closed=True))
    if source[-1:] in _END:
        return None
    return Variation([source + "."], lambda found: _end(found[0], source, closed=False))


def _end(found: Hypothesis, source: str, *, closed: bool) -> Hypothesis:
    text = found.text
    if closed and text and text[-1] not in _END:
        text += "."
    elif not closed and text.endswith("."):
        text = text[:-1]
    return fit_attention(found, text, len(source))


def vary_case(source: str) -> Variation | None:
    """Write a sentence in capitals as it would be written: models have seen few of them.

    >>> vary_case("REGIERUNG TRITT ZURÜCK").texts
    ['Regierung tritt zurück']
    """
    if not source.isupper():
        return None
    lexicon = load()
    words = WORD.sub(lambda word: _as_usual(word[0], lexicon), source)
    small = words[:1].upper() + words[1:]
    if len(small) != len(source):  # a letter of two capitals; the offsets would be wrong
        return None
    return Variation([small], lambda found: _unless_copied(found[0], small, source))


def _unless_copied(found: Hypothesis, asked: str, source: str) -> Hypothesis:
    """Take a copy of what was asked for a copy of the source, whose flag it must not escape."""
    return replace(found, text=source) if found.text == asked else found


def _as_usual(word: str, lexicon: Lexicon) -> str:
    small, capitalised = word.lower(), word.capitalize()
    return small if lexicon.size(small) > lexicon.size(capitalised) else capitalised


def vary_clauses(source: str) -> Variation | None:
    """Translate clause by clause."""
    if len(source) < _MIN_CLAUSES:
        return None
    spans = split_clauses(source, lambda part: len(part) <= len(source) * 2 // 3)
    if len(spans) < 2:
        return None
    return Variation(
        [source[span.start : span.end] for span in spans],
        lambda found: join_clauses(source, spans, found),
    )


VARIATIONS: dict[str, Callable[[str], Variation | None]] = {
    "end": vary_end,  # LibreTranslate issue 567: without the full stop it was right
    "case": vary_case,  # Firefox translations issue 716: loops on capitals
    "clauses": vary_clauses,  # half of a long sentence was left out
}


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
            found[place] = _best(sources[place], judged, judged.hypothesis.alternatives)
    rungs = (_try_n_best, _try_variations, _try_other_search)
    for number, rung in enumerate(rungs):
        places = [
            place
            for place, judged in enumerate(found)
            if judged.flags
            and (
                not hypotheses[place].alternatives
                if number == 0
                else any(GUARDS[name].is_retried for name in judged.flags)
            )
        ]
        if places:
            offers = rung(translate, [sources[place] for place in places], decoding)
            for place, candidates in zip(places, offers, strict=True):
                found[place] = _best(sources[place], found[place], candidates)
    return [_copy_if_empty(*pair) for pair in zip(sources, found, strict=True)]


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
    translate: Translate, sources: list[str], decoding: Decoding
) -> list[list[Hypothesis]]:
    """Put all variations of all sentences to the engine in one call."""
    varied = [
        [variation for vary in VARIATIONS.values() if (variation := vary(source)) is not None]
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
