"""How a folder of results stands, and its catalogue made anew."""

from __future__ import annotations

import io
import json
import os
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from rich.console import Console

from cchc_ocr.cli.standing import show
from cchc_ocr.errors import ExitCode, UnreadableError, UsageError
from cchc_ocr.files.options import ReadOptions
from cchc_ocr.pipeline import Options
from cchc_ocr.runs import catalogue, index
from cchc_ocr.runs.catalogue import Catalogue
from cchc_ocr.runs.search import search
from cchc_ocr.runs.status import by_reason, rebuild, status
from tests.conftest import Cli
from tests.fakes import ForbiddenEngine, MoodyEngine
from tests.paths import SAMPLES
from tests.runs.rows import WITHOUT_STACKS
from tests.runs.running import run, states

PAGES = "SELECT document, number, text FROM pages"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """tmp_path/in with two good texts and three bad files, run into tmp_path/out."""
    (tmp_path / "in/2020").mkdir(parents=True)
    (tmp_path / "in/2020/a.txt").write_text("Cải cách hành chính\n\fTrang hai\n")
    (tmp_path / "in/b.txt").write_text("Sở Nội vụ\n")
    for name in ("x.pdf", "y.pdf"):
        (tmp_path / "in" / name).write_text("%PDF-1.4\nnothing more")
    (tmp_path / "in/z.txt").touch()
    run(tmp_path)
    return tmp_path


def shown(folder: Path) -> str:
    text = io.StringIO()
    show(status(folder), folder, Console(file=text, width=150, color_system=None))
    return text.getvalue()


def test_failures_are_grouped_by_reason(folder: Path) -> None:
    found = status(folder / "out")
    assert (found.done, found.pages, len(found.failed)) == (2, 3, 3)
    assert {why: len(entries) for why, entries in by_reason(found.failed).items()} == {
        "the PDF is corrupt": 2,
        "the file is empty": 1,
    }


