"""The document's own number and symbol, from the line "Số: …" of its head."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import Levenshtein

from cchc_ocr.document import Page, Word
from cchc_ocr.extract.forms.handwriting import SURE, Yardstick, figures_probability
from cchc_ocr.extract.head.masthead import Masthead
from cchc_ocr.extract.head.title import Title
from cchc_ocr.extract.text.values import Value
from cchc_ocr.layout.landmarks import NUMBER_LINE, date_frame
from cchc_ocr.layout.pieces import Piece
from cchc_ocr.lexicon import Lexicon
from cchc_ocr.numbering.figures import mend_digits
from cchc_ocr.numbering.numbers import DocumentNumber, find_numbers, mend_symbol, type_sign
from cchc_ocr.numbering.signs import Signs, folded
from cchc_ocr.patterns import accented

_SYMBOL = accented(r"""
    [/⁄]\s?
    (?:(?P<year>(?:19|20)\d\d)\s?[/⁄]\s?)?                       # "/2024/QĐ-UBND"
    (?P<symbol>
        [A-ZĐÐ][\wĐ&./–-]*(?:\s?[-–]\s?[A-ZĐ&]+)*               # "/QĐ-UBND", "/KH – UBND"
        (?:,[A-ZĐ&]{2,})*                                         # "/KH-SVH,TT,DL"
    )\W*$
""")
# What goes on with a symbol where the form that numbers have in sentences ends: "SVH,TT,DL", "CAH(TH)", "KD+KT".
_GOES_ON = accented(r"(?:\s?[-–,.&/+]\s?[A-ZĐ&]{1,12}\d?|\s?\([A-ZĐ&\d-]{1,8}\))+(?=[^\w)]*$)")
# As numbers were written until the 1990s, and the Youth Union still writes them: "112 QĐ/UB", "41 QyĐ/TĐTN-TCKT".
_OLD = accented(r"""
    ^[\s:.]*(?P<number>\d{1,5})\s+
    (?P<symbol>[A-ZĐ][A-Za-zĐđ]{1,4}\s?[/⁄]\s?[A-ZĐ]{2,}(?:[-–/.][A-ZĐ&]+)*)\W*$
""")
_WITHOUT_SLASH = accented(r"(?<![A-Za-zĐ/⁄-])(?P<symbol>[A-ZĐ][A-Za-zĐ]{1,4}(?:-[A-ZĐ&]{2,})+)\W*$")
_LETTERS_BEFORE = accented(r"[A-ZĐ][A-Za-zĐđ]{1,4}\s?$")  # "QyĐ" before "/TĐTN": a part of the symbol?
_PARTY_SYMBOL = re.compile(r"[-–]\s?(?P<symbol>[A-ZĐ][A-Za-zĐ]{1,3}\s?/\s?[A-ZĐ]{2,8})\W*$")  # "-NQ/TU"
_FIGURES = re.compile(r"(?!0+$)[0-9]{1,5}")
_GROUP = re.compile(r"(?<![\wĐ])[A-ZĐ&]{2,}(?![\w.])")  # "SNV" of "QĐ-SNV"
_SHORTEST = 4  # letters from which one that is wrong leaves no doubt
_CONTRADICTED = 0.6  # a letter lost in print is likelier than a sign that was wrongly given
_SURE = 0.9  # an engine this sure of a symbol is not contradicted: bodies have symbols that no list knows


@dataclass(frozen=True, slots=True)
class OwnNumber:
    """The document's number as read: ``code`` whole, ``probability`` that its figures are right.

    ``whole``: whether the number and its symbol are all that stands on their line.
    """

    number: str
    symbol: str
    code: str
    probability: float
    known_type: str | None
    number_words: tuple[Word, ...]
    symbol_words: tuple[Word, ...]
    page: int
    whole: bool = True


def own_number(
    head: Masthead, title: Title, issuer: str | None, lexicon: Lexicon, cited: Collection[str] = ()
) -> OwnNumber | None:
    """The number that the head gives, None where it has no such line.

    A symbol of a scan that is one letter off what the printed type and the issuer call for is set right,
    unless the engine was sure of it. ``cited`` are groups of symbols that the document has elsewhere.
    """
    piece = head.number
    label = NUMBER_LINE.match(piece.bare) if piece else None
    if not piece or not label:
        return None
    own = _as_read(piece, label.end(), head, lexicon)
    if own is None or piece.box is None or min(w.confidence for w in own.symbol_words) >= _SURE:
        return own
    known = frozenset(cited) | _initials(issuer)
    symbol = _as_cited(_meant(own.symbol, title, symbols_of(issuer, lexicon), lexicon), known, lexicon)
    code = own.code.removesuffix(own.symbol) + symbol
    return replace(own, symbol=symbol, code=code, known_type=type_sign(symbol, lexicon.signs))


def _initials(issuer: str | None) -> frozenset[str]:
    """What the initials of a body's last words make: "CĐN" of "Trường Cao đẳng nghề"."""
    initials = "".join(word[0].upper() for word in (issuer or "").split())
    return frozenset(initials[at:] for at in range(len(initials) - 1))


