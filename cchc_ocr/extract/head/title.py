"""What stands between the head of a document and its body: type, subject, addressees."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile
from statistics import median
from unicodedata import combining, normalize

from rapidfuzz import fuzz

from cchc_ocr.document import Box, Page, Word
from cchc_ocr.extract.forms.names import opens_body
from cchc_ocr.extract.head.due import WITHOUT_SUBJECT
from cchc_ocr.extract.head.masthead import Masthead
from cchc_ocr.extract.head.other_languages import is_in_another_language
from cchc_ocr.extract.text.values import Value
from cchc_ocr.layout.landmarks import (
    ABOUT,
    ABOUT_ALONE,
    ABOUT_AS_PRINTED,
    ABOUT_SURELY,
    ABOUT_WITHIN,
    DASHED,
    TO,
    find_date,
    is_ornament,
    mark_of,
    opens_foot,
)
from cchc_ocr.layout.pieces import Piece
from cchc_ocr.layout.stamps import is_arrival, is_foreign
from cchc_ocr.lexicon import DocumentType, Lexicon, kept
from cchc_ocr.patterns import accented, any_of, unaccented
from cchc_ocr.vietnamese import CAPITALS, bare, place_tones

_SEARCHED = 14  # pieces below the head among which the title is looked for
_LABELLED = re.compile(r"[^\W\d][^:;,.()\d]{2,24}:\s")  # "Thời gian: 08h30": what a meeting begins with
_LONGEST = 8  # lines of a subject
_MOST_WORDS = 80  # beyond them it has run on into the text
_OF_TEXT = accented(r"\bnhư sau\b|\bCăn cứ\b")  # and where it has these words
# How far, in heights of its words, a line of a subject may be below the title, below a line that is centred as it
# is (with half a line between them that is 2.2), and below another.
_FARTHEST, _FAR, _NEXT = 3.2, 2.5, 1.95
_FARTHEST_ABOUT = 6.0  # the same for a line that says that it is the subject ("V/v …")
_OFF_MIDDLE = 0.05  # of the longer line's width: how far apart the middles of centred lines are, twice
_LIKE_ISSUER = 90  # rapidfuzz, 0..100
_FEWEST_OF_ISSUER = 7  # letters
_FOR_WHAT = accented(r"\bvề việc\s?:\s+(?=\w)")  # "Được cử đến Quý cơ quan về việc: …"
_LONGEST_OF_FORM = 3  # lines
# What a form is for: "(Sử dụng cho công trình không theo tuyến)".
_USE_OF_FORM = unaccented(r"^\W*\((?:sử dụng|dùng|áp dụng)\b[^()]*\)\W*$")
# A sentence ends on a line, and another begins.
_SENTENCES = accented(rf"[^\W\d_{CAPITALS}]{{2}}\.\s+[{CAPITALS}]")
_PRINTED = 0.6  # the engine's confidence from which on no word of a line is by hand
_OFTEN = 3  # times from which on the body's own spelling is no slip
_WHOSE = unaccented(r"^\W*của\s")  # "KẾT LUẬN / CỦA BAN THƯỜNG VỤ TỈNH ỦY / về …"
# A line or paragraph that opens like this is body and no subject.
_BODY = unaccented(r"""
    ^\W*(?:
        căn cứ\b                                # "Căn cứ Luật …"
        |kính gửi\b                             # "Kính gửi: Sở Nội vụ"
        |(?:ban hành\s)?kèm theo\b              # "(Kèm theo Quyết định số …)"
        |xét\b(?!\s(?:chọn|tặng|duyệt|tuyển|thăng|nâng|công nhận|khen|cấp|thi đua)\b)  # "Xét đề nghị của …"
        |hôm nay\b                              # "Hôm nay, vào lúc 09 giờ, …", as minutes begin
        |(?:vào\s)?(?:hồi|lúc)\s\d               # "Vào hồi 14 giờ …"
        |theo đề nghị\b                         # "Theo đề nghị của …"
        |điều \d                                # "Điều 1. …"
        |(?:[ivx]{1,4}|\d{1,2}|[a-h])[.)]\s  # "I. ", "1) ", "a) "
    )
