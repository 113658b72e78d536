"""Who issued a cited document."""

from __future__ import annotations

import json
from typing import Any

import pytest

from cchc_ocr import lexicon
from cchc_ocr.document import Line, Page
from cchc_ocr.extract.cited.issuer import Issuer
from cchc_ocr.extract.cited.issuers import Issuers
from cchc_ocr.extract.cited.own import Own
from cchc_ocr.extract.cited.references import find_references
from cchc_ocr.extract.options import ExtractOptions
from cchc_ocr.extract.text.finding import Finding
from cchc_ocr.extract.text.passage import Passage
from cchc_ocr.numbering.numbers import find_numbers
from cchc_ocr.records import Reference
from cchc_ocr.vietnamese import bare
from tests.paths import CASES

KNOWN = lexicon.load()


def read(text: str, **own: str) -> tuple[Issuer | None, str]:
    """The issuer of the one document that is cited, and its symbol as that issuer has it."""
    (number,) = find_numbers(text, KNOWN.signs)
    issuers = Issuers(text, bare(text).lower(), KNOWN, Own(None, own.get("symbol"), own.get("issuer")))
    issuer = issuers.issuer_of(number, number.end)
    return issuer, issuers.symbol_of(issuer, number.symbol)


@pytest.mark.parametrize(
    ("text", "name", "stated"),
    [
        ("Kế hoạch số 7/KH-UBND của UBND tỉnh về chuyển đổi số", "UBND tỉnh", True),
        ("Sở Nội vụ đã ban hành Công văn số 7/SNV-CCHC", "Sở Nội vụ", True),
        ("Quyết định số 7/QĐ-TTg", "Thủ tướng Chính phủ", False),
        ("Nghị định số 7/2020/NĐ-CP", "Chính phủ", False),
        ("Nghị quyết số 05-NQ/TU", "Tỉnh ủy", False),
        ("Chủ tịch UBND tỉnh đã khen thưởng hai tập thể tại Quyết định số 7/QĐ-UBND", "Chủ tịch UBND tỉnh", True),
        ("UBND tỉnh đã giao Sở Nội vụ báo cáo tại Tờ trình số 7/TTr-SNV", "Sở Nội vụ", True),
        ("UBND tỉnh đã họp. Sở Nội vụ báo cáo tại Kế hoạch số 7/KH-UBND", "UBND tỉnh", False),
        ("Công văn số 7/SKHHCN-VP", "Sở Khoa học và Công nghệ", False),  # a letter off
        ("Công văn số 7/XYZ-VP", None, None),  # the office of a body that no list has
        ("Thông tư số 79/2024/TTI-BCA", "Bộ Công an", False),  # the sign of the type is misread
        ("Kế hoạch số 7/KH-UBND; UBND tỉnh yêu cầu, UBND tỉnh giao", "UBND tỉnh", False),  # the level it speaks of
        ("Kế hoạch số 7/KH-UBND; UBND đặc khu yêu cầu", "UBND đặc khu", False),
        ("Sở Nội vụ trình Kế hoạch số 7/KH-UBND", "Ủy ban nhân dân", False),  # a Sở has no symbol of the UBND
    ],
)
def test_issuer(text: str, name: str | None, stated: bool | None) -> None:
    issuer, _ = read(text)
    assert (issuer.name if issuer else None, issuer.stated if issuer else None) == (name, stated)


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("Đại diện của Thủ tướng Chính phủ có Công văn số 7/TTg-KSTT", False),
        ("theo ý kiến của Sở Nội vụ tại Công văn số 7/SNV-VP", True),
    ],
)
def test_whoever_a_part_is_of_may_not_have_issued(text: str, sure: bool) -> None:
    issuer, _ = read(text)
    assert issuer is not None and issuer.sure is sure


