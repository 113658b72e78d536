"""What happened in a run, as JSON Lines: one object per event, for machines."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from cchc_ocr.errors import UsageError
from cchc_ocr.runs.batch import Outcome, Watcher
from cchc_ocr.runs.inputs import Item, PassedOver
from cchc_ocr.system.disk import real, shown, why_not
from cchc_ocr.system.permissions import narrow, readers_of_all

_LONGEST = 1 << 10  # bytes of a first line that tell a log from other files


class Journal:
    """Writes the events of a run as JSON Lines, each at once, and passes them on to another watcher.

    Raises UsageError where a line cannot be written, so that no run goes on without the log that was asked for.
    """

    def __init__(self, file: io.FileIO, other: Watcher) -> None:
        self._file, self._other = file, other
        self._counts = dict.fromkeys(("done", "partly", "skipped", "failed"), 0)
        self._pages = 0

    def begin(self, passed_over: Iterable[PassedOver] = ()) -> None:
        """Write the first event of the run, and one for each entry that is passed over."""
        self._write(event="begin")
        for one in passed_over:
            other = one.another_name_of
            why = {"kind": one.kind.one} if one.kind else {"equal_to": other and shown(other)}
            self._write(event="passed over", file=shown(one.path), **why)

    def end(self) -> None:
        """Write the last event of the run, also after Ctrl-C."""
        self._write(event="end", **self._counts, pages=self._pages)

    def stopping(self) -> None:
        self._write(event="stopping")
        self._other.stopping()

    def expected(self, item: Item, pages: int) -> None:
        self._other.expected(item, pages)

    def began(self, item: Item) -> None:
        self._other.began(item)

    def opened(self, item: Item, pages: int) -> None:
        self._other.opened(item, pages)

    def page_done(self, item: Item) -> None:
        self._pages += 1
        self._other.page_done(item)

    def finished(self, outcome: Outcome) -> None:
        self._counts[outcome.state] += 1
        file, result = (
            os.fsencode(path).decode("utf-8", "replace") for path in (outcome.item.path, outcome.item.stem)
        )
        error = outcome.error
        why = {"error": error.message, "hint": error.hint, "exit_code": int(error.exit_code)} if error else {}
        edited = {"edited": True} if outcome.edited else {}
        asked = {"pages_asked": outcome.asked} if outcome.asked else {}
        stems = [os.fsencode(stem).decode("utf-8", "replace") for stem in outcome.stems]
        several = {"results": stems} if len(stems) > 1 else {}
        self._write(
            event=outcome.state,
            file=file,
            result=result,
            **several,
            pages=outcome.pages,
            review=outcome.review,
            seconds=round(outcome.seconds, 3),
            **asked,
            **edited,
            **why,
        )
        self._other.finished(outcome)

    def _write(self, **event: object) -> None:
        line = {"time": datetime.now(UTC).isoformat(timespec="milliseconds"), **event}
        text = json.dumps(line, ensure_ascii=False) + "\n"
        try:
            self._file.write(text.encode("utf-8", "backslashreplace"))
        except OSError as error:
            why = f"{os.fsdecode(self._file.name)}: cannot be written: {error.strerror}"
            raise UsageError(
                why, hint="make room and run the same command again: it goes on where it stopped"
            ) from error


@contextmanager
def journal(
    path: Path | None, watcher: Watcher, items: Iterable[Item] = (), passed_over: Iterable[PassedOver] = ()
) -> Iterator[Watcher]:
    """``watcher``, with a journal at ``path`` if one is given. Raises UsageError if it cannot be written."""
    if not path:
        yield watcher
        return
    _see_that_it_is_a_log(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("ab", buffering=0)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {why_not(error)}", hint="choose another place") from error
    narrow(real(path), readers_of_all((item.path for item in items), path))
    with file:
        made = Journal(file, watcher)
        made.begin(passed_over)
        try:
            yield made
        finally:
            made.end()


def _see_that_it_is_a_log(path: Path) -> None:
    """Raises UsageError where an existing file is not a log. Devices and pipes are not checked."""
    if path.is_relative_to("/dev") or not path.is_file():
        return
    with suppress(OSError), path.open("rb") as file:
        first = file.readline(_LONGEST)
        if first and not first.startswith(b'{"time": "'):
            raise UsageError(f"{path}: this file exists already and is not a log", hint="give --log another name")
