"""Finds personal data in a text by rule: by the form of numbers, and by the words before them.

A citizen number has 12 digits that begin with the code of a province (Thông tư 59/2021/TT-BCA), or, behind a word
such as "CMND", 9. A telephone number begins as those of Việt Nam do, or stands behind a word such as "ĐT". An
address is private behind a word such as "thường trú", or behind "địa chỉ" where a person was named before. Money,
codes of procedures, numbers of documents, tax codes and bank accounts are none of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cchc_ocr.patterns import accented, unaccented
from cchc_ocr.records import PersonalKind
from cchc_ocr.vietnamese import bare

_MOST_BETWEEN = 45  # characters between a word such as "CMND" and its number
_LONGEST_ADDRESS = 160  # characters
_BEFORE = 200  # characters in which a person is looked for before "địa chỉ"
_MOST_GROUPS = 6  # of figures in a telephone number: "0912.34.56.78"
_PROVINCES = range(1, 97)  # the codes of provinces in citizen numbers

# The patterns look at ``bare(text)`` in small letters.
_TWELVE = re.compile(r"(?<![\w./-])0\d{2}[ .]?\d{3}[ .]?\d{3}[ .]?\d{3}(?![\w/-])(?![.,]\d)")
ID_LABEL = unaccented(r"""
    \b(?:
        cccd|cmnd|cmtnd|cmt        # "CCCD số 001…", "Số CMND"
        |căn cước(?: công dân)?    # "thẻ căn cước"
        |chứng minh (?:nhân dân|thư)
        |(?:số|mã) định danh(?: cá nhân)?
    )\b
""")
_ID_BEHIND = re.compile(r"(?<![\w./-])[\doil](?:[ .]?[\doil]){8}(?:(?:[ .]?[\doil]){3})?(?![\w/-])(?![.,]\d)")
PHONE_LABEL = unaccented(r"""
    \b(?:
        điện thoại(?: (?:di động|liên hệ|số))?
        |(?<!&)s?đ[.]?t(?:dđ)?     # "ĐT", "SĐT", "ĐTDĐ", but not "GD&ĐT"
        |số máy|di động|tel|fax|phone|mobile|zalo|hotline|đường dây nóng
    )\b
""")
_PHONE_BEHIND = re.compile(
    r"[\s.:]{0,3}(?:so\s)?[\s:]{0,2}(\(?\+?[02-9o](?:[\s.()–-]{0,2}[\do]){6,12})(?![\w/])(?![.,]\d)"
)
_YEARS = re.compile(r"(?:19|20)\d\d\D{1,3}(?:19|20)\d\d")  # "Sở GD&ĐT 2021-2025"
_MOBILE = re.compile(
    r"(?<![\w./,-])(?:\(?\+84\)?[ .-]?|0)(?:3[2-9]|5[25689]|7[06-9]|8[1-9]|9\d)(?:[ .–-]{0,2}\d){7}"
    r"(?![\w/]|-\d{3}\b)(?![.,]\d)"
)
_LANDLINE = re.compile(r"(?<![\w./,-])\(?02\d{1,2}\)?(?:[ .–-]{0,2}\d){7,8}(?![\w/]|-\d{3}\b)(?![.,]\d)")
_SERVICE = ("1800", "1900")  # lines that anybody may call
# Before a number: what it is instead of a telephone or citizen number.
_OTHER_NUMBER = unaccented(r"""
    (?:
        mst|mã số(?: thuế| doanh nghiệp| đkkd)?   # "MST: 0312345678"
        |tài khoản|stk|số tk
        |mã (?:hồ sơ|đơn vị|tthc|thủ tục|vạch|hàng)
        |hóa đơn|biên lai|quyết định|công văn|hợp đồng
    )
    [^;\n]{0,25}$
""")
# The tax code of a person is the citizen number; those of bodies have 10 or 13 digits.
_TAX = unaccented(r"mst|mã số thuế")
# Engines see a bracket in the "@": "mau(@sonha.vn".
_EMAIL = re.compile(r"(?<![\w.])[a-z0-9][\w.+-]*\s?[(]?@\s?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?!\w)", re.ASCII)
HOME_LABEL = unaccented(r"""
    \b(?:
        (?:địa chỉ |nơi |hộ khẩu |nơi đăng ký |đăng ký )?(?:thường trú|tạm trú)\b
        |hktt|đktt|hộ khẩu\b|(?:nơi|chỗ) ở(?: hiện (?:nay|tại))?\b
        |(?:nơi )?cư trú\b|trú (?:quán|tại)\b|ngụ (?:tại|ở)\b|quê quán\b|nguyên quán\b
        |địa chỉ (?:nhà riêng|gia đình)\b
    )
