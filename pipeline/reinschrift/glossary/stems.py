"""Words without their endings: what counts as one word when words are compared.

Verbs that change their vowel are brought back to their infinitive by a table; participles
lose their `ge`. What is left over is no word of a dictionary and need not be one.
"""

from __future__ import annotations

import re
from functools import lru_cache

_GERMAN_ENDINGS = "ern sten test ten est em er en es et te st e s n t".split()
_ENGLISH_ENDINGS = "ings ing ies ied edly ed es s ly y e".split()
_LONGEST = 24  # letters; a longer word is a chain of others
_REMEMBERED = 1 << 15  # words

# What verbs are made with: the parts that part from them, and those that do not.
PARTICLES = tuple(
    "ab an auf aus bei bereit blank bloß durch ein empor entgegen entlang fehl fern fest fort frei "
    "gegenüber gleich gut her herab heran herauf heraus herbei herein herum herunter hervor hin "
    "hinaus hinein hinter hinunter hinweg hinzu hoch klar lahm leer los mit nach nahe nieder offen "
    "preis ran raus rein richtig rum runter schwer sicher stand statt still teil tot um unter "
    "voran voraus vorbei vor vorweg vorüber wach wahr weg weiter wider wieder zu zurecht zurück "
    "zusammen zuvor über überein übrig".split()
)
_PREFIXES = tuple("be emp ent er ge hinter miss über unter ver wider zer".split())
# The stem of the infinitive, then those of the other forms.
_STRONG = """
back buk; befehl befahl befiehl befohl; beginn begann begonn; beiß biss; berg barg birg borg;
bieg bog; biet bot; bind band bund; bitt bat bet; bleib blieb; brat briet brät; brech brach brich
broch; brenn brannt; bring brach bracht; denk dach dacht; dring drang drung; dürf darf durf;
empfehl empfahl empfiehl empfohl; ess aß iss gess; fahr fuhr fähr; fall fiel fäll; fang fing fäng;
fecht foch; find fand fund; flecht floch; flieg flog; flieh floh; fließ floss; fress fraß friss;
frier fror; geb gab gib gäb; geh ging gang; gelt galt gilt golt; genes genas; genieß genoss;
gescheh geschah geschieh; gewinn gewann gewonn; gieß goss; gleich glich; gleit glitt; grab grub
gräb; greif griff; hab hat hatt hätt; halt hielt hält; häng hing hang; hau hieb; heb hob; heiß
hieß; helf half hilf holf; kenn kannt; kling klang klung; komm kam käm; könn kann konn; kriech
kroch; lad lud läd; lass ließ läss; lauf lief läuf; leid litt; leih lieh; les las lies; lieg lag
leg; lüg log; meid mied; mess maß miss; mög mag moch; müss muss; nehm nahm nimm nomm; nenn nannt;
pfeif pfiff; preis pries; rat riet rät; reib rieb; reiß riss; reit ritt; renn rannt; riech roch;
ring rang rung; ruf rief; schaff schuf; scheid schied; schein schien; schieb schob; schieß schoss;
schlaf schlief schläf; schlag schlug schläg; schleich schlich; schließ schloss; schmeiß schmiss;
schmelz schmolz; schneid schnitt; schreib schrieb; schrei schrie; schreit schritt; schweig
schwieg; schwimm schwamm; schwind schwand schwund; schwing schwang schwung; schwör schwor; seh
sah sieh; send sandt; sing sang sung; sink sank sunk; sitz saß sess; sprech sprach sprich sproch;
spring sprang sprung; stech stach stich stoch; steh stand stünd; stehl stahl stiehl stohl; steig
stieg; sterb starb stirb storb; stoß stieß stöß; streich strich; streit stritt; trag trug träg;
treff traf triff troff; treib trieb; tret trat tritt; trink trank trunk; trüg trog; tu tat tan;
verderb verdarb verdorb; vergess vergaß vergiss; verlier verlor; wachs wuchs wächs; wasch wusch
wäsch; weich wich; weis wies; wend wandt; werb warb wirb worb; werf warf wirf worf; wieg wog; wind
wand wund; wiss weiß wuss; zieh zog; zwing zwang zwung
"""
_IRREGULAR_VERBS = """
arise arose arisen; be is are was were been am; beat beaten; become became; begin began begun;
bend bent; bind bound; bite bit bitten; bleed bled; blow blew blown; break broke broken; bring
brought; build built; burn burnt; buy bought; catch caught; choose chose chosen; come came; cost;
deal dealt; dig dug; do did does done; draw drew drawn; dream dreamt; drink drank drunk; drive
drove driven; eat ate eaten; fall fell fallen; feed fed; feel felt; fight fought; find found; flee
fled; fly flew flown; forbid forbade forbidden; forget forgot forgotten; forgive forgave forgiven;
freeze froze frozen; get got gotten; give gave given; go went gone goes; grow grew grown; hang
hung; have has had; hear heard; hide hid hidden; hold held; keep kept; know knew known; lay laid;
lead led; learn learnt; leave left; lend lent; lie lay lain; lose lost; make made; mean meant; meet
met; pay paid; prove proven; ride rode ridden; ring rang rung; rise rose risen; run ran; say said;
see saw seen; seek sought; sell sold; send sent; shake shook shaken; shine shone; shoot shot; show
shown; shrink shrank shrunk; sing sang sung; sink sank sunk; sit sat; sleep slept; slide slid;
speak spoke spoken; spend spent; spin spun; stand stood; steal stole stolen; stick stuck; strike
struck; swear swore sworn; sweep swept; swim swam swum; swing swung; take took taken; teach
taught; tear tore torn; tell told; think thought; throw threw thrown; understand understood; wake
woke woken; wear wore worn; win won; withdraw withdrew withdrawn; write wrote written; overcome
overcame; undergo underwent undergone; overtake overtook overtaken
"""
_IRREGULAR_NOUNS = """
child children; man men;
woman women; foot feet; tooth teeth; life lives; wife wives; half halves; policeman policemen;
spokesman spokesmen; wolf wolves; knife knives; leaf leaves; foreman foremen
"""


