"""Repairs text as it streams by: line for line, ending exactly as it came."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from cchc_ocr.changes import Change, then
from cchc_ocr.errors import UnreadableError
from cchc_ocr.files import legacy
from cchc_ocr.files.plain_text import LONGEST_LINE, beyond_bounds
from cchc_ocr.repair import Repairer, RepairOptions

_BLOCK = 2000  # lines repaired together: enough to judge a document by, and an endless stream stays small
_LONGEST = 4 * LONGEST_LINE  # bytes that are read before a line end must have come
_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Block:
    """Some repaired lines with their line ends; ``first`` is the number of the first one, from 1."""

    first: int
    lines: tuple[str, ...]
    ends: tuple[str, ...]
    changes: tuple[tuple[Change, ...], ...]

    @property
    def text(self) -> str:
        return "".join(line + end for line, end in zip(self.lines, self.ends, strict=True))

    def explained(self) -> str:
        """One JSON object per change, on a line of its own."""
        objects = (
            {"line": number, **asdict(change)}
            for number, changes in enumerate(self.changes, self.first)
            for change in changes
        )
        return "".join(f"{json.dumps(one, ensure_ascii=False)}\n" for one in objects)


@contextmanager
def opened(file: str) -> Iterator[BinaryIO]:
    """The file, or stdin for "-". Raises UnreadableError where there is none."""
    if file == "-":
        yield sys.stdin.buffer
        return
    try:
        stream = Path(file).open("rb")  # noqa: SIM115
    except OSError as error:
        raise UnreadableError(f"{file}: {error.strerror}", hint="check the name") from error
    with stream:
        yield stream


def restored(file: str, stream: BinaryIO, options: RepairOptions) -> Iterator[Block]:
    """The lines of ``stream`` repaired, block by block. UnreadableError, naming the line, for what is no UTF-8.

    Only the line feed ends a line here: form feeds and the like stay where they stand.
    """
    repairer = Repairer.load(options)
    first = 1
    while raw := list(islice(_lines(stream), _BLOCK)):
        if len(raw[-1]) >= _LONGEST:
            raise _beyond(file, f"line {first + len(raw) - 1} has more than {LONGEST_LINE:,} characters")
        lines = _texts(file, raw, first)
        bodies = [line.rstrip("\r\n") for line in lines]
        if fault := beyond_bounds("\n".join(bodies), first):
            raise _beyond(file, fault)
        mark = _MARK if bodies[0].startswith(_MARK) else ""
        plain = [bodies[0].removeprefix(_MARK), *bodies[1:]]
        converted = legacy.convert(plain)
        result = repairer.repair_text(converted.lines)
        changes = tuple(map(then, plain, converted.changes, result.changes))
        ends = tuple(line[len(body) :] for line, body in zip(lines, bodies, strict=True))
        yield Block(first, (mark + result.lines[0], *result.lines[1:]), ends, changes)
        first += len(raw)


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """Lines with their ends. The first that is longer than any may be is the last, and is not whole."""
    while line := stream.readline(_LONGEST):
        yield line
        if len(line) == _LONGEST:
            return


def _beyond(file: str, fault: str) -> UnreadableError:
    name = "stdin" if file == "-" else file
    return UnreadableError(fault, hint="is it a text? If so, break its lines", file=name)


def _texts(file: str, raw: Sequence[bytes], first: int) -> list[str]:
    """Lines of UTF-8, or of a legacy encoding the letters that their bytes are in Western Windows."""
    with suppress(UnicodeDecodeError):
        return [line.decode() for line in raw]
    if legacy.decode(b"".join(raw)) is not None:
        return [line.decode(legacy.WESTERN) for line in raw]
    return [_decoded(file, number, line) for number, line in enumerate(raw, first)]


def _decoded(file: str, number: int, line: bytes) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError as error:
        name = "stdin" if file == "-" else file
        hint = "save it as UTF-8, or give scans and PDFs to `cchc-ocr ocr`"
        raise UnreadableError(f"{name}: line {number} is not UTF-8 text", hint=hint) from error
