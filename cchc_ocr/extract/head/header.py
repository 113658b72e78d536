"""The head of a document: number, symbol, issuer, place and date; together with its title and its foot."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from cchc_ocr.check_texts import failed
from cchc_ocr.document import Page, Word
from cchc_ocr.extract.forms.dates import find_dates
from cchc_ocr.extract.forms.handwriting import SURE, Yardstick, figures_probability
from cchc_ocr.extract.forms.names import is_known_place, place_name
from cchc_ocr.extract.head.as_typed import as_typed
from cchc_ocr.extract.head.confirming import confirmed
from cchc_ocr.extract.head.due import ATTACHED, missing
from cchc_ocr.extract.head.footer import read_footer
from cchc_ocr.extract.head.issuing import against_symbol, as_the_text_goes_on, issuers_of, named_by_itself
from cchc_ocr.extract.head.item_slips import as_the_text_names
from cchc_ocr.extract.head.masthead import Masthead, read_masthead
from cchc_ocr.extract.head.own_number import (
    OwnNumber,
    groups_of,
    number_values,
    own_number,
    symbols_of,
)
from cchc_ocr.extract.head.title import Title, as_the_body_says, read_title
from cchc_ocr.extract.text.recalibrated import sure, with_curve
from cchc_ocr.extract.text.values import Value
from cchc_ocr.layout.landmarks import (
    Mark,
    date_frame,
    is_like_secrecy,
    is_place_and_date,
    marks_of,
)
from cchc_ocr.layout.pieces import Piece, pieces_of
from cchc_ocr.layout.stamps import copy_of, draft_of
from cchc_ocr.lexicon import Lexicon
from cchc_ocr.patterns import accented, unaccented
from cchc_ocr.records import Check, Document, Evidence
from cchc_ocr.vietnamese import CAPITALS, bare

_YEARS = (1900, 2049)
_BELOW_TITLE, _ABOVE_FOOT = 4, 3  # lines among which place and date are looked for where the head has none
_LINES_OF_FOOT = 8
_NAMED_TWICE = ("signers/0/name", "signers/0/title")  # signer and signer_title are listed in their place
_TITLE_LINES = 12  # in which type, subject, and what a text is attached to are found
_FEWEST_WORDS = 8  # of two letters and more; what dust and letters that show through give is less
_WORDS_OF_PLACE = (2, 3)  # with which the name of a body may end
_CLEAR = 0.9  # the engine's confidence from which on a word of a name is as it was read
_UNNAMED = 0.6  # the certainty of a type by its sign below a title that no list has ("PHIẾU GIAO VIỆC", "PG")
# "Sơn Hà, hồi 14 giờ, ngày …", "Sơn Hà, 16 giờ 30 ngày …", of telegrams and of what is urgent
_AT_AN_HOUR = accented(r",\s*(?:(?:[Hh]ồi|[Ll]úc|[Vv]ào)\b|\d{1,2}\s?(?:giờ|[gh:])\s?\d{0,2}\b)")
_ROOM = 2.5  # widths of a figure between two words that have one figure and two spaces between them
_BEFORE_DATE = accented(rf"^(?P<place>[{CAPITALS}][^,;:\d]{{2,30}}),\s*ngày\b")  # "Sơn Hà, ngày …"
# What types of documents are called that no list has: "THƯ CHÚC MỪNG", "PHIẾU GIAO VIỆC".
_OF_SOME_KIND = unaccented(r"(?:thư|giấy|phiếu|đơn|tờ|bản|lời|bảng|danh sách|sổ)\s\w+(?:\s\w+){0,3}\W*$")
_WORDS_OF_DATE = 12  # of a line of place and date, with what a hand has made of the figures
_AROUND_MARK = re.compile(r"\s*([-/.])\s*")  # "16 - 6 - 2022"
_DATED_IN_TEXT = ("Biên bản", "Hợp đồng")
_TODAY = accented(r"^\W*(?:Hôm nay|Thời gian)\b")
_DONE_AT = accented(r"^\W*(?:Làm|Lập|Ký|Viết)?\s*[Tt]ại\s+")
_SECRECY_LABEL = unaccented(r"^\W*(?:mức )?độ mật\s*:\s*")  # "Độ mật: TỐI MẬT"


@dataclass(frozen=True, slots=True)
class Header:
    """What was read of head and foot, where, and how surely.

    ``number_symbol`` is the document's own as it was read, also where it is not sure enough for the record;
    ``body`` is the line where the body begins (page number, index on that page), ``foot`` the one where the
    foot begins, None where none was found.
    """

    document: Document
    evidence: tuple[Evidence, ...]
    needs_review: tuple[str, ...]
    checks: tuple[Check, ...]
    number_symbol: str | None
    body: tuple[int, int]
    foot: tuple[int, int] | None


def read_header(pages: Sequence[Page], lexicon: Lexicon, *, review_below: float = 0.7) -> Header:
    """Header and footer of the document that begins on the first page with text.

    The head of a later page belongs to an attachment and is not read: without its first page a document
    has no number, date or issuer here. Values surer than ``review_below`` need no look.
    """
    pages = [as_typed(page) for page in _from_first_with_text(pages)]
    if not pages:
        due = missing(Document(), "scan", with_head=False, attached=False)
        return Header(Document(), (), tuple(due), (), None, (1, 0), None)
    head = read_masthead(pages[0], lexicon)
    title = read_title(head, pages[0], lexicon)
    foot = read_footer(pages, title.body, lexicon)
    issuers = list(issuers_of(head, lexicon))
    issuer = next((value.value for value in issuers if value.field == "issuer"), None)
    own = own_number(head, title, issuer, lexicon, groups_of(pages))
    values = [
        *number_values(own, title, issuer, lexicon),
        *issuers,
        *_place_and_date(head, _dated(head, pages, foot.start) or _dated_in_text(head, title), lexicon),
    ]
    values += _marks(head, pages[0])
    values += [as_the_body_says(v, pages) if v.field == "subject" else v for v in title.values]
    values += as_the_text_names(foot.values, pages)
    if not head.known:
        values += named_by_itself(pages, lexicon)
    values.append(_type(head, own, title, issuer, lexicon))
    places = [value.value for value in values if value.field == "place" and value.value]
    parent = next((value.value for value in values if value.field == "parent" and value.value), "").split()
    places += [" ".join(parent[-count:]) for count in _WORDS_OF_PLACE if len(parent) > count]
    values = [as_the_text_goes_on(v, places, pages, lexicon) if v.field == "issuer" else v for v in values]
    values = confirmed(against_symbol(values, own.symbol if own else ""), lexicon)
    values = [value for value in values if value.value is not None or value.words]
    document = _document(values)
    checks = tuple(_checks(document, own, issuer, head, lexicon))
    listed = (value for value in values if value.field not in _NAMED_TWICE)
    curve = lexicon.calibration.get("head")
    doubtful = [value.pointer for value in listed if sure(value.confidence, curve) < review_below]
    due = missing(document, pages[0].origin, with_head=head.known, attached=_is_attached(head))
    return Header(
        document,
        tuple(with_curve(value.evidence(), curve) for value in values if value.words),
        tuple(dict.fromkeys((*doubtful, *(field for check in checks for field in check.fields), *due))),
        checks,
        own.code if own else None,
        title.body,
        foot.start,
    )


def _is_attached(head: Masthead) -> bool:
    """Whether the first lines say that the text is part of another document: "(Kèm theo Quyết định số …)"."""
    return any(ATTACHED.match(piece.text) for piece in head.rest[:_TITLE_LINES])


def _from_first_with_text(pages: Sequence[Page]) -> list[Page]:
    """Without empty pages at the beginning, where dust and what shows through may be read as letters."""
    words = [[word for line in page.lines for word in line.words if len(word.text) > 1] for page in pages]
    first = next((at for at, found in enumerate(words) if len(found) >= _FEWEST_WORDS), 0)
    return [page for page in pages[first:] if page.lines]


def _type_of_number(head: Masthead, lexicon: Lexicon) -> Value | None:
    """The type that stands before the number: "Bản án số: 15/2023/HC-ST"."""
    line = head.number.bare if head.number else ""
    named = (kind for kind in lexicon.document_types if line.startswith(f"{bare(kind.name).lower()} s"))
    kind = max(named, key=lambda kind: len(kind.name), default=None)
    return (
        Value("type", kind.official, head.number.words[:2], head.number.page, 0.9)
        if kind and head.number
        else None
    )


def _type(head: Masthead, own: OwnNumber | None, title: Title, issuer: str | None, lexicon: Lexicon) -> Value:
    """By the printed name; else a letter if it says "V/v"; else by the sign in the symbol.

    A sign may be that of a body as well ("CT", Cục Thuế), or of a unit ("NHCS-KH"): with an addressee it is a
    letter.
    """
    if title.type_value:
        return title.type_value
    if labelled := _type_of_number(head, lexicon):
        return labelled
    sign = own.known_type if own else None
    bodies = symbols_of(issuer, lexicon)
    addressed = any(value.field.startswith("addressees") for value in title.values)
    of_body = own and sign and (sign in bodies or not re.match(rf"{sign}\b", own.symbol))
    if title.unknown and not sign:
        named = _OF_SOME_KIND.match(title.unknown.bare)
        printed = title.unknown.text.strip(" .:*").capitalize() if named else None
        return Value("type", printed, title.unknown.words, title.unknown.page, _UNNAMED if named else 0.0)
    if title.is_letter or (own and (not sign or (addressed and of_body))):
        words = title.letter_words or (own.symbol_words if own else ())
        return Value("type", "Công văn", words, own.page if own else 1, 0.95 if title.is_letter else 0.85)
    if own and sign:
        certainty = _UNNAMED if title.unknown else 0.9
        return Value("type", lexicon.types.of_sign(sign), own.symbol_words, own.page, certainty)
    return Value("type", None, (), 1, 0.0)


def _place_alone(head: Masthead, lexicon: Lexicon) -> Iterator[Value]:
    """The place before a date that a hand has filled in so that it cannot be read ("Sơn Hà, ngày 2 thg/Ohăm")."""
    below = (piece for piece in head.rest[:_BELOW_TITLE] if len(piece.words) <= _WORDS_OF_DATE)
    for piece in (*head.right, *below):
        place = _BEFORE_DATE.match(piece.text)
        if place:
            words = piece.words_at(0, place.end("place"))
            yield Value("place", place_name(place["place"], lexicon), words, piece.page, 0.9)
            yield Value("date", None, piece.words[len(words) :], piece.page, 0.0)
            return


def _place_and_date(head: Masthead, piece: Piece | None, lexicon: Lexicon) -> Iterator[Value]:
    frame = date_frame(piece.text) if piece else None
    if not piece or not frame:
        yield from _place_alone(head, lexicon)
        return
    place = _AT_AN_HOUR.split(piece.text[: frame.start()])[0].strip(" ,.;:_-–")
    if sum(c.isalpha() for c in place) >= 2:
        words = piece.words_at(0, max(frame.start() - 1, 1))
        name, certainty = _place(place, words, lexicon)
        yield Value("place", name, words, piece.page, certainty)
    yield from _date_in_figures(piece, frame) if "mark" in frame.groupdict() else _date(piece, frame, head.rise)


def _place(printed: str, words: Sequence[Word], lexicon: Lexicon) -> tuple[str, float]:
    """The place and how sure it is: as it was surely read where repair has made another name that no list has."""
    seen = " ".join(word.as_seen for word in words).strip(" ,.;:_-–")
    name = place_name(printed, lexicon)
    clear = all(word.confidence >= _CLEAR or word.as_seen == word.text for word in words)
    if seen.casefold() == printed.casefold() or not clear or not seen.istitle() or is_known_place(name, lexicon):
        return name, 0.98
    return place_name(seen, lexicon), _UNNAMED


def _dated(head: Masthead, pages: Sequence[Page], foot: tuple[int, int] | None) -> Piece | None:
    """The line of place and date: of the head, else the one below the title, or above the signature."""
    if head.dated:
        return head.dated
    below = [piece for piece in head.rest[:_BELOW_TITLE] if not piece.text.lower().startswith("ng")]
    if foot:
        last = [page for page in pages if page.number == foot[0]]
        above = [p for page in last for p in pieces_of(page) if p.line >= foot[1] - _ABOVE_FOOT]
    else:  # a form with a signature of which too little is legible
        above = pieces_of(pages[0])[-_LINES_OF_FOOT:] if len(pages) == 1 and head.known else []
        above = [piece for piece in above if not piece.text.lower().startswith("ng")]
    return next(
        (piece for piece in map(_without_opening, (*below, *above)) if is_place_and_date(piece.text)), None
    )


def _dated_in_text(head: Masthead, title: Title) -> Piece | None:
    """The date with which minutes and contracts begin where nothing else dates them: "Hôm nay, ngày …"."""
    kind = title.type_value.value if title.type_value else None
    if not kind or not kind.startswith(_DATED_IN_TEXT):
        return None
    opening = (piece for piece in head.rest[:_TITLE_LINES] if _TODAY.match(piece.text))
    framed = ((piece, date_frame(piece.text)) for piece in opening)
    return next((piece.cut(frame.start())[1] for piece, frame in framed if frame), None)


def _without_opening(piece: Piece) -> Piece:
    """The line without the words before its place: "Làm tại Sơn Hà, ngày …"."""
    opening = _DONE_AT.match(piece.text)
    return (piece.cut(opening.end())[1] if opening else None) or piece


def _date_in_figures(piece: Piece, frame: re.Match[str]) -> Iterator[Value]:
    """A date that is not spelled out ("Sơn Hà, 20/5/2020"): its figures stand together, without blanks."""
    words = piece.words_at(*frame.span())
    typed = all(any(part in word.as_seen for word in words) for part in frame.group("day", "month", "year"))
    printed = _AROUND_MARK.sub(r"\1", piece.text[slice(*frame.span())])
    found = next(iter(find_dates(printed)), None) if typed else None
    iso = found.iso if found and _is_year(frame["year"]) else None
    yield Value("date", iso, words, piece.page, 0.9)


def _date(piece: Piece, frame: re.Match[str], rise: float) -> Iterator[Value]:
    """The date, or as much of it as is print."""
    yardstick = Yardstick.of(piece.words_at(*frame.span("year")), rise)
    words = piece.words_at(*frame.span())
    day, day_sure = _figures(piece, frame, "day", yardstick)
    month, month_sure = _figures(piece, frame, "month", yardstick)
    full = next(iter(find_dates(f"ngày {day} tháng {month} năm {frame['year']}")), None) if day and month else None
    sure = min(day_sure, month_sure)
    if full and full.iso and sure >= SURE and _is_year(frame["year"]):
        yield Value("date", full.iso, words, piece.page, sure, weigh=False)
        return
    yield Value("date", None, words, piece.page, 0.0)
    if not _is_year(frame["year"]):
        return
    known = month and month_sure >= SURE and 1 <= int(month) <= 12
    partial = f"{frame['year']}-{int(month):02d}" if known and month else frame["year"]
    yield Value("date_partial", partial, words, piece.page, month_sure if known else 0.95, weigh=False)


def _is_year(year: str) -> bool:
    """Whether a document can be of a year: one to come, or before there was paper to keep, is a slip."""
    return _YEARS[0] <= int(year) <= _YEARS[1]


def _figures(
    piece: Piece, frame: re.Match[str], part: str, yardstick: Yardstick | None
) -> tuple[str | None, float]:
    """Day or month if figures alone stand in its blank, and the probability that they are right.

    Days below 10 and the months 1 and 2 are printed with a 0 before them: a single figure has lost another.
    """
    printed = piece.text[slice(*frame.span(part))]
    figures = printed.strip(" .,_…:-–")
    if not (figures.isdigit() and figures.isascii() and len(figures) <= 2):
        return None, 0.0
    start = frame.start(part) + printed.index(figures)
    end = start + len(figures)
    if not any(figures in word.as_seen for word in piece.words_at(start, end)):
        return None, 0.0  # mended by their form, but here a hand may have written them
    before, after = piece.words_at(0, start), piece.words_at(end, len(piece.text))
    beside = (before[-1] if before else None, after[0] if after else None)
    probability = figures_probability(piece.words_at(start, end), figures, yardstick, *beside)
    lost = len(figures) == 1 and (part == "day" or int(figures) < 3) and not _is_close(*beside, yardstick)
    return figures, probability * 0.6 if probability < 1 and lost else probability


def _is_close(before: Word | None, after: Word | None, yardstick: Yardstick | None) -> bool:
    """Whether a single figure leaves no room for another between the words beside it."""
    if not (before and after and before.box and after.box and yardstick):
        return False
    return after.box.x0 - before.box.x1 < _ROOM * yardstick.width


def _marks(head: Masthead, page: Page) -> Iterator[Value]:
    """Marks of urgency and secrecy, which stand alone on a line of the head or above it."""
    tops = [piece.box.y0 for piece in head.right if piece.box]
    above = [p for p in pieces_of(page) if p.box and tops and p.box.y1 <= min(tops)]
    pieces = (*head.left, *head.right, *head.rest[:_TITLE_LINES], *above)
    found: dict[str, Value] = {}
    for piece in pieces:
        for mark in _marks_on(piece):
            found.setdefault(mark.field, Value(mark.field, mark.name, piece.words, piece.page, 0.95))
    for piece in pieces:
        for field, said in (("copy", copy_of(piece.text)), ("draft", draft_of(piece.text))):
            if said:
                found.setdefault(field, Value(field, said, piece.words, piece.page, 0.95))
    for piece in pieces:
        if is_like_secrecy(piece.text):
            found.setdefault("secrecy", Value("secrecy", None, piece.words, piece.page, 0.0))
    yield from found.values()


def _marks_on(piece: Piece) -> tuple[Mark, ...]:
    """The marks that are all of a line, or of what follows "Độ mật:" on it."""
    label = _SECRECY_LABEL.match(piece.bare)
    return marks_of(piece.text[label.end() :] if label else piece.text)


def _document(values: Sequence[Value]) -> Document:
    """The record's part from single values; in lists they have fields such as "recipients/0", "signers/0/name"."""
    fields: dict[str, Any] = {}
    for value in values:
        name, *place = value.field.split("/")
        if len(place) == 2:
            fields.setdefault(name, {}).setdefault(place[0], {})[place[1]] = value.value
        elif place:
            fields.setdefault(name, []).append(value.value)
        elif value.value is not None:
            fields.setdefault(name, value.value)
    return Document.model_validate({n: [*v.values()] if isinstance(v, dict) else v for n, v in fields.items()})


