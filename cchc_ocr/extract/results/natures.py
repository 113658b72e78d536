"""Whether a figure is a result, a target, or part of a rule that says how points are given."""

from __future__ import annotations

import re

from cchc_ocr.extract.results.periods import Dated, Periods
from cchc_ocr.extract.results.scopes import OutlinePart
from cchc_ocr.extract.results.times import When
from cchc_ocr.extract.text.phrases import Phrases, TextSpan
from cchc_ocr.patterns import accented
from cchc_ocr.records import Document, Nature
from cchc_ocr.vietnamese import CAPITALS

# What is wished for, asked for or planned, before a figure in its clause.
_TARGET = accented(
    r"""
    \b(?:phấn đấu|mục tiêu|(?<!theo )(?<!điểm )(?<!kết quả )(?<!thẩm định )dự kiến
    |dự báo|hướng tới|hướng đến|cần đạt|phải đạt|sẽ
    |yêu cầu đạt|bảo đảm đạt tối thiểu
    |chỉ tiêu(?: \S+){0,3} giao|chỉ tiêu (?:đề ra|được giao|là|phấn đấu|đạt(?! được)|năm|đến)
    |kế hoạch (?:giao|đề ra|là|năm \d{4} là)
    |tối thiểu|ít nhất|quyết tâm|đặt mục tiêu|theo lộ trình|kéo giảm|giải pháp (?:để|nhằm)|nhằm (?:đạt|nâng)
    |(?:giữ|duy trì)(?: \S+){0,3} (?:trên|từ|dưới|không dưới)(?=\s*$)
    |(?:nâng|tăng|đưa|lên|giảm|kéo)(?: \S+){0,9} (?:lên|xuống|về) (?:mức )?(?:trên|dưới)(?=\s*$)
    |(?<!văn bản )(?<!đơn )(?<!hồ sơ )(?<!rà soát, )(?<!rà soát và )(?:đề nghị|kiến nghị|đề xuất|xin)
    \s(?:[^\s.;:\d]+\s){0,4}?(?:được|cộng|xem xét|cho|tính|(?<!tự )chấm|điều chỉnh|hạ|nâng|rút|bớt))\b
    """,
    re.IGNORECASE,
)
# "đề nghị Hội đồng xem xét, cộng thêm 2,5 điểm (tiêu chí 1: 0,5 điểm; …)": what a letter asks for.
_ASKED_FOR = accented(
    r"""
    \b(?:đề nghị|(?<!phản ánh, )(?<!phản ánh )kiến nghị|xin)\s(?!với|của|và)[^.:;\d]{0,90}?
    \b(?:cộng|công nhận|nâng|chấm lại|tính lại|giữ nguyên)\b(?:(?!\b(?:tự chấm|đã|hiện|do|vì)\b)[^.]|\.\d){0,120}$
    """,
    re.IGNORECASE,
)
_TO_YEAR = accented(r"\b(?:đến|tới|vào)(?: hết| cuối)? năm (?P<year>20\d\d)\b", re.IGNORECASE)
# How points are given: conditions, bands, and what is said of each of many.
_RULE = accented(
    r"""
    \b(?:(?<!bình quân )(?<!trung bình )mỗi|cứ(?:\s(?:mỗi|\d|thiếu|chậm|tăng|giảm|thêm)|(?=\s*$))
    |nếu(?!\s(?:không |chỉ |cứ )?(?:tính|loại|so|kể|gộp|xét)\b)|(?<!\d )trường hợp
    |không quá|nhưng không|tối đa không|được cộng|thì (?:được|bị|trừ|bớt|cộng|đạt)
    |chưa (?:đạt|đảm bảo|bảo đảm|thực hiện đạt)(?: được)?(?: tỷ lệ| mức| chỉ tiêu| yêu cầu)?(?=[^.;,]{0,30}$)
    |cho mỗi|đối với mỗi|thang điểm\s?(?:là|:|\d)|quy định là|yêu cầu từ|mức tối đa của
    |(?:trở lên|trở xuống|đến dưới \d[\d,.]*\s?%?)(?:\s(?:mới|thì|chỉ|được|là|cho|chấm|tính|đạt))+(?=\s*$)
    |bộ tiêu chí (?:có|gồm)|(?<!khen )thưởng|điểm cộng)\b
    """,
    re.IGNORECASE,
)
# "Bộ chỉ số có 60 điểm do xã tự chấm": how many points there are to have.
_SET_HAS = accented(r"\bbộ chỉ số(?: này)? (?:có|gồm)\s$", re.IGNORECASE)
_POINTS = accented(r"[\d,]+\sđiểm\b", re.IGNORECASE)
_REST_OF_SET = accented(r"[\d,]+\sđiểm còn lại (?:là|thuộc|dành|do|theo)\b", re.IGNORECASE)
_RULE_BEHIND = accented(
    r"^\s*(?:điểm|đ|%)?\s*(?:/\s?(?:lần|trường hợp|hồ sơ|văn bản|nhiệm vụ|ngày|vụ|lỗi|01)|(?:đối với|cho) mỗi"
    r"|trở lên|trở xuống)\b",
    re.IGNORECASE,
)
# "giảm 07 biên chế (đạt 22,4%)": what is said to be reached is no wish.
_REACHED_BEHIND = accented(r"[^.;,()]{0,60}\(\s*(?:đã\s)?đạt\b", re.IGNORECASE)
# "100% hồ sơ quá hạn phải được xin lỗi": what has to be.
_MUST_BEHIND = accented(r"[^.;,()]{0,50}\bphải (?:có|được|đạt|bảo đảm|đảm bảo)\b", re.IGNORECASE)
# "mọi hồ sơ trễ đều phải có thư xin lỗi (100%)", "bảo đảm đạt 70% vào cuối năm".
_MUST = accented(r"\b(?:mọi|tất cả)\b[^.;()]*\bphải (?:có|được|đạt)\b[^.;()]*\($", re.IGNORECASE)
_BY_THEN = accented(r"\s?%?\s(?:vào|trước|đến|tới)\s(?:cuối|hết)\s(?:năm|quý|tháng)\b", re.IGNORECASE)
# "cao hơn mức 5% Tổng cục giao": what somebody has set.
_SET_BEHIND = accented(rf"^\s?%?\s(?:do\s)?(?:[{CAPITALS}]\S*\s(?:\S+\s){{0,2}})?giao\b(?! ban| lưu| dịch| tiếp)")
# "thấp hơn mức 30% theo quy định": the level that a rule asks for.
_AS_RULED = accented(r"\s?%?\stheo (?:quy định|yêu cầu)\b", re.IGNORECASE)
_LEVEL_BEFORE = accented(r"\b(?:mức|ngưỡng|tỷ lệ)\s$", re.IGNORECASE)
# "(chỉ tiêu tỉnh 75%)", "trực tuyến ≥ 80%": the mark to reach, beside what was reached or alone.
_MARK_TO_REACH = accented(
    r"\s*(?:[^#.;,()\d]{0,30}\bgiao|chỉ tiêu|mục tiêu|kế hoạch|KH|định mức|yêu cầu|quy định|tối thiểu)\b"
    r"[^#.;,()\d]{0,40}(?:\d{4}:?\s)?",
    re.IGNORECASE,
)
# "đạt 58,9%, yêu cầu 70%", "dưới ngưỡng 98%", "không để hồ sơ trả chậm quá 0,3%".
_MARK_BEFORE = accented(
    r"""
    \b(?:yêu cầu|ngưỡng|định mức|mức (?:tối thiểu|(?:được )?giao|quy định|yêu cầu|sàn)
    |(?:vượt|thấp hơn|cao hơn|chưa đạt|không đạt)\s(?:mức\s)?(?:chỉ tiêu|mục tiêu|kế hoạch)
    [^.;,()\d]{0,40}(?=\slà\s)
    |không để\s[^.;,\d]{0,60}(?:quá|trên|vượt))\s
    (?:(?:là|từ|trên|tối thiểu|phải đạt)\s)*$
    """,
    re.IGNORECASE,
)
_AT_LEAST = ("ít nhất", "tối thiểu")  # of one figure, and not of what follows behind a semicolon
_TO_CLAIM = accented(r"[^.;:,\d]{0,24}?\btự chấm\b", re.IGNORECASE)  # "đặt mục tiêu tự chấm 84/90 điểm"
_BEFORE_BRACKET = accented(r"\b(?:chỉ tiêu|mục tiêu|kế hoạch)[^,;.()\d]{0,30}$", re.IGNORECASE)
# "vượt kế hoạch (40 lượt)", "vượt mục tiêu Nghị quyết đề ra (trên 80%)": what was to be reached.
_COMPARED_BEFORE = accented(
    r"\b(?:vượt|so với|thấp hơn|cao hơn|chưa đạt|không đạt|đạt|bằng)\s(?:mức\s)?"
    r"(?:chỉ tiêu|mục tiêu|kế hoạch|yêu cầu|định mức)[^,;.()\d]{0,60}$",
    re.IGNORECASE,
)
_ABOUT = accented(r"\s*(?:(?:trên|từ|ít nhất|tối thiểu|khoảng)\s)?", re.IGNORECASE)
_BAND = accented(r"\b(?:từ|dưới|trên|đến dưới|đến|chưa đạt tỷ lệ)\s*$", re.IGNORECASE)
_DONE = accented(
    r"""
    \b(?:đã|(?<!thực )(?<!phát )(?<!thể )hiện(?: có| còn| nay)?
    |tính đến nay|thực hiện(?=\s(?:đạt|được))|đạt được|kết quả (?:đạt|là|thực hiện)|được chấm|xếp thứ|tự chấm
    |(?<=:\s)(?:đã\s|chưa\s|không\s)?(?:đạt|vượt|hoàn thành)(?=,)
    |ghi nhận|thu về|phát ra|mới (?:đạt|có|chỉ)|chỉ (?:đạt|còn|mới)|(?:nhiều|cao|thấp) nhất là)\b
    """,
    re.IGNORECASE,
)
# "duy trì 07 tổ hiện có", "356 TTHC (tại thời điểm lập kế hoạch)": how things are, amid what is planned.
_IS_THERE = accented(
    r"[^.;,#\d(]{0,70}(?:\b(?:hiện có|hiện nay|hiện hành|đang có|thuộc thẩm quyền|nêu trên|đã nêu)"
    r"|\(?tại thời điểm|\(trong (?:tổng )?số)\b",
    re.IGNORECASE,
)
# "xử lý dứt điểm 214 hồ sơ đang quá hạn": what is so is asked to end.
_STILL_SO = accented(
    r"(?:\s[^\W\d]+){1,3}?\s(?:đang|còn|hiện)\s(?:bị\s)?(?:quá|trễ|chậm|tồn|vướng|nợ)\b", re.IGNORECASE
)
_LATE = "10"  # the month from which on a year may be told before it is over
_LONGEST_LEAD = 110  # characters of the head of an item
_OF_RESULTS = accented(
    r"""
    \b(?:(?<!hồ sơ, )(?<!số hóa )(?<!trả )(?<!nhận )(?<!công khai )(?<!cấp )kết quả
    |tình hình|đánh giá|(?:thực|hiện) trạng|xuất phát|nhận xét
    |rút ra|(?:điểm|nhìn|xem) lại|điểm qua
    |ưu điểm|khuyết điểm|vi phạm|sai (?:phạm|sót)|tồn tại|hạn chế|khó khăn|đạt được|nguyên nhân|hoàn thành
    |tổng kết|sơ kết|thực hiện (?:các )?(?:chỉ tiêu|nhiệm vụ|mục tiêu))\b
    """,
    re.IGNORECASE,
)
_OF_TARGETS = accented(
    r"""
    \b(?:mục tiêu|phương hướng|nhiệm vụ|giải pháp
    |(?:(?<!một số )(?<!giải thích )chỉ tiêu|chỉ tiêu(?= (?:năm|đến|phấn đấu|kỳ|giai đoạn)\b))
    (?! (?:đáng|đã|đạt|nổi|còn|chưa|thấp|cao|tăng|giảm|không|được
    |tổng hợp|thống kê|cơ bản|báo cáo))(?![^.:\d]{0,20}\b(?:
    gần đây|gần nhất|vừa qua|(?:các|những|\w+) năm (?:qua|trước)|qua các|theo dõi|so với|so sánh))
    |kế hoạch (?:công tác )?(?:năm|quý|tháng)|đề xuất(?! (?:mức )?(?:xếp|công nhận|phê duyệt|kết quả|điểm)\b)
    |(?<!phản ánh )(?<!phản ánh, )(?<!phản ánh và )(?<!ý kiến, )(?<!ý kiến và )kiến nghị|định hướng|yêu cầu|cam kết
    |việc (?:cần|phải|sẽ) (?:làm|thực hiện|tập trung))\b
    """,
    re.IGNORECASE,
)
# "4. Phương hướng quý I/2031: trực tuyến 96%", "Chỉ tiêu: đúng hạn 99,8%": what a paragraph leads to.
_LEADS_TO_TARGETS = accented(
    r"""
    \W*(?:phương hướng|mục tiêu|chỉ tiêu(?: chủ yếu| cụ thể)?|cam kết|định hướng|việc (?:cần|phải) làm)
    (?:\s(?:của\s)?(?:năm|quý|tháng|kỳ|6 tháng|giai đoạn|thời gian)\b[^:.]{0,30})?\s?:\s
    """,
    re.IGNORECASE,
)
# "3. Ví dụ: đơn vị A có 400 hồ sơ": how points are counted, on figures that nobody has.
_EXAMPLE = accented(r"\W*(?:(?:ví dụ|vd)(?:\s\d+)?\s?[:,]|giả sử\b)", re.IGNORECASE)
_ASKS = accented(r"\b(?:đề nghị|yêu cầu|giao)\s(?:[^\s:]+\s?){1,12}:\s*$", re.IGNORECASE)
_ASKS_OF = accented(
    r"\s*(?:thứ \w+,\s)?(?:(?:để|nhằm)\s[^,:.]{3,80},\s)?(?:(?:Chủ tịch\s)?UBND \w+(?:\s[^,:.\s]+){0,3}\s)?"
    r"(?:yêu cầu|đề nghị|giao)\b[^.:;]{0,80}:\s*",
    re.IGNORECASE,
)
_OF_RULES = accented(
    r"\b(?:cách (?:tính|chấm)|phương pháp|thang điểm|nguyên tắc|tiêu chuẩn|hướng dẫn|quy định"
    r"|điểm thưởng|điểm cộng)\b",
    re.IGNORECASE,
)
# "1. Tiêu chí “Mức độ hoàn thành kế hoạch”": below it a guide says how points are given.
_CRITERION = accented(r"\s*(?:tiêu chí|nội dung|chỉ tiêu|lĩnh vực)\b", re.IGNORECASE)
_PLANS = frozenset(
    {
        *("Kế hoạch", "Kế hoạch phối hợp", "Kế hoạch liên tịch", "Kế hoạch liên ngành"),
        *("Chương trình", "Chương trình phối hợp"),
        *("Đề án", "Phương án", "Chỉ thị", "Công điện", "Dự án"),
    }
)
# A letter on points that were given: below "Đề nghị xem xét lại:" stand points as they are.
_PLEADS = accented(
    r"\b(?:giải trình|phúc tra|phúc khảo|xem xét lại|thẩm định lại|điều chỉnh điểm"
    r"|ý kiến (?:về|đối với) kết quả)\b",
    re.IGNORECASE,
)
_ORDERS = frozenset({"Chỉ thị", "Công điện"})
# "UBND xã xây dựng Kế hoạch … như sau:": what stands before it says why there is a plan, and how things are.
_PLANS_FIRST = accented(
    r"\b(?:xây dựng|ban hành|lập|đề ra)\b[^.:\n]{0,20}\b(?:kế hoạch|chương trình|đề án|phương án)\b"
    r"(?:[^:\n]{0,160}:|[^:.\n]{0,60}\snhư sau\.)",
    re.IGNORECASE,
)
_ASKS_FIRST = accented(r"\b(?:yêu cầu|chỉ thị|giao|đề nghị)\b[^.:\n]{0,80}:", re.IGNORECASE)
_GUIDES = frozenset(
    {"Hướng dẫn", "Hướng dẫn liên tịch", "Hướng dẫn liên ngành", "Quy định", "Quy chế", "Quy chế phối hợp"}
)
_MAKES_RULES = accented(r"\bban hành (?:bộ|quy|các tiêu chí|tiêu chí|hướng dẫn|đề án|kế hoạch)", re.IGNORECASE)


