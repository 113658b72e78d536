"""Signs in the words and figures of a statement."""

import pytest

from cchc_ocr.extract.confidence.wording import figure_of, name_of, of_figures, of_name, of_unit
from cchc_ocr.records import Count, Document, Grade, Percentage, Rank, Score, Total
from tests.known import BODIES


@pytest.mark.parametrize(
    ("name", "signs"),
    [
        (None, {"none"}),
        ("hồ sơ", {"two words"}),
        ("Tỷ lệ hồ sơ đúng hạn năm 2023", {"of usual length", "opens as a measure", "holds a year"}),
        ("trừ", {"one word", "opens oddly", "is a role"}),
        ("hồ sơ trễ hạn của", {"of usual length", "ends oddly"}),
        ("Điểm thẩm định", {"of usual length", "opens as a measure", "is a role"}),
        ("Xã Nà Lơi: 12 hồ sơ (trong", {"of usual length", "ends oddly", "opens as a body", "holds a figure"}),
    ],
)
def test_what_a_name_looks_like(name, signs):
    assert signs <= set(of_name(name))


def test_a_good_name_has_no_sign_against_it():
    assert set(of_name("Cải cách thủ tục hành chính")) == {"of usual length", "opens as a measure"}


@pytest.mark.parametrize(
    ("kind", "value", "sign"),
    [
        ("counts", Count(name="", value=82.05), "count with decimals"),
        ("percentages", Percentage(name="", value=112.5), "percentage above 100"),
        ("scores", Score(criterion="", score=9.5, max_score=9), "points above maximum"),
        ("scores", Score(criterion="", score=67), "high score without maximum"),
        ("scores", Score(criterion="", score=None, max_score=9), "none"),
        ("totals", Total(name="", score=12, max_score=100), "low total beside 100"),
        ("ranks", Rank(name="", position=7, of=25), "base"),
        ("counts", Count(name="", value=2021), "like a year"),
    ],
)
def test_figures_that_a_kind_seldom_has(kind, value, sign):
    assert sign in set(of_figures(kind, value))


def test_a_grade_is_no_figure():
    grade = Grade(name="Sở Y tế", grade="Tốt")
    assert (figure_of("grades", grade), name_of(grade), [*of_figures("grades", grade)]) == ("Tốt", "Sở Y tế", [])


@pytest.mark.parametrize(
    ("unit", "issuer", "signs"),
    [
        (None, "Sở Nội vụ", {"of the issuer"}),
        (None, "Đoàn Kiểm tra cải cách hành chính", {"of the issuer", "issuer is a team"}),
        (None, None, {"none"}),
        ("xã Nà Lơi", None, {"is named"}),
        ("Sở Mây trời", None, {"is named", "is unknown"}),
        ("7. Quản trị môi trường", None, {"is named", "is no body", "is unknown", "holds a figure"}),
    ],
)
def test_whether_a_body_can_be_one(unit, issuer, signs):
    value = Score(criterion="Cải cách thể chế", score=8, unit=unit)
    assert set(of_unit(value, Document(issuer=issuer), BODIES)) == signs
