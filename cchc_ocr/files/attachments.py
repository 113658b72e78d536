"""The files that are attached to a PDF or make up a portfolio: which there are, and their content.

A file "b.pdf" inside "a.pdf" has the path "a.pdf#b.pdf" everywhere. Its name comes from the PDF, which anybody may
have made: it is made safe, so that it names a file of one folder on every system.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pikepdf

from cchc_ocr.errors import UnreadableError
from cchc_ocr.files.marks import LOOKED_AT
from cchc_ocr.files.passwords import Passwords
from cchc_ocr.files.unlocking import unlocked
from cchc_ocr.system.disk import DEEPEST, EMBEDDED, holder

_MOST = 200  # files of one PDF that are looked at
_MOST_NODES = 5000  # of the tree of their names
_LARGEST = 1 << 28  # bytes of such a file
_LONGEST_NAME = 100  # bytes: of several names, one inside another, a file name is made
_UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*#\ud800-\udfff\u200e\u200f\u202a-\u202e\u2066-\u2069]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)  # on Windows
_NAMES = ("/UF", "/F", "/Unix", "/DOS", "/Mac")  # where a file specification has its name


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside a PDF: its name, made safe, and how its content begins."""

    name: str
    start: bytes


def attachments(pdf: pikepdf.Pdf) -> tuple[Attachment, ...]:
    """The files attached to a PDF, each once, those of its pages too. At most 200 are looked at."""
    return tuple(Attachment(name, _content(stream, LOOKED_AT)) for name, stream in _embedded(pdf).items())


@contextmanager
def on_disk(path: Path, passwords: Passwords) -> Iterator[Path]:
    """The file itself; of a path that leads into a PDF, a copy in a temporary folder, under the same name.

    Raises UnreadableError or EncryptedError where there is no such file, or the PDF does not open.
    """
    outer = holder(path)
    if outer == path:
        yield path
        return
    with TemporaryDirectory(prefix="cchc-ocr-") as folder:
        file, name = outer, outer.name
        for inner in path.name.removeprefix(outer.name).split(EMBEDDED)[1 : DEEPEST + 1]:
            name = f"{name}{EMBEDDED}{inner}"
            file = _copied(file, inner, Path(folder) / name, passwords)
        if name != path.name:
            raise _missing(path)
        yield file


def _copied(file: Path, name: str, target: Path, passwords: Passwords) -> Path:
    try:
        with unlocked(file, passwords) as (pdf, _):
            stream = _embedded(pdf).get(name)
            if stream is None:
                raise _missing(target)
            target.write_bytes(_content(stream, _LARGEST + 1, target))
    except (pikepdf.PdfError, pikepdf.DataDecodingError) as error:
        what = "the PDF that holds it is corrupt"
        raise UnreadableError(what, hint="copy or download it again", file=target.name) from error
    return target


def _missing(path: Path) -> UnreadableError:
    hint = "check the name: the record of the PDF names its attachments"
    return UnreadableError("no such file is attached", hint=hint, file=path.name)


def _content(stream: Any, most: int, target: Path | None = None) -> bytes:
    """The first bytes of a file inside a PDF. With ``target``, raises UnreadableError where they are not all."""
    try:
        data = stream.read_raw_bytes()
        filters = stream.get("/Filter")
        names = list(filters) if isinstance(filters, pikepdf.Array) else [filters] if filters is not None else []
        if names == [pikepdf.Name.FlateDecode]:
            data = zlib.decompressobj().decompress(data, most)  # a small file may unfold into a huge one
        elif names:
            data = stream.read_bytes() if len(data) < most else b""
    except (pikepdf.PdfError, pikepdf.DataDecodingError, RuntimeError, ValueError, zlib.error) as error:
        if target is None:
            return b""
        what = "the attached file is corrupt"
        raise UnreadableError(what, hint="get the PDF again from its source", file=target.name) from error
    if target and len(data) >= most:
        what = f"the attached file has more than {_LARGEST >> 20} MB"
        raise UnreadableError(what, hint="save it from the PDF as a file of its own", file=target.name)
    return bytes(data[:most])


