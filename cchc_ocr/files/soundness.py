"""Checks whether the data of a picture are complete: decoders silently fill what they cannot read with white.

Every function returns what is wrong, or None where nothing is wrong or it cannot be judged.
"""

from __future__ import annotations

import base64
import binascii
import io
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import Any

import pikepdf
from PIL import Image, Jpeg2KImagePlugin, JpegImagePlugin

from cchc_ocr.picture.pixels import Pixels
from cchc_ocr.translation import gettext_noop as N_

DAMAGED = N_("the picture of the page is damaged")
CUT_SHORT = N_("the picture of the page is damaged or cut short")
CONCEALED = N_("nothing was found on the page, and its format does not tell whether the picture is whole")

_END_OF_JPEG = b"\xff\xd9"
_MOST_PACKED = 1 << 27  # bytes of a picture that was packed a second time
_MOST_AFTER, _PIECE = 1 << 26, 1 << 20  # bytes after the pixels that are looked at, and at a time
_FILTERS = frozenset(f"/{name}Decode" for name in ("ASCIIHex", "ASCII85", "LZW", "Flate", "RunLength", "CCITTFax"))
_FILTERS |= {"/JBIG2Decode", "/DCTDecode", "/JPXDecode", "/Crypt"}  # ISO 32000-2, 7.4
_FILTERS |= {"/AHx", "/A85", "/LZW", "/Fl", "/RL", "/CCF", "/DCT"}  # short forms, which readers accept
PLAIN = "plain"  # in the place of a filter: the data are the pixels
# The figures stand in docs/reading.md, section "Damaged pictures".
_CODED, _MARKS = 0.995, 64  # of fax data, but for so many bytes, are needed to code their picture again
_END_MARK = 4  # bytes, which data may lack


def jpeg_fault(data: bytes, limit: int) -> str | None:
    """Of the data of a JPEG of no more than ``limit`` pixels.

    What is corrupt is only warned of by most decoders. QPDF takes it for an error.
    """
    width, height = _jpeg_size(data) or (0, 0)
    if not width * height:
        return DAMAGED
    if width * height > limit:
        return None
    with pikepdf.new() as pdf:
        stream = pikepdf.Stream(pdf, data + _END_OF_JPEG)  # which some scanners leave out
        stream.Filter = pikepdf.Name.DCTDecode
        try:
            stream.read_bytes(decode_level=pikepdf.StreamDecodeLevel.all)
        except (pikepdf.PdfError, pikepdf.DataDecodingError, RuntimeError):
            return DAMAGED
    return None


def jpx_fault(data: bytes, limit: int) -> str | None:
    """Of the data of a JPEG 2000 picture of no more than ``limit`` pixels: whether they break off.

    A picture that lost only some of its detail is not found: the format has nothing to tell it by. A fourth of
    the resolution is decoded where the picture has so many levels, else all: it takes a fifth of the time.
    """
    return None if any(_is_decodable(data, limit, reduce) for reduce in (2, 0)) else DAMAGED


def _is_decodable(data: bytes, limit: int, reduce: int) -> bool:
    try:
        with Jpeg2KImagePlugin.Jpeg2KImageFile(io.BytesIO(data)) as picture:
            if picture.width * picture.height <= limit:
                picture.reduce = reduce
                picture.load()
    except (OSError, ValueError, SyntaxError):
        return False
    return True


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    # Image.open would refuse one that is too large for Pillow before its size is known
    with suppress(OSError, ValueError, SyntaxError), JpegImagePlugin.JpegImageFile(io.BytesIO(data)) as picture:
        return picture.size
    return None


def fax_fault(size: int, pixels: Pixels, rows: int | None = None) -> str | None:
    """Of ``size`` bytes of a fax (Group 4, ``rows`` rows at a time) that was decoded to ``pixels``.

    There is one way to code a picture, but for a few choices. A decoder that has lost its place makes a picture
    that takes less than its data, or more where they end too soon.
    """
    sound = any(_CODED * size - _MARKS <= needed <= size + _END_MARK for needed in fax_sizes(pixels, rows))
    return None if sound else DAMAGED


def fax_sizes(pixels: Pixels, rows: int | None = None) -> Iterator[int]:
    """Bytes that a picture of one bit takes as a fax, of black print on white and the other way round."""
    yield _fax_bytes(pixels > 127, rows)
    yield _fax_bytes(pixels <= 127, rows)


def _fax_bytes(mask: Any, rows: int | None) -> int:
    out = io.BytesIO()
    Image.fromarray(mask).save(out, "TIFF", compression="group4", tiffinfo={278: rows or len(mask)})
    with Image.open(out, formats=("TIFF",)) as picture:
        tags: Any = picture.tag_v2  # type: ignore[attr-defined]
        return int(sum(tags[279]))


