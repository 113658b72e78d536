"""What draws a page of a PDF: takes out hidden text and idle fonts, and keeps text from being found."""

from __future__ import annotations

import copy
from functools import cache
from typing import Any

import pikepdf

_DEEPEST = 8  # forms within forms
_SHOWING, _INVISIBLE = ("Tj", "TJ", "'", '"'), 3  # operators that show text, and the mode in which they do not


def strip_hidden_text(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """Take away what another program read; fonts go with it, which need not be embedded where nothing is shown.

    Where any text is shown (a stamp), all stays: it is then read once more, or the page is drawn anew.
    """
    kept, inside, mode, modes = [], False, 0, [0]
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        if operator in ("q", "Q"):
            mode = modes.pop() if operator == "Q" and modes else mode
            modes += [mode] if operator == "q" else []
        mode = int(instruction.operands[0]) if operator == "Tr" else mode
        if operator in _SHOWING and mode != _INVISIBLE:
            return
        inside = operator == "BT" or (inside and operator != "ET")
        if not inside and operator != "ET":
            kept.append(instruction)
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))
    if "/Font" in page.resources:
        del page.resources["/Font"]


def drop_idle_fonts(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """Take away fonts that are chosen but never used: if they are not embedded, a page cannot be PDF/A."""
    listed: Any = page.resources.get("/Font", {})
    forms = [item for item in page.resources.get("/XObject", {}).values() if item.get("/Subtype") == "/Form"]
    if not listed or any("/Resources" not in form for form in forms):  # such a form uses the fonts of its page
        return
    instructions = list(pikepdf.parse_content_stream(page))
    used, font, fonts = set[str](), "", list[str]()
    for instruction in instructions:
        operator = str(instruction.operator)
        if operator == "q":
            fonts.append(font)
        elif operator == "Q" and fonts:
            font = fonts.pop()
        elif operator == "Tf":
            font = str(instruction.operands[0])
        elif operator in _SHOWING:
            used.add(font)
    idle = set(listed.keys()) - used
    if not idle or any("/Font" in state for state in page.resources.get("/ExtGState", {}).values()):
        return
    kept = [one for one in instructions if str(one.operator) != "Tf" or str(one.operands[0]) not in idle]
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))
    for name in idle:
        del listed[name]


def silence(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """Let the page look as before, but its text be found and copied as spaces: another text is laid over it.

    A search goes by the tables of the fonts that lead from their codes to Unicode.
    """
    page.obj.Resources = _silenced(pdf, page.resources, depth=0)


def _silenced(pdf: pikepdf.Pdf, resources: Any, depth: int) -> Any:
    """A copy of the resources with other fonts, also in the forms that are drawn with them."""
    made = copy.copy(resources)
    if "/Font" in made:
        fonts = {name: copy.copy(font) for name, font in made.Font.items()}
        for font in fonts.values():
            font.ToUnicode = pdf.make_stream(_spaces(2 if font.get("/Subtype") == "/Type0" else 1))
        made.Font = pikepdf.Dictionary({name: pdf.make_indirect(font) for name, font in fonts.items()})
    if "/XObject" in made and depth < _DEEPEST:
        made.XObject = pikepdf.Dictionary(
            {name: _silenced_form(pdf, item, depth) for name, item in made.XObject.items()}
        )
    return made


def _silenced_form(pdf: pikepdf.Pdf, item: Any, depth: int) -> Any:
    if item.get("/Subtype") != "/Form" or "/Resources" not in item:
        return item
    form = copy.copy(item)
    form.Resources = _silenced(pdf, item.Resources, depth + 1)
    return form


@cache
def _spaces(size: int) -> bytes:
    """A table (ToUnicode) in which every code of ``size`` bytes is a space."""
    row = " ".join(["<0020>"] * 256)
    firsts = [f"{at:02x}" for at in range(256)] if size == 2 else [""]
    ranges = [f"<{first}00> <{first}ff> [{row}]" for first in firsts]
    blocks = (ranges[at : at + 100] for at in range(0, len(ranges), 100))
    said = "\n".join(f"{len(block)} beginbfrange\n" + "\n".join(block) + "\nendbfrange" for block in blocks)
    return f"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Spaces def
/CMapType 2 def
1 begincodespacerange
<{"00" * size}> <{"ff" * size}>
endcodespacerange
{said}
endcmap
CMapName currentdict /CMap defineresource pop
end
end
""".encode()
