"""The body that issues a document, and the one that governs it: the lines of a head as names of bodies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import permutations

from cchc_ocr.document import Line, Page
from cchc_ocr.extract.bodies.grammar import read_body
from cchc_ocr.extract.bodies.lists import body_lists
from cchc_ocr.extract.forms.names import (
    agency_name,
    initials_of,
    is_agency,
    is_listed,
    is_short_form,
    known_rank,
    opens_body,
)
from cchc_ocr.extract.head.masthead import Masthead
from cchc_ocr.extract.head.other_languages import is_in_another_language
from cchc_ocr.extract.text.values import Value
from cchc_ocr.layout.landmarks import ABOUT, NUMBER_LINE, is_upper, mark_of
from cchc_ocr.layout.pieces import Piece
from cchc_ocr.layout.stamps import is_foreign
from cchc_ocr.lexicon import Lexicon
from cchc_ocr.patterns import accented, as_said, unaccented
from cchc_ocr.vietnamese import CAPITALS, bare, place_tones

# "Trên đây là báo cáo … của Sở Nội vụ./."
_CLOSING = unaccented(r"\btrên đây là\b.{3,600}?(?:\./|\.\s|$)")
_OF = unaccented(r"\bcủa\s+")
_SURE = 0.9  # the engine's confidence from which on a dash is print
_TWO_IN_ONE = 0.6  # the certainty of a name that may be those of two bodies
_CUT_OFF = 0.6  # the certainty of a name of which the head lacks a line
_GROUP = re.compile(r"(?<![\wĐ])[A-ZĐ&]{3,}(?![\w.])")  # of a symbol: "ĐHĐCĐ"
_CAPITALISED = accented(rf"(?: [{CAPITALS}][^\W\d_]*(?![\w.]))*")  # " Lạc Thuỷ"
_GOES_ON = ("VÀ", "CỦA", "-", ",")  # with these a name is not at its end
_FEWEST_OF_NAME = 3  # words: fewer may be the rest of a place
_COUNTRY = {"cong": "hoa xa", "cong hoa": "xa hoi"}  # how its name goes on: "CỘNG HÒA XÃ HỘI …"
_WHOLE_WITHOUT_PLACE = frozenset({"bo", "so"})  # their names end with their field of work
# Bodies that are part of another one, which stands before them on the same line.
_PARTS = as_said(r"""
    ^(?:sở|phòng|văn phòng|thanh tra|chi cục|cục|vụ|viện|ban|trung tâm|trường|bệnh viện|trạm|quỹ|hạt kiểm lâm
    |khoa(?! học)
    |tổ (?!chức|quốc)\w+)\b   # "Tổ đại biểu số 4", and no "Trám" of "xã Đồng Trám"