class Natures:
    """What the figures of one text are; ``document`` says of what type it is, and of when."""

    def __init__(self, periods: Periods, document: Document) -> None:
        self.periods, self.scopes, self.phrases = periods, periods.scopes, periods.scopes.phrases
        self.default = _of_document(document)
        opens = _ASKS_FIRST if document.type in _ORDERS else _PLANS_FIRST if document.type in _PLANS else None
        begins = opens.search(self.phrases.text) if opens else None
        self._told_until = begins.start() if begins else 0  # before what it orders, it tells how things are
        self._pleads = _PLEADS.search(document.subject or "") is not None
        self._written = document.date or document.date_partial or ""

    def at(self, start: int, end: int) -> Nature:
        """Of the figure at ``start:end``: by its clause, its time, its headings, the type of the document."""
        said = "rule" if self._is_example(start) else self._of_clause(start, end)
        said = said or ("target" if self._is_led_to(start) else None)
        if said:
            return said
        dated = self.periods.at(start, end)
        time = _compared(dated.when, self._written) if dated.how not in ("title", "head", "nowhere") else 0
        if self._is_done(start) or (time < 0 and dated.how == "clause") or self._is_there(start, end, dated):
            return "result"
        if (time > 0 or self._is_of_this_year(dated)) and self.default == "result":
            return "target"
        led = dated.how == "list" and self.default == "target"
        if (time < 0 and (dated.how == "paragraph" or led)) or self._tells_results(start):
            return "result"
        for above in self.scopes.above(start):
            found = self._of_heading(above) or self._of_time(above)
            if found:
                return found
        return self._by_introduction(start)

    def _by_introduction(self, start: int) -> Nature:
        """A target where words that ask lead to the list ("Thứ tư, yêu cầu các sở:"), else by the document."""
        lead = self.scopes.introduction(start)
        if lead and _ASKS_OF.fullmatch(self.phrases.text, *lead.ends):
            return "target"
        return "result" if start < self._told_until else self.default

    def _is_of_this_year(self, dated: Dated) -> bool:
        """Whether a clause names the whole year in which a report of another is written: "Năm 2025: đạt 99%"."""
        year, period = dated.when
        told = self.periods.topic.year
        written, month = self._written[:4], self._written[5:7]
        whole = dated.how == "clause" and period is None and str(year) == written
        return whole and told is not None and str(told) < written and "" < month < _LATE

    def _is_done(self, start: int) -> bool:
        clause = self.phrases.clause(start)
        return _DONE.search(self.phrases.text, clause.start, start) is not None

    def _is_there(self, start: int, end: int, dated: Dated) -> bool:
        """Whether a plan says of a figure that it is so now, or of a year before that of the plan."""
        if _STILL_SO.match(self.phrases.text, end):
            return True
        if self.default != "target":
            return False
        planned, (year, _) = self.periods.topic.year, dated.when
        earlier = dated.how == "clause" and year is not None and planned is not None and year < planned
        return earlier or _IS_THERE.match(self.phrases.text, end, self.phrases.sentence(start).end) is not None

    def _is_led_to(self, start: int) -> bool:
        """Whether a paragraph or an item begins with words that lead to what is to be reached."""
        own = self.scopes.paragraph(start).start
        leads = _LEADS_TO_TARGETS.match(self.phrases.text, self.phrases.marks.get(own, own), start)
        return leads is not None and not self._is_done(start)

    def _is_example(self, start: int) -> bool:
        """Whether a sentence, or one before it in its paragraph, begins with words for an example of a rule."""
        own = self.scopes.paragraph(start).start
        begins = (self.phrases.marks.get(own, own), self.phrases.sentence(start).start)
        return any(_EXAMPLE.match(self.phrases.text, at) for at in begins)

    def _tells_results(self, start: int) -> bool:
        """Whether an item of a list begins with words for results: "5. Kết quả năm 2023: bình quân 82 điểm"."""
        own = self.scopes.paragraph(start).start
        colon = self.phrases.text.find(":", own, start)
        if own not in self.phrases.marks or not 0 < colon - own < _LONGEST_LEAD:
            return False
        words = _OF_RESULTS.search(self.phrases.text, own, colon)
        told = words is not None and words[0].lower() not in ("hoàn thành", "đánh giá")
        return told and self._by_words(own, colon) == "result"

    def _of_time(self, paragraph: OutlinePart) -> Nature | None:
        """A result, where a heading of a plan or a guide names no time but one gone by: "Hiện trạng năm 2023"."""
        times = self.periods.within(paragraph.start, paragraph.end) if paragraph.heading else ()
        gone = [_compared(time.when(), self._written) < 0 for time in times]
        return "result" if gone and all(gone) and self.default != "result" else None

    def _of_clause(self, start: int, end: int) -> Nature | None:
        text, phrases = self.phrases.text, self.phrases
        sentence = phrases.sentence(start).start
        bracket = self.scopes.bracket(start)
        alone = bracket is not None and _ABOUT.fullmatch(text, bracket.start, start) is not None
        from_ = max(sentence, phrases.clause(start).start if alone else bracket.start if bracket else 0)
        years = [m["year"] for m in _TO_YEAR.finditer(text, from_, start)]
        if years and "" < self._written[:4] < years[-1]:
            return "target"
        open_ = [s for s in self.scopes.without_brackets(from_, start) if not bracket] or [TextSpan(from_, start)]
        wished = [m for s in open_ for m in _TARGET.finditer(text, s.start, s.end)]
        wished = [m for m in wished if not (m[0].lower() in _AT_LEAST and ";" in text[m.end() : start])]
        ruled = any(_RULE.search(text, s.start, s.end) for s in open_)
        shared_out = _SET_HAS.search(text, from_, start) and _POINTS.match(text, start)
        shared_out = shared_out or _REST_OF_SET.match(text, start)
        if not wished and (_is_band(phrases, from_, start, end) or ruled or shared_out):
            return "rule"
        compared = bracket and alone and _COMPARED_BEFORE.search(text, sentence, bracket.start - 1)
        if compared or self._is_mark_to_reach(start, end, bracket):
            return "rule" if self.default == "rule" else "target"
        asked = _ASKED_FOR.search(text, sentence, start) is not None
        if (
            not asked
            and wished
            and not alone
            and not re.search(r"\b(?:so với|vượt|bằng)\s$", text[: wished[-1].start()][-12:])
        ):
            since = wished[-1].end()
            since += len(m[0]) if (m := _TO_CLAIM.match(text, since, start)) else 0
            done = _DONE.search(text, since, start) or _REACHED_BEHIND.match(text[end : end + 70])
            return None if done else "target"
        if bracket is None or not (alone and wished):
            return "target" if asked else None
        aside = _BEFORE_BRACKET.search(text, wished[-1].start(), bracket.start - 1)
        return "target" if asked or aside else None

    def _is_mark_to_reach(self, start: int, end: int, bracket: TextSpan | None) -> bool:
        """Whether a figure is what has to be reached: "(chỉ tiêu 75%)", "≥ 80%", "100% hồ sơ phải được …"."""
        text = self.phrases.text
        if bracket and _MARK_TO_REACH.fullmatch(text, bracket.start, start):
            return True
        if _SET_BEHIND.search(text[end : end + 40]) or _MARK_BEFORE.search(text[max(0, start - 90) : start]):
            return True
        if bracket and _MUST.search(text, self.phrases.sentence(start).start, bracket.start):
            return True
        if _AS_RULED.match(text, end) and _LEVEL_BEFORE.search(text, max(0, start - 12), start):
            return True
        due = _MUST_BEHIND.match(text, end) or _BY_THEN.match(text, end)
        return text[start - 2 : start].rstrip().endswith(("≥", "⩾", ">=")) or bool(due)

    def _of_heading(self, paragraph: OutlinePart) -> Nature | None:
        if not (paragraph.heading or paragraph.leads):
            return None
        text, end = self.phrases.text, paragraph.end
        start = paragraph.start if paragraph.heading else self.phrases.sentence(end - 2).start
        found = self._by_words(start, end)
        if self._pleads and found != "result":
            return None
        if found or (paragraph.leads and _ASKS.search(text, start, end)):
            return found or "target"
        rules = _OF_RULES.search(text, start, end)
        return "rule" if rules and self.default == "rule" else None

    def _by_words(self, start: int, end: int) -> Nature | None:
        """By the first of the words for results and for targets; the name of a criterion is neither."""
        text = self.phrases.text
        if self.default == "rule" and _CRITERION.match(text, self.phrases.marks.get(start, start)):
            return None
        results, targets = _OF_RESULTS.search(text, start, end), _OF_TARGETS.search(text, start, end)
        if results and (not targets or results.start() <= targets.start()):
            return "result"
        return "target" if targets else None


