"""No words are made of strokes that an engine took for letters; print stays to be repaired."""

from __future__ import annotations

import pytest

from cchc_ocr.document import Box, Line, Page, Table, Word
from cchc_ocr.repair import Repairer
from cchc_ocr.repair.scrawls import is_scrawl, scrawls

BODY = [
    "Thực hiện Kế hoạch của Ủy ban nhân dân tỉnh về cải cách hành chính, Sở Nội vụ báo cáo",
    "kết quả thực hiện nhiệm vụ trong năm và phương hướng trong thời gian tới như sau:",
]


def line(text: str, confidence: float, y: int = 500) -> Line:
    words = (Word(w, Box(100 + 60 * i, y, 150 + 60 * i, y + 30), confidence) for i, w in enumerate(text.split()))
    return Line(tuple(words), paragraph=y)


def page(text: str, confidence: float, **more: object) -> Page:
    body = [line(part, 0.95, 100 + 50 * at) for at, part in enumerate(BODY)]
    return Page(1, (*body, line(text, confidence)), "scan", 1240, 1754, **more)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def repairer() -> Repairer:
    return Repairer.load()


@pytest.mark.parametrize("confidence", [0.3, 0.5, 0.65])
@pytest.mark.parametrize("strokes", ["đư ưa", "đu oà", "cự lý ư", "mẩu tê", "han", "lu ."])
def test_strokes_stay_what_they_were_taken_for(repairer: Repairer, strokes: str, confidence: float) -> None:
    repaired = repairer.repair_pages([page(strokes, confidence)])
    assert repaired.pages[0].lines[-1].text == strokes and repaired.changes[0][-1] == ()


def test_what_was_read_surely_is_repaired(repairer: Repairer) -> None:
    texts = [repairer.repair_pages([page("đuc oà", sure)]).pages[0].lines[-1].text for sure in (0.65, 0.8)]
    assert texts[0] == "đuc oà" != texts[1]


@pytest.mark.parametrize(
    ("text", "confidence", "flag"),
    [
        ("đư ưa", 0.6, True),
        ("đư ưa", 0.75, False),
        ("đư ưa", 1.0, False),
        ("GIÁM ĐÓC", 0.5, False),
        ("KT. CHỤ", 0.5, False),
        ("Nơi nhậm:", 0.5, False),
        ("ngày 05", 0.5, False),
        ("ra vì xã cơ", 0.5, False),
        ("", 0.5, False),
    ],
)
def test_few_short_words_read_unsurely_are_strokes(text: str, confidence: float, flag: bool) -> None:
    assert is_scrawl(line(text, confidence)) is flag


def test_cells_of_tables_are_print() -> None:
    table = Table((("trí",),), lines=(((2,),),))
    assert scrawls([page("trí", 0.5), page("trí", 0.5, tables=(table,))]) == [
        False,
        False,
        True,
        False,
        False,
        False,
    ]
