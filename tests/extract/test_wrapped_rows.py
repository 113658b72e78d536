"""Rows of tables in plain text whose cells go on in the next lines."""

import json

import pytest

from cchc_ocr.extract.extractor import Extractor
from cchc_ocr.extract.text.wrapped_rows import with_whole_cells
from cchc_ocr.files.plain_text import text_pages
from cchc_ocr.records import Source
from tests.paths import CASES

TABLE = json.loads((CASES / "cited-in-tables.json").read_text("utf-8"))
ALL = [pytest.param(case, id=f"{kind}: {case['text'][0]}") for kind, cases in TABLE.items() for case in cases]


@pytest.mark.parametrize("case", ALL)
def test_what_cells_cite(case) -> None:
    """Number, date and issuer of each citation; what is doubted is null."""
    source = Source(file="a.txt", sha256="0", pages=1, origin="text")
    record = Extractor.load().extract(text_pages("\n".join(case["text"])), source)
    found = [
        [
            one.number_symbol,
            one.date,
            None if f"/references/{at}/issuer" in record.needs_review else one.issuer,
        ]
        for at, one in enumerate(record.references)
    ]
    assert found == case["references"]
    undated = {f"/references/{at}/date" for at, one in enumerate(found) if one[1] is None}
    assert undated <= {*record.needs_review}


@pytest.mark.parametrize(
    "lines",
    [
        ["1 | Sở Y tế | 92,5", "2 | Sở Nội vụ | 90"],
        ["1 | 9/KH-SNV | 05/01/2031 | -", "2 | 8/KH-SYT | 06/01/2031 | Sở Y tế"],
        ["Số, ngày | Cơ quan", "9/KH-SNV, 05/01/2031 | Sở Nội vụ"],
        ["Stt | Số, ký hiệu; của | Việc", "1 | 9/KH-SNV | Thi tuyển"],
        ["UBND TỈNH NAM SƠN | CỘNG HÒA", "SỞ NỘI VỤ | Độc lập"],
        ["Sở Nội vụ đã trình ngày", "05/3/2031 Tờ trình"],
    ],
)
def test_other_lines_stay(lines: list[str]) -> None:
    (page,) = text_pages("\n".join(lines))
    assert with_whole_cells(page) == page
