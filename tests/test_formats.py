"""Formats: what is read and written again keeps its bytes; what is edited keeps all the rest."""

from __future__ import annotations

import gzip
import io
import json
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reinschrift.documents import Document, edit_document
from reinschrift.edits import Edit
from reinschrift.errors import MissingExtra, UnknownName, UnreadableInput
from reinschrift.formats import (
    FORMATS,
    Options,
    load_format,
    name_format,
    read,
    read_documents,
    write,
)
from reinschrift.formats.encoding import decode
from reinschrift.formats.files import open_output
from reinschrift.formats.jsonl import set_field
from reinschrift.formats.places import Places
from reinschrift.repairs import repair_document

CASES = Path(__file__).parent / "cases"


def cases(name: str) -> list[Any]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [pytest.param(case, id=case["id"]) for case in map(json.loads, lines)]


def parse(name: str, data: bytes, options: Options | None = None) -> list[Document]:
    return list(load_format(name).read(io.BytesIO(data), options or Options()))


def serialise(name: str, documents: list[Document], options: Options | None = None) -> bytes:
    stream = io.BytesIO()
    load_format(name).write(documents, stream, options or Options())
    return stream.getvalue()


def edit(document: Document, before: str, after: str) -> Document:
    """Replace the first `before` in the document's text."""
    start = document.text.index(before)
    return edit_document(document, [Edit(start, start + len(before), after, "by-hand")])


# --- any format


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_has_its_name_as_a_suffix(name: str) -> None:
    assert f".{name}" in load_format(name).suffixes


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("a.txt", "txt"), ("a.MD", "md"), ("a.markdown", "md"), ("a.ndjson", "jsonl"),
        ("a.jsonl.zst", "jsonl"), ("a.b.md", "md"), ("ohne", "txt"), ("a.xyz", "txt"),
    ],
)  # fmt: skip
def test_suffix_names_the_format(path: str, name: str) -> None:
    assert name_format(path) == name


