"""What a person sees of a run."""

from __future__ import annotations

import io
import os
import re
from pathlib import Path

import pytest
from rich.console import Console

from cchc_ocr.cli.display import Display, summary
from cchc_ocr.errors import UnreadableError
from cchc_ocr.records import Document, Record, Source
from cchc_ocr.runs import catalogue, index
from cchc_ocr.runs.batch import Outcome
from cchc_ocr.runs.inputs import Item
from cchc_ocr.runs.result_files import write_results
from tests.fakes import Clock
from tests.runs.rows import ENTRY


def console(*, terminal: bool = False) -> tuple[Console, io.StringIO]:
    text = io.StringIO()
    return Console(file=text, force_terminal=terminal, width=100, color_system=None), text


def done(out: Path, name: str) -> Outcome:
    """A document that was read, with its record where the summary looks for it."""
    source = Source(file=name, sha256="0" * 64, pages=2, origin="scan")
    write_results(out / Path(name).stem, Record(source=source, document=Document(type="Kết luận")), "")
    return Outcome(Item(Path("in") / name, Path(Path(name).stem)), "done", pages=2)


def failed(name: str, what: str, page: int = 0) -> Outcome:
    error = UnreadableError(what, hint="scan it again", file=Path(name).name, page=page)
    return Outcome(Item(Path(name), Path(Path(name).stem)), "failed", error=error)


def read(display: Display, outcome: Outcome, pages: int = 2) -> None:
    """A document that goes its way through a run."""
    display.began(outcome.item)
    display.opened(outcome.item, pages)
    for _ in range(pages):
        display.page_done(outcome.item)
    display.finished(outcome)


def one(name: str, state: str = "done") -> Outcome:
    return Outcome(Item(Path("in") / name, Path(name)), state)  # type: ignore[arg-type]


def test_elsewhere_than_on_a_terminal_each_document_gives_a_line(tmp_path: Path) -> None:
    talk, text = console()
    with Display(3, talk) as display:
        read(display, done(tmp_path, "[red]a.pdf"))
        display.finished(failed("b.pdf", "empty"))
        display.finished(one("c.pdf", "skipped"))
    assert text.getvalue() == "done: in/[red]a.pdf (2 pages)\nfailed: b.pdf: empty\n"


def test_a_log_has_no_more_lines_than_it_can_bear() -> None:
    """A burst, then a line a second, and one a minute that says how far the run is; nothing is left unsaid."""
    talk, text = console()
    clock = Clock()
    with Display(1000, talk, now=clock.monotonic) as display:
        for number in range(1000):
            clock.now += 0.1
            read(display, one(f"{number:03}.txt"), pages=1)
    lines = text.getvalue().splitlines()
    named = [line for line in lines if line.startswith("done: in/")]
    told = [line for line in lines if "pages/s" in line]
    assert lines[:30] == [f"done: in/{number:03}.txt" for number in range(30)]
    assert 120 <= len(named) <= 131
    assert [line.split(": ")[0] for line in told] == ["0:01:00"]
    assert lines[-1] == f"done: {1000 - len(named)} more documents"
    assert len(lines) == len(named) + len(told) + 1


@pytest.mark.parametrize("terminal", [True, False])
def test_of_failures_for_one_reason_the_first_are_named(*, terminal: bool) -> None:
    talk, text = console(terminal=terminal)
    with Display(9, talk) as display:
        for number in range(5):
            display.finished(failed(f"{number}.pdf", f"the PDF is corrupt: at {number}"))
        display.finished(failed("x.pdf", "empty"))
    assert [line for line in plain(text) if line.startswith("failed: ")] == [
        *(f"failed: {number}.pdf: the PDF is corrupt: at {number}" for number in range(3)),
        "failed: more for the same reason, which are only counted from here on",
        "failed: x.pdf: empty",
    ]


@pytest.mark.parametrize("terminal", [True, False])
def test_a_watch_names_every_document(*, terminal: bool) -> None:
    talk, text = console(terminal=terminal)
    with Display(100, talk, lines=True) as display:
        for number in range(50):
            read(display, one(f"{number}.pdf"), pages=1)
            display.finished(failed(f"{number}-b.pdf", "empty"))
    said = plain(text)
    for number in range(50):
        assert said.count(f"done: in/{number}.pdf") == said.count(f"failed: {number}-b.pdf: empty") == 1


@pytest.mark.parametrize("terminal", [True, False])
@pytest.mark.parametrize("lines", [True, False])
def test_a_quiet_run_says_only_what_failed(tmp_path: Path, *, terminal: bool, lines: bool) -> None:
    talk, text = console(terminal=terminal)
    clock = Clock()
    outcomes = [one(f"{number}.pdf") for number in range(40)]
    with Display(99, talk, lines=lines, quiet=True, now=clock.monotonic) as display:
        for outcome in outcomes:
            clock.now += 61
            read(display, outcome)
    summary(outcomes, tmp_path, talk, {"Office file": 1}, quiet=True)
    assert text.getvalue() == ""
    with Display(99, talk, lines=lines, quiet=True, now=clock.monotonic) as display:
        display.finished(failed("b.pdf", "empty"))
    summary([*outcomes, failed("b.pdf", "empty")], tmp_path, talk, quiet=True)
    said = [line.split() for line in text.getvalue().splitlines()]
    assert said[0] == ["failed:", "b.pdf:", "empty"]
    assert said[-1] == ["b.pdf", "empty", "scan", "it", "again"]
    assert len(said) == 3


def plain(text: io.StringIO) -> list[str]:
    """The lines that were written, without what moves the cursor of a terminal."""
    return re.sub(r"\x1b\[[?0-9;]*[A-Za-z]|\r", "\n", text.getvalue()).splitlines()


