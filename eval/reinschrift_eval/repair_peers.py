"""Other repairers on the same German, in the same run: what they find, and what they break.

All are given the same lexicon and asked about words that it does not know, which is the fairest
way to run them: on every word they break ten times as much. ftfy reads the text as it stands.
"""

from __future__ import annotations

import gzip
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from reinschrift import Document
from reinschrift.edits import Edit, apply
from reinschrift.lexicon import WORD, load
from reinschrift.repairs import Repair
from reinschrift_eval.repair_scores import repair_scores, rule_tallies
from reinschrift_eval.results import Repairer
from reinschrift_eval.scores import Scorer
from reinschrift_eval.suite import Suite

if TYPE_CHECKING:
    from symspellpy import SymSpell

Propose = Callable[[str], list[Edit]]

RULE = "merged-words"
LEAST_SPLIT = 4  # letters of a word that is asked about
LEAST_COMPOUND = 0.0  # score from which CharSplit calls a word a compound


def repairers() -> dict[str, Callable[[], Propose] | None]:
    """Return how to make each peer, by name; None where its package is not installed."""
    needs = {
        "symspellpy segmentation": ("symspellpy", lambda: _symspell("word_segmentation")),
        "symspellpy compound": ("symspellpy", lambda: _symspell("lookup_compound")),
        "wordninja, umlauts": ("wordninja", _wordninja),
        "CharSplit, rebuilt": ("reinschrift", _charsplit),
        "ftfy": ("ftfy", lambda: _ftfy),
    }
    return {name: make if find_spec(package) else None for name, (package, make) in needs.items()}


def missing() -> list[str]:
    """Return the peers whose package is not installed."""
    return [name for name, make in repairers().items() if make is None]


def score_peers(suite: Suite, scorer: Scorer) -> tuple[Repairer, ...]:
    """Let every peer that is installed repair a suite, and score it as ours is scored."""
    return tuple(
        _score(name, make(), suite, scorer)
        for name, make in repairers().items()
        if make is not None
    )


def _score(name: str, propose: Propose, suite: Suite, scorer: Scorer) -> Repairer:
    def repair(document: Document) -> tuple[Document, Repair]:
        edits = tuple(propose(document.text))
        return document, Repair(document.text, apply(document.text, edits), edits)

    done = [repair(Document.from_text(text))[1] for text in suite.source]
    edits = [one.edits for one in done]
    scores = repair_scores(suite, [one.text for one in done], edits, repair, scorer)
    return Repairer(name, tuple(scores), rule_tallies(suite, edits))


def _by_word(split: Callable[[str], Sequence[str]]) -> Propose:
    """Make a repairer out of what cuts a word into words."""

    def propose(text: str) -> list[Edit]:
        lexicon = load()
        found: list[Edit] = []
        for match in WORD.finditer(text):
            word = match.group()
            if len(word) < LEAST_SPLIT or word in lexicon:
                continue
            parts = split(word)
            # A correction is no split; and some give small letters back.
            if len(parts) > 1 and "".join(parts).lower() == word.lower():
                ends = [0, *accumulate(map(len, parts))]
                parted = " ".join(word[start:end] for start, end in pairwise(ends))
                found.append(Edit(*match.span(), parted, RULE))
        return found

    return propose


def make_speller() -> SymSpell:
    """Return symspellpy with our lexicon; it looks words up in small letters."""
    from symspellpy import SymSpell

    speller = SymSpell(max_dictionary_edit_distance=0)
    for form in _forms():
        speller.create_dictionary_entry(form, 1 << _commonness(form))
    return speller


def _symspell(method: str) -> Propose:
    speller = make_speller()

    def split(word: str) -> Sequence[str]:
        if method == "word_segmentation":
            return str(speller.word_segmentation(word, max_edit_distance=0)[0]).split()
        return str(speller.lookup_compound(word, max_edit_distance=0)[0].term).split()

    return _by_word(split)


def _wordninja() -> Propose:
    import wordninja

    forms = sorted(_forms(), key=_commonness, reverse=True)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "words.gz"
        path.write_bytes(gzip.compress("\n".join(forms).encode()))
        model = wordninja.LanguageModel(str(path))
    wordninja._SPLIT_RE = re.compile(r"[^\w']+")  # its own keeps ASCII letters only
    return _by_word(model.split)


def _forms() -> list[str]:
    """Return the lexicon in small letters, but for single ones, which would part every name."""
    return sorted({form.lower() for form in load().forms() if len(form) > 1})


def _commonness(form: str) -> int:
    lexicon = load()
    return max(lexicon.size(form), lexicon.size(form.capitalize()))


def _charsplit() -> Propose:
    def split(word: str) -> Sequence[str]:
        place, score = max(_places(word), key=lambda one: one[1], default=(0, -1.0))
        return (word[:place], word[place:]) if score > LEAST_COMPOUND else (word,)

    return _by_word(split)


def _places(word: str) -> Iterator[tuple[int, float]]:
    """Yield each place in a word and how much like a compound's joint it looks.

    As CharSplit has it: the chance that the left part's end ends a word and that the right part's
    start starts one, less the chance that letters around the joint stand inside a word.
    """
    starts, ends, inner = _ngrams()
    lower = word.lower()
    for place in range(3, len(lower) - 2):
        left, right = lower[:place], lower[place:]
        begins = max(_share(starts, inner, right[:size]) for size in range(3, len(right) + 1))
        closes = max(_share(ends, inner, left[-size:]) for size in range(3, len(left) + 1))
        inside = min(1 - _share(starts, inner, lower[place - back : place + 3]) for back in (1, 2))
        yield place, begins + closes - inside


def _share(counts: Counter[str], inner: Counter[str], letters: str) -> float:
    total = counts[letters] + inner[letters]
    return counts[letters] / total if total else 0.0


@cache
def _ngrams() -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Count letter groups at the start of nouns, at their end and inside."""
    starts: Counter[str] = Counter()
    ends: Counter[str] = Counter()
    inner: Counter[str] = Counter()
    for form in load().forms():
        if not (form[0].isupper() and form[1:].islower()):
            continue
        lower = form.lower()
        for size in range(3, min(len(lower), 8) + 1):
            starts[lower[:size]] += 1
            ends[lower[-size:]] += 1
            for at in range(1, len(lower) - size):
                inner[lower[at : at + size]] += 1
    return starts, ends, inner


def _ftfy(text: str) -> list[Edit]:
    import ftfy

    fixed = ftfy.fix_text(text, uncurl_quotes=False)
    words, others = text.split(" "), fixed.split(" ")
    if len(words) != len(others):
        return [Edit(0, len(text), fixed, "encoding")] if fixed != text else []
    found: list[Edit] = []
    place = 0
    for word, other in zip(words, others, strict=True):
        if word != other:
            found.append(Edit(place, place + len(word), other, "encoding"))
        place += len(word) + 1
    return found
