"""Citations against the documents that are known."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

import pytest

from cchc_ocr import lexicon as dictionaries
from cchc_ocr.document import Line, Page
from cchc_ocr.extract.cited.known_documents import CitationDoubt, against_known, doubt_of
from cchc_ocr.extract.cited.references import find_references
from cchc_ocr.extract.extractor import Extractor
from cchc_ocr.extract.text.passage import Passage
from cchc_ocr.lexicon import Lexicon
from cchc_ocr.lexicon.tables import write_table
from cchc_ocr.records import Reference, Source

PROVINCE, DISTRICT = "Ủy ban nhân dân tỉnh Sơn Hà", "Ủy ban nhân dân huyện Nà Lơi, tỉnh Sơn Hà"
ROWS = [
    ("5/2031/NĐ-CP", "2031-01-10", "", "9"),
    ("9/2031/NĐ-CP", "2031-01-12", "", "1"),
    ("11/2031/NĐ-CP", "2031-01-15", "", "1"),
    ("161/2031/NĐ-CP", "2031-08-02", "", "4"),
    ("163/2031/NĐ-CP", "2031-08-03", "", "1"),
    ("170/2031/NĐ-CP", "2031-08-20", "", "1"),
    ("480/QĐ-TTg", "2031-05-03", "", "2"),
    ("115/KH-UBND", "2031-03-14", PROVINCE, "3"),
    ("115/KH-UBND", "2031-06-20", DISTRICT, "2"),
    ("1512/QĐ-UBND", "2031-08-02", PROVINCE, "2"),
]


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    folder = tmp_path_factory.mktemp("known")
    write_table(folder / "known_documents.tsv", ROWS)
    return dictionaries.load_anew(folder)


def doubt(number: str, date: str | None, known: Lexicon, body: str | None = None) -> CitationDoubt | None:
    return doubt_of(Reference(number_symbol=number, date=date), known, body)


@pytest.mark.parametrize(
    ("number", "date", "field", "proposed"),
    [
        ("61/2031/NĐ-CP", "2031-08-02", "number_symbol", "161/2031/NĐ-CP"),  # a figure lost
        ("181/2031/NĐ-CP", "2031-08-02", "number_symbol", "161/2031/NĐ-CP"),
        ("161/2031/NĐ-GP", "2031-08-02", "number_symbol", "161/2031/NĐ-CP"),
        ("175/2031/NĐ-CP", "2031-01-09", "number_symbol", None),  # its neighbours are of August
        ("8/2031/NĐ-CP", "2031-09-20", "number_symbol", None),
        ("161/2031/NĐ-CP", "2031-08-20", "date", "2031-08-02"),
        ("161/2031/NĐ-CP", "2013-08-02", "date", "2031-08-02"),
        ("480/QĐ-TTg", "2031-05-08", "date", "2031-05-03"),
    ],
)
def test_what_contradicts_is_doubted(
    number: str, date: str, field: str, proposed: str | None, known: Lexicon
) -> None:
    found = doubt(number, date, known)
    assert found and (found.field, found.known) == (field, proposed)


@pytest.mark.parametrize(
    ("number", "date"),
    [
        ("161/2031/NĐ-CP", "2031-08-02"),
        ("0161/2031/ND-CP", "2031-08-02"),  # typed otherwise
        ("162/2031/NĐ-CP", "2031-08-02"),  # the next of the same day
        ("165/2031/NĐ-CP", "2031-08-09"),
        ("480/QĐ-TTg", "2030-05-08"),  # of another year
        ("161/2031/NĐ-CP", None),
        ("12/KH-UBND", "2031-08-02"),
        ("175/QĐ-CP", "2031-01-09"),  # of another series than those with the year
        ("200/2031/NĐ-CP", "2031-11-30"),
        ("?", "2031-08-02"),
    ],
)
def test_what_may_be_is_not(number: str, date: str | None, known: Lexicon) -> None:
    assert doubt(number, date, known) is None


@pytest.mark.parametrize(
    ("number", "date", "body", "proposed"),
    [
        ("15/KH-UBND", "2031-03-14", PROVINCE, "115/KH-UBND"),  # a figure lost
        ("115/KH-UBND", "2031-03-24", PROVINCE, "2031-03-14"),
        ("115/KH-UBND", "2031-06-20", PROVINCE, "2031-03-14"),
        ("115/KH-UBND", "2031-06-20", DISTRICT, None),  # another body has that number, too
        ("15/KH-UBND", "2031-03-14", DISTRICT, None),
        ("15/KH-UBND", "2031-03-14", None, None),
        ("1522/QĐ-UBND", "2031-08-02", PROVINCE, None),  # who gives seven numbers a day gives ten on one, too
        ("1612/QĐ-UBND", "2031-08-02", PROVINCE, "1512/QĐ-UBND"),
        ("152/QĐ-UBND", "2031-08-02", PROVINCE, "1512/QĐ-UBND"),
        ("61/2031/NĐ-CP", "2031-08-02", "Chính phủ", "161/2031/NĐ-CP"),  # told by its symbol alone
    ],
)
def test_a_citation_is_compared_with_documents_of_its_issuer(
    number: str, date: str, body: str | None, proposed: str | None, known: Lexicon
) -> None:
    found = doubt(number, date, known, body)
    assert (found.known if found else None) == proposed


@pytest.mark.parametrize(
    ("text", "surer"),
    [
        ("Nghị định số 161/2031/NĐ-CP ngày 02/8/2031 của Chính phủ", {"number_symbol", "date"}),
        ("Nghị định số 161/2031/NĐ-CP của Chính phủ", set()),
        ("Quyết định số 480/QĐ-TTg của Thủ tướng", set()),  # another year has that number, too
        ("Nghị định số 161/2031/NĐ-CP ngày 03/8/2031", set()),
        ("Kế hoạch số 7/KH-UBND ngày 02/8/2031", set()),
    ],
)
def test_what_is_known_is_surer(text: str, surer: set[str], known: Lexicon) -> None:
    found = find_references(Passage.of_pages([Page(1, (Line.from_text(text),))]), known)
    (before,), (after,) = found, tuple(against_known(found, known))
    pairs = [(name, old, dict(after.sources)[name]) for name, old in before.sources]
    assert {name for name, old, new in pairs if new.confidence > old.confidence} == surer
    assert all(new == old for name, old, new in pairs if name not in surer)


def test_the_record_lists_it_and_proposes_the_known_one(known: Lexicon) -> None:
    text = "Căn cứ Nghị định số 61/2031/NĐ-CP ngày 02/8/2031 của Chính phủ;"
    source = Source(file="a.txt", sha256="0" * 64, pages=1, origin="text")
    record = Extractor(known).extract([Page(1, (Line.from_text(text),))], source)
    assert record.references[0].number_symbol == "61/2031/NĐ-CP"
    assert "/references/0/number_symbol" in record.needs_review
    (check,) = (check for check in record.checks if check.code == "cited-number")
    assert (check.level, check.args["known"]) == ("warning", "161/2031/NĐ-CP")


def numbers_of_a_year(dice: random.Random, count: int) -> list[tuple[str, str]]:
    """The decisions of a body in a year, in the order of days, many on some days and none on others."""
    days = [date(2031, 1, 1) + timedelta(day) for day in range(365)]
    dated = sorted(dice.choices(days, [dice.expovariate(1) * (day.weekday() < 5) for day in days], k=count))
    return [(f"{number}/QĐ-UBND", day.isoformat()) for number, day in enumerate(dated, 1)]


@pytest.mark.parametrize("share", [0.05, 0.2, 0.5])
def test_of_right_citations_few_are_doubted_and_of_wrong_ones_most(share: float, tmp_path: Path) -> None:
    """A body that gives 3,000 numbers a year, of which an archive knows a share."""
    dice = random.Random(f"known {share}")
    year = numbers_of_a_year(dice, 3000)
    known = dice.sample(year, round(3000 * share))
    write_table(tmp_path / "known_documents.tsv", [(*one, PROVINCE, "2") for one in known])
    lexicon = dictionaries.load_anew(tmp_path)
    right = dice.sample([*{*year} - {*known}], 300)
    lost = [(number[:at] + number[at + 1 :], day) for number, day in known[:150] for at in (0, 1)]
    assert sum(doubt(*one, lexicon, PROVINCE) is not None for one in right) <= 3
    assert sum(doubt(*one, lexicon, PROVINCE) is not None for one in lost) >= 270


def test_the_bundled_documents_have_days_and_contradict_nothing_of_themselves() -> None:
    bundled = dictionaries.load()
    assert len(bundled.known_documents) > 1900
    doubted = [one for one in bundled.known_documents if doubt(one.number_symbol, one.date, bundled)]
    assert doubted == [] and Path(dictionaries.bundled() / "known_documents.tsv").stat().st_size < 100_000
