"""Who gave points, by the words before them: the body itself, those who appraise, a survey, or an average."""

from __future__ import annotations

import re

from cchc_ocr.extract.text.phrases import Phrases, TextSpan
from cchc_ocr.patterns import accented
from cchc_ocr.records import Basis

_BASES: tuple[tuple[Basis, re.Pattern[str]], ...] = (
    ("average", re.compile(r"\b(?:(?<!nhom )(?<!muc )(?<!loai )trung binh|binh quan|trung vi|diem chung)\b")),
    ("survey", re.compile(r"\b(?:dieu tra|khao sat)\b")),
    ("self", re.compile(r"\btu (?:cham|danh gia)\b")),
    (
        "appraised",
        re.compile(r"\b(?:tham dinh|hoi dong|cong nhan|phuc tra|(?:doan|to)\b[^,;:]{0,30} (?:cham|de xuat))\b"),
    ),
)
# Words before points that say of themselves no more than that they are points, and whose judgement they are.
_ROLE = re.compile(
    r"\W*(?:(?:so voi|trong khi|con)\s+)?"
    r"(?:(?:so|ban|phong|chi cuc|van phong|ubnd|huyen|xa|phuong)\s(?:\w+\s){1,5}(?=tu (?:cham|danh gia)\b))?"
    r"(?:(?:don vi|doan(?:\s+kiem tra)?|to(?:\s+(?:kiem tra|cong tac|giup viec|thu ky))?|so|ban|xa|huyen|tinh"
    r"|phuong|ubnd(?:\s+\w+)?)\b\s*)?"
    r"(?=(?:\W*|.*\b(?:diem|cham|de xuat|danh gia|tham dinh|ket qua|cong nhan|hoi dong)\b.*)$)"
    r"(?:(?:so diem|diem so|diem|ket qua|tu|tham dinh|hoi dong|cham|de xuat|danh gia|cong nhan"
    r"|duoc|dat|bi|la|chi|con|sau|nhung|toi da|tuyet doi)\b\W*)*"
)
# "Thư ký trình bày kết quả thẩm định: huyện tự chấm 79,5/85 điểm": who speaks, and no name.
SPEAKS = accented(
    r"""
    \b(?:trình bày|đọc(?=\sbáo cáo)|cho biết|nêu|phát biểu|có ý kiến
    |(?<!chế độ )(?<!thực hiện )(?<!công tác )(?<!sau )(?<!các )(?<!gửi )(?<!nộp )
    (?:báo cáo|kết luận|thống nhất|thông báo|công bố)
    (?=\s*(?:$|:|kết quả|như sau|giữ|rằng)))\b
    """,
    re.IGNORECASE,
)
NOWHERE = TextSpan(0, 0)


def name_before(phrases: Phrases, at: int) -> str | None:
    """What points at ``at`` are of, None where no more than a role stands before them."""
    about = phrases.before(at)
    if is_role(phrases, about, at):
        about = named_before_role(phrases, about, 0, at, NOWHERE)[1]
    return phrases.read(about)


def is_role(phrases: Phrases, about: TextSpan, at: int) -> bool:
    """Whether words before points at ``at`` say no more than who gave them: "Hội đồng thẩm định chấm"."""
    return _ROLE.fullmatch(phrases.plain, about.start, at) is not None


def basis_of(phrases: Phrases, start: int, end: int) -> Basis | None:
    """Who gave points, by the words before them: the last that say so."""
    return basis_in(phrases.plain[start:end])


def basis_in(plain: str) -> Basis | None:
    """As ``basis_of``, for words in bare form and small letters."""
    found = [(m.start(), basis) for basis, p in _BASES for m in p.finditer(plain)]
    return max(found)[1] if found else None


def claims_by_subject(subject: str | None) -> bool:
    """Whether a document is about what its issuer gave itself, by its subject.

    >>> claims_by_subject("Kết quả tự kiểm tra, đánh giá chất lượng"), claims_by_subject("Đánh giá chất lượng")
    (True, False)
    """
    return _CLAIMS.search(subject or "") is not None


_CLAIMS = accented(r"\btự (?:(?:kiểm tra|rà soát)(?:,| và) )?(?:chấm|đánh giá)", re.IGNORECASE)


def named_before_role(
    phrases: Phrases, about: TextSpan, floor: int, at: int, named: TextSpan
) -> tuple[TextSpan, TextSpan]:
    """The name before the colon that a role follows ("Thể chế: tự chấm 9; thẩm định 8"); it is kept for more."""
    colon = phrases.plain.rfind(":", max(floor, about.start - 3), about.start)
    if colon > floor and not phrases.plain[colon + 1 : about.start].strip():
        named = phrases.before(colon, floor)
        if SPEAKS.search(phrases.text, named.start, named.end):
            return about, NOWHERE
        return named or about, named
    again = named and phrases.sentence(named.start) == phrases.sentence(at - 1) and floor > named.end
    return (named, named) if again else (about, NOWHERE)
