"""Where figures stand: numbers of pages, what was read there, pictures, and why there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchc_ocr.export import Found, FoundRecords
from cchc_ocr.report import sources
from cchc_ocr.report.parts import CitedPage
from cchc_ocr.report.sources import Citations, WantedRows, cited_pages, find_places
from tests.compared import NO_KEYS, found, records, scanned


def citations(*rows: int) -> Citations:
    return Citations(find_places(found(*records()), rows, NO_KEYS))


def test_pages_are_numbered_as_they_are_cited() -> None:
    first, second = len(records()[0].evidence), 4
    made = citations(1, 3, first + 1, first + second + 3)
    assert made.cite(first + 1) == [1]
    assert made.cite(3, 1) == [2], "two figures of a page are one source"
    assert made.cite(first + second + 3, first + 1) == [3, 1]
    pages, left_out = cited_pages(made)
    assert [page.number for page in pages] == [1, 2, 3] and left_out == 0
    assert pages[0] == CitedPage(
        number=1,
        document="Báo cáo 32/BC-UBND, dated 2023-02-12",
        place="file 2022.pdf (record 1/2022.pdf.json), page 1",
        quotes=["“90.0”"],
    )
    assert pages[1].quotes == ["“88.5”", "“7.0”"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("son-ha/a.json", "son-ha/a.json"),
        ("/home/an/kho/a.json", "a.json"),
        ("../kho/a.json", "a.json"),
        ("all.jsonl:3", "all.jsonl:3"),
    ],
)
def test_where_records_lie_on_this_machine_is_not_told(name: str, shown: str) -> None:
    one = FoundRecords.of([Found(name, records()[0])])
    (place,) = find_places(one, {1}, NO_KEYS).values()
    assert place.file == f"file 2021.pdf (record {shown}), page 1"


def test_what_is_not_wanted_has_no_number() -> None:
    wanted = WantedRows()
    assert wanted.cite(3, 7) == () and wanted.rows == {3, 7}
    assert citations(1).cite(2) == []


def page_of(folder: Path) -> CitedPage:
    one, scan = scanned(folder)
    made = Citations(find_places(found(one, scan=scan), {1}, NO_KEYS))
    made.cite(1)
    (page,), _left_out = cited_pages(made)
    return page


def test_the_print_is_shown_where_the_scan_is_at_hand(tmp_path: Path) -> None:
    page = page_of(tmp_path)
    assert len(page.crops) == 1 and page.note == ""
    assert page.quotes == ["“92,25/100”"], "once, though it stands for points and maximum"


def test_no_picture_of_a_file_that_has_changed(tmp_path: Path) -> None:
    one, scan = scanned(tmp_path)
    scan.write_bytes(scan.read_bytes() + b"\0")
    made = Citations(find_places(found(one, scan=scan), {1}, NO_KEYS))
    made.cite(1)
    ((page,), _left_out) = cited_pages(made)
    assert (list(page.crops), page.note) == ([], "no picture: the file has changed since it was read")


def test_what_cannot_be_shown_says_why(tmp_path: Path) -> None:
    one, scan = scanned(tmp_path)
    places = find_places(found(one, scan=scan), {1}, NO_KEYS)
    scan.unlink()
    made = Citations(places)
    made.cite(1)
    ((page,), _left_out) = cited_pages(made)
    assert page.note == "no picture: no such file"


def test_no_more_pictures_than_can_be_sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MOST_CROPPED", 0)
    one, scan = scanned(tmp_path)
    made = Citations(find_places(found(one, scan=scan), {1}, NO_KEYS))
    made.cite(1)
    ((page,), left_out) = cited_pages(made)
    assert (list(page.crops), left_out) == ([], 1)
