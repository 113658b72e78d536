"""Numbers of dossiers, procedures, staff, units and documents that a text states, with what they count."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from cchc_ocr.extract.finding import Finding, named, sourced
from cchc_ocr.extract.phrases import Phrases, Span
from cchc_ocr.records import Count

_STATED, _LISTED, _NAME = 0.92, 0.88, 0.88  # how often the rule is right when the reading is

# What reports count, in the bare form. Places, money and time are not counted here.
_NOUNS = (
    r"ho so|tthc|thu tuc|van ban|vbqppl|quyet dinh|nghi quyet|chi thi|ke hoach|bao cao|cong van|thong bao|to trinh"
    r"|bien che|cong chuc|vien chuc|can bo|ccvc\w*|cbcc\w*|nguoi|lao dong|nhan vien|chuyen vien|don vi|co quan"
    r"|cqhc\w*|phong(?= chuyen| nghiep| thuoc|,|;|\.)|phong\b|chi cuc|trung tam|ban quan ly|tien s[iy]|thac s[iy]"
    r"|nghien cuu sinh|luot|khoa (?=dao|tap|boi)|khoa\b(?= hoc)|lop|cuoc|hoi nghi|hoi thao|dich vu|dvc\w*|chi tieu"
    r"|nhiem vu|sang kien|to chuc|doanh nghiep|mo hinh|tin bai|bai viet|tin\b(?=,| va| bai)|bai\b|chuyen muc|phieu"
    r"|y kien|kien nghi|phan anh|de tai|du an|de an|giay phep|giay chung nhan|truong hop|pho giam doc|pho chu tich"
    r"|pho truong|ho\b(?= gia| dan| ngheo)|giao dich|tai khoan|chung thu|chu ky so|quy trinh|dau viec|vu viec|vu\b"
    r"|don\b(?= thu| khieu| to)|dau moi|dang vien|hoc vien|lao dong|hop dong|noi dung|tieu chi"
    r"|diem cau|may (?:tinh|chu|in|scan)|phan mem|co so|chuong trinh|doan|cuoc thi|mau|goi thau|nguon"
)
_FIGURE = r"\d{1,3}(?:\.\d{3})+|\d{1,6}"
_FREE = r"(?<![\w.,/:&-])"
_COUNT = re.compile(rf"{_FREE}(?P<value>{_FIGURE})(?:\s?/\s?(?P<of>{_FIGURE}))?\s+(?P<noun>{_NOUNS})\b")
_ACRONYM = re.compile(
    rf"{_FREE}(?P<value>{_FIGURE})(?:\s?/\s?(?P<of>{_FIGURE}))?\s+(?P<noun>[A-ZĐ]{{4,}}[A-Z&Đ]*)\b"
)
_LIST = re.compile(
    rf"(?:^|[\s(])(?P<noun>{_NOUNS})(?P<more>[^.;:()\d]{{0,50}}):\s*(?P<value>{_FIGURE})(?P<of>)(?=\s*(?:[;)]|,\s|\.?\s*$|\.\s))"
)
# "lần thứ 6 khóa", "năm 2020 đơn vị", "mức độ 4 dịch vụ", "Điều 3 Quyết định", "không quá 3 phòng": figures
# that do not count what there is.
_ORDINAL = re.compile(
    r"\b(?:thứ|năm|tháng|ngày|quý|mục|mức|mức độ|cấp độ|điều|khoản|điểm|số|phụ lục|nhóm|loại|hạng|khóa|khoá|kỳ|lần"
    r"|tập|trang|phần|chương|iso|tcvn|giai đoạn|biểu|mẫu|bậc|nhiệm kỳ|lúc|giờ|hồi|tuổi|covid"
    r"|không quá|tối thiểu|ít nhất|tối đa|mỗi)\s*:?\s*$",
    re.IGNORECASE,
)
_YEARS = range(1900, 2101)
_NOT_ACRONYMS = frozenset({"TCVN", "QCVN", "UBND", "HĐND", "VNĐ", "KWH", "VIỆT"})
# "02 đơn vị này", "1 Quyết định số 5": said before, and no count.
_BACK = re.compile(r"\s+(?:(?:nay|tren|do|neu tren|noi tren)\b(?!\s*tin|\s*so)|so:?\s\d)")
_COMMA = re.compile(
    r",(?!\s(?:viên chức|công chức|người lao động|doanh nghiệp|cá nhân|tổ chức|cán bộ|kiến nghị)\b)"
)
_CUT = re.compile(r",\s|(?<!năm )\b\d+\b")
_SAME_NAME, _SHORT = 88, 12


def find_counts(phrases: Phrases, taken: Sequence[Span] = ()) -> tuple[Finding[Count], ...]:
    """All counts outside ``taken`` (numbers and dates of documents, scores), each once however often repeated."""
    found: list[Finding[Count]] = []
    for finding in sorted(_counts(phrases, taken), key=lambda f: f.start):
        if not any(_repeats(finding.value, earlier.value) for earlier in found):
            found.append(finding)
    return tuple(found)


def whole(figure: str) -> float:
    """A whole number with dots for thousands.

    >>> whole("1.846"), whole("02")
    (1846.0, 2.0)
    """
    return float(figure.replace(".", ""))


def _counts(phrases: Phrases, taken: Sequence[Span]) -> Iterator[Finding[Count]]:
    seen: set[int] = set()
    for pattern, text in ((_COUNT, phrases.plain), (_ACRONYM, phrases.text), (_LIST, phrases.plain)):
        for match in pattern.finditer(text):
            at = match.start("value")
            if at in seen or not _counts_something(phrases, match) or any(s.start <= at < s.end for s in taken):
                continue
            seen.add(at)
            yield _listed(phrases, match) if pattern is _LIST else _stated(phrases, match)


def _counts_something(phrases: Phrases, match: re.Match[str]) -> bool:
    at = match.start("value")
    if phrases.is_mark(at) or _heads_row(phrases, at, match.start("noun")):
        return False
    if _ORDINAL.search(phrases.text, max(0, at - 16), at) or match["noun"] in _NOT_ACRONYMS:
        return False
    if "." not in match["value"] and int(match["value"]) in _YEARS and len(match["value"]) == 4:
        return not re.search(r"[-–/]\s*$|\b(?:nam|giai doan)\b", phrases.plain[max(0, at - 16) : at])
    return _BACK.match(phrases.plain, match.end("noun")) is None


def _heads_row(phrases: Phrases, at: int, noun: int) -> bool:
    """Whether a figure is the number of a row or a footnote: "13 Ban Quản lý …" at the beginning of a line."""
    word = phrases.text[noun : noun + 2]
    return phrases.line(at) == at and word[0].isupper() and not word.isupper()


def _stated(phrases: Phrases, match: re.Match[str]) -> Finding[Count]:
    """ "02 hồ sơ trễ hạn", "tiếp nhận trực tuyến 42 hồ sơ": named by what follows, else by what precedes."""
    behind = _first_part(phrases, phrases.behind(match.start("noun")))
    name = phrases.read(behind)
    if name and len(name.split()) <= len(match["noun"].split()):
        name = " ".join(filter(None, (name, phrases.read(_last_part(phrases, match.start("value"))))))
    return _finding(phrases, match, name, behind, _STATED)


def _first_part(phrases: Phrases, span: Span) -> Span:
    """Up to the first comma that does not go on counting the same ("công chức, viên chức đã học")."""
    comma = _COMMA.search(phrases.text, span.start, span.end)
    return Span(span.start, comma.start()) if comma else span


def _last_part(phrases: Phrases, at: int) -> Span:
    """The words right before a count, behind the last comma or figure."""
    clause = phrases.clause(max(at - 1, 0))
    cut = max((m.end() for m in _CUT.finditer(phrases.text, clause.start, at)), default=clause.start)
    return phrases.before(at, cut)


def _listed(phrases: Phrases, match: re.Match[str]) -> Finding[Count]:
    """ "Công chức: 33"."""
    about = phrases.trimmed(match.start("noun"), match.end("more"))
    return _finding(phrases, match, phrases.read(about), about, _LISTED)


def _finding(
    phrases: Phrases, match: re.Match[str], name: str | None, about: Span, certainty: float
) -> Finding[Count]:
    value = Count(name=name, value=whole(match["value"]), of=whole(match["of"]) if match["of"] else None)
    fields = ["value", "of"] if match["of"] else ["value"]
    sources = [(f, sourced(phrases.passage, match.start(f), match.end(f), certainty)) for f in fields]
    if about:
        sources.append(("name", named(phrases.passage, about.start, about.end, _NAME)))
    return Finding(value, match.start("value"), match.end(), tuple(sources))


def _repeats(count: Count, earlier: Count) -> bool:
    if (count.value, count.of) != (earlier.value, earlier.of):
        return False
    short, long = sorted(((count.name or "").casefold(), (earlier.name or "").casefold()), key=len)
    compare = fuzz.ratio if len(short) < _SHORT else fuzz.partial_ratio
    return compare(short, long) >= _SAME_NAME