def test_a_reason_is_one_whatever_page_figure_or_name(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number, name in enumerate(["a.txt", os.fsdecode(b"b\xe1o.txt"), "b: c.txt"], 2):
        (tmp_path / "in" / name).write_text("Xin chào\f" * number)
    for number in (1, 2):
        (tmp_path / f"in/{number}.pdf").symlink_to(f"nowhere{number}")
    run(tmp_path, options=Options(read=ReadOptions(max_pages=1)))
    reasons = by_reason(status(tmp_path / "out").failed)
    assert {why: len(entries) for why, entries in reasons.items()} == {
        "2 pages are more than 1": 3,
        "no such file": 2,
    }


def test_a_reason_is_one_on_whatever_page(tmp_path: Path, picture: Callable[..., Path]) -> None:
    for name in ("a.png", "b.png"):
        picture(name, width=103, folder=tmp_path / "in")
    run(tmp_path, engine=MoodyEngine())
    assert list(by_reason(status(tmp_path / "out").failed)) == ["the engine gave up"]


def test_faults_of_the_program_are_told_apart(folder: Path) -> None:
    with Catalogue(folder / "out") as rows:
        for entry, error in zip(rows.entries("failed"), ("ValueError: one", "ValueError: another"), strict=False):
            rows.store(entry._replace(error=error))
    reasons = by_reason(status(folder / "out").failed)
    assert {"ValueError: one", "ValueError: another"} < set(reasons)


def test_it_is_told_to_people(folder: Path) -> None:
    with Catalogue(folder / "out") as rows:
        (entry,) = (entry for entry in rows.entries() if entry.stem == b"b")
        rows.store(entry._replace(review=7))
    text = shown(folder / "out")
    assert "2 done (3 pages), 3 failed, 2 to review (13 values)." in text
    assert ["b", "7"] in [line.split()[:2] for line in text.splitlines()]
    assert ["2", "the", "PDF", "is", "corrupt", "in/x.pdf"] in [line.split()[:6] for line in text.splitlines()]
    assert "--retry-failed" in text


@pytest.mark.parametrize("harm", ["none", "removed", "spoilt"])
def test_rebuilt_from_the_files_it_finds_the_same(folder: Path, harm: str) -> None:
    out = folder / "out"
    hits = search("cai cach", out)
    if harm == "removed":
        (out / catalogue.NAME).unlink()
    if harm == "spoilt":
        (out / catalogue.NAME).write_bytes(b"no database " * 500)
    (out / "notes.json").write_text("{}")
    (out / "notes.txt").write_text("cai cach")
    assert rebuild(out) == 2
    assert search("cai cach", out) == hits
    assert status(out).done == 2


def tables(out: Path) -> dict[str, list[object]]:
    """What the catalogue holds, by stem instead of by number; the words of the index with their places."""
    with Catalogue(out) as rows:
        stems = dict(rows.db.execute("SELECT id, stem FROM entries"))
        known = (*rows.entries(), *rows.entries("failed"))
        held: dict[str, list[object]] = {"documents": [tuple(entry) for entry in known]}
        for table in ("records", "citations", "statements", "failed_checks"):
            found = rows.db.execute(f"SELECT * FROM {table}").fetchall()
            held[table] = sorted((stems[row[0]], *map(repr, row[1:])) for row in found)
        held["pages"] = sorted((stems[d], n, text) for d, n, text in rows.db.execute(PAGES))
        rows.db.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, page_words, instance)")
        words = rows.db.execute("SELECT term, doc, col, offset FROM temp.words").fetchall()
        held["words"] = sorted((w, stems[d % index.DOCUMENTS], d // index.DOCUMENTS, c, o) for w, d, c, o in words)
    return held


@pytest.mark.slow
def test_made_anew_it_equals_the_one_that_the_run_made(folder: Path) -> None:
    samples = SAMPLES
    for sample in samples.glob("0*.truth.txt"):
        (folder / "in" / sample.name.replace(".truth", "")).write_bytes(sample.read_bytes())
    run(folder)
    before = tables(folder / "out")
    assert len(before["statements"]) > 5
    rebuild(folder / "out")
    assert tables(folder / "out") == before
    (folder / "out" / catalogue.NAME).unlink()
    rebuild(folder / "out")
    after = tables(folder / "out")
    assert {name: rows for name, rows in after.items() if name != "documents"} == {
        name: rows for name, rows in before.items() if name != "documents"
    }


@pytest.mark.parametrize("harm", ["cut short", "zeroed", "overwritten"])
def test_a_damaged_catalogue_is_named_and_made_anew(folder: Path, cli: Cli, harm: str) -> None:
    path = folder / "out" / catalogue.NAME
    data = path.read_bytes()
    spoilt = {
        "cut short": data[: len(data) // 2],
        "zeroed": data[:4096] + bytes(len(data) - 4096),
        "overwritten": b"no database " * 500,
    }
    path.write_bytes(spoilt[harm])
    for command in (("status", path.parent), ("search", "cai", "--in", path.parent)):
        ended = cli(*command)
        assert ended.exit_code == ExitCode.USAGE
        assert str(path) in ended.stderr and "--rebuild" in ended.stderr
    with pytest.raises(UsageError, match=catalogue.NAME):
        run(folder)
    assert cli("status", path.parent, "--rebuild").exit_code == ExitCode.DONE
    assert search("cai cach", path.parent)


def test_a_damaged_catalogue_without_results_does_not_keep_runs_out(folder: Path, cli: Cli) -> None:
    out = folder / "new"
    out.mkdir()
    (out / catalogue.NAME).write_bytes(b"no database " * 500)
    with pytest.raises(UsageError, match="not a database"):
        run(folder, out="new")
    assert cli("status", out, "--rebuild").exit_code == ExitCode.DONE
    assert "done" in {outcome.state for outcome in run(folder, out="new")}


def test_one_that_another_program_holds_is_left_alone(
    folder: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalogue, "_PATIENCE", 0.1)
    path = folder / "out" / catalogue.NAME
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        ended = cli("status", path.parent, "--rebuild")
        assert (ended.exit_code, "other program" in ended.stderr) == (ExitCode.USAGE, True)
    assert status(path.parent).done == 2


def test_one_of_a_newer_version_is_left_alone(folder: Path) -> None:
    path = folder / "out" / catalogue.NAME
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"PRAGMA user_version = {catalogue.VERSION + 1}")
    before = path.read_bytes()
    with pytest.raises(UsageError, match="newer version"):
        rebuild(path.parent)
    assert path.read_bytes() == before


def test_what_can_be_kept_need_not_be_read_again(folder: Path) -> None:
    before = status(folder / "out")
    rebuild(folder / "out")
    assert status(folder / "out") == before
    again = states(run(folder, engine=ForbiddenEngine()))
    assert [name for name, state in again.items() if state == "skipped"] == ["a.txt", "b.txt"]


def test_results_changed_by_others_are_taken_in_as_they_are(folder: Path) -> None:
    (folder / "out/b.txt").write_text("Sở Tài chính và vụ\n\f")
    rebuild(folder / "out")
    assert [hit.name for hit in search("tai chinh", folder / "out")] == ["b.txt"]


def test_no_folder_of_results(tmp_path: Path) -> None:
    for look in (status, rebuild):
        with pytest.raises(UnreadableError, match="no results"):
            look(tmp_path / "missing")


SECRET = """SỞ NỘI VỤ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 8/TB-SNV Sơn Hà, ngày 30 tháng 8 năm 2023
{mark}

THÔNG BÁO
Lịch họp tháng 9

Sở Nội vụ thông báo lịch họp tháng 9 năm 2023 đến các phòng.

Nơi nhận:
- Lưu: VT.

GIÁM ĐỐC

Trần Văn Thử
"""


def marked(folder: Path) -> Path:
    """Documents with marks of secrecy, one of them misread, one without, and one that fails."""
    (folder / "in").mkdir()
    for name, mark in (("a", "MẬT"), ("b", "TUYỆT MẬT"), ("c", "TUYÊT MÀI"), ("d", "HỎA TỐC"), ("e", "TỐI MẬT")):
        (folder / f"in/{name}.txt").write_text(SECRET.format(mark=mark))
    (folder / "in/f.txt").touch()
    run(folder)
    return folder / "out"


def test_documents_with_marks_of_secrecy_are_listed_the_highest_first(tmp_path: Path, cli: Cli) -> None:
    out = marked(tmp_path)
    found = cli("status", out, "--secrecy")
    assert [line.split("\t")[:2] for line in found.stdout.splitlines()] == [
        ["TUYỆT MẬT", ""],
        ["TỐI MẬT", ""],
        ["MẬT", ""],
        ["unreadable", "doubtful"],
    ]
    assert "Not known of 1 more" in found.stderr
    listed = json.loads(cli("status", out, "--secrecy", "--json").stdout)["files"]
    assert [Path(file["file"]).name for file in listed] == ["b.txt", "e.txt", "a.txt", "c.txt"]
    assert [file["secrecy_doubtful"] for file in listed] == [False, False, False, True]
    assert cli("status", out, "--secrecy", "--failed").exit_code == ExitCode.USAGE


def test_a_catalogue_of_an_older_version_knows_the_marks_once_it_was_read_again(tmp_path: Path) -> None:
    out = marked(tmp_path)
    before = status(out)
    with closing(sqlite3.connect(out / catalogue.NAME)) as db:
        db.executescript("DROP TABLE records; CREATE TABLE records (document, file);")
        db.executescript(f"{WITHOUT_STACKS} ALTER TABLE documents DROP COLUMN asked; PRAGMA user_version = 7;")
    assert len(status(out).secret) == 4
    assert status(out) == before


def test_what_is_most_worth_a_look_comes_first(tmp_path: Path, cli: Cli) -> None:
    (tmp_path / "in").mkdir()
    whole = SECRET.format(mark="")
    for name, text in (
        ("a-many", "\n".join(["Một văn bản ghi lại những điều đã nói trong cuộc họp của phòng hôm qua."] * 3)),
        ("b-signer", whole.replace("Trần Văn Thử", "")),
        ("c-date", whole.replace("ngày 30 tháng 8", "ngày    tháng   ")),
        ("d-empty", "- 1 -\n\f- 2 -\n"),
        ("e-whole", whole),
    ):
        (tmp_path / f"in/{name}.txt").write_text(text)
    run(tmp_path)
    order = [entry.stem.decode()[0] for entry, _ in status(tmp_path / "out").review]
    assert order == ["d", "a", "c", "b"]
    lines = [line.split("\t") for line in cli("status", tmp_path / "out", "--list").stdout.splitlines()]
    assert [Path(file).name[0] for _, file in lines] == [*order, "e"]


@pytest.mark.skipif(sys.platform == "win32", reason="there are no permission bits")
def test_a_written_list_is_no_more_readable_than_the_catalogue(folder: Path, cli: Cli) -> None:
    (folder / "in/b.txt").chmod(0o600)
    run(folder)
    assert cli("status", folder / "out", "--csv", folder / "list.csv").exit_code == ExitCode.DONE
    assert (folder / "list.csv").stat().st_mode & 0o077 == 0
