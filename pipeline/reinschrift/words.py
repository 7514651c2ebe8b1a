"""The closed classes of German words, and what the shape of an open one tells.

Closed classes are lists because the language closed them; nothing here is taken from a
test sentence. What a form can be otherwise is read off its ending and its counts.
"""

from __future__ import annotations

from reinschrift.lexicon import load


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ARTICLES = _words(
    "der die das den dem des ein eine einen einem einer eines "
    "kein keine keinen keinem keiner keines"
)
DETERMINERS = ARTICLES | _words(
    "dieser diese dieses diesen diesem jener jene jenes jenen jenem jeder jede jedes jeden "
    "jedem mein meine meinen meinem meiner meines dein deine sein seine seinen seinem seiner "
    "seines ihr ihre ihren ihrem ihrer ihres unser unsere unseren unserem unserer unseres euer "
    "eure alle allen aller mehrere mehreren mehrerer einige einigen einiger viele vielen "
    "vieler manche beide beiden beider solche solcher solchen"
)
# A preposition and an article in one.
FUSED = _words("im am zum zur vom beim ins ans ums fürs aufs durchs übers vors")
PREPOSITIONS = _words(
    "ab abseits an am ans anhand anstatt auf aufgrund aus außer außerhalb bei beim bis dank "
    "durch entlang für gegen gegenüber gemäß hinter hinterm im in infolge innerhalb ins laut "
    "mit mithilfe mittels nach nahe neben ohne seit statt trotz über um unter vom von vor "
    "wegen während wider zu zufolge zugunsten zum zur zwischen ums fürs aufs durchs übers unterm "
    "überm vors"
)
# Adverbs and prepositions that a verb takes along or leaves at the clause's end: kündigte … an.
SEPARABLE = _words(
    "ab an auf aus bei durch ein fest fort frei her hin los mit nach nieder statt teil um vor weg "
    "weiter wieder zu zurück zusammen über unter"
)
LONG_PARTICLES = _words(
    "auseinander bevor daneben davon empor entgegen gegenüber heim herab heran herauf heraus "
    "herbei herein hervor herum hinab hinauf hinaus hindurch hinein hinter hinweg hinzu hoch "
    "nieder vorbei voran voraus zusammen zurecht"
)
SUBORDINATORS = _words(
    "als bevor bis da damit dass ehe falls indem indessen insofern nachdem ob obgleich obwohl "
    "seitdem sobald sodass sofern solange soweit während weil wenn wenngleich wie wobei "
    "wodurch wogegen womit wonach woraufhin wozu zumal"
) - _words("als bis da damit indessen während wie")  # those are other things too
CONJUNCTIONS = _words("aber denn doch oder sondern sowie und")
PRONOUNS = _words(
    "ich du er sie es wir ihr man mich dich ihn uns euch mir dir ihm ihnen sich wer was dies "
    "dieses jemand niemand nichts alles etwas"
)
ADVERBS = _words(
    "allerdings also anschließend auch außerdem bereits bislang dabei dadurch dafür dagegen "
    "daher dahinter damals damit danach daneben dann daran darauf daraufhin darin darüber "
    "darum darunter davon davor dazu dennoch derzeit deshalb deswegen dort dorthin ebenso erst "
    "ferner früher gestern heute hier hierbei hierzu hingegen immer indes inzwischen jedoch "
    "jetzt künftig laut manchmal mittlerweile nun nur oft schließlich seitdem seither so sogar "
    "somit später stattdessen tatsächlich trotzdem überdies übrigens vielmehr vorerst zudem "
    "zuerst zugleich zuletzt zuvor zwar kurz weiter weiterhin"
)
NUMERALS = _words(
    "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn zwanzig "
    "dreißig vierzig fünfzig hundert tausend hunderte tausende hunderten tausenden dutzende"
)
# Nouns that tell when: am Montag, im Juni, bis Ende Mai.
TIMES = _words(
    "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag Morgen Vormittag Mittag "
    "Nachmittag Abend Nacht Wochenende Woche Monat Januar Februar März April Mai Juni Juli August "
    "September Oktober November Dezember Jahr Frühjahr Sommer Herbst Winter Anfang Mitte Ende"
)
# Forms of haben, sein, werden and the modal verbs.
AUXILIARIES = _words(
    "hat haben hatte hatten habe hätte hätten ist sind war waren sei seien wird werden wurde "
    "wurden werde würde würden kann können konnte konnten könne könnte könnten muss müssen musste "
    "mussten müsse soll sollen sollte sollten solle will wollen wollte wollten wolle darf dürfen "
    "durfte dürfe möchte möchten"
)
FINITE_VERBS = _words(
    "bin bist ist sind seid war waren wäre wären sei seien habe hast hat haben hatte hatten "
    "hätte hätten werde wird werden wurde wurden würde würden kann können konnte konnten könne "
    "könnte könnten muss müssen musste mussten müsse müsste müssten soll sollen sollte sollten "
    "solle will wollen wollte wollten wolle darf dürfen durfte durften dürfe dürfte dürften "
    "mag mögen mochte möchte möchten lässt lassen ließ ließen gibt gab gaben geht ging gingen "
    "kommt kamen kam steht stehen stand standen bleibt blieb blieben liegt lag lagen gilt galt "
    "sagt sagte sagten erklärte erklärten heißt hieß bedeutet macht machte machten zeigt "
    "zeigte zeigten folgt folgte führt führte sieht sah nimmt nahm hält hielt findet fand "
    "bringt brachte weiß wusste scheint schien teilte behauptete betonte berichtete forderte "
    "warnte kündigte bestätigte verwies"
)
# Past forms of strong verbs, which no rule makes; those that are nouns too (Band, Schloss, Stand,
# Grub, Ritt) are left out.
STRONG_PASTS = _words(
    "befahl befahlen begann begannen begingen beging bekam bekamen beriet berieten beschloss "
    "beschlossen beschrieb beschrieben besaß besaßen bestand bestanden betraf betrafen betrog "
    "bewarb bewarben bewies bewiesen bezog bezogen bot boten brach brachen brachte brachten "
    "brannte brannten dachte dachten empfahl empfahlen empfing empfingen entging entkam entkamen "
    "entließ entließen entnahm entschied entschieden entsprach entstand entstanden "
    "enthielt enthielten blies bliesen hing hingen hob hoben kroch krochen lieh liehen schwang "
    "schwangen schwor schworen "
    "erfuhr erfuhren ergab ergaben ergriff ergriffen erhielt erhielten erhob erhoben erkannte "
    "erließ erließen erlitt erlitten ernannte erschien erschienen erschoss erschossen ertrank "
    "ertranken erwarb erwarben erwies erwiesen fanden fand fiel fielen fing fingen "
    "flog flogen floh flohen floss flossen fuhr fuhren gab gaben gebot gefiel gelang gelangen "
    "genoss geriet gerieten geschah "
    "geschahen gewann gewannen griff griffen half halfen hielten hieß hießen kam kamen kannte "
    "kannten ließ ließen litt litten lief liefen lud luden maß maßen mied nahm nahmen nannte "
    "nannten rannte rannten riefen rief riet rieten rissen sah sahen sandte sandten sank sanken "
    "saß saßen schied schieden schien schienen schlief schlug schlugen schob schoben schoss "
    "schossen schrieb schrieben schwamm schwieg schwiegen sprach sprachen sprang sprangen starb "
    "starben stieg stiegen stieß stießen stritt stritten traf trafen trat traten trieb trieben "
    "trug trugen tat taten überlebte übernahm übernahmen überstand unterbrach unterlag unterlagen "
    "unterschrieb unterschrieben verbot verboten verband verbrachte verbrachten verfiel vergab "
    "verglich verhielt verließ verließen verlor verloren vernahm verriet verschwand verschwanden "
    "versprach versprachen verstand verstanden verstarb vertrat vertraten vertrieb verwies "
    "verwiesen verzieh vorlag wandte wandten warb warben warf warfen wich wichen widersprach "
    "widersprachen wies wiesen wuchs wuchsen wusch wusste wussten zog zogen zwang zwangen rät gibt "
    "nimmt fällt hält lässt lädt liest spricht bricht trifft wirft hilft stirbt gilt sieht läuft "
    "fährt trägt schlägt wächst weiß darf betritt verlässt verspricht empfiehlt enthält erhält "
    "verliert verlief verliefen tritt"
)
# What stands first in the next node and is no ending, no suffix and no head of a compound.
LINK_EDGE_WORDS = _words(
    "aber als auch auf aus bei bereits bis dann darüber das dass davon dazu dem den denn der "
    "deren des dessen die diese diesem diesen dieser dieses doch durch ehe ein eine einem einen "
    "einer eines etwa falls für gegen gegenüber hat hatte hatten haben hinter ihm ihn ihnen ihr "
    "ihre ihrem ihren ihrer ihres indem innerhalb ist jedoch kann kein keine keinen können könnte "
    "konnte mehr mit muss müssen musste nach nachdem neben nicht noch nun nur obwohl oder ohne "
    "seien sein seine seinem seinen seiner seines seit sich sie sind sobald sofern sollen sollte "
    "sollten sondern sowie soll trotz und unter vom von vor war waren warum was weil welche "
    "welcher welches wenn wer werde werden wie wieder will wird wobei wollen wollte worden wurde "
    "wurden wäre während würde würden zum zur zwischen über"
)
CLOSED = DETERMINERS | PREPOSITIONS | SUBORDINATORS | CONJUNCTIONS | PRONOUNS | ADVERBS
FUNCTION = CLOSED | FINITE_VERBS | LINK_EDGE_WORDS
MODIFIER_ENDINGS = ("isch", "lich", "ig", "bar", "sam", "haft", "los")


