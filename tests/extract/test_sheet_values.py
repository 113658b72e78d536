"""The values that the cells of a table state."""

import pytest

from cchc_ocr.extract.tables.tables import read_tables
from cchc_ocr.files.plain_text import text_pages
from tests.known import KNOWLEDGE


def read(pages):
    return read_tables(pages, KNOWLEDGE)


def tables(text: str):
    return read(text_pages(text))


APPRAISED = """TT\tTiêu chí\tĐiểm tối đa\tĐiểm tự chấm\tĐiểm thẩm định
1\tCông tác chỉ đạo, điều hành\t10\t10\t9,5
2\tCải cách tài chính công\t9\t8\t7,25
3\tCải cách thủ tục hành chính\t14\t13,5\t1151270
"""


def test_of_several_columns_of_points_the_appraisal_counts_and_what_cannot_be_is_null():
    found = tables(APPRAISED)
    scores = list(found.scores())
    assert [(f.value.score, f.value.max_score) for f in scores] == [(9.5, 10.0), (7.25, 9.0), (None, 14.0)]
    assert [f.doubtful for f in scores] == [(), (), ("score",)]
    assert list(found.totals()) == []


PARTS_OF_BODIES = """Kết quả Chỉ số CCHC năm 2023
Xếp hạng\tCơ quan\tĐiểm thẩm định (tối đa 70)\tHạ tầng (20)\tTổng điểm
1\tSở Lâm nghiệp\t60,5\t17\t77,5
2\tSở Thủy sản\t58\t16,5\t74,5
"""


def test_columns_of_points_beside_a_total_are_scores_of_the_bodies():
    found = tables(PARTS_OF_BODIES)
    scores = [(f.value.unit, f.value.criterion, f.value.score, f.value.max_score) for f in found.scores()]
    assert scores[:2] == [("Sở Lâm nghiệp", "Điểm thẩm định", 60.5, 70), ("Sở Lâm nghiệp", "Hạ tầng", 17, 20)]
    assert [(f.value.score, f.value.max_score) for f in found.totals()] == [(77.5, None), (74.5, None)]


def test_a_row_says_of_how_many_it_is_a_place_and_what_grade_was_given():
    text = (
        "Nội dung\t2030\t2031\nChỉ số CCHC (điểm)\t68,42\t71,05\nXếp hạng (trên 9 xã)\t8\t7\nXếp loại\tKhá\tTốt\n"
    )
    found = tables(text)
    assert [(f.value.position, f.value.of, f.value.year) for f in found.ranks()] == [(8, 9, 2030), (7, 9, 2031)]
    assert [(f.value.grade, f.value.year) for f in found.grades()] == [("Khá", 2030), ("Tốt", 2031)]


def test_all_rows_are_counted_and_those_of_sums_have_the_name_of_their_column():
    text = "Lĩnh vực\tTiếp nhận\tQuá hạn\nHộ tịch\t42\t1\nĐất đai\t14\t0\nTổng số\t56\t1\n"
    names = [f.value.name for f in tables(text).counts()]
    assert names[0] == "Hộ tịch: Tiếp nhận"
    assert names[-2:] == ["Tiếp nhận", "Quá hạn"]


SCALED = """Đơn vị\tTự chấm\tThẩm định\tĐTXH\tTổng điểm
Thang điểm\t70\t70\t30\t100
Sở A\t67,5\t63,75\t25,4\t89,15
Sở B\t66\t62,1\t24,88\t86,98
Bình quân\t66,75\t62,93\t25,14\t88,07
"""


def test_a_row_of_maxima_holds_for_all_and_what_a_body_gave_itself_is_a_claim():
    found = tables(SCALED)
    first = [(f.value.criterion, f.value.score, f.value.max_score, f.value.self_score) for f in found.scores()][:2]
    assert first == [("Thẩm định", 63.75, 70, 67.5), ("ĐTXH", 25.4, 30, None)]
    assert [(f.value.score, f.value.max_score, f.value.basis) for f in found.totals()] == [
        (89.15, 100, None),
        (86.98, 100, None),
        (88.07, 100, "average"),
    ]


TWO_YEARS = """TT\tLĩnh vực\tĐiểm tối đa\tNăm 2030\t\tNăm 2031\t
\t\t\tĐiểm\tTỷ lệ (%)\tĐiểm\tTỷ lệ (%)
1\tCải cách thể chế\t10\t8\t80\t9\t90
2\tCải cách tài chính công\t8\t6\t75\t7\t87,5
"""


