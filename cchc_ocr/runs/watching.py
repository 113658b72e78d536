"""Watches a folder, and has each new document read once its file is complete."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from cchc_ocr.errors import UnreadableError, UsageError
from cchc_ocr.runs import inputs
from cchc_ocr.runs.inputs import Item
from cchc_ocr.runs.results import stamp

SETTLED = 2.0  # seconds in which a file must not have grown: scanners and copies write in fits and starts

Run = Callable[[Sequence[Item]], object]
Stamp = tuple[int, int]


def watch(inbox: Path, out: Path, run: Run, *, settled: float = SETTLED) -> None:
    """Call ``run`` with the new and changed documents of ``inbox``, until KeyboardInterrupt.

    A document is taken once its size and time have stayed the same for ``settled`` seconds. Raises UsageError
    where ``inbox`` is not a folder.
    """
    if not inbox.is_dir():
        raise UsageError(f"{inbox}: this is not a folder", hint="name the folder that scans are put into")
    before: dict[Path, Stamp] = {}
    taken: dict[Item, Stamp] = {}
    for changed in _ticks(inbox, settled):
        if not changed and set(before.items()) == {(item.path, seen) for item, seen in taken.items()}:
            continue
        items = _items(inbox, out)
        now = {item.path: stamp(item.path) for item in items}
        still = {item: now[item.path] for item in items if before.get(item.path) == now[item.path]}
        if new := [item for item, seen in still.items() if taken.get(item) != seen]:
            run(new)
        taken, before = still, now


def _ticks(inbox: Path, settled: float) -> Iterator[bool]:
    """Yields at the start, at every change (True) and every ``settled`` seconds without one (False)."""
    import watchfiles

    yield True
    changes = watchfiles.watch(
        inbox,
        watch_filter=None,
        yield_on_timeout=True,
        rust_timeout=int(settled * 1000),
        step=min(int(settled * 500), 500),
        ignore_permission_denied=True,
    )
    while True:
        yield bool(next(changes))


def _items(inbox: Path, out: Path) -> list[Item]:
    try:
        return inputs.find([inbox], out)
    except UnreadableError:  # there is no document yet
        return []
