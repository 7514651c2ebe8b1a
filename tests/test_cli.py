"""The command line: what each command prints, writes and ends with."""

from __future__ import annotations

import hashlib
import json
import os
import pty
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from reinschrift.cli import main, progress
from reinschrift.cli.app import COMMANDS, cli
from reinschrift.cli.passages import find_passages
from reinschrift.engines import Decoding, Echo, Hypothesis
from reinschrift.repairs import repair
from reinschrift.stages import BUDGETS
from reinschrift.version import __version__

ROOT = Path(__file__).parents[1]
SCARRED = "Er traf Wladimir Putinund den Außenminister.\n"
MENDED = "Er traf Wladimir Putin und den Außenminister.\n"
CLEAN = "Der Präsident reiste am Freitag nach Berlin.\n"


PLAIN = Decoding()


class Shouting(Echo):
    """An engine of a preview model that shouts: its translation is seen not to be a copy."""

    name = "shouting"

    class info:  # noqa: N801  # an attribute of engines
        preview = True

    def __init__(self, model: str, *, device: str) -> None:
        self.chosen = (model, device)

    def translate(self, texts: list[str], decoding: Decoding = PLAIN) -> list[Hypothesis]:  # noqa: ARG002
        return [Hypothesis(text.upper(), -0.25) for text in texts]


def run(*arguments: str | Path, given: str | bytes | None = None) -> Result:
    return CliRunner().invoke(cli, [str(one) for one in arguments], input=given)


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "artikel.txt"
    path.write_text(CLEAN + SCARRED, encoding="utf-8")
    return path


# --- the program


def environment() -> dict[str, str]:
    roots = (ROOT / part for part in ("pipeline", "models", "eval"))
    return {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, roots))}


def test_version_loads_neither_engine_nor_stages() -> None:
    code = "import sys; from reinschrift.cli import main\ntry: main()\nfinally: print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code, "--version"], capture_output=True, text=True, env=environment()
    )
    first, modules = done.stdout.splitlines()
    assert first == f"reinschrift {__version__}"
    heavy = {"ctranslate2", "numpy", "rich", "torch", "ftfy", "reinschrift.stages"}
    assert not heavy & set(modules.split())


def test_repair_loads_no_engine(article: Path) -> None:
    code = "import sys; from reinschrift.cli import main\ntry: main()\nfinally: print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code, "repair", article],
        capture_output=True, text=True, env=environment(),
    )  # fmt: skip
    modules = set(done.stdout.splitlines()[-1].split())
    assert not {"ctranslate2", "rich", "torch", "reinschrift.flow"} & modules


def test_help_lists_every_command() -> None:
    shown = run("--help")
    assert shown.exit_code == 0
    for name, (_, line) in COMMANDS.items():
        assert re.search(rf"^  {name} +{re.escape(line)}", shown.stdout, re.MULTILINE)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name: str) -> None:
    shown = run(name, "--help")
    assert shown.exit_code == 0
    assert shown.stdout.startswith(f"Usage: cli {name}")


def test_help_names_the_budgets_of_the_levels() -> None:
    said = " ".join(run("repair", "--help").stdout.split())
    assert f"(standard {BUDGETS['standard']}, full {BUDGETS['full']})" in said


@pytest.mark.parametrize("arguments", [["repiar"], ["repair", "--levl", "x"], ["apply"]])
def test_wrong_usage_ends_in_2(arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script_that_asks_this_program(shell: str) -> None:
    script = run("completion", shell)
    assert script.exit_code == 0
    assert "_REINSCHRIFT_COMPLETE" in script.stdout


@pytest.mark.parametrize(
    ("words", "wanted"),
    [("reinschrift re", {"repair"}), ("reinschrift repair --rule merg", {"merged-words"})],
)
def test_completion_knows_commands_and_rules(words: str, wanted: set[str]) -> None:
    asked = {
        "_REINSCHRIFT_COMPLETE": "bash_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split()) - 1),
    }
    code = "from reinschrift.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True, text=True, env=environment() | asked, check=True,
    )  # fmt: skip
    assert {line.partition(",")[2] for line in done.stdout.splitlines()} == wanted


