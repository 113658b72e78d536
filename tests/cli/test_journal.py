"""What a run leaves for machines."""

from __future__ import annotations

import json
import os
from datetime import datetime
from pathlib import Path

import pytest

from cchc_ocr.cli.journal import journal
from cchc_ocr.errors import UnreadableError, UsageError
from cchc_ocr.runs.batch import Outcome
from cchc_ocr.runs.inputs import Item
from tests.runs.running import Notes


def test_every_event_is_one_object(tmp_path: Path) -> None:
    notes, log = Notes(), tmp_path / "logs/night.jsonl"
    odd = Path(os.fsdecode(b"b\xe1o.pdf"))
    outcomes = [
        Outcome(Item(Path("in/Báo cáo.pdf"), Path("Báo cáo")), "done", 3, 2, seconds=1.23456),
        Outcome(Item(odd, odd), "failed", error=UnreadableError("cut short", hint="scan again")),
    ]
    for outcome in outcomes:  # two runs add to one file
        with journal(log, notes) as watcher:
            watcher.expected(outcome.item, 3)
            watcher.began(outcome.item)
            watcher.opened(outcome.item, 3)
            watcher.page_done(outcome.item)
            watcher.finished(outcome)
    lines = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    assert all(datetime.fromisoformat(line.pop("time")).tzinfo for line in lines)
    assert lines == [
        {"event": "begin"},
        {
            **{"event": "done", "file": "in/Báo cáo.pdf", "result": "Báo cáo"},
            **{"pages": 3, "review": 2, "seconds": 1.235},
        },
        {"event": "end", "done": 1, "partly": 0, "skipped": 0, "failed": 0, "pages": 1},
        {"event": "begin"},
        {
            **{"event": "failed", "file": "b\ufffdo.pdf", "result": "b\ufffdo.pdf", "pages": 0, "review": 0},
            **{"seconds": 0.0, "error": "cut short", "hint": "scan again", "exit_code": 3},
        },
        {"event": "end", "done": 0, "partly": 0, "skipped": 0, "failed": 1, "pages": 1},
    ]
    assert (notes.pages, notes.read, notes.outcomes) == (6, 2, outcomes)


def test_an_interrupted_run_has_its_end(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), journal(tmp_path / "log", Notes()):
        raise KeyboardInterrupt
    assert '"event": "end"' in (tmp_path / "log").read_text()


def test_without_a_file_there_is_none(tmp_path: Path) -> None:
    notes = Notes()
    with journal(None, notes) as watcher:
        assert watcher is notes


def test_a_place_that_cannot_be_written_to(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be written"), journal(tmp_path, Notes()):
        pass
