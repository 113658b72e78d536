"""What counted things are called: by the words behind their figure, before it, or by what their list is of."""

from __future__ import annotations

import re

from cchc_ocr.extract.results.clause_words import ASIDE, figure_behind
from cchc_ocr.extract.results.context import Context
from cchc_ocr.extract.results.count_forms import COUNT, COUNTED, NOUNS, StatedCount
from cchc_ocr.extract.results.count_labels import head, says_what_is_counted
from cchc_ocr.extract.results.grade_words import GRADE
from cchc_ocr.extract.results.labels import JOINED_COMMA, concise, counted
from cchc_ocr.extract.results.naming import act_right_before, colon_lead, is_level, says_what
from cchc_ocr.extract.text.phrases import Phrases, TextSpan
from cchc_ocr.patterns import accented
from cchc_ocr.vietnamese import bare

_COMMA = re.compile(rf"(?!{JOINED_COMMA}),")
# "02 lớp tập huấn cho khoảng 120 cán bộ": words that lead on to the next figure; "có 312 thủ tục".
_LEADS_ON = re.compile(
    r"(?:\s(?:và|cho|với|có|gồm|bao gồm|khoảng|hơn|gần|trên|cùng|là|của|về|tổng số|(?:trong|trên)(?: tổng)? số))+$"
)
_BARE_VERB = re.compile(
    r"(?:trong đó|cụ thể|gồm|bao gồm|kết quả)|(?:toàn |cả )?(?:xã|phường|huyện|tỉnh|thành phố|sở"
    r"|ngành|đơn vị|địa phương|thị xã)"
    r"|(?:(?:hiện|đã|đang)\s)?(?:có|gồm|bao gồm|tổng số|tổng cộng|toàn \w+ có)",
    re.IGNORECASE,
)
_NOUN = re.compile(rf"\s*(?:{NOUNS})\b")
_CUT = re.compile(rf"(?!{JOINED_COMMA}),\s|\((?!\s?[^\W\d]{{2,12}}\s?\))")  # "(TTHC)" parts nothing
_IN_TIME = accented(
    r"\s(?:trong |của |cả |toàn )+(?:giai đoạn|nhiệm kỳ|năm|quý|tháng|kỳ)(?: này)?\b(?!\s(?:\d|[IVX])).*$",
    re.IGNORECASE,
)
_CUT_FIGURE = re.compile(r"#+(?:\s?%)?")
# "19 văn bản và cấp huyện 27 văn bản": behind the last "và" begins what the next figure counts.
_NEXT_PART = accented(
    r"""
    \svà\s(?:kiến nghị|xử lý|trả|tiếp nhận|yêu cầu|giao\b|chỉ đạo
    |(?:Sở|Phòng|Ban|Chi nhánh|Chi cục|Văn phòng|Trung tâm|UBND|Cục|Trường|Bệnh viện|Công an)\s
    |(?:ở |tại |của )?(?:cấp|khối|tuyến|các sở|sở|các huyện|các xã)\b)
    [^,\d]{0,40}(?:,\s(?:ban|ngành|huyện|xã|thị trấn)\b[^,\d]{0,30})?$
    """
)
_LEVEL_FIRST = accented(
    r"""
    (?:riêng|trong đó|còn|và)?\s*
    (?P<level>cấp (?:tỉnh|huyện|xã|sở|cơ sở)|các sở(?:, ban)?(?:, ngành)?)\b
    """,
    re.IGNORECASE,
)
_GIVEN_TO = accented(r"\s(?:cho|tới|đến tay)\s$", re.IGNORECASE)  # "Chữ ký số cấp cho 47 người"
_GIVEN_BEFORE = accented(r"[^\W\d]\s(?:cho|tại|ở|tới|với|đối với)\s$", re.IGNORECASE)
_LONGEST_GIVEN = 9  # words
_LONGEST_LABEL = 14  # words
_MOST_OF_NOUN = 4  # words: "chỉ số thành phần"
_BARE_LABEL = 3  # words of a label that may only tell a part from others
_BEHIND_SHARE = re.compile(r"\s\(\s?#+\s?%\s?\)\s(?!va\b|chiem\b|dat\b|la\b)")
_LEFT = frozenset({"còn", "còn lại"})  # says by itself which ones are counted
# "nam 12 người", "Khá 05 đơn vị": without accents "nam" is also "năm".
_OF_KIND = re.compile(rf"(?:số |là )?(?:nam|nữ|(?:loại )?{GRADE})", re.IGNORECASE)
# "hợp tác xã 143 phiếu và hộ kinh doanh 682 phiếu": what stands before the same noun again is told of that.
_AGAIN = r"(?:,|\s(?:va|con))\s[^#,;.:()]{{2,40}}\s#+\s{noun}\b"
_JOINED = re.compile(r"\s(?:va|con)\s")
_TOTAL_OF = re.compile(r"(?:tổng số|số lượng|số)\s(?P<what>\S+\s?\S.*)", re.IGNORECASE)
_LINKED = accented(r"\s(?:là|có)\s$", re.IGNORECASE)
PERSONS = frozenset({"người", "đồng chí"})
# "05 đơn vị tăng điểm", "04 đơn vị đạt mức Rất tốt": how those stand that are counted.
_STANDING = re.compile(
    r"\s(?:(?:tăng|giảm|tụt|giữ nguyên)(?:\s(?:điểm|hạng|bậc|thứ hạng))?(?=\s*(?:[,;.(]|$|\svà\s))"
    rf"|(?:(?:đạt|xếp|được xếp)\s)?(?:(?:mức|loại)\s)?[“\"]?{GRADE}[”\"]?)",
    re.IGNORECASE,
)
# "17 đơn vị từ 85% đến 90%": between which bounds those are that are counted.
_BOUND = r"\d[\d,.]*\s?(?:%|điểm)"
_BAND_BEHIND = accented(
    rf"(?:\s(?:đạt|có điểm|có kết quả|có tỷ lệ|nằm trong khoảng|ở mức))?\s(?:từ|trên|dưới|đạt từ)"
    rf"\s(?:\d[\d,.]*\s?(?=đến|tới)|{_BOUND})(?:\s?(?:đến|tới)(?: dưới)?\s{_BOUND})?(?:\strở (?:lên|xuống))?",
    re.IGNORECASE,
)
# Nouns that say nothing of what was said, met about or done: an item of a list says it before its colon.
_OF_ANYTHING = frozenset({"ý kiến", "phiếu", "cuộc", "lượt", "trường hợp", "buổi", "vụ", "vụ việc", "phản ánh"})
_PRESENT = re.compile(r"\b(?P<act>hiện có|có mặt|thực có|hiện còn|hiện nay có)\s(?:là\s)?$", re.IGNORECASE)
_OF_PEOPLE = re.compile(
    r"\b(?:biên chế|công chức|viên chức|cán bộ|lao động|đại biểu|học viên|thành viên|đảng viên)\b", re.IGNORECASE
)
_BAND = accented(
    r"(?P<band>(?:đạt\s)?(?:từ|trên|dưới|đến)\s[^:;.]*\d[^:;.]*)\s*:\s*(?:có\s|là\s)?$", re.IGNORECASE
)


