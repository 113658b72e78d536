"""Sums of a package: whoever changes a byte is found out, and no package is replaced that a person has changed."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from pathlib import Path

import bagit
import pytest

from cchc_ocr.errors import UsageError
from cchc_ocr.export.container import MANIFEST, payload, seal, see_that_it_may_be_replaced
from cchc_ocr.export.formats import CONTAINERS, Container
from cchc_ocr.system.disk import sha256_of

EACH = pytest.mark.parametrize("container", CONTAINERS)


def package(folder: Path, container: Container) -> Path:
    """A package of a table and a document; the folder that its files lie in."""
    (folder / "files" / "H.1").mkdir(parents=True)
    (folder / "archive.csv").write_text("record\nbáo cáo\n", "utf-8")
    (folder / "files" / "H.1" / "H.1 (2).1.pdf").write_bytes(b"%PDF")
    seal(folder, container)
    return payload(folder, container)


@EACH
def test_the_manifest_has_the_sums_of_all_files(tmp_path: Path, container: Container) -> None:
    inside = package(tmp_path / "p", container)
    lines = dict(
        reversed(line.split("  ", 1)) for line in (tmp_path / "p" / MANIFEST).read_text("utf-8").splitlines()
    )
    found = {path.relative_to(tmp_path / "p").as_posix(): path for path in inside.rglob("*") if path.is_file()}
    found.pop(MANIFEST, None)
    assert lines == {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in found.items()}
    assert set(lines) == {
        f"{name}/{file}".removeprefix("./")
        for name in ["data" if container == "bagit" else "."]
        for file in ("archive.csv", "files/H.1/H.1 (2).1.pdf")
    }


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="there is no sha256sum")
def test_a_plain_manifest_is_what_sha256sum_reads(tmp_path: Path) -> None:
    inside = package(tmp_path / "p", "folder")
    check = ["sha256sum", "--quiet", "--check", MANIFEST]
    assert subprocess.run(check, cwd=inside, check=False).returncode == 0
    (inside / "archive.csv").write_text("record\n", "utf-8")
    assert subprocess.run(check, cwd=inside, check=False, capture_output=True).returncode == 1


def test_a_bag_is_valid_until_a_byte_of_it_changes(tmp_path: Path) -> None:
    before = Path.cwd()
    inside = package(tmp_path / "p", "bagit")
    assert Path.cwd() == before
    bagit.Bag(str(tmp_path / "p")).validate()
    damaged = inside / "files" / "H.1" / "H.1 (2).1.pdf"
    damaged.write_bytes(b"%PDf")
    with pytest.raises(bagit.BagValidationError):
        bagit.Bag(str(tmp_path / "p")).validate()
    damaged.write_bytes(b"%PDF")
    (inside / "archive.csv").unlink()
    with pytest.raises(bagit.BagValidationError):
        bagit.Bag(str(tmp_path / "p")).validate()


def refused(folder: Path, given: Path | None = None, *, overwrite: bool = True) -> str:
    try:
        see_that_it_may_be_replaced(folder, given, overwrite=overwrite)
    except UsageError as error:
        return error.what
    return ""


def test_what_is_not_there_or_empty_is_free(tmp_path: Path) -> None:
    assert refused(tmp_path / "new", overwrite=False) == ""
    assert refused(tmp_path, overwrite=False) == ""


@EACH
def test_a_package_is_replaced_on_demand_as_long_as_it_is_one(tmp_path: Path, container: Container) -> None:
    out = tmp_path / "p"
    table = package(out, container) / "archive.csv"
    assert "this folder is not empty" in refused(out, overwrite=False)
    assert refused(out) == ""
    table.write_text("record\nmy own words\n", "utf-8")
    assert refused(out) == f"{table}: it was changed since the package was made"
    assert refused(out, table) == ""
    note = out / "note.txt"
    note.write_text("mine", "utf-8")
    assert refused(out, table) == f"{note}: no package has written this file"


def test_a_folder_of_something_else_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_bytes(b"PK")
    assert "no package has written this file" in refused(tmp_path)


def test_the_tables_of_former_versions_are_replaced(tmp_path: Path) -> None:
    for name in ("archive.csv", "archive.json", "archive-to-complete.csv"):
        (tmp_path / name).write_text("", "utf-8")
    assert refused(tmp_path) == ""


def test_a_sum_is_that_of_the_bytes(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    assert sha256_of(tmp_path / "a") == hashlib.sha256(b"abc").hexdigest()
