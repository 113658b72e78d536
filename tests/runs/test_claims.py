"""Nothing of somebody else's is replaced by a result, nor by the log."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchc_ocr.errors import UsageError
from cchc_ocr.runs.claims import Claims, TakenError, may_have_pdf, see_that_all_is_free, see_that_log_is_free
from cchc_ocr.runs.inputs import Item
from tests.runs.running import run


@pytest.fixture
def item(tmp_path: Path) -> Item:
    """in/a.txt, whose results go to out/a.txt and out/a.json."""
    (tmp_path / "in").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "in/a.txt").write_text("Xin chào\n")
    return Item(tmp_path / "in/a.txt", Path("a"))


def claims(item: Item) -> Claims:
    return Claims.of(item.path.parents[1] / "out", [item])


@pytest.mark.parametrize("name", ["a.txt", "a.json"])
def test_a_foreign_file_is_replaced_only_on_demand(item: Item, tmp_path: Path, name: str) -> None:
    claims(item).see_that_it_is_free(item, pdf=False, overwrite=False)
    (tmp_path / "out" / name).write_text("mine")
    with pytest.raises(TakenError, match=f"{name}: this file exists already and no run has written it") as caught:
        claims(item).see_that_it_is_free(item, pdf=False, overwrite=False)
    assert "--rebuild" in caught.value.hint and "--overwrite" in caught.value.hint
    claims(item).see_that_it_is_free(item, pdf=False, overwrite=True)


def test_the_place_of_a_pdf_is_looked_at_where_one_is_made(item: Item, tmp_path: Path) -> None:
    (tmp_path / "out/a.pdf").write_text("mine")
    claims(item).see_that_it_is_free(item, pdf=False, overwrite=False)
    with pytest.raises(TakenError, match=r"a\.pdf: this file exists already"):
        claims(item).see_that_it_is_free(item, pdf=True, overwrite=False)


@pytest.mark.parametrize("overwrite", [False, True])
@pytest.mark.parametrize("link", ["symlink_to", "hardlink_to"])
def test_a_document_is_never_replaced(item: Item, tmp_path: Path, link: str, overwrite: bool) -> None:
    getattr(tmp_path / "out/a.txt", link)(item.path)
    with pytest.raises(TakenError, match=r"is the document .*in/a\.txt"):
        claims(item).see_that_it_is_free(item, pdf=False, overwrite=overwrite)


def test_documents_of_earlier_runs_are_known(item: Item, tmp_path: Path) -> None:
    run(tmp_path)
    other = Item(tmp_path / "b.txt", Path("b"))
    other.path.write_text("Chào\n")
    (tmp_path / "out/b.txt").hardlink_to(item.path)
    with pytest.raises(TakenError, match=r"is the document .*in/a\.txt"):
        Claims.of(tmp_path / "out", [other]).see_that_it_is_free(other, pdf=False, overwrite=True)


def test_what_a_run_has_written_is_its_own(item: Item, tmp_path: Path) -> None:
    run(tmp_path)
    claims(item).see_that_it_is_free(item, pdf=False, overwrite=False)
    (tmp_path / "out/b.txt").write_text("mine")
    other = Item(tmp_path / "in/b.txt", Path("b"))
    with pytest.raises(TakenError) as caught:
        claims(item).see_that_it_is_free(other, pdf=False, overwrite=False)
    assert "--rebuild" not in caught.value.hint


def test_a_folder_without_a_catalogue_gets_none(item: Item, tmp_path: Path) -> None:
    assert claims(item).written == frozenset()
    assert list((tmp_path / "out").iterdir()) == []


def test_the_first_place_that_is_taken_ends_the_run(item: Item, tmp_path: Path) -> None:
    items = [Item(tmp_path / "in/z.pdf", Path("z")), item]
    (tmp_path / "out/a.json").touch()
    with pytest.raises(UsageError, match=r"a\.json"):
        see_that_all_is_free(claims(item), items, pdf=False, overwrite=False)
    see_that_all_is_free(claims(item), items[:1], pdf=False, overwrite=False)


@pytest.mark.parametrize(
    ("name", "may"),
    [("a.pdf", True), ("a.TXT", False), ("a.txt", False), ("a.png", True), ("a.docx", False), ("a.ODS", False)],
)
def test_only_pictures_have_a_pdf(name: str, may: bool) -> None:
    assert may_have_pdf(Item(Path(name), Path("a"))) is may


@pytest.mark.parametrize(
    ("log", "why"),
    [
        ("in/a.txt", "is the document"),
        ("link", "is the document"),
        ("out/a.json", "would replace the log"),
        ("out/../out/a.txt", "would replace the log"),
        ("out/a.pdf", "would replace the log"),
        ("in/log.txt", "a run would read the log as a document of"),
    ],
)
def test_a_log_is_no_document_and_no_result(item: Item, tmp_path: Path, log: str, why: str) -> None:
    (tmp_path / "link").symlink_to(item.path)
    with pytest.raises(UsageError, match=why) as caught:
        see_that_log_is_free(tmp_path / log, [tmp_path / "in"], [item], tmp_path / "out")
    assert "--log" in caught.value.hint


@pytest.mark.parametrize("log", ["log.jsonl", "out/log.jsonl", "in/log.jsonl", "out/b.txt"])
def test_a_log_lies_anywhere_else(item: Item, tmp_path: Path, log: str) -> None:
    see_that_log_is_free(tmp_path / log, [tmp_path / "in"], [item], tmp_path / "out")