""")
_OPEN = unaccented(r"\b(?:tnhh|công ty|cổ phần|mtv|một thành viên|ngân hàng|tập đoàn)\W*$")  # its name follows
_CITES = unaccented(r"\btheo (?:quyết định|nghị quyết|kế hoạch)\W*$")  # "ĐOÀN KIỂM TRA THEO QUYẾT ĐỊNH / SỐ …"
_NAMED_BY = {
    "UBND": unaccented(r"\b(?:ủy ban|ubnd|văn phòng)\b"),
    "HĐND": unaccented(r"\b(?:hội đồng|hđnd|thường trực|ban)\b"),
}
_WHOLE_PART = unaccented(r"thanh tra|văn phòng")
# Organs that act for the body above them, and are told from those of others by its name alone.
_ORGAN = unaccented(r"(?:ban )?thường (?:trực|vụ)|ban chấp hành")
# What a body has and is called by no more than by the year: "KHÓA XIV - KỲ HỌP THỨ 9", "NHIỆM KỲ 2021 - 2026".
_TERM = accented(r"^\W*(?:KH[OÓ][AÁ]|NHIỆM KỲ|KỲ HỌP)\s+(?:THỨ\s+)?(?:[IVXL]+|\d+|[A-ZĐ]+$)(?:[\s,–-]|$)")
_COUNTED = unaccented(r"^\W*số\s+\d{1,3}\W*$")  # "ĐỘI QUẢN LÝ THỊ TRƯỜNG / SỐ 3"


def issuers_of(head: Masthead, lexicon: Lexicon) -> Iterator[Value]:
    """The body that issues, and above it the one that governs it."""
    lines = [part for piece in _lines(head, lexicon) for part in _parts(piece, lexicon)]
    named = _bodies(lines, lexicon)
    bodies = [part for body in named for part in _by_symbol(body, head)]
    for field, body in zip(("issuer", "parent"), reversed(bodies[-2:]), strict=False):
        name = _name(body, lexicon)
        if field == "issuer" and len(bodies) > 1 and _ORGAN.fullmatch(bare(name).lower()):
            name = f"{name} {_name(bodies[-2], lexicon)}"
        words = tuple(word for piece in body for word in piece.words)
        thin = not opens_body(name, lexicon) and not known_rank(name, lexicon)
        if thin or len(bodies) > len(named) or _goes_beyond(name, lexicon):
            yield Value(field, name, words, body[0].page, _TWO_IN_ONE)
            continue
        known = is_agency(name, lexicon)
        yield Value(field, name or None, words, body[0].page, 0.97 if known else 0.85, weigh=not known)


def against_symbol(values: Sequence[Value], symbol: str) -> list[Value]:
    """The values with an issuer in doubt where the symbol is that of a body which neither it nor its parent names.

    "Thành phố Sơn Hà" beside "QĐ-UBND": a line of the name was read as a body of its own.
    """
    named = bare(" ".join(v.value for v in values if v.field in ("issuer", "parent") and v.value)).lower()
    groups = re.split(r"[-/.]", symbol)
    doubtful = any(group in groups and not way.search(named) for group, way in _NAMED_BY.items())
    return [
        replace(v, certainty=min(v.certainty, _TWO_IN_ONE), weigh=True) if doubtful and v.field == "issuer" else v
        for v in values
    ]


def _by_symbol(body: list[Piece], head: Masthead) -> list[list[Piece]]:
    """The lines of a body parted where the symbol of the number begins to abbreviate them.

    "TRƯỜNG SƠN HÀ / LỚP TẬP HUẤN LÂM SINH" with "TB-LTHLS": kinds of bodies are more than any list has. They are
    for review, for a company may call itself by the end of its name.
    """
    groups = set(_GROUP.findall(head.number.text)) if head.number else set()
    for at in range(1, len(body)):
        own = initials_of(" ".join(piece.text for piece in body[at:]))
        kind_alone = at == 1 and len(body[0].words) == 1  # "PHÒNG / TÀI CHÍNH - KẾ HOẠCH" with "TCKH"
        if own in groups and not kind_alone and not _OPEN.search(body[at - 1].bare):
            return [body[:at], body[at:]]
    return [body]


def _goes_beyond(name: str, lexicon: Lexicon) -> bool:
    """Whether a name goes on with a capital behind the place with which it ends: it may be those of two bodies."""
    body = read_body(name, 0, len(name), lexicon)
    return bool(body and body.sure and " " in (body.place or "") and name[body.end :].lstrip()[:1].isupper())


def _lines(head: Masthead, lexicon: Lexicon) -> Iterator[Piece]:
    """The lines in capitals above the number; those below it where none stands above."""
    named, above, foreign = False, "", ""
    for piece in head.left:
        cited = piece is not head.number and _CITES.search(above)
        numbered = piece is head.number or (NUMBER_LINE.match(piece.bare) and not cited)
        if ABOUT.match(piece.bare) or (numbered and named):
            return
        last = named and piece.text.strip(" .*").isupper()  # "THÚ / Y"
        translated = above and not _OPEN.search(above) and _is_translation(piece, foreign, lexicon)
        foreign = f"{foreign} {piece.as_seen}" if translated else ""
        if (piece.is_upper or last) and not (
            numbered or translated or mark_of(piece.text) or is_foreign(piece.text) or _TERM.match(piece.text)
        ):
            named, above = True, f"{above} {piece.bare}"
            yield _as_beside_date(_without_strokes(_without_country(piece, head)), head)


def _is_translation(piece: Piece, above: str, lexicon: Lexicon) -> bool:
    """Whether a line is in another language, or goes on with one ``above`` that is, and opens no body."""
    seen = piece.as_seen
    goes_on = bool(above) and is_in_another_language(f"{above} {seen}", lexicon) and not opens_body(seen, lexicon)
    return is_in_another_language(seen, lexicon) or goes_on


def _as_beside_date(piece: Piece, head: Masthead) -> Piece:
    """The line with the words of its place as they were surely read, if place and date say the same.

    Repair makes words of the language of names ("NÀ LƠI": "XÃ LỢI"); two are not misread alike.
    """
    beside = {word.as_seen.strip(",.").casefold() for word in (head.dated.words if head.dated else ())}
    return replace(
        piece,
        words=tuple(
            replace(w, text=w.as_seen) if w.confidence >= _SURE and w.as_seen.casefold() in beside else w
            for w in piece.words
        ),
    )


def _without_strokes(piece: Piece) -> Piece:
    """The line without the strokes at its ends that were read as dashes: behind a sure one a name goes on."""
    lettered = [at for at, word in enumerate(piece.words) if any(map(str.isalnum, word.text))]
    surely = piece.words[lettered[-1] + 1 :] if lettered else ()
    last = len(piece.words) if any(word.confidence >= _SURE for word in surely[:1]) else lettered[-1] + 1
    return replace(piece, words=piece.words[lettered[0] : last]) if lettered else piece


def _without_country(piece: Piece, head: Masthead) -> Piece:
    """The line without the first words of the country's name, which the right block lacks then."""
    right = head.right[0].bare if head.right else ""
    for count in (1, 2):
        first, last = piece.parted(len(piece.words) - count)
        if first and last and last.bare in _COUNTRY and right.startswith(_COUNTRY[last.bare]):
            return first
    return piece


