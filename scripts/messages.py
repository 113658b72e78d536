"""Collects what people read into the catalogues of ``cchc_ocr/locale``: ``make messages``.

Translations of texts that are still there stay; new texts are left empty for a translator, and a test fails as
long as one is. With ``--check`` nothing is written; the exit code is 1 where a catalogue is not that of the code.
"""

from __future__ import annotations

import argparse
import ast
import builtins
import io
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from cchc_ocr.translation import SENTENCES

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "cchc_ocr"
LOCALES = PACKAGE / "locale"
DOMAIN = "cchc_ocr"
WIDTH = 115
MADE = datetime(2026, 1, 1, tzinfo=UTC)  # always the same, so that a file changes with its messages only

MARKS = {"_", "N_", "gettext", "gettext_noop"}
MESSAGES = {"hint", "help", "reason", "fault", "writes"}  # keywords whose values are read by people
DESCRIBED = ("cli/commands/", "cli/app.py", "records.py")  # where docstrings are read by people
DESCRIBING = {"_said", "_or_null", "_list"}  # what describes a field of the record
KNOWN = {
    "len": "count",
    **dict.fromkeys(("strerror", "error", "doubt", "why_not", "why_unread"), "why"),
}  # of placeholders
_OF_PYTHON = {name for name in dir(builtins) if name.endswith("Error")} | {"PackageNotFoundError"}


class UnmarkedError(Exception):
    """A text that people read is put together where it cannot be found."""


@dataclass(frozen=True, slots=True)
class Message:
    """A text, of several in the plural two, and the module that has it."""

    module: str
    texts: tuple[str, ...]


@dataclass
class Module:
    """A module of the package, and what people read of it."""

    name: str
    tree: ast.Module
    constants: Mapping[str, ast.expr]  # of all modules, by name
    functions: Mapping[str, ast.FunctionDef]  # of all modules, by name; of several with one name none
    unmarked: list[str] = field(default_factory=list)  # texts that cannot be found

    def messages(self) -> Iterator[Message]:
        """Every message, in the order of the module."""
        if self.name.startswith(DESCRIBED):
            yield from (Message(self.name, (text,)) for text in self._descriptions())
        for function, call in self._calls:
            for texts in self._of_call(call, function):
                yield Message(self.name, texts)

    @cached_property
    def _calls(self) -> Sequence[tuple[ast.AST, ast.Call]]:
        """Every call with the innermost function it stands in."""
        found: list[tuple[ast.AST, ast.Call]] = []

        def visit(node: ast.AST, function: ast.AST) -> None:
            if isinstance(node, ast.Call):
                found.append((function, node))
            inside = node if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) else function
            for child in ast.iter_child_nodes(node):
                visit(child, inside)

        visit(self.tree, self.tree)
        return found

    def _descriptions(self) -> Iterator[str]:
        kind: tuple[type[ast.AST], ...] = (ast.ClassDef,) if self.name == "records.py" else (ast.FunctionDef,)
        for node in self.tree.body:
            shown = isinstance(node, kind) and not node.name.startswith("_") and node.name != "main"
            if shown and (text := ast.get_docstring(node)):
                yield text

    def _of_call(self, call: ast.Call, function: ast.AST) -> Iterator[tuple[str, ...]]:
        name = _name(call.func)
        if self.name == "translation.py":
            return
        if name in MARKS and call.args:
            yield from ((text,) for text in self._texts(call.args[0], function))
        elif name == "ngettext" and len(call.args) > 1:
            yield tuple(text for one in call.args[:2] for text in self._texts(one, function))
        elif call.args and (_is_of_errors(name) or (name in DESCRIBING and self.name == "records.py")):
            yield from ((text,) for text in self._texts(call.args[0], function))
        keywords = MESSAGES | ({"description"} if self.name == "records.py" and function is self.tree else set())
        for keyword in call.keywords:
            if keyword.arg in keywords:
                yield from ((text,) for text in self._texts(keyword.value, function))

    def _texts(self, node: ast.expr, function: ast.AST) -> Iterator[str]:
        """The texts that an expression may be; what cannot be found is ``unmarked``."""
        try:
            yield from filter(None, list(self._found(node, function, ())))
        except UnmarkedError as error:
            self.unmarked.append(f"{self.name}:{node.lineno}: {error}")

    def _found(self, node: ast.expr, function: ast.AST, seen: tuple[str, ...]) -> Iterator[str]:
        match node:
            case ast.Constant(value=str(text)):
                yield text
            case ast.JoinedStr():
                yield template(node)
                yield from self._inside(node, function, seen)
            case ast.IfExp(body=one, orelse=other) | ast.BoolOp(values=[one, other]):
                yield from self._found(one, function, seen)
                yield from self._found(other, function, seen)
            case ast.Name(id=name) if (key := f"{getattr(function, 'name', '')}.{name}") not in seen:
                for value, scope in self._values(name, function):
                    yield from self._found(value, scope, (*seen, key))
            case ast.Attribute() | ast.Constant(value=None):
                return  # that of an error or a page, which was found where it was made, or nothing
            case ast.Call() if _name(node.func) in {*MARKS, "ngettext", "str"}:
                return  # found as a call of its own, or what another library says
            case ast.Call(func=ast.Attribute(value=inner, attr="format")):
                yield from self._found(inner, function, seen)
            case ast.Call(func=called) if (made := self._function(called)) and made.name not in seen:
                for value in _returned(made):
                    yield from self._found(value, made, (*seen, made.name))
            case _:
                raise UnmarkedError(ast.unparse(node))

    def _inside(self, node: ast.JoinedStr, function: ast.AST, seen: tuple[str, ...]) -> Iterator[str]:
        """The sentences that may be put into an f-string, as far as they can be found."""
        for part in node.values:
            if isinstance(part, ast.FormattedValue) and placeholder(part.value) in SENTENCES:
                with suppress(UnmarkedError):
                    yield from list(self._found(part.value, function, seen))

    def _function(self, called: ast.expr) -> ast.FunctionDef | None:
        """The function of the package that is called, or a method of the same class."""
        is_method = isinstance(called, ast.Attribute) and ast.unparse(called.value) == "self"
        if not isinstance(called, ast.Name) and not is_method:
            return None
        own = {node.name: node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef)}
        return own.get(_name(called)) or self.functions.get(_name(called))

    def _values(self, name: str, function: ast.AST) -> Sequence[tuple[ast.expr, ast.AST]]:
        """What a name may stand for, each with the function it is said in: what it is assigned, or is given."""
        if assigned := [*_assigned(function, name)]:
            return [(value, function) for value in assigned]
        if isinstance(function, ast.FunctionDef) and (given := [*self._given(name, function)]):
            return given
        if values := [*_assigned(self.tree, name)]:
            return [(value, self.tree) for value in values]
        if name not in self.constants:
            raise UnmarkedError(name)
        return [(self.constants[name], self.tree)]

    def _given(self, name: str, function: ast.FunctionDef) -> Iterator[tuple[ast.expr, ast.AST]]:
        """What calls in this module give a function for one of its parameters, or its default."""
        names = [parameter.arg for parameter in (*function.args.args, *function.args.kwonlyargs)]
        if name not in names:
            return
        for scope, call in self._calls:
            if _name(call.func) == function.name:
                at = names.index(name) - (names[0] in ("self", "cls"))
                yield from ((one.value, scope) for one in call.keywords if one.arg == name)
                yield from ((one, scope) for one in call.args[at : at + 1])


