"""Places in rankings."""

import pytest

from cchc_ocr.extract.results.rankings import find_ranks
from tests.known import context_of


def ranks(text: str):
    return find_ranks(context_of(text))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Sở xếp thứ 7/25 sở", (7, 25, None)),
        ("Sở xếp vị trí 7 trên tổng số 25 sở", (7, 25, None)),
        ("Sở đứng thứ 7", (7, None, None)),
        ("xếp hạng 7/25, tăng 2 bậc", (7, 25, 2)),
        ("xếp hạng 7/25, giảm 2 bậc so với năm 2021", (7, 25, -2)),
        ("xếp thứ 7/25, tức tăng sáu bậc", (7, 25, 6)),
        ("xếp thứ bảy trên 25 sở, giảm mười hai bậc so năm 2021", (7, 25, -12)),
        ("hạng 7, nhích lên một bậc so với năm trước", (7, None, 1)),
        ("xếp hạng 7/25, giữ nguyên vị trí", (7, 25, 0)),
        ("hạng 7/25", (7, 25, None)),
        ("loại Khá, đứng 7/25 xã", (7, 25, None)),
        ("SIPAS đứng thứ ba mươi mốt", (31, None, None)),
        ("PAPI xếp thứ năm mươi bảy", (57, None, None)),
        ("xếp thứ bảy trong hai mươi lăm (7/25) sở", (7, 25, None)),
        ("Sở Y tế 66,2 điểm (thứ 17)", (17, None, None)),
        ("Xã Nà Lơi: 79,7 điểm - Khá - thứ ba;", (3, None, None)),
        ("Xã Nà Lơi thứ ba với 92%", (3, None, None)),
        ("xếp hạng 7/25, rơi 4 bậc", (7, 25, -4)),
        ("Chỉ số Xanh được 23,11 điểm, xếp 27.", (27, None, None)),
        ("Trong bảng xếp hạng đối với 9 huyện, thành phố, UBND huyện Mường Lan xếp thứ 4", (4, 9, None)),
        ("Trong 19 sở, ngành, Sở Y tế đứng thứ ba", (3, 19, None)),
        ("Trong bảng xếp hạng của tỉnh đối với 9 huyện, thành phố, UBND huyện xếp thứ 11", (11, 9, None)),
        ("Kết quả xếp hạng của 25 sở: Sở Y tế xếp thứ 7", (7, 25, None)),
        ("Bình quân 70,3 điểm; thứ 88 trên 102 xã, phường toàn tỉnh", (88, 102, None)),
        ("Huyện đứng thứ ba toàn tỉnh (tỉnh có 10 huyện, thành phố)", (3, 10, None)),
        ("Sở Y tế thứ mười hai; cuối bảng là Sở Xây dựng.", (12, None, None)),
    ],
)
def test_places(text, place):
    (rank,) = (f.value for f in ranks(text))
    assert (rank.position, rank.of, rank.change) == place


@pytest.mark.parametrize(
    "text", ["lần thứ 7", "xếp 7 người", "đạt thứ 7 điểm", "đạt 7/25 điểm", "thứ 7 ngày 5", "(thứ hai, thứ ba)"]
)
def test_what_is_no_place(text):
    assert ranks(text) == ()


def test_places_from_and_to_with_what_is_between_them():
    found = [f.value for f in ranks("Cải thiện thứ hạng từ 52 (năm 2011) lên 30 (năm 2019) trong 63 tỉnh.")]
    assert [(r.position, r.of, r.year) for r in found] == [(52, None, 2011), (30, 63, 2019)]


def test_a_place_of_another_year_in_brackets_is_of_the_same_name():
    names = [f.value.name for f in ranks("Chỉ số hài lòng xếp thứ 7/25 (năm 2018 xếp thứ 9/20)")]
    assert names == ["Chỉ số hài lòng"] * 2


def test_a_bracket_with_a_time_and_as_many_tells_the_place_of_that_time():
    found = [f.value for f in ranks("SIPAS xếp thứ 23/63, tăng 6 bậc (năm 2030: 29/63), năm 2029 (thứ 31).")]
    assert [(r.name, r.position, r.change) for r in found] == [
        ("SIPAS", 23, 6),
        ("SIPAS", 29, None),
        ("SIPAS", 31, None),
    ]


