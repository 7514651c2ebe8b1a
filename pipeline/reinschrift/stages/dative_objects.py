"""Objects in the wrong case behind verbs that ask for the dative: Der Rat dankte die Helfer.

What stands before such a verb as a nominative is its subject, and what stands behind it no other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reinschrift.edits import Edit
from reinschrift.genders import gender_of
from reinschrift.inflection import DATIVE
from reinschrift.stages.declension import LONG, decline, is_nominative, phrase_at
from reinschrift.stages.governed import RULE
from reinschrift.stages.split_words import PERSON
from reinschrift.stages.token_edits import Change, end_of_words, find_edits, start_of_words
from reinschrift.tokens import Token
from reinschrift.words import DETERMINERS, FUSED, PREPOSITIONS, SEPARABLE

# They have no other object than one in the dative.
_VERBS = frozenset(
    "applaudierte applaudierten danken dankt dankte dankten entkam entkamen gehört gehörte "
    "gehörten gratulieren gratuliert gratulierte gratulierten huldigte huldigten misstraut "
    "misstraute misstrauten widersprach widersprachen widerspricht ähnelt ähnelte ähnelten".split()
)
# What these have beside a particle at the end of the clause, if a clause follows with what for.
_WITH_PARTICLE = {
    **dict.fromkeys("warf warfen wirft werfen hielt hielten hält halten".split(), "vor"),
    **dict.fromkeys("legte legten legt legen".split(), "nahe"),
}
_TOLD = frozenset(("sagte", "erzählte"))
_MARKS = frozenset(',.;:!?–„“”"»«()')
_LISTENERS = frozenset("Reporter Zuhörer Anhänger Zuschauer".split())
_MEDIA = tuple("agentur zeitung sender magazin zeitschrift fernsehen rundfunk blatt".split())
_FURTHEST_VERB = 8  # tokens: sagte die 24-jährige Studentin Amina Belkacem
_SUBJECTS = frozenset("er ich man wir sie".split())
_ARTICLES = frozenset("der das die ein eine".split())
_TIMES = frozenset("jahr jahre tage wochen stunde stunden monate nacht zeit woche mal".split())


def mend_dative_objects(text: str) -> Iterator[Edit]:
    """Put the objects of verbs that ask for the dative into it.

    >>> [edit.text for edit in mend_dative_objects("Der Rat dankte die Kinder.")]
    ['den', 'Kindern']
    >>> [edit.text for edit in mend_dative_objects("Er warf die Bank vor, Geld zu verschwenden.")]
    ['der']
    """
    return find_edits(text, _mend, RULE)


def mend_recipients(text: str) -> Iterator[Edit]:
    """Put those who were told something into the dative.

    >>> [edit.text for edit in mend_recipients("Das sagte Anna Wolf die Zeitung.")]
    ['der']
    >>> [edit.text for edit in mend_recipients("Wolf sagte Reporter am Montag nichts.")]
    ['Reportern']
    """
    return find_edits(text, _tell, RULE)


def _tell(tokens: Sequence[Token], at: int) -> Iterator[Change]:
    """Yield what changes in a phrase that begins at a token, if it says who was told."""
    marks = (one + 1 for one in range(at - 1, -1, -1) if tokens[one].text in _MARKS)
    first = max(next(marks, 0), at - _FURTHEST_VERB)
    before = [token.text for token in tokens[first:at]]
    if len(before) < 2:  # who says it, and that it is said
        return
    word, behind = tokens[at], tokens[at + 1].text if at + 1 < len(tokens) else ""
    if word.text in _LISTENERS and before[-1] in _TOLD:
        # sagte Reporter Max Weber: that is who said it, as in: Am Abend sagte Reporter dazu nichts.
        if _speaks(before[:-1]) and not behind[:1].isupper():
            why = f"{word.text!r} were told something"
            yield Change(word.start, word.end, f"{word.text}n", why)
        return
    told = [place for place, one in enumerate(before) if one in _TOLD]
    if not told or word.text not in ("die", "das", "der") or not _speaks(before[told[-1] + 1 :]):
        return
    end = end_of_words(tokens, at)
    if tokens[end - 1].text in SEPARABLE:
        return  # sagte Müller die Zeitung ab
    phrase = phrase_at(tokens, at)
    if phrase is None or not phrase.noun.text.lower().endswith(_MEDIA):
        return
    why = f"{phrase.noun.text!r} was told something"
    for start, end, said in decline(phrase, DATIVE, gender_of(phrase.noun.text) or "f"):
        yield Change(start, end, said, why)


def _speaks(words: Sequence[str]) -> bool:
    """Tell whether words say who speaks, and nothing of when and where."""
    is_plain = bool(words) and PREPOSITIONS.isdisjoint(words) and FUSED.isdisjoint(words)
    return is_plain and (words[-1].lower() in _SUBJECTS or words[-1][0].isupper())


def _mend(tokens: Sequence[Token], at: int) -> Iterator[Change]:
    """Yield what changes in a phrase that begins at a token, if it is such an object."""
    verb = tokens[at - 1].text if at else ""
    asks = verb in _VERBS or _has_particle(tokens, at, verb)
    phrase = phrase_at(tokens, at) if asks else None
    if phrase is None or phrase.noun.text.lower() in _TIMES:
        return
    # Behind `ein` neuters are like masculines: ein Logistiker, of whom there may be many as well.
    gender = "m" if phrase.article.text.lower() == "ein" else gender_of(phrase.noun.text)
    if gender is None:
        return
    if _is_subject(tokens, at - 1, any_name=verb in _WITH_PARTICLE):
        why = f"{verb!r} asks for the dative, {phrase.noun.text!r} is {LONG[gender]}"
        for start, end, said in decline(phrase, DATIVE, gender):
            yield Change(start, end, said, why)


def _has_particle(tokens: Sequence[Token], at: int, verb: str) -> bool:
    """Tell whether a clause that a token belongs to ends in the verb's particle and a comma."""
    particle = _WITH_PARTICLE.get(verb)
    if particle is None:
        return False
    end = end_of_words(tokens, at)
    is_closed = end < len(tokens) and tokens[end].text == ","
    return is_closed and tokens[end - 1].text == particle


def _is_subject(tokens: Sequence[Token], verb: int, *, any_name: bool = False) -> bool:
    """Tell whether what stands before a verb is its subject, and all that stands there.

    Bare nouns may be a dative, unless the verb has `any_name` for a subject.
    """
    words = [token.text for token in tokens[start_of_words(tokens, verb) : verb]]
    if not words or any(word in PREPOSITIONS for word in words):
        return False
    first = words[0].lower()
    if len(words) == 1:
        return first in _SUBJECTS
    if first in _ARTICLES:
        noun = next((word for word in words[1:] if word[0].isupper()), "")
        return is_nominative(first, gender_of(noun))  # `der` before a feminine is a dative
    # Bürgermeister Thorben Asche dankte; but: Kindern gehört die Welt.
    is_named = all(word[0].isupper() for word in words) and (any_name or first.endswith(PERSON))
    return is_named and first not in DETERMINERS and not tokens[verb].text.startswith("gehör")
