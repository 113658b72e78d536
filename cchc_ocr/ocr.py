"""Pictures of pages to words: the engine protocol and Tesseract."""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from cchc_ocr import cells, cleanup, debug_images, grids, layout, rereading
from cchc_ocr.document import Box, Line, Page, Table, Word
from cchc_ocr.errors import KilledError, NotInstalledError, PageTimeoutError, UnreadableError
from cchc_ocr.images import PageImage
from cchc_ocr.unread import find_unread
from cchc_ocr.vietnamese import nfc

if TYPE_CHECKING:
    from cchc_ocr.cleanup import Prepared, Watch
    from cchc_ocr.grids import Grid
    from cchc_ocr.images import Pixels

_INSTALL = {
    "apt-get": "apt-get install tesseract-ocr tesseract-ocr-vie",
    "dnf": "dnf install tesseract tesseract-langpack-vie",
    "pacman": "pacman -S tesseract tesseract-data-vie",
    "zypper": "zypper install tesseract-ocr tesseract-ocr-traineddata-vie",
    "apk": "apk add tesseract-ocr tesseract-ocr-data-vie",
    "brew": "brew install tesseract tesseract-lang",
}


_TILDE = "~"  # alone it is a dash, most often that of an item: these documents have no other use for it
_FRACTION = re.compile("(?:(?<!:)/)?[⁄∕](?:(?<!:.)/)?")  # a slash, or one read as two; in an address two are two
_NO_SENSE = 0.5  # mean confidence; upright pages of all kinds stay above 0.75
_OWN_PRINT = 0.65  # of a faint page; what shines through is read at 0.46 to 0.53, faint print above 0.9


class Engine(Protocol):
    """Reads the picture of a page.

    Raises PageTimeoutError if it takes too long, NotInstalledError if it is missing, UnreadableError if
    it fails on this page.
    """

    @property
    def name(self) -> str:
        """Name, version and language: "tesseract 5.3.0 vie"."""
        ...

    def read(self, image: PageImage) -> Page: ...


@dataclass(frozen=True, slots=True)
class OcrOptions:
    """How pages are read. ``page_timeout`` is in seconds; ``clean`` False leaves pictures as they are.

    ``engine`` is a name that ``engines.engine`` knows. ``without`` names steps of ``cleanup`` to leave
    out, so that they can be measured. ``debug_images`` is a folder for pictures of what each step made.
    """

    language: str = "vie"
    page_timeout: float = 120.0
    clean: bool = True
    engine: Literal["tesseract", "tesserocr"] = "tesseract"
    without: frozenset[str] = frozenset()
    debug_images: Path | None = None


@dataclass(frozen=True)
class TesseractEngine:
    """Tesseract, one process per page. Safe to pickle and to use from several processes."""

    options: OcrOptions = field(default_factory=OcrOptions)

    @cached_property
    def name(self) -> str:
        return f"tesseract {tesseract_version(self.options.language)} {self.options.language}"

    def read(self, image: PageImage) -> Page:
        """The words of a page in reading order, boxes in pixels of the upright page."""
        ends = time.monotonic() + self.options.page_timeout
        return read_page(image, partial(self._words, ends), self.options)

    def _words(self, ends: float, pixels: Pixels, dpi: int, *, uniform: bool = False) -> list[list[Word]]:
        return parse_tsv(self._tsv(ends, pixels, dpi, uniform))

    def _tsv(self, ends: float, pixels: Pixels, dpi: int, uniform: bool) -> str:
        """One start of the engine. The picture crosses over as an uncompressed file, in memory if possible."""
        import pytesseract

        with tempfile.TemporaryDirectory(prefix="cchc-ocr-", dir=fast_folder()) as folder:
            picture = Path(folder) / "page.pgm"
            write_pgm(picture, pixels)
            config = f"--dpi {min(max(dpi, 70), 600)}" + (" --psm 6" if uniform else "")
            try:
                with _one_thread():
                    return str(
                        pytesseract.image_to_data(
                            str(picture),
                            lang=self.options.language,
                            config=config,
                            timeout=left_until(ends),
                        )
                    )
            except pytesseract.TesseractNotFoundError as error:
                raise not_installed("tesseract is not installed") from error
            except pytesseract.TesseractError as error:
                tesseract_version(self.options.language)  # missing language data are an error of their own
                if error.status < 0:
                    raise KilledError("tesseract crashed or was killed", hint="give it more memory") from error
                raise UnreadableError(
                    f"tesseract failed on the page: {str(error)[:200]}",
                    hint="see whether the picture opens",
                ) from error
            except UnicodeDecodeError as error:
                raise UnreadableError("tesseract gave bytes that are not text", hint="install it again") from error
            except FileNotFoundError as error:
                raise UnreadableError("tesseract gave no output", hint="install it again") from error
            except RuntimeError as error:  # what pytesseract raises at its time limit
                raise PageTimeoutError(
                    f"tesseract did not finish the page within {self.options.page_timeout:g} seconds",
                    hint="give it more time, or look whether the page is a photograph",
                ) from error


