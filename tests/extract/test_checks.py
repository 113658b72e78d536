"""What does not add up."""

import pytest

from cchc_ocr import lexicon
from cchc_ocr.check_texts import failed
from cchc_ocr.document import Line, Page
from cchc_ocr.extract.checks.checks import check, doubtful_signs, impossible_dates, without_echoes
from cchc_ocr.extract.cited.mentions import find_full_dates
from cchc_ocr.extract.results.wholes import CountParts
from cchc_ocr.extract.text.finding import Finding
from cchc_ocr.extract.text.passage import Passage
from cchc_ocr.records import Count, Document, Percentage, Rank, Record, Reference, Score, Source, Total

SOURCE = Source(file="x.txt", sha256="0" * 64, pages=1, origin="text")
DAY = Document(date="2020-05-20")


def codes(document=DAY, references=(), scores=(), totals=(), ranks=()):
    record = Record(
        source=SOURCE, document=document, references=references, scores=scores, totals=totals, ranks=ranks
    )
    return {c.code: c for c in check(record, lexicon.load())}


def score(points, maximum, percent=None, year=2019, code=None):
    return Score(criterion="x", criterion_code=code, score=points, max_score=maximum, percent=percent, year=year)


def test_nothing_to_say_of_what_adds_up():
    parts = (score(8.5, 9, 94.44), score(9.98, 10, 99.8), score(7.7, 8, 96.25))
    totals = (Total(name="t", score=26.18, max_score=27, year=2019),)
    references = (Reference(type="Quyết định", number_symbol="5/2019/QĐ-UBND", date="2019-05-20"),)
    assert codes(references=references, scores=parts, totals=totals, ranks=(Rank(position=7, of=25),)) == {}


def test_a_score_above_its_maximum():
    found = codes(scores=(score(11.5, 10),))["score-above-maximum"]
    assert (found.level, found.fields) == ("error", ("/scores/0/score", "/scores/0/max_score"))


def test_a_percentage_that_is_not_score_by_maximum():
    found = codes(scores=(score(7.7, 8, 86.25),))["score-percent"]
    assert "96.25%" in found.message
    assert "86.25%" in found.message


def test_where_only_one_digit_would_set_it_right_it_is_proposed():
    found = codes(scores=(score(10.46, 12.5, 83.84),))["score-percent"]
    assert "10.48 instead of 10.46" in found.message
    assert (found.proposed_field, found.proposed_value) == ("/scores/0/score", 10.48)


def test_where_two_digits_may_be_wrong_none_is_proposed():
    found = codes(scores=(score(9.93, 10, 99.8),))["score-percent"]  # 9,98 of 10, or 99,3 %
    assert (found.proposed_field, found.proposed_value) == (None, None)


@pytest.mark.parametrize("percent", [93.18, 93.2, 93.1, 93])
def test_a_rounded_or_cut_percentage_is_right(percent):
    assert codes(scores=(score(10.25, 11, percent),)) == {}


def test_parts_that_do_not_sum_to_the_total():
    parts = (score(10.25, 11), score(8, 8), score(9.98, 10))
    found = codes(scores=parts, totals=(Total(score=28.13, max_score=29, year=2019),))["score-sum"]
    assert "28.23" in found.message
    assert "28.13" in found.message
    assert found.fields[0] == "/totals/0/score"


def test_parts_of_an_index_with_scales_of_their_own_do_not_add_up():
    parts = tuple(Score(criterion=name, score=7.5, year=2031) for name in ("Vào chợ", "Ra chợ", "Giữa chợ"))
    index = "Chỉ số năng lực cạnh tranh cấp tỉnh (PCI)"
    assert "score-sum" not in codes(scores=parts, totals=(Total(score=20.0, year=2031, index=index),))
    assert "score-sum" in codes(scores=parts, totals=(Total(score=20.0, year=2031),))


def test_rounding_of_a_sum_is_let_pass():
    parts = (score(54.2, 61.5), score(31.59, 38.5), score(0, 0))
    assert codes(scores=parts, totals=(Total(score=85.78, max_score=100, year=2019),)) == {}


