"""What a page shows of where a document begins and ends: its head, its printed number, its foot, or nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cchc_ocr.document import Page
from cchc_ocr.layout.landmarks import (
    DASHED,
    find_date,
    find_heading,
    is_dated,
    is_filed,
    is_numbered,
    recipients_end,
)
from cchc_ocr.layout.pieces import Piece, pieces_of
from cchc_ocr.lexicon import Lexicon, kept
from cchc_ocr.patterns import any_of, unaccented
from cchc_ocr.vietnamese import bare

_TOP = 16  # lines of a page among which its head or title is looked for
_TOP_OF_HEIGHT = 0.5  # of the page, where its lines have boxes
_TITLE = 22  # as many lines, below the longest head
_FEW_WORDS = 3  # dust, and what shows through, may be read as so many
_MOST_ON_SEPARATOR = 20  # words
_LONGEST_TITLE = 8  # lines of the title of an annex
_LEAST_BODY = 3  # lines of a page that holds more than a signature
_MOST_PAGES = 2000  # a number in the margin above this is no page number

# "2", "- 2 -", "Trang 2/5"
_PAGE_NUMBER = unaccented(r"^\W*(?:trang\s+)?(?P<number>\d{1,4})(?:\s*/\s*\d{1,4})?\W*$")
_SEPARATOR = unaccented(r"""
    \b(?:
        (?:tờ|trang|phiếu|giấy)\s+(?:phân cách|ngăn cách|phân trang|lót|phân tách)\b   # "TỜ PHÂN CÁCH"
        |phân (?:cách|tách) (?:hồ sơ|tài liệu|văn bản)\b                               # "PHÂN CÁCH TÀI LIỆU"
        |(?:document |batch |job )?separator\b                                         # "SEPARATOR SHEET"
        |patch\s?(?:code|[t123])\b                                                     # "PATCH T"
    )
""")
# What belongs to another document says so at its top.
_ANNEX = unaccented(r"""
    ^\W*(?:
        phụ lục\b(?!\s+(?:kèm|này|số\s\d+\s+của))    # "PHỤ LỤC I", "Phụ lục"
        |phụ biểu\b                                 # "PHỤ BIỂU 01"
        |(?:mẫu|biểu|biểu mẫu|bảng|mẫu biểu|danh mục|danh sách)\s+
        (?:số\s*)?[\divxa-d]{1,4}\b                # "Mẫu số 01", "Biểu 2"
    )
""")
_ATTACHED = unaccented(r"""
    ^\W*(?:ban hành\s+)?
    (?:kèm theo|đính kèm|gửi kèm)\s                 # "(Ban hành kèm theo Quyết định số …", "(Kèm theo Công văn …"
    (?!(?:báo cáo|công văn|tờ trình|văn bản|kế hoạch) này\b|là\b)
