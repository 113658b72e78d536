"""How a folder of results stands, as a person sees it."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

from rich.console import Console

from cchc_ocr.cli.standing import as_csv, as_json, listed, listed_as_secret, of_secrecy, show
from cchc_ocr.runs.account import STATES, FileLine
from cchc_ocr.runs.catalogue import Entry
from cchc_ocr.runs.index import Standout
from cchc_ocr.runs.reviews import ReviewRow
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
    assert lines[2].split() == ["2", "cut", "short", "in/a.pdf", "scan", "it", "again"]
    assert "--retry-failed" in lines[3]
    assert "`cchc-ocr status out --failed` lists all of them" in lines[4]


def test_what_was_read_partly_after_the_loss_of_a_catalogue_goes_by_the_name_of_its_results() -> None:
    lost = entry("a", error="cut short")._replace(state="partly", path=b"", stem=b"2020/a")
    lines = shown(status(partly=(lost,))).splitlines()
    assert lines[2].split() == ["1", "cut", "short", "2020/a", "scan", "it", "again"]
    assert not any("until they change" in line for line in lines), "the next run reads it again"
    assert "--failed" in lines[3]


ACCOUNT = (
    FileLine("failed", b"in/a.pdf", "page 2: cut short", "scan it again", b"a", page=2),
    FileLine("not read yet", b"in/b.pdf"),
    FileLine("passed over", b"in/danh s\xe1ch\n.xlsx", "Office file"),
    FileLine("without original", b"in/c.pdf", result=b"c", pages=1),
    FileLine("done", b"in/=d.pdf", result=b"=d", pages=3, review=4),
)


def test_what_was_passed_over_not_read_or_lost_has_a_line_each() -> None:
    assert shown(status(account=ACCOUNT)).splitlines()[1:] == [
        "Not read yet: 1; `cchc-ocr run` reads them.",
        "Passed over: 1 Office file; `cchc-ocr status out --list` lists them.",
        "Without original: the results of 1; `cchc-ocr prune out` shows and removes them.",
    ]


def test_what_people_have_reviewed_and_what_of_it_was_not_applied() -> None:
    reviews = (
        ReviewRow(b"2020/a", 1, 2, True, fields=3, lost=2, conflicts=1, refused=1, other_scan=4),
        ReviewRow(b"b", 1, 2, True, fields=1),
        ReviewRow(b"c", 1, 2, False, fault="c.review.json: this is not JSON"),
    )
    lines = shown(replace(status(), reviews=reviews)).splitlines()
    assert lines[2].split() == [
        *("2020/a.review.json", "2", "not", "placed,", "1", "against", "a", "new", "reading,"),
        *("1", "not", "possible,", "4", "of", "another", "scan"),
    ]
    assert lines[3].split() == ["c.review.json", "c.review.json:", "this", "is", "not", "JSON"]
    assert lines[4] == "Reviewed by people: 4 values in 2 documents."
    made = json.loads(as_json(replace(status(), reviews=reviews), (), Path("out")))
    assert (made["reviewed"], made["corrections"]) == (
        2,
        {"values": 4, "lost": 2, "conflicts": 1, "refused": 1, "of_other_scan": 4, "unreadable": 1},
    )


def test_the_list_has_one_line_a_file_whatever_its_name() -> None:
    assert listed(ACCOUNT).splitlines() == [
        "failed\tin/a.pdf\tpage 2: cut short",
        "not read yet\tin/b.pdf",
        "passed over\tin/danh s\ufffdch\\n.xlsx\tOffice file",
        "without original\tin/c.pdf",
        "done\tin/=d.pdf",
    ]
    assert listed(ACCOUNT[:1], hints=True) == "failed\tin/a.pdf\tpage 2: cut short\tscan it again\n"


def test_machines_get_one_object() -> None:
    made = json.loads(as_json(status(account=ACCOUNT), ACCOUNT, Path("out")))
    assert made["states"] == {
        **dict.fromkeys(STATES, 0),
        **{"failed": 1, "not read yet": 1, "passed over": 1, "without original": 1, "done": 1},
    }
    assert made["passed_over"] == {"Office file": 1}
    assert made["files"][0] == {
        "file": "in/a.pdf",
        "state": "failed",
        "reason": "page 2: cut short",
        "hint": "scan it again",
        "page": 2,
        "pages": None,
        "pages_asked": None,
        "review": None,
        "reviewed": None,
        "result": "a",
        "secrecy": None,
        "secrecy_doubtful": None,
    }
    assert made["files"][2]["file"] == "in/danh s\ufffdch\n.xlsx"


def test_a_table_has_one_row_a_file() -> None:
    rows = list(csv.DictReader(io.StringIO(as_csv(ACCOUNT).removeprefix("\ufeff"))))
    assert [row["state"] for row in rows] == [line.state for line in ACCOUNT]
    assert (rows[4]["file"], rows[4]["pages"], rows[4]["review"], rows[4]["result"]) == (
        "in/=d.pdf",
        "3",
        "4",
        "'=d",
    )


def test_secret_documents_have_a_line_each() -> None:
    marked = (
        FileLine("done", b"in/a.pdf", secrecy="TỐI MẬT"),
        FileLine("edited", b"in/b\n.pdf", secrecy="MẬT", secrecy_doubtful=True),
        FileLine("done", b"in/c.pdf", secrecy_doubtful=True),
    )
    assert listed_as_secret(marked).splitlines() == [
        "TỐI MẬT\t\tin/a.pdf",
        "MẬT\tdoubtful\tin/b\\n.pdf",
        "unreadable\tdoubtful\tin/c.pdf",
    ]
    assert [*of_secrecy(status(account=marked))] == []
    none, unknown = of_secrecy(status(account=ACCOUNT))
    assert "No mark" in none
    assert "Not known of 2 more" in unknown


def test_what_to_review_and_what_was_corrected() -> None:
    known = Standout(9, ("/document/date", "/totals/0/score"))
    text = shown(
        status(
            review=((entry("[red]a", review=4), known),), edited=(Path("a.json"), Path("a.txt"), Path("b.json"))
        )
    )
    assert ["[red]a", "4", "date,", "score"] in [line.split() for line in text.splitlines()]
    assert "2 documents have results that were edited by hand" in text
