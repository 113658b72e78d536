"""What the styles and lists of a Word document say of its paragraphs and runs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from cchc_ocr.files.office.lists import Counters, ListLevel
from cchc_ocr.files.office.looks import Look

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = ("0", "false", "off", "none")
_MOST_ANCESTORS = 20


def value_of(element: Any, *path: str) -> str | None:
    """The attribute ``w:val`` of the element at a path below ``element``; None where there is none."""
    for name in path:
        element = None if element is None else element.find(f"{W}{name}")
    return None if element is None else element.get(f"{W}val")


def is_on(properties: Any, name: str) -> bool | None:
    """Whether a property that is on or off is on; None where it is not given."""
    found = None if properties is None else properties.find(f"{W}{name}")
    return None if found is None else found.get(f"{W}val", "1") not in _OFF


def changed(look: Look, properties: Any) -> Look:
    """A look, changed by the properties of a run or a style."""
    if properties is None:
        return look
    name = _font_name(properties)
    return look.changed(hidden=is_on(properties, "vanish"), capitals=is_on(properties, "caps"), font=name)


def _font_name(properties: Any) -> str | None:
    """The name of the font of letters; "" for one of the theme, None where none is given."""
    fonts = properties.find(f"{W}rFonts")
    if fonts is None:
        return None
    if fonts.get(f"{W}asciiTheme") or fonts.get(f"{W}hAnsiTheme"):
        return ""
    name = fonts.get(f"{W}hAnsi") or fonts.get(f"{W}ascii")
    return None if name is None else str(name)


@dataclass(frozen=True)
class WordStyles:
    """The styles of a document (``root``, the element ``w:styles``; None: there are none)."""

    root: Any

    @cached_property
    def _by_id(self) -> Mapping[str, Any]:
        return {} if self.root is None else {s.get(f"{W}styleId"): s for s in self.root.iterfind(f"{W}style")}

    @cached_property
    def _default(self) -> str | None:
        of_paragraphs = (s for s in self._by_id.values() if s.get(f"{W}type") == "paragraph")
        return next((s.get(f"{W}styleId") for s in of_paragraphs if s.get(f"{W}default") in ("1", "true")), None)

    @cached_property
    def _looks(self) -> dict[str | None, Look]:
        return {}

    def chain(self, style: str | None) -> Iterator[Any]:
        """A style and those that it is based on, one after the other."""
        for _ in range(_MOST_ANCESTORS):
            found = self._by_id.get(style or "")
            if found is None:
                return
            yield found
            style = value_of(found, "basedOn")

    def of_paragraph(self, properties: Any) -> str | None:
        """The style of a paragraph, by its properties."""
        return value_of(properties, "pStyle") or self._default

    def look(self, style: str | None) -> Look:
        """The look of the text of paragraphs in a style."""
        if style not in self._looks:
            defaults = None if self.root is None else self.root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
            self._looks[style] = self.with_style(changed(Look(), defaults), style)
        return self._looks[style]

    def with_style(self, look: Look, style: str | None) -> Look:
        """A look, changed by a style of characters."""
        for found in reversed(list(self.chain(style))):
            look = changed(look, found.find(f"{W}rPr"))
        return look


@dataclass(frozen=True)
class WordLists:
    """The lists of a document (``root``, the element ``w:numbering``; None: there are none) and their counters."""

    root: Any
    styles: WordStyles
    _counters: dict[str, Counters] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)
    _levels: dict[str, tuple[str, tuple[ListLevel, ...]]] = field(default_factory=dict)

    def label(self, properties: Any) -> str:
        """The label of a paragraph with these properties, which is counted; "" where it has none."""
        number, level = self._place(properties)
        if number in (None, "0") or self.root is None:
            return ""
        assert number is not None
        abstract, levels = self._list(number)
        if not 0 <= level < len(levels):
            return ""
        start = None if (number, level) in self._begun else self._override(number, level)
        self._begun.add((number, level))
        return self._counters.setdefault(abstract, Counters()).next(levels, level, start)

    def _place(self, properties: Any) -> tuple[str | None, int]:
        """The list of a paragraph and its level in it: its own, or that of its style."""
        own = None if properties is None else properties.find(f"{W}numPr")
        number, level = value_of(own, "numId"), value_of(own, "ilvl")
        for style in self.styles.chain(self.styles.of_paragraph(properties)):
            of_style = style.find(f"{W}pPr/{W}numPr")
            if of_style is not None:
                number = number or value_of(of_style, "numId")
                level = level or value_of(of_style, "ilvl") or self._level_of(number, style.get(f"{W}styleId"))
        return number, int(level or 0)

    def _level_of(self, number: str | None, style: str) -> str | None:
        """The level of a list that names the style as its own."""
        if number is None or self.root is None:
            return None
        levels = self._abstract(number).iterfind(f"{W}lvl") if self._abstract(number) is not None else ()
        return next((found.get(f"{W}ilvl") for found in levels if value_of(found, "pStyle") == style), None)

    def _num(self, number: str) -> Any:
        return next((n for n in self.root.iterfind(f"{W}num") if n.get(f"{W}numId") == number), None)

    def _abstract(self, number: str) -> Any:
        """The definition of a list; where it only names a style, that of the style's list."""
        for _ in range(_MOST_ANCESTORS):
            wanted = value_of(self._num(number), "abstractNumId")
            found = next(
                (a for a in self.root.iterfind(f"{W}abstractNum") if a.get(f"{W}abstractNumId") == wanted), None
            )
            style = value_of(found, "numStyleLink")
            if style is None:
                return found
            linked = (value_of(s, "pPr", "numPr", "numId") for s in self.styles.chain(style))
            number = next(filter(None, linked), "")
        return None

    def _list(self, number: str) -> tuple[str, tuple[ListLevel, ...]]:
        """The name of the list that counts for ``number``, and its levels."""
        if number not in self._levels:
            abstract = self._abstract(number)
            found = {} if abstract is None else {e.get(f"{W}ilvl"): e for e in abstract.iterfind(f"{W}lvl")}
            num = self._num(number)
            for own in () if num is None else num.iterfind(f"{W}lvlOverride"):
                if (level := own.find(f"{W}lvl")) is not None:
                    found[own.get(f"{W}ilvl")] = level
            levels = tuple(_list_level(found[str(at)]) for at in range(9) if str(at) in found)
            name = "" if abstract is None else str(abstract.get(f"{W}abstractNumId"))
            self._levels[number] = name, levels
        return self._levels[number]

    def _override(self, number: str, level: int) -> int | None:
        """Where a list begins to count that has the levels of another one."""
        num = self._num(number)
        for own in () if num is None else num.iterfind(f"{W}lvlOverride"):
            if own.get(f"{W}ilvl") == str(level) and (start := value_of(own, "startOverride")):
                return int(start)
        return None


def _list_level(element: Any) -> ListLevel:
    return ListLevel(
        value_of(element, "numFmt") or "decimal",
        value_of(element, "lvlText") or "",
        int(value_of(element, "start") or 1),
        value_of(element, "lvlRestart") != "0",
        bool(is_on(element, "isLgl")),
    )
