"""Opens a file by its content, whatever its name, and gives its pages: pictures to be read, or text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Protocol

from cchc_ocr.document import Page
from cchc_ocr.errors import UnreadableError, UsageError
from cchc_ocr.files.marks import LOOKED_AT, RAW, archive, told_by
from cchc_ocr.files.office import package
from cchc_ocr.files.options import ReadOptions
from cchc_ocr.files.plain_text import beyond_bounds, decode, text_pages
from cchc_ocr.records import Signature
from cchc_ocr.system.disk import holder, leads_in_a_circle, sha256_of, shown_name

if TYPE_CHECKING:
    from cchc_ocr.files.attachments import Attachment
    from cchc_ocr.picture.pixels import PageImage

SUPPORTED = "PDF, PNG, JPEG, TIFF, BMP, WebP, HEIC, AVIF, JPEG 2000, GIF, DOCX, ODT, XLSX, ODS or plain text"
_PICTURES = ".png .jpg .jpeg .tif .tiff .bmp .webp .heic .heif .avif .jp2 .j2k .jpf .jpx .gif"
TEXTS = (".txt", *package.SUFFIXES)  # which have no picture
SUFFIXES = (".pdf", *_PICTURES.split(), *TEXTS)
# PDFium serves one thread of a process, whatever the file, and Python's filters of warnings belong to all of them.
_one_at_a_time = RLock()
_RANGE = re.compile(r"(\d{1,6})(?:(-)(\d{1,6}))?")


class PageSource(Protocol):
    """What every type of file must provide."""

    @property
    def page_count(self) -> int: ...

    @property
    def signatures(self) -> tuple[Signature, ...]: ...

    def page(self, number: int) -> PageImage | Page: ...

    def drawn(self, number: int) -> PageImage | None: ...

    def close(self) -> None: ...


class OpenDocument:
    """An open document; a context manager. Pages are made one at a time, when asked for.

    ``name`` is what it is called, ``numbers`` are the pages that the options select, in ascending order; ``held``
    is closed with it. Not for use from several threads at a time, but each may have its own. ``sha256`` is given
    where there is no file at ``path``.
    """

    def __init__(self, path: Path, source: PageSource, options: ReadOptions, sha256: str = "") -> None:
        self.path, self.name, self.held = path, shown_name(path), ExitStack()
        self._sha256 = sha256
        self.page_count = source.page_count
        self.signatures = source.signatures
        self.numbers = _selected(path, options.pages, source.page_count)
        if len(self.numbers) > options.max_pages:
            what = f"{len(self.numbers)} pages are more than {options.max_pages}"
            hint = "raise --max-pages, or choose some with --pages"
            raise UnreadableError(what, hint=hint, file=path.name)
        self._source = source

    def __enter__(self) -> OpenDocument:
        return self

    def __exit__(self, *_: object) -> None:
        with _one_at_a_time:
            self.held.close()

    @property
    def sha256(self) -> str:
        """Of the file's bytes, in hexadecimal."""
        return self._sha256 or sha256_of(self.path)

    @property
    def attachments(self) -> tuple[Attachment, ...]:
        """The files attached to it; only PDFs have any."""
        return getattr(self._source, "attachments", ())

    def page(self, number: int) -> PageImage | Page:
        """Page ``number``, from 1: a picture to be read, or text. Raises UnreadableError if there is none."""
        if not 1 <= number <= self.page_count:
            raise _no_such_page(self.path, number, self.page_count)
        with _one_at_a_time:
            return self._source.page(number)

    def picture(self, number: int) -> PageImage | None:
        """What page ``number`` looks like: the picture that its boxes are in; None where the file has only text.

        Raises UnreadableError where it cannot be shown.
        """
        if not 1 <= number <= self.page_count:
            raise _no_such_page(self.path, number, self.page_count)
        with _one_at_a_time:
            return self._source.drawn(number)

    def pages(self) -> Iterator[PageImage | Page]:
        """The selected pages, one after the other."""
        return (self.page(number) for number in self.numbers)


def open_document(path: str | Path, options: ReadOptions | None = None) -> OpenDocument:
    """Open a PDF, picture or text file, whatever its name says; "a.pdf#b.pdf" is the file "b.pdf" inside "a.pdf".

    Raises UnreadableError (missing, empty, corrupt, of no supported type, no such page) or EncryptedError.
    """
    path, options = Path(path), options or ReadOptions()
    with _one_at_a_time, ExitStack() as held:
        if holder(path) != path:
            from cchc_ocr.files.attachments import on_disk

            path = held.enter_context(on_disk(path, options.passwords))
        source = _source(path, options)
        held.callback(source.close)
        document = OpenDocument(path, source, options)
        document.held = held.pop_all()
        return document


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


