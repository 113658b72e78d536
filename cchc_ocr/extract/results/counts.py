"""Numbers of dossiers, procedures, staff, units and documents that a text states, with what they count."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import fuzz

from cchc_ocr.extract.results.context import Context
from cchc_ocr.extract.results.labels import JOINED_COMMA, changed, concise, counted, sure_of_name
from cchc_ocr.extract.results.naming import colon_lead, is_level
from cchc_ocr.extract.results.repeats import once
from cchc_ocr.extract.text.finding import Finding, agree, named, sourced
from cchc_ocr.extract.text.phrases import Phrases, TextSpan
from cchc_ocr.patterns import accented
from cchc_ocr.records import Count
from cchc_ocr.vietnamese import bare

_STATED, _LISTED, _NAME = 0.92, 0.88, 0.88  # how often the rule is right when the reading is

# What reports count, in the bare form. Money and time are not counted here.
_NOUNS = (
    r"ho so (?:tthc|thu tuc hanh chinh)|thu tuc hanh chinh|van ban (?:quy pham phap luat|qppl)"
    r"|dich vu cong truc tuyen|don vi su nghiep(?: cong lap)?|phan anh, kien nghi"
    r"|can bo, cong chuc(?:, vien chuc)?|cong chuc, vien chuc|luot (?:cong dan|nguoi)|ho so|tthc|thu tuc"
    r"|van ban|vbqppl|quyet dinh|nghi quyet|chi thi|ke hoach|bao cao|cong van|thong bao|to trinh|bien che"
    r"|cong chuc|vien chuc|can bo|ccvc\w*|cbcc\w*|nguoi|lao dong|nhan vien|chuyen vien|don vi|co quan|cqhc\w*"
    r"|phong(?= chuyen| nghiep| thuoc|,|;|\.)|phong\b|chi cuc|trung tam|ban quan ly|tien s[iy]|thac s[iy]"
    r"|nghien cuu sinh|luot|khoa (?=dao|tap|boi)|khoa\b(?= hoc)|lop|cuoc|hoi nghi|hoi thao|dich vu|dvc\w*"
    r"|chi tieu|nhiem vu|sang kien|to chuc|doanh nghiep|mo hinh|tin bai|bai viet|tin\b(?=,| va| bai)|bai\b"
    r"|chuyen muc|phieu|y kien|kien nghi|phan anh|de tai|du an|de an|giay phep|giay chung nhan|truong hop"
    r"|pho giam doc|pho chu tich|pho truong|ho\b|nhan khau|giao dich|tai khoan|chung thu|chu ky so|quy trinh"
    r"|dau viec|vu viec|vu\b|don\b(?= thu| khieu| to)|dau moi|dang vien|hoc vien|hop dong|noi dung|tieu chi"
    r"|diem cau|may (?:tinh|chu|in|scan)|phan mem|co so|chuong trinh|doan|cuoc thi|mau|goi thau|nguon"
    r"|thanh vien|dai bieu|uy vien|hoi vien|doan vien|hoc sinh|giao vien|dang bo|chi bo|bo phan|dia phuong"
    r"|linh vuc|giai phap|dong chi|truong(?= hoc| mam| tieu| trung| thcs| thpt)|so\b|tinh\b|thanh pho|thi xa"
    r"|thi tran|dac khu|quan\b|huyen|phuong\b|xa\b|thon\b|xom\b|khu pho|khu dan cu"
    r"|to (?=dan pho|cong nghe|cong tac|tham dinh|kiem tra)|tap the|ca nhan|du thao|ton tai|han che\b|sai sot"
    r"|phien\b|buoi\b|quay (?=giao dich|tiep nhan)|to roi|to gap|ap phich|pano|bang ron|cau hoi|tai lieu|thiet bi"
    r"|dai dien|bien ban|hop tac xa|chuc danh|vi tri(?= viec)|luat su|cong dan"
)
# Of nouns that other words are like but for their accents, the one that is meant.
_MEANT = {
    "so": "sở",
    "tinh": "tỉnh",
    "xa": "xã",
    "quan": "quận",
    "phuong": "phường",
    "thon": "thôn",
    "xom": "xóm",
    "ho": "hộ",
}
_FIGURE = "#+"
_FREE = r"(?<![#\w.,/&-])"
_COUNT = re.compile(rf"{_FREE}(?P<value>{_FIGURE})(?:\s?/\s?(?P<of>{_FIGURE}))?\s+(?P<noun>{_NOUNS})\b")
_ACRONYM = re.compile(r"\s+(?P<noun>[A-ZĐ]{4,}[A-Z&Đ]*)\b")
_FIGURES = re.compile(rf"{_FREE}(?P<value>{_FIGURE})(?:\s?/\s?(?P<of>{_FIGURE}))?")
_LIST = re.compile(
    rf"(?:^|[\s(])(?P<noun>{_NOUNS})(?P<more>[^.;:()#]{{0,50}}):\s*(?P<value>{_FIGURE})(?P<of>)(?=\s*(?:[;)(]|,\s|\.?\s*$|\.\s))"
)
# "(trước hạn 871, đúng hạn 106, quá hạn 3)": what is counted stands before.
_TERM = re.compile(
    r"\b(?P<noun>(?:(?:so\s+)?ho so\s+(?:[a-zđ]+\s+){0,3}?)?"
    r"(?:(?:(?:truoc|som|dung|trong|qua|tre|cham)(?:\s*(?:va|,)\s*(?:truoc|dung))?|chua den)\s+han"
    r"|(?:da|dang|chua)\s+(?:duoc\s+)?(?:xu ly|giai quyet|hoan thanh|khac phuc|thuc hien|tra ket qua)"
    r"(?:\s+xong)?|bien che(?:\s[a-z]+){0,2}?\s(?:duoc\s)?giao))"
    rf"\s*(?:la|:)?\s*(?P<value>{_FIGURE})(?P<of>)(?=\s*(?:,(?![\d#])|[;()]|\.?\s*$|\.\s|va\b))"
)
_ENUMERATION = re.compile(
    r"\((?P<items>[^()]{5,200})\)|\b(?:trong do|gom|cu the)\s*:?\s+(?P<more>[^.;():]{5,200})"
)
_ITEM = re.compile(
    rf"\s*(?:trong do:?\s+|va\s+)?(?P<noun>[a-zđ](?:[^#,;:()]{{0,50}}[a-zđ])?)(?:\s+la\s|\s*:|\s)"
    rf"\s*(?P<value>{_FIGURE})(?P<of>)\s*$"
)
_BETWEEN = re.compile(r"[,;]\s")
# "lần thứ 6 khóa", "năm 2020 đơn vị", "mức độ 4 dịch vụ", "Điều 3 Quyết định", "không quá 3 phòng": figures
# that do not count what there is.
# Other figures that do not count what there is: places in order, and what there may or must be.
_ORDINAL = re.compile(
    r"\b(?:thứ|phụ lục|iso|tcvn|lúc|giờ|hồi|covid|không quá|tối thiểu|ít nhất|tối đa|mỗi|điểm)\s*$", re.IGNORECASE
)
_NOT_ACRONYMS = frozenset({"TCVN", "QCVN", "UBND", "HĐND", "VNĐ", "KWH", "VIỆT"})
# "02 đơn vị này", "1 Quyết định số 5": said before, and no count.
_BACK = re.compile(
    r"\s+(?:(?:nay|tren|do|neu tren|noi tren|nhu sau|sau day|duoi day|sau:)(?:\b|(?<=:))(?!\s*tin|\s*so)|so:?\s\d)"
)
_COMMA = re.compile(rf"(?!{JOINED_COMMA}),")
# "02 lớp tập huấn cho khoảng 120 cán bộ": words that lead on to the next figure; "có 312 thủ tục".
_LEADS_ON = re.compile(r"(?:\s(?:và|cho|với|có|gồm|bao gồm|khoảng|hơn|gần|trên|cùng|là|của|tổng số|về))+$")
_BARE_VERB = re.compile(
    r"(?:trong đó|cụ thể|gồm|bao gồm|kết quả)|(?:toàn |cả )?(?:xã|phường|huyện|tỉnh|thành phố|sở"
    r"|ngành|đơn vị|địa phương|thị xã)"
    r"|(?:(?:hiện|đã|đang)\s)?(?:có|gồm|bao gồm|tổng số|tổng cộng|toàn \w+ có)",
    re.IGNORECASE,
)
_CUT = re.compile(rf"(?!{JOINED_COMMA}),\s|\(")
_CUT_FIGURE = re.compile(r"#+(?:\s?%)?")
_SAME_NAME, _SHORT = 88, 12


@dataclass(frozen=True, slots=True)
class _Counted:
    """A count before it is named: where its figures begin, and its noun with what follows it up to the figure."""

    start: int
    end: int
    value: int
    of: int | None
    noun: TextSpan
    more: int
    form: str


def find_counts(context: Context) -> tuple[Finding[Count], ...]:
    """All counts whose figures no other statement has claimed, each once however often repeated."""
    return once(sorted(_counts(context), key=lambda f: f.start), _repeats)


def _counts(context: Context) -> Iterator[Finding[Count]]:
    account = context.account
    for found in _matches(context):
        if not account.is_free(found.value) or not _counts_something(context, found):
            continue
        if _is_change(context, found):
            account.claim(found.value, "change", "by how many it differs")
            continue
        yield _stated(context, found) if found.form == "stated" else _listed(context, found)
        account.claim(found.value, "count", "how many there are")
        if found.of is not None:
            account.claim(found.of, "whole", "of how many")


def _matches(context: Context) -> Iterator[_Counted]:
    """What looks like a count, the surest forms first."""
    account = context.account
    for match in account.free_matches(_COUNT, "value"):
        yield _counted(match, "stated")
    for match in account.free_matches(_FIGURES, "value"):
        noun = _ACRONYM.match(context.text, match.end())
        if noun:
            of = match.start("of") if match["of"] else None
            span = TextSpan(*noun.span("noun"))
            yield _Counted(match.start(), noun.end(), match.start("value"), of, span, span.end, "stated")
    yield from (_counted(match, "list") for match in account.free_matches(_LIST, "value"))
    yield from (_counted(match, "term") for match in account.free_matches(_TERM, "value"))
    for match in _ENUMERATION.finditer(context.view):
        for item in _items(context, TextSpan(*match.span("items" if match["items"] else "more"))):
            yield _counted(item, "term")


def _counted(match: re.Match[str], form: str) -> _Counted:
    of = match.start("of") if match["of"] else None
    more = match.end("more") if "more" in match.re.groupindex else match.end("noun")
    return _Counted(*match.span(), match.start("value"), of, TextSpan(*match.span("noun")), more, form)


def _items(context: Context, span: TextSpan) -> Sequence[re.Match[str]]:
    """The items of a list each of which is a label with a figure behind it; none where any is something else."""
    cuts = [span.start, *(m.end() for m in _BETWEEN.finditer(context.view, span.start, span.end)), span.end]
    parts = [(a, len(context.view[a:b].rstrip(" ,;")) + a) for a, b in pairwise(cuts)]
    found = [_ITEM.match(context.view, a, b) for a, b in parts]
    items = [match for match in found if match]
    return items if len(items) == len(parts) > 1 else ()


def _counts_something(context: Context, found: _Counted) -> bool:
    phrases, at = context.phrases, found.value
    figure = context.account[at]
    if phrases.is_mark(at) or _heads_row(phrases, at, found.noun.start) or not figure.is_whole or figure.order:
        return False
    noun = context.text[found.noun.start : found.noun.end]
    if _ORDINAL.search(phrases.text, max(0, at - 16), at) or noun in _NOT_ACRONYMS:
        return False
    if _GARBLED.search(context.text, max(0, at - 12), at):
        return False
    meant = _MEANT.get(context.plain[found.noun.start : found.noun.end])
    if meant and noun.lower() != meant:
        return False
    return _BACK.match(phrases.plain, found.noun.end) is None


# "tăng 112 hồ sơ so với năm 2022": by how many, and not how many.
_DIFFERS = accented(r"\b(?:tăng|giảm|nhiều hơn|ít hơn)(?:\sthêm)?\s*$", re.IGNORECASE)
_THAN = accented(r"\s\S+(?:\s\S+){0,3}?\s(?:so với (?:cùng kỳ|năm|quý|tháng|kỳ trước)|cùng kỳ)\b", re.IGNORECASE)


def _is_change(context: Context, found: _Counted) -> bool:
    differs = _DIFFERS.search(context.text, max(0, found.value - 24), found.value)
    return differs is not None and _THAN.match(context.text, context.account[found.value].end) is not None


# "Ty 168 hồ sơ": what is left of "Tỷ lệ" stands before a figure that is a misread letter.
_GARBLED = re.compile(r"(?:^|\s)[Tt][yýỳỷỹ]\s$")


def _heads_row(phrases: Phrases, at: int, noun: int) -> bool:
    """Whether a figure is the number of a row or a footnote: "13 Ban Quản lý …" at the beginning of a line."""
    word = phrases.text[noun : noun + 2]
    return phrases.line(at) == at and word[0].isupper() and not word.isupper()


def _stated(context: Context, found: _Counted) -> Finding[Count]:
    """ "02 hồ sơ trễ hạn", "tiếp nhận trực tuyến 42 hồ sơ": named by what follows, else by what precedes."""
    phrases = context.phrases
    behind = _first_part(phrases, TextSpan(found.noun.start, phrases.behind(found.noun.start).end))
    noun = phrases.text[found.noun.start : found.noun.end]
    before = phrases.read(_last_part(context, found.value))
    described = phrases.read(behind) or noun
    again = before and re.search(rf"\b{re.escape(noun)}\b", before, re.IGNORECASE)
    if before and again and described == noun and len(before.split()) <= _LONGEST_LABEL:
        return _finding(context, found, concise(before), behind, _STATED)  # "Tổng số hồ sơ tiếp nhận: 415 hồ sơ"
    band = _band(context, found.value)
    if band:
        return _finding(context, found, f"{noun} {band}", behind, _STATED)
    if noun.lower() in _PERSONS and described == noun:
        return _finding(context, found, _of_persons(context, found, noun, before), behind, _STATED)
    name = counted(noun, described, before)
    done = changed(context.text[max(0, found.value - 24) : found.value])
    name = f"{done} {name}" if done and done not in name.lower() else name
    return _finding(context, found, name, behind, _STATED)


_LONGEST_LABEL = 14  # words
_PERSONS = frozenset({"người", "đồng chí"})
_OF_PEOPLE = re.compile(
    r"\b(?:công chức|viên chức|cán bộ|lao động|đại biểu|học viên|thành viên|đảng viên)\b", re.IGNORECASE
)
_BAND = accented(
    r"(?P<band>(?:đạt\s)?(?:từ|trên|dưới|đến)\s[^:;.]*\d[^:;.]*)\s*:\s*(?:có\s|là\s)?$", re.IGNORECASE
)


def _band(context: Context, at: int) -> str | None:
    """The class of points whose bodies are counted: "từ 85 điểm trở lên: 4 đơn vị"."""
    match = _BAND.search(context.text[context.phrases.sentence(at).start : at].rsplit(";", 1)[-1])
    return re.sub(r"\s*trở lên$", "", match["band"].strip()) if match else None


def _of_persons(context: Context, found: _Counted, noun: str, before: str | None) -> str:
    """Persons are called what they are, or what the words before the colon say: "công chức: đại học 17 người"."""
    if before and _OF_PEOPLE.search(before):
        return concise(before) or noun
    lead = context.phrases.read(colon_lead(context, found.value))
    lead = re.split(r"\d[^,;]*[,;]\s|\)\s*,\s", lead)[-1] if lead else None
    if lead and _OF_PEOPLE.search(lead) and before and before != lead:
        return f"{concise(lead)}: {concise(before)}"
    return counted(noun, noun, before)


def _first_part(phrases: Phrases, span: TextSpan) -> TextSpan:
    """Up to the first comma that does not go on counting the same ("công chức, viên chức đã học")."""
    comma = _COMMA.search(phrases.text, span.start)  # to its end, for what follows tells which commas join
    end = min(comma.start(), span.end) if comma else span.end
    leads_on = _LEADS_ON.search(phrases.text, span.start, end)
    return TextSpan(span.start, leads_on.start() if leads_on else end)


def _last_part(context: Context, at: int) -> TextSpan:
    """The words right before a count, behind the last comma or figure."""
    phrases = context.phrases
    # "Văn bản hết hiệu lực: 06 văn bản": what stands before a colon still names it, before ";" no more.
    clause = phrases.clause(
        at if phrases.text[max(at - 2, 0) : at].rstrip().endswith((";", ".")) else max(at - 1, 0)
    )
    cuts = [m.end() for m in _CUT.finditer(phrases.text, clause.start, at)]
    cuts += [m.end() for m in _CUT_FIGURE.finditer(context.view, clause.start, at)]
    cut = max(cuts, default=clause.start)
    if any(m.end("value") == cut for m in _COUNT.finditer(context.view, clause.start, at)):
        return TextSpan(at, at)  # "02 lớp cho 120 cán bộ": those words belong to the count before
    bracket = phrases.text.rfind("(", clause.start, at)
    if bracket >= 0 and not phrases.text[bracket + 1 : at].strip():
        ends = (phrases.text.rfind(sign, clause.start, bracket) + 1 for sign in (", ", ")"))
        return phrases.subject(bracket, max(clause.start, *ends))
    about = phrases.before(at, cut)
    return TextSpan(at, at) if _BARE_VERB.fullmatch(phrases.text, about.start, about.end) else about


def _listed(context: Context, found: _Counted) -> Finding[Count]:
    """ "Công chức: 33", "(trước hạn 871, …": named by what precedes."""
    phrases = context.phrases
    about = phrases.trimmed(found.noun.start, found.more if found.form == "list" else found.noun.end)
    name = phrases.read(about)
    whole = None if found.form == "list" else _counted_before(context, found.noun.start)
    if name and whole and not re.match(_NOUNS, bare(name).lower()):
        name = f"{whole} {name}"
    return _finding(context, found, name, about, _LISTED)


def _counted_before(context: Context, at: int) -> str | None:
    """What the count just before a list counts, whose parts the list gives: "312 thủ tục (cấp tỉnh 198, …"."""
    start = context.phrases.sentence(at).start
    before = [m for m in _COUNT.finditer(context.view, start, at) if "(" in context.plain[m.end() : at]]
    if not before or re.search(r"[;)]", context.plain[before[-1].end() : at]):
        return None
    return context.text[slice(*before[-1].span("noun"))]


def _finding(
    context: Context, found: _Counted, name: str | None, about: TextSpan, certainty: float
) -> Finding[Count]:
    account, passage = context.account, context.phrases.passage
    dated = context.dated(found.start, found.end)
    value = Count(
        name=_under_level(context, found, name),
        value=account[found.value].whole,
        of=account[found.of].whole if found.of is not None else None,
        nature=context.nature(found.value, found.end),
        **dated.when._asdict(),
    )
    places = {"value": found.value} | ({"of": found.of} if found.of is not None else {})
    sources = [(f, sourced(passage, at, account[at].end, certainty)) for f, at in places.items()]
    if about:
        sources.append(("name", named(passage, about.start, about.end, sure_of_name(name, _NAME))))
    return Finding(value, found.value, found.end, (*sources, *context.source_of(dated)))


def _under_level(context: Context, found: _Counted, name: str | None) -> str | None:
    """The name with the level that its item begins with: "Cấp huyện: giải quyết đúng hạn 8.820/9.000 hồ sơ"."""
    lead = colon_lead(context, found.value)
    if not lead or not name or not is_level(context, lead):
        return name
    said = context.phrases.read(lead) or ""
    return name if said.lower() in name.lower() else f"{said}: {name}"


def _repeats(count: Count, earlier: Count) -> bool:
    if (count.value, count.of) != (earlier.value, earlier.of) or not agree(count.year, earlier.year):
        return False
    short, long = sorted(((count.name or "").casefold(), (earlier.name or "").casefold()), key=len)
    compare = fuzz.ratio if len(short) < _SHORT else fuzz.partial_ratio
    return compare(short, long) >= _SAME_NAME
