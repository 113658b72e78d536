"""The program itself: its help, its version, and that both are there at once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command

from cchc_ocr import __version__
from cchc_ocr.cli import commands
from cchc_ocr.cli.app import app
from cchc_ocr.errors import ExitCode
from tests.conftest import Cli


def test_version_and_help(cli: Cli) -> None:
    assert cli("--version").stdout == f"cchc-ocr {__version__}\n"
    assert "run" in cli("--help").stdout
    assert cli("--help").stderr == ""


def test_a_mistyped_command_is_guessed(cli: Cli) -> None:
    result = cli("extrat", "a.pdf")
    assert result.exit_code == ExitCode.USAGE
    assert "Did you mean 'extract'" in result.stderr


@pytest.mark.parametrize(
    ("calls", "heavy"),
    [
        (
            [["--help"], ["--version"], ["schema"]],
            ["asyncio", "cv2", "numpy", "pypdfium2", "pikepdf", "PIL", "rich.console"],
        ),
        (
            [["run", "--help"], ["export", "--help"], ["evaluate", "--help"]],
            ["cv2", "numpy", "cchc_ocr.records", "xlsxwriter", "pyarrow", "rich.console"],
        ),
    ],
)
def test_what_needs_no_library_does_not_load_it(calls: list[list[str]], heavy: list[str]) -> None:
    """One process makes the calls one after the other, and says after each which libraries are loaded."""
    code = (
        "import sys\nfrom cchc_ocr.cli.app import main\n"
        f"for call in {calls}:\n"
        "    sys.argv = ['cchc-ocr', *call]\n"
        "    try:\n        main()\n    except SystemExit as end:\n        assert not end.code\n"
        f"    print(*call, *(name for name in {heavy} if name in sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.splitlines() == [" ".join(call) for call in calls]


def test_help_answers_at_once() -> None:
    """In 0.2 s on a machine at rest, half of it typer's own. On a busy one, processor time tells it."""

    def seconds(*call: str) -> float:
        before = os.times()
        subprocess.run([sys.executable, *call], capture_output=True, check=True)
        after = os.times()
        return after.children_user + after.children_system - before.children_user - before.children_system

    of_typer = min(seconds("-c", "import typer.main") for _ in range(5))
    assert any(seconds("-m", "cchc_ocr", "--help") < 4 * of_typer for _ in range(5))


def test_every_command_stands_in_the_module_of_its_kind() -> None:
    names = {
        "run",
        "watch",
        "ocr",
        "extract",
        "restore",
        "learn",
        "export",
        "report",
        "evaluate",
        "search",
        "status",
        "prune",
        "split",
        "file",
        "review",
        "paperless",
    }
    assert set(get_command(app).commands) == names | {"schema", "doctor"}  # type: ignore[attr-defined]
    registered = [command.callback for command in app.registered_commands]
    rooms = ("reading", "stacks", "filing", "keeping", "measuring", "data", "reporting", "review", "paperless")
    homes = [getattr(commands, home) for home in rooms]
    for name in get_command(app).commands:  # type: ignore[attr-defined]
        assert sum(getattr(home, name, None) in registered for home in homes) == 1, name


@pytest.mark.slow
def test_a_text_is_digitised_without_what_decodes_pictures(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Xin chào\n")
    heavy = ["cv2", "pypdfium2", "pikepdf", "PIL", "pytesseract"]
    code = (
        "import sys\nfrom cchc_ocr import digitise\n"
        f"digitise({str(tmp_path / 'a.txt')!r})\n"
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.slow
def test_a_command_that_only_has_results_to_write_starts_without_the_rules() -> None:
    code = (
        "import sys, cchc_ocr.pipeline, cchc_ocr.runs.batch, cchc_ocr.cli.display, cchc_ocr.export.writing\n"
        "print('cchc_ocr.extract.extractor' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
