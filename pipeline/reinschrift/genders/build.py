"""Count which articles German nouns have, and write down their genders.

    python -m reinschrift.genders.build ../shared/data pipeline/reinschrift/genders/nouns.txt

Reads what the lexicon is counted from. Nouns that only ever stand behind what one gender has tell
how often each gender stands behind which article (no article belongs to one alone: `der` is
masculine, or feminine in the genitive); that tells the likeliest gender of all others.
"""

from __future__ import annotations

import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path

from reinschrift.lexicon.build import german_lines

PLURAL = ("viele", "mehrere", "beide", "zwei", "drei", "vier", "fünf")
ARTICLES = (
    *"der die das den dem des ein eine einen einem einer eines kein keine keinen".split(),
    *"im am zum zur vom beim ins".split(),
    *PLURAL,
)
PLURAL_ENDINGS = ("e", "n", "er", "el", "s")
# What only one gender has behind it, or only plurals.
SURE = {
    **dict.fromkeys(("einen", "keinen"), "m"),
    **dict.fromkeys(("eine", "einer", "zur"), "f"),
    "ins": "n",
    **dict.fromkeys(PLURAL, "p"),
}
LEAST_SURE = 8  # times that a noun must have stood so to tell what its gender is like
LEAST_SHARE = 0.97
NEVER_FEMININE = ("ein", "kein", "dem", "einem", "zum", "vom", "beim", "im", "am")
LEAST_TOLD = 2
# Masculines and neuters have the others alike, and photographs show much `in einem Hemd`: how often
# a noun is seen so tells nothing of the two.
OF_ONE_OF_TWO = frozenset("der den das ein einen keinen ins".split())
NEVER_MASCULINE = ("die", "das", "eine", "einer", "keine", "zur", "ins")
NOISE = 0.03  # share of articles that belong to another word: das Sender ausstrahlen
LEAST_COUNT = 4
LEAST_ODDS = 4.0  # natural logarithm: 55 to 1
LEAST_ODDS_OF_TWO = 6.0  # of masculine and neuter, told by few articles
LEAST_OWN = 100  # times that a noun must be seen to differ from its last part
LEAST_HEAD, LEAST_MODIFIER = 4, 4  # letters of that part, and of what stands before it
_PHRASE = re.compile(
    rf"\b({'|'.join(ARTICLES)}) (?:[a-zäöüß]{{2,}}?(?:er|es|en|em|e) )?"
    r"([A-ZÄÖÜ][a-zäöüß]{2,})(?![-\w])"
)

Counts = Mapping[str, Counter[str]]


def build(data: Path) -> str:
    """Return a line for each gender: its letter, and its nouns sorted; `p` are plurals."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for german, _ in german_lines(data):
        for article, noun in _PHRASE.findall(german):
            counts[noun][article] += 1
    likely = _learn(counts)
    genders = {noun: _choose(noun, counts[noun], likely) for noun in counts}
    chosen: dict[str, list[str]] = {gender: [] for gender in "mfnp"}
    for noun in sorted(counts):
        gender = genders[noun]
        if gender is not None and not _is_denied(noun, genders, counts):
            chosen[gender].append(noun)
    return "".join(f"{gender} {' '.join(found)}\n" for gender, found in chosen.items())


def _learn(counts: Counts) -> dict[str, dict[str, float]]:
    """Return the log probability of each article before a noun of each gender."""
    totals: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for found in counts.values():
        sure: Counter[str] = Counter()
        for article, gender in SURE.items():
            sure[gender] += found[article]
        [(gender, count)] = sure.most_common(1)
        if count >= LEAST_SURE and count >= LEAST_SHARE * sure.total():
            totals[gender].update(found)
    return {
        gender: {
            article: math.log((1 - NOISE) * found[article] / found.total() + NOISE / len(ARTICLES))
            for article in ARTICLES
        }
        for gender, found in totals.items()
    }


def _choose(
    noun: str, found: Counter[str], likely: Mapping[str, Mapping[str, float]]
) -> str | None:
    """Return the likeliest gender of a noun, unless it is a genitive or seldom."""
    total = found.total()
    if total < LEAST_COUNT or 2 * (found["des"] + found["eines"]) >= total:
        return None
    if (
        found["der"] >= LEAST_COUNT
        and sum(found[one] for one in NEVER_FEMININE) >= LEAST_TOLD
        and sum(found[one] for one in NEVER_MASCULINE) <= NOISE * total
    ):
        return "m"  # of the weak kind it is a nominative alone: der Präsident
    best, second, odds = _two_likeliest(found, likely)
    if best == "f" and not any(found[one] for one in ("eine", "einer", "zur")):
        return _choose_of_feminine(noun, found)
    telling = {one: count for one, count in found.items() if one in OF_ONE_OF_TWO}
    if {best, second} == {"m", "n"} and telling:
        best, _, odds = _two_likeliest(telling, {one: likely[one] for one in (best, second)})
        return best if odds >= LEAST_ODDS_OF_TWO else None
    return best if odds >= LEAST_ODDS else None


def _two_likeliest(
    found: Mapping[str, int], likely: Mapping[str, Mapping[str, float]]
) -> tuple[str, str, float]:
    """Return the two likeliest genders of a noun with these counts, and the log odds."""
    scores = {
        gender: sum(count * logs[article] for article, count in found.items())
        for gender, logs in likely.items()
    }
    best, second, *_ = sorted(scores, key=scores.__getitem__, reverse=True)
    return best, second, scores[best] - scores[second]


def _choose_of_feminine(noun: str, found: Counter[str]) -> str | None:
    """Return the gender of what looks feminine and never stands behind `eine`.

    It is a plural, or a masculine with its own: der Wähler, die Wähler.
    """
    if any(found[one] for one in PLURAL):
        return None if found["ein"] else "p"
    return "f" if found["keine"] and not noun.endswith(PLURAL_ENDINGS) else None


def _is_denied(noun: str, genders: Mapping[str, str | None], counts: Counts) -> bool:
    """Tell whether a rare compound has not the gender of its last part, which is seen more often.

    A compound has the gender of its last part: das Haus, das Mehrfamilienhaus. What looks like one
    and is none (die Armut, der Mut) is kept if it is common.
    """
    if counts[noun].total() >= LEAST_OWN or genders[noun] == "p":
        return False
    for at in range(LEAST_MODIFIER, len(noun) - LEAST_HEAD + 1):
        head = noun[at:].capitalize()
        if genders.get(head) is not None and counts[head].total() > counts[noun].total():
            return genders[head] not in ("p", genders[noun])
    return False


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(build(Path(sys.argv[1])), encoding="utf-8")