def _assigned(scope: ast.AST, name: str) -> Iterator[ast.expr]:
    """What a name is assigned in a function, or at the top of a module."""
    nodes = scope.body if isinstance(scope, ast.Module) else ast.walk(scope)
    for node in nodes:
        targets = node.targets if isinstance(node, ast.Assign) else []
        if isinstance(node, ast.AnnAssign | ast.NamedExpr) and node.value:
            targets = [node.target]
        for target in targets:
            value = node.value  # type: ignore[union-attr]
            if isinstance(target, ast.Name) and target.id == name:
                yield value
            elif isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
                pairs = zip(target.elts, value.elts, strict=True)
                yield from (one for part, one in pairs if isinstance(part, ast.Name) and part.id == name)


def _is_of_errors(name: str) -> bool:
    return name.endswith("Error") and name not in _OF_PYTHON


def _returned(function: ast.FunctionDef) -> Iterator[ast.expr]:
    yield from (node.value for node in ast.walk(function) if isinstance(node, ast.Return) and node.value)


def template(node: ast.JoinedStr) -> str:
    """An f-string as a message with placeholders, which are named after what is put in.

    >>> template(ast.parse('f"{path.name}: {len(pages):,} pages of {shown(out)} {{}}"', mode="eval").body)
    '{name}: {count:,} pages of {out} {{}}'
    """
    names: dict[str, str] = {}  # the expression of each placeholder
    text = ""
    for part in node.values:
        if isinstance(part, ast.Constant):
            text += str(part.value).replace("{", "{{").replace("}", "}}")
        elif isinstance(part, ast.FormattedValue):
            name, said = placeholder(part.value), ast.unparse(part.value)
            while names.setdefault(name, said) != said:
                name += "2"
            spec = ast.unparse(part.format_spec)[2:-1] if part.format_spec else ""
            text += f"{{{name}{f':{spec}' if spec else ''}}}"
    return text


