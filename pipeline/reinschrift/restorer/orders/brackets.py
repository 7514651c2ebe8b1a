"""What should close a main clause: participles, infinitives and prefixes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reinschrift.genders import gender_of, is_listed
from reinschrift.inflection import DATIVE
from reinschrift.lexicon import load
from reinschrift.restorer.orders.clauses import RELATIVES
from reinschrift.restorer.orders.moves import DOUBT, OUTSIDE, SLIGHT_DOUBT, SURE, Move, find_ends
from reinschrift.restorer.phrases import (
    AMOUNTS,
    JOINING,
    JOINTS,
    OBJECTS,
    begins_phrase,
    end_of_closing,
    find_phrase,
    is_finite,
)
from reinschrift.stages.closed_clauses import is_particle
from reinschrift.stages.declension import phrase_at, word_behind
from reinschrift.stages.finite_verbs import has_infinitive, holds_zu, is_surely_finite
from reinschrift.stages.governed import CASES, is_prefix_of
from reinschrift.stages.token_edits import end_of_words
from reinschrift.tokens import Token
from reinschrift.verbs import is_open_verb
from reinschrift.words import (
    AUXILIARIES,
    DETERMINERS,
    FUSED,
    LONG_PARTICLES,
    PREPOSITIONS,
    SEPARABLE,
    TIMES,
)

# What a verb takes along: prefixes, and the predicates of set phrases.
_PARTICLES = (SEPARABLE | LONG_PARTICLES | frozenset("bekannt verantwortlich".split())) - frozenset(
    "bevor davon hinter".split()
)
# Those that are nothing else behind a verb: holte heraus die Leute.
_PLAIN_PARTICLES = (
    _PARTICLES - PREPOSITIONS - frozenset("wieder weiter frei ein zusammen entgegen".split())
)
# They stand before an amount: stieg auf über 30 Grad, auf bis zu 30 Grad.
_BEFORE_AMOUNTS = frozenset("bis über unter vor zwischen".split())


def move_closing_verbs(tokens: Sequence[Token], at: int, start: int, end: int) -> Iterator[Move]:
    """Yield the ends of a clause for what should close it: hat genehmigt das Paket."""
    last = end_of_closing(tokens, at, end)
    if not at < last < end or tokens[last].text in JOINTS | _BEHIND_CLOSED:
        return
    if is_finite(tokens[last].text) or _is_attribute(tokens, at, last):  # das zu klären ist leicht
        return
    is_infinitive = tokens[at].text == "zu" or holds_zu(tokens[at].text)
    if is_infinitive and _is_fronted(tokens, at, start):
        return
    is_first = _is_first(tokens, at, start)
    if not is_infinitive and not _has_auxiliary(tokens, start, at):
        return
    is_free, doubt = _doubt_of(tokens, at, last, start, end)
    if is_free and is_open_verb(tokens[end - 1].text):  # konzentriert bei der Sache geblieben
        return
    takes_adverb = at == start + 1 and tokens[start].text.islower() and not is_first
    takes_not = not is_infinitive and at - 1 > start and tokens[at - 1].text == "nicht"
    # ums Leben gekommen
    has_phrase = not is_infinitive and at - 2 >= start and tokens[at - 2].text in FUSED
    for place in find_ends(tokens, last, end, closes=True):
        yield Move(range(at, last), place, doubt=doubt)
        if is_infinitive and at > start and not is_first:
            yield Move(range(at, last), place, leaves_comma=True, doubt=doubt)
        if has_phrase:
            yield Move(range(at - 2, last), place, doubt=doubt)
        # Dürfen nicht übernehmen die Kosten; sorgfältig zu prüfen die Verträge.
        if takes_adverb if is_infinitive else takes_not:
            yield Move(range(at - 1, last), place, doubt=doubt)


_HELPING = frozenset("haben sein werden".split())
_SEEMING = tuple("drohen droht glaub hoff mein pfleg schein schien vermög versp vorg".split())


def move_participle(tokens: Sequence[Token], start: int, end: int) -> Iterator[Move]:
    """Yield the place of a participle before its auxiliary: , der sich gelöst von allen hatte.

    Or before the infinitive of one: nichts zu haben unternommen.
    """
    *_, before, further, closing = [
        "",
        "",
        *(token.text for token in tokens[max(start, end - 3) : end]),
    ]
    if before == "zu" and further in _HELPING and end - start > 2:
        if is_open_verb(closing) and not closing.startswith(_SEEMING):
            yield Move((end - 1,), end - 3, doubt=SURE)
        return
    last = tokens[end - 1].text
    if last not in _CLOSING or end - start < _LEAST_TORN or not tokens[end - 2].text[0].isupper():
        return
    words = [token.text for token in tokens[start:end]]
    if any(word in _CLOSING - {"werden"} for word in words[:-1]):
        return
    for at in range(start + 2, end - 3):
        is_participle = is_open_verb(tokens[at].text) and "ge" in tokens[at].text[:6]
        if is_participle and tokens[at + 1].text in PREPOSITIONS | FUSED:
            yield Move((at,), end - 1, doubt=SURE)
            return


_CLOSING = frozenset("hat hatte hatten haben wird wurde wurden werden worden".split())
_LEAST_TORN = 6  # words


def _doubt_of(
    tokens: Sequence[Token], at: int, last: int, start: int, end: int
) -> tuple[bool, float]:
    """Return whether what follows a verb may stand outside, and the doubt of moving the verb.

    It may, if it is neither object nor subject: verletzt bei einem Brand.
    """
    is_infinitive = tokens[at].text == "zu" or holds_zu(tokens[at].text)
    is_first = _is_first(tokens, at, start)
    phrase = find_phrase(tokens, last, end)
    is_free = phrase == end and not (is_infinitive and is_first)
    if _goes_on(tokens, end):
        return is_free, DOUBT
    if is_free:
        return is_free, OUTSIDE
    if phrase < end and not is_first and (phrase > last or tokens[phrase].text in AMOUNTS):
        # What stands between may hide it; an amount may be a distance: 80 Kilometer von hier.
        return is_free, SLIGHT_DOUBT
    is_sure = phrase == last and (
        _is_surely_object(tokens, at, last, start, end)
        or (is_infinitive and _is_surely_first(tokens, at, last, start, end))
    )
    return is_free, SURE if is_sure else 0.0


def _is_first(tokens: Sequence[Token], at: int, start: int) -> bool:
    return at == start or (at == start + 1 and tokens[start].text == "um")


def _goes_on(tokens: Sequence[Token], end: int) -> bool:
    """Tell whether a list goes on behind the comma that ends a clause: aus Ulm, Bonn und Kiel."""
    behind = [token.text for token in tokens[end : end + 4]]
    is_list = behind[:1] == [","] and "und" in behind[2:]
    return is_list and behind[1][0].isupper()


def _is_surely_first(tokens: Sequence[Token], at: int, last: int, start: int, end: int) -> bool:
    """Tell whether an infinitive opens its clause before an object: , zu prüfen die Verträge."""
    is_behind_comma = start > 0 and tokens[start - 1].text == ","
    behind = [one.text for one in tokens[last:end]]
    return (
        is_behind_comma
        and at == start
        and behind[0] in OBJECTS
        and JOINTS.isdisjoint(behind)
        and not any(is_finite(word) or holds_zu(word) or word == "zu" for word in behind)
    )


def _is_surely_object(tokens: Sequence[Token], at: int, last: int, start: int, end: int) -> bool:
    """Tell whether an object stands behind a participle: hat angehoben die Preise.

    Nothing follows that may be a clause of its own.
    """
    before = [one.text.lower() for one in tokens[start:at]]
    finite = [word for word in before if is_finite(word)]
    joint = next((one for one in range(last, end) if tokens[one].text in JOINTS), end)
    return (
        len(finite) == 1
        and finite[0] in _HAVE
        and JOINING.isdisjoint(before)  # haben viel Licht und zeigen das Gesicht
        and last == at + 1
        and tokens[at].text.endswith(("t", "en"))
        and tokens[last].text in OBJECTS
        and tokens[joint - 1].text[0].isupper()
        and not _has_finite(tokens, at, joint)
    )


_HAVE = frozenset("haben hat hatte hatten habe hätte hätten".split())


def _is_fronted(tokens: Sequence[Token], at: int, start: int) -> bool:
    """Tell whether a relative clause begins with an infinitive: , das zu regieren ihm lag."""
    is_behind_comma = start > 0 and tokens[start - 1].text == ","
    return is_behind_comma and at == start + 1 and tokens[start].text in RELATIVES


def _is_attribute(tokens: Sequence[Token], at: int, last: int) -> bool:
    """Tell whether what looks like a verb stands between article and noun: im dritten Jahr."""
    if not tokens[last].text[0].isupper() or at < 2 or not tokens[at - 1].text.islower():
        return False
    further, before = tokens[at - 2].text.lower(), tokens[at - 1].text
    return before in DETERMINERS | FUSED | PREPOSITIONS or further in DETERMINERS | FUSED


# They open what stands behind a closed clause: weder gesehen noch gehört, zu warten statt zu gehen.
_BEHIND_CLOSED = frozenset("um ohne statt anstatt bis außer noch".split())


def _has_auxiliary(tokens: Sequence[Token], start: int, at: int) -> bool:
    """Tell whether the last finite verb before a token is an auxiliary, and of the same clause."""
    if tokens[at - 1].text in JOINING and is_surely_finite(tokens[at].text):
        return False  # wurden veröffentlicht und enthüllten einen Streit
    words = [one.text.lower() for one in tokens[start:at]]
    finite = [place for place, word in enumerate(words) if is_finite(word)]
    if not finite or words[finite[-1]] not in AUXILIARIES:
        return False
    joints = [place for place in range(finite[-1], len(words)) if words[place] in JOINING]
    return not joints or joints[-1] == len(words) - 1  # not: und alle Tiere bestehen


def move_prefix(tokens: Sequence[Token], at: int, start: int, end: int) -> Iterator[Move]:
    """Yield the ends of a clause for a prefix that its verb took along: zahlte zurück das Geld."""
    word = tokens[at].text
    if word not in _PARTICLES or at + 1 >= end or at <= start:
        return
    follows = tokens[at + 1].text
    verb = at - 2 if tokens[at - 1].text == "sich" else at - 1
    is_by_verb = verb >= start and _may_take_prefix(tokens[verb].text)
    # räumte ein in einem Gespräch; fiel der Strom aus in der Altstadt
    is_left = follows in (PREPOSITIONS | FUSED) - _BEFORE_AMOUNTS
    is_ungoverned = _is_ungoverned(tokens, at)
    may_belong = (is_left or is_ungoverned) and _belongs(tokens, at, start, end)
    if follows in JOINTS or not (is_by_verb or may_belong):
        return
    is_phrase = begins_phrase(tokens, at + 1, end)
    # Not: fuhr zurück Richtung Bern; fügte hinzu er werde kommen
    is_object = is_phrase and follows not in TIMES | {"Richtung"}
    if word in _PLAIN_PARTICLES and is_by_verb and is_object and not _has_finite(tokens, at, end):
        doubt = SURE
    elif word in _PLAIN_PARTICLES or is_left:
        is_needed = is_phrase or find_phrase(tokens, at + 1, end) < end
        doubt = 0.0 if is_needed else OUTSIDE
    elif is_ungoverned or (
        is_by_verb and (_is_told_to(tokens, verb, at, end) or _is_announced(tokens, verb, at, end))
    ):
        doubt = SURE
    elif not is_phrase or not _may_leave(tokens, at, verb):
        return
    else:
        doubt = SLIGHT_DOUBT
    for place in find_ends(tokens, at + 1, end):
        yield Move((at,), place, doubt=doubt)


_NO_DATIVES = ("das", "die", "ein", "eine")


def _is_ungoverned(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether what follows has a case that no preposition asks for: stellte vor der Arzt."""
    is_prefix = tokens[at].text != "aus" and is_prefix_of(tokens[at - 1].text, tokens[at].text)
    if is_prefix and tokens[at + 1].text in _NO_DATIVES:  # teilte mit das Amt; kam aus die Ukraine
        return True
    phrase = phrase_at(tokens, at + 1) if at + 2 < len(tokens) else None
    if phrase is None or tokens[at].text not in PREPOSITIONS:
        return False
    article, gender = phrase.article.text, gender_of(phrase.noun.text)
    behind = word_behind(tokens, at + 1, phrase)
    is_title = article != "der" and behind[:1].isupper()  # bei den Grand Plaza Apartments
    is_last = article == "der" and tokens[at].text != "um"  # um der Leser willen
    may_be_many = not is_last and phrase.noun.text.endswith(("er", "el", "n", "s"))
    is_name = phrase.noun.text in load().names or not is_listed(phrase.noun.text)
    if gender != "m" or may_be_many or is_title or (is_last and is_name):
        return False  # zu den Ländern
    # A masculine nominative, or an accusative behind what asks for the dative.
    is_dative = CASES.get(tokens[at].text) == DATIVE
    return article == "der" or (is_dative and article in ("den", "einen", "seinen", "ihren"))


