"""Every module with logic has its test file, so that a failure points at the place and not at the story."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.paths import ROOT

PACKAGE, TESTS = ROOT / "cchc_ocr", ROOT / "tests"
ROOMS = [".", "lexicon", "ngram", "runs"]  # those that are done; the others come to it
ELSEWHERE = {
    "__init__.py": "loads what it names on demand: test_library",
    "records.py": "the public record goes through every test of extraction and of results",
    "ngram/__init__.py": "only gathers names: load and build are tested in test_model and test_training",
}


def has_logic(path: Path) -> bool:
    """Whether anything is done in a module: mere tables, types and names need no test."""
    return any(isinstance(node, ast.FunctionDef) for node in ast.walk(ast.parse(path.read_text("utf-8"))))


def own_test(module: Path) -> Path:
    """The module's own; that of a package's own module is named after the package."""
    room = module.parent.relative_to(PACKAGE)
    name = room.name if module.stem == "__init__" else module.stem
    return TESTS / room / f"test_{name}.py"


def modules() -> list[Path]:
    return [path for room in ROOMS for path in sorted((PACKAGE / room).glob("*.py")) if has_logic(path)]


@pytest.mark.parametrize("module", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_with_logic_has_its_own_test(module: Path) -> None:
    if str(module.relative_to(PACKAGE)) not in ELSEWHERE:
        assert own_test(module).is_file()


def test_no_exception_is_needless() -> None:
    for name, reason in ELSEWHERE.items():
        assert reason
        assert has_logic(PACKAGE / name)


def test_no_test_module_is_imported_by_another() -> None:
    """pytest would run it twice. What tests share lies in modules that hold no tests."""
    for path in sorted(TESTS.rglob("*.py")):
        assert not re.findall(r"^from tests\.(?:\w+\.)*test_\w+ import", path.read_text("utf-8"), re.M), path
