"""Names a figure: the words around it, shortened to a column heading."""

from __future__ import annotations

import re

from cchc_ocr.extract.results.acts import Acts
from cchc_ocr.vietnamese import CAPITALS

# In words: of a name, of one that is not cut where it goes on, of a label before a figure.
_LONGEST, _SHORT, _MOST_LABEL = 14, 14, 7
_PLACES = frozenset(
    {"sở", "xã", "phường", "huyện", "tỉnh", "quận", "thôn", "xóm", "thị xã", "thị trấn", "thành phố"}
)
_BODIES = frozenset({"đơn vị", "cơ quan", "phòng", "địa phương", "sở", "trường"})
_BODIES_ALONE = re.compile(
    r"(?:(?:sở|ban|ngành|xã|phường|thị trấn|huyện|thị xã|thành phố|đơn vị|cơ quan|phòng|địa phương)[,\s]*"
    r"(?:và\s)?)+",
    re.IGNORECASE,
)
# A value within a name, and what leads on to it: "Điểm tự chấm 60,5 điểm, tổng điểm 87,4/100".
_VALUE = re.compile(
    r"[\s,;(]*(?:\b(?:chỉ )?(?:đạt|được|là|từ|chiếm|bằng|xếp|đứng|hạng|thứ|vị trí)\s+)*"
    r"\(?(?<![\d/])(?:\d[\d.,]*/\d[\d.,]*(?!\d|/\d)|\d[\d.,]*\s*(?:điểm|%)).*$",
    re.IGNORECASE,
)
# "PAR INDEX năm 2024 của tỉnh": when and whose is said in other fields.
_PART_OF_YEAR = r"(?:quý [IVX]+|(?:6|sáu|9|chín) tháng(?: đầu| cuối)?|tháng \d{1,2})"
_TIMED = re.compile(
    rf"\s+(?:trong\s|của\s)?(?:(?:{_PART_OF_YEAR}\s?/?\s?)?(?:năm )?(?:19|20)\d\d)"
    r"(?:\s(?:của|tại)\s(?:(?:toàn )?tỉnh|huyện|xã|phường|thành phố|thị xã"
    r"|(?:sở|bộ|ban|cục|chi cục|ubnd|văn phòng|(?-i:[A-ZĐ]{2,}))"
    r"(?:\s(?!đạt|là|xếp)\S+){0,5})(?:\s(?-i:[A-ZĐ])\S*)*)?(?=$|,)",
    re.IGNORECASE,
)
# "Hồ sơ trực tuyến tháng 5", and no "chậm báo cáo quý II".
_PART_ALONE = re.compile(
    r"(?<!báo cáo)(?<!kế hoạch)(?<!giao ban)\s+(?:tháng \d{1,2}|(?-i:quý [IVX]+))$", re.IGNORECASE
)
# '"Cung ứng dịch vụ công" tuy có cải thiện song vẫn': what stands in quotation marks is the name.
# "Biên chế năm 2020 so với 2016", "so với cùng kỳ": what a value is compared with.
_THAN = re.compile(r"\s+(?:năm \d{4}\s+)?so với (?:(?:năm |quý |tháng |kỳ )?\d{4}|cùng kỳ)\b.*$", re.IGNORECASE)
_QUOTED = re.compile(rf'^(?P<name>[^"“”]*[“"][{CAPITALS}][^"“”]+[”"]|[{CAPITALS}][^"“”]*[^\s"“”][”"])\s[^\W\d]')
# 'đề nghị xem lại tiêu chí "Công khai ngân sách"', "Quản trị điện tử đạt thấp nhất trong tám nội dung".
_PART_QUOTED = re.compile(
    r'\b(?:tiêu chí|nội dung|lĩnh vực)\s(?:thành phần\s)?[“"](?P<name>[^"“”]{4,})[”"]', re.IGNORECASE
)
# 'nội dung "Cung ứng dịch vụ công", điểm nội dung thành phần y tế công lập': a part of the part that is quoted.
_PART_OF_PART = re.compile(
    r'[”"].*\b(?:nội dung|tiêu chí|chỉ số) thành phần\s[“"]?(?P<name>[^“”",;:()]{4,})', re.IGNORECASE
)
_BEST = re.compile(
    r"(?<=\w)\s(?:đạt|là|có (?:điểm|giá trị|mức|điểm số)(?: trung bình| bình quân)?)\s"
    r"(?:cao|thấp|tốt|kém|yếu)\snhất"
    r"(?:\s(?:trong|của|cả)\b.*)?$",
    re.IGNORECASE,
)
# "(PAR INDEX 2022)", "do Hội đồng công bố ngày 19/4/2023", "Quyết định số 11/QĐ-UBND … xác định": by whom.
_CITED = re.compile(
    r"\s*\([^()]*\b(?:(?:19|20)\d\d|\d+/[A-ZĐ]+-\S+)\b[^()]*\)"
    rf"|\s(?:do|được)\s(?-i:[{CAPITALS}])[^,;()]*\b(?:công bố|phê duyệt)\b.*$"
    r"|^(?:theo )?(?:quyết định|thông báo|công văn)\ssố\s\S+[^,;]*?\b(?:công bố|xác định|phê duyệt)\s",
    re.IGNORECASE,
)
# "lĩnh vực có kết quả cao là Cải cách thể chế", "chỉ số thấp nhất là Tiếp cận đất đai": the last has it.
_SINGLED_OUT = re.compile(
    r"^.*\b(?:cao|thấp|tốt|kém|nhiều|ít|lớn|mạnh)(?:\snhất|\shơn cả)?\slà\s(?:[“\"])?(?=\S+\s\S)",
    re.IGNORECASE,
)
_DECIMAL = re.compile(r"[\s(,]+(?:(?:đạt|là|được)\s)?(?:giá trị\s)?(?<!\w)\d{1,3},\d{1,4}(?!\S*%)\b.*$")
_PLACED = re.compile(r"\s+(?:xếp|đứng)\s+(?:thứ|hạng|vị trí|vị thứ|ở|vào)\s+\S+(?:\s\S+)?$", re.IGNORECASE)
_ASIDE = re.compile(r"\s*\((?:[^()]*\))?[^()]*$")
_OPENING = re.compile(
    r"(?:(?:tính )?đến (?:hết )?(?:ngày )?\d{1,2}/\d{1,2}(?:/\d{4})?,?|phấn đấu|về|đối với"
    r"|theo kết quả[^,]*,|trong đó|riêng|cụ thể|tiếp (?:đến|theo)(?: là)?"
    r"|(?:(?:tăng|giảm)\s)?(?:cao|thấp|sâu|mạnh|nhiều|ít|tốt|kém|yếu) nhất là|lý do|cao hơn|thấp hơn|so với)\s+",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"[\s,;:.(“\"-]+$|(?<!hiện)\scó$|(?<!thực)(?<!phát)(?<!thể)(?<!chứng)(?<!lý)(?<!tặng)\s(?:và|hoặc|của|cho|là|được|do|từ|với|tại"
    r"|nên|chỉ|xếp|đứng|đạt giá trị|đạt|cử|đã|(?:được )?điều chỉnh"
    r"|(?<!\d )ngày|(?<!kỳ )(?<!năm )(?<!tháng )(?<!quý )trước|thiếu|mỗi"
    r"|(?:trong|trên)(?: tổng)? số|trong \d{1,2}"
    r"|(?<!hiện )còn|giữ nguyên|trừ|xếp thứ(?: nhất| hai| ba)?"
    r"|đứng (?:cuối|đầu|thứ nhất)|dẫn đầu|tháng|để xảy ra|hiện|ở|ít nhất)$",
    re.IGNORECASE,
)
# Where a description goes on to where, why and what for.
_FURTHER = re.compile(
    r"\s(?:tại|trên|để|nhưng|nên|khi|nhằm|trong|trước|theo|so với|cho|kèm theo|thông qua|đảm bảo|thuộc các"
    r"|với|về|của|do|mà)\s"
    r"|\s\(",
    re.IGNORECASE,
)
# A comma within what is said of one thing: "tổ chức, cá nhân", "xây dựng, áp dụng và duy trì".
JOINED_COMMA = (
    r",(?=\s(?:viên chức|công chức|người lao động|doanh nghiệp|cá nhân|tổ chức(?!\s\d)|cán bộ"
    r"|người dân|nhân dân)\b)"
    r"|(?<=phản ánh),(?=\skiến nghị\b)|(?<=\bsở),(?=\s(?:ban|ngành)\b)"
    r"|(?<=\bban),(?=\sngành\b)|(?<=\bcơ quan),(?=\sđơn vị\b)|(?<=\bphòng),(?=\sban\b)"
    r"|(?<=\bhuyện),(?=\s(?:thị xã|thành phố|quận)\b(?!\s(?-i:[A-ZĐ])))"
    r"|(?<=\bthị xã),(?=\sthành phố\b(?!\s(?-i:[A-ZĐ])))"
    r"|(?<=\bphường),(?=\s(?:xã|thị trấn)\b(?!\s(?-i:[A-ZĐ])))"
    r"|(?<=\bxã),(?=\s(?:phường|thị trấn)\b(?!\s(?-i:[A-ZĐ])))|(?<=viên chức),(?=\slao động\b)"
    r"|,(?=\s[^\s,;.:()\d]+(?:\s[^\s,;.:()\d]+){0,3}(?:,\s[^\s,;.:()\d]+(?:\s[^\s,;.:()\d]+){0,3})*"
    r"\svà\s(?!\d)[^\d,.;:(]{0,60}(?:[.;,]|\((?!\s?\d)))"
)
_JOINED = re.compile(r"\s*(?:,|và|hoặc|, và)?\s*")


