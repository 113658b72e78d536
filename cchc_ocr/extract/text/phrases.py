"""What a value in a sentence is about: the words before and behind it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from cchc_ocr.extract.text.passage import Passage
from cchc_ocr.patterns import accented
from cchc_ocr.vietnamese import CAPITALS, bare

# Marks of a list at the beginning of a line: "-", "+", "(1)", "2.3.", "a)", "IV."
_BULLET = accented(r"""
    \s*(?:
    (?:Nội\ dung|Tiêu\ chí|Lĩnh\ vực|Trục|Trụ\ cột)  # "Nội dung 2 - Công khai, minh bạch"
    \s\d{1,2}(?:\.\d{1,2})*\s?[-–:.]\s+(?=[^\W\d])
    |[-–+*•●▪~]+\s+                            # "- Công tác chỉ đạo", "+ Kết quả"
    |[-–+*•●▪~](?=[^\W\d])                    # "-Công tác chỉ đạo"
    |\(\w{1,3}\)\s*                           # "(1) Kế hoạch"
    |\d{1,2}(?:\.\d{1,2})*(?:[.)]\s*|/\s)(?=\D)  # "2.3. Kết quả", "1) Kết quả", "1/ Kết quả"
    |\d{1,2}-\s(?=[^\W\d])                    # "1- Sở Y tế"
    |[a-zđ][.)/]\s                            # "a) Kết quả"
    |[IVX]{1,4}[.)/]\s                        # "IV. Kết quả"
    |[A-ZĐ]\.\s(?=[^\W\d_a-zà-ỹđ])             # "A. KẾT QUẢ"
    |\*\s*                                    # "*Kết quả"
    )
