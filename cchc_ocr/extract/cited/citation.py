"""A cited document before its mentions are put together, and what those of one sentence share."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from cchc_ocr.extract.cited.issuer import Issuer
from cchc_ocr.extract.forms.dates import DateMention
from cchc_ocr.numbering.numbers import DocumentNumber
from cchc_ocr.patterns import unaccented
from cchc_ocr.vietnamese import bare

SHARED = 0.8  # how often a date from elsewhere is right when the reading is
OF_ASSEMBLY = re.compile(r"(?:UBTV)?QH\d{0,2}$")
_OF_PLACE = re.compile(r"(?<![^-])(?:UBND|HĐND)(?![^-])")  # symbols that each province, district and commune has
_OF_PLACE_NAMED = re.compile(r"(?:UBND|HĐND|Ủy ban nhân dân|Hội đồng nhân dân).*")  # without "Chủ tịch"
# A place whose body may have issued the other one: "của UBND tỉnh, huyện Mẫu Sơn đã bổ nhiệm tại Quyết định số".
_PLACE = unaccented(r"\b(?:huyện|quận|thị xã|thành phố|xã(?!\s(?:hội|viên))|phường|thị trấn)\s")
_ISSUED = unaccented(r"\b(?:ban hành|phát hành|công bố|ký|xây dựng|có|ra)\b")
_SAID_OTHERWISE = unaccented(r"\b(?:tại|theo|bằng)\b|\(")
# "; Quyết định số", ", Công văn số", ";\n- Kế hoạch số"
_NEXT_OF_SUBJECT = unaccented(
    r"(?P<mark>[;,]|\bvà)\s+(?:và\s+)?(?:[-–+•]\s*)?(?:các\s+)?(?P<type>[^.;:,()\d]{2,40}?)\s+(?:số\s*)?[:.]?\s*$"
)
_LISTED = unaccented(r"\s*(?:,|;|và|,\s*và)?\s*(?:số\s*)?[:.]?\s*$")  # ", số ", " và "
_LISTED_WITH_TYPE = unaccented(r"\s*(?:,|và|,\s*và)\s+(?P<type>\D{2,30}?)\s+(?:số\s*)?[:.]?\s*$")


@dataclass(frozen=True, slots=True)
class Citation:
    """A number in its surroundings, before citations of one document are put together."""

    number: DocumentNumber
    type: str | None
    mention: DateMention | None = None
    dated_by: float = 0.0
    issuer: Issuer | None = None
    surest: DocumentNumber | None = None  # where several mentions say the same

    @property
    def date(self) -> str | None:
        return self.mention.iso if self.mention else None


def fits(number: DocumentNumber, mention: DateMention) -> bool:
    """A year in the number is that of the date; one off occurs about New Year, more is another date."""
    return number.year is None or abs(int(number.year) - mention.year) <= 1


def _share_subjects(found: Sequence[Citation], plain: str) -> list[Citation]:
    """ "Ban Thường vụ Huyện ủy đã ban hành Nghị quyết số 5-NQ/HU …; Quyết định số 6-QĐ/HU …": whose all are.

    Who is said to have issued the first has issued what the sentence goes on with by the name of its type, where
    the symbols have the same letters for the body. Behind a comma nothing of another may stand between.
    """
    shared: list[Citation] = []
    subject, listed = None, False  # the first, and whether the last one is the subject's
    for citation in found:
        issuer, number = citation.issuer, citation.number
        if issuer and (issuer.stated or issuer.unread):
            subject = citation if _is_subject(issuer, number, plain) else subject
            listed = subject is citation
        elif subject and subject.issuer and _same_sentence(plain, subject.number, number):
            next_one = _NEXT_OF_SUBJECT.search(plain, shared[-1].number.end, number.start)
            named = next_one and next_one["type"].startswith(bare(citation.type or "?").lower())
            listed = bool(named and next_one and (listed or next_one["mark"] == ";"))
            listed = listed and _letters(subject.number) == _letters(number)
            citation = replace(citation, issuer=subject.issuer) if listed else citation  # noqa: PLW2901
        else:
            subject, listed = None, False
        shared.append(citation)
    return shared


def _is_subject(issuer: Issuer, number: DocumentNumber, plain: str) -> bool:
    """Whether a body is said to have issued, and no more: not "tại Công văn số", nor "(Công văn số"."""
    between = issuer.end, number.start
    said = issuer.end <= number.start and _ISSUED.search(plain, *between)
    return bool(said) and not _SAID_OTHERWISE.search(plain, *between)


def _letters(number: DocumentNumber) -> str:
    """The letters of the body in a symbol: "HU" of "QĐ/HU" and "CV/HU", "UBND" of "UBND-NV"."""
    groups = re.split(r"[-/]", number.symbol)
    return next((group for group in groups if group != number.type_sign), "")


def share_issuers(found: Sequence[Citation], plain: str) -> list[Citation]:
    """ "của Thường trực HĐND tỉnh tại các Công văn: số 31/HĐND-KT …, số 45/HĐND-KT …".

    Where a sentence names one issuer of a symbol, it is that of all numbers with this symbol, before and behind.
    Of what each province, district and commune has ("TB-UBND"), it is that of other symbols ("QĐ-UBND"), too; but
    another symbol, or a semicolon between the two, may mean another level.
    """
    found = _share_subjects(found, plain)
    stated: dict[str, list[tuple[DocumentNumber, Issuer]]] = defaultdict(list)
    for citation in found:
        number, issuer = citation.number, citation.issuer
        if issuer and issuer.stated:
            stated[number.symbol].append((number, issuer))
            if (of_place := _OF_PLACE.search(number.symbol)) and (body := _OF_PLACE_NAMED.search(issuer.name)):
                stated[of_place[0]].append((number, replace(issuer, name=body[0])))

    def shared(citation: Citation) -> Citation:
        if citation.issuer and (citation.issuer.stated or citation.issuer.unread):
            return citation
        number, of_place = citation.number, _OF_PLACE.search(citation.number.symbol)
        for symbol in (number.symbol, *([of_place[0]] if of_place else [])):
            near = [
                (_between(plain, first.end, second.start, issuer), issuer)
                for other, issuer in stated[symbol]
                for first, second in [sorted((other, number), key=lambda n: n.start)]
                if _same_sentence(plain, first, second) and not (of_place and _parts(plain, number, other))
            ]
            if near:
                issuer = next((issuer for between, issuer in near if ";" not in between), near[0][1])
                alike = len({issuer.name for _, issuer in near}) == 1
                apart = symbol != number.symbol or all(
                    ";" in between or _PLACE.search(between) for between, _ in near
                )
                given = replace(issuer, stated=False, sure=issuer.sure and not (of_place and apart))
                return replace(citation, issuer=given) if alike else citation
        return citation

    return [shared(citation) for citation in found]


def _between(plain: str, begin: int, end: int, issuer: Issuer) -> str:
    """What stands between two numbers, without the name of an issuer that stands there."""
    if not begin <= issuer.start < issuer.end <= end:
        return plain[begin:end]
    return f"{plain[begin : issuer.start]} {plain[issuer.end : end]}"


def _parts(plain: str, number: DocumentNumber, later: DocumentNumber) -> bool:
    """Whether another number comes later, behind a semicolon: its issuer is hardly that of the first."""
    return ";" in plain[number.end : later.start]


def share_types(found: Sequence[Citation], plain: str) -> list[Citation]:
    """ "các Công văn: số 31/HĐND-KT …, số 45/HĐND-KT …": a type holds until the sentence ends.

    A symbol that names no type, in no such list, is that of a công văn (Nghị định 30, Phụ lục III).
    """
    shared: list[Citation] = []
    last: Citation | None = None
    for citation in found:
        if citation.type is None:
            listed = last and not last.number.type_sign and _same_sentence(plain, last.number, citation.number)
            alone = "Luật" if OF_ASSEMBLY.match(citation.number.symbol) else "Công văn"
            citation = replace(citation, type=last.type if last and listed else alone)  # noqa: PLW2901
        shared.append(citation)
        last = citation
    return shared


def _same_sentence(plain: str, first: DocumentNumber, second: DocumentNumber) -> bool:
    return re.search(r"[.]\s", plain[first.end : second.start]) is None


def _repeats_type(between: str, first: Citation, second: Citation) -> bool:
    """ "Nghị quyết số 18-NQ/TW và Nghị quyết số 19-NQ/TW": whether nothing but the type of both stands between."""
    again = _LISTED_WITH_TYPE.match(between)
    return again is not None and first.type == second.type and again["type"] == bare(second.type or "").lower()


def share_dates(found: Sequence[Citation], plain: str) -> list[Citation]:
    """ "số 57/QĐ-STC, số 58/QĐ-STC ngày 14/11/2024": numbers share a day if no more than a type is between."""
    shared = list(found)
    for i in range(len(shared) - 2, -1, -1):
        this, following = shared[i], shared[i + 1]
        between = plain[this.number.end : following.number.start]
        if (
            this.mention is None
            and following.mention
            and (_LISTED.match(between) or _repeats_type(between, this, following))
            and fits(this.number, following.mention)
        ):
            shared[i] = replace(this, mention=following.mention, dated_by=SHARED)
    return shared
