"""Words and endings that tell where one word can fall into two, and where it never does."""

from __future__ import annotations

from reinschrift.words import (
    ADVERBS,
    CONJUNCTIONS,
    DETERMINERS,
    FINITE_VERBS,
    FUNCTION,
    NUMERALS,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
)

LEAST_BEHIND_UNKNOWN = 5  # letters of a word behind a name that nobody knows

EDGE = FUNCTION | NUMERALS  # what stands first or last in a node
# These end names and places too (Soeder, Mardas, Kreuznach, Sinwar, Prokurist, Toraus).
NAME_TAILS = frozenset(
    "als auf aus bis das dem den der des die ist mit nach vom von vor war was wer bin bei kam sah "
    "drei vier acht zehn zwei fünf elf aufs alle allem allen aller meine unter neben beim mag oft "
    "sei zog hier dich mich sich ihr euch tat gab ins über für ans ums".split()
)
# These are heads of nouns as well (Haushaltswaren, Königswürde, Christsein, Plansoll).
NOUN_TWINS = frozenset(
    "falls sein soll waren wollen würde dank laut statt trotz elf acht man stand lag lagen gaben "
    "nahmen griffen sprachen trieben lassen ging wegen sechs sieben heute hatten statt hielt "
    "liegen stehen sehen bleiben machten wachten reiten leisten bieten zweite zweiten dritte "
    "dritten vierte vierten fünfte fünften sechste sechsten siebte siebten achte achten neunte "
    "neunten zehnte zehnten tritt wart".split()
)
# No split stands between one of these and its verb: Eggestein|verstolperte.
VERB_PREFIXES = tuple("ab an auf aus be ein ent er ge mit über um unter ver vor zer zu".split())
# Of the twins, those that may stand behind a name: it makes no such compound.
BEHIND_NAMES = frozenset(
    "soll sollen gaben nahmen stehen hielt machten waren würde wollen hatten sehen bleiben liegen "
    "griffen sprachen tritt".split()
)
# Places begin with these (Oberriet, Unterbach), and so many that no list has them.
PLACE_STARTS = frozenset(
    "Alt Groß Hinter Hoch Hohen Klein Mittel Neu Nieder Ober Unter Vorder".split()
)
SHORT_WORDS = frozenset("am an im in ob um zu".split())
# Too short or too often a name's ending (Boisheimer, Tourneen, Yorkshireman) to be told.
NEVER = frozenset("innen er es so da wo dir mir man euch du ja".split())
# Short, and no name ends so.
NO_NAME_TAILS = frozenset(
    "dass kann muss wird sind darf wäre läuft hält gibt traf nahm fiel fand floh lief".split()
)
# What may stand behind a name that the lexicon has not: no name ends so.
BEHIND_UNKNOWN_NAMES = (
    NO_NAME_TAILS
    | frozenset(
        word
        for word in FINITE_VERBS | SUBORDINATORS | PREPOSITIONS | ADVERBS | CONJUNCTIONS
        if len(word) >= LEAST_BEHIND_UNKNOWN and word not in NOUN_TWINS | NAME_TAILS
    )
    | {"nicht", "welche", "welcher"}
)
# No person ends so, and -in makes no woman of it.
THINGS = tuple("e ung heit keit schaft ion tät ien ungen s".split())
# -ist makes persons of foreign stems (Putschist), not of these.
NATIVE = ("ung", "heit", "keit", "schaft", "nis", "chen", "tum", "er", "en", "el", "s")
# What names a person ends so, and -in makes a woman of it.
PERSON = tuple(
    "er e ist yst or ant ent eur ling ier an at et log ot nom ph ö är graf loge chef".split()
)
# No German word in lower case that is not in the lexicon ends so behind a verb.
AFTER_VERB = frozenset(
    "aber als am auch bis dabei damit dann das dass davon dazu dem den denn der deren des dessen "
    "die dies ehe ein eine einem einen einer etwa für im indem jedoch nachdem nicht ob obwohl "
    "seine seinen seit sie sobald sofern sondern sowie und vom von warum was weil wenn "
    "wer wie wo wobei während zum zur über ihre ihren gegen unter durch auf mit nach bei zwischen "
    "welche welcher welches wegen ohne vor hinter kein keine keinen innerhalb".split()
)
# Words that start a sentence, and what may be glued to them: Esgibt, Mitden.
OPENERS = PRONOUNS | ADVERBS | frozenset("mit bei nach für von seit auf trotz aufgrund".split())
BEHIND_OPENERS = frozenset(word for word in FINITE_VERBS | DETERMINERS if len(word) > 2)
# What needs no verb before it.
AFTER_ANY = frozenset("dass deren dessen diese diesem diesen dieser dieses welche jedoch".split())
# A determiner may be glued to these: mitden.
JOINED = frozenset(
    "an auf aus bei bis durch für gegen hinter in mit nach neben ohne seit unter von vor über "
    "zwischen und oder sowie sondern aber dass weil wenn ob als obwohl wie".split()
)
# Adverbs made of pronouns end so, and nothing is made of these: ihretwegen|ins.
UNCHANGING = tuple("etwegen rtwegen entwegen ethalben rthalben enthalben twillen erseits".split())
