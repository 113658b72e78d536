"""The bodies that a text names, and what it means by a kind alone."""

from __future__ import annotations

import pytest

from cchc_ocr import lexicon
from cchc_ocr.extract.cited.named_bodies import Called, TextBodies
from cchc_ocr.extract.cited.own import UNKNOWN, Own

KNOWN = lexicon.load()


def bodies(text: str, own: Own = UNKNOWN) -> TextBodies:
    return TextBodies(text, KNOWN, own, lambda _: len(text))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("chủ tịch ubnd huyện tiến hành họp", "Chủ tịch UBND huyện"),
        ("bộ tài chính tại công văn", "Bộ Tài chính"),
        ("sở nông nghiệp và ptnt về việc", "Sở Nông nghiệp và Phát triển nông thôn"),
        ("hội đồng tuyển sinh nhà trường.", "Hội đồng tuyển sinh nhà trường"),
        ("thủ tướng chính phủ phê duyệt", "Thủ tướng Chính phủ"),
        ("Giám đốc Sở về việc", "Giám đốc Sở"),
        ("Trưởng đoàn thanh tra; văn bản", "Trưởng đoàn thanh tra"),
        ("Hiệu trưởng. Các khóa", "Hiệu trưởng"),
        ("Sở về việc", "Sở"),
        ("Người lao động", None),
        ("đối tượng thanh tra", None),
        ("trạng thái", None),
        ("", None),
    ],
)
def test_what_of_names(text: str, name: str | None) -> None:
    body = bodies(text).said_at(0)
    assert (body.name if body else None) == name


def test_bodies_in_order_without_their_parts_and_without_headings() -> None:
    text = "SỞ NỘI VỤ TỈNH SƠN HÀ. Thanh tra Sở Y tế báo cáo UBND tỉnh, HĐND huyện Nà Lơi"
    assert [one.name for one in bodies(text).every] == ["Thanh tra Sở Y tế", "UBND tỉnh", "HĐND huyện Nà Lơi"]


@pytest.mark.parametrize(
    ("text", "name", "whole"),
    [
        ("BHXH huyện Nà Lơi họp. Theo", "Bảo hiểm xã hội", Called("BHXH huyện Nà Lơi", True)),
        (
            "Công ty Cổ phần Mẫu Sơn và Công ty TNHH Nà Lơi họp. Theo",
            "Công ty",
            Called("Công ty TNHH Nà Lơi", False),
        ),
        ("Sở Y tế họp. Theo", "Công ty", None),
    ],
)
def test_the_last_one_named_in_full_is_meant(text: str, name: str, whole: Called | None) -> None:
    texts = bodies(text)
    assert texts.whole(texts.named(name), len(text)) == whole


def test_the_head_names_bodies_too() -> None:
    texts = bodies("Theo", Own(addressees=("Công ty TNHH Mẫu Sơn",)))
    company = texts.named("Công ty")
    assert texts.whole(company, 4) == Called("Công ty TNHH Mẫu Sơn", True)
    assert texts.whole(company, 4, said_before=True) is None


@pytest.mark.parametrize(
    ("name", "is_open"),
    [("UBND", True), ("Bảo hiểm xã hội", True), ("Công ty", True), ("UBND xã", False), ("Sở Y tế", False),
     ("Chính phủ", False), ("Thành ủy", False), ("Công ty TNHH Mẫu Sơn", False)],
)  # fmt: skip
def test_names_that_many_bodies_have(name: str, *, is_open: bool) -> None:
    assert bodies("").is_open(bodies("").named(name)) is is_open
