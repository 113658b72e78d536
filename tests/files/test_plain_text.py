"""Text files to pages."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from cchc_ocr.document import Page
from cchc_ocr.errors import UnreadableError
from cchc_ocr.files.opening import open_document
from cchc_ocr.files.plain_text import text_pages, text_tables


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le"]
)
def test_text_files(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Số: 05/BC-SNV\r\n\r\nBáo cáo\f".encode(encoding))
    with open_document(path) as document:
        (page,) = document.pages()
        assert document.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert isinstance(page, Page)
    assert (page.text, page.origin) == ("Số: 05/BC-SNV\nBáo cáo", "text")
    assert [line.paragraph for line in page.lines] == [0, 1]


def test_form_feeds_divide_pages_and_letters_are_composed() -> None:
    pages = text_pages("Tô\u0309 chức\fQÐ")
    assert [(page.number, page.text) for page in pages] == [(1, "Tổ chức"), (2, "QĐ")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a" * 5_000_000, "line 1 has 5,000,000 characters"),
        ("1," * 1_000_000, "line 1 has 2,000,000 characters"),
        ("Số 5\n" + "ab " * 40_000, "line 2 has 120,000 characters"),
        ("Số 5\n\n" + "a" * 5001, "line 3 has more than 5,000 characters without a space"),
    ],
)
def test_what_nobody_writes_is_refused(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "a.txt").write_text(text, "utf-8")
    with pytest.raises(UnreadableError, match=message) as caught:
        open_document(tmp_path / "a.txt")
    assert caught.value.hint


@pytest.mark.parametrize("text", ["ab " * 33_000, "a" * 5000, "Số 5\n" * 100_000])
def test_what_is_long_is_a_text(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(text, "utf-8")
    with open_document(tmp_path / "a.txt") as document:
        assert document.page_count == 1


@pytest.mark.parametrize(
    ("text", "noted"),
    [
        ("C?ng hòa xã h?i ch? nghĩa Vi?t Nam", True),
        ("C\ufffdng hòa xã h\ufffdi chủ nghĩa Vi\ufffdt Nam", True),
        ("Ai? Khi nào? Ở đâu? Vì sao?Không rõ", False),
        ("https://sonha.gov.vn/tin?id=5 a.vn?b=1&c?d www.x.vn/y?z", False),
    ],
)
def test_lost_letters_are_noted(text: str, *, noted: bool) -> None:
    (page,) = text_pages(text)
    assert ("letters are lost: question marks stand in their place" in page.notes) == noted
    assert page.text == text


def test_empty_cells_at_the_edges_of_a_table_without_outer_bars() -> None:
    (table,) = text_tables(
        "Đơn vị | Điểm đã | Lý do\n       | công bố |\n-------+---------+------\nSở A   |  88,4   | x"
    )
    assert table.rows[1] == ("", "công bố", "")


@pytest.mark.parametrize("bar", ["|", " | ", "| ", " |"])
def test_bars_part_cells_whatever_spaces_stand_around_them(bar: str) -> None:
    rows = [("TT", "Đơn vị", "Thể chế (60 điểm)"), ("1", "Xã Nà Lơi", "50,5"), ("2", "Xã Khe Mây", "47")]
    (table,) = text_tables("\n".join(bar.join(row) for row in rows))
    assert table.rows == tuple(rows)


def test_a_sentence_below_a_table_is_no_row_and_two_columns_of_values_are_a_table() -> None:
    text = (
        "Sở\tĐiểm\tHạng\nSở A\t80\t1\nSở B\t70\t2\nNhư vậy, Sở A đứng đầu năm nay.\nSở\tĐiểm\tHạng\nSở C\t60\t1\n"
    )
    assert [len(table.rows) for table in text_tables(text)] == [3, 2]
    assert len(text_tables("| Nội dung | Kết quả |\n| Hạng | 3/20 |\n| Hồ sơ | 849 hồ sơ |\n| Loại | Tốt |")) == 1
    assert text_tables("UBND TỈNH SƠN HÀ\tCỘNG HÒA\nSỞ Y TẾ\tĐộc lập\nSố: 5\tngày 3\nA\tB\n") == ()


def test_blocks_of_a_head_above_a_table_are_no_rows_of_it() -> None:
    (table,) = text_tables("SỞ Y TẾ\tCỘNG HÒA\nSở\tĐiểm\tHạng\nSở A\t80\t1\n")
    assert table.rows[0] == ("Sở", "Điểm", "Hạng")