def test_unknown_format_names_those_there_are() -> None:
    with pytest.raises(UnknownName, match="known: csv, html, jsonl, md, parquet, tsv, txt, warc"):
        load_format("docx")


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_survives_reading_and_writing(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    if b"\0" in data or text.startswith("\N{ZERO WIDTH NO-BREAK SPACE}"):
        return  # taken as UTF-16 or as a mark: below
    controls = sum(map(text.count, map(chr, {*range(32), 127} - set(b"\b\t\n\v\f\r\x1b"))))
    if controls > 3:
        return  # refused as binary: below
    assert serialise("txt", parse("txt", data)) == data


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("last", ["", "end"])
def test_line_ends_survive_an_edit(end: str, last: str) -> None:
    last = end if last else ""
    data = f"Erste Zeile{end}Zweite Zeile{last}".encode()
    [document] = parse("txt", data)
    edited = edit(document, "Zeile\nZweite", "Zeile.\nDritte")
    joined = serialise("txt", [edited])
    assert joined == f"Erste Zeile.\nDritte Zeile{last}".encode()
    kept = serialise("txt", [edit(document, "Zweite", "Dritte")])
    assert kept == f"Erste Zeile{end}Dritte Zeile{last}".encode()


def test_mark_of_utf8_stays() -> None:
    data = b"\xef\xbb\xbfT\xc3\xbcr\n"
    [document] = parse("txt", data)
    assert document.text == "Tür\n"
    assert serialise("txt", [document]) == data


def test_read_and_write_by_suffix(tmp_path: Path) -> None:
    path, copy = tmp_path / "a.md", tmp_path / "b.md"
    path.write_bytes(b"# Titel\r\n\r\nText")
    write(read(path), copy)
    assert copy.read_bytes() == path.read_bytes()


def test_read_refuses_a_file_of_records(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "Eins"}\n', encoding="utf-8")
    with pytest.raises(UnreadableInput, match="read_documents"):
        read(path)
    assert [document.text for document in read_documents(path)] == ["Eins"]


@pytest.mark.parametrize("suffix", [".gz", ".zst"])
def test_packed_files_are_unpacked_and_packed(tmp_path: Path, suffix: str) -> None:
    if suffix == ".zst":
        pytest.importorskip("zstandard", reason="zstandard is not installed")
    path = tmp_path / f"a.txt{suffix}"
    write(Document.from_text("Guten Tag.\n" * 1000), path)
    first = path.read_bytes()
    assert len(first) < 1000
    assert read(path).text == "Guten Tag.\n" * 1000
    write(Document.from_text("Guten Tag.\n" * 1000), path)
    assert path.read_bytes() == first, "the same text gives the same bytes"


def test_packing_is_seen_by_the_bytes_not_the_name(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(gzip.compress("Tür".encode()))
    assert read(path).text == "Tür"


def test_damaged_packing_is_one_clear_error(tmp_path: Path) -> None:
    path = tmp_path / "a.txt.gz"
    path.write_bytes(gzip.compress(b"Guten Tag." * 1000)[:-20])
    with pytest.raises(UnreadableInput, match=r"a\.txt\.gz is packed and damaged"):
        read(path)


def test_zst_without_its_package_names_the_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "zstandard", None)
    path = tmp_path / "a.txt.zst"
    path.write_bytes(b"\x28\xb5\x2f\xfd....")
    with pytest.raises(MissingExtra, match="pip install"):
        read(path)


def test_broken_run_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("alt", encoding="utf-8")

    def break_off() -> None:
        with open_output(path) as stream:
            stream.write(b"neu")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        break_off()
    assert path.read_text(encoding="utf-8") == "alt"
    assert [one.name for one in tmp_path.iterdir()] == ["a.txt"]


def test_ctrl_c_as_soon_as_the_file_is_there_leaves_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_off(part: Path, _mode: str) -> None:
        part.touch()
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "open", break_off)
    with pytest.raises(KeyboardInterrupt), open_output(tmp_path / "a.txt"):
        pass
    assert not list(tmp_path.iterdir())


# --- encodings


@pytest.mark.parametrize("case", cases("encodings.jsonl"))
def test_encoding_is_found(case: dict[str, str]) -> None:
    decoded = decode(bytes.fromhex(case["hex"]), encoding=case.get("encoding"))
    assert (decoded.text, decoded.guess) == (case["text"], case["guess"])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "cp1252"])
def test_german_is_read_in_any_encoding(encoding: str) -> None:
    text = "Die Bürger von Köln äßen für 3 € „Süßes“.\n" * 20
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"%PDF-1.7 und so weiter", "a PDF file"),
        (b"PK\x03\x04rest", "a ZIP archive"),
        (bytes(range(256)) * 10, "control characters"),
        (b"\0" * 1000, "control characters"),
        (b"Text\0\1\2\3\4\5\6\7", "control characters"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(UnreadableInput, match=why):
        decode(data, source="a.txt")


def test_wrong_declared_encoding_says_where() -> None:
    with pytest.raises(UnreadableInput, match=r"a\.txt is not utf-8 at byte 1"):
        decode(b"T\xfcr", encoding="utf-8", source="a.txt")


@pytest.mark.parametrize("name", ["utf-9", "hex", "zlib"])
def test_unknown_encoding_names_some(name: str) -> None:
    with pytest.raises(UnknownName, match="known: cp1252"):
        decode(b"T", encoding=name)


def test_guess_is_told() -> None:
    told: list[str] = []
    parse("txt", b"T\xfcr", Options(source="a.txt", tell=told.append))
    assert told == [
        "a.txt is not UTF-8; read as cp1252 (--encoding names another, the output is UTF-8)"
    ]


# --- Markdown


@pytest.mark.parametrize("case", cases("markdown.jsonl"))
def test_markdown_blocks(case: dict[str, Any]) -> None:
    [document] = parse("md", case["text"].encode())
    assert [[block.kind, block.text] for block in document.blocks] == case["blocks"]
    assert serialise("md", [document]) == case["text"].encode()


@pytest.mark.parametrize("path", sorted((CASES / "markdown").iterdir()), ids=lambda path: path.name)
def test_markdown_file_keeps_its_bytes(path: Path) -> None:
    assert serialise("md", parse("md", path.read_bytes())) == path.read_bytes()


FRAGMENTS = [
    "Ein Wort", " ", "\n", "\n\n", "\r\n", "*", "**", "_", "`", "``", "```", "~~", "[", "]", "(",
    ")", "![", "[a](b)", "[a][b]", "\n[b]: c\n", "<br>", "<div>", "<!--", "-->", "&amp;", "&", "\\",
    "\\*", "# ", "> ", "- ", "1. ", "    ", "\t", "|", "|---|---|", "---", "===", "$$", "[^1]",
    "  \n", "ß",
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join))
def test_any_markdown_keeps_its_bytes(text: str) -> None:
    [document] = parse("md", text.encode())
    assert serialise("md", [document]) == text.encode()
    assert not any("\n" in block.text or "\r" in block.text for block in document.blocks)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=20).map("".join), st.data())
