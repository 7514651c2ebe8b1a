"""Suites are aligned, named and digested; a broken one is said to be."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from reinschrift.errors import UnknownName, UnreadableInput
from reinschrift_eval import bundled, suites, wmt
from reinschrift_eval.suite import Check, Suite


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


def test_machine_translations_into_german_are_a_suite_each(folder: Path) -> None:
    back = folder.parent / "back"
    back.mkdir()
    (back / "src.en").write_text("It rains.\n", encoding="utf-8")
    (back / "quick.de").write_text("Es regnen.\n", encoding="utf-8")
    (back / "careful.de").write_text("Es regnet.\n", encoding="utf-8")
    assert [name for name in suites.names() if "/" in name] == ["back/careful", "back/quick"]
    suite = suites.load("back/quick")
    assert (suite.source, suite.reference) == (("Es regnen.",), ("It rains.",))


def test_the_digest_follows_source_and_first_reference(folder: Path) -> None:
    before = suites.load("mini").digest
    (folder / "other.en").write_text("Rain.\nSnow.\n", encoding="utf-8")
    (folder / "ref.B.en").write_text("Rain.\nSnow.\n", encoding="utf-8")
    assert suites.load("mini").digest == before
    (folder / "ref.A.en").write_text("It rains.\nIt is snowing.\n", encoding="utf-8")
    assert suites.load("mini").digest != before


def test_the_digest_follows_edits_checks_and_marks() -> None:
    scars, challenge, links = map(suites.load, ("scars", "challenge", "links"))
    assert replace(scars, edits=scars.edits[::-1]).digest != scars.digest
    assert replace(challenge, checks=challenge.checks[::-1]).digest != challenge.digest
    turned = links.english_marks[::-1]
    assert replace(links, english_marks=turned).digest != links.digest


def test_unequal_line_counts_are_refused(folder: Path) -> None:
    (folder / "ref.A.en").write_text("It rains.\n", encoding="utf-8")
    with pytest.raises(UnreadableInput, match=r"ref.A has 1 lines, the source 2"):
        suites.load("mini")


def test_an_empty_reference_is_refused(folder: Path) -> None:
    (folder / "ref.A.en").write_text("It rains.\n\n", encoding="utf-8")
    with pytest.raises(UnreadableInput, match=r"ref.A is empty in line 2"):
        suites.load("mini")


@pytest.mark.usefixtures("folder")
def test_an_unknown_suite_names_the_known_ones() -> None:
    with pytest.raises(UnknownName, match="did you mean 'mini'"):
        suites.load("minni")


def test_a_folder_that_is_none_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(suites.FOLDER_VARIABLE, "nowhere")
    with pytest.raises(UnreadableInput, match="nowhere, which is no folder"):
        suites.names()


def test_a_file_in_latin_1_is_named(folder: Path) -> None:
    (folder / "other.en").write_bytes("Café\nRain\n".encode("latin-1"))
    with pytest.raises(UnreadableInput, match=r"other\.en is not UTF-8 \(byte 3\).*iconv"):
        suites.load("mini")


def test_the_seeds_are_a_suite_with_gold_german() -> None:
    suite = suites.load("seeds")
    assert len(suite.source) == len(suite.gold) == len(suite.reference) == 15
    assert sum(map(len, suite.edits)) == 27


@pytest.mark.parametrize("name", bundled.FIELDS)
def test_a_bundled_suite_is_read(name: str) -> None:
    suite = suites.load(name)
    assert name in suites.names()
    assert all(suite.source)
    assert len(suite.ids) == len(suite.groups) == len(suite.source)
    assert suite.version == "1.0.0"
    assert bool(suite.references) == (name != "untouched")
    assert bool(suite.gold) == (name in {"scars", "untouched"})
    assert bool(suite.checks) == (name == "challenge")
    assert any(suite.english_marks) == (name == "links")


def write_items(folder: Path, *lines: str) -> Path:
    (folder / "suite.toml").write_text('version = "1.0.0"\n', encoding="utf-8")
    (folder / "items.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


ITEM = {"id": "a-1", "register": "agency", "german": "Es regnet.", "english": "It rains."}


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ((json.dumps(ITEM), '{"id": "a-2", '), r"items.jsonl:2 is no JSON"),
        ((json.dumps(ITEM), json.dumps(ITEM)), r"the id 'a-1' stands there twice"),
        ((json.dumps({"id": "a-1"}),), r"an item has no field 'german'"),
        (("[]",), r"items.jsonl:1 is no JSON object"),
    ],
)
def test_broken_items_are_named(tmp_path: Path, lines: tuple[str, ...], message: str) -> None:
    with pytest.raises(UnreadableInput, match=message):
        bundled.read_items("news", write_items(tmp_path, *lines))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match=r"items\.jsonl: No such file"):
        bundled.read_items("news", tmp_path)


def test_a_suite_without_lines_is_refused() -> None:
    with pytest.raises(UnreadableInput, match="it has no lines"):
        Suite("none", (), {})


def test_a_head_is_cut_everywhere() -> None:
    head = suites.load("scars").head(3)
    assert len(head.source) == len(head.reference) == len(head.edits) == len(head.ids) == 3


def test_checks_are_tried_without_regard_to_case() -> None:
    check = Check((r"\bnot\b", "bridge"), ("ferry",))
    assert check.passes("The Bridge is NOT open.")
    assert not check.passes("The bridge is not open, the ferry is.")
    assert not check.passes("The bridge is open.")


def test_the_checks_pass_the_references_and_no_untranslated_german() -> None:
    suite = suites.load("challenge")
    for check, german, english in zip(suite.checks, suite.source, suite.reference, strict=True):
        assert check.passes(english)
        assert not check.passes(german)


def test_a_wmt_set_that_cannot_be_fetched_ends_in_one_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from sacrebleu import utils

    def refuse(*_: object) -> None:
        raise SystemExit(1)  # as sacrebleu does

    monkeypatch.setattr(utils, "SACREBLEU_DIR", str(tmp_path))
    monkeypatch.setattr(utils, "get_source_file", refuse)
    with pytest.raises(UnreadableInput, match="wmt19 cannot be fetched"):
        suites.load("wmt19")
    with pytest.raises(UnknownName, match="no German test set of sacrebleu 'wmt07'"):
        wmt.read_wmt("wmt07")


def test_a_wmt_set_is_read_where_sacrebleu_keeps_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from sacrebleu import utils

    (tmp_path / "s").write_text("Es regnet.\n", encoding="utf-8")
    (tmp_path / "r").write_text("It rains.\n", encoding="utf-8")
    monkeypatch.setattr(utils, "SACREBLEU_DIR", str(tmp_path))
    monkeypatch.setattr(utils, "get_source_file", lambda *_: str(tmp_path / "s"))
    monkeypatch.setattr(utils, "get_reference_files", lambda *_: [str(tmp_path / "r")])
    suite = suites.load("wmt19")
    assert (suite.source, suite.reference) == (("Es regnet.",), ("It rains.",))