def test_shares_are_those_of_the_points_that_they_agree_with():
    assert [(f.value.year, f.value.score, f.value.percent) for f in tables(TWO_YEARS).scores()] == [
        (2030, 8, 80),
        (2031, 9, 90),
        (2030, 6, 75),
        (2031, 7, 87.5),
    ]
    lost = "TT\tTiêu chí\tĐiểm tối đa\tĐiểm đạt\tTỷ lệ\n1\tThể chế\t8\t6,5\t18,75\n2\tBộ máy\t10\t9\t10\n"
    assert {f.value.percent for f in tables(lost).scores()} == {None}


def test_counts_are_of_the_time_in_their_row_and_named_by_what_is_counted():
    text = "Giải quyết hồ sơ TTHC quý I năm 2031\nTháng\tTiếp nhận\tTrong đó trễ hạn\nTháng 01\t12\t1\n"
    text += "Tháng 02\t9\t0\nCộng quý I\t21\t1\n"
    found = [(f.value.name, f.value.period, f.value.value) for f in tables(text).counts()]
    assert found[:2] == [("hồ sơ tiếp nhận", "2031-01", 12), ("hồ sơ trễ hạn", "2031-01", 1)]
    assert found[-2:] == [("hồ sơ tiếp nhận", "2031-Q1", 21), ("hồ sơ trễ hạn", "2031-Q1", 1)]


def test_counts_of_bodies_say_whose_they_are():
    text = "Tên xã\tSố hồ sơ tiếp nhận\tQuá hạn\nNà Lơi\t5\t1\nMường Bon\t7\t0\n"
    found = [(f.value.body, f.value.name) for f in tables(text).counts()]
    assert found[:2] == [("xã Nà Lơi", "Số hồ sơ tiếp nhận"), ("xã Nà Lơi", "hồ sơ quá hạn")]


def test_bodies_may_stand_side_by_side():
    text = (
        "Chấm điểm các huyện\nLĩnh vực\tHuyện Nam Sơn\tHuyện Bắc Sơn\nThể chế (10)\t9\t8,5\nBộ máy (12)\t11\t10\n"
    )
    found = [(f.value.unit, f.value.criterion, f.value.score, f.value.max_score) for f in tables(text).scores()]
    assert found[:2] == [("Huyện Nam Sơn", "Thể chế", 9, 10), ("Huyện Bắc Sơn", "Thể chế", 8.5, 10)]


def test_a_place_changed_since_the_month_before():
    text = "Điểm DTI các xã năm 2031\nXã\tĐiểm tháng 8\tĐiểm tháng 9\tHạng tháng 8\tHạng tháng 9\tTăng/giảm hạng\n"
    text += "Xã A\t80,1\t84\t3\t1\t+2\nXã B\t82\t83\t1\t2\t-1\n"
    ranks = [(f.value.period, f.value.position, f.value.change) for f in tables(text).ranks()]
    assert ranks == [("2031-08", 3, None), ("2031-09", 1, 2), ("2031-08", 1, None), ("2031-09", 2, -1)]


def test_the_day_of_a_decision_is_no_time_of_results():
    text = "PHỤ LỤC\nCHỈ SỐ CCHC NĂM 2030\n(Kèm theo Quyết định số 2/QĐ-UBND ngày 22 tháng 01 năm 2031)\n"
    text += "TT\tCơ quan\tChỉ số CCHC\tXếp hạng\n1\tSở A\t90\t1\n2\tSở B\t89,5\t2\n"
    assert {f.value.year for f in tables(text).ranks()} == {2030}


COMPARED = """Tổng điểm tự chấm là 9,5/10 (năm 2029 tự chấm 8,5/10). Chi tiết năm 2030:
TT\tTiêu chí\tĐiểm tối đa\tĐiểm tự chấm
1\tThể chế\t10\t9,5
2\tBộ máy\t5\t4,5
"""


def test_the_year_of_a_comparison_in_brackets_above_is_not_that_of_the_table():
    assert [f.value.year for f in tables(COMPARED).scores()] == [2030, 2030]


