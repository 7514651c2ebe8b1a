"""The comma between what someone said and the verb of saying: „Wir gehen“, sagte er.

A speech is told from a quoted title by its verb, and from an object by the subject that
follows the verb of saying: `„Das Boot“ sagte ihm nichts` has neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from reinschrift.edits import Edit
from reinschrift.genders import gender_of
from reinschrift.lexicon import WORD, load
from reinschrift.stages.closed_clauses import is_particle
from reinschrift.stages.finite_verbs import (
    finite_places,
    is_conjunctive,
    is_finite_at,
    is_surely_finite,
    main_finite_places,
    may_be_attribute,
)
from reinschrift.stages.stretches import JOINTS, OPENERS, QUOTES, Stretch, is_opened
from reinschrift.words import (
    ADVERBS,
    ARTICLES,
    AUXILIARIES,
    CLOSED,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    SEPARABLE,
    is_verb_form,
)

# Verbs that bring what someone said; the language has more, these carry nearly all of the news.
SAYING = frozenset(
    "sagt sagte sagten erklärt erklärte erklärten teilt teilte teilten berichtet berichtete "
    "berichteten schreibt schrieb schrieben betont betonte betonten fordert forderte forderten "
    "warnt warnte warnten kritisiert kritisierte kritisierten räumte räumten rief riefen meint "
    "meinte meinten fragt fragte fragten antwortete antworteten ergänzte ergänzten erläuterte "
    "bestätigte bestätigten beteuerte beteuerten versichert versicherte versicherten argumentiert "
    "argumentierte argumentierten behauptet behauptete behaupteten erzählt erzählte erzählten "
    "erinnert erinnerte sprach verkündete verkündeten kündigte kündigten urteilte lobte klagt "
    "klagte klagten mahnt mahnte mahnten heißt hieß ließ lässt begründete entgegnete "
    "gestand".split()
)
# Of these, what brings indirect speech without `dass` right behind its subject.
_REPORTING = SAYING - frozenset("heißt hieß ließ lässt sprach räumte kündigte teilte".split()) | (
    frozenset(
        "glaubt glaubte glauben glaubten fürchtet fürchtete fürchten fürchteten befürchtet "
        "befürchtete befürchten befürchteten hofft hoffte hoffen hofften vermutet vermutete "
        "vermuten vermuteten findet fand finden fanden denkt dachte denken dachten sagen erklären "
        "berichten betonen fordern meinen schreiben klagen kritisieren behaupten erzählen "
        "beklagt beklagte beklagen beklagten versprach versprachen verspricht schwört schwor hieß "
        "beteuert beteuern ahnt ahnte weiß wusste erwartet erwartete erwarten erwarteten "
        "schätzt schätzte schätzen schätzten bedauert bedauerte".split()
    )
)
_SUBJECTS = frozenset("er sie es man ich wir jemand niemand".split())
_NOMINATIVES = frozenset("er sie es man ich wir ein eine der die das mein meine unser".split())
_LONGEST_SPEECH = 600  # characters
# What was quoted, a closing sign, and a small word without a comma.
_QUOTED = re.compile(
    rf"(?P<open>[„“\"»«])(?P<said>[^„“”\"»«\n]{{2,{_LONGEST_SPEECH}}}[^\W_])(?P<close>[“”\"«»])"
    r" (?=(?P<verb>[a-zäöüß]+) (?P<next>[^\W_]+))"
)
_CAPITAL_VERB = re.compile(r"[“”\"»«], (?P<verb>[A-ZÄÖÜ][a-zäöüß]+)(?= [\w„])")
# „Das reicht“, sagte Der neue Chef: the adjective tells it from the paper Der Standard.
_CAPITAL_SPEAKER = re.compile(
    r"[“”\"«],? (?P<verb>[a-zäöüß]+) (?=(?P<article>Der|Die|Das|Ein|Eine)"
    r" [a-zäöüß]+(?:e|er|es) (?P<noun>[A-ZÄÖÜ][a-zäöüß]+)\b)"
)
# „Das war knapp“, meinte er „aber wir haben es geschafft.“
_RESUMED = re.compile(
    r"[“”\"«»], (?P<who>(?P<verb>[a-zäöüß]+)(?: [\w-]+){1,5})"
    r" (?=[„“\"»«](?P<rest>[a-zäöüß][^„“”\"»«\n]+))"
)
_LEAST_RESUMED = 4  # words; fewer are a phrase
_START = re.compile(r"(?:^|[.!?:…\n“”\"«»]\s*)[^\w,]*$")
_SENTENCE = re.compile(r"[.!?:…\n„“”\"»«()–]")
_WINDOW = 300


def find_speech_commas(text: str) -> Iterator[Edit]:
    """Propose the comma behind quoted speech.

    >>> [edit.start for edit in find_speech_commas("„Das reicht“ sagte sie.")]
    [12]
    """
    for place in find_speech_edges(text):
        why = "what was said meets its verb of saying"
        yield Edit(place, place, ",", "lost-boundary", 0.95, why)


def find_capital_verbs(text: str) -> Iterator[int]:
    """Yield where a verb behind what was said has a capital: „Wir gehen“, Sagte er."""
    known = load()
    for match in _CAPITAL_VERB.finditer(text):
        verb = match["verb"]
        if is_surely_finite(verb.lower()) and known.size(verb) < known.size(verb.lower()):
            yield match.start("verb")


def find_capital_speakers(text: str) -> Iterator[int]:
    """Yield where the article of who spoke has a capital: „Wir gehen“, sagte Der neue Chef."""
    for match in _CAPITAL_SPEAKER.finditer(text):
        if match["verb"] in SAYING and gender_of(match["noun"]) is not None:
            yield match.start("article")


def find_speech_edges(text: str) -> Iterator[int]:
    """Give the places behind quoted speech that want a comma.

    >>> list(find_speech_edges("„Wir waren überrascht“ sagte Sandell."))
    [22]
    >>> list(find_speech_edges("„Stiller“ heißt der Roman, „Das Boot“ sagte ihm nichts."))
    []
    """
    for match in _RESUMED.finditer(text):
        words = WORD.findall(match["rest"])
        if match["verb"] in SAYING and len(words) >= _LEAST_RESUMED and _is_clause(words):
            yield match.end("who")
    for match in _QUOTED.finditer(text):
        if match["open"] + match["close"] in QUOTES and _is_spoken(text, match):
            yield match.end("close")


def _is_spoken(text: str, match: re.Match[str]) -> bool:
    """Tell whether a quotation is what the verb behind it brings."""
    verb = match["verb"]
    if not has_subject(verb, match["next"]):
        return False
    rest = _words_to_mark(text, match.end("close"))
    if verb == "so" and any(is_surely_finite(word) for word in rest):
        return False
    if rest[-1] in ("ab", "zu", "nach") and len(rest) > 1:
        return False  # Mit den Worten „Ich gehe“ sagte er ab
    before = text[max(0, match.start() - _WINDOW) : match.start()]
    if _START.search(before):
        return _is_clause(WORD.findall(match["said"]))
    starts = [found.end() for found in _SENTENCE.finditer(before)]
    words = WORD.findall(before[starts[-1] if starts else 0 :].rpartition(",")[2])
    # Er habe „den Überblick verloren“ ließ er erklären
    return bool(words) and not is_opened(words, by_comma=True) and bool(finite_places(words))


def has_subject(verb: str, follows: str) -> bool:
    """Tell whether a word behind speech brings it, and who spoke follows: sagte sie, so der Rat."""
    if verb == "heißt" or verb == "hieß":
        return follows == "es"
    if verb == "so":
        return follows[0].isupper() or follows in ("der", "die", "das", "ein", "eine")
    return verb in SAYING and (follows in _NOMINATIVES or follows[0].isupper())


def _is_clause(words: Sequence[str]) -> bool:
    """Tell whether quoted words have a verb, as titles seldom have."""
    if len(words) < 2:
        return False
    return any(is_surely_finite(word) or is_verb_form(word) for word in (words[0].lower(), *words))


def _words_to_mark(text: str, place: int) -> list[str]:
    end = re.compile(r"[,.;:!?\n„“”\"»«(–]|$").search(text, place + 1)
    return WORD.findall(text[place : end.start() if end else len(text)])


def find_reports(stretch: Stretch) -> Iterator[int]:
    """Give the words before which unquoted speech and its verb of saying want a comma.

    >>> from reinschrift.stages.stretches import read_stretches
    >>> def of(text):
    ...     return [s.words[at] for one in read_stretches(text) for s in one
    ...             for at in find_reports(s)]
    >>> of("Es sei ein Trick sagte Ministerin Karla Dorn."), of("Dorn sagte Bonn werde zahlen.")
    (['sagte'], ['Bonn'])
    """
    words = stretch.words
    if is_opened(words, by_comma=stretch.before == ","):
        return
    finite = main_finite_places(words)
    for first, at in pairwise(finite):
        if any(word in JOINTS or word in OPENERS for word in words[first + 1 : at]):
            continue
        if may_be_attribute(words, first):
            continue
        if words[at] in SAYING and first < at - 1 and _is_subject(words, at + 1):
            if words[at] not in ("heißt", "hieß") or words[at + 1] == "es":
                yield at
        elif _may_report(words, first, at) and (start := _start_of_report(words, first, at)):
            yield start


def _may_report(words: Sequence[str], verb: int, second: int) -> bool:
    """Tell whether a verb may bring what was said: by its meaning, or by what it brings.

    The conjunctive of someone else's words needs one who said them, whatever the verb:
    `Die Ärzte warnten die Lage bleibe ernst`.
    """
    if words[verb] in _REPORTING:
        return words[second] in _REPORTED or is_conjunctive(words[second])
    if is_conjunctive(words[verb]) or words[verb] in AUXILIARIES:
        return False
    has_article = words[verb + 1] in DETERMINERS or words[second - 1].lower() in _SUBJECTS
    return has_article and is_conjunctive(words[second])


def _is_subject(words: Sequence[str], at: int) -> bool:
    """Tell whether the rest of the words is the subject of a verb of saying, and nothing else."""
    rest = words[at:]
    if not rest or any(is_finite_at(rest, place) for place in range(1, len(rest))):
        return False
    if not (rest[-1][0].isupper() or rest[-1][0].isdigit() or rest[-1] in CLOSED | SEPARABLE):
        return False  # die in erster Instanz erläuterte Frage wiederholt
    is_phrase = rest[0] in DETERMINERS and not rest[0].endswith(("em", "en", "es"))
    return is_phrase or rest[0] in _SUBJECTS or rest[0][0].isupper()


def is_told(clause: Sequence[str]) -> bool:
    """Tell whether a clause ends in the subject of a verb of saying: the listener may follow.

    `sagte die Ärztin Noa Lind dem Sender` has no apposition, as a subject is no dative.
    """
    at = max((place for place, word in enumerate(clause) if word in SAYING), default=-1)
    subject = clause[at + 1 :]
    return (
        at >= 0
        and bool(subject)
        and not any(word in PREPOSITIONS or word in ("dem", "den", "einem") for word in subject)
    )


def _start_of_report(words: Sequence[str], verb: int, second: int) -> int:
    """Return where what was said begins: Dorn sagte Bonn werde zahlen; or 0.

    Behind the listener it is a pronoun: Dorn sagte der Zeitung er werde zahlen.
    """
    if not 0 < verb <= _LONGEST_SUBJECT or words[0].lower() in ADVERBS | PREPOSITIONS:
        return 0
    if not (words[verb - 1][0].isupper() or words[verb - 1] in ("er", "sie", "es")):
        return 0
    verb = next((at for at in range(second - 2, verb, -1) if _is_left(words, at)), verb)
    topic = words[verb + 1 : second]
    if not 0 < len(topic) <= _LONGEST_TOPIC:
        return 0
    if topic[-1].lower() in _SUBJECTS:
        return second - 1
    if not topic[-1][0].isupper():
        return 0
    if topic[0] in DETERMINERS and (start := _last_phrase(topic, words[second])):
        return verb + 1 + start
    if _is_listener(topic, words[second]):
        return 0
    return verb + 1 if topic[0][0].isupper() or topic[0] in DETERMINERS | _NOMINATIVES else 0


def _is_listener(topic: Sequence[str], verb: str) -> bool:
    """Tell whether a phrase begins with the one who is told, so it is not the verb's subject.

    `der` before a feminine noun is a dative, and no subject in the singular has a plural verb.
    """
    if topic[0] != "der":
        return _is_dative(topic[0])
    noun = next((word for word in topic if word[0].isupper()), "")
    is_feminine = noun.endswith(_FEMININE) and not noun.lower().endswith(_MASCULINE)
    return is_feminine or _is_plural(verb)


def _is_left(words: Sequence[str], at: int) -> bool:
    """Tell whether a verb leaves its particle before a phrase: räumte ein|die Warnung sei."""
    return is_particle(words, at) and words[at + 1] in DETERMINERS


def _last_phrase(topic: Sequence[str], verb: str) -> int:
    """Return where a second phrase begins: der Bank|die Lage sei; or 0.

    A main clause has one before its verb, so the first is of the clause before.
    """
    for at in range(len(topic) - 2, max(1, len(topic) - _LONGEST_PLAIN - 1), -1):
        if topic[at] in _PLAIN_SUBJECTS:
            is_singular = topic[at] in ("das", "ein", "eine") and _is_plural(verb)
            is_bound = topic[at - 1] in PREPOSITIONS | CONJUNCTIONS | ARTICLES
            return 0 if is_singular or is_bound else at
    return 0


def _is_dative(article: str) -> bool:
    return article in ("der", "einer") or article.endswith(("em", "en", "einer", "rer"))


def _is_plural(verb: str) -> bool:
    return verb.endswith("n")


# Nouns with these endings are feminine (Duden grammar, § 236 ff.).
_FEMININE = ("ung", "heit", "keit", "schaft", "tät", "ion", "ei", "ik", "ur", "enz", "anz")
_MASCULINE = ("streik", "prung", "hwung", "brei", "schrei", "flur", "tanz", "glanz", "spion")
_LONGEST_PLAIN = 3  # words: an article, an adjective and a noun
_PLAIN_SUBJECTS = frozenset("die das ein eine diese dieses kein keine".split())  # no genitive


_LONGEST_SUBJECT = 6  # words before the verb of saying
_LONGEST_TOPIC = 7  # words between it and the verb of what was said
# Conjunctive: what someone else said. Others are told by their form (`is_conjunctive`).
_REPORTED = frozenset(
    "sei seien habe hätte hätten werde würde würden könne könnte könnten müsse müsste müssten "
    "solle sollte sollten wolle dürfe dürfte dürften wäre wären brauche".split()
)
