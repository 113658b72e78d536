"""How far a run is: what is done, what is left, how fast it goes, and what has failed. Figures only, no screen."""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_ocr.runs.inputs import Item
from cchc_ocr.runs.status import failure_kind
from cchc_ocr.system.disk import holder
from cchc_ocr.translation import gettext as _
from cchc_ocr.translation import ngettext, number

if TYPE_CHECKING:  # what runs need takes long to load
    from cchc_ocr.runs.batch import Outcome

_RECENT = 600.0  # seconds: from the pages of this time the speed is told, because documents differ
_FEWEST = 5  # pages: the first ones come with the start of the processes, and say nothing of the rest
_MINUTE, _HOUR = 60, 3600  # seconds


class RunProgress:
    """Counts what a run tells, by the clock ``now`` (seconds).

    Documents that were finished before, and pages kept from a run that was broken off, count neither for the speed
    nor for the pages that are left. ``reading`` has the documents in work, the newest last; ``failures`` counts
    documents that failed or were read partly by reason, each under the first message of its kind.
    """

    def __init__(self, documents: int, now: Callable[[], float] = time.monotonic) -> None:
        self.documents = documents
        self.pages_read = self.pages_left = 0
        self.states: Counter[str] = Counter()
        self.reading: dict[Path, Item] = {}
        self.failures: Counter[str] = Counter()
        self._now, self._began = now, now()
        self._first: float | None = None  # when the first document was opened
        self._times: deque[float] = deque()  # of the pages that were read
        self._left: dict[Path, int] = {}  # pages to read of each document of which it is known, by stem
        self._past: set[Path] = set()  # stems of documents that were opened, or are finished
        self._inside: set[Path] = set()  # stems of documents inside other files
        self._messages: dict[str, str] = {}  # the first message of each kind of failure

    @property
    def finished_documents(self) -> int:
        """The number of documents that are done, finished before, read partly, or failed."""
        return self.states.total()

    @property
    def pages(self) -> int:
        """The number of pages read and to be read, as far as it is known."""
        return self.pages_read + self.pages_left

    @property
    def uncounted(self) -> int:
        """The number of documents of which nobody knows yet how many pages are to be read."""
        return self.documents - self.finished_documents - len(self._left)

    @property
    def gone(self) -> float:
        """Seconds since the run began."""
        return self._now() - self._began

    @property
    def speed(self) -> float | None:
        """Pages per second in the last ten minutes; None until a few pages are read."""
        now = self._now()
        while self._times and self._times[0] < now - _RECENT:
            self._times.popleft()
        if self._first is None or len(self._times) < _FEWEST or now <= self._first:
            return None
        return len(self._times) / min(now - self._first, _RECENT)

    @property
    def seconds_left(self) -> float | None:
        """The seconds that the known pages will take; None where nobody can tell."""
        speed = self.speed
        return self.pages_left / speed if speed and self.pages_left else None

    def expected(self, item: Item, pages: int) -> None:
        """A document that still waits has so many pages to read."""
        if item.stem not in self._past:
            self._set_left(item, pages)

    def began(self, item: Item) -> None:
        """A document is being read."""
        self._count(item)
        self.reading[item.stem] = item

    def opened(self, item: Item, pages: int) -> None:
        """A document was opened, and so many of its pages are read now."""
        self._first = self._now() if self._first is None else self._first
        self._past.add(item.stem)
        self._set_left(item, pages)

    def page_done(self, item: Item) -> None:
        """One more page of the document is read."""
        self._times.append(self._now())
        self.pages_read += 1
        self._set_left(item, max(self._left.get(item.stem, 0) - 1, 0))

    def finished(self, outcome: Outcome) -> None:
        """A document has come to its end; what was left of its pages will not be read."""
        self._count(outcome.item)
        self.states[outcome.state] += 1
        stem = outcome.item.stem
        self._past.add(stem)
        self.pages_left -= self._left.pop(stem, 0)
        self.reading.pop(stem, None)
        if outcome.error:
            kind = failure_kind(outcome.error.what)
            self.failures[self._messages.setdefault(kind, outcome.error.what)] += 1

    def alike(self, outcome: Outcome) -> int:
        """How many documents have failed for the reason of this one, which is among them."""
        error = outcome.error
        return self.failures[self._messages[failure_kind(error.what)]] if error else 0

    def _count(self, item: Item) -> None:
        """Count a document inside another file, of which nobody knew when the run began."""
        if item.stem not in self._inside and holder(item.path) != item.path:
            self._inside.add(item.stem)
            self.documents += 1

    def _set_left(self, item: Item, pages: int) -> None:
        self.pages_left += pages - self._left.get(item.stem, 0)
        self._left[item.stem] = pages

    def of_documents(self) -> str:
        """What is not simply done among the finished documents: "3 finished before, 1 partly, 2 failed"."""
        said = {
            "skipped": _("{count} finished before"),
            "partly": _("{count} partly"),
            "failed": _("{count} failed"),
        }
        return ", ".join(
            text.format(count=self.states[state]) for state, text in said.items() if self.states[state]
        )

    def of_pages(self) -> str:
        """Speed and time that is left: "1.9 pages/s, about 5 min left"; only what is known."""
        return ", ".join(self._of_pages())

    def _of_pages(self) -> Iterator[str]:
        speed, left = self.speed, self.seconds_left
        if speed:
            per_second, per_minute = number(speed, ".1f"), number(speed * _MINUTE, ".1f")
            in_seconds = _("{speed} pages/s").format(speed=per_second)
            yield in_seconds if speed >= 0.1 else _("{speed} pages/min").format(speed=per_minute)
        if left is not None:
            said = _("over {time} left") if self.uncounted else _("about {time} left")
            yield said.format(time=duration(left))
        if self.uncounted and self.pages:
            said = ngettext(
                "{count} document not counted yet", "{count} documents not counted yet", self.uncounted
            )
            yield said.format(count=self.uncounted)

    def sentence(self) -> str:
        """All of it on one line, for a log."""
        of_documents, of_pages = self.of_documents(), self.of_pages()
        parts = (
            _("{done} of {count} documents").format(done=self.finished_documents, count=self.documents)
            + (of_documents and f" ({of_documents})"),
            _("{done} of {count} pages").format(done=self.pages_read, count=self.pages) if self.pages else "",
            of_pages,
        )
        return f"{clock_time(self.gone)}: {', '.join(filter(None, parts))}"


def clock_time(seconds: float) -> str:
    """Hours, minutes and seconds.

    >>> clock_time(3723.9)
    '1:02:03'
    """
    whole = int(seconds)
    return f"{whole // _HOUR}:{whole % _HOUR // _MINUTE:02}:{whole % _MINUTE:02}"


def duration(seconds: float) -> str:
    """A time that is only roughly known, in units that do not pretend otherwise.

    >>> [duration(seconds) for seconds in (0, 29, 61, 3000, 3599, 5000, 100_000)]
    ['1 min', '1 min', '2 min', '50 min', '1 h', '1 h 24 min', '27 h 47 min']
    """
    minutes = max(1, -int(-seconds // _MINUTE))
    hours, rest = divmod(minutes, 60)
    in_hours = _("{hours} h").format(hours=hours) if hours else ""
    in_minutes = _("{minutes} min").format(minutes=rest) if rest else ""
    return " ".join(filter(None, (in_hours, in_minutes)))
