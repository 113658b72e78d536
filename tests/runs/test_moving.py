"""Corrections that go along with their documents."""

from __future__ import annotations

from pathlib import Path

from cchc_ocr.corrections.store import append, load
from cchc_ocr.records import PageRecord
from cchc_ocr.runs.made import Made
from cchc_ocr.runs.moving import corrections_at, follow_pages, take_along
from tests.corrected import SCAN, correction, record
from tests.runs.rows import ENTRY

FIRST, SECOND, WHOLE = Path("a.1"), Path("a.2"), Path("a")


def made(*numbers: int) -> Made:
    return Made.of(record(pages=tuple(PageRecord(number=number, state="read", words=1) for number in numbers)), "")


def put(folder: Path, stem: Path, *pages: int | None) -> None:
    ones = [correction("/document/place", None, f"{page}", page=page) for page in pages]
    append(corrections_at(folder, stem), SCAN, ones)


def there(folder: Path, stem: Path) -> list[str]:
    review = load(corrections_at(folder, stem))
    return [one.is_ for one in review.corrections] if review else []


def row(stem: Path, **more: object) -> object:
    return ENTRY._replace(stem=bytes(stem), sha256=SCAN, **more)  # type: ignore[arg-type]


def test_each_correction_is_beside_the_document_that_has_its_page(tmp_path: Path) -> None:
    put(tmp_path, FIRST, 1, 2, None)
    put(tmp_path, SECOND, 3)
    follow_pages(tmp_path, [row(FIRST), row(SECOND)], [WHOLE], [made(1, 2, 3)])  # type: ignore[list-item]
    assert there(tmp_path, WHOLE) == ["1", "2", "None", "3"]
    follow_pages(tmp_path, [row(WHOLE)], [FIRST, SECOND], [made(1), made(2, 3)])  # type: ignore[list-item]
    assert (there(tmp_path, FIRST), there(tmp_path, SECOND)) == (["1", "2", "None"], ["3", "2"])
    assert there(tmp_path, WHOLE) == ["1", "2", "None", "3"]


def test_nothing_is_made_where_nothing_was_corrected_or_all_is_as_before(tmp_path: Path) -> None:
    follow_pages(tmp_path, [row(FIRST), row(SECOND)], [WHOLE], [made(1, 2)])  # type: ignore[list-item]
    put(tmp_path, FIRST, 3)
    follow_pages(tmp_path, [row(FIRST), row(SECOND)], [FIRST, SECOND], [made(1, 2), made(3)])  # type: ignore[list-item]
    assert there(tmp_path, SECOND) == []


def test_a_bad_file_stays(tmp_path: Path) -> None:
    put(tmp_path, FIRST, 2)
    corrections_at(tmp_path, SECOND).write_text("{")
    follow_pages(tmp_path, [row(FIRST)], [FIRST, SECOND], [made(1), made(2)])  # type: ignore[list-item]
    assert corrections_at(tmp_path, SECOND).read_text() == "{"


def test_corrections_move_to_the_same_document_in_another_place(tmp_path: Path) -> None:
    put(tmp_path, FIRST, 1)
    others = [row(Path("b.2"), part="3-4"), row(Path("b.1"), part="1-2")]
    former = row(FIRST, part="1-2")
    assert list(take_along(tmp_path, former, others)) == [Path("b.1")]  # type: ignore[arg-type]
    assert (there(tmp_path, FIRST), there(tmp_path, Path("b.1"))) == ([], ["1"])
    assert list(take_along(tmp_path, former, others)) == []  # type: ignore[arg-type]


def test_they_are_added_to_those_that_lie_there(tmp_path: Path) -> None:
    put(tmp_path, FIRST, 1)
    put(tmp_path, SECOND, 2)
    assert list(take_along(tmp_path, row(FIRST), [row(SECOND)])) == [SECOND]  # type: ignore[arg-type, list-item]
    assert there(tmp_path, SECOND) == ["2", "1"]
