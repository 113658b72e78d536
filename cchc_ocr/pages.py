"""A file to its pages: pictures to be read, or text that needs no reading."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from cchc_ocr import images, legacy
from cchc_ocr.document import Line, Page, Table
from cchc_ocr.errors import UnreadableError, UsageError
from cchc_ocr.images import PageImage, ReadOptions
from cchc_ocr.records import Signature
from cchc_ocr.vietnamese import nfc

__all__ = ["Document", "PageImage", "ReadOptions", "open_document", "parse_pages", "text_pages"]

SUPPORTED = "PDF, PNG, JPEG, TIFF, BMP, WebP or plain text"
SUFFIXES = (".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp", ".txt")
_PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"II+\0", b"MM\0+", b"BM")
_STRANGERS = {
    b"PK\x03\x04": "a ZIP or Office file",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"GIF8": "a GIF",
    b"\x1f\x8b": "a gzip archive",
    b"{\\rtf": "an RTF file",
}
_RANGE = re.compile(r"(\d{1,6})(?:(-)(\d{1,6}))?")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


class Source(Protocol):
    """What a kind of file has to offer."""

    @property
    def page_count(self) -> int: ...

    @property
    def signatures(self) -> tuple[Signature, ...]: ...

    def page(self, number: int) -> PageImage | Page: ...

    def close(self) -> None: ...


class Document:
    """An open document; a context manager. Pages are made one at a time, when asked for.

    ``numbers`` are the pages that the options select, in ascending order. Not for use from several
    threads at a time.
    """

    def __init__(self, path: Path, source: Source, options: ReadOptions) -> None:
        self.path = path
        self.page_count = source.page_count
        self.signatures = source.signatures
        self.numbers = _selected(path, options.pages, source.page_count)
        if len(self.numbers) > options.max_pages:
            what = f"{path.name}: {len(self.numbers)} pages are more than {options.max_pages}"
            raise UnreadableError(what, hint="raise --max-pages, or choose some with --pages")
        self._source = source

    def __enter__(self) -> Document:
        return self

    def __exit__(self, *_: object) -> None:
        self._source.close()

    @property
    def sha256(self) -> str:
        """Of the file's bytes, in hexadecimal."""
        with self.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def page(self, number: int) -> PageImage | Page:
        """Page ``number``, from 1: a picture to be read, or text. Raises UnreadableError if there is none."""
        if not 1 <= number <= self.page_count:
            raise _no_such_page(self.path, number, self.page_count)
        return self._source.page(number)

    def pages(self) -> Iterator[PageImage | Page]:
        """The selected pages, one after the other."""
        return (self.page(number) for number in self.numbers)


def open_document(path: str | Path, options: ReadOptions | None = None) -> Document:
    """Open a PDF, picture or text file, whatever its name says.

    Raises UnreadableError (missing, empty, corrupt, of no supported type, no such page) or EncryptedError.
    """
    path, options = Path(path), options or ReadOptions()
    source = _source(path, options)
    try:
        return Document(path, source, options)
    except UnreadableError:
        source.close()
        raise


def parse_pages(text: str) -> tuple[int, ...]:
    """Page numbers from what a user typed. Raises UsageError.

    >>> parse_pages("1,3-5")
    (1, 3, 4, 5)
    """
    numbers: set[int] = set()
    for part in text.split(","):
        match = _RANGE.fullmatch(part.strip())
        first, last = (int(match[1]), int(match[3] or match[1])) if match else (0, 0)
        if not 1 <= first <= last:
            raise UsageError(f"not a list of pages: {text!r}", hint="for example 1,3-5")
        numbers |= set(range(first, last + 1))
    return tuple(sorted(numbers))


def text_pages(text: str) -> tuple[Page, ...]:
    """Pages of plain text: form feeds divide pages, empty lines paragraphs; legacy encodings become Unicode.

    >>> [page.text for page in text_pages("Số: 5/BC-SNV\\n\\fTrang hai")]
    ['Số: 5/BC-SNV', 'Trang hai']
    """
    text, encodings = legacy.convert_text(text.replace("\r\n", "\n").replace("\r", "\n"))
    parts = nfc(text).removesuffix("\f").split("\f")
    notes = tuple(f"converted from {encoding}" for encoding in encodings)
    return tuple(
        Page(number, _text_lines(part), tables=text_tables(part), notes=notes)
        for number, part in enumerate(parts, 1)
    )


_RULE = re.compile(r":?-{2,}:?$")
_FEWEST_COLUMNS = 3  # two columns of a text are as often the two blocks of a head or a foot
_GROUP_ROW = 60  # characters; a longer line among rows is a paragraph and no heading of some of them


def text_tables(text: str) -> tuple[Table, ...]:
    """Tables of plain text: neighbouring lines whose cells are parted by tabs or by bars, as in Markdown.

    >>> table, = text_tables("Kết quả:\\nTT\\tSở\\tĐiểm\\nNăm 2023\\n1\\tSở A\\t80,5\\n\\nNơi nhận:")
    >>> table.rows
    (('TT', 'Sở', 'Điểm'), ('Năm 2023',), ('1', 'Sở A', '80,5'))
    """
    tables: list[Table] = []
    rows: list[tuple[str, ...]] = []
    for line in (*text.split("\n"), ""):
        cells = _cells(line)
        if len(cells) > 1 or (rows and 0 < len(line.strip()) <= _GROUP_ROW):
            rows.append(cells)
        else:
            tables += _table(rows)
            rows = []
    return tuple(tables)


