"""Where a name that no list has ends: at a stop, a place, a word of a clause, another body or another document."""

from __future__ import annotations

import re

from cchc_ocr.extract.bodies.localities import NUMBERED, end_of_place
from cchc_ocr.extract.bodies.reach import Reach
from cchc_ocr.extract.bodies.word_tree import key
from cchc_ocr.layout.landmarks import ABOUT_IN_SENTENCES
from cchc_ocr.patterns import accented
from cchc_ocr.vietnamese import CAPITALS

_MOST_OF_FIELD = 4  # small words of a field of work behind a comma
_MOST_SMALL = 7  # words in small letters in a row: "Kiểm định chất lượng giáo dục nghề nghiệp"; more are a clause
# Words of which no name of a body consists: a clause goes on with them. On the accented text in small letters, for
# "nam" is also in "Việt Nam" and "so" in "Sở".
_CLAUSE = accented(rf"""
    (?:
        {ABOUT_IN_SENTENCES}
        |qu[yi] định|quy chế|ban hành|phê duyệt|sửa đổi|hướng dẫn|thực hiện|thi hành     # "của UBND tỉnh về việc"
        |(?<!hương\s)(?<!ông\s)(?<!uá\s)(?<!ành\s)trình                               # but not "công trình"
        |(?<!hiết\s)(?<!rang\s)(?<!huẩn\s)bị                                           # but not "thiết bị"
        |(?<!hôn\s)mới|(?<!và\s)vừa|có(?!\scông\b)|giao(?!\sthông\b)                   # "nông thôn mới"
        |(?<!ặt\s)(?<!ăn\s)(?<!ân\s)bằng|(?<!ồn\s)tại|(?<!ịa\s)(?<!ứng\s)chỉ             # "mặt bằng", "địa chỉ"
        |(?<!hỉ đạo\s)(?<!uản lý\s)(?<!ông đoàn\s)các(?!\s+cấp\b)                     # "Ban Chỉ đạo các …"
        |cho|để|đã|được|công bố|triển khai|thông qua|tăng cường|bổ sung|kiện toàn|điều chỉnh
        |gửi|ngày|số|vướng mắc|chỉ đạo|năm|tháng|báo cáo|nhằm|là|khi|đối với           # "của Sở Y tế năm 2024"
        |thay thế|thì|yêu cầu|đề nghị|nhưng|những|một số|tiếp tục|theo|còn|sẽ|đang|cũng|vẫn|không|chưa
        |mà|do|bởi|trước|sau|trong|ngoài|trên|dưới|kể từ|từ|đến|hết|bãi bỏ|hoặc|hay|như|nêu|này|đó|trên đây
        |(?<!rung\s)(?<!ao\s)cấp                                                      # "Trường Trung cấp"
        |thống nhất|thí điểm|lần|nay|nếu|vì|nên|phải|cần|cùng|với|thành lập|tổ chức thực hiện
        |phân công|ủy quyền|uỷ quyền|xác định|nêu rõ|ghi nhận|đồng ý|chấp thuận|cho phép|tham mưu|xem xét|ký
        |chuyển\s(?:đến|tới|cho|sang|về|đơn)
        |của(?=\s+(?:Thủ tướng|Chính phủ|Quốc hội|Bộ Chính trị|Ban Bí thư)\b)            # "Tổ công tác của …"
        |đăng\s(?:bài|tin|tải)
        |hỏi|kiến nghị|phản ánh|phúc đáp|góp ý|xin|khẳng định|cam kết                     # "Công ty X kiến nghị"
        |nộp|lập|phát hành|trả lời|rà soát|thu hồi                                       # "Trường X nộp Tờ trình"
        |nghiên cứu|từng|nhắc|lưu ý|tiến hành|niêm yết|cho biết|đôn đốc|thường niên|xét xử|thụ lý|tuyên|họp
        |kèm|đính kèm|gồm|đề xuất|nhất trí|phản đối|khởi kiện|đồng thời|chịu            # "Công ty X kèm hồ sơ"
        |ra|nhận|thông báo|kết luận|tham gia|phối hợp|chủ trì|hiện hành|liên quan|thẩm định|tiếp nhận|lãnh đạo
    )
    (?![^\W\d_])
""")
# These are also parts of words: "đăng ký", "giao dịch".
_ALSO_SYLLABLES = frozenset(
    {
        *("ký", "nhận", "giao", "ra", "số", "cấp", "lần", "hết", "lập", "không", "tuyên", "từ", "do"),
        *("trong", "ngoài", "trên", "mới", "hay", "có", "lại", "năm", "tháng", "ngày"),
    }
)
_COMPANIES = frozenset({"cong ty", "tong cong ty"})
_JOINING = frozenset({"va", "&"})
_PAIRED = frozenset({("phong", "chong"), ("kham", "chua"), ("dua", "khen"), ("xuat", "nhap")})
_OF_STATE = "việt nam"  # behind it a name goes on with a capital only
# "Thể thao và Du lịch" behind "Văn hóa, ": at most four words a member, the last behind "và".
_LIST = re.compile(
    r"[^\W\d_]+(?:\s+[^\W\d_]+){0,3}(?:,\s+[^\W\d_]+(?:\s+[^\W\d_]+){0,3})*\s+và\s+(?P<last>"
    rf"[{CAPITALS}][^\W\d_]*(?:\s+[^\W\d_]+)?)"
)
_CHUNK = re.compile(rf"[{CAPITALS}][^\W\d_]*(?:\s+[^\W\d_]+)?")  # "Kiểm định" of "Kiểm định chất lượng"
_TAIL = re.compile(r"[\s,–—-]*(?:\s+(?:và|cùng|của))?[\s,–—-]*$")


