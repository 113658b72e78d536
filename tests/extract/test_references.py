"""Cited documents."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr import lexicon
from cchc_ocr.document import Line, Page, Table
from cchc_ocr.extract.cited.own import Own
from cchc_ocr.extract.cited.references import find_references
from cchc_ocr.extract.text.finding import evidence_of
from cchc_ocr.extract.text.passage import Passage, cell_openers
from tests.pages import scanned_page, text_page
from tests.paths import CASES

TABLE = json.loads((CASES / "references.json").read_text("utf-8"))
ALL = [pytest.param(case, id=f"{kind}: {case['text'][:50]}") for kind, cases in TABLE.items() for case in cases]


def passage(text: str) -> Passage:
    lines = [Line.from_text(line) for line in text.split("\n")]
    return Passage.of_pages([Page(1, tuple(lines))])


def cited(text: str, own: Own | None = None):
    found = find_references(passage(text), lexicon.load(), own or Own())
    return [(f.value.type, f.value.number_symbol, f.value.date, f.value.issuer) for f in found]


@pytest.mark.parametrize("case", ALL)
def test_references(case):
    found = cited(case["text"])
    assert [list(reference[:3]) for reference in found] == [wanted[:3] for wanted in case["references"]]
    for reference, wanted in zip(found, case["references"], strict=True):
        assert len(wanted) < 4 or reference[3] == wanted[3]


@pytest.mark.parametrize(("symbol", "doubted"), [("KH-SI.ĐT", True), ("KH-SLĐTBXH", False)])
def test_a_stop_in_a_symbol_of_a_scan_is_a_letter(symbol, doubted):
    page = scanned_page([(f"Kế hoạch số 04/{symbol} ngày 11/01/2017", 300, 300)])
    found = find_references(Passage.of_pages([page]), lexicon.load(), Own())
    number = next(e for e in evidence_of("/references", found) if e.field.endswith("number_symbol"))
    assert (number.confidence < 0.85) is doubted


def test_own_number_is_no_reference():
    own = Own("84/QĐ-UBND", "QĐ-UBND", "Ủy ban nhân dân tỉnh Sơn Hà")
    text = "(Kèm theo Quyết định số 84/QĐ-UBND ngày 03/02/2025); Quyết định số 85/QĐ-UBND ngày 03/02/2025"
    assert [reference[1] for reference in cited(text, own)] == ["85/QĐ-UBND"]


def test_an_annex_of_a_document_whose_number_was_not_read_cites_nothing():
    own = Own(None, "QĐ-UBND", "Ủy ban nhân dân tỉnh Sơn Hà")
    assert cited("(Kèm theo Quyết định số 84/QĐ-UBND ngày 03/02/2025 của UBND tỉnh)", own) == []


@pytest.mark.parametrize("line", ["Số: 84/TB-UBND", "Số:#4/TB-UBND", "Số: 7§2 /TB-UBND", "Sôz41/TB-UBND"])
def test_the_line_of_the_number_cites_nothing_however_it_was_read(line):
    assert cited(f"UBND TỈNH SƠN HÀ\n{line}\nTHÔNG BÁO") == []


def test_own_symbol_gives_its_issuer():
    own = Own("5/TB-ĐHSH", "TB-ĐHSH", "Trường Đại học Sơn Hà")
    assert cited("Căn cứ Kế hoạch số 20/KH-ĐHSH ngày 26/8/2025", own)[0][3] == "Trường Đại học Sơn Hà"


def test_a_date_that_does_not_exist_is_in_doubt():
    (found,) = find_references(passage("Quyết định số 5/QĐ-UBND ngày 31/02/2022"), lexicon.load())
    assert (found.value.date, found.doubtful) == (None, ("date",))


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Công văn số 4/SNV-VP ngày nhận không rõ", None),
        ("Quyết định số 1/QĐ-UBND cùng ngày của UBND tỉnh", None),
        ("Sở họp ngày 05/3/2031, theo Quyết định số 1/QĐ-UBND cùng ngày của UBND tỉnh", "2031-03-05"),
    ],
)
def test_a_day_that_is_announced_and_not_told_there_is_in_doubt(text, date):
    (found,) = find_references(passage(text), lexicon.load())
    assert (found.value.date, "date" in found.doubtful) == (date, True)


def test_a_date_that_cannot_be_read_is_in_doubt():
    text = "Văn bản số 29/TTr-SNV ngày H tháng năm 2025 của Sở Nội vụ"
    (found,) = find_references(passage(text), lexicon.load())
    assert (found.value.date, found.doubtful) == (None, ("date",))


@pytest.mark.parametrize(
    ("text", "doubtful"),
    [
        ("Kế hoạch số 454/KH-UBND ngày 65/10/2017 của UBND tỉnh", ("date",)),  # no calendar has it
        ("Thông báo số 28/TB-VPUBND ngày 1929/2023 của Văn phòng", ("date",)),
        ("Nghị định số 25/2019/NĐ-CP của Chính phủ ngày 3324.2019 về việc", ("date",)),
        ("Nghị định số 25/2019/NĐ-CP ngày 25/4. 2019 của Chính phủ", ("date",)),
        ("Báo cáo số 77/BC-STC ngày 1177:2822 của Sở Tài chính", ("date",)),
        ("Quyết định số 43/2017/QĐ-UBND ngày 06/7/2018", ("number_symbol", "date")),  # one of both is wrong
        ("Hướng dẫn số 61/HĐ-SNN ngày 07/4/2018", ("number_symbol",)),  # the sign of another type
        ("Công văn số -‡69/SNV-CCHC ngày 27/02/2022", ("number_symbol",)),  # a sign could not be read
        ("Kế hoạch số 454/KH-UBND ngày càng nhiều, đến năm 2017", ()),
        ("Kế hoạch (454/KH-UBND) ngày 06/7/2018", ()),
        ("Văn bản số 12/KH-UBND ngày 06/7/2018; Công văn số:15/TB-UBND", ()),
        ("Kết luận thanh tra số 12/KL-SNV ngày 06/7/2018", ()),
    ],
)
def test_what_contradicts_itself_is_in_doubt(text, doubtful):
    found = find_references(passage(text), lexicon.load())
    assert found[0].doubtful == doubtful


@pytest.mark.parametrize(("confidence", "doubtful"), [(0.5, ("issuer",)), (0.9, ())])
def test_a_figure_in_the_name_of_an_issuer_may_be_a_letter(confidence, doubtful):
    line = "Báo cáo số 15/BC-TTM ngày 06/7/2018 của Trung tâm Mẫu Thành 4"
    page = scanned_page([(line, 300, 300)], {"4": {"confidence": confidence}})
    (found,) = find_references(Passage.of_pages([page]), lexicon.load())
    assert (found.value.issuer, found.doubtful) == ("Trung tâm Mẫu Thành 4", doubtful)


def test_evidence_shows_what_was_seen_before_mending():
    (found,) = find_references(passage("Quyết định số 1085/Qb-UBND ngày 31/3/2022"), lexicon.load())
    trace = dict(found.sources)["number_symbol"]
    assert (found.value.number_symbol, trace.seen) == ("1085/QĐ-UBND", "1085/Qb-UBND")
    assert trace.confidence < 0.95


@given(
    number=st.integers(1, 9999),
    sign=st.sampled_from([("QĐ", "Quyết định"), ("KH", "Kế hoạch"), ("TTr", "Tờ trình"), ("BC", "Báo cáo")]),
    body=st.sampled_from(["UBND", "SNV", "STC", "SKHCN"]),
    day=st.dates(),
)
def test_a_citation_is_found_whole_wherever_its_line_breaks(number, sign, body, day):
    if day.year < 1950 or day.year > 2049:
        return
    citation = f"{sign[1]} số {number}/{sign[0]}-{body} ngày {day.day:02d}/{day.month}/{day.year}"
    for at in [i for i, c in enumerate(citation) if c == " "]:
        broken = citation[:at] + "\n" + citation[at + 1 :]
        found = cited(f"Thực hiện {broken} và các văn bản khác")
        assert [reference[:3] for reference in found] == [(sign[1], f"{number}/{sign[0]}-{body}", day.isoformat())]


def test_an_issuer_whose_end_is_a_guess_is_in_doubt():
    text = "Báo cáo số 5/BC-TTM ngày 03/02/2025 của Trung tâm Mẫu rất nhiều chữ thường chạy mãi mãi mãi mãi"
    (found,) = find_references(passage(text), lexicon.load())
    assert found.value.issuer == "Trung tâm Mẫu rất"
    assert dict(found.sources)["issuer"].confidence < 0.6


def test_a_body_ends_with_its_cell():
    texts = ("Kế hoạch số 83/KH-SNV ngày", "25/3/2019 của Sở Nội vụ", "Lấy phiếu tại các xã")
    table = Table((("Kế hoạch số 83/KH-SNV ngày 25/3/2019 của Sở Nội vụ", texts[2]),), lines=(((0, 1), (2,)),))
    page = Page(1, tuple(map(Line.from_text, texts)), tables=(table,))
    whole = Passage.of_lines([(1, line) for line in page.lines], cell_openers([page]))
    (found,) = find_references(whole, lexicon.load())
    assert found.value.issuer == "Sở Nội vụ"


def test_a_number_that_is_read_alike_at_two_places_is_as_sure_as_at_the_surer():
    dim, clear = "12/QĐ-SNV", "12/QĐ-SNV."
    lines = [(f"Quyết định số {dim} ngày 05/3/2024", 300, 300), (f"theo Quyết định số {clear}", 300, 400)]
    page = scanned_page(lines, {dim: {"confidence": 0.5}, clear: {"confidence": 0.97}})
    found = find_references(Passage.of_pages([page]), lexicon.load())
    number = next(e for e in evidence_of("/references", found) if e.field.endswith("number_symbol"))
    assert number.confidence > 0.9


@pytest.mark.parametrize(
    ("text", "issuer", "sure"),
    [
        (
            "Kính gửi: UBND tỉnh. Thực hiện Công văn số 2241/UBND-KSTT, UBND xã báo cáo: UBND xã đã",
            "UBND xã",
            False,
        ),
        ("UBND huyện, UBND xã và UBND xã Lâm Đa. Quyết định số 45/QĐ-UBND ngày 05/8/2024", "UBND xã", False),
        ("UBND tỉnh, UBND huyện và UBND tỉnh Sơn Hà. Quyết định số 45/QĐ-UBND ngày 05/8/2024", "UBND tỉnh", True),
        ("UBND xã báo cáo. Quyết định số 45/QĐ-UBND ngày 05/8/2024 của UBND tỉnh, UBND xã", "UBND tỉnh", True),
    ],
)
def test_where_a_text_names_a_higher_level_too_it_may_cite_that(text, issuer, sure):
    (reference,) = find_references(Passage.of_pages([text_page([text])]), lexicon.load(), Own())
    assert reference.value.issuer == issuer
    (confidence,) = (e.confidence for e in evidence_of("/references", [reference]) if e.field.endswith("issuer"))
    assert (confidence > 0.85) is sure


def test_a_name_ends_with_its_paragraph():
    lines = ["SỞ VĂN HÓA VÀ THỂ THAO", "TỈNH SƠN HÀ", "", "BẢNG TỰ CHẤM ĐIỂM", "Gửi kèm Công văn số 93/SVHTT-VP"]
    (reference,) = find_references(Passage.of_pages([text_page(lines)]), lexicon.load(), Own())
    assert "BẢNG" not in (reference.value.issuer or "")
