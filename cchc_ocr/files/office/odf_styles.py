"""What the styles and lists of an OpenDocument file say of its paragraphs and runs."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree

from cchc_ocr.files.office.lists import ListLevel
from cchc_ocr.files.office.looks import Look

OFFICE, STYLE, TABLE, TEXT = (f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in
                              ("office", "style", "table", "text"))  # fmt: skip
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_STYLES = {f"{OFFICE}automatic-styles", f"{OFFICE}styles"}
_MOST_ANCESTORS = 20
_KINDS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "": "none"}


def elements(parent: Any) -> Iterator[Any]:
    """The children of an element that are elements; none of None."""
    return (child for child in (() if parent is None else parent) if isinstance(child.tag, str))


def parts_of(path: Path) -> tuple[Any, Any]:
    """The roots of content and styles of an OpenDocument file; the second is None where there are no styles."""
    with zipfile.ZipFile(path) as package:
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        content = etree.fromstring(package.read("content.xml"), parser)
        has_styles = "styles.xml" in package.namelist()
        return content, etree.fromstring(package.read("styles.xml"), parser) if has_styles else None


@dataclass(frozen=True)
class OdfStyles:
    """The styles by name; ``faces`` are the families of fonts by the names that styles use."""

    by_name: Mapping[str, Any]
    lists: Mapping[str, Any]
    faces: Mapping[str, str]
    outline: tuple[ListLevel, ...] = ()
    _levels: dict[str, tuple[ListLevel, ...]] = field(default_factory=dict)

    @staticmethod
    def of(content: Any, styles: Any) -> OdfStyles:
        """The styles of a file. Automatic ones of its text come before those of the same name in its heads."""
        roots = [root for root in (content, styles) if root is not None]
        found = [one for root in roots for part in elements(root) if part.tag in _STYLES for one in elements(part)]
        named = [(one.get(f"{STYLE}name", ""), one) for one in reversed(found)]
        outlines = [one for one in found if one.tag == f"{TEXT}outline-style"]
        faces = [face for root in roots for face in root.iter(f"{STYLE}font-face")]
        return OdfStyles(
            {name: one for name, one in named if one.tag == f"{STYLE}style"},
            {name: one for name, one in named if one.tag == f"{TEXT}list-style"},
            {face.get(f"{STYLE}name", ""): face.get(f"{SVG}font-family", "").strip("'\"") for face in faces},
            _list_levels(outlines[0]) if outlines else (),
        )

    def chain(self, name: str | None) -> list[Any]:
        """A style and those that it is based on, the most general first."""
        found: list[Any] = []
        while name and name in self.by_name and len(found) < _MOST_ANCESTORS:
            found.insert(0, self.by_name[name])
            name = found[0].get(f"{STYLE}parent-style-name")
        return found

    def look(self, name: str | None, look: Look) -> Look:
        """A look, changed by a style and those that it is based on."""
        for properties in self._properties(name, "text-properties"):
            display, transform = (
                properties.get(f"{TEXT}display"),
                properties.get(f"{_FO}text-transform"),
            )
            font = properties.get(f"{STYLE}font-name")
            family = properties.get(f"{_FO}font-family") if font is None else self.faces.get(font, font)
            look = look.changed(
                hidden=None if display is None else display == "none",
                capitals=None if transform is None else transform == "uppercase",
                font=None if family is None else family.strip("'\""),
            )
        return look

    def breaks(self, name: str | None) -> tuple[bool, bool]:
        """Whether a new page begins before paragraphs of a style, and after them."""
        before = any(style.get(f"{STYLE}master-page-name") for style in self.chain(name)[-1:])
        after = False
        for properties in self._properties(name, "paragraph-properties"):
            before |= properties.get(f"{_FO}break-before") == "page"
            after |= properties.get(f"{_FO}break-after") == "page"
        return before, after

    def _properties(self, name: str | None, kind: str) -> Iterator[Any]:
        return (p for style in self.chain(name) for p in elements(style) if p.tag == f"{STYLE}{kind}")

    def list_of(self, paragraph: Any) -> str:
        """The list style that the style of a paragraph names; "" where there is none."""
        chain = self.chain(paragraph.get(f"{TEXT}style-name"))
        return next(filter(None, (style.get(f"{STYLE}list-style-name") for style in reversed(chain))), "")

    def levels(self, name: str) -> tuple[ListLevel, ...]:
        """The levels of a list style; none where it is not known."""
        if name not in self._levels:
            self._levels[name] = _list_levels(self.lists[name]) if name in self.lists else ()
        return self._levels[name]


def _list_levels(style: Any) -> tuple[ListLevel, ...]:
    found = {int(one.get(f"{TEXT}level") or 0): one for one in elements(style)}
    return tuple(_list_level(found[at], at) if at in found else ListLevel("none", "") for at in range(1, 11))


def _list_level(element: Any, at: int) -> ListLevel:
    """How the level ``at``, from 1, is numbered."""
    if element.tag == f"{TEXT}list-level-style-bullet":
        return ListLevel("bullet", element.get(f"{TEXT}bullet-char") or "")
    kind = _KINDS.get(element.get(f"{STYLE}num-format", ""), "none")
    shown = min(int(element.get(f"{TEXT}display-levels") or 1), at)
    places = ".".join(f"%{place}" for place in range(at - shown + 1, at + 1) if place < 10)
    prefix, suffix = (element.get(f"{STYLE}num-{end}fix") or "" for end in ("pre", "suf"))
    text = f"{prefix}{places}{suffix}" if kind != "none" else ""
    return ListLevel(kind, text, int(element.get(f"{TEXT}start-value") or 1))
