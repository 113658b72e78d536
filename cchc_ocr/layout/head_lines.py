"""Finds the two blocks of a head line by line, where no boxes tell them apart.

Every line, cut where one block passes into the other, has a role by its own words: the country's name, the number,
place and date, "V/v", a stamp, a mark. The head reaches as far as these roles do; what stands between them is
either the name of a body, in capitals, or foreign to it. So no line must be there for others to be read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal

from cchc_ocr.layout.landmarks import (
    ABOUT,
    NUMBER_LINE,
    TO,
    find_date,
    find_heading,
    find_place,
    heading_end,
    is_place_and_date,
    is_upper,
    mark_before,
    mark_of,
    opens_foot,
)
from cchc_ocr.layout.pieces import Piece
from cchc_ocr.layout.stamps import is_foreign
from cchc_ocr.patterns import accented, unaccented
from cchc_ocr.vietnamese import bare

HeadRole = Literal[
    "nation", "number", "dated", "about", "mark", "stamp", "issuer", "capitals", "title", "end", "other"
]

_TOP_LINES = 30  # of a page
_MOST_FOREIGN = 3  # lines that belong to nothing, one after the other, in a head
_MOST_ABOUT = 6  # lines of a subject in the left block
_SURE: frozenset[HeadRole] = frozenset({"nation", "number", "dated", "about"})  # the roles that only heads have
_NUMBER_WITHIN = accented(r"(?<=\S\s)(?:S[ốỐố]|SỐ)\s?:?\s?(?=[\d.…_\s]*[/-])")  # "SỞ NỘI VỤ Số: 12/BC-SNV"
_ABOUT_WITHIN = accented(r"(?<=[A-ZĐ]\s)V\s?[/⁄|]\s?v\b")  # "Số: 12/SNV-VP V/v giao biên chế"
_CITES = unaccented(r"\bngày\s.{6,40}?\scủa\s")  # "Nghị quyết số 12/NQ-HĐND ngày … của HĐND tỉnh"
# What a title does with another document, whose type follows.
_TREATS = unaccented(
    r"\b(?:của|bãi bỏ|hủy bỏ|huỷ bỏ|thay thế|sửa đổi|bổ sung|đính chính|theo|thực hiện|triển khai|hướng dẫn)"
    r"(?: một phần)?$"
)
_NO_BODIES = ("bao cao", "khoa hoc")  # begin as bodies do ("BÁO SƠN HÀ", "KHOA KINH TẾ")
_BODY = unaccented(r"""
    ^\W*(?:
        căn cứ\b          # "Căn cứ Luật …"
        |điều \d+\.       # "Điều 1. …"
        |[ivx]{1,4}[.)]\s # "I. "
    )
""")


@dataclass(frozen=True, slots=True)
class HeadWords:
    """Words by which the lines of a head are told apart, all of them bare and in small letters.

    ``titles``, the names of types of documents, end the head. ``place_kinds`` may begin the name of a place:
    "thanh pho", "tp."; ``bodies`` that of a body: "so", "uy ban".
    """

    titles: frozenset[str] = frozenset()
    place_kinds: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()


def by_lines(pieces: Sequence[Piece], words: HeadWords) -> tuple[list[Piece], list[Piece], list[Piece]]:
    """The two blocks of a head and what follows them; all pieces follow where there is no head."""
    parts = [part for piece in pieces[:_TOP_LINES] for part in _parts(piece, words)]
    roles = [role_of(part, words) for part in parts]
    end = _end(parts, roles)
    left = [part for part, role in zip(parts[:end], roles, strict=False) if role not in ("nation", "dated")]
    right = [part for part, role in zip(parts[:end], roles, strict=False) if role in ("nation", "dated")]
    last = parts[end - 1].line if end else -1
    torn = [part for part in parts[end:] if part.line == last]
    return left, right, [*torn, *(piece for piece in pieces if end == 0 or piece.line > last)]


def role_of(piece: Piece, words: HeadWords) -> HeadRole:
    """What a line, or one block's part of it, is in a head."""
    by_words = next((role for role, fits in _ROLES if fits(piece, words)), None)
    return by_words or _by_capitals(piece, words)


def _without_kind(text: str, kinds: frozenset[str]) -> str:
    """The line without the kind of a place with which it begins ("Thành phố Sơn Hà, ngày …")."""
    found = [kind for kind in kinds if bare(text).lower().startswith(f"{kind} ")]
    return text[max(map(len, found), default=-1) + 1 :]


def _by_capitals(piece: Piece, words: HeadWords) -> HeadRole:
    name = piece.bare.strip(" .:*")
    if name in words.titles:
        return "title"
    if not piece.is_upper:
        return "other"
    if any(f"{name} ".startswith(f"{kind} ") for kind in words.bodies) and not name.startswith(_NO_BODIES):
        return "issuer"
    return "title" if any(name.startswith(f"{title} ") for title in words.titles) else "capitals"


