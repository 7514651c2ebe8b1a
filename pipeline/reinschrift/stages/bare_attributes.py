"""Bodies without an article behind those who speak for them: nach Angaben Finanzministerium.

The link in `according to the ministry` is translated alone and loses both article and case. A body
that is named by a common noun has an article in running text, here that of the genitive.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reinschrift.edits import Edit
from reinschrift.genders import gender_of
from reinschrift.inflection import DEFINITE, GENITIVE
from reinschrift.lexicon import load
from reinschrift.stages.declension import LONG, decline_noun, is_adjective_at, with_weak_ending
from reinschrift.stages.governed import RULE, WORDS_OF
from reinschrift.stages.token_edits import Change, find_edits
from reinschrift.tokens import Token

BODIES = tuple(
    "agentur amt armee bank behörde dienst feuerwehr firma gericht gesellschaft gewerkschaft "
    "hochschule institut kommission konzern ministerium opposition organisation partei polizei "
    "regierung schaft stiftung union universität verband verwaltung zentrale zentrum".split()
)
_SPEAKERS = tuple(
    "beobachter beobachterin chef chefin direktor direktorin experte experten ermittler forscher "
    "leiter leiterin mitarbeiter präsident präsidentin sprecher sprecherin umfrage vertreter "
    "vertreterin vorsitzende vorsitzender".split()
)
_NO_SPEAKERS = ("fernsprecher", "lautsprecher")


def mend_bare_attributes(text: str) -> Iterator[Edit]:
    """Give bodies the article and the genitive that they have behind those who speak for them.

    >>> [one.text for one in mend_bare_attributes("Das sagte ein Sprecher Polizei.")]
    ['der ']
    """
    return find_edits(text, _mend, RULE)


def _mend(tokens: Sequence[Token], at: int) -> Iterator[Change]:
    if not at or not _may_belong(tokens, at):
        return
    noun = tokens[at + is_adjective_at(tokens, at)]
    gender = gender_of(noun.text)
    is_body = noun.text.rpartition("-")[2].lower().endswith(BODIES)
    is_name = noun.text in load().names and noun is tokens[at]
    if not is_body or gender not in ("m", "f", "n") or is_name:
        return
    why = f"{noun.text!r} is {LONG[gender]}, and belongs to {tokens[at - 1].text!r}"
    yield Change(tokens[at].start, tokens[at].start, f"{DEFINITE[gender][-1]} ", why)
    if noun is not tokens[at]:
        yield Change(tokens[at].start, tokens[at].end, with_weak_ending(tokens[at].text), why)
    said = decline_noun(noun.text, gender, GENITIVE)
    if said != noun.text:
        yield Change(noun.start, noun.end, said, why)


def _may_belong(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a noun without an article follows one who speaks for others."""
    before, word = tokens[at - 1], tokens[at]
    further = tokens[at - 2].text.lower() if at > 1 else ""
    is_told = before.text in WORDS_OF and further in ("nach", "laut")
    is_person = before.text.lower().endswith(_SPEAKERS)
    is_thing = before.text.lower().endswith(_NO_SPEAKERS)
    is_speaker = before.text[0].isupper() and is_person and not is_thing
    is_beside = word.start == before.end + 1 and word.text[0].isupper() and at + 1 < len(tokens)
    return (is_told or is_speaker) and is_beside
