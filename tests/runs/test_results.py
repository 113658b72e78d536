"""A folder of results: what is done, what failed, and what is a person's."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from cchc_ocr.errors import ExitCode, UnreadableError, UnwritableError
from cchc_ocr.records import Record, Source
from cchc_ocr.runs.catalogue import Catalogue
from cchc_ocr.runs.inputs import Item
from cchc_ocr.runs.made import Made
from cchc_ocr.runs.results import FormerError, ReplacedError, Results, set_aside, stamp


@pytest.fixture
def item(tmp_path: Path) -> Item:
    """in/a.txt, whose results go to out/a.txt and out/a.json."""
    (tmp_path / "in").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "in/a.txt").write_text("Xin chào\n")
    return Item(tmp_path / "in/a.txt", Path("a"))


@pytest.fixture
def results(tmp_path: Path, item: Item) -> Iterator[Results]:
    with Catalogue(tmp_path / "out") as rows:
        yield Results(tmp_path / "out", rows, "v1", "limits")


def content(item: Item) -> str:
    return sha256(item.path.read_bytes()).hexdigest()


def made(item: Item, text: str = "Xin chào\n\f") -> Made:
    return Made.of(Record(source=Source(file=item.path.name, sha256=content(item), pages=1, origin="text")), text)


def done(results: Results, item: Item) -> bool:
    return results.unchanged(item, results.former(item)) is not None


def test_what_was_written_is_done_until_something_changes(results: Results, item: Item) -> None:
    assert not done(results, item)
    assert results.write(item, [made(item)], 1.5) is False
    assert done(results, item)
    assert not done(replace(results, made_by="v2"), item)
    os.utime(item.path, (1, 1))
    assert not done(results, item)


@pytest.mark.parametrize("name", ["a.txt", "a.json"])
@pytest.mark.parametrize("harm", ["missing", "cut short"])
def test_results_that_are_not_whole_are_not_done(results: Results, item: Item, name: str, harm: str) -> None:
    results.write(item, [made(item)], 1.0)
    file = results.folder / name
    if harm == "missing":
        file.unlink()
    else:
        file.write_bytes(file.read_bytes()[:-1])
    assert not done(results, item)


def test_a_file_that_was_touched_is_known_by_its_content(results: Results, item: Item) -> None:
    results.write(item, [made(item)], 1.0)
    os.utime(item.path, (1, 1))
    assert results.renewed(item, "another") is None
    assert results.renewed(item, content(item)) is not None
    assert done(results, item)


def test_equal_content_has_equal_results_under_its_own_name(results: Results, item: Item) -> None:
    results.write(item, [made(item)], 1.0)
    copy = Item(item.path.with_name("b.txt"), Path("b"))
    copy.path.write_bytes(item.path.read_bytes())
    assert results.equal(copy, content(item)) == (made(copy),)
    assert results.equal(copy, "another") == ()
    assert replace(results, made_by="v2").equal(copy, content(item)) == ()
    (results.folder / "a.txt").write_text("a person's\n\f")
    assert results.equal(copy, content(item)) == ()


def test_what_failed_is_remembered_until_file_or_limits_change(results: Results, item: Item) -> None:
    error = UnreadableError("cut short", hint="copy it again", file=item.path, page=3)
    results.fail(item, error, 0.5, stamp(item.path))
    known = results.failed(item, results.row(item))
    assert known
    former = FormerError(known)
    assert (former.message, former.hint) == ("a.txt, page 3: cut short", "copy it again")
    assert former.exit_code is ExitCode.UNREADABLE
    assert replace(results, limits="more").failed(item, results.row(item)) is None
    os.utime(item.path, (1, 1))
    assert results.failed(item, results.row(item)) is None


def test_a_file_replaced_while_it_was_read_is_read_again(results: Results, item: Item) -> None:
    before, of_before = stamp(item.path), made(item)
    item.path.write_text("another text\n")
    with pytest.raises(ReplacedError, match="the file changed while it was being read"):
        results.write(item, [of_before], 0.5)
    results.fail(item, UnreadableError("cut short"), 0.5, before)
    assert results.failed(item, results.row(item)) is None


def test_what_could_not_be_written_is_tried_again(results: Results, item: Item) -> None:
    results.fail(item, UnwritableError("no room"), 0.5, stamp(item.path))
    assert results.failed(item, results.row(item)) is None


def test_what_a_person_has_changed_stays(results: Results, item: Item) -> None:
    results.write(item, [made(item)], 1.0)
    (results.folder / "a.txt").write_text("Xin chào các bạn\n\f")
    assert results.write(item, [made(item, "khác\n\f")], 1.0) is True
    assert (results.folder / "a.txt").read_text() == "Xin chào các bạn\n\f"


def test_on_demand_it_is_set_aside(results: Results, item: Item) -> None:
    results.write(item, [made(item)], 1.0)
    (results.folder / "a.txt").write_text("Xin chào các bạn\n\f")
    assert replace(results, replace_edited=True).write(item, [made(item, "khác\n\f")], 1.0) is False
    assert (results.folder / "a.txt").read_text() == "khác\n\f"
    assert (results.folder / "a.txt.edited-1").read_text() == "Xin chào các bạn\n\f"


def test_what_a_document_has_elsewhere_goes_at_the_end_of_a_run(results: Results, item: Item) -> None:
    results.write(item, [made(item)], 1.0)
    moved = Item(item.path.rename(item.path.with_name("b.txt")), Path("sub/b"))
    results.write(moved, [made(moved)], 1.0)
    results.tidy([moved])
    there = [path for path in results.folder.rglob("*") if path.suffix in (".txt", ".json")]
    assert {str(path.relative_to(results.folder)) for path in there} == {"sub/b.txt", "sub/b.json"}
    assert results.row(item) is None


def test_names_of_files_that_are_set_aside_count_up(tmp_path: Path) -> None:
    names = []
    for _ in range(3):
        (tmp_path / "a.json").touch()
        names.append(set_aside(tmp_path / "a.json").name)
    assert names == ["a.json.edited-1", "a.json.edited-2", "a.json.edited-3"]


def test_a_file_that_is_not_there_has_an_impossible_stamp(tmp_path: Path) -> None:
    assert stamp(tmp_path / "missing") == (-1, -1)
    (tmp_path / "a").write_text("abc")
    assert stamp(tmp_path / "a") == (3, (tmp_path / "a").stat().st_mtime_ns)
