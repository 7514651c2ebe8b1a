"""Objects that stand in the nominative beside a subject: Wir suchen ein Mann.

Which of two phrases is the subject grammar tells only at times: a verb in the plural has none in
the singular, `er` or `wir` is one, and so is a masculine nominative at the beginning. What is
masculine and a nominative beside them is an object. And where the verb's second part stands right
behind the first (hat verurteilt ein Mann), the clause has the order of English, with the subject
in front.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from reinschrift.edits import Edit
from reinschrift.genders import gender_of, is_listed
from reinschrift.inflection import ACCUSATIVE
from reinschrift.lexicon import load
from reinschrift.stages.declension import (
    ALL_CAPITALS,
    Phrase,
    decline,
    has_weak_ending,
    is_nominative,
    phrase_at,
)
from reinschrift.stages.finite_verbs import is_surely_finite, main_finite_places
from reinschrift.stages.governed import RULE
from reinschrift.stages.split_words import PERSON
from reinschrift.stages.token_edits import Change, end_of_words, find_edits, start_of_words
from reinschrift.tokens import Token
from reinschrift.verbs import are_nominal, is_open_verb
from reinschrift.words import (
    ADVERBS,
    AUXILIARIES,
    CLOSED,
    FUSED,
    PREPOSITIONS,
    SUBORDINATORS,
    TIMES,
)

_JOINTS = frozenset("und oder sowie als wie noch weder".split())  # behind them a case goes on
_PRONOUNS = frozenset("er wir ich man".split())  # which are subjects
# What may have a second nominative: ist ein Held, wurde der Chef, heißt der Mann.
_COPULAS = frozenset(
    "ist sind war waren sei seien sein wäre wären bin bist wird werden wurde wurden werde würde "
    "würden bleibt bleiben blieb blieben heißt heißen hieß hießen gewesen geworden geblieben "
    "scheint scheinen schien schienen gilt gelten galt galten gelte stellt stellen stellte bleibe "
    "bliebe blieben heiße wär starb starben".split()
)
# Verbs of two parts that are no passive, and what may begin their subject.
_WILL = frozenset("wird werden werde würde würden".split())
_TWO_PART = AUXILIARIES - _COPULAS | _WILL
_SUBJECTS = frozenset("der die das ein eine sein seine ihr ihre er sie wir man es".split())
_ARTICLES = frozenset(("ein", "kein", "sein"))  # `ihr` is a pronoun too: er bot ihr Schutz
_NOMINATIVES = frozenset("der ein kein dieser jeder".split())  # of masculine nouns
_OPENERS = frozenset("dass weil ob wenn wie als da bevor nachdem".split())
# With `sich` they have a nominative: er nennt sich ein Freund.
_NAMING = frozenset("nennt nannte nennen nannten schimpft fühlt fühlte fühlen fühlten".split())
# What these call something stands in its case, behind `als`.
_CALLING = frozenset(
    "bezeichnet bezeichnete bezeichneten betrachtet betrachtete betrachteten wertet wertete "
    "werteten kritisierte kritisierten lobte lobten beschreibt beschrieb beschrieben".split()
)
_LIKE_MANY = ("er", "el", "en")
_ABOUT = frozenset("etwa fast gut knapp kurz rund".split())
_LONGEST = 60  # words between two marks


def mend_objects(text: str) -> Iterator[Edit]:
    """Put objects that stand in the nominative into the accusative.

    >>> [edit.text for edit in mend_objects("Wir suchen ein Mann. Sie lobten der neue Minister.")]
    ['einen', 'den', 'neuen']
    >>> list(mend_objects("Er ist ein Mann."))
    []
    """
    return find_edits(text, _mend, RULE)


def _mend(tokens: Sequence[Token], at: int) -> Iterator[Change]:
    """Yield what changes in a phrase that begins at a token, if it is an object."""
    article = tokens[at].text
    phrase = phrase_at(tokens, at) if at and (article in _ARTICLES or article == "der") else None
    if phrase is None or not _is_masculine(phrase):
        return
    # Behind the verb `der neue Plan` is no genitive: begrüßte der neue Plan.
    before = tokens[at - 1].text
    is_weak = has_weak_ending(phrase) and (is_surely_finite(before) or before in _PRONOUNS)
    # Nor is `der Konzern` behind a verb, where many have another form: der Konzerne.
    is_one = is_surely_finite(before) and not phrase.noun.text.endswith(_LIKE_MANY)
    may_begin = article in _ARTICLES or is_weak or is_one or _is_plural(before)
    is_sure = may_begin and is_listed(phrase.noun.text) and gender_of(phrase.noun.text) == "m"
    is_object = _is_behind_verb(tokens, at) or _is_said_of_object(tokens, at)
    if is_object or (is_sure and _has_other_subject(tokens, at)):
        why = f"{phrase.noun.text!r} is masculine, and the subject is another"
        for start, end, said in decline(phrase, ACCUSATIVE, "m"):
            yield Change(start, end, said, why)


def _is_said_of_object(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a phrase says what someone calls something: nannte es als | ein Verstoß.

    With `sich` it is said of the subject, and in the passive as well.
    """
    start, end = start_of_words(tokens, at), end_of_words(tokens, at)
    words = [token.text for token in tokens[start:end]]
    finite = main_finite_places(words)
    is_behind_als = tokens[at - 1].text == "als" and "sich" not in words
    is_behind_verb = len(finite) == 1 and finite[0] < at - start
    return is_behind_als and is_behind_verb and words[finite[0]] in _CALLING


