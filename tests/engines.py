"""Recognisers and stand-ins for the tesseract program: recorded readings, and all that can go wrong."""

from __future__ import annotations

import stat
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cchc_ocr.document import Box, Word

HEAD = "level page_num block_num par_num line_num word_num left top width height conf text".replace(" ", "\t")


def tsv(*rows: str) -> str:
    """Tesseract's output of ``rows``: "block line left top width height confidence text"."""
    lines = [HEAD]
    for number, row in enumerate(rows, 1):
        block, line, left, top, width, height, confidence, text = row.split(" ", 7)
        lines.append(
            "\t".join(["5", "1", block, "1", line, str(number), left, top, width, height, confidence, text])
        )
    return "\n".join(lines) + "\n"


def word(text: str, x: int, y: int, *, width: int = 0, height: int = 40, confidence: float = 0.95) -> Word:
    """A word at (x, y), 20 pixels a letter if no ``width`` is given."""
    return Word(text, Box(x, y, x + (width or 20 * len(text)), y + height), confidence)


def run(text: str, x: int, y: int, **more: Any) -> list[Word]:
    """Words side by side with spaces of 15 pixels."""
    words = []
    for part in text.split():
        words.append(word(part, x, y, **more))
        x += 20 * len(part) + 15
    return words


@dataclass
class Replaying:
    """A recogniser that gives recorded readings, one per call, and keeps what it was shown."""

    readings: Sequence[Sequence[Sequence[Word]]]
    shown: list[tuple[Any, int]] = field(default_factory=list)

    def __call__(self, pixels: Any, dpi: int, *, uniform: bool = False) -> Sequence[Sequence[Word]]:
        if uniform and len(self.shown) == len(self.readings):
            return ()
        self.shown.append((pixels, dpi))
        return self.readings[len(self.shown) - 1]


_PROGRAM = """#!/bin/sh
case "$1" in
  --version) echo "tesseract 5.3.0"; exit 0 ;;
  --list-langs) printf 'List of available languages{named} (1):\\n{languages}\\n'; exit 0 ;;
esac
{behaviour}
"""

BEHAVIOURS = {
    "hangs": "exec sleep 60",
    "crashes": "kill -SEGV $$",
    "fails": "echo 'Error: cannot read' >&2; exit 1",
    "emits bad bytes": "printf '\\377\\376\\200' > \"$2.tsv\"",
    "emits no table": "echo 'Xin chao' > \"$2.tsv\"",
    "emits nothing": ': > "$2.tsv"',
    "leaves no file": "exit 0",
}


def giving(*rows: str) -> str:
    """The behaviour of a program that reads ``rows``."""
    table = tsv(*rows).replace("\n", "\\n").replace("\t", "\\t")
    return f"printf '{table}' > \"$2.tsv\""


def fake_tesseract(folder: Path, behaviour: str, languages: str = "vie", data: str = "") -> Path:
    """A folder with a program named tesseract that behaves as told (a shell command; $2 is the output's base).

    It names the folder of its ``data`` if one is given: of others no library is looked for.
    """
    program = folder / "tesseract"
    named = f' in "{data}"' if data else ""
    program.write_text(_PROGRAM.format(behaviour=behaviour, languages=languages, named=named), "utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return folder
