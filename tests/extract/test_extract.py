"""The record as a whole: pointers, review, checks, laws."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_ocr import lexicon
from cchc_ocr.document import Box, Line, Page, Word
from cchc_ocr.extract import ExtractOptions, extract
from cchc_ocr.files.plain_text import text_pages
from cchc_ocr.records import Record, Source
from cchc_ocr.repair import Repairer
from tests.paths import SHARED

SOURCE = Source(file="x.txt", sha256="0" * 64, pages=1, origin="text")
SEEDS = SHARED / "seeds"
REPORT = """UBND TỈNH SƠN HÀ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM

SỞ NỘI VỤ Độc lập - Tự do - Hạnh phúc
Số: 77/KL-SNV Sơn Hà, ngày 20 tháng 5 năm 2023
KẾT LUẬN

Của Giám đốc Sở về Chỉ số cải cách hành chính

Năm 2022 Chỉ số cải cách hành chính của Sở Nội vụ đạt 26,08/27 điểm, xếp thứ 7/25 sở, tăng 2 bậc.

(1) Cải cách thể chế đạt 8,50/9,00 điểm (đạt 94,44%).

(2) Cải cách tài chính công đạt 9,98/10,00 điểm (đạt 99,8%).

(3) Cải cách thủ tục hành chính đạt 7,70/8,00 điểm (đạt 96,25%).

- Có 02 hồ sơ trễ hạn bị trừ 0,50 điểm; 98% văn bản được ký số.

