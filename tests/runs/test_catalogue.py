"""The rows of a folder of results."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from cchc_ocr.errors import UsageError
from cchc_ocr.runs.account import account
from cchc_ocr.runs.catalogue import NAME, VERSION, Catalogue
from tests.runs.rows import ENTRY, WITHOUT_STACKS


def test_what_is_stored_is_found_after_opening_again(tmp_path: Path) -> None:
    with Catalogue(tmp_path) as rows:
        rows.store(ENTRY)
    with Catalogue(tmp_path) as rows:
        assert rows.find(b"2020/a") == ENTRY
        assert rows.find(b"2020/b") is None
        assert list(rows.of_content("ab", "cd")) == [ENTRY]
        assert not list(rows.of_content("ab", "other options"))


def test_a_row_is_replaced_and_dropped(tmp_path: Path) -> None:
    with Catalogue(tmp_path) as rows:
        rows.store(ENTRY)
        rows.store(ENTRY._replace(size=9))
        assert rows.find(ENTRY.stem) == ENTRY._replace(size=9)
        rows.drop(ENTRY.stem)
        assert rows.find(ENTRY.stem) is None


def test_names_need_not_be_text(tmp_path: Path) -> None:
    odd = ENTRY._replace(stem=b"b\xe1o c\xe1o", path=b"/scans/b\xe1o c\xe1o.pdf")
    with Catalogue(tmp_path) as rows:
        rows.store(odd)
        assert rows.find(odd.stem) == odd


def test_a_spoilt_file_is_named(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"this is no database, and long enough to be looked at" * 10)
    with pytest.raises(UsageError, match=NAME):
        Catalogue(tmp_path)


FIRST = """
CREATE TABLE documents (
    stem BLOB PRIMARY KEY, path BLOB NOT NULL, size INTEGER NOT NULL, modified_ns INTEGER NOT NULL,
    sha256 TEXT NOT NULL, made_by TEXT NOT NULL, pages INTEGER NOT NULL, review INTEGER NOT NULL,
    seconds REAL NOT NULL, text_size INTEGER NOT NULL, record_size INTEGER NOT NULL
);
PRAGMA user_version = 1;
INSERT INTO documents VALUES (x'61', x'2f61', 1, 2, 'ab', 'cd', 3, 4, 5.5, 6, 7);
"""


def test_a_file_of_the_first_version_is_brought_up_to_date(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / NAME) as db:
        db.executescript(FIRST)
    expected = ENTRY._replace(stem=b"a", path=b"/a")
    for _ in range(2):
        with Catalogue(tmp_path) as rows:
            assert rows.find(b"a") == expected
            assert rows.unindexed() == [expected]


def without_parts(rows: Catalogue) -> None:
    """Until version 7, nothing said which pages of a document had been asked for."""
    rows.db.executescript(WITHOUT_STACKS)
    rows.db.execute("ALTER TABLE documents DROP COLUMN asked")


def test_a_file_of_the_second_version_is_indexed_anew(tmp_path: Path) -> None:
    with Catalogue(tmp_path) as rows:
        rows.store(ENTRY)
        rows.db.execute("INSERT INTO records (document) VALUES (1)")
        rows.db.execute("DROP INDEX documents_content")
        without_parts(rows)
        rows.db.execute("CREATE INDEX documents_sha256 ON documents (sha256)")
        rows.db.execute("ALTER TABLE documents DROP COLUMN error_page")
        rows.db.execute("PRAGMA user_version = 2")
    for _ in range(2):
        with Catalogue(tmp_path) as rows:
            assert rows.unindexed() == [ENTRY]


def test_errors_of_the_fifth_version_lose_the_name_of_their_file(tmp_path: Path) -> None:
    errors = {
        "a.pdf": "a.pdf, page 3: the page is corrupt: cut short",
        "b.gif": "b.gif is a GIF",
        "c: quý 3.pdf": "c: quý 3.pdf, page 3: the page is corrupt: cut short",
        "d: 1: 2": "d: 1: 2: the file is empty",
        "e.pdf": "renamed: the file is empty",
    }
    with Catalogue(tmp_path) as rows:
        for name, error in errors.items():
            path = os.fsencode(f"/in/{name}")
            rows.store(ENTRY._replace(stem=name.encode(), path=path, state="failed", error=error))
        rows.store(ENTRY._replace(stem=b"c", state="failed", error="", error_page=0))
        without_parts(rows)
        rows.db.execute("ALTER TABLE documents DROP COLUMN error_page")
        rows.db.execute("PRAGMA user_version = 5")
    for _ in range(2):
        with Catalogue(tmp_path) as rows:
            told = [entry.error for entry in rows.entries("failed")]
            assert told == [
                "the page is corrupt: cut short",
                "b.gif is a GIF",
                "",
                "the page is corrupt: cut short",
                "the file is empty",
                "the file is empty",
            ]


@pytest.mark.parametrize("version", [5, 6, 7])
def test_a_file_that_kept_no_account_gets_one(tmp_path: Path, version: int) -> None:
    with Catalogue(tmp_path) as rows:
        rows.store(ENTRY)
        for table in ("inputs", "surveyed") if version < 7 else ():
            rows.db.execute(f"DROP TABLE {table}")
        without_parts(rows)
        if version == 5:
            rows.db.execute("ALTER TABLE documents DROP COLUMN error_page")
        rows.db.execute(f"PRAGMA user_version = {version}")
    for _ in range(2):
        with Catalogue(tmp_path, read_only=True) as rows:
            assert [line.state for line in account(rows, ())] == ["done"]
            assert rows.find(ENTRY.stem) == ENTRY


def test_documents_that_share_file_or_content_are_named(tmp_path: Path) -> None:
    alone = ENTRY._replace(stem=b"alone", path=b"/alone.pdf", sha256="ef")
    moved = ENTRY._replace(stem=b"b", path=b"/b.pdf")
    other = ENTRY._replace(stem=b"c", sha256="gh")
    with Catalogue(tmp_path) as rows:
        for entry in (alone, moved, ENTRY, other):
            rows.store(entry)
        assert rows.repeated() == [ENTRY, moved, other]


def test_a_file_of_a_later_version_is_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / NAME) as db:
        db.execute(f"PRAGMA user_version = {VERSION + 1}")
    before = (tmp_path / NAME).read_bytes()
    with pytest.raises(UsageError, match="newer version"):
        Catalogue(tmp_path)
    assert (tmp_path / NAME).read_bytes() == before


def test_a_transaction_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with Catalogue(tmp_path) as rows:
        with pytest.raises(ZeroDivisionError), rows.transaction():
            rows.store(ENTRY)
            raise ZeroDivisionError
        assert rows.find(ENTRY.stem) is None


def test_done_and_failed_are_told_apart(tmp_path: Path) -> None:
    failed = ENTRY._replace(stem=b"b", state="failed", error="cut short", hint="scan it again", exit_code=3)
    with Catalogue(tmp_path) as rows:
        rows.store(ENTRY)
        rows.store(failed)
        assert list(rows.entries()) == list(rows.of_content("ab", "cd")) == [ENTRY]
        assert list(rows.entries("failed")) == [failed]


def test_what_was_read_partly_has_results_but_does_not_stand_for_equal_files(tmp_path: Path) -> None:
    partly = ENTRY._replace(stem=b"b", path=b"/b.pdf", state="partly", error="damaged", error_page=2, asked="1-3")
    with Catalogue(tmp_path) as rows:
        rows.store(ENTRY)
        rows.store(partly)
        assert list(rows.of_content("ab", "cd")) == [ENTRY]
        assert list(rows.entries("partly")) == [partly]
        assert list(rows.entries("done", "partly")) == rows.unindexed() == rows.repeated() == [ENTRY, partly]
        assert [stem for stem, _ in rows.originals()] == [ENTRY.stem, b"b"]