ASKED = """Kết quả khảo sát sự hài lòng năm 2031
Bệnh viện\tNội trú\tNgoại trú
Bệnh viện Sông Con\t4,15\t3,9
Bệnh viện Sông Cái\t4,02\t3,75
"""


def test_points_of_bodies_side_by_side_are_of_its_parts_without_a_total_too():
    found = tables(ASKED)
    scores = [(f.value.unit, f.value.criterion, f.value.score) for f in found.scores()]
    assert scores[:2] == [("Bệnh viện Sông Con", "Nội trú", 4.15), ("Bệnh viện Sông Con", "Ngoại trú", 3.9)]
    assert list(found.totals()) == []


OVER_YEARS = """Nội dung\tNăm 2029\tNăm 2030\tCả giai đoạn
Số văn bản quy phạm pháp luật ban hành\t61\t58\t119
Số thủ tục hành chính cắt giảm\t12\t7\t19
"""


def test_a_column_may_be_of_all_the_years_beside_it():
    counts = [(f.value.value, f.value.year, f.value.period) for f in tables(OVER_YEARS).counts()]
    assert counts[:3] == [(61, 2029, None), (58, 2030, None), (119, None, "2029/2030")]


@pytest.mark.parametrize(("above", "of"), [("Các cơ quan", 2), ("02 cơ quan dẫn đầu:", None)])
def test_the_first_few_of_a_ranking_are_not_all(above, of):
    text = f"{above}\nHạng\tCơ quan\tĐiểm\n1\tSở Lâm nghiệp\t92\n2\tSở Thủy sản\t90\n"
    assert {f.value.of for f in tables(text).ranks([2])} == {of}


GROUPED = """Kết quả Chỉ số CCHC năm 2031
TT\tĐơn vị\tĐiểm thẩm định\tĐiểm điều tra XHH\tTổng điểm
A\tKHỐI CỤC (thẩm định 75 điểm, điều tra 25 điểm)\t\t\t
1\tCục Hải đăng\t71,5\t23,5\t95
B\tKHỐI VỤ (thẩm định 80 điểm, điều tra 20 điểm)\t\t\t
1\tVụ Sách\t70\t18\t88
"""


def test_the_head_of_a_group_says_how_much_each_side_may_give():
    assert [f.value.max_score for f in tables(GROUPED).scores()] == [75, 25, 80, 20]


def test_a_row_says_of_how_many_points_it_is():
    text = "Chỉ số\t2030\t2031\nPAR INDEX (điểm/100)\t74,81\t76,20\nPAPI (thang điểm 80)\t40,2\t41\n"
    assert [f.value.max_score for f in tables(text).totals()] == [100, 100, 80, 80]


def test_totals_of_two_quarters_side_by_side_are_both_kept():
    rows = "1\tXã Nậm Pì\t95,7\t93,2\n2\tXã Nậm Lu\t93\t90\n"
    text = f"Kết quả quý III năm 2031\nTT\tTên xã\tTổng điểm quý III\tTổng điểm quý II\n{rows}"
    found = [(f.value.score, f.value.period) for f in tables(text).totals()]
    assert found[:2] == [(95.7, "2031-Q3"), (93.2, "2031-Q2")]


def test_what_was_taken_off_beside_a_maximum_is_a_deduction():
    text = "TT\tTiêu chí\tĐiểm tối đa\tTỉnh tự chấm\tĐiểm trừ\tLý do\n1\tThể chế\t10\t9\t1\tchậm\n"
    assert [(f.value.name, f.value.points) for f in tables(text).deductions()] == [("Thể chế", 1)]


def test_the_sum_of_some_rows_says_which():
    rows = "\tCộng các phường\t7\n1\tPhường A\t3\n2\tPhường B\t4\n\tTổng cộng\t7\n"
    names = [f.value.name for f in tables(f"TT\tĐơn vị\tHồ sơ tiếp nhận\n{rows}").counts()]
    assert (names[0], names[-1]) == ("Cộng các phường: Hồ sơ tiếp nhận", "Hồ sơ tiếp nhận")


def test_a_share_beside_tells_what_a_count_is_of():
    rows = "Cán bộ có chữ ký số\t192\t240\t80%\nMáy tính nối mạng\t34\t34\t100%\n"
    counts = tables(f"Nội dung\tKết quả\tTổng số\tTỷ lệ\n{rows}").counts()
    assert [(f.value.value, f.value.of) for f in counts] == [(192, 240), (34, 34)]


