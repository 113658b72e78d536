"""Which dossier (hồ sơ) each document belongs to, and its place in it: both are known before the first is written.

Each folder of results that holds documents is a dossier. A person may state it otherwise: a folder that is not in
their table belongs to the nearest one above that is. Within a dossier, documents are in the order of their names,
figures by their value ("2" before "10").
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path, PurePath, PurePosixPath

from cchc_ocr.export.dossiers import Dossier
from cchc_ocr.export.found import FoundRecords
from cchc_ocr.export.stated import StatedDossier
from cchc_ocr.runs import catalogue
from cchc_ocr.system.safe_names import safe_name, same_name
from cchc_ocr.vietnamese import nfc

OUTERMOST = "."
_UNNAMED = "ho-so"
_FIGURES = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class PlaceInDossier:
    """Where a document belongs: its dossier, and its number there, from 1."""

    dossier: Dossier
    ordinal: int


@dataclass(frozen=True, slots=True)
class DossierOrder:
    """The dossiers, sorted by their folders, and the place of each record, in the order in which they are read.

    ``roots`` are the folders of results, or of records, ``records`` the files of records that lie in them.
    """

    dossiers: Sequence[Dossier]
    places: Sequence[PlaceInDossier]
    roots: frozenset[Path]
    records: frozenset[str]
    _by_folder: Mapping[str, Dossier] = field(default_factory=dict)
    _labels: Mapping[Path, str] = field(default_factory=dict)

    def folder_of(self, path: Path) -> str:
        """The folder at an absolute path as dossiers name it: below the source that it lies in."""
        root = next((one for one in self.roots if path.is_relative_to(one)), path)
        return _below(self._labels.get(root, ""), nfc(path.relative_to(root).as_posix()))

    def dossier_of(self, folder: str) -> Dossier | None:
        """The dossier that a folder of results belongs to, None where it has no document and none above has."""
        nearest = _nearest(nfc(folder), self._by_folder)
        return None if nearest is None else self._by_folder[nearest]


def ordered(found: FoundRecords, lines: Sequence[StatedDossier]) -> DossierOrder:
    """The order of the records that were found, with what a person states of their dossiers."""
    known = list(_known(found))
    labels = _labels({one.root for one in known})
    folders = [_below(labels.get(one.root, ""), one.folder) for one in known]
    by_line = {line.folder: line for line in lines}
    homes = [_nearest(folder, by_line) or folder for folder in folders]
    dossiers = _dossiers([*homes, *by_line], by_line, known[0].root if known else Path())
    members = defaultdict[str, list[int]](list)
    for at, home in enumerate(homes):
        members[home].append(at)
    places: dict[int, PlaceInDossier] = {}
    for home, numbers in members.items():
        numbers.sort(key=lambda at: natural(known[at].name))
        places |= {at: PlaceInDossier(dossiers[home], number) for number, at in enumerate(numbers, 1)}
    return DossierOrder(
        sorted(dossiers.values(), key=lambda one: (one.folder != OUTERMOST, natural(one.folder))),
        [places[at] for at in range(len(known))],
        frozenset(one.root for one in known if one.file),
        frozenset(one.file for one in known if one.file),
        {**dossiers, **{nfc(folder): dossiers[home] for folder, home in zip(folders, homes, strict=True)}},
        labels,
    )


def natural(name: str) -> tuple[list[str | int], str]:
    """A key by which names sort as people count; no two have the same.

    >>> sorted(["báo cáo 10", "báo cáo 2"], key=natural)
    ['báo cáo 2', 'báo cáo 10']
    """
    parts = _FIGURES.split(nfc(name).casefold())
    return [int(part) if at % 2 else part for at, part in enumerate(parts)], name


def run_of(folder: Path) -> Path | None:
    """The folder of results that a folder is, or lies in."""
    return next((one for one in (folder, *folder.parents) if (one / catalogue.NAME).is_file()), None)


@dataclass(frozen=True, slots=True)
class _KnownRecord:
    """What is kept of a record: its name, and the folder of it below ``root``.

    Where that is a folder of results, or one that was given as a source, ``file`` is its file, else "".
    """

    name: str
    folder: str
    root: Path
    file: str


def _known(found: FoundRecords) -> Iterator[_KnownRecord]:
    runs: dict[Path, Path | None] = {}
    for one in found:
        name = PurePath(one.name)
        elsewhere = name.is_absolute() or ".." in name.parts
        named = OUTERMOST if elsewhere else nfc(name.parent.as_posix())
        if one.source is None:
            yield _KnownRecord(one.name, named, Path(), "")
            continue
        file = Path(os.path.abspath(one.source))  # noqa: PTH100 - links stay, as the results do
        if os.path.abspath(name.parent) != os.fspath(file.parent):  # noqa: PTH100
            root = file.parents[len(name.parts) - 1]  # the folder that was given
            yield _KnownRecord(one.name, nfc(name.parent.as_posix()), root, os.fspath(file))
            continue
        if file.parent not in runs:
            runs[file.parent] = run_of(file.parent)
        if run := runs[file.parent]:
            yield _KnownRecord(one.name, nfc(file.parent.relative_to(run).as_posix()), run, os.fspath(file))
        else:
            yield _KnownRecord(one.name, named, file.parent if elsewhere else Path(), "")


def _labels(roots: set[Path]) -> Mapping[Path, str]:
    """What stands before a folder where there are several sources: two of them may have folders of one name."""
    if len(roots) < 2:
        return {}
    names = [root.name for root in roots]
    return {root: root.name if names.count(root.name) == 1 else root.as_posix() for root in roots}


def _below(label: str, folder: str) -> str:
    return folder if not label else label if folder == OUTERMOST else f"{label}/{folder}"


def _nearest(folder: str, known: Collection[str]) -> str | None:
    """The folder itself where it is known, else the nearest above it that is; None where none is."""
    above = (str(one) for one in (PurePosixPath(folder), *PurePosixPath(folder).parents))
    return next((one for one in above if one in known), None)


def _dossiers(folders: Sequence[str], by_line: Mapping[str, StatedDossier], root: Path) -> dict[str, Dossier]:
    """The dossier of each folder, with a name for its files that no other one has."""
    taken = {same_name(safe_name(line.values.get("fileCode", ""))) for line in by_line.values()}
    dossiers: dict[str, Dossier] = {}
    for folder in sorted(set(folders), key=natural):
        name = next(name for name in _names(folder, root) if same_name(name) not in taken)
        taken.add(same_name(name))
        given = dict(by_line[folder].values) if folder in by_line else {}
        dossiers[folder] = Dossier(folder, name, given)
    return dossiers


def _names(folder: str, root: Path) -> Iterator[str]:
    whole = (root.name or _UNNAMED) if folder == OUTERMOST else folder.strip("/").replace("/", "_")
    name = safe_name(whole, 60)
    yield name
    yield from (f"{name} ({number})" for number in count(2))