def test_edited_markdown_reads_as_it_was_edited(text: str, data: st.DataObject) -> None:
    [document] = parse("md", f"Anfang {text}".encode())
    new = data.draw(
        st.sampled_from(["neu", "*neu*", "_x_", "[neu]", "a`b`", "<i>", "&amp;", "5 * 3"])
    )
    edited = edit(document, "Anfang", new) if "Anfang" in document.text else document
    [again] = parse("md", serialise("md", [edited]))
    if (
        edited.blocks
        and edited.blocks[0].kind == "paragraph"
        and again.blocks[0].kind == "paragraph"
    ):
        assert again.blocks[0].text.split() == edited.blocks[0].text.split()


def test_markdown_marks_carry_their_targets() -> None:
    [document] = parse("md", b'Ein [Wort *hier*](https://example.org "T") und `x`.')
    [block, _title] = document.blocks
    marks = [(mark.kind, block.text[mark.start : mark.end]) for mark in block.marks]
    assert marks == [("link", "Wort hier"), ("emphasis", "hier"), ("code", "x")]
    link = block.marks[0].attributes
    assert (link["href"], link["title"]) == ("https://example.org", "T")


def test_edit_beside_a_link_keeps_the_link() -> None:
    [document] = parse("md", b"Er traf [Putin](https://example.org)und *Xi*.\n")
    edited = edit_document(document, [Edit(13, 13, " ", "merged-words")])
    assert serialise("md", [edited]) == b"Er traf [Putin](https://example.org) und *Xi*.\n"


def test_edit_in_a_wrapped_paragraph_keeps_the_wrapping() -> None:
    [document] = parse("md", b"> Er traf Putinund\n> auch Xi.\n")
    edited = edit(document, "Putinund", "Putin und")
    assert serialise("md", [edited]) == b"> Er traf Putin und\n> auch Xi.\n"


def test_new_text_does_not_turn_into_markup() -> None:
    [document] = parse("md", b"- Ein Wort\n")
    written = serialise("md", [edit(document, "Ein Wort", "*fett* [x](y)")])
    assert written == b"- \\*fett\\* \\[x\\](y)\n"


def test_marks_in_another_order_still_nest() -> None:
    [document] = parse("md", b"**Eins** *Zwei*")
    [block] = document.blocks
    swapped = tuple(
        replace(mark, start=other.start, end=other.end)
        for mark, other in zip(block.marks, reversed(block.marks), strict=True)
    )
    moved = replace(document, blocks=(replace(block, marks=swapped),))
    assert serialise("md", [moved]) == b"*Eins* **Zwei**"


