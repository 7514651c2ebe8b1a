"""Capitals in mid-sentence that are neither politeness nor a title: `, Sie habe gewartet`.

Who says `Sie` to somebody says it with a plural verb. And an article with its noun and a finite
verb behind a comma is the subject of a clause, not the name of a book or a party.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from reinschrift.edits import CERTAIN, Edit
from reinschrift.lexicon import WORD, load
from reinschrift.morphology import reading_size
from reinschrift.stages.commas import is_finite
from reinschrift.stages.finite_verbs import is_conjunctive, is_final, main_finite_places
from reinschrift.stages.speech import SAYING
from reinschrift.stages.split_words import PERSON
from reinschrift.words import CONJUNCTIONS, FUSED, PREPOSITIONS, is_verb_form

RULE = "fragment-case"
LIKELY = 0.95  # the tagger may deny it
# Papers, parties and broadcasters that have an article of their own: Die Linke, Das Erste.
WITH_ARTICLE = frozenset(
    "Ärzte Bahn Bund Dritte Erste Freitag Grüne Grünen Heimat Kanzlerin Linke Linken "
    "Mitte Parlament Partei Post Presse Prinzen Rechte Republik Sonne Spiegel Standard Stern "
    "Tagesspiegel Tageszeitung Toten Welt Woche Zeit Zeitung".split()
)

_BEFORE_PHRASE = "|".join(sorted(PREPOSITIONS | {"und"}))
_JOINED = "|".join(sorted(CONJUNCTIONS - {"oder", "sondern"}))
_SHE = re.compile(
    rf"(?:,| (?:{_JOINED})) (?P<capital>Sie) (?P<verb>[a-zäöüß]+)(?= (?P<next>\w+)|[.,])"
)
# Behind speech its verb, and no noun that could be the subject beside her.
_BEHIND_SPEECH = re.compile(
    rf"[“”\"«], (?P<verb>[a-zäöüß]+) (?P<capital>Sie)(?=[.,]| (?:{_BEFORE_PHRASE}) )"
)
# Behind these the polite form is what the verb has for an object: Sie hat man nicht gefragt.
_PERSONS = frozenset("ich du er es wir man wer jemand niemand".split())
_NOMINATIVES = _PERSONS | frozenset(
    "nichts das der die ein eine kein keine keiner dieser diese jeder mein meine sein seine unser "
    "unsere wohl auch nur".split()
)
_CALLED = re.compile(r"\b(?:Herr|Herrn|Frau) [A-ZÄÖÜ][\w-]*,$")
_LONGEST_CALL = 40  # characters
_OTHER_SUBJECT = re.compile(
    rf"[^.,;:!?\n]*? (?:(?:{'|'.join(sorted(_PERSONS | {'keiner', 'jeder'}))})\b"
    r"|[a-zäöüß]+ (?:der|ein) [A-ZÄÖÜ])"
)
_SUBJECT = re.compile(
    r", (?P<capital>Der|Die|Das|Ein|Eine) (?:[a-zäöüß]+en? )?(?P<noun>[A-ZÄÖÜ][a-zäöüß]+) "
    r"(?P<verb>[a-zäöüß]+)\b"
)
# Er is nobody's title, and polite in no newspaper.
_HE = re.compile(r", (?P<capital>Er|Es|Man) (?P<verb>[a-zäöüß]+)\b")
_SPEAKER = re.compile(
    r"(?<!\w)(?P<verb>[a-zäöüß]+) (?P<capital>Der|Die|Ein|Eine) (?P<noun>[A-ZÄÖÜ][a-zäöüß]+)\b"
)
_BEHIND_PRONOUN = re.compile(
    r"(?<!\w)(?P<pronoun>ihnen|ihm|ihn|uns|euch|mir|mich|dir|dich|darunter) "
    r"(?P<capital>Eine[nmrs]?) (?P<noun>[A-ZÄÖÜ][a-zäöüß]+)(?= (?P<next>\w+)|[.,])"
)
_SPEAKING = SAYING - {"heißt", "hieß", "ließ", "lässt"}  # hieß Der Idiot
_OPENER = re.compile(
    r"[a-zäöüß“](?P<comma>,)? (?P<capital>Dass|Ob|Weil|Obwohl|Warum|Weshalb|Wieso|Wie|Wer|Was"
    r"|Wann|Wo|Wenn|Nachdem|Bevor|Wobei|Sodass)(?P<rest> [^.,;:!?\n“”„»«()]{3,200})"
    r"(?=[.!?“]|, (?!(?:und|sondern) )(?P<next>\w+))"
)
_PREPOSITION = rf"(?P<capital>{'|'.join(sorted(map(str.capitalize, PREPOSITIONS | FUSED)))})"
# Between an article and an adjective with what belongs to it: des In Kiel zugelassenen Wagens.
_IN_ATTRIBUTE = re.compile(
    rf"(?<!\w)(?:des|dem|den|der|die|das|eine[mnrs]?|vom|zum|zur) {_PREPOSITION}"
    r"(?: [\w-]+){1,5}? [a-zäöüß]{3,}(?:t|en|nd)e[nmrs]? [A-ZÄÖÜ][a-zäöüß]"
)
_AGED = re.compile(
    r", (?P<capital>Ein|Eine|Der|Die|Das) \d+(?:-[Jj]ährige[nrs]?| Jahre alt(?:e[nrs]?)?) [A-ZÄÖÜ]"
)
# Behind a verb in lower case, and no noun: beläuft sich Laut Anklage.
_LAUT = re.compile(r"(?<!\w)(?P<before>[a-zäöüß]+) (?P<capital>Laut)(?= (?:[a-zäöüß]+ )?[A-ZÄÖÜ])")
_JOINED_PHRASE = re.compile(
    rf"(?<!\w)(?P<before>[a-zäöüß]+) und {_PREPOSITION}"
    r" [A-ZÄÖÜ][\w-]+ (?P<verb>[a-zäöüß]+)(?=[.,;])"
)
_BEHIND_ADVERB = re.compile(rf"(?<=[a-zäöüß] )(?:unter anderem|insbesondere) {_PREPOSITION}(?= \w)")
_LEAST_SIZE = 4  # binary order of the count of a noun
_SENTENCE = re.compile(r"[.!?:;\n](?!\d)")
_REACH = 300  # characters of a sentence


def find_lost_capitals(text: str) -> Iterator[Edit]:
    """Propose small letters where grammar knows whose capital was lost.

    >>> text = "Dorn sagte, Sie habe Zeit. Es half ihnen Eine Ärztin, Sie haben Recht."
    >>> [text[edit.start :][:8] for edit in find_lost_capitals(text)]
    ['Sie habe', 'Eine Ärz']
    """
    for pattern, is_one, confidence, why in _PLACES:
        for match in pattern.finditer(text):
            start = match.start("capital")
            if is_one(match) and not _is_spoken(text, start):
                said = text[start].lower()
                evidence = why.format_map(match.groupdict())
                yield Edit(start, start + 1, said, RULE, confidence, evidence)
    yield from _find_openers(text)


def _find_openers(text: str) -> Iterator[Edit]:
    """Find what opens a subordinate clause with a capital: Er sagte, Dass sie komme."""
    for match in _OPENER.finditer(text):
        words = WORD.findall(match["rest"])
        start = match.start("capital")
        opens = match["comma"] or match["capital"] in ("Dass", "Obwohl")
        is_whole = len(words) > 1 and is_final(words[-1]) and not is_finite(match["next"] or "")
        if not opens or not is_whole:
            continue
        why = f"{match['capital'].lower()!r} opens a clause that {words[-1]!r} ends"
        if not match["comma"]:
            first = max(0, start - _REACH)
            parts = _SENTENCE.split(text[first : start - 1])
            if not main_finite_places(WORD.findall(parts[-1])):
                continue
            yield Edit(start - 1, start - 1, ",", "lost-boundary", LIKELY, why)
        yield Edit(start, start + 1, text[start].lower(), RULE, LIKELY, why)


def _is_she(match: re.Match[str]) -> bool:
    """Tell whether `Sie` is the subject of the verb behind it, which is a singular."""
    verb, follows = match["verb"], match["next"] or ""
    if is_conjunctive(verb):
        return follows not in _PERSONS
    is_subject = follows in _NOMINATIVES or follows[:1].isupper()
    if not _is_singular(verb) or is_subject:
        return False
    # Herr Kahl, Sie kannte damals keiner; und Sie stört eher der Geruch: she is the object.
    text = match.string
    is_called = _CALLED.search(text, max(0, match.start() - _LONGEST_CALL), match.start() + 1)
    return is_called is None and _OTHER_SUBJECT.match(text, match.end("verb")) is None


def _is_singular(verb: str) -> bool:
    """Tell whether a finite verb can be no plural: hat, sagte, ging, but neither haben nor wart."""
    return is_finite(verb) and not verb.endswith(("n", "st")) and verb not in ("seid", "wart")


def _has_verb(match: re.Match[str]) -> bool:
    return is_finite(match["verb"]) or is_conjunctive(match["verb"])


def _is_subject(match: re.Match[str]) -> bool:
    """Tell whether an article and a noun behind a comma are the subject of another clause."""
    if match["noun"] in WITH_ARTICLE or not _is_noun(match["noun"]):
        return False
    if not _has_verb(match):
        return False
    if is_conjunctive(match["verb"]):
        return True  # what someone else said
    text = match.string
    first = max(0, match.start() - _REACH)
    start = max(
        (one.end() for one in _SENTENCE.finditer(text, first, match.start())), default=first
    )
    return any(is_finite(word) for word in WORD.findall(text, start, match.start()))


def _is_noun(word: str) -> bool:
    """Tell whether a word is a common noun, or reads as one."""
    lexicon = load()
    if word in lexicon:
        return word not in lexicon.names and lexicon.size(word) >= _LEAST_SIZE
    return reading_size(word, lexicon) > 0


def _is_spoken(text: str, place: int) -> bool:
    """Tell whether a place lies in quotation marks: whoever speaks may say Sie to someone."""
    first = max(0, place - _REACH)
    start = max(text.rfind("\n", first, place), first)
    opened = max(text.rfind(sign, start, place) for sign in "„»")
    return opened > max(text.rfind(sign, start, place) for sign in "“”«")


def _is_behind_speech(match: re.Match[str]) -> bool:
    return match["verb"] in SAYING and _is_singular(match["verb"])


def _is_speaker(match: re.Match[str]) -> bool:
    """Tell whether a person says something, and not a paper: sagte Die Richterin."""
    is_person = match["noun"].removesuffix("in").endswith(PERSON)
    return match["verb"] in _SPEAKING and is_person and _is_noun(match["noun"])


def _is_behind_pronoun(match: re.Match[str]) -> bool:
    follows = match["next"] or ""
    is_sentence = is_finite(follows) or (follows.islower() and is_verb_form(follows))
    return not is_sentence and _is_noun(match["noun"])


def _is_attribute(match: re.Match[str]) -> bool:
    """Tell whether no name begins with the preposition: im Für-und-Wider."""
    words = WORD.findall(match.group())
    return not any(is_finite(word) for word in words[2:-2])


def _is_behind_verb(match: re.Match[str]) -> bool:
    return is_finite(match["before"]) or match["before"] == "sich"


def _joins_verbs(match: re.Match[str]) -> bool:
    return is_final(match["before"]) and is_final(match["verb"])


# Where a capital was lost: the pattern, what else must hold, how sure that is, and why.
_PLACES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], bool], float, str], ...] = (
    (_SHE, _is_she, CERTAIN, "{verb!r} is no plural"),
    (_BEHIND_SPEECH, _is_behind_speech, CERTAIN, "{verb!r} is no plural"),
    (_SUBJECT, _is_subject, LIKELY, "{capital!r} begins the subject of {verb!r}"),
    (_HE, _has_verb, LIKELY, "{verb!r} is its verb"),
    (_SPEAKER, _is_speaker, LIKELY, "{verb!r} has a person for its subject"),
    (_IN_ATTRIBUTE, _is_attribute, CERTAIN, "an article before and its noun behind it"),
    (_LAUT, _is_behind_verb, LIKELY, "behind {before!r} stands no noun without an article"),
    (_JOINED_PHRASE, _joins_verbs, LIKELY, "between {before!r} and {verb!r}"),
    (_AGED, bool, LIKELY, "an age behind a comma"),
    (_BEHIND_ADVERB, bool, LIKELY, "no title stands there"),
    (_BEHIND_PRONOUN, _is_behind_pronoun, LIKELY, "no title stands behind {pronoun!r}"),
)