def name_of(context: Context, found: StatedCount) -> tuple[str | None, TextSpan]:
    """What is counted, and the words that say it."""
    if found.form == "labelled":
        return _by_head(context, found)
    if found.form == "list":
        return _by_label(context, found)
    name, about = _by_place(context, found) or _by_surroundings(context, found)
    return _with_bound(context, found, name, about), about


def _by_place(context: Context, found: StatedCount) -> tuple[str | None, TextSpan] | None:
    """The name of bodies that act, of what they act on, and of a part before the colon that its whole follows."""
    acting = _ACTING.match(context.text, found.noun.start)
    if acting and _A_COUNT.match(context.view, acting.end()):
        return acting["bodies"], TextSpan(*acting.span("bodies"))
    whose = _acting(context, found.value)
    alone = _ENDS.match(context.text, found.noun.end) is not None
    if whose and alone and not _JOINED_BODIES.search(context.text, 0, whose.start()):
        noun = context.text[slice(*found.noun.ends)]
        return f"{noun} {whose['bodies']} {whose['act']}", found.noun  # of these alone, and not of all
    out_of = found.of is not None and _OUT_OF.search(context.text, found.value, found.noun.start)
    lead = lead_of(context, found.value) if out_of else None
    if lead and says_what(context, lead):
        return concise(context.phrases.read(lead)), lead  # "Nộp qua mạng: 310 trên 400 hồ sơ nhận mới"
    return None