def test_a_change_behind_a_bracket_is_of_the_place_before_it():
    found = [f.value for f in ranks("PAPI đứng thứ 4/63 (năm 2030: hạng 11), tụt hai bậc so với năm 2029")]
    assert [(r.position, r.change) for r in found] == [(4, -2), (11, None)]


def test_the_index_may_stand_behind_the_place():
    (rank,) = ranks("Năm 2031 Sở xếp thứ 11/19 sở, ngành về Chỉ số CCHC.")
    assert (rank.value.name, rank.value.index) == ("Chỉ số CCHC", "Chỉ số cải cách hành chính (PAR INDEX)")


def test_places_in_a_row_have_one_verb():
    found = ranks("Tỉnh xếp thứ 31/63; trong đó chính quyền số đứng thứ 24, kinh tế số thứ 40, xã hội số thứ 29.")
    assert [(f.value.name, f.value.position) for f in found][1:] == [
        ("chính quyền số", 24),
        ("kinh tế số", 40),
        ("xã hội số", 29),
    ]


def test_places_in_words_come_before_the_bodies_that_have_them():
    text = "Nhất: Sở Nội vụ, 93,1 điểm. Nhì: Sở Y tế, 91,8 điểm. Ba: Sở Tư pháp, 90,2 điểm."
    assert [(f.value.position, f.value.unit) for f in ranks(text)] == [
        (1, "Sở Nội vụ"),
        (2, "Sở Y tế"),
        (3, "Sở Tư pháp"),
    ]
    assert ranks("Giải pháp. Ba là Sở Y tế phải rà soát.") == ()


def test_a_place_in_a_bracket_is_of_the_body_right_before_it():
    found = ranks("Tỉnh Lam Sơn xếp sau tỉnh Vân Kiều (44,61 điểm, thứ 17) nhưng xếp trước tỉnh Sơn Hà (thứ 39).")
    assert [(f.value.position, f.value.unit) for f in found] == [(17, "tỉnh Vân Kiều"), (39, "tỉnh Sơn Hà")]


def test_both_ends_of_a_move_are_places_whatever_its_verb():
    assert [f.value.position for f in ranks("Thứ hạng lùi từ 30 xuống 33 vì tỉnh bạn lên nhanh.")] == [30, 33]


def test_places_in_the_order_of_as_many_years():
    text = "Chỉ số SIPAS: các năm 2029, 2030, 2031 là 83,47%; 78,65% và 81%; tương ứng thứ hạng 45, 47 và 43."
    found = [(f.value.year, f.value.position) for f in find_ranks(context_of(text))]
    assert found == [(2029, 45), (2030, 47), (2031, 43)]


def test_places_behind_those_who_have_them():
    text = "Chỉ số DTI năm 2031 tăng.\n\n(Hạng năm 2030: Sông Phan 1; Mỏ Nhác 2; Hạ Thôn 3; Cao Trà 4.)"
    found = [(f.value.unit, f.value.year, f.value.position) for f in find_ranks(context_of(text))]
    assert found == [("Sông Phan", 2030, 1), ("Mỏ Nhác", 2030, 2), ("Cao Trà", 2030, 4)]  # "Thôn 3" is a hamlet


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Về thứ hạng, thấp nhất là “Cạnh tranh bình đẳng” (52/63) và “Tiếp cận đất đai” (49/63, giảm 12 bậc).",
            [("Cạnh tranh bình đẳng", 52, 63, None), ("Tiếp cận đất đai", 49, 63, -12)],
        ),
        ("Đã kiểm tra xã Nà Lơi (3/5) và xã Khe Sắt (4/5).", []),
    ],
)
def test_pairs_in_brackets_are_places_where_the_sentence_speaks_of_places(text, found):
    assert [(f.value.name, f.value.position, f.value.of, f.value.change) for f in ranks(text)] == found


def test_the_body_behind_a_place_has_it():
    found = ranks("DTI năm 2031: vị trí thứ hai thuộc về Sở Y tế, vị trí thứ ba là Sở Du lịch.")
    assert [(f.value.position, f.value.unit) for f in found] == [(2, "Sở Y tế"), (3, "Sở Du lịch")]
