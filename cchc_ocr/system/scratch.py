"""Where short-lived files lie."""

from __future__ import annotations

import os
from pathlib import Path

from cchc_ocr.system import settings


def fast_folder() -> str | None:
    """A folder in memory where there is one and the user has not chosen another."""
    memory = Path("/dev/shm")
    return None if settings.temporary_folder() or not os.access(memory, os.W_OK) else str(memory)
