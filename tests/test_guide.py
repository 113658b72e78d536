"""The Vietnamese guide: every command in it runs, one page after the other, as a reader would type them."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pikepdf
import pytest
from typer.main import get_command

from cchc_ocr.cli.app import app
from tests.paths import ROOT
from tests.readers import english

GUIDE = ROOT / "docs/vi"
PAGES = sorted(GUIDE.glob("[0-9]*.md"))
COMMANDS = get_command(app).commands  # type: ignore[attr-defined]
STAY = ("watch", "review")  # they go on until Ctrl-C
INSTALLING = ("make install", "export PATH")  # what the blocks of another kind hold
SECONDS = 300


def blocks(page: Path, kind: str) -> list[str]:
    """The lines of code blocks of a kind."""
    found = re.findall(rf"^```{kind}\n(.*?)^```", page.read_text("utf-8"), re.M | re.S)
    return [line for block in found for line in block.splitlines()]


def prose(page: Path) -> str:
    """A page without its code blocks and links."""
    without = re.sub(r"^```.*?^```", "", page.read_text("utf-8"), flags=re.M | re.S)
    return re.sub(r"\]\([^)]*\)", "]", without)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A reader's folder with scans, and the program in PATH."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "ban-quet").mkdir()
    with pikepdf.open(ROOT / "samples/01-ket-luan.pdf") as scan:
        del scan.pages[1:]  # each is read several times
        scan.save(folder / "ban-quet/ket-luan.pdf")
    (folder / "ban-quet/thong-bao.txt").write_text("Số: 12/TB-SNV\nTHÔNG BÁO\n", "utf-8")
    program = folder / "bin" / "cchc-ocr"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m cchc_ocr "$@"\n', "utf-8")
    program.chmod(0o755)
    return folder


def environment(desk: Path) -> dict[str, str]:
    path = f"{desk / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "CCHC_OCR_LANG": "vi", "PATH": path, "PYTHONPATH": str(ROOT), "BROWSER": "true"}


def run(line: str, desk: Path) -> subprocess.CompletedProcess[str]:
    """Run a line of the guide; a command that goes on gets Ctrl-C as soon as it says something."""
    called = subprocess.Popen(
        ["/bin/sh", "-c", line if "|" in line else f"exec {line}"],
        cwd=desk,
        env=environment(desk),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    ends = threading.Timer(SECONDS, called.kill)
    ends.start()
    assert called.stdout
    first = called.stdout.readline() if stays(line) else ""
    if first:
        called.send_signal(signal.SIGINT)
    said = first + called.stdout.read()
    ends.cancel()
    return subprocess.CompletedProcess(line, called.wait(), said)


def stays(line: str) -> bool:
    return line.split()[1] in STAY and "--import" not in line


@pytest.mark.slow
@pytest.mark.tesseract
@pytest.mark.skipif(os.name == "nt", reason="the guide's commands are typed in a shell of Unix here")
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_commands_of_the_guide_run(page: Path, desk: Path) -> None:
    """Each page goes on where the one before has ended."""
    for line in blocks(page, "sh"):
        done = run(line, desk)
        assert done.returncode in ((0, 130) if stays(line) else (0,)), f"{line}\n{done.stdout}"


def test_there_are_ten_pages_and_the_first_one_names_them() -> None:
    named = re.findall(r"\]\((\d\d-[\w-]+\.md)\)", (GUIDE / "README.md").read_text("utf-8"))
    assert named == [page.name for page in PAGES]
    assert len(named) == 10


def test_only_what_installs_is_not_run() -> None:
    not_run = [line for page in PAGES for line in blocks(page, "shell")]
    assert all(line.startswith(INSTALLING) for line in not_run)


def test_every_command_that_is_shown_exists() -> None:
    shown = {name for page in PAGES for name in re.findall(r"cchc-ocr ([a-z]+)\b", "\n".join(blocks(page, "sh")))}
    assert shown <= set(COMMANDS)
    assert len(shown) >= 12


@pytest.mark.parametrize("page", [GUIDE / "README.md", *PAGES], ids=lambda page: page.stem)
def test_the_guide_is_vietnamese_and_its_links_lead_somewhere(page: Path) -> None:
    assert english(prose(page)) == []
    targets = re.findall(r"\]\((?!https?:)([^)#\s]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
    assert targets
    assert [target for target in targets if not (page.parent / target).exists()] == []
