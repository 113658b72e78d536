"""Figures of whole statements from scans: every second document of the corpus printed, worn, scanned and read.

    python scripts/scan_corpus.py                      every folder of tests/corpus
    python scripts/scan_corpus.py FOLDER... --faults   what is right in the texts and not in the scans
    python scripts/scan_corpus.py FOLDER --words       words that were read wrong, instead of statements
    python scripts/scan_corpus.py FOLDER --words --dpi 100 --language eng      other scans, other data
    python scripts/scan_corpus.py FOLDER --only 03 --make-only        makes the scan of one document

Each folder is measured twice, from its texts and from the scans of the same documents. The scans lie in
``build/corpus-scans``; the same texts give the same scans. What tesseract answers is kept there by picture, so
that after a change of extraction it is not run again. Needs tesseract and the fonts of Debian's
``fonts-croscore``. ``--faults`` refuses folders named "blind": nobody who works on rules looks at those.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import asking
from measure_corpus import CORPUS, measure, told
from samples.office import sheet, wear
from samples.scanner import save_pdf, scan_pages
from samples.typeset import NATIONAL_HEADING, register_fonts, typeset

from cchc_ocr import pipeline
from cchc_ocr.picture.pixels import Pixels
from cchc_ocr.reading.engine import OcrOptions
from cchc_ocr.reading.tesseract import TesseractEngine
from cchc_ocr.vietnamese import nfc

SCANS = CORPUS.parent.parent / "build/corpus-scans"
TIME = 600.0  # seconds for a page: another program may have the processors
_WORD = re.compile(r"\w")


class RememberingEngine(TesseractEngine):
    """Tesseract, asked once for each picture."""

    def _table(self, pixels: Pixels, dpi: int, uniform: bool, ends: float) -> str:
        asked = repr((self.name, pixels.shape, dpi, uniform)).encode() + pixels.tobytes()
        kept = SCANS / "answers" / hashlib.sha256(asked).hexdigest()
        if not kept.exists():
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_text(super()._table(pixels, dpi, uniform, ends + TIME), "utf-8")
        return kept.read_text("utf-8")


def scanned(text: Path, dpi: int | None = None) -> Path:
    """The scan of a text; it is made where it is missing or of another text. It has ``dpi``, if that is given."""
    name, said = f"{text.parent.name}-{text.stem}", text.read_text("utf-8")
    document, how = sheet(name, said), wear(name)
    if dpi:
        how = replace(how, dpi=dpi, blur=how.blur * dpi / how.dpi)
    done = typeset(document)
    target = SCANS / f"{name}-{hashlib.sha256(done.pdf + repr(how).encode()).hexdigest()[:8]}.pdf"
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        save_pdf(scan_pages(document, done, how), how, target, [], None)
    return target


def kind_of(fault: str) -> str:
    """What is wrong, without what is found instead and where it stands in the record."""
    return re.sub(r"/\w+/\d+ ", "", fault.partition(", not /")[0])


def wrong_words(printed: str, read: str) -> tuple[int, int]:
    """Words that are wrong, and all that are printed, in whatever order.

    Rules of tables are no words, and those of the national heading, which every print has, do not count.

    >>> wrong_words("Số: 12 | điểm", "điểm Số: 17 a")
    (2, 3)
    """
    wanted, found = _words(printed), _words(read)
    return max((wanted - found).total(), (found - wanted).total()), wanted.total()


def _words(text: str) -> Counter[str]:
    of_heading = Counter(" ".join(NATIONAL_HEADING).split())
    return Counter(word for word in nfc(text).split() if _WORD.search(word)) - of_heading


def _tell_words(folder: Path, texts: Sequence[Path], dpi: int | None, language: str) -> None:
    wrong = words = 0
    options = OcrOptions(language=language)
    for text in texts:
        scan, engine = scanned(text, dpi), RememberingEngine(options)
        pages = pipeline.digitise(scan, pipeline.Options(ocr=options), engine).pages
        bad, printed = wrong_words(text.read_text("utf-8"), "\n".join(page.text for page in pages))
        print(f"  {text.stem}: {bad:4} of {printed:5} words wrong", flush=True)
        wrong, words = wrong + bad, words + printed
    print(f"{folder.name} scans: {wrong} of {words} words wrong, {wrong / max(words, 1):.2%}")


def _more(faults: Sequence[str], known: Counter[str]) -> Iterator[str]:
    """The faults without those of the same kind that are known, one for one."""
    left = known.copy()
    for fault in faults:
        if left[kind_of(fault)] > 0:
            left[kind_of(fault)] -= 1
        else:
            yield fault


def main(arguments: Sequence[str]) -> int:
    parser = asking.parser(__doc__, sorted({p.parent for p in CORPUS.glob("*/*.statements.json")}))
    parser.add_argument("--faults", action="store_true")
    parser.add_argument("--words", action="store_true", help="words instead of statements")
    parser.add_argument("--language", default="vie", help="of the engine whose words are counted")
    parser.add_argument("--dpi", type=int, help="of scans whose words are counted")
    parser.add_argument("--make-only", action="store_true", help="make the scans and read nothing")
    asked = parser.parse_args(arguments)
    register_fonts()
    for folder in asked.folders:
        texts = asking.chosen(sorted(folder.glob("*.txt"))[::2], asked.only)
        if asked.make_only:
            print(*map(scanned, texts), sep="\n")
            continue
        if asked.words:
            _tell_words(folder, texts, asked.dpi, asked.language)
            continue
        known: Counter[str] = Counter()
        for name, document in ((f"{folder.name} texts", Path), (f"{folder.name} scans", scanned)):
            report = measure(texts, document, RememberingEngine())
            print(told(name, report), flush=True)
            if asked.faults and known and "blind" not in folder.name:
                print(*_more(report.faults, known), sep="\n")
            known = Counter(map(kind_of, report.faults))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
