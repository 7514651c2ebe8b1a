"""Count the word forms of open German text into the lexicon that ships.

    python -m reinschrift.lexicon.build ../shared/data pipeline/reinschrift/lexicon/forms.txt

Reads the German side of `parallel/*/*.tsv.xz` and the open part of `mono-de`; never an
evaluation set, and neither GPL nor GFDL text. Facts (counts of forms) are kept, no text.
"""

from __future__ import annotations

import lzma
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from reinschrift.lexicon import WORD, bucket_of

LEFT_OUT = {"manpages-de", "lilypond-docs"}  # GPL, GFDL
MONOLINGUAL = (
    "sisihagen-de",
    "chinderzytig",
    "daily-digest",
    "ud-gsd",
)  # the others: measuring only
LEAST_COUNT = 2  # a form seen once is a typing error or a merge too often to vouch for itself
NAME_COUNT = 4  # occurrences needed to call a form a name
NAME_SHARE = 0.3  # names follow an article or adjective less often than this (Putin .18, Haus .71)

# Adverbs made of smaller words that newspapers seldom have: uncounted, but words.
SELDOM_ADVERBS = frozenset(
    "allerseits allzumal anbei anderntags anderswoher anderswohin bergan dahier dahinten darob "
    "dawider deinerseits deinesgleichen deinesteils deinethalben deinetwillen derenthalben "
    "derentwillen dessenthalben dessentwillen drunten euerseits euerthalben euertwegen euertwillen "
    "eurerseits euresgleichen euresteils eurethalben euretwegen flussab flussauf fürderhin "
    "hienieden hiernach himmelwärts hinan hintan hintenan hintenrum hinterdrein hinterrücks "
    "ihresteils ihrethalben ihretwillen inwendig jahraus jahrein linksherum längsseits "
    "meinesgleichen meinesteils meinethalben meinetwillen mittendurch mittenmang obenan obenherum "
    "rechtsherum reihum ringsumher schlechterdings schnurstracks seinesteils seinethalben "
    "seinetwillen seitab soundso stracks stromab stromauf treppab treppauf umstandshalber "
    "unsereins unseresgleichen unseresteils unserethalben unseretwegen unseretwillen "
    "unsersgleichen unserthalben unsertwegen unsertwillen untenan unterdes vornan weiland "
    "wessenthalben wessentwegen wessentwillen woandershin wohlan zuallerletzt zuallermeist "
    "zuhinterst zuinnerst zuunterst zuvorderst zuzeiten zuäußerst zwischendrin".split()
)
_CLAUSE_START = re.compile(r"[.!?:„\"»«“”'‚‘(\[–•*-]\s*$")
_DETERMINERS = frozenset(
    "der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner "
    "dieser diese dieses diesen diesem jeder jede jedes jeden jedem alle aller allen viele "
    "vieler vielen mehrere mehrerer einige einiger einigen im am zum zur vom beim ins ans".split()
)


def german_lines(data: Path) -> Iterator[tuple[str, str]]:
    """Yield every line that may be learnt from, with its English where it has one."""
    for path in sorted((data / "parallel").glob("*/*.tsv.xz")):
        source = path.name.removesuffix(".tsv.xz")
        if source not in LEFT_OUT:
            with lzma.open(path, "rt", encoding="utf-8") as lines:
                for line in lines:
                    german, _, english = line.rstrip("\n").partition("\t")
                    yield german, english
    for source in MONOLINGUAL:
        with lzma.open(data / "mono-de" / f"{source}.txt.xz", "rt", encoding="utf-8") as lines:
            for line in lines:
                yield line.rstrip("\n"), ""


class Counts:
    """What is counted about every form."""

    def __init__(self) -> None:
        self.inside: Counter[str] = Counter()  # not at the start of a clause: case means something
        self.at_start: Counter[str] = Counter()
        self.determined: Counter[str] = Counter()  # capitalised, after an article or adjective
        self.english: Counter[str] = Counter()

    def add(self, german: str, english: str) -> None:
        """Count one line."""
        end = 0
        before = ""
        for match in WORD.finditer(german):
            form = match.group()
            gap = german[end : match.start()]
            if not end or _CLAUSE_START.search(gap):
                self.at_start[form] += 1
            else:
                self.inside[form] += 1
                if form[0].isupper() and gap == " " and _determines(before):
                    self.determined[form] += 1
            end = match.end()
            before = form
        self.english.update(WORD.findall(english))

    def totals(self) -> Counter[str]:
        """Return the counts, a form at a clause's start counted as its commoner case."""
        totals = self.inside.copy()
        for form, count in self.at_start.items():
            lower = form[0].lower() + form[1:]
            totals[lower if self.inside[lower] > self.inside[form] else form] += count
        return totals


def _determines(word: str) -> bool:
    return word in _DETERMINERS or (
        word[:1].islower() and word.endswith(("e", "en", "er", "es", "em"))
    )


def build(data: Path) -> str:
    """Return the lexicon file: one line for each class and size, its forms sorted."""
    counts = Counts()
    for german, english in german_lines(data):
        counts.add(german, english)
    totals = counts.totals()
    classes: dict[str, list[str]] = {}
    for form, count in totals.items():
        if count < LEAST_COUNT:
            continue
        kind = "w"
        if form[0].islower() and counts.english[form] > 2 * count:
            kind = "e"  # English in German text
        elif form[0].isupper():
            inside = counts.inside[form]
            if inside >= NAME_COUNT and counts.determined[form] / inside < NAME_SHARE:
                kind = "n"
        classes.setdefault(f"{kind}{bucket_of(count)}", []).append(form)
    counted = {form for forms in classes.values() for form in forms}
    classes["w0"] = list(SELDOM_ADVERBS - counted)
    lines = [f"{label} {' '.join(sorted(forms))}" for label, forms in sorted(classes.items())]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(build(Path(sys.argv[1])), encoding="utf-8")
