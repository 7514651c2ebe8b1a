"""Where the restorer says more than a scar asks for: what is not taken over from it.

It writes what is likely, so it drops an article that stands before nothing it knows, sets the comma
of a relative clause that is none, or draws two sentences into one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reinschrift.edits import Edit, apply
from reinschrift.genders import gender_of
from reinschrift.inflection import nominative_of
from reinschrift.lexicon import WORD, load
from reinschrift.morphology import reading_size
from reinschrift.restorer.changes import CASE, LOST, MERGED, STRAY
from reinschrift.stages.boundaries import edge_at
from reinschrift.stages.capitals import NAME_PART, stands_capital
from reinschrift.stages.cautions import is_pair
from reinschrift.stages.finite_verbs import finite_places, holds_zu, is_finite_at
from reinschrift.stages.last_names import name_tails
from reinschrift.stages.split_words import PERSON
from reinschrift.stages.strays import may_have_article
from reinschrift.stages.stretches import RELATIVES, read_stretches
from reinschrift.verbs import NOMINAL, is_open_verb
from reinschrift.words import ARTICLES, AUXILIARIES, CLOSED, FUSED, PREPOSITIONS, PRONOUNS

_LAST_WORD = re.compile(r"[^\W\d_]+ ?$")
_PARTED = re.compile(r"([^\W\d_]+) ([a-zäöüß]+)")
_LAST_NAME = re.compile(r"(?<!\w)[A-ZÄÖÜ][\w-]+ ?$")
_MOST_RARE = 4  # binary order of a first name that the lexicon has not told from a noun
# The noun of an article, a participle that governs it, and the noun that both belong to.
_EMBEDDED = re.compile(r" [A-ZÄÖÜ][\w-]* (?:[a-zäöüß]+nd|ge[a-zäöüß]+t)e[nrsm]? [A-ZÄÖÜ]")
_BEST = re.compile(r" (?:[a-zäöüß]+|[A-ZÄÖÜ][a-zäöüß]+)[sß]te[nr]?\b| (?:Erste|Letzte)n?\b")
_MUCH_COMMONER = 3  # binary orders
_LONGEST_ARTICLE = 9  # characters, a space among them
_LONGEST_SUBJECT = 4  # words, article and noun among them


def takes_article(sentence: str, edit: Edit) -> bool:
    """Tell whether an edit deletes the article of a noun, or the pronoun that opens a clause.

    >>> takes_article("Er lobt ein Dorf das in Tirol liegt.", Edit(17, 21, "", "stray-fragment"))
    True
    """
    following = WORD.match(sentence, edit.end)
    gone = sentence[edit.start : edit.end].strip()
    before = _LAST_WORD.search(sentence, max(0, edit.start - _LONGEST_ARTICLE), edit.start)
    if STRAY not in edit.rules or edit.text or gone.lower() not in ARTICLES:
        return False
    if before is not None and before.group().strip().lower() in ARTICLES | FUSED:
        return False  # it has one: beim Das Amtsgericht
    if following is None:
        return True  # den 17. Mai
    word = following.group()
    if word[0].islower():
        return word not in ARTICLES
    return may_have_article(gone, word) or is_pair(sentence, f"{gone.capitalize()} ", edit.end)


def sets_idle_comma(sentence: str, edit: Edit) -> bool:
    """Tell whether an edit sets a comma before an article that opens neither clause nor apposition.

    >>> mark = Edit(14, 14, ",", "lost-boundary")
    >>> sets_idle_comma("Er ist laut AP der zweite seit Juni.", mark)
    True
    """
    if LOST not in edit.rules or "," not in edit.text:
        return False
    place = edit.start + edit.text.index(",")
    for stretches in read_stretches(apply(sentence, [edit])):
        for stretch in stretches:
            if stretch.before == "," and place < stretch.tokens[0].start <= place + 2:
                return stretch.words[0] in RELATIVES and not _is_whole(stretch.words)
    return False


def _is_whole(words: Sequence[str]) -> bool:
    """Tell whether words behind an article are a clause with its verb, or a noun's phrase."""
    if finite_places(words):
        return True
    noun = next((place for place, word in enumerate(words) if place and word[0].isupper()), 0)
    return noun > 0 and not any(word in CLOSED for word in words[1:noun])


def swaps_article(sentence: str, edit: Edit) -> bool:
    """Tell whether an edit makes a preposition of an article that may begin a title.

    >>> swaps_article("Er las Der Freitag.", Edit(7, 10, "am", "moved-anchor"))
    True
    """
    gone = sentence[edit.start : edit.end].strip()
    return gone[:1].isupper() and gone.lower() in ARTICLES and edit.text.strip() in PREPOSITIONS


