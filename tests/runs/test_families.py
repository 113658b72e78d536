"""Files that hold several documents: their results, and what becomes of them in later runs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from cchc_ocr.document import Line, Page
from cchc_ocr.errors import UnreadableError
from cchc_ocr.picture.pixels import PageImage
from cchc_ocr.pipeline import Options
from cchc_ocr.records import Record
from cchc_ocr.runs import prune
from cchc_ocr.runs.catalogue import Catalogue, Entry
from cchc_ocr.runs.families import together
from cchc_ocr.runs.search import search
from cchc_ocr.runs.status import rebuild, status
from tests.fakes import ForbiddenEngine
from tests.runs.rows import ENTRY
from tests.runs.running import put, results, run, run_into, states
from tests.stacked import document, stack

TWO = stack(document(101), document(102))
WHOLE = Options(split=False)


def record(folder: Path, name: str) -> Record:
    return Record.model_validate_json((folder / "out" / name).read_bytes())


@pytest.fixture
def stacked(tmp_path: Path) -> Path:
    put(tmp_path, **{"a.txt": TWO, "b.txt": document(7)})
    run_into(tmp_path)
    return tmp_path


def test_each_document_of_a_stack_has_its_results(stacked: Path) -> None:
    assert list(results(stacked)) == ["a.1.json", "a.1.txt", "a.2.json", "a.2.txt", "b.json", "b.txt"]
    first, second = (record(stacked, f"a.{number}.json") for number in (1, 2))
    assert [one.document.number_symbol for one in (first, second)] == ["101/QĐ-SNV", "102/QĐ-SNV"]
    parts = [one.source.part for one in (first, second)]
    assert [part and (part.first_page, part.last_page) for part in parts] == [(1, 1), (2, 2)]
    assert (second.source.file, second.source.pages, second.page_count) == ("a.txt", 2, 1)
    assert record(stacked, "b.json").source.part is None


def test_a_stack_is_finished_as_a_whole(stacked: Path) -> None:
    before = results(stacked)
    outcomes = run(stacked, engine=ForbiddenEngine())
    assert states(outcomes) == {"a.txt": "skipped", "b.txt": "skipped"}
    assert outcomes[0].stems == (Path("a.1"), Path("a.2"))
    assert results(stacked) == before
    (stacked / "out/a.2.json").unlink()
    assert states(run(stacked)) == {"a.txt": "done", "b.txt": "skipped"}
    assert results(stacked) == before


def test_a_stack_that_was_only_touched_is_not_read_again(stacked: Path) -> None:
    (stacked / "in/a.txt").touch()
    assert states(run(stacked))["a.txt"] == "skipped"


@pytest.mark.parametrize("content", [document(101), stack(document(1), document(2), document(3))])
def test_results_of_other_parts_go(stacked: Path, content: str) -> None:
    (stacked / "in/a.txt").write_text(content)
    assert states(run(stacked))["a.txt"] == "done"
    names = ["a"] if "\f" not in content else ["a.1", "a.2", "a.3"]
    assert [name for name in results(stacked) if name < "b"] == [
        f"{n}.{s}" for n in names for s in ("json", "txt")
    ]
    with Catalogue(stacked / "out") as rows:
        assert [entry.stem.decode() for entry in rows.entries()] == [*names, "b"]


def test_without_splitting_there_is_one_record_which_says_so(stacked: Path) -> None:
    assert states(run(stacked, options=WHOLE, made_by="v2"))["a.txt"] == "done"
    assert list(results(stacked)) == ["a.json", "a.txt", "b.json", "b.txt"]
    whole = record(stacked, "a.json")
    assert ([check.code for check in whole.checks], whole.source.part) == (["several-documents"], None)
    assert "/source/part" in whole.needs_review
    run(stacked)
    assert "a.json" not in results(stacked)


def test_what_a_person_has_edited_keeps_all_parts(stacked: Path) -> None:
    edited = stacked / "out/a.2.json"
    edited.write_text(edited.read_text().replace("102/", "103/"))
    before = results(stacked)
    for more in ({}, {"made_by": "v2"}, {"made_by": "v3", "options": WHOLE}):
        (outcome, _) = run(stacked, **more)
        assert (outcome.state, outcome.edited) == ("skipped", True)
        assert {name: data for name, data in results(stacked).items() if name < "b"} == {
            name: data for name, data in before.items() if name < "b"
        }
    run(stacked, made_by="v4", options=WHOLE, replace_edited=True)
    assert [name for name in results(stacked) if name < "b"] == ["a.2.json.edited-1", "a.json", "a.txt"]


def test_a_document_beside_a_stack_may_have_the_name_of_a_part(tmp_path: Path) -> None:
    put(tmp_path, **{"a.txt": TWO, "a.2.txt": document(9)})
    for made_by in ("v1", "v2"):
        run(tmp_path, made_by=made_by)
        assert [name for name in results(tmp_path) if name.endswith("json")] == [
            "a.2.json",
            "a.txt.1.json",
            "a.txt.2.json",
        ]
        assert record(tmp_path, "a.2.json").document.number_symbol == "9/QĐ-SNV"
    assert set(states(run(tmp_path, made_by="v2")).values()) == {"skipped"}


def test_a_foreign_file_in_the_place_of_a_part_stays(tmp_path: Path) -> None:
    put(tmp_path, **{"a.txt": TWO})
    (tmp_path / "out").mkdir()
    (tmp_path / "out/a.2.json").write_text("mine")
    (outcome,) = run(tmp_path)
    assert outcome.state == "failed"
    assert outcome.error
    assert "a.2.json: this file exists already" in outcome.error.message
    assert results(tmp_path) == {"a.2.json": b"mine"}
    assert run(tmp_path, overwrite=True)[0].state == "done"


def test_a_copy_of_a_stack_is_not_read_again(stacked: Path) -> None:
    put(stacked, **{"c.txt": TWO})
    states(run(stacked, engine=ForbiddenEngine()))
    assert record(stacked, "c.2.json").source.file == "c.txt"
    lines = {line.stem: (line.state, line.reason) for line in status(stacked / "out").account}
    assert lines[Path("a.2")] == ("done", "the document on page 2 of the file")


def test_a_killed_run_is_finished_by_the_next(stacked: Path) -> None:
    before = results(stacked)
    with Catalogue(stacked / "out") as rows:
        (second,) = (row for row in rows.parts_of(b"a") if row.stem == b"a.2")
        rows.store(second._replace(state="writing"))
    (stacked / "out/a.2.txt").unlink()
    assert states(run(stacked))["a.txt"] == "done"
    assert results(stacked) == before


def test_a_stack_that_fails_keeps_its_earlier_results(stacked: Path) -> None:
    before = results(stacked)
    (stacked / "in/a.txt").write_bytes(b"\x00\x01\x02" * 99)
    for _ in range(2):
        assert states(run(stacked))["a.txt"] == "failed"
        assert results(stacked) == before
    assert [line.state for line in status(stacked / "out").account] == ["failed", "done"]
    assert not search("101", stacked / "out")
    (stacked / "in/a.txt").write_text(TWO)
    assert states(run(stacked))["a.txt"] == "done"
    assert results(stacked) == before


def test_the_state_of_a_stack_has_a_line_for_each_document(stacked: Path) -> None:
    found = status(stacked / "out")
    assert (found.done, found.pages) == (3, 3)
    lines = [(line.path.name, str(line.stem), line.reason) for line in found.account]
    assert sorted(lines) == [
        ("a.txt", "a.1", "the document on page 1 of the file"),
        ("a.txt", "a.2", "the document on page 2 of the file"),
        ("b.txt", "b", ""),
    ]


def test_search_finds_the_page_in_the_file(stacked: Path) -> None:
    assert [(hit.name, hit.page) for hit in search('"102/QĐ-SNV"', stacked / "out")] == [("a.txt", 2)]


def test_a_catalogue_built_anew_knows_the_parts(stacked: Path) -> None:
    assert rebuild(stacked / "out") == 3
    with Catalogue(stacked / "out") as rows:
        assert [(row.stem, row.part, row.parts) for row in rows.parts_of(b"a")] == [
            (b"a.1", "1", 2),
            (b"a.2", "2", 2),
        ]
    (stacked / "out/.cchc-ocr.sqlite").unlink()
    rebuild(stacked / "out")
    before = results(stacked)
    run(stacked)
    assert results(stacked) == before


def test_results_of_a_stack_that_is_gone_are_removed(stacked: Path) -> None:
    (stacked / "in/a.txt").unlink()
    found = prune.orphans(stacked / "out").found
    assert prune.remove(stacked / "out", found) == 2
    assert list(results(stacked)) == ["b.json", "b.txt"]


def test_a_stack_that_moved_leaves_nothing_behind(stacked: Path) -> None:
    (stacked / "in/a.txt").rename(stacked / "in/c.txt")
    run(stacked)
    assert [name for name in results(stacked) if name.endswith("json")] == ["b.json", "c.1.json", "c.2.json"]


@dataclass(frozen=True)
class PagesEngine:
    """Reads a text off each page; pages without one cannot be read."""

    texts: tuple[str | None, ...]
    name: str = "pages 1.0"

    def read(self, image: PageImage) -> Page:
        text = self.texts[image.number - 1]
        if text is None:
            raise UnreadableError("the engine gave up", hint="try another")
        lines = tuple(Line.from_text(line) for line in text.split("\n") if line)
        return Page(image.number, lines, "scan", image.width, image.height)


def test_a_bad_page_concerns_only_its_own_document(tmp_path: Path, picture: Any) -> None:
    picture("a.tif", pages=3, folder=tmp_path / "in")
    (outcome,) = run(tmp_path, engine=PagesEngine((document(1), document(2), None)))
    assert (outcome.state, outcome.pages, len(outcome.stems)) == ("partly", 3, 2)
    assert [record(tmp_path, f"a.{n}.json").needs_review.count("/source/pages") for n in (1, 2)] == [0, 1]
    assert sorted(line.state for line in status(tmp_path / "out").account) == ["done", "partly"]
    (again,) = run(tmp_path, engine=ForbiddenEngine())
    assert (again.state, again.stems) == ("partly", outcome.stems)
    (again,) = run(tmp_path, engine=PagesEngine((document(1), document(2), document(3))), retry_failed=True)
    assert (again.state, len(again.stems)) == ("done", 3)


def test_only_pages_that_were_asked_for_make_parts(tmp_path: Path, picture: Any) -> None:
    picture("a.tif", pages=3, folder=tmp_path / "in")
    texts = (document(1), document(2), document(3))
    read = replace(Options().read, pages=(2, 3))
    run(tmp_path, engine=PagesEngine(texts), options=replace(Options(), read=read))
    first = record(tmp_path, "a.1.json").source
    assert (first.part and first.part.first_page, first.pages_asked) == (2, "2-3")


def test_the_rows_of_a_file_as_one() -> None:
    def part(number: int, **more: Any) -> Entry:
        return ENTRY._replace(stem=b"a.%d" % number, part_of=b"a", part=f"{number}-{number}", parts=2, **more)

    whole = together([part(1, pages=2, review=1), part(2, pages=3, review=4)])
    assert whole
    assert (whole.stem, whole.pages, whole.review, whole.state) == (b"a", 5, 5, "done")
    in_part = together([part(1), part(2, state="partly", error="damaged")])
    assert in_part
    assert (in_part.state, in_part.error) == ("partly", "damaged")
    missing = together([part(1)])
    assert missing
    assert missing.state == "writing"
    assert together([]) is None
    assert together([ENTRY]) is ENTRY
