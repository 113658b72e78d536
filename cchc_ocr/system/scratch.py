"""The folder for temporary files."""

from __future__ import annotations

import os
import sys
import tempfile

from cchc_ocr.errors import UsageError
from cchc_ocr.system import settings

_MEMORY = "/dev/shm"  # a folder in memory that every Linux has
_LONGEST_SOCKET = 107 if sys.platform == "linux" else 103  # bytes of a path: what `sockaddr_un` holds
_IN_FOLDER = len("/pymp-12345678/listener-12345678")  # what `multiprocessing` calls its socket


def fast_folder() -> str | None:
    """A folder in memory, where there is one and the user has not chosen another with TMPDIR.

    None is what `tempfile` takes for its own choice.
    """
    if sys.platform != "linux" or settings.temporary_folder() or not os.access(_MEMORY, os.W_OK):
        return None
    return _MEMORY


def see_that_sockets_fit() -> None:
    """Raises UsageError where the path of the folder for temporary files is too long for a socket in it."""
    folder = tempfile.gettempdir()
    if sys.platform != "win32" and len(os.fsencode(folder)) + _IN_FOLDER > _LONGEST_SOCKET:
        most = _LONGEST_SOCKET - _IN_FOLDER
        raise UsageError(
            f"{folder}: the path of the folder for temporary files has more than {most} bytes",
            hint="set TMPDIR to a folder with a shorter path, such as /tmp",
        )