def bars(display: Display, width: int = 80) -> list[str]:
    """What stands on a terminal, without the bars themselves."""
    text = io.StringIO()
    Console(file=text, force_terminal=True, width=width, color_system=None).print(display.bars())
    assert all(len(line) <= width for line in text.getvalue().splitlines())
    return [" ".join(re.sub("[━╸╺]", "", line).split()) for line in text.getvalue().splitlines()]


def test_on_a_terminal_bars_say_how_far_the_run_is() -> None:
    clock = Clock()
    display = Display(4, console(terminal=True)[0], now=clock.monotonic)
    display.finished(one("old.pdf", "skipped"))
    display.finished(failed("b.pdf", "the PDF is corrupt: offset 9"))
    display.expected(one("c.pdf").item, 30)
    outcome = one("báo cáo\n[bold]2020.pdf")
    display.began(outcome.item)
    display.opened(outcome.item, 10)
    for _ in range(5):
        clock.now += 2
        display.page_done(outcome.item)
    assert bars(display) == [
        "documents 2/4 0:00:10 gone, 1 finished before, 1 failed",
        "pages 5/40 0.5 pages/s, about 2 min left",
        "reading báo cáo\\n[bold]2020.pdf",
        "failed 1 × the PDF is corrupt: offset 9",
    ]


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_bars_fit_the_terminal_whatever_documents_are_called(width: int) -> None:
    display = Display(3, console(terminal=True)[0])
    for name in ("Báo cáo kết quả " * 12 + "quý 3.pdf", "\x1b[31m" * 9, "ケッロン" * 20):
        display.began(one(name).item)
        assert not any("\x1b" in line for line in bars(display, width))
    display.finished(failed("x.pdf", "very " * 40 + "corrupt"))
    bars(display, width)


def test_the_newest_document_is_named_and_the_others_are_counted() -> None:
    display = Display(3, console(terminal=True)[0])
    display.began(one("a.pdf").item)
    display.began(one("Báo cáo kết quả cải cách hành chính năm 2020 quý 3.pdf").item)
    assert bars(display)[2] == "reading Báo cáo kết quả cải … năm 2020 quý 3.pdf and 1 more"


def test_the_bars_are_gone_at_the_end_and_failures_stay() -> None:
    talk, text = console(terminal=True)
    with Display(2, talk) as display:
        display.finished(failed("b.pdf", "empty"))
    assert "documents" in text.getvalue() and "failed: b.pdf: empty" in text.getvalue()


def test_names_neither_break_lines_nor_command_the_terminal(tmp_path: Path) -> None:
    talk, text = console()
    name = "\udcff a\n\x1b[31mb.pdf"
    with Display(1, talk) as display:
        display.finished(failed(name, "empty"))
    summary([failed(name, "empty")], tmp_path, talk)
    assert "\x1b" not in text.getvalue()
    lines = text.getvalue().splitlines()
    assert lines[0] == "failed: � a\\n\\x1b[31mb.pdf: empty"
    assert lines[2].startswith("� a\\n\\x1b[31mb.pdf empty")


def test_the_summary_says_what_was_read_what_failed_and_where_it_lies(tmp_path: Path) -> None:
    talk, text = console()
    outcomes = [
        done(tmp_path, "a.pdf"),
        failed("in/b.pdf", "cut short", 3),
        failed("x", "no such file"),
    ]
    summary(outcomes, tmp_path, talk)
    lines = [line.split() for line in text.getvalue().splitlines()]
    assert ["a.pdf", "Kết", "luận", "–", "–", "2", "0", "0"] in lines
    assert ["in/b.pdf", "page", "3:", "cut", "short", "scan", "it", "again"] in lines
    assert ["x", "no", "such", "file", "scan", "it", "again"] in lines
    assert "1 done, 0 finished before, 2 failed." in text.getvalue()
    assert f"The results are in {tmp_path}:" in text.getvalue()


def test_of_many_documents_only_the_failures_are_listed(tmp_path: Path) -> None:
    talk, text = console()
    summary([done(tmp_path, f"{number}.pdf") for number in range(31)], tmp_path, talk)
    assert text.getvalue().startswith("31 done, 0 finished before, 0 failed.")


def test_of_many_documents_the_ten_with_most_doubts_are_named(tmp_path: Path) -> None:
    talk, text = console()
    read = [Outcome(Item(Path(f"{n}.pdf"), Path(str(n))), "done", review=n % 25) for n in range(40)]
    summary(read, tmp_path, talk)
    rows = [line.split() for line in text.getvalue().splitlines()[1:11]]
    assert rows[:2] == [["24", "24"], ["23", "23"]]
    assert text.getvalue().splitlines()[11].startswith("40 done")


def test_documents_most_worth_a_look_come_first(tmp_path: Path) -> None:
    talk, text = console()
    reviews = {
        "a.pdf": tuple(f"/document/recipients/{n}" for n in range(14)),
        "b.pdf": ("/document/date",),
        "c.pdf": (),
        "d.pdf": ("/source/pages",),
    }
    outcomes = [done(tmp_path, name) for name in reviews]
    with catalogue.Catalogue(tmp_path) as rows, rows.transaction():
        for outcome, review in zip(outcomes, reviews.values(), strict=True):
            source = Source(file=outcome.item.path.name, sha256="0" * 64, pages=2, origin="scan")
            entry = ENTRY._replace(stem=os.fsencode(outcome.item.stem), review=len(review))
            index.put(rows, rows.store(entry), Record(source=source, needs_review=review), "")
    summary(outcomes, tmp_path, talk)
    assert [line.split()[0] for line in text.getvalue().splitlines()[1:5]] == ["d.pdf", "b.pdf", "a.pdf", "c.pdf"]
