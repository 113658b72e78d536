"""What a page shows of where a document begins and ends."""

from __future__ import annotations

import pytest

from cchc_ocr import lexicon
from cchc_ocr.document import Line, Page
from cchc_ocr.stacks.signs import PageSigns, annex_titles, signs_of
from tests.pages import scanned_page, text_page
from tests.stacked import ANNEX, BODY, FOOT, HEAD, SEPARATOR, document


def signs(text: str) -> PageSigns:
    return signs_of(text_page(text.split("\n")), lexicon.load())


def test_a_document_of_one_page() -> None:
    shown = signs(document(12))
    assert (shown.heading, shown.own_number, shown.dated, shown.title) == (True, True, True, "QUYẾT ĐỊNH")
    assert (shown.ends, shown.has_body, shown.annex, shown.printed) == (True, True, "", 0)


def test_a_head_with_boxes() -> None:
    shown = signs_of(
        scanned_page(
            [
                ("SỞ NỘI VỤ", 300, 200),
                ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 1300, 200),
                ("Độc lập - Tự do - Hạnh phúc", 1400, 260),
                ("Số: 12/BC-SNV", 320, 300),
                ("Lam Kiều, ngày 05 tháng 4 năm 2024", 1350, 340),
                ("BÁO CÁO", 1100, 480),
                ("Các đơn vị đã thực hiện tốt nhiệm vụ được giao trong năm nay.", 300, 3000),
            ]
        ),
        lexicon.load(),
    )
    assert (shown.heading, shown.own_number, shown.dated, shown.title) == (True, True, True, "BÁO CÁO")
    assert not shown.ends


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("2\nĐiều 4. Tổ chức thực hiện", 2),
        ("- 3 -\nĐiều 4. Tổ chức thực hiện", 3),
        ("Điều 4. Tổ chức thực hiện các nhiệm vụ\nTrang 4/9", 4),
        ("Điều 4. Tổ chức thực hiện các nhiệm vụ", 0),
        ("2024 là năm chuyển đổi số\nĐiều 4. Tổ chức thực hiện", 0),
        ("2024\nĐiều 4. Tổ chức thực hiện", 0),
    ],
)
def test_page_numbers(text: str, printed: int) -> None:
    assert signs(text).printed == printed


@pytest.mark.parametrize(
    ("text", "annex"),
    [
        (ANNEX, "QUY CHẾ"),
        ("PHỤ LỤC II\nDANH SÁCH ĐƠN VỊ\n1. Phòng Một cửa", "PHỤ LỤC II"),
        ("Mẫu số 03\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐƠN ĐỀ NGHỊ", "Mẫu số 03"),
        ("KẾ HOẠCH\nCải cách hành chính năm 2025\n(Kèm theo Công văn số 9/SNV ngày 3/4/2024)", "KẾ HOẠCH"),
        ("Điều 1. Các đơn vị gửi báo cáo theo phụ lục\nkèm theo Công văn này.", ""),
        (f"{HEAD.format(number=3)}\nKính gửi: Các phòng\n(Kèm theo Kế hoạch số 4/KH-SNV của Sở)", ""),
    ],
)
def test_titles_of_annexes(text: str, annex: str) -> None:
    assert signs(text + "\n" + "Phòng Một cửa tiếp nhận hồ sơ.").annex.startswith(annex)
    assert bool(signs(text).annex) == bool(annex)


def test_titles_by_page() -> None:
    pages = [
        text_page(text.split("\n"), number) for number, text in ((4, ANNEX), (7, "BÁO CÁO\n" + BODY), (8, BODY))
    ]
    titles = annex_titles(pages, lexicon.load())
    assert titles == {4: "QUY CHẾ Hoạt động của Tổ công tác", 7: "BÁO CÁO", 8: ""}


def test_pages_with_nothing_to_read() -> None:
    known = lexicon.load()
    assert signs_of(Page(1), known).is_blank
    assert signs_of(Page(1, (Line.from_text(". ,"),)), known).is_blank
    assert signs(SEPARATOR).is_separator
    assert not signs(f"{SEPARATOR}\n{BODY}").is_separator
    assert signs_of(Page(1, state="unreadable"), known).is_unread


def test_the_end_of_recipients_is_no_body() -> None:
    shown = signs("- Các phòng chuyên môn;\n- Trung tâm Công báo;\n- Đài Truyền hình;\n- Lưu: VT.")
    assert (shown.ends, shown.has_body) == (True, False)
    assert signs(BODY + FOOT).has_body


def test_forms_and_drafts() -> None:
    form = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: ......./BC-....\n........., ngày ..... tháng ..... năm ......"
    assert signs(form).is_form
    draft = signs("DỰ THẢO\n" + HEAD.format(number=2))
    assert (draft.draft, draft.is_form) == (True, False)
    assert signs("Quy chế ban hành kèm theo Quyết định này gồm ba chương.").announces
    assert signs("Sở trình kèm theo dự thảo Nghị quyết của Hội đồng.").announces_draft
    assert signs("và các đơn vị có liên quan thực hiện.").continues