def _as_read(piece: Piece, start: int, head: Masthead, lexicon: Lexicon) -> OwnNumber | None:
    """From what stands after "Số:", that is from ``start`` of the piece."""
    signs = lexicon.signs
    text = piece.text[start:]
    printed = next((n for n in find_numbers(text, signs) if _opens(text, n)), None)
    if printed:
        whole = _whole(printed, text)
        ends = not any(map(str.isalnum, text[whole.end :]))
        return replace(_printed_number(whole, piece, start, _yardstick(head)), whole=ends)
    if old := _OLD.match(text):
        return _old_number(old, piece, start, head, lexicon)
    ways = [way.search(piece.text, start) for way in (_SYMBOL, _PARTY_SYMBOL)]
    found = min((way for way in ways if way), key=re.Match.start, default=None)
    if not found:
        return _behind_a_hand(piece, start, signs)
    symbol = mend_symbol(found["symbol"], signs).strip(".-/")
    before = piece.words_at(start, max(found.start(), start + 1))
    words = piece.words_at(*found.span("symbol"))
    parted = bool(_LETTERS_BEFORE.search(piece.text[start : found.start()]))
    own = OwnNumber("", symbol, symbol, 0.0, type_sign(symbol, signs), before, words, piece.page, not parted)
    figures = piece.text[start : found.start()].strip()
    year = found.groupdict().get("year")
    return _spaced(figures, own, year, _yardstick(head)) if _FIGURES.fullmatch(figures) else own


def _behind_a_hand(piece: Piece, start: int, signs: Signs) -> OwnNumber | None:
    """The symbol where a hand has written the number over its slash ("Số: 2†GNP-CCKL"), which is for review."""
    found = _WITHOUT_SLASH.search(piece.text, start)
    symbol = mend_symbol(found["symbol"], signs) if found else ""
    if not found or not type_sign(symbol, signs):
        return None
    before, words = piece.words_at(start, max(found.start(), start + 1)), piece.words_at(*found.span("symbol"))
    return OwnNumber("", symbol, symbol, 0.0, type_sign(symbol, signs), before, words, piece.page, whole=False)


def _whole(found: DocumentNumber, text: str) -> DocumentNumber:
    """The number with all that goes on with its symbol on the line: "SVH,TT,DL", "CAH(TH)"."""
    more = _GOES_ON.match(text, found.end)
    if not more:
        return found
    symbol, printed = found.symbol + "".join(more.group().split()), found.printed + more.group()
    return replace(found, end=more.end(), symbol=symbol, printed=printed)


def _old_number(found: re.Match[str], piece: Piece, start: int, head: Masthead, lexicon: Lexicon) -> OwnNumber:
    """A number that a space parts from its symbol, as it is printed: "112 QĐ/UB"."""
    symbol = mend_symbol(found["symbol"], lexicon.signs)
    words, behind = (
        piece.words_at(start + found.start(part), start + found.end(part)) for part in ("number", "symbol")
    )
    sign = type_sign(symbol, lexicon.signs)
    own = OwnNumber("", symbol, symbol, 0.0, sign, words, behind, piece.page)
    read = _spaced(found["number"], own, None, _yardstick(head))
    return replace(read, code=f"{found['number']} {symbol}")


def _spaced(figures: str, own: OwnNumber, year: str | None, yardstick: Yardstick | None) -> OwnNumber:
    """``own`` with a number that spaces part from its symbol: "45 /BC - SNV"."""
    seen = any(figures in word.as_seen for word in own.number_words)
    probability = figures_probability(own.number_words, figures, yardstick) if seen else 0.0
    code = f"{figures}/{year}/{own.symbol}" if year else f"{figures}/{own.symbol}"
    return replace(own, number=figures, code=code, probability=probability)


def _opens(text: str, found: DocumentNumber) -> bool:
    """Whether a number is all that stands before the symbol: "ÿ34/TB-…" has lost a figure."""
    return not text[: found.start].strip(" .:…_") and found.number.strip("0") != ""


def _printed_number(found: DocumentNumber, piece: Piece, start: int, yardstick: Yardstick | None) -> OwnNumber:
    end = found.start + len(re.split(r"[/⁄–-]", found.printed)[0].rstrip())
    figures = piece.text[start + found.start : start + end]
    words = piece.words_at(start + found.start, start + end)
    symbol_words = piece.words_at(start + end + 1, start + found.end)
    yardstick = yardstick or next((Yardstick.of_symbol(w) for w in symbol_words if w not in words), None)
    typed = not any(word.box and word.confidence < 1.0 for word in words)
    clean = typed or (figures.isdigit() and any(figures in word.as_seen for word in words))
    probability = figures_probability(words, figures, yardstick) if clean else 0.0
    number, code = mend_digits(found.number), found.number_symbol
    return OwnNumber(number, found.symbol, code, probability, found.type_sign, words, symbol_words, piece.page)