def _with_bound(context: Context, found: StatedCount, name: str | None, about: TextSpan) -> str | None:
    """The name with the figure that belongs to it: "học sinh lớp 10", "người phải đi lại từ 3 lần trở lên"."""
    told = max(about.end, found.noun.end)
    end = told if _BAND_BEHIND.match(context.text, found.noun.end) else figure_behind(context, found.noun, told)
    said, bound = context.text[found.noun.start : told], context.text[told:end]
    if not name or not bound:
        return name
    return name.replace(said, f"{said}{bound}", 1) if said in name else f"{name}{bound}"


def _by_surroundings(context: Context, found: StatedCount) -> tuple[str | None, TextSpan]:
    """ "02 hồ sơ trễ hạn", "tiếp nhận trực tuyến 42 hồ sơ": named by what follows, else by what precedes."""
    phrases = context.phrases
    behind = _first_part(phrases, TextSpan(found.noun.start, _behind(context, found.noun.start)))
    further = _BEHIND_SHARE.match(context.view, behind.end)
    noun = phrases.text[found.noun.start : found.noun.end]
    behind = _but_next(context, found, behind)
    part = _last_part(context, found.value)
    before = phrases.read(part)
    speaks = before and (before.lower() in _LEFT or _OF_KIND.fullmatch(before) or says_what(context, part))
    acts = context.knowledge.acts
    speaks = speaks or (
        before and acts.done.fullmatch(before) and not acts.changed(before)
    )  # "thu về", like "thứ về"
    before = before if speaks else None
    described = _IN_TIME.sub("", phrases.read(behind) or noun)
    aside = ASIDE.match(context.text, max(behind.end, found.noun.end))
    further = further or (aside if aside and not acts.done.search(described) else None)
    if further and context.text[further.end() :][:1].islower() and (aside or described == noun):
        more = _first_part(
            phrases, phrases.behind(further.end())
        )  # "178 ý kiến (28,53%) đề nghị rút ngắn thời gian"
        described = f"{described} {phrases.read(more) or ''}".strip()
    standing = _standing(context, found, described, behind)
    if standing:
        return standing
    label = _label_of(context, found, noun, before, part) if described == noun else None
    if label:
        return label, behind
    band = _band(context, found.value)
    if band:
        return f"{noun} {band}", behind
    about = _aside_of(context, found) or _lead_of_anything(context, found, described == noun, before)
    if about:
        return f"{described} {about}", behind
    at_places = _AT_PLACES.search(context.text, max(0, found.value - 12), found.value)
    given = _given(context, part, found.value) if described == noun else None
    given = given or (before if described == noun and at_places else None)
    if noun.lower() in PERSONS and described == noun and not given:
        return _of_persons(context, found, noun, before), behind
    done = context.knowledge.acts.changed(context.text[max(0, found.value - 24) : found.value])
    act = None if done or _follows_a_count(context, found.value) else act_right_before(context, found.value)
    act = None if act and _HELD.fullmatch(act) else act
    name = counted(context.knowledge.acts, noun, described, before, act)
    told = _told_before(context, lead_of(context, found.value), described, noun, name)
    name = f"{noun}: {given}" if given else _at_level(context, part, told or name)
    return f"{done} {name}" if done and done not in name.lower() else name, behind


def _but_next(context: Context, found: StatedCount, behind: TextSpan) -> TextSpan:
    """What is said behind a count, without that of the next of its kind: "3 phiếu và hộ kinh doanh 2 phiếu"."""
    noun = bare(context.text[slice(*found.noun.ends)]).lower()
    again = re.compile(_AGAIN.format(noun=re.escape(noun))).match(context.view, found.noun.end)
    return TextSpan(behind.start, min(behind.end, again.start())) if again else behind


def _acting(context: Context, at: int) -> re.Match[str] | None:
    """The bodies that are counted right before what they do with what the figure at ``at`` counts."""
    start = max(context.phrases.sentence(at).start, at - _REACH_OF_ACTING)
    return next((m for m in _ACTING.finditer(context.text, start, at) if m.end() == at), None)


