"""Parquet: types that hold for every file, whatever is in it."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import get_args, get_origin

import pyarrow
import pyarrow.parquet
import pytest

from cchc_ocr import export
from cchc_ocr.errors import ExitCode, NotInstalledError, UsageError
from cchc_ocr.export.tables import TABLES
from cchc_ocr.records import Check, Document, Rank, Record, Source
from tests.conftest import Cli
from tests.exported import HARM, found, record

BARE = Record(source=Source(file="a.txt", sha256="", pages=1, origin="text"))


def tables(tmp_path: Path, *records: Record) -> dict[str, pyarrow.Table]:
    written = export.write(found(*records), "parquet", tmp_path / "out")
    return {path.stem: pyarrow.parquet.read_table(path) for path in written.files}


def test_values_and_their_types(tmp_path: Path) -> None:
    read = tables(tmp_path, record(2020))
    assert set(read) == {table.name for table in TABLES}
    (document,) = read["documents"].to_pylist()
    assert document["date"] == date(2021, 3, 9)
    assert document["recipients"] == ["Như trên", HARM]
    assert [row["score"] for row in read["scores"].to_pylist()] == [7.5, 8.5, 4.25]
    (reference,) = read["references"].to_pylist()
    assert (reference["date"], reference["cited_date"]) == (date(2021, 3, 9), date(2020, 1, 20))
    assert str(read["scores"].schema.field("max_score").type) == "double"
    assert str(read["scores"].schema.field("year").type) == "int64"
    assert str(read["documents"].schema.field("date").type) == "date32[day]"
    cells = [(row["row"], row["column"], row["text"]) for row in read["cells"].to_pylist()]
    assert cells == [(0, 1, "Lĩnh vực"), (0, 2, "Số"), (1, 1, "Đất đai"), (1, 2, "1.204")]


def test_types_do_not_depend_on_the_values(tmp_path: Path) -> None:
    """Files of several exports can be read as one table."""
    full, empty = tables(tmp_path / "a", record(2020)), tables(tmp_path / "b", BARE)
    assert {name: table.schema for name, table in full.items()} == {n: table.schema for n, table in empty.items()}
    assert empty["scores"].num_rows == 0


def test_every_column_has_the_type_of_its_field(tmp_path: Path) -> None:
    """A number in a column of texts ends the export."""
    schemas = {name: table.schema for name, table in tables(tmp_path, BARE).items()}
    kinds = {float: "double", int: "int64", tuple: "list"}
    lists = [name for name, field in Record.model_fields.items() if name in schemas and name != "tables"]
    for name in lists:
        (model, _) = get_args(Record.model_fields[name].annotation)
        for field, info in model.model_fields.items():
            if (name, field) == ("checks", "args"):
                continue  # a mapping, whose values stand in the message
            column = next(c for c in (field, f"cited_{field}") if c in schemas[name].names)
            parts = {info.annotation, get_origin(info.annotation), *get_args(info.annotation)}
            due = next((kind for type_, kind in kinds.items() if type_ in parts), "")
            found_type = str(schemas[name].field(column).type)
            assert found_type.startswith(due or ("string", "date32")), (name, column)
    assert "checks" in lists


def test_a_proposed_value_is_a_number(tmp_path: Path) -> None:
    check = Check(code="score-sum", level="warning", message="x", proposed_field="/scores/0", proposed_value=10.48)
    read = tables(
        tmp_path, BARE.model_copy(update={"checks": (check, check.model_copy(update={"proposed_value": None}))})
    )
    assert read["checks"]["proposed_value"].to_pylist() == [10.48, None]


def test_a_date_that_no_calendar_has_is_left_out_and_said(tmp_path: Path) -> None:
    odd = BARE.model_copy(update={"document": Document(date="2021-02-30")})
    written = export.write(found(odd), "parquet", tmp_path)
    assert pyarrow.parquet.read_table(tmp_path / "documents.parquet").to_pylist()[0]["date"] is None
    assert written.remarks == ("a.txt.json: 2021-02-30 is no date: left empty",)


@pytest.mark.parametrize("out", ["file", "tables.parquet"])
def test_a_folder_is_needed(tmp_path: Path, out: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="one file per table"):
        export.write(found(BARE), "parquet", tmp_path / out)


def test_without_pyarrow_the_command_that_installs_it_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cli: Cli
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.delitem(sys.modules, "cchc_ocr.export.columnar", raising=False)
    with pytest.raises(NotInstalledError):
        export.write(found(BARE), "parquet", tmp_path / "out")
    (tmp_path / "a.json").write_text(BARE.to_json())
    result = cli("export", tmp_path / "a.json", "--to", "parquet", "--out", tmp_path / "out")
    assert result.exit_code == ExitCode.NOT_INSTALLED
    assert "pip install 'cchc-ocr[parquet]'" in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_number_of_more_than_64_bits_is_left_out_and_said(tmp_path: Path) -> None:
    ranks = (Rank(name="Chỉ số CCHC", position=2**63, of=2**63 - 1),)
    written = export.write(found(record().model_copy(update={"ranks": ranks})), "parquet", tmp_path / "out")
    table = pyarrow.parquet.read_table(tmp_path / "out" / "ranks.parquet")
    assert (table["position"].to_pylist(), table["of"].to_pylist()) == ([None], [2**63 - 1])
    assert any(str(2**63) in remark for remark in written.remarks)


def test_results_of_each_year_lie_in_a_file_of_their_own(tmp_path: Path) -> None:
    """As dask, Spark and DuckDB read them; in memory there are few rows of each."""
    options = export.ExportOptions(partition=())
    written = export.write(found(record(2019), record(2020)), "parquet", tmp_path / "out", options).files
    parts = sorted(str(path.relative_to(tmp_path / "out")) for path in written if path.name.startswith("part"))
    folders = ("2019", "2020", "__HIVE_DEFAULT_PARTITION__")
    assert parts == [f"results/year={year}/part-0.parquet" for year in folders]
    assert not (tmp_path / "out/results.parquet").exists()
    assert (tmp_path / "out/scores.parquet").exists()
    whole = pyarrow.parquet.read_table(tmp_path / "out/results")
    years = sorted((str(row["year"]), row["kind"]) for row in whole.to_pylist())
    due = [("2019", "score")] * 3 + [("2020", "score")] * 3
    assert [one for one in years if one[1] == "score"] == due
    assert len(years) == 16
    duckdb = pytest.importorskip("duckdb")
    files = f"{tmp_path}/out/results/*/*.parquet"
    counted = f"SELECT year, count(*) FROM read_parquet('{files}') GROUP BY year ORDER BY year"
    assert duckdb.sql(counted).fetchall() == [(2019, 5), (2020, 5), (None, 6)]


def test_only_the_years_that_are_asked_for_have_a_file(tmp_path: Path, cli: Cli) -> None:
    for year in (2019, 2020):
        (tmp_path / f"{year}.json").write_text(record(year).to_json())
    out = tmp_path / "out"
    sources = (tmp_path / "2019.json", tmp_path / "2020.json")
    assert cli("export", sources[1], "--to", "parquet", "--out", out, "--partition", "--year", 2020).exit_code == 0
    names = {path.name for path in (out / "results").iterdir()}
    assert names == {"year=2020", "year=__HIVE_DEFAULT_PARTITION__"}
    again = cli("export", sources[1], "--to", "parquet", "--out", out, "--partition")
    assert again.exit_code == ExitCode.USAGE, "nothing is replaced unasked"


def test_files_of_other_years_from_before_are_not_read_along(tmp_path: Path) -> None:
    options = export.ExportOptions(partition=())
    export.write(found(record(2019)), "parquet", tmp_path, options)
    export.write(found(record(2019)), "parquet", tmp_path, options, overwrite=True)
    with pytest.raises(UsageError, match=r"year=2019.*: an earlier export wrote this file"):
        export.write(found(record(2020)), "parquet", tmp_path, options, overwrite=True)
    assert not (tmp_path / "results/year=2020").exists()
