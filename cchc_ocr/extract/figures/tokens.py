"""The figures of a text: digits with their commas and dots, also torn ones, and the words of ranks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cchc_ocr.extract.text.rises import STEPS_DOWN, STEPS_UP
from cchc_ocr.patterns import accented, unaccented
from cchc_ocr.vietnamese import bare

# "l6,20", "3.4O1", "89,l": digits with the letters among them that engines take them for.
_LETTERED = r"(?<![^\W_])(?=[\d.,]*[ol])[ol]*\d[ol\d]*(?:[.,][ol\d]+)*(?<!\dl)(?![^\W_]|[.,]\d)"
_DECIMAL_LETTERED = r"(?<![^\W_])\d+,[ol\d]*l(?![^\W_]|[.,]\d)"
_DIGITS = re.compile(rf"{_DECIMAL_LETTERED}|{_LETTERED}|\d+(?:[.,]\d+)*")
_DIGIT_OF = str.maketrans("olOI", "0101")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
# A figure joined to the word before it ("đạt7,70"); any other letter before or behind digits makes a code.
_GLUED = re.compile(r"(?:dat|diem|duoc|con|la)$")
_UNIT_GLUED = re.compile(r"(?:d|diem|h|gio|ngay)(?![a-z])")
# "85 , 5 điểm", "93, 75%", "7, 50/8,00": a comma with spaces around it between a whole figure and one with a unit.
_TORN = re.compile(r"\s?,\s|\s,\s?")
_TORN_UNIT = re.compile(r"\s*(?:diem\b|d\b|%|/\s?\d)")
_WHOLE = re.compile(r"\d{1,3}")
_FRACTION = re.compile(r"\d{1,3}")
# What counts members of a list before a figure, so that a comma behind it goes on with the list.
_LISTED = unaccented(r"""
    (?:mức độ|cấp độ|tiêu chí|điều|khoản|mục|năm|tháng|quý|nhóm|loại|thứ|hạng|vị trí|vị thứ|xếp
    |biểu|bảng|số|ngày|các|\d\s?,|\d\s?/|/|và)\s*$
