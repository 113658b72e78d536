"""Reads Word documents (DOCX and its kin): text as a reader of the printed document sees it.

Tracked deletions, hidden text, comments and codes of fields are left out; the numbers of lists are put in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.package import Package

from cchc_ocr.files.office.blocks import (
    NEW_PAGE,
    OfficeBlock,
    OfficeTable,
    OfficeText,
    Paragraph,
    Run,
)
from cchc_ocr.files.office.equations import M, equation
from cchc_ocr.files.office.footnotes import Footnotes
from cchc_ocr.files.office.looks import Look, symbol
from cchc_ocr.files.office.omissions import Omissions
from cchc_ocr.files.office.running_heads import placed
from cchc_ocr.files.office.word_styles import W, WordLists, WordStyles, changed, is_on, value_of

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MOST_SPANNED = 100  # columns; Word has 63 at most


def read_word(path: Path) -> OfficeText:
    """The text of a Word document. Raises what the library raises for a damaged file, see ``package.DAMAGED``."""
    package = Package.open(str(path))
    main = package.part_related_by(RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
    return _WordReader.of(main).read()


def _root(part: Any) -> Any:
    """The root of a part; None where there is no such part."""
    if part is None:
        return None
    known = getattr(part, "element", None)
    return parse_xml(part.blob) if known is None else known


def _related(part: Any, kind: str) -> Any:
    return next((r.target_part for r in part.rels.values() if r.reltype == kind and not r.is_external), None)


@dataclass
class _WordReader:
    """Walks through a document. ``notes_of`` has the notes that the text has not named yet, by kind and id."""

    main: Any
    body: Any
    styles: WordStyles
    lists: WordLists
    notes_of: dict[str, dict[str, Any]]
    omissions: Omissions = field(default_factory=Omissions)
    notes: Footnotes = field(default_factory=Footnotes)
    fields: list[bool] = field(default_factory=list)  # of each open field, whether its result has begun
    held: list[Run] = field(default_factory=list)  # a paragraph whose end was deleted goes on in the next

    @classmethod
    def of(cls, main: Any) -> _WordReader:
        styles = WordStyles(_root(_related(main, RELATIONSHIP_TYPE.STYLES)))
        lists = WordLists(_root(_related(main, RELATIONSHIP_TYPE.NUMBERING)), styles)
        notes_of = {
            kind: _by_id(_root(_related(main, related)), kind)
            for kind, related in (
                ("footnote", RELATIONSHIP_TYPE.FOOTNOTES),
                ("endnote", RELATIONSHIP_TYPE.ENDNOTES),
            )
        }
        return cls(main, _root(main).find(f"{W}body"), styles, lists, notes_of)

    def read(self) -> OfficeText:
        above, below = placed(self._running())
        blocks = (*above, *self._blocks(self.body), *self.notes.due(), *below)
        return self.omissions.beside(blocks)

    def _running(self) -> Iterator[Sequence[OfficeBlock]]:
        """The running heads and feet, those of the first section first."""
        for element in self.body.iter(f"{W}headerReference", f"{W}footerReference"):
            relation = self.main.rels.get(element.get(f"{_R}id"))
            if relation is not None and not relation.is_external:
                yield list(self._blocks(_root(relation.target_part)))

    def _blocks(self, parent: Any) -> Iterator[OfficeBlock]:
        for child in parent:
            tag = child.tag
            if tag == f"{W}p":
                yield from self._paragraph(child)
            elif tag == f"{W}tbl":
                yield self._table(child)
            elif tag == f"{W}altChunk":
                self.omissions.add("embedded documents", matters=True)
            elif (inner := _inside(child)) is not None:
                yield from self._blocks(inner)

    def _table(self, table: Any) -> OfficeTable:
        rows = [self._row(row) for row in _parts(table, f"{W}tr") if not _is_gone(row.find(f"{W}trPr"))]
        return OfficeTable(tuple(rows))

    def _row(self, row: Any) -> tuple[tuple[OfficeBlock, ...], ...]:
        cells: list[tuple[OfficeBlock, ...]] = [()] * _count(row.find(f"{W}trPr"), "gridBefore", least=0)
        for cell in _parts(row, f"{W}tc"):
            properties = cell.find(f"{W}tcPr")
            blocks = tuple(self._blocks(cell))
            goes_on = any(_goes_on(properties, name) for name in ("vMerge", "hMerge"))
            cells.append(() if goes_on or _is_gone(properties) else blocks)
            cells += [()] * (_count(properties, "gridSpan") - 1)
        return tuple(cells)

    def _paragraph(self, element: Any) -> Iterator[OfficeBlock]:
        """The blocks of the text boxes that are anchored in a paragraph, then the paragraph itself."""
        properties = element.find(f"{W}pPr")
        style = self.styles.of_paragraph(properties)
        boxes: list[OfficeBlock] = []
        earlier = len(self.notes.waiting)
        runs = [*self.held, *self._runs(element, self.styles.look(style), boxes)]
        yield from boxes
        if any(is_on(_found(properties, "rPr"), name) for name in ("del", "moveFrom")):
            self.held = runs
            return
        self.held = []
        label = self.lists.label(properties)
        text = "".join(run.text for run in runs)
        if label and text.strip():
            runs.insert(0, Run(f"{label} "))
        if is_on(properties, "pageBreakBefore"):
            runs.insert(0, Run(NEW_PAGE))
            yield from self.notes.due(earlier)
        elif NEW_PAGE in text:
            yield from self.notes.due()
        yield Paragraph(tuple(runs))
        if self._ends_page(properties):
            yield from (*self.notes.due(), Paragraph.of(NEW_PAGE))

    def _ends_page(self, properties: Any) -> bool:
        """Whether a paragraph ends a section, and the next begins on a new page: the next one says so."""
        own = _found(properties, "sectPr")
        if own is None:
            return False
        sections = list(self.body.iter(f"{W}sectPr"))
        following = sections[sections.index(own) + 1 :]
        return bool(following) and value_of(following[0], "type") not in ("continuous", "nextColumn")

    def _runs(self, parent: Any, look: Look, boxes: list[OfficeBlock]) -> Iterator[Run]:
        for child in parent:
            if child.tag == f"{W}r":
                yield from self._run(child, look, boxes)
            elif child.tag in (f"{M}oMath", f"{M}oMathPara"):
                yield Run(f" {equation(child)} ")
            elif child.tag == f"{W}sdt" and is_on(child.find(f"{W}sdtPr"), "showingPlcHdr"):
                continue
            elif (inner := _inside(child)) is not None:
                yield from self._runs(inner, look, boxes)

    def _run(self, run: Any, look: Look, boxes: list[OfficeBlock]) -> Iterator[Run]:
        properties = run.find(f"{W}rPr")
        look = changed(self.styles.with_style(look, value_of(properties, "rStyle")), properties)
        for child in run:
            told = self._fields_told(child)
            text = _text_of(child)
            if child.tag in _SHAPES:
                boxes += self._boxes(child)
            elif child.tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                self._note(child)
            elif text and told:
                yield from look.shown(text)

    def _fields_told(self, child: Any) -> bool:
        """Whether text is told here: not within the code of a field. Counts the fields that begin and end."""
        kind = child.get(f"{W}fldCharType") if child.tag == f"{W}fldChar" else None
        if kind == "begin":
            self.fields.append(False)
        elif kind == "separate" and self.fields:
            self.fields[-1] = True
        elif kind == "end" and self.fields:
            self.fields.pop()
        return all(self.fields)

    def _boxes(self, shape: Any) -> Iterator[OfficeBlock]:
        """The blocks in the text boxes of a shape; its pictures are counted."""
        outer, self.fields, held = self.fields, [], self.held
        for content in _contents(shape, self.omissions):
            self.held = []
            yield from self._blocks(content)
        self.fields, self.held = outer, held

    def _note(self, reference: Any) -> None:
        """Keep the text of a note for the foot of the page."""
        kind = reference.tag.removeprefix(W).removesuffix("Reference")
        note = self.notes_of[kind].pop(reference.get(f"{W}id"), None)
        if note is None:
            return
        outer, self.fields = self.fields, []
        self.notes.add(list(self._blocks(note)))
        self.fields = outer


def _by_id(root: Any, kind: str) -> dict[str, Any]:
    """The notes of a part; those of other types are lines that part notes from text."""
    notes = () if root is None else root.iterfind(f"{W}{kind}")
    return {note.get(f"{W}id"): note for note in notes if note.get(f"{W}type", "normal") == "normal"}


_THROUGH = {  # elements that hold what is told, and where in them it is
    **{
        f"{W}{name}": ""
        for name in ("ins", "moveTo", "hyperlink", "fldSimple", "smartTag", "customXml", "dir", "bdo")
    },
    f"{W}sdt": f"{W}sdtContent",
    f"{W}ruby": f"{W}rubyBase",
}


def _inside(element: Any) -> Any:
    """Where the content of an element is that only wraps it; None for all others, deletions among them."""
    if element.tag == f"{_MC}AlternateContent":
        return _chosen(element)
    path = _THROUGH.get(element.tag)
    return None if path is None else element.find(path) if path else element


def _chosen(alternatives: Any) -> Any:
    choice = alternatives.find(f"{_MC}Choice")
    return alternatives.find(f"{_MC}Fallback") if choice is None else choice


def _parts(parent: Any, tag: str) -> Iterator[Any]:
    """The rows of a table, or the cells of a row, also in content controls and insertions."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif (inner := _inside(child)) is not None:
            yield from _parts(inner, tag)


