"""Words are found with or without diacritics."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchc_ocr.errors import UnreadableError, UsageError
from cchc_ocr.search import search

PAGES = {
    "2020/a": "Cải cách hành chính năm 2020\n\fĐề án số 5\n\f",
    "b": "cải cách và cải cách, hành chính\n\f",
    "c": "Sở Nội vụ, số 12\n\f",
}


@pytest.fixture
def results(tmp_path: Path) -> Path:
    for stem, text in PAGES.items():
        (tmp_path / stem).parent.mkdir(exist_ok=True)
        (tmp_path / f"{stem}.txt").write_text(text)
        (tmp_path / f"{stem}.json").write_text("{}")
    (tmp_path / "notes.txt").write_text("cải cách hành chính")
    return tmp_path


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("cai cach hanh chinh", ["b:1", "2020/a:1"]),
        ("CẢI CÁCH", ["b:1", "2020/a:1"]),
        ("cải cach 2020", ["2020/a:1"]),
        ("số", ["2020/a:2", "c:1"]),
        ("so", ["c:1", "2020/a:2"]),
        ("sở", ["c:1"]),
        ("de an", ["2020/a:2"]),
        ("cach mang", []),
        ("chin", []),
    ],
)
def test_what_is_found(results: Path, query: str, found: list[str]) -> None:
    assert [f"{hit.name}:{hit.page}" for hit in search(query, results)] == found


def test_a_snippet_shows_whole_words_around_the_hit(results: Path) -> None:
    (results / "c.txt").write_text(f"{'đầu ' * 40}kinh phí{' cuối' * 40}\n\f")
    (hit,) = search("kinh phí", results)
    assert hit.snippet.startswith("… đầu")
    assert "đầu kinh phí cuối" in hit.snippet
    assert hit.snippet.endswith("cuối …")
    assert len(hit.snippet) < 150


def test_nothing_to_search(results: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        search(" ?! ", results)
    with pytest.raises(UnreadableError):
        search("một", tmp_path / "missing")
