"""Whose a result is, which grade was given, of what period, and who gave the points."""

import json

import pytest

from cchc_ocr.document import Line, Page
from cchc_ocr.extract.results.bodies import body_in, judged_by, judged_in
from cchc_ocr.extract.results.context import Context
from cchc_ocr.extract.results.grades import find_grades
from cchc_ocr.extract.text.passage import Passage
from cchc_ocr.extract.text.phrases import Phrases
from cchc_ocr.records import Document
from tests.known import BODIES, KNOWLEDGE, results_of
from tests.paths import CASES

TABLE = json.loads((CASES / "results.json").read_text("utf-8"))


def cases(kind: str):
    return [pytest.param(case, id=case["text"][:50]) for case in TABLE[kind]]


def read(case):
    lines = tuple(Line.from_text(line, i) for i, line in enumerate(case["text"].split("\n")))
    phrases = Phrases(Passage.of_pages([Page(1, lines)]), case.get("topic"))
    return Context(phrases, KNOWLEDGE, None, judged_in(case.get("topic"), BODIES))


def results(case):
    return results_of(read(case))


@pytest.mark.parametrize("case", [*cases("units"), *cases("totals")])
def test_whose_result_it_is_and_who_gave_it(case):
    found = results(case)
    assert [[t.value.unit, t.value.score, t.value.basis] for t in found.totals] == case["totals"]


@pytest.mark.parametrize("case", cases("grades"))
def test_grades(case):
    found = [f.value for f in find_grades(read(case)) if f.value.nature == "result"]
    assert [[g.unit, g.grade, g.year] for g in found] == case["grades"]


@pytest.mark.parametrize("case", cases("scores"))
def test_scores(case):
    found = [f.value for f in results(case).scores]
    assert [[s.criterion, s.score, s.max_score, s.self_score, s.basis] for s in found] == case["scores"]


@pytest.mark.parametrize("case", cases("deductions"))
def test_rules_take_nothing_off(case):
    assert [[d.value.name, d.value.points] for d in results(case).deductions] == case["deductions"]


@pytest.mark.parametrize("case", cases("periods"))
def test_periods(case):
    (total,) = results(case).totals
    assert [total.value.year, total.value.period] == case["when"]


def test_a_letter_that_tells_one_body_its_points_is_about_that_body():
    letter = Document(subject="thông báo điểm thẩm định Chỉ số CCHC năm 2023", addressees=("Sở Y tế",))
    assert judged_by(letter, BODIES) == "Sở Y tế"
    assert judged_by(letter.model_copy(update={"addressees": ("Sở Y tế", "Sở Xây dựng")}), BODIES) is None
    assert judged_by(letter.model_copy(update={"subject": "mời họp"}), BODIES) is None


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Kết quả của Thanh tra tỉnh", "Thanh tra tỉnh"),
        ("Kiểm tra tại UBND xã Nà Lơi năm 2021", "UBND xã Nà Lơi"),
        ("của Sở Y tế và Sở Xây dựng", None),
        ("Kết quả của Sở Dân vận và các xã", "Sở Dân vận"),
        ("Kết quả của Sở Dân vận và ủy ban các xã", "Sở Dân vận"),
        ("Kết quả của Sở Dân vận và Ứng phó thiên tai", "Sở Dân vận và Ứng phó thiên tai"),
        ("của các sở, ban, ngành và UBND các huyện", None),
        ("Phòng ngừa sai phạm", None),
        (None, None),
    ],
)
def test_the_one_body_that_a_heading_names(text, body):
    assert body_in(text, BODIES) == body
