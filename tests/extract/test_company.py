"""Signs in the other statements of a document."""

from cchc_ocr.extract.confidence.company import Company, in_checks
from cchc_ocr.extract.text.finding import Finding
from cchc_ocr.records import Check, Count, Percentage


def count(name, value, year=2023):
    return Finding(Count(name=name, value=value, year=year), 0, 0)


ONE, OTHER, LATER = count("Hồ sơ đúng hạn", 42), count("hồ sơ  đúng hạn", 43), count("hồ sơ đúng hạn", 42, 2024)
SHARE = Finding(Percentage(name="Tỷ lệ", value=43), 0, 0)
COMPANY = Company.of({"counts": [ONE, OTHER, LATER], "percentages": [SHARE]})


def test_a_figure_and_a_thing_that_are_stated_again():
    assert set(COMPANY.of_figure("counts", ONE.value)) == {"stated again", "another stated for it"}
    assert set(COMPANY.of_figure("counts", OTHER.value)) == {"stated as another kind", "another stated for it"}
    assert set(COMPANY.of_figure("counts", LATER.value)) == {"stated again"}
    assert [*COMPANY.of_name("counts", ONE.value)] == ["stated again"]


def test_a_share_confirms_the_count_that_it_is_the_share_of():
    whole = Finding(Count(name="nhiệm vụ xong", value=46, of=52), 0, 0)
    shares = [Finding(Percentage(name="nhiệm vụ xong", value=value), 0, 0) for value in (88.46, 86.48, 100)]
    company = Company.of({"counts": [whole, ONE], "percentages": shares})
    confirmed = [
        "confirmed by a share" in {*company.of_figure(kind, finding.value)}
        for kind, finding in [("counts", whole), ("counts", ONE), *(("percentages", share) for share in shares)]
    ]
    assert confirmed == [True, False, True, False, False]


def test_what_is_alone_has_no_sign():
    assert [*COMPANY.of_name("percentages", SHARE.value)] == []


def test_the_statements_that_checks_are_about():
    check = Check(code="score-sum", level="warning", fields=("/totals/0/score", "/scores/3/score"), message="m")
    assert in_checks([check]) == {"/totals/0", "/scores/3"}
