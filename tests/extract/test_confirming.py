"""The place beside the date and the place in the names of bodies confirm one another."""

from __future__ import annotations

import pytest

from cchc_ocr import lexicon as dictionaries
from cchc_ocr.document import Box, Word
from cchc_ocr.extract.forms.names import place_name
from cchc_ocr.extract.head.changes import head_changes
from cchc_ocr.extract.head.confirming import confirmed
from cchc_ocr.extract.head.header import read_header
from cchc_ocr.extract.text.values import Value
from tests.pages import scanned_page


@pytest.mark.parametrize(
    ("body", "place", "body_after", "place_after"),
    [
        ("UBND tỉnh Bạc Liễn", "Bạc Liêu", "UBND tỉnh Bạc Liêu", "Bạc Liêu"),
        ("UBND tỉnh Bà Rịa Vòng Tàu", "Bà Rịa - Vũng Tàu", "UBND tỉnh Bà Rịa - Vũng Tàu", "Bà Rịa - Vũng Tàu"),
        ("UBND tỉnh Bạc Liêu", "Bạc Liễn", "UBND tỉnh Bạc Liêu", "Bạc Liêu"),
        ("UBND tỉnh Yên Bái", "Yên Bài", "UBND tỉnh Yên Bái", "Yên Bài"),  # there are both
        ("Trường Mầm non Hoa Sen", "Hoành Sơn", "Trường Mầm non Hoa Sen", "Hoành Sơn"),
        ("UBND huyện Đức Tây", "Hà Nội", "UBND huyện Đức Tây", "Hà Nội"),
    ],
)
def test_a_slip_is_set_right(body: str, place: str, body_after: str, place_after: str) -> None:
    values = [Value("parent", body, (), 1, 0.97), Value("place", place, (), 1, 0.98)]
    parent, at = confirmed(values, dictionaries.load())
    assert (parent.value, at.value) == (body_after, place_after)
    assert (parent.certainty < 0.85) == (body != body_after)
    assert (at.certainty < 0.85) == (place != place_after)


def _repaired(text: str, seen: str) -> tuple[Word, ...]:
    return tuple(Word(word, seen=before) for word, before in zip(text.split(), seen.split(), strict=True))


@pytest.mark.parametrize(
    ("place", "body", "name"),
    [
        (("Xã Lơi,", "Nà Lơi,"), ("HUYỆN NÀ LƠI", "HUYỆN NÀ LƠI"), "Nà Lơi"),
        (("Xã Lơi,", "Nà Lơi,"), ("HUYỆN NA LƠI", "HUYỆN NÀ LƠI"), "Nà Lơi"),
        (("Xã Lơi,", "Nà Lơi,"), ("HUYỆN NA LƠI", "HUYỆN NÁ LƠI"), "Xã Lơi"),  # read in two ways: nobody knows
        (("Nậm Lờ,", "Nam Lo,"), ("HUYỆN NẬM LỜ", "HUYEN NAM LO"), "Nậm Lờ"),  # typed without diacritics
        (("Lâm Giang,", "Lam Giang,"), ("TỈNH LÂM GIANG", "TỈNH LAM GIANG"), "Lam Giang"),  # a commune: Lâm Giang
        (("Lâm Giang,", "Lam Giang,"), ("TỈNH LÂM GIANG", "TỈNH LÂM GIANG"), "Lâm Giang"),
        (("Hà Giang,", "Ha Giang,"), ("TỈNH HÀ GIANG", "TỈNH HA GIANG"), "Hà Giang"),
        (("Na Loi,", "Nà Lơi,"), ("HUYỆN NA LOI", "HUYỆN NÀ LƠI"), "Nà Lơi"),  # Na Loi is a place, too
        (("Bạc Liêu,", "Bạc Liễn,"), ("TỈNH BẠC LIÊU", "TỈNH BẠC LIỄN"), "Bạc Liêu"),
    ],
)
def test_a_name_that_is_printed_twice_stays(place: tuple[str, str], body: tuple[str, str], name: str) -> None:
    kind, _, tail = body[0].title().partition(" ")
    at = Value("place", place[0].strip(","), _repaired(*place), 1, 0.98)
    issuer = Value("issuer", f"Ủy ban nhân dân {kind.lower()} {tail}", _repaired(*body), 1, 0.97)
    found = confirmed([at, issuer], dictionaries.load())
    assert found[0].value == name
    assert (found[1].value or "").endswith(name) is (body[1] != "HUYỆN NÁ LƠI")


@pytest.mark.parametrize(
    ("seen", "confidence", "value", "doubted"),
    [
        ("Lam Giang,", 0.95, "Lam Giang", True),
        ("Lam Giang,", 0.7, "Lâm Giang", False),
        ("Lâm Giang,", 0.95, "Lâm Giang", False),
        ("Ha Giang,", 0.95, "Hà Giang", False),
    ],
)
def test_marks_that_a_list_alone_puts_back_are_for_review(
    seen: str, confidence: float, value: str, doubted: bool
) -> None:
    box = Box(0, 0, 9, 9)
    words = tuple(Word(word, box, confidence) for word in seen.split())
    lexicon = dictionaries.load()
    at = Value("place", place_name(seen.strip(","), lexicon), words, 1, 0.98)
    (found, _) = confirmed([at, Value("issuer", "Sở Y tế", (Word("SỞ"), Word("Y"), Word("TẾ")), 1, 0.97)], lexicon)
    assert found.value == value
    assert (found.certainty < 0.85) is doubted


def test_two_readings_of_an_unknown_name_are_both_doubted() -> None:
    at = Value("place", "Mường Thử", (Word("Mường"), Word("Thử,")), 1, 0.98)
    issuer = Value("issuer", "Ủy ban nhân dân huyện Mường Thứ", (Word("MƯỜNG"), Word("THỨ")), 1, 0.97)
    assert [value.certainty < 0.85 for value in confirmed([at, issuer], dictionaries.load())] == [True, True]


def test_the_text_says_so_as_well() -> None:
    lines = [("UBND TỈNH BẠC LIỄN", 300, 200), ("SỞ NỘI VỤ", 400, 260), ("Số: 15/BC-SNV", 350, 380)]
    right = [("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 1000, 205), ("Bạc Liêu, ngày 05 tháng 3 năm 2024", 1200, 385)]
    page = scanned_page([*lines, *right, ("BÁO CÁO", 1100, 560)])
    header = read_header([page], dictionaries.load(), review_below=0.85)
    assert header.document.parent == "UBND tỉnh Bạc Liêu"
    assert "/document/parent" in header.needs_review
    changes = head_changes(header.document, header.evidence, [page])
    assert [change.became for found in changes.values() for change in found] == ["LIÊU"]
