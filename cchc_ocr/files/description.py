"""What a searchable PDF says of itself: the document as its record has it, and the programs that made the file."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

import pikepdf

from cchc_ocr.records import Record
from cchc_ocr.version import __version__
from cchc_ocr.vietnamese import nfc

LANGUAGE = "vi-VN"
_FIELDS = ("type", "number_symbol", "issuer", "subject", "date")
_NUMBER = ("number", "symbol", "number_symbol")  # a doubt about one of them is a doubt about all
_LONGEST = 200  # characters of the name of a program; more is not a name
_INFO = {"/Title": "dc:title", "/Author": "dc:creator", "/Subject": "dc:description"}


def describe(pdf: pikepdf.Pdf, record: Record | None, origin: Mapping[str, str]) -> None:
    """Write title, author, subject, date and language into the PDF, and which programs made it.

    ``origin`` has Creator and Producer of the original file. XMP and document information say the same, as PDF/A
    demands. There are no times of this file: the same scan gives the same bytes. The date of the document is in
    XMP's ``dc:date``.
    """
    known = _sure(record) if record else {}
    described = _properties(known)
    info = {key: described[name] for key, name in _INFO.items() if name in described}
    ours = f"cchc-ocr {__version__}"
    by = f"{ours} (OCRmyPDF {version('ocrmypdf')}, pikepdf {pikepdf.__version__})"
    info["/Creator"] = origin.get("/Creator", ours)
    info["/Producer"] = "; ".join(filter(None, (origin.get("/Producer"), by)))
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        for key in ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"):
            if key in metadata:
                del metadata[key]
        metadata["xmp:CreatorTool"], metadata["pdf:Producer"] = info["/Creator"], info["/Producer"]
        for name, value in described.items():
            metadata[name] = [value] if name in ("dc:creator", "dc:date") else value
        metadata["dc:language"] = {LANGUAGE}
    for key in [*pdf.docinfo]:
        del pdf.docinfo[key]
    for key, text in info.items():
        pdf.docinfo[key] = pikepdf.String(text)
    pdf.Root.Lang = pikepdf.String(LANGUAGE)


def programs(pdf: pikepdf.Pdf) -> dict[str, str]:
    """Creator and Producer of a PDF: the programs that it was written and made with."""
    found = {key: _name(pdf.docinfo.get(key)) for key in ("/Creator", "/Producer")}
    return {key: name for key, name in found.items() if name}


def title(known: Mapping[str, str]) -> str:
    """Type, number and subject of a document in one line; "" where none is known.

    >>> title({"type": "Báo cáo", "number_symbol": "15/BC-SNV", "subject": "Kết quả Chỉ số năm 2020"})
    'Báo cáo số 15/BC-SNV: Kết quả Chỉ số năm 2020'
    >>> title({"subject": "Kết quả Chỉ số năm 2020"})
    'Kết quả Chỉ số năm 2020'
    >>> title({"number_symbol": "67/2025/QH15"})
    'Số 67/2025/QH15'
    """
    number = f"số {known['number_symbol']}" if "number_symbol" in known else ""
    head = " ".join(filter(None, (known.get("type"), number)))
    return ": ".join(filter(None, (head[:1].upper() + head[1:], known.get("subject"))))


def _properties(known: Mapping[str, str]) -> dict[str, str]:
    """The values as XMP names them."""
    named = {
        "dc:title": title(known),
        "dc:creator": known.get("issuer"),
        "dc:description": known.get("subject"),
        "dc:identifier": known.get("number_symbol"),
        "dc:date": known.get("date"),
    }
    return {name: value for name, value in named.items() if value}


def _sure(record: Record) -> dict[str, str]:
    """What the record says of the document and does not list for review."""
    doubtful = {pointer.removeprefix("/document/") for pointer in record.needs_review}
    if doubtful & {*_NUMBER}:
        doubtful |= {*_NUMBER}
    values = ((name, getattr(record.document, name)) for name in _FIELDS if name not in doubtful)
    return {name: " ".join(nfc(value).split()) for name, value in values if value}


def _name(value: Any) -> str:
    """The name of a program as a PDF has it, without what is not text."""
    text = str(value) if isinstance(value, (str, pikepdf.String)) else ""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())[:_LONGEST]