def concise(name: str | None) -> str | None:
    """The name without values, parentheses and linking words.

    >>> concise("Phấn đấu Chỉ số cải cách hành chính của phường đạt từ 92 điểm trở lên (năm 2024")
    'Chỉ số cải cách hành chính của phường'
    >>> concise("Cải cách thể chế")
    'Cải cách thể chế'
    """
    if not name:
        return None
    quoted = _PART_OF_PART.search(name) or _PART_QUOTED.search(name) or _QUOTED.match(name)
    name = _BEST.sub("", quoted["name"] if quoted else name)
    name = _CITED.sub("", _SINGLED_OUT.sub("", name)) or name
    told = _THAN.sub("", _VALUE.sub("", name))
    short = _TIMED.sub("", _without_tail(_PLACED.sub("", _DECIMAL.sub("", told))))
    short = _PART_ALONE.sub("", short)
    short = _ASIDE.sub("", short) if short.count("(") > short.count(")") else short
    short = _OPENING.sub("", short, count=1) if _OPENING.match(short) else short
    short = _without_tail(short)
    short = f'{short}"' if short.count('"') % 2 else short
    return short or name


def _without_tail(name: str) -> str:
    while (cut := _TAIL.sub("", name)) != name:
        name = cut
    return name


def counted(acts: Acts, noun: str, described: str, before: str | None, act: str | None = None) -> str:
    """The name of a count: the noun, with what is said of it behind the figure, else what was done with it before.

    ``act`` is what was done where it is known; else it is looked for in ``before``.

    >>> from cchc_ocr.lexicon import load
    >>> acts = Acts(load().acts)
    >>> counted(acts, "hồ sơ", "hồ sơ", "Sở đã tiếp nhận")
    'hồ sơ đã tiếp nhận'
    >>> counted(acts, "hồ sơ", "hồ sơ trễ hạn trên Hệ thống", None)
    'hồ sơ trễ hạn trên Hệ thống'
    """
    described = _shortened(acts, described, len(noun))
    bodies = noun.lower() in _PLACES or noun.lower() in _BODIES
    alone = len(described) <= len(noun) or _BODIES_ALONE.fullmatch(described) is not None
    if act and bodies and alone:
        return concise(f"{described} {act}") or described  # "kiểm tra đột xuất 12/46 xã, phường"
    if not (before or act) or noun.lower() in _PLACES:
        return concise(described) or described
    said = act or _done_before(acts, before or "")
    if len(described) > len(noun):
        said = said if said and not acts.done.search(described) and len(said.split()) <= _LONGEST_ACT else ""
        return concise(f"{described} {said}".strip()) or described
    if said:
        name = concise(f"{noun} {said}") or noun
        return name if len(name) > len(noun) else f"{noun} {said}"  # "thiếu 08 công chức"
    label = concise(before) or before or ""
    fits = len(label.split()) <= _MOST_LABEL and not re.search(r"[/\d%]", label)
    return f"{noun} {label}" if label and fits else noun


