"""What sheets share: links to scans, pages and cells."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from cchc_ocr.export import Found
from cchc_ocr.export.context import WorkbookContext
from cchc_ocr.export.titles import titles
from cchc_ocr.export.workbook import workbook
from tests.exported import record
from tests.workbooks import BARE, SHEETS, column


def test_links_to_the_scan_and_its_page(tmp_path: Path) -> None:
    (tmp_path / "scans #1").mkdir()
    scan = tmp_path / "scans #1/báo cáo 50%20.pdf"
    scan.touch()
    out = tmp_path / "out/index.xlsx"
    content = workbook([Found("a.json", record(), scan)], out)
    page = load_workbook(io.BytesIO(content))[SHEETS["results"]]
    target = page["A2"].hyperlink.target.replace("\\", "/")
    assert target == "../scans%20%231/báo%20cáo%2050%2520.pdf"
    assert (page["B2"].value, page["B2"].hyperlink.location) == (2, "page=2")


def test_values_to_review_lead_to_their_cells(book: Workbook) -> None:
    page = book[SHEETS["review"]]
    target = page.cell(2, column(page, titles().columns["field"]))
    assert target.value == "Điểm tiêu chí 2: Điểm đạt"
    place = target.hyperlink.location.split("!")
    assert book[place[0].strip("'")][place[1]].value == 8.0


def context() -> WorkbookContext:
    return WorkbookContext(None, None, Path("out/a.xlsx"), 0.8)  # type: ignore[arg-type]


def test_the_first_place_of_a_value_counts_and_only_for_its_record() -> None:
    one = context()
    one.begin(Found("a", record()))
    assert one.link("/scores/0/score") is None
    one.place("/scores/0/score", ("Kết quả", 4, 0))
    one.place("/scores/0/score", ("So sánh", 9, 9))
    assert one.link("/scores/0/score") == "internal:'Kết quả'!A5"
    assert one.doubt("/scores/1/score")
    one.begin(Found("b", BARE))
    assert one.link("/scores/0/score") is None
    assert one.doubt("/scores/1/score") is None


@pytest.mark.parametrize(
    ("scan", "page", "link"),
    [
        ("in/a.pdf", 3, "external:../in/a.pdf#page=3"),
        ("in/a.png", 3, "external:../in/a.png"),
        ("out/a.pdf", None, "external:./a.pdf"),
        ("in/a\nb.pdf", 1, None),
        (f"in/{'a' * 1000}.pdf", 1, None),
        (None, 1, None),
    ],
)
def test_a_link_to_the_scan(scan: str | None, page: int | None, link: str | None) -> None:
    one = context()
    one.begin(Found("a", record(), Path(scan) if scan else None))
    assert one.scan(page) == link
