"""Phrases of a link with a capital in mid-sentence: Er traf den Präsidenten Die Ukraine in Wien.

No sentence begins there, since no verb follows. Translated alone the phrase is a nominative; the
case that it had the restorer tells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import exp

from reinschrift.edits import Edit
from reinschrift.genders import gender_of
from reinschrift.inflection import ACCUSATIVE, DATIVE, GENITIVE, NOMINATIVE
from reinschrift.lexicon import load
from reinschrift.restorer import load_restorer
from reinschrift.restorer.changes import find_changes
from reinschrift.stages.attributes import ANNOUNCING
from reinschrift.stages.declension import (
    ALL_CAPITALS,
    Phrase,
    decline,
    is_noun,
    phrase_at,
    word_behind,
)
from reinschrift.stages.finite_verbs import finite_places, main_finite_places
from reinschrift.stages.missing_marks import lacks_mark
from reinschrift.stages.restoring import find_unspoken_sentences
from reinschrift.stages.token_edits import end_of_words, start_of_words
from reinschrift.tokens import Token, tokenize
from reinschrift.words import ADVERBS, FUSED, PREPOSITIONS

# Natural log odds against the sentence as it stands. Below 0, since grammar has its say: of 500
# phrases of news that were given a capital, 95 % are likelier than that in their own case.
LEAST_ODDS = -4.0
# More of the same in favour of the genitive, which finds 73 % of 250 of them, with 7 % of 250 objects
# taken for one; and where the phrase before is an object already.
BONUS, SURE_BONUS = 1.0, 3.0
_ENDS = tuple(".!?…:“\"«")
_ARTICLES = ("Der", "Die", "Das")


def mend_capital_phrases(text: str) -> Iterator[Edit]:
    """Give phrases with a capital in mid-sentence the case that they had, and no capital."""
    found = [(*one, _forms(one[1])) for one in _sentences(text)]
    found = [one for one in found if one[2]]
    restorer = load_restorer() if found else None
    if restorer is None:
        return
    for place, sentence, forms in found:
        odds = restorer.judge((sentence, form) for form, _ in forms)
        weighed = zip(odds, forms, strict=True)
        value, form = max((value + bonus, form) for value, (form, bonus) in weighed)
        if value < LEAST_ODDS:
            continue
        sure, why = 1 / (1 + exp(-value)), f"restorer: {value:+.1f} log odds"
        for edit in find_changes(sentence, form):
            start, end = edit.start + place, edit.end + place
            yield replace(edit, start=start, end=end, confidence=sure, evidence=why)


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    """Yield the sentences in which nobody speaks; a capital alone parts none."""
    start, said = 0, ""
    for place, sentence in find_unspoken_sentences(text):
        if said and not said.endswith(_ENDS) and text[start + len(said) : place].isspace():
            said = text[start : place + len(sentence)]
            continue
        yield start, said
        start, said = place, sentence
    yield start, said


def _forms(sentence: str) -> list[tuple[str, float]]:
    """Return a sentence with its first capital phrase in each case, and what it has in favour."""
    tokens = tokenize(sentence)
    places = range(1, len(tokens) - 1)
    at, phrase = next(((at, one) for at in places if (one := _phrase_at(tokens, at))), (0, None))
    if phrase is None or lacks_mark(sentence):
        return []
    bonus = {GENITIVE: SURE_BONUS if _is_behind_object(tokens, at) else BONUS}
    return [
        (_in_case(sentence, phrase, case), bonus.get(case, 0.0))
        for case in (NOMINATIVE, ACCUSATIVE, DATIVE, GENITIVE)
    ]


def _is_behind_object(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether the noun before a token is an object: Er traf den Präsidenten | Die Ukraine."""
    words = [token.text for token in tokens[start_of_words(tokens, at) : at]]
    verb = main_finite_places(words)[0]
    first = words[0].lower()
    has_subject = verb > 0 and first not in PREPOSITIONS | FUSED | ADVERBS
    last = next((at for at in range(len(words) - 2, verb, -1) if words[at][0].isupper()), verb)
    is_bare = not any(word in PREPOSITIONS | FUSED for word in words[last:])
    return "den" in words[last:] or "einen" in words[last:] or (has_subject and is_bare)


def _in_case(sentence: str, phrase: Phrase, case: str) -> str:
    article = phrase.article._replace(text=phrase.article.text.lower())
    gender = gender_of(phrase.noun.text) or "f"
    small = phrase._replace(article=article)
    changes = [(article.start, article.end, article.text)]
    if case != NOMINATIVE:
        changes = [*decline(small, case, gender)] or changes
    said = sentence
    for start, end, form in sorted(changes, reverse=True):
        said = said[:start] + form + said[end:]
    return said


def _phrase_at(tokens: Sequence[Token], at: int) -> Phrase | None:
    """Return the phrase with a capital that begins behind a noun, where no sentence can begin."""
    if tokens[at].text not in _ARTICLES or not is_noun(tokens[at - 1].text):
        return None
    before, noun = tokens[start_of_words(tokens, at) : at], tokens[at - 1].text
    phrase = phrase_at(tokens, at, capitals=ALL_CAPITALS)
    if phrase is None or noun in load().names or noun.lower().endswith(ANNOUNCING):
        return None
    article, gender = phrase.article.text, gender_of(phrase.noun.text)
    is_name = gender is None or bool(word_behind(tokens, at, phrase)[:1].isupper())
    if article != "Die" and (is_name or phrase.noun.text in load().names):
        return None
    words = [token.text for token in before]
    behind = [token.text for token in tokens[at : end_of_words(tokens, at)]]
    goes_on = bool(main_finite_places(words)) and not finite_places(behind)
    return phrase if goes_on else None
