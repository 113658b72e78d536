"""Corrections go along with their documents: to another place of the results, or to another part of a stack."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from cchc_ocr.corrections import store
from cchc_ocr.corrections.model import SUFFIX, Correction
from cchc_ocr.corrections.store import BadReviewError
from cchc_ocr.runs.catalogue import Entry
from cchc_ocr.runs.made import Made


def corrections_at(folder: Path, stem: Path) -> Path:
    """Where the corrections of the results at a stem lie."""
    return Path(f"{folder / stem}{SUFFIX}")


def follow_pages(folder: Path, former: Sequence[Entry], stems: Sequence[Path], made: Sequence[Made]) -> None:
    """Copy corrections to the document that has their page now, where a file is taken apart otherwise than before.

    ``former`` are its rows until now; ``made`` is what becomes of it at ``stems``. The corrections stay in their
    own files as well.
    """
    before = [Path(os.fsdecode(row.stem)) for row in former]
    files = {stem: corrections_at(folder, stem) for stem in dict.fromkeys((*before, *stems))}
    if before == list(stems) or not any(file.exists() for file in files.values()):
        return
    sha256 = made[0].record.source.sha256
    of_page = {page.number: stem for stem, one in zip(stems, made, strict=True) for page in one.record.pages}
    for stem, file in files.items():
        for target, found in _by_target(_of_scan(file, sha256), of_page, stem, stems).items():
            with suppress(BadReviewError):  # which its own document tells
                known = [one.to_dict() for one in _of_scan(files[target], sha256)]
                store.append(files[target], sha256, [one for one in found if one.to_dict() not in known])


def _by_target(
    found: Sequence[Correction], of_page: Mapping[int, Path], own: Path, stems: Sequence[Path]
) -> dict[Path, list[Correction]]:
    """The corrections that belong to another document than the one they lie beside, by its stem."""
    by_target: dict[Path, list[Correction]] = {}
    for one in found:
        target = of_page.get(one.page) if one.page is not None else None
        target = target or (own if own in stems else stems[0])
        if target != own:
            by_target.setdefault(target, []).append(one)
    return by_target


def _of_scan(file: Path, sha256: str) -> tuple[Correction, ...]:
    with suppress(BadReviewError):
        review = store.load(file)
        return review.of(sha256) if review else ()
    return ()


def take_along(folder: Path, former: Entry, present: Sequence[Entry]) -> Iterator[Path]:
    """Move the corrections of results that are about to go to those of the same document in another place.

    ``present`` are rows of the same content. The stem that has them now is given; none where there were no
    corrections, or there is no such document.
    """
    file = corrections_at(folder, Path(os.fsdecode(former.stem)))
    fitting = (row for row in present if row.stem != former.stem and row.part == former.part)
    target = next((Path(os.fsdecode(row.stem)) for row in fitting if row.sha256 == former.sha256), None)
    if target is None or not file.exists():
        return
    there = corrections_at(folder, target)
    if there.exists():
        review = store.load(file)
        store.append(there, former.sha256, review.of(former.sha256) if review else ())
        file.unlink()
    else:
        file.replace(there)
    yield target
