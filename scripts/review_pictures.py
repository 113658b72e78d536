"""Makes the pictures of the page of review in the documentation: what a person sees at 1366 x 768.

    cchc-ocr run samples --out out/demo
    python scripts/review_pictures.py out/demo

Writes ``docs/images/review-*.png`` in English and ``review-*.vi.png`` in Vietnamese. It works on a copy of the
folder, in which it mends three values by keyboard, runs again and exports: the film of the guide. Needs chromium
and chromedriver.
"""

from __future__ import annotations

import argparse
import base64
import html
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from PIL import Image

ROOT = Path(__file__).parent.parent
IMAGES = ROOT / "docs/images"
LANGUAGES = {"": "en", ".vi": "vi"}
SIZE = 1366, 768  # pixels of the browser's page
COLOURS = 128  # of a palette: nobody sees the difference, and a picture takes a fifth
TABLE = "06-quyet-dinh-xep-hang"  # a sample with a table
HANDWRITTEN = "09-to-trinh"  # one whose number and date are written by hand
UNSIGNED = "04-tong-ket-5-nam"  # one whose signer could not be read
MENDED = (
    ("/document/number", "146"),
    ("/document/date", "19/2/2024"),
    ("/document/signer", "Đỗ Thị Minh Họa"),
)
LAST_THERE = "/document/date"  # the signer is of the other document
EXPECTED = ("146/TTr-SNV", "19/02/2024", "Đỗ Thị Minh Họa")
SHOWN = ("Tệp gốc", "Loại văn bản", "Số, ký hiệu", "Ngày ban hành", "Người ký")  # columns of the workbook
SAID = {
    "en": {
        "list": "Arrow keys choose a document; Enter opens it",
        "doubt": "What is in doubt comes up: {what} (N skips it)",
        "typed": "E, type {typed}, Enter",
        "back": "Q goes back to the list; arrow keys and Enter open another document",
        "saved": "Everything is saved at once",
        "again": "Run again: nothing that was mended is lost",
        "export": "Export",
        "book": "The three values stand in the workbook",
    },
    "vi": {
        "list": "Phím mũi tên chọn văn bản, Enter mở văn bản",
        "doubt": "Chỗ cần xem hiện ra: {what} (N để bỏ qua)",
        "typed": "Nhấn E, gõ {typed}, nhấn Enter",
        "back": "Q về danh sách; phím mũi tên và Enter mở văn bản khác",
        "saved": "Mọi chỗ sửa được lưu ngay",
        "again": "Chạy lại: không chỗ sửa nào bị mất",
        "export": "Xuất bảng tính",
        "book": "Ba giá trị đã sửa có trong bảng tính",
    },
}
LOOK = """
body { margin: 0; background: #fff; font: 15px system-ui, sans-serif; color: #1a1a1a }
main { display: grid; grid-template-columns: 600px 600px; gap: 18px; padding: 14px; width: 1250px }
main, section { box-sizing: border-box } .wide { grid-column: span 2 }
h1 { font-size: 16px; margin: 0 0 6px }
h1 b { background: #14506e; color: #fff; border-radius: 9px; padding: 1px 8px }
img { display: block; border: 1px solid #bbb; max-width: 100%; box-sizing: border-box }
pre { background: #1d2226; color: #e8e8e8; padding: 12px 14px; margin: 0; font: 13px monospace }
pre { white-space: pre-wrap }
table { border-collapse: collapse } td { border: 1px solid #bbb; padding: 5px 9px }
tr:first-child { background: #e4ecf0; font-weight: 600 } .mended { background: #d5efd9; font-weight: 600 }
"""


class Step(NamedTuple):
    """A picture of the film: what is done, and what is seen then, a picture or HTML."""

    said: str
    shown: Image.Image | str


def save(image: Image.Image, name: str) -> None:
    """Write a picture in few colours."""
    image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(IMAGES / name, optimize=True)
    print(f"docs/images/{name}")


