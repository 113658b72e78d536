"""The folder for temporary files."""

from __future__ import annotations

import os
import sys

from cchc_ocr.system import settings

_MEMORY = "/dev/shm"  # a folder in memory that every Linux has


def fast_folder() -> str | None:
    """A folder in memory, where there is one and the user has not chosen another with TMPDIR.

    None is what `tempfile` takes for its own choice.
    """
    if sys.platform != "linux" or settings.temporary_folder() or not os.access(_MEMORY, os.W_OK):
        return None
    return _MEMORY