def test_points_of_reward_are_a_part_of_the_total_beside_them():
    rows = "1\tSở A\t60\t1\t61\n2\tSở B\t58\t0,5\t58,5\n"
    found = tables(f"TT\tCơ quan\tĐiểm công vụ\tĐiểm thưởng\tTổng điểm\n{rows}")
    scores = [(f.value.criterion, f.value.score) for f in found.scores()]
    assert scores[:2] == [("Điểm công vụ", 60), ("Điểm thưởng", 1)]
    assert [f.value.score for f in found.totals()] == [61, 58.5]


@pytest.mark.parametrize(
    ("text", "counts", "shares"),
    [
        (
            "Lĩnh vực\tTiếp nhận\tTrực tuyến\nHộ tịch\t1.250\t1.000 (80%)\nĐất đai\t40\t10 (25,0 %)\n",
            [1250, 1000, 40, 10],
            [("Hộ tịch: Trực tuyến", 80), ("Đất đai: Trực tuyến", 25)],
        ),
        (
            "Xã\tSố phiếu\tHài lòng\nNà Lơi\t60\t57 (95,00%)\nBản Mạ\t50\t40(80%)\n",
            [60, 57, 50, 40],
            [("phiếu hài lòng", 95), ("phiếu hài lòng", 80)],
        ),
        (
            "Sở, ngành\tSố nhiệm vụ\tXong đúng hạn\nSở A\t10\t9 (90%)\nSở B\t8\t1 (12,5%)\nCộng\t18\t10 (55,6%)\n",
            [10, 9, 8, 1, 18, 10],
            [("Xong đúng hạn", 90), ("Xong đúng hạn", 12.5), ("Xong đúng hạn", 55.6)],
        ),
    ],
)
def test_a_count_with_its_share_in_brackets_is_both(text, counts, shares):
    found = tables(text)
    assert [f.value.value for f in found.counts()] == counts
    assert [f.value.value for f in found.percentages()] == [share for _, share in shares]


@pytest.mark.parametrize("head", ["Điểm", "Điểm số", "- Điểm đạt được"])
def test_points_alone_below_the_name_of_an_index_are_those_of_the_whole(head):
    text = f"Chỉ số cải cách hành chính qua các năm\nNăm\t2030\t2031\n{head}\t71,4\t76,25\nXếp hạng\t9\t6\n"
    found = tables(text)
    assert [(f.value.score, f.value.year) for f in found.totals()] == [(71.4, 2030), (76.25, 2031)]
    assert [*found.scores()] == []


@pytest.mark.parametrize("heading", ["Điểm TB", "Điểm trung bình quý I", "Điểm"])
def test_what_a_heading_calls_points_needs_no_maximum(heading):
    found = tables(f"TT\tNội dung\t{heading}\n1\tThời gian chờ\t3,91\n2\tNơi tiếp dân\t4,2\n\tChung\t4,05\n")
    assert [(f.value.criterion, f.value.score) for f in found.scores()] == [
        ("Thời gian chờ", 3.91),
        ("Nơi tiếp dân", 4.2),
    ]
    assert [f.value.score for f in found.totals()] == [4.05]


def test_a_table_of_what_was_taken_off_needs_no_other_points():
    rows = "1\tCông khai thủ tục\t0,5\tniêm yết thiếu\n2\tKiểm tra\t1\tkhông kiểm tra\n"
    found = tables(f"STT\tTiêu chí\tĐiểm trừ\tLý do trừ\n{rows}").deductions()
    assert [(f.value.name, f.value.points) for f in found] == [("Công khai thủ tục", 0.5), ("Kiểm tra", 1.0)]


def test_reasons_say_in_brackets_what_was_taken_off():
    rows = "1\tXã Nà Lơi\t81,5\tGửi báo cáo muộn (-0,5); không niêm yết thủ tục (- 1 điểm)\n2\tXã Pú Hon\t90\t\n"
    found = [f.value for f in tables(f"STT\tTên xã\tTổng điểm\tLý do bị trừ điểm\n{rows}").deductions()]
    assert [(d.name, d.points, d.unit) for d in found] == [
        ("Gửi báo cáo muộn", 0.5, "Xã Nà Lơi"),
        ("không niêm yết thủ tục", 1.0, "Xã Nà Lơi"),
    ]