# Verbs that take a person and what the person is to do, with the prefix that they have then.
_TELLING = {"forder": "auf", "rief": "auf", "ruf": "auf", "wies": "an", "weis": "an"}
_BLAMING = ("warf", "wirf", "werf")
_ACCUSATIVES = frozenset("die das den einen eine alle seine seinen ihre ihren".split())
_OPEN_OTHERS = frozenset("um ohne statt anstatt".split())


_FEASTS = frozenset("Weihnachten Ostern Pfingsten Silvester Neujahr Heiligabend Fasching".split())


def _is_announced(tokens: Sequence[Token], verb: int, at: int, end: int) -> bool:
    """Tell whether a bare noun is what someone announces: kündigte an Widerstand."""
    noun = tokens[at + 1].text
    is_said = tokens[verb].text.startswith("kündig") and tokens[at].text == "an"
    is_noun = noun[0].isupper() and noun not in TIMES | _FEASTS | load().names
    is_last = at + 2 == end or tokens[at + 2].text in JOINTS | PREPOSITIONS
    return is_said and is_noun and is_last


def _is_told_to(tokens: Sequence[Token], verb: int, at: int, end: int) -> bool:
    """Tell whether someone is told or blamed to do something: rief auf die Bürger, zu sparen."""
    if end + 1 >= len(tokens) or tokens[end].text != "," or tokens[end + 1].text in _OPEN_OTHERS:
        return False
    behind = [token.text for token in tokens[end + 1 : end_of_words(tokens, end + 1)]]
    said, particle, article = (tokens[one].text for one in (verb, at, at + 1))
    if said.startswith(_BLAMING) and particle == "vor":
        return has_infinitive(behind) or behind[:1] == ["dass"]
    is_told = any(said.startswith(one) and particle == _TELLING[one] for one in _TELLING)
    noun = phrase_at(tokens, at + 1)
    is_many = article == "den" and (noun is None or gender_of(noun.noun.text) != "m")
    return is_told and article in _ACCUSATIVES and not is_many and has_infinitive(behind)


