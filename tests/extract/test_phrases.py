"""What stands before and behind a value."""

import pytest

from cchc_ocr.extract.text.phrases import TextSpan
from tests.known import phrases_of


def before(text: str, figure: str) -> str | None:
    phrases = phrases_of(text)
    return phrases.read(phrases.before(phrases.text.index(figure)))


@pytest.mark.parametrize(
    ("text", "figure", "name"),
    [
        ("Cải cách thể chế đạt 8,5 điểm", "8,5", "Cải cách thể chế"),
        ("- Cải cách thể chế: 8,5 điểm", "8,5", "Cải cách thể chế"),
        ("(1) Cải cách thể chế được 8,5 điểm", "8,5", "Cải cách thể chế"),
        ("Cải cách thể chế: đạt tối đa 8/8 điểm", "8/8", "Cải cách thể chế"),
        ("Cải cách thể chế; 8,5 điểm", "8,5", None),
        ("Trong đó, công khai đạt 8,5 điểm", "8,5", "công khai"),
        ("Có 2 phòng. Cải cách thể chế đạt 8,5 điểm", "8,5", "Cải cách thể chế"),
        ("Năm 2022 Chỉ số hài lòng đạt 8,5 điểm", "8,5", "Chỉ số hài lòng"),
    ],
)
def test_the_phrase_before_a_value(text, figure, name):
    assert before(text, figure) == name


def test_a_phrase_begins_behind_the_value_before():
    phrases = phrases_of("Thể chế đạt 8 điểm tài chính đạt 9 điểm")
    floor = phrases.text.index("điểm") + len("điểm")
    assert phrases.read(phrases.before(phrases.text.index("9"), floor)) == "tài chính"


@pytest.mark.parametrize(
    ("text", "at", "name"),
    [
        ("Chỉ số hài lòng đạt 90% (xếp thứ 2", "xếp", "Chỉ số hài lòng"),
        ("Tổng điểm: 91,3/100 điểm, xếp thứ 2", "xếp", "Tổng điểm"),
    ],
)
def test_the_subject_is_what_the_value_between_is_of(text, at, name):
    phrases = phrases_of(text)
    assert phrases.read(phrases.subject(phrases.text.index(at))) == name


@pytest.mark.parametrize(
    ("text", "behind", "name"),
    [
        ("98% văn bản được ký số, trong đó có mật", "98%", "văn bản được ký số"),
        ("12 hồ sơ (trễ hạn)", "12", "hồ sơ"),
        ("12 dịch vụ mức độ 4 trở lên", "12", "dịch vụ mức độ 4 trở lên"),
        ("12 hồ sơ tăng 3", "12", "hồ sơ"),
    ],
)
def test_the_phrase_behind_a_value(text, behind, name):
    phrases = phrases_of(text)
    assert phrases.read(phrases.behind(len(behind))) == name


def test_a_phrase_behind_is_a_line_at_most():
    phrases = phrases_of("12 " + "hồ sơ " * 60)
    assert len(phrases.read(phrases.behind(2)) or "") <= 90


def test_clauses_and_sentences():
    phrases = phrases_of("Một việc; hai việc. Ba việc\n- Bốn việc")

    def read(span: TextSpan) -> str:
        return phrases.text[span.start : span.end].strip()

    at = phrases.text.index
    assert read(phrases.clause(at("hai"))) == "hai việc."
    assert read(phrases.sentence(at("hai"))) == "Một việc; hai việc."
    assert read(phrases.sentence(at("Ba"))) == "Ba việc"
    assert read(phrases.clause(at("Bốn"))) == "- Bốn việc"


@pytest.mark.parametrize(
    ("mark", "level"), [("II. ", 0), ("2. ", 1), ("2.1. ", 2), ("2.1.3. ", 3), ("a) ", 6), ("- ", 7)]
)
def test_how_deep_a_list_mark_is(mark, level):
    assert phrases_of(f"{mark}Cải cách thể chế").level(0) == level


def test_a_figure_that_is_a_list_mark_is_no_value():
    phrases = phrases_of("Mở đầu\n1. Có 12 hồ sơ")
    assert [phrases.is_mark(phrases.text.index(figure)) for figure in ("1.", "12")] == [True, False]


def test_what_leads_up_to_a_list():
    phrases = phrases_of("Năm 2022 kết quả như sau:\n\n- Một việc\n\n- Hai việc")
    assert phrases.lead(phrases.text.index("- Hai")) == 0


@pytest.mark.parametrize(
    ("text", "read"),
    [("nêu trên”", "nêu trên"), ("“nêu trên”", "“nêu trên”"), ("nêu  trên", "nêu trên"), ("x", "x")],
)
def test_words_of_a_stretch(text, read):
    assert phrases_of(text).read(TextSpan(0, len(text))) == read


def test_an_empty_stretch_has_no_words():
    assert phrases_of("x").read(TextSpan(0, 0)) is None
    assert not TextSpan(3, 3)
    assert TextSpan(3, 4).ends == (3, 4)
