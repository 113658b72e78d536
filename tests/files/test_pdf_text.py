"""Text layers of PDFs: which are good enough to be used instead of reading the picture."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.pdfgen.canvas import Canvas

from cchc_ocr.document import Page
from cchc_ocr.files.pdf_text import doubt_about, is_stamp
from cchc_ocr.picture.pixels import PageImage
from tests.documents import first, typed
from tests.sheets import sheet


@pytest.mark.parametrize("hidden", [True, False])
def test_a_garbled_layer_of_a_scan_is_not_used(tmp_path: Path, hidden: bool) -> None:
    path = typed(
        tmp_path / "a.pdf",
        "UY BAN NHAN DAN Ctin eir Luat T6 chric chinh quy6n dia phucrng " * 8,
        over=True,
        hidden=hidden,
    )
    image = first(path)
    assert isinstance(image, PageImage)
    assert image.notes[0].startswith("text layer not used: only")
    page = first(path, trust_text=True)
    assert isinstance(page, Page) and page.origin == "text-layer"


TINOS = Path("/usr/share/fonts/truetype/croscore/Tinos-Regular.ttf")
SENTENCE = "Sở Nội vụ báo cáo kết quả thực hiện công tác cải cách hành chính năm 2023 của tỉnh Sơn Hà"


def layered(path: Path, printed: int, layer: list[str]) -> Path:
    """A scan of ``printed`` lines under a hidden layer of lines, each where a line is printed."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    pdfmetrics.registerFont(TTFont("Tinos", str(TINOS)))
    paper = Image.new("L", (1240, 1754), 255)
    pen = ImageDraw.Draw(paper)
    for at in range(printed):
        pen.text((120, 150 + 40 * at), SENTENCE, fill=0, font=ImageFont.truetype(str(TINOS), 25))
    paper.save(path.with_suffix(".png"))
    canvas = Canvas(str(path), pagesize=(595.2, 841.92))
    canvas.drawImage(str(path.with_suffix(".png")), 0, 0, 595.2, 841.92)
    for at, text in enumerate(layer):
        line = canvas.beginText(57.6, 841.92 - (150 + 40 * at + 24) * 0.48)
        line.setFont("Tinos", 12)
        line.setTextRenderMode(3)
        line.textLine(text)
        canvas.drawText(line)
    canvas.save()
    return path


@pytest.mark.skipif(not TINOS.exists(), reason="needs Debian's fonts-croscore")
@pytest.mark.parametrize(
    ("layer", "note"),
    [
        ([SENTENCE] * 20, None),
        ([SENTENCE] * 9, "it leaves out much of what is printed"),
        (
            ["The quick brown fox jumps over the lazy dog and would not come back"] * 20,
            "of its words look like Viet",
        ),
        (
            ["So Noi vu bao cao ket qua thuc hien cong tac cai cach hanh chinh nam 2023"] * 20,
            "of its words look like",
        ),
        (
            ["S8 Nqi v\\1 b6o c6o kct qu6 thqc hi~n c6ng t6c cdi cdch hdnh chfnh"] * 20,
            "of its words look like Viet",
        ),
        ([SENTENCE], "it covers only a small part of the print"),
        ([], ""),
    ],
    ids=["good", "half", "English", "without diacritics", "garbled", "one line", "empty"],
)
def test_a_text_layer_over_a_scan_is_judged(tmp_path: Path, layer: list[str], note: str | None) -> None:
    page = first(layered(tmp_path / "a.pdf", 20, layer))
    if note is None:
        assert isinstance(page, Page) and page.text == "\n".join(layer)
    else:
        assert isinstance(page, PageImage) and note in " ".join(page.notes) and bool(page.notes) == bool(note)


def test_the_words_of_a_signature_box_do_not_make_a_text_page(tmp_path: Path) -> None:
    image = first(typed(tmp_path / "a.pdf", "Ky boi: So Noi vu Thoi gian ky: 02/03/2023 08:15:24", over=True))
    assert isinstance(image, PageImage)
    assert image.notes == ()
    assert (image.pixels.reshape(1754, 1240, -1)[:, :, 0] == np.asarray(sheet())).all()  # nor get into it


@pytest.mark.parametrize(
    ("text", "stamp"),
    [
        ("Ký bởi: Sở Nội vụ", True),
        ("Kí bởi: Sở Nội vụ", True),
        ("Người kí: Nguyễn Văn Mẫu", True),
        ("NGÀY KÝ: 02/03/2023", True),
        ("Signed by: So Noi vu", True),
        ("Sở Nội vụ Sơn Hà", False),
    ],
)
def test_the_words_of_a_signature_box(text: str, stamp: bool) -> None:
    assert is_stamp(text.split()) is stamp


ENGLISH = "The report was submitted to the national committee and the members of the board can read it now"
BARE = "So Noi vu bao cao ket qua thuc hien cong tac cai cach hanh chinh trong nam hai nghin khong tram hai ba"


@pytest.mark.parametrize(
    ("text", "scanned", "good"),
    [
        (SENTENCE, False, True),
        (ENGLISH, False, True),
        (f"{ENGLISH} {SENTENCE}", False, True),
        (f"{ENGLISH} {BARE}", False, False),
        (BARE, False, False),
        (ENGLISH, True, False),
    ],
)
def test_a_page_in_another_language_reads_well_where_nothing_was_scanned(
    text: str, *, scanned: bool, good: bool
) -> None:
    doubt = doubt_about((f"{text} " * 4).split(), scanned=scanned)
    assert bool(doubt) != good, doubt
