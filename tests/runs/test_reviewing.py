"""Corrections in a folder of results: they are saved, and outlast runs, versions, catalogues and moves."""

from __future__ import annotations

import json
import multiprocessing
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from cchc_ocr.corrections.model import Correction
from cchc_ocr.corrections.outcomes import Applied
from cchc_ocr.corrections.store import BadReviewError, load
from cchc_ocr.errors import UnreadableError
from cchc_ocr.export import load as load_records
from cchc_ocr.pipeline import Options
from cchc_ocr.records import Record
from cchc_ocr.runs import catalogue, review_files, reviewing
from cchc_ocr.runs.catalogue import Catalogue
from cchc_ocr.runs.reviews import ReviewRow
from cchc_ocr.runs.search import search
from cchc_ocr.runs.status import Status, rebuild, status
from tests.runs.running import put, results, run
from tests.stacked import pages, stack

TEXT = """UBND TỈNH SƠN HÀ
SỞ NỘI VỤ

Số: 15/BC-SNV

Sơn Hà, ngày 9 tháng 3 năm 2021

BÁO CÁO
Kết quả cải cách hành chính năm 2020

Sở Nội vụ đạt 85,5/100 điểm, xếp thứ 7/25.
"""


@pytest.fixture
def kho(tmp_path: Path) -> Path:
    """tmp_path/in/a.txt, run into tmp_path/out, with its number and a line corrected."""
    put(tmp_path, **{"a.txt": TEXT})
    run(tmp_path)
    correct(tmp_path, "/document/number", "16")
    correct(tmp_path, "/pages/0/text/1", "SỞ TÀI CHÍNH")
    return tmp_path


def record_of(folder: Path, stem: str = "a") -> Record:
    return Record.model_validate_json((folder / "out" / f"{stem}.json").read_bytes())


def correct(folder: Path, pointer: str, is_: Any, stem: str = "a", **more: Any) -> Applied:
    one = Correction.model_validate({"pointer": pointer, "is": is_, **more})
    return reviewing.save(folder / "out", Path(stem), [one], by="Bình")


def state_of(folder: Path) -> Status:
    return status(folder / "out")


def by_hand(folder: Path, *corrections: dict[str, Any], stem: str = "a", sha256: str | None = None) -> None:
    """Write a file of corrections as a person or a script does."""
    source = Record.model_validate_json((folder / "out" / f"{stem}.json").read_bytes()).source
    content = {"sha256": sha256 or source.sha256, "corrections": corrections}
    (folder / "out" / f"{stem}.review.json").write_text(json.dumps(content), "utf-8")


def stands(folder: Path, stem: str = "a") -> bool:
    """Whether every reader has what the fixture corrected."""
    record = record_of(folder, stem)
    (exported,) = (one for one in load_records([folder / "out"], sys.stdin) if one.name == f"{stem}.json")
    found = search('"sở tài chính"', folder / "out")
    text = (folder / "out" / f"{stem}.txt").read_text("utf-8")
    numbers = {record.document.number_symbol, exported.record.document.number_symbol}
    return numbers == {"16/BC-SNV"} and "SỞ TÀI CHÍNH" in text and [hit.page for hit in found] == [1]


# -- saving ----------------------------------------------------------------------------------------------
def test_a_correction_is_in_its_file_the_record_the_text_and_the_index(kho: Path) -> None:
    assert stands(kho)
    record = record_of(kho)
    assert record.reviewed
    assert (record.reviewed.by, len(record.reviewed.fields)) == ("Bình", 3)  # number and symbol follow
    review = load(kho / "out/a.review.json")
    assert review
    assert review.sha256 == record.source.sha256
    assert [(one.was, one.is_, one.page) for one in review.corrections] == [
        ("15", "16", 1),
        ("SỞ NỘI VỤ", "SỞ TÀI CHÍNH", 1),
    ]
    assert all(one.at and one.by == "Bình" for one in review.corrections)


def test_what_is_saved_is_no_edit_of_a_person(kho: Path) -> None:
    found = state_of(kho)
    assert (found.edited, found.states["done"], len(found.reviewed)) == ((), 1, 1)
    (line,) = found.account
    assert line.reviewed == 3


def test_what_cannot_stand_is_told_and_not_stored(kho: Path) -> None:
    before = results(kho)
    found = correct(kho, "/document/date", "12/3/2021")
    assert [one.state for one in found.outcomes] == ["applied", "applied", "refused"]
    assert results(kho) == before


def test_a_second_writer_sees_the_first_ones_change(kho: Path) -> None:
    found = correct(kho, "/document/number", "17")
    assert found.record.document.number_symbol == "17/BC-SNV"
    review = load(kho / "out/a.review.json")
    assert review
    assert [one.was for one in review.corrections] == ["15", "SỞ NỘI VỤ", "16"]


