"""Records to correct, and corrections of them: invented."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cchc_ocr.corrections.applying import apply
from cchc_ocr.corrections.model import Correction
from cchc_ocr.corrections.outcomes import Applied
from cchc_ocr.records import (
    Document,
    Evidence,
    PageRecord,
    Record,
    Reference,
    Score,
    Signer,
    Source,
    TableRecord,
    Total,
)

TEXT = "SỞ NỘI VỤ\nSố: 15/BC-SNV\nSơn Hà, ngày 9 tháng 3 năm 2021\n\fKết quả năm 2020\nđạt 7,5 điểm\n\f"
SCAN = "ab" * 32


def score(name: str, points: float | None, most: float | None = 10.0, year: int = 2020) -> Score:
    return Score(criterion=name, score=points, max_score=most, year=year)


def seen(field: str, at: int, text: str, page: int = 1, confidence: float = 0.9) -> Evidence:
    """Evidence in a box of its own, the ``at``-th on the page from above."""
    return Evidence(
        field=field, page=page, box=(100, 50 * at, 300, 50 * at + 30), text=text, confidence=confidence
    )


def record(**more: Any) -> Record:
    """A report of two pages with doubts, three scores and a table."""
    values: dict[str, Any] = {
        "source": Source(file="a.pdf", sha256=SCAN, pages=2, origin="scan"),
        "pages": (
            PageRecord(number=1, state="read", words=9),
            PageRecord(number=2, state="read", words=7, fault="a corner is missing"),
        ),
        "document": Document(
            **{"type": "Báo cáo", "number": "15", "symbol": "BC-SNV", "number_symbol": "15/BC-SNV"},
            **{"issuer": "Sở Nội vụ", "date": "2021-03-09", "signer": "Trần Văn Bình", "signer_title": "Giám đốc"},
            signers=(Signer(name="Trần Văn Bình", title="Giám đốc"),),
            recipients=("Như trên", "UBND tinh", "Lưu: VT"),
        ),
        "references": (Reference(type="Kế hoạch", number_symbol="12/KH-UBND", date="2020-01-20"),),
        "scores": (score("Thể chế", 7.5), score("Tài chính công", 8.5), score("Kỷ luật", 4.25)),
        "totals": (Total(name="Chỉ số CCHC", score=20.25, max_score=30.0, year=2020),),
        "dates": ("2020-01-20", "2021-03-09"),
        "tables": (TableRecord(page=2, header=("Lĩnh vực", "Số"), rows=(("Đất đai", "12"), ("Hộ tịch", "7"))),),
        "evidence": (
            seen("/document/number", 1, "15"),
            seen("/document/date", 2, "ngày 9 tháng 3 năm 2021"),
            seen("/document/recipients/1", 20, "UBND tinh", page=2, confidence=0.4),
            *(seen(f"/scores/{at}/score", 5 + at, text) for at, text in enumerate(("7,5", "8,5o", "4,25"))),
            seen("/dates/1", 2, "ngày 9 tháng 3 năm 2021"),
        ),
        "needs_review": ("/document/place", "/document/recipients/1", "/scores/1/score", "/pages/1"),
    }
    return Record(**{**values, **more})


def correction(pointer: str, was: Any = ..., is_: Any = ..., **more: Any) -> Correction:
    """A correction with the keys that are given."""
    given = {name: value for name, value in (("was", was), ("is", is_)) if value is not ...}
    return Correction.model_validate({"pointer": pointer, **given, **more})


def applied(*corrections: Correction, to: Record | None = None, text: str | None = TEXT) -> Applied:
    return apply(to or record(), corrections, text)


def states(found: Applied) -> list[str]:
    return [one.state for one in found.outcomes]


def codes(found: Record) -> Sequence[str]:
    return [check.code for check in found.checks]
