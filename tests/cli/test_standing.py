"""How a folder of results stands, as a person sees it."""

from __future__ import annotations

import io
from pathlib import Path

from rich.console import Console

from cchc_ocr.cli.standing import show
from cchc_ocr.runs.catalogue import Entry
from cchc_ocr.runs.status import Status


def shown(status: Status) -> str:
    text = io.StringIO()
    show(status, Path("out"), Console(file=text, width=200, color_system=None))
    return text.getvalue()


def entry(name: str, *, review: int = 0, error: str = "") -> Entry:
    return Entry(
        stem=name.encode(),
        path=f"in/{name}.pdf".encode(),
        size=1,
        modified_ns=0,
        sha256="",
        made_by="",
        review=review,
        state="failed" if error else "done",
        error=error,
        hint="scan it again" if error else "",
    )


def status(**more: tuple[object, ...]) -> Status:
    empty = {"failed": (), "review": ()}
    return Status(done=3, pages=7, seconds=1.0, to_review=2, values=5, **empty | more)  # type: ignore[arg-type]


def test_the_first_line_has_the_figures() -> None:
    assert shown(status()) == "out: 3 done (7 pages), 0 failed, 2 to review (5 values).\n"


def test_what_failed_stands_by_its_reason_with_an_example_and_the_next_step() -> None:
    failed = (entry("a", error="cut short"), entry("b", error="cut short"))
    lines = shown(status(failed=failed)).splitlines()
    assert lines[1].split() == ["failed", "why", "for", "example", "next", "step"]
    assert lines[2].split() == ["2", "cut", "short", "a.pdf", "scan", "it", "again"]
    assert "--retry-failed" in lines[3]


def test_what_to_review_and_what_was_corrected() -> None:
    text = shown(
        status(review=(entry("[red]a", review=4),), edited=(Path("a.json"), Path("a.txt"), Path("b.json")))
    )
    assert ["[red]a", "4"] in [line.split() for line in text.splitlines()]
    assert "2 documents have results that were edited by hand" in text
