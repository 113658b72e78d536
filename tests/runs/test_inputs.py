"""Which documents a run reads, and where their results go."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document as new_document
from openpyxl import load_workbook

from cchc_ocr.errors import UnreadableError, UsageError
from cchc_ocr.export.workbook import workbook
from cchc_ocr.files.office.package import OWN_EXPORT
from cchc_ocr.runs import catalogue
from cchc_ocr.runs.inputs import check, find, survey
from cchc_ocr.runs.kinds import EntryKind


def make(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"x")


def stems(inputs: list[Path], out: Path) -> list[str]:
    return [str(item.stem) for item in find(inputs, out)]


def test_folders_are_walked_in_order_and_keep_their_shape(tmp_path: Path) -> None:
    make(tmp_path / "in", "b.PDF", "a.tif", "2020/c.jpg", "notes.md", ".hidden.pdf", ".git/d.pdf", "x.truth.txt")
    assert stems([tmp_path / "in"], tmp_path / "out") == ["2020/c", "a", "b"]


def test_a_file_goes_by_its_name_alone(tmp_path: Path) -> None:
    make(tmp_path, "deep/down/a.pdf")
    assert stems([tmp_path / "deep/down/a.pdf"], tmp_path / "out") == ["a"]


def test_two_documents_of_one_stem_keep_their_suffixes(tmp_path: Path) -> None:
    make(tmp_path / "in", "a.pdf", "a.png", "b.pdf")
    assert stems([tmp_path / "in"], tmp_path / "out") == ["a.pdf", "a.png", "b"]


def test_no_record_has_the_name_of_a_file_of_corrections(tmp_path: Path) -> None:
    make(tmp_path / "in", "a.pdf", "a.review.pdf")
    assert stems([tmp_path / "in"], tmp_path / "out") == ["a", "a.review.pdf"]


def test_two_documents_for_one_result_are_refused(tmp_path: Path) -> None:
    make(tmp_path, "x/a.pdf", "y/a.pdf")
    with pytest.raises(UsageError, match=r"both would become a\.pdf\.json"):
        find([tmp_path / "x", tmp_path / "y"], tmp_path / "out")


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    make(tmp_path / "in", "a.pdf")
    assert stems([tmp_path / "in/a.pdf", tmp_path / "in"], tmp_path / "out") == ["a"]


def test_results_inside_the_input_are_not_read_again(tmp_path: Path) -> None:
    make(tmp_path / "in", "a.pdf", "out/a.txt", "former/b.txt", f"former/{catalogue.NAME}")
    assert stems([tmp_path / "in"], tmp_path / "in/out") == ["a"]


@pytest.mark.parametrize("given", ["in", "in/a.pdf"])
def test_results_among_the_originals_are_refused(tmp_path: Path, given: str) -> None:
    make(tmp_path / "in", "a.pdf", "a.txt")
    with pytest.raises(UsageError, match="this folder holds the documents"):
        find([tmp_path / given], tmp_path / "in")


def test_a_folder_of_results_is_no_input(tmp_path: Path) -> None:
    make(tmp_path / "out", "a.txt", catalogue.NAME)
    with pytest.raises(UsageError, match="this is a folder of results"):
        find([tmp_path / "out"], tmp_path / "again")


def test_nothing_to_read(tmp_path: Path) -> None:
    make(tmp_path / "in", "notes.md", "list.xls", "old.doc")
    with pytest.raises(
        UnreadableError, match="there are no documents here, but 2 Office files, 1 file of unknown kind"
    ):
        find([tmp_path / "in"], tmp_path / "out")
    with pytest.raises(UnreadableError, match="no such file"):
        find([tmp_path / "missing"], tmp_path / "out")


@pytest.mark.parametrize(
    ("name", "content", "stem"),
    [
        ("606", b"junk before\n%PDF-1.7", "606"),
        ("606.pdf.bak", b"%PDF-1.7", "606.pdf"),
        ("606.doc", b"%PDF-1.7", "606"),
        ("scan.tmp", b"\xff\xd8\xff\xe0", "scan"),
        ("photo", b"\0\0\0\x18ftypheic", "photo"),
        ("a.HEIC", b"", "a"),
        ("a.zip", b"PK\x03\x04" + bytes(26) + b"a.pdf%PDF-1.7", None),
        ("a.xyz", b"BM01: bang so lieu cua quy mot nam 2024", None),
        (".photo", b"\xff\xd8\xff\xe0", None),
        ("photo.dng", b"II*\0", None),
        ("x.truth.txt", b"%PDF-1.7", None),
        (os.fsdecode(b"b\xe1o"), b"%PDF-1.7", os.fsdecode(b"b\xe1o")),
    ],
)
def test_what_would_be_read_is_known_by_its_content(
    tmp_path: Path, name: str, content: bytes, stem: str | None
) -> None:
    make(tmp_path / "in", "z.pdf")
    (tmp_path / "in" / name).write_bytes(content)
    seen = survey([tmp_path / "in"], tmp_path / "out")
    assert [str(item.stem) for item in seen.items] == sorted([*([stem] if stem else []), "z"])
    assert [one.path.name for one in seen.passed_over] == ([] if stem else [name])


def test_a_missing_file_does_not_stop_the_others(tmp_path: Path) -> None:
    make(tmp_path, "a.pdf")
    assert stems([tmp_path / "missing.pdf", tmp_path / "a.pdf"], tmp_path / "out") == ["a", "missing"]


def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    make(tmp_path / "in", "a.pdf")
    (tmp_path / "in/loop").symlink_to(tmp_path / "in")
    assert stems([tmp_path / "in"], tmp_path / "out") == ["a"]


def test_a_name_too_long_for_its_results_is_cut(tmp_path: Path) -> None:
    make(tmp_path / "in", f"{'ạ' * 83}a1.TIF", f"{'ạ' * 83}a2.TIF")
    found = stems([tmp_path / "in"], tmp_path / "out")
    assert len(set(found)) == 2
    for stem in found:
        assert len(f"{stem}.json".encode()) <= 255


def test_a_folder_that_cannot_be_opened_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scandir = os.scandir

    def closed(path: str) -> object:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    make(tmp_path / "in", "a.pdf", "closed/b.pdf")
    monkeypatch.setattr(os, "scandir", closed)
    assert stems([tmp_path / "in"], tmp_path / "out") == ["a", "closed"]


def test_a_folder_without_rights_is_a_document_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path / "in", "a.pdf", "closed/b.pdf")
    close(tmp_path / "in/closed", monkeypatch)
    assert stems([tmp_path / "in"], tmp_path / "out") == ["a", "closed"]
    assert stems([tmp_path / "in/closed"], tmp_path / "out") == ["closed"]
    assert stems([tmp_path / "in/closed/b.pdf"], tmp_path / "out") == ["b"]
    check(tmp_path / "in/closed/b.pdf")  # opening it says what is wrong


def test_what_lies_in_a_folder_that_can_only_be_listed_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path / "in", "a.pdf", "closed/b.pdf", "closed/c.doc", "closed/d")
    scandir = os.scandir
    close(tmp_path / "in/closed", monkeypatch)
    monkeypatch.setattr(os, "scandir", scandir)
    seen = survey([tmp_path / "in"], tmp_path / "out")
    assert [str(item.stem) for item in seen.items] == ["a", "closed/b"]
    assert seen.kinds == {"file that cannot be opened": 2}


def test_one_document_of_two_names_goes_by_that_which_is_no_link(tmp_path: Path) -> None:
    make(tmp_path / "in", "b.pdf")
    for name in ("a.pdf", "c.pdf"):
        (tmp_path / "in" / name).symlink_to("b.pdf")
    seen = survey([tmp_path / "in"], tmp_path / "out")
    assert [str(item.stem) for item in seen.items] == ["b"]
    home = (tmp_path / "in").resolve()
    assert {(one.path, one.another_name_of) for one in seen.passed_over} == {
        (home / "a.pdf", home / "b.pdf"),
        (home / "c.pdf", home / "b.pdf"),
    }


def test_what_is_named_is_not_passed_over(tmp_path: Path) -> None:
    make(tmp_path / "in", "a.pdf", "b.doc", ".old/c.pdf")
    seen = survey([tmp_path / "in", tmp_path / "in/b.doc", tmp_path / "in/.old"], tmp_path / "out")
    assert [str(item.stem) for item in seen.items] == ["c", "a", "b"]
    assert seen.passed_over == ()


def test_what_export_wrote_is_passed_over_unless_it_is_named(tmp_path: Path) -> None:
    make(tmp_path / "in", "a.txt")
    own, other = tmp_path / "in/index.xlsx", tmp_path / "in/other.xlsx"
    own.write_bytes(workbook([], own))
    saved_anew = load_workbook(own)
    saved_anew.save(tmp_path / "in/saved.xlsx")
    saved_anew.properties.category = None
    saved_anew.save(other)
    found = survey([tmp_path / "in"], tmp_path / "out")
    assert [item.path.name for item in found.items] == ["a.txt", "other.xlsx"]
    assert [(one.path.name, one.kind) for one in found.passed_over] == [
        ("index.xlsx", EntryKind.EXPORT),
        ("saved.xlsx", EntryKind.EXPORT),
    ]
    assert stems([own], tmp_path / "out") == ["index"]


def test_so_is_what_report_wrote(tmp_path: Path) -> None:
    make(tmp_path / "in", "a.txt")
    for name, category in (("own.docx", OWN_EXPORT), ("other.docx", "")):
        document = new_document()
        document.core_properties.category = category
        document.save(str(tmp_path / "in" / name))
    found = survey([tmp_path / "in"], tmp_path / "out")
    assert [item.path.name for item in found.items] == ["a.txt", "other.docx"]
    assert [(one.path.name, one.kind) for one in found.passed_over] == [("own.docx", EntryKind.EXPORT)]


@pytest.mark.parametrize("name", ["loop.pdf", f"{'x' * 300}.pdf"])
def test_a_file_that_cannot_be_looked_at_does_not_stop_the_others(tmp_path: Path, name: str) -> None:
    make(tmp_path, "a.pdf")
    if name == "loop.pdf":
        (tmp_path / name).symlink_to(name)
    found = find([tmp_path / name, tmp_path / "a.pdf"], tmp_path / "out")
    assert {item.path.name for item in found} == {"a.pdf", name}


def test_a_loop_in_a_folder_is_a_document_that_fails(tmp_path: Path) -> None:
    make(tmp_path / "in", "a.pdf")
    (tmp_path / "in/loop.pdf").symlink_to("loop.pdf")
    assert stems([tmp_path / "in"], tmp_path / "out") == ["a", "loop"]


def close(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody may look into the folder: root may, whatever its mode says."""
    look, scan = Path.stat, os.scandir

    def stat(path: Path, **how: bool) -> os.stat_result:
        if path.is_relative_to(folder) and path != folder:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return look(path, **how)

    def scandir(path: str) -> Iterator[os.DirEntry[str]]:
        if Path(path) == folder:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
        return scan(path)

    monkeypatch.setattr(Path, "stat", stat)
    monkeypatch.setattr(os, "scandir", scandir)