def seen(desk: Any) -> Image.Image:
    """What the browser shows once all pictures on the page have come."""
    desk.until("[...document.images].every((one) => one.complete || one.loading === 'lazy')")
    return Image.open(io.BytesIO(desk.driver.get_screenshot_as_png()))


def open_document(desk: Any, name: str) -> None:
    """Open a document from the list of all."""
    desk.driver.get(f"{desk.link.partition('?')[0]}?state=all")
    link = next(
        row.find_element("css selector", "a").get_attribute("href")
        for row in desk.driver.find_elements("css selector", ".documents tbody tr")
        if name in row.text
    )
    desk.driver.get(link)
    desk.until("document.body.dataset.ready === 'yes' && document.querySelector('#sheet img')?.complete")


def film(desk: Any, told: Mapping[str, str]) -> list[Step]:
    """Three values mended by keyboard alone, from the list on: after each key what the person sees."""
    steps = [Step(told["list"], _list(desk, HANDWRITTEN))]
    desk.press("ENTER")
    for name, typed in MENDED:
        _reach(desk, name)
        steps.append(Step(told["doubt"].format(what=desk.hand()), _hand(desk)))
        desk.press("e")
        desk.type(typed)
        steps.append(Step(told["typed"].format(typed=typed), _hand(desk)))
        label = desk.hand()
        desk.press("ENTER")
        desk.until(f"document.getElementById('label').textContent !== {label!r}")
        if name == LAST_THERE:
            desk.press("q")
            steps.append(Step(told["back"], _list(desk, UNSIGNED)))
            desk.press("ENTER")
    return [*steps, Step(told["saved"], _hand(desk))]


def _list(desk: Any, name: str) -> Image.Image:
    """The list, once the arrow keys have led to a document."""
    desk.see(".documents tr.chosen a")
    while name not in desk.text(".documents tr.chosen"):
        before = desk.text(".documents tr.chosen")
        desk.press("ARROW_DOWN")
        desk.until(f"document.querySelector('.documents tr.chosen').textContent !== {before!r}")
    return seen(desk).crop((0, 0, SIZE[0], 470))


def _reach(desk: Any, pointer: str) -> None:
    """Go from doubt to doubt until the value is in hand."""
    desk.until("document.body.dataset.ready === 'yes'")
    while desk.driver.execute_script("return document.querySelector('.hand')?.dataset.pointer") != pointer:
        label = desk.hand()
        desk.press("n")
        desk.until(f"document.getElementById('label').textContent !== {label!r}")
    desk.until("document.querySelector('#crop').complete && document.querySelector('.mark.here')")


def _hand(desk: Any) -> Image.Image:
    place = desk.see("#hand").rect
    box = (place["x"], place["y"], place["x"] + place["width"], place["y"] + place["height"])
    return seen(desk).crop(tuple(map(round, box)))


def kept(out: Path, language: str, told: Mapping[str, str]) -> list[Step]:
    """`run` again and `export`, as they are typed, and what the workbook then has of the three values."""
    book = out.with_name("so.xlsx")
    calls = (("run", "samples", "--out", out), ("export", out, "--to", "xlsx", "--out", book))
    typed = [_terminal(call, out, language) for call in calls]
    return [Step(told["again"], typed[0]), Step(told["export"], typed[1]), Step(told["book"], _sheet(book))]


