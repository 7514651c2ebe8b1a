"""Suites are aligned, named and digested; a broken one is said to be."""

from __future__ import annotations

from pathlib import Path

import pytest

from reinschrift.errors import UnknownName, UnreadableInput
from reinschrift_eval import suites


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    suite = tmp_path / "mini"
    suite.mkdir()
    (suite / "src.de").write_text("Es regnet.\nEs schneit.\n", encoding="utf-8")
    (suite / "ref.A.en").write_text("It rains.\nIt snows.\n", encoding="utf-8")
    (suite / "other.en").write_text("It rain.\nIt snow.\n", encoding="utf-8")
    monkeypatch.setenv(suites.FOLDER_VARIABLE, str(tmp_path))
    return suite


@pytest.mark.usefixtures("folder")
def test_a_folder_is_a_suite() -> None:
    suite = suites.load("mini")
    assert "mini" in suites.names()
    assert suite.source == ("Es regnet.", "Es schneit.")
    assert list(suite.references) == ["ref.A"]
    assert list(suite.systems) == ["other"]


def test_the_digest_follows_source_and_references_only(folder: Path) -> None:
    before = suites.load("mini").digest
    (folder / "other.en").write_text("Rain.\nSnow.\n", encoding="utf-8")
    assert suites.load("mini").digest == before
    (folder / "ref.A.en").write_text("It rains.\nIt is snowing.\n", encoding="utf-8")
    assert suites.load("mini").digest != before


def test_unequal_line_counts_are_refused(folder: Path) -> None:
    (folder / "ref.A.en").write_text("It rains.\n", encoding="utf-8")
    with pytest.raises(UnreadableInput, match=r"ref.A has 1 lines, the source 2"):
        suites.load("mini")


@pytest.mark.usefixtures("folder")
def test_an_unknown_suite_names_the_known_ones() -> None:
    with pytest.raises(UnknownName, match="did you mean 'mini'"):
        suites.load("minni")


def test_a_hypothesis_file_in_latin_1_is_named(folder: Path) -> None:
    (folder / "other.en").write_bytes("Café\nRain\n".encode("latin-1"))
    with pytest.raises(UnreadableInput, match=r"other\.en"):
        suites.load("mini")


def test_the_seeds_are_a_suite_with_gold_german() -> None:
    suite = suites.load("seeds")
    assert len(suite.source) == len(suite.gold) == len(suite.references["ref"]) == 15


@pytest.mark.parametrize("name", ["news", "scars", "untouched"])
def test_a_bundled_suite_is_read(name: str) -> None:
    suite = suites.load(name)
    assert name in suites.names()
    assert all(suite.source)
    assert bool(suite.references) == (name != "untouched")
    assert bool(suite.gold) == (name != "news")
