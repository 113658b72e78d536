"""What keeps the files of a package together: a manifest of SHA-256 sums, or a bag as RFC 8493 (BagIt) has it.

A package is replaced only as long as it holds nothing that a person has put there or changed.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import bagit

from cchc_ocr.errors import UsageError
from cchc_ocr.export.formats import Container
from cchc_ocr.system.disk import sha256_of, shown
from cchc_ocr.version import __version__

MANIFEST = "manifest-sha256.txt"
_OF_BAGS = {"bagit.txt", "bag-info.txt", "tagmanifest-sha256.txt"}
_PAYLOAD = "data"
_FORMER = {"archive.csv", "archive.json", "archive-to-complete.csv"}  # all that version 0.2.0 and before wrote
_MOVE = "move what is yours elsewhere, or choose another folder"


def seal(folder: Path, container: Container) -> None:
    """Write the sums of all files of a package. Of a bag, the files are moved into its folder ``data``."""
    if container == "bagit":
        logging.getLogger(bagit.__name__).setLevel(logging.CRITICAL)  # its errors come as exceptions
        agent = f"cchc-ocr {__version__}, bagit.py {bagit.VERSION}"
        bagit.make_bag(os.fspath(folder), {"Bag-Software-Agent": agent}, checksums=["sha256"])  # type: ignore[no-untyped-call]
        return
    sums = [f"{sha256_of(path)}  {path.relative_to(folder).as_posix()}\n" for path in _files(folder)]
    (folder / MANIFEST).write_text("".join(sums), "utf-8", newline="")


def payload(folder: Path, container: Container) -> Path:
    """Where the files of a package lie in the end."""
    return folder / _PAYLOAD if container == "bagit" else folder


def see_that_it_may_be_replaced(folder: Path, given: Path | None, *, overwrite: bool) -> None:
    """Raises UsageError where a folder is no package, or one that a person has changed; ``given`` may be changed.

    Without ``overwrite`` it must be empty, or not there.
    """
    if not folder.is_dir() or not any(folder.iterdir()):
        return
    if not overwrite:
        hint = "give another name, or add --overwrite to replace a package"
        raise UsageError(f"{shown(folder)}: this folder is not empty", hint=hint)
    known = _listed(folder / MANIFEST)
    for path in _files(folder):
        name = path.relative_to(folder).as_posix()
        if name in known and (known[name] is None or _is_deep(name) or sha256_of(path) == known[name]):
            continue
        if name in known and not (given and given.exists() and given.samefile(path)):
            raise UsageError(f"{shown(path)}: it was changed since the package was made", hint=_MOVE)
        if name not in known:
            raise UsageError(f"{shown(path)}: no package has written this file", hint=_MOVE)


def _listed(manifest: Path) -> Mapping[str, str | None]:
    """The files that a package has written, with their sums where these are known."""
    own = dict.fromkeys((MANIFEST, *_OF_BAGS))
    try:
        lines = manifest.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return dict.fromkeys(_FORMER)
    sums = (line.split(maxsplit=1) for line in lines)
    return {**own, **{parts[1]: parts[0] for parts in sums if len(parts) == 2}}


def _is_deep(name: str) -> bool:
    """Whether a file lies in a folder of the package: there are tens of thousands, and nobody edits them."""
    return "/" in name.removeprefix(f"{_PAYLOAD}/")


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if not path.is_dir() or path.is_symlink())