def left_until(ends: float) -> float:
    """Seconds of a page's time that are left for a call of its engine, by the monotonic clock; never none."""
    return max(ends - time.monotonic(), 0.01)


class Recogniser(Protocol):
    """Words with boxes, line by line, of a grey picture; ``uniform``: its lines are one block of text."""

    def __call__(self, pixels: Pixels, dpi: int, *, uniform: bool = False) -> Sequence[Sequence[Word]]: ...


def read_page(image: PageImage, recognise: Recogniser, options: OcrOptions | None = None) -> Page:
    """What every engine does around its recogniser: prepare the picture, put words in order and in place.

    Its hard lines are read a second time. A page that lies on its side is read both ways round, and as it
    is if neither makes sense, one that makes no sense also upside down; the surer reading counts. A faint
    page that reads badly is an empty one, through which the other side shines.
    """
    options = options or OcrOptions()
    prepared, watch = _prepared(image, options, 0)
    page = _surest(image, prepared, recognise, options, watch)
    if prepared.faint and page.confidence < _OWN_PRINT:
        return _empty(image, replace(prepared, notes=(cleanup.BLANK,)), 0)
    return page


def _surest(
    image: PageImage, prepared: Prepared, recognise: Recogniser, options: OcrOptions, watch: Watch | None
) -> Page:
    """The reading of the page the way round in which it makes most sense."""
    if prepared.sideways:
        page = max((_turned(image, recognise, options, turns) for turns in (1, 3)), key=_sureness)
        if page.confidence >= _NO_SENSE:
            return page
        return max(page, _page(image, prepared, recognise, 0, watch=watch), key=_sureness)
    page = _page(image, prepared, recognise, 0, again=options.clean, watch=watch)
    if options.clean and page.lines and page.confidence < _NO_SENSE:
        return max(page, _turned(image, recognise, options, 2), key=_sureness)
    return page


def _prepared(image: PageImage, options: OcrOptions, turns: int) -> tuple[Prepared, Watch | None]:
    """The picture prepared as the options ask, and who wants to see what becomes of it."""
    watch = debug_images.watcher(options.debug_images, image.number, turns) if options.debug_images else None
    if watch:
        watch("as it is", image.pixels)
    if not options.clean:
        return cleanup.untouched(image.pixels, image.dpi), watch
    return cleanup.prepare(image.pixels, image.dpi, cleanup.Steps(options.without, watch)), watch


def _turned(image: PageImage, recognise: Recogniser, options: OcrOptions, turns: int) -> Page:
    """The page read after ``turns`` quarter turns counter-clockwise."""
    import numpy as np

    upright = replace(image, pixels=np.ascontiguousarray(np.rot90(image.pixels, turns)))
    prepared, watch = _prepared(upright, options, turns)
    return _page(image, prepared, recognise, turns, watch=watch)


def _sureness(page: Page) -> float:
    """Letters read, each as far as the engine is sure of it beyond a coin's toss."""
    words = (word for line in page.lines for word in line.words)
    return sum(len(word.text) * (word.confidence - 0.5) for word in words)


