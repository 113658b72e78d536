"""Files made to harm: small ones that unfold into huge ones, and such that lead their reader in circles."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pikepdf


@cache
def one_colour(side: int) -> bytes:
    """A whole PNG of so many pixels a side, all black: 35,000 of them are 150 KB, and 1.2 GB as grey pixels."""
    return _png(side, 1, zlib.compress(bytes((1 + (side + 7) // 8) * side), 1))


def png(path: Path) -> None:
    """A picture of 3.6 thousand million pixels in a few bytes."""
    path.write_bytes(_png(60_000, 8, zlib.compress(bytes(1 << 20))))


def _png(side: int, bits: int, packed: bytes) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, bits, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def tiff(path: Path) -> None:
    """One strip that claims to hold ten thousand million pixels."""
    tags = [
        (256, 100_000),
        (257, 100_000),
        (258, 8),
        (259, 1),
        (262, 1),
        (273, 8),
        (277, 1),
        (278, 100_000),
        (279, 8),
    ]
    entries = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags)
    path.write_bytes(
        struct.pack("<2sHI", b"II", 42, 16) + bytes(8) + struct.pack("<H", len(tags)) + entries + bytes(4)
    )


def sheet(path: Path) -> None:
    """A page of 5 x 5 metres."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(14_400, 14_400))
        pdf.save(path)


def picture(path: Path) -> None:
    """A page covered by a picture of 3.6 thousand million pixels, in 3.5 MB."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(595, 842))
        image = pikepdf.Stream(pdf, zlib.compress(bytes(1 << 20)))
        image.update(_image(60_000))
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=image))
        page.Contents = pikepdf.Stream(pdf, b"595 0 0 842 0 0 cm /Im Do")
        pdf.save(path)


def _image(side: int) -> pikepdf.Dictionary:
    name = pikepdf.Name
    return pikepdf.Dictionary(
        Type=name.XObject,
        Subtype=name.Image,
        Width=side,
        Height=side,
        ColorSpace=name.DeviceGray,
        BitsPerComponent=8,
        Filter=name.FlateDecode,
    )


def contents(path: Path) -> None:
    """A content stream of 400 MB, compressed twice to a few KB."""
    packer = zlib.compressobj(9)
    once = b"".join(packer.compress(b"q Q " * (1 << 20)) for _ in range(100)) + packer.flush()
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(595, 842))
        stream = pikepdf.Stream(pdf, zlib.compress(once, 9))
        stream.Filter = pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode])
        page.Contents = stream
        pdf.save(path)


def _raw(path: Path, objects: list[bytes], trailer: bytes) -> None:
    data, offsets = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    data += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    path.write_bytes(data + b"trailer\n<< %s >>\nstartxref\n%d\n%%%%EOF\n" % (trailer % {b"start": start}, start))


_CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
_PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"


def table_loop(path: Path) -> None:
    """The former table of objects is this very table."""
    _raw(path, [_CATALOG, b"<< /Type /Pages /Kids [] /Count 0 >>"], b"/Size 3 /Root 1 0 R /Prev %(start)d")


def tree_loop(path: Path) -> None:
    """The page tree is its own branch, and says that it has a thousand million pages."""
    _raw(path, [_CATALOG, b"<< /Type /Pages /Kids [2 0 R] /Count 1000000000 >>"], b"/Size 3 /Root 1 0 R")


def form_loop(path: Path) -> None:
    """A form that draws itself, twice."""
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources 5 0 R >>"
    draw = b"<< /Length 13 >>\nstream\n/F Do /F Do  \nendstream"
    form = (
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources 5 0 R /Length 13 >>\n"
        b"stream\n/F Do /F Do  \nendstream"
    )
    _raw(path, [_CATALOG, _PAGES, page, draw, b"<< /XObject << /F 6 0 R >> >>", form], b"/Size 7 /Root 1 0 R")


def objects_loop(path: Path) -> None:
    """A stream of objects that lies in itself."""
    inner = b"<< /Type /ObjStm /N 1 /First 4 /Extends 3 0 R /Length 9 >>\nstream\n3 0  null \nendstream"
    _raw(path, [_CATALOG, b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", inner], b"/Size 4 /Root 1 0 R")


def nested(path: Path) -> None:
    """An array in an array, half a million deep."""
    deep = b"[" * 500_000 + b"]" * 500_000
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Deep 4 0 R >>"
    _raw(path, [_CATALOG, _PAGES, page, deep], b"/Size 5 /Root 1 0 R")


BOMBS: dict[str, Callable[[Path], None]] = {
    "pixels.png": png,
    "pixels.tif": tiff,
    "sheet.pdf": sheet,
    "picture.pdf": picture,
    "contents.pdf": contents,
    "table-loop.pdf": table_loop,
    "tree-loop.pdf": tree_loop,
    "form-loop.pdf": form_loop,
    "objects-loop.pdf": objects_loop,
    "nested.pdf": nested,
}
