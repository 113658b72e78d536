"""Points that were taken off, and what for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cchc_ocr.extract.results.clause_words import lead
from cchc_ocr.extract.results.context import Context
from cchc_ocr.extract.results.general_names import criterion_told, is_general
from cchc_ocr.extract.results.labels import concise
from cchc_ocr.extract.results.naming import colon_lead, says_what
from cchc_ocr.extract.results.scopes import OutlinePart
from cchc_ocr.extract.text.finding import Finding, named, sourced
from cchc_ocr.extract.text.phrases import Phrases, TextSpan
from cchc_ocr.patterns import accented, unaccented
from cchc_ocr.records import Deduction, Nature

_POINTS = r"(?P<points>#+)\s*(?:diem|d)\b(?!\s*/)"
_LOST = re.compile(
    r"\b(?:bi\s+(?:tr\w{1,4}|mat)|tru|mat|(?<!giam\s)bot|diem\s+tru|(?:so\s+)?diem\s+(?:bi\s+)?(?:tru|mat)(?:\s+con)?)"
    r"\s*(?:di|la|:|tong cong|tong so|mat|them|trang|het|co|gom"
    r"|ngay|truc tiep|moi\s(?:huyen|xa|phuong|so|phong|don vi|co quan|chi cuc|truong)(?:\s[a-z]+){0,3}?"
    r"|(?P<whose>(?:cua\s)?(?:ubnd\s)?(?:huyen|xa|phuong|so|tinh|thi xa|thanh pho)(?:\s[a-z]+){0,4}?))?"
    rf"\s*[-–]?\s*{_POINTS}"
    r"|\(\s*(?:(?:bi\s+)?(?:tru|mat|bot)\s+|[-–−]\s?(?=#+\s*(?:diem|d)\b))(?P<minus>#+)\s*(?:diem|d)?\s*\)"
)
_HEAD = re.compile(
    r"\b(?:diem (?:bi )?(?:tru|mat)|noi dung (?:tu|bi) tru|khoan (?:bi )?(?:tru|mat)"
    r"|(?:bi )?(?:tru|mat) diem)\b[^.;:]{0,110}(?::|,?\s(?:(?:nhieu|lon|cao) nhat\s)?la\s)"
    r"|\b(?:tru|mat) #+ diem[^.;:#]{0,40}:"
)
# "Các điểm trừ:", "huyện còn bị trừ trực tiếp:": below it each item says what points were taken off, and why.
_LIST_HEAD = re.compile(
    r"\b(?:(?:diem|noi dung|khoan) (?:bi )?(?:tru|mat)|bi (?:tru|mat)|(?:tru|mat) diem)\b"
    r"(?!\s(?:(?:nhieu|cao|lon|it|thap) nhat|khi|neu)\b)[^.;#]{0,30}$"
)
_ITEM_OPENS = re.compile(r"[^\w#]*(?P<points>#+)(?P<minus>)\s*(?:diem|d)\s+(?=(?:vi|do|cho|o|tai|ve)\s)")
_ITEM_ENDS = re.compile(
    r"(?P<points>(?!))?(?<=[^\W\d])\s?[:(–-]\s*[-–−]?\s?(?P<minus>#+)\s*(?:diem|d)\s*\)?[;.]*\s*$"
)
_OF_WHICH = unaccented(r"\W*trong đó\W*")
_ITEM_TELLS = re.compile(r"(?<=[^\W\d])\s?:\s(?P<points>#+)(?P<minus>)\s*(?:diem|d)\b")
_ROUNDED = 0.015
_IN_BRACKETS = re.compile(r"\(\s*(?P<points>#+)(?P<minus>)\s*(?:diem|d)\s*\)")
# "thiếu 2 chuyên mục, bớt 0,25 còn 0,75/1".
_LEFT = re.compile(r"\b(?:bi\s)?(?:tru|bot|mat)\s(?P<points>#+)(?P<minus>(?!))?(?=\s(?:con|xuong)\s#)")
# "Tuyên truyền: trừ 0,75 vì …": a decimal needs no unit. "3 điểm bị trừ ở phần …".
_BARE = re.compile(r"\btru\s(?P<points>#+)(?P<minus>(?!))?(?=\s*(?:[,;:]|\.(?:\s|$)|$|(?:vi|do)\b))")
_TAKEN = re.compile(r"(?<![#\w/,.-])(?<!trong )(?P<points>#+)(?P<minus>(?!))?\s*diem\s(?:da\s)?bi\s(?:tru|mat)\b")
_EACH = re.compile(
    r"\b(?:cho|doi voi|cu)?\s*moi\s(?:hanh vi|lan|truong hop|ngay|ho so|van ban|nhiem vu|loai|tieu chi"
    r"|noi dung|chi tiet)"
)
_EACH_OF_MANY = accented(
    r"\bmỗi\s"
    r"(?!(?:đơn vị|cơ quan|địa phương|sở|xã|phường|huyện|tỉnh|phòng|ban|trường|chi cục|thị trấn|thành phố)\b)",
    re.IGNORECASE,
)
_EVERYONE = re.compile(r"moi\s\w")
_CONDITION_BEHIND = re.compile(r"\s*(?:neu|khi)\s")  # "trừ 3 điểm nếu có công chức vi phạm"
_CONDITION = accented(r"\b(?:nếu|sẽ|theo quy định|trường hợp|cứ (?=\d)|từ \d+ \S+ trở lên\b)", re.IGNORECASE)
_ALL = re.compile(r"\btong(?: so)?(?: diem)?(?: bi)? (?:tru|mat)\b|\b(?:bi )?(?:tru|mat) tong (?:cong|so)\b")
_ENDS_WITH_BODY = re.compile(
    r"(?:^|(?<!cua)(?<!tai)\s)(?:so|xa|phuong|huyen|tinh|thi xa|thanh pho|don vi|chi cuc|phong)$"
)
# "bị trừ 0,5 điểm ở tiêu chí …", "mất 1 điểm do …".
_AT_CRITERION = re.compile(
    r"\s*(?:(?:o|tai|doi voi|ve|cua|cho|trong)\s+(?:cac\s+)?)?(?:(?:tieu chi|noi dung|linh vuc|chi so|nhiem vu"
    r"|nhom)(?:\s+thanh phan)?(?:\s*ve)?\s*:?\s*(?!\d)|(?=phan\s(?!tram\b|nay\b)))"
    r"|\s+(?:doi voi|cho|vi|do)\s+viec\s+|\s+ve\s+(?=\w)"
)
_ASKED = accented(
    r"\b(?:đề nghị|(?<!thực hiện )(?<!xử lý )(?<!phản ánh, )(?<!giải quyết )kiến nghị"
    r"|xin(?! lỗi| bớt| trừ))\b",
    re.IGNORECASE,
)
_WHY = re.compile(
    r"\s*(?:so voi\s[^,;.#]{1,30})?,?\s*\(?(?:(?:chu yeu|phan lon|nguyen nhan|la)\s)*"
    r"(?:do|vi|boi|vi ly do|cho viec)\s+"
)
_BECAUSE = accented(r"\b(?:do|vì|bởi)\s(?!(?:UBND|Hội đồng|Sở|Bộ|Đoàn|Tổ)\b)")  # before points, and what for
# "Điểm CCHC 2019 giảm do mất 1,5 điểm vì …", "Sở Y tế tụt hạng": what came of it, and no fault.
_OUTCOME = accented(r"\b(?:tăng|giảm|tụt|rơi|sụt|xuống|lên|đạt|xếp|hạng|còn)\b", re.IGNORECASE)
# "mất 1,5 điểm vì chậm công khai và 0,75 điểm vì báo cáo sai kỳ": the next is taken off like the one before.
# "trễ hẹn trừ 1,5 điểm; thu thừa lệ phí trừ 0,5 điểm; không nhập phần mềm 0,25 điểm".
_NEXT_ITEM = re.compile(
    r";\s(?:(?!\b(?:tru|mat|cong|moi|con|dat|duoc)\b)[^#;:.,()]){3,60}\s(?=#+\s*(?:diem|d)\s*[;.,)])"
)
_ITS_POINTS = re.compile(r"(?P<points>#+)(?P<minus>)\s*(?:diem|d)")
_NEXT = re.compile(
    r"(?:,|;|\sva)\s+(?:(?:trong do|gom|bao gom|gom co|co)\s+){0,2}"
    r"(?P<points>#+)(?P<minus>)\s*(?:diem|d)\s+(?=(?:do|vi|o|tai)\s)"
)
_OUT_OF = re.compile(r"\s*tren\s#+\s*(?:diem|d)\b")  # "phần thẩm định mất 12,66 điểm trên 65 điểm": a difference
_FIGURE_BEHIND = re.compile(r"\s*#")
_STOP = re.compile(r"[,;.()]|\s(?:va|nen|dan den)\s")
_NUMBERED = re.compile(r"\s*(?:o\s|tai\s|cua\s)?(?:tieu chi|noi dung|muc)\s[\d.]+\s*")
# "- 1.4 Tuyên truyền: trừ 0,75 vì …": a criterion with its number.
_CODED = re.compile(r"\W*(?P<name>\d{1,2}\.\d{1,2}\.?\s[^\W\d][^:;.\d]{2,70}):\s")
_NUMBER_ALONE = re.compile(r"\W*(?:(?:tieu chi|noi dung|muc|tieu muc)\s)?[\d.]*\W*")
_BODY_ALONE = re.compile(r"(?:so|tinh|xa|phuong|huyen|don vi|co quan|thanh pho|nganh|co quan|ubnd \w+)(?:\s+con)?")


def find_deductions(context: Context) -> Iterator[Finding[Deduction]]:
    """All deductions, in order of the text, and claims their figures; rules are said to be rules."""
    floor = 0
    account = context.account
    lost = [*account.free_matches(_LOST, "points", "minus"), *account.free_matches(_LEFT, "points")]
    lost += account.free_matches(_TAKEN, "points")
    lost += (
        m
        for m in account.free_matches(_BARE, "points")
        if not account[m.start("points")].is_whole or context.view[m.end() : m.end() + 1] == ":"
    )
    lost += (m for m in account.free_matches(_CODED_LOSS, "points") if _counts_losses(context, m))
    heads = [head.end() for head in _HEAD.finditer(context.view)]
    following = (m for one in lost for m in _following(context, one))
    for match in sorted((*lost, *following, *_listed(context), *_items(context)), key=lambda match: match.start()):
        figure = "points" if match["points"] else "minus"
        at = match.start(figure)
        if not account.is_free(at):
            continue
        if not account[at].decimal:
            account.claim(at, "deduction", "nothing was taken off")
            continue
        if _OUT_OF.match(context.view, match.end()):
            account.claim(at, "deduction", "all that a side did not give")
            continue
        account.claim(at, "deduction", "points that were taken off")
        floor = max([floor, *(end for end in heads if end <= match.start())])
        found = _deduction(context, match, floor, at)
        yield found
        floor = max(match.end(), found.end)


# "giảm điểm ở bốn tiêu chí: I.2 giảm 0,50, I.3 giảm 0,75": codes of criteria, each with its loss.
_CODED_LOSS = re.compile(
    r"(?P<code>(?<![\w.])(?:[ivx]{1,4}|#+)\.#+)\s(?:bi\s)?(?:giam|tru|mat)\s(?P<points>#+)(?P<minus>(?!))?"
    r"(?=\s*(?:diem\b|d\b|[,;]|\.(?:\s|$)|$))"
)
_LOSES = unaccented(r"\b(?:giảm|trừ|mất) điểm\b|\bđiểm (?:bị )?(?:giảm|trừ|mất)\b")


def _counts_losses(context: Context, match: re.Match[str]) -> bool:
    return _LOSES.search(context.plain, context.phrases.sentence(match.start()).start, match.start()) is not None


def _listed(context: Context) -> Iterator[re.Match[str]]:
    """ "Điểm trừ: chậm báo cáo (0,5 điểm), chưa đối thoại (1 điểm)": points in brackets below such a head."""
    for head in _HEAD.finditer(context.view):
        end = context.phrases.sentence(head.end() - 1).end
        yield from (
            m
            for m in _IN_BRACKETS.finditer(context.view, head.end(), end)
            if context.account.is_free(m.start("points"))
        )


def _items(context: Context) -> Iterator[re.Match[str]]:
    """ "Các điểm trừ: a. Chậm báo cáo quý I: -0,5đ": items below such a head, or "1,0 điểm vì …" in each."""
    for paragraph in context.scopes.paragraphs:
        start = context.phrases.marks.get(paragraph.start)
        above = next(iter(context.scopes.above(paragraph.start)), None) if start is not None else None
        if start is None or above is None or not (above.leads or above.heading):
            continue
        lead = context.phrases.plain[context.phrases.sentence(above.end - 2).start : above.end].rstrip(" :.")
        if _OF_WHICH.fullmatch(lead):
            yield from _parts_of_loss(context, above, paragraph)
        if _LIST_HEAD.search(lead):
            opens = _ITEM_OPENS.match(context.view, start, paragraph.end)
            found = opens or _ITEM_ENDS.search(context.view, start, paragraph.end)
            if found and context.account.is_free(found.start("points" if opens else "minus")):
                yield found


def _parts_of_loss(context: Context, lead: OutlinePart, item: OutlinePart) -> Iterator[re.Match[str]]:
    """ "Bị trừ tổng cộng 3 điểm. Trong đó: a) Thể chế: 2 điểm, gồm …": points of items that add up to those.

    Points in brackets of an item are its parts where they add up to it.
    """
    told = [*_LOST.finditer(context.view, lead.start, lead.end)]
    items = [p for p in context.scopes.paragraphs if next(iter(context.scopes.above(p.start)), None) == lead]
    points = [m for p in items if (m := _ITEM_TELLS.search(context.view, p.start, p.end))]
    if not told or not _add_up(context, points, told[-1].start("points")):
        return
    for own in (m for m in points if item.start <= m.start() < item.end and _is_free(context, m)):
        yield own
        parts = [m for m in _IN_BRACKETS.finditer(context.view, own.end(), item.end) if _is_free(context, m)]
        yield from parts if _add_up(context, parts, own.start("points")) else ()


def _add_up(context: Context, parts: Sequence[re.Match[str]], whole: int) -> bool:
    points = sum(context.account[m.start("points")].decimal for m in parts)
    return len(parts) > 1 and abs(points - context.account[whole].decimal) < _ROUNDED


def _is_free(context: Context, match: re.Match[str]) -> bool:
    return context.account.is_free(match.start("points"))


def _following(context: Context, first: re.Match[str]) -> Iterator[re.Match[str]]:
    """Points that the same sentence goes on to say were taken off, without saying again that they were."""
    end = context.phrases.sentence(first.start()).end
    for match in _NEXT.finditer(context.view, first.end(), end):
        between = context.view[first.end() : match.start()]
        if context.account.is_free(match.start("points")) and not re.search(r"#\s*(?:diem|d)\b", between):
            yield match
            first = match
    while item := _NEXT_ITEM.match(context.view, first.end(), end):
        points = _ITS_POINTS.match(context.view, item.end())
        named = context.text[item.start() :].lstrip("; ")[:1].islower()  # no body that has points of its own
        if points is None or not named or not context.account.is_free(points.start("points")):
            return
        yield points
        first = points


def _deduction(context: Context, match: re.Match[str], floor: int, at: int) -> Finding[Deduction]:
    phrases = context.phrases
    about = TextSpan(*match.span("code")) if match.re is _CODED_LOSS else _reason(context, match, floor)
    figure = context.account[at]
    sources = [("points", sourced(phrases.passage, figure.start, figure.end))]
    if about:
        sources.append(("name", named(phrases.passage, about.start, about.end)))
    dated = context.dated(match.start(), match.end())
    name = _with_criterion(context, match, _with_figures(phrases.read(about)))
    open_ = is_general(name) and not re.search(r"\b(?:không|chưa)\b", name or "", re.IGNORECASE)
    if open_:
        name = criterion_told(context, match.start()) or "điểm bị trừ"
    value = Deduction(
        name=name,
        points=figure.decimal,
        unit=context.bodies.body_at(at),
        nature=_nature(context, match, at),
        **dated.when._asdict(),
    )
    sources += context.source_of(dated)
    return Finding(
        value,
        match.start(),
        max(match.end(), about.end if about else 0),
        tuple(sources),
        ("name",) if open_ else (),
    )


_COUNTED = re.compile(r"\d+/\d+\s(?!điểm)[^\W\d]")


def _with_figures(said: str | None) -> str | None:
    """What points were taken off for, with how many of how many: "Chưa hoàn thành 03/22 nhiệm vụ"."""
    return said if said and _COUNTED.search(said) and "điểm" not in said else concise(said)


# "Tiêu chí 2.3: chậm công bố danh mục, tự trừ 0,5 điểm": the criterion and the reason.
_OF_CRITERION = accented(
    r"\W*(?P<name>(?:tiêu chí|lĩnh vực|nội dung|tiểu mục|mục)\s(?:\d{1,2}(?:\.\d{1,2})*|[IVX]+))\s?:\s",
    re.IGNORECASE,
)
_ITSELF = re.compile(r"(?:,?\s|^)(?:(?:Sở|xã|huyện|đơn vị|phường)\s)?tự$", re.IGNORECASE)


def _with_criterion(context: Context, match: re.Match[str], name: str | None) -> str | None:
    """The name behind the number of the criterion with which a paragraph begins."""
    said = _ITSELF.sub("", name) or None if name else None
    told = _OF_CRITERION.match(context.text, context.scopes.paragraph(match.start()).start, match.start())
    if told is None or (said and told["name"].lower() in said.lower()):
        return said
    return f"{told['name']}: {said}" if said else told["name"]


def _reason(context: Context, match: re.Match[str], floor: int) -> TextSpan:
    """What points were taken off for: the criterion named behind them, else what stands before, else why."""
    phrases = context.phrases
    criterion = _AT_CRITERION.match(phrases.plain, match.end())
    if criterion:
        return phrases.behind(criterion.end()) or phrases.subject(match.start(), floor)
    before = phrases.subject(match.start(), floor) or _item(context, match.start())
    coded = _CODED.match(phrases.text, phrases.sentence(match.start()).start, match.start())
    if coded:
        return phrases.trimmed(coded.start("name"), coded.end("name"))
    headed = ":" in phrases.text[before.end : match.start()]  # "4. Công vụ: trừ 1,5 điểm vì …"
    numbered = _NUMBERED.match(phrases.plain, match.end())
    why = _WHY.match(phrases.plain, numbered.end() if numbered else match.end())
    all_ = _ALL.search(phrases.plain, before.start, match.end()) if not says_what(context, before) else None
    if all_:
        return phrases.trimmed(all_.start(), match.start("points"))  # "Sở bị trừ tổng cộng 6,25 điểm"
    said = context.text[phrases.sentence(match.start()).start : match.start()].strip()
    figures = re.search(r"\d\s?(?:điểm|%)|\d/\d", phrases.text[slice(*before.ends)])
    nearest = lead(context, match.start()) if figures else TextSpan(0, 0)
    # "… đạt 5/9 điểm. Bị trừ 1,5 điểm do chậm báo cáo", "…, công vụ 15/15, bị trừ 1,5 điểm do khiếu nại kéo dài"
    if why and (not said or (figures and not nearest and said.endswith(","))):
        return _fault(context, why.end()) or before
    if nearest and says_what(context, nearest) and nearest.start > before.start:
        before = nearest
    body = _BODY_ALONE.fullmatch(phrases.plain, before.start, before.end) or not says_what(context, before)
    outcome = _OUTCOME.search(phrases.text, before.start, before.end)
    told = body or not before or headed or numbered or outcome or match.groupdict().get("whose")
    if why and (told or _ENDS_WITH_BODY.search(phrases.plain, before.start, before.end)):
        return _fault(context, why.end()) or before
    if body:  # "- Hồ sơ đúng hạn: huyện Đông Cát bị trừ 2 điểm, huyện Ba Chòm bị trừ 1 điểm"
        before = colon_lead(context, match.start()) or before
    because = [*_BECAUSE.finditer(phrases.text, before.start, before.end)]
    return phrases.trimmed(because[-1].end(), before.end) if because else before


def _fault(context: Context, at: int) -> TextSpan:
    """What is told behind "do", with the figure that it may have: "vì hệ thống ghi nhận 61 hồ sơ quá hạn"."""
    said = context.phrases.behind(at)
    figure = _FIGURE_BEHIND.match(context.view, said.end)
    stop = _STOP.search(context.view, figure.end()) if figure else None
    return context.phrases.trimmed(at, stop.start()) if stop else said


def _item(context: Context, at: int) -> TextSpan:
    """The words before the colon of an item that ends in its deduction; behind it where they are a number."""
    phrases = context.phrases
    start = phrases.sentence(at).start
    colon = phrases.text.find(":", start, at)
    if colon < 0:
        return TextSpan(at, at)
    lead = phrases.trimmed(phrases.marks.get(start, start), colon)
    if lead and not _NUMBER_ALONE.fullmatch(phrases.plain, lead.start, lead.end):
        return lead
    return phrases.trimmed(colon + 1, max(phrases.text.rfind(";", colon, at), colon + 1))


def _nature(context: Context, match: re.Match[str], at: int) -> Nature:
    made = context.natures.default == "rule" and context.nature(at, match.end()) == "rule"
    if _is_rule(context.phrases, match) or made:
        return "rule"
    return "target" if _ASKED.search(context.text, context.phrases.clause(at).start, at) else "result"


def _is_rule(phrases: Phrases, match: re.Match[str]) -> bool:
    """ "mỗi hành vi trừ 1 điểm", "nếu chậm sẽ trừ 3 điểm": how points are taken off, and not that they were."""
    clause, sentence = phrases.clause(match.start()), phrases.sentence(match.start())
    each = _EACH.search(phrases.plain, clause.start, min(clause.end, match.end() + 30))
    each = each or _EACH_OF_MANY.search(phrases.text, clause.start, match.start())
    first = _EVERYONE.match(phrases.plain, phrases.trimmed(sentence.start, match.start()).start, match.start())
    behind = _CONDITION_BEHIND.match(phrases.plain, match.end())
    return bool(each or first or behind or _CONDITION.search(phrases.text, clause.start, match.start()))
