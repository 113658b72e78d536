"""Ranks, percentages, counts and dates."""

import json

import pytest

from cchc_ocr.document import Box, Line, Page, Word
from cchc_ocr.extract.cited.mentions import find_full_dates
from cchc_ocr.extract.results.context import Context
from cchc_ocr.extract.results.counts import find_counts
from cchc_ocr.extract.results.percentages import find_percentages
from cchc_ocr.extract.results.rankings import find_ranks
from cchc_ocr.extract.results.scores import find_results
from cchc_ocr.extract.text.passage import Passage
from cchc_ocr.extract.text.phrases import Phrases
from tests.known import KNOWLEDGE, context_of, phrases_of
from tests.paths import CASES

TABLE = json.loads((CASES / "figures.json").read_text("utf-8"))


def cases(kind: str):
    tables = TABLE[kind].items()
    return [pytest.param(case, id=f"{name}: {case['text'][:50]}") for name, table in tables for case in table]


def passage(text: str) -> Passage:
    return Passage.of_pages([Page(1, tuple(Line.from_text(line) for line in text.split("\n")))])


def ranks_in(text: str):
    return find_ranks(context_of(text))


@pytest.mark.parametrize("case", cases("ranks"))
def test_ranks(case):
    ranks = [f.value for f in ranks_in(case["text"])]
    assert [[r.position, r.of, r.change, r.year] for r in ranks] == case["ranks"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Với số điểm này, Sở Xây dựng xếp vị trí 9/20 cơ quan.", "Sở Xây dựng"),
        ("Theo công bố của tỉnh ngày 27/3/2023, Chỉ số CCHC của Sở xếp hạng 6/20.", "Chỉ số CCHC của Sở"),
        ("Năm 2021 tỉnh xếp hạng 29/63.", "tỉnh"),
    ],
)
def test_a_rank_is_named_by_what_is_ranked(text, name):
    assert [f.value.name for f in ranks_in(text)] == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Phấn đấu tỷ lệ hồ sơ nộp qua mạng đạt 60%.", "tỷ lệ hồ sơ nộp qua mạng"),
        ("Sau rà soát theo Nghị quyết số 19-NQ/TW, giải ngân vốn đạt 46,2%.", "giải ngân vốn"),
        ("văn bản ký số đạt 45% năm 2016", "văn bản ký số"),
    ],
)
def test_a_percentage_is_named_by_its_whole(text, name):
    assert [f.value.name for f in find_percentages(context_of(text))] == [name]


@pytest.mark.parametrize("case", cases("percentages"))
def test_percentages(case):
    context = context_of(case["text"])
    find_results(context)
    assert [[f.value.value, f.value.name] for f in find_percentages(context)] == case["percentages"]


@pytest.mark.parametrize("case", cases("counts"))
def test_counts(case):
    counts = [f.value for f in find_counts(context_of(case["text"]))]
    assert [[c.value, c.of, c.name] for c in counts] == case["counts"]


def test_a_rank_of_another_year_in_brackets_is_of_the_same_thing():
    text = "Chỉ số hài lòng xếp vị trí 7/25 sở, tăng 2 bậc (năm 2018 xếp thứ 9/20 sở)."
    first, second = (f.value for f in ranks_in(text))
    assert first.name == second.name == "Chỉ số hài lòng"


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Sơn Hà, ngày 20 tháng 5 năm 2020; ngày 06/7/2017", ["2020-05-20", "2017-07-06"]),
        ("Thời gian ký: 26/11/2024 10:40:48", []),
        ("TRUNG TÂM TIN HỌC 26.11.2024 13:45:56 +07:00", []),
        ("từ 13 giờ 00 ngày 26/7/2020", ["2020-07-26"]),
        ("ngày 18/5, tháng 4/2026, giai đoạn 2016 - 2020, 24/7", []),
    ],
)
def test_dates_but_those_of_stamps(text, dates):
    assert [mention.iso for mention, _ in find_full_dates(passage(text))] == dates


@pytest.mark.parametrize("whose", ["Sở Nội vụ", "Ủy ban nhân dân tỉnh"])
def test_a_name_ends_before_whose_word_it_is(whose):
    text = phrases_of(f"Đã có 12 hồ sơ quá hạn theo {whose}.")
    assert text.read(text.behind(text.text.index("hồ"))) == "hồ sơ quá hạn"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Tổng điểm: 90,25/100 điểm, xếp hạng 4/19 sở, tăng 2 bậc (năm 2023 xếp thứ 6/19).", ["Tổng điểm"] * 2),
        ("Chỉ số hài lòng của ngành là 84,5%, xếp thứ 11/19.", ["Chỉ số hài lòng của ngành"]),
        ("Với kết quả này, Sở Xây dựng xếp thứ 5/20 sở.", ["Sở Xây dựng"]),
    ],
)
def test_a_rank_is_that_of_what_the_points_are_of(text, names):
    assert [f.value.name for f in ranks_in(text)] == names


def test_a_nine_that_is_a_stroke_of_the_sign_is_doubted():
    def read(width: int) -> tuple[str, ...]:
        words = (Word("quá", Box(0, 0, 30, 20), 0.99), Word("hạn", Box(40, 0, 80, 20), 0.99))
        share = Word("29%.", Box(100, 0, 100 + width, 20), 0.95)
        line = Line((*words, Word("là", Box(85, 0, 95, 20), 0.99), share))
        return find_percentages(Context(Phrases(Passage.of_pages([Page(1, (line,))])), KNOWLEDGE))[0].doubtful

    assert read(42) == ("value",)  # as wide as "2%."
    assert read(58) == ()
