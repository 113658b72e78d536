"""Which documents cite another one."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from cchc_ocr.errors import UsageError
from cchc_ocr.records import Document
from cchc_ocr.runs import citing
from cchc_ocr.runs.search import Narrowed, search
from tests.conftest import Cli
from tests.runs.rows import put


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("43/2017/QĐ-UBND", "43/2017/qd-ubnd"),
        ("043/2017/qd-ubnd", "43/2017/qd-ubnd"),
        ("Quyết định số 43 / 2017 / QĐ – UBND.", "43/2017/qd-ubnd"),
        ("05-NQ/TU", "5-nq/tu"),
        ("35/2023/QH15", "35/2023/qh15"),
        ("3090/KH&ĐT-TH", "3090/kh&dt-th"),
        ("43/2017", "43/2017"),
    ],
)
def test_a_number_however_it_is_typed(typed: str, number: str) -> None:
    assert citing.asked(typed) == number


@pytest.mark.parametrize("typed", ["43", "QĐ-UBND", " ", "bốn mươi ba", "/"])
def test_what_is_no_number(typed: str) -> None:
    with pytest.raises(UsageError, match="not the number of a document"):
        citing.asked(typed)


@pytest.mark.parametrize(
    ("cited", "asked", "same"),
    [
        ("43/2017/QĐ-UBND", "43/2017/QĐ-UBND", True),
        ("043/2017/QĐ-UBND", "43/2017/QD-UBND", True),
        ("43/2017/QĐ-UBND", "43/2017", True),
        ("43/2017/QĐ-UBND", "3/2017/QĐ-UBND", False),
        ("43/2017/QĐ-UBND", "43/2017/QĐ-UB", False),
        ("43/2017/QĐ-UBND", "43/201", False),
        ("5/2017-NQ/TU", "5/2017", True),
        ("43/2017", "43/2017", True),
        (None, "43/2017", False),
    ],
)
def test_what_a_citation_means(cited: str | None, asked: str, same: bool) -> None:
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE citations (document, number)")
    db.execute("INSERT INTO citations VALUES (7, ?)", (citing.number_in(cited),))
    query = f"SELECT document FROM (SELECT 7 AS document) WHERE {citing.CITING}"
    found = db.execute(query, {"cites": citing.asked(asked)}).fetchall()
    assert bool(found) is same


@pytest.mark.parametrize(
    ("text", "there"),
    [("so 43/2017/qd-ubnd ngay", True), ("so 043/2017/qd -\nubnd", True), ("so 143/2017/qd-ubnd", False)],
)
def test_where_it_stands(text: str, there: bool) -> None:
    assert bool(citing.place("43/2017/qd-ubnd").search(text)) is there


@pytest.fixture
def results(tmp_path: Path) -> Path:
    heads = [Document(type="Báo cáo", date="2021-05-01"), Document(type="Kế hoạch", date="2020-01-31"), Document()]
    put(tmp_path, "a", "Cải cách\n\fCăn cứ Quyết định số 43/2017/\nQĐ-UBND ngày\n\f", heads[0], "43/2017/QĐ-UBND")
    put(tmp_path, "b", "số bốn mươi ba, cải cách\n\f", heads[1], "43/2017/QĐ-UBND")
    put(tmp_path, "c", "số 34/2017/QĐ-UBND, cải cách\n\f", heads[2], "34/2017/QĐ-UBND")
    return tmp_path


@pytest.mark.parametrize(
    ("query", "narrowed", "pages"),
    [
        ("", Narrowed(cites="43/2017/qd-ubnd"), ["b.pdf:1", "a.pdf:2"]),  # by date; the page where it stands
        ("", Narrowed(cites="43/2017/QĐ-UBND", type="bao cao"), ["a.pdf:2"]),
        ("cải cách", Narrowed(cites="43/2017"), ["a.pdf:1", "b.pdf:1"]),
        ("", Narrowed(cites="5/2017/QĐ-UBND"), []),
    ],
)
def test_who_cites(results: Path, query: str, narrowed: Narrowed, pages: list[str]) -> None:
    assert sorted(f"{hit.name}:{hit.page}" for hit in search(query, results, narrowed)) == sorted(pages)


def test_by_date_with_the_words_around(results: Path) -> None:
    hits = search("", results, Narrowed(cites="43/2017/QĐ-UBND"))
    assert [hit.snippet for hit in hits] == [
        "số bốn mươi ba, cải cách",
        "Căn cứ Quyết định số 43/2017/ QĐ-UBND ngày",
    ]
    assert len(search("", results, Narrowed(cites="43/2017/QĐ-UBND"), limit=1)) == 1


def test_as_it_is_typed(results: Path, cli: Cli) -> None:
    found = cli("search", "--cites", "34/2017/QD-UBND", "--in", results)
    assert found.stdout == "c.pdf: page 1: số 34/2017/QĐ-UBND, cải cách\n"
    assert "no word" in cli("search", "--in", results).stderr
    assert "For example 43/2017/QĐ-UBND" in cli("search", "--cites", "43", "--in", results).stderr
