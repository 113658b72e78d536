"""What is documented exists, and what exists is documented."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command

from cchc_ocr.cli.app import app
from cchc_ocr.errors import ExitCode
from tests.paths import ROOT, SCRIPTS

USAGE = (ROOT / "docs/usage.md").read_text("utf-8")
SECTIONS = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", USAGE, re.M | re.S))
COMMANDS = get_command(app).commands  # type: ignore[attr-defined]
SHARED = {
    "options for repair": SECTIONS["Options for repair"],
    "options for reading documents": SECTIONS["Options for reading documents"] + SECTIONS["Options for repair"],
}


def options(command: str) -> set[str]:
    """The long names of a command's options."""
    names = {name for parameter in COMMANDS[command].params for name in parameter.opts if name.startswith("--")}
    return names - {"--help"}


def documented(command: str) -> set[str]:
    """The options that stand in a command's section, or in a shared one that it points to."""
    section = SECTIONS[command]
    texts = [section, *(text for name, text in SHARED.items() if f"[{name}]" in section)]
    return {name for text in texts for name in re.findall(r"(?<![\w-])--[a-z][a-z-]+", text)}


def test_every_command_has_its_section_and_its_place_in_the_list() -> None:
    listed = re.findall(r"^\| \[`(\w+)`\]\(#(\w+)\)", USAGE, re.M)
    assert {name for name, _ in listed} == set(COMMANDS)
    assert all(name == anchor for name, anchor in listed)
    assert set(COMMANDS) <= set(SECTIONS)


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_option_of_a_command_is_documented_and_no_other(command: str) -> None:
    assert documented(command) == options(command)


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_and_option_says_what_it_does(command: str) -> None:
    assert COMMANDS[command].help
    assert all(parameter.help for parameter in COMMANDS[command].params if parameter.name != "help")


def test_options_of_the_program_are_documented() -> None:
    names = {name for parameter in get_command(app).params for name in parameter.opts if name.startswith("--")}
    assert names <= set(re.findall(r"--[a-z-]+", SECTIONS["Other options"]))


def test_the_list_and_the_diagram_of_the_rooms_are_those_of_the_code() -> None:
    command = [sys.executable, SCRIPTS / "draw_rooms.py", "--check"]
    drawn = subprocess.run(command, capture_output=True, text=True, check=False)
    assert drawn.returncode == 0, drawn.stderr


def test_every_exit_code_is_documented() -> None:
    table = (ROOT / "docs/exit-codes.md").read_text("utf-8")
    assert {int(code) for code in re.findall(r"^\| (\d+) \|", table, re.M)} == {int(code) for code in ExitCode}


@pytest.mark.parametrize(
    "page", sorted((ROOT / "docs").glob("*.md")) + sorted(ROOT.glob("*.md")), ids=lambda p: p.name
)
def test_links_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|mailto:)([^)#\s]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_commands_shown_in_the_documents_exist() -> None:
    pages = [*(ROOT / "docs").glob("*.md"), *ROOT.glob("*.md")]
    shown = {
        name
        for page in pages
        for name in re.findall(r"^\s*(?:\S*/)?cchc-ocr ([a-z]+)", page.read_text("utf-8"), re.M)
    }
    assert shown <= set(COMMANDS)


def named_sections() -> list[tuple[str, str, str]]:
    """Module, page and heading, for each section of a page of docs that a comment or docstring names."""
    named = re.compile(r'docs/([\w-]+\.md), sections?((?:(?: and)?\s+"[^"\n]+")+)')
    return [
        (path.relative_to(ROOT).as_posix(), page, heading)
        for path in sorted((ROOT / "cchc_ocr").rglob("*.py"))
        for page, headings in named.findall(path.read_text("utf-8"))
        for heading in re.findall(r'"([^"]+)"', headings)
    ]


@pytest.mark.parametrize(("module", "page", "heading"), named_sections())
def test_sections_that_the_code_names_exist(module: str, page: str, heading: str) -> None:
    text = (ROOT / "docs" / page).read_text("utf-8")
    assert heading in re.findall(r"^#+ (.+)$", text, re.M), f"{module} names it"


def test_constants_of_reading_name_the_section_that_shows_them() -> None:
    assert {
        "picture/cleanup.py",
        "picture/inspection.py",
        "picture/seals.py",
        "picture/shades.py",
        "picture/strokes.py",
        "picture/unread.py",
        "reading/cells.py",
        "reading/glyphs.py",
        "reading/rereading.py",
    } <= {module.removeprefix("cchc_ocr/") for module, page, _ in named_sections() if page == "reading.md"}
