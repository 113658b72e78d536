"""The forms in which a text counts: a figure before its noun, behind it, in lists and enumerations.

The patterns are a grammar over the view of the account, in which a figure is one token ("###").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cchc_ocr.extract.results.context import Context
from cchc_ocr.extract.text.phrases import TextSpan

# What reports count, in the bare form. Money and time are not counted here.
NOUNS = (
    r"ho so (?:tthc|thu tuc hanh chinh)|thu tuc hanh chinh|van ban (?:quy pham phap luat|qppl)"
    r"|dich vu cong truc tuyen|don vi su nghiep(?: cong lap)?|phan anh, kien nghi"
    r"|can bo, cong chuc(?:, vien chuc)?|cong chuc, vien chuc|luot (?:cong dan|nguoi)|ho so|tthc|thu tuc"
    r"|van ban|vbqppl|quyet dinh|nghi quyet|chi thi|ke hoach|bao cao|cong van|thong bao|to trinh|bien che"
    r"|cong chuc|vien chuc|can bo|ccvc\w*|cbcc\w*|nguoi|lao dong|nhan vien|chuyen vien|don vi|co quan|cqhc\w*"
    r"|phong(?= chuyen| nghiep| thuoc|,|;|\.)|phong\b|chi cuc|trung tam|ban quan ly|tien s[iy]|thac s[iy]"
    r"|nghien cuu sinh|luot|khoa (?=dao|tap|boi)|khoa\b(?= hoc)|lop|cuoc|hoi nghi|hoi thao|dich vu|dvc\w*"
    r"|chi tieu|nhiem vu|sang kien|to chuc|doanh nghiep|mo hinh|tin bai|bai viet|tin\b(?=,| va| bai)|bai\b"
    r"|chuyen muc|tram(?= [a-z])"
    r"|phieu|y kien|kien nghi|phan anh|de tai|du an|de an|giay phep|giay chung nhan|truong hop"
    r"|pho giam doc|pho chu tich|pho truong|ho\b|nhan khau|giao dich|tai khoan|chung thu|chu ky so|quy trinh"
    r"|dau viec|vu viec|vu\b|don\b(?= thu| khieu| to)|dau moi|dang vien|hoc vien|hop dong|noi dung|tieu chi"
    r"|diem cau|may (?:tinh|chu|in|scan)|phan mem|co so|chuong trinh|doan|cuoc thi|mau|goi thau|nguon"
    r"|thanh vien|dai bieu|uy vien|hoi vien|doan vien|hoc sinh|giao vien|dang bo|chi bo|bo phan|dia phuong"
    r"|linh vuc|giai phap|dong chi|truong(?= hoc| mam| tieu| trung| thcs| thpt)|so\b|tinh\b|thanh pho|thi xa"
    r"|thi tran|dac khu|quan\b|huyen|phuong\b|xa\b|thon\b|xom\b|khu pho|khu dan cu"
    r"|to (?=dan pho|cong nghe|cong tac|tham dinh|kiem tra)|tap the|ca nhan|du thao|ton tai|han che\b|sai sot"
    r"|phien\b|buoi\b|quay (?=giao dich|tiep nhan)|to roi|to gap|ap phich|pano|bang ron|cau hoi|tai lieu|thiet bi"
    r"|dai dien|bien ban|hop tac xa|chuc danh|vi tri(?= viec)|luat su|cong dan"
    r"|dn\b|htx\b|hs\b|vb\b|cc\b|cb\b|vc\b|pakn\b|kntc\b"
)
# Behind a figure these are counted, and elsewhere they are parts of much: "về việc", "theo quy định".
_ONLY_COUNTED = (
    r"chi so(?= (?:thanh phan |noi dung )?(?:tang|giam|giu)\b)|thong tu\b|nghi dinh\b"
    r"|truong(?! hop| phong| thon| ban| khoa| doan)"
    r"|viec|quy che|quy dinh|giang vien|sinh vien|don(?! vi| gia| gian| thuan| doc)|cuc|khoa(?=,| va)"
    r"|loi|vi tri|trang(?= van ban)"
    r"|dau (?:sach|tai lieu)|chiec|ban(?= sao| chung)|tin(?= tren)|doi(?= thue| cong tac)"
    r"|(?:nu|nam)(?=[,;.)]|\s\(|\sva\s#)"
)
COUNTED = rf"(?:{NOUNS}|{_ONLY_COUNTED})\b"  # what stands behind a figure that counts it
_FIGURE = "#+"
_FREE = r"(?<![#\w.,/&-])"
# "12/40 hồ sơ", "9 trong số 62 văn bản", "3 trên 6 đơn vị"
_OF = r"(?:\s?/\s?|\s+(?:tren|trong)\s+(?:(?:tong\s+)?so\s+)?)"
COUNT = re.compile(
    rf"{_FREE}(?P<value>{_FIGURE})(?:{_OF}(?P<of>{_FIGURE})|(?<=\(..)\)|(?<=\(.)\))?\s+(?P<noun>{COUNTED})"
)
_ACRONYM = re.compile(r"\s+(?P<noun>[A-ZĐ]{4,}[A-Z&Đ]*)\b")
_FIGURES = re.compile(rf"{_FREE}(?P<value>{_FIGURE})(?:{_OF}(?P<of>{_FIGURE}))?")
_LIST = re.compile(
    rf"(?:^|[\s(])(?:so\s)?(?P<noun>{NOUNS})(?P<more>[^.;:()#]{{0,50}}):\s*(?P<value>{_FIGURE})(?:\s?/\s?(?P<of>{_FIGURE}))?"
    r"(?=\s*(?:[;)(]|,\s|\.?\s*$|\.\s))"
)

_DAYS = 31  # "Báo cáo: 15/3" may be a day
_NO_POINTS = r"(?!\s*(?:diem|d\b|%|[/,.]\s?[#\d]))"
# "số đơn vị sự nghiệp công lập rút từ 54 xuống còn 51 đơn vị": both are of what stands before them.
_FROM_TO = re.compile(
    rf"\b(?:so\s)?(?P<noun>{NOUNS})\b(?P<more>[^.;:()#]{{0,60}}?)"
    rf"(?:\s(?:da|duoc|tiep tuc|rut|giam|tang|nang|cat giam|manh))*\stu\s(?P<first>#+){_NO_POINTS}"
    r"(?:\s[^.;:,()#]{1,30}?)?(?:\s\([^()]*\))?"
    rf"(?:\s(?:giam|tang|rut|nang))?\s(?:xuong|con|len|thanh)(?:\scon)?\s(?P<last>#+){_NO_POINTS}"
)


@dataclass(frozen=True, slots=True)
class StatedCount:
    """A count before it is named: where its figures begin, and its noun with what follows it up to the figure."""

    start: int
    end: int
    value: int
    of: int | None
    noun: TextSpan
    more: int
    form: str


def stated_counts(context: Context) -> Iterator[StatedCount]:
    """What looks like a count, the surest forms first."""
    account = context.account
    for match in account.free_matches(_FROM_TO, "first", "last"):
        goes_on = context.text[match.end("more") : match.start("first")].islower()  # and is no new sentence
        if goes_on and account[match.start("first")].is_whole and account[match.start("last")].is_whole:
            counted = TextSpan(*match.span("noun"))
            for figure in ("first", "last"):
                start, end = match.span(figure)
                yield StatedCount(start, end, start, None, counted, match.end("more"), "list")
    for match in account.free_matches(COUNT, "value"):
        yield _counted(match, "stated")
    for match in account.free_matches(_FIGURES, "value"):
        acronym = _ACRONYM.match(context.text, match.end())
        if acronym:
            of = match.start("of") if match["of"] else None
            span = TextSpan(*acronym.span("noun"))
            yield StatedCount(match.start(), acronym.end(), match.start("value"), of, span, span.end, "stated")
    for match in account.free_matches(_LIST, "value"):
        most = account[match.start("of")].whole if match["of"] else None
        if most is None or (most > _DAYS and account[match.start("value")].whole <= most):
            yield _counted(match, "list")


def _counted(match: re.Match[str], form: str) -> StatedCount:
    of = match.start("of") if match["of"] else None
    more = match.end("more") if "more" in match.re.groupindex else match.end("noun")
    return StatedCount(*match.span(), match.start("value"), of, TextSpan(*match.span("noun")), more, form)
