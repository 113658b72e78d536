"""The present record of a file, whatever has been written into it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from cchc_ocr.corrections.current import corrected, current, machine
from cchc_ocr.corrections.store import append, review_file
from tests.corrected import SCAN, TEXT, correction, record


def put(folder: Path, *ones: Any, sha256: str = SCAN) -> Path:
    file = folder / "a.json"
    file.write_text(record().to_json(), "utf-8")
    append(review_file(file), sha256, ones)
    return file


def test_the_record_is_corrected_whatever_was_written(tmp_path: Path) -> None:
    file = put(
        tmp_path, correction("/document/number", "15", "16"), correction("/pages/0/text/0", "SỞ NỘI VỤ", "SỞ Y TẾ")
    )
    first = corrected(file, text=TEXT)
    assert first.record.document.number == "16"
    file.write_text(first.record.to_json(), "utf-8")
    assert corrected(file, text=first.text) == first
    assert current(file) == first.record  # as it stands there
    assert machine(file) == record()


def test_a_correction_that_was_added_since_is_seen(tmp_path: Path) -> None:
    file = put(tmp_path, correction("/document/number", "15", "16"))
    file.write_text(corrected(file).record.to_json(), "utf-8")
    append(review_file(file), SCAN, [correction("/document/place", None, "Sơn Hà")])
    assert (current(file).document.number, current(file).document.place) == ("16", "Sơn Hà")


def test_a_record_alone_is_what_it_is(tmp_path: Path) -> None:
    file = put(tmp_path)
    assert corrected(file).record == current(file) == machine(file) == record()


def test_a_bad_file_is_told_and_the_record_used_as_it_is(tmp_path: Path) -> None:
    file = put(tmp_path)
    review_file(file).write_text("{")
    found = corrected(file)
    assert "a.review.json" in found.fault
    assert [check.code for check in found.record.checks] == ["corrections-unreadable"]
    assert current(file) == found.record
    file.write_text(found.record.to_json(), "utf-8")
    review_file(file).write_text(json.dumps({"sha256": SCAN, "corrections": []}))
    assert current(file) == record()


def test_corrections_of_another_scan_are_told(tmp_path: Path) -> None:
    found = corrected(put(tmp_path, correction("/document/number", "15", "16"), sha256="00"))
    assert (found.record.document.number, found.count("of other scan")) == ("15", 1)