def symbols_of(issuer: str | None, lexicon: Lexicon) -> tuple[str, ...]:
    """The symbols that a body's documents bear."""
    return tuple(s for a in lexicon.agencies if issuer and issuer.startswith(a.name) for s in a.symbols)


def _meant(symbol: str, title: Title, bodies: Sequence[str], lexicon: Lexicon) -> str:
    """The symbol with groups set right one letter off what is due ("CTI-UBND" under CHỈ THỊ)."""
    printed = title.type_value.value if title.type_value else None
    signs = lexicon.types.signs_of(printed)
    if "/" in symbol or "-" not in symbol:
        return symbol
    first, *others = symbol.split("-")
    return "-".join([_nearest(first, signs, more=1), *(_nearest(group, bodies, more=0) for group in others)])


def groups_of(pages: Sequence[Page]) -> frozenset[str]:
    """The groups of all symbols that stand on pages."""
    words = (word.text.partition("/")[2] for page in pages for line in page.lines for word in line.words)
    return frozenset(group for symbol in words for group in _GROUP.findall(symbol))


def _as_cited(symbol: str, cited: Collection[str], lexicon: Lexicon) -> str:
    """The symbol without the letters that an engine doubles, where the document or the issuer's name has it so.

    "CĐĐN" beside "CĐN": some bodies have two Đ, so that the letters alone do not tell.
    """
    known = lexicon.signs.known
    return "-".join(group if group in known else _undoubled(group, cited) for group in symbol.split("-"))


def _undoubled(group: str, cited: Collection[str]) -> str:
    shorter = [other for other in cited if len(other) < len(group) and folded(other) == folded(group)]
    return shorter[0] if len(shorter) == 1 else group


def _nearest(group: str, expected: Sequence[str], *, more: int) -> str:
    """The one of the expected that is a letter off. ``more``: as many letters too many may have been read.

    Short ones are too much alike to be taken for one another. Of signs there are few, so that one with a letter
    too many is known; bodies have symbols that no list has ("TVT" beside "TV").
    """
    if group in expected or (not more and len(group) < _SHORTEST):
        return group
    lengths = (0, more) if len(group) >= _SHORTEST else (more,)
    near = (e for e in expected if len(group) - len(e) in lengths and Levenshtein.distance(group, e) == 1)
    return next(near, group)


def _yardstick(head: Masthead) -> Yardstick | None:
    """The printed year beside the number, or those in the text where no date stands beside it."""
    dated = date_frame(head.dated.text) if head.dated else None
    if head.dated and dated:
        return Yardstick.of(head.dated.words_at(*dated.span("year")), head.rise)
    return Yardstick.of_text((word for piece in head.rest for word in piece.words), head.rise)


def _is_anothers(own: OwnNumber, issuer: str | None, lexicon: Lexicon) -> bool:
    """Whether the symbol on a scan is that of another body, a letter off one of the issuer's ("STP", "STC")."""
    expected = symbols_of(issuer, lexicon)
    groups = [group for group in re.split(r"[-/]", own.symbol) if group in lexicon.signs.known_bodies]
    near = (Levenshtein.distance(group, symbol) == 1 for group in groups for symbol in expected)
    scanned = any(word.box for word in own.symbol_words)
    return scanned and not set(own.symbol.split("-")) & {*expected} and any(near)


def number_values(own: OwnNumber | None, title: Title, issuer: str | None, lexicon: Lexicon) -> Iterator[Value]:
    """Number and symbol, apart and together; a symbol that contradicts type or issuer is hardly right."""
    if own is None:
        return
    sure = own.probability >= SURE
    both = (*own.number_words, *(word for word in own.symbol_words if word not in own.number_words))
    # The words' own confidence is in the probability already.
    yield Value("number", own.number if sure else None, own.number_words, own.page, own.probability, weigh=False)
    # A symbol whose parts the dictionaries have was read rightly, however unsure the engine was of a code.
    known = own.known_type is not None and all(
        group in lexicon.signs.known for group in re.split(r"[-/]", own.symbol)
    )
    certainty = 0.97 if known else 0.9
    printed = title.type_value
    if own.known_type and printed and not lexicon.types.is_sign_of(own.known_type, printed.value):
        certainty = _CONTRADICTED
    if _is_anothers(own, issuer, lexicon) or not own.whole:
        certainty = _CONTRADICTED
    symbol = Value("symbol", own.symbol, own.symbol_words, own.page, certainty, weigh=not known)
    yield symbol
    whole = min(own.probability, symbol.confidence)  # both are read worse on a worse page: no product
    yield Value("number_symbol", own.code if sure else None, both, own.page, whole, weigh=False)
