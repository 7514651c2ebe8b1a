"""Phrases that a preposition governs and that stand in the dictionary's form: für der Antrag.

A link that was translated alone is a nominative. Where the preposition before it asks for one
case only, and its noun has one gender, grammar says what the phrase must be.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reinschrift.edits import Edit
from reinschrift.genders import gender_of, is_listed
from reinschrift.inflection import ACCUSATIVE, DATIVE, GENITIVE
from reinschrift.lexicon import load
from reinschrift.stages.declension import (
    ALL_CAPITALS,
    LONG,
    Phrase,
    decline,
    has_weak_ending,
    phrase_at,
    word_behind,
)
from reinschrift.stages.finite_verbs import has_infinitive, main_finite_places
from reinschrift.stages.speech import SAYING
from reinschrift.stages.token_edits import Change, end_of_words, find_edits, start_of_words
from reinschrift.tokens import Token
from reinschrift.verbs import is_plainly_verb
from reinschrift.words import ADVERBS, AUXILIARIES, PREPOSITIONS, TIMES

RULE = "agreement"
# Those with one case, less those that are conjunctions as well: seit der Verein pleite ist.
CASES = {
    **dict.fromkeys("für gegen durch ohne".split(), ACCUSATIVE),
    **dict.fromkeys("mit von bei zu aus nach gegenüber laut".split(), DATIVE),
    **dict.fromkeys("wegen aufgrund angesichts innerhalb außerhalb infolge".split(), GENITIVE),
}
# Those with two, and the one that news have behind them far more often. It is asked for only
# where a masculine noun stands in the nominative, which is surely wrong: auf der Berg.
TWO_WAY = {
    **dict.fromkeys("in an unter vor hinter neben zwischen".split(), DATIVE),
    # `um der Sache willen` and `um der Vater zu sein` are told apart.
    **dict.fromkeys(("auf", "über", "um"), ACCUSATIVE),
}
# Verbs that say where something is, and ask for the dative: stand auf dem Berg.
_STATIC = frozenset(
    "befand befanden befindet befinden blieb blieben bleibt bleiben lag lagen liegt liegen lebt "
    "lebte lebten leben saß saßen sitzt sitzen stand standen steht stehen wohnt wohnte wohnten "
    "wohnen".split()
)
# Behind them `an` tells who gets something.
_GIVING = frozenset(
    "geht gehen ging gingen richtet richtete wandte wendet appelliert appellierte verkauft "
    "verkaufte übergab lieferte liefert".split()
)
# Before what tells when, the two are always one; elsewhere a link that stood behind the preposition
# was more likely `dem Haus`.
_FUSED = {("an", "dem"): "am", ("in", "dem"): "im", ("von", "dem"): "vom", ("zu", "dem"): "zum"}
# The verbs whose prefix it may be: teilte mit, sagte zu; löste aus and others with `aus`.
_PREFIXES = {"mit": ("teil",), "zu": ("stimm", "sag", "nahm", "nimm", "ließ", "läss"), "aus": ("",)}
_FROM = frozenset("dort hier da vornherein".split())  # von dort aus
_SUPERLATIVE = ("ste", "ßte", "sten", "ßten", "ster", "ßter")
_COPULAS = frozenset("ist sind war waren sei wäre".split())
_DATIVE_PRONOUNS = frozenset("mir dir ihm ihr uns euch ihnen sich einander".split())
_PERIODS = TIMES | frozenset("Tag Nacht Sommer Winter Frühling Herbst Zeit Stunde".split())
# Someone says something in them, so `in` asks for the dative behind a verb of saying.
_STATEMENTS = tuple(
    "interview stellungnahme studie bericht mitteilung rede erklärung mail brief schreiben beitrag "
    "podcast gespräch sendung analyse gutachten papier nachricht video ansprache eintrag antwort "
    "verfügung begründung pressekonferenz".split()
)
# Behind these, and `nach` before them, stands who says it.
WORDS_OF = frozenset(
    "Angabe Angaben Ansicht Auffassung Aussage Aussagen Berechnungen Darstellung Einschätzung "
    "Erkenntnissen Informationen Meinung Schätzung Schätzungen Überzeugung Worten".split()
)
_REPORTS = frozenset("Berichten Medienberichten Recherchen".split())  # which may stand alone
# `nach` stands behind these as well: ihrem Wesen nach ein Vertrag.
_BEFORE_NACH = tuple(
    "absicht alter angabe angaben anschein ansicht art auffassung aufgabe aussage aussagen "
    "bedeutung begriff berechnungen bericht berichten bezeichnung charakter dafürhalten "
    "darstellung definition einschätzung empfinden erachten erachtens erfahrung erinnerung "
    "erkenntnissen ermessen form funktion gefühl gesetz größe gründen gutachten herkunft "
    "hörensagen idee informationen inhalt instinkt kenntnis konzept lage lesart logik meinung "
    "name namen natur ordnung plan planung plänen prinzip rang recht regeln reihe reihenfolge "
    "sache sage schein schätzung schätzungen sicht sinn sprachgebrauch stand statistik struktur "
    "studie tendenz tradition typ umfrage umfragen ursprung vernehmen verständnis vertrag "
    "voraussicht vorstellung vorstellungen wahrscheinlichkeit wert wesen wille willen wissen "
    "worten wortlaut wunsch zahl zahlen zeugen zweck überzeugung".split()
)
_PAST = frozenset("vergangene vergangenen letzte letzten".split())  # in das vergangene Jahr
_REACH = 8  # words: von diesen Orten aus


def mend_governed_phrases(text: str) -> Iterator[Edit]:
    """Put phrases into the case that the preposition before them asks for.

    >>> [(one.text, one.evidence) for one in mend_governed_phrases("Er stimmte für der Antrag.")]
    [('den', "'für' asks for the accusative, 'Antrag' is masculine")]
    """
    return find_edits(text, _govern, RULE)


def mend_sources(text: str) -> Iterator[Edit]:
    """Put those after whose words something is so into the genitive.

    >>> [one.text for one in mend_sources("Nach Angaben die Polizei war es Mord.")]
    ['der']
    """
    return find_edits(text, _quote, RULE)


def _quote(tokens: Sequence[Token], at: int) -> Iterator[Change]:
    """Yield what changes in the phrase behind a noun such as Angaben."""
    word = tokens[at].text
    # At the beginning no subject can follow: Nach Berichten die Zeitung sagte sie.
    is_of = word in WORDS_OF or (word in _REPORTS and at == 1)
    if not at or not is_of or tokens[at - 1].text.lower() not in ("nach", "laut"):
        return
    phrase = phrase_at(tokens, at + 1, capitals=ALL_CAPITALS) if at + 1 < len(tokens) else None
    gender = gender_of(phrase.noun.text) if phrase is not None else None
    if phrase is not None and phrase.article.text.lower() == "die":
        gender = "f" if gender != "p" else gender  # die Pfleger are many, and alike
    if phrase is None or gender is None or phrase.article.text.lower().startswith("kein"):
        return  # laut Angaben keine
    why = f"{word!r} asks for the genitive, {phrase.noun.text!r} is {LONG[gender]}"
    for start, end, said in decline(phrase, GENITIVE, gender):
        yield Change(start, end, said, why)


def _govern(tokens: Sequence[Token], at: int) -> Iterator[Change]:
    """Yield what changes in the phrase behind a preposition."""
    word = tokens[at].text
    case = CASES.get(word.lower()) or TWO_WAY.get(word.lower())
    phrase = phrase_at(tokens, at + 1) if case else None
    if case is None or phrase is None or is_other_use(tokens, at):
        return
    gender = gender_of(phrase.noun.text)
    if gender is None and phrase.article.text == "der" and has_weak_ending(phrase):
        gender = "m"  # gegen der frühere Baudezernent: neither a dative nor a genitive
    is_where = word.lower() == "in" and (_is_said(tokens, at, phrase) or _is_past(phrase))
    if word.lower() in TWO_WAY and not (is_where or _is_surely_masculine(tokens, at + 1, phrase)):
        return
    if gender is None:
        return
    if word.lower() in TWO_WAY and (is_where or _is_static(tokens, at)):
        case = DATIVE
    elif word == "an" and _gives(tokens, at):
        case = ACCUSATIVE
    why = f"{word!r} asks for the {case}, {phrase.noun.text!r} is {LONG[gender]}"
    for start, end, said in decline(phrase, case, gender):
        fused = _FUSED.get((word.lower(), said))
        if fused and start == phrase.article.start and phrase.noun.text in TIMES:
            fused = fused if word.islower() else fused.capitalize()
            yield Change(tokens[at].start, end, fused, why)
        else:
            yield Change(start, end, said, why)


def _is_said(tokens: Sequence[Token], at: int, phrase: Phrase) -> bool:
    """Tell whether something is said in what a phrase names: sagte sie in eine Mitteilung."""
    if not phrase.noun.text.lower().endswith(_STATEMENTS):
        return False
    finite = _finite_before(tokens, at)
    return finite != set() and finite <= SAYING


def _is_past(phrase: Phrase) -> bool:
    """Tell whether a phrase says when, and nothing can go into it: in das vergangene Jahr."""
    is_past = any(one.text in _PAST for one in phrase.adjectives)
    return is_past and phrase.noun.text in TIMES and phrase.article.text != "die"


def _is_static(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether the clause before a preposition has a verb of place, and no other."""
    is_there = not _STATIC.isdisjoint(_words_before(tokens, at))
    return is_there and _finite_before(tokens, at) <= _STATIC


