"""Signs in the text around a statement."""

import pytest

from cchc_ocr.extract.confidence.surroundings import of_bodies_around, of_name_around, of_place, of_time_around
from cchc_ocr.extract.text.finding import Finding
from cchc_ocr.records import Count, Score
from tests.known import context_of


def finding(context, name="hồ sơ", unit=None):
    """The statement that the figure 77 makes in a text."""
    at = context.text.index("77")
    value = Score(criterion=name, score=77, unit=unit) if unit else Count(name=name, value=77)
    return Finding(value, at, at + 2)


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Sở tiếp nhận 77 hồ sơ.", "no figures in the sentence"),
        ("Sở tiếp nhận 77 hồ sơ, trả 12 hồ sơ và hủy 3 hồ sơ.", "some figures in the sentence"),
        ("Sở tiếp nhận 12 hồ sơ, trả 77 hồ sơ.", "few figures before it"),
        ("77 hồ sơ đúng hạn.", "opens the sentence"),
        ("Sở đạt 77 điểm.", "behind 'dat'"),
        ("Sở Y tế (77 điểm)", "alone in brackets"),
        ("Sở Y tế (có 77 điểm)", "in brackets"),
        ("Phấn đấu đạt 77 điểm", "target said before it"),
        ("Đạt 77 điểm, phấn đấu cao hơn.", "target said in the sentence"),
        ("Mỗi lần chậm trừ 77 điểm", "rule said before it"),
        ("Hồ sơ tăng 77 hồ sơ", "change said before it"),
        ("Bình quân đạt 77 điểm", "average or extreme"),
        ("12 hồ sơ, trong đó trực tuyến 77 hồ sơ", "one of parts"),
        ("II. Phương hướng, nhiệm vụ\n1. Giải quyết 77 hồ sơ.", "under a heading of plans or faults"),
        ("Kết quả như sau:\n- Giải quyết 77 hồ sơ.", "in a list"),
    ],
)
def test_where_a_statement_stands(text, sign):
    context = context_of(text)
    assert sign in set(of_place(finding(context), context))


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("Năm 2023 Sở tiếp nhận 77 hồ sơ.", {"from clause", "few in the sentence"}),
        ("Sở tiếp nhận 77 hồ sơ.", {"from nowhere", "no in the sentence"}),
        ("Sở tiếp nhận 77 hồ sơ so với năm 2022.", {"comparison in the sentence"}),
        ("Năm 2022 và năm 2023 Sở tiếp nhận 77 hồ sơ.", {"some in the sentence", "several in the clause"}),
    ],
)
def test_where_the_time_is_from(text, signs):
    context = context_of(text)
    assert signs <= set(of_time_around(finding(context), context))


@pytest.mark.parametrize(
    ("text", "unit", "signs"),
    [
        ("Sở Y tế đạt 77 điểm.", "Sở Y tế", {"from the sentence", "few in the sentence"}),
        ("Đạt 77 điểm.", "Sở Y tế", {"from above", "no in the sentence"}),
        ("Sở Y tế tiếp nhận 77 hồ sơ.", None, {"of the issuer, and others named", "few in the sentence"}),
    ],
)
def test_where_the_body_is_from(text, unit, signs):
    context = context_of(text)
    assert set(of_bodies_around(finding(context, unit=unit), context)) == signs


@pytest.mark.parametrize(
    ("text", "name", "signs"),
    [
        ("Hồ sơ đúng hạn là 77 hồ sơ", "hồ sơ đúng hạn", {"opens the sentence"}),
        ("Sở có hồ sơ đúng hạn là 77", "hồ sơ đúng hạn", {"behind a word"}),
        ("Sở, hồ sơ đúng hạn là 77", "hồ sơ đúng hạn", {"behind a stop"}),
        ("Sở có 77 văn bản mới", "văn bản mới", {"behind it"}),
        ("Hồ sơ 12 lượt và 77", "hồ sơ", {"opens the sentence", "another figure behind it"}),
        ("Sở có 77 điểm", "Chỉ số hài lòng", {"from outside"}),
        ("Hồ sơ quá hạn và đúng hạn: 77", "hồ sơ đúng hạn", {"put together"}),
        ("Sở có 77", None, set()),
    ],
)
def test_where_the_name_is_from(text, name, signs):
    context = context_of(text)
    assert set(of_name_around(finding(context, name), context)) == signs
