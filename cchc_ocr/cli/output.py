"""Where a command writes: data to stdout, talk to stderr."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console


def put(text: str) -> None:
    """Data to stdout: UTF-8 whatever the locale, at once."""
    sys.stdout.buffer.write(text.encode("utf-8", "surrogateescape"))
    sys.stdout.buffer.flush()


def console(*, stderr: bool = True) -> Console:
    """Talk goes to stderr; where the console is a file, tables need not fit a screen."""
    from rich.console import Console

    made = Console(stderr=stderr)
    if not made.is_terminal:
        made.width = 200
    return made
