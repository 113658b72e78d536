"""The law of text layers: a layer says the words that the engine reads, in the same order, or is refused.

The engine reads pages as clear as these without a fault, so that whatever differs is a fault of the layer.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path

import pikepdf
import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from cchc_ocr.document import Page
from cchc_ocr.files.options import ReadOptions
from cchc_ocr.pipeline import Options, read

TINOS = Path("/usr/share/fonts/truetype/croscore/Tinos-Regular.ttf")
_SAME = 0.97  # of the words, in their order; the engine takes one in a hundred for another

pytestmark = [
    pytest.mark.slow,
    pytest.mark.tesseract,
    pytest.mark.skipif(not TINOS.exists(), reason="needs Debian's fonts-croscore"),
]

HEAD = [
    (85, 800, "UBND TỈNH SƠN HÀ"),
    (95, 782, "SỞ NỘI VỤ"),
    (80, 760, "Số: 45/BC-SNV"),
    (290, 800, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    (330, 782, "Độc lập - Tự do - Hạnh phúc"),
    (330, 760, "Sơn Hà, ngày 05 tháng 4 năm 2024"),
]
BODY = [
    (250, 720, "BÁO CÁO"),
    (72, 690, "Căn cứ Nghị định số 63/2010/NĐ-CP ngày 08 tháng 6 năm 2010 của Chính phủ về kiểm"),
    (72, 672, "soát thủ tục hành chính; được sửa đổi, bổ sung tại Nghị định số 92/2017/NĐ-"),
    (72, 654, "CP ngày 07 tháng 8 năm 2017 của Chính phủ và Kế hoạch số 12/KH-UBND của tỉnh, Sở"),
    (72, 636, "Nội vụ báo cáo kết quả công tác cải cách hành chính quý I như sau."),
]
CELLS = [
    ["STT", "Nội dung công việc", "Đơn vị chủ trì"],
    ["1", "Rà soát thủ tục hành chính", "Phòng Tổ chức"],
    ["2", "Công bố danh mục thủ tục", "Văn phòng Sở"],
    ["3", "Tập huấn cán bộ cấp xã", "Phòng Công chức"],
]
COLUMNS = [
    [(72, "Công tác chỉ đạo, điều hành được thực hiện"), (310, "Tỷ lệ hồ sơ giải quyết đúng hạn đạt cao;")],
    [(72, "thường xuyên, đúng tiến độ, gắn trách nhiệm"), (310, "những vướng mắc đã được tháo gỡ kịp thời,")],
    [(72, "của người đứng đầu với kết quả thực hiện các"), (310, "không để tồn đọng kéo dài trong nhiều tháng")],
    [
        (72, "nhiệm vụ được giao trong năm của từng đơn vị"),
        (310, "tại các đơn vị trực thuộc và các huyện, thị xã"),
    ],
    [(72, "và trách nhiệm của công chức chuyên môn giúp"), (310, "theo chỉ đạo của Ủy ban nhân dân tỉnh tại các")],
    [(72, "việc cho lãnh đạo các phòng thuộc Sở Nội vụ"), (310, "cuộc họp giao ban hằng tháng và hằng quý đó")],
]
FOOT = [
    (72, 250, "Nơi nhận:"),
    (72, 234, "- UBND tỉnh;"),
    (72, 218, "- Lưu: VT, CCHC."),
    (390, 250, "GIÁM ĐỐC"),
    (370, 190, "Nguyễn Văn Mẫu"),
]


@dataclass
class Sheet:
    """What is drawn on a page, in this order: texts at their places, and the rules of a table."""

    texts: list[tuple[float, float, str]] = field(default_factory=list)
    rules: tuple[list[float], list[float]] | None = None
    rotation: int = 0
    twice: bool = False
    below: str = ""

    def save(self, path: Path) -> Path:
        pdfmetrics.registerFont(TTFont("Tinos", str(TINOS)))
        canvas = Canvas(str(path), pagesize=(595, 842))
        for x, y, text in self.texts:
            for aside in (0, 0.4) if self.twice else (0,):
                self._draw(canvas, x + aside, y, text)
            if self.below:
                self._draw(canvas, x, y, self.below, mode=3)
        if self.rules:
            canvas.grid(*self.rules)
        canvas.save()
        with pikepdf.open(path, allow_overwriting_input=True) as pdf:
            pdf.pages[0].rotate(self.rotation, relative=False)
            pdf.save()
        return path

    @staticmethod
    def _draw(canvas: Canvas, x: float, y: float, text: str, *, mode: int = 0) -> None:
        canvas.saveState()
        line = canvas.beginText(x, y)
        line.setFont("Tinos", 12)
        line.setTextRenderMode(mode)
        line.textOut(text)
        canvas.drawText(line)
        canvas.restoreState()


def letter() -> Sheet:
    return Sheet([*HEAD, *BODY, *FOOT])


def mixed_up() -> Sheet:
    """Each word drawn by itself, in no order: what programs for forms and for layout make."""
    pdfmetrics.registerFont(TTFont("Tinos", str(TINOS)))
    words = []
    for x, y, text in letter().texts:
        for at, word in enumerate(text.split()):
            before = "".join(f"{one} " for one in text.split()[:at])
            words.append((x + pdfmetrics.stringWidth(before, "Tinos", 12), y, word))
    random.Random(5).shuffle(words)
    return Sheet(words)


def with_a_table() -> Sheet:
    """A ruled table below the text, drawn before it."""
    places = [(90, 130, 345), [600 - 24 * row for row in range(len(CELLS) + 1)]]
    cells = [
        (x, places[1][row] - 17, text)
        for row, texts in enumerate(CELLS)
        for x, text in zip(places[0], texts, strict=True)
    ]
    return Sheet([*cells, *HEAD, *BODY, *FOOT], rules=([82, 122, 335, 500], places[1]))


def in_columns() -> Sheet:
    """Columns of running text, drawn row by row."""
    rows = [(x, 600 - 18 * row, text) for row, parts in enumerate(COLUMNS) for x, text in parts]
    return Sheet([*HEAD, *BODY, *rows, *FOOT])


def turned() -> Sheet:
    sheet = letter()
    sheet.rotation = 90
    return sheet


def upside_down() -> Sheet:
    sheet = letter()
    sheet.rotation = 180
    return sheet


def twice() -> Sheet:
    sheet = letter()
    sheet.twice = True
    return sheet


def over_another_reading() -> Sheet:
    sheet = letter()
    sheet.below = "Cdn cf Nghi dinh so63"
    return sheet


def letters_apart() -> Sheet:
    return Sheet([(72, y, "   ".join(" ".join(word) for word in text.split()[:7])) for _, y, text in BODY])


def words_of(path: Path, **options: bool) -> tuple[list[str], Page]:
    (page,) = read(path, Options(read=ReadOptions(**options)))  # type: ignore[arg-type]
    return [word.text for line in page.lines for word in line.words], page


@pytest.mark.parametrize(
    "made",
    [letter, mixed_up, with_a_table, in_columns, turned, upside_down, twice, over_another_reading],
)
def test_a_layer_says_what_the_engine_reads_in_the_same_order(tmp_path: Path, made: Callable[[], Sheet]) -> None:
    path = made().save(tmp_path / "a.pdf")
    said, page = words_of(path)
    seen, scan = words_of(path, force_ocr=True)
    assert (page.origin, scan.origin) == ("text-layer", "scan")
    assert SequenceMatcher(None, said, seen, autojunk=False).ratio() >= _SAME, (page.text, scan.text)


def test_a_layer_whose_words_cannot_be_told_is_refused(tmp_path: Path) -> None:
    sheet = letters_apart()
    said, page = words_of(sheet.save(tmp_path / "a.pdf"))
    assert said == [word for _, _, text in BODY for word in text.split()[:7]] and page.origin == "text-layer"
    sheet.texts = [(x, y, text.replace("   ", " ")) for x, y, text in sheet.texts]
    _, page = words_of(sheet.save(tmp_path / "b.pdf"))
    assert page.origin == "scan" and "text layer not used: its letters stand apart" in page.notes