# --- repair


def test_repair_reads_stdin() -> None:
    assert run("repair", given=SCARRED).stdout == MENDED
    assert run("repair", "-", given=SCARRED).stdout == MENDED


def test_repair_keeps_the_format(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"id": 1, "body": SCARRED}) + "\n", encoding="utf-8")
    done = run("repair", path, "--text-field", "body")
    assert lines(done.stdout) == [{"id": 1, "body": MENDED}]


def test_format_option_beats_the_suffix(article: Path) -> None:
    article.write_text(json.dumps({"text": SCARRED}), encoding="utf-8")
    assert lines(run("repair", article, "--format", "jsonl").stdout) == [{"text": MENDED}]


def test_unknown_names_are_named(article: Path) -> None:
    for option, kind, known in (
        ("--format", "format", "txt"),
        ("--level", "level", "standard"),
        ("--rule", "rule", "merged-words"),
        ("--no-rule", "rule", "merged-words"),
        ("--encoding", "encoding", "cp1252"),
    ):
        done = run("repair", article, option, "unsinn")
        assert done.exit_code == 2
        assert re.fullmatch(rf"reinschrift: no {kind} 'unsinn'.*{known}.*\n", done.stderr)


def test_rules_can_be_chosen_left_out_and_words_protected(tmp_path: Path) -> None:
    text = "Er  traf Putinund Xi.\n"
    assert run("repair", "--rule", "spacing", given=text).stdout == "Er traf Putinund Xi.\n"
    assert run("repair", "--no-rule", "spacing", given=text).stdout == "Er  traf Putin und Xi.\n"
    assert run("repair", "--level", "safe", given=text).stdout == "Er traf Putinund Xi.\n"
    words = tmp_path / "words.txt"
    words.write_text("# Namen\nPutinund\n", encoding="utf-8")
    assert run("repair", "--protect", words, given=text).stdout == "Er traf Putinund Xi.\n"


def test_diff_shows_the_changes() -> None:
    done = run("repair", "--diff", given=SCARRED)
    assert done.stdout == "Er traf Wladimir Putin{+ +}und den Außenminister.\n"


def test_diff_is_coloured_on_a_terminal_only(article: Path) -> None:
    shown = on_terminal("repair", str(article), "--diff")
    assert "\x1b[32m{+ +}\x1b[0m" in shown


def test_json_has_raw_text_edits_and_flags(article: Path) -> None:
    [record] = lines(run("repair", article, "--json").stdout)
    assert (record["raw"], record["text"]) == (CLEAN + SCARRED, CLEAN + MENDED)
    [edit] = record["edits"]
    assert (edit["text"], edit["rule"]) == (" ", "merged-words")
    assert record["raw"][: edit["start"]].endswith("Putin")
    assert record["flags"] == []


def test_diff_and_json_are_two_answers(article: Path) -> None:
    assert run("repair", article, "--json", "--diff").exit_code == 2


def test_output_goes_to_a_file_or_a_folder(article: Path, tmp_path: Path) -> None:
    target = tmp_path / "fair.txt"
    assert run("repair", article, "-o", target).stdout == ""
    assert target.read_text(encoding="utf-8") == CLEAN + MENDED
    other = tmp_path / "zweiter.txt"
    other.write_text(SCARRED, encoding="utf-8")
    folder = tmp_path / "neu" / "fair"
    assert run("repair", article, other, "-o", folder).exit_code == 0
    assert (folder / "artikel.txt").read_text(encoding="utf-8") == CLEAN + MENDED
    assert (folder / "zweiter.txt").read_text(encoding="utf-8") == MENDED


def test_several_inputs_go_to_stdout_in_order(article: Path) -> None:
    assert run("repair", article, article).stdout == (CLEAN + MENDED) * 2


def test_file_can_be_repaired_in_place(article: Path) -> None:
    assert run("repair", article, "-o", article).exit_code == 0
    assert article.read_text(encoding="utf-8") == CLEAN + MENDED


