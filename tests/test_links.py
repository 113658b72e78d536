"""The address of a page is the same in Python and in the SQL of a catalogue."""

from __future__ import annotations

import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cchc_ocr.links import link_in_sql, link_to

NAMES = st.text(st.characters(exclude_characters="\0/", exclude_categories=("Cs",)), min_size=1, max_size=12)
PLACES = st.lists(NAMES.filter(lambda name: name not in (".", "..")), min_size=1, max_size=3)


def asked(path: str | None, page: int | None) -> str | None:
    query = f"SELECT {link_in_sql('path', 'page')} FROM (SELECT ? AS path, ? AS page)"
    with closing(sqlite3.connect(":memory:")) as db:
        found: str | None = db.execute(query, (path, page)).fetchone()[0]
        return found


@pytest.mark.skipif(sys.platform == "win32", reason="paths of POSIX")
@given(PLACES, st.none() | st.integers(1, 999))
@example(["kho", "100% #1? .PDF"], 3)
@example(["a\\b.pdf"], 3)
@example(["Ả.pdf"], 1)
@example([".pdf"], 1)
@example(["a.pdf"], None)
@example(["a.png"], 2)
def test_python_and_sql_give_the_same(parts: list[str], page: int | None) -> None:
    path = "/" + "/".join(parts)
    assert asked(path, page) == link_to(Path(path), page)


@pytest.mark.parametrize(
    ("path", "page", "link"),
    [
        (r"C:\kho\bản 1.pdf", 2, "file:///C:/kho/bản%201.pdf#page=2"),
        (r"\\máy\kho\a.pdf", None, "file:////máy/kho/a.pdf"),
        (r"D:\a.tif", 3, "file:///D:/a.tif"),
    ],
)
def test_paths_of_windows(path: str, page: int | None, link: str) -> None:
    assert asked(path, page) == link
    if sys.platform == "win32":
        assert link_to(Path(path), page) == link


def test_without_a_path_there_is_no_link() -> None:
    assert asked(None, 3) is None


@pytest.mark.skipif(os.sep != "/", reason="paths of POSIX")
@given(PLACES)
def test_an_address_leads_back_to_its_file(parts: list[str]) -> None:
    path = "/" + "/".join(parts)
    address = link_to(Path(path), None)
    assert unquote(address.removeprefix("file://")) == str(Path(path))
    assert urlsplit(address).query == urlsplit(address).fragment == ""
