"""The head of the first page taken apart, from the zones of a picture and from plain text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from cchc_ocr import lexicon as dictionaries
from cchc_ocr.document import Page
from cchc_ocr.extract.head.masthead import read_masthead
from cchc_ocr.layout.pieces import Piece
from tests.heads import KINDS, as_scan, as_text
from tests.pages import scanned_page, text_page

COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
CASES = [pytest.param(case, id=case["name"]) for case in KINDS["cases"]]


def blocks(page: Page) -> tuple[list[str], list[str]]:
    head = read_masthead(page, dictionaries.load())
    return texts(head.left), texts(head.right)


def texts(pieces: tuple[Piece, ...]) -> list[str]:
    return [piece.text for piece in pieces if any(c.isalnum() for c in piece.text)]


@pytest.mark.parametrize("case", CASES)
def test_a_picture_and_a_text_of_it_have_the_same_blocks(case: Mapping[str, Any]) -> None:
    assert blocks(as_text(case, beside=True)) == blocks(as_scan(case))


def test_number_and_date_are_found_in_their_blocks() -> None:
    page = text_page([f"SỞ NỘI VỤ {COUNTRY}", "Số: 8/BC-SNV Sơn Hà, ngày 03 tháng 4 năm 2023"])
    head = read_masthead(page, dictionaries.load())
    assert head.number is not None and head.number.text == "Số: 8/BC-SNV"
    assert head.dated is not None and head.dated.text == "Sơn Hà, ngày 03 tháng 4 năm 2023"
    assert head.known


def test_a_printed_symbol_is_the_number_where_figures_by_hand_stand_on_a_line_of_their_own() -> None:
    lines = [("SỞ NỘI VỤ", 330, 200), (COUNTRY, 1150, 205), ("Số: 233", 360, 300), ("Số: /QĐ-SNV", 360, 370)]
    number = read_masthead(scanned_page(lines), dictionaries.load()).number
    assert number is not None and number.text == "Số: /QĐ-SNV"


def test_what_stands_above_the_head_is_no_part_of_the_document() -> None:
    lines = [("VÀ TIN HỌC", 1100, 60), ("SỞ NỘI VỤ", 330, 200), (COUNTRY, 1150, 205), ("BÁO CÁO", 1150, 560)]
    assert texts(read_masthead(scanned_page(lines), dictionaries.load()).rest) == ["BÁO CÁO"]


@pytest.mark.parametrize("page", [text_page(["Danh sách kèm theo"]), scanned_page([("Danh sách", 900, 300)])])
def test_a_page_without_a_head_has_only_a_rest(page: Page) -> None:
    head = read_masthead(page, dictionaries.load())
    assert (head.left, head.right, head.number, head.known) == ((), (), None, False)
    assert len(head.rest) == 1


def test_a_citation_that_opens_a_text_is_no_number_of_it() -> None:
    page = text_page(["Danh mục", "Nghị quyết số 31/NQ-HĐND ngày 10/12/2022 của HĐND tỉnh về dự toán"])
    assert read_masthead(page, dictionaries.load()).number is None


def test_a_head_in_one_column_in_the_middle_of_the_page() -> None:
    lines = [(COUNTRY, 860, 200), ("Độc lập - Tự do - Hạnh phúc", 960, 260), ("UBND TỈNH SƠN HÀ", 1080, 330)]
    lines += [("Số: 07/CT-UB", 1110, 390), ("Sơn Hà, ngày 27 tháng 10 năm 1997", 900, 450), ("CHỈ THỊ", 1160, 600)]
    head = read_masthead(scanned_page(lines), dictionaries.load())
    assert texts(head.left) == ["UBND TỈNH SƠN HÀ", "Số: 07/CT-UB"]
    assert head.dated is not None and head.number is not None and texts(head.rest) == ["CHỈ THỊ"]


def test_a_body_between_the_country_and_the_title() -> None:
    lines = [(COUNTRY, 860, 200), ("Độc lập - Tự do - Hạnh phúc", 960, 260), ("SỞ NỘI VỤ", 300, 360)]
    head = read_masthead(scanned_page([*lines, ("BIÊN BẢN", 1150, 480)]), dictionaries.load())
    assert (texts(head.left), texts(head.rest)) == (["SỞ NỘI VỤ"], ["BIÊN BẢN"])


def test_a_date_below_the_number_of_a_judgment() -> None:
    page = text_page(["TÒA ÁN NHÂN DÂN", "Bản án số: 14/2018/DS-ST", "Ngày: 19-9-2018", COUNTRY])
    head = read_masthead(page, dictionaries.load())
    assert head.dated is not None and head.dated.text == "Ngày: 19-9-2018"


def test_a_number_below_the_subject_of_what_bodies_of_two_countries_sign() -> None:
    lines = ["BẢN GHI NHỚ", "Về hợp tác", "giai đoạn 2016 - 2018", "cho các trường", "vùng cao", "Số: 02/BGN-HCTĐ"]
    head = read_masthead(text_page(lines), dictionaries.load())
    assert head.number is not None and head.number.text == "Số: 02/BGN-HCTĐ"


def test_a_date_in_the_subject_is_not_that_of_the_document() -> None:
    left = [("SỞ NỘI VỤ", 330, 200), ("Số: 8/SNV-VP", 330, 320), ("VAv trả lời Báo Sơn Hà", 250, 370)]
    left += [("số ra ngày 06/10/2006", 250, 420)]
    head = read_masthead(scanned_page([*left, (COUNTRY, 1150, 205), ("BÁO CÁO", 1100, 600)]), dictionaries.load())
    assert head.dated is None and len(head.left) == 4


@pytest.mark.parametrize(
    "lines",
    [
        ["SỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA QUYẾT ĐỊNH SỐ 17/2034/QĐ-NHNN VỀ CHẾ ĐỘ CHỨNG TỪ"],
        ["VỀ VIỆC BÃI BỎ THÔNG TƯ SỐ 21/2034/TT-BTC"],
        ["UBND TỈNH SƠN HÀ", "VỀ VIỆC THAY THẾ QUYẾT ĐỊNH", "SỐ 21/2034/QĐ-UBND"],
    ],
)
def test_the_number_of_a_document_that_a_title_treats_is_not_its_own(lines: list[str]) -> None:
    assert read_masthead(text_page(lines), dictionaries.load()).number is None
