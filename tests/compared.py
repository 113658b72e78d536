"""Records for the tests of reports: departments of two invented provinces over three years, one of them a scan."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from cchc_ocr.export import Choice, Found, FoundRecords
from cchc_ocr.export.charts import Drawing
from cchc_ocr.files.passwords import Passwords
from cchc_ocr.records import (
    Check,
    Count,
    Deduction,
    Document,
    Evidence,
    PageRecord,
    Rank,
    Record,
    Score,
    Source,
    Total,
)
from cchc_ocr.report.making import composed
from cchc_ocr.report.parts import CaptionedTable, ComparisonReport, ReportSection

INDEX = "Chỉ số cải cách hành chính (PAR INDEX)"
INTERIOR, HEALTH = "Sở Nội vụ, tỉnh Sơn Hà", "Sở Y tế, tỉnh Sơn Hà"
OTHER = "Sở Nội vụ, tỉnh Lam Kiều"
HARM = "<script>alert('$x$')</script> & \x07 =1+1"
BOX = (300, 400, 520, 440)  # of the figures on the scan, in pixels
NO_KEYS = Passwords()
LINES = Drawing("Chỉ số", ("2021", "2023"), {"Sở Nội vụ": (0.88, 0.9), "Sở Y tế": (None, 0.91)}, bars=False)
BARS = Drawing(
    "Sở Nội vụ", ("2022", "2023"), {"Cải cách thể chế": (0.9, None), "Tài chính công": (0.7, 1.2)}, bars=True
)


def record(year: int, *results: Any, **more: Any) -> Record:
    """A report of the February after the year; each figure was read on page 1."""
    names = {Score: "scores", Total: "totals", Rank: "ranks", Deduction: "deductions", Count: "counts"}
    lists = {name: tuple(one for one in results if type(one) is kind) for kind, name in names.items()}
    evidence = [
        Evidence(field=f"/{name}/{at}/{field}", page=1, text=f"{value}", confidence=0.9)
        for name, items in lists.items()
        for at, item in enumerate(items)
        for field in ("score", "position", "points", "value")
        if (value := getattr(item, field, None)) is not None
    ]
    given = {
        "source": Source(file=f"{year}.pdf", sha256=f"{year:064}", pages=1, origin="text"),
        "document": Document(type="Báo cáo", number_symbol=f"{year - 1990}/BC-UBND", date=f"{year + 1}-02-12"),
        "evidence": evidence,
    }
    return Record(**{**given, **lists, **more})


def total(body: str, year: int, score: float, **more: Any) -> Total:
    return Total(**{"body": body, "index": INDEX, "year": year, "score": score, "max_score": 100.0, **more})


def rank(body: str, year: int, position: int, of: int | None = 2, **more: Any) -> Rank:
    return Rank(body=body, index=INDEX, year=year, position=position, of=of, **more)


def score(body: str, year: int, name: str, points: float, most: float | None = 10.0) -> Score:
    return Score(body=body, index=INDEX, year=year, criterion=name, score=points, max_score=most)


def records() -> list[Record]:
    """Three years of Sơn Hà, one of Lam Kiều; 2023 states a change that the points do not have."""
    first = record(
        2021,
        *(total(INTERIOR, 2021, 88.5), total(HEALTH, 2021, 91.0), rank(INTERIOR, 2021, 2), rank(HEALTH, 2021, 1)),
        *(score(INTERIOR, 2021, "Cải cách thể chế", 7.0), score(INTERIOR, 2021, "Cải cách tài chính công", 9.0)),
    )
    second = record(
        2022,
        *(total(INTERIOR, 2022, 90.0, max_score=None), total(HEALTH, 2022, 89.5)),
        *(rank(INTERIOR, 2022, 1, change=1), rank(HEALTH, 2022, 2)),
    )
    third = record(
        2023,
        *(total(INTERIOR, 2023, 92.25, change=2.25), total(HEALTH, 2023, 90.5, change=1.5)),
        *(rank(INTERIOR, 2023, 1), rank(HEALTH, 2023, 2)),
        *(score(INTERIOR, 2023, "Cải cách thể chế", 9.25), score(INTERIOR, 2023, "Cải cách tài chính công", 8.0)),
        Deduction(body=INTERIOR, year=2023, name="Gửi báo cáo chậm", points=0.5),
        Count(body=INTERIOR, year=2023, name="hồ sơ", value=477),
        needs_review=("/totals/1/score", "/document/date"),
        checks=(
            Check(
                code="score-sum", level="warning", message="the parts add up to 17", fields=("/totals/0/score",)
            ),
        ),
    )
    return [first, second, third, record(2022, total(OTHER, 2022, 74.5), rank(OTHER, 2022, 3, 3))]


def found(*given: Record, scan: Path | None = None) -> FoundRecords:
    """Records under names of their own; of the first one the scan is at hand."""
    name = [Found(f"{number}/{one.source.file}.json", one) for number, one in enumerate(given)]
    if scan:
        name[0] = Found(name[0].name, name[0].record, scan)
    return FoundRecords.of(name)


def report(*given: Record, **chosen: Any) -> ComparisonReport:
    """The report of these records, or of ``records``, in the language in use."""
    return composed(found(*(given or records())), Choice(**chosen), NO_KEYS)


def section(made: ComparisonReport, title: str) -> ReportSection:
    return next(one for one in made.sections if one.title == title)


def tables(made: ComparisonReport, title: str) -> list[CaptionedTable]:
    return [part for part in section(made, title).parts if isinstance(part, CaptionedTable)]


def texts(table: CaptionedTable) -> dict[str, list[list[str]]]:
    """The cells of a table by the titles of its groups, with the numbers of sources behind them."""
    return {
        group.title: [
            [" ".join([cell.text, *map("[{}]".format, cell.sources)]).strip() for cell in row]
            for row in group.rows
        ]
        for group in table.groups
    }


def scanned(folder: Path) -> tuple[Record, Path]:
    """A page of 1,240 x 1,754 pixels with a total, and the record of it."""
    image = Image.new("L", (1240, 1754), 255)
    ImageDraw.Draw(image).text((310, 402), "92,25/100", fill=0, font_size=36)
    path = folder / "scan.png"
    image.save(path, dpi=(150, 150))
    boxes: Sequence[Evidence] = [
        Evidence(field=f"/totals/0/{name}", page=1, box=BOX, text="92,25/100", confidence=0.95)
        for name in ("score", "max_score")
    ]
    source = Source(
        file="scan.png", sha256=hashlib.sha256(path.read_bytes()).hexdigest(), pages=1, origin="scan", engine="t"
    )
    page = PageRecord(number=1, state="read", words=3, confidence=0.9, width=1240, height=1754, dpi=150)
    one = record(2023, total(INTERIOR, 2023, 92.25), source=source, pages=(page,), evidence=boxes)
    return one, path
