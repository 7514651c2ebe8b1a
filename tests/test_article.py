"""The article of a page: what belongs to it, with its links, and no words merged."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from reinschrift.cli.app import cli
from reinschrift.formats.article import Article, Found, take_article
from reinschrift.formats.html import read_markup
from reinschrift.formats.letters import Letters

PARAGRAPHS = [
    "Der Stadtrat von Kesselbach hat am Dienstagabend nach langer Debatte beschlossen, das alte "
    "Hallenbad doch nicht zu schließen, sondern bis zum Jahr 2031 zu sanieren.",
    "Für die Sanierung stimmten 21 Mitglieder, 14 waren dagegen. Die Kosten schätzt die Verwaltung "
    "auf rund neun Millionen Euro, die Hälfte davon soll das Land übernehmen.",
    "„Wir lassen die Kinder nicht im Trockenen sitzen“, sagte Bürgermeisterin Hedwig Ansorge nach "
    "der Sitzung. Die Opposition warf ihr vor, den Haushalt zu überlasten.",
    "Das Bad war 1974 eröffnet worden und gilt seit Jahren als marode. Im vergangenen Winter war "
    "die Heizung für drei Wochen ausgefallen, der Schwimmunterricht musste ausfallen.",
]


def page() -> str:
    first, *rest = PARAGRAPHS
    linked = first.replace("Stadtrat", '<a href="/rat" title="Der Rat">Stadtrat</a>').replace(
        " von Kesselbach", " von <b>Kesselbach</b>"
    )
    merged = rest[0].replace("die Verwaltung ", '<a href="/amt">die Verwaltung</a>')
    return f"""<!DOCTYPE html><html lang="de"><head><title>Kesselbach saniert sein Hallenbad</title>