def _standing(
    context: Context, found: StatedCount, described: str, behind: TextSpan
) -> tuple[str, TextSpan] | None:
    """How those stand that are counted, where no more is said of them: "đơn vị từ 85% đến 90%"."""
    band = _BAND_BEHIND.match(context.text, found.noun.end)
    further = _STANDING.match(context.text, max(behind.end, found.noun.end))
    told = band or further or _STANDING.match(context.text, found.noun.end)
    if told is None or len(described.split()) > _MOST_OF_NOUN:
        return None
    for figure in context.account.within(told.start(), told.end()):
        context.account.claim(figure.start, "threshold", "a bound of those that are counted")
    name = described if told is further else context.text[slice(*found.noun.ends)]
    return f"{name}{told[0]}", TextSpan(found.noun.start, told.end())


def _label_of(context: Context, found: StatedCount, noun: str, before: str | None, part: TextSpan) -> str | None:
    """What stands before a bare noun and says itself what is counted: "Tổng số TTHC … là 131 thủ tục"."""
    if not before:
        return None
    again = re.search(rf"\b{re.escape(noun)}\b", before, re.IGNORECASE)
    if again and len(before.split()) <= _LONGEST_LABEL:
        return concise(before)  # "Tổng số hồ sơ tiếp nhận: 415 hồ sơ"
    total = _TOTAL_OF.match(before) if _LINKED.search(context.text, 0, found.value) else None
    return concise(total["what"]) if total and says_what_is_counted(context, part) else None


def _behind(context: Context, at: int) -> int:
    """Where the words end that say what is counted: they go on behind a length of time, "chậm trên 10 ngày"."""
    end = context.phrases.behind(at).end
    clause = context.phrases.clause(at).end
    figure = next(context.account.within(end, min(end + _REACH_OF_TIME, clause)), None)
    if figure is None or context.account.use(figure).role != "time":
        return end
    between = _UP_TO.fullmatch(context.text, end, figure.start)
    unit = _UNIT.match(context.text, figure.end)
    return max(unit.end(), context.phrases.behind(unit.end()).end) if between and unit else end


_REACH_OF_TIME = 12  # characters
_UP_TO = accented(r"(?:\s(?:trên|dưới|quá|hơn|từ|sau|trước|trong))?\s", re.IGNORECASE)
_UNIT = accented(r"\s(?:ngày|giờ|phút|tuần|tháng|năm|lần)\b(?:\slàm việc\b)?")


def _lead_of_anything(context: Context, found: StatedCount, bare: bool, before: str | None) -> str | None:
    """What stands before the colon of an item that counts opinions, cases and the like."""
    noun = context.text[slice(*found.noun.ends)].lower()
    lead = colon_lead(context, found.value) if bare and noun in _OF_ANYTHING else None
    right_before = context.text[: found.value].rstrip().endswith(":")
    told = lead and (right_before or not before) and not is_level(context, lead)
    return context.phrases.read(lead) if lead and told else None


def _aside_of(context: Context, found: StatedCount) -> str | None:
    """What a count in a bracket of its own is of: "phàn nàn về đất đai (17 ý kiến), bồi thường (11 ý kiến)"."""
    bracket = context.scopes.bracket(found.value)
    noun = context.text[slice(*found.noun.ends)].lower()
    if (
        bracket is None
        or (noun not in _OF_ANYTHING and not _BODIES.fullmatch(noun))
        or not _ALONE.fullmatch(context.text, bracket.start, found.value)
        or part_of_count(context, found.value) is not None
    ):
        return None
    before = bracket.start - 1
    about = context.phrases.before(before, _last_cut(context, context.phrases.clause(before).start, before))
    said = _ABOUT.split(concise(context.phrases.read(about)) or "")[-1]
    again = said.lower() == noun or said.lower().startswith(f"{noun},")
    return said if 0 < len(said.split()) <= _LONGEST_GIVEN and not again else None


