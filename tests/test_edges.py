"""Tags as evidence: what touches at one is two words, unless it is one."""

from __future__ import annotations

import pytest

from reinschrift.formats.html import read_markup, write_markup
from reinschrift.repairs import repair_document


def repaired(page: str, *, level: str = "standard") -> str:
    return write_markup(repair_document(read_markup(page), level=level)[0])


@pytest.mark.parametrize(
    ("page", "want"),
    [
        ("<p>Er traf <a>Putin</a>und Xi.</p>", "<p>Er traf <a>Putin</a> und Xi.</p>"),
        ("<p>Er traf<a>Putin</a> in Kiew.</p>", "<p>Er traf <a>Putin</a> in Kiew.</p>"),
        ("<p>Das <b>Amtsgericht</b>entschied anders.</p>",
         "<p>Das <b>Amtsgericht</b> entschied anders.</p>"),
        ("<p>Der <a>Wert</a><b>Kohle</b> fiel.</p>", "<p>Der <a>Wert</a> <b>Kohle</b> fiel.</p>"),
        ("<p>Er kam, sagte <a>Brzdynskij</a>gestern.</p>",
         "<p>Er kam, sagte <a>Brzdynskij</a> gestern.</p>"),
        ("<p>Die <a>Ukraine</a>&nbsp;<b>hofft</b>auf Hilfe.</p>",
         "<p>Die <a>Ukraine</a> <b>hofft</b> auf Hilfe.</p>"),
    ],
)  # fmt: skip
def test_words_that_touch_at_a_tag_are_parted(page: str, want: str) -> None:
    assert repaired(page) == want
    assert repaired(want) == want


@pytest.mark.parametrize(
    "page",
    [
        "<p><span>D</span>er Kanzler kam.</p>",
        "<p>Der <b>Bundes</b>tag tagt.</p>",
        "<p><a>Putin</a>s Rede war lang.</p>",
        "<p>Die <a>CDU</a>-Fraktion und die <a>Merkel</a>sche Politik.</p>",
        "<p>Das <b>Haus</b>tier und die <i>Zeit</i>ung.</p>",
        "<p><a>Selenskyj</a>, <a>Biden</a>: „<b>Ja</b>“ (<i>dpa</i>)</p>",
        "<p>Im <b>Donau</b>dampfer.</p>",
        "<p>Die <b>un</b>mögliche Lage, ein <em>vor</em>gestern.</p>",
        "<p translate=no>Er traf <a>Putin</a>und Xi.</p>",
        "<p>So heißt <code><b>Putin</b>und</code> hier.</p>",
    ],
)
def test_what_is_one_word_stays_one(page: str) -> None:
    assert repaired(page) == page


def test_every_edit_can_be_undone_and_names_its_evidence() -> None:
    document = read_markup("<p>Er traf <a>Putin</a>und den Präsidenten  Xi.</p>")
    done, repair = repair_document(document)
    [space, *_] = repair.edits
    assert space.rule == "merged-words"
    assert "tag" in space.evidence
    assert repair.raw == document.text
    assert done.text == repair.text


def test_a_bare_link_behind_its_verb_is_flagged() -> None:
    page = "<p>Der Senat plant, Waffen zu liefern <a>Lettland</a> in den nächsten Tagen.</p>"
    _, repair = repair_document(read_markup(page), level="full")
    assert [flag.rule for flag in repair.flags] == ["moved-anchor"]