def _compared(when: When, written: str) -> int:
    """Whether a time is gone by (-1) or still to come (1) on the day when a document was written; 0 for neither.

    >>> [_compared(When(2024, period), "2024-08-15") for period in (None, "2024-09", "2024-07")]
    [0, 1, -1]
    >>> _compared(When(None, "2016/2020"), "2024-08")
    -1
    """
    first, _, last = (when.period or str(when.year or "")).partition("/")
    starts, ends = _months(first)[0], _months(last or first)[1]
    if not starts or not written:
        return 0
    return (starts > written[: len(starts)]) - (ends < written[: len(ends)])


def _months(time: str) -> tuple[str, str]:
    """The first and the last month of a year, half, quarter or month: "2024-Q3" is "2024-07" to "2024-09"."""
    year, _, part = time.partition("-")
    if part[:1] in ("H", "Q"):
        length, number = (6 if part[0] == "H" else 3), int(part[1:])
        return f"{year}-{length * (number - 1) + 1:02d}", f"{year}-{length * number:02d}"
    return time[:7], time[:7]


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
    if re.match(r"\s*(?:diem|d|%)?\s*den duoi\s*\d", behind):
        return True  # "còn 97% đến dưới 99% là 2 điểm"
    return (
        _BAND.search(before) is not None and re.match(r"\s*(?:diem|d|%)?\s*den(?: duoi)?\s*\d", behind) is not None
    )


def _of_document(document: Document) -> Nature:
    if document.type in _PLANS:
        return "target"
    makes = document.type == "Quyết định" and _MAKES_RULES.search(document.subject or "")
    return "rule" if makes or document.type in _GUIDES else "result"
