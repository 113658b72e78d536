"""Points that stand without a unit."""

import pytest

from cchc_ocr.extract.results.bare_points import bare_points
from cchc_ocr.extract.results.point_forms import stated_points
from tests.known import context_of


def points(text: str) -> list[str]:
    context = context_of(text)
    return [context.account[at].text for stated in stated_points(context) for at in stated.figures.values()]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Giá trị DTI năm 2031 của tỉnh là 0,6871, xếp thứ 28.", ["0,6871"]),
        ("Điểm bình quân 06 cơ quan là 85,55; bình quân năm 2030 là 84,9.", ["85,55", "84,9"]),
        ("Sở Y tế 85,5 điểm dẫn đầu; Sở Xây dựng 76,5; Sở Tư pháp 74,1.", ["85,5", "76,5", "74,1"]),
        ("Các trụ cột: chính quyền số 0,7314, hạng 21; kinh tế số 0,6129, hạng 35.", ["0,7314", "0,6129"]),
        ("Chỉ số CCHC đạt 0,71 (năm 2030: 0,62).", ["0,71", "0,62"]),
        (
            "2. Mười chỉ số thành phần của PCI (thang 10)\n- Đất đai 6,88 (2030: 6,73);\n- Chi phí còn 6,81.",
            ["6,88", "6,73", "6,81"],
        ),
        ("2. Các lĩnh vực\n- Đất đai 6,88 ha, hạng 33;", []),
        (
            "PAPI được 42,68 điểm. Trong 8 nội dung: Công khai, minh bạch 5,33; Quản trị điện tử 2,97.",
            ["42,68", "5,33", "2,97"],
        ),
        (
            "PCI: 3 chỉ số thành phần giảm: Đất đai (6,81 điểm, năm 2030: 7,25), Chi phí (7,02; năm 2030: 7,69).",
            ["6,81", "7,25", "7,02", "7,69"],
        ),
        ("Về DTI: năm 2030 tỉnh đạt 0,5583, hạng 49/63, trong đó kinh tế số 0,497.", ["0,5583", "0,497"]),
        ("Về DTI: năm 2030 giảm 0,0177, chi 0,5 tỷ đồng.", []),
        ("Sở đạt 85,5 điểm; kinh phí 76,5 tỷ đồng.", ["85,5"]),
        ("Sở đạt 85,5 điểm; các xã từ 58,3 đến 73,7.", ["85,5"]),
        ("Sở đạt 85,5 điểm; tỷ lệ phát triển 1,25.", ["85,5"]),
        ("Theo tiêu chí 3.4, hệ số 1,5.", []),
        ("Diện tích 76,5; dân số 12,5.", []),
    ],
)
def test_decimals_that_are_points_by_the_words_before_them(text, found):
    assert points(text) == found


def test_what_is_told_already_is_not_read_again():
    context = context_of("Điểm của Sở là 85,5.")
    assert [figure.text for figure in bare_points(context, [])] == ["85,5"]
    assert len(stated_points(context)) == 1
