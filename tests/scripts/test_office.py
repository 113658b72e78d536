"""Texts of the corpus as an office prints them: every word is on the paper, and stands where an office puts it."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from samples.document import NewPage, Paragraph, SignOff, Table
from samples.office import sheet, wear
from samples.typeset import FONTS, register_fonts, typeset

from tests.paths import ROOT

pytestmark = pytest.mark.skipif(not FONTS.is_dir(), reason="needs fonts-croscore")
COUNTRY, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
PLACE, NUMBER = "Sơn Hà, ngày 05 tháng 3 năm 2024", "Số: 12/BC-SYT"
BODY = """
BÁO CÁO
Kết quả cải cách hành chính quý I năm 2024

Kính gửi: Sở Nội vụ

I. KẾT QUẢ
Sở đạt 85,5 điểm, xếp thứ 4/19.
"""
FOOT = """
Nơi nhận:
- Như trên;
- Lưu: VT.

KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC
Lò Văn Thử
"""
HEADS = {
    "one after another": f"UBND TỈNH SƠN HÀ\nSỞ Y TẾ\n{NUMBER}\n{COUNTRY}\n{MOTTO}\n{PLACE}\n",
    "tabs": f"UBND TỈNH SƠN HÀ\t{COUNTRY}\nSỞ Y TẾ\t{MOTTO}\n{NUMBER}\t{PLACE}\n",
    "spaces": f"UBND TỈNH SƠN HÀ          {COUNTRY}\nSỞ Y TẾ        {MOTTO}\n{NUMBER}       {PLACE}\n",
    "rules": f"UBND TỈNH SƠN HÀ\nSỞ Y TẾ\n-------\n{COUNTRY}\n{MOTTO}\n---------------\n\n{NUMBER}\n{PLACE}\n",
}


@pytest.fixture(autouse=True, scope="module")
def _fonts() -> None:
    register_fonts()


@pytest.mark.parametrize("head", HEADS)
def test_a_head_in_any_layout_is_the_same(head: str) -> None:
    made = sheet(head, HEADS[head] + BODY + FOOT)
    assert (made.parent, made.issuer) == (("UBND TỈNH SƠN HÀ",), ("SỞ Y TẾ",))
    assert (made.number, made.place_date, made.type) == (NUMBER, PLACE, "BÁO CÁO")
    assert " ".join(made.subject) == "Kết quả cải cách hành chính quý I năm 2024"


@pytest.mark.parametrize(
    "foot",
    [
        FOOT,
        "Nơi nhận:\tKT. GIÁM ĐỐC\n- Như trên;\tPHÓ GIÁM ĐỐC\n- Lưu: VT.\tLò Văn Thử\n",
        "Nơi nhận:          KT. GIÁM ĐỐC\n- Như trên;        PHÓ GIÁM ĐỐC\n              Lò Văn Thử\n- Lưu: VT.\n",
    ],
)
def test_a_foot_in_any_layout_is_the_same_and_an_annex_follows_it(foot: str) -> None:
    made = sheet("foot", HEADS["tabs"] + BODY + foot + "\nPHỤ LỤC\nCác đơn vị\n")
    assert made.recipients == ("- Như trên;", "- Lưu: VT.")
    assert (made.authority, made.signer) == (("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "Lò Văn Thử")
    assert made.body[-4:-1] == (SignOff(), NewPage(), Paragraph("**PHỤ LỤC**", "centre"))


def test_rows_parted_by_tabs_are_a_ruled_table() -> None:
    rows = "TT\tLĩnh vực\tNăm 2023\t\n\t\tĐiểm\tHạng\n1\tThể chế của tỉnh\t8,5\t3\n\tTổng cộng\t8,5\n"
    (table,) = (block for block in sheet("rows", HEADS["tabs"] + BODY + rows).body if isinstance(block, Table))
    assert (table.header, table.second) == (("TT", "Lĩnh vực", "Năm 2023", ""), ("", "", "Điểm", "Hạng"))
    assert table.rows == (("1", "Thể chế của tỉnh", "8,5", "3"), ("", "Tổng cộng", "8,5", ""))
    assert table.ruled and table.bold_last and table.left == (1,)
    assert table.widths[1] > table.widths[0]


def test_a_line_between_rows_is_a_row_over_the_whole_width() -> None:
    rows = "TT\tCơ quan\tĐiểm\n1\tSở A\t8,5\nNhóm hai\n2\tSở B\t8\nGhi chú: của năm 2023\n"
    *_, table, note = sheet("rows", HEADS["tabs"] + BODY + rows).body
    assert isinstance(table, Table)
    assert table.rows == (("1", "Sở A", "8,5"), ("Nhóm hai",), ("2", "Sở B", "8"))
    assert note == Paragraph("Ghi chú: của năm 2023")


def test_two_signatures_stand_side_by_side_without_rules() -> None:
    text = HEADS["tabs"] + BODY + "THƯ KÝ\tCHỦ TỌA\nLò Thị Thử\tHà Văn Mẫu\n"
    (table,) = (block for block in sheet("two", text).body if isinstance(block, Table))
    assert not table.ruled


OPEN = [text for text in sorted((ROOT / "tests/corpus").glob("round-*/*.txt")) if "blind" not in str(text)]


@pytest.mark.parametrize("text", OPEN[::9], ids=lambda text: f"{text.parent.name}-{text.stem}")
def test_every_word_of_a_text_is_on_the_paper(text: Path) -> None:
    said, pages = text.read_text("utf-8"), typeset(sheet(text.stem, text.read_text("utf-8"))).pages
    printed = Counter(" ".join(line for page in pages for line in page).split())
    words = said.replace("|", " ").split()  # bars are drawn as rules
    lost = Counter(word for word in words if not re.fullmatch(r"[-–_+=:]+", word)) - printed
    # The country is printed in capitals; it, the motto and "Nơi nhận:" in today's spelling: "Độc lập- Tự do".
    assert {word for word in lost if word.upper() not in printed} <= {"HOÀ", "lập-", "-Hạnh", "nhận", ":"}


def test_the_same_name_is_worn_in_the_same_way() -> None:
    assert wear("round-1-01") == wear("round-1-01") != wear("round-1-03")
    drawn = [wear(str(number)) for number in range(60)]
    assert {how.mode for how in drawn} == {"grey", "colour", "black-white"}
    assert all(150 <= how.dpi <= 300 and max(map(abs, how.skew)) <= 1.5 for how in drawn)


def test_what_a_letter_is_about_goes_on_in_the_next_line() -> None:
    head = f"UBND TỈNH SƠN HÀ\t{COUNTRY}\nSỞ Y TẾ\t{MOTTO}\n{NUMBER}\t{PLACE}\nV/v hồ sơ quá hạn\nquý I/2024\n"
    made = sheet("letter", f"{head}\nKính gửi: Sở Nội vụ\n\nSở báo cáo.\n{FOOT}")
    assert " ".join(made.subject) == "V/v hồ sơ quá hạn quý I/2024"
    assert made.issuer == ("SỞ Y TẾ",)


@pytest.mark.parametrize(
    "table",
    [
        "Đơn vị\tĐiểm\tHạng\nSở A\t81,5\t2\nSở B\t85\t1",
        "Đơn vị | Điểm | Hạng\n---|---|---\nSở A | 81,5 | 2\nSở B | 85 | 1",
        "| Đơn vị | Điểm | Hạng |\n|---|---|---|\n| Sở A | 81,5 | 2 |\n| Sở B | 85 | 1 |",
        "Đơn vị   Điểm   Hạng\n--------------------\nSở A     81,5      2\nSở B     85        1",
    ],
)
def test_a_table_in_any_layout_is_ruled(table: str) -> None:
    made = sheet("table", f"{HEADS['tabs']}{BODY}\n{table}\n{FOOT}")
    (ruled,) = (block for block in made.body if isinstance(block, Table))
    assert ruled.ruled
    assert (ruled.header, ruled.rows) == (("Đơn vị", "Điểm", "Hạng"), (("Sở A", "81,5", "2"), ("Sở B", "85", "1")))
