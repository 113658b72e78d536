"""Who signs: the persons of a signature with their posts, whom they sign for, and of which body they are.

A signature is one column, or several side by side (documents of two bodies), or one below the other (somebody
approves what somebody else wrote). Each is read apart, so that no name comes to the post of another person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from rapidfuzz import fuzz

from cchc_ocr.document import Box, Word
from cchc_ocr.extract.forms.names import (
    agency_name,
    deputies,
    is_agency,
    known_rank,
    opens_body,
    person_name,
    rank_name,
    whole_rank,
    written,
)
from cchc_ocr.extract.forms.people import lacks_family, may_lack_marks, printed_name, read_person, with_family_of
from cchc_ocr.extract.text.values import Value
from cchc_ocr.layout.landmarks import AUTHORITY, is_upper
from cchc_ocr.layout.pieces import Piece, by_level
from cchc_ocr.lexicon import Lexicon
from cchc_ocr.patterns import accented
from cchc_ocr.vietnamese import bare, is_syllable

_SECOND_RANK = accented(r"(?<=\s)(?:PHÓ|THỨ TRƯỞNG|CHÁNH|TRƯỞNG PHÒNG)\b")  # "CHỦ TỊCH PHÓ CHỦ TỊCH"
_SECOND_AUTHORITY = accented(r"(?<=\w\s)(?=(?:TM|KT|TL|TUQ|Q)\s?\.\s?[A-ZĐ])")  # "TM. SỞ Y TẾ TM. CÔNG ĐOÀN"
_APPROVES = accented(r"^\W*(?:PHÊ DUYỆT|DUYỆT|PHÊ CHUẨN|XÁC NHẬN)(?:\s+CỦA)?\b[\s:]*")  # "PHÊ DUYỆT GIÁM ĐỐC SỞ"
_SPEAKS_FOR = accented(r"^\W*(?:ĐẠI DIỆN|THAY MẶT)\s+(?P<whom>\S.*)$")  # "ĐẠI DIỆN SỞ Y TẾ"
_GLUED = re.compile(r"\w\.\w")  # "Đại tướng.Lê Văn Mẫu"
_CLEAR = 0.9  # the engine's confidence in the words of a name from which on no seal or signature covers it
_LEGIBLE = 0.8  # the engine's confidence from which on a word is no shred of a seal
_CLOSE = 0.9  # heights of a line between two that belong together
_LACKS_MARKS = 0.6  # a name that no list has, and that is one of the lists but for marks
_NO_LIST = 0.6  # the certainty of a post that no list has
_UNREAD = 0.5  # the engine's confidence below which something stands on a line that it could not read
_FEWEST_OF_NAME, _MOST_OF_NAME = 2, 5  # words
# "Chủ tịch Phó Giám đốc": of two columns
_TWO_RANKS = re.compile(r"\w(?<!\bPhó)(?<!\bQuyền)(?<!\bkiêm)\s(?:Phó|Thứ trưởng|Chánh)\b")
_OPEN_ENDS = (" và", " -", ",")  # a post does not end so
_SAME = 100  # rapidfuzz, 0..100
_OF_DEPUTIES = ("Phó ", "Thứ ")
_PARTIES = ("Bên ", "Người ")  # "Bên giao", "Người ủy quyền"


@dataclass(frozen=True, slots=True)
class _SignedFor:
    """Whom somebody signs for: their rank, and the abbreviation that says so, "KT" or "TM".

    ``with_unit`` is the rank with what it is of, where there is a rank. ``how`` is "" where no abbreviation was
    read: a deputy's rank below another can only be "KT.".
    """

    how: str
    rank: str
    with_unit: str | None = None

    @property
    def by_deputy(self) -> bool:
        """Whether the rank of a deputy is due below."""
        return not self.how or self.how.startswith("K")


@dataclass(slots=True)
class _OneSignature:
    """One person's part of a signature, as far as its lines were read."""

    acting: _SignedFor | None = None
    acting_words: tuple[Word, ...] = ()
    title: Value | None = None
    name: Value | None = None
    on_behalf: str | None = None
    unit: str | None = None
    post: Value | None = None  # a line where a rank is due, which no list has
    lines: list[Piece] = field(default_factory=list)