def _done_before(acts: Acts, before: str) -> str | None:
    """What was done with what is counted, from its last verb on: "Sở đã tiếp nhận và giải quyết"."""
    done = [*acts.done.finditer(before)]
    while len(done) > 1 and _JOINED.fullmatch(before, done[-2].end(), done[-1].start()):
        done.pop()
    said = _shortened(acts, before[done[-1].start() :], 0) if done else ""
    return f"{said[:1].lower()}{said[1:]}" or None


_LONGEST_ACT = 7  # words


# Bodies or persons alone: "người", "sở, ban, ngành": of a share it must be said what they did.
_ALONE = re.compile(
    r"(?:(?:các|những|số)\s)?(?:(?:sở|ban|ngành|xã|phường|thị trấn|huyện|thị xã|thành phố|tỉnh|đơn vị|cơ quan"
    r"|người|thôn|tổ dân phố|phòng|địa phương|BHXH|UBND)[\s,]*(?:và\s)?)+|mất|phải đi|kế hoạch|dưới mức|\W.*",
    re.IGNORECASE,
)


def leaves_open(name: str | None) -> bool:
    """Whether the name of a share does not say of what it is.

    >>> leaves_open("xã, phường"), leaves_open("xã hoàn thành"), leaves_open(None)
    (True, False, True)
    """
    return name is None or _ALONE.fullmatch(name) is not None


# "hồ sơ mới phát sinh nhiều nhất": which ones these are stands elsewhere in the sentence.
_OF_THE_MOST = re.compile(r"\b(?:nhiều|ít|cao|thấp|lớn) nhất$", re.IGNORECASE)


def only_says_most(name: str | None) -> bool:
    """Whether a name ends by saying that there is the most of it, and not of what.

    >>> only_says_most("hồ sơ mới phát sinh nhiều nhất"), only_says_most("hồ sơ đất đai")
    (True, False)
    """
    return _OF_THE_MOST.search(name or "") is not None


def _shortened(acts: Acts, text: str, least: int) -> str:
    """Up to where it goes on to say where and why, at most ``_LONGEST`` words, not less than ``least`` letters."""
    further = _FURTHER.search(text, least) if len(text.split()) > _SHORT else None
    outcome = acts.outcome.search(text)
    text = text[: further.start()] if further and further.start() > least else text
    short = " ".join(text.split()[:_LONGEST])
    return f"{short} {outcome['outcome']}" if outcome and not short.endswith(outcome["outcome"]) else short
