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
from collections.abc import Iterator, Mapping
from pathlib import Path

from reinschrift.genders import FEMININE, NO_HEAD
from reinschrift.lexicon import load
from reinschrift.lexicon.build import german_lines

PLURAL = tuple("viele mehrere beide zwei drei vier fünf einige alle wenige zahlreiche".split())
POSSESSIVES = ("sein", "ihr", "unser")
LIKE_EIN = ("kein", *POSSESSIVES)
ARTICLES = (
    *"der die das den dem des ein eine einen einem einer eines".split(),
    *"dieser diese dieses diesen diesem jeder jede jedes jeden jedem".split(),
    *(f"{stem}{ending}" for stem in LIKE_EIN for ending in ("", "e", "en", "em", "er", "es")),
    *"im am zum zur vom beim ins ans aufs".split(),
    *PLURAL,
)
PLURAL_ENDINGS = ("e", "n", "er", "el", "s")
# What only one gender has behind it, or only plurals; an adjective's ending may tell as well.
SURE = {
    **dict.fromkeys(("einen", "keinen", "jeden", "jeder", "der -e", "ein -er", "kein -er"), "m"),
    **dict.fromkeys(("eine", "einer", "zur", "jede", "die -e"), "f"),
    **dict.fromkeys(("ins", "jedes", "das -e", "ein -es", "kein -es"), "n"),
    **dict.fromkeys((*PLURAL, "die -en", "diese -en"), "p"),
}
LEAST_SURE = 8  # times that a noun must have stood so to tell what its gender is like
LEAST_SHARE = 0.97
NEVER_FEMININE = ("ein", "kein", "dem", "einem", "zum", "vom", "beim", "im", "am")
OF_FEMININES = ("eine", "einer", "zur", "jede")
LEAST_WITH_ADJECTIVE = 0.1  # share of `die -e`, which only a feminine has but for relative clauses
LEAST_TOLD = 2
# Masculines and neuters have these alike, and photographs show much `in einem Hemd`: how often
# a noun is seen so tells nothing of the two.
OF_BOTH = ("dem", "einem", "im", "am", "zum", "vom", "beim")
NEVER_MASCULINE = ("die", "das", "eine", "einer", "keine", "zur", "ins")
GENITIVES = ("des", "eines", *(f"{stem}es" for stem in LIKE_EIN))
NOISE = 0.03  # share of articles that belong to another word: das Sender ausstrahlen
LEAST_COUNT = 4
LEAST_ODDS = 4.0  # natural logarithm: 55 to 1
LEAST_ODDS_OF_TWO = 6.0  # of masculine and neuter, told by few articles
SHORTEST_HEAD = 3  # letters
LEAST_WRONG = 2
LEAST_ODD = 10  # times that a noun must be seen to have not the gender of its ending
LEAST_WITH_ARTICLE = 0.2  # share of the times that a word is seen at all, if it looks like a name
LEAST_GERMAN = 50  # times that a word must be seen that is English too
LEAST_OWN = 100  # times that a noun must be seen to differ from its last part
LEAST_HEAD, LEAST_MODIFIER = 4, 4  # letters of that part, and of what stands before it
_LONGEST_FIRST = sorted(ARTICLES, key=len, reverse=True)
_PHRASE = re.compile(
    rf"\b({'|'.join((*_LONGEST_FIRST, *map(str.capitalize, _LONGEST_FIRST)))}) "
    r"(?:[a-zäöüß]{2,}?(er|es|en|em|e) )?([A-ZÄÖÜ][a-zäöüß]{2,})(?![-\w])"
)

Counts = Mapping[str, Counter[str]]
Likely = Mapping[str, Mapping[str, float]]  # log probabilities of articles, by gender


def build(data: Path) -> str:
    """Return a line for each gender: its letter, and its nouns sorted; `p` are plurals.

    The last line, of `-`, has the words that tell nothing of what ends in them: all, in: der Fall.
    """
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for german, _ in german_lines(data):
        for article, ending, noun in _PHRASE.findall(german):
            counts[noun][f"{article} -{ending}" if ending else article] += 1
    likely = _learn(counts)
    genders = {noun: _choose(noun, counts[noun], likely) for noun in counts}
    chosen: dict[str, list[str]] = {gender: [] for gender in "mfnp"}
    for noun in sorted(counts):
        gender = genders[noun]
        if gender is None or _is_name(noun, counts[noun].total()):
            continue
        if not _is_denied(noun, genders, counts):
            chosen[gender].append(noun)
    chosen[NO_HEAD] = sorted(_find_no_heads(chosen))
    return "".join(f"{gender} {' '.join(found)}\n" for gender, found in chosen.items())


