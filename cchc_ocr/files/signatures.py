"""Reads the digital signatures of a PDF: the signer, from the certificate, and the time.

It does not verify them.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from datetime import datetime

import pikepdf

from cchc_ocr.records import Signature

_COMMON_NAME = bytes.fromhex("0603550403")  # object identifier 2.5.4.3, as DER writes it
_ENCODINGS = {0x1E: "utf-16-be", 0x1C: "utf-32-be"}  # BMPString, UniversalString
_TIME = re.compile(r"D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:(Z)|([+-])(\d\d)'?(\d\d)?)?", re.ASCII)
_Node = tuple[int, bytes]


def signatures(pdf: pikepdf.Pdf) -> tuple[Signature, ...]:
    """The signatures of the file's form fields, in order of signing; what is no signature is passed over."""
    found = [Signature(signer=_signer(value), time=iso_time(_text(value, "/M"))) for value in _values(pdf)]
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
    time = f"{year}-{month}-{day}T{hour}:{minute}:{second}{zone}"
    try:
        datetime.fromisoformat(time)
    except ValueError:  # the form of a date, but a day or an hour that there is not
        return None
    return time


def _values(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    """Signature dictionaries below the form's fields."""
    for field in _fields(pdf.Root.get("/AcroForm")):
        value = field.get("/V")  # of other fields a string, name, number or array
        if isinstance(value, pikepdf.Dictionary) and "/ByteRange" in value:
            yield value


def _fields(form: object) -> Iterator[pikepdf.Dictionary]:
    """The dictionaries below /Fields and /Kids, each once: damaged files have fields that hold themselves."""
    waiting = deque([form.get("/Fields")] if isinstance(form, pikepdf.Dictionary) else [])
    seen: set[tuple[int, int]] = set()
    while waiting:
        node = waiting.popleft()
        if not isinstance(node, pikepdf.Array | pikepdf.Dictionary) or node.objgen in seen:
            continue
        if node.is_indirect:
            seen.add(node.objgen)
        if isinstance(node, pikepdf.Array):
            waiting.extend(node)
        else:
            waiting.append(node.get("/Kids"))
            yield node


def _text(value: pikepdf.Dictionary, key: str) -> str:
    """The string at ``key``; "" where there is none, or none that can be decoded."""
    found = value.get(key)
    try:
        return str(found) if isinstance(found, pikepdf.String) else ""
    except UnicodeDecodeError:
        return ""


def _signer(value: pikepdf.Dictionary) -> str | None:
    """The common name in the signer's certificate, else the name the file gives."""
    contents = value.get("/Contents")
    try:
        name = common_name(bytes(contents)) if isinstance(contents, pikepdf.String) else None
    except (ValueError, IndexError):
        name = None
    return name or _text(value, "/Name").strip() or None


def common_name(contents: bytes) -> str | None:
    """The subject's common name in the certificate that a PKCS#7 signature (RFC 5652) was made with.

    Raises ValueError or IndexError where the bytes are not DER, or not that of a signature.
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
    return body.decode(_ENCODINGS.get(tag, "utf-8")).strip() or None


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