def test_words_of_grades_are_grades_whatever_their_heading():
    rows = "1\tXã Nà Lơi\t81,5\tTốt\n2\tXã Pú Hon\t60\tTrung bình\n"
    found = [f.value.grade for f in tables(f"STT\tTên xã\tTổng điểm\tMức\n{rows}").grades()]
    assert found == ["Tốt", "Trung bình"]


def test_the_year_of_what_is_now_stands_beside_those_that_are_planned():
    head = "Nội dung\tNăm 2030 (hiện trạng)\tNăm 2031\tNăm 2032\n"
    found = [f.value for f in tables(f"{head}Chỉ số SIPAS (%)\t78,3\t80\t83\n").totals()]
    assert [(t.score, t.year) for t in found] == [(78.3, 2030), (80.0, 2031), (83.0, 2032)]


def test_the_line_above_a_table_says_whose_it_is_but_not_who_is_left_out():
    rows = "Lĩnh vực\tĐiểm chuẩn\tTự chấm\tThẩm định\nThể chế\t10\t9,5\t9\nBộ máy\t8\t8\t7,5\n"
    of_line = [f.value.unit for f in tables(f"II. Chi tiết thẩm định (thị trấn Nậm Pì)\n\n{rows}").scores()]
    assert of_line == ["thị trấn Nậm Pì"] * 2
    left_out = [f.value.unit for f in tables(f"Kết quả (không tính thị trấn Nậm Pì):\n\n{rows}").scores()]
    assert left_out == [None] * 2


BONUS = """Chỉ số CCHC năm 2031
TT\tĐơn vị\tĐiểm thẩm định (tối đa 75)\tĐiểm thưởng\tĐiểm trừ\tTổng điểm
1\tXã Nậm Pì\t70,5\t1\t-\t71,5
2\tXã Nậm Lu\t69\t-\t0,5\t68,5
"""


def test_points_taken_off_beside_a_total_are_named_by_their_heading():
    found = [(f.value.name, f.value.unit, f.value.points) for f in tables(BONUS).deductions()]
    assert found == [("Điểm trừ", "Xã Nậm Lu", 0.5)]


SURVEYED = """Lĩnh vực\tĐiểm tối đa\tTự chấm\tThẩm định
Cải cách thể chế\t9\t9\t8,5
Chính quyền số\t15\t13\t10,25
Cộng điểm thẩm định\t24\t22\t18,75
Khảo sát mức độ hài lòng\t20\t-\t15,5
"""


def test_a_sum_may_stand_amid_the_rows_and_a_row_may_be_of_those_who_were_asked():
    found = tables(SURVEYED)
    assert [(f.value.criterion, f.value.basis) for f in found.scores()][1:] == [
        ("Chính quyền số", "appraised"),
        ("Khảo sát mức độ hài lòng", "survey"),
    ]
    assert [(f.value.name, f.value.score) for f in found.totals()] == [
        ("Cộng điểm thẩm định", x) for x in (22, 18.75)
    ]
    assert list(found.checks()) == []


OWNED = """STT\tĐơn vị\tTiêu chí\tĐiểm tối đa\tTự chấm\tHội đồng quyết định
1\tSở Y tế\tHồ sơ đúng hạn\t4\t4\t3
2\t\tSáng kiến\t2\t2\t1,5
3\tSở Xây dựng\tRà soát thủ tục\t1,5\t1,5\t1
"""


def test_criteria_beside_the_bodies_that_have_points_for_them():
    found = tables(OWNED)
    assert [(f.value.unit, f.value.criterion, f.value.score, f.value.self_score) for f in found.scores()] == [
        ("Sở Y tế", "Hồ sơ đúng hạn", 3, 4),
        ("Sở Y tế", "Sáng kiến", 1.5, 2),
        ("Sở Xây dựng", "Rà soát thủ tục", 1, 1.5),
    ]
    assert list(found.totals()) == []


CHECKED = """Nội dung\tSở NNMT\tXã Nậm Pì
Hồ sơ TTHC tiếp nhận\t5.480\t3.126
Tỷ lệ trễ hạn (%)\t4,00\t0,80
Điểm Đoàn chấm (thang 100)\t74,5\t91,0
Xếp loại\tKhá\tTốt
"""


