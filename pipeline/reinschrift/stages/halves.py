"""What grammar says of a word that the tagger would part in two: closed classes, names, compounds.

No German word ends in `vom` or `wurde`, but a surname may end in `aber`, a noun in an infinitive
(Blumenschauen), a brand has capitals inside (RedaktionsNetzwerk), and -ist and -in are suffixes.
"""

from __future__ import annotations

import re

from reinschrift.lexicon import INNER_CAPITAL, WORD, Lexicon
from reinschrift.morphology import INFLECTED, reading_size
from reinschrift.stages.commas import comma_before, is_finite
from reinschrift.stages.compounds import in_compound, size_of
from reinschrift.stages.grown_names import is_behind_person, names_beside
from reinschrift.stages.marks import CAMEL_NAMES, OURS
from reinschrift.stages.merges import is_prefixed_participle, is_verb_ist
from reinschrift.stages.neighbours import fits
from reinschrift.stages.only_verbs import has_other_verb, may_have_other_verb
from reinschrift.stages.split_words import (
    BEHIND_UNKNOWN_NAMES,
    EDGE,
    NAME_TAILS,
    NATIVE,
    NEVER,
    PERSON,
    PLACE_STARTS,
    SHORT_WORDS,
    THINGS,
)
from reinschrift.tokens import word_before
from reinschrift.verbs import NOMINAL, is_nominal, is_verb
from reinschrift.words import (
    ARTICLES,
    CLOSED,
    CONJUNCTIONS,
    DETERMINERS,
    FINITE_VERBS,
    MODIFIER_ENDINGS,
    PREPOSITIONS,
    PRONOUNS,
    STRONG_PASTS,
    SUBORDINATORS,
    is_verb_form,
)

NEVER_MADE = "never"
# Standings of names, brands and compounds, and of words that nobody has counted.
LIKE_NAMES = frozenset(
    "name short-name tail readable unknown unknown-verb brand brand-name "
    "brand-names brand-place brand-nouns camel compound participle short-tail closed-misfit "
    "person-name noun-name".split()
)
_INSEPARABLE = ("be", "ver", "ent", "er", "zer")
_LEAST_LEFT = 6  # binary order of the count of a word that a name's ending is parted from
_LETTERS = 6  # of that word
_LEAST_KNOWN = 4  # letters of a left part that a clause or a pronoun can follow
_LONGEST_UNIT = 2  # letters: 90er, 15km
_KNOWN = 2  # binary order; below, a short left part is no word
_COMMON = 4
_SELDOM = 3
# These and an inflected participle or adjective make one word.
_BEFORE_PARTICIPLES = frozenset(
    "viel meist best schwer leicht wohl neu alt hoch gut frisch selbst nicht zwischen mit weit "
    "gleich halb gut fern nah".split()
)
_PRESENT = ("der", "des", "dem", "den")  # behind -en they make a present participle as well
# Prefixes of participles that are words as well.
_PREFIXED = frozenset("dabei daher dahin dar davon dazu hervor hinweg umher vorbei".split())
QUOTES = tuple("„“”\"»«›‹‚‘'")
_SINGLE = ("ist", "bist", "wird")
_PLAIN_VERBS = (FINITE_VERBS | STRONG_PASTS) - {"gewesen", "worden"}
_NEEDS_VERB = "perhaps-ist"  # a verb only where the sentence has no other: Köln|ist alt
# Brands begin with these: dieBasis, inTouch, neueWege.
_BRAND_STARTS = frozenset(
    "der die das in im my mein dein unser neue neues alles alle zu on".split()
)
# Adverbs and prepositions that no noun ends in, though sentences begin with some of them.
# Nothing is derived with these, as aussehen and zufrieden are with aus and zu.
_NO_PREFIXES = (DETERMINERS | PRONOUNS | FINITE_VERBS | {"nicht", "sehr", "und"}) - {"all", "er"}
_ENDINGS = ("er", "es", "innen")
# bis zum Abend, von über 30 Grad, auf bis zu 40
_BEFORE_PREPOSITIONS = frozenset("auf außer bis für mit nach seit statt trotz um von".split())
# What a clause may open with whose comma is lost as well: bei Utrecht|wo es hing.
_CLAUSE_OPENERS = frozenset(
    "der die das den dem denen deren dessen wo wie was um in an auf aus bei durch für mit nach von "
    "zu über unter".split()
)
# No word of these takes the ending of an adjective, as welch|er and jen|er do.
_BEFORE_PRONOUNS = (
    SUBORDINATORS
    | CONJUNCTIONS
    | frozenset("als dass bis wie da denen dem den der die das was".split())
)
_OF_NOBLES = ("von", "vom", "zum", "zur")
_JOINED = re.compile(r" (?:[A-ZÄÖÜ]|(?:d(?:er|ie|as|en|em)|(?:s?ein|ihr)e?[mnrs]?) )")
_REACH = 80  # characters before a place in which its word begins
# Behind these no feminine noun can stand: am Montag|in London, but der Botschafterin.
_NOT_FEMININE = re.compile(
    r"\b(?:[Aa]m|[Ii]m|[Zz]um|[Vv]om|[Bb]eim|[Dd]em|[Dd]en|[Dd]es|[Ee]inem|[Ee]inen|[Kk]einen|"
    r"[Ss]einen|[Ii]hren|[Dd]iesem|[Dd]iesen|[Jj]eden|[Jj]edem|ins|[Dd]as|[Ee]in)"
    r"(?: [a-zäöüß]+(?:en|e|es|er))? $|\b[Dd]er [a-zäöüß]+e $"
)


