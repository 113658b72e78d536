"""Whether a figure is a result, a target, or part of a rule that says how points are given."""

from __future__ import annotations

import re

from cchc_ocr.extract.results.scopes import OutlinePart, Scopes
from cchc_ocr.extract.text.phrases import Phrases, TextSpan
from cchc_ocr.patterns import accented
from cchc_ocr.records import Document, Nature

# What is wished for, asked for or planned, before a figure in its clause.
_TARGET = accented(
    r"""
    \b(?:phấn đấu|mục tiêu|dự kiến|dự báo|hướng tới|hướng đến|cần đạt|phải đạt|sẽ|yêu cầu đạt|bảo đảm đạt tối thiểu
    |chỉ tiêu(?: \S+){0,3} giao|chỉ tiêu (?:đề ra|được giao|là|phấn đấu|đạt(?! được)|năm|đến)
    |kế hoạch (?:giao|đề ra|là|năm \d{4} là)
    |tối thiểu|ít nhất|quyết tâm|đặt mục tiêu|theo lộ trình|kéo giảm|giải pháp (?:để|nhằm)|nhằm (?:đạt|nâng)
    |(?:đề nghị|kiến nghị|đề xuất|xin)\s(?:[^\s.;:]+\s){0,4}?(?:được|cộng|xem xét|cho|tính|chấm|điều chỉnh))\b
    """,
    re.IGNORECASE,
)
_TO_YEAR = accented(r"\b(?:đến|tới|vào)(?: hết| cuối)? năm (?P<year>20\d\d)\b", re.IGNORECASE)
_IN_YEAR = accented(r"(?<!so với )(?<!hơn )(?<!đến )(?<!từ )\bnăm (?P<year>20\d\d)\b", re.IGNORECASE)
# How points are given: conditions, bands, and what is said of each of many.
_RULE = accented(
    r"""
    \b(?:mỗi|cứ (?:mỗi|\d)|nếu|trường hợp|không quá|nhưng không|tối đa không|được cộng|thì (?:được|bị|trừ|cộng|đạt)
    |chưa (?:đạt|đảm bảo|bảo đảm|thực hiện đạt)(?: được)?(?: tỷ lệ| mức| chỉ tiêu| yêu cầu)?(?=[^.;,]{0,30}$)
    |cho mỗi|đối với mỗi|thang điểm (?:là|:)|bộ tiêu chí (?:có|gồm)|thưởng|điểm cộng)\b
    """,
    re.IGNORECASE,
)
_RULE_BEHIND = accented(
    r"^\s*(?:điểm|đ|%)?\s*(?:/\s?(?:lần|trường hợp|hồ sơ|văn bản|nhiệm vụ|ngày|vụ|lỗi|01)|(?:đối với|cho) mỗi"
    r"|trở lên|trở xuống)\b",
    re.IGNORECASE,
)
# "giảm 07 biên chế (đạt 22,4%)": what is said to be reached is no wish.
_REACHED_BEHIND = accented(r"[^.;,()]{0,60}\(\s*(?:đã\s)?đạt\b", re.IGNORECASE)
_BEFORE_BRACKET = accented(r"\b(?:chỉ tiêu|mục tiêu|kế hoạch)[^,;.()\d]{0,30}$", re.IGNORECASE)
_BAND = accented(r"\b(?:từ|dưới|trên|đến dưới|đến|chưa đạt tỷ lệ)\s*$", re.IGNORECASE)
_DONE = accented(
    r"\b(?:đã|hiện có|hiện nay|tính đến nay|đạt được|kết quả (?:đạt|là|thực hiện)|được chấm|xếp thứ|tự chấm)\b",
    re.IGNORECASE,
)
_OF_RESULTS = accented(
    r"""
    \b(?:kết quả|tình hình|đánh giá|thực trạng|ưu điểm|tồn tại|hạn chế|khó khăn|đạt được|nguyên nhân|hoàn thành
    |tổng kết|sơ kết|thực hiện (?:các )?(?:chỉ tiêu|nhiệm vụ|mục tiêu))\b
    """,
    re.IGNORECASE,
)
_OF_TARGETS = accented(
    r"""
    \b(?:mục tiêu|phương hướng|nhiệm vụ|giải pháp|chỉ tiêu(?! (?:đáng|đã|đạt|nổi))
    |kế hoạch (?:công tác )?(?:năm|quý|tháng)|đề xuất
    |kiến nghị
    |định hướng|yêu cầu)\b
    """,
    re.IGNORECASE,
)
_OF_RULES = accented(
    r"\b(?:cách (?:tính|chấm)|phương pháp|thang điểm|nguyên tắc|tiêu chuẩn|hướng dẫn|quy định"
    r"|điểm thưởng|điểm cộng)\b",
    re.IGNORECASE,
)
_PLANS = frozenset(
    {
        *("Kế hoạch", "Kế hoạch phối hợp", "Kế hoạch liên tịch", "Kế hoạch liên ngành"),
        *("Chương trình", "Chương trình phối hợp"),
        *("Đề án", "Phương án", "Chỉ thị", "Công điện", "Dự án"),
    }
)
_GUIDES = frozenset(
    {"Hướng dẫn", "Hướng dẫn liên tịch", "Hướng dẫn liên ngành", "Quy định", "Quy chế", "Quy chế phối hợp"}
)
_MAKES_RULES = accented(r"\bban hành (?:bộ|quy|các tiêu chí|tiêu chí|hướng dẫn|đề án|kế hoạch)", re.IGNORECASE)


