"""Words are found with or without diacritics."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import Result

from cchc_ocr.errors import ExitCode, UnreadableError, UsageError
from cchc_ocr.records import Document
from cchc_ocr.runs import catalogue
from cchc_ocr.runs import search as searching
from cchc_ocr.runs.catalogue import Catalogue
from cchc_ocr.runs.search import Narrowed, parse_date, search
from tests.laws import FEW
from tests.runs.rows import ENTRY, put

PAGES = {
    "2020/a": "Cải cách hành chính năm 2020\n\fĐề án số 5\n\f",
    "b": "cải cách và cải cách của hành chính\n\f",
    "c": "Sở Nội vụ, số 12\n\f",
    "d": "Hoà giải theo Kế hoạch số 05/KH-SNV\n\f",
    "e": "Kế hoạch của SNV: KH số 05\n\f",
}
HEADS = {
    "2020/a": Document(type="Báo cáo", issuer="Sở Nội vụ", parent="UBND tỉnh Sơn Hà", date="2020-12-05"),
    "b": Document(type="Quyết định", issuer="Ủy ban nhân dân tỉnh Sơn Hà", date="2021-01-31"),
    "c": Document(type="Báo cáo", issuer="Sở Y tế", date_partial="2021-02"),
}


@pytest.fixture
def results(tmp_path: Path) -> Path:
    for stem, text in PAGES.items():
        put(tmp_path, stem, text, HEADS.get(stem))
    return tmp_path


def found(results: Path, query: str, narrowed: Narrowed | None = None) -> list[str]:
    return [f"{hit.name}:{hit.page}" for hit in search(query, results, narrowed)]


@pytest.mark.parametrize(
    ("query", "pages"),
    [
        ("cai cach hanh chinh", ["2020/a.pdf:1", "b.pdf:1"]),  # words in a row first
        ("CẢI CÁCH", ["b.pdf:1", "2020/a.pdf:1"]),  # more often, and a shorter page
        ("cải cach 2020", ["2020/a.pdf:1"]),
        ("sở", ["c.pdf:1"]),
        ("de an", ["2020/a.pdf:2"]),
        ("hòa", ["d.pdf:1"]),
        ("05/KH-SNV", ["d.pdf:1"]),
        ("05 KH SNV", ["d.pdf:1", "e.pdf:1"]),
        ('"KH-SNV"', ["d.pdf:1"]),
        ('"cach hanh', ["2020/a.pdf:1"]),
        ("OR AND NEAR(", []),
        ("accented : x*", []),
        ("cach mang", []),
        ("chin", []),
    ],
)
def test_what_is_found(results: Path, query: str, pages: list[str]) -> None:
    assert found(results, query) == pages


@pytest.mark.parametrize("query", ["số", "so"])
def test_typed_without_diacritics_it_is_found_however_accented(results: Path, query: str) -> None:
    assert set(found(results, query)) == {"2020/a.pdf:2", "c.pdf:1", "d.pdf:1", "e.pdf:1"}


@pytest.mark.parametrize(
    ("narrowed", "pages"),
    [
        (Narrowed(type="bao cao"), {"2020/a.pdf:1", "c.pdf:1"}),
        (Narrowed(issuer="SỞ"), {"2020/a.pdf:1", "c.pdf:1"}),
        (Narrowed(issuer="ubnd tinh"), {"2020/a.pdf:1"}),
        (Narrowed(since="2021"), {"b.pdf:1", "c.pdf:1"}),
        (Narrowed(until="2021"), {"2020/a.pdf:1", "b.pdf:1", "c.pdf:1"}),
        (Narrowed(until="2021-01-30"), {"2020/a.pdf:1"}),
        (Narrowed(since="2021-02", until="2021-02"), {"c.pdf:1"}),
        (Narrowed(type="bao cao", since="2021"), {"c.pdf:1"}),
    ],
)
def test_narrowed(results: Path, narrowed: Narrowed, pages: set[str]) -> None:
    for stem, head in HEADS.items():
        put(results, stem, "thử nghiệm\n\f", head)
    assert set(found(results, "thu nghiem", narrowed)) == pages


def test_what_is_indexed_again_is_found_as_it_is_now(results: Path) -> None:
    put(results, "b", "một nội dung khác\n\f")
    assert found(results, "cai cach") == ["2020/a.pdf:1"]
    assert found(results, "nội dung") == ["b.pdf:1"]


def test_records_lie_in_tables(results: Path) -> None:
    with sqlite3.connect(results / catalogue.NAME) as db:
        assert db.execute("SELECT issuer, date FROM records WHERE file = 'a.pdf'").fetchall() == [
            ("Sở Nội vụ", "2020-12-05")
        ]
        assert db.execute("SELECT count(*), max(number_symbol) FROM citations").fetchone() == (5, "7/QĐ-UBND")
        assert db.execute("SELECT count(*), max(score) FROM scores").fetchone() == (5, 8.5)


def test_a_snippet_shows_whole_words_around_the_hit(results: Path) -> None:
    put(results, "c", f"phí {'đầu ' * 40}Kinh phí{' cuối' * 40}\n\f")
    (hit,) = search("kinh phi", results)
    assert hit.snippet.startswith("… đầu")
    assert "đầu Kinh phí cuối" in hit.snippet
    assert hit.snippet.endswith("cuối …")
    assert len(hit.snippet) < 150


def test_no_more_than_asked_for(results: Path) -> None:
    assert len(search("số", results, limit=2)) == 2


def test_of_too_many_pages_the_first_of_each_document_are_weighed(
    results: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for stem in "xyz":
        put(results, stem, "nội dung\n\fnội dung, nội dung\n\f")
    assert {hit.page for hit in search("noi dung", results, limit=3)} == {2}
    monkeypatch.setattr("cchc_ocr.runs.search._WEIGHED", 3)
    assert {hit.page for hit in search("noi dung", results, limit=3)} == {1}


BY_ONE_TABLE = "SELECT rowid FROM page_words WHERE page_words MATCH ? ORDER BY bm25(page_words), rowid"


@FEW
@given(st.lists(st.lists(st.sampled_from(["số", "so", "năm", "đề", "án"]), max_size=9), min_size=1, max_size=12))
def test_pages_are_ranked_as_one_table_ranks_them(pages: list[list[str]]) -> None:
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for number, page in enumerate(pages):
            put(folder, f"{number:02}", " ".join(page))
        for query, row, anywhere in (
            ("so nam", 'bare : "so nam"', 'bare : "so" AND bare : "nam"'),
            ("de an so", 'bare : "de an so"', 'bare : "de" AND bare : "an" AND bare : "so"'),
            ("số", 'accented : "số"', 'accented : "số"'),
        ):
            with Catalogue(folder, read_only=True) as rows:
                places = [rows.db.execute(BY_ONE_TABLE, (match,)).fetchall() for match in (row, anywhere)]
                stems = dict(
                    rows.db.execute("SELECT pages.id, stem FROM pages JOIN entries ON document = entries.id")
                )
            expected = dict.fromkeys(f"{stems[page].decode()}.pdf:1" for found in places for (page,) in found)
            assert found(folder, query) == list(expected)


def test_what_common_words_count_does_not_rank(results: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where more pages hold the words than may be counted, the rarest of them rank, one at least."""
    for number in range(9):
        put(results, f"f{number}", "và\n\f")
    put(results, "x", f"và {'đất ' * 2}kia{' và' * 40}\n\f")
    put(results, "y", "và đất đất đất kia\n\f")
    terms = [searching._terms(word)[0] for word in ("va", "dat")]
    with Catalogue(results) as rows:
        assert searching._telling(rows, terms) == terms[::-1]
        monkeypatch.setattr(searching, "_COUNTED", 5)
        assert searching._telling(rows, terms) == terms[1:]
        monkeypatch.setattr(searching, "_SAMPLES", 2)
        assert searching._telling(rows, terms) == terms[1:]
    assert found(results, "va dat") == ["y.pdf:1", "x.pdf:1"]
    assert found(results, "và") == found(results, "va")