def _terminal(call: Sequence[str | Path], out: Path, language: str) -> str:
    """A command and what it says, as HTML."""
    command = [sys.executable, "-m", "cchc_ocr", *map(str, call)]
    environment = {**os.environ, "CCHC_OCR_LANG": language, "COLUMNS": "96"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    typed = f"$ cchc-ocr {' '.join(map(str, call))}\n{done.stdout}{done.stderr}"
    shown = typed.replace(str(out), "out/demo").replace(f"{out.parent}{os.sep}", "")
    return f"<pre>{html.escape(shown.rstrip())}</pre>"


def _sheet(book: Path) -> str:
    """The rows of the two documents in the first sheet, as HTML: columns of what was mended, and their heads."""
    from openpyxl import load_workbook

    heads, *rows = load_workbook(book, read_only=True).worksheets[0].iter_rows(values_only=True)
    shown = [at for at, head in enumerate(heads) if head in SHOWN]
    lines = [heads, *(row for row in rows if any(str(cell).startswith((HANDWRITTEN, UNSIGNED)) for cell in row))]

    def cell(row: Sequence[Any], at: int) -> str:
        value = row[at].strftime("%d/%m/%Y") if isinstance(row[at], datetime) else row[at]
        text = html.escape("" if value is None else str(value))
        return f"<td class=mended>{text}</td>" if text in EXPECTED else f"<td>{text}</td>"

    told = ("".join(cell(row, at) for at in shown) for row in lines)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in told)}</table>"


def strip(driver: Any, steps: Iterable[Step], first: int) -> Image.Image:
    """The steps one below the other, each with its number and what is done in it."""
    parts, window = [], tuple(driver.get_window_size().values())
    for number, (said, shown) in enumerate(steps, first):
        part = shown if isinstance(shown, str) else f"<img src='data:image/png;base64,{_coded(shown)}'>"
        width = "wide" if isinstance(shown, str) or shown.width > SIZE[0] // 2 else "narrow"
        parts.append(f"<section class={width}><h1><b>{number}</b> {html.escape(said)}</h1>{part}</section>")
    page = f"<!doctype html><meta charset=utf-8><style>{LOOK}</style><main>{''.join(parts)}</main>"
    driver.get(f"data:text/html;base64,{base64.b64encode(page.encode()).decode()}")
    driver.execute_script("return Promise.all([...document.images].map((one) => one.decode()))")
    main = driver.find_element("css selector", "main")
    driver.set_window_size(SIZE[0], main.rect["height"] + 300)  # what is out of sight is not in the picture
    picture = Image.open(io.BytesIO(main.screenshot_as_png))
    driver.set_window_size(*window)
    return picture


def _coded(image: Image.Image) -> str:
    data = io.BytesIO()
    image.save(data, "PNG")
    return base64.b64encode(data.getvalue()).decode()


def pictures(desk: Any, suffix: str) -> None:
    """All pictures in one language."""
    desk.see(".documents")
    save(seen(desk), f"review-list{suffix}.png")
    open_document(desk, TABLE)
    desk.press("2")
    desk.see("#tables .grid .value[data-pointer$='/rows/1/1']").click()
    desk.until("!document.getElementById('crop').hidden")
    save(seen(desk), f"review-table{suffix}.png")
    desk.press("3")
    desk.see("#text .line mark, #text .line")
    desk.until("document.querySelector('#text img')?.complete")
    save(seen(desk), f"review-text{suffix}.png")
    open_document(desk, HANDWRITTEN)
    desk.until("document.querySelector('#crop').complete && document.querySelector('.mark.here')")
    save(seen(desk), f"review-document{suffix}.png")


def story(desk: Any, out: Path, suffix: str, language: str) -> None:
    """The film: how three values are mended, and that they stand after `run` and `export`."""
    desk.driver.get(desk.link.partition("?")[0])
    mending = film(desk, SAID[language])
    save(strip(desk.driver, mending, 1), f"review-film{suffix}.png")
    after = kept(out, language, SAID[language])
    save(strip(desk.driver, after, len(mending) + 1), f"review-kept{suffix}.png")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, help="results of a run over samples/")
    given = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    from tests.review.browser import Desktop, browser, program

    driver = browser(*SIZE)
    try:
        for suffix, language in LANGUAGES.items():
            with TemporaryDirectory(prefix="cchc-ocr-pictures-") as temporary:
                out = Path(shutil.copytree(given.folder, Path(temporary) / "out"))
                with program(out, "--user", "An", language=language) as running:
                    desk = Desktop(driver, running.link)
                    pictures(desk, suffix)
                    story(desk, out, suffix, language)
                    driver.get("about:blank")
    finally:
        driver.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main())