def picture_fault(picture: Any, limit: int) -> str | None:
    """Of a picture in a PDF of no more than ``limit`` pixels."""
    if is_malformed(picture) or not is_packed_as_known(picture):
        return DAMAGED
    kind, data = coded_data(picture)
    if kind == "/DCTDecode":
        return jpeg_fault(data, limit)
    if kind == "/JPXDecode":
        return jpx_fault(data, limit)
    return _pixels_fault(picture, data, limit, packed=kind != PLAIN) if kind in ("/FlateDecode", PLAIN) else None


def _pixels_fault(picture: Any, data: bytes, limit: int, *, packed: bool) -> str | None:
    """Of a picture whose data are its pixels: there must be as many as its size claims."""
    if not picture.get("/ImageMask") and not {"/BitsPerComponent", "/ColorSpace"} <= set(picture.keys()):
        return DAMAGED
    due = _bytes_due(picture)
    if due > 4 * limit:
        return None
    made = inflated(data, due) if packed else data
    return DAMAGED if made is None or len(made) < due else None


def is_malformed(dictionary: Any) -> bool:
    """Whether keys and values of a dictionary are out of step: QPDF makes up a key for a value that has none."""
    return any(name_of(key).startswith("/QPDFFake") for key in dictionary.keys())  # noqa: SIM118 - pikepdf's


def is_packed_as_known(stream: Any) -> bool:
    """Whether the filters of a stream are some that exist: readers silently show nothing of others."""
    return _FILTERS.issuperset(_filters(stream))


def _filters(stream: Any) -> list[str]:
    """The names of the filters of a stream, the outermost first."""
    filters = stream.get("/Filter")
    return [name_of(name) for name in (filters if isinstance(filters, pikepdf.Array) else [filters]) if name]


def coded_data(stream: Any) -> tuple[str, bytes]:
    """The last filter of a stream and the data that it is for; "" where one before it cannot be undone here."""
    names = _filters(stream)
    data = bytes(stream.read_raw_bytes())
    while len(names) > 1 or names[:1] == ["/ASCII85Decode"]:
        if names[0] not in _OUTER:
            return "", data
        try:
            data = _OUTER[names.pop(0)](data)
        except (ValueError, zlib.error):
            data = b""
    return (names[0] if names else PLAIN), data


def _unpacked(data: bytes) -> bytes:
    return inflated(data, _MOST_PACKED) or b""


_OUTER: Mapping[str, Callable[[bytes], bytes]] = {
    "/ASCII85Decode": lambda data: base64.a85decode(data.strip().removesuffix(b"~>")),
    "/ASCIIHexDecode": lambda data: binascii.unhexlify(b"".join(data.split()).removesuffix(b">")),
    "/FlateDecode": _unpacked,
}


def name_of(name: Any) -> str:
    """A name as text; "?" where its bytes are not valid text."""
    try:
        return str(name)
    except UnicodeDecodeError:
        return "?"


def parameters_of(picture: Any) -> Any:
    given = picture.get("/DecodeParms")
    if isinstance(given, pikepdf.Array):
        given = given[len(given) - 1] if len(given) else None
    return given if isinstance(given, pikepdf.Dictionary) else pikepdf.Dictionary()


def number_of(holder: Any, name: str, otherwise: int) -> int:
    value = holder.get(name)
    return value if isinstance(value, int) else otherwise


def _bytes_due(picture: Any) -> int:
    """Bytes that a picture's size claims, at the least."""
    bits = 1 if picture.get("/ImageMask") else number_of(picture, "/BitsPerComponent", 1)
    row = (number_of(picture, "/Width", 0) * bits * _channels(picture.get("/ColorSpace")) + 7) // 8
    tagged = number_of(parameters_of(picture), "/Predictor", 1) >= 10  # each row begins with a byte of its own
    return (row + tagged) * number_of(picture, "/Height", 0)


def _channels(space: Any) -> int:
    """The number of values of a pixel; 1 for colour spaces that have no simple name."""
    if isinstance(space, pikepdf.Array) and len(space) > 1 and space[0] == pikepdf.Name.ICCBased:
        return number_of(space[1], "/N", 1) if isinstance(space[1], pikepdf.Stream) else 1
    return {"/DeviceRGB": 3, "/DeviceCMYK": 4}.get(name_of(space), 1)


def inflated(data: bytes, most: int) -> bytes | None:
    """The first bytes of what was packed, ``most`` of them; None where it is corrupt or ends before.

    Damaged data may unpack to as many bytes as sound ones, and go on after them: only the sum at their end tells
    that they are others. Some programs leave out the sum.
    """
    inflate, more = zlib.decompressobj(), b""
    try:
        made = inflate.decompress(data, most)
        for _ in range(_MOST_AFTER // _PIECE):
            if inflate.eof or not inflate.unconsumed_tail:
                break
            more = inflate.decompress(inflate.unconsumed_tail, _PIECE) or more
    except zlib.error:
        return None
    return made if inflate.eof or (len(made) >= most and not more) else None