<meta name="author" content="Ruth Falkner"><meta property="article:published_time"
content="2026-03-04T10:00:00+01:00"></head><body>
<nav><ul><li><a href="/">Startseite</a></li><li><a href="/s">Sport</a></li></ul></nav>
<main><article><h1>Kesselbach saniert sein Hallenbad</h1>
<p>{linked}</p><figure><img src="a.jpg"><figcaption>Das Bad im Winter.</figcaption></figure>
<p>{merged}</p><p>{rest[1]}</p><h2>Ein Bad aus den Siebzigern</h2><p>{rest[2]}</p></article></main>
<aside><h3>Meistgelesen</h3><ul><li><a href="/x">Hund rettet Katze</a></li></ul></aside>
<footer><p>Impressum Datenschutz Kontakt</p></footer></body></html>"""


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    pytest.importorskip("trafilatura", reason="needs the extra article")
    path = tmp_path / "seite.html"
    path.write_text(page(), encoding="utf-8")
    return path


def run(*arguments: str | Path) -> str:
    done = CliRunner().invoke(cli, [str(one) for one in arguments])
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.mark.filterwarnings("ignore")
def test_the_article_comes_with_links_headline_byline_date_and_caption(saved: Path) -> None:
    done = run("repair", "--article", saved)
    assert "<h1>Kesselbach saniert sein Hallenbad</h1>" in done
    assert '<a href="/rat" title="Der Rat">Stadtrat</a>' in done
    assert '<p class="byline">Ruth Falkner</p>' in done
    assert 'datetime="2026-03-04"' in done
    assert "<figcaption>Das Bad im Winter.</figcaption>" in done
    assert "<h2>Ein Bad aus den Siebzigern</h2>" in done
    for gone in ("Startseite", "Meistgelesen", "Hund rettet", "Impressum"):
        assert gone not in done


@pytest.mark.filterwarnings("ignore")
def test_words_that_touch_at_a_link_are_parted_in_the_article(saved: Path) -> None:
    assert '<a href="/amt">die Verwaltung</a> auf rund' in run("repair", "--article", saved)


@pytest.mark.filterwarnings("ignore")
def test_the_article_is_translated_as_a_page_of_its_own(saved: Path) -> None:
    done = run("translate", "--article", "--engine", "echo", saved)
    assert '<html lang="en">' in done
    assert done.count("<p>") == len(PARAGRAPHS)


@pytest.mark.filterwarnings("ignore")
def test_attributes_inside_the_article_are_translated_and_others_left_out(saved: Path) -> None:
    [line] = run("translate", "--article", "--json", "--engine", "echo", saved).splitlines()
    texts = [one["source"] for one in json.loads(line)["sentences"]]
    assert "Der Rat" in texts
    assert 'title="Der Rat"' in run("translate", "--article", "--engine", "echo", saved)


@pytest.mark.filterwarnings("ignore")
def test_a_byline_of_the_page_is_taken_with_its_links(saved: Path) -> None:
    byline = '<p>Von <a href="/rf">Ruth Falkner</a> und Jan Li, Köln</p>'
    saved.write_text(page().replace("<p>Der", byline + "<p>Der", 1), encoding="utf-8")
    done = run("repair", "--article", saved)
    assert done.count('class="byline"') == 1
    assert '<p class="byline">Von <a href="/rf">Ruth Falkner</a> und Jan Li, Köln</p>' in done


@pytest.mark.filterwarnings("ignore")
def test_a_date_that_the_article_speaks_of_is_not_its_own(saved: Path) -> None:
    told = "Das Bad soll bis zum <time datetime=2031-06-30>30. Juni 2031</time> fertig werden."
    text = page().replace('<meta property="article:published_time"', '<meta property="x"')
    text = text.replace("2026-03-04T10:00:00+01:00", "")
    saved.write_text(text.replace("<h2>Ein", f"<p>{told}</p><h2>Ein"), encoding="utf-8")
    assert 'class="date"' not in run("repair", "--article", saved)


class Counted(dict[str, object]):
    """What is known of a block, counting how often it is asked for."""

    asked = 0

    def get(self, key: str, default: object = None) -> object:
        Counted.asked += 1
        return super().get(key, default)


def test_places_are_looked_up_once_however_many_dates_and_attributes_a_page_has(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    date = "2026-03-04"
    source = "".join(
        f"<p>Rat {n} hat {n} am {date} im <a title=Ratssaal>Saal {n}</a> Bad {n} gezeigt.</p>"
        for n in range(100)
    )
    page = read_markup(source)
    blocks = tuple(replace(one, metadata=Counted(one.metadata)) for one in page.blocks)
    found = Found("\n".join(one.text for one in blocks if one.kind == "paragraph"), date=date)
    monkeypatch.setattr("reinschrift.formats.article.extract", lambda _source: found)
    monkeypatch.setattr(Counted, "asked", 0)
    taken = take_article(replace(page, blocks=blocks), source)
    assert sum(one.kind == "attribute" for one in taken.blocks) == 100
    about = taken.metadata["article"]
    assert isinstance(about, Article)
    assert about.date == ""
    assert 0 < Counted.asked <= 4 * len(blocks)


@pytest.mark.filterwarnings("ignore")
def test_a_page_without_an_article_is_told(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura", reason="needs the extra article")
    path = tmp_path / "leer.html"
    path.write_text("<p>x</p>", encoding="utf-8")
    done = CliRunner().invoke(cli, ["repair", "--article", str(path)])
    assert done.exit_code == 0
    assert "holds no article" in done.stderr


@given(st.lists(st.text("ab", max_size=40)), st.text("ab", max_size=20))
def test_a_run_of_letters_is_found_wherever_it_stands(parts: list[str], run: str) -> None:
    letters = Letters()
    for part in parts:
        letters.add(part)
    text = "".join(parts)
    assert (run in letters) == (run in text)
    assert len(letters) == len(text)
    assert all(text[at : at + 15] in letters for at in range(len(text)))


def test_a_run_is_found_in_letters_that_repeat_themselves() -> None:
    letters = Letters("ha" * 10_000 + "ho")
    assert "ha" * 20 + "ho" in letters
    assert "ha" * 20 + "hu" not in letters
