"""Reads what was filled into the fields of a form, which is no part of the page's own text.

A field has a value, and may have an appearance: what viewers draw. The appearance says more (it has the digits and
signs that a program has formatted, and its words have places), but it is often missing, and of fonts without
Vietnamese letters it lacks these letters. Boxes of signatures have no value, but some of them bear text that is
print: registries put the number and the day of a document into them. Others put these into stamps, or into text
typed over the page; viewers show both like fields.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import pikepdf
import pypdfium2
from pypdfium2 import raw

from cchc_ocr.document import Box, Word, WordLines
from cchc_ocr.files.pdf_letters import Placer
from cchc_ocr.files.pdf_text import in_unicode, is_stamp, text_lines
from cchc_ocr.files.plain_text import LONGEST_WORD

CHECKED = "☑"
_SUBTYPES = {
    raw.FPDF_ANNOT_WIDGET: "/Widget",
    raw.FPDF_ANNOT_FREETEXT: "/FreeText",
    raw.FPDF_ANNOT_STAMP: "/Stamp",
}
_WITHOUT_VALUE = ("/Sig", "/Stamp")  # which show nothing but what is drawn
_DRAWN = ("/Tx", "/FreeText", *_WITHOUT_VALUE)  # whose appearance is text
_HIDDEN = 1 << 1 | 1 << 5  # bits of /F: hidden, not shown on screens
_MULTILINE, _PASSWORD = 1 << 12, 1 << 13  # bits of /Ff of text fields
_PUSH_BUTTON = 1 << 16  # of buttons
_DEEPEST = 32  # fields above a field
_LONGEST_VALUE = 20_000  # characters: several pages of print
_MOST_FIELDS = 5000  # of one page
_LETTER_WIDTH, _LINE_HEIGHT = 0.5, 1.2  # of the size of the font
# In the box of a signature: who signed it and when. Registries put figures there, and nothing of this kind.
_SIGNED = re.compile(r"\d:\d\d\b|\w@\w")  # "08:15:24", "vanthu@sonha.gov.vn"
_USUAL_SIZE = 12.0  # points, where a field leaves the size of its font to the viewer

Rectangle = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Filled:
    """What is typed on a page: runs of words with boxes; ``unread`` counts the fields that could not be read."""

    runs: WordLines = ()
    unread: int = 0


@dataclass(frozen=True, slots=True)
class _Field:
    """A field on a page. ``value`` is its text ("": none), ``place`` its rectangle in points, left and low first.

    ``drawn`` means that its appearance is what viewers show of it.
    """

    kind: str
    value: str
    place: Rectangle
    drawn: bool
    lines: bool = False
    size: float = _USUAL_SIZE


def filled(pdf: pikepdf.Pdf, leaf: pikepdf.Page, pdfium: Any, number: int, scale: float) -> Filled:
    """The runs of words typed on page ``number``, in pixels at ``scale`` pixels per point.

    The page is given twice: as QPDF has it (``leaf`` of ``pdf``), and within the file as PDFium has it.
    """
    found, unread = _fields(pdf, leaf)
    if not found:
        return Filled((), unread)
    try:
        with closing(pypdfium2.PdfDocument.new()) as copy:
            copy.import_pages(pdfium, [number - 1])
            shown = _appearances(copy, scale) if any(field.drawn for field in found) else ()
            with closing(copy[0]) as page:
                place = Placer(page, scale)
                runs = [run for field in found for run in _runs(field, shown, place, scale)]
    except pypdfium2.PdfiumError:  # parts of a damaged page cannot be copied
        return Filled((), unread + len(found))
    return Filled(in_unicode(runs), unread)


def _runs(
    field: _Field, shown: Sequence[tuple[Word, ...]], place: Placer, scale: float
) -> Iterator[tuple[Word, ...]]:
    """What a field shows; where that is nothing, or lacks its letters, its value."""
    box = place(field.place)
    inside = [tuple(word for word in line if word.box and box.holds(word.box)) for line in shown]
    inside = [line for line in inside if line] if field.drawn else []
    words = [word.text for line in inside for word in line]
    if field.kind in _WITHOUT_VALUE:
        yield from () if is_stamp(words) or _SIGNED.search(" ".join(words)) else inside
    elif inside and _is_western(field.value):
        yield from inside
    else:
        yield from _set(field, box, scale)


def _is_western(text: str) -> bool:
    """Whether the standard fonts of PDF have all letters of a text: appearances lack the others."""
    return all(ord(letter) < 256 for letter in text)


def _set(field: _Field, box: Box, scale: float) -> Iterator[tuple[Word, ...]]:
    """The value of a field as runs of words, each with about the box that it would be drawn in."""
    per_line = max(int(box.width / (_LETTER_WIDTH * field.size * scale)), 10)
    lines = field.value.split("\n")
    if field.lines:
        lines = [part for line in lines for part in textwrap.wrap(line, per_line, break_long_words=False)]
    lines = [line for line in (" ".join(line.split()) for line in lines) if line]
    step = min(box.height / max(len(lines), 1), _LINE_HEIGHT * field.size * scale)
    top = box.y0 if field.lines else box.y0 + (box.height - step * len(lines)) / 2
    for at, line in enumerate(lines):
        letter = min(box.width / len(line), _LETTER_WIDTH * field.size * scale)
        yield tuple(_words(line, box.x0, letter, round(top + at * step), round(top + (at + 1) * step)))


def _words(line: str, left: int, letter: float, top: int, bottom: int) -> Iterator[Word]:
    at = 0
    for text in line.split(" "):
        yield Word(text, Box(round(left + at * letter), top, round(left + (at + len(text)) * letter), bottom))
        at += len(text) + 1


def _appearances(copy: Any, scale: float) -> WordLines:
    """The words that the fields on a page show. The page of ``copy`` is emptied of all else."""
    with closing(copy[0]) as page:
        for at in reversed(range(raw.FPDFPage_GetAnnotCount(page.raw))):
            annotation = raw.FPDFPage_GetAnnot(page.raw, at)
            is_field = bool(annotation) and raw.FPDFAnnot_GetSubtype(annotation) in _SUBTYPES
            if annotation:
                raw.FPDFPage_CloseAnnot(annotation)
            if not is_field:
                raw.FPDFPage_RemoveAnnot(page.raw, at)
        for item in list(page.get_objects(max_depth=1)):
            page.remove_obj(item)
        page.gen_content()
        raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY)
    with closing(copy[0]) as page:  # only a page that is loaded anew has what was flattened
        return text_lines(page, scale)


def _fields(pdf: pikepdf.Pdf, leaf: pikepdf.Page) -> tuple[list[_Field], int]:
    """The fields on a page that may have something to read, and the number of those that cannot be read."""
    form: Any = pdf.Root.get("/AcroForm")
    anew = isinstance(form, pikepdf.Dictionary) and bool(form.get("/NeedAppearances", False))
    found, unread = [], 0
    annotations = leaf.obj.get("/Annots")
    widgets = list(annotations)[:_MOST_FIELDS] if isinstance(annotations, pikepdf.Array) else []
    for widget in widgets:
        if not isinstance(widget, pikepdf.Dictionary) or str(widget.get("/Subtype")) not in _SUBTYPES.values():
            continue
        try:
            field = _field(widget, anew=anew)
        except (ArithmeticError, LookupError, ValueError, TypeError, RuntimeError, pikepdf.PdfError):
            unread += 1
            continue
        if field and _is_too_long(field.value):
            unread += 1
        elif field:
            found.append(field)
    return found, unread


def _is_too_long(value: str) -> bool:
    return len(value) > _LONGEST_VALUE or any(len(word) > LONGEST_WORD for word in value.split())


def _field(widget: pikepdf.Dictionary, *, anew: bool) -> _Field | None:
    """The field of a widget; None where it shows nothing. ``anew``: viewers are to draw it by its value."""
    subtype = str(widget.get("/Subtype"))
    kind = str(_inherited(widget, "/FT")) if subtype == "/Widget" else subtype
    flags = _inherited(widget, "/Ff")
    flags = flags if isinstance(flags, int) else 0
    shown = widget.get("/F")
    if (isinstance(shown, int) and shown & _HIDDEN) or (kind == "/Tx" and flags & _PASSWORD):
        return None
    value = _value(widget, kind, flags)
    drawn = kind in _DRAWN and _has_appearance(widget) and not (anew and kind == "/Tx")
    if not value.strip() and not (kind in _WITHOUT_VALUE and drawn):
        return None
    lines = kind == "/FreeText" or (kind == "/Tx" and bool(flags & _MULTILINE))
    return _Field(kind, value, _rectangle(widget), drawn, lines, _size(widget))


def _value(widget: pikepdf.Dictionary, kind: str, flags: int) -> str:
    if kind == "/FreeText":
        return _text(widget.get("/Contents"))
    value = _inherited(widget, "/V")
    if kind == "/Tx":
        return _text(value)
    if kind == "/Ch":
        return "\n".join(_choices(widget, value))
    if kind == "/Btn" and not flags & _PUSH_BUTTON and _is_on(widget, value):
        return CHECKED
    return ""


def _is_on(widget: pikepdf.Dictionary, value: object) -> bool:
    """Whether a checkbox or a button of a group is chosen: its state says so, or else the value of the field."""
    state: Any = widget.get("/AS")
    state = value if state is None else state
    return isinstance(state, pikepdf.Name) and str(state) != "/Off"


def _choices(widget: pikepdf.Dictionary, value: Any) -> Iterator[str]:
    """The choices made in a list, as viewers show them: the value of a choice may be a code."""
    options = _inherited(widget, "/Opt")
    pairs = [option for option in (options if isinstance(options, pikepdf.Array) else ()) if _is_pair(option)]
    told = {_text(pair[0]): _text(pair[1]) for pair in pairs}
    chosen = list(value) if isinstance(value, pikepdf.Array) else [value]
    for one in chosen:
        yield told.get(_text(one), _text(one))


def _is_pair(option: object) -> bool:
    return isinstance(option, pikepdf.Array) and len(option) == 2


def _text(value: object) -> str:
    """A value as text; numbers and names are taken as they are written, streams are long strings."""
    if isinstance(value, pikepdf.Stream):
        value = pikepdf.String(value.read_bytes())
    if value is None or isinstance(value, pikepdf.Array | pikepdf.Dictionary):
        return ""
    text = str(value).removeprefix("/") if isinstance(value, pikepdf.Name) else str(value)
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def _inherited(widget: pikepdf.Dictionary, key: str) -> Any:
    """What a field says, or the nearest field above it that says something."""
    node: Any = widget
    for _ in range(_DEEPEST):
        if not isinstance(node, pikepdf.Dictionary):
            break
        if key in node:
            return node[key]
        node = node.get("/Parent")
    return None


def _has_appearance(widget: pikepdf.Dictionary) -> bool:
    looks = widget.get("/AP")
    return isinstance(looks, pikepdf.Dictionary) and isinstance(looks.get("/N"), pikepdf.Object)


def _rectangle(widget: pikepdf.Dictionary) -> Rectangle:
    """Raises TypeError or ValueError where there is none."""
    x0, y0, x1, y1 = (float(edge) for edge in widget["/Rect"])
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _size(widget: pikepdf.Dictionary) -> float:
    """The size of a field's font in points, from its drawing instruction ("/Helv 12 Tf 0 g")."""
    parts = _text(_inherited(widget, "/DA")).split()
    try:
        size = float(parts[parts.index("Tf") - 1])
    except (ValueError, IndexError):
        return _USUAL_SIZE
    return size if 4 <= size <= 72 else _USUAL_SIZE
