"""Other numbered documents that a text cites: type, number and symbol, date, issuer.

Patterns run on the bare lower-case form, which has the same offsets as the text, so that lost accents do not hide
a citation.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from cchc_ocr.extract.cited.citation import (
    OF_ASSEMBLY,
    SHARED,
    Citation,
    fits,
    share_dates,
    share_issuers,
    share_types,
)
from cchc_ocr.extract.cited.issuer import Issuer
from cchc_ocr.extract.cited.issuers import Issuers
from cchc_ocr.extract.cited.own import UNKNOWN, Own
from cchc_ocr.extract.forms.dates import DateMention, find_dates
from cchc_ocr.extract.text.finding import Finding, named, sourced
from cchc_ocr.extract.text.passage import Passage, Trace
from cchc_ocr.lexicon import Lexicon
from cchc_ocr.numbering.numbers import DocumentNumber, comparable, find_numbers, type_sign
from cchc_ocr.numbering.types import NUMBER_WORD
from cchc_ocr.patterns import accented, unaccented
from cchc_ocr.records import Reference
from cchc_ocr.vietnamese import CAPITALS, bare

# How often the rule is right when the reading is: counted over the citations of the shared documents, rounded
# down. A mended sign or figure and a date from elsewhere are judgements, a date right behind is none.
_CODE, _MENDED, _FIGURE_MENDED, _PART = 0.98, 0.9, 0.8, 0.3
_BEHIND, _BEFORE = 0.98, 0.9
_ELIDED_CODE = 0.9
_STATED, _BY_SYMBOL, _FIXED, _GUESSED = 0.92, 0.88, 0.97, 0.5

# "Mẫu số 01/TB": forms, standards and files have numbers too and are no documents; permits and contracts are.
_NO_DOCUMENT = unaccented(rf"""
    \b(?:
        mẫu|biểu mẫu|biểu|phụ lục|phiếu|tờ khai|đơn giá   # "Mẫu số 01/TB"
        |hồ sơ|tài khoản|mã|mã số                         # "Hồ sơ số 5/HS"
        |qcvn|tcvn|iso                                    # "TCVN 9001/CL"
        |lô|tờ bản đồ|giấy chứng nhận quyền[^.;,]{{0,60}}|gcn  # "Giấy chứng nhận quyền sử dụng đất số 3/CN"
    )\s*
    {NUMBER_WORD}$
""")
_ANNEX_OF_CONTRACT = "PLHĐ"  # which is signed and numbered as the contract is
_NUMBER_BEFORE = unaccented(r"\bs[ố6e]\s*[:.]?\s*$")  # "số ", "số: ", "s6 "
# "(Ban hành kèm theo Quyết định số ", "(Kèm theo Công văn số "
_ANNEX = unaccented(r"\(\s*(?:ban hành\s+)?kèm theo\s+[^().;]{0,40}$")
# The head of a page, on the text as printed.
_LINE_OF_NUMBER = accented(r"""
    ^[\W_]{0,3}?
    [S$§][oôốồổỗộớờởỡợơóòỏõọ60e]\w?      # "Số", "§ố", "S6"; "Sôz" of "Sôz41"
    \s*[:.]?\s*
    [^\s]{0,2}\s*$                      # what a number filled in by hand leaves: "#" of "Số:#4", "7§" of "7§2"
""")
_OWN_DATE = unaccented(r"\s*,?\s*(?:ngày|của)\b")  # ", ngày 12/3/2024", " của UBND tỉnh"
_UNREAD_BODY = unaccented(r"-?\s?-?\S{1,8}(?=\sngày\b)")  # "-L[TEg ngày"
# "ngày H tháng năm 2025", "ngày 65/10/2017": there is a date, and it cannot be read.
_UNREAD_DATE = unaccented(r"""
    \s*,?\s*
    (?:(?:của|do)\s[^.;:()\d]{2,80}?\s)?                  # " của UBND tỉnh "
    ngày\b
    (?:
        .{0,12}?\btháng\b.{0,8}?\bnăm\b                  # "ngày H tháng năm"
        |\s\S{0,2}?\d                                      # "ngày 1929/2023"
    )