def _empty(image: PageImage, prepared: Prepared, turns: int) -> Page:
    notes = (*image.notes, *prepared.notes, *([f"turned by {360 - 90 * turns} degrees"] if turns else []))
    return Page(image.number, (), "scan", prepared.page_width, prepared.page_height, notes=notes)


def _page(
    image: PageImage,
    prepared: Prepared,
    recognise: Recogniser,
    turns: int,
    *,
    again: bool = True,
    watch: Watch | None = None,
) -> Page:
    empty = _empty(image, prepared, turns)
    if prepared.blank:
        return empty
    height, width = prepared.pixels.shape[:2]
    found = grids.find_grids(prepared.pixels, prepared.skew)
    picture = grids.erase(prepared.pixels, found)
    inside = cells.read_cells(picture, found, prepared.dpi, partial(recognise, uniform=True))
    runs = [*recognise(cells.without_cells(picture, found), prepared.dpi), *inside.lines]
    lines = layout.arrange(runs, width, height, skew=prepared.skew, grids=found)
    if again and Page(0, lines).confidence >= _NO_SENSE:
        try:
            lines = _reread(lines, picture, prepared, recognise, found)
        except PageTimeoutError:
            empty = replace(empty, notes=(*empty.notes, "hard lines were not read again: no time was left"))
    if watch:
        watch("lines and tables", debug_images.drawn(prepared.pixels, lines, found))
    tables = layout.read_tables(lines, found, inside.inked)
    return replace(
        empty,
        lines=tuple(_on_page(line, prepared) for line in lines),
        tables=tuple(_table_on_page(table, prepared) for table in tables),
    )


def _reread(
    lines: Sequence[Line], picture: Pixels, prepared: Prepared, recognise: Recogniser, found: Sequence[Grid]
) -> tuple[Line, ...]:
    """The lines with the hard ones read twice, and those passed over."""
    unread = find_unread(picture, (box for line in lines for box in line.print_boxes), prepared.letters)
    read = partial(recognise, uniform=True)
    better = rereading.reread(lines, picture, prepared.dpi, read, skew=prepared.skew, unread=unread)
    if len(better) == len(lines):
        return better
    height, width = picture.shape[:2]
    return layout.arrange([line.words for line in better], width, height, skew=prepared.skew, grids=found)


def _on_page(line: Line, prepared: Prepared) -> Line:
    return replace(line, words=tuple(replace(word, box=_mapped(word.box, prepared)) for word in line.words))


def _table_on_page(table: Table, prepared: Prepared) -> Table:
    boxes = tuple(tuple(_mapped(box, prepared) for box in row) for row in table.boxes)
    return replace(table, box=_mapped(table.box, prepared), boxes=boxes)


def _mapped(box: Box | None, prepared: Prepared) -> Box | None:
    """A box of the prepared picture as a box of the page."""
    if box is None:
        return None
    (a, b, c), (d, e, f) = prepared.to_page.tolist()
    corners = [(x, y) for x in (box.x0, box.x1) for y in (box.y0, box.y1)]
    xs = [a * x + b * y + c for x, y in corners]
    ys = [d * x + e * y + f for x, y in corners]
    # The corners of a slightly turned box stand out by the height times the slope: take the mean edges.
    (x0, x1), (y0, y1) = _edges(xs, prepared.page_width), _edges(ys, prepared.page_height)
    return Box(x0, y0, x1, y1)


def _edges(values: Sequence[float], limit: int) -> tuple[int, int]:
    low, high = sum(sorted(values)[:2]) / 2, sum(sorted(values)[2:]) / 2
    return min(max(round(low), 0), limit), min(max(round(high), 0), limit)