_BODIES = re.compile(r"xã|phường|huyện|sở|đơn vị|cơ quan|phòng|trường|thôn")
_AT_PLACES = accented(r"\bchỉ (?:có )?(?:ở|tại)\s$", re.IGNORECASE)  # "hoạt động tốt chỉ ở 57/138 xã"
_HELD = accented(r"được (?:thực hiện|tiến hành|tổ chức|triển khai) (?:ở|tại)", re.IGNORECASE)  # of something else
_OUT_OF = accented(r"\s(?:trên|trong)\s", re.IGNORECASE)
# "15 xã, thị trấn tiếp nhận 9.400 hồ sơ": bodies, and what they do with what is counted next.
_ACTING = accented(
    r"""
    (?<=\d\s)(?P<bodies>(?:xã|phường|thị trấn|huyện|thị xã|thành phố|đặc khu|sở|ban|ngành|đơn vị|cơ quan)
    (?:,\s(?:xã|phường|thị trấn|thị xã|thành phố|đặc khu|ban|ngành|đơn vị))*)
    \s(?:đã\s)?(?P<act>(?:tiếp nhận|giải quyết|xử lý)(?:\s(?:mới|xong))?)(?:\s(?:được|tổng cộng|tổng số))*\s
    """,
    re.IGNORECASE,
)
_REACH_OF_ACTING = 60  # characters
_ENDS = re.compile(r"\s*(?:[,;.()]|$)")
_JOINED_BODIES = re.compile(r"\s(?:và|,)\s\d+\s$")
_A_COUNT = re.compile(rf"#+\s{COUNTED}")
_ALONE = accented(r"\s*(?:(?:ước|khoảng|có|hơn|gần)\s)*", re.IGNORECASE)
_ABOUT = accented(r"\b(?:về|ở lĩnh vực|lĩnh vực|là|do|vì)\s", re.IGNORECASE)


def lead_of(context: Context, at: int) -> TextSpan:
    """What stands before the colon that a figure follows at once."""
    right_behind = context.text[:at].rstrip().endswith(":")
    lead = colon_lead(context, at) if right_behind and not context.scopes.bracket(at) else TextSpan(at, at)
    return lead if lead and not is_level(context, lead) else TextSpan(at, at)


def _told_before(context: Context, lead: TextSpan, described: str, noun: str, name: str) -> str | None:
    """ "Nộp học phí qua thẻ: 1.512/2.016 học sinh": of such things the colon says what they did."""
    said = context.phrases.read(lead)
    short = len(described.split()) <= len(noun.split()) + 1
    long = len((said or "").split()) > _LONGEST_GIVEN or re.search(r"\d\s", said or "")
    if not said or not short or name not in (described, noun) or long:
        return None
    again = re.search(rf"\b{re.escape(noun)}\b", said, re.IGNORECASE)
    return said if again else f"{described}: {said}"


def _given(context: Context, part: TextSpan, at: int) -> str | None:
    """What is given to those that are counted: "Chữ ký số cá nhân cấp cho 47/52 người"."""
    if not part or not _GIVEN_TO.search(context.text, max(0, at - 10), at):
        return None
    words = (concise(context.phrases.read(part)) or "").split()
    return " ".join(words) if 2 < len(words) <= _LONGEST_GIVEN else None


def _at_level(context: Context, part: TextSpan, name: str) -> str:
    """The name with the level whose it is: "cấp xã tiếp nhận 97 hồ sơ"."""
    at = _LEVEL_FIRST.match(context.text, *part.ends) if part else None
    return f"{name} {at['level']}" if at and at["level"].lower() not in name.lower() else name


def _by_label(context: Context, found: StatedCount) -> tuple[str | None, TextSpan]:
    """ "Công chức: 33": named by what precedes."""
    clause = context.phrases.clause(found.noun.start).start
    led = _GIVEN_BEFORE.search(context.text, clause, found.noun.start)  # "Phân cấp cho xã, phường: 12"
    about = context.phrases.trimmed(clause if led else found.noun.start, found.more)
    return context.phrases.read(about), about


def _by_head(context: Context, found: StatedCount) -> tuple[str | None, TextSpan]:
    """ "PAKN: nhận 2": the label, behind the noun that it is a part of where it has none itself."""
    said = context.phrases.read(found.noun)
    of = None if says_what_is_counted(context, found.noun) else head(context, found.noun)
    name = concise(said)
    noun = context.text[slice(*of.ends)] if of else ""
    if noun.lower() in PERSONS:  # "Biên chế được giao 52 người, hiện có mặt 49"
        noun = _people(context, context.phrases.sentence(found.value).start, found.value) or noun
    name = f"{noun} {name}" if noun and name else name
    item = _item_of_bracket(context, found.value) if name else None
    return (f"{item}: {name}" if item else name), found.noun