def test_rows_below_bodies_count_give_points_and_grades():
    found = tables(CHECKED)
    assert [f.value.value for f in found.counts()] == [5480, 3126]
    assert [(f.value.name, f.value.unit, f.value.score, f.value.max_score) for f in found.totals()] == [
        ("Điểm Đoàn chấm", "Sở NNMT", 74.5, 100),
        ("Điểm Đoàn chấm", "Xã Nậm Pì", 91, 100),
    ]
    assert list(found.scores()) == []
    assert [(f.value.name, f.value.grade) for f in found.grades()] == [("Xếp loại", "Khá"), ("Xếp loại", "Tốt")]


def test_what_a_year_has_come_to_is_told_up_to_the_last_month_beside_it():
    text = "Chỉ tiêu\tTháng 3/2031\tTháng 2/2031\tLũy kế từ đầu năm\nHồ sơ tiếp nhận\t217\t128\t464\n"
    text += "Hồ sơ trễ\t1\t0\t3\n"
    assert [f.value.period for f in tables(text).counts()][:3] == ["2031-03", "2031-02", "2031-Q1"]


AIMS = """Chỉ tiêu năm 2031 (điểm, %)
TT\tChỉ tiêu\tThực hiện 2030\tMục tiêu 2031
1\tThanh toán trực tuyến (%)\t72,5\t85
2\tSáng kiến được công nhận\t1\t2
"""


def test_rows_say_what_was_done_beside_what_is_wished_for():
    found = tables(AIMS)
    assert [(f.value.value, f.value.year) for f in found.percentages()] == [(72.5, 2030), (85, 2031)]
    assert [(f.value.value, f.value.year) for f in found.counts()] == [(1, 2030), (2, 2031)]
    assert list(found.scores()) == []


def test_places_and_what_is_counted_are_no_points_of_an_index():
    text = "Chỉ số\t2030\t2031\nPAR INDEX (%)\t82,1\t84\nHạng PAR INDEX (/63)\t41\t34\nCuộc thanh tra\t41\t46\n"
    found = tables(text)
    assert [(f.value.position, f.value.of) for f in found.ranks()] == [(41, 63), (34, 63)]
    assert [f.value.score for f in found.totals()] == [82.1, 84]
    assert [f.value.value for f in found.counts()] == [41, 46]


@pytest.mark.parametrize(("late", "due"), [("9", []), ("11", [353])])
def test_parts_marked_by_a_dash_add_up_to_the_row_above(late, due):
    text = "Nội dung\tTháng 01\tTháng 02\nTiếp nhận\t517\t338\nGiải quyết xong\t511\t351\n"
    text += f"- trước hạn\t402\t281\n- đúng hạn\t98\t61\n- quá hạn\t11\t{late}\n"
    assert [check.args["due"] for check in tables(text).checks()] == due


def test_of_what_was_drafted_and_what_was_decided_the_last_is_the_result():
    text = "Sở\tTự chấm\tDự thảo thẩm định\tHội đồng thống nhất\nSở Y tế\t62\t58\t59,5\nSở Xây dựng\t61\t57\t57\n"
    found = [(f.value.name, f.value.unit, f.value.score, f.value.self_score) for f in tables(text).totals()]
    assert found == [
        ("Dự thảo thẩm định", "Sở Y tế", 58, None),
        ("Hội đồng thống nhất", "Sở Y tế", 59.5, 62),
        ("Hội đồng thống nhất", "Sở Xây dựng", 57, 61),
    ]


def test_a_year_has_its_parts_before_its_total():
    text = "Chỉ số CCHC\nNăm\tĐiểm thẩm định\tĐiểm điều tra XHH\tTổng điểm\n2030\t55\t28\t83\n2031\t56\t29\t85\n"
    found = tables(text)
    assert [(f.value.year, f.value.score) for f in found.totals()] == [(2030, 83), (2031, 85)]
    assert [(f.value.criterion, f.value.year, f.value.score) for f in found.scores()][:2] == [
        ("Điểm thẩm định", 2030, 55),
        ("Điểm điều tra XHH", 2030, 28),
    ]


