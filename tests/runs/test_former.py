"""What earlier runs have left of a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchc_ocr.runs.catalogue import Entry
from cchc_ocr.runs.former import Former
from cchc_ocr.runs.written import Standing


def entry(stem: bytes, **more: object) -> Entry:
    return Entry(stem, b"/in/a.pdf", 10, 20, sha256="0" * 64, made_by="v1", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("standings", "edited"),
    [([], False), (["own", "free"], False), (["own", "edited"], True), (["foreign", "unknown"], False)],
)
def test_one_edited_result_makes_all_of_them_edited(standings: list[Standing], edited: bool) -> None:
    files = {Path(f"a{number}.json"): standing for number, standing in enumerate(standings)}
    assert Former((), files).edited == edited


def test_documents_of_a_stack_count_as_one_file() -> None:
    parts = tuple(
        entry(f"a.{n}".encode(), pages=n, review=1, part_of=b"a", parts=2, part=str(n), state="done")
        for n in (1, 2)
    )
    former = Former(parts, {})
    assert former.row and (former.row.stem, former.row.pages, former.row.review) == (b"a", 3, 2)
    assert former.stems == (Path("a.1"), Path("a.2"))
    assert Former((), {}).row is None and Former((), {}).stems == ()
