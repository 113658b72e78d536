"""One word has one meaning: no name of a class or of a type stands for two things in the package."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator

from tests.source import PACKAGE, modules, tree


def named_types(module: ast.Module) -> Iterator[str]:
    """Classes, and at the top of a module the types that were given a name; type variables are one letter."""
    yield from (node.name for node in ast.walk(module) if isinstance(node, ast.ClassDef))
    for node in module.body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        for target in targets:
            if isinstance(target, ast.Name) and re.match(r"_?[A-Z][a-z]", target.id):
                yield target.id


def test_no_class_or_type_has_the_name_of_another() -> None:
    """A leading underscore makes no difference to a reader."""
    homes = defaultdict(list)
    for path in modules():
        for name in named_types(tree(path)):
            homes[name.lstrip("_")].append(f"{path.relative_to(PACKAGE)}: {name}")
    assert len(homes) > 200
    assert {name: places for name, places in homes.items() if len(places) > 1} == {}


def test_names_are_found_wherever_they_are_given() -> None:
    text = """
class A:
    class _B: ...
Cells = dict[str, int]
_Row: TypeAlias = tuple[str, ...]
T = TypeVar("T")
MOST = 3
"""
    assert list(named_types(ast.parse(text))) == ["A", "_B", "Cells", "_Row"]
