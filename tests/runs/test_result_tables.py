"""What people ask the catalogue in SQL."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from cchc_ocr import export
from cchc_ocr.export.found import FoundRecords
from cchc_ocr.records import Check, Deduction, Evidence, Rank, Record, Reference, Score, Source, Total
from cchc_ocr.runs import catalogue, index
from cchc_ocr.runs.catalogue import Catalogue, Entry
from cchc_ocr.runs.result_files import write_results
from cchc_ocr.statements import STATEMENT_COLUMNS
from tests.exported import record
from tests.paths import ROOT
from tests.runs.rows import ENTRY

BODY = "Sở Nội vụ, tỉnh Sơn Hà"
PAGE = (ROOT / "docs/queries.md").read_text("utf-8")
QUERIES = re.findall(r"^```sql\n(.*?)^```", PAGE, re.M | re.S)
VIEWS = "\n".join(re.findall(r"^CREATE VIEW .*;$", PAGE, re.MULTILINE))  # of the recipe for Parquet files
DATABASES = ("catalogue", "sqlite", "duckdb", "partitioned")


def report(year: int, *, score: float) -> Record:
    """The report of a department; what each documented query asks for is in it."""
    own = {"body": BODY, "year": year}
    return record(year).model_copy(
        update={
            "source": Source(file=f"{year}.pdf", sha256=f"{year:064}", pages=5, origin="scan"),
            "scores": (
                Score(criterion="CẢI CÁCH thể chế", criterion_code="the_che", score=8.0, max_score=10, **own),
            ),
            "totals": (Total(name="Chỉ số CCHC", score=score, max_score=100, change=1.5, **own),),
            "ranks": (Rank(position=2, of=25, **own),),
            "deductions": (Deduction(name="Gửi báo cáo chậm", points=0.5, **own),),
            "references": (Reference(type="Kế hoạch", number_symbol="12/KH-UBND", date="2020-01-20"),),
            "evidence": (Evidence(field="/totals/0/score", page=2, text="88,5", confidence=0.5),),
            "checks": (Check(code="score-sum", level="error", message="x", fields=("/totals/0/score",)),),
            "needs_review": ("/totals/0/score",),
        }
    )


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of results with two years, whose originals lie elsewhere."""
    out = tmp_path_factory.mktemp("kho") / "out"
    out.mkdir()
    with Catalogue(out) as rows, rows.transaction():
        for year, score in ((2022, 86.0), (2023, 88.5)):
            made = report(year, score=score)
            write_results(out / str(year), made, "x\n\f")
            scan = out.parent / f"bản quét {year}#.pdf"
            scan.touch()
            sha256 = made.source.sha256
            entry = Entry(str(year).encode(), bytes(scan), 1, 2, sha256, "cd", pages=5, review=1)
            index.put(rows, rows.store(entry), made, "x\n\f")
    return out


@pytest.fixture(scope="module")
def databases(results: Path) -> dict[str, Path]:
    found = export.load([results], None)  # type: ignore[arg-type]
    made = {kind: export.write(found, kind, results.parent / f"all.{kind}").files[0] for kind in DATABASES[1:3]}
    partitioned = _partitioned(found, results.parent)
    return {"catalogue": results / catalogue.NAME, **made, "partitioned": partitioned}


def _partitioned(found: FoundRecords, folder: Path) -> Path:
    """A file of DuckDB with the views of the recipe, of results that lie in a file for each year."""
    duckdb = pytest.importorskip("duckdb")
    export.write(found, "parquet", folder / "tables", export.ExportOptions(partition=()))
    with duckdb.connect(str(folder / "archive.duckdb")) as db:
        db.execute(VIEWS.replace("'tables/", f"'{folder}/tables/"))
    return folder / "archive.duckdb"


