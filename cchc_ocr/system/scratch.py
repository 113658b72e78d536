"""Where short-lived files lie."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    pass


def fast_folder() -> str | None:
    """A folder in memory where there is one and the user has not chosen another."""
    memory = Path("/dev/shm")
    return None if os.environ.get("TMPDIR") or not os.access(memory, os.W_OK) else str(memory)