def test_picture_is_never_lost() -> None:
    [document] = parse("md", b"Hier ![Kran](k.jpg) steht er.")
    [block, _] = document.blocks
    [picture] = block.marks
    moved = replace(block, text="There it is.", marks=(replace(picture, start=0, end=5),))
    assert serialise("md", [replace(document, blocks=(moved,))]) == b"There![Kran](k.jpg) it is."


@pytest.mark.parametrize(
    ("text", "old", "new", "wanted"),
    [
        ('![Ein Kran](k.jpg "Im Hafen") steht.', "Ein Kran", "A crane [1]",
         '![A crane \\[1\\]](k.jpg "Im Hafen") steht.'),
        ('Ein ![Kran](k.jpg "Im Hafen").', "Im Hafen", 'At the "port" & more',
         'Ein ![Kran](k.jpg "At the \\"port\\" & more").'),
        ("Der [Hafen](h 'Wo Schiffe sind').", "Wo Schiffe sind", "Ships' place",
         "Der [Hafen](h 'Ships\\' place')."),
        ('![Ein Kran](k.jpg "Hafen")\n', "Hafen", "Port", '![Ein Kran](k.jpg "Port")\n'),
        ("> [![Zum Hafen](h.png)](x)", "Zum Hafen", "To the port", "> [![To the port](h.png)](x)"),
        ("Der [Hafen] schläft.\n\n[hafen]: x", "Hafen", "port",
         "Der [port][Hafen] schläft.\n\n[hafen]: x"),
        ("Der [*alte* Hafen][].\n\n[*alte* hafen]: x", "alte", "old",
         "Der [*old* Hafen][*alte* Hafen].\n\n[*alte* hafen]: x"),
    ],
)  # fmt: skip
def test_what_a_reader_sees_of_pictures_and_links_is_written_where_it_stood(
    text: str, old: str, new: str, wanted: str
) -> None:
    [document] = parse("md", text.encode())
    assert serialise("md", [edit(document, old, new)]).decode() == wanted


def test_repair_leaves_code_and_tags_alone() -> None:
    data = (CASES / "markdown" / "artikel.md").read_bytes()
    [document] = parse("md", data)
    repaired, repair = repair_document(document)
    written = serialise("md", [repaired]).decode()
    assert "Die Stadt Wismar und ihre" in written, "the scar in the prose is mended"
    assert repair.edits
    for kept in (
        "title: Der Titel bleibt, wie er ist",
        'text = "bleibt  ganz , so"  # Putinund',
        "eingerückt  bleibt , auch",
        "<p>Auch  das bleibt.</p>",
        "<!-- und  das -->",
        '"Zum  Artikel"',
        '"Der  Plan"',
    ):
        assert kept in written


def test_repair_leaves_code_in_a_sentence_alone() -> None:
    [document] = parse("md", b"Er  nahm `git  log , Putinund` her.\n")
    repaired, _ = repair_document(document)
    assert serialise("md", [repaired]) == b"Er nahm `git  log , Putinund` her.\n"


@pytest.mark.parametrize(
    "text", ["[" * 20000, "*a " * 10000, "`" * 20001, "a\n" * 20000, "[a](b) " * 5000, "> " * 10000]
)
def test_odd_markdown_costs_linear_time(text: str) -> None:
    # Quadratic code takes minutes here.
    began = time.process_time()
    assert serialise("md", parse("md", text.encode())) == text.encode()
    assert time.process_time() - began < 10


# --- JSON lines


def test_record_keeps_what_is_not_its_text() -> None:
    line = (
        '{ "n":1.50, "big": 1e400,"text" : "Putinund", "u": "\\u00fc", "nested": {"text": "x"}}\n'
    )
    [document] = parse("jsonl", line.encode())
    edited = edit(document, "Putinund", "Putin und")
    assert serialise("jsonl", [edited]).decode() == line.replace("Putinund", "Putin und")