""")
_STRAY = re.compile(r"(?:^|\s)[^\w\s]*[^\w\s()\[\]“”\"'‘’«:.,;/*+•–—-][^\w\s]*$")  # "-‡" of "-‡69/SNV-CCHC"
_DAY_BEHIND = unaccented(r"\s*[,(|]?\s*(?:cùng\s+)?ngày\b(?!\s+càng\b)")  # a day follows, read or not
_FIGURES = re.compile(r"\d+")
_NOTE = re.compile(r"\s?(?:[(\[](?P<figure>\d{1,2})[)\]]|(?P<raised>[¹²³⁴-⁹⁰]{1,2}))\s*")  # "(2)", of a footnote
_WITH_FIGURES = re.compile(r"\S*\d\S*")
_UNSURE = 0.5  # confidence of a figure that two readings do not agree on
_NEAR = 120  # characters: further on, a date is not part of the citation but taken over from another mention
_TO_DATE = unaccented(r"""
    \s*[,(|]?\s*
    (?:\([^()\d]{2,80}\)\s*)?                               # "(Công an tỉnh - Sở Xây dựng) ngày"
    (?:(?:được\s+)?(?:ban hành|ký|lập|cấp)\s*)?              # "được ban hành ngày"
    (?:
        (?:của|do|giữa|mà)\s+(?P<who>[^.;:()\d]{2,80}?)       # "của UBND tỉnh ngày"
        |gửi\s+(?P<to>[^.,;:()\d]{2,40}?)                     # "gửi Quý Ban ngày"
    )?\s*,?\s*
    (?:(?:đã\s+)?(?:ban hành|ký|cung|gửi|trình|phát hành|lập|cấp))?\s*$  # "do Sở Nội vụ ban hành ngày"
""")
# ", Thường trực Huyện ủy Nà Lơi, ngày": who issued, in the item of a list.
_ITEM = accented(rf"\s*,\s*(?P<who>[{CAPITALS}][^.,;:()\d]{{2,60}}),\s*$")
_IN_BRACKET = unaccented(
    r"\s*\(\s*(?P<who>[^.;:()\d]{2,80}?)\s*,?\s*(?:(?:ban hành|ký)\s*)?$"
)  # "(Sở Nội vụ, ngày"
# Words of a subject: "của Chính phủ quy định …" goes on and names no issuer that a date follows. On the accented
# text, for "tai" is also in "Tài chính" and "tu" in "Tư pháp".
_NO_ISSUER = accented(r"""
    \b(?:
        về|quy định|phê duyệt|sửa đổi|hướng dẫn|thực hiện   # "về chế độ công vụ", "quy định chi tiết"
        |tại|cho|để                                         # "tại Tờ trình", "cho công chức"
        |trước|sau|từ|đến|hết|kể từ|trong|vào|chậm nhất|hạn  # "xong trước ngày", "có hiệu lực từ ngày"
        |năm (?:nay|trước|sau|học)|tháng                    # "năm nay", "tháng 3", but "thành phố Nam Sơn"
        |đề nghị|yêu cầu|báo cáo|họp|hẹn|xin|mời|kiểm tra   # "gửi Sở đề nghị họp ngày"
        |đã|nhận                                           # "mà Sở đã nhận ngày"
    )\b
""")
_FROM_DATE = unaccented(r"""
    \s*,?\s*[^.;:]{0,80}?
    (?:
        \b(?:ban hành|ký|có|gửi|trình|phê duyệt|nhận được|ra|lập|cấp)\b           # "Sở đã ban hành"
        (?:\s+(?:ban hành|các|thêm|tiếp))*
        |\b(?:trả lời|thông báo|báo cáo|đề nghị|yêu cầu|kết luận|chấp thuận|kiến nghị|phúc đáp|hướng dẫn)
        [^.;:,\d]{0,40}\s(?:bằng|tại|qua)                                          # "Sở trả lời bằng"
    )\s+
    [^.;:,\d]{2,40}$                                                            # "Quyết định số"
""")
# "đến ngày 20/02/2020 mới có Quyết định số": the day on which it came at last.
_AT_LAST = unaccented(
    r"\s*,?\s*(?:[^.;:,\d]{1,40}\s)?mới\s+(?:có|ban hành|ra|ký|gửi|lập|trình)\s+[^.;:,\d]{2,40}$"
)
# "Cùng ngày, Bộ Nội vụ có Công văn số": the day that was named last.
_SAME_DAY = unaccented(
    r"(?:^|[.;]\s|\n)\s*cùng ngày,?\s[^.;:\d]{0,80}?\b(?:ban hành|ký|có|gửi|ra|trình)\s+[^.;:,\d]{2,40}$"
)
# "Báo cáo số 74/BC-SNV cùng ngày của Sở": the same behind the number.
_SAME_DAY_BEHIND = unaccented(r"\s*,?\s*cùng ngày\s*(?:$|[.,;:)\n]|\b(?:của|do|về|và|v/v)\b)")
# "Trước đó, ngày 27/4/2023, Sở có Công văn số": words before the date that opens a sentence.
_IN_TIME = unaccented(r"(?:^|[.;:]\s*|\n\s*)(?:trước|sau|tiếp) đó,?\s*$")
_RECEIVED = unaccented(r"\bnhận được\b")  # the day of receipt, which is hardly that of the document
# "số 18, 19 và 20/QĐ-UBND": numbers that stand before the one with the symbol of all.
_ELIDED = unaccented(r"""
    (?<![\w/.,-])\d{1,5}[a-z]?(?:/20\d\d)?   # "18", "18a", "18/2024"
    (?=
        \s*(?:[,;]\s*(?:và\s+)?|và\s+)       # ", ", "; và ", " và "
        (?:số\s*)?[:.]?\s*$                   # "số "
    )
""")
# "(các ngày 08/7/2025 và 21/8/2025)": dates dealt out to the numbers before them.
_TO_DATES = unaccented(r"""
    \s*[,(]?\s*
    (?:(?:ban hành|ký|lần lượt|các|vào|đều)\s+)*   # "(lần lượt vào các ", "ban hành "
    (?:ngày\s*)?:?\s*$                             # "ngày "
""")
_NEXT_DATE = unaccented(r"\s*(?:[,;]|và|,\s*và)\s*(?:ngày\s*)?$")  # " và ngày "
# ", Kế hoạch số ", " và Công văn số "
_NEXT_NUMBER = unaccented(r"\s*(?:[,;]|và|[,;]\s*và)\s*(?:(?:[a-z]+\s+){0,5}số)?\s*[:.]?\s*$")


def find_references(passage: Passage, lexicon: Lexicon, own: Own = UNKNOWN) -> tuple[Finding[Reference], ...]:
    """All cited documents, once per number and date, in order of appearance.

    An undated mention of a document that is cited with its date elsewhere is the same document.
    """
    reader = _Reader(passage, lexicon, own)
    return tuple(reader.finding(citation) for citation in _once(reader.citations(), reader.sureness))


class _Reader:
    """One passage and what was found on it so far."""

    def __init__(self, passage: Passage, lexicon: Lexicon, own: Own) -> None:
        self.passage, self.own = passage, own
        self.plain = bare(passage.text).lower()
        self.signs = lexicon.signs
        self.types = lexicon.types
        self.issuers = Issuers(passage.text, self.plain, lexicon, own, name_limit=passage.name_end)
        self.dates = find_dates(passage.text)

    def citations(self) -> list[Citation]:
        whole = [n for n in find_numbers(self.passage.text, self.signs) if self._cited(n)]
        numbers = [n for number in whole for n in self._with_elided(number)]
        ends = [0, *(number.end for number in numbers)]
        found = [self._citation(number, ends[i]) for i, number in enumerate(numbers)]
        typed = share_types(share_issuers(found, self.plain), self.plain)
        return self._agreed(self._deal_dates(share_dates(typed, self.plain)))

    def _agreed(self, found: Sequence[Citation]) -> list[Citation]:
        """A symbol that no list has as the one a letter away that the same number of the same day has elsewhere.

        "20-NQ/TWV ngày 25/10/2017" is the "20-NQ/TW ngày 25/10/2017" of another sentence.
        """
        known: dict[tuple[str, str | None, str], set[str]] = defaultdict(set)
        for citation in found:
            if citation.date and self._is_known(citation.number.symbol):
                known[_day_number(citation)].add(citation.number.symbol)

        def agreed(citation: Citation) -> Citation:
            number = citation.number
            near = known[_day_number(citation)] if citation.date and not self._is_known(number.symbol) else ()
            meant = [symbol for symbol in near if Levenshtein.distance(symbol, number.symbol) == 1]
            return replace(citation, number=replace(number, symbol=meant[0])) if len(meant) == 1 else citation

        return list(map(agreed, found))

    def _is_known(self, symbol: str) -> bool:
        groups = (group.rstrip("0123456789") for group in re.split(r"[-/.]", symbol))
        return all(group in self.signs.known for group in groups)

    def sureness(self, number: DocumentNumber) -> float:
        """How sure the reading of a number is."""
        return sourced(self.passage, number.start, number.end, self._certainty(number)).confidence

    def _with_elided(self, number: DocumentNumber) -> list[DocumentNumber]:
        """A number and those before it that share its symbol ("số 18 và 19/QĐ-UBND"); "số" opens the list."""
        found = [number]
        at, floor = number.start, max(0, number.start - 60)
        while match := _ELIDED.search(self.plain, floor, at):
            at = match.start()
            figures, _, year = match.group().partition("/")
            year = year or number.year or ""
            found.insert(
                0, replace(number, start=at, end=match.end(), number=figures, year=year or None, elided=True)
            )
        before = self.plain[max(0, at - 80) : at]
        named = self.types.before(before) is not None or _NUMBER_BEFORE.search(before) is not None
        if len(found) > 1 and _NO_DOCUMENT.search(before):
            return []
        return found if named else [number]

    def _deal_dates(self, found: list[Citation]) -> list[Citation]:
        """As many dates as numbers before them, each to its own: "số 7/KH-UBND, số 9/KH-UBND (các ngày …, …)"."""
        dealt = list(found)
        for last, citation in enumerate(found):
            dates = self._dates_behind(citation.number.end)
            first = last - len(dates) + 1
            if len(dates) < 2 or first < 0 or not self._in_a_row([c.number for c in found[first : last + 1]]):
                continue
            for at, mention in enumerate(dates, first):
                if fits(found[at].number, mention):
                    dealt[at] = replace(found[at], mention=mention, dated_by=SHARED)
        return dealt

    def _dates_behind(self, end: int) -> list[DateMention]:
        """The list of dates that begins at an offset, by nothing but commas and "và" apart."""
        dates: list[DateMention] = []
        for mention in (d for d in self.dates if d.start >= end):
            joint = _NEXT_DATE if dates else _TO_DATES
            if not joint.match(self.plain[dates[-1].end if dates else end : mention.start]):
                break
            dates.append(mention)
        return dates

    def _in_a_row(self, numbers: Sequence[DocumentNumber]) -> bool:
        """Whether numbers are a list, each undated: apart by no more than a comma and the name of a type."""
        return all(_NEXT_NUMBER.match(self.plain[a.end : b.start]) for a, b in pairwise(numbers))

    def _cited(self, number: DocumentNumber) -> bool:
        before = self.plain[max(0, number.start - 80) : number.start]
        if OF_ASSEMBLY.match(number.symbol):
            return True
        of_contract = number.symbol.startswith(_ANNEX_OF_CONTRACT)
        if self._is_own(number, before) or (_NO_DOCUMENT.search(before) and not of_contract):
            return False
        bound = "-" in number.symbol or number.joined_by_dash or number.joined_by_space or number.year is not None
        return bound or self.types.before(before) is not None or _NUMBER_BEFORE.search(before) is not None

    def _is_own(self, number: DocumentNumber, before: str) -> bool:
        if self.own.number_symbol and comparable(number.number_symbol) == comparable(self.own.number_symbol):
            return True
        if self.own.symbol == number.symbol and _ANNEX.search(before):
            return True
        return self._stands_as_number(number)

    def _stands_as_number(self, number: DocumentNumber) -> bool:
        """Whether it is the number line of a header (the document's own or that of an attached one)."""
        line = max((s for s in self.passage.line_starts if s <= number.start), default=0)
        if not _LINE_OF_NUMBER.match(self.passage.text[line : number.start]):
            return False
        return not _OWN_DATE.match(self.plain, number.end)

    def _citation(self, number: DocumentNumber, previous_end: int) -> Citation:
        before = self.plain[max(previous_end, number.start - 140) : number.start]
        printed = self.types.act_before(before) if OF_ASSEMBLY.match(number.symbol) else self.types.before(before)
        number = replace(number, symbol=self.types.symbol_meant(printed, number.symbol))
        number = replace(number, type_sign=self._type_sign(printed, number.symbol))
        by_sign = self.types.of_sign(number.type_sign)
        mention, certainty = self._date(number, previous_end)
        end = mention.end if mention and mention.start >= number.end else number.end
        issuer = self.issuers.issuer_of(number, end)
        number = replace(number, symbol=self.issuers.symbol_of(issuer, number.symbol))
        return Citation(number, printed or by_sign, mention, certainty, issuer)

    def _type_sign(self, printed: str | None, symbol: str) -> str | None:
        """The sign of the type in a symbol; of a công văn a sign that is a body's as well is that of the body.

        "Công văn số 852/TTr-VP" is one of the Thanh tra.
        """
        sign = type_sign(symbol, self.signs)
        of_body = printed == "Công văn" and symbol.startswith(f"{sign}-") and sign in self.signs.known_bodies
        return None if of_body else sign

    def _date(self, number: DocumentNumber, previous_end: int) -> tuple[DateMention | None, float]:
        end = self._end(number)
        behind = next((d for d in self.dates if d.start >= end), None)
        gap = self._gap(end, behind.start) if behind else None
        if behind and gap is not None and (not gap or fits(number, behind)):
            return behind, _BEHIND
        note = self._note(number.end)
        noted = next((d for d in self.dates if note is not None and d.start >= note), None)
        if note is not None and noted and self._gap(note, noted.start) == "" and fits(number, noted):
            return noted, _BEHIND
        before = next((d for d in reversed(self.dates) if d.end <= number.start), None)
        same_day = before and number.start - before.end < _NEAR and _SAME_DAY_BEHIND.match(self.plain, end)
        if before and same_day and fits(number, before):
            return before, SHARED
        if before and _SAME_DAY.search(self.plain, previous_end, number.start) and fits(number, before):
            return before, SHARED
        if before and before.start >= previous_end and self._leads(before, number) and fits(number, before):
            received = _RECEIVED.search(self.plain, before.end, number.start)
            return before, _UNSURE if received else _BEFORE
        return None, 0.0

    def _note(self, at: int) -> int | None:
        """Where the footnote begins, behind its mark, whose mark stands at an offset: "số 7/NĐ-CP(2)"."""
        mark = _NOTE.match(self.passage.text, at)
        if not mark:
            return None
        lines = (start for start in self.passage.line_starts if start > at)
        notes = (_NOTE.match(self.passage.text, start) for start in lines)
        return next((note.end() for note in notes if note and note.groups() == mark.groups()), None)

    def _end(self, number: DocumentNumber) -> int:
        """Where a number ends, with what cannot be read of its symbol: "11/CT- -L[TEg ngày …"."""
        rest = _UNREAD_BODY.match(self.plain, number.end) if number.symbol == number.type_sign else None
        return rest.end() if rest else number.end

    def _gap(self, start: int, end: int) -> str | None:
        """The issuer between a number and the date behind it ("" for none), None where the date is another's."""
        bracket = _IN_BRACKET.match(self.plain, start, end)
        if bracket and self.issuers.is_name(*bracket.span("who")):
            return self.passage.text[slice(*bracket.span("who"))]
        gap = _TO_DATE.match(self.plain[start:end])
        item = _ITEM.match(self.passage.text[start:end])
        found = item or gap
        if found is None:
            return None
        group = "to" if gap and gap["to"] else "who"
        who = self.passage.text[start:end][slice(*found.span(group))] if found[group] else ""
        return None if _NO_ISSUER.search(who.lower()) else who

    def _leads(self, mention: DateMention, number: DocumentNumber) -> bool:
        """ "Ngày 19/11/2021, Sở đã ban hành Quyết định số …": the date opens its sentence."""
        opening = self.plain[max(0, mention.start - 2) : mention.start].strip()
        if _AT_LAST.match(self.plain[mention.end : number.start]):
            return True
        opens = (
            self.passage.text[mention.start] == "N"
            or not opening
            or opening[-1] in ".;:-(*+–•"
            or _IN_TIME.search(self.plain, max(0, mention.start - _NEAR), mention.start) is not None
            or mention.start in self.passage.paragraph_starts
        )
        return opens and _FROM_DATE.match(self.plain[mention.end : number.start]) is not None

    def finding(self, citation: Citation) -> Finding[Reference]:
        number, mention = citation.number, citation.mention
        near = mention is not None and 0 <= mention.start - number.end < _NEAR
        end = mention.end if mention and near else number.end
        issuer = citation.issuer
        value = Reference(
            type=citation.type,
            number_symbol=number.number_symbol,
            date=citation.date,
            issuer=issuer.name if issuer else None,
        )
        surest = citation.surest or number
        sources: list[tuple[str, Trace]] = [
            ("number_symbol", sourced(self.passage, surest.start, surest.end, self._certainty(surest)))
        ]
        if mention and mention.iso:
            sources.append(("date", sourced(self.passage, mention.start, mention.end, citation.dated_by)))
        if issuer:
            sources.append(("issuer", named(self.passage, issuer.start, issuer.end, _sure_of(issuer))))
        return Finding(value, number.start, end, tuple(sources), tuple(self._doubtful(citation)))

    def _doubtful(self, citation: Citation) -> Iterator[str]:
        """The fields that a citation itself contradicts, or that are there and could not be read."""
        number, mention = citation.number, citation.mention
        of_another_year = number.year and mention and mention.iso and int(number.year) != mention.year
        of_another_type = self.types.contradicts(number.type_sign, citation.type)
        before = self.passage.text[max(0, number.start - 4) : number.start]
        if of_another_year or of_another_type or _STRAY.search(before):
            yield "number_symbol"
        elsewhere = mention is None or mention.start < number.start
        unread = mention is None and _UNREAD_DATE.match(self.plain, number.end)
        unread = unread or (elsewhere and _DAY_BEHIND.match(self.plain, number.end))
        if of_another_year or unread or (mention and not mention.iso):
            yield "date"
        if citation.issuer is None or self._has_doubtful_figure(citation.issuer):  # somebody issued it
            yield "issuer"

    def _has_doubtful_figure(self, issuer: Issuer) -> bool:
        """Whether a figure in a name may be a letter: "Trung tâm Thành 4" of Thành A."""
        figures = _WITH_FIGURES.finditer(self.passage.text, issuer.start, issuer.end)
        return issuer.stated and any(self.passage.trace(*one.span()).confidence <= _UNSURE for one in figures)

    def _certainty(self, number: DocumentNumber) -> float:
        if number.elided:
            return _ELIDED_CODE
        trace = self.passage.trace(number.start, number.end)
        seen = trace.seen
        if trace.box and "." in number.symbol and not {*re.split(r"[-/.]", number.symbol)} <= self.signs.known:
            return _PART  # what an engine makes of a letter: "KH-SI.ĐT", of SLĐTBXH
        if _FIGURES.findall(seen) != _FIGURES.findall(number.number_symbol):
            return _FIGURE_MENDED
        bound = number.joined_by_dash or number.joined_by_space
        if "-" not in seen.rstrip("-/") and not bound and number.type_sign:
            return _PART  # the letters of the issuer could not be read
        return _CODE if comparable(number.number_symbol) in comparable(seen) else _MENDED


def _sure_of(issuer: Issuer) -> float:
    if not issuer.sure:
        return _GUESSED
    return _STATED if issuer.stated else _FIXED if issuer.fixed else _BY_SYMBOL


def _day_number(citation: Citation) -> tuple[str, str | None, str]:
    """The figures of a number, and its day."""
    return citation.number.number.lstrip("0"), citation.number.year, citation.date or ""


def _once(found: Sequence[Citation], sureness: Callable[[DocumentNumber], float]) -> Iterator[Citation]:
    """Each number and date at its first place, with what its other mentions add."""
    mentions: dict[str, list[Citation]] = defaultdict(list)
    for citation in found:
        mentions[comparable(citation.number.number_symbol)].append(citation)
    seen: set[tuple[str, str | None]] = set()
    for citation in found:
        name = comparable(citation.number.number_symbol)
        whole = _completed(citation, mentions[name], sureness)
        if (name, whole.date) not in seen:
            seen.add((name, whole.date))
            yield whole


def _completed(
    citation: Citation, others: Sequence[Citation], sureness: Callable[[DocumentNumber], float]
) -> Citation:
    """A citation without date, or whose sentence names no issuer, takes those of another mention.

    A number that is read alike at several places is as sure as at the surest.
    """
    dated = next((c for c in others if c.date), citation) if citation.date is None else citation
    same = [c for c in (citation, *others) if c.date is None or c.date == dated.date]
    issued = [c for c in same if c.issuer]
    named = next((c for c in issued if c.issuer and c.issuer.stated), issued[0] if issued else citation)
    surest = max((c.number for c in same), key=sureness) if len(others) > 1 else citation.number
    return replace(citation, mention=dated.mention, dated_by=dated.dated_by, issuer=named.issuer, surest=surest)