""")
ADDRESS_LABEL = unaccented(r"\bđịa chỉ(?: liên hệ| liên lạc)?\b")
PERSON = unaccented(r"""
    \b(?:
        họ (?:và )?tên|họ, tên|(?:sinh )?năm sinh|sinh (?:năm|ngày)|ngày sinh|cccd|cmnd|căn cước
        |ông|bà|đồng chí|đ/c|công dân|người (?:nộp|khiếu nại|tố cáo|yêu cầu|đề nghị|đại diện)
    )\b
""")
_NAMED = unaccented(r"\b(?:ông|bà|anh|chị|đồng chí|đ/c|họ (?:và )?tên|sinh (?:năm|ngày)|cccd|cmnd)\b")
_ORGANISATION = unaccented(r"""
    \b(?:công ty|doanh nghiệp|hợp tác xã|trụ sở|cơ quan|sở|ubnd|ủy ban|trung tâm|chi nhánh|trường|bệnh viện)\b
""")
_AT = re.compile(r"\s*(?P<colon>[:–-]?)\s*(?:tai\s|o\s)?\s*")
_FINE_PLACE = unaccented(r"(?:thôn|xóm|ấp|bản|buôn|khu phố|khóm|ngõ|ngách|hẻm|đường|phố|số nhà|số|tổ dân phố|tổ)")
_PLACE = unaccented(r"""
    \b(?:
        thôn|xóm|ấp|bản|buôn|khu phố|khóm|ngõ|ngách|hẻm|đường|phố|tổ(?: dân phố)?|khu|số(?: nhà)?
        |xã|phường|thị trấn|thị xã|quận|huyện|thành phố|tp[.]?|tỉnh
    )\s
