"""Where the files of the project lie that tests read."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CASES = ROOT / "tests" / "cases"
SAMPLES = ROOT / "samples"
SCRIPTS = ROOT / "scripts"
SHARED = ROOT.parent / "shared"