def _table(rows: Sequence[tuple[str, ...]]) -> Iterator[Table]:
    last = max((i for i, row in enumerate(rows) if len(row) > 1), default=-1)
    kept = [row for row in rows[: last + 1] if not all(_RULE.match(cell) for cell in row)]
    if len(kept) > 1 and len(kept[0]) >= _FEWEST_COLUMNS:
        yield Table(tuple(kept))


def _cells(line: str) -> tuple[str, ...]:
    """The cells of a line; one alone where nothing parts it."""
    if "\t" in line.strip(" "):
        return tuple(cell.strip() for cell in line.split("\t"))
    bars = line.strip()
    if len(bars) > 2 and bars[0] == bars[-1] == "|":
        return tuple(cell.strip() for cell in bars[1:-1].split("|"))
    if bars.count(" | ") + 1 >= _FEWEST_COLUMNS:
        return tuple(cell.strip() for cell in bars.split("|"))
    return (line.strip(),)


def _text_lines(text: str) -> tuple[Line, ...]:
    lines: list[Line] = []
    paragraph = 0
    for line in text.split("\n"):
        if line.strip():
            lines.append(Line.from_text(line, paragraph))
        else:
            paragraph += 1
    return tuple(lines)


def _source(path: Path, options: ReadOptions) -> Source:
    start = _start_of(path)
    if b"%PDF-" in start[:1024]:
        from cchc_ocr.pdf import PdfFile

        return PdfFile(path, options)
    if start.startswith(_PICTURES) or (start[:4] == b"RIFF" and start[8:12] == b"WEBP"):
        return _PictureFile(path, options)
    return _text_file(path, start)


def _start_of(path: Path) -> bytes:
    """The first bytes of the file. Raises UnreadableError where there are none."""
    try:
        with path.open("rb") as file:
            start = file.read(4096)
    except FileNotFoundError as error:
        raise UnreadableError(f"{path}: no such file", hint="check the name") from error
    except IsADirectoryError as error:
        raise UnreadableError(f"{path}: is a folder", hint="give a file; `run` takes folders") from error
    except OSError as error:
        raise UnreadableError(f"{path}: cannot be opened: {error.strerror}", hint="check permissions") from error
    if not start:
        raise UnreadableError(f"{path.name}: the file is empty", hint="copy or scan it again")
    return start


@dataclass(frozen=True)
class _PictureFile:
    path: Path
    options: ReadOptions
    signatures: tuple[Signature, ...] = ()
    page_count: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "page_count", images.frame_count(self.path, self.options.max_pixels))

    def page(self, number: int) -> PageImage:
        return images.load(self.path, number, self.options.max_pixels)

    def close(self) -> None:
        pass


@dataclass(frozen=True)
class _TextFile:
    texts: tuple[Page, ...]
    signatures: tuple[Signature, ...] = ()

    @property
    def page_count(self) -> int:
        return len(self.texts)

    def page(self, number: int) -> Page:
        return self.texts[number - 1]

    def close(self) -> None:
        pass


def _text_file(path: Path, start: bytes) -> _TextFile:
    for mark, kind in _STRANGERS.items():
        if start.startswith(mark):
            raise _unsupported(path, f"is {kind}")
    text = decode(path.read_bytes())
    if text is None:
        raise _unsupported(path, "is neither a picture, a PDF nor text in UTF-8, UTF-16, TCVN3 or VNI")
    suffix = path.suffix.lower()
    if suffix in SUFFIXES and suffix != ".txt":
        raise _unsupported(path, f"is named {suffix} but holds plain text")
    if not text.strip():
        raise UnreadableError(f"{path.name}: the file holds no text", hint="copy or export it again")
    return _TextFile(text_pages(text))


def decode(data: bytes) -> str | None:
    """Text in UTF-8 (with or without byte order mark) or UTF-16 (with it); None for anything else.

    Of text in a legacy Vietnamese encoding, the letters that its bytes are in Western Windows.

    >>> decode("Số".encode("utf-16")), decode("Số".encode("utf-8-sig")), decode(b"S\\xf3")
    ('Số', 'Số', None)
    """
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text: str | None = data.decode(encoding)
    except UnicodeDecodeError:
        text = legacy.decode(data)
    return None if text is None or _CONTROLS.search(text) else text


def _unsupported(path: Path, what: str) -> UnreadableError:
    return UnreadableError(f"{path.name} {what}", hint=f"give {SUPPORTED}")


def _selected(path: Path, wanted: tuple[int, ...] | None, count: int) -> tuple[int, ...]:
    if wanted is None:
        return tuple(range(1, count + 1))
    for number in wanted:
        if not 1 <= number <= count:
            raise _no_such_page(path, number, count)
    return tuple(sorted(set(wanted)))


def _no_such_page(path: Path, number: int, count: int) -> UnreadableError:
    pages = "1 page" if count == 1 else f"{count} pages"
    return UnreadableError(f"{path.name}: there is no page {number}", hint=f"the document has {pages}")
