"""Changes beside both figures."""

import pytest

from cchc_ocr.extract.checks.said_changes import said_changes
from tests.known import context_of


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Tiếp nhận 734 hồ sơ, tăng 45 hồ sơ so với quý I (680 hồ sơ).", [(54, 45)]),
        ("Tiếp nhận 734 hồ sơ, tăng 54 hồ sơ so với quý I (680 hồ sơ).", []),
        ("Xã Lam Sơn giảm 3,5 điểm, từ 81,2 điểm xuống 78,7 điểm.", [(2.5, 3.5)]),
        ("Tỷ lệ đạt 76,4%, cao hơn 4,2% so với năm 2030 (71,2%).", [(5.2, 4.2)]),
        ("Tiếp nhận 734 hồ sơ, tăng 8% so với quý I (680 hồ sơ).", []),
        ("Nhận 734 hồ sơ, tăng 45 hồ sơ so với quý I (680 hồ sơ), giải quyết 700 hồ sơ.", []),
        ("PAR INDEX đạt 88,52%, tăng 2,31 điểm phần trăm so với 2023 (86,71%).", [(1.81, 2.31)]),
        ("PAR INDEX đạt 88,52%, tăng 1,81 điểm phần trăm so với 2023 (86,71%).", []),
        ("PAR INDEX đạt 88,52%, tăng 1,8 điểm phần trăm so với 2023 (86,71%).", []),
        ("Tỷ lệ trực tuyến đạt 88%, tăng 10% so với năm 2030 (80%).", []),  # a tenth more
        ("Năm 2031 là 87,42%. Năm 2030 là 85,15%. Như vậy tăng 2,72%.", [(2.27, 2.72)]),
        ("Tỉnh được 43,08/80 điểm, tăng 1,28 điểm so với năm 2030 (41,80 điểm).", []),
        ("Tỉnh đạt 43,08 điểm (năm 2030 là 41,80 điểm), tăng 1,48 điểm; tăng 07 bậc.", [(1.28, 1.48)]),
        ("Tỉnh đạt 43,08 điểm (năm 2030: 41,80 điểm), tăng 1,28 điểm.", []),
        ("Nhận 734 hồ sơ (cùng kỳ 680 hồ sơ), tăng 45 hồ sơ.", [(54, 45)]),
        ("Nhận 734 hồ sơ (trực tuyến 680 hồ sơ), tăng 12 hồ sơ.", []),
        ("Giảm từ 12 phòng xuống 9 phòng.", []),
    ],
)
def test_a_change_is_what_the_two_figures_of_its_sentence_differ_by(text, told):
    assert [(c.args["due"], c.args["change"]) for c in said_changes(context_of(text))] == told


def test_the_figure_of_a_fall_is_the_smaller_one():
    (found,) = said_changes(context_of("Xã Lam Sơn giảm 3,5 điểm, từ 81,2 điểm xuống 78,7 điểm."))
    assert (found.args["after"], found.args["before"]) == (78.7, 81.2)