def takes_dative(sentence: str, edit: Edit) -> bool:
    """Tell whether an edit changes an article that a participle behind its noun asks for.

    Or one of those among whom something is: das sind mit die höchsten Mieten.

    >>> text = "Für der Regierung nahestehende Verbände gilt das."
    >>> takes_dative(text, Edit(4, 7, "die", "agreement"))
    True
    """
    gone, said = sentence[edit.start : edit.end].strip(), edit.text.strip()
    is_article = gone.lower() in ARTICLES and said.lower() in ARTICLES
    is_among = sentence.endswith("mit ", 0, edit.start) and _BEST.match(sentence, edit.end)
    return is_article and bool(is_among or _EMBEDDED.match(sentence, edit.end))


def breaks_phrase(sentence: str, edit: Edit, edits: Sequence[Edit]) -> bool:
    """Tell whether an edit gives one feminine an article that its adjective cannot have.

    >>> text = "Das sagte er der Deutschen Presse-Agentur."
    >>> breaks_phrase(text, Edit(13, 16, "die", "agreement"), [])
    True
    """
    found = _WEAK_PHRASE.match(sentence, edit.end)
    said = edit.text.strip().lower()
    if found is None or said not in _STRONG_FEMININE or said == sentence[edit.start : edit.end]:
        return False
    is_whole = not any(edit.end < other.end and other.start <= found.end() for other in edits)
    return is_whole and gender_of(found["noun"]) == "f"


_WEAK_PHRASE = re.compile(r" (?:[^\W\d_]{3,}en )(?P<noun>[A-ZÄÖÜ][\w-]+)")
_STRONG_FEMININE = frozenset("die eine keine seine ihre diese jede".split())


def gives_other_gender(sentence: str, edit: Edit) -> bool:
    """Tell whether an edit puts an article before a noun that none of its cases has.

    >>> gives_other_gender("teilte das Amt mit", Edit(7, 10, "der", "agreement"))
    True
    """
    found = _PHRASE.match(sentence, edit.end)
    said, gone = edit.text.strip().lower(), sentence[edit.start : edit.end].lower()
    if found is None or said not in ARTICLES or gone not in ARTICLES:
        return False
    noun = found["noun"]
    gender = gender_of(noun)
    if gender is None or noun.endswith(_LIKE_MANY) or noun in load().names:
        return False
    return nominative_of(gone, gender) is not None and nominative_of(said, gender) is None


_PHRASE = re.compile(r" (?:[a-zäöüß]{4,}e[nrsm]? )?(?P<noun>[A-ZÄÖÜ][\w-]+)")
_LIKE_MANY = ("er", "el", "en")  # alike for one and many


def parts_name(sentence: str, edit: Edit) -> bool:
    """Tell whether an edit sets a word between a person's names, or an office and its name.

    >>> parts_name("Die Pianistin Yuki Amano wird spielen.", Edit(19, 19, "wird ", "moved-anchor"))
    True
    """
    before = _LAST_NAME.search(sentence, 0, edit.start)
    behind = WORD.match(sentence, edit.end + (sentence[edit.end : edit.end + 1] == " "))
    if edit.start < edit.end or before is None or behind is None:
        return False
    known = load()
    first, last = before.group().strip(), behind.group()
    is_name = last[0].isupper() and (last in known.names or last not in known)
    is_first = first in known.names or known.size(first) <= _MOST_RARE  # Yuki
    return is_name and (is_first or first.endswith(PERSON))


def parts_unknown(sentence: str, edit: Edit) -> bool:
    """Tell whether an edit parts what may be one name, since others end so too.

    >>> parts_unknown("Das sagt Hammarlund.", Edit(9, 19, "Hammarl und", "merged-words"))
    True
    """
    if MERGED not in edit.rules:
        return False
    gone, known = WORD.findall(sentence[edit.start : edit.end]), load()
    return any(
        name[0].isupper()
        and name + tail in gone
        and tail in name_tails(known)
        and not (name in known or reading_size(name, known))
        for name, tail in _PARTED.findall(edit.text)
    )


def parts_last_name(sentence: str, edit: Edit) -> bool:
    """Tell whether an edit takes the capital from a name behind another, and parts it.

    >>> parts_last_name("erzielte Deniz Undav in", Edit(15, 20, "und av", "merged-words"))
    True
    """
    before = _LAST_NAME.search(sentence, 0, edit.start)
    first = sentence[edit.start : edit.start + 1]
    is_lowered = first.isupper() and edit.text[:1] == first.lower()
    return MERGED in edit.rules and is_lowered and before is not None


def inflects_verb(sentence: str, edit: Edit) -> bool:
    """Tell whether an edit makes an adjective of a verb that an auxiliary before it has.

    >>> text = "Es wurden nachgewiesen Listerien."
    >>> inflects_verb(text, Edit(10, 22, "nachgewiesenen", "agreement"))
    True
    """
    word = sentence[edit.start : edit.end]
    is_adjective = edit.text in [f"{word}{ending}" for ending in NOMINAL]
    if not is_adjective or not is_open_verb(word):
        return False
    before = WORD.findall(sentence[: edit.start].rpartition(",")[2])
    return before[-1:] != [] and before[-1] in AUXILIARIES