def is_signature_line(piece: Piece, lexicon: Lexicon, *, due: bool = False) -> bool:
    """Whether a line of plain text belongs to a signature; ``due``: a name may follow that no list has."""
    text = piece.text.strip()
    if AUTHORITY.match(text) or read_person(text, lexicon, due=due) or is_approval(text):
        return True
    if not piece.is_upper or text.endswith(":"):  # "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH ĐIỆN:" opens a telegram
        return due and len(_names_beside(piece, lexicon)) > 1
    return rank_name(text, lexicon) is not None or bool(_SPEAKS_FOR.match(text))


def is_approval(text: str) -> bool:
    """Whether a line in capitals opens the signature of somebody who approves.

    >>> is_approval("PHÊ DUYỆT GIÁM ĐỐC SỞ Y TẾ"), is_approval("Phê duyệt kế hoạch")
    (True, False)
    """
    return bool(_APPROVES.match(text))


def speaks_for(text: str) -> bool:
    """Whether a line in capitals says that somebody signs for a party ("ĐẠI DIỆN BÊN A")."""
    return bool(_SPEAKS_FOR.match(text))


def read_signature(lines: Sequence[Piece], lexicon: Lexicon) -> Iterator[Value]:
    """The fields of all who sign; those of the first also as ``signer`` and ``signer_title``."""
    columns = _columns(lines, lexicon)
    blocks = [block for column in columns for block in _blocks(column, lexicon)]
    for at, block in enumerate(blocks):
        yield from _values(block, at)


def name_alone(piece: Piece, lexicon: Lexicon) -> Iterator[Value]:
    """The fields of who signs without a rank, if the line is a name with a family name that is known."""
    block = _OneSignature(lines=[piece])
    if piece.words[0].text in lexicon.family_names:
        block.name = _name(piece, piece.words, False, lexicon)
    yield from _values(block, 0) if block.name else ()


def _columns(lines: Sequence[Piece], lexicon: Lexicon) -> list[list[Piece]]:
    """The lines of each column of a signature, the column on the right first: there the body signs that leads."""
    parts = [_beside(piece, lexicon) for piece in lines]
    pieces = [piece for part in parts for piece in part]
    if any(piece.box for piece in lines):
        apart = len(pieces) > len(lines) or _are_apart(pieces, lexicon)
        return _by_place(pieces) if apart else [by_level(lines)]
    if len(pieces) == len(lines):
        return [list(lines)]
    return [[part[side] for part in parts if len(part) > 1] for side in (1, 0)]


def _are_apart(pieces: Sequence[Piece], lexicon: Lexicon) -> bool:
    """Whether in a picture two ranks or two names stand side by side."""
    ranks = [p for p in pieces if p.is_upper and (AUTHORITY.match(p.text) or rank_name(p.text, lexicon))]
    names = [p for p in pieces if not p.is_upper and _may_be_name(p, lexicon)]
    pairs = [*combinations(ranks, 2), *combinations(names, 2)]
    return any(len(by_level(pair)) == 1 for pair in pairs)


def _may_be_name(piece: Piece, lexicon: Lexicon) -> bool:
    """Whether a line where names are due is one, with a family name that is known."""
    text = piece.text.strip(' .,"“”')
    return text.split(" ")[0] in lexicon.family_names and read_person(text, lexicon, due=True) is not None