def _is_name(noun: str, count: int) -> bool:
    """Tell whether a word is a name or seldom German: its articles are those of what it names."""
    known = load()
    is_bare = noun in known.names and count < LEAST_WITH_ARTICLE * 2 ** known.size(noun)
    return is_bare or (noun.lower() in known.english and count < LEAST_GERMAN)


def _find_no_heads(chosen: Mapping[str, list[str]]) -> Iterator[str]:
    """Yield the nouns that most others which end in them differ from in their gender."""
    genders = {noun: gender for gender, found in chosen.items() for noun in found}
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for noun, gender in genders.items():
        ends = (noun[at:].capitalize() for at in range(1, len(noun) - SHORTEST_HEAD + 1))
        head = next((one for one in ends if one in genders), None)
        if head is not None and {gender, genders[head]} != {"m", "p"}:  # der Führer, die Führer
            (right if genders[head] == gender else wrong)[head] += 1
    return (head for head, count in wrong.items() if count >= LEAST_WRONG and count > right[head])


def _learn(counts: Counts) -> dict[str, dict[str, float]]:
    """Return the log probability of each article before a noun of each gender."""
    totals: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for found in counts.values():
        sure: Counter[str] = Counter()
        for said, gender in SURE.items():
            sure[gender] += found[said]
        [(gender, count)] = sure.most_common(1)
        if count >= LEAST_SURE and count >= LEAST_SHARE * sure.total():
            totals[gender].update(found)
    every = {said for found in totals.values() for said in found}
    return {
        gender: defaultdict(
            lambda: math.log(NOISE / len(every)),
            {
                said: math.log((1 - NOISE) * found[said] / found.total() + NOISE / len(every))
                for said in every
            },
        )
        for gender, found in totals.items()
    }


def _choose(noun: str, found: Counter[str], likely: Likely) -> str | None:
    """Return the likeliest gender of a noun, unless it is a genitive or seldom."""
    plain = _without_endings(found)
    if 2 * sum(plain[one] for one in GENITIVES) >= plain.total():
        return _choose_of_genitive(noun, found, likely)
    total = plain.total()
    if total < LEAST_COUNT:
        return None
    if (
        plain["der"] >= LEAST_COUNT
        and sum(plain[one] for one in NEVER_FEMININE) >= LEAST_TOLD
        and sum(plain[one] for one in NEVER_MASCULINE) <= NOISE * total
    ):
        return "m"  # of the weak kind it is a nominative alone: der Präsident
    best, second, odds = _two_likeliest(found, likely)
    is_made_feminine = noun.lower().endswith(FEMININE)
    if is_made_feminine and best != "f" and total < LEAST_ODD:
        return None  # Bauwirtschaft, seen four times; not: Spion
    seen_as_one = sum(plain[one] for one in OF_FEMININES)
    is_one = seen_as_one >= max(1, sum(plain[one] for one in PLURAL)) or is_made_feminine
    if best == "f" and not is_one and found["die -e"] < LEAST_WITH_ADJECTIVE * total:
        return _choose_of_feminine(noun, plain)
    telling = {one: n for one, n in found.items() if _article_of(one) not in OF_BOTH + GENITIVES}
    if {best, second} == {"m", "n"} and telling:
        best, _, odds = _two_likeliest(telling, {one: likely[one] for one in (best, second)})
        return best if odds >= LEAST_ODDS_OF_TWO else None
    return best if odds >= LEAST_ODDS else None


def _choose_of_genitive(noun: str, found: Counter[str], likely: Likely) -> str | None:
    """Return `p` for a genitive that is a plural as well: des Teams, die Teams."""
    others = Counter({one: n for one, n in found.items() if _article_of(one) not in GENITIVES})
    if not noun.endswith("s") or others.total() < LEAST_COUNT or _without_endings(others)["das"]:
        return None
    return "p" if _two_likeliest(others, likely)[0] == "p" else None


def _article_of(said: str) -> str:
    """Return an article in lower case, without the ending of the adjective behind it."""
    return said.partition(" ")[0].lower()


def _without_endings(found: Mapping[str, int]) -> Counter[str]:
    plain: Counter[str] = Counter()
    for said, count in found.items():
        plain[_article_of(said)] += count
    return plain


def _two_likeliest(found: Mapping[str, int], likely: Likely) -> tuple[str, str, float]:
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