""")
_STOP = re.compile(r"[;:?!…](?:\s|$)|(?<!\b[A-ZĐ])[.](?:\s|$)")
_SENTENCE = re.compile(r"[.?!](?:\s|$)")
# These run on the accented text: without accents "hiện" is also in "hiện đại", "thứ" also "thư".
_CONNECTIVE = accented(
    r"""
    (?:[\s,.;:–“”\"()-]
    |(?:nhưng|song
    |và|trong đó|cụ thể|riêng|còn|đồng thời|ngoài ra|như sau
    |(?:như|vì|do) (?:vậy|thế|đó)|như|gồm có|gồm|nhất là|là  # "trong đó: cấp tỉnh"
    |(?:nổi bật|đáng chú ý)(?=\s(?:là|nhất))                            # "nổi bật là Chỉ số SIPAS"
    |tính đến nay|đến nay|hiện nay|qua đó|theo đó                        # "đến nay, tỷ lệ hồ sơ"
    |tiêu chí thành phần                                                # "tiêu chí thành phần Công khai"
    |(?:tiêu chí(?!\s*\d)|nội dung|lĩnh vực)(?!\s+(?-i:[IVX]+)\b)       # "Lĩnh vực III" has no other name
    |chỉ số thành phần)\b(?!\s*$))+
    """,
    re.IGNORECASE,
)
_CONNECTIVES = re.compile(r"(?:trong đó|cụ thể|riêng|còn|đồng thời|ngoài ra|như sau|và)[\s,]*", re.IGNORECASE)
# "Theo công bố của …, Chỉ số …", "Năm 2020 Chỉ số …": when, by what, and not what.
_OPENING = accented(
    r"""
    (?:
    (?:trong )?(?:(?:\d{1,2}|sáu|chín) tháng (?:đầu |cuối )?|tháng \d{1,2} |quý [IVX]+ )?
    năm (?:19|20)\d\d\b,?\s+(?=\w)                                   # "Trong 6 tháng đầu năm 2023, Sở …"
    |(?:trong )?(?:(?:tháng \d{1,2}|quý [IVX]+)\s?/|giai đoạn (?:19|20)\d\d\s?[-–]\s?)
    (?:19|20)\d\d\b,?\s+(?=\w)                                       # "Quý I/2024, Sở …"
    |(?:với|theo|căn cứ|qua|đến|tính đến|trong|sau|tại|từ)\s
    (?:[^,.;()]|\([^()]*\)|[.,](?=\d)|,(?=\s(?:doanh nghiệp|tổ chức|cá nhân|ngành|thành phố|thị xã)\b))*
    ,\s+(?=\D)                                                      # "Theo công bố của Bộ Nội vụ, Chỉ số …"
    |[^,]*\d\s[^,]*,\s(?=t[yỷỉ] lệ\s)                                # "477 hồ sơ, tỷ lệ đúng hạn …"
    )+
    """,
    re.IGNORECASE,
)
_PREDICATE = accented(
    r"""
    (?:[\s,:–(“”\"=-]
    |\b(?:chỉ đạt|đạt|dat|đat|được|duoc|là|la|với|có|số điểm|điểm số|điểm|diem     # "đạt số điểm là"
    |tự chấm|chấm|bị trừ|thẩm định|trừ|mất|bị mất                                  # "bị trừ", "tự chấm"
    |tỷ lệ|tỉ lệ|chiếm|khoảng|trên|dưới|hơn|từ|gần|xấp xỉ|(?<!mặt\ )bằng                     # "chiếm tỷ lệ khoảng"
    |tăng|giảm|thêm|đến|còn|kết quả|tổng số|lên|cùng                               # "tăng thêm", "giảm còn"
    |xếp|vị trí|vị thứ|thứ|hạng|ở|đứng|đối với|đảm bảo|mức|hoàn thành|bị           # "xếp ở vị trí thứ"
    |và|của|cho|tức|tức là|hay|tối đa|tuyệt đối|bao gồm|gồm|tương ứng|tại
    |như sau|cụ thể|nêu trên                                                       # "cụ thể như sau"
    ))+$
    """,
    re.IGNORECASE,
)
# "đạt" before a figure, or, where it stands alone, what engines and repair make of it.
_VERB = accented(
    r"""
    (?:[\s,:–(“”\"=-]|\b(?:chỉ đạt|đạt|dat|đat|được|duoc|là|la)\b  # "chỉ đạt", "được là"
    |\b(?:mới|đều|cũng)\s(?:chỉ\s)?(?=đạt|được))+$                   # "mới đạt"
    |\s(?:đất|đặt|dạt|đát)\s*$                                        # "Sở đất 87,5 điểm"
    """,
    re.IGNORECASE,
)
_VALUE = accented(
    r"""
    [\s,“”\"]*(?:
    (?:đạt|dat)\s*(?:tỷ lệ\s*)?:?\s*\d[\d.,/]*\s*(?:điểm|diem|diém|%)?  # "đạt tỷ lệ: 98,5%"
    |(?:là|được)\s*\d[\d.,/]*\s*(?:điểm|%)                              # "là 87,5 điểm"
    ).*$
    """,
    re.IGNORECASE,
)
_FIGURE_FIRST = re.compile(r"\d[\d.,/]*\s*(?:điểm|đ\b|%)")
_OF_WHICH = re.compile(r"[,)]\s+trong đó,?\s", re.IGNORECASE)
_ATTAINED = re.compile(r"\s*(?:đạt|được)\b", re.IGNORECASE)
# Of the length that nine lines in ten do not exceed: a line that would have held the next word, too, ends a
# paragraph; lines set in blocks and names in capitals leave room, below list marks less.
_ROMAN, _LETTER = re.compile(r"\s*[IVX]{1,4}[.)/]"), re.compile(r"\s*[a-zđ][.)/]")
_PART = re.compile(r"\s*[A-ZĐ][.)]")  # "A. UBND XÃ NÀ LƠI" above "1." or "I."
_NUMBERED = re.compile(r"\s*(\d{1,2}(?:\.\d{1,2})*)[.)/-]")
_LETTERED = 6  # the level of "a)", below that of "2.1.1.1."
_EARLY, _EARLY_HEADING, _EARLY_STOP, _MOST = 0.65, 0.88, 0.97, 0.9
_REACH = 60  # characters that "đạt số điểm thẩm định là" and the like may take
_TAIL = re.compile(
    r"(?:[\s,;:.–(“\"-]|\b(?:và|của|(?<!tặng )cho|là|được|gồm|(?<!lý )do|(?<!chứng )từ|với|tại|nên)\b)+$"
)
_PHRASE_END = accented(rf"""
    [;.:()=]
    |(?<!mức độ )(?<!cấp độ )\d                                        # "mức độ 4" is a name
    |,?\s(?:
    trong đó
    |đạt(?!\s(?:điểm|loại|mức|tiêu chuẩn|chuẩn|yêu cầu|trình độ|danh hiệu))     # "đạt chuẩn" is part of a name
    |tăng(?!\s(?:cường|trưởng))|(?<!cắt )(?<!tinh )giảm(?!\s(?:nghèo|phiền))    # nor "cắt giảm chi phí"
    |gồm|bao gồm|so với|là
    |theo(?=\s[{CAPITALS}])                                            # "theo Quyết định số …"
    |(?:vào |trong )?(?:cuối )?năm(?=\s\d)                             # "trong năm 2023"
    |(?:xếp|đứng)(?=\s(?:thứ|hạng|vị))
    |song|nhưng|trong khi|tuy nhiên                                    # "99,9% hồ sơ, song thanh toán"
    )\b
""")
_LONGEST = 90  # characters of a name taken from behind a value; a printed line has about as many


@dataclass(frozen=True, slots=True)
class TextSpan:
    """A stretch of a passage's text."""

    start: int
    end: int

    @property
    def ends(self) -> tuple[int, int]:
        return self.start, self.end

    def __bool__(self) -> bool:
        return self.end > self.start


class Phrases:
    """The clauses of a passage. ``plain`` is its bare lower-case text, offset by offset.

    ``marks`` are the list marks at the beginning of lines: where each begins and ends. ``topic`` is the subject of
    the document: a year there is that of all values for which none is named.
    """

    def __init__(self, passage: Passage, topic: str | None = None) -> None:
        self.passage, self.text, self.topic = passage, passage.text, topic
        self.plain = bare(passage.text).lower()
        self.marks = {s: m.end() for s, m in self._marked_lines()}
        # A paragraph that goes on in lower case was broken by the end of a page.
        fresh = {0, *self.marks, *(s for s in passage.paragraph_starts if not self.text[s].islower())}
        fresh |= set(self._behind_short_lines())
        self._paragraphs = sorted(fresh) or [0]
        self._clauses = sorted({*fresh, *self._after(_STOP)})
        self._sentences = sorted({*fresh, *self._after(_SENTENCE)})

    @property
    def paragraphs(self) -> list[int]:
        """Where each paragraph begins; marked lines and lines below a heading begin one, too."""
        return self._paragraphs

    def _marked_lines(self) -> Iterator[tuple[int, re.Match[str]]]:
        for start in self.passage.line_starts:
            match = _BULLET.match(self.text, start)
            if match:
                yield start, match

    def _behind_short_lines(self) -> Iterator[int]:
        """Lines that begin with a capital below one that ends before it had to, such as a heading."""
        starts = self.passage.line_starts
        lengths = sorted(b - a for a, b in pairwise(starts))
        usual = lengths[int(_MOST * len(lengths))] if lengths else 0
        for above, start in pairwise(starts):
            space = self.text.find(" ", start)
            with_next = start - above + max(space - start, 0)
            limit = _EARLY_HEADING if above in self.marks else _EARLY
            limit = (
                _EARLY_STOP if self.text[max(0, start - 3) : start].rstrip().endswith((".", ";", ":")) else limit
            )
            if with_next < limit * usual and self.text[start].isupper():
                yield start

    def _after(self, pattern: re.Pattern[str]) -> Iterator[int]:
        return (match.end() for match in pattern.finditer(self.text))

    def clause(self, at: int) -> TextSpan:
        """The clause around an offset: between two of ". ; :", list marks and paragraph ends."""
        return _around(self._clauses, at, len(self.text))

    def sentence(self, at: int) -> TextSpan:
        return _around(self._sentences, at, len(self.text))

    def before(self, at: int, floor: int = 0) -> TextSpan:
        """The noun phrase that ends before a value at ``at``: without list marks, connectives, "đạt", ":".

        ``floor``: where the value before this one ended; the phrase begins behind it.
        """
        top = self._paragraphs[max(bisect_right(self._paragraphs, at) - 1, 0)]
        if top in self.marks and not self.text[self.marks[top] : at].strip():
            return TextSpan(at, at)  # the value opens its paragraph
        verb = _VERB.search(self.text, max(floor, at - _REACH), at)
        end = verb.start() if verb else at
        if self.text[max(floor, end - 2) : end].rstrip().endswith(";"):
            return TextSpan(at, at)  # nothing stands between the value and the clause before
        start = max(self.clause(max(end - 1, 0)).start, self._behind_bracket(floor, end))
        start = max([start, *(m.end() for m in _OF_WHICH.finditer(self.text, start, end))])
        bare_end = self._without(_PREDICATE, max(start, end - _REACH), end)
        about = self.trimmed(start, bare_end)
        colon = len(self.text[:start].rstrip()) - 1
        if not about and colon > floor and self.text[colon] == ":" and _ATTAINED.match(self.text, start, end):
            return self.before(colon, floor)  # "Cải cách thể chế: đạt tối đa 8/8 điểm"
        return about if about and not _CONNECTIVES.fullmatch(self.text, *about.ends) else self.trimmed(start, end)

    def subject(self, at: int, floor: int = 0) -> TextSpan:
        """As ``before``, and without a value that stands between: "Chỉ số hài lòng đạt 90% (xếp thứ 2"."""
        about = self.before(at, floor)
        colon = len(self.text[: about.start].rstrip()) - 1
        if _FIGURE_FIRST.match(self.text, about.start) and colon > floor and self.text[colon] == ":":
            return self.trimmed(
                max(self.clause(colon - 1).start, floor), colon
            )  # "Tổng điểm: 91,3/100 điểm, xếp …"
        value = _VALUE.search(self.text, about.start, about.end)
        if not value:
            return about
        return self.trimmed(about.start, value.start()) or self.before(about.start, floor)

    def _behind_bracket(self, floor: int, end: int) -> int:
        """Where the words begin that follow a value: behind the bracket around it, "(58,7% ý kiến), …"."""
        close = self.text.find(")", floor, end) if floor else -1
        inside = (
            close > 0 and "(" not in self.text[floor:close] and "(" in self.text[max(0, floor - _LONGEST) : floor]
        )
        return close + 1 if inside else floor

    def _without(self, pattern: re.Pattern[str], start: int, end: int) -> int:
        """Where a stretch ends without the words of the pattern at its end."""
        while cut := pattern.search(self.text, start, end):
            if cut.start() == end:
                break
            end = cut.start()
        return end

    def behind(self, at: int) -> TextSpan:
        """The phrase that follows a value, up to the next stop, bracket or figure, a line of it at most."""
        stop = _PHRASE_END.search(self.text, at, self.clause(at).end)
        end = min(stop.start() if stop else self.clause(at).end, at + _LONGEST)
        if end == at + _LONGEST:
            end = self.text.rfind(" ", at, end)
        return self.trimmed(at, end)

    def trimmed(self, start: int, end: int) -> TextSpan:
        """A stretch without list marks and connectives in front and without spaces and stops behind."""
        start = self.marks.get(start, start)
        for pattern in (_BULLET, _CONNECTIVE, _BULLET, _OPENING):
            match = pattern.match(self.text, start, end)
            start = match.end() if match else start
        tail = _TAIL.search(self.text, start, end)
        return TextSpan(start, tail.start() if tail else end)

    def level(self, at: int) -> int:
        """How deep the list mark at ``at`` is: "A." above "II." above "2." above "2.1." above "a)" above "-"."""
        if _ROMAN.match(self.text, at):
            return 0
        if _PART.match(self.text, at):
            return -1
        numbered = _NUMBERED.match(self.text, at)
        if numbered:
            return 1 + numbered[1].count(".")
        return _LETTERED if _LETTER.match(self.text, at) else _LETTERED + 1

    def lead(self, at: int) -> int:
        """Where that begins which leads up to an item: the paragraph above the list, or the heading."""
        first = bisect_right(self._paragraphs, at) - 1
        while (
            first > 0
            and self._paragraphs[first] in self.marks
            and self.level(self._paragraphs[first]) >= _LETTERED
        ):
            first -= 1
        return self._paragraphs[max(first, 0)]

    def is_mark(self, at: int) -> bool:
        """Whether a figure there is the mark of a list: "1." at the beginning of a line."""
        return at < self.marks.get(self.line(at), 0)

    def line(self, at: int) -> int:
        """Where the printed line around an offset begins."""
        return self.passage.line_starts[max(bisect_right(self.passage.line_starts, at) - 1, 0)]

    def read(self, span: TextSpan) -> str | None:
        """The words of a stretch, None for none."""
        words = " ".join(self.text[span.start : span.end].split())
        return (words.removesuffix("”") if "“" not in words else words) or None


def _around(starts: list[int], at: int, length: int) -> TextSpan:
    i = bisect_right(starts, at)
    return TextSpan(starts[i - 1], starts[i] if i < len(starts) else length)