def test_a_bad_file_is_told_and_stays_and_stops_nobody(tmp_path: Path) -> None:
    put(tmp_path, **{"a.txt": TEXT, "b.txt": TEXT.replace("15/", "18/")})
    run(tmp_path)
    (tmp_path / "out/a.review.json").write_text("{")
    with pytest.raises(BadReviewError):
        correct(tmp_path, "/document/number", "16")
    correct(tmp_path, "/document/number", "19", stem="b")
    for _ in range(2):
        run(tmp_path)
        (bad,) = state_of(tmp_path).not_as_meant
        assert "a.review.json" in bad.fault
        assert [check.code for check in record_of(tmp_path).checks] == ["corrections-unreadable"]
        assert record_of(tmp_path, "b").document.number == "19"
    by_hand(tmp_path, {"pointer": "/document/number", "was": "15", "is": "16"})
    run(tmp_path)
    assert (record_of(tmp_path).document.number, record_of(tmp_path).checks) == ("16", ())
    assert state_of(tmp_path).not_as_meant == ()


# -- put there by hand -----------------------------------------------------------------------------------
def test_a_search_finds_what_was_corrected_by_hand_in_a_folder_that_it_knew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, **{"2020/a.txt": TEXT})
    run(tmp_path)
    monkeypatch.setattr(review_files, "SETTLED", 0)
    out = tmp_path / "out"
    line = {"pointer": "/pages/0/text/1", "is": "SỞ TÀI CHÍNH"}
    for _ in range(2):
        assert search("tài chính", out) == []
    by_hand(tmp_path, line, stem="2020/a")
    for _ in range(2):
        assert [hit.page for hit in search("tài chính", out)] == [1]
    (out / "2020/a.review.json").unlink()
    assert search("tài chính", out) == []
    by_hand(tmp_path, line, stem="2020/a")
    rebuild(out)
    assert [hit.page for hit in search("tài chính", out)] == [1]


def test_a_search_waits_for_nobody_who_writes(kho: Path) -> None:
    out = kho / "out"
    with Catalogue(out) as rows, rows.transaction():
        began = time.monotonic()
        assert [hit.page for hit in search('"sở tài chính"', out)] == [1]
        assert time.monotonic() - began < 10  # and not the 30 s for which writers wait


# -- it survives -----------------------------------------------------------------------------------------
def test_a_run_again_changes_nothing(kho: Path) -> None:
    before = results(kho)
    (outcome,) = run(kho)
    assert (outcome.state, results(kho)) == ("skipped", before)


def test_another_version_of_the_program(kho: Path) -> None:
    before = record_of(kho)
    (outcome,) = run(kho, made_by="v2")
    assert (outcome.state, stands(kho), record_of(kho)) == ("done", True, before)


def test_another_way_of_reading(kho: Path) -> None:
    run(kho, made_by="v2", options=Options(split=False), replace_edited=True, overwrite=True)
    assert stands(kho)


@pytest.mark.parametrize("lost", [False, True], ids=["kept", "lost"])
def test_status_rebuild(kho: Path, lost: bool) -> None:
    if lost:
        for file in (kho / "out").glob(f"{catalogue.NAME}*"):
            file.unlink()
    rebuild(kho / "out")
    assert stands(kho)
    assert len(state_of(kho).reviewed) == 1
    run(kho)
    assert stands(kho)
    run(kho, made_by="v2")
    assert stands(kho)


@pytest.mark.parametrize("made_by", ["v1", "v2"])
@pytest.mark.parametrize("place", ["b.txt", "2021/a.txt"])
def test_the_original_is_renamed_or_moved(kho: Path, place: str, made_by: str) -> None:
    (kho / "in" / place).parent.mkdir(exist_ok=True)
    (kho / "in/a.txt").rename(kho / "in" / place)
    run(kho, made_by=made_by)
    stem = place.removesuffix(".txt")
    assert stands(kho, stem)
    assert [row.stem.decode() for row in state_of(kho).reviews] == [stem]
    names = {f"{stem}{suffix}" for suffix in (".json", ".txt", ".review.json")}
    assert set(results(kho)) == names


def test_the_results_get_another_place(kho: Path) -> None:
    put(kho, **{"a.pdf": "%PDF-1.4"})
    run(kho)
    assert stands(kho, "a.txt")


def test_a_copy_of_the_original_is_not_corrected_with_it(kho: Path) -> None:
    put(kho, **{"copy.txt": TEXT})
    run(kho)
    assert stands(kho)
    assert (record_of(kho, "copy").document.number, record_of(kho, "copy").reviewed) == ("15", None)


def test_another_scan_is_told_and_not_corrected(kho: Path) -> None:
    put(kho, **{"a.txt": TEXT.replace("15/", "18/")})
    run(kho)
    assert record_of(kho).document.number == "18"
    (row,) = state_of(kho).not_as_meant
    assert (row.other_scan, row.fields) == (2, 0)
    correct(kho, "/document/number", "19")
    assert (record_of(kho).document.number, state_of(kho).not_as_meant) == ("19", ())
    put(kho, **{"a.txt": TEXT})
    run(kho)
    assert stands(kho)


