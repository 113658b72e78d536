"""Prints heads and feet of documents from their specs, as scans, PDFs of word processors and of e-office programs.

    python scripts/print_heads.py FOLDER...                of tests/corpus; every NN.toml becomes NN.pdf
    python scripts/print_heads.py FOLDER --only 03 07      these documents only
    python scripts/print_heads.py FOLDER --pictures        PNG of their pages, too

``scripts/samples/heads.py`` describes a spec. The PDFs lie in ``build/heads``; the same specs give the same PDFs.
Needs the fonts of Debian's ``fonts-croscore``.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

import asking
import pypdfium2
from samples.heads import print_document
from samples.typeset import register_fonts

BUILD = Path(__file__).parent.parent / "build/heads"


def printed(spec: Path) -> Path:
    """The PDF of a spec, printed anew. Fonts must be registered."""
    target = BUILD / spec.parent.name / f"{spec.stem}.pdf"
    target.parent.mkdir(parents=True, exist_ok=True)
    print_document(f"{spec.parent.name}-{spec.stem}", tomllib.loads(spec.read_text("utf-8")), target)
    return target


def pictures(pdf: Path) -> list[Path]:
    """PNG of the pages beside the PDF, at 100 dpi."""
    made = []
    with pypdfium2.PdfDocument(pdf) as file:
        file.init_forms()
        for number, page in enumerate(file, 1):
            made.append(pdf.with_name(f"{pdf.stem}-{number}.png"))
            page.render(scale=100 / 72, may_draw_forms=True).to_pil().save(made[-1])
    return made


def main(arguments: Sequence[str]) -> int:
    parser = asking.parser(__doc__)
    parser.add_argument("--pictures", action="store_true", help="make PNG of their pages, too")
    asked = parser.parse_args(arguments)
    register_fonts()
    for spec in [
        one for folder in asked.folders for one in asking.chosen(sorted(folder.glob("*.toml")), asked.only)
    ]:
        pdf = printed(spec)
        print(pdf, *(pictures(pdf) if asked.pictures else ()), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