def _table(text: str) -> dict[str, str]:
    rows = [row.split() for row in text.split(";")]
    return {form: row[0] for row in rows for form in reversed(row[1:])}


_STRONG_STEMS = _table(_STRONG)
_VERB_FORMS = _table(_IRREGULAR_VERBS)
_IRREGULAR_FORMS = _VERB_FORMS | _table(_IRREGULAR_NOUNS)
_PARTED = "|".join(sorted(PARTICLES, key=len, reverse=True))
_KEPT = "|".join(_PREFIXES)
# Of a verb that changes its vowel; `gingen`, `festgenommene`, `vernahm`, `aufzunehmen`.
_STRONG_FORM = re.compile(
    rf"({_PARTED})?(?:ge|zu)?({_KEPT})?"
    rf"({'|'.join(sorted(_STRONG_STEMS, key=len, reverse=True))})"
    r"(?:en|e|t|et|st|est|te|ten|n|ene|ener|enes|enem|enen|end|ende|enden|ender)?"
)
_PARTICIPLE = re.compile(rf"({_PARTED})?ge(\w{{3,}}?)(?:e?t|en)(?:e[nmrs]?)?")
_INFINITIVE = re.compile(rf"({_PARTED})zu(\w{{3,}}?)e?n")


@lru_cache(_REMEMBERED)
def german_stem(word: str) -> str:
    """Return a word without its ending; a verb as its infinitive is.

    >>> [german_stem(word) for word in ("Straßen", "beschlossene", "Rat")]
    ['strass', 'beschliess', 'rat']
    >>> [german_stem(word) for word in ("festgenommen", "anzukündigen", "angekündigt", "ging")]
    ['festnehm', 'ankündig', 'ankündig', 'geh']
    """
    if word.islower() and (verb := _verb_stem(word)):
        return verb.replace("ß", "ss")[:_LONGEST]
    word = word.lower().replace("ß", "ss")
    least = min(4, len(word) - 2)
    for ending in _GERMAN_ENDINGS if least > 2 else ():
        if word.endswith(ending) and len(word) - len(ending) >= least:
            word = word.removesuffix(ending)
            break
    return word[:_LONGEST]


def is_strong_form(word: str) -> bool:
    """Tell whether a word is a form of a verb that changes its vowel."""
    return bool(_STRONG_FORM.fullmatch(word))


def _verb_stem(word: str) -> str:
    if strong := _STRONG_FORM.fullmatch(word):
        return (strong[1] or "") + (strong[2] or "") + _STRONG_STEMS[strong[3]]
    if found := _PARTICIPLE.fullmatch(word) or _INFINITIVE.fullmatch(word):
        return (found[1] or "") + found[2]
    return ""


@lru_cache(_REMEMBERED)
def english_stem(word: str) -> str:
    """Return a word without its ending.

    >>> [english_stem(word) for word in ("parties", "voted", "news", "took", "taking")]
    ['part', 'vot', 'new', 'tak', 'tak']
    """
    word = word.lower()
    word = _IRREGULAR_FORMS.get(word, word)
    if len(word) > 4 or (len(word) == 4 and word.endswith(("s", "e"))):
        for ending in _ENGLISH_ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= 3:
                word = word.removesuffix(ending)
                break
    return word[:_LONGEST]


def is_english_verb_form(word: str) -> bool:
    """Tell whether an English word has the shape of a verb in the past or with -ing.

    >>> [is_english_verb_form(word) for word in ("seized", "spreading", "took", "mistake")]
    [True, True, True, False]
    """
    return word.endswith(("ed", "ing")) or word in _VERB_FORMS