def end_of_unlisted(reach: Reach, at: int) -> tuple[int, bool]:
    """Where the words of a name end of which the kind ends at ``at``, and whether that is sure."""
    small, end, opened = 0, at, False
    while match := reach.word(end):
        word, here = match["word"], match.start("word")
        if _ends_before(reach, match, opened=opened) or end_of_place(reach, end):
            break
        capital = word[:1].isupper() or word[:1].isdigit()
        small = 0 if capital or key(word) in _JOINING else small + 1
        if small > _MOST_SMALL:
            return _without_tail(reach, at, _last_chunk(reach, at, here)), False
        opened = opened or capital
        end = match.end()
    return _without_tail(reach, at, end), not (opened and _may_join(reach, end))


def _may_join(reach: Reach, end: int) -> bool:
    """Whether small words behind "và" may belong to a name: "Kỹ thuật tài nguyên" + "và môi trường"."""
    joint = reach.word(end)
    behind = reach.word(joint.end()) if joint and key(joint["word"]) in _JOINING else None
    if not joint or not behind or joint["before"].strip() or behind["before"].strip():
        return False
    return behind["word"].islower() and reach.last_word(end).islower() and not _is_clause(reach, behind)


def goes_on(reach: Reach, match: re.Match[str]) -> bool:
    """Whether a name goes on behind a comma or dash: "Kinh tế - Ngân sách", "Văn hóa, Thể thao và …"."""
    here = match.start("word")
    if reach.kind(here) or reach.begins_act(here):
        return False
    if match["before"].strip() == ",":
        return _is_list(reach, match) or _is_field(reach, match)
    return match["word"][:1].isupper()


def opens_name(reach: Reach, at: int) -> bool:
    """Whether a name goes on behind the kind of a body: no stop stands there, and no word of a clause."""
    match = reach.word(at)
    return match is not None and not match["before"].strip() and not _ends_before(reach, match, opened=False)


def _ends_before(reach: Reach, match: re.Match[str], *, opened: bool) -> bool:
    """Whether a name ends before a word. ``opened``: a word of it with a capital was read already."""
    word, here = match["word"], match.start("word")
    small = not word[:1].isupper()
    before = reach.text[max(0, match.start() - len(_OF_STATE)) : match.start()].lower()
    if _is_clause(reach, match) or reach.begins_act(here) or (small and before == _OF_STATE):
        return True
    if word[:1].isdigit() and not NUMBERED.match(reach.text, match.start()):
        return match["before"] != "-"  # "COVID-19"
    if match["before"].strip() and not goes_on(reach, match):
        return True
    if opened and not small and reach.begins_body(here):
        return True
    return key(word) in _JOINING and not _joins(reach, match)


def _is_clause(reach: Reach, match: re.Match[str]) -> bool:
    """Whether a clause goes on with a word: "ký" does, but not in "Đăng ký", nor "số" in "số 2"."""
    found = _CLAUSE.match(reach.text, match.start("word"))
    if not found or NUMBERED.match(reach.text, match.start(), reach.limit):
        return False
    if found.group() not in _ALSO_SYLLABLES:
        return True
    word, behind = match["word"].lower(), reach.word(match.end())
    pairs = [f"{reach.last_word(match.start()).lower()} {word}"]
    pairs += [f"{word} {behind['word']}"] if behind else []  # "cấp Giấy phép" goes on with a document
    return not any(pair in reach.lists.phrases for pair in pairs)


def _joins(reach: Reach, match: re.Match[str]) -> bool:
    """Whether a name goes on behind its "và": with a capital that begins no other body or document; to a place."""
    behind = reach.word(match.end())
    if not behind or behind["before"].strip():
        return False
    if not behind["word"][:1].isupper():
        return reach.last_word(match.start())[:1].islower() and _is_field(reach, behind)
    here = behind.start("word")
    kind = reach.kind(here)
    other = kind is not None and (kind[0] in _COMPANIES or reach.behind_capital(kind[1]))  # "và Công ty TNHH …"
    return not reach.begins_act(here) and not reach.begins_body(here) and not other


def _is_list(reach: Reach, match: re.Match[str]) -> bool:
    """Whether a comma stands in a list that "và" ends, or in one of the pairs that names have."""
    here = match.start("word")
    if (key(reach.last_word(match.start())), key(match["word"])) in _PAIRED:
        return True
    listed = _LIST.match(reach.text, here, reach.limit)
    if not listed or reach.begins_act(listed.start("last")):
        return False
    return not any(reach.begins_body(at) for at in range(here, listed.end()) if reach.is_capital(at))


def _is_field(reach: Reach, match: re.Match[str]) -> bool:
    """Whether a comma stands between fields in small letters that a place ends: "tham nhũng, tiêu cực tỉnh"."""
    if not reach.last_word(match.start())[:1].islower():
        return False
    word: re.Match[str] | None = match
    for _ in range(_MOST_OF_FIELD):
        if not word or not word["word"].islower() or _is_clause(reach, word):
            return False
        if end_of_place(reach, word.end()):
            return True
        word = reach.word(word.end())
        if word and word["before"].strip():
            return False
    return False


def _last_chunk(reach: Reach, at: int, here: int) -> int:
    """Where the last word with a capital ends, with the one behind it: a chunk of a name is that long."""
    return max((match.end() for match in _CHUNK.finditer(reach.text, at, here)), default=here)


def _without_tail(reach: Reach, at: int, end: int) -> int:
    """The end of a name without an "và" or stop that nothing follows."""
    tail = _TAIL.search(reach.text, at, end)
    return tail.start() if tail else end