def test_a_sum_that_one_percentage_mends_says_so():
    parts = (score(9.93, 10, 99.8), score(8, 8, 100), score(7.7, 8, 96.25))
    found = codes(scores=parts, totals=(Total(score=25.68, max_score=26, year=2019),))["score-sum"]
    assert "9.98 instead of 9.93" in found.message


def test_parts_of_another_year_or_of_a_part_are_left_out():
    parts = (score(8, 9), score(9, 10), score(7, 8), score(3, 3, year=2018), score(2, 2, code="the_che.ra_soat"))
    assert codes(scores=parts, totals=(Total(score=24, max_score=27, year=2019),)) == {}


def test_a_criterion_whose_name_is_that_of_a_part_is_counted_where_the_maxima_need_it():
    parts = (score(8, 9), score(9, 10), score(7, 8, code="the_che.xay_dung_van_ban"))
    found = codes(scores=parts, totals=(Total(score=25, max_score=27, year=2019),))
    assert set(found) == {"score-sum"}
    assert "24.00" in found["score-sum"].message


def test_maxima_that_do_not_sum_say_that_parts_are_missing():
    parts = (score(8, 9), score(9, 10), score(7, 8))
    assert set(codes(scores=parts, totals=(Total(score=80, max_score=100, year=2019),))) == {"maximum-sum"}


@pytest.mark.parametrize(("percent", "found"), [(82.0, []), (86.0, ["count-percent"])])
def test_the_share_of_a_part_by_what_tells_it_apart(percent, found):
    counts = [("hồ sơ tiếp nhận", 2416.0), ("hồ sơ trực tuyến", 1981.0), ("hồ sơ trực tiếp", 435.0)]
    record = Record(
        source=SOURCE,
        document=DAY,
        counts=tuple(Count(name=name, value=value, year=2025) for name, value in counts),
        percentages=(Percentage(name="Tỷ lệ trực tuyến", value=percent, year=2025),),
    )
    assert [one.code for one in check(record, lexicon.load(), [CountParts(0, (1, 2), True)])] == found


def test_a_place_beyond_the_base():
    assert codes(ranks=(Rank(position=26, of=25),))["rank-beyond-base"].level == "error"
    assert codes(ranks=(Rank(position=5),)) == {}


def test_a_place_beyond_what_all_others_of_the_body_are_out_of():
    ranks = (Rank(position=30, of=63, body="A"), Rank(position=66, body="A"), Rank(position=70, body="B"))
    assert codes(ranks=ranks)["rank-beyond-base"].fields == ("/ranks/1/position",)


def count_sums(counts, wholes):
    record = Record(source=SOURCE, document=DAY, counts=counts)
    return [c.code for c in check(record, lexicon.load(), wholes) if c.code == "count-sum"]


@pytest.mark.parametrize(("late", "codes"), [(5, []), (6, ["count-sum"])])
def test_what_follows_all_parts_is_none(late, codes):
    names = (("giải quyết", 85), ("đúng hạn", 80), ("quá hạn", late), ("còn lại", 9))
    counts = tuple(Count(name=f"hồ sơ {name}", value=value, year=2031) for name, value in names)
    assert count_sums(counts, (CountParts(0, (1, 2, 3), complete=True),)) == codes


def test_what_was_counted_in_another_year_is_no_part():
    years = ((2031, 85), (2030, 80), (2031, 60))
    counts = tuple(Count(name="hồ sơ", value=value, year=year) for year, value in years)
    assert count_sums(counts, (CountParts(0, (1, 2), complete=False),)) == []


def test_of_checks_with_the_same_figures_the_first_is_told():
    table = failed(code="table-sum", column=3, due=64.5, printed=64.0)
    points = failed(code="score-sum", fields=("/totals/0/score",), due=64.5, stated=64.0)
    sentence = failed(code="score-sum", due=64.5, stated=64.0)
    other = failed(code="score-sum", due=64.5, stated=66.0)
    assert [*without_echoes([points, table, other, points, sentence])] == [points, other, points]


def test_a_cited_document_later_than_the_citing_one():
    later = (Reference(type="Kế hoạch", number_symbol="5/KH-UBND", date="2021-01-04"),)
    assert codes(references=later)["reference-later"].fields == ("/references/0/date", "/document/date")
    assert codes(document=Document(), references=later) == {}