def test_unchanged_record_keeps_every_byte() -> None:
    data = b'{"text": "T\\u00fcr \\ud800", "a": 1}\r\n\r\n{"text":"x"}'
    assert serialise("jsonl", parse("jsonl", data)) == data


def test_english_goes_beside_the_german() -> None:
    [document] = parse("jsonl", b'{"text": "Tor"}\n')
    written = serialise("jsonl", [edit(document, "Tor", "gate")], Options(out_field="text_en"))
    assert json.loads(written) == {"text": "Tor", "text_en": "gate"}


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("kaputt", "not JSON"),
        ("[1]", "not a JSON object but a list"),
        ('{"id": 1}', "no field 'text'; it has: 'id'"),
        ("{}", "no field 'text'; it has: none"),
        ('{"text": null}', "field 'text' is no text but a NoneType"),
        ('{"text": "x"', "not JSON"),
        ("[" * 100_000, "not JSON"),
    ],
)
def test_bad_record_keeps_its_place(line: str, error: str) -> None:
    documents = parse("jsonl", f'{{"text": "a"}}\n{line}\n{{"text": "b"}}\n'.encode())
    assert [document.text for document in documents] == ["a", "", "b"]
    written = serialise("jsonl", documents).decode().splitlines()
    assert len(written) == 3
    record = json.loads(written[1])
    assert error in record["error"]
    if "raw" in record:
        assert record["raw"] == line
    else:
        assert {key: value for key, value in record.items() if key != "error"} == json.loads(line)


def test_undecodable_record_can_be_undone() -> None:
    data = b'{"text": "a"}\n{"text": "T\xfcr"}\n'
    documents = parse("jsonl", data)
    record = json.loads(serialise("jsonl", documents).splitlines()[1])
    assert "not utf-8 at byte" in record["error"]
    assert record["raw"].encode("utf-8", "surrogateescape") == b'{"text": "T\xfcr"}'


def test_earlier_error_is_passed_on() -> None:
    [document] = parse("jsonl", b'{"id": 1, "error": "no page"}\n')
    assert document.metadata["error"] == "no page"
    assert serialise("jsonl", [document]) == b'{"id": 1, "error": "no page"}\n'


def test_records_in_utf16() -> None:
    text = '{"text": "Tür\u2028zu"}\n{"text": "Tor"}\n'
    documents = parse("jsonl", text.encode("utf-16"))
    assert [document.blocks[0].text for document in documents] == ["Tür\u2028zu", "Tor"]
    assert serialise("jsonl", documents).decode() == text


@given(
    st.dictionaries(
        st.text(max_size=5), st.integers() | st.text(max_size=5) | st.none(), max_size=5
    ),
    st.text(st.characters(exclude_categories=()), max_size=10),
    st.sampled_from(["text", "a", ""]),
    st.booleans(),
)
def test_setting_a_field_changes_only_that_field(
    record: dict[str, object], value: str, name: str, compact: bool
) -> None:
    separators = (",", ":") if compact else None
    line = json.dumps(record, ensure_ascii=False, separators=separators)
    out = set_field(line, name, value)
    assert json.loads(out) == {**record, name: value}
    assert "\n" not in out


# --- places


def test_places_in_text_count_lines_and_columns() -> None:
    [document] = parse("txt", b"Eins\r\nZwei drei")
    assert Places(document).find(document.text.index("drei")) == (2, 6)


def test_places_in_markdown_are_those_of_the_file() -> None:
    data = (CASES / "markdown" / "artikel.md").read_bytes()
    [document] = parse("md", data)
    lines = data.decode().splitlines()
    for word in ("Wismarund", "Senator", "Danach", "Code", "Feiertag", "drei", "Kran", "Fußnote"):
        line, column = Places(document).find(document.text.index(word))
        assert lines[line - 1][column - 1 :].startswith(word)


def test_places_in_records_are_record_and_column() -> None:
    documents = parse("jsonl", b'{"text": "a"}\n{"text": "ab"}\n')
    assert Places(documents[1]).find(1) == (2, 2)
