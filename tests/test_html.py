"""HTML pages: what is a sentence, what is left alone, what readers see beside the text."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from reinschrift.cli.app import cli
from reinschrift.documents import Document
from reinschrift.engines import Decoding, Echo, Hypothesis
from reinschrift.flow import Flow
from reinschrift.formats.html import Html, read_markup, write_markup
from reinschrift.formats.table import Options

USUAL = Decoding()


class Capitals(Echo):
    """Shouts, so that what was translated can be told from what was not."""

    def translate(self, texts: list[str], _decoding: Decoding = USUAL) -> list[Hypothesis]:
        return [Hypothesis(text.upper()) for text in texts]


def shouted(page: str) -> str:
    return write_markup(Flow(Capitals(), rules=())(read_markup(page)))


def texts(page: str) -> list[str]:
    return [block.text for block in read_markup(page).blocks if block.text]


@pytest.mark.parametrize(
    ("page", "want"),
    [
        ("<h1>Titel</h1><p>Ein Satz.</p>", ["Titel", "Ein Satz."]),
        ("<p>Ein <b>fetter</b>\n  <a href=x>Satz</a>.</p>", ["Ein fetter Satz."]),
        ("<p>Eins<p>Zwei<ul><li>Drei<li>Vier</ul>Fünf", ["Eins", "Zwei", "Drei", "Vier", "Fünf"]),
        ("<p>Bun&shy;des&shy;tag, Donau<wbr>dampf</p>", ["Bun\xaddes\xadtag, Donaudampf"]),
        ("<p>Tel.: 123<br>red@kuestenblatt.example</p>", ["Tel.: 123", "red@kuestenblatt.example"]),
        ("<p>Raum<sup>[<a href=#f>1</a>]</sup>.</p>", ["Raum."]),
        ("<p>den Grünen<sup><a href=#f>1</a></sup>: Sie<sup>[2]</sup></p>", ["den Grünen: Sie"]),
        ("<p>Rund 30 m<sup>2</sup> und 10<sup>6</sup> Liter</p>", ["Rund 30 m2 und 106 Liter"]),
        ("<p>Fluß &amp; K&uuml;ste &lt;3 &#8222;ja&#8220;</p>", ["Fluß & Küste <3 „ja“"]),
        ("<p>Eine Zeile,<br>die weitergeht.</p>", ["Eine Zeile, die weitergeht."]),
        ("<p>Ein Satz.<br>Noch einer.</p>", ["Ein Satz.", "Noch einer."]),
        ("<p>Absatz eins<br><br>und zwei</p>", ["Absatz eins", "und zwei"]),
        ("<h1>Kanzler reist<br>Nach Kiew</h1>", ["Kanzler reist Nach Kiew"]),
        ("<div>Text<div>Innen</div>danach</div>", ["Text", "Innen", "danach"]),
        ("<p>Wort<!-- kein Wort -->teil</p>", ["Wortteil"]),
        ("<table><tr><td>Mainz<td>2:1</table>", ["Mainz"]),
        ("<a href=x><h3>Ein Titel</h3><p>Ein Text</p></a>", ["Ein Titel", "Ein Text"]),
        ("<my-teaser>Eins</my-teaser><my-teaser>Zwei</my-teaser>", ["Eins", "Zwei"]),
        ("<nav><a>Kultur</a><a>Sport</a></nav>", ["Kultur", "Sport"]),
        ("<p>Die <i>Zeit</i><i>ung</i></p>", ["Die Zeitung"]),
        ("<title>Ein Titel &amp; mehr</title>", ["Ein Titel & mehr"]),
        ("<p>Ein Text, <a href='abge", ["Ein Text,"]),
    ],
)
def test_blocks_are_what_tags_say(page: str, want: list[str]) -> None:
    assert texts(page) == want


@pytest.mark.parametrize(
    "page",
    [
        "<p translate=no>Das bleibt.</p>",
        '<div class="a notranslate b"><p>Das bleibt.</p></div>',
        "<pre>Das  bleibt.</pre><textarea>Das bleibt.</textarea>",
        "<script>Das('bleibt')</script><style>p{content:'Das bleibt'}</style>",
        "<p lang=en>This stays.</p><div lang=fr-FR><p>Cela reste.</p></div>",
        "<svg><text>Das bleibt.</text><title>Auch das</title></svg>",
        "<template><p>Das bleibt.</p></template>",
        '<img src=x alt="bild_1.jpg"><a title="https://example.org/x"></a><p>3:1</p>',
        "<code>Das bleibt</code>",
    ],
)
def test_what_is_not_to_be_translated_stays(page: str) -> None:
    assert shouted(page) == page


@pytest.mark.parametrize(
    ("page", "want"),
    [
        ("<p>Der Befehl <code>git <b>log</b></code> hilft.</p>",
         "<p>DER BEFEHL <code>git <b>log</b></code> HILFT.</p>"),
        ("<p>Die Grünen<sup><a href=#f>1</a></sup> kamen<sup>*</sup>.</p>",
         "<p>DIE GRÜNEN<sup><a href=#f>1</a></sup> KAMEN<sup>*</sup>.</p>"),
        ("<p>Am <time>24. Mai</time> kam er.</p>", "<p>AM <time>24. Mai</time> KAM ER.</p>"),
        ("<p>Er sagte <i lang=en>no</i> dazu.</p>", "<p>ER SAGTE <i lang=en>no</i> DAZU.</p>"),
        ("<div translate=no>a<p translate=yes>Doch.</p></div>",
         "<div translate=no>a<p translate=yes>DOCH.</p></div>"),
        ("<p translate=no>Nein.<p>Doch.", "<p translate=no>Nein.<p>DOCH."),
    ],
)  # fmt: skip
def test_what_is_kept_inside_a_sentence_is_kept_whole(page: str, want: str) -> None:
    assert shouted(page) == want


@pytest.mark.parametrize(
    ("page", "want"),
    [
        ('<img alt="Ein Bild &amp; mehr" src=a>', '<img alt="EIN BILD &amp; MEHR" src=a>'),
        ("<p>Text <a title='Sagt \"ja\"' href=x>hier</a>.</p>",
         "<p>TEXT <a title='SAGT \"JA\"' href=x>HIER</a>.</p>"),
        ('<meta name="Description" content="Ein Satz.">',
         '<meta name="Description" content="EIN SATZ.">'),
        ('<meta property="og:title" content="Titel"><meta property="og:url" content="Titel">',
         '<meta property="og:title" content="TITEL"><meta property="og:url" content="Titel">'),
        ("<button aria-label=Suche>x</button>", '<button aria-label="SUCHE">X</button>'),
    ],
)  # fmt: skip
def test_attributes_that_readers_see_are_translated(page: str, want: str) -> None:
    assert shouted(page) == want


@pytest.mark.parametrize("names", [("alt", "title", "aria-label"), ("aria-label", "title", "alt")])
def test_attributes_are_read_in_the_order_of_the_page(names: tuple[str, ...]) -> None:
    tag = " ".join(f'{name}="Wert von {name}"' for name in names)
    texts = [block.text for block in read_markup(f"<img {tag}>").blocks if block.text]
    assert texts == [f"Wert von {name}" for name in names]


@pytest.mark.parametrize(
    ("page", "want"),
    [
        ("<p>Mehr <a href=m><img src=i> im Archiv</a></p>", ""),
        ("<p>Alle <img src=i>\nBilder</p>", "<p>ALLE <img src=i>\nBILDER</p>"),
        ("<p>Ein <a href=m><img src=i></a> Kreis</p>", ""),
        ("<p>Vom Fest <a href=m><img src=i></a></p>", ""),
        ("<p><a href=m><img src=i></a> Vom Fest</p>", ""),
    ],
)
def test_a_picture_keeps_the_spaces_on_both_sides(page: str, want: str) -> None:
    done = re.sub(r">([^<]+)", lambda text: text[0].upper(), page)
    assert shouted(page) == (want or done)


@pytest.mark.parametrize(
    ("page", "want"),
    [
        ("<p>Ein Fluss, 30 km<sup>2</sup> und 5 m<sup>2</sup> breit.</p>", "m<sup>2</sup>"),
        ("<p>Die CO<sub>2</sub>-Werte sind gut.</p>", "CO<sub>2</sub>"),
        ("<p>Bitte <a href=x>10<sup>6</sup> Tonnen</a> davon.</p>", "10<sup>6</sup> "),
    ],
)
def test_a_raised_sign_stays_in_its_word(page: str, want: str) -> None:
    class Other(Echo):
        """Writes another sentence with the same units."""

        def translate(self, texts: list[str], _decoding: Decoding = USUAL) -> list[Hypothesis]:
            return [Hypothesis("Well, " + text.replace("-", " ")) for text in texts]

    written = write_markup(Flow(Other(), rules=())(read_markup(page)))
    assert written.count(want) == page.count(want) > 0


def test_a_bare_translate_lets_translation_in_again() -> None:
    page = '<div translate="no"><p>Eins.</p><p translate>Zwei.</p></div>'
    assert shouted(page) == page.replace("Zwei.", "ZWEI.")


@pytest.mark.parametrize(
    ("page", "want"),
    [
        ('<html lang="de-DE"><p>Ja</p></html>', '<html lang="en"><p>JA</p></html>'),
        ("<html><p>Ja</p></html>", '<html lang="en"><p>JA</p></html>'),
        (
            '<html lang=de class=x><q lang="de">Ja</q>',
            '<html lang="en" class=x><q lang="en">JA</q>',
        ),
    ],
)
def test_a_translation_says_that_it_is_english(page: str, want: str) -> None:
    assert shouted(page) == want


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-16", ""),
        ("cp1252", '<meta charset="windows-1252">'),
        ("iso-8859-1", '<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">'),
        ("cp1252", ""),
        ("iso-8859-15", "<meta charset=iso-8859-15>"),
    ],
)
def test_a_page_keeps_its_encoding(encoding: str, head: str) -> None:
    page = f"<html>{head}<p>Die Küste – „bebt“ für 3 €.</p>"
    data = page.encode(encoding, "xmlcharrefreplace")
    options = Options(tell=lambda _: None)
    [document] = Html().read(io.BytesIO(data), options)
    assert "Küste" in document.text
    assert "€" in document.text
    out = io.BytesIO()
    Html().write([document], out, options)
    assert out.getvalue() == data


def test_bytes_that_are_no_text_come_back() -> None:
    data = "<p>Die Küste".encode() + b"\xff\xfe bebt \xed\xa0\x80</p>"
    [document] = Html().read(io.BytesIO(data), Options(tell=lambda _: None))
    out = io.BytesIO()
    Html().write([document], out, Options())
    assert out.getvalue() == data


def test_pretty_and_minified_pages_give_the_same_english() -> None:
    tight = '<ul><li><a href="x">Ein Wort</a> mehr</li></ul><p>Der <b>Kanzler</b> kam.</p>'
    loose = """
      <ul>
        <li>
          <a href="x">Ein
            Wort</a>
          mehr
        </li>
      </ul>
      <p>
        Der <b>Kanzler</b>
        kam.
      </p>"""
    flow = Flow(Capitals())
    assert flow(read_markup(tight)).text == flow(read_markup(loose)).text


def test_check_says_where_in_the_page_a_scar_is(tmp_path: Path) -> None:
    page = tmp_path / "seite.html"
    page.write_text("<p>Gut.</p>\n<p>Er traf\n  Putinund Xi.</p>\n", encoding="utf-8")
    done = CliRunner().invoke(cli, ["check", str(page)])
    assert ":3:" in done.output


def test_a_page_goes_through_repair_and_back(tmp_path: Path) -> None:
    page = tmp_path / "seite.html"
    page.write_text('<html lang="de"><p>Er traf <a>Putin</a>und Xi.</p>', encoding="utf-8")
    done = CliRunner().invoke(cli, ["repair", str(page)])
    assert done.stdout == '<html lang="de"><p>Er traf <a>Putin</a> und Xi.</p>'


def test_nothing_else_of_a_document_changes() -> None:
    document = read_markup("<p>Ein Satz.</p>")
    done = Flow(Echo(), rules=())(document)
    assert isinstance(done, Document)
    assert done.blocks == document.blocks
    assert json.dumps([block.text for block in done.blocks])


def test_pages_can_keep_their_german(tmp_path: Path) -> None:
    page = tmp_path / "seite.html"
    page.write_text(
        '<html lang="de"><h1>Köln (dpa)</h1><p>Von <a id="x" href="/f">Ruth Falkner</a></p>',
        encoding="utf-8",
    )
    arguments = ["translate", "--engine", "echo", "--keep-german", "below", str(page)]
    assert CliRunner().invoke(cli, arguments).stdout == (
        '<html lang="en"><h1>Cologne (dpa)<br><span lang="de" class="german">Köln (dpa)</span></h1>'
        '<p>By <a id="x" href="/f">Ruth Falkner</a><br><span lang="de" class="german">'
        'Von <a href="/f">Ruth Falkner</a></span></p>'
    )
    beside = CliRunner().invoke(cli, [*arguments[:4], "beside", str(page)]).stdout
    assert '<span lang="en">Cologne (dpa)</span><span lang="de" class="german">' in beside
    text = tmp_path / "text.txt"
    text.write_text("Von Ruth Falkner\n", encoding="utf-8")
    done = CliRunner().invoke(cli, [*arguments[:5], str(text)]).stdout
    assert done == "By Ruth Falkner\nVon Ruth Falkner\n"


def test_html_and_front_matter_in_markdown_are_translated_where_they_stand(tmp_path: Path) -> None:
    page = tmp_path / "seite.md"
    source = (
        "---\ntitle: Er traf Putinund Xi\ndate: 2026-01-01\nsummary: 'Mehr  hier'\n---\n\n"
        'Ein Absatz.\n\n<div class="x">\n  <p>Er traf <b>Putin</b>und Xi.</p>\n</div>\n\nEnde.\n'
    )
    page.write_text(source, encoding="utf-8")
    want = source.replace("Putinund", "Putin und").replace("</b>und", "</b> und")
    want = want.replace("Mehr  hier", "Mehr hier")
    assert CliRunner().invoke(cli, ["repair", str(page)]).stdout == want
    again = CliRunner().invoke(cli, ["repair", "--rule", "encoding", str(page)])
    assert again.stdout == source


@pytest.mark.parametrize(
    "page", ["<p><b><i></b></i>Haus</p>", "<p>Haus<b><i></b></i></p>", "<p><a><b></a></b> Haus</p>"]
)
def test_empty_elements_that_overlap_are_no_words(page: str) -> None:
    document = read_markup(page)
    assert [block.text.strip() for block in document.blocks if block.text.strip()] == ["Haus"]
    assert write_markup(document) == page
