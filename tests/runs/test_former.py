"""What earlier runs have left of a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchc_ocr.runs.catalogue import Entry
from cchc_ocr.runs.former import Former, Standings
from cchc_ocr.runs.written import Standing


def entry(stem: bytes, **more: object) -> Entry:
    return Entry(stem, b"/in/a.pdf", 10, 20, sha256="0" * 64, made_by="v1", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("standings", "edited"),
    [
        ([], False),
        ([("own", "own", "free")], False),
        ([("own", "edited", "free")], True),
        ([("own", "own", "free"), ("own", "own", "edited")], True),
        ([("foreign", "unknown", "damaged")], False),
    ],
)
def test_one_edited_result_makes_all_of_them_edited(
    standings: list[tuple[Standing, Standing, Standing]], edited: bool
) -> None:
    found = {Path(f"a.{number}"): Standings(f"out/a.{number}", *one) for number, one in enumerate(standings)}
    assert Former((), (), found).edited == edited


def test_standings_are_those_of_files() -> None:
    files = Standings("out/tờ trình.2020", "own", "edited", "free").by_file()
    assert {str(file): standing for file, standing in files.items()} == {
        "out/tờ trình.2020.txt": "own",
        "out/tờ trình.2020.json": "edited",
        "out/tờ trình.2020.pdf": "free",
    }


def test_documents_of_a_stack_count_as_one_file() -> None:
    parts = tuple(
        entry(f"a.{n}".encode(), pages=n, review=1, part_of=b"a", parts=2, part=str(n), state="done")
        for n in (1, 2)
    )
    former = Former(parts, (), {})
    assert former.row and (former.row.stem, former.row.pages, former.row.review) == (b"a", 3, 2)
    assert Former((), (), {}).row is None