def test_a_record_that_a_person_edited_is_not_written_but_readers_see_the_corrections(kho: Path) -> None:
    file = kho / "out/a.json"
    file.write_bytes(file.read_bytes().replace("Kết quả".encode(), "KẾT QUẢ".encode()))
    edited = file.read_bytes()
    correct(kho, "/document/place", "Sơn Hà Đông")
    run(kho, made_by="v2")
    assert file.read_bytes() == edited
    (exported,) = load_records([kho / "out"], sys.stdin)
    head = exported.record.document
    assert (head.place, head.number, head.subject and head.subject[:7]) == ("Sơn Hà Đông", "16", "KẾT QUẢ")


# -- by hand ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize("reader", ["search", "status", "export", "run"])
def test_a_file_put_there_by_hand_is_seen_at_once(tmp_path: Path, reader: str) -> None:
    put(tmp_path, **{"a.txt": TEXT})
    run(tmp_path)
    line = {"pointer": "/pages/0/text/1", "was": "SỞ NỘI VỤ", "is": "SỞ TÀI CHÍNH"}
    by_hand(tmp_path, {"pointer": "/document/number", "was": "15", "is": "16"}, line)
    if reader == "search":
        assert len(search('"sở tài chính"', tmp_path / "out")) == 1
    elif reader == "status":
        assert len(state_of(tmp_path).reviewed) == 1
    elif reader == "export":
        (one,) = load_records([tmp_path / "out"], sys.stdin)
        assert one.record.document.number == "16"
    run(tmp_path)
    assert stands(tmp_path)


def test_a_file_without_a_record_is_told(tmp_path: Path) -> None:
    put(tmp_path, **{"a.txt": TEXT})
    run(tmp_path)
    (tmp_path / "out/b.review.json").write_text('{"corrections": []}')
    (row,) = state_of(tmp_path).not_as_meant
    assert (row.stem, row.fault) == (b"b", "there is no record beside it")


def test_corrections_that_were_taken_away_leave_the_record_as_it_is(kho: Path) -> None:
    (kho / "out/a.review.json").unlink()
    run(kho)
    assert stands(kho)


# -- stacks ----------------------------------------------------------------------------------------------
def test_corrections_follow_their_page_when_a_stack_is_split_otherwise(tmp_path: Path) -> None:
    put(tmp_path, **{"a.txt": stack(*pages(1), *pages(2))})
    run(tmp_path)
    assert sorted(results(tmp_path)) == ["a.1.json", "a.1.txt", "a.2.json", "a.2.txt"]
    correct(tmp_path, "/document/place", "Hà Kiều", stem="a.2")
    correct(tmp_path, "/pages/1/text/1", "Điều 1. Đã sửa.", stem="a.2")
    (outcome,) = run(tmp_path, made_by="v2", options=Options(split=False))
    assert "Điều 1. Đã sửa." in (tmp_path / "out/a.txt").read_text("utf-8")
    whole = record_of(tmp_path)
    assert (outcome.state, whole.document.place) == ("done", "Lam Kiều")  # of the first document, on another page
    assert [check.code for check in whole.checks].count("correction-lost") == 1
    run(tmp_path, made_by="v3")
    assert record_of(tmp_path, "a.2").document.place == "Hà Kiều"
    assert "Điều 1. Đã sửa." in (tmp_path / "out/a.2.txt").read_text("utf-8")


# -- kills -----------------------------------------------------------------------------------------------
def _save_on(out: Path, number: int, told: Connection) -> None:
    """Save one number after the other, and say of each when it is saved."""
    told.send(number)
    while True:
        number += 1
        one = Correction.model_validate({"pointer": "/document/number", "is": str(number)})
        reviewing.save(out, Path("a"), [one], by="Bình")
        told.send(number)


def _said(ear: Connection) -> Iterator[int]:
    """What was said before the line went dead, also in the moment of the kill."""
    with suppress(EOFError, OSError):
        while True:
            yield ear.recv()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="it is killed by a signal")
def test_twenty_kills_while_saving_lose_nothing_that_was_said_to_be_saved(kho: Path) -> None:
    savers = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    said = 100
    correct(kho, "/document/number", "100")
    for kill in range(20):
        ear, told = savers.Pipe(duplex=False)
        saver = savers.Process(target=_save_on, args=(kho / "out", said, told))
        saver.start()
        told.close()
        assert ear.recv() == said, "it has begun"
        time.sleep(0.01 * (kill + 1))
        saver.kill()
        saver.join()
        said = max(_said(ear), default=said)
        run(kho)
        number = int(record_of(kho).document.number or "0")
        assert number in (said, said + 1)
        assert state_of(kho).edited == ()
        said = number


def test_a_folder_without_results_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError):
        state_of(tmp_path)
    assert ReviewRow(b"a", 1, 2, True, lost=1, refused=2).not_as_meant == 3
