"""What benches measure of a program: all of its processes count."""

from __future__ import annotations

import sys

import pytest

from scripts.measuring import measured

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
PARENT = """
import subprocess, sys, time
held = bytearray(b"x") * ({own} << 20)
subprocess.run([sys.executable, "-c", "import time; held = bytearray(b'x') * (60 << 20); time.sleep(0.2)"])
print("done")
sys.exit(3)
"""


def test_a_program_and_what_it_starts() -> None:
    run = measured([sys.executable, "-c", PARENT.format(own=40)], core=0)
    assert (run.output, run.code) == ("done\n", 3)
    assert 100 < run.megabytes < 200
    assert run.seconds > 0.2 and run.processor > 0


@pytest.mark.slow
def test_what_outlives_the_program_counts_too() -> None:
    """A library that was loaded in a process of its own ends a moment after the program."""
    busy = "import time; end = time.process_time() + 0.5\nwhile time.process_time() < end: pass"
    run = measured(
        [sys.executable, "-c", f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {busy!r}])"]
    )
    assert run.seconds < run.processor
    assert run.processor > 0.5
