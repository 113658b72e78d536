"""Finds the documents that a run reads, and gives each a path for its results."""

from __future__ import annotations

import hashlib
import os
import stat
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cchc_ocr.corrections.model import SUFFIX
from cchc_ocr.errors import UnreadableError, UsageError
from cchc_ocr.files.office.package import is_own_export
from cchc_ocr.files.opening import SUFFIXES, is_document, is_document_by_content
from cchc_ocr.runs import catalogue, kinds
from cchc_ocr.runs.kinds import EntryKind
from cchc_ocr.system.disk import holder, real
from cchc_ocr.translation import gettext_noop as N_

_LONGEST_NAME = 255
_LIKE_CORRECTIONS = SUFFIX.removesuffix(".json")
_Named = tuple[Path, Path]


@dataclass(frozen=True, slots=True)
class Item:
    """A document to read. ``stem`` is the path of its results within the output folder, without suffix."""

    path: Path
    stem: Path


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A directory entry that is not read, with its kind, or with the document of which it is another name."""

    path: Path
    kind: EntryKind | None
    another_name_of: Path | None = None


@dataclass(frozen=True, slots=True)
class Survey:
    """What is read and what is passed over: all entries of ``inputs``, except the folders that were searched."""

    inputs: Sequence[Path] = ()
    items: Sequence[Item] = ()
    passed_over: Sequence[PassedOver] = ()

    @property
    def kinds(self) -> Counter[str]:
        """The number of entries that are passed over, by the singular name of their kind."""
        return Counter(one.kind.one for one in self.passed_over if one.kind)


def find(inputs: Sequence[Path], out: Path) -> list[Item]:
    """The documents in ``inputs`` (files and folders), sorted by path.

    A file that is itself among ``inputs`` is listed even if it cannot be read; it fails later, without the others.
    Raises UnreadableError where there is no document at all, UsageError where results would lie among the
    originals or two documents would get the same result.
    """
    return _placed(_chosen(_seen(inputs, out).documents))


def survey(inputs: Sequence[Path], out: Path) -> Survey:
    """The documents that ``find`` lists, and what is passed over in ``inputs``. Raises what ``find`` raises."""
    seen = _seen(inputs, out)
    items = _placed(_chosen(seen.documents))
    return Survey(inputs, items, (*_passed_over(seen.others), *_other_names(seen.documents)))


def inside(item: Item, path: Path) -> Item:
    """The document at ``path``, which lies inside the file of ``item``; its results lie beside those."""
    return Item(path, fitting(item.stem.with_name(path.name)))


def check(path: Path) -> None:
    """Raises UnreadableError for pipes and devices, because reading them might never end."""
    if _kind(path) not in (0, stat.S_IFREG, stat.S_IFDIR):
        hint = "take it out of the folder"
        raise UnreadableError("this is not a file but a pipe or a device", hint=hint, file=path.name)


def _refuse(path: Path, out: Path) -> None:
    """Raises UsageError where results would lie among the originals: the next run would read their texts too."""
    is_folder = _kind(path) == stat.S_IFDIR
    if real(path if is_folder else path.parent) == real(out):
        hint = "choose another folder for the results, for example --out results"
        raise UsageError(f"{out}: this folder holds the documents", hint=hint)
    if is_folder and _kind(path / catalogue.NAME):
        raise UsageError(f"{path}: this is a folder of results", hint="give the folder of the scans")


@dataclass(frozen=True, slots=True)
class _Seen:
    """Every entry of the inputs.

    ``documents`` has the path of each document without links, with all names that it has: the file, and the folder
    that its relative path starts from. ``others`` has the path of every other entry, with its kind, or None where
    the kind is not known yet.
    """

    documents: dict[Path, list[_Named]] = field(default_factory=dict)
    others: dict[Path, EntryKind | None] = field(default_factory=dict)


def _seen(inputs: Sequence[Path], out: Path) -> _Seen:
    for path in inputs:
        _refuse(path, out)
    if all(map(_is_missing, inputs)):
        raise UnreadableError(f"{inputs[0]}: no such file or folder", hint="check the name")
    into, seen = real(out), _Seen()
    for path in inputs:
        _look_into(path, into, seen)
    for path in inputs:  # a file that is named is read, whatever its kind
        seen.others.pop(place(path), None)
    if not seen.documents:
        names = ", ".join(map(str, inputs))
        others = kinds.counted(Counter(one.kind.one for one in _passed_over(seen.others) if one.kind))
        but = N_(f", but {others}") if others else ""
        hint = f"documents are PDFs, pictures, and files whose names end in {', '.join(SUFFIXES)}"
        raise UnreadableError(f"{names}: there are no documents here{but}", hint=hint)
    return seen


def _look_into(path: Path, out: Path, seen: _Seen) -> None:
    """Add every entry of a folder, or the file, to ``seen``. Links to folders are not followed.

    A folder that cannot be opened is listed as if it were a document: it fails later, so that the user hears of
    it.
    """
    if _kind(path) != stat.S_IFDIR:
        seen.documents.setdefault(real(path), []).append((path, path.parent))
        return
    closed: list[OSError] = []
    for folder, folders, names in os.walk(path, onerror=closed.append):
        here = Path(folder)
        there = real(here)
        passed = {name: kind for name in folders if (kind := _passed_folder(here / name, out))}
        folders[:] = [name for name in folders if name not in passed]
        seen.others.update({there / name: kind for name, kind in passed.items()})
        for name in names:
            if _is_own_export(here / name):
                seen.others[there / name] = EntryKind.EXPORT
            elif is_document(name) or _is_bare_document(here / name):
                at = there / name
                target = real(at) if _is_link(at) else at
                seen.documents.setdefault(target, []).append((here / name, path))
            else:
                seen.others[there / name] = None
    for shut in (Path(error.filename) for error in closed):
        seen.documents.setdefault(real(shut), []).append((shut, path if shut != path else path.parent))


def _passed_folder(folder: Path, out: Path) -> EntryKind | None:
    """The kind of a folder that is not searched; None for one that is searched."""
    if _is_link(folder):
        return EntryKind.FOLDER_LINK
    if folder.name.startswith("."):
        return EntryKind.HIDDEN_FOLDER
    return EntryKind.RESULTS if _holds_results(folder, out) else None


def _passed_over(others: Mapping[Path, EntryKind | None]) -> Iterator[PassedOver]:
    return (PassedOver(path, kind or kinds.kind_of(path)) for path, kind in sorted(others.items()))


def _chosen(documents: Mapping[Path, list[_Named]]) -> list[_Named]:
    """Each document once, sorted by path: under its own path rather than that of a link to it."""
    return sorted((_by_place(names)[0] for names in documents.values()), key=lambda named: named[0].parts)


def _other_names(documents: Mapping[Path, list[_Named]]) -> Iterator[PassedOver]:
    for names in documents.values():
        (chosen, _), *others = _by_place(names)
        yield from (PassedOver(place(file), None, place(chosen)) for file, _ in others)


def _by_place(names: list[_Named]) -> list[_Named]:
    """One name for each path of the document; the name by which it is read comes first."""
    if len(names) == 1:
        return names
    last = {place(file): (file, base) for file, base in names}
    return [last[at] for at in sorted(last, key=lambda at: (_is_link(at), at))]


def place(path: Path) -> Path:
    """The absolute path of an entry. Links above it are followed, but not the entry itself."""
    (found,) = places([path])
    return found


def places(paths: Sequence[Path]) -> list[Path]:
    """The ``place`` of each path; each folder is looked up only once."""
    above = {parent: real(parent) for parent in {path.parent for path in paths}}
    return [above[path.parent] / path.name if path.name not in ("", "..") else real(path) for path in paths]


def _holds_results(folder: Path, out: Path) -> bool:
    return real(folder) == out or _kind(folder / catalogue.NAME) != 0


def _kind(path: Path) -> int:
    """The type of the file, as ``stat.S_IFMT`` has it; 0 where there is none, or none that can be looked at."""
    try:
        return stat.S_IFMT(path.stat().st_mode)
    except OSError:  # where ``Path.is_file`` and the like raise: no right to look, a name too long
        return 0


def _is_bare_document(path: Path) -> bool:
    """Whether a file whose name says nothing is a document. Only files are looked into, not pipes."""
    try:
        return _kind(path) == stat.S_IFREG and is_document_by_content(path)
    except OSError:  # it is passed over as a file that cannot be opened
        return False


def _is_own_export(path: Path) -> bool:
    return (
        path.name.lower().endswith((".xlsx", ".xlsm", ".docx"))
        and _kind(path) == stat.S_IFREG
        and is_own_export(path)
    )


def _is_link(path: Path) -> bool:
    return os.path.islink(path)  # noqa: PTH114 - where there is no right to look, ``Path.is_symlink`` raises


def _is_missing(path: Path) -> bool:
    try:
        holder(path).stat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:  # reading it will say what is wrong
        return False
    return False


def _placed(found: Iterable[tuple[Path, Path]]) -> list[Item]:
    """Give each document the path of its results. ``found`` pairs a document with the folder its path starts from.

    The record of ``a.pdf`` is ``a.json``; where ``a.png`` lies beside it, the two are ``a.pdf.json`` and
    ``a.png.json``, and that of ``a.review.pdf`` is ``a.review.pdf.json``: ``a.review.json`` holds corrections.
    Raises UsageError where two documents would still get the same path.
    """
    relative = [(file, path := file.relative_to(base), path.with_suffix("")) for file, base in found]
    often = Counter(bare for _, _, bare in relative)
    taken: dict[Path, Path] = {}
    for file, path, bare in relative:
        stem = fitting(path if often[bare] > 1 or bare.name.endswith(_LIKE_CORRECTIONS) else bare)
        if other := taken.get(stem):
            hint = "use a folder for the results of each, or give the folder that holds both documents"
            raise UsageError(f"{other} and {file}: both would become {stem}.json", hint=hint)
        taken[stem] = file
    return [Item(file, stem) for stem, file in taken.items()]


def fitting(stem: Path) -> Path:
    """Shorten a name that would have over 255 bytes with its suffix, the limit of file systems.

    The shortened name ends in ``~`` and eight digits of a hash, so that it differs from other shortened names.
    """
    name = os.fsencode(stem.name)
    if len(name) + len(".json") <= _LONGEST_NAME:
        return stem
    sign = hashlib.sha256(name).hexdigest()[:8]
    kept = name[: _LONGEST_NAME - len("~.json") - len(sign)].decode("utf-8", "ignore")
    return stem.with_name(f"{kept}~{sign}")
