"""What the catalogue knows of files of corrections."""

from __future__ import annotations

import os
from pathlib import Path

from cchc_ocr.corrections.outcomes import Applied
from cchc_ocr.runs import reviews
from cchc_ocr.runs.catalogue import Catalogue
from cchc_ocr.runs.reviews import ReviewRow
from tests.corrected import applied, correction, record


def test_a_row_has_what_became_of_the_corrections(tmp_path: Path) -> None:
    found = applied(correction("/document/number", "15", "16"), correction("/scores/9/score", 1, 2))
    row = reviews.row_of(b"a", (7, 8), found, written=True)
    assert row == ReviewRow(b"a", 7, 8, True, fields=2, lost=1)
    assert row.not_as_meant == 1
    with Catalogue(tmp_path) as rows:
        reviews.store(rows, row)
        reviews.store(rows, ReviewRow(b"b", 1, 2, False, fault="x"))
        reviews.store(rows, reviews.row_of(b"b", (1, 2), Applied(record()), written=False))
        assert reviews.all_of(rows) == {b"a": row, b"b": ReviewRow(b"b", 1, 2, False)}
        reviews.drop(rows, b"a")
        assert (reviews.find(rows, b"a"), reviews.find(rows, b"b")) == (None, ReviewRow(b"b", 1, 2, False))


def test_files_that_were_put_there_changed_or_taken_away(tmp_path: Path) -> None:
    for name in ("a", "2020/b", ".hidden/c", "d"):
        (tmp_path / f"{name}.review.json").parent.mkdir(exist_ok=True)
        (tmp_path / f"{name}.review.json").write_text("{}")
    (tmp_path / "d.review.txt").touch()  # that of a document called d.review
    assert sorted(map(str, reviews.files_in(tmp_path))) == ["2020/b", "a"]
    with Catalogue(tmp_path) as rows:
        assert reviews.changed(rows, tmp_path) == [b"2020/b", b"a"]
        for stem in (b"a", b"2020/b"):
            seen = reviews.stamp_at(os.fspath(tmp_path / os.fsdecode(stem)))
            assert seen
            reviews.store(rows, ReviewRow(stem, *seen, True))
        assert reviews.changed(rows, tmp_path) == []
        (tmp_path / "a.review.json").write_text("{ }")
        (tmp_path / "2020/b.review.json").unlink()
        assert reviews.changed(rows, tmp_path) == [b"2020/b", b"a"]


def test_there_is_no_lock_until_somebody_corrects(tmp_path: Path) -> None:
    with reviews.held(tmp_path):
        assert list(tmp_path.iterdir()) == []
    with reviews.held(tmp_path, first=True), reviews.held(tmp_path):
        assert len(list(tmp_path.iterdir())) == 1
