"""Makes the picture of the README: a sample's page beside what the program says of it.

usage: .venv/bin/python scripts/make_picture.py

Runs the program on the sample, so the picture cannot show what it does not do. Needs tesseract and the Cousine
font (Debian: fonts-croscore).
"""

from __future__ import annotations

import json
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from cchc_ocr import digitise

SAMPLE = Path("samples/01-ket-luan.pdf")
TARGET = Path("docs/images/page-and-record.png")
FONT = "/usr/share/fonts/truetype/croscore/Cousine-Regular.ttf"
SIZE = (1600, 1000)
MARGIN = 24


def main() -> None:
    page = pypdfium2.PdfDocument(SAMPLE)[0].render(scale=1.3).to_pil().convert("RGB")
    page.thumbnail((SIZE[0] // 2, SIZE[1] - 2 * MARGIN))
    picture = Image.new("RGB", SIZE, "#e8e8e8")
    picture.paste(page, (MARGIN, MARGIN))
    ImageDraw.Draw(picture).multiline_text(
        (page.width + 2 * MARGIN, MARGIN), excerpt(), "#202020", ImageFont.truetype(FONT, 16), spacing=5
    )
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    picture.quantize(32).save(TARGET, optimize=True)


def excerpt() -> str:
    """The record, shortened to what fits beside a page."""
    record = json.loads(digitise(SAMPLE).record.to_json())
    document = {k: v for k, v in record["document"].items() if v and k not in ("recipients", "number", "symbol")}
    document["subject"] = document["subject"][:48] + "…"
    parts = [
        '"document": ' + json.dumps(document, ensure_ascii=False, indent=2),
        *(
            listed(record, name, most)
            for name, most in (("references", 2), ("scores", 5), ("totals", 1), ("ranks", 1))
        ),
        '"checks": [' + ",\n  ".join(wrapped(check["message"]) for check in record["checks"][:2]) + "]",
        f'"needs_review": {json.dumps(record["needs_review"][:3])}',
    ]
    return "{\n" + ",\n".join(parts) + "\n}"


def listed(record: dict[str, list[dict[str, object]]], name: str, most: int) -> str:
    rows = [json.dumps(row, ensure_ascii=False) for row in record[name][:most]]
    more = f", … {len(record[name]) - most} more" if len(record[name]) > most else ""
    return f'"{name}": [\n  ' + ",\n  ".join(map(wrapped, rows)) + more + "]"


def wrapped(text: str, width: int = 74) -> str:
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        if line and len(line) + len(word) > width:
            lines.append(line)
            line = ""
        line = f"{line} {word}" if line else word
    return "\n     ".join([*lines, line])


if __name__ == "__main__":
    main()
