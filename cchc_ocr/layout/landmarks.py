"""The words that stand at fixed places in head and foot of an administrative document (Nghị định 30/2020/NĐ-CP).

By them the blocks are found, in pictures and in plain text. All patterns look at ``bare(text).lower()``, and allow
the slips that engines make in these words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from rapidfuzz import fuzz

from cchc_ocr import lexicon
from cchc_ocr.patterns import accented, unaccented
from cchc_ocr.vietnamese import bare

_COUNTRY = "cộng hòa xã hội chủ nghĩa việt nam"
_MOTTO = "độc lập - tự do - hạnh phúc"
# What opens the right block of the head, and how like it a line must be (rapidfuzz, 0..100): below these figures
# other upper-case lines of first pages begin to pass for them.
_HEADINGS: Mapping[str, int] = MappingProxyType(
    {
        _COUNTRY: 76,
        _MOTTO: 76,
        "cộng hòa xhcn việt nam": 88,
        "chxhcn việt nam": 90,
        "đảng cộng sản việt nam": 88,
        "đoàn tncs hồ chí minh": 88,
        "đoàn thanh niên cộng sản hồ chí minh": 88,
    }
)
_DASHES_CLOSED_UP = 4  # "Độc lập-Tự do-Hạnh phúc" is shorter by so many letters
_CAPITALS_OF_MOTTO = 2  # "Độc lập - Tự do - Hạnh phúc" has three, one of which may be misread
_SHORTEST_OPENING = 8  # letters of the country's name, where the rest of it was not read
_LIKE_OPENING = 85  # rapidfuzz, 0..100
_WHOLE = 0.7  # of a heading's length: a shorter text may be like it by chance

NUMBER_LINE = unaccented(r"""
    ^[\W_]{0,3}?
    (?:(?:bộ luật|luật|nghị quyết|pháp lệnh|lệnh)\s+                       # "Luật số: 54/2019/QH14"
        |(?:bản án|quyết định)\s+(?=.{1,3}\s?:)                          # "Bản án số: 15/2023/HC-ST"; others cite
    )?
    (?:
        [s$§][o06ei]{1,2}                                # "Số", "§ố", "S6"
        (?:
            \s*[:.;,]\s*                                 # "Số: 12/QĐ-UBND"
            |\s*(?=\W*[\w$#]{0,6}[\W_]{0,3}              # "Số 12",
                (?:[a-z]{2,4}\s?)?/)                     # and the symbol behind it: " /QĐ-UBND"
        )
        |n[o06]\s*[:.;,]?\s*                             # "Ñố: ", only
        (?=\d{1,5}\s?/\s?[a-z]{2,5}\s?-)                 # before what can be nothing but a number: "12/QĐ-"
        |[s§]\s?\w{1,2}\s*[:;]\s*(?=[^/]{0,12}/)         # "S ố: 12/QĐ", "§ô; 12/QĐ"
        |(?=\d{1,5}\s?/\s?[a-z]{2,6}-[a-z&]{2,}\W*$)      # "12/BC-SNV" alone
    )
""")
# The blanks may hold anything, for they are often filled in by hand.
DATE_LINE = unaccented(r"""
    ng[a-z]{1,3}(?!\W*nga)(?P<day>\W{0,6}[^,;:]{0,12}?)\s*                      # "ngày 05 "
    (?<![a-z])t\W?h[a-z]{1,4}(?P<month>\W{0,4}\w{0,4}?\W{0,4}?)\s*              # "tháng 3 ", "thẳng 3 "
    n[a-z]{1,3}\W{0,3}(?P<year>(?:19|20)\d\d)(?!\d)                             # "năm 2024"
""")
# "ngày 05/4/2024", "1-2-2024", "01.02.2024", at the end of a line.
DATE_IN_FIGURES = unaccented(r"""
    (?:ng[a-z]{1,3}\W{1,2})?(?<![\d/.-])
    (?P<day>\d{1,2})\s?(?P<mark>[/.-])\s?(?P<month>\d{1,2})\s?(?P=mark)\s?
    (?P<year>(?:19|20)\d\d)\W*$
""")
# A year in which no document can have been written: "năm 2204".
_DATE_OF_NO_YEAR = unaccented(r"""
    ngày(?P<day>\W{0,6}\d{0,2})\s*
    tháng(?P<month>\W{0,4}\d{0,2})\s*
    năm\W{0,3}(?P<year>\d{4})(?!\d)
""")
# "Sơn Hà, 20 tháng 9 năm 2023", at the end of a line.
_WITHOUT_DAY_WORD = unaccented(r"""
    (?<=,\s)(?P<day>\d{1,2})\stháng\s(?P<month>\d{1,2})\snăm\s(?P<year>(?:19|20)\d\d)\W*$
""")
# "Sơn Hà, tháng 10 năm 2023": open letters and programmes are given no day.
_MONTH = unaccented(r"""
    (?<=,\s)(?P<day>)tháng\s(?P<month>\d{1,2})(?:\snăm\s|\s?/\s?)(?P<year>(?:19|20)\d\d)\W*$
""")
# "Sơn Hà, hồi 14 giờ 30 phút, ngày …", of telegrams.
_AT_AN_HOUR = accented(r",\s*(?:[Hh]ồi|[Ll]úc|[Vv]ào)(?:\s\d{1,2}(?:\sgiờ|h|\sphút|'|:\d\d)?)+,?\s")
_MOST_WORDS_WITH_DATE = 16  # of a line that ends with place and date
_MOST_WORDS_OF_PLACE = 8
# "/QĐ-UBND " of "Số: 12/QĐ-UBND Sơn Hà, ngày …", "/KH - SNV "
_SYMBOL = re.compile(r"[/-]\s?\S+\s+(?:[-–]\s[A-ZĐ&]{2,}\s+)?")
# As much of them as is legible where the year, or one of the words, is not.
_DATED_IN_PART = unaccented(r"""
    ngày.*tháng             # "Sơn Hà, ngày 2 tháng/Ohăm"
    |tháng.*năm *\d         # "Sơn Hà, ngảv 2 tháng 3 năm 20l7"
""")
ABOUT = unaccented(r"""
    ^\W{0,2}
    (?:
        v\s?[/\\|il1!⁄]?\s?v   # "V/v", "V|v", "VIv"
        |về việc               # "Về việc"
        |vụ(?=\s?["“])        # "V/v "Ly hôn"" read as a word
    )
    \b\W*
""")
# For the text as printed, accents and all: they tell "Về" from other words.
ABOUT_AS_PRINTED = accented(
    r"""
    ^\W*(?:
        (?:v[eềếêẻèể]|và|vé)\s+vi[eệêếẹ]c\b    # "Về việc", "Vẻ viêc"
        |v\s?[/⁄|\\!]?\s?v\b                  # "V/v", "V|v", "Vv"
        |v\S{1,2}(?=:\s)                     # "V4: ", as no subject begins
        |vụ(?=\s?["“])                        # "V/v "Ly hôn"" read as a word
        |v[eềếêẻèể]\b(?!\s+sinh\b)           # "Về", but not "Vệ sinh" with its mark misread
    )
    [\s:.]*
    """,
    re.IGNORECASE,
)
ABOUT_SURELY = accented(r"^\W*(?:V[eềế] vi[eệ]c|V/v)\b")  # "Về việc", "V/v"
ABOUT_ALONE = accented(r"^\W*V[eềế]\s")  # "Về ", where a sentence has no capital
ABOUT_WITHIN = accented(r"\bV[eềếê] vi[eệ]c\s+")  # behind what a stamp left on the line
ABOUT_IN_SENTENCES = "về|v/v"  # part of a pattern: what the words before it are, ends here
TO = unaccented(r"""
    ^\W{0,2}
    (?:
        k[a-z]{1,2}nh?\s*(?:[\d\W_]{1,3}\s)?g[a-z]{1,3}\b    # "Kính gửi:", "Kinh 5 gứi"
        |kính\s(?:trình|chuyển)(?=\s?:)                       # "Kính trình: Phó Chủ tịch …"
        |(?:(?:thân|thân ái|thân mến)\s)?gửi(?=\s?:)           # "Gửi: Em …", "Thân gửi:"
    )\W*
""")

_AROUND_MARKS = " .:*-–,;/"
_LIKE_SECRECY = 80  # rapidfuzz, 0..100; "MẬT" alone is too short to be told from other words

_ORNAMENT = re.compile(r"[-–—_=*~:.\s]*(?:[oO0]+[-–—_=*~:.\s]*){0,3}")

DASHED = unaccented(r"^\W*[-–—~•*+ˆ]\s*")  # "- Như trên;", an item of a list
# "Nơi nhận:", ".Vơi nhận", "ơi nhận"
_RECIPIENTS = unaccented(r"^\W*(?P<mark>n?[a-z]{1,2}[il1]\s?(?:nh?[a-z]{1,2}n?|g[a-z]{1,2}))\b")
_TO_WHOM = (bare("nơi nhận"), bare("nơi gửi"))
_LIKE_RECIPIENTS = 72  # rapidfuzz, 0..100
_MOST_WORDS = 9  # of the line "Nơi nhận: Như trên; …"
# The last of the recipients: where the document is kept.
_FILED = unaccented(r"^\W*lưu\b(?! ý\b)")  # "- Lưu VP", but not "Lưu ý"
_FILED_SURELY = unaccented(r"""
    ^\W*lưu
    (?:
        \s?[:;]                # "- Lưu: VT", ";" read for ":"
        |\b.{0,8}\bvt\b        # "- Lưu VT"
    )
""")
# On behalf of (TM.), in place of (KT.), by order (TL.), by authority (TUQ.), acting (Q.), with an engine's slips.
# For the text as printed, in capitals.
AUTHORITY = accented(r"""
    ^[\W_]*
    (?:
        (?P<how>
            [T1I]M                          # "TM. ỦY BAN NHÂN DÂN", "1M."
            |K[T1I]                         # "KT. CHỦ TỊCH", "KI."
            |[TJ1]L                         # "TL. GIÁM ĐỐC", "JL."
            |T[UƯ]Q                         # "TUQ. GIÁM ĐỐC"
            |Q                              # "Q. CỤC TRƯỞNG"
        )(?:
            \s?[.,:/]                       # "TM/ UBND"
            # "KT GIÁM ĐỐC": the stop is missing, or was too faint
            |\s+(?=(?:BAN|[ỦU][ỶY]\sBAN|UBND|HĐND|HỘI|THƯỜNG|ĐOÀN|GIÁM|CHỦ|TRƯỞNG|CỤC|HIỆU|TỔNG|CHÁNH|BỘ)\b)
        )
        |(?P<slashed>[TK][/.]\s?[MTL])\b\s?[.,:/]?   # "T/M BAN THƯỜNG VỤ", "T.M", "K.T"
    )
    \s*(?P<whom>\S.*)?$
""")


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark that stands alone on a line: "HỎA TỐC". ``field`` is that of the record, urgency or secrecy."""

    name: str
    field: str


@cache
def _marks() -> Mapping[str, Mark]:
    """By ``bare(name).lower()``. They are laid down by law, so that a user has none to add."""
    return {bare(name).lower(): Mark(name, kind) for name, kind in lexicon.load().marks.items()}


def is_upper(text: str) -> bool:
    """Whether a text is printed in capitals, a slip here and there let pass."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 1 and sum(c.isupper() for c in letters) >= 0.75 * len(letters)


def find_heading(text: str, *, as_printed: bool = False) -> int | None:
    """The offset of the word at which the country's name, its motto or the like begins; None where nothing is so.

    ``as_printed``: only where they are written as heads have them, in capitals; running text names them, too.

    >>> find_heading("UBND TINH SON HA CONG HOA XA HQI CHU NGHIA VIET NAM", as_printed=True)
    17
    >>> union = "Đại diện Đoàn Thanh niên Cộng sản Hồ Chí Minh"
    >>> find_heading(union), find_heading(union, as_printed=True)
    (9, None)
    """
    plain = bare(text).lower()
    starts = list(_word_starts(plain))
    for heading, least in _HEADINGS.items():
        at = _find(plain, starts, _plain_headings()[heading], least)
        if at is not None and not (as_printed and _is_running_text(text[at:], heading)):
            return at
    return None


def is_heading(text: str) -> bool:
    """Whether a line names the country, its motto or the like as heads have them."""
    return find_heading(text, as_printed=True) is not None


def heading_end(text: str) -> int:
    """The offset at which the name of the country, its motto or the like ends with which a line begins.

    >>> heading_end("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Sơn Hà, ngày 05 tháng 4 năm 2024")
    35
    """
    plain = bare(text).lower()
    heading = max(_HEADINGS, key=lambda name: fuzz.ratio(bare(name), plain[: len(name)]))
    end = plain.find(" ", len(heading) - (_DASHES_CLOSED_UP if heading == _MOTTO else 0))
    return end + 1 if end >= 0 else len(text)


def is_numbered(text: str) -> bool:
    """Whether a line begins with the number of the document and has its symbol.

    >>> is_numbered("Số: 12/QĐ-UBND"), is_numbered("Số: 12")
    (True, False)
    """
    return "/" in text and NUMBER_LINE.match(bare(text).lower()) is not None


def find_opening(text: str) -> int | None:
    """The offset at which a line begins to name the country in capitals and breaks off.

    >>> find_opening("SỞ NỘI VỤ CỌNG HOÀ XÃ HỘI"), find_opening("SỞ NỘI VỤ")
    (10, None)
    """
    plain, opening = bare(text).lower(), _plain_headings()[_COUNTRY]
    likeness = {
        at: like
        for at in _word_starts(plain)
        if len(plain) - at >= _SHORTEST_OPENING
        and (like := fuzz.ratio(opening[: len(plain) - at], plain[at:], score_cutoff=_LIKE_OPENING))
        and is_upper(text[at:])
    }
    return max(likeness, key=likeness.__getitem__, default=None)


def _is_running_text(text: str, heading: str) -> bool:
    if heading == _MOTTO:
        return sum(word[0].isupper() for word in text.split()) < _CAPITALS_OF_MOTTO
    return not is_upper(text[: len(heading)])


def _find(plain: str, starts: Sequence[int], heading: str, least: int) -> int | None:
    if len(plain) < _WHOLE * len(heading):
        return None
    likeness = [fuzz.ratio(heading, plain[at : at + len(heading)], score_cutoff=least) for at in starts]
    best = max(likeness)  # what is less alike than ``least`` counts as 0, without being worked out
    return starts[likeness.index(best)] if best else None


@cache
def _plain_headings() -> Mapping[str, str]:
    return {heading: bare(heading) for heading in _HEADINGS}


def _word_starts(text: str) -> Iterator[int]:
    yield 0
    yield from (at + 1 for at, character in enumerate(text) if character == " ")


def is_dated(text: str) -> bool:
    """Whether place and date stand on a line of the head, however badly they were read."""
    plain = bare(text).lower()
    return bool(DATE_LINE.search(plain) or _DATED_IN_PART.search(plain)) or is_place_and_date(text)


def date_frame(text: str) -> re.Match[str] | None:
    """The date in a line of the head, whatever is in its blanks, with the groups day, month and year.

    >>> frame = date_frame("Sơn Hà, ngày ... tháng 4 năm 2024")
    >>> frame.start(), frame["year"]
    (8, '2024')
    >>> date_frame("Sơn Hà, 05/4/2024")["month"], date_frame("Sơn Hà, tháng 10 năm 2023")["day"]
    ('4', '')
    >>> date_frame("Sơn Hà, 20 tháng 9 năm 2023")["day"]
    '20'
    """
    plain = bare(text).lower()
    ways = (DATE_LINE, DATE_IN_FIGURES, _DATE_OF_NO_YEAR, _WITHOUT_DAY_WORD, _MONTH)
    return next(filter(None, (way.search(plain) for way in ways)), None)


def is_place_and_date(text: str) -> bool:
    """Whether nothing but a place, which begins its words with capitals, and a date stand on a line.

    >>> is_place_and_date("Sơn Hà, 05/4/2024"), is_place_and_date("Bà Rịa - Vũng Tàu, ngày 05 tháng 4 năm 2024")
    (True, True)
    >>> is_place_and_date("Sơn Hà, hồi 14 giờ 30, ngày 05 tháng 4 năm 2024")
    True
    >>> is_place_and_date("Đạt Giải, 05/4/2024 và 06/4/2024"), is_place_and_date("họp ngày 05 tháng 4 năm 2024")
    (False, False)
    """
    text = _AT_AN_HOUR.sub(", ", text)
    dated = find_date(text)
    place = text[: dated.start()].split() if dated else []
    named = all(word[0].isupper() or word in "-–" for word in place) and len(place) < _MOST_WORDS_OF_PLACE
    spelled = dated is not None and dated.group().startswith("ng")
    return dated is not None and named and (spelled or not place or place[-1].endswith((",", ".")))


def find_date(text: str) -> re.Match[str] | None:
    """The date with which a line of the head ends; None where none does, or the line is too long for one."""
    plain = bare(text).lower()
    dated = date_frame(text)
    ends = dated is not None and dated.end() >= len(plain) - 2 and plain.count(" ") < _MOST_WORDS_WITH_DATE
    return dated if ends else None


def find_place(text: str) -> int | None:
    """The offset at which place and date begin behind a number on the same line; None where it has not both.

    >>> find_place("Số: 12/QĐ-SNV Sơn Hà, ngày 05 tháng 3 năm 2024"), find_place("Số: 12/QĐ-SNV")
    (14, None)
    """
    number, dated = NUMBER_LINE.match(bare(text).lower()), find_date(text)
    if not number or not dated:
        return None
    symbol = _SYMBOL.search(text, number.end())
    return symbol.end() if symbol else number.end()


def mark_of(text: str) -> Mark | None:
    """The mark of urgency or secrecy that a line is, if it is one; the first of several.

    >>> mark_of("KHẨN."), mark_of("KHẨN TRƯƠNG")
    (Mark(name='KHẨN', field='urgency'), None)
    """
    return next(iter(marks_of(text)), None)


def marks_of(text: str) -> tuple[Mark, ...]:
    """The marks that a line is made of; none where anything else stands on it.

    >>> [mark.name for mark in marks_of("MẬT - HỎA TỐC")], marks_of("MẬT KHẨU")
    (['MẬT', 'HỎA TỐC'], ())
    """
    if not is_upper(text):
        return ()
    found: list[Mark] = []
    rest = bare(text).lower().strip(_AROUND_MARKS)
    while rest:
        begun = [name for name in _marks() if f"{rest} ".startswith(f"{name} ")]
        if not begun:
            return ()
        name = max(begun, key=len)
        found.append(_marks()[name])
        rest = rest[len(name) :].strip(_AROUND_MARKS)
    return tuple(found)


def mark_before(text: str) -> Mark | None:
    """The mark, in capitals, with which a line begins that goes on behind it."""
    begun = [name for name in _marks() if bare(text).lower().startswith(f"{name} ")]
    mark = max(begun, key=len, default="")
    return _marks()[mark] if mark and text[: len(mark)].isupper() else None


def is_like_secrecy(text: str) -> bool:
    """Whether a line in capitals may be a mark of secrecy of which some letters were misread.

    >>> is_like_secrecy("TUYÊT MÀI"), is_like_secrecy("TÔI MẠT"), is_like_secrecy("BẢN MẪU")
    (True, True, False)
    """
    plain = "".join(c for c in bare(text).lower() if c.isalpha())
    names = (name for name, mark in _marks().items() if mark.field == "secrecy" and " " in name)
    likeness = (fuzz.ratio(plain, name.replace(" ", "")) for name in names)
    return is_upper(text) and max(likeness) >= _LIKE_SECRECY


def recipients_end(text: str) -> int | None:
    """Where the heading "Nơi nhận" of the recipients ends in a line that it opens; None where none does.

    >>> recipients_end("Nơi nhận: Như trên;"), recipients_end("Nơi gửi :")
    (8, 7)
    >>> recipients_end("Nơi nhận hồ sơ: Sở Nội vụ")
    """
    found = _RECIPIENTS.match(bare(text).lower())
    listed = found is not None and text[found.end() :].startswith(":") and ";" in text
    if (
        not found
        or (text.count(" ") >= _MOST_WORDS and not listed)
        or max(fuzz.ratio(found["mark"], one) for one in _TO_WHOM) < _LIKE_RECIPIENTS
    ):
        return None
    after = text[found.end() :].lstrip(" *_")
    return found.end() if after[:1] in ("", ":", ";", ".", ",") or after[0].isupper() else None


def is_filed(text: str, *, alone: bool = False) -> bool:
    """Whether an item of the recipients is the last one, "- Lưu: VT".

    ``alone``: whether a line can be nothing else, also where it is not known that recipients stand there.
    """
    return bool((_FILED_SURELY if alone else _FILED).match(bare(text).lower()))


def is_ornament(text: str) -> bool:
    """Whether a line is no more than an ornament: "--o0o--", "-:-:-:-", "*****".

    >>> is_ornament("--o0o--"), is_ornament("-------***-------"), is_ornament("Số: 0")
    (True, True, False)
    """
    return bool(_ORNAMENT.fullmatch(text))


def opens_foot(text: str) -> bool:
    """Whether a line opens the foot: with the recipients, or with the authority that somebody signs by."""
    return recipients_end(text) is not None or bool(AUTHORITY.match(text))
