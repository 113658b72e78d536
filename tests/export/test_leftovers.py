"""What a package lacks: of records, of their files, and of the runs that they are from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cchc_ocr import export
from cchc_ocr.check_texts import failed
from cchc_ocr.export import Found
from cchc_ocr.export.leftovers import Leftover, _below, inputs_of, of_copy, of_record, of_runs
from cchc_ocr.export.ordering import ordered
from cchc_ocr.export.packed_copies import PackedCopy
from cchc_ocr.export.titles import titles
from cchc_ocr.records import MISSING_PAGES, PageRecord, Record, Signature
from tests.handed_over import run_over_texts, text_record


def found(**update: object) -> Found:
    return Found("2023/a.json", text_record().model_copy(update=update))


def page(number: int, **more: object) -> PageRecord:
    return PageRecord(**{"number": number, "state": "read", "words": 9, **more})


def said(one: Found) -> list[tuple[str, int, str]]:
    return [(left.kind, left.page, left.what) for left in of_record(one, "2023")]


def test_a_record_that_lacks_nothing() -> None:
    assert said(found(pages=(page(1),))) == []


def test_pages_that_could_not_be_read_are_named() -> None:
    broken = page(2, state="unreadable", fault="it is encrypted")
    ((kind, number, what),) = said(found(pages=(page(1), broken), needs_review=(MISSING_PAGES,)))
    assert (kind, number) == ("pages", 2) and what == "tệp có mật khẩu"
    (whole,) = said(found(needs_review=(MISSING_PAGES,)))
    assert whole[:2] == ("pages", 0)


def test_pages_that_were_not_asked_for_are_named() -> None:
    source = text_record().source.model_copy(update={"pages_asked": "1-2"})
    assert said(found(source=source)) == [("asked", 0, "1-2")]


def test_borders_in_doubt_are_named() -> None:
    check = failed(code="doubtful-border", fields=("/source/part",), page=3)
    ((kind, _, what),) = said(
        found(checks=(check, failed(code="rank-beyond-base", fields=("/x",), position=2, of=1)))
    )
    assert kind == "border" and what.startswith("trang 3: chưa chắc")


@pytest.mark.parametrize(
    ("copy", "kinds"),
    [
        (PackedCopy(Path("a.pdf"), "", has_text=True), []),
        (PackedCopy(Path("a.pdf"), ""), ["no_text"]),
        (PackedCopy(Path("a.pdf"), "it does not say that it is PDF/A", has_text=True), ["no_pdf_a"]),
        (PackedCopy(None, "there is no searchable PDF, and the original is not known or gone"), ["no_copy"]),
    ],
)
def test_what_the_file_of_a_document_lacks(copy: PackedCopy, kinds: list[str]) -> None:
    lefts = list(of_copy(found(), "2023", copy))
    assert [left.kind for left in lefts] == kinds
    assert all(left.record == "2023/a.json" and left.what.strip() for left in lefts)


def test_a_digital_signature_is_named_with_the_file_that_has_it() -> None:
    one = found(signatures=(Signature(signer="Sở Nội vụ"),))
    copy = PackedCopy(Path("a.pdf"), "", has_text=True, signed=Path("files/a_signed.pdf"))
    assert [(left.kind, left.what) for left in of_copy(one, "", copy)] == [("signed", "a_signed.pdf")]


def test_every_kind_has_its_words() -> None:
    from typing import get_args

    from cchc_ocr.export.leftovers import LeftoverKind

    assert set(get_args(LeftoverKind)) == set(titles().handover_kinds)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run over a folder: two documents with the same content, one that cannot be read, one that is none."""
    return run_over_texts(tmp_path_factory.mktemp("run"))


def left_of(run: Path, *sources: Path, only: str = "") -> set[tuple[str, str, str]]:
    records = export.load(list(sources) or [run], None)  # type: ignore[arg-type]
    chosen = [one for one in records if only in one.name]
    order = ordered(export.FoundRecords.of(chosen), ())
    return {(left.kind, left.folder, left.file) for left in of_runs(order)}


def test_what_a_run_had_and_the_package_has_not(run: Path) -> None:
    assert left_of(run) == {
        ("failed", "2023", "kho/2023/cut.pdf"),
        ("passed_over", "", "kho/2023/song.mp3"),
        ("equal", "2023", "kho/2023/b.txt"),
    }
    assert ("left_out", "2023", "kho/2023/a.txt") in left_of(run, only="c.json")


def test_of_a_folder_of_results_only_what_lies_in_it(run: Path) -> None:
    assert left_of(run, run / "2023") == {
        ("failed", ".", "kho/2023/cut.pdf"),
        ("equal", ".", "kho/2023/b.txt"),
    }


def test_of_files_that_were_given_by_themselves_the_whole_run(run: Path) -> None:
    """As the shell gives them: kq/*.json."""
    assert left_of(run, run / "c.json") >= {
        ("failed", "2023", "kho/2023/cut.pdf"),
        ("left_out", "2023", "kho/2023/a.txt"),
    }


def test_no_path_of_the_machine_is_told(run: Path) -> None:
    assert not any(str(run.parent) in file for _, _, file in left_of(run))


@pytest.mark.parametrize(
    ("given", "text", "told"),
    [
        (["/a/kho"], "equal to /a/kho/b/1.pdf", "equal to kho/b/1.pdf"),
        (["/kho"], "/kho/b/1.pdf", "/kho/b/1.pdf"),
        (["/a/b/1.pdf"], "/a/b/1.pdf", "1.pdf"),
        (["/a/kho", "/a/kho/b/1.pdf"], "/a/kho/b/1.pdf", "kho/b/1.pdf"),
        ([], "/a/1.pdf", "/a/1.pdf"),
    ],
)
def test_paths_begin_with_the_folder_that_was_given(given: list[str], text: str, told: str) -> None:
    assert _below(text, [Path(one) for one in given]) == told


def test_the_folders_that_were_read(run: Path) -> None:
    order = ordered(export.load([run], None), ())  # type: ignore[arg-type]
    assert list(inputs_of(order)) == [run.parent / "kho"]


def test_what_may_be_missing_in_a_dossier() -> None:
    assert Leftover("failed", "").is_missing and not Leftover("passed_over", "").is_missing
    assert replace(Leftover("equal", ""), kind="not_read").is_missing


def test_records_without_a_run_have_no_account() -> None:
    order = ordered(export.FoundRecords.of([Found("a.json", Record(source=text_record().source))]), ())
    assert list(of_runs(order)) == []
