"""The lock of a folder of results."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from cchc_ocr.errors import UsageError
from cchc_ocr.runs.folder_lock import locked


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "out").touch()
    with pytest.raises(UsageError, match="out: cannot be written to"), locked(tmp_path / "out"):
        pass


@pytest.mark.slow
def test_a_run_that_was_killed_blocks_no_other(tmp_path: Path) -> None:
    hold = (
        "import sys, time; from pathlib import Path; from cchc_ocr.runs.folder_lock import locked\n"
        "with locked(Path(sys.argv[1])): print('held', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", hold, tmp_path], stdout=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.readline()
        with pytest.raises(UsageError, match="another run is writing to this folder"), locked(tmp_path):
            pass
        process.kill()
    with locked(tmp_path):
        pass