def _item_of_bracket(context: Context, at: int) -> str | None:
    """What the count is of whose parts a bracket tells: "Hộ tịch: 214 hồ sơ (qua mạng 198, tại quầy 16)"."""
    bracket = context.scopes.bracket(at)
    start = context.phrases.sentence(at).start
    whole = [*COUNT.finditer(context.view, start, bracket.start)] if bracket else []
    lead = lead_of(context, whole[-1].start("value")) if whole else TextSpan(at, at)
    said = context.phrases.read(lead) if lead and says_what(context, lead) else None
    return said if said and len(said.split()) <= _MOST_OF_NOUN and not re.search(r"\d", said) else None


def under_level(context: Context, found: StatedCount, name: str | None) -> str | None:
    """The name with the level that its item begins with: "Cấp huyện: giải quyết đúng hạn 8.820/9.000 hồ sơ"."""
    lead = colon_lead(context, found.value)
    if not lead or not name or not is_level(context, lead):
        return name
    said = context.phrases.read(lead) or ""
    return name if said.lower() in name.lower() else f"{said}: {name}"


def _band(context: Context, at: int) -> str | None:
    """The class of points whose bodies are counted: "từ 85 điểm trở lên: 4 đơn vị"."""
    start = context.phrases.sentence(at).start
    match = _BAND.search(context.text[context.phrases.marks.get(start, start) : at].rsplit(";", 1)[-1])
    if match and match.string[: match.start()].rstrip().endswith("("):
        return match.string[: match.start()].strip(" (-+")  # "Loại A (từ 80 điểm trở lên): 5 đơn vị"
    return re.sub(r"\s*trở lên$", "", match["band"].strip()) if match else None


def _of_persons(context: Context, found: StatedCount, noun: str, before: str | None) -> str:
    """Persons are called what they are, or what the words before the colon say: "công chức: đại học 17 người"."""
    if before and _OF_PEOPLE.search(before):
        return concise(before) or noun
    sentence = context.phrases.sentence(found.value)
    present = _PRESENT.search(context.text, max(0, found.value - 24), found.value)
    part = (
        context.text.rfind(";", sentence.start, found.value) + 1
    )  # of others: "tuyển 118 công chức; tinh giản 163 người"
    people = _people(context, sentence.start if present else max(part, sentence.start), found.value)
    said = present["act"] if present else act_right_before(context, found.value)
    if people and said:  # "Viên chức được giao 46 người, có mặt 37 người"
        return f"{people} {said}"
    right = lead_of(context, found.value)
    if len((context.phrases.read(right) or "").split()) > _BARE_LABEL:
        return concise(context.phrases.read(right)) or noun  # "Người dân có định danh mức 2: 21.730 người"
    lead = context.phrases.read(colon_lead(context, found.value))
    lead = re.split(r"\d[^,;]*[,;]\s|\)\s*,\s", lead)[-1] if lead else None
    if lead and _OF_PEOPLE.search(lead) and before and before != lead:
        return f"{concise(lead)}: {concise(before)}"
    return counted(context.knowledge.acts, noun, noun, before)


def _people(context: Context, since: int, at: int) -> str | None:
    """Of whom a stretch speaks first, outside brackets, up to what was done with them."""
    open_ = context.scopes.without_brackets(since, at)
    of_them = next((m for s in open_ if (m := _OF_PEOPLE.search(context.text, *s.ends))), None)
    if of_them is None:
        return None
    return concise(re.split(r"\s(?:được|giao|hiện|đã|là|có)\s|[,:#\d]", context.text[of_them.start() : at])[0])


def _first_part(phrases: Phrases, span: TextSpan) -> TextSpan:
    """Up to the first comma that does not go on counting the same ("công chức, viên chức đã học")."""
    commas = _COMMA.finditer(phrases.text, span.start)  # to its end, for what follows tells which commas join
    comma = next((c for c in commas if not _goes_on_counting(phrases, c.end(), span.end)), None)
    end = min(comma.start(), span.end) if comma else span.end
    next_ = _NEXT_PART.search(phrases.text, *span.ends)
    end = min(end, next_.start()) if next_ else end
    leads_on = _LEADS_ON.search(phrases.text, span.start, end)
    return TextSpan(span.start, leads_on.start() if leads_on else end)


def _follows_a_count(context: Context, at: int) -> bool:
    """Whether the words before a figure belong to the count before: "02 lớp cho 120 cán bộ"."""
    clause = context.phrases.clause(max(at - 1, 0))
    cut = _last_cut(context, clause.start, at)
    return any(m.end("value") == cut for m in COUNT.finditer(context.view, clause.start, at))