def _is_gone(properties: Any) -> bool:
    """Whether a row or cell is deleted or hidden."""
    return any(is_on(properties, name) for name in ("del", "cellDel", "hidden"))


def _found(element: Any, name: str) -> Any:
    return None if element is None else element.find(f"{W}{name}")


def _goes_on(properties: Any, name: str) -> bool:
    """Whether a cell belongs to the merged one above it, or before it."""
    found = _found(properties, name)
    return found is not None and found.get(f"{W}val", "continue") == "continue"


def _count(properties: Any, name: str, least: int = 1) -> int:
    given = value_of(properties, name)
    return min(max(int(given), least), _MOST_SPANNED) if given else least


_SHAPES = {f"{W}drawing", f"{W}pict", f"{W}object", f"{_MC}AlternateContent"}


def _contents(shape: Any, omissions: Omissions) -> Iterator[Any]:
    """The contents of the text boxes in a shape, and not those of boxes within them. Pictures are counted."""
    if shape.tag == f"{W}txbxContent":
        yield shape
    elif shape.tag == f"{_MC}AlternateContent":
        chosen = _chosen(shape)
        yield from () if chosen is None else _contents(chosen, omissions)
    elif isinstance(shape.tag, str):
        omissions.see(shape)
        for child in shape:
            yield from _contents(child, omissions)


_TEXTS: dict[str, Callable[[Any], str]] = {
    f"{W}t": lambda element: "".join(element.itertext()),  # also where a comment of XML parts it
    f"{W}tab": lambda _: "\t",
    f"{W}ptab": lambda _: "\t",
    f"{W}cr": lambda _: "\n",
    f"{W}br": lambda element: NEW_PAGE if element.get(f"{W}type") == "page" else "\n",
    f"{W}noBreakHyphen": lambda _: "-",
    f"{W}sym": lambda element: symbol(chr(int(element.get(f"{W}char", "0"), 16))),
}


def _text_of(element: Any) -> str:
    found = _TEXTS.get(element.tag)
    return found(element) if found else ""