""")
ORDER = {
    "nhất": 1, "một": 1, "nhì": 2, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7,
    "tám": 8,
    "chín": 9, "mười": 10, "mười một": 11, "mười hai": 12, "mười ba": 13, "mười bốn": 14, "mười lăm": 15,
    "mười sáu": 16, "mười bảy": 17, "mười tám": 18, "mười chín": 19, "hai mươi": 20,
}  # fmt: skip
_TENS = ("hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_ONES = ("", "mốt", "hai", "ba", "tư", "lăm", "sáu", "bảy", "tám", "chín")
ORDER |= {
    f"{ten} mươi {one}".strip(): 10 * (t + 2) + o for t, ten in enumerate(_TENS) for o, one in enumerate(_ONES)
}
# "xếp thứ nhất", "đứng hạng nhì", "giữ vị trí thứ ba", "giảm ba bậc"; "lần thứ sáu" and
# "Huân chương hạng Ba" are no ranks.
_RANK_WORD = accented(
    r"""
    \b(?:xếp|đứng|giữ|đạt|vị trí|vị thứ|thứ hạng)\s
    (?:(?:ở|vào|vị|trí|thứ|hạng|vị trí|vị thứ)\s){1,3}
    (?P<word>WORDS)\b(?!\s(?:19|20)\d\d)
    |\b(?:RISES)\s(?:thêm\s|tới\s|đến\s)?
    (?P<steps>một|WORDS)(?=\s(?:bậc|thứ bậc|hạng|thứ hạng|vị trí)\b)
    |(?<=[-–,;:(]\s)(?:xếp\s)?(?:hạng|thứ)\s(?P<aside>nhất|nhì|ba|tư)\b(?!\s(?:19|20)\d\d)
    |(?<=\()(?:hạng|thứ)\s(?P<bracketed>WORDS)(?=[),;])
    |\bthứ\s(?P<told>WORDS)(?=\s(?:với|\()\s?\d)
    |(?<!lần\s)(?<!kỳ\s)(?<!sáng\s)(?<!chiều\s)(?<!ngày\s)
    \bthứ\s(?P<listed>nhất|nhì|hai|ba|tư|năm|HIGHER)(?=[,;)]|\s\()
    |(?<![^.;:]\s)(?P<opened>nhất|nhì|ba)(?=(?:\s?:|\slà)\s(?-i:[A-ZĐ]))
    |(?<=điểm\s[-–]\s)(?:hạng|thứ)\s(?P<last>WORDS)(?=[;.,]|$)
    |(?<=[-–]\s)thứ\s(?P<dashed>WORDS)(?=[;.])
    """.replace("WORDS", "|".join(sorted(ORDER, key=len, reverse=True)))
    .replace("HIGHER", "|".join(sorted((w for w, n in ORDER.items() if n > 8), key=len, reverse=True)))
    .replace("RISES", f"{STEPS_UP}|{STEPS_DOWN}".replace(" ", r"\s")),
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FigureToken:
    """A figure at ``text[start:end]`` of a passage, as it stands there.

    ``order`` is the number of a rank in words ("nhất"), None for digits. ``torn`` says that spaces stand in it,
    ``code`` that letters do, or that it has more commas and dots than a number.
    """

    start: int
    end: int
    text: str
    order: int | None = None
    torn: bool = False
    code: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether no decimals are printed; dots may stand for thousands."""
        return self.order is not None or ("," not in self.text and ("." not in self.text or self.in_thousands))

    @property
    def in_thousands(self) -> bool:
        return _THOUSANDS.fullmatch(self.text) is not None

    @property
    def decimal(self) -> float:
        """The figure read with a decimal comma, or, as slips have it, a decimal point.

        >>> [FigureToken(0, 0, text).decimal for text in ("10,25", "115.4", "87.602", "1.234,5", "85 , 5")]
        [10.25, 115.4, 87.602, 1234.5, 85.5]
        """
        if self.order is not None:
            return float(self.order)
        text = "".join(self.text.split())
        if ("," in text and self.in_thousands) or text.count(".") > 1:
            text = text.replace(".", "")
        return float(text.replace(",", "."))

    @property
    def whole(self) -> float:
        """The figure read with dots for thousands.

        >>> [FigureToken(0, 0, text).whole for text in ("1.846", "02", "7,5")]
        [1846.0, 2.0, 7.5]
        """
        return float(self.text.replace(".", "")) if self.in_thousands and "," not in self.text else self.decimal


def as_digits(text: str) -> str:
    """The figure that a text is, with digits for the letters among them; any other text as it is.

    >>> [as_digits(text) for text in ("l6,20", "8,O", "0,5l03", "89,l%", "Hội", "5l")]
    ['16,20', '8,0', '0,5103', '89,1%', 'Hội', '5l']
    """
    found = _DIGITS.match(text.lower())
    whole = found is not None and text[found.end() :] in ("", "%")
    return text.translate(_DIGIT_OF) if whole else text


def find_figures(text: str) -> tuple[FigureToken, ...]:
    """Every figure of a text, in order.

    >>> [figure.text for figure in find_figures("Sở đạt 85, 745 điểm, xếp thứ nhất trong 19 sở")]
    ['85, 745', 'nhất', '19']
    >>> [figure.text for figure in find_figures("mức độ 3, 4 điểm cầu")]
    ['3', '4']
    """
    plain = bare(text).lower()
    return tuple(sorted((*_joined(plain, list(_printed(plain))), *_in_words(text)), key=lambda f: f.start))


def _printed(plain: str) -> Iterator[FigureToken]:
    for match in _DIGITS.finditer(plain):
        start, end = match.span()
        before, behind = plain[max(0, start - 5) : start], plain[end : end + 5]
        glued = before[-1:].isalpha() and not _GLUED.search(before)
        lettered = behind[:1].isalpha() and not _UNIT_GLUED.match(behind)
        digits = match[0].translate(_DIGIT_OF)
        odd = len(re.findall(r"[.,]", digits)) > 1 and not _THOUSANDS.fullmatch(digits)
        yield FigureToken(start, end, digits, code=glued or lettered or odd)


def _joined(plain: str, found: list[FigureToken]) -> Iterator[FigureToken]:
    """The figures with torn ones put together."""
    at = 0
    while at < len(found):
        figure = found[at]
        if at + 1 < len(found) and _are_torn(plain, figure, found[at + 1]):
            end = found[at + 1].end
            yield FigureToken(figure.start, end, plain[figure.start : end], torn=True)
            at += 2
        else:
            yield figure
            at += 1


def _are_torn(plain: str, one: FigureToken, other: FigureToken) -> bool:
    if one.code or other.code or not _TORN.fullmatch(plain, one.end, other.start):
        return False
    if not (_WHOLE.fullmatch(one.text) and _FRACTION.fullmatch(other.text)):
        return False
    listed = _LISTED.search(plain[max(0, one.start - 16) : one.start])
    return listed is None and _TORN_UNIT.match(plain, other.end) is not None


def _in_words(text: str) -> Iterator[FigureToken]:
    for match in _RANK_WORD.finditer(text):
        word = match.lastgroup or "word"
        yield FigureToken(*match.span(word), match[word], order=ORDER[match[word].lower()])