""")
# "Ngày 12/3/2024, …", "Ngày 12 tháng 3, …": with a small letter a subject goes on, behind a number that it cites.
_ON_A_DAY = accented(r"^\W*N[gG]\S{1,3} \d+(?:[/.-]\d| th)")
# "Chương I", "PHẦN THỨ NHẤT: …": the parts of rules open the body, even without a line of grounds.
_PART = accented(rf"""
    ^\W*(?:Chương|CHƯƠNG|Phần|PHẦN|Mục|MỤC)\s+
    (?:[IVX]+|\d{{1,2}}|(?:thứ|THỨ)\s\w+)
    (?:[\s.:]*$|[\s.:]+[{CAPITALS}]{{2}}|[.:]\s+[{CAPITALS}])  # "Chương I QUY ĐỊNH CHUNG", "Phần 1. Bảng điểm"
""")
# With these a report begins; a subject may begin with some of them, but its second line hardly does.
_FIRST_WORDS = unaccented(r"""
    (?:
        thực hiện                        # "Thực hiện Kế hoạch số …"
        |triển khai                      # "Triển khai Nghị quyết …"
        |theo                            # "Theo báo cáo của …"
        |(?:sáng|chiều|tối),?\s+ngày     # "Sáng ngày 5/3, …"
        |ngày                            # "Ngày 5/3, …"
        |trong                           # "Trong quý I, …"
        |để                              # "Để thực hiện …"
        |nhằm                            # "Nhằm nâng cao …"
        |qua                             # "Qua kiểm tra …"
        |sau                             # "Sau một năm …"
        |tiếp theo                       # "Tiếp theo Công văn …"
        |tiếp tục                        # "Tiếp tục thực hiện …"
        |từ                              # "Từ ngày …"
        |trên cơ sở                      # "Trên cơ sở đề nghị …"
        |năm \d{4},                      # "Năm 2023, …"
        |vừa qua                         # "Vừa qua, …"
        |hôm nay                         # "Hôm nay, …"
        |thời gian qua                   # "Thời gian qua, …"
        |cuối năm                        # "Cuối năm …"
        |đầu năm                         # "Đầu năm …"
        |quý                             # "Quý I …"
    )\s
