"""The text in which the name of a body must have ended, and what its words may begin."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cchc_ocr.extract.bodies.lists import BodyLists
from cchc_ocr.extract.bodies.word_tree import WORD
from cchc_ocr.patterns import accented
from cchc_ocr.vietnamese import CAPITALS

# Kinds whose name is whole without a field of work: what follows is a place, or no part of the name.
CLOSED = frozenset(
    {
        *("ubnd", "hdnd", "vpubnd", "chinh phu", "quoc hoi", "thu tuong", "thu tuong chinh phu", "bo chinh tri"),
        *("trung uong", "tinh uy", "thanh uy", "huyen uy", "quan uy", "thi uy", "dang uy", "dang bo", "chi bo"),
        *("tinh doan", "kho bac", "dai hoc"),
    }
)
# Bodies of which others are parts: "Cục Quản lý Dược - Bộ Y tế", "Thanh tra Bộ Y tế".
WHOLES = frozenset({"bo", "so", "tong cuc", "ubnd", "hdnd", "cuc", "tinh uy", "thanh uy", "huyen uy", "quan uy"})
# Acts and their parts: with them another citation begins ("Chính phủ và Điều 5 Thông tư …").
_ACT = accented(r"""
    (?:
        Khoản|Chương|Phụ lục|(?<!ông ty\s)Luật(?!\s(?:sư|gia)\b)|Bộ luật|Pháp lệnh|Hiến pháp|Nghị quyết|Nghị định
        |Quyết định|Chỉ thị|Thông tư|Thông báo|Công văn|Công điện|Tờ trình|Báo cáo|Hướng dẫn|Văn bản
        |(?<!hòng\s)Kế hoạch|Kết luận|Chương trình|Quy chế|Quy định|Đề án|Dự án|Ý kiến|Danh mục|Biên bản|Hợp đồng
        |Ông|Đồng chí|Căn cứ|Theo|Thực hiện|Xét|Số|Về
        |(?:Điều|Điểm|Mục|Mẫu|Biểu|Phần|Giấy|Phiếu)\s+(?:số\s+)?(?:[\dIVX]|[a-zđ]\b|mời|phép|chứng|chuyển)
    )
    (?![^\W\d_])
""")
_CAPITAL = re.compile(f"[{CAPITALS}]")
_GAP = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Reach:
    """An NFC text of which the characters before ``limit`` count. Positions are offsets in ``text``."""

    text: str
    limit: int
    lists: BodyLists

    def word(self, at: int) -> re.Match[str] | None:
        """The next word, with the comma or dash before it."""
        return WORD.match(self.text, at, self.limit)

    def behind_gap(self, at: int) -> int | None:
        """Where the text goes on behind spaces; None where none stand there."""
        gap = _GAP.match(self.text, at, self.limit)
        return gap.end() if gap else None

    def is_capital(self, at: int) -> bool:
        return bool(_CAPITAL.match(self.text, at, self.limit))

    def kind(self, at: int) -> tuple[str, int] | None:
        """The kind of a body that a word begins, as it is compared ("so", "ubnd"), and where it ends."""
        return self.lists.kind(self.text, at, self.limit)

    def behind_capital(self, at: int) -> bool:
        """Whether the next word begins with a capital, and nothing but a space stands before it."""
        begin = self.behind_gap(at)
        return begin is not None and self.is_capital(begin)

    def begins_act(self, at: int) -> bool:
        """Whether a word begins another document, or a clause as those that cite one."""
        return bool(_ACT.match(self.text, at, self.limit))

    def begins_body(self, at: int) -> bool:
        """Whether another body begins at a word: "Bộ Y tế" does, "Công an nhân dân" behind "Học viện" may not."""
        kind = self.kind(at)
        if kind is None or kind[0] in CLOSED:
            return kind is not None
        behind = self.word(kind[1])
        return kind[0] in WHOLES and behind is not None and self.is_capital(behind.start("word"))

    def last_word(self, at: int) -> str:
        """The word before an offset, with what stands at it."""
        return next(reversed(self.text[max(0, at - 40) : at].split()), "")
