"""Writes the equations of a Word document (Office MathML) on one line, as people type them."""

from __future__ import annotations

import re
from typing import Any

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"


def equation(element: Any) -> str:
    """An equation on one line: fractions with a stroke, powers and roots by their signs."""
    if element.tag == f"{M}t":
        return "".join(element.itertext())
    parts = {name: "".join(map(equation, found)) for name in ("num", "den", "e", "sup", "sub", "deg")
             if (found := element.find(f"{M}{name}")) is not None}  # fmt: skip
    if element.tag == f"{M}f":
        return f"{_bracketed(parts.get('num', ''))}/{_bracketed(parts.get('den', ''))}"
    if element.tag == f"{M}sSup":
        return f"{_bracketed(parts.get('e', ''))}^{_bracketed(parts.get('sup', ''))}"
    if element.tag == f"{M}rad":
        return f"√{_bracketed(parts.get('e', ''))}"
    return "".join(map(equation, element))


def _bracketed(text: str) -> str:
    return f"({text})" if re.search(r"[-+×*/ ]", text.strip()) else text.strip()