def _end(parts: Sequence[Piece], roles: Sequence[HeadRole]) -> int:
    """How many of the parts are the head."""
    end = foreign = 0
    seen: set[HeadRole] = set()
    for at, role in enumerate(roles):
        if role == "end" or (role == "title" and (seen or parts[at].bare.count(" ") < 4)):
            break
        if role in _SURE and not (role == "dated" and "dated" in seen and parts[at].line != parts[at - 1].line):
            seen.add(role)
            end, foreign = at + 1, 0
        elif role == "other":
            foreign += 1
        if foreign > (_MOST_ABOUT if "about" in seen else _MOST_FOREIGN):
            break
    if seen == {"dated"} and not {"issuer", "capitals"} & {*roles[:end]}:
        return 0  # a date alone may stand in any text
    return _with_what_goes_on(parts, roles, end) if end else bodies_above_title(roles)


def _with_what_goes_on(parts: Sequence[Piece], roles: Sequence[HeadRole], end: int) -> int:
    """The head with what follows on its last line: the rest of a subject, marks, an issuer not named before."""
    lines = {part.line for part, role in zip(parts[:end], roles, strict=False) if role not in ("nation", "dated")}
    about = next((part for part, role in zip(parts[:end], roles, strict=False) if role == "about"), None)
    open_about = about if about and parts[end - 1].line in lines else None
    named = any(role in ("issuer", "capitals") for role in roles[:end])
    while end < len(parts):
        role = roles[end]
        goes_on = open_about is not None and parts[end].paragraph == open_about.paragraph
        late = not named and (role == "issuer" or (role == "capitals" and roles[end - 1] == "issuer"))
        if role in ("end", "title") or not (role == "mark" or goes_on or late):
            break
        end += 1
    return end


def bodies_above_title(roles: Sequence[HeadRole]) -> int:
    """How many lines above a title name bodies, where nothing else is there of a head."""
    count = len(list(takewhile(lambda role: role in ("issuer", "capitals", "mark", "stamp"), roles)))
    return count if "issuer" in roles[:count] and roles[count : count + 1] == ["title"] else 0


def _parts(piece: Piece, words: HeadWords) -> list[Piece]:
    """The piece cut where the other block, the number or the subject begins."""
    parts: list[Piece] = []
    rest: Piece | None = piece
    for at in sorted(set(_cuts(piece.text, words)), reverse=True):
        if rest and at:
            rest, last = rest.cut(at)
            parts += [last] if last else []
    return [*([rest] if rest else []), *reversed(parts)]


def cites(before: str, words: HeadWords) -> bool:
    """Whether a title names the type of a document whose number follows: "SỬA ĐỔI MỘT SỐ ĐIỀU CỦA THÔNG TƯ".

    >>> words = HeadWords(titles=frozenset({"thong tu", "bao cao"}))
    >>> [cites(before, words) for before in ("BÃI BỎ THÔNG TƯ ", "THÔNG TƯ ", "SỞ NỘI VỤ BÁO CÁO ")]
    [True, False, False]
    """
    plain = bare(before).lower().strip(" .:*")
    named = (plain.removesuffix(f" {title}") for title in words.titles if plain.endswith(f" {title}"))
    return any(_TREATS.search(front) for front in named)


def _cuts(text: str, words: HeadWords) -> Iterator[int]:
    """The offsets at which a line is cut."""
    heading = find_heading(text)
    after = 0
    if heading is not None:
        yield heading
        after = heading + heading_end(text[heading:])
    number = _NUMBER_WITHIN.search(text)
    if number and ":" not in number.group() and cites(text[: number.start()], words):
        number = None
    if number and is_upper(text[after if number.start() > after else 0 : number.start()]):
        yield number.start()
    about = _ABOUT_WITHIN.search(text)
    if about and NUMBER_LINE.match(bare(text).lower()):
        yield about.start()
    dated = find_date(text[after:])
    if dated:
        place = None if after else find_place(text)
        yield place or after + _place_start(text[after:], dated.start(), words.place_kinds)


def _place_start(text: str, dated: int, kinds: frozenset[str]) -> int:
    """Where the place begins behind a mark or a subject: its words begin with capitals, a subject's do not."""
    if mark := mark_before(text):
        return len(mark.name) + 1
    words = text[:dated].split()
    named = list(takewhile(lambda word: word[0].isupper() or word in "-–", reversed(words)))
    if any(not is_upper(word) for word in named):  # "SỞ NỘI VỤ Sơn Hà, ngày …"
        named = list(takewhile(lambda word: not is_upper(word) or bare(word).lower() in kinds, named))
    while named and named[-1] in "-–":
        named.pop()
    before = " ".join(words[: len(words) - len(named)])
    return text.index(before) + len(before) + 1 if named and before and bare(before).lower() not in kinds else 0


# The first that fits a line is its role.
_ROLES: tuple[tuple[HeadRole, Callable[[Piece, HeadWords], bool]], ...] = (
    ("nation", lambda piece, _: find_heading(piece.text) == 0),
    ("mark", lambda piece, _: mark_of(piece.text) is not None),
    ("stamp", lambda piece, _: is_foreign(piece.text)),
    (
        "number",
        lambda piece, _: (
            bool(NUMBER_LINE.match(piece.bare)) and not (ABOUT.match(piece.bare) or _CITES.search(piece.bare))
        ),
    ),
    ("about", lambda piece, _: bool(ABOUT.match(piece.bare))),
    ("dated", lambda piece, words: is_place_and_date(_without_kind(piece.text, words.place_kinds))),
    ("end", lambda piece, _: bool(TO.match(piece.bare) or _BODY.match(piece.bare)) or opens_foot(piece.text)),
)