def stands_parted(text: str, place: int, lexicon: Lexicon) -> str:
    """Say what the two halves of a word are that falls in two at `place`."""
    found = WORD.finditer(text, max(0, place - _REACH), place + _REACH)
    word = next((one for one in found if one.start() < place < one.end()), None)
    if word is None:
        return _beside_digits(text, place, lexicon)
    left, right = text[word.start() : place], text[place : word.end()]
    if _is_before_verb(text, right, word.end()) or _is_compound_verb(left, right):
        return NEVER_MADE
    stands = _between(text, word.start(), left, right, lexicon)
    is_verb_here = is_finite(right) or _is_plural(left)
    # In the plural any verb form may be one: Sie besuchen die Blumen|schauen.
    is_only = is_verb_here or (_is_plural(right) and not may_have_other_verb(text, *word.span()))
    if stands == NEVER_MADE or not is_only or has_other_verb(text, *word.span()):
        return NEVER_MADE if stands == _NEEDS_VERB else stands
    # The sentence has no verb yet: Rolf Haferkamp|war zurückgetreten.
    if stands.partition("-")[0] in LIKE_NAMES:
        return f"{stands}-verb"
    return "only-verb-small" if left.islower() else "only-verb"


def _is_plural(half: str) -> bool:
    """Tell whether half of a word can be a verb in the plural."""
    return half.islower() and half.endswith("en") and is_verb_form(half)


def _is_before_verb(text: str, right: str, end: int) -> bool:
    """Tell whether two finite verbs would stand together: der Pianist|schwieg, but not Köln|ist."""
    behind = WORD.match(text, end + 1) if text[end : end + 1] == " " else None
    return right in _SINGLE and behind is not None and behind.group() in _PLAIN_VERBS


def _is_compound_verb(left: str, right: str) -> bool:
    """Tell whether both make a form of one verb: schwerfiel, leichtfällt."""
    if left.endswith("einander"):
        return right.islower() and is_verb_form(right)  # gegeneinanderschneidet
    return left in ("schwer", "leicht") and right in ("fiel", "fielen", "fällt", "fallen", "tat")


def _beside_digits(text: str, place: int, lexicon: Lexicon) -> str:
    """Say what stands beside a number: bis 2027|weitere, but G|20 and 90|er."""
    if text[place - 1].isdigit():
        right = WORD.match(text, place)
        is_word = right is not None and len(right.group()) > _LONGEST_UNIT
        if right is None or not is_word or lexicon.size(right.group()) < _KNOWN:
            return "mark"
        return "mark-noun" if right.group()[0].isupper() else "mark-word"
    left = word_before(text, place)
    return "mark-closed" if left in EDGE and text[place].isdigit() else "mark"


def _between(text: str, start: int, left: str, right: str, lexicon: Lexicon) -> str:
    """Say what the two halves of a word are, which starts at `start`."""
    if right[0].isupper():
        end = start + len(left + right)
        is_quoted = text[start - 1 : start] in QUOTES and text[end : end + 1] in QUOTES
        if is_quoted and left[0].isupper():
            return NEVER_MADE  # the quoted name of something: „MachMit“
        named = names_beside(text, start, left, right, lexicon)
        return named or _before_capital(left, right, lexicon)
    if INNER_CAPITAL.search(left) and left not in lexicon and right in NAME_TAILS | SHORT_WORDS:
        return NEVER_MADE  # ÄthiopierinSelam
    before = text[max(0, start - 3) : start].rstrip()
    is_first = not before[-1:].isalnum() and not before[:-1].isdigit()  # bis zum 1. Juni
    if is_first and right.startswith("ge") and right.endswith("t") and left not in lexicon.names:
        return NEVER_MADE  # Preisgekrönt ist das Haus
    if is_first and is_prefixed_participle(left + right):
        return NEVER_MADE  # Weiterverhandelt wird morgen
    if left[0].isupper():
        is_start = left.lower() in CLOSED or lexicon.size(left.lower()) > lexicon.size(left)
        if is_start and right not in FINITE_VERBS and is_behind_person(text, start):
            return NEVER_MADE  # Ole Undheim, Ludger Habenicht
        if is_first and _opens_sentence(left, right):
            return "start-closed"  # Aber|er kam, Muss|er kommen?
        return _behind_capital(text, start + len(left), left, right, lexicon)
    # No name is written small, so behind common words what follows need not agree.
    is_common = left in EDGE or lexicon.size(left) >= _COMMON
    if not is_common and not fits(right, text, start + len(left + right)):
        return NEVER_MADE
    return _between_small(left, right, lexicon)