def _parts(piece: Piece, lexicon: Lexicon) -> list[Piece]:
    """The line cut where it goes on with a part of the body it names: "UBND TỈNH SƠN HÀ SỞ CÔNG THƯƠNG".

    Bodies of one kind issue together, and stay in one piece.
    """
    name = agency_name(piece.text, lexicon)
    body = read_body(name, 0, len(name), lexicon)
    rest = name[body.end :].lstrip(" -") if body else ""
    if body and "-" in name[body.end :][: -len(rest) or None] and not _is_part(body.kind, rest):
        return [piece]  # they issue together: "CÔNG AN TỈNH - SỞ TÀI CHÍNH"
    if not body or not rest or not (body.place or body.kind in _WHOLE_WITHOUT_PLACE):
        return [piece]
    if rest.count(" ") < 2 and not _WHOLE_PART.fullmatch(bare(rest).lower()):
        return [piece]  # "SỞ Y TẾ TRƯỜNG AN": a place
    if not _PARTS(rest) or bare(rest).lower().startswith(f"{body.kind} "):
        return [piece]
    first, second = piece.parted(len(piece.words) - len(rest.split()))
    return [part for part in (first, second) if part]


def _is_part(whole: str, rest: str) -> bool:
    """Whether a dash before a body may stand between it and the one that it is part of."""
    return whole in ("ubnd", "uy ban nhan dan") or (whole in _WHOLE_WITHOUT_PLACE and not rest.startswith("Sở"))


def _name(body: Sequence[Piece], lexicon: Lexicon) -> str:
    """The name of a body, with the post of who acts for it before it ("BỘ Y TẾ / BỘ TRƯỞNG")."""
    post = known_rank(body[-1].text, lexicon) if len(body) > 1 and _is_post(body[-1], lexicon) else None
    named = body[:-1] if post else body
    name = agency_name(" ".join(piece.text for piece in named), lexicon).strip(" -")
    # Repair goes by sentences, and may make a word of one in a name that the lexicon knows as it was read.
    seen = " ".join(piece.as_seen for piece in named)
    if not is_listed(name, lexicon) and is_listed(seen, lexicon):
        name = agency_name(seen, lexicon)
    return f"{post} {name}" if post else name


def _bodies(lines: Sequence[Piece], lexicon: Lexicon) -> list[list[Piece]]:
    """Lines grouped by the body they name: a new one begins with a word such as SỞ, unless the name goes on."""
    bodies: list[list[Piece]] = []
    for piece in lines:
        before = " ".join(p.text for p in bodies[-1]) if bodies else ""
        goes_on = _goes_on(before, piece, lexicon) or _completes(before, piece.text, lexicon)
        acts = bool(bodies) and _is_post(piece, lexicon)
        cut = bool(bodies) and (piece.line == bodies[-1][-1].line or _is_another(before, piece, lexicon))
        if not bodies or cut or (_opens(piece, lexicon) and not goes_on and not acts):
            bodies.append([])
        bodies[-1].append(piece)
    return bodies


def _opens(piece: Piece, lexicon: Lexicon) -> bool:
    """Whether a line opens the name of a body; in what was typed "VIÊN CHỨC" is no "VIỆN"."""
    opens = opens_body(piece.text, lexicon)
    if not opens or piece.text.isascii() or any(word.confidence < 1 for word in piece.words):
        return opens
    printed = f"{place_tones(piece.text.lower().strip(' .*'), 'new')} "
    return any(printed.startswith(f"{place_tones(kind.name.lower(), 'new')} ") for kind in lexicon.body_kinds)


def _goes_on(before: str, piece: Piece, lexicon: Lexicon) -> bool:
    """Whether a line is the rest of a name, whatever it begins with: "CÔNG TY CỔ PHẦN / TRƯỜNG SƠN"."""
    alone = len(piece.words) == 1 and not is_short_form(piece.text.strip(" .*"), lexicon)  # "… MÔI / TRƯỜNG"
    kind_alone = alone and not _ends_with_place(agency_name(before, lexicon), lexicon)  # "UBND THỊ XÃ … / PHÒNG"
    of_decision = NUMBER_LINE.match(piece.bare) or _COUNTED.match(piece.bare)  # "SỐ 815/QĐ-UBND" is no "SỞ"
    opened = before.rstrip().endswith(_GOES_ON) or _OPEN.search(bare(before).lower())
    return bool(kind_alone or of_decision or opened)