def lowers_name(sentence: str, edit: Edit) -> bool:
    """Tell whether an edit gives a small letter to a word that nobody writes with one.

    >>> lowers_name("Sie lobt Vonlanthen.", Edit(9, 19, "vonlanthen", "fragment-case"))
    True
    """
    gone = sentence[edit.start : edit.end]
    return any(
        word.islower() and word.capitalize() in gone and _is_capitalised(word)
        for word in WORD.findall(edit.text)
    )


def lowers_title(sentence: str, edit: Edit) -> bool:
    """Tell whether an edit gives a small letter to what may begin a name: Unter den Linden.

    >>> lowers_title("Er wohnt An der Alster.", Edit(9, 11, "an", "fragment-case"))
    True
    """
    edge = edge_at(sentence, edit.start) if edit.rule == CASE else None
    return edge is not None and stands_capital(edge, edge.start.lower(), load()) == NAME_PART


def _is_capitalised(word: str) -> bool:
    """Tell whether nobody writes a word with a small letter, or hardly anybody."""
    known = load()
    small, capital = known.size(word), known.size(word.capitalize())
    return word not in known or (word not in CLOSED and small + _MUCH_COMMONER < capital)


def joins_sentences(sentence: str, edits: Sequence[Edit]) -> bool:
    """Tell whether edits make a clause of a sentence that begins with its subject and its verb.

    >>> text = "Sie begrüßenDie Kinder wurden nicht gefragt."
    >>> joins_sentences(text, [Edit(4, 15, "begrüßen, die", "lost-boundary+fragment-case")])
    True
    """
    marks = {edit.end for edit in edits if "," in edit.text}
    return any(
        CASE in edit.rules
        and not marks.isdisjoint((edit.start - 1, edit.start, edit.end))
        and _starts_sentence(sentence, edit)
        for edit in edits
    )


def moves_what_is_right(sentence: str, edits: Sequence[Edit]) -> bool:
    """Tell whether edits take apart an order that is rare and right.

    A relative clause may begin with an infinitive (das zu regieren ihm schwerfiel), and a
    comparison stand behind the verb (mehr sagt als Worte).

    >>> text = "Das sind Fragen, die zu stellen sich lohnt."
    >>> moves_what_is_right(text, [Edit(21, 21, "sich lohnt ", "moved-anchor")])
    True
    """
    spans = [
        found.span("order")
        for found in _FRONTED.finditer(sentence)
        if found["zu"] or holds_zu(found["whole"])
    ]
    if any(edit.start <= end and start <= edit.end for start, end in spans for edit in edits):
        return True
    if any(edit.start == edit.end and _LISTED.match(sentence, edit.end) for edit in edits):
        return True  # aus Rumänien|, Zypern und der Slowakei
    if _TURNED.search(apply(sentence, edits)) and not _TURNED.search(sentence):
        return True  # nichts zu unternommen haben
    return any(
        edit.start < edit.end and not edit.text.strip() and _COMPARED.match(sentence, edit.end)
        for edit in edits
    )


# From the pronoun to the infinitive; and what follows a verb that is taken away.
_FRONTED = re.compile(
    r", (?P<order>(?:d(?:er|ie|as|en|em)|(?:dessen|deren) [A-ZÄÖÜ]\w+) (?:[a-zäöüß]+ )??"
    r"(?:(?P<zu>zu [a-zäöüß]+n)|(?P<whole>[a-zäöüß]+zu[a-zäöüß]+n)))\b"
)
_TURNED = re.compile(r" zu [a-zäöüß]{3,}(?:t|en) (?:haben|sein)\b")
_COMPARED = re.compile(r" ?(?:als|wie) ")
_LISTED = re.compile(r", [A-ZÄÖÜ][\w-]+ und ")


def _starts_sentence(sentence: str, edit: Edit) -> bool:
    """Tell whether the last capital that an edit lowers begins a subject with a verb behind it."""
    last = max(
        (place for place in range(edit.start, edit.end) if sentence[place].isupper()), default=-1
    )
    words = [found.group() for found in WORD.finditer(sentence, last)] if last >= 0 else []
    if not words or words[0].lower() not in ARTICLES | PRONOUNS:
        return False
    if words[0].lower() in PRONOUNS:
        return len(words) > 1 and is_finite_at(words, 1)
    subject = words[1:_LONGEST_SUBJECT]
    noun = next((at for at, word in enumerate(subject, 1) if word[0].isupper()), 0)
    return 0 < noun < len(words) - 1 and is_finite_at(words, noun + 1)