""")
# Signs of strokes and stamps in a word: "|", "o...6/20Xử", ":niếu"; no subject has them.
_STROKES = accented(r"""
    [^\w\s.,;:()/&%+?!…\-–—“”\"'’‘]|_   # "| niếu", "_"
    |\w\.{2,}\w                         # "o...6"
    |\d[^\W\d_]*[^\W\d_A-ZĐ]{2}         # "20Xử"
    |^[.,;:!?]+\w                        # ":niếu"
    |^[?!]                               # "?"
""")
_MARKS = "\u0302\u0306\u031b\u0300\u0301\u0303\u0309\u0323"  # of Vietnamese letters, as combining characters
_UNREAD = 0.5  # the certainty of a subject with such signs, or with its lines out of order
_BEFORE_DAY = re.compile(r"\b(?:ngay|den|tu)$")
_BLANK = re.compile(r"[.…_]{4,}|(?:[.…_]\s){3,}")  # a dotted line that nobody filled in
_ENDS = re.compile(r"[.;:!?]\W*$")


@dataclass(frozen=True, slots=True)
class Title:
    """``type_value`` is None without a printed type; ``is_letter`` where "V/v" stands under the number.

    ``unknown`` is a line in capitals where the type stands, which is the name of none that the dictionaries have.
    ``body`` is the line at which the body begins: page number and index on that page.
    """

    type_value: Value | None
    is_letter: bool
    letter_words: tuple[Word, ...]
    values: tuple[Value, ...]
    body: tuple[int, int]
    unknown: Piece | None = None


def read_title(head: Masthead, page: Page, lexicon: Lexicon) -> Title:
    """Type, subject and addressees from the pieces below the head (and the "V/v" lines in its left block)."""
    whole = [piece for piece in _without_specks(head.rest) if not is_arrival(piece.text)]
    rest = [piece for piece in whole if not is_foreign(piece.text)]
    at, named = _find_type(rest, page, lexicon)
    if named is None:  # "SAO Y" may be all that a document is
        rest = whole
        at, named = _find_type(rest, page, lexicon)
    about = _about(head, titled=named is not None)
    issuer = " ".join(p.bare for p in head.left if p.is_upper and p is not head.number)
    rest = [p for i, p in enumerate(rest) if i <= at or not is_in_another_language(p.as_seen, lexicon)]
    unknown = None if named or about is not None else _unknown_title(rest, page, lexicon)
    at = rest.index(unknown) if unknown and head.known else at
    titled = named is not None or (unknown is not None and head.known)
    subject, end = _subject(rest, at, named, page, issuer=issuer, lexicon=lexicon) if titled else ([], 0)
    if unknown and titled and any(map(str.isdigit, unknown.text)):
        subject = [unknown, *subject]  # "PHIẾU TỰ CHẤM ĐIỂM NĂM 2025" says what it is about by itself
    if not subject and about is not None:
        below = (p for p in head.left[about:] if not (mark_of(p.text) or _is_date_line(p)))
        subject = [*takewhile(lambda p: head.left[about].is_upper or not _is_line_in_capitals(p), below)]
        subject += _continuing(subject[-1], rest) if subject and subject[-1] is head.left[-1] else ()
    addressees, end = _addressees(rest, end)
    body = (page.number, rest[end].line if end < len(rest) else len(page.lines))
    known = Value("type", named.official, rest[at].words, page.number, 0.98, weigh=False) if named else None
    letter = head.left[about].words if about is not None else ()
    return Title(known, about is not None, letter, (*_subject_value(subject), *addressees), body, unknown)


def _about(head: Masthead, *, titled: bool) -> int | None:
    """Where "V/v" begins in the left block; without a title, any text below the number is taken for it."""
    said = next((at for at, piece in enumerate(head.left) if ABOUT.match(piece.bare)), None)
    if said is not None or titled or head.number not in head.left:
        return said
    below = range(head.left.index(head.number) + 1, len(head.left))
    return next((at for at in below if len(head.left[at].words) > 2 and not _is_date_line(head.left[at])), None)


def _continuing(above: Piece, rest: Sequence[Piece]) -> Iterator[Piece]:
    """The lines right below a subject beside the date that go on with it, in small letters."""
    for piece in takewhile(lambda piece: not _opens_other(piece), rest):
        if not (piece.box and above.box) or piece.text[:1].isupper():
            return
        under = _is_below(piece.box, above.box) or abs(piece.box.x0 - above.box.x0) < above.height
        if not under or piece.box.y0 - above.box.y1 > above.height:
            return
        yield piece
        above = piece


def _is_line_in_capitals(piece: Piece) -> bool:
    """Whether something else begins below a subject in small letters; an acronym of it may stand alone."""
    return piece.is_upper and len(piece.words) > 1


def _is_date_line(piece: Piece) -> bool:
    """Whether place and date alone stand on the line, which a subject never is ("Sơn Hà, ngày 05 tháng 4 …")."""
    dated = find_date(piece.text)
    place = piece.text[: dated.start()].split() if dated else []
    return dated is not None and all(word[0].isupper() for word in place) and (not place or place[-1][-1] == ",")


def _find_type(rest: Sequence[Piece], page: Page, lexicon: Lexicon) -> tuple[int, DocumentType | None]:
    """The first line in capitals that is or begins with the name of a type, and that type.

    "QUYẾT ĐỊNH:" further down opens what is decided and names the type as well.
    """
    for at, piece in enumerate(rest[:_SEARCHED]):
        if TO.match(piece.bare):
            break
        named = _type_of(piece, lexicon) if _is_centred(piece, page) else None
        if named:
            return at, named
    return 0, None


def _unknown_title(rest: Sequence[Piece], page: Page, lexicon: Lexicon) -> Piece | None:
    """The line in capitals that stands where a type does, and is neither a body nor a mark."""
    above = takewhile(lambda piece: not _opens_other(piece), rest[:_SEARCHED])
    titles = (p for p in above if p.is_upper and len(p.words) > 1 and _is_centred(p, page) and not mark_of(p.text))
    return next((piece for piece in titles if not opens_body(piece.text, lexicon)), None)


def _type_of(piece: Piece, lexicon: Lexicon) -> DocumentType | None:
    printed = " ".join(piece.bare.strip(" .:*-_").split())
    if not piece.is_upper:
        opened = [t for t in lexicon.document_types if _opens_line(piece.text, t.name.upper())]
        if opened:
            return max(opened, key=lambda t: len(t.name))
        alone = [t for t in lexicon.document_types if bare(t.name).lower() == printed]
        return alone[0] if alone and piece.text[:1].isupper() and piece.box is None else None
    by_length = sorted(lexicon.document_types, key=lambda t: -len(t.name))
    like = [t for t in by_length if _likeness(printed, bare(t.name).lower()) >= 86]
    return max(like, key=lambda t: (_likeness(printed, bare(t.name).lower()), len(t.name))) if like else None


def _opens_line(text: str, name: str) -> bool:
    """Whether the type stands in capitals before a subject on the same line ("THÔNG TƯ Quy định …")."""
    return bare(text).startswith(f"{bare(name)} ")


def _likeness(printed: str, name: str) -> float:
    """Of the whole line, or of its beginning where it goes on ("BÁO CÁO KẾT QUẢ …")."""
    whole = fuzz.ratio(printed, name)
    begins = 95.0 if printed.startswith(f"{name} ") else 0.0
    return max(whole, begins)


def _is_centred(piece: Piece, page: Page) -> bool:
    box = piece.box
    return box is None or not page.width or 0.3 * page.width < (box.x0 + box.x1) / 2 < 0.74 * page.width


def _without_specks(pieces: Sequence[Piece]) -> list[Piece]:
    """Without dust and shreds of accents that an engine reads as letters."""
    return [piece for piece in pieces if piece.box is None or _is_text(piece)]


def _is_text(piece: Piece) -> bool:
    return any(sum(c.isalnum() for c in w.text) >= 3 and w.confidence >= 0.25 for w in piece.words) or (
        sum(c.isalnum() for c in piece.text) >= (4 if piece.is_upper else 5)  # "ĐỀ ÁN"
    )


def _subject(
    rest: Sequence[Piece], at: int, named: DocumentType | None, page: Page, *, issuer: str, lexicon: Lexicon
) -> tuple[list[Piece], int]:
    """The lines of the subject and the index of the piece after them; ``issuer`` as the head has it, bare."""
    lines, end = _lines_of_subject(rest, at, named, page, issuer=issuer, lexicon=lexicon)
    if named and named.official in WITHOUT_SUBJECT and (not lines or any(":" in piece.text for piece in lines)):
        # "Cấp cho: …", "… trân trọng giới thiệu:": the text of a form, in which a line may say what it is about
        lines = [*takewhile(lambda piece: piece.is_upper and ":" not in piece.text, lines)]
        return lines or _said_in_form(rest[at + 1 :][:_SEARCHED]), at + 1 + len(lines)
    return lines, end


def _said_in_form(pieces: Sequence[Piece]) -> list[Piece]:
    """The line of a form that says in print what it is about, or what follows "về việc:" on it and below it."""
    for at, piece in enumerate(pieces):
        if ABOUT_SURELY.match(piece.text) and _is_print(piece):
            return [piece]
        for_what = _FOR_WHAT.search(piece.text)
        rest = piece.cut(for_what.end())[1] if for_what else None
        if rest:
            end = next((i for i, p in enumerate(pieces[at:], at) if _ENDS.search(p.text)), at)
            lines = [rest, *pieces[at + 1 : end + 1]]
            return lines if len(lines) <= _LONGEST_OF_FORM and all(map(_is_print, lines)) else []
    return []


def _is_print(piece: Piece) -> bool:
    """Whether no hand has filled in a line."""
    return min(word.confidence for word in piece.words) >= _PRINTED


def _lines_of_subject(
    rest: Sequence[Piece], at: int, named: DocumentType | None, page: Page, *, issuer: str, lexicon: Lexicon
) -> tuple[list[Piece], int]:
    """As ``_subject``, whatever the lines say."""
    lines: list[Piece] = []
    following = rest[at].cut(len(rest[at].text[: _name_end(rest[at], named)]))[1] if named else None
    if following:
        lines.append(following)
    for i in range(at + 1, min(at + 1 + _LONGEST, len(rest))):
        piece = rest[i]
        if _opens_other(piece) or (is_ornament(piece.text) and lines):
            return lines, i
        if (
            is_ornament(piece.text)
            or _USE_OF_FORM.match(piece.bare)
            or (piece.box and not _is_centred(piece, page))
            or (_is_date_line(piece) and not _is_open(lines))
        ):
            continue
        if _names_issuer(piece, issuer, lexicon) or _ends_subject(rest, i, lines, rest[at], lexicon):
            return lines, i
        lines.append(piece)
    return lines, min(at + 1 + len(lines), len(rest))


def _name_end(title: Piece, named: DocumentType) -> int:
    """Where the name of the type ends in a title; the whole title if it is no longer than the name."""
    return len(named.name) + 1 if len(title.words) > named.name.count(" ") + 1 else len(title.text)


def _is_open(lines: Sequence[Piece]) -> bool:
    """Whether a subject breaks off before a date: "(Số liệu … đến ngày / 30/11/2023)"."""
    text = " ".join(piece.text for piece in lines)
    return text.count("(") > text.count(")") or bool(_BEFORE_DAY.search(bare(text).lower()))


def _names_issuer(piece: Piece, issuer: str, lexicon: Lexicon) -> bool:
    """Whether the issuer, or its head, stands above the grounds of a decision: no subject in capitals does so."""
    if not piece.is_upper:
        return False
    head = _head_above(lexicon).match(piece.bare)
    name = piece.bare[head.end() :].strip() if head else piece.bare
    same = fuzz.ratio(name, issuer[-len(name) :]) >= _LIKE_ISSUER or fuzz.ratio(name, issuer) >= _LIKE_ISSUER
    return len(name) > _FEWEST_OF_ISSUER and same


def _opens_other(piece: Piece) -> bool:
    """Whether addressees, body or foot begin here, wherever on the line."""
    by_letters = any(opening.match(piece.bare) for opening in (TO, _BODY))
    return by_letters or any(way.match(piece.text) for way in (_ON_A_DAY, _PART)) or opens_foot(piece.text)


@kept
def _head_above(lexicon: Lexicon) -> re.Pattern[str]:
    """What opens the line of the person who decides ("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH"), in the bare form."""
    return unaccented(rf"^\W*{any_of(post.name.lower() for post in lexicon.posts if post.deputies)}\b")


def _ends_subject(rest: Sequence[Piece], at: int, lines: Sequence[Piece], title: Piece, lexicon: Lexicon) -> bool:
    piece, above = rest[at], lines[-1] if lines else title
    if (
        piece.is_upper
        and (opens_body(piece.text, lexicon) or _head_above(lexicon).match(piece.bare))
        and not above.is_upper
    ):
        return True
    if lines and _LABELLED.match(piece.text) and _SENTENCES.search(piece.text):
        return True
    if piece.box and above.box:
        pitch = (piece.box.y0 + piece.box.y1 - above.box.y0 - above.box.y1) / 2
        height = median([p.height for p in (*lines, title, piece)])
        if ABOUT_SURELY.match(piece.text) and all(line.is_upper for line in lines):
            return pitch > _FARTHEST_ABOUT * height  # the number may stand between
        return pitch > (_FARTHEST if not lines else _FAR if _is_below(piece.box, above.box) else _NEXT) * height
    if piece.paragraph == above.paragraph:
        return bool(lines) and (bool(_ENDS.search(piece.text)) or _opens_text(piece, above))
    # A paragraph of the body ends like a sentence; a subject in two paragraphs does not.
    last = next((p for p in reversed(rest[at:]) if p.paragraph == piece.paragraph), piece)
    told = len(piece.text) > 90 or piece.is_upper or _LABELLED.match(piece.text)
    return bool(_ENDS.search(last.text)) or (bool(lines) and bool(told))


def _is_below(box: Box, above: Box) -> bool:
    """Whether a line has the middle of the one above: the first line of a text is indented and does not."""
    return abs(box.x0 + box.x1 - above.x0 - above.x1) < _OFF_MIDDLE * max(box.width, above.width)


def _opens_text(piece: Piece, above: Piece) -> bool:
    """Whether a line of plain text begins the body: it opens a sentence, and fills its line."""
    opens = piece.text[:1].isupper() and _FIRST_WORDS.match(piece.bare)
    return bool(opens) and len(piece.text) > len(above.text)


def _subject_value(lines: Sequence[Piece]) -> Iterator[Value]:
    said = next((at for at, piece in enumerate(lines[:3]) if ABOUT_SURELY.match(piece.text)), 0)
    lines = lines[said:] if all(p.is_upper or _WHOSE.match(p.bare) for p in lines[:said]) else lines
    if len(lines) > 1 and _WHOSE.match(lines[0].bare) and lines[0].is_upper and not lines[1].is_upper:
        lines = lines[1:]
    if not lines:
        return
    first = ABOUT_AS_PRINTED.search(lines[0].text) or _late_opening(lines[0])
    text = " ".join(" ".join(piece.text for piece in lines).split())
    bracket = first is not None and "(" in first.group() and text.count(")") > text.count("(") - 1
    text = text[first.end() :] if first else text
    text = text.rstrip(" .;").removesuffix(")") if bracket else text
    words = tuple(word for piece in lines for word in piece.words)
    text = _closed(text.strip(" .;:,/*_").lstrip("'’‘`´"))
    if " " in text:  # what is left of a type's name is none: "PHIẾU CHUYỂN / ĐƠN"
        doubtful = _out_of_order(lines) or any(_is_stroke(word) for word in words if word.box)
        doubtful = doubtful or len(words) > _MOST_WORDS or bool(_OF_TEXT.search(text))
        yield Value("subject", text, words, lines[0].page, _UNREAD if doubtful else 0.93)


def _closed(text: str) -> str:
    """The text without a quote of which it has not both ("“V/v bổ nhiệm cán bộ”")."""
    if text.startswith('"') and text.count('"') == 1:
        return text[1:].lstrip()
    unopened = text.endswith("”") and text.count("“") < text.count("”")
    unpaired = text.endswith('"') and text.count('"') % 2 == 1
    return text[:-1].rstrip() if unopened or unpaired else text


def _out_of_order(lines: Sequence[Piece]) -> bool:
    """Whether, in a picture, a line below the first opens the subject ("Về …"): the one above comes later."""
    return any(piece.box and ABOUT_ALONE.match(piece.text) for piece in lines[1:])


def _is_stroke(word: Word) -> bool:
    """Whether a word in a picture holds signs or letters that no Vietnamese text has."""
    return bool(_STROKES.search(word.text)) or any(
        combining(part) and part not in _MARKS for part in normalize("NFD", word.text)
    )


def as_the_body_says(subject: Value, pages: Sequence[Page]) -> Value:
    """The subject with a word of other marks where the body, which speaks of the same, always has those.

    "chính sách thuê TNDN" above a text on "thuế TNDN": marks are lost and taken for others in print, and a
    title is too short for its own words to tell. "hoá" and "hóa" are both right, and stay as they are printed.
    """
    if subject.value is None or not any(word.box for word in subject.words):
        return subject
    words = subject.value.split()
    said = _pairs(pages)
    for at, (word, following) in enumerate(pairwise(words)):
        spelled = said.get((bare(word), following.lower()), Counter())
        meant, count = next(iter(spelled.most_common(1)), (word, 0))
        here = 1  # the subject itself
        if place_tones(meant, "new") == place_tones(word, "new"):
            continue
        if count >= _OFTEN and spelled[word] <= here and spelled.total() <= count + here:
            words[at] = meant
    return replace(subject, value=" ".join(words))


def _pairs(pages: Sequence[Page]) -> Mapping[tuple[str, str], Counter[str]]:
    """The words of a text by their base letters and the word that follows them."""
    pairs: dict[tuple[str, str], Counter[str]] = {}
    for line in (line for page in pages for line in page.lines):
        for word, following in pairwise(re.findall(r"\w+", line.text.lower())):
            pairs.setdefault((bare(word), following), Counter())[word] += 1
    return pairs


def _late_opening(piece: Piece) -> re.Match[str] | None:
    """ "Về việc" behind what a stamp in the margin left on the same line."""
    return ABOUT_WITHIN.search(piece.text) if piece.box else None


def _addressees(rest: Sequence[Piece], end: int) -> tuple[list[Value], int]:
    """Those after "Kính gửi", one on its line or several in a list, and the index of the piece after them."""
    to = next((i for i in range(end, min(end + 8, len(rest))) if TO.match(rest[i].bare)), None)
    if to is None:
        return [], end
    items: list[list[Piece]] = []
    opening = TO.match(rest[to].bare)
    inline = rest[to].cut(opening.end())[1] if opening else None
    i = to + 1
    if opening and _BLANK.search(rest[to].text[: opening.end()]):
        return [], i
    if inline:
        items.append([inline])
    while i < len(rest) and len(items) < 40 and _is_addressee(rest[i], items):
        if not items or DASHED.match(rest[i].text) or items[-1][-1].text.rstrip().endswith(";"):
            items.append([])
        items[-1].append(rest[i])
        i += 1
    return list(_addressee_values(items)), i


def _is_addressee(piece: Piece, items: Sequence[Sequence[Piece]]) -> bool:
    if not items:
        return True
    above = items[-1][-1]
    if above.text.rstrip().endswith((".", ":")):
        return False
    if DASHED.match(piece.text) or above.text.rstrip().endswith((";", ",")):
        return True
    if piece.box and above.box:
        near = piece.box.y0 - above.box.y1 < 0.9 * above.height
        listed = len(items) > 1 and abs(piece.box.x0 - above.box.x0) < 2 * above.height
        return near and (listed or piece.text[:1].islower())  # with a small letter a name goes on
    # An addressee may take a second line, which is shorter than the first with "Kính gửi" before it.
    if piece.text[:1].isupper() and len(piece.text) > len(above.text) + len("Kính gửi: "):
        return False
    return piece.paragraph == above.paragraph and not _BODY.match(piece.bare)


def _addressee_values(items: Sequence[Sequence[Piece]]) -> Iterator[Value]:
    number = 0
    for item in items:
        words = tuple(word for piece in item for word in piece.words)
        for part in " ".join(piece.text for piece in item).split(";"):
            name = DASHED.sub("", part).strip(" .;:,*_")
            if name:
                yield Value(f"addressees/{number}", name, words, item[0].page, 0.93)
                number += 1
