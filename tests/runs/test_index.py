"""What is indexed of a document, and that it is taken out again."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr.records import Document, Record, Reference, Score, Source
from cchc_ocr.runs import index
from cchc_ocr.runs.catalogue import Catalogue
from cchc_ocr.runs.index import DOCUMENTS, catch_up, in_a_row, page_id, pages_of, words
from cchc_ocr.runs.result_files import write_results
from cchc_ocr.runs.search import Narrowed, search
from tests.runs.rows import ENTRY

TABLES = ("pages", "records", "citations", "statements")
RECORD = Record(
    source=Source(file="a.pdf", sha256="0" * 64, pages=2, origin="text"),
    document=Document(type="Báo cáo", issuer="Sở Nội vụ", parent="UBND tỉnh Sơn Hà"),
    references=(Reference(number_symbol="7/QĐ-UBND"), Reference(number_symbol="8/QĐ-UBND")),
    scores=(Score(criterion="Cải cách thể chế", score=8.5),),
)
NUMBERS = st.integers(0, DOCUMENTS - 1)


def counts(rows: Catalogue) -> list[int]:
    return [rows.db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES]


def hits(rows: Catalogue, word: str) -> list[int]:
    found = rows.db.execute("SELECT rowid FROM page_words WHERE page_words MATCH ? ORDER BY rowid", (word,))
    return [page for (page,) in found]


def test_a_document_is_indexed_page_by_page(tmp_path: Path) -> None:
    with Catalogue(tmp_path) as rows:
        number = rows.store(ENTRY)
        index.put(rows, number, RECORD, "Trang một\n\fTrang hai\n\f")
        assert counts(rows) == [2, 1, 2, 1]
        assert hits(rows, "trang") == [page_id(number, 1), page_id(number, 2)]
        assert hits(rows, "hai") == [page_id(number, 2)]


def test_it_takes_the_place_of_what_the_document_held(tmp_path: Path) -> None:
    with Catalogue(tmp_path) as rows:
        number = rows.store(ENTRY)
        index.put(rows, number, RECORD, "Trang một\n\fTrang hai\n\f")
        index.put(rows, number, RECORD.model_copy(update={"references": ()}), "Còn một\n\f")
        assert counts(rows) == [1, 1, 0, 1]
        assert (hits(rows, "trang"), hits(rows, "con")) == ([], [page_id(number, 1)])


def test_what_is_not_indexed_is_known(tmp_path: Path) -> None:
    with Catalogue(tmp_path) as rows:
        one, other = (rows.store(ENTRY._replace(stem=stem)) for stem in (b"a", b"b"))
        index.put(rows, one, RECORD, "Trang một\n\f")
        assert [entry.stem for entry in rows.unindexed()] == [b"b"]
        index.put(rows, other, RECORD, "")
        rows.store(ENTRY._replace(stem=b"a", size=9))
        assert rows.unindexed() == []
        index.take_out(rows, one)
        assert [entry.stem for entry in rows.unindexed()] == [b"a"]


def test_what_is_taken_out_is_found_no_more_and_others_stay(tmp_path: Path) -> None:
    with Catalogue(tmp_path) as rows:
        gone, stays = (rows.store(ENTRY._replace(stem=stem)) for stem in (b"a", b"b"))
        for number in (gone, stays):
            index.put(rows, number, RECORD, "Trang một\n\f")
        index.take_out(rows, gone)
        assert hits(rows, "trang") == [page_id(stays, 1)]
        assert counts(rows) == [1, 1, 2, 1]


def test_what_was_read_before_there_was_an_index_is_taken_in(tmp_path: Path) -> None:
    write_results(tmp_path / "a", RECORD, "Trang một\n\f")
    (tmp_path / "broken.json").write_text("{")
    (tmp_path / "broken.txt").touch()
    with Catalogue(tmp_path) as rows:
        for stem in (b"a", b"broken", b"missing"):
            rows.store(ENTRY._replace(stem=stem))
        catch_up(rows, tmp_path)
        assert counts(rows)[:2] == [1, 1]
        assert {known.stem for known in rows.unindexed()} == {b"broken", b"missing"}


OF_VERSION_13 = """
DROP TABLE folders; DROP TABLE page_words; DROP INDEX documents_unindexed; ALTER TABLE entries DROP COLUMN indexed;
CREATE VIRTUAL TABLE page_words USING fts5 (accented, bare, content='');
INSERT INTO page_words (rowid, accented, bare) SELECT id, 'trang một', 'trang mot' FROM pages;
PRAGMA user_version = 13;
"""
OF_VERSION_12 = f"""
{OF_VERSION_13} DROP INDEX citations_number; ALTER TABLE citations DROP COLUMN number; PRAGMA user_version = 12;
"""


@pytest.mark.parametrize("former", [OF_VERSION_12, OF_VERSION_13])
def test_a_catalogue_of_a_version_before_is_indexed_again(tmp_path: Path, former: str) -> None:
    write_results(tmp_path / "a", RECORD, "Trang một\n\f")
    with Catalogue(tmp_path) as rows:
        index.put(rows, rows.store(ENTRY._replace(stem=b"a")), RECORD, "Trang một\n\f")
        before = counts(rows)
        rows.db.executescript(former)
    for _ in range(2):
        assert [hit.page for hit in search("trang mot", tmp_path)] == [1]
        assert [hit.page for hit in search("", tmp_path, Narrowed(cites="7/QĐ-UBND"))] == [1]
        with Catalogue(tmp_path, read_only=True) as rows:
            assert counts(rows) == before


@given(NUMBERS, NUMBERS, st.integers(1, 9999), st.integers(1, 9999))
def test_earlier_pages_come_first_whatever_the_document(one: int, other: int, page: int, later: int) -> None:
    assert divmod(page_id(one, page), DOCUMENTS) == (page, one)
    assert page_id(one, page) < page_id(other, page + later)


@pytest.mark.parametrize(
    ("text", "pages"), [("", [""]), ("một\n\f", ["một\n"]), ("một\n\f\f", ["một\n", ""]), ("một", ["một"])]
)
def test_pages_end_with_a_form_feed(text: str, pages: list[str]) -> None:
    assert pages_of(text) == pages


@given(st.text(st.sampled_from("hoàòáùúủyýđấơ -"), max_size=20))
def test_a_text_is_found_however_its_tones_are_placed_or_left_out(text: str) -> None:
    accented, bare = words(text)
    assert words(text.upper()) == (accented, bare)
    assert words(accented) == (accented, bare)
    assert words(bare)[1] == bare


@pytest.mark.parametrize(
    ("name", "row"), [("Sở KH&CN", " so kh cn "), ("Hoà giải", " hoa giai "), ("", "  "), ("a_b", " a b ")]
)
def test_words_in_a_row_have_a_space_on_either_side(name: str, row: str) -> None:
    assert in_a_row(name) == row
