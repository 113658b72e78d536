"""The HTML file: on its own, in the reader's language, and nothing in it runs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html

from cchc_ocr.export import Choice
from cchc_ocr.report.as_html import written
from cchc_ocr.report.making import composed
from cchc_ocr.report.parts import ComparisonReport
from tests.compared import HARM, INTERIOR, NO_KEYS, found, record, report, scanned, score, total


def page(made: ComparisonReport) -> html.HtmlElement:
    return html.document_fromstring(written(made).decode())


def test_nothing_is_loaded_and_no_script_runs(english: ComparisonReport) -> None:
    root = page(english)
    assert not root.xpath("//script|//link|//iframe|//object|//base|//@onload|//@onclick")
    assert root.xpath("//img") and all(src.startswith("data:image/") for src in root.xpath("//img/@src"))
    assert all(link.startswith("#") for link in root.xpath("//@href"))
    assert "url(" not in root.xpath("string(//style)") and "@import" not in root.xpath("string(//style)")


def test_every_number_of_a_source_leads_to_it(english: ComparisonReport) -> None:
    root = page(english)
    linked = {link[1:] for link in root.xpath("//@href")}
    assert linked == set(root.xpath("//*[@class='source']/@id")) and linked


def test_tables_have_captions_and_heads_that_are_repeated_on_paper(english: ComparisonReport) -> None:
    root = page(english)
    tables = root.xpath("//table")
    assert tables and all(table.xpath("caption") and table.xpath("thead//th[@scope='col']") for table in tables)
    style = root.xpath("string(//style)")
    assert "table-header-group" in style and "size: A4" in style and "counter(page)" in style


def test_in_vietnamese(made_in_vietnamese: ComparisonReport) -> None:
    root = page(made_in_vietnamese)
    assert root.get("lang") == "vi"
    assert root.xpath("string(//h1)") == "Báo cáo so sánh kết quả"
    assert [re.sub(r"^\d+\. ", "", one.text_content()) for one in root.xpath("//h2")] == [
        *("Tóm tắt", "So sánh các năm", "Xếp hạng từng năm", "Kết quả theo tiêu chí", "Điểm bị mất"),
        *("Nguồn", "Cần xem lại"),
    ]


def test_what_documents_say_is_text_whatever_it_looks_like() -> None:
    one = record(2023, total(HARM, 2023, 90.0), score(HARM, 2023, HARM, 5.0), score(HARM, 2023, "B", 6.0))
    root = page(report(one))
    assert not root.xpath("//script")
    assert "<script>alert('$x$')</script> & =1+1" in root.text_content()


def test_the_print_is_in_it(tmp_path: Path) -> None:
    one, scan = scanned(tmp_path)
    root = page(composed(found(one, scan=scan), Choice(), NO_KEYS))
    (crop,) = root.xpath("//*[@class='source']//img")
    assert (
        crop.get("src").startswith("data:image/jpeg;base64,") and crop.get("alt") and int(crop.get("width")) > 900
    )


def test_the_same_records_give_the_same_bytes() -> None:
    one = record(2023, total(INTERIOR, 2023, 90.0))
    assert written(report(one)) == written(report(one))


@pytest.mark.parametrize("bold", ["cao nhất", "thấp nhất"])
def test_the_best_and_the_worst_criterion_stand_out(made_in_vietnamese: ComparisonReport, bold: str) -> None:
    assert any(bold in one.text_content() for one in page(made_in_vietnamese).xpath("//td/b"))
