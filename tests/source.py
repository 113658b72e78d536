"""The modules of the package as syntax trees, which several tests look through."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

from tests.paths import ROOT

PACKAGE = ROOT / "cchc_ocr"


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(tree(path)))


def modules(room: str = "") -> list[Path]:
    """All modules of a room, or of the package."""
    return sorted((PACKAGE / room).rglob("*.py"))
