"""Where documents of a stack begin: tables of stacks, and laws."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr import lexicon, pipeline
from cchc_ocr.document import Page
from cchc_ocr.stacks import Annex, find_stack
from cchc_ocr.stacks.parts import WEIGHTS, weight
from tests.laws import FEW
from tests.pages import text_page
from tests.paths import SAMPLES
from tests.stacked import ANNEX, BODY, FOOT, HEAD, SEPARATOR, document, pages

FORM = """\
Mẫu số 01
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
........, ngày ..... tháng ..... năm .....
ĐƠN ĐỀ NGHỊ
Kính gửi: ................
"""
TEMPLATE = """\
TÊN CƠ QUAN
Số: ......./BC-......
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
........, ngày ..... tháng ..... năm 2024
BÁO CÁO
Kết quả thực hiện nhiệm vụ quý .......
"""
REGULATION = """\
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
QUY ĐỊNH
Về quản lý hồ sơ
Điều 1. Quy định này áp dụng cho các phòng.
"""
ANNOUNCING = BODY + "Điều 7. Ban hành kèm theo Quyết định này Quy định về quản lý hồ sơ.\n" + FOOT
DRAFT = "DỰ THẢO\n" + HEAD.format(number="") + BODY
SUBMITTING = HEAD.format(number=5) + BODY + "Sở trình kèm theo dự thảo Quyết định.\n" + FOOT
SECOND = "2\n" + BODY + FOOT  # a page of which the first is missing
PETITION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nĐƠN ĐỀ NGHỊ\n" + BODY
PARTY = (
    "ĐẢNG BỘ TỈNH LAM KIỀU\nSố 12-QĐ/TU\nĐẢNG CỘNG SẢN VIỆT NAM\nLam Kiều, ngày 02 tháng 3 năm 2024\nQUYẾT ĐỊNH\n"
)


def numbered(texts: Sequence[str]) -> list[Page]:
    return [text_page(text.split("\n") if text else [], number) for number, text in enumerate(texts, 1)]


@pytest.mark.parametrize(
    ("texts", "firsts"),
    [
        pytest.param([document(1)], [1], id="one"),
        pytest.param(pages(1), [1], id="one of two pages"),
        pytest.param([document(1), document(2)], [1, 2], id="two"),
        pytest.param([*pages(1), *pages(2), document(3)], [1, 3, 5], id="three"),
        pytest.param([document(1), "", document(2), ""], [1, 3], id="with blank backs"),
        pytest.param(["", document(1), "", "", document(2)], [1, 5], id="behind a blank page"),
        pytest.param([document(1), SEPARATOR, document(2)], [1, 3], id="with a separator"),
        pytest.param([SEPARATOR, document(1), SEPARATOR, BODY], [2, 4], id="a separator before what has no head"),
        pytest.param([document(1), ANNEX.format(number=1), document(2)], [1, 3], id="with an annex"),
        pytest.param([document(1), ANNEX, FORM, FORM], [1], id="with forms"),
        pytest.param([document(1), TEMPLATE], [1], id="with a report to be filled in"),
        pytest.param([HEAD.format(number=1), ANNOUNCING, REGULATION], [1], id="with what it issues"),
        pytest.param([HEAD.format(number=1), BODY + FOOT, REGULATION], [1, 3], id="without a word of it"),
        pytest.param([SUBMITTING, DRAFT], [1], id="with its draft"),
        pytest.param([*pages(1), BODY, "2\n" + BODY, SECOND], [1, 3], id="numbers begin again"),
        pytest.param([*pages(1), SECOND], [1, 3], id="a first page is missing"),
        pytest.param([HEAD.format(number=1) + BODY, document(2)], [1, 2], id="a last page is missing"),
        pytest.param([*pages(1), "3\n" + document(2)], [1, 3], id="numbered by the archive"),
        pytest.param([*pages(1), "3\n" + PETITION], [1], id="numbers go on"),
        pytest.param([document(1), SEPARATOR, "", document(2)], [1, 4], id="with the back of a separator"),
        pytest.param([document(1), SEPARATOR, ANNEX], [1, 3], id="a separator before an annex"),
        pytest.param([document(1), PETITION], [1, 2], id="no number and no date"),
        pytest.param([document(1), PARTY + BODY], [1, 2], id="of the party"),
        pytest.param([document(1), BODY], [1], id="something else behind it"),
        pytest.param([BODY, document(2)], [1, 2], id="no head before it"),
        pytest.param([SEPARATOR], [1], id="nothing but a separator"),
    ],
)
def test_where_documents_begin(texts: list[str], firsts: list[int]) -> None:
    assert [part.first for part in find_stack(numbered(texts), lexicon.load()).parts] == firsts


def test_a_border_says_why_and_how_surely() -> None:
    sure = find_stack(numbered([document(1), document(2)]), lexicon.load()).parts[1]
    assert (sure.doubtful, sure.signs) == (False, ("heading", "number", "date", "title", "signed before"))
    doubtful = find_stack(numbered([*pages(1), SECOND]), lexicon.load()).parts[1]
    assert (doubtful.doubtful, set(doubtful.signs)) == (
        True,
        {"numbers begin again", "signed before", "signed again"},
    )
    assert weight(doubtful.signs) >= 4


def test_what_may_be_another_document_is_named() -> None:
    (one,) = find_stack(numbered([document(1), "BÁO CÁO\n" + BODY]), lexicon.load()).parts
    assert one.may_begin == (2,)


def test_annexes_have_their_pages_without_blank_backs() -> None:
    texts = [document(1), ANNEX, BODY, "", FORM, document(2)]
    first, second = find_stack(numbered(texts), lexicon.load()).parts
    assert first.annexes == (Annex("QUY CHẾ Hoạt động của Tổ công tác", 2, 3), Annex("Mẫu số 01", 5, 5))
    assert (first.last, second.annexes) == (5, ())
    (issued,) = find_stack(numbered([HEAD.format(number=1), ANNOUNCING, REGULATION]), lexicon.load()).parts
    assert issued.annexes == (Annex("QUY ĐỊNH", 3, 3),)


def test_a_page_that_could_not_be_read_begins_nothing() -> None:
    first, second = numbered([document(1), document(2)])
    unread = Page(2, state="unreadable")
    (whole,) = find_stack([first, unread], lexicon.load()).parts
    assert (whole.first, whole.last) == (1, 2)
    assert len(find_stack([first, unread, *numbered(["", "", document(3)])[2:]], lexicon.load()).parts) == 2
    assert second


PIECES = [
    document(1),
    BODY,
    HEAD.format(number=2),
    BODY + FOOT,
    ANNEX,
    FORM,
    DRAFT,
    SECOND,
    SEPARATOR,
    "",
    "7\n" + BODY,
]


@FEW
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=9))
def test_every_page_is_in_one_part_or_a_separator(texts: list[str]) -> None:
    found = find_stack(numbered(texts), lexicon.load())
    held = [number for part in found.parts for number in range(part.first, part.last + 1)]
    assert held == sorted(set(held))
    assert set(held) | set(found.separators) == set(range(1, len(texts) + 1))
    assert not set(held) & set(found.separators) or len(found.parts) == 1
    for part in found.parts:
        assert all(part.first < annex.first <= annex.last <= part.last for annex in part.annexes)
        assert set(part.signs) <= set(WEIGHTS)


@pytest.mark.slow
@pytest.mark.tesseract
@pytest.mark.parametrize("name", ["03-bao-cao-nam.pdf", "06-quyet-dinh-xep-hang.pdf"])
def test_samples_are_one_document(name: str) -> None:
    (part,) = find_stack(pipeline.read(SAMPLES / name, pipeline.Options()), lexicon.load()).parts
    assert (len(part.annexes), part.may_begin) == (1, ())
