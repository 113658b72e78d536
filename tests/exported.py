"""Records for the tests of exports: invented, with doubts, checks and text that means harm."""

from __future__ import annotations

from cchc_ocr.export import Found
from cchc_ocr.records import (
    Check,
    Count,
    Deduction,
    Document,
    Evidence,
    Percentage,
    Rank,
    Record,
    Reference,
    Repair,
    Score,
    Source,
    TableRecord,
    Total,
)

NAMES = ("Cải cách thể chế", "Cải cách tài chính công", "Kỷ luật, kỷ cương")
CODES = ("the_che", "tai_chinh_cong", None)
HARM = "=HYPERLINK(1)"


def record(year: int = 2020, *, points: tuple[float, ...] = (7.5, 8.5, 4.25), issuer: str = "Sở Nội vụ") -> Record:
    """A report on the scores of a year, sent in March of the next."""
    scores = tuple(
        Score(criterion=name, criterion_code=code, score=score, max_score=10.0, year=year)
        for name, code, score in zip(NAMES, CODES, points, strict=True)
    )
    return Record(
        source=Source(file=f"{year}.pdf", sha256="0" * 64, pages=5, origin="scan", engine="tesseract 5.3.0 vie"),
        repair=Repair(strength="careful", words=700, changed=3),
        document=Document(
            **{"type": "Báo cáo", "number": "15", "symbol": "BC-SNV", "number_symbol": "15/BC-SNV"},
            **{"issuer": issuer, "place": "Sơn Hà", "date": f"{year + 1}-03-09", "subject": f"Kết quả năm {year}"},
            recipients=("Như trên", HARM),
        ),
        references=(
            Reference(type="Kế hoạch", number_symbol="12/KH-UBND", date="2020-01-20", issuer="UBND tỉnh"),
        ),
        scores=scores,
        totals=(Total(name="Chỉ số CCHC", score=80.08, max_score=100.0, year=year),),
        ranks=(Rank(name="Chỉ số CCHC", position=7, of=25, change=-2, year=year),),
        deductions=(Deduction(name="Gửi báo cáo chậm", points=0.5),),
        percentages=(Percentage(name="hồ sơ đúng hạn", value=99.5),),
        counts=(Count(name=HARM, value=27915.0),),
        tables=(TableRecord(page=2, title="Hồ sơ", header=("Lĩnh vực", "Số"), rows=(("Đất đai", "1.204"),)),),
        evidence=(
            Evidence(field="/document/number_symbol", page=1, text="15/BC-SNV", confidence=0.97),
            Evidence(field="/document/recipients/1", page=3, text="x", confidence=0.4),
            Evidence(field="/scores/0/score", page=2, text="7,5", confidence=0.95),
            Evidence(field="/scores/1/score", page=2, text="8,5o", confidence=0.62),
            Evidence(field="/counts/0", page=4, text="27.915", confidence=0.9),
        ),
        checks=(
            Check(
                **{"code": "score-sum", "level": "warning", "message": "the parts add up to 20.25"},
                fields=("/totals/0/score", "/scores/1/score"),
            ),
            Check(code="new-code", level="error", message="something else", fields=("/ranks/0/position",)),
        ),
        needs_review=("/document/signer", "/scores/1/score", "/counts/0"),
    )


# A conclusion with one result of each kind, two recipients and a score that could not be read.
RESULTS = Record(
    source=Source(file="606.pdf", sha256="0" * 64, pages=5, origin="scan", engine="tesseract 5.3.0 vie"),
    document=Document(
        type="Kết luận", number_symbol="606/KL-SNV", issuer="Sở Nội vụ", date="2021-03-09", recipients=("A", "B")
    ),
    scores=(
        Score(criterion="Cải cách tài chính công", criterion_code="tai_chinh_cong", score=8.5, max_score=9.0),
        Score(criterion="=HYPERLINK(1)", score=None, max_score=10.0),
    ),
    totals=(Total(name="Chỉ số CCHC", score=80.08, max_score=100.0, year=2020),),
    ranks=(Rank(position=7, of=25),),
    evidence=(Evidence(field="/scores/0/score", page=2, text="8,5", confidence=0.75),),
    needs_review=("/scores/1/score", "/document/number"),
)


def found(*records: Record) -> list[Found]:
    return [Found(f"{one.source.file}.json", one) for one in records]
