"""What workers are forked from."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from cchc_ocr.runs.workers import _TEMPLATE
from tests.paths import ROOT

PACKAGE = ROOT / "cchc_ocr"
# The module of all commands puts them together, which takes no time.
WORKING = {PACKAGE / name for name in ("__main__.py", "cli/app.py", "runs/preload.py")}
OTHERS = sorted(set(PACKAGE.rglob("*.py")) - WORKING)
LOOK = """
import sys, threading, {module}
print(*sorted({{"cv2", "numpy", "pikepdf", "pypdfium2", "pytesseract", "cchc_ocr.repair"}} & set(sys.modules)))
print(threading.active_count())
"""


def test_it_is_what_workers_start_from() -> None:
    assert (PACKAGE.parent / (_TEMPLATE.replace(".", "/") + ".py")).is_file()


def test_it_loads_what_every_page_needs_and_starts_no_thread() -> None:
    """A process with threads cannot safely be forked."""
    look = LOOK.format(module=_TEMPLATE)
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True, cwd=ROOT)
    loaded, threads = done.stdout.splitlines()
    assert loaded.split() == ["cchc_ocr.repair", "cv2", "numpy", "pikepdf", "pypdfium2", "pytesseract"]
    assert threads == "1"


def test_nothing_else_imports_it() -> None:
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
            module = (node.module or "") if isinstance(node, ast.ImportFrom) else ""
            assert _TEMPLATE not in (module, *names, *(f"{module}.{name}" for name in names)), path


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_other_modules_start_no_work_when_they_are_imported(path: Path) -> None:
    """A call whose value nobody takes is work; so are loops, and files that are opened."""
    tree = ast.parse(path.read_text("utf-8"))
    work = [node for node in tree.body if isinstance(node, ast.For | ast.While | ast.With)]
    work += [node for node in tree.body if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)]
    assert [ast.unparse(node) for node in work] == []