def _source(path: Path, options: ReadOptions) -> PageSource:
    """The file as what its content says it is. What decodes pictures is imported for them: texts need none."""
    start = _start_of(path)
    if office := package.office_kind(path, start):
        from cchc_ocr.files.office.reader import office_pages

        return _TextFile(office_pages(path, office))
    if strange := archive(start):  # a PDF stored in one would otherwise be read as the only document
        hint = f"unpack it, and give what it holds: {SUPPORTED}"
        raise UnreadableError(f"this is {strange}", hint=hint, file=path.name)
    kind = told_by(start)
    if kind == "pdf":
        from cchc_ocr.files.pdf import PdfFile

        return PdfFile(path, options)
    if kind == "picture":
        from cchc_ocr.files.pictures import PictureFile

        return PictureFile(path, options)
    return _text_file(path)


def _start_of(path: Path) -> bytes:
    """The first bytes of the file. Raises UnreadableError where there are none."""
    try:
        with path.open("rb") as file:
            start = file.read(4096)
    except FileNotFoundError as error:
        raise UnreadableError("no such file", hint="check the name", file=path) from error
    except IsADirectoryError as error:
        raise UnreadableError(
            "this is a folder", hint="give a file; only `cchc-ocr run` reads folders", file=path
        ) from error
    except OSError as error:
        if leads_in_a_circle(error):
            hint = "remove the link, or let it point to the file"
            raise UnreadableError("this is a link that leads back to itself", hint=hint, file=path) from error
        what = f"this file cannot be opened: {error.strerror}"
        hint = "check permissions" if isinstance(error, PermissionError) else "check the name"
        raise UnreadableError(what, hint=hint, file=path) from error
    if not start:
        raise UnreadableError("the file is empty", hint="copy or scan it again", file=path.name)
    return start


@dataclass(frozen=True)
class _TextFile:
    """A file whose pages are text."""

    texts: tuple[Page, ...]
    signatures: tuple[Signature, ...] = ()

    @property
    def page_count(self) -> int:
        return len(self.texts)

    def page(self, number: int) -> Page:
        return self.texts[number - 1]

    def drawn(self, number: int) -> None:
        """Nobody has drawn its pages."""

    def close(self) -> None:
        """Nothing is kept open."""


def _text_file(path: Path) -> PageSource:
    text = decode(path.read_bytes())
    if text is None:
        raise _unsupported(path, "this is neither a picture, a PDF nor text in UTF-8 or another known encoding")
    suffix = path.suffix.lower()
    if suffix in SUFFIXES and suffix != ".txt":
        raise _unsupported(path, f"the file is named {suffix} but contains plain text")
    return text_source(text, path)


def text_source(text: str, path: Path) -> PageSource:
    """The pages of a text. Raises UnreadableError, with the name of the path, where it cannot be one."""
    if not text.strip():
        raise UnreadableError("the file contains no text", hint="copy or export it again", file=path.name)
    if fault := beyond_bounds(text):
        hint = "if the file is a text, divide its lines"
        raise UnreadableError(fault, hint=hint, file=path.name)
    return _TextFile(text_pages(text))


def _unsupported(path: Path, what: str) -> UnreadableError:
    return UnreadableError(what, hint=f"give {SUPPORTED}", file=path.name)


def _selected(path: Path, wanted: tuple[int, ...] | None, count: int) -> tuple[int, ...]:
    if wanted is None:
        return tuple(range(1, count + 1))
    for number in wanted:
        if not 1 <= number <= count:
            raise _no_such_page(path, number, count)
    return tuple(sorted(set(wanted)))


def _no_such_page(path: Path, number: int, count: int) -> UnreadableError:
    hint = "the document has 1 page" if count == 1 else f"the document has {count} pages"
    return UnreadableError(f"there is no page {number}", hint=hint, file=path.name)


def is_document(name: str) -> bool:
    """Whether a file in a folder is taken for a document, by its name.

    Hidden files are not, nor the truth that lies beside a sample.

    >>> is_document("bao-cao.PDF"), is_document(".bao-cao.pdf"), is_document("bao-cao.truth.txt")
    (True, False, False)
    """
    lower = name.lower()
    return lower.endswith(SUFFIXES) and not lower.startswith(".") and not lower.endswith("truth.txt")


def is_document_by_content(path: Path) -> bool:
    """Whether a file in a folder is a PDF, a picture or an Office file, though its name does not say so.

    Raises OSError where it cannot be opened.
    """
    if _is_no_document(path.name.lower()):
        return False
    with path.open("rb") as file:
        return _reads(path, file.read(LOOKED_AT))


def is_document_inside(name: str, start: bytes) -> bool:
    """Whether a file inside a PDF is taken for a document, by its name or by how its content begins."""
    return is_document(name) or (not _is_no_document(name.lower()) and _is_pdf_or_picture(start))


def _is_no_document(name: str) -> bool:
    return name.startswith(".") or name.endswith(("truth.txt", *RAW))


def _reads(path: Path, start: bytes) -> bool:
    return package.is_read(path, start) or _is_pdf_or_picture(start)


def _is_pdf_or_picture(start: bytes) -> bool:
    return not archive(start) and told_by(start) is not None
