"""Files of records: a record in, a record out, what is not the text as it was."""

from __future__ import annotations

import csv
import gzip
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from reinschrift.cli.app import cli
from reinschrift.documents import Document
from reinschrift.engines import Echo
from reinschrift.errors import UnreadableInput
from reinschrift.flow import Flow
from reinschrift.formats import read_documents
from reinschrift.formats.table import Options, load_format

SCARRED = "Er traf Putinund Xi."
MENDED = "Er traf Putin und Xi."


def there_and_back(name: str, data: bytes, options: Options) -> bytes:
    chosen = load_format(name)
    out = io.BytesIO()
    chosen.write(chosen.read(io.BytesIO(data), options), out, options)
    return out.getvalue()


def run(*arguments: str | Path) -> str:
    done = CliRunner().invoke(cli, [str(one) for one in arguments])
    assert done.exit_code == 0, done.output
    return done.stdout


cells = st.text(
    st.one_of(st.sampled_from('"\r\n;,\t x'), st.characters(exclude_categories=["Cs", "Cc"])),
    max_size=12,
)


@given(st.lists(st.tuples(cells, cells), max_size=6), st.sampled_from(",;\t"), st.booleans())
def test_a_table_comes_back_byte_for_byte(
    rows: list[tuple[str, str]], delimiter: str, all_quoted: bool
) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    if not all_quoted:
        writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(["id", "text"])
    writer.writerows(rows)
    data = out.getvalue().encode()
    assert there_and_back("csv", data, Options()) == data