def _last_cut(context: Context, start: int, at: int) -> int:
    """Where the words about the figure at ``at`` begin: behind a comma, a figure, what that counts."""
    cuts = [m.end() for m in _CUT.finditer(context.text, start, at)]
    cuts += [m.end() for m in _CUT_FIGURE.finditer(context.view, start, at)]
    own = COUNT.match(context.view, at)
    for before in COUNT.finditer(context.view, start, at) if own else ():
        joined = _JOINED.match(context.view, before.end())
        cuts += [joined.end()] if joined and own and before["noun"] == own["noun"] else []
    next_ = _NEXT_PART.search(context.text, max([start, *cuts]), at)
    return max([start, *cuts, *([next_.start() + len(" và ")] if next_ else [])])


def _goes_on_counting(phrases: Phrases, at: int, end: int) -> bool:
    """Whether a further noun follows a comma, without a figure of its own: "12 thôn, tổ dân phố thuộc 6 xã"."""
    noun = _NOUN.match(phrases.plain, at, end)
    return (
        noun is not None
        and not _ASKED_FOR.match(phrases.text, at)
        and phrases.text[at : noun.end()].strip().islower()
        and _ENDS_COUNTING.match(phrases.plain[noun.end() :]) is not None
    )


def _is_counted_before(context: Context, start: int, bracket: int) -> bool:
    end = len(context.text[:bracket].rstrip())
    return any(m.end() == end for m in COUNT.finditer(context.view, start, bracket))


def part_of_count(context: Context, at: int) -> int | None:
    """The figure of what is counted right before a bracket that lists its parts: "9 đơn vị (04 phòng, 05 xã)"."""
    bracket = context.scopes.bracket(at)
    if bracket is None or not _PARTS_ALONE.fullmatch(context.view, *bracket.ends):
        return None
    start = context.phrases.sentence(bracket.start).start
    wholes = [*COUNT.finditer(context.view, start, bracket.start)]
    parts = sum(context.account[m.start("value")].whole for m in COUNT.finditer(context.view, *bracket.ends))
    whole = wholes[-1].start("value") if wholes else None
    return whole if whole is not None and context.account[whole].whole == parts else None


_PARTS_ALONE = re.compile(rf"#+\s{COUNTED}[^#();:]*(?:(?:[,;]|\sva)\s#+\s{COUNTED}[^#();:]*)+")
_ENDS_COUNTING = re.compile(r"[^\d;.:()]*?(?:[,;.:()]|$|\b(?:thuoc|cua|voi)\b)")
# "rà soát 18 văn bản, kiến nghị sửa đổi 4": what is done next, and no further noun.
_ASKED_FOR = accented(
    r"\s*(?:kiến nghị|phản ánh)\s(?:bãi bỏ|sửa đổi|thay thế|bổ sung|xử lý|hủy|thu hồi|cấp)\b", re.IGNORECASE
)


def _last_part(context: Context, at: int) -> TextSpan:
    """The words right before a count, behind the last comma or figure."""
    phrases = context.phrases
    # "Văn bản hết hiệu lực: 06 văn bản": what stands before a colon still names it, before ";" no more.
    clause = phrases.clause(
        at if phrases.text[max(at - 2, 0) : at].rstrip().endswith((";", ".")) else max(at - 1, 0)
    )
    cut = _last_cut(context, clause.start, at)
    acting = _acting(context, at)
    if acting:
        return TextSpan(*acting.span("act"))
    if _follows_a_count(context, at):
        return TextSpan(at, at)
    bracket = phrases.text.rfind("(", clause.start, at)
    opens = bracket >= 0 and not phrases.text[bracket + 1 : at].strip()
    if opens and (part_of_count(context, at) or _is_counted_before(context, clause.start, bracket)):
        return TextSpan(at, at)  # "thiếu 05 người (01 kế toán, 02 địa chính)"
    if bracket == at - 1 and context.view[at:].lstrip("#").startswith(")"):
        return TextSpan(at, at)  # "hai mươi mốt (21) cán bộ"
    if opens:
        ends = (phrases.text.rfind(sign, clause.start, bracket) + 1 for sign in (", ", ")"))
        return phrases.subject(bracket, max(clause.start, *ends))
    about = phrases.before(at, cut)
    return TextSpan(at, at) if _BARE_VERB.fullmatch(phrases.text, about.start, about.end) else about