def _by_place(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Two columns of a picture, parted in the middle between the pieces that stand farthest to either side."""
    middles = [(p.box.x0 + p.box.x1) / 2 for p in pieces if p.box]
    edge = (min(middles) + max(middles)) / 2
    right = [p for p in pieces if p.box and (p.box.x0 + p.box.x1) / 2 >= edge]
    return [by_level(right), by_level([p for p in pieces if p not in right])]


def _beside(piece: Piece, lexicon: Lexicon) -> list[Piece]:
    """The parts of a line that belong to signatures side by side; the line alone where it belongs to one."""
    second = _SECOND_AUTHORITY.search(piece.text)
    if second and AUTHORITY.match(piece.text):
        return [part for part in piece.cut(second.start()) if part]
    return _ranks_beside(piece, lexicon) if piece.is_upper else _names_beside(piece, lexicon)


def _ranks_beside(piece: Piece, lexicon: Lexicon) -> list[Piece]:
    """The ranks of two on one line ("CHỦ TỊCH GIÁM ĐỐC"); a deputy's behind their head's is that of one person."""
    rank = known_rank(piece.text, lexicon)
    first, second = piece.parted(rank.count(" ") + 1) if rank else (piece, None)
    other = known_rank(second.text, lexicon) if second else None
    whole = other is not None and second is not None and len(second.words) == other.count(" ") + 1
    if rank and other and whole and first and second and other not in deputies(rank, lexicon):
        return [first, second]
    return [piece]


def _names_beside(piece: Piece, lexicon: Lexicon) -> list[Piece]:
    """The names of two on one line, each of which begins with a family name."""
    count = len(piece.words)
    if count < 2 * _FEWEST_OF_NAME or count > 2 * _MOST_OF_NAME or read_person(piece.text, lexicon):
        return [piece]
    ways = []
    for first, second in (piece.parted(at) for at in range(_FEWEST_OF_NAME, count - 1)):
        if first and second and all(_is_whole_name(part, lexicon) for part in (first, second)):
            ways.append([first, second])
    return min(ways, key=lambda way: abs(len(way[0].words) - len(way[1].words)), default=[piece])


def _is_whole_name(piece: Piece, lexicon: Lexicon) -> bool:
    name = read_person(piece.text, lexicon)
    return name is not None and piece.words[0].text.strip(".,") in lexicon.family_names


def _blocks(lines: Sequence[Piece], lexicon: Lexicon) -> list[_OneSignature]:
    """The signatures of one column, one below the other: behind a name, a rank or an authority opens the next."""
    blocks = [_OneSignature()]
    for piece in lines:
        words = _legible_words(piece)
        text = " ".join(word.text for word in words)
        approves = _APPROVES.match(text)
        opens = approves or AUTHORITY.match(text) or (piece.is_upper and rank_name(text, lexicon))
        if opens and blocks[-1].name:
            blocks.append(_OneSignature())
        if approves:
            words = words[text[: approves.end()].count(" ") :]
        blocks[-1].lines.append(piece)
        _read_line(blocks[-1], piece, words, lexicon)
    for block in blocks:
        _conclude(block, lexicon)
    return [block for block in blocks if block.name or block.title]


def _legible_words(piece: Piece) -> tuple[Word, ...]:
    """The words with letters, and dashes between them that are surely print ("PHÓ CHỈ HUY TRƯỞNG - TMT")."""
    lettered = [at for at, word in enumerate(piece.words) if any(c.isalpha() for c in word.text)]
    return tuple(
        word
        for at, word in enumerate(piece.words)
        if at in lettered or (lettered and lettered[0] < at < lettered[-1] and _is_dash(word))
    )


def _is_dash(word: Word) -> bool:
    return word.text in ("-", "–") and _is_clear(word)


def _read_line(block: _OneSignature, piece: Piece, words: tuple[Word, ...], lexicon: Lexicon) -> None:
    """Take what a line says of the signature: whom it is for, a rank, a body, or the name."""
    text = " ".join(word.text for word in words)
    authority, speaks = AUTHORITY.match(text), _SPEAKS_FOR.match(text)
    if authority and not block.name:
        whom, own = _two_ranks(authority["whom"] or "", lexicon)
        how = authority["how"] or authority["slashed"]
        block.acting, block.acting_words = (
            _SignedFor(how, whom, rank_name(authority["whom"] or "", lexicon)),
            words,
        )
        block.on_behalf = block.on_behalf or _on_behalf(authority["whom"] or "", lexicon)
        block.unit = None
        block.title = Value("signer_title", own, words, piece.page, 0.95) if own else None
    elif speaks and piece.is_upper and not block.name:
        block.on_behalf = _on_behalf(speaks["whom"], lexicon)
    elif not block.name and (rank := _rank(words, block.acting or _head_of(block.title, lexicon), lexicon)):
        _take_rank(block, rank, piece, words, lexicon)
    elif piece.is_upper and not block.name and (longer := _rank_going_on(block, piece, words, lexicon)):
        block.title = longer
    elif piece.is_upper and not block.name and opens_body(text, lexicon):
        block.unit = None if _begins_unread(piece) else agency_name(text, lexicon)  # a seal names a body, too
    elif (piece.box or block.title or block.acting) and not (block.name and piece.box is None):
        due = bool(block.title or block.acting) and _is_due(block.name, words)
        block.name = _name(piece, words, due, lexicon) or block.name
        if not (block.name or block.title) and _may_be_post(piece, words, lexicon):
            block.post = Value("signer_title", written(text, lexicon), words, piece.page, _NO_LIST)
    elif not piece.is_upper and block.name and is_upper(_text(block.name.words)):
        _take_for_a_post(block, _name(piece, words, True, lexicon), lexicon)


def _is_due(name: Value | None, words: Sequence[Word]) -> bool:
    """Whether a name may follow: strokes of a signature were taken for one where clear words stand below it."""
    return not name or (not all(map(_is_clear, name.words)) and min(w.confidence for w in words) >= _CLEAR)


def _on_behalf(whom: str, lexicon: Lexicon) -> str | None:
    """Whom an authority is of: a body ("TM. ỦY BAN NHÂN DÂN") or a rank ("KT. GIÁM ĐỐC")."""
    if not whom.strip():
        return None
    return rank_name(whom, lexicon) or (agency_name(whom, lexicon) if opens_body(whom, lexicon) else None)


def _take_rank(block: _OneSignature, rank: str, piece: Piece, words: tuple[Word, ...], lexicon: Lexicon) -> None:
    """The rank as the title, but never the one of a head after that of a deputy, or where part of it is unread.

    Another rank below one is what the signer is elsewhere: "CHỦ TỊCH HỘI ĐỒNG / PHÓ GIÁM ĐỐC SỞ".
    """
    read = block.title.value if block.title else None
    if read and read in deputies(rank, lexicon):
        return
    if read and block.title and _is_party(read):
        read = None
    elif read and block.title and not _is_of_same_post(rank, read, lexicon):
        block.title = replace(block.title, certainty=min(block.title.certainty, _NO_LIST))
        return
    doubtful = _is_torn(rank, words, lexicon) or (not block.acting and _begins_unread(piece))
    block.title = Value("signer_title", None if doubtful else rank, words, piece.page, 0.0 if doubtful else 0.95)
    unit = rank[len(known_rank(rank, lexicon) or rank) :].strip()
    block.unit = unit if is_agency(unit, lexicon) else None if read else block.unit


def _is_party(post: str) -> bool:
    """Whether a post says for which side of a contract somebody signs, whose own post may follow ("Bên giao")."""
    return post.startswith(_PARTIES)


def _is_of_same_post(rank: str, read: str, lexicon: Lexicon) -> bool:
    """Whether a rank is the one read above it, with or without its unit, or that of its deputy."""
    known, above = known_rank(rank, lexicon) or rank, known_rank(read, lexicon) or read
    return known == above or known in deputies(above, lexicon)


def _is_torn(rank: str, words: Sequence[Word], lexicon: Lexicon) -> bool:
    """Whether the first letters of the rank of a head are covered ("Ủ TỊCH"): those of a deputy's may be, too."""
    first, begun = rank.partition(" ")[0].casefold(), next((w.text.casefold() for w in words), "")
    heads = {post.name for post in lexicon.posts}
    return known_rank(rank, lexicon) in heads and begun != first and first.endswith(begun)


def _rank_going_on(block: _OneSignature, piece: Piece, words: tuple[Word, ...], lexicon: Lexicon) -> Value | None:
    """The title with what goes on with it on this line: "TRƯỞNG PHÒNG ĐĂNG KÝ KINH / DOANH"."""
    title = block.title
    if not title or not title.value or not words or not all(map(_is_clear, words)) or not _follows(title, piece):
        return None
    known, together = known_rank(title.value, lexicon), (*title.words, *words)
    whole = rank_name(_text(together), lexicon)
    if read_person(_text(words), lexicon):
        return None
    if not known or not whole or not whole.casefold().startswith(title.value.casefold()):
        return None
    has_unit = title.value != known and not opens_body(_text(words), lexicon)
    return replace(title, value=whole, words=together) if has_unit or known_rank(whole, lexicon) != known else None


def _follows(title: Value, piece: Piece) -> bool:
    """Whether a line stands right below a title."""
    above = Box.around(word.box for word in title.words)
    return above is None or piece.box is None or piece.box.y0 - above.y1 < _CLOSE * piece.height


def _is_clear(word: Word) -> bool:
    return word.box is None or word.confidence >= _LEGIBLE


def _take_for_a_post(block: _OneSignature, name: Value | None, lexicon: Lexicon) -> None:
    """What was taken for a name in capitals is a post that no list has, if a name follows in small letters."""
    if name and block.name:
        post = Value(
            "signer_title", written(_text(block.name.words), lexicon), block.name.words, name.page, _NO_LIST
        )
        block.title, block.name = block.title or post, name


def _may_be_post(piece: Piece, words: Sequence[Word], lexicon: Lexicon) -> bool:
    """Whether a clear line in capitals, where a rank is due, is one that no list has ("TRƯỞNG TIỂU ĐỘI")."""
    clear = piece.is_upper and len(words) > 1 and all(map(_is_clear, words)) and "(" not in piece.text
    return clear and not any(bare(post.name).lower().endswith(piece.bare) for post in lexicon.posts)


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def _begins_unread(piece: Piece) -> bool:
    """Whether before the rank in a picture something stands that was not read: "KT." by hand, or "PHÓ"."""
    letters = next((at for at, word in enumerate(piece.words) if word.text[:1].isalpha()), len(piece.words) - 1)
    glued = any(not word.text[:1].isalnum() for word in piece.words[: letters + 1])
    upto = piece.words[: letters + 1] if glued else piece.words[:letters]
    return any(word.box is not None and word.confidence < _UNREAD and len(word.text) > 1 for word in upto)


def _name(piece: Piece, words: tuple[Word, ...], due: bool, lexicon: Lexicon) -> Value | None:
    name = _person(words, any(word.box and word.confidence < 1 for word in words), due, lexicon)
    if name is None:
        return None
    first, _, rest = name.partition(" ")
    shred = piece.box is not None and len(first) == 1 and rest.split(" ")[0] in lexicon.family_names
    name = rest if shred else name
    # A lost tone makes another name of many a name; no dictionary tells.
    repaired = any(word.as_seen != word.text for word in words)
    mended = name.split()[0] not in person_name(" ".join(word.text for word in words)).split()
    clear = min(word.confidence for word in words) >= _CLEAR and not repaired and not mended
    certainty = (0.95 if clear else 0.85) if piece.box else 0.6 if repaired else 0.97
    if min(word.confidence for word in words) < 1 and (shred or may_lack_marks(name, lexicon)):
        certainty = min(certainty, _LACKS_MARKS)
    return Value("signer", name, words, piece.page, certainty)


def _conclude(block: _OneSignature, lexicon: Lexicon) -> None:
    """What is due in a signature and was not read becomes a value without one, for somebody to look at."""
    lines, acting = block.lines, block.acting
    block.name = block.name or _as_printed(block, lexicon)
    if block.title is None and acting and acting.how == "Q" and acting.rank:
        title = f"Quyền {acting.with_unit or acting.rank}" if known_rank(acting.rank, lexicon) else None
        block.title = Value("signer_title", title, block.acting_words, lines[0].page, 0.9 if title else 0.0)
    if block.title is None and block.post and (block.name or acting):
        block.title = block.post
    if block.title and block.title.value and _is_odd(block.title.value):
        block.title = replace(block.title, certainty=min(block.title.certainty, _NO_LIST))
    if block.title is None and (signed := block.acting_words or _unread(lines)):
        block.title = Value("signer_title", None, signed, lines[0].page, 0.0)
    if block.name is None and block.title:
        block.name = Value("signer", None, block.title.words, block.title.page, 0.0)  # a name is due there


def _is_odd(title: str) -> bool:
    """Whether a seal covers the rest of a title, or it is of two people.

    >>> titles = "Phó Chánh Văn phòng", "Chủ tịch, Phó Giám đốc", "Chủ tịch Phó Giám đốc", "Chi cục trưởng và"
    >>> [_is_odd(title) for title in titles]
    [False, False, True, True]
    """
    return title.endswith(_OPEN_ENDS) or bool(_TWO_RANKS.search(title))


def _as_printed(block: _OneSignature, lexicon: Lexicon) -> Value | None:
    """A name of which no list has all parts, from the last line that is clear and can be nothing else, for review.

    Without a rank above it ("Thân ái,"), or in capitals, it must have a family name that is known.
    """
    ranked = bool(block.title or block.acting)
    for piece in reversed(block.lines):
        words = _from_family_name(_legible_words(piece), lexicon)
        name = printed_name(_text(words), lexicon)
        if not name or not piece.box or lacks_family(name) or not all(map(_is_clear, words)):
            continue
        known = person_name(name.split()[0]) in lexicon.family_names
        if known or (ranked and not piece.is_upper):
            return Value("signer", person_name(name) if piece.is_upper else name, words, piece.page, _LACKS_MARKS)
    return None


def _from_family_name(words: tuple[Word, ...], lexicon: Lexicon) -> tuple[Word, ...]:
    """The words without what a degree or a stroke before a family name was read as ("Thưng tắ Lường Văn Mẫu")."""
    known = (
        at
        for at in range(1, len(words) - _FEWEST_OF_NAME)
        if words[at].text in lexicon.family_names and not lacks_family(words[at].text)
    )
    at = next(known, 0)
    unread = not all(word.text.istitle() and _is_clear(word) for word in words[:at])
    return words[at:] if unread else words


def _values(block: _OneSignature, at: int) -> Iterator[Value]:
    """The values of one who signs."""
    read = [("name", "signer", block.name), ("title", "signer_title", block.title)]
    for name, old, value in read:
        if value and at == 0:
            yield replace(value, field=old)
        if value:
            yield replace(value, field=f"signers/{at}/{name}")
    words = block.title.words if block.title else block.name.words if block.name else ()
    page = block.lines[0].page
    for name, said in (("on_behalf", block.on_behalf), ("unit", block.unit)):
        if said:
            yield Value(f"signers/{at}/{name}", said, block.acting_words or words, page, 0.9)


def _unread(lines: Sequence[Piece]) -> tuple[Word, ...]:
    """The words of the line where a rank in capitals is due: a picture of which not enough is legible."""
    return next((piece.words for piece in lines if piece.box and piece.is_upper and len(piece.words) > 1), ())


def _person(words: Sequence[Word], seen: bool, due: bool, lexicon: Lexicon) -> str | None:
    """The name that words are; ``seen``: in a picture, where they are mended unless they were read clearly."""
    words = [_as_surely_seen(word) for word in words]
    text = " ".join(word.text for word in words)
    clear = not seen or min((w.confidence for w in words), default=0.0) >= _CLEAR
    name = read_person(text, lexicon, due=due) if clear and not (seen and lacks_family(text)) else None
    # Repair makes words of the language of what is left of a covered name.
    left = " ".join(word.as_seen if _may_be_invented(word) else word.text for word in words)
    # Family names are few, so that one which no list has must be read more surely than a given name.
    sure = {word.text for at, word in enumerate(words) if word.confidence >= (_LEGIBLE if at else _CLEAR)}
    mended = read_person(left, lexicon, mend=True, due=due, clear=sure) if seen else None
    return with_family_of(name, mended, lexicon) if name and mended else name or mended


def _as_surely_seen(word: Word) -> Word:
    """The word as the engine surely read it where repair has made one of other letters: it knows no names.

    "Pháng": "Phòng". What differs by its marks alone may be mended, for they are what print loses.
    """
    seen = word.as_seen
    other = bare(seen) != bare(word.text) and seen.istitle() and is_syllable(seen.lower())
    return replace(word, text=seen) if other and word.confidence >= _CLEAR else word


def _may_be_invented(word: Word) -> bool:
    """Whether repair may have made a word of what is left of a name; a rank joined to it by a stop is none."""
    return word.text[:1].islower() and not _GLUED.search(word.text)


def _two_ranks(whom: str, lexicon: Lexicon) -> tuple[str, str | None]:
    """Whom somebody signs for, and their own rank where it follows on the same line ("CHỦ TỊCH PHÓ CHỦ TỊCH")."""
    second = _SECOND_RANK.search(whom)
    own = rank_name(whom[second.start() :], lexicon) if second else None
    return known_rank(whom, lexicon) or written(whom, lexicon), own


def _rank(words: Sequence[Word], acting: _SignedFor | None, lexicon: Lexicon) -> str | None:
    """A rank in capitals; behind "KT." also one that is half covered, if it is like the deputy's due there."""
    legible = [word for word in words if any(c.isupper() for c in word.text) or _is_dash(word)]
    if legible and not acting and any(_covered(word) for word in words[: words.index(legible[0])]):
        return None  # "CHI" or "PHÓ" may have stood there
    text = " ".join(word.text for word in legible)
    letters = [c for c in text if c.isalpha()]
    if len(letters) < 4:
        return None
    if sum(c.isupper() for c in letters) < 0.7 * len(letters):
        printed = " ".join(word.text for word in words).replace("–", "-")
        return whole_rank(printed, lexicon) or (_rank_with_unit(printed, lexicon) if acting else None)
    typed = all(word.box is None for word in words)
    if acting and acting.by_deputy and not (typed and text.casefold() == acting.rank.casefold()):
        ranks = deputies(acting.rank, lexicon)
        best = max(ranks, key=lambda rank: _alike(text, rank))
        whole = rank_name(text, lexicon)
        with_unit = whole is not None and whole.startswith(tuple(f"{rank} " for rank in (best, *ranks)))
        # Of one with several posts: "KT. BỘ TRƯỞNG, TRƯỞNG BAN / PHÓ TRƯỞNG BAN".
        of_deputy = whole is not None and whole.startswith(_OF_DEPUTIES) and _alike(text, whole) == _SAME
        if (with_unit or of_deputy) and all(map(_is_clear, words)):
            return whole  # with the unit: "PHÓ TRƯỞNG CÔNG AN HUYỆN", "PHÓ HIỆU TRƯỞNG PHỤ TRÁCH"
        if _alike(text, best) >= (60 if acting.how else 72) or _ends(acting, text, lexicon):
            return best
    return rank_name(text, lexicon)


def _rank_with_unit(printed: str, lexicon: Lexicon) -> str | None:
    """A rank in small letters with what it is of, as it is printed ("Giám đốc Trung tâm", under an authority)."""
    rank = known_rank(printed, lexicon)
    begins = rank is not None and printed[:1].isupper() and printed.casefold().startswith(f"{rank.casefold()} ")
    return printed if begins and printed[-1].isalnum() else None


def _ends(acting: _SignedFor, text: str, lexicon: Lexicon) -> bool:
    """Whether a line behind "KT." is what a seal leaves of the deputy's rank ("TỊCH" of "PHÓ CHỦ TỊCH")."""
    return acting.how != "" and deputies(acting.rank, lexicon)[0].casefold().endswith(f" {text.casefold()}")


def _covered(word: Word) -> bool:
    """Whether a word in a picture was not read: a seal or a signature lies over it."""
    return word.box is not None and word.confidence < 0.5 and len(word.text) > 1


def _head_of(title: Value | None, lexicon: Lexicon) -> _SignedFor | None:
    """A rank that was read already is that of the one signed for, if a deputy's follows and "KT." was not read."""
    rank = known_rank(title.value, lexicon) if title and title.value else None
    return _SignedFor("", rank) if rank else None


def _alike(text: str, rank: str) -> float:
    """How like two texts are, 0..100, letters alone."""
    one, other = ("".join(c for c in bare(t).lower() if c.isalpha()) for t in (text, rank))
    return fuzz.ratio(one, other)