def test_no_input_is_overwritten_unasked(article: Path, tmp_path: Path) -> None:
    before = article.read_text(encoding="utf-8")
    other = tmp_path / "unten" / "artikel.txt"
    other.parent.mkdir()
    other.write_text(SCARRED, encoding="utf-8")
    refused: list[list[str | Path]] = [
        [article, "-o", tmp_path],
        [article, other, "-o", tmp_path / "fair"],
        [article, other, "-o", article],
        [article, "-", "-o", tmp_path / "fair"],
    ]
    for arguments in refused:
        done = run("repair", *arguments, given=SCARRED)
        assert (done.exit_code, done.stdout) == (2, "")
    assert article.read_text(encoding="utf-8") == before
    assert not (tmp_path / "fair").exists()


# --- edits and apply


def test_edits_replay_to_the_repaired_text(article: Path, tmp_path: Path) -> None:
    edits = tmp_path / "edits.jsonl"
    repaired = run("repair", article, "--edits", edits).stdout
    assert run("apply", article, "--edits", edits).stdout == repaired == CLEAN + MENDED
    [record] = lines(edits.read_text(encoding="utf-8"))
    assert record["source"] == str(article)
    assert record["sha256"] == hashlib.sha256(article.read_bytes()).hexdigest()


def test_pruned_and_changed_edits_are_applied(tmp_path: Path) -> None:
    path, edits = tmp_path / "a.jsonl", tmp_path / "edits.jsonl"
    records = [{"text": "Er  traf Putinund Xi."}, {"text": "Sie  traf Xi."}, {"text": "Es ging."}]
    path.write_text("".join(json.dumps(one) + "\n" for one in records), encoding="utf-8")
    run("repair", path, "--edits", edits)
    first, _, third = lines(edits.read_text(encoding="utf-8"))
    first["edits"] = [one for one in first["edits"] if one["rule"] == "merged-words"]
    first["edits"][0]["text"] = " sowie "
    third["edits"] = [{"start": 0, "end": 2, "text": "Das"}]
    edits.write_text(json.dumps(third) + "\n" + json.dumps(first) + "\n", encoding="utf-8")
    texts = [record["text"] for record in lines(run("apply", path, "--edits", edits).stdout)]
    assert texts == ["Er  traf Putin sowie und Xi.", "Sie  traf Xi.", "Das ging."]


def test_equal_texts_take_their_records_in_order(tmp_path: Path) -> None:
    path, edits = tmp_path / "a.jsonl", tmp_path / "edits.jsonl"
    path.write_text('{"text": "Er  kam."}\n' * 2, encoding="utf-8")
    run("repair", path, "--edits", edits)
    first, second = lines(edits.read_text(encoding="utf-8"))
    second["edits"] = []
    edits.write_text(json.dumps(first) + "\n" + json.dumps(second) + "\n", encoding="utf-8")
    texts = [record["text"] for record in lines(run("apply", path, "--edits", edits).stdout)]
    assert texts == ["Er kam.", "Er  kam."]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"edits": [{"start": 3, "end": 99, "text": ""}]}, "lies outside a text of 21 characters"),
        (
            {"edits": [{"start": 0, "end": 3, "text": ""}, {"start": 2, "end": 4, "text": ""}]},
            "overlap",
        ),
        (
            {"edits": [{"start": 0, "end": 2, "raw": "Es", "text": ""}]},
            "is for 'Es', but there stands 'Er'",
        ),
        ({"edits": [{"start": "0", "end": 2, "text": ""}]}, "needs `start` and `end`"),
        ({"edits": [3]}, "must be a list of objects"),
        ({"edits": None}, "must be a list of objects"),
        ({"sha256": 3}, "no `sha256`"),
        ({"sha256": "0" * 64}, "no input has the text that these edits are for"),
    ],
)  # fmt: skip
def test_edits_that_do_not_fit_are_refused(
    tmp_path: Path, change: dict[str, object], said: str
) -> None:
    path, edits = tmp_path / "a.txt", tmp_path / "edits.jsonl"
    path.write_text("Er traf Putinund Xi.\n", encoding="utf-8")
    run("repair", path, "--edits", edits)
    [record] = lines(edits.read_text(encoding="utf-8"))
    edits.write_text(json.dumps({**record, **change}) + "\n", encoding="utf-8")
    done = run("apply", path, "--edits", edits)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith(f"reinschrift: {edits}:1: ")
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


