"""The file of corrections: read, appended to by several at once, and whole after a kill."""

from __future__ import annotations

import itertools
import json
import multiprocessing
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from cchc_ocr.corrections.store import BadReviewError, append, is_review, load, review_file
from tests.corrected import SCAN, correction


def test_where_it_lies() -> None:
    assert review_file(Path("out/2020/ket-luan.1.json")) == Path("out/2020/ket-luan.1.review.json")


def test_a_record_of_a_document_called_review_is_no_file_of_corrections(tmp_path: Path) -> None:
    file = tmp_path / "a.review.json"
    assert is_review(file)
    (tmp_path / "a.review.txt").touch()
    assert not is_review(file)
    assert not is_review(tmp_path / "a.json")


def test_what_is_appended_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "a.review.json"
    assert load(file) is None
    append(file, SCAN, [correction("/document/number", "15", "16", by="An")])
    append(file, SCAN, [correction("/document/number", "16", "15", by="Bình")])
    review = load(file)
    assert review
    assert [(one.was, one.is_, one.by) for one in review.corrections] == [("15", "16", "An"), ("16", "15", "Bình")]
    assert json.loads(file.read_text("utf-8"))["sha256"] == SCAN


def test_to_append_nothing_makes_no_file(tmp_path: Path) -> None:
    append(tmp_path / "a.review.json", SCAN, [])
    assert not (tmp_path / "a.review.json").exists()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"{", "this is not JSON"),
        (b"\xff\xfe", "this is not JSON"),
        (b"[]", "this is no list of corrections"),
        (b'{"corrections": [{"was": 1}]}', "/corrections/0/pointer"),
        (b'{"corrections": [{"pointer": "/a", "op": "move"}]}', "/corrections/0/op"),
        (b'{"corrections": {}}', "/corrections"),
    ],
)
def test_a_bad_file_is_named_and_never_overwritten(tmp_path: Path, data: bytes, why: str) -> None:
    file = tmp_path / "a.review.json"
    file.write_bytes(data)
    with pytest.raises(BadReviewError, match=r"a\.review\.json") as error:
        append(file, SCAN, [correction("/document/number", "15", "16")])
    assert why in error.value.what
    assert file.read_bytes() == data


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permission bits")
def test_a_new_file_is_no_more_readable_than_it_may_be(tmp_path: Path) -> None:
    file = tmp_path / "a.review.json"
    append(file, SCAN, [correction("/a", 1, 2)], 0o040)
    assert file.stat().st_mode & 0o077 & ~0o040 == 0
    file.chmod(0o600)
    append(file, SCAN, [correction("/a", 2, 3)], 0o044)
    assert file.stat().st_mode & 0o777 == 0o600


def _append_often(file: Path, name: str, count: int) -> None:
    for number in range(count):
        append(file, SCAN, [correction("/document/number", None, str(number), by=name)])


def test_two_who_write_at_once_lose_nothing(tmp_path: Path) -> None:
    file, count = tmp_path / "a.review.json", 15
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    people = [context.Process(target=_append_often, args=(file, name, count)) for name in ("An", "Bình")]
    for person in people:
        person.start()
    for person in people:
        person.join()
    review = load(file)
    assert review
    for name in ("An", "Bình"):
        assert [one.is_ for one in review.corrections if one.by == name] == [
            str(number) for number in range(count)
        ]


def _append_on(file: Path, told: Connection) -> None:
    """Append one correction after the other, and say of each when it is there."""
    for number in itertools.count():
        append(file, SCAN, [correction("/document/number", None, "x" * 2000, note=str(number))])
        told.send(number)


def _said(ear: Connection) -> Iterator[int]:
    """What was said before the line went dead."""
    with suppress(EOFError, OSError):
        while True:
            yield ear.recv()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="it is killed by a signal")
def test_twenty_kills_while_saving_leave_a_whole_file(tmp_path: Path) -> None:
    file = tmp_path / "a.review.json"
    writers = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    for kill in range(20):
        before = len(review.corrections) if (review := load(file)) else 0
        ear, told = writers.Pipe(duplex=False)
        writer = writers.Process(target=_append_on, args=(file, told))
        writer.start()
        told.close()
        assert ear.recv() == 0
        time.sleep(0.003 * kill)
        writer.kill()
        writer.join()
        said = 1 + len(list(_said(ear)))
        review = load(file)
        assert review
        assert len(review.corrections) - before in (said, said + 1)
