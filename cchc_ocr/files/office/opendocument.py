"""Reads OpenDocument texts (ODT): text as a reader of the printed document sees it.

What is said of Word documents in ``word`` holds for them, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cchc_ocr.files.office.blocks import (
    NEW_PAGE,
    OfficeBlock,
    OfficeTable,
    OfficeText,
    Paragraph,
    Run,
)
from cchc_ocr.files.office.footnotes import Footnotes
from cchc_ocr.files.office.lists import Counters
from cchc_ocr.files.office.looks import Look
from cchc_ocr.files.office.odf_styles import DRAW, OFFICE, STYLE, SVG, TABLE, TEXT, OdfStyles, elements, parts_of
from cchc_ocr.files.office.omissions import Omissions, area_of
from cchc_ocr.files.office.running_heads import placed

_SPACES = re.compile(r"\s+")
_MOST_REPEATED = 100  # columns or rows of a table in a text
_SKIPPED = {
    *(f"{TEXT}{index}-source" for index in ("table-of-content", "illustration-index", "table-index",
      "object-index", "user-index", "alphabetical-index", "bibliography")),
    *(f"{TEXT}{name}" for name in ("tracked-changes", "hidden-text", "note-citation", "number", "placeholder",
      "ruby-text", "script", "sequence-decls", "soft-page-break")),
    *(f"{OFFICE}{name}" for name in ("annotation", "forms", "event-listeners")),
}  # fmt: skip
_PARAGRAPHS = {f"{TEXT}p", f"{TEXT}h"}
_SIGNS = {f"{TEXT}s": " ", f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}
_RUNNING = (f"{STYLE}header", f"{STYLE}footer")
_ID = "{http://www.w3.org/XML/1998/namespace}id"


def read_opendocument(path: Path) -> OfficeText:
    """The text of an ODT file. Raises what the library raises for a damaged file, see ``package.DAMAGED``."""
    content, styles = parts_of(path)
    return _OdtReader(content, styles, OdfStyles.of(content, styles)).read()


@dataclass
class _OdtReader:
    """Walks through a document. ``heads`` is the root of the styles, in which the running heads are."""

    content: Any
    heads: Any
    styles: OdfStyles
    omissions: Omissions = field(default_factory=Omissions)
    notes: Footnotes = field(default_factory=Footnotes)
    counters: dict[str, Counters] = field(default_factory=dict)  # by the names of list styles and of lists

    def read(self) -> OfficeText:
        above, below = placed(self._running())
        text = self.content.find(f"{OFFICE}body/{OFFICE}text")
        blocks = (*above, *self._blocks(text), *self.notes.due(), *below)
        return self.omissions.beside(blocks)

    def _running(self) -> Iterator[Sequence[OfficeBlock]]:
        for page in () if self.heads is None else self.heads.iter(f"{STYLE}master-page"):
            for part in elements(page):
                if part.tag.startswith(_RUNNING) and part.get(f"{STYLE}display") != "false":
                    yield list(self._blocks(part))

    def _blocks(self, parent: Any) -> Iterator[OfficeBlock]:
        for child in elements(parent):
            if child.tag in _SKIPPED or child.get(f"{TEXT}display") == "none":
                continue
            if child.tag in _PARAGRAPHS:
                yield from self._paragraph(child, self._heading_label(child))
            elif child.tag == f"{TEXT}list":
                yield from self._list(child, 0, "", self._counters_of(child))
            elif child.tag == f"{TABLE}table":
                yield self._table(child)
            elif child.tag.startswith(DRAW):
                yield from self._shape(child)
            else:
                yield from self._blocks(child)

    def _table(self, table: Any) -> OfficeTable:
        rows: list[tuple[tuple[OfficeBlock, ...], ...]] = []
        for row in _rows(table):
            cells: list[tuple[OfficeBlock, ...]] = []
            for cell in elements(row):
                blocks = tuple(self._blocks(cell)) if cell.tag == f"{TABLE}table-cell" else ()
                cells += [blocks] * min(int(cell.get(f"{TABLE}number-columns-repeated") or 1), _MOST_REPEATED)
            rows.append(tuple(cells))
        return OfficeTable(tuple(rows))

    def _counters_of(self, one: Any) -> Counters:
        """The counters of a list: its own, or those of the list that it goes on with."""
        style, name = one.get(f"{TEXT}style-name") or "", one.get(_ID, "")
        before = one.get(f"{TEXT}continue-list") or ""
        goes_on = before or (one.get(f"{TEXT}continue-numbering") == "true")
        counters = self.counters.get(f"#{before}" if before else style) if goes_on else None
        counters = counters or Counters()
        self.counters |= {style: counters, f"#{name}": counters}
        return counters

    def _list(self, one: Any, level: int, style: str, counters: Counters) -> Iterator[OfficeBlock]:
        style = one.get(f"{TEXT}style-name") or style
        for item in elements(one):
            due = item.tag == f"{TEXT}list-item"
            for child in elements(item):
                if child.tag in _PARAGRAPHS:
                    name = style or self.styles.list_of(child)
                    start = item.get(f"{TEXT}start-value")
                    levels = self.styles.levels(name) if due else ()
                    label = (
                        counters.next(levels, level, int(start) if start else None) if level < len(levels) else ""
                    )
                    due = False
                    yield from self._paragraph(child, label)
                elif child.tag == f"{TEXT}list":
                    yield from self._list(child, level + 1, style, counters)
                else:
                    yield from self._blocks_of(child)

    def _blocks_of(self, element: Any) -> Iterator[OfficeBlock]:
        if element.tag == f"{TABLE}table":
            yield self._table(element)
        elif element.tag not in _SKIPPED:
            yield from self._blocks(element)

    def _heading_label(self, element: Any) -> str:
        """The number of a heading that is counted by its level in the outline."""
        level = int(element.get(f"{TEXT}outline-level") or 1) - 1
        levels = self.styles.outline
        listed = element.get(f"{TEXT}is-list-header") == "true"
        if element.tag != f"{TEXT}h" or listed or not 0 <= level < len(levels):
            return ""
        return self.counters.setdefault("#outline", Counters()).next(levels, level)

    def _paragraph(self, element: Any, label: str) -> Iterator[OfficeBlock]:
        look = self.styles.look(element.get(f"{TEXT}style-name"), Look())
        boxes: list[OfficeBlock] = []
        earlier = len(self.notes.waiting)
        runs = list(self._runs(element, look, boxes))
        yield from boxes
        if label and "".join(run.text for run in runs).strip():
            runs.insert(0, Run(f"{label} "))
        before, after = self.styles.breaks(element.get(f"{TEXT}style-name"))
        if before:
            yield from (*self.notes.due(earlier), Paragraph.of(NEW_PAGE))
        yield Paragraph(tuple(runs))
        if after:
            yield from (*self.notes.due(), Paragraph.of(NEW_PAGE))

    def _runs(self, parent: Any, look: Look, boxes: list[OfficeBlock]) -> Iterator[Run]:
        yield from look.shown(_SPACES.sub(" ", parent.text or ""))
        for child in parent:
            if isinstance(child.tag, str) and child.tag not in _SKIPPED:
                yield from self._inline(child, look, boxes)
            yield from look.shown(_SPACES.sub(" ", child.tail or ""))

    def _inline(self, child: Any, look: Look, boxes: list[OfficeBlock]) -> Iterator[Run]:
        """The runs of an element in a paragraph. Text boxes go into ``boxes``, notes to the foot of the page."""
        if child.tag in _SIGNS:
            yield from look.shown(_SIGNS[child.tag])
        elif child.tag == f"{TEXT}note":
            self.notes.add(list(self._blocks(child)))
        elif child.tag.startswith(DRAW) and child.tag != f"{DRAW}a":
            boxes += self._shape(child)
        else:
            name = child.get(f"{TEXT}style-name") if child.tag == f"{TEXT}span" else None
            yield from self._runs(child, self.styles.look(name, look), boxes)

    def _shape(self, shape: Any) -> Iterator[OfficeBlock]:
        """The blocks of a text box or drawn shape. Pictures, and objects of other programs, are counted."""
        inner = {child.tag for child in elements(shape)}
        if inner & {f"{DRAW}object", f"{DRAW}object-ole"}:
            self.omissions.add("embedded objects", matters=True)
        elif f"{DRAW}image" in inner and f"{DRAW}text-box" not in inner:
            size = (f"{side}:{shape.get(f'{SVG}{side}', '0cm')}" for side in ("width", "height"))
            self.omissions.add_picture(area_of(";".join(size)))
        else:
            yield from self._blocks(shape)


def _rows(table: Any) -> Iterator[Any]:
    """The rows of a table, also those that are grouped."""
    for child in elements(table):
        if child.tag == f"{TABLE}table-row":
            if child.get(f"{TABLE}visibility") in (None, "visible"):
                yield child
        elif child.tag.startswith(TABLE):
            yield from _rows(child)