def is_verb_form(word: str) -> bool:
    """Tell whether a lower-case word can end a German clause: infinitive, participle, finite verb.

    >>> [is_verb_form(word) for word in ("entwickeln", "bezeichnete", "nordkoreanisch", "vor")]
    [True, True, False, False]
    """
    if word in FINITE_VERBS:
        return True
    if not word.islower() or word.endswith(MODIFIER_ENDINGS) or not is_open_class(word):
        return False
    if load().size(word) < 3:
        return False
    if word.endswith(("eln", "ern", "ieren", "iert")):
        return True
    return word.endswith(("en", "te", "ten", "t")) and _has_verb_kin(word)


def is_open_class(word: str) -> bool:
    """Tell whether `word` is in no closed class."""
    return word not in CLOSED


def _has_verb_kin(word: str) -> bool:
    """Tell whether other forms of one verb are known beside `word`.

    An adjective in -en has kin in -em and -es (`großen`, `großem`, `großes`), a verb in -t and -te.
    """
    lexicon = load()
    stem = word
    for ending in ("eten", "ete", "ten", "te", "en", "et", "t"):
        if word.endswith(ending) and len(word) - len(ending) > 1:
            stem = word.removesuffix(ending)
            break
    verb = sum(
        stem + ending in lexicon for ending in ("en", "t", "te", "ten", "et", "ete", "end", "e")
    )
    adjective = sum(stem + ending in lexicon for ending in ("em", "es", "er"))
    return verb > adjective
