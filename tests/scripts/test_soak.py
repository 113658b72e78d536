"""A small night of bad files; `make soak` is the long one."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.paths import SCRIPTS

SOAK = SCRIPTS / "soak.py"


@pytest.mark.slow
@pytest.mark.tesseract
def test_a_small_soak_holds() -> None:
    command = [sys.executable, SOAK, "--documents", "30", "--kills", "3", "--among", "8", "--seed", "5"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("mended") == 3
