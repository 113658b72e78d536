"""What workers are forked from."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from cchc_ocr.runs.workers import _TEMPLATE
from tests.paths import ROOT
from tests.source import PACKAGE, modules, nodes, tree

# The module of all commands puts them together, which takes no time.
WORKING = {PACKAGE / name for name in ("__main__.py", "cli/app.py", "runs/preload.py")}
OTHERS = sorted(set(modules()) - WORKING)
LOOK = """
import sys, threading, {module}
wanted = {{"cv2", "numpy", "pikepdf", "pypdfium2", "pytesseract", "cchc_ocr.repair"}}
print(*sorted((wanted | {{"pandas"}}) & set(sys.modules)))
print(threading.active_count())
"""


def test_it_is_what_workers_start_from() -> None:
    assert (PACKAGE.parent / (_TEMPLATE.replace(".", "/") + ".py")).is_file()


@pytest.mark.slow
def test_it_loads_what_every_page_needs_and_starts_no_thread() -> None:
    """A process with threads cannot safely be forked. pandas, which takes half a second, is not needed."""
    look = LOOK.format(module=_TEMPLATE)
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True, cwd=ROOT)
    loaded, threads = done.stdout.splitlines()
    assert loaded.split() == ["cchc_ocr.repair", "cv2", "numpy", "pikepdf", "pypdfium2", "pytesseract"]
    assert threads == "1"


def imported(path: Path) -> set[str]:
    names = set()
    for node in nodes(path):
        if isinstance(node, ast.Import | ast.ImportFrom):
            module = f"{node.module}." if isinstance(node, ast.ImportFrom) and node.module else ""
            names |= {f"{module}{alias.name}" for alias in node.names} | {module.rstrip(".")}
    return names


def test_nothing_else_imports_it() -> None:
    assert [path for path in modules() if _TEMPLATE in imported(path)] == []
    assert "cchc_ocr.pipeline" in imported(PACKAGE / "runs/preload.py")


def test_other_modules_start_no_work_when_they_are_imported() -> None:
    """A call whose value nobody takes is work; so are loops, and files that are opened."""
    work = {str(path): [ast.unparse(node) for node in tree(path).body if is_work(node)] for path in OTHERS}
    assert {path: found for path, found in work.items() if found} == {}
    assert any(is_work(node) for node in tree(PACKAGE / "runs/preload.py").body)


def is_work(node: ast.stmt) -> bool:
    is_call = isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)
    if is_call and ast.unparse(node).startswith("warnings.filterwarnings("):  # a setting
        return False
    return is_call or isinstance(node, ast.For | ast.While | ast.With)