""")
_DOCUMENT = re.compile(r"\d+[a-z]?/(?:\d{4}|[a-z])")  # "Thông tư số 55/2021/TT-BCA" is no house
# In small letters, but with accents: "có" ends an address, "Cổ" in "xã Cổ Đông" does not.
_ADDRESS_ENDS = accented(r"""
    ;|(?<!tp)(?<!\b\w)[.](?=\s|$)|\t|\|      # but not "TP. Sơn Hà", "P. Trung Tâm"
    |[,(]?\s*\b(?:
        s?đt\b|điện thoại|số điện thoại|cccd|cmnd|căn cước|email|e-mail|thư điện tử|sinh (?:năm|ngày)|nghề nghiệp
        |chỗ ở|nơi ở|nơi cư trú|hộ khẩu|thường trú|tạm trú|mã số|quốc tịch|dân tộc
        |(?:là|đã|được|có|về|nộp|đề nghị|khiếu nại|xin|hiện)\s
    )
""")


@dataclass(frozen=True, slots=True)
class PersonalSpan:
    """Personal data at ``text[start:end]``. ``of_office``: an office may be reached there as well as a person."""

    kind: PersonalKind
    start: int
    end: int
    of_office: bool = False


def find_personal(text: str) -> list[PersonalSpan]:
    """The personal data in a text, in order, none of them overlapping.

    >>> text = "Ông Mẫu, CCCD 001085012345, ĐT 0912.345.678; MST 0312345678, hồ sơ 000.00.15.H56-230405-0001"
    >>> [(span.kind, text[span.start : span.end]) for span in find_personal(text)]
    [('citizen-number', '001085012345'), ('telephone', '0912.345.678')]
    >>> find_personal("Số 0912345678/QĐ-UBND; 1.234.567.890 đồng; 912.345.678 đồng; mã 2.002120.000.00.00.H17")
    []
    """
    small = _small(text)
    plain = bare(small)
    found: list[PersonalSpan] = []
    for span in (*_emails(plain), *_citizens(plain), *_telephones(plain), *_addresses(text, small, plain)):
        if all(span.end <= other.start or span.start >= other.end for other in found):
            found.append(span)
    return sorted(found, key=lambda span: span.start)


def _small(text: str) -> str:
    """The text in small letters, as long as it was: those of a few foreign letters are longer, and stay."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _emails(plain: str) -> Iterator[PersonalSpan]:
    for match in _EMAIL.finditer(plain):
        yield PersonalSpan("email", *match.span(), of_office=True)


def _citizens(plain: str) -> Iterator[PersonalSpan]:
    for match in _TWELVE.finditer(plain):
        other = _is_other_number(plain, match.start())
        if is_citizen_number(match.group()) and (not other or _TAX.search(other)):
            yield PersonalSpan("citizen-number", *match.span())
    for label in ID_LABEL.finditer(plain):
        at = label.end()
        while number := _ID_BEHIND.search(plain, at, at + _MOST_BETWEEN + 15):
            if not _is_list(plain[at : number.start()]):
                break
            if sum(c.isdigit() for c in number.group()) >= 7:
                yield PersonalSpan("citizen-number", *number.span())
            at = number.end()


def _is_list(between: str) -> bool:
    """Whether what stands between a word such as "CMND" and a number, or two numbers, names nothing else."""
    return len(between) <= _MOST_BETWEEN and not PHONE_LABEL.search(between)


def is_citizen_number(text: str) -> bool:
    """Whether 12 digits begin with the code of a province, and a century that people who live were born in.

    >>> is_citizen_number("001 085 012 345"), is_citizen_number("099085012345"), is_citizen_number("001785012345")
    (True, False, False)
    """
    digits = "".join(c for c in text if c.isdigit())
    return len(digits) == 12 and int(digits[:3]) in _PROVINCES and digits[3] in "0123"


def _telephones(plain: str) -> Iterator[PersonalSpan]:
    for label in PHONE_LABEL.finditer(plain):
        at = label.end()
        while match := _PHONE_BEHIND.match(plain, at):
            digits = [c for c in match[1] if c.isdigit() or c == "o"]
            if len(digits) <= 12 and not "".join(digits).startswith(_SERVICE) and not _YEARS.match(match[1]):
                mobile = _MOBILE.match(plain, match.start(1))
                yield PersonalSpan("telephone", *match.span(1), of_office=mobile is None)
            at = match.end()
            at += len(plain[at : at + 3]) - len(plain[at : at + 3].lstrip(" ,;/-"))
    for pattern, of_office in ((_MOBILE, False), (_LANDLINE, True)):
        for number in pattern.finditer(plain):
            groups = re.findall(r"\d+", number.group())
            whole = len(groups) <= _MOST_GROUPS and (not of_office or sum(map(len, groups)) == 11)
            if whole and not _is_other_number(plain, number.start()):
                yield PersonalSpan("telephone", *number.span(), of_office=of_office)


def _is_other_number(plain: str, start: int) -> str:
    """The words before a number that say that it is another one; "" where there are none."""
    other = _OTHER_NUMBER.search(plain, max(0, start - 60), start)
    return other.group() if other and not PHONE_LABEL.search(plain, other.start(), start) else ""


def _addresses(text: str, small: str, plain: str) -> Iterator[PersonalSpan]:
    for label in HOME_LABEL.finditer(plain):
        yield from _address(text, small, plain, label, private=True)
    for label in ADDRESS_LABEL.finditer(plain):
        before = plain[max(0, label.start() - _BEFORE) : label.start()]
        if _last(PERSON, before) > _last(_ORGANISATION, before):
            yield from _address(text, small, plain, label, private=False)


def _address(text: str, small: str, plain: str, label: re.Match[str], *, private: bool) -> Iterator[PersonalSpan]:
    """The address behind a label, if it is one: "thường trú" stands in names of procedures, too."""
    at = _AT.match(plain, label.end())
    if not at:
        return
    start, most = at.end(), min(len(plain), at.end() + _LONGEST_ADDRESS)
    end = _ADDRESS_ENDS.search(small, start, most)
    value = plain[start : end.start() if end else most].rstrip(" ,.:()-–")
    places = [match for match in _PLACE.finditer(plain, start, start + len(value)) if _is_named(text, match.end())]
    begins = plain[start : start + 1].isdigit() or bool(places and places[0].start() == start)
    fine = any(_FINE_PLACE.match(match.group()) for match in places)
    person = bool(_NAMED.search(plain, max(0, label.start() - _BEFORE), label.start()))
    if places and (at["colon"] or (begins and (fine or person or not private))):
        yield PersonalSpan("address", start, start + len(value))


def _is_named(text: str, at: int) -> bool:
    """Whether a name or number stands behind a word such as "xã", and not that of a document."""
    return text[at : at + 1].isupper() or (text[at : at + 1].isdigit() and not _DOCUMENT.match(text.lower(), at))


def _last(pattern: re.Pattern[str], text: str) -> int:
    """Where the last match begins; -1 where there is none."""
    return max((match.start() for match in pattern.finditer(text)), default=-1)