def test_what_two_sides_gave_of_a_criterion_is_its_sum():
    heads = "TT\tLĩnh vực\tĐiểm tối đa\tTỉnh tự chấm\tBộ thẩm định\tĐiểm điều tra XHH\tTổng điểm đạt được"
    text = f"{heads}\n1\tThể chế\t10\t7,5\t7\t1,8\t8,8\n2\tTài chính công\t12\t9\t8,5\t2\t10,5\n"
    assert [(f.value.score, f.value.self_score) for f in tables(text).scores()] == [(8.8, 7.5), (10.5, 9)]


def test_the_first_month_of_a_list_is_no_row_of_column_numbers():
    text = "Tháng\tTiếp nhận\tĐã giải quyết\n1\t50\t48\n2\t40\t40\n"
    assert [f.value.value for f in tables(text).counts()] == [50, 48, 40, 40]


def test_points_with_a_minus_beside_a_reason_were_taken_off():
    text = (
        "Trường\tLý do\tĐiểm\nAn Hải\tTrả chậm học bạ\t-1\nCầu Đỏ\tKhông mở hộp thư\t-0,5\nAn Lạc\tSáng kiến\t+2\n"
    )
    taken = [(f.value.unit, f.value.name, f.value.points) for f in tables(text).deductions()]
    assert taken == [("An Hải", "Trả chậm học bạ", 1), ("Cầu Đỏ", "Không mở hộp thư", 0.5)]


def test_what_bodies_have_of_parts_on_average_is_no_result_of_one_of_them():
    averages = [f.value for f in tables(SCALED).scores() if f.value.basis == "average"]
    assert [(score.criterion, score.score) for score in averages] == [("Thẩm định", 62.93), ("ĐTXH", 25.14)]


def test_a_row_of_numbers_in_a_table_of_shares_is_counted():
    text = "Đối tượng\tQuý I\tCả năm\nNội trú\t89,9%\t91,6%\nNgoại trú\t86,1%\t88,3%\nSố phiếu\t410\t1.720\n"
    found = tables(text)
    assert [f.value.value for f in found.counts()] == [410, 1720]
    assert [f.value.value for f in found.percentages()] == [89.9, 91.6, 86.1, 88.3]


@pytest.mark.parametrize(("measure", "name"), [("Tỷ lệ hài lòng (%)", "Tỷ lệ hài lòng (%)"), ("Điểm", "Khoa Nhi")])
def test_bodies_are_placed_by_the_shares_before_where_no_index_is_named(measure, name):
    text = f"TT\tKhoa\t{measure}\tThứ hạng\n1\tKhoa Nhi\t93,8\t2\n2\tKhoa Sản\t96,2\t1\n"
    assert next((f.value.name, f.value.position) for f in tables(text).ranks()) == (name, 2)


def test_where_the_appraisal_is_not_filled_in_yet_what_the_body_gave_itself_is_the_result():
    text = (
        "Tiêu chí\tĐiểm tối đa\tTự chấm\tThẩm định (Sở ghi)\nCải cách thể chế\t9\t8,5\t\nTài chính công\t7\t7\t\n"
    )
    assert [(f.value.score, f.value.basis) for f in tables(text).scores()] == [(8.5, "self"), (7, "self")]


def test_below_a_line_on_points_decimals_of_parts_are_points_without_an_index():
    text = "Khảo sát (thang 5 điểm):\nNhóm nội dung\t2030\t2031\nTiếp cận\t4,11\t4,27\nMinh bạch\t4,02\t4,19\n"
    assert [(f.value.criterion, f.value.score) for f in tables(text).scores()][:2] == [
        ("Tiếp cận", 4.11),
        ("Tiếp cận", 4.27),
    ]


def test_whoever_appraises_in_the_line_above_a_table_is_not_the_one_with_the_points():
    text = (
        "Kết quả sau khi Cục Thuế tỉnh phúc tra:\nNội dung\tĐiểm chuẩn\tChi cục tự chấm 2031\tCục Thuế chấm 2031\n"
    )
    text += "Chỉ đạo, điều hành\t15\t14,5\t14\nTổ chức bộ máy\t10\t9\t9\n"
    found = [f.value for f in tables(text).scores()]
    assert [(s.unit, s.score, s.self_score, s.basis) for s in found][:1] == [(None, 14, 14.5, "appraised")]


