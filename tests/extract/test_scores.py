"""Scores, totals and deductions."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.known import CRITERIA, context_of, results_of
from tests.paths import CASES

TABLE = json.loads((CASES / "scores.json").read_text("utf-8"))
ALL = [pytest.param(case, id=f"{kind}: {case['text'][:50]}") for kind, cases in TABLE.items() for case in cases]


def results(text: str):
    return results_of(context_of(text))


@pytest.mark.parametrize("case", ALL)
def test_results(case):
    found = results(case["text"])
    scores = [f.value for f in found.scores]
    totals = [f.value for f in found.totals]
    deductions = [f.value for f in found.deductions]
    assert [[s.criterion, s.criterion_code, s.score, s.max_score, s.percent] for s in scores] == case.get(
        "scores", []
    )
    assert [[t.name, t.score, t.max_score, t.year] for t in totals] == case.get("totals", [])
    assert [[d.name, d.points] for d in deductions] == case.get("deductions", [])


def test_a_total_is_named_by_the_index_its_sentence_speaks_of():
    text = "xác định Chỉ số cải cách hành chính của các sở; UBND các huyện năm 2022 Sở Nội vụ đạt 80,08/100 điểm."
    (total,) = results(text).totals
    assert (total.value.name, total.value.year) == ("Chỉ số cải cách hành chính", 2022)


def test_the_year_is_that_of_the_sentence_and_not_the_one_compared_with():
    text = "Năm 2019 đánh giá như sau.\n\n- Cải cách thể chế đạt 8/10 điểm, tăng 1 điểm so với năm 2018."
    (score,) = results(text).scores
    assert score.value.year == 2019


def test_points_listed_under_a_loss_are_left_open():
    (score,) = results("Các tiêu chí bị mất điểm: Cải cách thể chế 1,5/3 điểm.").scores
    assert score.doubtful == ("score",)
    (score,) = results("Các tiêu chí không bị mất điểm: Cải cách thể chế đạt 3/3 điểm.").scores
    assert score.doubtful == ()


def test_a_name_is_not_taken_over_a_bullet_or_the_value_before():
    text = "- Đẩy mạnh tuyên truyền\n- Cải cách thể chế đạt 8/10 điểm\n- Cải cách tài chính công đạt 7/9 điểm"
    assert [s.value.criterion for s in results(text).scores] == ["Cải cách thể chế", "Cải cách tài chính công"]


@given(
    score=st.decimals(0, 40, places=2),
    maximum=st.decimals(1, 40, places=2),
    name=st.sampled_from(["Cải cách thể chế", "Cải cách tài chính công", "Cải cách thủ tục hành chính"]),
    form=st.sampled_from(
        ["{n} đạt {s}/{m} điểm", "{n}: {s}/{m} điểm.", "- {n} ({s}/{m})", "(2) {n} đạt {s} / {m} điểm;"]
    ),
)
def test_every_form_gives_back_its_figures(score, maximum, name, form):
    def printed(x):
        return f"{x:.2f}".replace(".", ",")

    (found,) = results(form.format(n=name, s=printed(score), m=printed(maximum))).scores
    assert (found.value.criterion, found.value.score, found.value.max_score) == (
        name,
        float(score),
        float(maximum),
    )


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Cải cách thủ tục hành chính", "thu_tuc_hanh_chinh"),
        ("cai cach tha tuc hanh chinh", "thu_tuc_hanh_chinh"),
        ("Về cải cách tổ chức bộ máy hành chính của Sở", "to_chuc_bo_may"),
        ("Xây dựng và tổ chức thực hiện văn bản quy phạm pháp luật", "the_che"),
        ("Trồng rừng phòng hộ", None),
        ("", None),
        (None, None),
    ],
)
def test_criterion_code(name, code):
    assert CRITERIA.code(name) == code


def test_parts_of_a_total_are_scores_of_who_gave_them():
    text = "Năm 2031 Sở Y tế đạt 88/100 điểm. Trong đó điểm thẩm định là 60/68 điểm, điểm tự chấm là 62/68 điểm."
    found = results(text)
    assert [t.value.score for t in found.totals] == [88.0]
    assert [(s.value.criterion, s.value.score) for s in found.scores] == [
        ("điểm thẩm định", 60.0),
        ("điểm tự chấm", 62.0),
    ]


def test_a_score_of_another_year_in_brackets_is_a_score_too():
    found = results("DTI đạt 0,64 điểm.\n\na) Kinh tế số: 0,59 điểm (năm 2030: 0,54 điểm);")
    assert [(s.value.criterion, s.value.score) for s in found.scores] == [
        ("Kinh tế số", 0.59),
        ("Kinh tế số", 0.54),
    ]


def test_names_leave_time_and_body_to_their_fields():
    (total,) = results("PAR INDEX năm 2031 của tỉnh đạt 84 điểm").totals
    assert (total.value.name, total.value.year) == ("PAR INDEX", 2031)


def test_who_is_told_behind_a_comma_has_the_total():
    text = "Về Chỉ số CCHC: Hội đồng mới thẩm định sơ bộ, thành phố được 88,9 điểm; tự chấm là 94,35 điểm."
    found = [t.value for t in results(text).totals]
    assert [(t.name, t.score, t.basis) for t in found] == [
        ("Chỉ số CCHC", 88.9, None),
        ("Chỉ số CCHC – tự chấm", 94.35, "self"),
    ]


def test_an_average_of_an_item_is_a_score_of_what_the_item_names():
    (score,) = results("2. Cải cách thể chế: bình quân 7,04/8 điểm").scores
    assert (score.value.criterion, score.value.basis, score.value.unit) == ("Cải cách thể chế", "average", None)


def test_points_in_thousands_have_a_maximum_in_thousands():
    found = results("Mức độ chuyển đổi số của Sở đạt 612/1.000 điểm")
    assert [s.value.max_score for s in (*found.scores, *found.totals)] == [1000.0]


def test_points_compared_with_are_named_by_what_they_are():
    text = "Chỉ số CCHC của Sở đạt 81 điểm, thấp hơn 4,5 điểm so với điểm tự chấm (85,5 điểm)."
    assert [(t.value.score, t.value.basis) for t in results(text).totals] == [(81.0, None), (85.5, "self")]


def test_the_last_that_is_named_has_the_points():
    (score,) = results("Có 5 lĩnh vực tăng điểm, cao nhất là cải cách thể chế (đạt 9,35/10 điểm)").scores
    assert score.value.criterion == "cải cách thể chế"


def test_points_are_of_what_stands_behind_them():
    text = "Năm 2024, Trường được 12/15 điểm ở mục tài chính, 17,5/20 ở mục thủ tục và 9/10 ở phần hỏi ý kiến."
    assert [(s.value.criterion, s.value.score) for s in results(text).scores] == [
        ("mục tài chính", 12),
        ("mục thủ tục", 17.5),
        ("phần hỏi ý kiến", 9),
    ]


@pytest.mark.parametrize(
    ("text", "name", "unit"),
    [
        ("Trên Cổng Dịch vụ công quốc gia, xã được 86,4 điểm.", "Cổng Dịch vụ công quốc gia", None),
        ("Tháng 12 xã được 82,6 điểm trên Bộ chỉ số phục vụ người dân.", "Bộ chỉ số phục vụ người dân", None),
        (
            "Chấm điểm chuyển đổi số: dẫn đầu là Sở Y tế (91,2 điểm).",
            "Chấm điểm chuyển đổi số",
            "Sở Y tế",
        ),
    ],
)
def test_a_total_is_named_by_what_its_points_are_given_in(text, name, unit):
    (total,) = results(text).totals
    assert (total.value.name, total.value.unit) == (name, unit)


def test_a_scale_that_stands_before_points_is_their_maximum():
    (total,) = results("Theo thang 100 điểm của Cục, Chi cục được 76,5 điểm, xếp loại Khá.").totals
    assert total.value.max_score == 100


def test_bodies_of_a_list_are_of_the_kind_that_it_names():
    found = results("Ba xã dẫn đầu về Chỉ số CCHC gồm: Tân Khê 91,2 điểm, Mường Lan 90,4 điểm.")
    assert [f.value.unit for f in (*found.totals, *found.scores)] == ["xã Tân Khê", "xã Mường Lan"]


@pytest.mark.parametrize(
    "text",
    [
        "Chấm điểm: Đoàn chấm 61,5/100 điểm (xã tự chấm 84 điểm).",
        "Chấm điểm: xã tự chấm 84 điểm; Đoàn kiểm tra chấm 61,5 điểm, xếp loại Trung bình.",
        "Chấm điểm: 61,5/100 điểm, xếp loại Trung bình; đơn vị tự chấm 84 điểm.",
    ],
)
def test_what_a_body_gave_itself_is_a_claim_beside_what_it_was_given(text):
    found = results(f"Kết quả Chỉ số CCHC năm 2031\n\n{text}").totals
    assert {(61.5, 84), (84, None)} == {(f.value.score, f.value.self_score) for f in found}


def test_what_a_body_gave_itself_in_another_year_is_no_claim():
    text = "Chỉ số CCHC năm 2031 của xã đạt 61,5 điểm; năm 2032, xã tự chấm 84 điểm."
    assert [f.value.self_score for f in results(text).totals] == [None, None]


def test_a_total_behind_its_label_needs_no_unit():
    text = "Kết quả Chỉ số CCHC năm 2031\n\nTổng điểm: 93,87 - xếp thứ nhất."
    assert [f.value.score for f in results(text).totals] == [93.87]


@pytest.mark.parametrize(
    ("said", "change"),
    [("(6,31 điểm, tăng 0,66)", 0.66), ("6,31 điểm (+0,08)", 0.08), ("6,31 điểm, giảm 0,15;", -0.15)],
)
def test_a_change_of_points_needs_no_unit(said, change):
    text = f"Chỉ số PCI năm 2031\n\nCác chỉ số thành phần: Chi phí thời gian {said} Đào tạo lao động 5,30 điểm."
    assert [(f.value.score, f.value.change) for f in results(text).scores] == [(6.31, change), (5.3, None)]


def test_pairs_in_lines_of_their_own_are_points_where_the_first_is():
    text = "Bộ chỉ số phục vụ: tháng 10 phường đạt 91,4 điểm, cụ thể:\n"
    text += "Công khai   17,6/18\nTiến độ   19,9/20\nSố hóa  16/22\n"
    assert [f.value.score for f in results(text).scores] == [17.6, 19.9, 16]


def test_what_is_left_of_what_a_body_gave_itself_is_its_result():
    text = "Kết quả Chỉ số CCHC năm 2031\n\n1. UBND xã Nà Lơi - tự chấm: 91,75; bị trừ: 9,25; còn lại: 82,50 điểm."
    assert [(f.value.score, f.value.self_score) for f in results(text).totals] == [(82.5, 91.75)]


@pytest.mark.parametrize(
    "text",
    [
        "3. Sở Y tế\nTự chấm: 65,25. Thẩm định: 57,50. Khảo sát: 25,08. Cộng 82,58 điểm.",
        "Chỉ số CCHC của Sở Y tế. Điểm tự chấm 65,25; thẩm định 57,50; khảo sát 25,08. Tổng điểm: 82,58.",
        "Sở Y tế. Tự đánh giá: 65,25 - Thẩm định: 57,50 - Khảo sát: 25,08. Tổng điểm 82,58 điểm.",
    ],
)
def test_points_each_behind_who_gave_them_need_no_unit(text):
    found = results(text)
    assert [(f.value.score, f.value.self_score, f.value.basis) for f in found.totals] == [
        (65.25, None, "self"),
        (57.5, 65.25, "appraised"),
        (82.58, None, None),
    ]
    assert [(f.value.score, f.value.basis) for f in found.scores] == [(25.08, "survey")]


def test_differences_told_one_after_the_other_are_no_points():
    text = (
        "Tăng cao nhất là nội dung “Kiểm soát tham nhũng trong khu vực công” (0,48 điểm), "
        "kế đến là “Quản trị điện tử” (0,43 điểm)."
    )
    assert (results(text).scores, results(text).totals) == ((), ())


def test_points_of_a_part_of_a_quoted_part_are_named_by_it():
    found = results("Ở nội dung “Cung ứng dịch vụ công”, điểm nội dung thành phần y tế công lập đạt 1,82 điểm.")
    assert [f.value.criterion for f in found.scores] == ["y tế công lập"]
