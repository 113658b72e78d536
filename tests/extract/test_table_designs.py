"""Tables laid out in many ways, each read as a whole document: all that is stated, and whose and of when it is."""

import json

import pytest

from cchc_ocr.extract.extractor import Extractor
from cchc_ocr.files.plain_text import text_pages
from cchc_ocr.records import Source
from tests.paths import CASES

TABLE = json.loads((CASES / "table-designs.json").read_text("utf-8"))
FIGURES = {
    "scores": ("score", "max_score", "self_score", "change"),
    "totals": ("score", "max_score", "self_score", "change"),
    "ranks": ("position", "of", "change"),
    "grades": ("grade",),
    "deductions": ("points",),
    "percentages": ("value",),
    "counts": ("value",),
}


@pytest.fixture(scope="module")
def extractor():
    return Extractor.load()


def stated(text: str, extractor: Extractor | None = None) -> list[str]:
    """Each statement of a text in a line: kind, whose, what, figures, time; and the codes of its checks."""
    source = Source(file="a.txt", sha256="0" * 64, pages=1, origin="text")
    record = (extractor or Extractor.load()).extract(text_pages(text), source)
    lines = []
    for kind, figures in FIGURES.items():
        for value in getattr(record, kind):
            whose = getattr(value, "unit", None) or value.body
            named = getattr(value, "criterion", None) or value.name
            told = [f"{figure} {one}" for figure in figures if (one := getattr(value, figure)) is not None]
            lines.append(f"{kind}: {whose}: {named}: {', '.join(told)}: {value.period or value.year}")
    return lines + [f"check: {check.code}" for check in record.checks]


@pytest.mark.parametrize("case", [pytest.param(case, id=case["why"]) for case in TABLE])
def test_a_table_is_read_by_its_structure(case, extractor):
    assert stated(case["text"], extractor) == case["stated"]