def test_nothing_is_found_where_nothing_is_indexed(tmp_path: Path) -> None:
    with Catalogue(tmp_path) as rows:
        rows.store(ENTRY._replace(state="failed"))
    assert found(tmp_path, "cải cách") == found(tmp_path, "cai", Narrowed(type="bao cao", since="2020")) == []


def test_words_in_a_row_stand_beside_one_another(results: Path) -> None:
    put(results, "x", "của các sở, và các sở của tỉnh\n\f")
    assert found(results, '"cua cac so"') == ["x.pdf:1"]
    assert found(results, '"các sở của"') == ["x.pdf:1"]
    assert found(results, '"các sơ của"') == []
    assert found(results, '"cua tinh va"') == []


def test_nothing_to_search(results: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        search(" ?! ", results)
    with pytest.raises(UnreadableError):
        search("một", tmp_path / "missing")


@pytest.mark.parametrize(
    "text", ["hôm qua", "31/31/2021", "2021-13", "30/2/2021", "20210305", "5-2021-3", "21", ""]
)
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(UsageError, match="not a date"):
        parse_date(text)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("cải cách " * 51, "the query has 102 words, more than the limit of 100"),
        ("so-" * 101, "101 words"),
        ("a" * 2001, "the query has 2,001 characters, more than the limit of 2,000"),
        ('"' + "số 5 " * 20_000, "100,001 characters"),
    ],
)
def test_a_query_has_bounds(results: Path, query: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        search(query, results)
    with pytest.raises(UsageError, match=message):
        search("số", results, Narrowed(issuer=query))


def test_a_query_as_long_as_may_be_is_answered(results: Path) -> None:
    assert set(found(results, "cải cách " * 50)) == {"b.pdf:1", "2020/a.pdf:1"}
    assert found(results, "cai-" * 100) == []


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no signals")
def test_a_word_that_is_repeated_is_looked_for_once(results: Path) -> None:
    """To rank a page by a hundred parts took minutes; the words in a row keep their repetitions."""
    row, anywhere = searching._matches(["cai", "cach", "cai"])
    assert row == ([searching._row("cai cach cai")],) * 2
    assert anywhere == (['bare : "cai"', 'bare : "cach"'],) * 2
    assert list(searching._matches(["cai", "cach"] * 50)) == [anywhere]
    assert found(results, "cai cach " * 50) == found(results, "cai cach")


@pytest.mark.parametrize("ask", [signal.SIGINT, signal.SIGTERM])
def test_a_search_ends_when_it_is_asked_to(results: Path, ask: signal.Signals) -> None:
    """A condition that never comes to its end stands for an index that is large."""
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) AS page FROM n"
    script = f"""
import os, signal, sys, threading
signal.signal(signal.SIGINT, signal.default_int_handler)  # which a job in the background begins without
from cchc_ocr.cli.app import main
from cchc_ocr.runs import search
search._RANKED = {endless!r}
ranked = search._ranked
def asked(*given):
    threading.Timer(0.3, os.kill, (os.getpid(), {int(ask)})).start()
    return ranked(*given)
search._ranked = asked
sys.argv[1:] = ["search", "cai cach", "--in", {str(results)!r}]
main()
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=30, check=False)
    assert (done.returncode, done.stderr) == (ExitCode.INTERRUPTED, "cchc-ocr: interrupted\n")


def test_neither_texts_nor_names_command_the_terminal(tmp_path: Path, cli: Callable[..., Result]) -> None:
    put(tmp_path, "a\x1b[2J", "Báo cáo \x1b]0;của tôi\x07 năm 2020\n\f")
    result = cli("search", "bao cao", "--in", tmp_path)
    assert result.stdout == "a\\x1b[2J.pdf: page 1: Báo cáo \\x1b]0;của tôi\\x07 năm 2020\n"
