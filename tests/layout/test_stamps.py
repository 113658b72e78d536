"""Lines that are stamped or set on a document: arrival, copies, drafts."""

from __future__ import annotations

import pytest

from cchc_ocr.layout.stamps import copy_of, draft_of, is_arrival, is_foreign


@pytest.mark.parametrize(
    ("line", "arrival"),
    [
        ("ĐẾN Giờ: 8", True),
        ("ĐẾN", True),
        ("CÔNG VĂN ĐẾN", True),
        ("VĂN BẢN ĐẾN Số: 2352", True),
        ("Ngày: 21/3/18", True),
        ("Chuyển: Phòng Tổng hợp", True),
        ("Đến nay, các sở đã gửi báo cáo.", False),
        ("Số: 12/QĐ-UBND", False),
        ("Ngày: 21/3/2018 Sở họp giao ban", False),
    ],
)
def test_arrival(line: str, arrival: bool) -> None:
    assert is_arrival(line) == arrival


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("SAO Y BẢN CHÍNH", "Sao y bản chính"),
        ("SAO Y; Văn phòng; 05/4/2024", "Sao y"),
        ("BẢN SAO", "Bản sao"),
        ("CHỨNG THỰC BẢN SAO ĐÚNG VỚI BẢN CHÍNH", "Chứng thực bản sao"),
        ("SAO LỤC", "Sao lục"),
        ("bản sao", None),
        ("Bản sao giấy tờ được gửi kèm hồ sơ", None),
    ],
)
def test_copies(line: str, kind: str | None) -> None:
    assert copy_of(line) == kind


@pytest.mark.parametrize(
    ("line", "draft"),
    [
        ("DỰ THẢO", "Dự thảo"),
        ("(Dự thảo)", "Dự thảo"),
        ("DỰ THẢO lần 2", "Dự thảo lần 2"),
        ("Dự thảo (lần 3) ngày 05/4/2024", "Dự thảo lần 3"),
        ("DỰ THẢO NGHỊ QUYẾT", None),
        ("dự thảo", None),
    ],
)
def test_drafts(line: str, draft: str | None) -> None:
    assert draft_of(line) == draft
    assert is_foreign(line) or draft is None
