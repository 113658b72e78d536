"""What the catalogue knows of files of corrections."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from cchc_ocr.corrections.outcomes import Applied
from cchc_ocr.runs import review_files, reviews
from cchc_ocr.runs.catalogue import Catalogue
from cchc_ocr.runs.reviews import Changes, ReviewRow
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
    for name in ("a", "2020/b"):
        (tmp_path / f"{name}.review.json").parent.mkdir(exist_ok=True)
        (tmp_path / f"{name}.review.json").write_text("{}")
    with Catalogue(tmp_path) as rows:
        found = reviews.changed(rows, tmp_path)
        assert found.stems == [b"2020/b", b"a"]
        for stem in found.stems:
            seen = reviews.stamp_at(os.fspath(tmp_path / os.fsdecode(stem)))
            assert seen
            reviews.store(rows, ReviewRow(stem, *seen, True))
        assert found.folders
        review_files.remember(rows, found.folders)
        assert reviews.changed(rows, tmp_path) == Changes([], None)
        (tmp_path / "a.review.json").write_text("{ }")
        (tmp_path / "2020/b.review.json").unlink()
        assert reviews.changed(rows, tmp_path).stems == [b"2020/b", b"a"]


def test_a_known_file_that_is_written_in_its_place_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its folder does not change then."""
    monkeypatch.setattr(review_files, "SETTLED", 0)
    (tmp_path / "in").mkdir()
    file = tmp_path / "in/a.review.json"
    file.write_text("{}")
    with Catalogue(tmp_path) as rows:
        reviews.store(rows, ReviewRow(b"in/a", 2, file.stat().st_mtime_ns, True))
        _, folders = review_files.new_in(tmp_path, {})
        review_files.remember(rows, folders)
        assert folders[f"in{os.sep}"] or sys.platform == "win32"
        assert reviews.changed(rows, tmp_path).stems == []
        file.write_text("{  }")
        assert reviews.changed(rows, tmp_path).stems == [b"in/a"]


def test_there_is_no_lock_until_somebody_corrects(tmp_path: Path) -> None:
    with reviews.held(tmp_path):
        assert list(tmp_path.iterdir()) == []
    with reviews.held(tmp_path, first=True), reviews.held(tmp_path):
        assert len(list(tmp_path.iterdir())) == 1