class Natures:
    """What the figures of one text are; ``document`` says of what type it is, and of which year."""

    def __init__(self, scopes: Scopes, document: Document) -> None:
        self.scopes, self.phrases = scopes, scopes.phrases
        self.default = _of_document(document)
        date = document.date or document.date_partial
        self._year = int(date[:4]) if date else None

    def at(self, start: int, end: int) -> Nature:
        """Of the figure at ``start:end``: by its clause, the heading it stands under, the type of the document."""
        said = self._of_clause(start, end)
        if said:
            return said
        if self._is_done(start) or self._is_past(start):
            return "result"
        for above in self.scopes.above(start):
            found = self._of_heading(above)
            if found:
                return found
        return self.default

    def _is_done(self, start: int) -> bool:
        clause = self.phrases.clause(start)
        return _DONE.search(self.phrases.text, clause.start, start) is not None

    def _is_past(self, start: int) -> bool:
        """Whether the last year before a figure in its sentence or bracket is one gone by: "Năm 2025 … đạt"."""
        bracket = self.scopes.bracket(start)
        from_ = bracket.start if bracket else self.phrases.sentence(start).start
        years = [int(m["year"]) for m in _IN_YEAR.finditer(self.phrases.text, from_, start)]
        return bool(years) and self._year is not None and years[-1] < self._year

    def _of_clause(self, start: int, end: int) -> Nature | None:
        text, phrases = self.phrases.text, self.phrases
        sentence = phrases.sentence(start).start
        bracket = self.scopes.bracket(start)
        alone = bracket is not None and not text[bracket.start : start].strip()
        from_ = max(sentence, phrases.clause(start).start if alone else bracket.start if bracket else 0)
        years = [int(m["year"]) for m in _TO_YEAR.finditer(text, from_, start)]
        if years and self._year is not None and years[-1] > self._year:
            return "target"
        wished = [*_TARGET.finditer(text, from_, start)]
        open_ = [s for s in self.scopes.without_brackets(from_, start) if not bracket] or [TextSpan(from_, start)]
        ruled = any(_RULE.search(text, s.start, s.end) for s in open_)
        if not wished and (_is_band(phrases, from_, start, end) or ruled):
            return "rule"
        if wished and not alone and not re.search(r"\b(?:so với|vượt|bằng)\s$", text[: wished[-1].start()][-12:]):
            done = _DONE.search(text, wished[-1].end(), start) or _REACHED_BEHIND.match(text[end : end + 70])
            return None if done else "target"
        if alone and wished and bracket and _BEFORE_BRACKET.search(text, wished[-1].start(), bracket.start - 1):
            return "target"
        return None

    def _of_heading(self, paragraph: OutlinePart) -> Nature | None:
        if not (paragraph.heading or paragraph.leads):
            return None
        text, end = self.phrases.text, paragraph.end
        start = paragraph.start if paragraph.heading else self.phrases.sentence(end - 2).start
        results, targets = _OF_RESULTS.search(text, start, end), _OF_TARGETS.search(text, start, end)
        if results and (not targets or results.start() <= targets.start()):
            return "result"
        if targets:
            return "target"
        rules = _OF_RULES.search(text, start, end)
        return "rule" if rules and self.default == "rule" else None


def nature_of(document: Document, around: str = "") -> Nature:
    """What the figures of a table are: by the words around it, else by the type of the document."""
    results, targets = _OF_RESULTS.search(around), _OF_TARGETS.search(around)
    if results and (not targets or results.start() <= targets.start()):
        return "result"
    return "target" if targets else _of_document(document)


def _is_band(phrases: Phrases, from_: int, start: int, end: int) -> bool:
    """ "từ 80% đến dưới 90%", "dưới 50%", "trở lên": a threshold; "đạt trên 95%" is a result."""
    if _RULE_BEHIND.match(phrases.text[end : end + 30]):
        return True
    before = phrases.text[max(from_, start - 24) : start]
    if re.search(r"\b(?:đạt|tăng|giảm|lên|xuống)\s+(?:từ|trên|dưới|đến)\s*$", before, re.IGNORECASE):
        return False
    if re.search(r"\b(?:đến dưới|dưới)\s*$", before, re.IGNORECASE):
        return True
    behind = phrases.plain[end : end + 30]
    return (
        _BAND.search(before) is not None and re.match(r"\s*(?:diem|d|%)?\s*den(?: duoi)?\s*\d", behind) is not None
    )


def _of_document(document: Document) -> Nature:
    if document.type in _PLANS:
        return "target"
    makes = document.type == "Quyết định" and _MAKES_RULES.search(document.subject or "")
    return "rule" if makes or document.type in _GUIDES else "result"
