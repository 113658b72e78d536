"""Digital signatures of a PDF: who signed (from the certificate) and when. They are read, not verified."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from cchc_ocr.records import Signature

if TYPE_CHECKING:
    import pikepdf

_COMMON_NAME = bytes.fromhex("0603550403")  # object identifier 2.5.4.3, as DER writes it
_TIME = re.compile(r"D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:(Z)|([+-])(\d\d)'?(\d\d)?)?")
_Node = tuple[int, bytes]


def signatures(pdf: pikepdf.Pdf) -> tuple[Signature, ...]:
    """The signatures of the file's form fields, in order of signing."""
    found = [Signature(signer=_signer(value), time=iso_time(str(value.get("/M", "")))) for value in _values(pdf)]
    return tuple(sorted(found, key=lambda signature: signature.time or ""))


def iso_time(stamp: str) -> str | None:
    """A PDF date in ISO 8601; None where it is not one.

    >>> iso_time("D:20230105081524+07'00'")
    '2023-01-05T08:15:24+07:00'
    """
    match = _TIME.match(stamp)
    if not match:
        return None
    year, month, day, hour, minute, second, zulu, sign, hours, minutes = match.groups()
    zone = "+00:00" if zulu else f"{sign}{hours}:{minutes or '00'}" if sign else ""
    return f"{year}-{month}-{day}T{hour}:{minute}:{second}{zone}"


def _values(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Signature dictionaries below the form's fields; a field may hold others (/Kids)."""
    form = pdf.Root.get("/AcroForm")
    waiting = list(form.get("/Fields", [])) if form is not None else []
    seen: set[tuple[int, int]] = set()
    while waiting:
        field = waiting.pop(0)
        if not hasattr(field, "get") or (field.is_indirect and field.objgen in seen):
            continue
        seen.add(field.objgen)
        waiting += list(field.get("/Kids", []))
        value: Any = field.get("/V")
        if hasattr(value, "get") and "/ByteRange" in value:
            yield value


def _signer(value: Any) -> str | None:
    """The common name in the signer's certificate, else the name the file gives."""
    name = str(value.get("/Name", "")) or None
    try:
        return common_name(bytes(value.get("/Contents", b""))) or name
    except (ValueError, IndexError, UnicodeDecodeError):
        return name


def common_name(contents: bytes) -> str | None:
    """The subject's common name in the certificate that a PKCS#7 signature (RFC 5652) was made with.

    Raises ValueError or IndexError where the bytes are not DER.
    """
    signed_data = _children(_children(_children(contents)[0][1])[1][1])[0]
    parts = _children(signed_data[1])
    certificates = [node for tag, body in parts if tag == 0xA0 for node in _children(body)]
    signer_infos = _children(parts[-1][1])
    identity = _children(signer_infos[0][1])[1][1]  # issuer and serial number
    for _, body in certificates:
        fields = [node for node in _children(_children(body)[0][1]) if node[0] != 0xA0]
        serial, issuer, subject = fields[0], fields[2], fields[4]
        if _children(identity) == [issuer, serial]:
            return _name(subject[1])
    return None


def _name(subject: bytes) -> str | None:
    at = subject.rfind(_COMMON_NAME)
    if at < 0:
        return None
    tag, body = _children(subject[at + len(_COMMON_NAME) :], limit=1)[0]
    return body.decode("utf-16-be" if tag == 0x1E else "utf-8").strip() or None


def _children(data: bytes, limit: int = 10_000) -> list[_Node]:
    """The tag-length-value triples that ``data`` is made of, as (tag, value)."""
    nodes: list[_Node] = []
    at = 0
    while at + 1 < len(data) and len(nodes) < limit and data[at]:  # PDF pads signatures with zeros
        tag, length = data[at], data[at + 1]
        at += 2
        if length & 0x80:
            size = length & 0x7F
            if not size:
                return [*nodes, *_indefinite(tag, data[at:])]
            length = int.from_bytes(data[at : at + size])
            at += size
        if at + length > len(data):
            raise ValueError("cut short")
        nodes.append((tag, data[at : at + length]))
        at += length
    return nodes


def _indefinite(tag: int, rest: bytes) -> list[_Node]:
    """BER of indefinite length: what follows, up to the end mark, belongs to the node."""
    return [(tag, rest)]
