"""A document with pages that cannot be read: the others are read, and everybody is told."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from cchc_ocr.cli.journal import journal
from cchc_ocr.document import Page
from cchc_ocr.errors import ExitCode, UnreadableError, UnwritableError
from cchc_ocr.files.options import ReadOptions
from cchc_ocr.picture.pixels import PageImage
from cchc_ocr.pipeline import Options
from cchc_ocr.reading.engine import OcrOptions
from cchc_ocr.records import Record
from cchc_ocr.runs import batch, catalogue, workers
from cchc_ocr.runs.batch import Job
from cchc_ocr.runs.catalogue import Catalogue
from cchc_ocr.runs.inputs import find
from cchc_ocr.runs.search import search
from cchc_ocr.runs.status import by_reason, rebuild, status
from tests.conftest import Cli
from tests.fakes import Clock, ForbiddenEngine, GapEngine, TypedEngine
from tests.runs.running import Here, Notes, put, results, run, run_into, states

Picture = Callable[..., Path]
PARTLY = {"book.tif": "partly"}


@pytest.fixture
def book(tmp_path: Path, picture: Picture) -> Path:
    """One document of four pages."""
    picture("book.tif", pages=4, folder=tmp_path / "in")
    return tmp_path


def record(folder: Path, name: str = "book.json") -> Record:
    return Record.model_validate_json(results(folder)[name])


def test_the_others_are_read_and_the_record_says_which_are_missing(book: Path) -> None:
    (outcome,) = run(book, engine=GapEngine((2, 3)))
    assert (outcome.state, outcome.pages, outcome.review) == ("partly", 4, len(record(book).needs_review))
    assert outcome.error and outcome.error.message == "book.tif, page 2: the engine gave up (and 1 other page)"
    assert outcome.error.exit_code == ExitCode.SOME_FAILED
    assert [page.state for page in record(book).pages] == ["read", "unreadable", "unreadable", "read"]
    assert results(book)["book.txt"].decode() == "Số: 05/BC-SNV\n\f\f\fSố: 05/BC-SNV\n\f"


def test_the_next_run_says_it_again_without_reading(book: Path) -> None:
    (first,) = run(book, engine=GapEngine())
    before = results(book)
    (again,) = run(book, engine=ForbiddenEngine())
    os.utime(book / "in/book.tif", (1, 1))
    (touched,) = run(book, engine=ForbiddenEngine())
    for outcome in (again, touched):
        assert (outcome.state, outcome.pages, outcome.review) == ("partly", first.pages, first.review)
        assert outcome.error and first.error and outcome.error.message == first.error.message
        assert outcome.error.hint == "try another" and outcome.error.exit_code == ExitCode.SOME_FAILED
    assert results(book) == before


LONGER = Options(ocr=OcrOptions(page_timeout=500))


@pytest.mark.parametrize("more", [{"retry_failed": True}, {"options": LONGER}], ids=["asked", "limits"])
def test_only_the_missing_page_is_tried_again(book: Path, more: dict[str, object]) -> None:
    run(book, engine=GapEngine())
    notes = Notes()
    assert states(run(book, watcher=notes, **more)) == {"book.tif": "done"}  # type: ignore[arg-type]
    assert notes.read == 1
    run(book, out="undisturbed")
    assert results(book) == results(book, "undisturbed")
    assert states(run(book, engine=ForbiddenEngine())) == {"book.tif": "skipped"}


def test_a_page_that_stays_bad_costs_one_try_each_time_it_is_asked_for(book: Path) -> None:
    run(book, engine=GapEngine())
    before, notes = results(book), Notes()
    for _ in range(2):
        assert states(run(book, engine=GapEngine(), watcher=notes, retry_failed=True)) == PARTLY
    assert notes.read == 2
    assert results(book) == before


def test_results_that_are_not_whole_are_made_again(book: Path) -> None:
    run(book, engine=GapEngine())
    before = results(book)
    (book / "out/book.txt").unlink()
    assert states(run(book, engine=GapEngine())) == PARTLY
    assert results(book) == before


def test_a_document_with_nothing_but_bad_pages_fails(book: Path) -> None:
    (outcome,) = run(book, engine=GapEngine((1, 2, 3, 4)))
    assert outcome.state == "failed" and not results(book)
    assert outcome.error and outcome.error.message == "book.tif, page 1: the engine gave up"
    assert outcome.error.exit_code == ExitCode.UNREADABLE


def test_equal_and_moved_files_read_no_page_twice_that_was_read(book: Path) -> None:
    copy = (book / "in/book.tif").read_bytes()
    (book / "in/copy.tif").write_bytes(copy)
    notes = Notes()
    outcomes = run(book, engine=GapEngine(), watcher=notes)
    assert set(states(outcomes).values()) == {"partly"}
    assert notes.read == 4
    told = [(outcome.error.page, outcome.error.what, outcome.error.hint) for outcome in outcomes if outcome.error]
    assert told == [(2, "the engine gave up", "try another")] * 2
    assert results(book)["copy.txt"] == results(book)["book.txt"]
    (book / "in/copy.tif").unlink()
    (book / "in/book.tif").rename(book / "in/moved.tif")
    notes = Notes()
    assert states(run(book, engine=GapEngine(), watcher=notes)) == {"moved.tif": "partly"}
    assert notes.read == 0 and set(results(book)) == {"moved.json", "moved.txt"}


def test_copies_of_what_was_read_partly_are_tried_again_where_that_is_asked_for(book: Path) -> None:
    (book / "in/copy.tif").write_bytes((book / "in/book.tif").read_bytes())
    run(book, engine=GapEngine())
    assert states(run(book, retry_failed=True)) == {"book.tif": "done", "copy.tif": "done"}


@pytest.mark.parametrize("bad", [(), (2,)], ids=["whole", "in part"])
def test_where_no_searchable_pdf_can_be_made_text_and_record_stay(
    book: Path, monkeypatch: pytest.MonkeyPatch, bad: tuple[int, ...]
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise UnreadableError(
            "no searchable PDF can be made", hint="read it without --pdf", file="book.tif", page=3
        )

    monkeypatch.setattr("cchc_ocr.files.searchable.render", refuse)
    engine = GapEngine(bad)
    (outcome,) = run(book, engine=engine, pdf=True)
    assert (outcome.state, set(results(book))) == ("partly", {"book.json", "book.txt"})
    assert "book.tif, page 3: no searchable PDF can be made" in record(book).notes
    first = "the engine gave up; no searchable PDF can be made" if bad else "no searchable PDF can be made"
    assert outcome.error and outcome.error.what == first and outcome.error.exit_code == ExitCode.SOME_FAILED
    (again,) = run(book, engine=ForbiddenEngine(), pdf=True)
    assert again.state == "partly" and again.error and again.error.message == outcome.error.message
    monkeypatch.undo()
    (mended,) = run(book, engine=TypedEngine(), pdf=True, retry_failed=True)
    assert mended.state == "done" and set(results(book)) == {"book.json", "book.txt", "book.pdf"}


def test_an_error_of_the_whole_document_is_no_matter_of_a_page(book: Path) -> None:
    @dataclass(frozen=True)
    class Full:
        name: str = "typed 1.0"

        def read(self, image: PageImage) -> Page:
            if image.number == 3:
                raise UnwritableError("there is no room left for temporary files")
            return TypedEngine().read(image)

    assert states(run(book, engine=Full())) == {"book.tif": "failed"}
    assert states(run(book)) == {"book.tif": "done"}, "the next run tries again"


def test_pages_that_fail_take_their_time_too(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()

    @dataclass(frozen=True)
    class SlowToFail:
        name: str = "slow"

        def read(self, image: PageImage) -> Page:
            clock.now += 1.0
            return GapEngine((1, 2, 3)).read(image)

    monkeypatch.setattr(workers, "time", clock)
    job = Job(book / "out", Options(), "v1", SlowToFail(), document_timeout=2.5)
    (outcome,) = batch.run(find([book / "in"], job.out), job, Notes(), processes=1, executor=Here())
    assert outcome.state == "failed" and outcome.error and "2.5 s of work" in outcome.error.message


@pytest.mark.slow
@pytest.mark.parametrize(("what", "why"), [("crash", "SIGSEGV"), ("hang", "reading took longer than")])
def test_a_page_that_crashes_or_hangs_costs_that_page(book: Path, what: str, why: str) -> None:
    options = Options(ocr=OcrOptions(page_timeout=2 - batch._MARGIN))
    job = Job(book / "out", options, "v1", GapEngine((3,), what))
    (outcome,) = batch.run(find([book / "in"], job.out), job, Notes(), processes=2)
    assert outcome.state == "partly" and outcome.error and why in outcome.error.message
    assert [page.state for page in record(book).pages] == ["read", "read", "unreadable", "read"]


def test_status_lists_it_with_the_reason(book: Path) -> None:
    put(book, **{"a.txt": "Xin chào\n"})
    run(book, engine=GapEngine())
    found = status(book / "out")
    assert (found.done, len(found.partly), found.pages, found.failed) == (1, 1, 5, ())
    assert list(by_reason(found.partly)) == ["the engine gave up"]
    assert found.review[0][0].stem == b"book"
    line = next(line for line in found.account if line.path.name == "book.tif")
    assert (line.state, line.reason, line.hint) == ("partly", "page 2: the engine gave up", "try another")


@pytest.mark.parametrize("lost", [False, True])
def test_a_catalogue_made_anew_knows_it(book: Path, lost: bool) -> None:
    run(book, engine=GapEngine())
    before = status(book / "out")
    if lost:
        (book / "out" / catalogue.NAME).unlink()
    assert rebuild(book / "out") == 1
    (entry,) = status(book / "out").partly
    assert (entry.error, entry.error_page) == ("the engine gave up", 2)
    assert lost or status(book / "out") == before
    assert states(run(book, engine=GapEngine())) == PARTLY


def test_it_is_found_and_corrections_of_it_stay(book: Path) -> None:
    run(book, engine=GapEngine())
    assert [hit.page for hit in search("BC-SNV", book / "out")] == [1, 3, 4]
    (book / "out/book.txt").write_text("Sửa tay\n\f")
    (outcome,) = run(book, retry_failed=True)
    assert (outcome.state, outcome.edited) == ("skipped", True)


def test_its_results_go_with_the_original(book: Path, cli: Cli) -> None:
    put(book, **{"a.txt": "Xin chào\n"})
    run(book, engine=GapEngine())
    (book / "in/book.tif").unlink()
    assert cli("prune", book / "out", "--yes").exit_code == ExitCode.DONE
    assert set(results(book)) == {"a.json", "a.txt"}


def test_a_part_that_was_asked_for_says_so(book: Path) -> None:
    (outcome,) = run(book, options=Options(read=ReadOptions(pages=(2, 3))))
    assert (outcome.state, outcome.asked) == ("done", "2-3")
    assert (record(book).source.pages, record(book).source.pages_asked) == (4, "2-3")
    (line,) = status(book / "out").account
    assert (line.state, line.reason, line.pages_asked) == ("done", "only pages 2-3 of 4, as asked", "2-3")
    assert [hit.page for hit in search("BC-SNV", book / "out")] == [2, 3]
    rebuild(book / "out")
    assert status(book / "out").account == (line,)


def test_a_log_has_its_own_word_for_it(book: Path) -> None:
    log = book / "log.jsonl"
    with journal(log, Notes()) as watcher:
        run(book, engine=GapEngine(), watcher=watcher)
    _, event, end = map(json.loads, log.read_text("utf-8").splitlines())
    assert (event["event"], event["exit_code"]) == ("partly", ExitCode.SOME_FAILED)
    assert event["error"] == "book.tif, page 2: the engine gave up"
    assert (end["done"], end["partly"], end["failed"]) == (0, 1, 0)


def test_a_kill_while_it_is_written_loses_nothing(book: Path) -> None:
    run(book, engine=GapEngine())
    before = results(book)
    with Catalogue(book / "out") as rows:
        (entry,) = rows.entries("partly")
        rows.store(entry._replace(state="writing"))
    (book / "out/book.json").unlink()
    notes = Notes()
    assert states(run(book, engine=GapEngine(), watcher=notes)) == PARTLY
    assert results(book) == before and notes.read == 1


def test_originals_stay_in_the_account(book: Path) -> None:
    run_into(book)
    assert [line.state for line in status(book / "out").account] == ["done"]


def test_a_part_may_be_read_partly(book: Path) -> None:
    run(book, options=Options(read=ReadOptions(pages=(2, 3))), engine=GapEngine())
    (line,) = status(book / "out").account
    assert (line.state, line.reason) == ("partly", "page 2: the engine gave up; only pages 2-3 of 4, as asked")
