"""Set-up on machines that lack this or that, played by folders of small scripts."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from tests.paths import ROOT

SETUP = ROOT / "scripts/setup.sh"
HAS_VIE = "#!/bin/sh\necho 'List of available languages (1):'; echo vie\n"
NOTHING = "#!/bin/sh\nexit 0\n"


def machine(folder: Path, **programs: str) -> Path:
    """A folder for PATH with the shell's own helpers and ``programs`` (name, script)."""
    tools = folder / "tools"
    tools.mkdir()
    for name in ("sh", "id", "env", "grep"):
        (tools / name).symlink_to(shutil.which(name) or name)
    for name, script in programs.items():
        (tools / name).write_text(script)
        (tools / name).chmod(0o755)
    return tools


def setup(tools: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": str(tools), **more}
    command = ["/bin/sh", str(SETUP), *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_where_the_engine_is_there_nothing_is_said(tmp_path: Path) -> None:
    done = setup(machine(tmp_path, tesseract=HAS_VIE), "system")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize(("manager", "package"), [("dnf", "tesseract-langpack-vie"), ("brew", "tesseract-lang")])
def test_elsewhere_than_on_debian_the_command_is_given(tmp_path: Path, manager: str, package: str) -> None:
    done = setup(machine(tmp_path, **{manager: NOTHING}), "system")
    assert done.returncode == 4
    assert f"{manager} install tesseract" in done.stderr
    assert package in done.stderr


def test_on_debian_apt_is_asked_and_it_is_said_before(tmp_path: Path) -> None:
    """This apt-get installs an engine, once its lists are fresh."""
    (tmp_path / "tesseract").write_text(HAS_VIE)
    (tmp_path / "tesseract").chmod(0o755)
    apt = f"""#!/bin/sh
echo "apt-get $*"
[ "$1" = update ] && : > {tmp_path}/fresh
[ -e {tmp_path}/fresh ] || exit 100
[ "$1" = update ] || /bin/cp {tmp_path}/tesseract {tmp_path}/tools/
"""
    sudo = '#!/bin/sh\nexec "$@"\n'
    done = setup(machine(tmp_path, **{"apt-get": apt, "sudo": sudo}), "system")
    assert done.returncode == 0, done.stderr
    said = done.stderr.splitlines()
    assert said[0] == "== installing with apt: tesseract-ocr tesseract-ocr-vie"
    assert "apt-get update" in said
    assert said[-1].startswith("apt-get install -y")


def test_a_browser_that_cannot_be_had_is_told_and_stops_nothing(tmp_path: Path) -> None:
    there = setup(machine(tmp_path, chromium=NOTHING, chromedriver=NOTHING), "browser")
    assert (there.returncode, there.stderr) == (0, "")
    (tmp_path / "tools/chromium").unlink()
    gone = setup(tmp_path / "tools", "browser")
    assert gone.returncode == 0
    assert "tests of the page in the browser are skipped" in gone.stderr


def test_jq_that_cannot_be_had_is_told_and_stops_nothing(tmp_path: Path) -> None:
    there = setup(machine(tmp_path, jq=NOTHING), "recipes")
    assert (there.returncode, there.stderr) == (0, "")
    (tmp_path / "tools/jq").unlink()
    gone = setup(tmp_path / "tools", "recipes")
    assert gone.returncode == 0
    assert "the tests of its recipes are skipped" in gone.stderr


def test_no_python_that_is_new_enough(tmp_path: Path) -> None:
    old = "#!/bin/sh\nexit 1\n"
    done = setup(machine(tmp_path, python3=old), "python", str(tmp_path / "venv"), ".")
    assert done.returncode == 4
    assert "needs Python 3.11 or newer" in done.stderr
    named = setup(tmp_path / "tools", "python", str(tmp_path / "venv"), ".", PYTHON="python3")
    assert "PYTHON=python3 is not" in named.stderr


def test_constraints_hold_versions_only_and_cover_what_is_needed() -> None:
    lines = (ROOT / "constraints.txt").read_text().splitlines()
    assert all(re.fullmatch(r"[A-Za-z0-9_.-]+==[0-9A-Za-z.]+", line) for line in lines)
    pinned = {line.split("==")[0].lower().replace("_", "-") for line in lines}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    needed = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    assert {re.split(r"[\[>=<~! ]", line)[0].lower() for line in needed} <= pinned


def test_every_target_of_make_is_explained() -> None:
    makefile = (ROOT / "Makefile").read_text()
    (phony,) = re.findall(r"^\.PHONY: (.*)$", makefile, re.M)
    explained = set(re.findall(r"^([a-z-]+):.*## ", makefile, re.M))
    assert set(phony.split()) - explained == {"system"}