def placeholder(node: ast.expr) -> str:
    """A name for what an expression gives.

    >>> [placeholder(ast.parse(text, mode="eval").body) for text in ("len(x)", "error.strerror", "a[0]", "x + 1")]
    ['count', 'why', 'a', 'value']
    """
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return KNOWN.get(name, name.lower().strip("_"))
        case ast.Call(func=ast.Name(id="len" | "why_not" | "why_unread" as name)):
            return KNOWN[name]
        case ast.Call(args=[first, *_]) if not isinstance(first, ast.Constant | ast.Starred):
            return placeholder(first)
        case ast.Call(func=inner) | ast.Subscript(value=inner):
            return placeholder(inner)
        case _:
            return "value"


def _name(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def package() -> list[Module]:
    """The modules of the package."""
    trees = {path: ast.parse(path.read_text("utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}
    constants = {
        target.id: node.value
        for tree in trees.values()
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name) and target.id.isupper()
    }
    named = [node for tree in trees.values() for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    once = Counter(node.name for node in named)
    functions = {node.name: node for node in named if once[node.name] == 1}
    return [
        Module(path.relative_to(PACKAGE).as_posix(), tree, constants, functions) for path, tree in trees.items()
    ]


def of_templates() -> Iterator[Message]:
    """The messages of the pages that a browser shows."""
    from jinja2.ext import babel_extract

    for path in sorted(PACKAGE.rglob("templates/**/*.html")):
        with path.open("rb") as file:
            for _, _, texts, _ in babel_extract(file, ("_", "gettext", "ngettext"), (), {}):
                found = tuple(text for text in (texts if isinstance(texts, tuple) else (texts,)) if text)
                yield Message(path.relative_to(PACKAGE).as_posix(), found)


def collected(modules: Sequence[Module]) -> Catalog:
    """All messages, without translations."""
    made = Catalog(domain=DOMAIN, fuzzy=False)
    for message in (*(one for module in modules for one in module.messages()), *of_templates()):
        key = message.texts if len(message.texts) > 1 else message.texts[0]
        made.add(key, locations=[(f"cchc_ocr/{message.module}", 0)])
    return made


def updated(file: Path, found: Catalog) -> Catalog:
    """The catalogue of a file, with the messages that were found; those that are gone are dropped."""
    with file.open("rb") as stream:
        catalog = read_po(stream, locale=file.parent.parent.name, domain=DOMAIN, ignore_obsolete=True)
    catalog.update(found, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    catalog.fuzzy = False
    catalog.project, catalog.version, catalog.copyright_holder = "cchc-ocr", "", ""
    catalog.header_comment = "# What cchc-ocr says to people; `make messages` collects it from the code."
    catalog.creation_date = catalog.revision_date = MADE
    for message in catalog:
        message.flags -= {"python-format", "python-brace-format"}  # placeholders have a test of their own
    return catalog


def as_po(catalog: Catalog) -> bytes:
    written = io.BytesIO()
    write_po(written, catalog, width=WIDTH, include_lineno=False, ignore_obsolete=True)
    return written.getvalue()


def as_mo(catalog: Catalog) -> bytes:
    written = io.BytesIO()
    write_mo(written, catalog)
    return written.getvalue()


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="only tell whether the catalogues are up to date")
    asked = parser.parse_args(arguments)
    modules = package()
    found, fine = collected(modules), True
    for line in (line for module in modules for line in module.unmarked):
        print(f"cannot be found, wrap it in N_(): {line}", file=sys.stderr)
    for file in sorted(LOCALES.glob(f"*/LC_MESSAGES/{DOMAIN}.po")):
        catalog = updated(file, found)
        missing = [message for message in catalog if message.id and not all(_strings(message.string))]
        for path, content in ((file, as_po(catalog)), (file.with_suffix(".mo"), as_mo(catalog))):
            if not path.exists() or path.read_bytes() != content:
                fine = False
                if not asked.check:
                    path.write_bytes(content)
        print(f"{file.relative_to(ROOT)}: {len(catalog)} messages, {len(missing)} not translated", file=sys.stderr)
    return 0 if fine or not asked.check else 1


def _strings(string: object) -> tuple[str, ...]:
    return tuple(string) if isinstance(string, tuple | list) else (str(string or ""),)


if __name__ == "__main__":
    sys.exit(main())