def _checks(
    document: Document, own: OwnNumber | None, issuer: str | None, head: Masthead, lexicon: Lexicon
) -> Iterator[Check]:
    if own and document.type and (types := _other_types(own, document.type, issuer, lexicon)):
        fields = ("/document/type", "/document/symbol")
        yield failed(code="symbol-type", fields=fields, symbol=own.symbol, types=types, title=document.type)
    frame = date_frame(head.dated.text) if head.dated else None
    if head.dated and frame and document.date is None:
        dated = find_dates(head.dated.text)
        if (dated and not dated[0].exists) or not _is_year(frame["year"]):
            seen = head.dated.text[slice(*frame.span())].strip()
            yield failed(code="no-such-date", fields=("/document/date",), seen=seen)


def _other_types(own: OwnNumber, title: str, issuer: str | None, lexicon: Lexicon) -> str:
    """The types that the sign in the symbol stands for, joined by "; "; "" where it does not contradict the type.

    Letters have no sign: in theirs, the sign of a body or of its unit ("CT", Cục Thuế) stands first.
    """
    sign = own.known_type
    if not sign or lexicon.types.is_sign_of(sign, title):
        return ""
    if title == "Công văn" and (sign in symbols_of(issuer, lexicon) or not own.symbol.startswith(f"{sign}-")):
        return ""
    return "; ".join(sorted(lexicon.types.by_sign[sign]))
