"""Makes the documents in ``samples/`` with their truth, anew and the same every time.

usage: python scripts/make_samples.py [--out DIR] [NAME ...]

Needs the development dependencies (reportlab) and the fonts of Debian's ``fonts-croscore``: Tinos has all
Vietnamese letters. Using the samples needs neither.
"""

from __future__ import annotations

import argparse
import io
import json
import sys
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas
from samples.document import Sheet
from samples.scanner import Scan, save_image, save_pdf, save_tiff, scan_pages
from samples.typeset import Typeset, register_fonts, typeset

from cchc_ocr.vietnamese import bare
from samples import texts_letters, texts_reports

SAMPLES = Path(__file__).resolve().parents[1] / "samples"

SCANS: tuple[tuple[Sheet, Scan], ...] = (
    (texts_reports.CONCLUSION, Scan(dpi=300, mode="colour", skew=(0.7, -0.4), blur=0.7, quality=42)),
    (texts_reports.HALF_YEAR, Scan(dpi=200, skew=(-0.9, 0.5, 1.2), blur=1.05, noise=9, faint=0.25, quality=42)),
    (texts_reports.YEAR, Scan(dpi=200, skew=(0.4, -0.3, 0.5), blur=0.9, noise=5, quality=45, turned=(3,))),
    (
        texts_reports.FIVE_YEARS,
        Scan(".tiff", dpi=300, mode="black-white", skew=(0.5, -0.6), blur=1.3, noise=12, speckles=500, faint=0.15),
    ),
    (
        texts_letters.SCORES_LETTER,
        Scan(".jpg", dpi=200, mode="colour", skew=(1.1,), warp=0.006, uneven=0.42, blur=1.25, noise=5, quality=50),
    ),
    (
        texts_letters.RANKING,
        Scan(dpi=200, mode="colour", skew=(-0.5, 0.8), blur=0.7, noise=3, quality=50, signature_box=True),
    ),
    (texts_letters.PLAN, Scan(text_layer="own")),
    (
        texts_letters.NOTICE,
        Scan(dpi=300, mode="black-white", skew=(-0.8,), blur=1.0, noise=10, speckles=300, text_layer="garbled"),
    ),
    (texts_letters.PROPOSAL, Scan(dpi=250, mode="colour", skew=(0.6,), blur=0.6, noise=3, quality=55)),
    (
        texts_letters.URGENT,
        Scan(".png", dpi=150, mode="grey", skew=(-0.4,), blur=0.8, faint=0.3),
    ),
)


def garbled(lines: list[str]) -> list[str]:
    """What a program without Vietnamese makes of the lines: bare letters, wrong ones among them."""
    slips = str.maketrans({"ư": "u", "đ": "d", "h": "b", "n": "u", "l": "1", "i": "j", "g": "q", "c": "e"})
    return [
        bare(line.translate(slips) if number % 2 else line[::1].replace("a", "o"))
        .encode("ascii", "ignore")
        .decode()
        for number, line in enumerate(lines)
    ]


def signature_box() -> bytes:
    """The picture and words that signing software puts on a page."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(190, 40), invariant=1)
    canvas.setStrokeColorRGB(0.8, 0.1, 0.2)
    canvas.circle(20, 20, 15)
    canvas.circle(20, 20, 9)
    canvas.setFont("Tinos-Regular", 7)
    canvas.setFillColorRGB(0.1, 0.1, 0.7)
    words = ("Ký bởi: Ủy ban nhân dân tỉnh Sơn Hà", "Cơ quan: Tỉnh Sơn Hà", "Thời gian ký: 29/03/2024 09:12:44")
    for row, line in enumerate(words):
        canvas.drawString(42, 29 - 9 * row, line)
    canvas.save()
    return buffer.getvalue()


def truth(sheet: Sheet, done: Typeset, how: Scan) -> dict[str, object]:
    """The facts by hand, with the tables as they were set."""
    also = dict(sheet.facts.get("also", {}))
    if counts := [*also.get("counts", ()), *total_rows(done)]:
        also["counts"] = counts
    return {
        **sheet.facts,
        **({"also": also} if also else {}),
        "tables": done.tables,
        "pages": len(done.pages),
        "origin": "text-layer" if how.text_layer == "own" else "scan",
        "turned_pages": list(how.turned),
    }


def total_rows(done: Typeset) -> list[dict[str, object]]:
    """Counts that total rows of tables state: they stand in ``tables`` already, so nobody must repeat them."""
    return [
        {"name": name, "value": int(cell.replace(".", "")), "of": None}
        for table in done.tables
        for name, cell in zip(table["header"], table["rows"][-1], strict=True)
        if table["rows"][-1][1] == "Tổng cộng" and cell.replace(".", "").isdigit()
    ]


def make(sheet: Sheet, how: Scan, folder: Path) -> None:
    done = typeset(sheet)
    path = folder / f"{sheet.name}{how.suffix}"
    if how.text_layer == "own":
        path.write_bytes(done.pdf)
    else:
        pages = scan_pages(sheet, done, how)
        if how.suffix == ".pdf":
            layer = [garbled(lines) for lines in done.pages] if how.text_layer == "garbled" else []
            save_pdf(pages, how, path, layer, signature_box() if how.signature_box else None)
        elif how.suffix == ".tiff":
            save_tiff(pages, how, path)
        else:
            save_image(pages[0], how, path)
    text = "\n\f".join("\n".join(lines) for lines in done.pages) + "\n"
    (folder / f"{sheet.name}.truth.txt").write_text(text, "utf-8")
    facts = json.dumps(truth(sheet, done, how), ensure_ascii=False, indent=1)
    (folder / f"{sheet.name}.truth.json").write_text(facts + "\n", "utf-8")
    print(f"{path.name}: {len(done.pages)} pages, {path.stat().st_size / 1e3:.0f} kB")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--out", type=Path, default=SAMPLES)
    parser.add_argument("names", nargs="*", metavar="NAME")
    options = parser.parse_args(arguments)
    register_fonts()
    options.out.mkdir(parents=True, exist_ok=True)
    for sheet, how in SCANS:
        if not options.names or sheet.name in options.names:
            make(sheet, how, options.out)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