def _is_masculine(phrase: Phrase) -> bool:
    """Tell whether a phrase is one masculine: ein Mann, der mutmaßliche Täter; not: der Täter."""
    is_one = phrase.article.text != "der" or has_weak_ending(phrase)
    gender = gender_of(phrase.noun.text)
    return gender == "m" or (gender == "p" and phrase.noun.text.endswith("er") and is_one)


def _is_behind_verb(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a clause has English order up to a token: Das Gericht hat verurteilt | ein Mann.

    Between the parts of the verb may stand when and where.
    """
    start = start_of_words(tokens, at)
    if _is_ordinal(tokens, start - 1):
        return False  # laut dem VIII.|Senat muss enthalten
    words = [token.text for token in tokens[start:at]]
    finite = [place for place in main_finite_places(words) if words[place] in _TWO_PART]
    verb = finite[0] if finite else 0
    if not 0 < verb < len(words) - 1:
        return False
    if not is_open_verb(words[-1]) or is_surely_finite(words[-1]):
        return False
    between = words[verb + 1 : -1]
    if between and between[0].lower() not in PREPOSITIONS | FUSED | ADVERBS:
        return False
    if words[verb] in _WILL and not words[-1].endswith("en"):
        return False  # wird verurteilt: a passive
    if words[0].lower() in _ABOUT or not TIMES.isdisjoint(words[:verb]):
        return False  # Gut ein Jahr vor der Wahl hat erklärt | der Senator
    first = words[0].lower() if words[0].lower() in CLOSED else words[0]
    return (first in _SUBJECTS or first[0].isupper()) and are_nominal(words[:verb])


def _is_ordinal(tokens: Sequence[Token], mark: int) -> bool:
    number = tokens[mark - 1].text if mark > 0 else ""
    is_number = number[:1].isdigit() or (number.isupper() and set(number) <= set("IVXLC"))
    return tokens[mark].text == "." and is_number


def _has_other_subject(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether the clause has a verb in the plural, or a pronoun that is its subject."""
    before = tokens[at - 1]
    if not before.is_word or before.text.lower() in PREPOSITIONS | _JOINTS:
        return False
    start = start_of_words(tokens, at)
    end = end_of_words(tokens, at)
    if end - start > _LONGEST:
        return False
    words = [token.text for token in tokens[start:end]]
    finite = [words[place] for place in main_finite_places(words)]
    others = [*words[: at - start], *words[at - start + 1 :]]
    if "sich" in words and not _NAMING.isdisjoint(words):
        return False
    joints = _JOINTS.intersection(words)
    if (
        len(finite) != 1
        or not _COPULAS.isdisjoint(map(str.lower, others))
        or joints - ({"als"} if finite[0] in _CALLING else set())
    ):
        return False
    is_plural = _is_plural(finite[0]) and not _begins_list(tokens, end)
    if words[0] == finite[0] and _is_behind_insertion(tokens, start):
        return True
    if is_plural or any(_is_pronoun(tokens, one) for one in range(start, end)):
        return True
    return _begins_with_subject(tokens, start, at)


def _is_pronoun(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a token is a pronoun that is a subject, and no `er` of the 1970er Jahre."""
    is_parted = not at or tokens[at - 1].end < tokens[at].start
    return tokens[at].text.lower() in _PRONOUNS and is_parted


def _is_behind_insertion(tokens: Sequence[Token], start: int) -> bool:
    """Tell whether a clause goes on behind its subject: Der Konzern, der hier baut, | will."""
    comma = next((at for at in range(start - 1) if tokens[at].text == ","), 0)
    is_between = comma > 0 and tokens[start - 1].text == ","
    if not is_between or any(not one.is_word for one in tokens[:comma]):
        return False
    phrase = phrase_at(tokens, 0, capitals=ALL_CAPITALS)
    if phrase is None or phrase.noun is not tokens[comma - 1] or tokens[comma + 1].text != "der":
        return False
    gender = gender_of(phrase.noun.text)  # the others are alike as objects
    return gender == "m" and is_nominative(tokens[0].text.lower(), gender)


def _begins_with_subject(tokens: Sequence[Token], start: int, at: int) -> bool:
    """Tell whether a clause begins with a masculine nominative: Der Konzern baut ein Turm."""
    first = start + (tokens[start].text.lower() in SUBORDINATORS | _OPENERS)
    article = tokens[first].text
    if first == start and _is_office(article, tokens[first + 1].text):
        return is_surely_finite(tokens[first + 2].text)
    if tokens[start].text.lower() in ("wie", "als"):
        return False  # Wie jeder Krieg hat der in Tschetschenien Opfer gefordert
    phrase = phrase_at(tokens, first, capitals=ALL_CAPITALS)
    if phrase is None or phrase.noun.start >= tokens[at].start:
        return False
    noun = phrase.noun.text
    # Of one or of many alike: der Hersteller, die Hersteller.
    genders = "mp" if noun.endswith("er") else "m"
    is_common = is_listed(noun) or noun not in load()  # a compound
    return is_common and (gender_of(noun) or "f") in genders and article.lower() in _NOMINATIVES


def _is_office(owner: str, noun: str) -> bool:
    """Tell whether two words say who someone is: Hessens Ministerpräsident."""
    known = load().names
    is_owner = owner[0].isupper() and owner.endswith("s") and {owner, owner[:-1]} & known
    return bool(is_owner) and noun[0].isupper() and noun.endswith(PERSON)


def _begins_list(tokens: Sequence[Token], end: int) -> bool:
    """Tell whether more may follow a comma: dazu zählten der Präsident, zwei Räte und andere."""
    mark, follows = (tokens[at].text if at < len(tokens) else "" for at in (end, end + 1))
    if mark != ",":  # ein Mann (45) und eine Frau
        return mark not in ("", "!", "?", ":", ";", ".") or follows[:1].islower()
    rest = [token.text for token in tokens[end:]]
    goes_on = any(pair in ((",", "und"), (",", "sowie")) for pair in pairwise(rest))
    return goes_on or follows not in SUBORDINATORS | {"dass", "wie", "als", "um"}


def _is_plural(verb: str) -> bool:
    is_past = verb.islower() and verb.endswith("ten")
    return is_past or (verb.endswith("en") and verb in AUXILIARIES)
