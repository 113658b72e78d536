"""Nothing needs what only POSIX has: the program in a process that takes itself for one on Windows."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.paths import ROOT


def as_windows(*folders: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, ROOT / "tests/system/as_windows.py", *folders]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)


@pytest.mark.slow
def test_every_module_is_imported() -> None:
    done = as_windows()
    assert not done.returncode, done.stderr


@pytest.mark.slow
def test_a_run_over_texts(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in ("một.txt", "hai.txt"):
        (tmp_path / "in" / name).write_text("Báo cáo\n", "utf-8")
    done = as_windows(tmp_path)
    assert done.stdout == "done done", done.stderr
    assert {path.name for path in (tmp_path / "out").glob("*.json")} == {"một.json", "hai.json"}


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="psutil is needed there")
def test_no_kept_library_for_other_systems_is_needed_here() -> None:
    """psutil is installed where there are no process groups and no limits of memory, and not on Linux."""
    ask = (
        "import sys; sys.modules['psutil'] = None\n"
        "from cchc_ocr.runs import batch, cluster, watching\n"
        "from cchc_ocr.system import children, limits\n"
        "children.kill_all(2**22 + 1); limits.limit_memory(0)"
    )
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=False)
    assert not done.returncode, done.stderr
