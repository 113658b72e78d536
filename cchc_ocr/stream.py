"""Repairs a stream of text, block by block: one line out for each line in, with the same line end."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO

from cchc_ocr.changes import Change, then
from cchc_ocr.errors import UnreadableError
from cchc_ocr.files import legacy
from cchc_ocr.files.charsets import western
from cchc_ocr.files.plain_text import LONGEST_LINE, beyond_bounds
from cchc_ocr.files.wide_text import lines_of, wide
from cchc_ocr.repair import Repairer, RepairOptions
from cchc_ocr.system.disk import why_unread

_BLOCK = 2000  # lines repaired together: enough to choose the strength by, and little memory for an endless stream
_LONGEST = 4 * LONGEST_LINE  # bytes that are read at most before the end of a line
_ENOUGH, _PIECE = 64, 1 << 16  # bytes that tell whether a text is in UTF-16 or UTF-32, and read at a time of these
_LINE = re.compile(rb"[^\n]*\n|[^\n]+")
_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Block:
    """A block of repaired lines, with the line end and the changes of each.

    ``first`` is the number of the first line in the whole stream, which counts from 1.
    """

    first: int
    lines: tuple[str, ...]
    ends: tuple[str, ...]
    changes: tuple[tuple[Change, ...], ...]

    @property
    def text(self) -> str:
        return "".join(line + end for line, end in zip(self.lines, self.ends, strict=True))

    def explained(self) -> str:
        """The changes as JSON Lines: one object for each change."""
        objects = (
            {"line": number, **asdict(change)}
            for number, changes in enumerate(self.changes, self.first)
            for change in changes
        )
        return "".join(f"{json.dumps(one, ensure_ascii=False)}\n" for one in objects)


@contextmanager
def opened(file: str) -> Iterator[BinaryIO]:
    """The open file, or stdin for "-". Raises UnreadableError where the file cannot be opened."""
    if file == "-":
        yield sys.stdin.buffer
        return
    try:
        stream = Path(file).open("rb")  # noqa: SIM115
    except OSError as error:
        raise UnreadableError(f"{file}: {why_unread(error)}", hint="check the name") from error
    with stream:
        yield stream


def restored(file: str, stream: BinaryIO, options: RepairOptions) -> Iterator[Block]:
    """Repair the lines of ``stream``, block by block; ``file`` is its name in messages.

    Only a line feed ends a line; form feeds and similar characters stay where they are. Raises UnreadableError,
    with the number of the line, where the text is in none of the encodings that ``extract`` reads, and where a
    line or word is too long.
    """
    repairer = Repairer.load(options)
    first = 1
    lines_in = _lines(file, stream)
    while raw := list(islice(lines_in, _BLOCK)):
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


def _lines(file: str, stream: BinaryIO) -> Iterator[bytes]:
    """Lines in UTF-8 or an old encoding, with their line ends.

    Of a line that is too long only the start is returned, as the last one.
    """
    start = stream.readline(_LONGEST)
    while start and len(start) < _ENOUGH and (more := stream.readline(_LONGEST)):
        start += more
    encoding = wide(start)
    if encoding:
        yield from _recoded(file, chain([start], iter(partial(stream.read, _PIECE), b"")), encoding)
        return
    for line in chain(_LINE.findall(start), iter(partial(stream.readline, _LONGEST), b"")):
        yield line
        if len(line) == _LONGEST:
            return


def _recoded(file: str, pieces: Iterator[bytes], encoding: str) -> Iterator[bytes]:
    try:
        yield from lines_of(pieces, encoding, _LONGEST)
    except UnicodeDecodeError as error:
        name = "stdin" if file == "-" else file
        hint = "save the text as UTF-8; for a scan or a PDF use `cchc-ocr ocr`"
        encoding = encoding.upper()
        raise UnreadableError(f"{name}: this is not {encoding} text all through", hint=hint) from error


def _beyond(file: str, fault: str) -> UnreadableError:
    name = "stdin" if file == "-" else file
    return UnreadableError(fault, hint="if the file is a text, divide its lines", file=name)


def _texts(file: str, raw: Sequence[bytes], first: int) -> list[str]:
    """Decode lines of UTF-8; those of an old encoding are decoded as Western Windows, for ``legacy.convert``."""
    with suppress(UnicodeDecodeError):
        return [line.decode() for line in raw]
    if legacy.decode(b"".join(raw)) is not None:
        return [western(line) for line in raw]
    return [_decoded(file, number, line) for number, line in enumerate(raw, first)]


def _decoded(file: str, number: int, line: bytes) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError as error:
        name = "stdin" if file == "-" else file
        hint = "save the text as UTF-8; for a scan or a PDF use `cchc-ocr ocr`"
        raise UnreadableError(f"{name}: line {number} is not UTF-8 text", hint=hint) from error
