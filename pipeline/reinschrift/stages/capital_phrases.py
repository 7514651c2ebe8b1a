"""Phrases of a link with a capital in mid-sentence: Er traf den Präsidenten Die Ukraine in Wien.

Where no sentence can begin, grammar leaves few cases that the phrase had before it was translated
alone, and the restorer tells which.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from math import exp

from reinschrift.edits import Edit
from reinschrift.genders import gender_of
from reinschrift.inflection import ACCUSATIVE, DATIVE, GENITIVE, NOMINATIVE
from reinschrift.lexicon import load
from reinschrift.restorer import load_restorer
from reinschrift.restorer.changes import find_changes, shift_edits
from reinschrift.stages.attributes import ANNOUNCING
from reinschrift.stages.cautions import is_quoted
from reinschrift.stages.declension import (
    ALL_CAPITALS,
    Phrase,
    decline,
    is_noun,
    phrase_at,
    put_changes,
    word_behind,
)
from reinschrift.stages.finite_verbs import finite_places, main_finite_places
from reinschrift.stages.governed import CASES, TWO_WAY
from reinschrift.stages.lost_capitals import WITH_ARTICLE
from reinschrift.stages.missing_marks import lacks_mark
from reinschrift.stages.restoring import find_unspoken_sentences
from reinschrift.stages.token_edits import end_of_words, start_of_words
from reinschrift.tokens import Token, tokenize
from reinschrift.verbs import is_plainly_verb
from reinschrift.words import ADVERBS, FUSED, PREPOSITIONS, SEPARABLE, TIMES

# Natural log odds against the sentence as it stands. Below 0, since grammar has its say: of 500
# phrases of news that were given a capital, 95 % are likelier than that in their own case.
LEAST_ODDS = -4.0
# More of the same in favour of the genitive, which finds 73 % of 250 of them, with 7 % of 250
# objects taken for one; and where the phrase before is an object already.
BONUS, SURE_BONUS = 1.0, 3.0
_SURE = 40.0  # the restorer has hardly seen it
_ARTICLES = ("Der", "Die", "Das")
_LIKE_EIN = ("Ein", "Eine")
_CAPITAL = re.compile(rf"\w (?:{'|'.join(_ARTICLES + _LIKE_EIN)}) ")

Cases = Mapping[str, float]  # that a phrase may have had, with what speaks for them


def mend_capital_phrases(text: str) -> Iterator[Edit]:
    """Give phrases with a capital in mid-sentence the case that they had, and no capital."""
    found = [(*one, _forms(one[1])) for one in find_unspoken_sentences(text)]
    found = [one for one in found if one[2]]
    restorer = load_restorer() if found else None
    if restorer is None:
        return
    for place, sentence, forms in found:
        odds = restorer.judge((sentence, form) for form, _ in forms)
        weighed = zip(odds, forms, strict=True)
        value, form, said = max((said + bonus, form, said) for said, (form, bonus) in weighed)
        if value < LEAST_ODDS:
            continue
        sure = 1 / (1 + exp(LEAST_ODDS - value))
        why = f"no sentence begins there; restorer: {said:+.1f} log odds"
        yield from shift_edits(find_changes(sentence, form), place, sure, why)


def _forms(sentence: str) -> list[tuple[str, float]]:
    """Return a sentence with its first capital phrase in each case, and what speaks for it."""
    if not _CAPITAL.search(sentence):
        return []
    tokens = tokenize(sentence)
    for at in range(1, len(tokens) - 1):
        phrase = _phrase_at(tokens, at)
        cases = _cases(tokens, at, phrase) if phrase is not None else {}
        if phrase is None or not cases or lacks_mark(sentence):
            continue
        if not is_quoted(sentence, phrase.article.start, phrase.article.end):
            return [(_in_case(sentence, phrase, case), bonus) for case, bonus in cases.items()]
    return []


def _phrase_at(tokens: Sequence[Token], at: int) -> Phrase | None:
    """Return the phrase with a capital that begins at a token, if it is no title."""
    article, before = tokens[at].text, tokens[at - 1].text
    if article not in _ARTICLES + _LIKE_EIN or tokens[at].start != tokens[at - 1].end + 1:
        return None
    phrase = phrase_at(tokens, at, capitals=ALL_CAPITALS)
    if phrase is None or before.lower().endswith(ANNOUNCING):
        return None
    is_known = phrase.noun.text not in load().names and gender_of(phrase.noun.text) is not None
    is_alone = not word_behind(tokens, at, phrase)[:1].isupper()
    return phrase if article == "Die" or (is_known and (is_alone or phrase.adjectives)) else None


def _cases(tokens: Sequence[Token], at: int, phrase: Phrase) -> Cases:
    """Return the cases that a phrase with a capital may have had, none if a sentence may begin."""
    word = tokens[at - 1].text
    start, end = start_of_words(tokens, at), end_of_words(tokens, at)
    before = [token.text for token in tokens[start:at]]
    behind = [token.text for token in tokens[at:end]]
    has_verb = bool(main_finite_places(before))
    goes_on = bool(finite_places(behind))
    case = CASES.get(word.lower())
    if case or word.lower() in TWO_WAY:
        # Kündigt an Der Rat begrüßt das.
        may_end = word in SEPARABLE and len(before) > 1 and any(map(is_plainly_verb, behind))
        is_title = phrase.noun.text in WITH_ARTICLE or gender_of(phrase.noun.text) is None
        if may_end or is_title:  # in Der Spiegel
            return {}
        two = {ACCUSATIVE: 0.0, DATIVE: 0.0} | {TWO_WAY.get(word.lower(), ""): BONUS}
        return {case: 0.0} if case else two
    if phrase.article.text not in _ARTICLES or not is_noun(word):
        return {NOMINATIVE: 0.0} if word in TIMES and not goes_on else {}
    if not start and not has_verb and _is_third(before, behind, phrase):
        return {NOMINATIVE: _SURE}
    gender = gender_of(phrase.noun.text)
    is_many = phrase.article.text == "Die" and gender not in ("f", None)
    if not has_verb or goes_on or is_many:
        return {}  # plays, films and novels are called after many: Die Räuber
    found = {NOMINATIVE: 0.0, ACCUSATIVE: 0.0, DATIVE: 0.0}
    if word in load().names or word not in load():
        return found
    return found | {GENITIVE: SURE_BONUS if _is_behind_object(before) else BONUS}


def _is_third(before: Sequence[str], behind: Sequence[str], phrase: Phrase) -> bool:
    """Tell whether a phrase stands between another and its verb: In Kiel Der Rat tagte bis neun."""
    is_front = before[0].lower() in PREPOSITIONS | FUSED
    names = behind.index(phrase.noun.text) + 1
    verb = next((at for at in range(names, len(behind)) if behind[at].islower()), len(behind))
    return is_front and verb + 1 < len(behind) and is_plainly_verb(behind[verb])


def _is_behind_object(words: Sequence[str]) -> bool:
    """Tell whether words end in an object: Er traf den Präsidenten | Die Ukraine in Wien."""
    verb = main_finite_places(words)[0]
    has_subject = verb > 0 and words[0].lower() not in PREPOSITIONS | FUSED | ADVERBS
    last = next((at for at in range(len(words) - 2, verb, -1) if words[at][0].isupper()), verb)
    is_bare = not any(word in PREPOSITIONS | FUSED for word in words[last:])
    return "den" in words[last:] or "einen" in words[last:] or (has_subject and is_bare)


def _in_case(sentence: str, phrase: Phrase, case: str) -> str:
    """Return a sentence with a phrase that has lost its capital and has a case."""
    article = phrase.article._replace(text=phrase.article.text.lower())
    gender = gender_of(phrase.noun.text) or "f"
    changes = [(article.start, article.end, article.text)]
    if case != NOMINATIVE:
        changes = [*decline(phrase._replace(article=article), case, gender)] or changes
    return put_changes(sentence, changes)