def parse_tsv(tsv: str) -> list[list[Word]]:
    """Words line by line from Tesseract's TSV; confidences become 0..1. Raises UnreadableError for other text.

    >>> head = "level page_num block_num par_num line_num word_num left top width height conf text"
    >>> parse_tsv("\\t".join(head.split()) + "\\n" + "\\t".join("5 1 1 1 1 1 10 20 30 8 96.5 Số:".split()))
    [[Word(text='Số:', box=Box(x0=10, y0=20, x1=40, y1=28), confidence=0.965, seen=None)]]
    """
    lines: dict[tuple[str, str, str], list[Word]] = {}
    try:
        rows = csv.DictReader(tsv.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
        if "level" not in (rows.fieldnames or ()):
            raise KeyError("level")
        for row in rows:
            text = nfc(row["text"] or "").strip()
            if row["level"] == "5" and text:
                lines.setdefault((row["block_num"], row["par_num"], row["line_num"]), []).append(_word(row, text))
    except (KeyError, ValueError, TypeError) as error:
        raise UnreadableError("tesseract gave output without sense", hint="install it again") from error
    return list(lines.values())


def _word(row: dict[str, str], text: str) -> Word:
    left, top = int(row["left"]), int(row["top"])
    box = Box(left, top, left + int(row["width"]), top + int(row["height"]))
    word = Word(text, box, round(min(max(float(row["conf"]) / 100, 0.0), 1.0), 4))
    usual = _usual(text)
    return word if usual == text else replace(word, text=usual, seen=text)


def _usual(text: str) -> str:
    """The word with signs that the engine's data know, and no keyboard has, as those that were typed.

    >>> _usual("13⁄11⁄2024"), _usual("03⁄/KH-SNV"), _usual("~"), _usual("~5")
    ('13/11/2024', '03/KH-SNV', '-', '~5')
    """
    return "-" if text == _TILDE else _FRACTION.sub("/", text)


def write_pgm(path: Path, pixels: Pixels) -> None:
    """Write grey pixels as a portable grey map: a header of one line, then the bytes."""
    height, width = pixels.shape
    with path.open("wb") as file:
        file.write(b"P5\n%d %d\n255\n" % (width, height))
        file.write(pixels.tobytes())


def tesseract_version(language: str = "vie") -> str:
    """Version of the installed tesseract. Raises NotInstalledError if it or the language is missing."""
    program = shutil.which("tesseract")
    if program is None:
        raise not_installed("tesseract is not installed")
    version = _output(program, "--version").split()
    languages = _output(program, "--list-langs").split()
    missing = set(language.split("+")) - set(languages)
    if missing:
        raise not_installed(f"tesseract has no data for {', '.join(sorted(missing))}")
    return version[1].lstrip("v") if len(version) > 1 else "unknown"


def _output(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=30, check=False)
    if done.returncode < 0:  # what it has not said is not missing
        raise KilledError("tesseract crashed or was killed", hint="give it more memory")
    return done.stdout or done.stderr


def not_installed(what: str) -> NotInstalledError:
    """The error with the command that mends it on this machine."""
    return NotInstalledError(what, hint=f"install it: {install_command()}")


def install_command() -> str:
    """How to install tesseract with its Vietnamese data here."""
    for tool, command in _INSTALL.items():
        if shutil.which(tool):
            return command if tool == "brew" or _is_root() else f"sudo {command}"
    if sys.platform == "win32":
        return "the installer of UB Mannheim, with Vietnamese ticked"
    return _INSTALL["brew"] if sys.platform == "darwin" else _INSTALL["apt-get"]


def _is_root() -> bool:
    return not hasattr(os, "geteuid") or os.geteuid() == 0


def fast_folder() -> str | None:
    """A folder in memory where there is one and the user has not chosen another."""
    memory = Path("/dev/shm")
    return None if os.environ.get("TMPDIR") or not os.access(memory, os.W_OK) else str(memory)


class _one_thread:
    """Tesseract's own threads slow one another down when pages are read side by side."""

    def __enter__(self) -> None:
        self._before = os.environ.get("OMP_THREAD_LIMIT")
        os.environ["OMP_THREAD_LIMIT"] = "1"

    def __exit__(self, *_: object) -> None:
        if self._before is None:
            del os.environ["OMP_THREAD_LIMIT"]
        else:
            os.environ["OMP_THREAD_LIMIT"] = self._before