def ask(path: Path, query: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    """The names of the columns and the rows."""
    if path.suffix == ".duckdb":
        duckdb = pytest.importorskip("duckdb")
        with duckdb.connect(str(path), read_only=True) as db:
            asked = db.execute(query)
            return [column[0] for column in asked.description], asked.fetchall()
    with closing(sqlite3.connect(path)) as db:
        found = db.execute(query)
        return [column[0] for column in found.description], found.fetchall()


@pytest.mark.parametrize("database", DATABASES)
@pytest.mark.parametrize("query", QUERIES, ids=[" ".join(query.split())[:60] for query in QUERIES])
def test_the_documented_queries_run_and_say_something(
    query: str, database: str, databases: dict[str, Path]
) -> None:
    assert ask(databases[database], query)[1]


@pytest.mark.parametrize("query", QUERIES, ids=[" ".join(query.split())[:60] for query in QUERIES])
def test_the_catalogue_says_what_an_export_says(query: str, databases: dict[str, Path]) -> None:
    assert ask(databases["catalogue"], query) == ask(databases["sqlite"], query)


def test_the_changes_of_a_body_over_the_years(databases: dict[str, Path]) -> None:
    (changes,) = (query for query in QUERIES if "lag(" in query)
    for path in databases.values():
        assert ask(path, changes)[1] == [(BODY, 2022, 86.0, None, 1.5), (BODY, 2023, 88.5, 2.5, 1.5)]


def test_the_view_of_results_has_all_columns_and_rows_of_the_table(databases: dict[str, Path]) -> None:
    everything = "SELECT * FROM results ORDER BY document, pointer"
    names, rows = ask(databases["catalogue"], everything)
    assert tuple(names) == STATEMENT_COLUMNS
    assert (names, rows) == ask(databases["sqlite"], everything)
    assert len(rows) == 2 * 6  # with a share and a count
    assert rows[0][names.index("link")].startswith("file:///")


@pytest.mark.parametrize("view", ["documents", "references", "checks"])
def test_what_other_views_share_with_the_tables_is_the_same(view: str, databases: dict[str, Path]) -> None:
    here, there = (set(ask(databases[one], f'SELECT * FROM "{view}"')[0]) for one in DATABASES[:2])
    shared = sorted((here & there) - {"checks", "needs_review"})
    assert {"document", "record", "number_symbol"} <= set(shared)
    query = f'SELECT {", ".join(shared)} FROM "{view}" ORDER BY document'
    assert ask(databases["catalogue"], query) == ask(databases["sqlite"], query)


def test_what_is_indexed_again_or_removed_leaves_no_rows(tmp_path: Path) -> None:
    def counts(rows: Catalogue) -> Iterator[int]:
        for view in ("results", "documents", '"references"', "checks", "scores"):
            yield rows.db.execute(f"SELECT count(*) FROM {view}").fetchone()[0]

    with Catalogue(tmp_path) as rows:
        number = rows.store(ENTRY)
        for _ in range(2):
            index.put(rows, number, report(2023, score=88.5), "x\n\f")
            assert list(counts(rows)) == [6, 1, 1, 1, 1]
        index.take_out(rows, number)
        assert list(counts(rows)) == [0, 1, 0, 0, 0]
        index.put(rows, number, report(2023, score=88.5), "x\n\f")
        index.take_out(rows, number)
        rows.drop(ENTRY.stem)
        assert list(counts(rows)) == [0, 0, 0, 0, 0]


def test_a_number_of_more_than_64_bits_does_not_end_a_run(tmp_path: Path) -> None:
    huge = report(2023, score=88.5).model_copy(update={"ranks": (Rank(position=2**70),)})
    with Catalogue(tmp_path) as rows:
        index.put(rows, rows.store(ENTRY), huge, "x\n\f")
        assert rows.db.execute("SELECT rank FROM results WHERE kind = 'rank'").fetchone() == (2.0**70,)


def test_the_query_of_earlier_versions_works_on(databases: dict[str, Path]) -> None:
    old = "SELECT criterion, avg(score) FROM scores GROUP BY 1"
    assert ask(databases["catalogue"], old)[1] == [("CẢI CÁCH thể chế", 8.0)]