def _embedded(pdf: pikepdf.Pdf) -> dict[str, Any]:
    """The streams of the files in a PDF by their safe names, in the order of the file."""
    found: dict[str, Any] = {}
    seen: set[tuple[int, int]] = set()
    for told, specification in _specifications(pdf):
        stream = _stream(specification)
        if stream is None or (stream.objgen in seen and stream.is_indirect):
            continue
        seen.add(stream.objgen)
        found[_unique(safe_name(_name(specification) or told), found)] = stream
        if len(found) >= _MOST:
            break
    return found


def _specifications(pdf: pikepdf.Pdf) -> Iterator[tuple[str, pikepdf.Dictionary]]:
    """File specifications, with the names by which the PDF lists them ("" for those on pages)."""
    names = pdf.Root.get("/Names")
    waiting = deque([names.get("/EmbeddedFiles")] if isinstance(names, pikepdf.Dictionary) else [])
    for _ in range(_MOST_NODES):
        if not waiting:
            break
        node = waiting.popleft()
        if not isinstance(node, pikepdf.Dictionary):
            continue
        kids, pairs = node.get("/Kids"), node.get("/Names")
        waiting.extend(list(kids)[:_MOST_NODES] if isinstance(kids, pikepdf.Array) else ())
        items = list(pairs)[: 2 * _MOST_NODES] if isinstance(pairs, pikepdf.Array) else []
        for told, specification in zip(items[::2], items[1::2], strict=False):
            if isinstance(specification, pikepdf.Dictionary):
                yield _text(told), specification
    for page in pdf.pages:
        marks = page.obj.get("/Annots")
        for mark in marks if isinstance(marks, pikepdf.Array) else ():
            if isinstance(mark, pikepdf.Dictionary) and mark.get("/Subtype") == pikepdf.Name.FileAttachment:
                attached = mark.get("/FS")
                if isinstance(attached, pikepdf.Dictionary):
                    yield "", attached


def _stream(specification: pikepdf.Dictionary) -> pikepdf.Stream | None:
    streams = specification.get("/EF")
    if not isinstance(streams, pikepdf.Dictionary):
        return None
    found = (streams.get(key) for key in _NAMES)
    return next((stream for stream in found if isinstance(stream, pikepdf.Stream)), None)


def _name(specification: pikepdf.Dictionary) -> str:
    return next(filter(None, (_text(specification.get(key)) for key in _NAMES)), "")


def _text(value: object) -> str:
    if not isinstance(value, pikepdf.String):
        return ""
    with suppress(UnicodeDecodeError):
        return str(value)
    return bytes(value).decode("utf-8", "replace")


def safe_name(name: str) -> str:
    """A name that stays in its folder on every system, at most 100 bytes long.

    >>> safe_name("../../etc/passwd"), safe_name("a#b:c.pdf"), safe_name(" .. "), safe_name("CON.pdf")
    ('passwd', 'a_b_c.pdf', 'attachment', '_CON.pdf')
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rstrip("/ ").rpartition("/")[2]
    plain = _UNSAFE.sub("_", last).strip(" .")
    if _RESERVED.match(plain):
        plain = f"_{plain}"
    return _cut(plain, _LONGEST_NAME) or "attachment"


def _cut(name: str, most: int) -> str:
    """A name of at most so many bytes, with its suffix."""
    stem, dot, suffix = name.rpartition(".")
    if not stem or len(suffix) > 10:
        stem, dot, suffix = name, "", ""
    room = most - len((dot + suffix).encode())
    return stem.encode()[:room].decode("utf-8", "ignore").rstrip(" .") + dot + suffix


def _unique(name: str, taken: dict[str, Any]) -> str:
    """The name, with a number where another file has it, also in other letters' case."""
    known = {one.casefold() for one in taken}
    stem, dot, suffix = name.rpartition(".") if "." in name else (name, "", "")
    tries = (name, *(f"{stem}~{number}{dot}{suffix}" for number in range(2, len(taken) + 3)))
    return next(one for one in tries if one.casefold() not in known)
