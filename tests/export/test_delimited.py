"""CSV: values as they are, nothing that runs."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from cchc_ocr import export
from cchc_ocr.export import ExportOptions, Found
from cchc_ocr.export.delimited import to_csv
from cchc_ocr.export.tables import TABLES
from cchc_ocr.records import Record
from tests.exported import RESULTS


def rows(path: Path, delimiter: str = ",") -> list[dict[str, str]]:
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf"), "without the mark Excel garbles the letters"
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=delimiter))


def write(tmp_path: Path, out: str = "tables", *, decimal_comma: bool = False) -> dict[str, Path]:
    """The files by the names of their tables."""
    options = ExportOptions(decimal_comma=decimal_comma)
    written = export.write([Found("606.json", RESULTS)], "csv", tmp_path / out, options).files
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


def test_one_row_per_statement(tmp_path: Path) -> None:
    score, unread, total, rank = rows(write(tmp_path)["results"])
    assert (score["kind"], score["value"], score["maximum"], score["share"]) == ("score", "8.5", "9.0", "0.944444")
    assert (unread["value"], unread["needs_review"], score["needs_review"]) == ("", "true", "false")
    assert (total["year"], total["date"]) == ("2020", "2021-03-09")
    assert (rank["value"], rank["rank"], rank["base"]) == ("7", "7", "25")


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
    bare = Record(source=RESULTS.source)
    export.write([Found("a.json", bare)], "csv", tmp_path / "t")
    assert (tmp_path / "t/scores.csv").read_text("utf-8-sig").startswith("record,file,number_symbol,")
