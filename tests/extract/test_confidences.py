"""Every slot of a statement has evidence, and a confidence of its own."""

from dataclasses import replace

import pytest

from cchc_ocr.document import Line, Page
from cchc_ocr.extract import ExtractOptions, Extractor
from cchc_ocr.records import Source

EXTRACTOR = Extractor.load()
SOURCE = Source(file="a.txt", sha256="0" * 64, pages=1, origin="text")
LINES = (
    "SỞ NỘI VỤ",
    "BÁO CÁO",
    "Kết quả cải cách hành chính năm 2023",
    "Sở tiếp nhận 312 hồ sơ trực tuyến. Tiêu chí cải cách thể chế của Sở Y tế đạt 8,5/10 điểm.",
)


def record(lines=LINES, confidence=1.0, **options):
    page = Page(1, tuple(Line.from_text(text, paragraph) for paragraph, text in enumerate(lines)))
    words = [tuple(replace(w, confidence=confidence) for w in line.words) for line in page.lines]
    page = page.with_lines([replace(line, words=w) for line, w in zip(page.lines, words, strict=True)])
    return EXTRACTOR.extract([page], SOURCE, ExtractOptions(**options))


def sure(found):
    return {e.field: e.confidence for e in found.evidence if not e.field.startswith("/document")}


def test_every_slot_has_evidence():
    found = sure(record())
    assert {
        "/scores/0/score",
        "/scores/0/max_score",
        "/scores/0/criterion",
        "/scores/0/year",
        "/scores/0/body",
    } <= {*found}
    assert {"/counts/0/value", "/counts/0/name", "/counts/0/year", "/counts/0/body"} <= {*found}
    assert all(0 < confidence < 1 for confidence in found.values())


def test_a_slot_of_the_head_points_to_the_head():
    seen = {e.field: e.text for e in record().evidence}
    assert seen["/scores/0/body"] == "Sở Y tế"
    assert seen["/scores/0/year"] == seen["/document/subject"]


def test_what_was_read_badly_is_less_sure():
    good, bad = sure(record()), sure(record(confidence=0.3))
    assert all(bad[field] < good[field] for field in ("/scores/0/score", "/counts/0/name"))


@pytest.mark.parametrize("below", [0.0, 0.5, 0.85, 1.0])
def test_what_is_less_sure_than_asked_is_listed(below):
    found = record(review_below=below)
    listed = {field for field in found.needs_review if not field.startswith("/document")}
    assert listed >= {field for field, confidence in sure(found).items() if confidence < below}