def _gives(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether the clause before `an` has a verb of giving: der Preis geht an der Film."""
    return not _GIVING.isdisjoint(_words_before(tokens, at))


def _finite_before(tokens: Sequence[Token], at: int) -> set[str]:
    """Return the finite verbs of a clause up to a token."""
    words = _words_before(tokens, at)
    return {words[place] for place in main_finite_places(words)}


def _words_before(tokens: Sequence[Token], at: int) -> list[str]:
    return [token.text for token in tokens[start_of_words(tokens, at) : at]]


def _is_surely_masculine(tokens: Sequence[Token], at: int, phrase: Phrase) -> bool:
    """Tell whether no other gender may be meant: auf der Hut, in der British Library."""
    noun = phrase.noun.text
    behind = word_behind(tokens, at, phrase)
    is_plain = is_listed(noun) and noun not in load().names
    if behind == "und" and noun.endswith("en"):
        return False  # in der Freien und Hansestadt
    if phrase.article.text == "der" and has_weak_ending(phrase):
        return gender_of(noun) in ("m", None) and behind[:1] != "/"  # der Europäische Hof
    if phrase.article.text == "der" and any(one.text.endswith("en") for one in phrase.adjectives):
        return False  # in der Goldenen Bulle: a dative already
    is_title = behind[:1].isupper() and tokens[at - 1].text != "um"  # which has no dative
    return is_plain and gender_of(noun) == "m" and not is_title and behind[:1] != "/"


def is_other_use(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a preposition is something else here.

    It can begin a relative clause (, mit der Minister sprach), be a prefix of the verb before it
    (löste aus das Treffen), or stand behind its noun (meiner Meinung nach das Beste).
    """
    before = tokens[at - 1].text if at else ""
    is_inverted = tokens[0].text.lower() in PREPOSITIONS | ADVERBS
    further = tokens[at - 2].text.lower() if at > 1 else ""
    word, article = tokens[at].text.lower(), tokens[at + 1].text
    return (
        before == ","
        or _is_postposed(tokens, at)
        # in der Frieden herrscht und in der Wohlstand wächst
        or (before in ("und", "oder") and any(one.text == "," for one in tokens[:at]))
        or tokens[at + 1].start != tokens[at].end + 1
        or is_prefix_of(before, word)
        # Am Montag kündigte an der Minister: what follows may be the subject
        or (is_inverted and word in TWO_WAY and is_plainly_verb(before))
        or (word == "aus" and (before.lower() in _FROM or _has_before(tokens, at, "von", "vom")))
        or (word == further and before == "und")  # nach und nach
        or (further, before, word) == ("ab", "und", "zu")
        or (further, before, word) == ("nach", "wie", "vor")
        or (word == "an" and _has_before(tokens, at, "von", "vom"))  # von Anfang an
        or (word == "nach" and _may_have_nach(before) and article.islower())
        or (word == "für" and _has_before(tokens, at, "was"))  # was wäre das für ein Irrtum
        or (before.lower(), word) == ("bis", "zu")  # bis zu eine Million
        or (word == "um" and _is_purpose(tokens, at))
        or [word, article, tokens[at + 2].text] == ["mit", "ein", "Grund"]
        or (word == "mit" and _is_superlative(tokens[at + 2].text))  # mit die größte Gefahr
        or (word == "mit" and before in _COPULAS)  # das war mit ein Auslöser
        or (article == "ihr" and CASES.get(word) == DATIVE)  # the pronoun: mit ihr Kontakt haben
    )


def is_prefix_of(verb: str, word: str) -> bool:
    """Tell whether a preposition with the dative is the prefix of the verb before it: teilte mit.

    >>> is_prefix_of("teilte", "mit"), is_prefix_of("sprach", "mit")
    (True, False)
    """
    return verb.startswith(_PREFIXES.get(word, ())) and is_plainly_verb(verb)


def _is_purpose(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether `um` opens an infinitive, or goes with `willen`."""
    words = [token.text for token in tokens[at : end_of_words(tokens, at)]]
    return "willen" in words or has_infinitive(words)


def _is_postposed(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a preposition belongs to what stands before it, or is an adverb.

    ihm gegenüber, den ganzen Tag über, der Kinder wegen, von klein auf; las laut das Urteil.
    """
    word = tokens[at].text.lower()
    before = tokens[at - 1].text if at else ""
    further = tokens[at - 2].text.lower() if at > 1 else ""
    return (
        (word == "gegenüber" and (before[:1].isupper() or before in _DATIVE_PRONOUNS))
        or (word == "wegen" and before[:1].isupper() and further in ("der", "des", "von"))
        or (word == "über" and before in _PERIODS)
        or (word == "auf" and (further, before) == ("von", "klein"))
        or (word == "laut" and is_plainly_verb(before))
        or (word == "außerhalb" and before in AUXILIARIES)
    )


def _is_superlative(word: str) -> bool:
    return word.islower() and word.endswith(_SUPERLATIVE)


def _may_have_nach(word: str) -> bool:
    return word.isupper() or (word[:1].isupper() and word.lower().endswith(_BEFORE_NACH))


def _has_before(tokens: Sequence[Token], at: int, *words: str) -> bool:
    return any(token.text.lower() in words for token in tokens[max(0, at - _REACH) : at])