def _is_another(before: str, piece: Piece, lexicon: Lexicon) -> bool:
    """Whether a name is at its end, and a line of some words cannot be the rest of it: of its place, that is.

    A short form begins a name of its own: "BẢO HIỂM XÃ HỘI VIỆT NAM / BHXH TỈNH SƠN HÀ".
    """
    if len(piece.words) < _FEWEST_OF_NAME or piece.text.startswith(_GOES_ON) or _opens_place(piece, lexicon):
        return False
    name = agency_name(before, lexicon)
    if _is_whole(name, lexicon) and is_short_form(piece.words[0].text, lexicon):
        return True
    return _ends_with_place(name, lexicon)


def _ends_with_place(name: str, lexicon: Lexicon) -> bool:
    """Whether the name of a body is whole with the name of its place, which has two words."""
    body = read_body(name, 0, len(name), lexicon)
    return bool(body and " " in (body.place or "") and not name[body.end :].strip())


def _opens_place(piece: Piece, lexicon: Lexicon) -> bool:
    """Whether a line names the place of the body above: "UBND PHƯỜNG LẠC MẪU / THÀNH PHỐ SƠN HÀ"."""
    kinds = (kind.name for kind in lexicon.place_kinds)
    return any(f"{piece.bare} ".startswith(f"{bare(kind)} ") for kind in kinds)


def _is_post(piece: Piece, lexicon: Lexicon) -> bool:
    """Whether a line is the post of who acts for the body above, and no more."""
    post = known_rank(piece.text, lexicon)
    return post is not None and post.casefold() == piece.text.strip(" .*").casefold()


def _completes(before: str, text: str, lexicon: Lexicon) -> bool:
    """Whether a name that the lexicon knows is broken over two lines ("ỦY BAN THƯỜNG VỤ / QUỐC HỘI")."""
    return bool(before) and not is_agency(before, lexicon) and is_agency(f"{before} {text}", lexicon)


def as_the_text_goes_on(issuer: Value, others: Sequence[str], pages: Sequence[Page], lexicon: Lexicon) -> Value:
    """The issuer on a scan with the words with which the text always goes on: a line of its name was not read.

    "CÔNG TY CẤP NƯỚC LẠC" in the head and "Công ty Cấp nước Lạc Mẫu" in the text. It is for review. The place of
    the document, and that of the body above, is no part of a name that the head has without it: ``others``.
    """
    scanned = any(word.box and word.confidence < 1 for word in issuer.words)
    if not issuer.value or not scanned or _is_whole(issuer.value, lexicon):
        return issuer
    lines = (line for page in pages for line in page.lines if not line.zone.startswith("header"))
    text = " ".join(f"{line.text} ." if _ends(line) else line.text for line in lines)
    found = re.finditer(rf"(?<!\w){re.escape(issuer.value)}(?!\w)", text, re.IGNORECASE)
    rests = {more.group() for one in found if (more := _CAPITALISED.match(text, one.end()))}
    rest = rests.pop() if len(rests) == 1 else ""
    pairs = ((f"{place} ".casefold(), f"{rest.strip()} ".casefold()) for place in others)
    if any(
        one.startswith(other) for pair in pairs for one, other in permutations(pair)
    ):  # a line may end within it
        return issuer
    return replace(issuer, value=f"{issuer.value}{rest}", certainty=_CUT_OFF) if rest else issuer


def _ends(line: Line) -> bool:
    """Whether what stands on the next line is another thing: below a heading, and in a foot."""
    return line.zone.startswith("footer") or is_upper(line.text)


def _is_whole(name: str, lexicon: Lexicon) -> bool:
    """Whether a name is one of the lexicon, with its place or without."""
    body = read_body(name, 0, len(name), lexicon)
    known = body_lists(lexicon).bodies.longest(name, 0, len(name))
    return bool((known and known[1] == len(name)) or (body and body.place))


def named_by_itself(pages: Sequence[Page], lexicon: Lexicon) -> Iterator[Value]:
    """The issuer of a text without a head, as its last sentence states it: "Trên đây là báo cáo … của Sở …"."""
    for page in reversed(pages):
        piece = Piece(page.number, 0, tuple(word for line in page.lines for word in line.words))
        for closing in _CLOSING.finditer(piece.bare):
            for of in reversed(list(_OF.finditer(closing.group()))):
                start, end = closing.start() + of.end(), closing.end()
                body = read_body(piece.text, start, end, lexicon)
                if body and is_agency(body.name, lexicon):
                    words = piece.words_at(start, body.end)
                    yield Value("issuer", agency_name(body.name, lexicon), words, page.number, 0.9)
                    return
