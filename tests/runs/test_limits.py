"""Files made to harm: each ends in one line, in bounded memory, and the others are done."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchc_ocr.errors import ExitCode
from cchc_ocr.pipeline import Options
from cchc_ocr.runs import batch
from cchc_ocr.runs.batch import Job
from cchc_ocr.runs.inputs import find
from tests.bombs import BOMBS
from tests.fakes import TypedEngine
from tests.runs.running import Notes, states

HARMLESS = {"nested.pdf"}  # PDFium stops at a depth of its own


@pytest.mark.slow
def test_bombs_fail_alone(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name, make in BOMBS.items():
        make(tmp_path / "in" / name)
    (tmp_path / "in/good.txt").write_text("Xin chào\n")
    job = Job(tmp_path / "out", Options(), "v1", TypedEngine(), memory=1024)
    outcomes = batch.run(find([tmp_path / "in"], job.out), job, Notes(), processes=2)
    failed = [outcome.error for outcome in outcomes if outcome.error]
    assert {name for name, state in states(outcomes).items() if state == "done"} == {"good.txt", *HARMLESS}
    assert all(error.exit_code is ExitCode.UNREADABLE and error.message and error.hint for error in failed)
    assert not any("\n" in error.message for error in failed)
