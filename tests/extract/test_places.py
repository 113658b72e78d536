"""Where personal data stand on the pages of a document, and in which values of its record."""

import pytest

from cchc_ocr import lexicon
from cchc_ocr.document import Box, Line, Page, Table, Word
from cchc_ocr.extract import Extractor
from cchc_ocr.extract.personal.places import texts_of
from cchc_ocr.files.plain_text import text_pages
from cchc_ocr.records import Source
from tests.pages import scanned_page, text_page

EXTRACTOR = Extractor(lexicon.load())
HEAD = ["SỞ NỘI VỤ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 45/TB-SNV Sơn Hà, ngày 05 tháng 4 năm 2024", ""]
CONTACT = "Địa chỉ: số 12 đường Hoa Mai, thành phố Sơn Hà; ĐT: 0255.3822.123; Email: snv@sonha.gov.vn"
FOOT = ["Nơi nhận:", "- Như trên;", "- Lưu: VT.", "", "GIÁM ĐỐC", "", "Trần Văn Thử"]


def record(*pages):
    return EXTRACTOR.extract(pages, Source(file="a.txt", sha256="0" * 64, pages=len(pages), origin="text"))


def kinds(*pages):
    return [(place.kind, place.page) for place in record(*pages).personal]


def test_each_place_has_its_kind_and_page_and_no_box_in_plain_text():
    body = ["Ông Lê Văn Mẫu, CCCD 001085012345, ĐT 0912345678."]
    found = record(
        text_page([*HEAD, "THÔNG BÁO", "", *body]), text_page(["Thư: mau@example.com"], number=2)
    ).personal
    assert [(one.kind, one.page, one.box) for one in found] == [
        ("citizen-number", 1, None),
        ("telephone", 1, None),
        ("email", 2, None),
    ]


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        ([CONTACT, *HEAD, "THÔNG BÁO", "", "Sở thông báo.", "", *FOOT], []),
        ([*HEAD, "THÔNG BÁO", "", "Sở thông báo.", "", *FOOT, CONTACT], []),
        ([*HEAD, "THÔNG BÁO", "", "Sở thông báo.", "", *FOOT, "ĐT: 0912345678"], ["telephone"]),
        ([*HEAD, "THÔNG BÁO", "", "Gửi về snv@sonha.gov.vn.", "", *FOOT], ["email"]),
        ([*HEAD, "THÔNG BÁO", "", "Sở thông báo.", "", *FOOT, "", "PHỤ LỤC", "ĐT 0255.3822.123"], ["telephone"]),
        (["ĐƠN ĐỀ NGHỊ", "", "Kính gửi: Sở Nội vụ", "Điện thoại: 0255.3822.123", "", *FOOT], ["telephone"]),
    ],
    ids=["head", "foot", "mobile in the foot", "body", "annex", "a citizen's own paper"],
)
def test_an_offices_own_telephone_and_mail_are_not_personal(lines, wanted):
    assert [kind for kind, _ in kinds(text_page(lines))] == wanted


def test_an_address_ends_with_its_line_unless_it_goes_on():
    form = ["Họ và tên: Lê Văn Mẫu", "Nơi thường trú: thôn Đông, xã An Bình", "Tôi làm đơn này"]
    long = ["Ông Lê Văn Mẫu, trú tại thôn Đông,", "xã An Bình, tỉnh Sơn Hà."]
    (one,) = EXTRACTOR.extract([text_page(form)], SOURCE).personal
    assert one.kind == "address"
    assert kinds(text_page(long)) == [("address", 1), ("address", 1)]


SOURCE = Source(file="a.txt", sha256="0" * 64, pages=1, origin="text")


def test_the_last_figure_of_a_number_on_a_line_of_its_own_is_in_no_other_value():
    made = record(text_page([*HEAD, "THÔNG BÁO", "", "Năm 2024, ông Mẫu, điện thoại 0912.345.67", "8 báo."]))
    assert [place.fields for place in made.personal] == [(), ()]


def test_on_a_scan_each_place_has_the_box_of_its_words():
    lines = [("Ông Mẫu, CCCD 001085012345, trú tại thôn Đông,", 300, 900), ("xã An Bình, tỉnh Sơn Hà", 300, 960)]
    number, *address = record(scanned_page(lines)).personal
    assert (number.kind, number.box) == ("citizen-number", (580, 900, 840, 940))
    assert [one.box[1] for one in address] == [900, 960]


def test_columns_of_tables_say_what_their_cells_are():
    text = "\n".join(
        [
            "DANH SÁCH",
            "TT\tHọ và tên\tSố CMND\tĐịa chỉ\tĐT",
            "1\tTrần Thị Thử\t212345678\tThôn Tây, xã An Bình\t0987654321",
            "2\tLê Văn Mẫu\t212 345 679\tThôn Nam, xã An Bình\t3822 999",
        ]
    )
    (page,) = text_pages(text)
    made = record(page)
    assert (
        sorted(one.kind for one in made.personal) == ["address"] * 2 + ["citizen-number"] * 2 + ["telephone"] * 2
    )
    held = {field for one in made.personal for field in one.fields}
    assert {f"/tables/0/rows/{y}/{x}" for y in (0, 1) for x in (2, 3, 4)} <= held


def test_a_list_of_offices_has_no_private_addresses():
    text = "DANH BẠ\nTT\tĐơn vị\tĐịa chỉ\tMã số thuế\n1\tSở Nội vụ\tSố 12 đường Hoa Mai\t0391234567\n"
    assert kinds(*text_pages(text)) == []


def ruled(number, rows):
    lines = tuple(
        Line((Word(cell, Box(100 * x, 50 * y, 100 * x + 90, 50 * y + 40)),))
        for y, row in enumerate(rows)
        for x, cell in enumerate(row)
    )
    boxes = tuple(
        tuple(Box(100 * x, 50 * y, 100 * x + 99, 50 * y + 49) for x in range(len(row)))
        for y, row in enumerate(rows)
    )
    numbers = tuple(tuple((y * len(row) + x,) for x in range(len(row))) for y, row in enumerate(rows))
    table = Table(tuple(tuple(row) for row in rows), boxes=boxes, lines=numbers)
    return Page(number, lines, origin="scan", width=2480, height=3508, tables=(table,))


def test_a_ruled_table_goes_on_over_the_page_with_its_columns():
    pages = [ruled(1, [["TT", "CMND"], ["1", "212345678"]]), ruled(2, [["2", "212345679"]])]
    assert [(one.kind, one.page, one.box is not None) for one in record(*pages).personal] == [
        ("citizen-number", 1, True),
        ("citizen-number", 2, True),
    ]


def test_the_values_that_hold_personal_data_are_named():
    subject = ["Giải quyết đơn của ông Lê Văn Mẫu, điện thoại 0912.345.678", ""]
    made = record(text_page([*HEAD, "THÔNG BÁO", *subject, "Sở thông báo.", "", *FOOT]))
    (place,) = made.personal
    texts = dict(texts_of(made))
    assert "/document/subject" in place.fields
    assert all("0912.345.678" in texts[field] for field in place.fields)
    assert {field for field, text in texts.items() if "0912.345.678" in text} == set(place.fields)
