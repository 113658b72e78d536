"""Every module with logic has its test file, so that a failure points at the place and not at the story."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.paths import ROOT
from tests.source import PACKAGE, modules, nodes, tree

TESTS = ROOT / "tests"
ELSEWHERE = {  # modules that have no test file of their name, and the one that is about them
    "__init__.py": "test_library.py",
    "export/__init__.py": "export/test_formats.py",
    "ngram/__init__.py": "ngram/test_training.py",
}


def has_logic(path: Path) -> bool:
    """Whether anything is done in a module: mere tables, types, names and interfaces need no test."""
    return any(
        isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and _does_something(node) for node in nodes(path)
    )


def _does_something(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Those of a Protocol have a docstring and an ellipsis."""
    return not all(isinstance(part, ast.Expr) and isinstance(part.value, ast.Constant) for part in function.body)


MODULES = {str(path.relative_to(PACKAGE)): path for path in modules() if has_logic(path)}


def named_after(module: str) -> Path:
    """The test file of the module's name, in its room; a package's own module has that of the package."""
    path = PACKAGE / module
    own = path.parent.name if path.stem == "__init__" else path.stem
    top = Path(module).parts[0] if "/" in module else ""
    return TESTS / top / f"test_{own}.py"


@pytest.mark.parametrize("module", sorted(MODULES.keys() - ELSEWHERE.keys()))
def test_a_module_with_logic_has_its_test_file(module: str) -> None:
    assert named_after(module).is_file()


@pytest.mark.parametrize("module", ELSEWHERE)
def test_the_others_are_named_with_the_file_that_is_about_them(module: str) -> None:
    assert module in MODULES and not named_after(module).is_file()
    assert (TESTS / ELSEWHERE[module]).is_file()


def test_no_test_module_is_imported_by_another() -> None:
    """pytest would run it twice. What tests share lies in modules that hold no tests."""
    for path in sorted(TESTS.rglob("*.py")):
        assert not re.findall(r"^from tests\.(?:\w+\.)*test_\w+ import", path.read_text("utf-8"), re.M), path


LONGEST_NAP = 0.05  # seconds, between two looks whether something has come to pass


def naps(module: ast.Module) -> Iterator[str]:
    """Tests that are not marked ``slow`` and sleep for longer than between two looks, or for a reckoned time."""
    if any(_is_slow(node) for node in module.body if isinstance(node, ast.Assign)):
        return
    for group in (module, *(node for node in module.body if isinstance(node, ast.ClassDef))):
        for test in group.body:
            if not isinstance(test, ast.FunctionDef) or not test.name.startswith("test_"):
                continue
            marks = [*test.decorator_list, *getattr(group, "decorator_list", [])]
            if any(_sleeps(node) for node in ast.walk(test)) and not any(map(_is_slow, marks)):
                yield test.name


def _is_slow(node: ast.AST) -> bool:
    return any(isinstance(part, ast.Attribute) and part.attr == "slow" for part in ast.walk(node))


def _sleeps(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call) or not ast.unparse(node.func).endswith("sleep") or not node.args:
        return False
    seconds = node.args[0]
    return not (isinstance(seconds, ast.Constant) and float(str(seconds.value)) <= LONGEST_NAP)


def test_no_fast_test_sleeps() -> None:
    mentioning = [path for path in TESTS.rglob("test_*.py") if "sleep(" in path.read_text("utf-8")]
    found = {str(path.relative_to(TESTS)): list(naps(tree(path))) for path in mentioning}
    assert len(found) > 5
    assert {path: names for path, names in found.items() if names} == {}


def test_sleepers_are_found() -> None:
    module = """
def test_a(): time.sleep(0.2)
def test_b(): time.sleep(0.01)
def test_c(): asyncio.sleep(rng.uniform(0.01, 0.2))
@pytest.mark.slow
def test_d(): time.sleep(3)
@pytest.mark.slow
class TestE:
    def test_e(self): time.sleep(3)
class TestF:
    def test_f(self): sleep(3)
"""
    assert list(naps(ast.parse(module))) == ["test_a", "test_c", "test_f"]
