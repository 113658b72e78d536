"""Watches a folder, and has each new document read once its file is complete."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from cchc_ocr.errors import UnreadableError, UsageError
from cchc_ocr.runs import inputs
from cchc_ocr.runs.inputs import Item
from cchc_ocr.runs.results import stamp

SETTLED = 2.0  # seconds in which a file must not have grown: scanners and copies write in fits and starts

Stamp = tuple[int, int]


def watch(
    inbox: Path, out: Path, run: Callable[[Sequence[Item]], object], ticks: Iterator[bool] | None = None
) -> None:
    """Call ``run`` with the new and changed documents of ``inbox``, until KeyboardInterrupt.

    A document is taken once its size and time are the same at two looks. ``ticks`` yields at each look whether
    something has changed (default: ``changes`` of ``inbox``); the watch ends with it. Raises UsageError where
    ``inbox`` is not a folder.
    """
    if not inbox.is_dir():
        raise UsageError(f"{inbox}: this is not a folder", hint="name the folder that scans are put into")
    before: dict[Path, Stamp] = {}
    taken: dict[Item, Stamp] = {}
    for changed in ticks or changes(inbox):
        if not changed and set(before.items()) == {(item.path, seen) for item, seen in taken.items()}:
            continue
        items = _items(inbox, out)
        now = {item.path: stamp(item.path) for item in items}
        still = {item: now[item.path] for item in items if before.get(item.path) == now[item.path]}
        if new := [item for item, seen in still.items() if taken.get(item) != seen]:
            run(new)
        taken, before = still, now


def changes(inbox: Path, settled: float = SETTLED) -> Iterator[bool]:
    """Yields at the start, at every change (True) and every ``settled`` seconds without one (False)."""
    import watchfiles

    yield True
    seen = watchfiles.watch(
        inbox,
        watch_filter=None,
        yield_on_timeout=True,
        rust_timeout=int(settled * 1000),
        step=min(int(settled * 500), 500),
        ignore_permission_denied=True,
    )
    while True:
        yield bool(next(seen))


def _items(inbox: Path, out: Path) -> list[Item]:
    try:
        return inputs.find([inbox], out)
    except UnreadableError:  # there is no document yet
        return []
