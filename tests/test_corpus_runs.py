"""Whole corpora: every record comes out, in order, with the same bytes however it was done."""

from __future__ import annotations

import contextlib
import errno
import gzip
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from corpora import environment, make_texts, read_shards, write_corpus

from reinschrift.cli.app import cli
from reinschrift.corpus import Options, Translator, folder, memory, observation, records
from reinschrift.corpus.board import Board
from reinschrift.corpus.translation import Tally

MOODY = "corpora:Moody"


def run(*arguments: str | Path, engine: str = "echo", workers: int = 1) -> Result:
    """Run with one rule of repair only: what repair does is tested elsewhere."""
    return CliRunner().invoke(
        cli,
        ["run", *map(str, arguments), "--engine", engine, "--rule", "merged-words",
         "--workers", str(workers)],
    )  # fmt: skip


def result(out: Path) -> dict[str, bytes]:
    """Return all that must be equal when input and options are."""
    kept = [*(out / "shards").iterdir(), out / "manifest.jsonl", out / "rejects.jsonl"]
    return {str(path.relative_to(out)): path.read_bytes() for path in kept}


def write_lines(path: Path, *rows: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "in.jsonl"
    write_corpus(path, 120)
    return path


# --- records in, records out


def test_a_record_tells_all_that_was_done(tmp_path: Path) -> None:
    source = write_lines(
        tmp_path / "in.jsonl",
        {
            "url": "u/7",
            "meta": {"title": "Putinund Xi", "lang": "de"},
            "body": "Er traf Putinund Xi.",
        },
    )
    done = run(
        source, "--out", tmp_path / "out", "--text-field", "meta.title", "--text-field", "body",
        "--id-field", "url", "--keep", "meta.lang", "--keep", "nothing", "--sentences",
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    (record,) = read_shards(tmp_path / "out")
    assert record["id"] == "u/7"
    assert (record["source"], record["record"]) == (str(source), 1)
    assert record["kept"] == {"meta.lang": "de", "nothing": None}
    assert record["meta.title_de"] == "Putin und Xi"
    assert record["body_de"] == record["body_en"] == "Er traf Putin und Xi."
    assert [each["field"] for each in record["sentences"]] == ["meta.title", "body"]
    assert [(each["field"], each["start"], each["text"]) for each in record["edits"]] == [
        ("meta.title", 5, " "), ("body", 13, " "),
    ]  # fmt: skip
    assert record["flags"] == ["untranslated"]
    assert record["model"] == "echo"
    assert len(record["configuration"]) == 12


def test_records_keep_their_order_and_number(tmp_path: Path, corpus: Path) -> None:
    assert run(corpus, "--out", tmp_path / "out", "--shard-size", "7").exit_code == 0
    assert [record["id"] for record in read_shards(tmp_path / "out")] == list(range(120))
    summary = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert (summary["records"], summary["rejects"], summary["shards"]) == (120, 0, 18)


BROKEN = {
    "cut": b'{"id": 1, "text": "Er k',
    "a list": b'["Er kam."]',
    "a number": b"17",
    "a string": b'"Er kam."',
    "null": b"null",
    "true": b"true",
    "nothing inside": b"{}",
    "another field": b'{"body": "Er kam."}',
    "text is null": b'{"text": null}',
    "text is a number": b'{"text": 3}',
    "text is a list": b'{"text": ["Er kam."]}',
    "text is an object": b'{"text": {"de": "Er kam."}}',
    "not UTF-8": b'{"text": "T\xfcr"}',
    "half a character": b'{"text": "T\xc3"}',
    "a tab in a string": b'{"text": "Er\tkam."}',
    "single quotes": b"{'text': 'Er kam.'}",
    "a comma too many": b'{"text": "Er kam.",}',
    "two objects": b'{"text": "Er kam."} {"text": "Sie kam."}',
    "too deep": b'{"text": ' + b"[" * 20_000,
    "a page": b"<html><body>504 Gateway Time-out</body></html>",
}


def test_broken_records_are_accounted_for(tmp_path: Path) -> None:
    assert len(BROKEN) == 20
    kinds = list(BROKEN.values())
    source = tmp_path / "in.jsonl"
    good = json.dumps({"text": "Er kam heim."}).encode()
    with source.open("wb") as target:
        for number in range(10_000):
            line = kinds[number // 10 % 20] if number % 10 == 3 else good
            target.write(line + b"\n")
    done = run(source, "--out", tmp_path / "out")
    assert done.exit_code == 1, done.output
    found = read_shards(tmp_path / "out")
    assert [record["record"] for record in found] == list(range(1, 10_001))
    bad = [record for record in found if "error" in record]
    assert [record["record"] for record in bad] == list(range(4, 10_001, 10))
    assert all(record["text_en"] == "Er kam heim." for record in found if "error" not in record)
    rejects = (tmp_path / "out" / "rejects.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in rejects] == bad
    assert len({record["error"] for record in bad}) >= 15
    assert "rejects     1000" in done.stdout


def test_a_record_that_breaks_the_engine_stops_no_other(tmp_path: Path) -> None:
    source = write_lines(
        tmp_path / "in.jsonl", {"text": "Er kam."}, {"text": "Ein Giftpilz."}, {"text": "Er ging."}
    )
    assert run(source, "--out", tmp_path / "out", engine="corpora:Picky").exit_code == 1
    one, two, three = read_shards(tmp_path / "out")
    assert (one["text_en"], three["text_en"]) == ("Er kam.", "Er ging.")
    assert two["error"] == "reinschrift failed on it: ValueError: a mushroom"


def test_an_engine_that_breaks_on_everything_ends_the_run(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "in.jsonl", {"text": "Giftpilz."}, {"text": "Ein Giftpilz."})
    done = run(source, "--out", tmp_path / "out", engine="corpora:Picky")
    assert isinstance(done.exception, ValueError)


# --- inputs


def test_folders_globs_and_files_are_read_once_each(tmp_path: Path) -> None:
    news = tmp_path / "news"
    (news / "2024").mkdir(parents=True)
    (news / "b.txt").write_text("Er kam.\nSie ging.\n", encoding="utf-8")
    (news / "2024" / "a.jsonl.gz").write_bytes(gzip.compress(b'{"text": "Es schneit."}\n' * 2))
    (news / "picture.png").write_bytes(b"\x89PNG")
    done = run(news, str(news / "*.txt"), "--out", news / "out")
    assert done.exit_code == 0, done.output
    assert "1 files left out" in done.stderr
    found = read_shards(news / "out")
    assert [Path(record["source"]).name for record in found] == ["a.jsonl.gz"] * 2 + ["b.txt"]
    assert found[2]["text_en"] == "Er kam.\nSie ging.\n"
    assert (
        run(news, str(news / "*.txt"), "--out", news / "out").exit_code == 0
    )  # no input of itself


def test_lines_of_a_text_are_records_when_asked_for(tmp_path: Path) -> None:
    source = tmp_path / "in.txt"
    source.write_bytes(b"Er kam.\n\nT\xfcr zu.\nSie ging.")
    assert run(source, "--out", tmp_path / "out", "--lines").exit_code == 1
    found = read_shards(tmp_path / "out")
    assert [record.get("text_en") for record in found] == ["Er kam.", "", None, "Sie ging."]


def test_a_file_too_large_for_one_record_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records, "LARGEST", 20)
    source = tmp_path / "in.txt"
    source.write_text("Er kam und sah und siegte.\n" * 2, encoding="utf-8")
    assert run(source, "--out", tmp_path / "out").exit_code == 1
    (record,) = read_shards(tmp_path / "out")
    assert "--lines" in record["error"]


@pytest.mark.parametrize("suffix", ["jsonl", "txt"])
def test_a_line_too_long_to_hold_is_one_bad_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    from reinschrift.formats import jsonl

    monkeypatch.setattr(records, "LARGEST", 30)
    monkeypatch.setattr(jsonl, "LARGEST", 30)
    source = tmp_path / f"in.{suffix}"
    lines = [f'{{"text": "Er ging {"weit " * n}weg."}}\n' for n in (0, 90_000, 0)]
    source.write_text("".join(lines), encoding="utf-8")
    assert run(source, "--out", tmp_path / "out", "--lines").exit_code == 1
    one, two, three = read_shards(tmp_path / "out")
    assert "text_en" in one
    assert "text_en" in three
    assert two["error"].startswith("the line has")
    assert two["raw"].startswith('{"text": "Er ging')
    assert len(two["raw"]) <= 2000


def test_a_packed_file_that_breaks_off_gives_what_came_before(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl.gz"
    lines = b"".join(b'{"text": "Nummer %d kam heim."}\n' % n for n in range(3000))
    source.write_bytes(gzip.compress(lines)[:-2000])
    assert run(source, "--out", tmp_path / "out", "--shard-size", "5000").exit_code == 1
    found = read_shards(tmp_path / "out")
    assert 1000 < len(found) < 3000
    assert "damaged" in found[-1]["error"]
    assert not any("error" in record for record in found[:-1])


@pytest.mark.parametrize("workers", ["1", "2"])
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["missing.jsonl"], "missing.jsonl does not exist"),
        (["missing*.jsonl"], "no file is called like missing*.jsonl"),
        (["-"], "stdin"),
        (["out/news"], "out/news lies in out, where the run writes"),
        (["/dev/null"], "/dev/null is no plain file"),
        (["in.jsonl", "--address", "there"], "--engine-cluster"),
        (["in.jsonl", "--shard", "3/2"], "3/2 is no part"),
        (["in.jsonl", "--resume"], "holds no run"),
        (["in.jsonl", "--level", "bold"], "no level 'bold'"),
        (["in.jsonl", "--engine", "ehco"], "no engine 'ehco'; did you mean 'echo'?"),
        (["in.jsonl", "--engine", "a.b:C"], "no engine 'a.b:C': there is no module 'a'"),
        (["in.jsonl", "--engine", "corpora:Meek"], "'corpora' has no 'Meek'"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str, workers: str
) -> None:
    monkeypatch.chdir(tmp_path)
    write_corpus(tmp_path / "in.jsonl", 1)
    (tmp_path / "out" / "news").mkdir(parents=True)
    usual = ["--out", "out", "--engine", "echo", "--workers", workers]
    done = CliRunner().invoke(cli, ["run", *usual, *arguments])
    assert done.exit_code == 2
    assert said in done.stderr.splitlines()[-1]
    assert not (tmp_path / "out" / "manifest.jsonl").exists()


# --- the same bytes, whatever happens


def test_neither_workers_nor_resuming_change_a_byte(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    write_corpus(source, 200)
    once = ("--shard-size", "5")
    assert run(source, "--out", tmp_path / "one", *once, engine=MOODY).exit_code == 0
    whole = result(tmp_path / "one")
    recalled = [json.loads(line)["recalled"] for line in whole["manifest.jsonl"].splitlines()[1:]]
    assert sum(recalled[: memory.LAG]) == 0 < sum(recalled[memory.LAG :])

    assert run(source, "--out", tmp_path / "two", *once, engine=MOODY, workers=3).exit_code == 0
    assert result(tmp_path / "two") == whole

    # As a crash leaves it: shards done out of order, one half written, a line cut.
    out = tmp_path / "two"
    header, *lines = (out / "manifest.jsonl").read_bytes().splitlines(keepends=True)
    (out / "manifest.jsonl").write_bytes(
        header + b"".join(lines[:20] + lines[23:30]) + lines[31][:9]
    )
    (out / "shards" / "000021.jsonl").unlink()
    (out / "shards" / "000031.jsonl.part").write_bytes(b"{")
    (out / "shards" / "000003.jsonl").write_bytes(b"cut")
    assert run(source, "--out", out, *once, engine=MOODY, workers=2).exit_code == 0
    assert result(out) == whole
    assert not list(out.glob("**/*.part"))


def test_a_full_disk_breaks_nothing(
    tmp_path: Path, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(corpus, "--out", tmp_path / "whole", "--shard-size", "20").exit_code == 0
    calls = iter(range(1000))

    def fsync(number: int) -> None:
        if next(calls) == 9:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        os.fdatasync(number)

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", fsync)
        done = run(corpus, "--out", tmp_path / "out", "--shard-size", "20")
        assert done.exit_code == 2
        assert done.stderr.splitlines() == [
            f"reinschrift: {tmp_path / 'out'} cannot be written: No space left on device; "
            "what is done is kept: run it again to go on"
        ]
    assert not list((tmp_path / "out").glob("**/*.part"))
    assert run(corpus, "--out", tmp_path / "out", "--shard-size", "20").exit_code == 0
    assert result(tmp_path / "out") == result(tmp_path / "whole")


def test_a_second_run_on_a_folder_is_refused(tmp_path: Path, corpus: Path) -> None:
    out = tmp_path / "out"
    assert run(corpus, "--out", out).exit_code == 0
    with folder.Folder(out, json.loads((out / "manifest.jsonl").read_text().splitlines()[0])):
        done = run(corpus, "--out", out)
    assert done.exit_code == 2
    assert done.stderr.splitlines() == [
        f"reinschrift: another run is at work in {out}: wait for it or name another folder"
    ]


def test_other_options_do_not_go_on_with_a_folder(tmp_path: Path, corpus: Path) -> None:
    out = tmp_path / "out"
    assert run(corpus, "--out", out).exit_code == 0
    done = run(corpus, "--out", out, "--beam", "2")
    assert done.exit_code == 2
    assert "another run (options.beam 4 there, 2 now): name another folder" in done.stderr
    assert run(corpus, "--out", out, "--beam", "2", "--fresh").exit_code == 0
    assert len(read_shards(out)) == 120
    (tmp_path / "other.jsonl").write_bytes(corpus.read_bytes())
    done = run(tmp_path / "other.jsonl", "--out", out, "--beam", "2")
    assert "another run (over files with other names or sizes):" in done.stderr


def test_beginning_anew_can_be_broken_off(
    tmp_path: Path, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    assert run(corpus, "--out", out, "--shard-size", "20").exit_code == 0
    for steps in range(8):
        deleted = iter(range(100))

        def unlink(path: Path, *, missing_ok: bool = False, left: int = steps) -> None:
            if next(deleted) == left:  # noqa: B023
                raise KeyboardInterrupt
            if path.exists() or not missing_ok:
                os.unlink(path)  # noqa: PTH108

        with monkeypatch.context() as patched:
            patched.setattr(Path, "unlink", unlink)
            run(corpus, "--out", out, "--shard-size", "20", "--fresh")
        assert run(corpus, "--out", out, "--shard-size", "20").exit_code == 0
        assert len(read_shards(out)) == 120


def test_shards_of_somebody_else_are_not_touched(tmp_path: Path, corpus: Path) -> None:
    theirs = tmp_path / "out" / "shards" / "theirs.txt"
    theirs.parent.mkdir(parents=True)
    theirs.write_text("Danke.", encoding="utf-8")
    for more in ([], ["--fresh"]):
        done = run(corpus, "--out", tmp_path / "out", *more)
        assert done.exit_code == 2
        assert "belongs to no run" in done.stderr
    assert theirs.read_text(encoding="utf-8") == "Danke."


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        (
            sqlite3.OperationalError("database or disk is full"),
            "disk is full; what is done is kept",
        ),
        (sqlite3.DatabaseError("file is not a database"), "is no translation memory"),
    ],
)
def test_a_memory_that_cannot_be_written_is_told(
    tmp_path: Path,
    corpus: Path,
    monkeypatch: pytest.MonkeyPatch,
    said: sqlite3.Error,
    wanted: str,
) -> None:
    def fail(*_arguments: object) -> int:
        raise said

    with monkeypatch.context() as patched:
        patched.setattr(memory, "_reach", fail)
        done = run(corpus, "--out", tmp_path / "out", "--shard-size", "20")
    assert done.exit_code == 2
    assert wanted in done.stderr.splitlines()[-1]
    assert run(corpus, "--out", tmp_path / "out", "--shard-size", "20").exit_code == 0
    assert len(read_shards(tmp_path / "out")) == 120


def living(group: int) -> list[str]:
    """Return the processes of a group that are more than a name in a table."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            state, _parent, number = path.read_text().rpartition(") ")[2].split()[:3]
            if int(number) == group and state != "Z":
                found.append(path.parent.name)
    return found


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks into /proc")
def test_ctrl_c_ends_workers_and_run_and_the_next_goes_on(tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out"
    write_corpus(source, 3000)
    command = [
        sys.executable, "-m", "reinschrift.cli", "run", str(source), "--out", str(out),
        "--engine", "echo", "--rule", "merged-words", "--workers", "2", "--shard-size", "10",
    ]  # fmt: skip
    first = subprocess.Popen(
        command, env=environment(), stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    deadline = time.monotonic() + 60
    while not list(out.glob("shards/*.jsonl")) and time.monotonic() < deadline:
        time.sleep(0.05)
    os.killpg(first.pid, signal.SIGINT)  # as a terminal does: to all of them
    _, said = first.communicate(timeout=60)
    assert first.returncode == 130
    assert said.splitlines() == ["reinschrift: broken off"]
    deadline = time.monotonic() + 20
    while living(first.pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert living(first.pid) == []
    before = len(list(out.glob("shards/*.jsonl")))
    assert 0 < before < 300
    subprocess.run(command, env=environment(), check=True)
    assert [record["id"] for record in read_shards(out)] == list(range(3000))


@pytest.mark.parametrize("workers", [1, 2])
def test_the_model_is_loaded_where_it_works_and_nowhere_else(tmp_path: Path, workers: int) -> None:
    source, notes = tmp_path / "in.jsonl", tmp_path / "notes"
    write_corpus(source, 40)
    more = ("--model", notes, "--shard-size", "2")
    done = run(source, "--out", tmp_path / "out", *more, engine="corpora:Loaded", workers=workers)
    assert done.exit_code == 0, done.output
    loaded = notes.read_text(encoding="ascii").split()
    assert 1 <= len(loaded) <= workers
    assert (str(os.getpid()) in loaded) == (workers == 1)


def test_a_worker_that_dies_is_told_and_the_run_can_go_on(tmp_path: Path) -> None:
    rows = [{"text": "Er kam."}] * 8 + [{"text": "Ein Giftpilz."}]
    source = write_lines(tmp_path / "in.jsonl", *rows)
    done = run(
        source, "--out", tmp_path / "out", "--shard-size", "2",
        engine="corpora:Deadly", workers=2,
    )  # fmt: skip
    assert done.exit_code == 2
    assert "a worker was killed" in done.stderr.splitlines()[-1]
    assert (tmp_path / "out" / "manifest.jsonl").exists()


def test_parts_and_limits(tmp_path: Path, corpus: Path) -> None:
    whole = tmp_path / "whole"
    assert run(corpus, "--out", whole, "--shard-size", "9", "--limit", "100").exit_code == 0
    assert len(read_shards(whole)) == 100
    found: dict[str, bytes] = {}
    for number in (1, 2, 3):
        out = tmp_path / f"part-{number}"
        part = ("--shard", f"{number}/3", "--limit", "100", "--shard-size", "9")
        assert run(corpus, "--out", out, *part).exit_code == 0
        found |= {path.name: path.read_bytes() for path in (out / "shards").iterdir()}
    assert found == {path.name: path.read_bytes() for path in (whole / "shards").iterdir()}


# --- the translation memory


def test_the_memory_pays_repeated_sentences_once(tmp_path: Path) -> None:
    texts = [f"Nummer {number % 40} kam heim." for number in range(120)]
    source = write_lines(tmp_path / "in.jsonl", *({"text": text} for text in texts))
    summaries = []
    for name, more in (("with", []), ("without", ["--no-memory"])):
        out = tmp_path / name
        assert run(source, "--out", out, "--shard-size", "2", *more).exit_code == 0
        summaries.append(json.loads((out / "run.json").read_text(encoding="utf-8")))
    assert [summary["recalled"] for summary in summaries] == [80, 0]
    assert not (tmp_path / "without" / "memory.sqlite").exists()
    keep = [
        [record["text_en"] for record in read_shards(tmp_path / n)] for n in ("with", "without")
    ]
    assert keep[0] == keep[1]


def test_the_memory_stays_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "ROWS", 30)
    texts = [f"Nummer {number} kam heim." for number in range(200)]
    source = write_lines(tmp_path / "in.jsonl", *({"text": text} for text in texts))
    assert run(source, "--out", tmp_path / "out", "--shard-size", "2").exit_code == 0
    with sqlite3.connect(tmp_path / "out" / "memory.sqlite") as base:
        (rows,) = base.execute("SELECT COUNT(*) FROM sentences").fetchone()
    base.close()
    assert 30 <= rows <= 30 + 2 * (memory.LAG + 1)


# --- what is seen


def test_figures_for_prometheus_and_a_log(tmp_path: Path, corpus: Path) -> None:
    figures = tmp_path / "reinschrift.prom"
    done = run(corpus, "--out", tmp_path / "out", "--prometheus", figures, "--log-json")
    events = [json.loads(line) for line in done.stderr.splitlines()]
    assert [event["event"] for event in events] == ["begin", "shard", "end"]
    assert "reinschrift_records_total 120\n" in figures.read_text(encoding="utf-8")


def test_figures_that_cannot_be_written_end_no_run(tmp_path: Path, corpus: Path) -> None:
    done = run(corpus, "--out", tmp_path / "out", "--prometheus", tmp_path / "no" / "x.prom")
    assert done.exit_code == 0
    assert done.stderr.splitlines()[-1].endswith("(No such file or directory); no more figures")
    assert len(read_shards(tmp_path / "out")) == 120


def test_a_stall_is_told_with_what_it_is_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(observation, "PULSE", 0.01)
    said: list[str] = []
    board = Board(2)
    with observation.Observer(said.append, stall=0.1) as observer:
        observer.begin(board, Tally(), 10)
        board.reporter(0, 7)(128, 400)
        deadline = time.monotonic() + 20
        while not said and time.monotonic() < deadline:
            time.sleep(0.01)
        time.sleep(0.1)
    assert len(said) == 1  # a stall is told once
    assert said[0].startswith("no progress for 0 seconds; at work: shard 7 at sentence 128 of 400")


# --- as a function


def test_the_function_gives_what_a_run_writes(tmp_path: Path, corpus: Path) -> None:
    assert (
        run(corpus, "--out", tmp_path / "out", "--no-memory", "--shard-size", "60").exit_code == 0
    )
    translate = Translator(Options(engine="echo", rules=("merged-words",), memory=False))
    rows = [{"id": number, "text": text} for number, text in enumerate(make_texts(120))]
    for done, written in zip(
        translate(rows[:60]) + translate([*rows[60:], {"id": 1}]), read_shards(tmp_path / "out"),
        strict=False,
    ):  # fmt: skip
        assert done["text_en"] == written["text_en"]
        assert {**done, "source": "", "record": 0} == {**written, "source": "", "record": 0}
    assert translate([{"id": 1}])[0]["error"] == "no text in field 'text'; it has: 'id'"


# --- tables


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_is_read_by_its_header(tmp_path: Path, delimiter: str) -> None:
    rows = [
        ("id", "text", "ort"),
        ("a", '"Er kam,\nsah; und siegte."', "Köln"),
        ("b", "Er ging.", ""),
        ("c", "zu wenig"),
        ("d", '"Er sagte: ""Nein."""', "Ulm"),
    ]
    source = tmp_path / "in.csv"
    source.write_text(
        "\ufeff" + "\r\n".join(delimiter.join(row) for row in rows) + "\r\n\r\n", encoding="utf-8"
    )
    assert run(source, "--out", tmp_path / "out", "--keep", "ort").exit_code == 1
    one, two, three, four = read_shards(tmp_path / "out")
    assert (one["id"], one["text_en"]) == ("a", "Er kam,\nsah; und siegte.")
    assert one["kept"] == {"ort": "Köln"}
    assert two["text_en"] == "Er ging."
    assert three["error"] == "the row has 2 cells, the header 3"
    assert four["text_en"] == 'Er sagte: "Nein."'


def test_an_odd_table_loses_no_record(tmp_path: Path) -> None:
    source = tmp_path / "in.tsv"
    source.write_bytes(b"text\tid\nEr kam.\t1\nT\xfcr zu.\t2\n\x00\t3\nEr ging.\t4\n")
    run(source, "--out", tmp_path / "out")
    found = read_shards(tmp_path / "out")
    assert [record["text_en"] for record in found] == ["Er kam.", "Tür zu.", "\0", "Er ging."]
    empty = tmp_path / "empty.csv"
    empty.touch()
    assert run(empty, "--out", tmp_path / "none").exit_code == 1
    assert "begins with a header" in read_shards(tmp_path / "none")[0]["error"]


def test_parquet_is_read_in_order(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="needs pip install pyarrow")
    import datetime

    import pyarrow as arrow

    rows = [
        {"id": n, "body": {"text": f"Nummer {n} kam."}, "day": datetime.date(2024, 2, 3)}
        for n in range(700)
    ]
    rows[9]["body"] = None
    parquet.write_table(arrow.Table.from_pylist(rows), tmp_path / "in.parquet")
    out = tmp_path / "out"
    done = run(tmp_path / "in.parquet", "--out", out, "--text-field", "body.text", "--keep", "day")
    assert done.exit_code == 1, done.output
    found = read_shards(out)
    assert [record["id"] for record in found] == list(range(700))
    assert found[8]["body.text_en"] == "Nummer 8 kam."
    assert found[8]["kept"] == {"day": "2024-02-03"}
    assert "error" in found[9]
    (tmp_path / "in.parquet").write_bytes(b"PAR1" + bytes(90))
    assert run(tmp_path / "in.parquet", "--out", tmp_path / "bad").exit_code == 1


def test_pages_fields_of_html_and_archives_keep_their_links(tmp_path: Path) -> None:
    page = '<html><body><p>Er traf <a href="x">Xi</a> heute.</p></body></html>'
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    write_lines(tmp_path / "in.jsonl", {"text": '<p>Er traf <a href="x">Xi</a>.</p>'})
    out = tmp_path / "out"
    done = run(
        tmp_path / "page.html", tmp_path / "in.jsonl", "--out", out, "--field-format", "html",
        workers=2,
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    one, two = read_shards(out)
    assert one["text_en"] == "Er traf Xi heute."
    assert '<a href="x">Xi</a> heute.' in one["text_html"]
    assert two["text_html"] == '<p>Er traf <a href="x">Xi</a>.</p>'


def test_archives_give_a_record_for_each_page(tmp_path: Path) -> None:
    pytest.importorskip("warcio", reason="needs pip install 'reinschrift[warc]'")
    with gzip.open(tmp_path / "in.warc.gz", "wb") as target:
        for number, kind in enumerate(("text/html", "image/png", "text/html; charset=utf-8")):
            block = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n<p>Nummer {number} kam.</p>"
            target.write(
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://x/{number}\r\n"
                "Content-Type: application/http; msgtype=response\r\n"
                f"Content-Length: {len(block)}\r\n\r\n{block}\r\n\r\n".encode()
            )
    done = run(tmp_path / "in.warc.gz", "--out", tmp_path / "out", workers=2)
    assert done.exit_code == 0, done.output
    found = read_shards(tmp_path / "out")
    assert [(record["id"], record["text_en"]) for record in found] == [
        ("http://x/0", "Nummer 0 kam."), ("http://x/2", "Nummer 2 kam."),
    ]  # fmt: skip