def test_bodies_are_placed_and_graded_by_their_points_where_no_totals_stand():
    head = "Chỉ số CCHC năm 2031\nThứ hạng\tĐơn vị\tTự chấm\tĐiểm thẩm định\tXếp loại\n"
    found = tables(f"{head}1\tSở A\t93,5\t91,25\tTốt\n2\tSở B\t92\t88,75\tKhá\n")
    assert [f.value.name for f in (*found.ranks(), *found.grades())] == ["Điểm thẩm định"] * 4


@pytest.mark.parametrize(
    ("scale", "most"), [("(thang điểm 10)", 10), ("(thang điểm 5)", None), ("(thang điểm 100)", None)]
)
def test_the_scale_of_parts_is_the_most_of_each(scale, most):
    text = f"ĐIỂM CÁC CHỈ SỐ THÀNH PHẦN CỦA SỞ NỘI VỤ\n{scale}\n"
    text += "Chỉ số thành phần\tSở Nội vụ\tSở Tài chính\tTrung vị khối\n"
    text += "1. Chi phí\t8,15\t5,92\t6,88\n2. Pháp lý\t7,64\t5,37\t6,70\n"
    found = [(f.value.score, f.value.max_score, f.value.basis) for f in tables(text).scores()]
    assert {(6.88, most, "average"), (8.15, most, None)} <= {*found}


def test_words_of_groups_are_grades():
    text = "CHỈ SỐ DDCI\nĐơn vị\tĐiểm\tNhóm\nSở A\t79,8\tRất tốt\nSở B\t58,2\tTương đối thấp\n"
    assert [f.value.grade for f in tables(text).grades()] == ["Rất tốt", "Tương đối thấp"]


def test_points_of_bodies_are_called_by_the_set_of_criteria_that_leads_to_them():
    text = (
        "Kết quả chấm điểm theo Bộ chỉ số điều hành (năm 2031)\nTT\tĐơn vị\tĐiểm\n1\tSở A\t92,1\n2\tSở B\t90,4\n"
    )
    assert {(f.value.name, f.value.year) for f in tables(text).totals()} == {("Bộ chỉ số điều hành", 2031)}


@pytest.mark.parametrize(
    "head",
    [
        "Đơn vị\tGia nhập thị trường\tChi phí thời gian\tVai trò người đứng đầu\tĐiểm DDCI",
        "Xã, phường\tChi phí không chính thức\tTiếp cận thông tin\tHỗ trợ người dân\tTổng điểm",
    ],
)
def test_parts_beside_an_index_named_in_a_head_are_scores_whatever_their_words(head):
    found = tables(f"{head}\nXã Nà Lơi\t7,10\t6,42\t8,00\t71,73\nXã Khe Sắt\t8,20\t7,11\t8,35\t78,87\n")
    parts = head.split("\t")[1:4]
    assert [f.value.criterion for f in found.scores()] == parts * 2
    assert [(f.value.unit, f.value.score) for f in found.totals()] == [("Xã Nà Lơi", 71.73), ("Xã Khe Sắt", 78.87)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Điểm trước khi trừ", "Điểm sau khi trừ"),
        ("Điểm ban đầu", "Điểm sau phúc tra"),
        ("Điểm theo Quyết định số 9/QĐ-UBND", "Điểm sau điều chỉnh"),
        ("Điểm đã công bố", "Điểm sau điều chỉnh"),
    ],
)
def test_points_before_and_after_something_was_taken_off_are_two_wholes(before, after):
    found = tables(f"Đơn vị\t{before}\t{after}\nSở Y tế\t88,00\t86,60\nSở Du lịch\t84,50\t81,50\n")
    assert [*found.scores()] == []
    assert [(f.value.name, f.value.unit, f.value.score) for f in found.totals()] == [
        (before, "Sở Y tế", 88.0),
        (before, "Sở Du lịch", 84.5),
        (after, "Sở Y tế", 86.6),
        (after, "Sở Du lịch", 81.5),
    ]


def test_places_before_and_after_results_were_set_right_have_names_of_their_own():
    found = tables("Đơn vị\tĐiểm\tHạng cũ\tHạng mới\nSở Y tế\t88,00\t1\t3\nSở Du lịch\t84,50\t4\t5\n")
    assert [(f.value.name, f.value.position) for f in found.ranks(())] == [
        ("Hạng cũ", 1),
        ("Hạng mới", 3),
        ("Hạng cũ", 4),
        ("Hạng mới", 5),
    ]
