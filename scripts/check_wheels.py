"""Whether everything that cchc-ocr needs is there as a wheel for Windows, macOS and Linux.

It asks the index that pip is set up for, for the versions of constraints.txt, and for all that they need in turn.
A package without a wheel would have to be compiled where it is installed, and archivists have no compiler.
Needs an environment with the extras installed (`make develop`); downloads some hundred MB into a temporary folder.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PYTHON = "3.11"
EXTRAS = ("fast", "pdf", "parquet", "cluster")
_LINUX = [f"manylinux_2_{minor}_x86_64" for minor in (34, 28, 27, 24, 17)] + ["manylinux2014_x86_64"]
SYSTEMS: dict[str, tuple[list[str], dict[str, str]]] = {  # the tags of a system's wheels, and what its markers say
    "Windows": (["win_amd64"], {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"}),
    "macOS, Apple": (
        ["macosx_15_0_arm64"],
        {"sys_platform": "darwin", "platform_system": "Darwin", "platform_machine": "arm64"},
    ),
    "macOS, Intel": (["macosx_15_0_x86_64"], {"sys_platform": "darwin", "platform_system": "Darwin"}),
    "Linux": (_LINUX, {"sys_platform": "linux", "platform_system": "Linux"}),
}


def main() -> None:
    """A table in Markdown; the exit code is 1 where a wheel is missing."""
    needed = {system: closure(markers) for system, (_, markers) in SYSTEMS.items()}
    missing = {system: without_wheel(sorted(needed[system]), SYSTEMS[system][0]) for system in SYSTEMS}
    print("| package | needed by |", " | ".join(SYSTEMS), "|")
    print("| --- | --- |", " | ".join("---" for _ in SYSTEMS), "|")
    groups = {name: group for found in needed.values() for name, group in found.items()}
    for name, group in sorted(groups.items()):
        cells = [answer(name, needed[system], missing[system]) for system in SYSTEMS]
        print("|", " | ".join((name, group, *cells)), "|")
    sys.exit(any(missing.values()))


def answer(name: str, needed: Mapping[str, str], missing: set[str]) -> str:
    if name not in needed:
        return "not needed"
    return "MISSING" if name in missing else "wheel"


def closure(markers: Mapping[str, str]) -> dict[str, str]:
    """What is installed on such a system, by name: "program", or the first extra that needs it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    groups = {
        "program": project["dependencies"],
        **{name: project["optional-dependencies"][name] for name in EXTRAS},
    }
    found: dict[str, str] = {}
    for group, lines in groups.items():
        waiting = list(wanted(lines, markers))
        while waiting:
            requirement = waiting.pop()
            name = canonicalize_name(requirement.name)
            if name in found:
                continue
            found[name] = group
            waiting.extend(wanted(_requires(name), markers, requirement.extras))
    return found


def wanted(lines: list[str], markers: Mapping[str, str], extras: set[str] | None = None) -> Iterator[Requirement]:
    """The requirements that count on such a system, with these extras."""
    for line in lines:
        requirement = Requirement(line)
        marker = requirement.marker
        if not marker or any(marker.evaluate({**markers, "extra": extra}) for extra in ("", *(extras or ()))):
            yield requirement


def _requires(name: str) -> list[str]:
    """What a package needs. One that only other systems need is not installed here, and taken to need nothing."""
    try:
        return requires(name) or []
    except PackageNotFoundError:
        return []


def without_wheel(names: list[str], tags: list[str]) -> set[str]:
    """Those of which the index has no wheel with one of the tags. Asked one by one only where all at once fail."""
    if not names or downloads(names, tags):
        return set()
    return {name for name in names if not downloads([name], tags)}


def downloads(names: list[str], tags: list[str]) -> bool:
    """Whether pip finds a wheel of each."""
    platforms = [part for tag in tags for part in ("--platform", tag)]
    options = ["--quiet", "--no-deps", "--only-binary=:all:", "--python-version", PYTHON, *platforms]
    with tempfile.TemporaryDirectory(prefix="cchc-ocr-") as folder:
        command = [sys.executable, "-m", "pip", "download", *options, "--constraint", ROOT / "constraints.txt"]
        done = subprocess.run([*command, "--dest", folder, *names], capture_output=True, text=True, check=False)
    if done.returncode:
        print(done.stderr, file=sys.stderr)
    return not done.returncode


if __name__ == "__main__":
    main()
