"""How far a run is, by a clock that the test moves."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr.cli.progress import RunProgress
from cchc_ocr.errors import UnreadableError
from cchc_ocr.runs.batch import Outcome
from cchc_ocr.runs.inputs import Item
from tests.fakes import Clock


def item(name: str) -> Item:
    return Item(Path(f"in/{name}.pdf"), Path(name))


def failure(name: str, what: str) -> Outcome:
    return Outcome(item(name), "failed", error=UnreadableError(what, hint="scan it again"))


def play(script: str, documents: int = 9) -> RunProgress:
    """What a run has told after a script of words.

    "a?3": a will have 3 pages; "a:3": it is opened with 3 pages; "a." a page of it is read; "a!": it is done;
    "a-": it was finished before; "a*": it fails; "+10": ten seconds go by. "a:3." reads all three, one a second.
    """
    clock = Clock()
    progress = RunProgress(documents, clock.monotonic)
    for word in script.split():
        name, what, rest = word[0], word[1], word[2:]
        match what:
            case _ if name == "+":
                clock.now += float(word[1:])
            case "?":
                progress.expected(item(name), int(rest))
            case ":":
                progress.began(item(name))
                progress.opened(item(name), int(rest.rstrip(".")))
                for _ in range(int(rest[:-1]) if rest.endswith(".") else 0):
                    clock.now += 1
                    progress.page_done(item(name))
            case ".":
                progress.page_done(item(name))
            case "!" | "-":
                progress.finished(Outcome(item(name), "done" if what == "!" else "skipped"))
            case "*":
                progress.finished(failure(name, "the file is empty"))
    return progress


ALL = "b?0 c?0 d?0 e?0 f?0 g?0 h?0 i?0"  # of nine documents all but the first need not be read


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ("", "0:00:00: 0 of 9 documents"),
        ("+3723", "1:02:03: 0 of 9 documents"),
        ("a- b-", "0:00:00: 2 of 9 documents (2 finished before)"),
        ("a:3", "0:00:00: 0 of 9 documents, 0 of 3 pages, 8 documents not counted yet"),
        ("a:3.", "0:00:03: 0 of 9 documents, 3 of 3 pages, 8 documents not counted yet"),
        # speed is told from the fifth page on; the time left as a lower bound while documents are not counted
        ("a:5.", "0:00:05: 0 of 9 documents, 5 of 5 pages, 1.0 pages/s, 8 documents not counted yet"),
        (
            "b?600 a:5.",
            "0:00:05: 0 of 9 documents, 5 of 605 pages, 1.0 pages/s, over 10 min left, "
            "7 documents not counted yet",
        ),
        (
            f"{ALL} b?600 a:5. a!",
            "0:00:05: 1 of 9 documents, 5 of 605 pages, 1.0 pages/s, about 10 min left",
        ),
        (
            "b?600 c?0 d?0 e?0 f?0 g?0 h?0 a:5.",
            "0:00:05: 0 of 9 documents, 5 of 605 pages, 1.0 pages/s, over 10 min left, 1 document not counted yet",
        ),
        # time before the first document does not slow the rest down
        (
            f"{ALL} +500 b?60 a:5.",
            "0:08:25: 0 of 9 documents, 5 of 65 pages, 1.0 pages/s, about 1 min left",
        ),
        # what stands still becomes slow, and after ten minutes nobody knows
        (
            f"{ALL} b?60 a:5. +95",
            "0:01:40: 0 of 9 documents, 5 of 65 pages, 3.0 pages/min, about 20 min left",
        ),
        (f"{ALL} b?60 a:5. +601", "0:10:06: 0 of 9 documents, 5 of 65 pages"),
        # documents that need not be read, fail or are copies take their pages with them
        ("a?5 a-", "0:00:00: 1 of 9 documents (1 finished before)"),
        ("a?5 a!", "0:00:00: 1 of 9 documents"),
        ("a:5 a. a. a*", "0:00:00: 1 of 9 documents (1 failed), 2 of 2 pages, 8 documents not counted yet"),
        # a document is opened with other figures than were expected, or counted too late
        ("a?9 a:2", "0:00:00: 0 of 9 documents, 0 of 2 pages, 8 documents not counted yet"),
        ("a:2 a?9", "0:00:00: 0 of 9 documents, 0 of 2 pages, 8 documents not counted yet"),
        ("a:1. a! a?9", "0:00:01: 1 of 9 documents, 1 of 1 pages, 8 documents not counted yet"),
        ("a:1 a. a.", "0:00:00: 0 of 9 documents, 2 of 2 pages, 8 documents not counted yet"),
    ],
)
def test_what_is_told(script: str, told: str) -> None:
    assert play(script).sentence() == told


def test_the_speed_is_that_of_the_last_minutes() -> None:
    clock = Clock()
    progress = RunProgress(1, clock.monotonic)
    progress.opened(item("a"), 5000)
    for seconds in (0.1, 2.0):
        for _ in range(1000):
            clock.now += seconds
            progress.page_done(item("a"))
    assert progress.speed == pytest.approx(0.5, rel=0.01)
    assert progress.seconds_left == pytest.approx(6000, rel=0.01)


def test_what_is_being_read_is_known() -> None:
    assert [one.stem.name for one in play("a:3 b:2 c:1 a!").reading.values()] == ["b", "c"]


def test_failures_are_counted_by_reason() -> None:
    progress = RunProgress(9)
    reasons = ["the PDF is corrupt: offset 71", "4 pages are more than 3", "the PDF is corrupt: offset 9"]
    outcomes = [failure(f"{number}", what) for number, what in enumerate(reasons)]
    for outcome in outcomes:
        progress.finished(outcome)
    assert progress.failures == {reasons[0]: 2, reasons[1]: 1}
    assert [progress.alike(outcome) for outcome in outcomes] == [2, 1, 2]


NAMES = "abcde"
EVENTS = st.tuples(
    st.sampled_from(["expected", "began", "opened", "page", "done", "skipped", "failed", "wait"]),
    st.sampled_from(NAMES),
    st.integers(0, 50),
)


@given(events=st.lists(EVENTS, max_size=80))
def test_whatever_comes_the_figures_agree(events: list[tuple[str, str, int]]) -> None:
    """Never over 100 %, no negative time, and every document is in one place; also where a run tells nonsense."""
    clock = Clock()
    progress = RunProgress(len(NAMES), clock.monotonic)
    ended: dict[str, str] = {}
    read = 0
    for event, name, number in events:
        if event == "wait":
            clock.now += number
        elif event == "expected":
            progress.expected(item(name), number)
        elif name in ended:
            continue
        elif event == "began":
            progress.began(item(name))
        elif event == "opened":
            progress.opened(item(name), number)
        elif event == "page":
            progress.page_done(item(name))
            read += 1
        else:
            ended[name] = event
            error = UnreadableError("empty", hint="") if event == "failed" else None
            progress.finished(Outcome(item(name), event, error=error))  # type: ignore[arg-type]
        assert progress.pages_read == read <= progress.pages
        assert progress.pages_left >= 0
        assert progress.seconds_left is None or progress.seconds_left > 0
        assert progress.speed is None or progress.speed > 0
        assert progress.finished_documents == len(ended) == progress.states.total()
        assert progress.states["failed"] == progress.failures.total()
        assert 0 <= progress.uncounted <= progress.documents - progress.finished_documents
        assert not ended.keys() & {stem.name for stem in progress.reading}
        assert str(progress.finished_documents) in progress.sentence()
    if len(ended) == len(NAMES):
        assert progress.pages == read
        assert progress.seconds_left is None


def test_a_document_inside_another_file_counts_once_it_is_known(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").touch()
    progress = RunProgress(1)
    outer, inner = (Item(tmp_path / name, Path(name)) for name in ("a.pdf", "a.pdf#b.pdf"))
    progress.began(outer)
    progress.began(inner)
    for one in (inner, outer):
        progress.finished(Outcome(one, "done"))
    assert (progress.documents, progress.finished_documents) == (2, 2)