def _behind_capital(text: str, place: int, left: str, right: str, lexicon: Lexicon) -> str:
    """Say what the halves of a word in lower case are that parts at `place` behind a noun."""
    end = place + len(right)
    is_known = len(left) >= _LEAST_KNOWN and size_of(left, lexicon) >= _KNOWN
    if left.endswith("s") and right == "und" and not is_known and not _JOINED.match(text, end):
        return NEVER_MADE  # Östersund gewann
    if right in _CLAUSE_OPENERS and is_known and comma_before(text, place, right):
        return "closed-clause"  # Utrecht|wo es hing
    if not fits(right, text, end):  # in Bad Kreuznach.
        if reading_size(left + right, lexicon):
            return NEVER_MADE
        return "closed-misfit" if _is_plain_noun(left, right, lexicon) else NEVER_MADE
    if right == "ist" and not left.endswith(NATIVE):
        return "ist" if is_verb_ist(left, text, place - len(left)) else _NEEDS_VERB
    if right in NEVER:  # Beier, Kollegen|da
        return "short-tail" if is_known and right not in _ENDINGS else NEVER_MADE
    if right == "in":
        return _before_in(left, text, place - len(left), lexicon)
    if lexicon.size(left.lower()) > lexicon.size(left):
        return "start"  # a word that starts a sentence: Oder
    stands = _behind_noun(left, right, lexicon)
    if stands == "compound":
        return in_compound(left, right, text, end, lexicon)
    # Überraschungste|am: a name's ending, and the whole is a compound
    return "readable" if stands == "tail" and reading_size(left + right, lexicon) else stands


def _opens_sentence(left: str, right: str) -> bool:
    """Tell whether a sentence may begin with `left` and a word behind it that is no ending."""
    lower = left.lower()
    least = _LEAST_KNOWN if right in _ENDINGS else _LEAST_KNOWN - 1
    return len(left) >= least and (lower in CLOSED or lower in FINITE_VERBS)


def _is_plain_noun(left: str, right: str, lexicon: Lexicon) -> bool:
    """Tell whether `left` is too long and common to begin a name that ends in `right`."""
    if len(left) < _LETTERS:
        is_telling = right in ARTICLES or (len(right) >= _LEAST_KNOWN and right not in NAME_TAILS)
        return len(left) >= _LEAST_KNOWN and is_telling and lexicon.size(left) >= _LEAST_LEFT
    is_word = max(size_of(left, lexicon), reading_size(left, lexicon)) >= _COMMON
    return is_word and right not in NEVER and right != "in"


def _before_capital(left: str, right: str, lexicon: Lexicon) -> str:
    is_known = right in lexicon or right.lower() in lexicon
    if left + right in CAMEL_NAMES or left in OURS:
        return NEVER_MADE
    if left[0].isupper() and left.lower() not in EDGE:
        return _in_camel(left, right, lexicon)
    if is_known:
        if left in _BRAND_STARTS:  # of common words: der|Einlagensatz is none
            return "capital" if lexicon.size(right) >= _SELDOM else "capital-rare"
        return "capital-closed"
    if left in PREPOSITIONS and left not in _OF_NOBLES and len(left) > len("in"):
        return "camel-name"  # aus|Cherson
    if len(left) > len("in"):
        return "camel"
    return "capital-unknown" if left in PREPOSITIONS else NEVER_MADE


def _in_camel(left: str, right: str, lexicon: Lexicon) -> str:
    """Say what the halves of a word are that may be a brand: RedaktionsNetzwerk, MetroPlus."""
    if {left, right} & lexicon.english or not size_of(right, lexicon):
        return "brand"
    is_name = left in lexicon.names
    if right in lexicon.names:
        if is_name:
            return "brand-names"  # Regine|Meder
        return "brand-name" if size_of(left, lexicon) >= _COMMON else "brand"
    if is_name:
        return "brand-place"  # Kiel|Anklage
    lower = left.lower()
    is_adjective = lexicon.size(lower) >= _COMMON or reading_size(lower, lexicon) == INFLECTED
    if lower.endswith(NOMINAL) and is_adjective:
        return "brand-adjective"  # im Neuen|Garten
    return "brand-nouns" if lexicon.size(left) >= _COMMON else "brand"