# --- check


def test_check_is_a_linter(article: Path) -> None:
    done = run("check", article)
    assert done.exit_code == 1
    [line] = done.stdout.splitlines()
    assert line.startswith(f'{article}:2:23 merged-words "Putinund" → "Putin und" (')


def test_check_of_clean_text_is_silent() -> None:
    done = run("check", given=CLEAN)
    assert (done.exit_code, done.output) == (0, "")


def test_check_counts_flags_too() -> None:
    text = "Der Biden-Regierung verpflichtet sich, die Hilfe zu erhöhen.\n"
    done = run("check", "--level", "full", "--json", given=text)
    assert done.exit_code == 1
    assert ("agreement", "flag") in {(one["rule"], one["kind"]) for one in lines(done.stdout)}


def test_check_json_has_places(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# Titel\n\n> Er traf *Putin*. Dann\n> kam Putinund Xi.\n", encoding="utf-8")
    [finding] = lines(run("check", path, "--json").stdout)
    assert (finding["line"], finding["column"]) == (4, 12)
    assert (finding["source"], finding["kind"], finding["text"]) == (str(path), "edit", " ")


# --- translate


def test_translate_keeps_the_format(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# Der Hafen\n\n- Er traf *Putin*.\n\n```\nx\n```\n", encoding="utf-8")
    done = run("translate", path, "--engine", "test_cli:Shouting")
    assert done.stdout == "# DER HAFEN\n\n- ER TRAF *PUTIN*.\n\n```\nx\n```\n"


def test_translate_keeps_the_german_of_records() -> None:
    given = '{"id": 3, "text": "Er traf Putinund Xi."}\n'
    arguments = ("translate", "--format", "jsonl", "--engine", "test_cli:Shouting")
    [record] = lines(run(*arguments, given=given).stdout)
    assert record == {"id": 3, "text": "Er traf Putinund Xi.", "text_en": "ER TRAF PUTIN UND XI."}
    [record] = lines(run(*arguments, "--out-field", "en", given=given).stdout)
    assert list(record) == ["id", "text", "en"]


def test_translate_json_has_sentences_and_edits() -> None:
    given = "Er traf Putinund Xi. Danach ging er.\n"
    done = run("translate", "--engine", "test_cli:Shouting", "--json", given=given)
    [record] = lines(done.stdout)
    assert record["raw"] == given
    assert record["repaired"] == "Er traf Putin und Xi. Danach ging er.\n"
    assert record["text"] == record["repaired"].upper()
    assert [one["source"] for one in record["sentences"]] == [
        "Er traf Putin und Xi.",
        "Danach ging er.",
    ]
    assert record["sentences"][0]["score"] == -0.25
    assert [edit["rule"] for edit in record["edits"]] == ["merged-words"]


def test_preview_says_so_once(article: Path) -> None:
    done = run("translate", article, article, "--engine", "test_cli:Shouting")
    assert done.stderr.count("model 'news' is a preview") == 1
    assert "preview" not in run("translate", article, "--engine", "echo").stderr
    assert "shouting (preview)" in run("explain", article, "--engine", "test_cli:Shouting").stdout


def test_doubtful_sentences_are_counted_in_one_line() -> None:
    # Echo leaves German as it is, which a guard sees.
    done = run("translate", "--engine", "echo", given=CLEAN * 3)
    assert re.fullmatch(
        r"reinschrift: doubtful: 3 of 3 sentences \(untranslated 3.*\)\n", done.stderr
    )
    assert done.stdout == CLEAN * 3


def test_many_records_are_one_each(tmp_path: Path) -> None:
    path, out = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    texts = [f"Satz Nummer {number} steht hier." for number in range(700)]
    given = "".join(json.dumps({"text": text}) + "\n" for text in texts)
    path.write_text(given, encoding="utf-8")
    assert run("translate", path, "-o", out, "--engine", "test_cli:Shouting").exit_code == 0
    written = lines(out.read_text(encoding="utf-8"))
    assert [one["text_en"] for one in written] == [text.upper() for text in texts]


def test_unknown_engine_and_model_are_named(article: Path) -> None:
    done = run("translate", article, "--engine", "marain")
    assert done.exit_code == 2
    assert "no engine 'marain'; known: ctranslate2, echo, transformers" in done.stderr
    done = run("translate", article, "--model", "kein modell")
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert "kein modell" in done.stderr


def test_translate_with_the_bundled_model(news: str) -> None:
    done = run("translate", "--model", news, given=CLEAN)
    assert done.exit_code == 0
    assert "president" in done.stdout.lower()
    assert "Berlin" in done.stdout


# --- explain


def test_explain_names_every_edit_and_flag() -> None:
    done = run("explain", "--engine", "test_cli:Shouting", given=CLEAN + SCARRED)
    assert done.exit_code == 0
    shown = " ".join(done.stdout.split())
    assert "Putin①und" in shown, "the place in the raw text"
    assert "Putin① und" in shown, "the place in the repaired text"
    assert "ER TRAF WLADIMIR PUTIN UND DEN AUSSENMINISTER." in shown
    assert "① merged-words Putinund → Putin und" in shown
    assert "unchanged" in shown, "the first paragraph"


@pytest.mark.parametrize("width", [80, 119, 120, 160])
def test_explain_fits_the_terminal(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    done = run("explain", "--no-translate", given=(CLEAN + SCARRED) * 5)
    assert max(map(len, done.stdout.splitlines())) <= width


def test_explain_writes_all_files_and_says_where(article: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    done = run("explain", article, "--engine", "test_cli:Shouting", "--out", folder)
    names = ["artikel.de.txt", "artikel.en.txt", "artikel.edits.jsonl", "artikel.html"]
    assert sorted(path.name for path in folder.iterdir()) == sorted(names)
    assert [f"written: {folder / name}" for name in names] == done.stdout.splitlines()[-4:]
    assert (folder / names[0]).read_text(encoding="utf-8") == CLEAN + MENDED
    assert (folder / names[1]).read_text(encoding="utf-8") == (CLEAN + MENDED).upper()
    assert run("apply", article, "--edits", folder / names[2]).stdout == CLEAN + MENDED


def test_explain_refuses_two_inputs_of_one_name(article: Path, tmp_path: Path) -> None:
    done = run("explain", article, article, "--no-translate", "--out", tmp_path / "out")
    assert (done.exit_code, done.stdout) == (2, "")


def test_explain_page_stands_alone_and_escapes(tmp_path: Path) -> None:
    page = tmp_path / "seite.html"
    given = SCARRED + "Ein <script>alert(1)</script> & Putinund Xi.\n"
    done = run("explain", "--no-translate", "--html", page, given=given)
    assert done.stdout == f"\nwritten: {page}\n"
    html = page.read_text(encoding="utf-8")
    assert not re.search(r"(?:src|href)=|https?://|@import|<script", html), "no outside assets"
    assert "&lt;script&gt;" in html
    assert "prefers-color-scheme: dark" in html
    assert 'name="viewport"' in html
    assert html.count('class="rule">merged-words') == 3, "two edits and their sum"
    assert run("explain", "--no-translate", "--html", page, given=given).exit_code == 0
    assert page.read_text(encoding="utf-8") == html, "the same text gives the same bytes"


def test_explain_of_records_has_a_part_for_each() -> None:
    given = '{"text": "Er kam."}\nkaputt\n{"text": "Sie ging."}\n'
    done = run("explain", "--format", "jsonl", "--no-translate", given=given)
    assert done.exit_code == 1
    assert "stdin, record 1" in done.stdout
    assert "stdin, record 3" in done.stdout


def test_passages_pair_joined_lines_with_one_paragraph() -> None:
    raw = (
        "Er kam im Jahr 2024 nach Berlin und sprach dort mit dem\nMinister über den Plan.\n\nEnde."
    )
    done = repair(raw)
    passages = find_passages(done)
    assert "\n".join(passage.raw for passage in passages) == raw.replace("\n\n", "\n")
    assert "\n".join(passage.repaired for passage in passages) == done.text.replace("\n\n", "\n")


# --- models and doctor


def test_models_list_names_the_known_ones() -> None:
    done = run("models", "list", "--json")
    assert done.exit_code == 0
    assert "opus-mt-de-en" in {one["name"] for one in json.loads(done.stdout)}


def test_models_show_and_convert(tiny_marian: Path, tmp_path: Path) -> None:
    out = tmp_path / "tiny"
    done = run("models", "convert", tiny_marian, out, "--json")
    assert done.exit_code == 0, done.stderr
    made = json.loads(done.stdout)
    assert made["format"] == "ctranslate2"
    shown = run("models", "show", out)
    assert made["sha256"] in shown.stdout
    again = run("models", "convert", tiny_marian, out)
    assert (again.exit_code, again.stderr.count("\n")) == (2, 1)


def test_models_show_of_nothing_is_one_line(tmp_path: Path) -> None:
    done = run("models", "show", tmp_path)
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)


def test_doctor_tells_versions_weights_and_a_translation() -> None:
    done = run("doctor", "--engine", "test_cli:Shouting", "--json")
    report = json.loads(done.stdout)
    assert report["system"]["reinschrift"] == __version__
    assert report["packages"]["click"] != "missing"
    assert report["translation"]["english"].startswith("DER PRÄSIDENT")
    assert report["translation"]["time"].endswith(" s")
    assert done.exit_code == (0 if report["ok"] else 1)


def test_doctor_finds_a_model_that_is_not_there(tmp_path: Path) -> None:
    done = run("doctor", "--model", tmp_path)
    assert done.exit_code == 1
    assert "error" in done.stdout
    assert "not well" in done.stdout


# --- terminals


def on_terminal(*arguments: str, slow: bool = False) -> str:
    """Run the program on a pseudo-terminal and return all that it showed."""
    code = "from reinschrift.cli import main; main()"
    if slow:
        code = (
            "import time; from reinschrift import repairs; from reinschrift.cli import progress\n"
            "progress.PATIENCE = 0.2\n"
            "whole = repairs.repair_document\n"
            "def late(*a, **k): time.sleep(1); return whole(*a, **k)\n"
            "repairs.repair_document = late\n" + code
        )
    controller, terminal = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        stdin=subprocess.DEVNULL, stdout=terminal, stderr=terminal, env=environment(),
    )  # fmt: skip
    os.close(terminal)
    shown = bytearray()
    while True:
        try:
            data = os.read(controller, 4096)
        except OSError:  # Linux says so when the other side is closed
            break
        if not data:
            break
        shown += data
    os.close(controller)
    process.wait(timeout=30)
    return shown.decode()


def test_progress_is_shown_when_it_takes_long(article: Path, tmp_path: Path) -> None:
    target = tmp_path / "fair.txt"
    assert "repairing" in on_terminal("repair", str(article), "-o", str(target), slow=True)
    assert "repairing" not in on_terminal("repair", str(article), "-o", str(target))


def test_progress_is_silent_without_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    done = run("repair", given=SCARRED)
    time.sleep(0.05)
    assert done.stderr == ""


def test_numpy_gets_one_thread_unless_more_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "main", lambda **_more: None)
    for given, wanted in (("", "1"), ("3", "3")):
        monkeypatch.setenv("OPENBLAS_NUM_THREADS", given)
        if not given:
            monkeypatch.delenv("OPENBLAS_NUM_THREADS")
        main()
        assert os.environ["OPENBLAS_NUM_THREADS"] == wanted