@given(st.lists(st.tuples(cells, cells), max_size=6), st.sampled_from(",;\t"))
def test_a_table_is_read_as_the_standard_library_reads_it(
    rows: list[tuple[str, str]], delimiter: str
) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(["text", "id"])
    writer.writerows(rows)
    documents = list(load_format("csv").read(io.BytesIO(out.getvalue().encode()), Options()))
    found = [one for one in documents if "record" in one.metadata]
    assert len(found) == len(rows)
    for (text, _), document in zip(rows, found, strict=True):
        lines = "\n".join(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
        assert document.text == lines


def test_a_table_gets_its_english_in_a_column_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    path.write_bytes(b'id;text;"n"\r\n1;"Er kam;\r\nheute.";"007"\r\n2;"Sie ""ging"".";x\r\n')
    done = run("translate", "--engine", "echo", path)
    assert done.splitlines()[0] == 'id;text;"n";text_en'
    rows = list(csv.reader(io.StringIO(done, newline=""), delimiter=";"))
    assert [row[3] for row in rows[1:]] == [row[1] for row in rows[1:]]
    assert '"007"' in done


def test_rows_without_text_pass_through_and_are_told(tmp_path: Path) -> None:
    path = tmp_path / "news.tsv"
    path.write_text(f"id\ttext\n1\t{SCARRED}\n2\n\n3\t\n", encoding="utf-8")
    done = CliRunner().invoke(cli, ["repair", str(path)])
    assert done.exit_code == 1
    assert done.stdout == f"id\ttext\n1\t{MENDED}\n2\n\n3\t\n"
    assert "1 bad record" in done.stderr


def test_a_table_without_the_column_says_which_it_has(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    path.write_text("id,body\n1,Text\n", encoding="utf-8")
    done = CliRunner().invoke(cli, ["repair", str(path)])
    assert done.exit_code == 2
    assert "no column 'text', it has: 'id', 'body'" in done.stderr


def test_an_open_quote_does_not_swallow_the_memory() -> None:
    data = b'text\n"' + b"x" * (17 << 20)
    with pytest.raises(UnreadableInput, match="quotation mark"):
        list(load_format("csv").read(io.BytesIO(data), Options()))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-8"])
def test_a_table_of_any_encoding_is_read(encoding: str) -> None:
    data = "id;text\n1;Die Küste bebt für ein paar Stunden.\n".encode(encoding)
    documents = list(load_format("csv").read(io.BytesIO(data), Options()))
    assert documents[1].text == "Die Küste bebt für ein paar Stunden."


def test_html_in_a_field_is_repaired_as_html(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    html = '<p>Er traf <a href="/p">Putin</a>und Xi.</p>'
    path.write_text(json.dumps({"id": 1, "text": html}) + "\n", encoding="utf-8")
    record = json.loads(run("repair", "--field-format", "html", path))
    assert record["text"] == '<p>Er traf <a href="/p">Putin</a> und Xi.</p>'
    record = json.loads(run("translate", "--engine", "echo", "--field-format", "html", path))
    assert record["text"] == html
    assert record["text_en"].startswith("<p>")


def test_parquet_passes_other_columns_through(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow", reason="needs the extra parquet")
    parquet = pytest.importorskip("pyarrow.parquet", reason="needs the extra parquet")
    path, out = tmp_path / "news.parquet", tmp_path / "out.parquet"
    table = pyarrow.table(
        {"id": [1, 2, 3], "text": [SCARRED, None, "Gut."], "tags": [["a"], [], None]}
    )
    parquet.write_table(table.replace_schema_metadata({"origin": "us"}), path)
    run("repair", path, "-o", out)
    done = parquet.read_table(out)
    assert done.column("text").to_pylist() == [MENDED, None, "Gut."]
    assert done.column("tags").to_pylist() == [["a"], [], None]
    assert done.schema.metadata[b"origin"] == b"us"
    run("translate", "--engine", "echo", path, "-o", out)
    assert parquet.read_table(out).column("text_en").to_pylist() == [MENDED, None, "Gut."]


def test_what_is_no_parquet_is_refused_in_one_line(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="needs the extra parquet")
    path = tmp_path / "news.parquet"
    path.write_bytes(b"PAR1 but no more")
    done = CliRunner().invoke(cli, ["repair", str(path)])
    assert done.exit_code == 2
    assert "is no parquet file" in done.stderr


def archive(*, packed: bool) -> bytes:
    """Make an archive of a page and a picture."""
    pytest.importorskip("warcio", reason="needs the extra warc")
    page = gzip.compress(f"<html><p>{SCARRED} Die Küste.</p></html>".encode("cp1252"), mtime=0)
    records = []
    for address, kind, body in (
        ("http://a.de/", "text/html; charset=iso-8859-1\r\nContent-Encoding: gzip", page),
        ("http://a.de/b.png", "image/png", b"\x89PNG"),
    ):
        block = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n".encode() + body
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\n"
            "WARC-Date: 2026-01-01T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
            "Content-Type: application/http; msgtype=response\r\n"
            f"WARC-Block-Digest: sha1:AAAA\r\nContent-Length: {len(block)}\r\n\r\n"
        )
        record = head.encode() + block + b"\r\n\r\n"
        records.append(gzip.compress(record, mtime=0) if packed else record)
    return b"".join(records)


@pytest.mark.parametrize("packed", [True, False])
def test_an_archive_keeps_what_is_no_page(tmp_path: Path, *, packed: bool) -> None:
    path = tmp_path / ("in.warc.gz" if packed else "in.warc")
    path.write_bytes(archive(packed=packed))
    out = tmp_path / ("out.warc.gz" if packed else "out.warc")
    run("repair", path, "-o", out)
    iterator = pytest.importorskip("warcio.archiveiterator").ArchiveIterator
    with out.open("rb") as stream:
        found = [
            (one.rec_headers.get_header("WARC-Target-URI"), one.content_stream().read())
            for one in iterator(stream)
        ]
    page = f"<html><p>{MENDED} Die Küste.</p></html>".encode("cp1252")
    assert found == [("http://a.de/", page), ("http://a.de/b.png", b"\x89PNG")]


def test_an_untouched_archive_keeps_its_records() -> None:
    data = archive(packed=False)
    out = there_and_back("warc", data, Options())
    assert out == data


@pytest.mark.parametrize("cut", [10, 300])
def test_a_damaged_archive_is_told_in_one_line(cut: int) -> None:
    with pytest.raises(UnreadableInput, match="damaged"):
        there_and_back("warc", archive(packed=False)[:-cut], Options())


def test_records_are_read_one_by_one(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    path.write_text("text\n" + "Ein Satz.\n" * 1000, encoding="utf-8")
    documents = read_documents(path)
    assert next(documents).blocks == ()
    assert next(documents).text == "Ein Satz."
    done = Flow(Echo(), rules=())(next(documents))
    assert isinstance(done, Document)


def test_a_folder_is_gone_through_and_keeps_its_shape(tmp_path: Path) -> None:
    news = tmp_path / "news"
    (news / "2026").mkdir(parents=True)
    (news / "a.txt").write_text(SCARRED, encoding="utf-8")
    (news / "2026" / "a.html").write_text(f"<p>{SCARRED}</p>", encoding="utf-8")
    (news / "bild.png").write_bytes(b"\x89PNG")
    run("repair", news, "-o", tmp_path / "out")
    assert (tmp_path / "out" / "a.txt").read_text(encoding="utf-8") == MENDED
    assert (tmp_path / "out" / "2026" / "a.html").read_text(encoding="utf-8") == f"<p>{MENDED}</p>"
    assert not (tmp_path / "out" / "bild.png").exists()
    done = CliRunner().invoke(cli, ["repair", str(news), "-o", str(news)])
    assert done.exit_code == 2
    assert "would overwrite" in done.stderr
    (tmp_path / "leer").mkdir()
    done = CliRunner().invoke(cli, ["repair", str(tmp_path / "leer")])
    assert done.exit_code == 2
    assert "without a file of a known format" in done.stderr
