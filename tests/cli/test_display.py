"""What a person sees of a run."""

from __future__ import annotations

import io
import time
from pathlib import Path

from rich.console import Console

from cchc_ocr.cli.display import Display, summary
from cchc_ocr.errors import UnreadableError
from cchc_ocr.records import Document, Record, Source
from cchc_ocr.runs.batch import Outcome
from cchc_ocr.runs.inputs import Item
from cchc_ocr.runs.result_files import write_results


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


def test_elsewhere_than_on_a_terminal_each_document_gives_a_line(tmp_path: Path) -> None:
    talk, text = console()
    with Display(3, talk) as display:
        display.opened(2)
        display.page_done()
        display.finished(done(tmp_path, "[red]a.pdf"))
        display.finished(failed("b.pdf", "empty"))
        display.finished(Outcome(Item(Path("c.pdf"), Path("c")), "skipped"))
    assert text.getvalue() == "done: in/[red]a.pdf (2 pages)\nfailed: b.pdf: empty\n"


def test_on_a_terminal_a_bar_counts_documents_and_pages(tmp_path: Path) -> None:
    talk, text = console(terminal=True)
    with Display(2, talk) as display:
        display.opened(5)
        display.page_done()
        display.finished(failed("b.pdf", "empty"))
        display._bar.refresh()
    assert "1/2" in text.getvalue()
    assert "1/5" in text.getvalue()
    assert "1 failed" in text.getvalue()


def test_the_speed_is_told_while_short_documents_come_and_go() -> None:
    talk, text = console(terminal=True)
    with Display(9, talk) as display:
        for number in range(5):
            display.opened(1)
            time.sleep(0.01)
            display.page_done()
            display.finished(failed(f"{number}.pdf", "empty"))
        display._bar.refresh()
    assert " pages/s" in text.getvalue()
    assert " left" in text.getvalue()


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
