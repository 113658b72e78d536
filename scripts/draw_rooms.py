"""Draws the rooms of the package from its imports (docs/images/rooms.svg) and lists their modules (docs/rooms.md).

    python scripts/draw_rooms.py            writes both, and prints how many rooms, floors and arrows there are
    python scripts/draw_rooms.py --check    exit code 1 where they are not those of the code

A room is a folder of ``cchc_ocr``, or one of the modules that lie beside the folders. A floor is a row of rooms
that import none of one another; an arrow leads from a room to one that it imports. The text of the list is the
first paragraph of each docstring.
"""

from __future__ import annotations

import argparse
import ast
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "cchc_ocr"
PICTURE, LIST = ROOT / "docs/images/rooms.svg", ROOT / "docs/rooms.md"
WIDTH, ROW, BOX_HEIGHT = 960, 104, 56  # of the picture, of a floor in it and of a room, in pixels
HIDDEN = {"__init__", "__main__"}


@dataclass(frozen=True, slots=True)
class Module:
    """A file of the package: its dotted name below the package, what it says of itself, what it imports."""

    name: str
    says: str
    imports: frozenset[str]

    @property
    def room(self) -> str:
        return self.name.partition(".")[0]


def read_modules() -> list[Module]:
    """Every module of the package, sorted by name."""
    modules = []
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        name = ".".join(part for part in parts if part != "__init__")
        if name and name not in HIDDEN:
            tree = ast.parse(path.read_text("utf-8"))
            modules.append(Module(name, first_sentence(ast.get_docstring(tree) or ""), frozenset(imports(tree))))
    return modules


def first_sentence(docstring: str) -> str:
    """The first paragraph of a docstring as one line."""
    return " ".join(docstring.partition("\n\n")[0].split())


def imports(tree: ast.AST) -> Iterator[str]:
    """Names below the package that a module imports, at its top or inside functions."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.partition(".")[0] == PACKAGE.name:
            below = node.module.partition(".")[2]
            yield from (f"{below}.{alias.name}".lstrip(".") for alias in node.names)


def arrows_of(modules: list[Module]) -> dict[str, set[str]]:
    """Which rooms each room imports."""
    rooms = {module.room for module in modules}
    arrows: dict[str, set[str]] = {room: set() for room in rooms}
    for module in modules:
        targets = {name.partition(".")[0] for name in module.imports}
        arrows[module.room] |= (targets & rooms) - {module.room}
    return arrows


def floors_of(arrows: Mapping[str, set[str]]) -> list[list[str]]:
    """Rooms by floors, the ground first; each stands above all that it imports. Raises ValueError for a circle."""
    left, floors = dict(arrows), list[list[str]]()
    while left:
        ready = sorted(room for room, below in left.items() if not below & left.keys())
        if not ready:
            raise ValueError(f"rooms that import one another: {', '.join(sorted(left))}")
        floors.append(ready)
        left = {room: below for room, below in left.items() if room not in ready}
    return floors


def draw(arrows: Mapping[str, set[str]], floors: list[list[str]], sizes: Mapping[str, int]) -> str:
    """The rooms as SVG, the ground at the bottom. Arrows that others imply are left out."""
    height = ROW * len(floors) + 20
    places: dict[str, tuple[float, float]] = {}
    for level, floor in enumerate(floors):
        for at, room in enumerate(floor):
            places[room] = (WIDTH * (at + 0.5) / len(floor), height - ROW * (level + 0.5) - 10)
    box = 0.86 * WIDTH / max(map(len, floors))
    shapes = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="sans-serif">',
        '<defs><marker id="head" markerWidth="7" markerHeight="7" refX="6" refY="3" orient="auto">'
        '<path d="M0,0 L6,3 L0,6 z" fill="#777"/></marker></defs>',
        f'<rect width="{WIDTH}" height="{height}" fill="white"/>',
    ]
    for room, below in sorted(arrows.items()):
        for other in sorted(below - _implied(below, arrows)):
            (x0, y0), (x1, y1) = places[room], places[other]
            shapes.append(
                f'<line x1="{x0:.0f}" y1="{y0 + BOX_HEIGHT / 2:.0f}" x2="{x1:.0f}" y2="{y1 - BOX_HEIGHT / 2:.0f}"'
                ' stroke="#777" marker-end="url(#head)"/>'
            )
    for room, (x, y) in sorted(places.items()):
        shapes.append(
            f'<rect x="{x - box / 2:.0f}" y="{y - BOX_HEIGHT / 2:.0f}" width="{box:.0f}" height="{BOX_HEIGHT}"'
            ' rx="6" fill="#eef3f8" stroke="#345"/>'
            f'<text x="{x:.0f}" y="{y - 2:.0f}" text-anchor="middle" font-size="15">{escape(room)}</text>'
            f'<text x="{x:.0f}" y="{y + 17:.0f}" text-anchor="middle" font-size="11" fill="#567">'
            f"{_counted(sizes[room])}</text>"
        )
    return "\n".join([*shapes, "</svg>", ""])


def _implied(below: set[str], arrows: Mapping[str, set[str]]) -> set[str]:
    """Rooms that are reached through others of ``below`` as well."""
    reached: set[str] = set()
    waiting = [other for room in below for other in arrows[room]]
    while waiting:
        room = waiting.pop()
        if room not in reached:
            reached.add(room)
            waiting += arrows[room]
    return reached


def _counted(modules: int) -> str:
    return "1 module" if modules == 1 else f"{modules} modules"


def listed(modules: list[Module], floors: list[list[str]]) -> str:
    """The list of rooms and modules as Markdown, from the top floor down."""
    lines = [
        "# Rooms and modules",
        "",
        "`scripts/draw_rooms.py` makes this list. [design.md](design.md) says where to change what.",
        "",
        "![The rooms and what they import](images/rooms.svg)",
    ]
    for room in (room for floor in reversed(floors) for room in floor):
        inside = [module for module in modules if module.room == room]
        face = next((module for module in inside if module.name == room), None)
        lines += ["", f"## {room}", "", face.says if face else ""]
        rest = [module for module in inside if module.name != room]
        if rest:
            lines += ["", "| module | answers for |", "| --- | --- |"]
            lines += [f"| `{m.name.partition('.')[2]}` | {m.says.replace('|', chr(92) + '|')} |" for m in rest]
    return "\n".join([*lines, ""])


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit code 1 where they differ")
    check = parser.parse_args().check
    modules = read_modules()
    arrows = arrows_of(modules)
    floors = floors_of(arrows)
    sizes = {room: sum(module.room == room for module in modules) for room in arrows}
    made = {PICTURE: draw(arrows, floors, sizes), LIST: listed(modules, floors)}
    if check:
        old = [path.name for path, text in made.items() if not path.exists() or path.read_text("utf-8") != text]
        if old:
            print(f"{', '.join(old)}: not those of the code; run python scripts/draw_rooms.py", file=sys.stderr)
        return int(bool(old))
    for path, text in made.items():
        path.write_text(text, "utf-8")
    print(f"{len(arrows)} rooms on {len(floors)} floors, {sum(map(len, arrows.values()))} arrows")
    return 0


if __name__ == "__main__":
    sys.exit(main())