def test_where_the_issuer_stands() -> None:
    text = "Kế hoạch số 7/KH-UBND của UBND tỉnh về chuyển đổi số"
    issuer, _ = read(text)
    assert issuer and text[issuer.start : issuer.end] == "UBND tỉnh"


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        ("Sở Tài nguyên và Môi trường tại Tờ trình số 345/TTr-SINMT", "TTr-STNMT"),
        ("Báo cáo số 77/BC-SIC của Sở Tài chính", "BC-STC"),
        ("Sở Tư pháp tại Tờ trình số 45/TTr-SIP", "TTr-STP"),
        ("Báo cáo số 77/BC-SHC của Sở Tài chính", "BC-SHC"),  # no letter that T is taken for
        ("Báo cáo số 77/BC-SXD của Sở Tài chính", "BC-SXD"),  # of another body
        ("Công văn số 77/SIP-XDKT của Sở Tư pháp", "STP-XDKT"),
        ("Công văn số 77/BDT-CSDT của Ban Dân tộc", "BDT-CSDT"),  # a unit
        ("Báo cáo số 77/BC-KTNS của Ban Kinh tế - Ngân sách Hội đồng nhân dân tỉnh", "BC-KTNS"),
        ("Báo cáo số 77/BC-SIC ngày 11/7/2022", "BC-SIC"),
        ("Chỉ thị số 11/CT của Thủ tướng Chính phủ", "CT-TTg"),
        ("Sở Nội vụ tại Tờ trình số 345/TTr-SNV", "TTr-SNV"),
        ("Nghị quyết số 7/2020/UBTVQH14 của Ủy ban Thường vụ Quốc hội", "UBTVQH14"),
    ],
)
def test_the_symbol_of_the_body_that_is_named(text: str, symbol: str) -> None:
    assert read(text)[1] == symbol


def test_the_citing_bodys_own_symbol_is_known() -> None:
    issuer, _ = read("Công văn số 7/CV-BQLX", symbol="BC-BQLX", issuer="Ban Quản lý X")
    assert issuer and issuer.name == "Ban Quản lý X"


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("Kế hoạch số 7/KH-SNV của Tổng đội về chuyển đổi số", False),
        ("Kế hoạch số 7/KH-SNV của Sở về chuyển đổi số", True),
        ("Kế hoạch số 7/KH-SNV của mình", True),
        ("Biên bản số 7/BB-HĐBT của Hội đồng bồi thường, hỗ trợ, tái định cư huyện", False),
        ("Quyết định số 7/QĐ-TTr về thanh tra", False),  # of the province or of a district
        ("Công văn số 7/SKHHCN-VP", False),  # a letter off
        ("Công văn số 7/XYZ-SNV", False),  # a unit may have the symbol of a body
        ("chỉ đạo UBND xã Nậm Kha (Công văn số 7/UBND-VP)", False),  # by it, or to it
        ("đề nghị của UBND xã Nậm Kha (Tờ trình số 7/TTr-UBND)", True),
    ],
)
def test_an_issuer_by_its_symbol_is_a_guess_where_others_may_be_meant(text: str, *, sure: bool) -> None:
    issuer, _ = read(text)
    assert issuer and issuer.sure is sure


@pytest.mark.parametrize("own", ["Thanh tra tỉnh", "Thanh tra huyện"])
def test_the_citing_bodys_own_name_decides_between_bodies_of_one_symbol(own: str) -> None:
    issuer, _ = read("Quyết định số 7/QĐ-TTr", symbol="KL-TTr", issuer=own)
    assert issuer and (issuer.name, issuer.sure) == (own, True)


ISSUERS = json.loads((CASES / "issuers.json").read_text("utf-8"))
ALL = [pytest.param(case, id=f"{kind}: {case['text'][:60]}") for kind, cases in ISSUERS.items() for case in cases]


@pytest.mark.parametrize("case", ALL)
def test_whose_the_cited_documents_are(case: dict[str, Any]) -> None:
    """Number, issuer and whether it is sure, of each; null where nothing is asked."""
    own = case.get("own", {})
    own = Own(**{**own, "addressees": tuple(own.get("addressees", ()))})
    lines = [Line.from_text(line) for line in case["text"].split("\n")]
    found = find_references(Passage.of_pages([Page(1, tuple(lines))]), KNOWN, own)
    assert [one.value.number_symbol for one in found] == [number for number, _, _ in case["references"]]
    read = {one.value.number_symbol: (one.value.issuer, _is_sure(one)) for one in found}
    asked = {number: (issuer, sure) for number, issuer, sure in case["references"]}
    assert {
        n: (i if asked[n][0] else None, s if asked[n][1] is not None else None) for n, (i, s) in read.items()
    } == asked


def _is_sure(found: Finding[Reference]) -> bool:
    """Whether nobody need look at the issuer."""
    trace = dict(found.sources).get("issuer")
    return (
        trace is not None and trace.confidence >= ExtractOptions().review_below and "issuer" not in found.doubtful
    )
