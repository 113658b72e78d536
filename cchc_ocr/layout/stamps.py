"""Lines that are set or stamped on a document and say what became of it: arrival, certified copy, draft.

They are no part of its head, wherever they stand among the lines of it.
"""

from __future__ import annotations

import re

from cchc_ocr.layout.landmarks import is_upper
from cchc_ocr.patterns import unaccented
from cchc_ocr.vietnamese import bare

_ARRIVAL = unaccented(r"""
    ^\W*(?:
        (?:công văn|văn bản|cv)\s+(?:đến|đi)\b   # "CÔNG VĂN ĐẾN", "CV ĐẾN Số: 2352"
        |đến\W*(?:giờ\b|ngày\b|số\b|$)           # "ĐẾN Giờ: C", "ĐẾN"
        |(?:số|ngày|giờ)\s+(?:cv\s+)?đến\b       # "Số đến: 235"
        |giờ\s*[:.…]                             # "Giờ: ......"
        |ngày\s*[:.…][\W\d]*$                    # "Ngày: 21/3/18"
        |số\s*[:.…][\W\d]*đến\b                  # "Số: 235 ĐẾN"
        |chuyển\s*:                              # "Chuyển: Phòng Tổng hợp"
        |(?:số và ký hiệu|lưu)\s+(?:hs|hồ sơ)\b  # "Lưu hồ sơ số:"
        |(?:người ký|ký bởi|cơ quan|email|ngày ký|thời gian ký|thời gian)\s*:   # a signature's box
    )
""")
_COPY = unaccented(r"""
    ^[\W_]*(?P<kind>
        sao y(?:\s+bản chính)?        # "SAO Y BẢN CHÍNH"
        |sao lục                      # "SAO LỤC"
        |trích sao                    # "TRÍCH SAO"
        |bản sao(?:\s+(?:y|lục))?     # "BẢN SAO"
        |chứng thực bản sao           # "CHỨNG THỰC BẢN SAO ĐÚNG VỚI BẢN CHÍNH"
    )
    (?:\s+(?:đúng|từ|điện tử|ngày|có giá trị)\b.*|\W*$|\s*[;:,.(/–-].*)
""")
_DRAFT = unaccented(r"""
    ^[\W_]*(?P<draft>
        (?:bản\s+)?dự thảo                                # "DỰ THẢO", "Bản dự thảo"
        (?:\s*[(-]?\s*lần\s*(?:thứ\s+)?[:.]?\s*\w{1,4}\b)?     # "lần 2", "(lần thứ nhất)"
    )
    (?:\W*(?:ngày\b)?[\s\d/.-]*(?:(?:tháng|năm)\s*\d+\s*)*)?\W*$   # " ngày 05/4/2024"
""")
_BRACKET = re.compile(r"\s*[(-]\s*")
_MOST_WORDS = 14


def is_arrival(text: str) -> bool:
    """Whether a line belongs to the stamp that says when a document arrived, or to the box of a signature.

    >>> [is_arrival(line) for line in ("ĐẾN Giờ: C", "CÔNG VĂN ĐẾN", "Đến nay, các sở đã báo cáo.")]
    [True, True, False]
    """
    return text.count(" ") < _MOST_WORDS and bool(_ARRIVAL.match(bare(text).lower()))


def copy_of(text: str) -> str | None:
    """What kind of copy a line says that the document is; None where it does not.

    >>> copy_of("SAO Y; Văn phòng; 05/4/2024"), copy_of("Bản sao"), copy_of("Bản sao hồ sơ được gửi kèm")
    ('Sao y', 'Bản sao', None)
    """
    found = _COPY.match(bare(text).lower())
    if not found or text.count(" ") >= _MOST_WORDS:
        return None
    return _as_mark(text, found, "kind")


def draft_of(text: str) -> str | None:
    """What a line says of the document as a draft; None where it does not.

    >>> draft_of("DỰ THẢO lần 2"), draft_of("(Dự thảo)"), draft_of("Dự thảo Nghị quyết được thông qua")
    ('Dự thảo lần 2', 'Dự thảo', None)
    """
    found = _DRAFT.match(bare(text).lower())
    return _as_mark(text, found, "draft") if found else None


def _as_mark(text: str, found: re.Match[str], group: str) -> str | None:
    """The words in the case of a sentence; None where they do not begin with a capital, as marks do."""
    words = _BRACKET.sub(" ", text[slice(*found.span(group))])
    words = " ".join(words.split())
    if not words[:1].isupper():
        return None
    return words.capitalize() if is_upper(words.split(" lần")[0]) else words


def is_foreign(text: str) -> bool:
    """Whether a line of a head is a stamp or a mark of what became of the document."""
    return is_arrival(text) or copy_of(text) is not None or draft_of(text) is not None