def _has_finite(tokens: Sequence[Token], at: int, end: int) -> bool:
    return any(is_finite(token.text) for token in tokens[at + 1 : end])


def _may_take_prefix(word: str) -> bool:
    return word not in AUXILIARIES and (is_finite(word) or is_open_verb(word))


def _belongs(tokens: Sequence[Token], at: int, start: int, end: int) -> bool:
    return is_particle([token.text for token in tokens[start:end]], at - start)


# Binary orders that a verb with its prefix may be rarer than without: ankündigte, but not anging.
_RARER = 5


def _may_leave(tokens: Sequence[Token], at: int, verb: int) -> bool:
    """Tell whether a preposition or article may be the prefix of the verb: kündigte an eine."""
    word, follows = tokens[at].text, tokens[at + 1].text
    if word == "ein" and follows[0].isupper():
        return gender_of(follows) == "f"  # räumte ein Ministerin Wahl
    if follows[0].isupper() or follows.endswith("em"):
        return False  # ging nach Hause, lief auf einem Fest
    if follows == "den" and at + 2 < len(tokens) and gender_of(tokens[at + 2].text) == "p":
        return False  # lief auf den Festspielen
    lexicon, alone = load(), tokens[verb].text
    return lexicon.size(f"{word}{alone}") >= max(1, lexicon.size(alone) - _RARER)
