"""Makes the pictures of the page of review in the documentation: what a person sees at 1366 x 768.

    cchc-ocr run samples --out out/demo
    python scripts/review_pictures.py out/demo

Writes ``docs/images/review-*.png`` in English and ``review-*.vi.png`` in Vietnamese. It works on a copy of the
folder, in which it mends three values by keyboard. Needs chromium and chromedriver.
"""

from __future__ import annotations

import argparse
import io
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PIL import Image

ROOT = Path(__file__).parent.parent
IMAGES = ROOT / "docs/images"
LANGUAGES = {"": "en", ".vi": "vi"}
COLOURS = 128  # of a palette: nobody sees the difference, and a picture takes a fifth
TABLE = "06-quyet-dinh-xep-hang"  # a sample with a table
DATE = "09-to-trinh"  # one whose number and date are written by hand


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


def film(desk: Any) -> Image.Image:
    """Two values typed and a third accepted, by keyboard: the value in hand, one state below the other."""
    frames = [_hand(desk)]
    for typed in ("146", "19/2/2024"):
        desk.press("e")
        desk.type(typed)
        frames.append(_hand(desk))
        _and_wait(desk, "ENTER")
    frames.append(_hand(desk))
    _and_wait(desk, "a")
    frames.append(_hand(desk))
    width, height = max(one.width for one in frames), sum(one.height + 6 for one in frames)
    whole = Image.new("RGB", (width, height), "white")
    for number, one in enumerate(frames):
        whole.paste(one, (0, sum(before.height + 6 for before in frames[:number])))
    return whole


def _and_wait(desk: Any, key: str) -> None:
    """Press a key that leads to the next value."""
    label = desk.hand()
    desk.press(key)
    desk.until(f"document.getElementById('label').textContent !== {label!r}")


def _hand(desk: Any) -> Image.Image:
    place = desk.see("#hand").rect
    box = (place["x"], place["y"], place["x"] + place["width"], place["y"] + place["height"])
    return seen(desk).crop(tuple(map(round, box)))


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
    open_document(desk, DATE)
    desk.until("document.querySelector('#crop').complete && document.querySelector('.mark.here')")
    save(seen(desk), f"review-document{suffix}.png")
    save(film(desk), f"review-film{suffix}.png")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, help="results of a run over samples/")
    given = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    from tests.review.browser import Desktop, browser, program

    driver = browser()
    try:
        for suffix, language in LANGUAGES.items():
            with TemporaryDirectory(prefix="cchc-ocr-pictures-") as temporary:
                out = Path(shutil.copytree(given.folder, Path(temporary) / "out"))
                with program(out, "--user", "An", language=language) as running:
                    pictures(Desktop(driver, running.link), suffix)
                    driver.get("about:blank")
    finally:
        driver.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main())
