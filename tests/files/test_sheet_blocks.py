"""Rows of sheets to what stands above a table, the table, and what stands below it."""

from __future__ import annotations

import pytest

from cchc_ocr.files.office.blocks import OfficeTable, Paragraph, paragraphs_of
from cchc_ocr.files.office.sheet_blocks import SheetRow, sheet_blocks


def rows(*texts: str) -> list[SheetRow]:
    """Rows whose cells are parted by bars."""
    return [{at: Paragraph.of(cell) for at, cell in enumerate(text.split("|")) if cell} for text in texts]


def told(name: str, *texts: str) -> list[str | int]:
    """Texts of paragraphs, and for each table the number of its rows."""
    return [
        block.text if isinstance(block, Paragraph) else len(block.rows)
        for block in sheet_blocks(name, rows(*texts))
    ]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("TT|Sở|Điểm", "1|A|80"), [2]),
        (("BẢNG ĐIỂM NĂM 2023", "TT|Sở|Điểm", "Khối sở", "1|A|80"), ["BẢNG ĐIỂM NĂM 2023", 3]),
        (("BẢNG ĐIỂM NĂM 2023", "", "TT|Sở|Điểm", "1|A|80", "", "2|B|70", "3|C|60"), ["BẢNG ĐIỂM NĂM 2023", 2, 2]),
        (
            ("TT|Sở|Điểm", "1|A|80", "", "Người lập|Thủ trưởng", "An|Bình"),
            [2, "Người lập\tThủ trưởng", "An\tBình"],
        ),
        (("Tiêu chí|Điểm", "Thể chế|9,5"), [2]),
        (("Ghi chú", "|một dòng|"), ["Ghi chú", "một dòng"]),
        ((), []),
    ],
)
def test_a_sheet_is_taken_apart(texts: tuple[str, ...], expected: list[str | int]) -> None:
    assert told("Sheet1", *texts) == expected


@pytest.mark.parametrize(("name", "is_told"), [("CCHC 2023", True), ("Sheet12", False), ("Trang tính1", False)])
def test_the_name_of_a_sheet_is_its_title_where_there_is_no_other(name: str, is_told: bool) -> None:
    assert told(name, "TT|Sở|Điểm", "1|A|80") == ([name, 2] if is_told else [2])
    assert told(name, "Kết quả năm 2023", "TT|Sở|Điểm", "1|A|80") == ["Kết quả năm 2023", 2]


def test_no_cell_is_lost() -> None:
    texts = (
        "UBND|X|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "a",
        "b|c",
        "",
        "d|e|f",
        "g",
        "",
        "Nơi nhận:||GIÁM ĐỐC",
        "h|i",
    )
    found = sorted(one.text.replace("\t", "|") for one in paragraphs_of(sheet_blocks("Sheet1", rows(*texts))))
    assert sorted(part for text in found for part in text.split("|") if part) == sorted(
        cell for text in texts for cell in text.split("|") if cell
    )
    assert any(isinstance(block, OfficeTable) for block in sheet_blocks("Sheet1", rows(*texts)))