Theo Công văn số 2041/SNV ngày 11/10/2022 và Quyết định số 9/QĐ-UBND ngày 31/02/2022.
"""


def read(text: str, **options) -> Record:
    return extract(text_pages(text), SOURCE, lexicon.load(), ExtractOptions(**options))


def at(record: Record, pointer: str):
    value = record.model_dump(mode="json")
    for part in pointer.strip("/").split("/"):
        value = value[int(part)] if part.isdigit() else value[part]
    return value


def test_a_report_becomes_a_record():
    record = read(REPORT)
    assert record.document.number_symbol == "77/KL-SNV"
    assert [(s.criterion_code, s.score, s.max_score, s.year) for s in record.scores] == [
        ("the_che", 8.5, 9.0, 2022),
        ("tai_chinh_cong", 9.98, 10.0, 2022),
        ("thu_tuc_hanh_chinh", 7.7, 8.0, 2022),
    ]
    assert [(t.score, t.max_score, t.year) for t in record.totals] == [(26.08, 27.0, 2022)]
    assert [(r.position, r.of, r.change) for r in record.ranks] == [(7, 25, 2)]
    assert [d.points for d in record.deductions] == [0.5]
    assert [p.value for p in record.percentages] == [98.0]
    assert [c.value for c in record.counts] == [2.0]
    assert [(r.number_symbol, r.date) for r in record.references] == [
        ("2041/SNV", "2022-10-11"),
        ("9/QĐ-UBND", None),
    ]
    assert record.dates == ("2022-10-11", "2023-05-20")


def test_its_checks_say_what_does_not_add_up():
    record = read(REPORT)
    messages = {check.code: check.message for check in record.checks}
    assert "26.18" in messages["score-sum"]
    assert "26.08" in messages["score-sum"]
    assert "31/02/2022" in messages["impossible-date"]
    assert "/references/1/date" in record.needs_review


def test_every_pointer_leads_to_a_value_and_has_its_evidence():
    record = read(REPORT)
    for evidence in record.evidence:
        at(record, evidence.field)
        assert 0 <= evidence.confidence <= 1
        assert evidence.text
    sourced = {evidence.field for evidence in record.evidence}
    for i, reference in enumerate(record.references):
        assert f"/references/{i}/number_symbol" in sourced
        assert (reference.date is not None) == (f"/references/{i}/date" in sourced)
    assert {f"/scores/{i}/score" for i in range(3)} <= sourced
    assert {f"/dates/{i}" for i in range(len(record.dates))} <= sourced


def test_needs_review_follows_its_threshold():
    assert len(read(REPORT, review_below=0.5).needs_review) < len(read(REPORT, review_below=0.99).needs_review)


def test_what_the_engine_doubts_needs_review_and_shows_its_box():
    words = [Word(w, Box(10 * i, 5, 10 * i + 9, 15), 0.9) for i, w in enumerate(("Quyết", "định", "số"))]
    words += [Word("57/QĐ-UBND", Box(200, 5, 300, 15), 0.3), Word("của", Box(310, 5, 330, 15), 0.9)]
    record = extract([Page(1, (Line(tuple(words)),), "scan", 400, 500)], SOURCE, lexicon.load())
    (evidence,) = [e for e in record.evidence if e.field == "/references/0/number_symbol"]
    assert evidence.box == (200, 5, 300, 15)
    assert "/references/0/number_symbol" in record.needs_review


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("Quyết định số 20§1/QĐ-UBND ngày", "2081/QĐ-UBND"),
        ("Quyết định số 1 2⁄2021/QĐ-TT1g ngày", "12/2021/QĐ-TTg"),
        ("Luật số 08/201 2/QHI3 được", "08/2012/QH13"),
        ("Quyết định số ] 466/QĐ-UBND ngày", "1466/QĐ-UBND"),
        ("Nghị định số 37/202%NĐ-CP ngày", "37/2025/NĐ-CP"),
        ("Luật số 32/2024/0HI15 ngày", "32/2024/QH15"),
        ("Công văn số 286/5TC-HCSN ngày", "286/STC-HCSN"),
        ("Công văn số 215UBND-NC ngày", "215/UBND-NC"),
        ("Quyết định số 41 8/QĐ-UBND ngày", "418/QĐ-UBND"),
        ("Quyết định số 304/0ĐĐ-UBND ngày", "304/QĐ-UBND"),
        ("Kế hoạch số 02/ /KH-UBND ngày", "02/KH-UBND"),
        ("Kế hoạch số 04/KH-SI.ĐTBXH ngày", "04/KH-SLĐTBXH"),
    ],
)
def test_figures_of_scans_are_read_as_they_were_meant(seen, meant):
    words = tuple(Word(w, Box(10 * i, 5, 10 * i + 9, 15), 0.5) for i, w in enumerate(seen.split()))
    pages = Repairer.load().repair_pages([Page(1, (Line(words),), "scan", 400, 500)]).pages
    record = extract(pages, SOURCE, lexicon.load())
    assert [reference.number_symbol for reference in record.references] == [meant]
    (evidence,) = [e for e in record.evidence if e.field == "/references/0/number_symbol"]
    assert meant not in evidence.text
    assert "/references/0/number_symbol" in record.needs_review


@pytest.mark.parametrize("seen", ["ngày 3 1/08/2015", "ngày 31⁄08⁄2015", "ngày 31/082015", "ngày ]1/08/2015"])
def test_dates_of_scans_are_put_together(seen):
    words = tuple(Word(w, Box(10 * i, 5, 10 * i + 9, 15), 0.9) for i, w in enumerate(seen.split()))
    pages = Repairer.load().repair_pages([Page(1, (Line(words),), "scan", 400, 500)]).pages
    record = extract(pages, SOURCE, lexicon.load())
    assert record.dates == (("2015-08-11",) if "]" in seen else ("2015-08-31",))


def test_text_is_not_read_as_if_an_engine_had_misread_it():
    assert read("Điều 5 khoản § và 22/22 xã, 24/7, mục [1], tháng Š").references == ()


@settings(max_examples=30, deadline=None)
@given(st.text(alphabet="Quyết định số/0123456789QĐ-UBND ngày%điểm.,;:()\n|\t*#", max_size=200))
def test_any_text_gives_a_record_that_survives_a_round_trip(text):
    record = read(text)
    assert Record.model_validate_json(record.to_json()) == record


def test_a_score_that_is_said_again_in_a_table_is_one_score():
    text = "Năm 2022 cải cách thể chế đạt 8,50/10,00 điểm.\n\n"
    text += "TT\tTiêu chí\tĐiểm tối đa\tĐiểm\n1\tCải cách thể chế\t10\t8,5\n2\tCải cách tài chính công\t9\t7\n"
    record = read(text)
    codes = [(score.criterion_code, score.score) for score in record.scores]
    assert sorted(codes) == [("tai_chinh_cong", 7.0), ("the_che", 8.5)]


def test_the_same_pages_give_the_same_record():
    assert read(REPORT) == read(REPORT)


def test_markdown_marks_are_not_of_the_document():
    record = read("**Quyết định số 57/QĐ-UBND** ngày 05/01/2024<sup>2</sup>; 03 văn bản<sup>1</sup> đã ban hành")
    assert [(r.number_symbol, r.date) for r in record.references] == [("57/QĐ-UBND", "2024-01-05")]
    assert [c.value for c in record.counts] == [3.0]


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the shared documents are not beside this checkout")
@pytest.mark.parametrize("name", ["000.truth.txt", "001.txt", "003.txt"])
def test_shared_documents_take_little_time(name):
    pages = text_pages((SEEDS / name).read_text("utf-8"))
    size = max(1, sum(len(page.text) for page in pages) // 2500)
    extract(pages, SOURCE, lexicon.load())
    started = time.process_time()
    extract(pages, SOURCE, lexicon.load())
    assert (
        time.process_time() - started
    ) / size < 0.25  # seconds of the processor a page, five times what it takes on a quiet machine


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the shared documents are not beside this checkout")
def test_the_shared_conclusion_says_that_its_parts_sum_to_more():
    record = read((SEEDS / "000.truth.txt").read_text("utf-8"))
    (found,) = [check for check in record.checks if check.code == "score-sum"]
    assert "80.18" in found.message
    assert "80.08" in found.message
