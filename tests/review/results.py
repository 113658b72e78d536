"""A folder of results for tests of the page: invented documents, drawn as pictures, with doubts and a table."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw

from cchc_ocr.check_texts import failed, with_one_digit
from cchc_ocr.records import (
    Document,
    Evidence,
    PageRecord,
    Rank,
    Record,
    Score,
    Source,
    TableRecord,
    Total,
)
from cchc_ocr.review.waiting import WaitingDocument
from cchc_ocr.runs.catalogue import Catalogue
from cchc_ocr.runs.inputs import find
from cchc_ocr.runs.made import Made
from cchc_ocr.runs.results import Results

SIZE = (1240, 1754)  # pixels: A4 at 150 dpi
LINES: Sequence[tuple[str, tuple[int, int]]] = (
    ("SO NOI VU", (150, 120)),
    ("So: 15/BC-SNV", (150, 180)),
    ("Son Ha, ngay 9 thang 3 nam 2021", (700, 180)),
    ("BAO CAO", (520, 300)),
    ("Tong diem 86,51/100", (150, 420)),
    ("So Y te  8,5", (150, 520)),
    ("So Tai chinh  9,25", (150, 580)),
    ("Xep vi tri 7/25", (150, 680)),
)
TEXT = "\n".join(line for line, _ in LINES) + "\n\f"
SUM = with_one_digit(
    failed(code="score-sum", fields=("/totals/0/score",), due=86.15, stated=86.51), "/totals/0/score", 86.15, 86.51
)


def page() -> Image.Image:
    """The page: printed lines on white paper."""
    image = Image.new("L", SIZE, 255)
    draw = ImageDraw.Draw(image)
    for line, place in LINES:
        draw.text(place, line, fill=0, font_size=34)
    return image


def box(line: int, width: int = 420) -> tuple[int, int, int, int]:
    """The box of a line of print, in pixels."""
    x, y = LINES[line][1]
    return x, y, x + width, y + 40


def record(file: str, sha256: str, *, sure: bool = False, number: str = "15") -> Record:
    """What a run would have made of it; with ``sure`` without a doubt."""
    head = Document(
        type="Báo cáo",
        number=number,
        symbol="BC-SNV",
        number_symbol=f"{number}/BC-SNV",
        issuer="Sở Nội vụ",
        place="Sơn Hà",
        date="2021-03-09" if sure else None,
        subject="<script>alert(1)</script> Kết quả & tồn tại",
        recipients=("Như trên", "Lưu: VT"),
    )
    evidence = [
        Evidence(field="/document/date", page=1, box=box(2, 520), text="ngay 9 thang 3 nam 2021", confidence=0.4),
        Evidence(field="/totals/0/score", page=1, box=box(4), text="86,51", confidence=0.5),
        Evidence(field="/ranks/0/position", page=1, box=box(7), text="7/25", confidence=0.5),
    ]
    return Record(
        source=Source(file=file, sha256=sha256, pages=1, origin="scan", engine="tesseract 5.3.0 vie"),
        pages=(PageRecord(number=1, state="read", words=30, confidence=0.9),),
        document=head,
        scores=(Score(criterion="Sở Y tế", score=8.5), Score(criterion="Sở Tài chính", score=9.25)),
        totals=(Total(name="Tổng điểm", score=86.51, max_score=100.0),),
        ranks=(Rank(position=7, of=25),),
        tables=(
            TableRecord(
                page=1,
                title="Bảng điểm",
                header=("Cơ quan", "Điểm"),
                rows=(("Sở Y tế", "8,5"), ("Sở Tài chính", "9,25"), ("Tổng", "17,75")),
            ),
        ),
        evidence=tuple(one.model_copy(update={"confidence": 1.0}) for one in evidence)
        if sure
        else tuple(evidence),
        checks=() if sure else (SUM,),
        needs_review=() if sure else ("/document/date", "/totals/0/score", "/ranks/0/position"),
    )


def make(folder: Path, *, doubtful: int = 2, sure: int = 1) -> Path:
    """Originals in ``folder/in``, and in ``folder/out`` what a run would have made of them; returns the latter."""
    (folder / "in").mkdir(parents=True)
    (folder / "out").mkdir()
    for number in range(doubtful + sure):
        image = page()
        ImageDraw.Draw(image).text((150, 1500), f"{number + 1}", fill=0, font_size=34)
        image.save(folder / "in" / f"{number + 1:02}-bao-cao.png", dpi=(150, 150))
    with Catalogue(folder / "out") as rows:
        results = Results(folder / "out", rows, "made by a test")
        for number, item in enumerate(find([folder / "in"], folder / "out")):
            sha256 = hashlib.sha256(item.path.read_bytes()).hexdigest()
            made = record(item.path.name, sha256, sure=number >= doubtful, number=str(15 + number))
            results.write(item, [Made.of(made, TEXT)], 1.0)
    return folder / "out"


def waiting_document(stem: bytes, state: str = "done", review: int = 0) -> WaitingDocument:
    """A document of a list."""
    return WaitingDocument(
        stem=stem,
        path=b"/in/" + stem + b".pdf",
        state=state,
        review=review,
        pages=3,
        error="",
        error_page=0,
        hint="",
        file=None,
        type="Báo cáo",
        number_symbol="15/BC-SNV",
        issuer="Sở Nội vụ",
        date="2021-03-09",
        subject=None,
        weight=review,
        leading=(),
        kinds=(),
    )


WAITING = (
    *(waiting_document(b"sure-%d" % number) for number in range(100)),
    *(waiting_document(b"doubtful-%d" % number, review=1) for number in range(30)),
    *(waiting_document(b"failed-%d" % number, state="failed") for number in range(5)),
)