""")
# A document says what comes behind it: "Quy chế ban hành kèm theo Quyết định này", "kèm theo dự thảo Nghị quyết".
_ANNOUNCED = unaccented(r"\b(?:kèm theo|đính kèm)\s(?:\w+\s){1,4}này\b")
_DRAFT_ANNOUNCED = unaccented(r"\bdự thảo\b")
_DRAFT = unaccented(r"^\W*(?:bản )?dự thảo\b")
_BLANKS = re.compile(r"[.…_]{4,}")  # of a form that is to be filled in


@dataclass(frozen=True, slots=True)
class PageSigns:
    """What one page shows. ``number`` is its number in the file.

    ``heading``, ``own_number`` and ``dated`` say that the country's name (or the party's), a number with its
    symbol, and place and date stand at its top; ``title`` is the line there that names a type, ``draft`` says that
    it is called a draft. ``annex`` is the title of what belongs to another document; titles are "" where there are
    none. ``announces`` and ``announces_draft`` say that the text names what comes behind the document. ``printed``
    is the page number printed on the page, 0 where none is. ``ends`` says that the recipients stand on it, with
    whom a document ends. ``has_body`` says that there is more on it than a foot, ``continues`` that it begins in
    mid-sentence, ``is_form`` that its head has blanks to be filled in, ``is_template`` that nobody has: on paper
    they may be filled in by hand.
    """

    number: int
    heading: bool = False
    own_number: bool = False
    dated: bool = False
    title: str = ""
    draft: bool = False
    annex: str = ""
    announces: bool = False
    announces_draft: bool = False
    printed: int = 0
    ends: bool = False
    has_body: bool = True
    continues: bool = False
    is_form: bool = False
    is_template: bool = False
    is_blank: bool = False
    is_separator: bool = False
    is_unread: bool = False


def annex_titles(pages: Sequence[Page], lexicon: Lexicon) -> dict[int, str]:
    """The titles of annexes, or else of types, that stand at the top of pages, by their numbers."""
    shown = (signs_of(page, lexicon) for page in pages)
    return {page.number: page.annex or page.title for page in shown}


def signs_of(page: Page, lexicon: Lexicon) -> PageSigns:
    """The signs of a page as it was read; slips of the engine are allowed for."""
    if page.state == "unreadable":
        return PageSigns(page.number, is_unread=True, has_body=False)
    pieces = pieces_of(page)
    words = [word for piece in pieces for word in piece.words]
    if sum(len(word.text) > 1 for word in words) < _FEW_WORDS:
        return PageSigns(page.number, printed=_printed(page), is_blank=True, has_body=False)
    if len(words) <= _MOST_ON_SEPARATOR and any(_SEPARATOR.search(piece.bare) for piece in pieces):
        return PageSigns(page.number, is_separator=True, has_body=False)
    body = [piece for piece in pieces if not _PAGE_NUMBER.match(piece.bare)]
    top = _top(body, page)
    head = [piece.text for piece in top]
    heading = any(find_heading(text, as_printed=True) is not None for text in head)
    own_number = any(map(is_numbered, head))
    dated = any(find_date(text) or (is_dated(text) and at < _TOP // 2) for at, text in enumerate(head))
    is_form = sum(bool(_BLANKS.search(text)) for text in head) > 1
    text = " ".join(piece.bare for piece in body)
    return PageSigns(
        page.number,
        heading=heading,
        own_number=own_number,
        dated=dated,
        title=next((piece.text for piece in top if _is_title(piece, lexicon)), ""),
        draft=any(_DRAFT.match(piece.bare) and piece.is_upper for piece in top),
        annex=_annex(body[:_TITLE], has_head=heading and own_number and dated and not is_form),
        announces=bool(_ANNOUNCED.search(text)),
        announces_draft=bool(_DRAFT_ANNOUNCED.search(text)),
        printed=_printed(page),
        ends=any(recipients_end(piece.text) is not None or is_filed(piece.text, alone=True) for piece in body),
        has_body=len(_above_foot(body)) >= _LEAST_BODY,
        continues=bool(body and body[0].text[0].islower()),
        is_form=is_form,
        is_template=is_form and page.origin != "scan",
    )


def _top(pieces: Sequence[Piece], page: Page) -> list[Piece]:
    """The lines among which a head is looked for: head blocks come first in reading order, whatever they hold."""
    lines = [piece for piece in pieces if not piece.box or piece.box.y1 < _TOP_OF_HEIGHT * page.height]
    heads = [piece for piece in lines if page.lines[piece.line].zone in ("header-left", "header-right")]
    return [*heads, *(piece for piece in lines if piece not in heads)][: max(_TOP, len(heads) + _TOP // 2)]


def _above_foot(pieces: Sequence[Piece]) -> list[Piece]:
    """The lines above the recipients; a list of theirs may go on from the page before."""
    end = next((at for at, piece in enumerate(pieces) if recipients_end(piece.text) is not None), len(pieces))
    return [piece for piece in pieces[:end] if not DASHED.match(piece.bare)]


def _printed(page: Page) -> int:
    """The page number that is printed on the page: known by its place, or alone on the first or last line."""
    numbered = [line.text for line in page.lines if line.zone == "page-number"]
    at_edges = [line.text for line in (*page.lines[:1], *page.lines[-1:])]
    for text in (*numbered, *at_edges):
        found = _PAGE_NUMBER.match(bare(text).lower())
        if found and 0 < int(found["number"]) < _MOST_PAGES:
            return int(found["number"])
    return 0


def _annex(pieces: Sequence[Piece], *, has_head: bool) -> str:
    """The title of the annex that begins on the page: the line that says so, or what stands above "(Kèm theo …)".

    A page with a whole head is an annex only where that is said above it: "(Kèm theo …)" may be in its text.
    """
    for at, piece in enumerate(pieces):
        if has_head and (is_numbered(piece.text) or find_heading(piece.text, as_printed=True) is not None):
            return ""
        if at < _TOP // 2 and _ANNEX.match(piece.bare) and len(piece.words) < _MOST_ON_SEPARATOR:
            return piece.text
        if _ATTACHED.match(piece.bare) and (at < _TOP // 2 or piece.text.lstrip().startswith(("(", "["))):
            return _title_above(pieces[:at]) or piece.text.strip(" ()")
    return ""


def _title_above(pieces: Sequence[Piece]) -> str:
    """The title right above "(Kèm theo …)": its lines in capitals, and those below; else the last line."""
    above = pieces[-_LONGEST_TITLE:]
    ends = [at for at, piece in enumerate(above) if _is_of_head(piece.text)]
    above = above[ends[-1] + 1 :] if ends else above
    begun = [at for at, piece in enumerate(above) if piece.is_upper]
    while begun and begun[-1] - 1 in begun:
        begun.pop()
    return " ".join(piece.text for piece in (above[begun[-1] :] if begun else above[-1:]))


def _is_of_head(text: str) -> bool:
    return find_heading(text) is not None or is_numbered(text) or is_dated(text)


@kept
def _titles(lexicon: Lexicon) -> re.Pattern[str]:
    names = {kind.name for kind in lexicon.document_types}
    return unaccented(rf"^\W*{any_of(bare(name).lower() for name in names)}\b")


def _is_title(piece: Piece, lexicon: Lexicon) -> bool:
    return piece.is_upper and bool(_titles(lexicon).match(piece.bare))
