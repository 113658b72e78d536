"""The file of each document in a package: a PDF/A where there is one or one can be made, else what there is."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from cchc_ocr.export.found import Found
from cchc_ocr.files.pdf_a import make_pdf_a, why_not_pdf_a
from cchc_ocr.runs.result_files import searchable_file
from cchc_ocr.translation import gettext_noop as N_

_RECORD = ".json"
_NO_ORIGINAL = N_("there is no searchable PDF, and the original is not known or gone")


@dataclass(frozen=True, slots=True)
class PackedCopy:
    """What a package has of a document.

    ``file`` is None where there is nothing; ``why_not`` says why it is no PDF/A, "" where it is one. ``has_text``
    tells whether the words that were read can be found in it. ``signed`` is the original beside it, which keeps
    its digital signature.
    """

    file: Path | None
    why_not: str
    has_text: bool = False
    signed: Path | None = None


def pack_copy(one: Found, stem: Path) -> PackedCopy:
    """Put the file of a document to ``stem``, with a suffix: ``run``'s searchable PDF, else one of the original.

    An original that is PDF/A is copied as it is; of others a PDF/A is made; where that cannot be, the original is
    copied. Raises OSError where a file cannot be written.
    """
    stem.parent.mkdir(parents=True, exist_ok=True)
    made = _searchable(one, stem) or _of_original(one, stem)
    signed = _signed(one, stem) if one.record.signatures and made.file else None
    return PackedCopy(made.file, made.why_not, made.has_text, signed)


def _with(stem: Path, suffix: str) -> Path:
    return stem.with_name(f"{stem.name}{suffix}")


def _searchable(one: Found, stem: Path) -> PackedCopy | None:
    """The searchable PDF that lies beside the record."""
    if one.source is None or not one.name.endswith(_RECORD):
        return None
    result = searchable_file(Path(str(one.source).removesuffix(_RECORD)))
    if not result.is_file() or (one.scan and one.scan.samefile(result)):
        return None
    copy = _copied(result, _with(stem, ".pdf"))
    return PackedCopy(copy, why_not_pdf_a(copy), has_text=True)


def _of_original(one: Found, stem: Path) -> PackedCopy:
    scan, record = one.scan, one.record
    if scan is None:
        return PackedCopy(None, _NO_ORIGINAL)
    target, has_text = _with(stem, ".pdf"), record.source.origin == "text-layer"
    if not record.source.part and not why_not_pdf_a(scan):
        return PackedCopy(_copied(scan, target), "", has_text)
    why_not = make_pdf_a(scan, record, target)
    if target.is_file():
        return PackedCopy(target, why_not, has_text)
    if record.source.part:
        return PackedCopy(None, why_not)
    return PackedCopy(_copied(scan, _with(stem, scan.suffix.lower())), why_not, record.source.origin != "scan")


def _signed(one: Found, stem: Path) -> Path | None:
    """The original of a document with digital signatures: no copy keeps them."""
    if one.scan is None:
        return None
    return _copied(one.scan, _with(stem, f"_signed{one.scan.suffix.lower()}"))


def _copied(source: Path, target: Path) -> Path:
    shutil.copyfile(source, target)
    return target
