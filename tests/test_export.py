"""Records to spreadsheets: values as they are, nothing that runs."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from cchc_ocr import export
from cchc_ocr.catalogue import NAME
from cchc_ocr.errors import UnreadableError, UsageError
from cchc_ocr.export import Found
from cchc_ocr.records import Document, Evidence, Rank, Record, Score, Source, Total

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


def write(tmp_path: Path, out: str = "tables", **options: bool) -> list[Path]:
    return list(export.write([Found("606.json", RECORD)], "csv", tmp_path / out, **options))


def test_one_row_per_document(tmp_path: Path) -> None:
    documents, _ = write(tmp_path)
    (row,) = rows(documents)
    assert row["record"] == "606.json"
    assert (row["type"], row["number_symbol"], row["date"]) == ("Kết luận", "606/KL-SNV", "2021-03-09")
    assert (row["total"], row["rank"], row["rank_of"]) == ("80.08", "7", "25")
    assert row["recipients"] == "A; B"
    assert row["needs_review"] == "/scores/1/score; /document/number"
    assert row["signer"] == ""


def test_one_row_per_score(tmp_path: Path) -> None:
    _, scores = write(tmp_path)
    first, second = rows(scores)
    assert (first["number_symbol"], first["criterion_code"]) == ("606/KL-SNV", "tai_chinh_cong")
    assert (first["score"], first["max_score"], first["page"], first["confidence"]) == ("8.5", "9.0", "2", "0.75")
    assert (second["score"], second["needs_review"]) == ("", "/scores/1/score")


def test_a_formula_stays_text(tmp_path: Path) -> None:
    _, scores = write(tmp_path)
    assert rows(scores)[1]["criterion"] == "'=HYPERLINK(1)"


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1"])
def test_every_sign_that_begins_a_formula(text: str) -> None:
    assert f"'{text}" in export.to_csv([{"a": text}], ["a"], decimal_comma=False)


def test_a_negative_number_stays_a_number() -> None:
    assert export.to_csv([{"a": -1.5}], ["a"], decimal_comma=False).endswith("\r\n-1.5\r\n")


def test_decimal_comma(tmp_path: Path) -> None:
    _, scores = write(tmp_path, decimal_comma=True)
    assert rows(scores, ";")[0]["score"] == "8,5"


@pytest.mark.parametrize(
    ("out", "names"),
    [("tables", ["tables/documents.csv", "tables/scores.csv"]), ("a.csv", ["a.csv", "a.scores.csv"])],
)
def test_where_the_tables_lie(tmp_path: Path, out: str, names: list[str]) -> None:
    assert [str(path.relative_to(tmp_path)) for path in write(tmp_path, out)] == names


def test_without_scores_the_columns_are_there_all_the_same(tmp_path: Path) -> None:
    bare = Record(source=RECORD.source)
    _, scores = export.write([Found("a.json", bare)], "csv", tmp_path / "t")
    assert scores.read_text("utf-8-sig").startswith("record,file,number_symbol,")


def test_what_cannot_be_written_yet(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="xlsx: not available"):
        export.write([Found("a", RECORD)], "xlsx", tmp_path / "a.xlsx")
    assert not list(tmp_path.iterdir())


def test_json_lines_come_back_as_they_were(tmp_path: Path) -> None:
    (path,) = export.write([Found("a", RECORD), Found("b", RECORD)], "jsonl", tmp_path / "all.jsonl")
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


@pytest.mark.parametrize(
    ("text", "where"),
    [("{", "a.json:1"), ('{"schema_version": 2}', "a.json:1"), (RECORD.to_json() + "\nx\n", "a.json:2")],
)
def test_what_is_no_record_is_named(tmp_path: Path, text: str, where: str) -> None:
    (tmp_path / "a.json").write_text(text)
    with pytest.raises(UnreadableError, match=f"{where}: not a record"):
        export.load([tmp_path / "a.json"], io.StringIO())
