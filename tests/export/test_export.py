"""Records to spreadsheets: values as they are, nothing that runs."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from cchc_ocr import export
from cchc_ocr.errors import ExitCode, UnreadableError, UsageError
from cchc_ocr.export import ExportOptions, Found
from cchc_ocr.export.delimited import to_csv
from cchc_ocr.export.tables import TABLES
from cchc_ocr.records import Document, Evidence, Rank, Record, Score, Source, Total
from cchc_ocr.runs.catalogue import NAME
from tests.conftest import Cli

RECORD = Record(
    source=Source(file="606.pdf", sha256="0" * 64, pages=5, origin="scan", engine="tesseract 5.3.0 vie"),
    document=Document(
        type="Kết luận", number_symbol="606/KL-SNV", issuer="Sở Nội vụ", date="2021-03-09", recipients=("A", "B")
    ),
    scores=(
        Score(criterion="Cải cách tài chính công", criterion_code="tai_chinh_cong", score=8.5, max_score=9.0),
        Score(criterion="=HYPERLINK(1)", score=None, max_score=10.0),
    ),
    totals=(Total(name="Chỉ số CCHC", score=80.08, max_score=100.0, year=2020),),
    ranks=(Rank(position=7, of=25),),
    evidence=(Evidence(field="/scores/0/score", page=2, text="8,5", confidence=0.75),),
    needs_review=("/scores/1/score", "/document/number"),
)


def rows(path: Path, delimiter: str = ",") -> list[dict[str, str]]:
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf"), "without the mark Excel garbles the letters"
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=delimiter))


def write(tmp_path: Path, out: str = "tables", *, decimal_comma: bool = False) -> dict[str, Path]:
    """The files by the names of their tables."""
    options = ExportOptions(decimal_comma=decimal_comma)
    written = export.write([Found("606.json", RECORD)], "csv", tmp_path / out, options).files
    return dict(zip((table.name for table in TABLES), written, strict=True))


def test_one_row_per_document(tmp_path: Path) -> None:
    (row,) = rows(write(tmp_path)["documents"])
    assert row["record"] == "606.json"
    assert (row["type"], row["number_symbol"], row["date"]) == ("Kết luận", "606/KL-SNV", "2021-03-09")
    assert (row["total"], row["rank"], row["rank_of"]) == ("80.08", "7", "25")
    assert row["recipients"] == "A; B"
    assert row["needs_review"] == "/scores/1/score; /document/number"
    assert row["signer"] == ""


def test_one_row_per_score(tmp_path: Path) -> None:
    first, second = rows(write(tmp_path)["scores"])
    assert (first["number_symbol"], first["criterion_code"]) == ("606/KL-SNV", "tai_chinh_cong")
    assert (first["score"], first["max_score"], first["page"], first["confidence"]) == ("8.5", "9.0", "2", "0.75")
    assert (second["score"], second["needs_review"]) == ("", "/scores/1/score")


def test_a_formula_stays_text(tmp_path: Path) -> None:
    assert rows(write(tmp_path)["scores"])[1]["criterion"] == "'=HYPERLINK(1)"


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1"])
def test_every_sign_that_begins_a_formula(text: str) -> None:
    assert f"'{text}" in to_csv([{"a": text}], ["a"], decimal_comma=False)


def test_a_negative_number_stays_a_number() -> None:
    assert to_csv([{"a": -1.5}], ["a"], decimal_comma=False).endswith("\r\n-1.5\r\n")


def test_decimal_comma(tmp_path: Path) -> None:
    assert rows(write(tmp_path, decimal_comma=True)["scores"], ";")[0]["score"] == "8,5"


@pytest.mark.parametrize(
    ("out", "names"),
    [("tables", ["tables/documents.csv", "tables/scores.csv"]), ("a.csv", ["a.csv", "a.scores.csv"])],
)
def test_where_the_tables_lie(tmp_path: Path, out: str, names: list[str]) -> None:
    written = write(tmp_path, out)
    assert [str(written[table].relative_to(tmp_path)) for table in ("documents", "scores")] == names
    assert all(path.is_file() for path in written.values())


def test_without_scores_the_columns_are_there_all_the_same(tmp_path: Path) -> None:
    bare = Record(source=RECORD.source)
    scores = export.write([Found("a.json", bare)], "csv", tmp_path / "t").files[1]
    assert scores.read_text("utf-8-sig").startswith("record,file,number_symbol,")


@pytest.mark.parametrize("kind", ["csv", "xlsx", "parquet", "archive"])
def test_only_json_lines_go_to_stdout(
    tmp_path: Path, cli: Cli, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = cli("export", "-", "--to", kind, "--out", "-", stdin=RECORD.to_json())
    assert (result.exit_code, result.stdout) == (ExitCode.USAGE, "")
    assert not list(tmp_path.iterdir())


def test_an_unknown_kind(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--to ods: not known"):
        export.write([Found("a", RECORD)], "ods", tmp_path / "a.ods")
    assert not list(tmp_path.iterdir())


def test_json_lines_come_back_as_they_were(tmp_path: Path) -> None:
    (path,) = export.write([Found("a", RECORD), Found("b", RECORD)], "jsonl", tmp_path / "all.jsonl").files
    again = export.load([path], io.StringIO())
    assert [(one.name, one.record) for one in again] == [(f"{path}:1", RECORD), (f"{path}:2", RECORD)]


def test_sources(tmp_path: Path) -> None:
    """A folder of run, a pretty record, JSON Lines and stdin, in the order given."""
    (tmp_path / "out/2020").mkdir(parents=True)
    (tmp_path / "out" / NAME).touch()
    (tmp_path / "out/b.json").write_text(RECORD.to_json(indent=2))
    (tmp_path / "out/2020/a.json").write_text(RECORD.to_json(indent=2))
    (tmp_path / "out/.half.json").write_text("{")
    found = export.load(
        [tmp_path / "out", tmp_path / "out/b.json", Path("-")], io.StringIO(RECORD.to_json() + "\n\n")
    )
    assert [one.name for one in found] == ["2020/a.json", "b.json", str(tmp_path / "out/b.json"), "-:1"]


PRETTY = RECORD.to_json(indent=2)
NEW_LINE = "\n"
AT = PRETTY.index('"number"')
LINE = 1 + PRETTY[:AT].count(NEW_LINE)
WRONG = RECORD.to_json().replace('"pages":5', '"pages":"many"')


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "a.json: no records there"),
        ("{", "a.json:1: not a record: not JSON"),
        ("[]", "a.json:1: not a record: "),
        ("{}\n", "a.json:1: not a record: /source: Field required"),
        (WRONG, "a.json:1: not a record: /source/pages: Input should be a valid integer"),
        (f"{RECORD.to_json()}\nx\n", "a.json:2: not a record: not JSON"),
        (f"{RECORD.to_json()}\n\n\n{WRONG}\n", "a.json:4: not a record: /source/pages"),
        (f"{PRETTY}\n{PRETTY[:AT]}", f"a.json:{PRETTY.count(NEW_LINE) + 1 + LINE}: not a record: not JSON"),
        (PRETTY.replace('"number"', "number"), f"a.json:{LINE}: not a record: not JSON: Expecting property name"),
        ('{"schema_version": 2, "new": 1}', "a.json:1: a record of schema_version 2; this program knows 1"),
        ("[" * 100_000, "a.json:1: not a record: not JSON"),
    ],
    ids=lambda value: value[:40],
)
def test_what_is_no_record_is_named_with_its_line(tmp_path: Path, text: str, what: str) -> None:
    (tmp_path / "a.json").write_text(text)
    with pytest.raises(UnreadableError) as caught:
        export.load([tmp_path / "a.json"], io.StringIO())
    assert what in caught.value.message
    assert caught.value.hint


def test_what_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b"\xff\xfe")
    with pytest.raises(UnreadableError, match=r"a\.json: is not UTF-8 text"):
        export.load([tmp_path / "a.json"], io.StringIO())
    with pytest.raises(UnreadableError, match="-: is not UTF-8 text"):
        export.load([Path("-")], io.TextIOWrapper(io.BytesIO(b"\xff"), "utf-8"))


def test_records_one_after_another_on_many_lines(tmp_path: Path) -> None:
    """As `jq .` prints them."""
    (tmp_path / "a.json").write_text(f"\n{PRETTY}\n{PRETTY}\n")
    names = [one.name for one in export.load([tmp_path / "a.json"], io.StringIO())]
    assert names == [f"{tmp_path / 'a.json'}:2", f"{tmp_path / 'a.json'}:{2 + len(PRETTY.splitlines())}"]


def test_the_scan_is_found_by_the_catalogue_or_beside_the_record(tmp_path: Path, cli: Cli) -> None:
    for year in ("2019", "2020"):
        (tmp_path / "in" / year).mkdir(parents=True)
        (tmp_path / "in" / year / "a.txt").write_text(f"Báo cáo năm {year}\n")
    out = tmp_path / "out"
    cli("run", tmp_path / "in", "--out", out)
    scans = [tmp_path / "in/2019/a.txt", tmp_path / "in/2020/a.txt"]
    assert [one.scan for one in export.load([out], io.StringIO())] == scans
    assert [one.scan for one in export.load([out / "2020"], io.StringIO())] == scans[1:]
    assert [one.scan for one in export.load([out / "2020/a.json"], io.StringIO())] == scans[1:]
    scans[0].unlink()
    assert [one.scan for one in export.load([out], io.StringIO())] == [None, scans[1]], (
        "not the text of the result"
    )


def test_without_a_catalogue_the_scan_is_looked_for_beside_the_record(tmp_path: Path) -> None:
    text = RECORD.model_copy(update={"source": RECORD.source.model_copy(update={"file": "b.txt"})})
    (tmp_path / "a.json").write_text(RECORD.to_json())
    (tmp_path / "b.json").write_text(text.to_json())
    (tmp_path / "606.pdf").touch()
    (tmp_path / "b.txt").touch()
    assert [one.scan for one in export.load([tmp_path], io.StringIO())] == [tmp_path / "606.pdf", None]


@pytest.mark.parametrize("file", ["../secret.txt", "/etc/hostname", ".", ""])
def test_a_record_leads_to_no_file_elsewhere(tmp_path: Path, file: str) -> None:
    (tmp_path / "secret.txt").touch()
    (tmp_path / "in").mkdir()
    source = RECORD.source.model_copy(update={"file": file})
    (tmp_path / "in/a.json").write_text(RECORD.model_copy(update={"source": source}).to_json())
    assert [one.scan for one in export.load([tmp_path / "in"], io.StringIO())] == [None]


def test_a_catalogue_that_is_broken_costs_the_links_only(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("no database, and long enough to be looked at as one" * 20)
    (tmp_path / "a.json").write_text(RECORD.to_json())
    assert [one.scan for one in export.load([tmp_path], io.StringIO())] == [None]


@pytest.mark.parametrize("kind", ["csv", "xlsx", "parquet", "archive", "jsonl"])
def test_nothing_is_written_where_one_record_is_bad(tmp_path: Path, cli: Cli, kind: str) -> None:
    (tmp_path / "all.jsonl").write_text(f"{RECORD.to_json()}\n{{\n")
    result = cli("export", tmp_path / "all.jsonl", "--to", kind, "--out", tmp_path / "out.xlsx")
    assert result.exit_code == ExitCode.UNREADABLE
    assert "all.jsonl:3: not a record" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["all.jsonl"]


@pytest.mark.parametrize("kind", ["csv", "xlsx", "parquet", "archive", "jsonl"])
def test_records_are_not_changed_and_files_are_replaced(tmp_path: Path, kind: str) -> None:
    found = [Found("a", RECORD)]
    out = tmp_path / ("a.xlsx" if kind == "xlsx" else "out")
    first = export.write(found, kind, out).files
    assert export.write(found, kind, out).files == first
    assert found == [Found("a", RECORD.model_validate_json(RECORD.to_json()))]


def test_what_was_written_is_said(tmp_path: Path, cli: Cli) -> None:
    result = cli("export", "-", "--to", "xlsx", "--out", tmp_path / "a.xlsx", stdin=RECORD.to_json())
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"written: {tmp_path / 'a.xlsx'}\n"