def _between_small(left: str, right: str, lexicon: Lexicon) -> str:
    if right not in EDGE:
        return _before_open(left, right, lexicon)
    if right == "über" and left.endswith("s"):
        return NEVER_MADE  # nachtsüber
    if left not in lexicon and not reading_size(left, lexicon):
        return NEVER_MADE  # a typing error: ziemich
    if right in _PRESENT and left.endswith("en") and is_verb_form(left):
        return "participle"  # Smog verursachender Stoffe
    if reading_size(left + right, lexicon) == INFLECTED:
        if right in ("er", "es") and not is_verb(left, lexicon):
            return "pronoun" if left in _BEFORE_PRONOUNS else NEVER_MADE
        return "inflected"
    if left in PREPOSITIONS and right in PREPOSITIONS and left not in _BEFORE_PREPOSITIONS:
        return NEVER_MADE  # anbei, mitunter
    if left in EDGE:
        return "closed-pair"  # um|acht, die|ein
    return "small-closed" if lexicon.size(left) >= _COMMON and len(right) > 2 else "short"


def _before_open(left: str, right: str, lexicon: Lexicon) -> str:
    """Say what a word in lower case is before one of an open class."""
    if left.endswith(MODIFIER_ENDINGS) and right.endswith(MODIFIER_ENDINGS):
        return NEVER_MADE  # südlichwestlich
    if left in _PREFIXED and right.startswith("ge"):
        return NEVER_MADE  # davongemacht
    is_infinitive = right.endswith("en") and is_verb_form(right)
    if (
        left in _BEFORE_PARTICIPLES
        and right.endswith(("e", "en", "er", "es", "em"))
        and not (left == "nicht" and is_infinitive)
    ):
        return "participle"  # vielbesucht
    if left == "zu" and is_infinitive:
        return "zu-infinitive"  # sich zu|empören
    if is_verb(right, lexicon) and left in lexicon:
        return "small-verb"
    return "small-open" if left in _NO_PREFIXES else "small"  # ist|komfortabler


def _before_in(left: str, text: str, place: int, lexicon: Lexicon) -> str:
    """Say whether -in can make a woman of `left`: no Montagin, and no word behind `am`."""
    if left.isupper() or _NOT_FEMININE.search(text, max(0, place - 40), place):
        return "in"
    last = left.rpartition("-")[2]
    # Kollege makes Kollegin, a genitive and a plural make nothing: Website|in.
    is_bare = not left.endswith((*THINGS, "en")) or left.endswith("ste")  # Edelstein
    is_plural = left.endswith("en") and len(left) > _LEAST_KNOWN and left in lexicon  # Leyen
    is_plain = is_plural or _is_plain_noun(left, "", lexicon)
    if not is_bare and left not in lexicon.names and is_plain:
        return "in-thing"
    if left in lexicon.names:
        is_long = len(left) >= _LETTERS and lexicon.size(left) >= _COMMON
        return "in-name" if is_long and not left.endswith(PERSON) else "name-in"
    if last.endswith(PERSON) or not size_of(left, lexicon):
        return "name-in"  # Lagarde|in Frankfurt, but Berlin and Botschafterin
    return "perhaps-in"


def _behind_noun(left: str, right: str, lexicon: Lexicon) -> str:
    size = lexicon.size(left) or lexicon.size(left.rpartition("-")[2])
    is_tail = right in NAME_TAILS or right in SHORT_WORDS
    if left in PLACE_STARTS or (len(left) < _LETTERS and size < _KNOWN):
        is_word = right in BEHIND_UNKNOWN_NAMES or right in ("noch", "seit")
        return "short-name" if is_word else "name"  # laut Oster|noch, but Nienaber
    if is_tail:
        return "tail" if len(left) < _LETTERS or size < _LEAST_LEFT else "closed-tail"
    if right in EDGE:
        is_name = left in lexicon.names
        return "unknown" if size < _KNOWN else "closed-name" if is_name else "closed"
    # A participle without ge- is a noun's form as well: Tourismusbetrieben.
    is_noun = right.startswith(_INSEPARABLE) and lexicon.size(right.capitalize()) >= _COMMON
    if is_noun or is_nominal(right, lexicon) or not is_verb(right, lexicon):
        return "compound"
    return "verb" if size >= _KNOWN else "unknown-verb"
