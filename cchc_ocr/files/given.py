"""Opens what is no file of its own, as files are opened: bytes, such as a server receives, and text."""

from __future__ import annotations

import hashlib
from contextlib import ExitStack
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory

from cchc_ocr.errors import UnreadableError, UnwritableError
from cchc_ocr.files.charsets import CONTROLS
from cchc_ocr.files.opening import OpenDocument, open_document, text_source
from cchc_ocr.files.options import ReadOptions
from cchc_ocr.system.disk import why_not

NAMELESS = "-"  # what is called so that nobody has named, as stdin is


def open_data(data: bytes, name: str = NAMELESS, options: ReadOptions | None = None) -> OpenDocument:
    """Open the bytes of a PDF, picture or text, whatever the name says.

    They lie in a temporary folder until the document is closed: pages are taken out of files. Raises what
    ``open_document`` raises, and UnwritableError where there is no room for them.
    """
    from cchc_ocr.files.attachments import safe_name  # texts need none of what PDFs do

    with ExitStack() as held:
        folder = held.enter_context(TemporaryDirectory(prefix="cchc-ocr-"))
        path = Path(folder) / safe_name(name)
        try:
            path.write_bytes(data)
        except OSError as error:
            what, hint = f"no temporary file can be written: {why_not(error)}", "make room, or set TMPDIR"
            raise UnwritableError(what, hint=hint, file=name) from error
        document = open_document(path, options)
        document.name = last_of(name)
        held.push(document.held)
        document.held = held.pop_all()
        return document


def open_text(text: str, name: str = NAMELESS, options: ReadOptions | None = None) -> OpenDocument:
    """Open a text: form feeds divide its pages. Its hash is that of its bytes in UTF-8.

    Raises UnreadableError where nothing stands in it, where it holds characters that no text has, where a line or
    word is too long, or where there is no such page.
    """
    path = Path(last_of(name))
    try:
        data = text.encode()
    except UnicodeEncodeError as error:
        raise _no_text(path) from error
    if CONTROLS.search(text):
        raise _no_text(path)
    hashed = hashlib.sha256(data).hexdigest()
    return OpenDocument(path, text_source(text, path), options or ReadOptions(), hashed)


def last_of(name: str) -> str:
    """A name without the folders before it, of whatever system.

    >>> last_of("đến/15-bc.pdf"), last_of(r"C:\\den\\15-bc.pdf"), last_of("")
    ('15-bc.pdf', '15-bc.pdf', '-')
    """
    return PurePath(name.replace("\\", "/")).name or NAMELESS


def _no_text(path: Path) -> UnreadableError:
    what = "the text holds characters that no text has"
    return UnreadableError(what, hint="give what is no text as bytes", file=path.name)
