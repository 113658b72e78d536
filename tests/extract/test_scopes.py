"""What a statement stands under, and the brackets around it."""

import pytest

from cchc_ocr.extract.results.scopes import Scopes
from tests.known import phrases_of

TEXT = """II. KẾT QUẢ NĂM 2022
1. Cải cách thể chế
Kết quả như sau:
- Ban hành 12 văn bản, trong đó:
+ Quyết định: 5
III. HẠN CHẾ
- Chậm báo cáo"""


def above(figure: str) -> list[str]:
    scopes = Scopes(phrases_of(TEXT))
    text = scopes.phrases.text
    return [text[p.start : p.end].strip() for p in scopes.above(text.index(figure))]


@pytest.mark.parametrize(
    ("figure", "found"),
    [
        ("12 văn", ["Kết quả như sau:", "1. Cải cách thể chế", "II. KẾT QUẢ NĂM 2022"]),
        ("Chậm", ["III. HẠN CHẾ"]),
        ("thể chế", ["II. KẾT QUẢ NĂM 2022"]),
    ],
)
def test_headings_and_list_introductions_nearest_first(figure, found):
    assert above(figure) == found


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("Chương trình của tỉnh có 12 mục tiêu", 9),
        ("Chương II. Tổ chức", -2),
        ("Mục tiêu đề ra", 9),
        ("Phần thứ hai", -2),
    ],
)
def test_parts_are_told_from_words_that_begin_alike(line, level):
    scopes = Scopes(phrases_of(f"{line}\n\nKhông có gì"))
    assert scopes.paragraphs[0].level == level


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("so với năm 2022 (84 điểm) là", "84 điểm"),
        ("đạt 84 điểm", None),
        ("(a) 84 (b)", None),
        ("(năm 2021 84", "năm 2021 84"),
    ],
)
def test_the_bracket_around_an_offset(text, inside):
    scopes = Scopes(phrases_of(text))
    span = scopes.bracket(scopes.phrases.text.index("84"))
    assert (scopes.phrases.text[span.start : span.end] if span else None) == inside


def test_stretches_outside_brackets():
    scopes = Scopes(phrases_of("năm 2023 (năm 2022) đạt"))
    text = scopes.phrases.text
    assert [text[s.start : s.end] for s in scopes.without_brackets(0, len(text))] == ["năm 2023 ", " đạt"]


def test_an_item_of_a_list():
    scopes = Scopes(phrases_of(TEXT))
    assert scopes.paragraph(scopes.phrases.text.index("12 văn")).start in scopes.phrases.marks
    assert scopes.paragraph(scopes.phrases.text.index("Kết quả như")).start not in scopes.phrases.marks