def test_a_year_in_the_number_that_is_not_that_of_the_date():
    found = codes(references=(Reference(type="Quyết định", number_symbol="5/2018/QĐ-UBND", date="2019-01-04"),))
    assert set(found) == {"number-year"}


@pytest.mark.parametrize(
    ("kind", "number", "wrong"),
    [
        ("Quyết định", "5/KH-UBND", True),
        ("Kế hoạch", "5/KH-UBND", False),
        ("Văn bản", "29/TTr-SNV", False),
        ("Chương trình hành động", "19-CTr/TU", False),
        ("Nghị quyết", "07-NQ/TU", False),
        ("Kế hoạch", "07-NQ/TU", True),
        ("Thông tư", "3/2021/TT-BTC", False),
        ("Công văn", "2041/SNV", False),
        ("Luật", "67/2025/QH15", False),
    ],
)
def test_a_symbol_that_contradicts_the_type(kind, number, wrong):
    found = codes(document=Document(), references=(Reference(type=kind, number_symbol=number),))
    assert ("symbol-type" in found) is wrong


def test_a_criterion_with_a_number_of_two_levels_is_part_of_another():
    scores = tuple(Score(criterion=f"Lĩnh vực {i}", score=30.0, max_score=40.0, year=2023) for i in "ABC")
    detail = Score(criterion="Tiêu chí 2.4", score=1.0, max_score=2.0, year=2023)
    total = Total(name="Tổng điểm", score=90.0, max_score=120.0, year=2023)
    assert codes(scores=(*scores, detail), totals=(total,)) == {}


def test_a_nine_that_may_be_a_stroke_of_the_sign():
    findings = [
        Finding(Percentage(value=value), 0, 1, (), doubtful)
        for value, doubtful in ((45.0, ()), (29.0, ("value",)), (9.9, ("value",)))
    ]
    found = [(c.code, c.level, c.proposed_field, c.proposed_value) for c in doubtful_signs(findings)]
    assert found == [
        ("percent-sign", "info", "/percentages/1/value", 2.0),
        ("percent-sign", "info", "/percentages/2/value", 9.0),
    ]


def test_dates_that_no_calendar_has():
    lines = (Line.from_text("ngày 31/02/2022 và ngày 28/02/2022"),)
    (found,) = impossible_dates(find_full_dates(Passage.of_pages([Page(2, lines)])))
    assert found.code == "impossible-date"
    assert "31/02/2022" in found.message


@pytest.mark.parametrize(
    "parts",
    [
        [("Điểm thẩm định", "appraised"), ("Điểm tự chấm", "self"), ("Điểm khảo sát", "survey")],
        [("Thể chế", None), ("Thể chế", None), ("Bộ máy", None)],
        [("Chuyển đổi số", None), ("Điểm thẩm định", "appraised"), ("Điểm khảo sát", "survey")],
    ],
)
def test_points_of_several_sides_or_said_again_are_no_parts_to_add_up(parts):
    scores = tuple(Score(criterion=name, score=40.0, basis=basis, year=2031) for name, basis in parts)
    assert "score-sum" not in codes(scores=scores, totals=(Total(score=81.0, max_score=100, year=2031),))


@pytest.mark.parametrize("name", ["bình quân", "Điểm trung bình", "Điểm"])
def test_averages_without_a_name_are_not_one_thing_said_twice(name):
    totals = tuple(Total(name=name, score=score, year=2031, basis="average") for score in (12.62, 12.25))
    assert "said-twice" not in codes(totals=totals)


@pytest.mark.parametrize(("rows", "told"), [(((0, 2), (0, 2)), []), (((0, 2), (1, 2)), ["said-twice"])])
def test_two_columns_of_one_row_say_two_things(rows, told):
    first = Rank(name="Chỉ số CCHC", unit="Sở Y tế", position=8, year=2031)
    ranks = (first, first.model_copy(update={"position": 11}))
    found = check(
        Record(document=DAY, source=SOURCE, ranks=ranks), lexicon.load(), tabled={"ranks": dict(enumerate(rows))}
    )
    assert [one.code for one in found] == told
