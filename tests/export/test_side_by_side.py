"""The sheets that compare: years, rankings, criteria, points that were lost."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from cchc_ocr.export.sheet import COLOURS
from cchc_ocr.records import Deduction, Rank, Record, Score, Total
from tests.exported import NAMES, found, record
from tests.workbooks import SHEETS, colour, opened


def rows(page: Worksheet) -> list[list[object]]:
    return [[c.value for c in row] for row in page.iter_rows(min_row=2)]


def heads(page: Worksheet) -> list[object]:
    return [c.value for c in page[1]]


def of(year: int, **lists: object) -> Record:
    """A report with these results only."""
    empty = {"scores": (), "totals": (), "ranks": (), "deductions": (), "percentages": (), "counts": ()}
    return record(year).model_copy(update={**empty, "checks": (), "evidence": (), "needs_review": (), **lists})


def test_years_stand_side_by_side(book: Workbook) -> None:
    page = book[SHEETS["comparison"]]
    assert heads(page)[4:8] == ["Điểm 2019", "Điểm 2020", "Tối đa 2019", "Tối đa 2020"]
    assert heads(page)[8:] == ["% đạt 2019", "% đạt 2020", "Hạng 2019", "Hạng 2020", "Tăng giảm 2020"]
    whole, first, *_ = rows(page)
    assert whole[1:] == ["Sở Nội vụ", None, "TỔNG ĐIỂM", 80.08, 80.08, 100, 100, 0.8008, 0.8008, 7, 7, 0]
    assert first[1:] == ["Sở Nội vụ", None, NAMES[0], 7.0, 7.5, 10, 10, 0.7, 0.75, None, None, 0.5]
    assert page["E3"].hyperlink.location == f"'{SHEETS['results']}'!A2"
    assert book[SHEETS["results"]]["H2"].value == 7.0
    assert colour(page["F4"]) == COLOURS["review"]


def test_of_documents_that_differ_on_a_year_the_newest_counts() -> None:
    later = record(2020, points=(7.6, 8.5, 4.25))
    document = later.document.model_copy(update={"date": "2022-01-01"})
    source = later.source.model_copy(update={"file": "later.pdf"})
    later = later.model_copy(update={"document": document, "source": source})
    page = opened(found(record(2020), later, record(2019)))[SHEETS["comparison"]]
    assert page["F3"].value == 7.6
    assert "7,5/10 (2020.pdf.json); 7,6/10 (later.pdf.json)" in page["F3"].comment.text
    assert page["F5"].comment is None, "where they agree there is nothing to say"


def test_a_change_over_a_gap_and_one_that_the_text_has_otherwise_say_so() -> None:
    years = {2020: (80.0, None), 2022: (84.0, 4.0), 2023: (85.0, 2.5)}
    records = [
        of(year, totals=(Total(score=s, max_score=100, change=c, year=year),)) for year, (s, c) in years.items()
    ]
    page = opened(found(*records))[SHEETS["comparison"]]
    at = heads(page).index("Tăng giảm 2022")
    gap, other = page[2][at], page[2][at + 1]
    assert (gap.value, gap.comment.text) == (4, "So với năm 2020, vì không có số liệu của năm liền trước.")
    assert (other.value, colour(other)) == (1, COLOURS["warning"])
    assert other.comment.text == "Văn bản ghi 2,5; tính từ điểm hai năm là 1."


def test_a_maximum_that_comes_from_elsewhere_is_marked() -> None:
    without, known = (
        of(2020, totals=(Total(score=80.0, year=2020),)),
        of(2021, totals=(Total(score=81, max_score=100, year=2021),)),
    )
    page = opened(found(without, known))[SHEETS["comparison"]]
    place = page[2][heads(page).index("Tối đa 2020")]
    assert (place.value, colour(place)) == (100, COLOURS["info"])
    assert "lấy theo các văn bản khác" in place.comment.text


def test_bodies_are_ranked_within_a_year_as_printed() -> None:
    bodies = ("Sở A, tỉnh Sơn Hà", "Sở B, tỉnh Sơn Hà", "Sở C, tỉnh Sơn Hà", "Sở A, tỉnh Lam Kiều")
    points = (90.0, 90.0, 95.0, 50.0)
    totals = tuple(Total(score=p, max_score=100, year=2023, body=b) for b, p in zip(bodies, points, strict=True))
    ranks = tuple(Rank(position=p, of=3, year=2023, body=b) for b, p in zip(bodies, (1, 1, 3), strict=False))
    page = opened(found(of(2023, totals=totals, ranks=ranks)))[SHEETS["rankings"]]
    seen = [(row[2], row[3], row[5], row[9], row[10]) for row in rows(page)]
    assert seen == [
        ("tỉnh Lam Kiều", None, bodies[3], 1, 1),
        ("tỉnh Sơn Hà", 1, bodies[0], 2, 3),
        ("tỉnh Sơn Hà", 1, bodies[1], 2, 3),
        ("tỉnh Sơn Hà", 3, bodies[2], 1, 3),
    ]
    assert colour(page["J5"]) == COLOURS["warning"], "the points say another place than is printed"


def test_what_the_text_states_of_changes_stands_beside_what_the_figures_make() -> None:
    years = {2021: (80.0, 9, 1.0, None), 2022: (84.0, 7, 4.0, 2), 2023: (85.0, 8, 2.5, 1)}
    records = [
        of(y, totals=(Total(score=s, change=c, year=y),), ranks=(Rank(position=p, of=20, change=m, year=y),))
        for y, (s, p, c, m) in years.items()
    ]
    page = opened(found(*records))[SHEETS["rankings"]]
    at = heads(page).index("Tăng giảm bậc")
    assert heads(page)[at:] == [
        *("Tăng giảm bậc", "Tăng giảm bậc (văn bản ghi)", "Tăng giảm điểm", "Tăng giảm điểm (văn bản ghi)"),
    ]
    assert [(row[0], row[3], row[4], *row[at:]) for row in rows(page)] == [
        (2023, 8, 20, -1, 1, 1, 2.5),
        (2022, 7, 20, 2, 2, 4, 4),
        (2021, 9, 20, None, None, None, 1),
    ]
    place, points = page[2][at], page[2][at + 2]
    assert (place.comment.text, points.comment.text) == (
        "Văn bản ghi 1 bậc; tính từ thứ hạng hai năm là -1 bậc.",
        "Văn bản ghi 2,5; tính từ điểm hai năm là 1.",
    )
    assert {colour(place), colour(points)} == {COLOURS["warning"]}
    assert page[3][at].comment is None


def test_the_best_and_the_worst_criterion_and_what_is_missing_to_the_maximum() -> None:
    scores = tuple(
        Score(criterion=n, score=p, max_score=10, year=2023) for n, p in (("A", 9.0), ("B", 6.0), ("C", 6.0))
    )
    page = opened(found(of(2023, scores=scores)))[SHEETS["criteria"]]
    seen = [(row[3], row[4], row[6], row[7], row[8], row[9]) for row in rows(page)]
    assert seen == [
        ("A", 9, 0.9, 1, 1, "cao nhất"),
        ("B", 6, 0.6, 4, 2, "thấp nhất"),
        ("C", 6, 0.6, 4, 2, "thấp nhất"),
    ]


def test_points_that_were_taken_off_stand_with_their_reason() -> None:
    lost = Deduction(name="Gửi báo cáo chậm", points=0.5, body="Sở A, tỉnh Sơn Hà", year=2023)
    page = opened(found(of(2023, deductions=(lost,))))[SHEETS["losses"]]
    assert rows(page) == [["Sở A, tỉnh Sơn Hà", 2023, 0.5, "Gửi báo cáo chậm", "2023.pdf.json"]]


def test_more_years_than_a_page_holds_repeat_the_names() -> None:
    records = [of(year, totals=(Total(score=80, year=year),)) for year in range(2015, 2021)]
    page = opened(found(*records))[SHEETS["comparison"]]
    assert page.print_title_cols == "$A:$D"
