"""The rows of results as tables of pandas and polars, with a type for each column; neither is required."""

from __future__ import annotations

import re
import sys
import tomllib
from dataclasses import asdict
from datetime import date
from typing import Any

import pandas
import polars
import pytest

from cchc_ocr.errors import NotInstalledError
from cchc_ocr.frames import StatementRows, results_of
from cchc_ocr.records import Count, Rank
from cchc_ocr.statements import MOST_WHOLE, STATEMENT_COLUMNS
from tests.exported import record
from tests.paths import ROOT
from tests.source import modules

TYPES = {
    **dict.fromkeys(("date",), ("datetime64[s]", polars.Date)),
    **dict.fromkeys(("year", "rank", "page"), ("Int64", polars.Int64)),
    **dict.fromkeys(("value", "maximum", "percent", "share", "self_value"), ("float64", polars.Float64)),
    **dict.fromkeys(("base", "change", "confidence"), ("float64", polars.Float64)),
    **dict.fromkeys(("needs_review", "reviewed"), ("bool", polars.Boolean)),
}
TEXT = ("string", polars.String)
MOST_DIGITS = MOST_WHOLE + 1  # that a misread number may have


def rows(**lists: Any) -> StatementRows:
    return results_of([record().model_copy(update=lists)] if lists else [record()])


def kinds(frame: Any) -> dict[str, str]:
    return {name: str(kind) for name, kind in frame.dtypes.items()}


@pytest.mark.parametrize("made", [rows(), StatementRows()])
def test_every_column_has_its_type_also_where_it_is_empty(made: StatementRows) -> None:
    due = {name: TYPES.get(name, TEXT) for name in STATEMENT_COLUMNS}
    assert kinds(made.to_pandas()) == {name: kind for name, (kind, _) in due.items()}
    assert dict(made.to_polars().schema) == {name: kind for name, (_, kind) in due.items()}


def test_cells_are_those_of_the_rows_and_what_is_not_known_is_missing() -> None:
    made = rows()
    assert {row.kind for row in made} == {"score", "total", "rank", "deduction", "percentage", "count"}
    assert made.to_polars().to_dicts() == [asdict(row) for row in made]
    frame = made.to_pandas()
    cells = frame.astype(object).where(frame.notna(), None).to_dict("records")
    assert [{**row, "date": row["date"].date()} for row in cells] == [asdict(row) for row in made]


def test_what_people_do_with_them() -> None:
    made = rows()
    frame = made.to_pandas()
    assert frame[frame.kind == "score"].groupby("year").value.sum().to_dict() == {2020: 20.25}
    assert frame.date.dt.year.unique().tolist() == [2021]
    assert made.to_polars().filter(polars.col("date") == date(2021, 3, 9)).height == len(made)


def test_tables_of_several_documents_are_put_together() -> None:
    """One of them has no ranks at all: its column is nevertheless of whole numbers."""
    without = rows(ranks=(), scores=())
    both = pandas.concat([rows().to_pandas(), without.to_pandas()])
    assert str(both["rank"].dtype) == "Int64"
    assert polars.concat([rows().to_polars(), without.to_polars()]).height == len(both)
    assert len(results_of([record(2020), record(2021)])) == 2 * len(rows())


def test_dates_of_all_times_and_numbers_of_any_length_fit() -> None:
    old = record().document.model_copy(update={"date": "0915-02-28"})
    long = Rank(position=MOST_DIGITS, of=25, year=2020)
    made = rows(document=old, ranks=(long,), counts=(Count(value=10**30),))
    (place,) = [one for one in made.to_pandas().itertuples() if one.kind == "rank"]
    assert (place.date.isoformat()[:10], place.value) == ("0915-02-28", float(MOST_DIGITS))
    assert made.to_polars().filter(polars.col("kind") == "rank")["rank"].to_list() == [None]
    assert made.to_polars()["date"].unique().to_list() == [date(915, 2, 28)]
    none = rows(document=old.model_copy(update={"date": "2021-02-30"})).to_pandas()
    assert none.date.isna().all(), "no calendar has that day"


def test_the_libraries_take_the_list_as_it_is_too() -> None:
    made = rows()
    assert list(pandas.DataFrame(made).columns) == list(polars.DataFrame(made).columns) == [*STATEMENT_COLUMNS]
    assert made == list(made) and isinstance(made, list)


@pytest.mark.parametrize("name", ["pandas", "polars"])
def test_without_the_library_the_error_says_how_to_install_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(NotInstalledError, match=f"{name} is not installed") as caught:
        getattr(rows(), f"to_{name}")()
    assert caught.value.hint == f"install it: pip install {name}"


def test_neither_is_required_nor_imported() -> None:
    required = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    assert not [one for one in required if one.startswith(("pandas", "polars"))]
    importing = re.compile(r"^\s*(?:import|from) (?:pandas|polars)", re.MULTILINE)
    assert [path for path in modules() if importing.search(path.read_text("utf-8"))] == []
