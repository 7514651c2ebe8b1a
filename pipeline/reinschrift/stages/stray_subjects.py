"""Pronouns that say a subject once more: Der Minister Er sagte, for `The minister said`.

A link on the verb alone was translated with a subject of its own. What stands before the pronoun
is the subject already, if it is a phrase without a verb.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reinschrift.edits import CERTAIN, JOIN, Edit
from reinschrift.genders import gender_of
from reinschrift.lexicon import WORD, load
from reinschrift.morphology import reading_size
from reinschrift.stages.commas import is_finite
from reinschrift.stages.speech import SAYING
from reinschrift.stages.split_words import PERSON
from reinschrift.stages.stretches import OPENERS
from reinschrift.verbs import PLURAL_ENDINGS, are_nominal, is_open_verb, is_plainly_verb
from reinschrift.words import (
    ADVERBS,
    CLOSED,
    CONJUNCTIONS,
    FUSED,
    PREPOSITIONS,
    PRONOUNS,
    is_verb_form,
)

RULE = "stray-fragment"
_PRONOUN = re.compile(
    r"(?: |(?<=[a-zäöüß]))(?P<pronoun>Sie|Er|Es|Diese[rs]?)(?= (?P<verb>[a-zäöüß]+)\b)"
)
# Sie waren selten, behind a verb that was said already: Die Folgen waren Sie waren selten.
_AGAIN = re.compile(r"\b(?P<verb>[a-zäöüß]{3,})(?P<again> (?:Sie|Er|Es) (?P=verb))\b")
# Er behind its verb, where the verb has its subject: Der Minister kündigte Er an.
_BEHIND_VERB = re.compile(r" (?P<verb>[a-zäöüß]{3,})(?P<again> Er)(?= [a-zäöüß])")
# A passive has one subject: Produkte, die Sie über das Netz angeboten werden.
_IN_PASSIVE = re.compile(
    r", (?:die|der|das)(?P<again> (?:[Ss]ie|[Ee]r|[Ee]s))(?= (?P<rest>[^,.;:!?\n“”„]{3,120}?)"
    r" (?:wird|werden|wurde|wurden)(?:[,.;]| und ))"
)
_NOMINATIVES = frozenset("Der Ein Dieser Jeder Sein Ihr Mein Kein".split())
# „Wir warten“, sagte er Ein Sprecher: whoever said it follows.
_BEHIND_SPEECH = re.compile(
    r"(?<=[“”\"«], )(?P<verb>[a-zäöüß]+) (?P<pronoun>er|sie) (?P<article>(?:Der|Die|Ein|Eine) )?"
    r"(?P<words>(?:[a-zäöüß]+ )?[A-ZÄÖÜ][\w-]+(?: [A-ZÄÖÜ][\w-]+)*)(?P<rest>[^,.;:!?\n“”„]*)"
)
# Of these a listener may have the same form: sagte er Moderator Markus Lanz.
_LISTENERS = ("oderator", "eporter", "nterviewer", "ournalist", "oderatorin", "eporterin", "istin")
_END = re.compile(r"\.(?!\d)|[!?:;…“”„\"»«()–—\n]| -+")
_SMALL = re.compile(r"(?<=[^\W\d_])(?P<again> (?P<pronoun>sie|er))(?= (?P<verb>[a-zäöüß]+)\b)")
_SUBJECTS = frozenset("Der Die Ein Eine".split())
_ENDINGS = ("e", "en", "er", "des", "der")  # of adjectives, and articles of genitives
_ASKING = frozenset("woher wohin wie wer was warum wann wo".split())
_GENDERS = {"sie": ("f", "p"), "er": ("m",)}
# With these `es` says nothing, and what stands before is a heading: Malaysia Es gibt dort Läden.
_IMPERSONAL = frozenset(
    "gibt gab gebe wird wurde werde bleibt blieb scheint schien heißt hieß geht ging kann könne "
    "könnte handelt handelte fehlt fehlte".split()
)
_LONGEST = 100  # characters of a subject
_MOST_WORDS = 8
_OF_NAMES = frozenset("al bin da de del di du el la le ten ter van".split())
# A subject begins with none of these: Wenn Sie wollen, als Mutter Sie rief.
_NOT_FIRST = (PREPOSITIONS | FUSED | ADVERBS | CONJUNCTIONS | PRONOUNS | OPENERS) | frozenset(
    "welche welcher welches welchen welchem je desto".split()
)


def drop_stray_subjects(text: str) -> Iterator[Edit]:
    """Propose to delete a pronoun between a subject and its verb.

    >>> [edit.start for edit in drop_stray_subjects("Minister Jan Kahl Er sagte zu. Er kam.")]
    [17]
    >>> [edit.start for edit in drop_stray_subjects("Der Minister kündigte Er an. Jan kam.")]
    [21]
    """
    for match in _PRONOUN.finditer(text):
        subject, *appositions = _before(text, match.start()).split(",")
        if appositions and (appositions.pop() or not appositions or _is_address(match)):
            continue  # the pronoun is not right behind an apposition
        words = WORD.findall(subject)
        is_phrase = all(are_nominal(WORD.findall(one), _OF_NAMES) for one in appositions)
        agrees = _agrees(words, match["pronoun"], match["verb"])
        # He may do what looks like a participle: Er gehört.
        is_verb = is_finite(match["verb"]) or (
            match["pronoun"] == "Er" and match["verb"].endswith("t") and is_open_verb(match["verb"])
        )
        if is_phrase and agrees and _is_subject(words) and is_verb:
            why = f"{subject.strip()!r} is the subject already"
            yield Edit(match.start(), match.end(), "", RULE, CERTAIN, why)
    for match in _BEHIND_VERB.finditer(text):
        subject, *appositions = _before(text, match.start()).split(",")
        if appositions and appositions.pop():
            continue
        words = WORD.findall(subject)
        is_masculine = bool(words) and words[0] in _NOMINATIVES and _has_masculine(words)
        if is_masculine and _is_subject(words) and is_finite(match["verb"]):
            why = f"{subject.strip()!r} is the subject already"
            yield Edit(*match.span("again"), "", RULE, CERTAIN, why)
    yield from _behind_whole_subjects(text)
    yield from _in_passives(text)
    yield from _behind_speech(text)
    for match in _AGAIN.finditer(text):
        if is_finite(match["verb"]):
            why = f"{match['verb']!r} stands there already"
            yield Edit(*match.span("again"), "", RULE, CERTAIN, why)


def _behind_whole_subjects(text: str) -> Iterator[Edit]:
    """Find small pronouns behind a subject that begins its sentence: Die Polizei sie sagte."""
    for match in _SMALL.finditer(text):
        before = _before(text, match.start())
        words = WORD.findall(before) if "," not in before else []
        is_many = match["verb"].endswith(PLURAL_ENDINGS)
        if not words or not all(one[0].isupper() or one.endswith(_ENDINGS) for one in words):
            continue
        noun = next((one for one in words[words[0] in _SUBJECTS :] if one[0].isupper()), "")
        if words[0] in _SUBJECTS:
            fits = gender_of(noun) in _GENDERS[match["pronoun"]]
        else:  # Asiatische Elefanten, Beobachter der Union
            is_first = words[0].lower() not in _NOT_FIRST | _ASKING
            fits = is_many and is_first and _are_many(noun, words[-1])
        is_verb = is_plainly_verb(match["verb"]) or (is_many and is_verb_form(match["verb"]))
        if fits and is_verb and words[-1][0].isupper() and are_nominal(words, _OF_NAMES):
            why = f"{' '.join(words)!r} is the subject already"
            yield Edit(*match.span("again"), "", RULE, CERTAIN, why)


def _are_many(noun: str, last: str) -> bool:
    """Tell whether a bare phrase with a first and a last noun may be a plural.

    Weak masculines have one form for it and for the dative: dem Elefanten.
    """
    is_alike = gender_of(last) == "m" and last.endswith("en")
    return "p" in (gender_of(noun), gender_of(last)) or noun.endswith("er") or is_alike


def _behind_speech(text: str) -> Iterator[Edit]:
    """Find the pronoun between a verb of saying and who said it: „Nein“, sagte er Ein Sprecher."""
    for match in _BEHIND_SPEECH.finditer(text):
        words = match["words"].split(" ")
        article = match["article"] or ""
        if match["verb"] not in SAYING or any(map(is_finite, WORD.findall(match["rest"]))):
            continue  # sagte er Ein Sprecher widersprach
        is_who = _has_subject(article.strip(), words) if article else _is_person(words)
        if is_who and (article or match["pronoun"] == ("sie" if words[0][-2:] == "in" else "er")):
            why = f"{(article + match['words'])!r} is the subject already"
            end = match.end("pronoun") + 1
            rule = f"{RULE}{JOIN}fragment-case" if article else RULE
            yield Edit(
                match.start("pronoun"), end + bool(article), article[:1].lower(), rule, CERTAIN, why
            )


def _has_subject(article: str, words: list[str]) -> bool:
    """Tell whether an article in the nominative has its noun: Ein Sprecher, Die neue Chefin."""
    gender = gender_of(next(word for word in words if word[0].isupper()).rpartition("-")[2])
    return gender in {"Ein": ("m", "n"), "Der": ("m",), "Die": ("f", "p")}.get(article, ("f",))


def _is_person(words: list[str]) -> bool:
    """Tell whether an office and its holder are named: Betriebsratschef Sinan Aksoy."""
    office, *names = words
    is_office = office[0].isupper() and (office in load() or reading_size(office, load()) > 0)
    return (
        is_office
        and office not in load().names
        and office.endswith((*PERSON, "in"))
        and not office.endswith(_LISTENERS)
        and any(gender_of(name) is None and name.lower() not in load() for name in names)
    )


def _in_passives(text: str) -> Iterator[Edit]:
    for match in _IN_PASSIVE.finditer(text):
        words = match["rest"].split(" ")
        if _is_participle(words[-1]) and not any(map(is_finite, words[:-1])):
            why = "a passive has one subject"
            yield Edit(*match.span("again"), "", RULE, CERTAIN, why)


def _is_participle(word: str) -> bool:
    """Tell whether a word is a participle and no infinitive: verkauft, angeboten; not: bekommen."""
    if not is_open_verb(word):
        return False
    return word.endswith("t") or ("ge" in word[2:6] and not word.startswith(_INSEPARABLE))


_INSEPARABLE = ("be", "ent", "er", "ge", "ver", "zer")


def _before(text: str, place: int) -> str:
    """Return what stands before a place in its sentence."""
    first = max(0, place - _LONGEST)
    start = max((end.end() for end in _END.finditer(text, first, place)), default=first)
    return text[start:place]


def _has_masculine(words: list[str]) -> bool:
    """Tell whether the first noun behind an article is a masculine: a dative would be none."""
    noun = next((word for word in words[1:] if word[0].isupper()), "")
    gender = gender_of(noun.rpartition("-")[2])
    return gender in ("m", "p") or (gender is None and noun.endswith("er"))


def _agrees(words: list[str], pronoun: str, verb: str) -> bool:
    """Tell whether a pronoun may mean a subject, which is no heading: Login Sie haben Post."""
    if pronoun == "Es":
        return verb not in _IMPERSONAL
    genders = {gender_of(word.rpartition("-")[2]) for word in words if word[0].isupper()} - {None}
    if verb.endswith("en") or verb == "sind":
        are_many = bool(words) and words[0].endswith("er")  # Händler aus Seoul
        return "p" in genders or "und" in words or are_many
    return pronoun != "Er" or not genders or not genders <= {"f", "n"}


def _is_address(match: re.Match[str]) -> bool:
    """Tell whether someone is spoken to: Frau Kahl, Chefin der Partei, Sie haben recht."""
    return match["pronoun"] == "Sie" and match["verb"].endswith("en")


def _is_subject(words: list[str]) -> bool:
    """Tell whether words are a phrase that may be a subject, and nothing else."""
    if not 0 < len(words) <= _MOST_WORDS or words[0].lower() in _NOT_FIRST:
        return False
    if len(words) == 1:
        return words[0] in load().names and words[0].lower() not in CLOSED
    if not words[0][0].isupper() or not words[-1][0].isupper():
        return False
    return are_nominal(words, _OF_NAMES)
