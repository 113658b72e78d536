"""Which fields of head and foot a document of its kind must have, by Nghị định 30/2020/NĐ-CP.

Điều 8 asks for issuer, number and symbol, place and date, type and subject, and signer of every document; the
party and mass organisations ask for the same. ``_NOT_DUE`` names the types whose form lacks some of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from cchc_ocr.document import Origin
from cchc_ocr.patterns import accented
from cchc_ocr.records import Document

_NUMBERED = ("number", "symbol", "number_symbol")
_ALL = ("type", *_NUMBERED, "issuer", "place", "date", "subject", "signer", "signer_title")
# What is asked of a text without a head: nothing says that it has the parts of another kind of document.
_ANY = ("type", "number", "issuer", "date", "subject", "signer")
# Mẫu 1.10 to 1.15 and the like: forms that are filled in below their name. Some are given a subject all the same.
WITHOUT_SUBJECT = frozenset(
    {
        *("Giấy giới thiệu", "Giấy nghỉ phép", "Giấy đi đường", "Giấy ủy quyền"),
        *("Phiếu gửi", "Phiếu chuyển", "Phiếu báo"),
    }
)
_OF_CITIZENS = (
    *("Đơn đề nghị", "Đơn khiếu nại", "Đơn kiến nghị", "Đơn tố cáo", "Đơn xin nghỉ phép", "Đơn xin xác nhận"),
    "Tờ khai",
)
_NOT_DUE: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        **dict.fromkeys(WITHOUT_SUBJECT, ("subject",)),
        "Biên bản": ("place",),  # Mẫu 1.9: place and time open the text
        "Thư công": (*_NUMBERED, "place"),
        "Phụ lục": (*_NUMBERED, "issuer", "place", "date", "signer", "signer_title"),
        **dict.fromkeys(_OF_CITIZENS, (*_NUMBERED, "issuer", "signer_title")),
        # Drawings and norms are not signed on their first or last page.
        "Bản đồ": (*_NUMBERED, "place", "signer", "signer_title"),
        "Bản vẽ kỹ thuật": (*_NUMBERED, "place", "signer", "signer_title"),
        "Tiêu chuẩn quốc gia": ("place", "date", "signer", "signer_title"),
        "Quy chuẩn kỹ thuật quốc gia": ("place", "date", "signer", "signer_title"),
        # Solemn texts have no numbers.
        "Hiến pháp": _NUMBERED,
        "Lời kêu gọi": _NUMBERED,
        "Tuyên bố": _NUMBERED,
        "Văn kiện": _NUMBERED,
    }
)
ATTACHED = accented(r"^\W*(?:[Bb]an hành\s+)?[Kk]èm theo\b")  # "(Ban hành kèm theo Quyết định số …)"


def missing(document: Document, origin: Origin, *, with_head: bool, attached: bool) -> Iterator[str]:
    """The pointers of the fields that are due and not there, in the order of the record.

    ``with_head``: whether the first page has a head. ``attached``: whether it says that the text is part of
    another document, which has number, date and signature (see ``ATTACHED``).

    >>> list(missing(Document(type="Phụ lục"), "text", with_head=False, attached=False))
    ['/document/subject']
    """
    # On a scan of which nothing else is known, the head may be illegible.
    part = attached and not with_head and (document.type is not None or origin != "scan")
    lacking = _NOT_DUE["Phụ lục"] if part else _NOT_DUE.get(document.type or "", ())
    unknown = origin == "text" and not with_head and document.type is None
    for name in _ANY if unknown else _ALL:
        if name not in lacking and getattr(document, name) is None:
            yield f"/document/{name}"
