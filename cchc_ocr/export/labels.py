"""What values and columns are called, in Vietnamese as the workbook has it, and in English."""

from __future__ import annotations

from cchc_ocr.export.titles import titles
from cchc_ocr.translation import ReadersLanguage

_ENGLISH = {
    "of": "Out of",
    "max_score": "Maximum",
    "self_score": "Own score",
    "number_symbol": "Number and symbol",
}


def label_of(pointer: str, language: ReadersLanguage) -> str:
    """What a value is called: "Điểm tiêu chí 2: Điểm tối đa", or in English "Scores 2: Maximum".

    >>> label_of("/scores/1/max_score", "en"), label_of("/document/recipients/0", "en")
    ('Scores 2: Maximum', 'Recipients 1')
    >>> label_of("/tables/0/rows/3/1", "vi")
    'Bảng số liệu 1: Dòng 4, Cột 2'
    """
    if pointer.startswith("/tables/") and pointer.count("/") > 3:
        return _cell_label(pointer, language)
    if language == "vi":
        return titles().place(pointer).removeprefix(f"{titles().groups['document']}: ")
    group, *rest = pointer.strip("/").split("/")
    numbers = [f" {int(part) + 1}" for part in rest if part.isdecimal()]
    names = [heading_of(group, part, language) for part in rest if not part.isdecimal()]
    if group == "document":
        return "".join([*names[:1], *numbers]) + "".join(f": {name}" for name in names[1:])
    return ": ".join([title_of(group, language) + "".join(numbers[:1]), *names]) + "".join(numbers[1:])


def _cell_label(pointer: str, language: ReadersLanguage) -> str:
    """Rows and columns of a table count from 1."""
    _, _, table, part, *at = pointer.split("/")
    names = ("row", "column") if part == "rows" else ("header",)
    places = [
        f"{heading_of('cells', name, language)} {int(number) + 1}" for name, number in zip(names, at, strict=True)
    ]
    return f"{title_of('tables', language)} {int(table) + 1}: {', '.join(places)}"


def heading_of(group: str, name: str, language: ReadersLanguage) -> str:
    """What a column is called."""
    if language == "vi":
        return titles().heading(group, name)
    return _ENGLISH.get(name, name.replace("_", " ").capitalize())


def title_of(group: str, language: ReadersLanguage) -> str:
    """What a group is called."""
    return titles().groups.get(group, group) if language == "vi" else group.replace("_", " ").capitalize()
