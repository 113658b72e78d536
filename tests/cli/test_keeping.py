"""What the commands say that ask what a run has done, and what they clear away."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from cchc_ocr.cli import output
from cchc_ocr.errors import ExitCode
from cchc_ocr.runs import catalogue, inputs, watching
from cchc_ocr.runs import search as searching
from cchc_ocr.runs.inputs import Item
from cchc_ocr.runs.search import Hit
from tests.conftest import Cli
from tests.runs.running import results


def test_search_finds_what_run_wrote(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text("Cải cách hành chính\n")
    cli("run", tmp_path / "in", "--out", tmp_path / "out")
    assert cli("search", "cai cach", "--in", tmp_path / "out").stdout == "a.txt: page 1: Cải cách hành chính\n"
    nothing = cli("search", "ngân sách", "--in", tmp_path / "out")
    assert (nothing.exit_code, nothing.stdout, nothing.stderr) == (0, "", "nothing found\n")


def test_a_hit_is_one_line_whatever_stands_in_its_text(monkeypatch: pytest.MonkeyPatch, cli: Cli) -> None:
    hits = [Hit("a\nb.pdf", 3, "một\x1b[31m hai"), Hit("c.pdf", 1, "ba")]
    monkeypatch.setattr(searching, "search", lambda *_, **__: hits)
    lines = cli("search", "mot", "--in", "out").stdout.splitlines()
    assert len(lines) == 2
    assert lines[1] == "c.pdf: page 1: ba"
    assert "\x1b" not in lines[0]


def test_dates_are_typed_as_people_write_them(monkeypatch: pytest.MonkeyPatch, cli: Cli) -> None:
    asked: list[searching.Narrowed] = []

    def search(query: str, folder: Path, narrowed: searching.Narrowed, *, limit: int) -> list[Hit]:
        asked.append(narrowed)
        return []

    monkeypatch.setattr(searching, "search", search)
    cli("search", "mot", "--in", "out", "--from", "3/2021", "--to", "5/4/2021")
    assert [(one.since, one.until) for one in asked] == [("2021-03", "2021-04-05")]
    result = cli("search", "mot", "--in", "out", "--from", "hôm qua")
    assert result.exit_code == ExitCode.USAGE
    assert "not a date" in result.stderr


@pytest.mark.parametrize("arguments", [["search", "mot", "--in"], ["status"]])
def test_a_folder_without_results_is_named_with_the_next_step(
    cli: Cli, tmp_path: Path, arguments: list[str]
) -> None:
    result = cli(*arguments, tmp_path)
    assert result.exit_code == ExitCode.UNREADABLE
    assert f"{tmp_path}: there are no results of `cchc-ocr run` here" in result.stderr
    assert "--rebuild" in result.stderr


def test_status_tells_how_a_run_stands_and_makes_its_catalogue_anew(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text("Cải cách hành chính\n")
    (tmp_path / "in/b.pdf").write_bytes(b"")
    cli("run", tmp_path / "in", "--out", tmp_path / "out")
    told = cli("status", tmp_path / "out").stdout
    assert told.startswith(f"{tmp_path / 'out'}: 1 done (1 pages), 1 failed, ")
    again = cli("status", tmp_path / "out", "--rebuild")
    assert again.stderr == "documents in the catalogue now: 1\n"
    assert again.stdout.startswith(f"{tmp_path / 'out'}: 1 done (1 pages), ")


@pytest.fixture
def kho(tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> Path:
    """kho with a text, one equal to it, one bad and three passed over, run into out; the current folder."""
    (tmp_path / "kho/2020").mkdir(parents=True)
    files = {"a.txt": "cải cách", "2020/b.txt": "cải cách", "bad.pdf": "%PDF-1.4", "list.xls": "", "old.doc": ""}
    for name, text in files.items():
        (tmp_path / "kho" / name).write_text(text)
    (tmp_path / "kho" / os.fsdecode(b"m\xe1y.eml")).touch()
    monkeypatch.chdir(tmp_path)
    ended = cli("run", "kho", "--out", "out", "--log", "night.jsonl", "--jobs", 1)
    assert ended.exit_code == ExitCode.SOME_FAILED
    told = "Passed over: 2 Office files, 1 e-mail; `cchc-ocr status out --list` lists them."
    assert told in ended.stderr.splitlines()
    return tmp_path.resolve()


def test_the_log_names_what_was_passed_over(kho: Path) -> None:
    events = [json.loads(line) for line in (kho / "night.jsonl").read_text().splitlines()]
    passed = {Path(e["file"]).name: e["kind"] for e in events if e["event"] == "passed over"}
    assert passed == {"list.xls": "Office file", "old.doc": "Office file", "m\ufffdy.eml": "e-mail"}


def test_the_next_morning_every_file_is_told_in_every_form(kho: Path, cli: Cli) -> None:
    overview = cli("status", "out")
    assert "Passed over: 2 Office files, 1 e-mail; `cchc-ocr status out --list` lists them." in overview.stdout
    rows = [line.split("\t") for line in cli("status", "out", "--list").stdout.splitlines()]
    assert [(state, Path(file).name) for state, file, *_ in rows] == [
        ("failed", "bad.pdf"),
        ("passed over", "list.xls"),
        ("passed over", "m\ufffdy.eml"),
        ("passed over", "old.doc"),
        ("done", "b.txt"),
        ("equal", "a.txt"),
    ]
    assert rows[1][3] == 'save it as .xlsx, or: soffice --headless --convert-to xlsx "list.xls"'
    assert rows[-1][2] == f"equal to {kho}/kho/2020/b.txt"
    told = json.loads(cli("status", "out", "--json").stdout)
    assert sum(told["states"].values()) == len(told["files"]) == len(rows)
    assert cli("status", "out", "--csv", "list.csv").stdout == ""
    table = list(csv.DictReader(io.StringIO((kho / "list.csv").read_text("utf-8-sig"))))
    assert [(row["state"], row["file"]) for row in table] == [(row[0], row[1]) for row in rows]


@pytest.mark.parametrize("gone", [False, True])
def test_watch_keeps_the_account_as_well(
    tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch, *, gone: bool
) -> None:
    def once(inbox: Path, out: Path, read: Callable[[Sequence[Item]], object]) -> None:
        found = inputs.find([inbox], out)
        if gone:
            (inbox / "a.txt").unlink()
        read(found)

    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text("cải cách")
    (tmp_path / "in/b.doc").touch()
    monkeypatch.setattr(watching, "watch", once)
    assert cli("watch", tmp_path / "in", "--out", tmp_path / "out", "--jobs", 1).exit_code == ExitCode.DONE
    states = [line.split("\t")[0] for line in cli("status", tmp_path / "out", "--list").stdout.splitlines()]
    assert states == (["failed"] if gone else ["passed over", "done"])


def test_what_failed_alone_in_full(kho: Path, cli: Cli) -> None:
    (line,) = cli("status", "out", "--failed").stdout.splitlines()
    state, file, reason, hint = line.split("\t")
    assert (state, file) == ("failed", f"{kho}/kho/bad.pdf")
    assert "corrupt" in reason
    assert hint
    assert [file["state"] for file in json.loads(cli("status", "out", "--failed", "--json").stdout)["files"]] == [
        "failed"
    ]


@pytest.mark.parametrize(
    ("target", "options", "refused"),
    [
        ("list.csv", (), False),
        ("foreign.csv", (), True),
        ("foreign.csv", ("--overwrite",), False),
        ("kho/a.txt", ("--overwrite",), True),
        ("kho/list.xls", ("--overwrite",), True),
        ("out/a.json", ("--overwrite",), True),
        (f"out/{catalogue.NAME}", ("--overwrite",), True),
    ],
)
def test_a_table_replaces_nothing_of_somebody_elses(
    kho: Path, cli: Cli, target: str, options: tuple[str, ...], *, refused: bool
) -> None:
    (kho / "foreign.csv").write_text("mine")
    before = (kho / target).read_bytes() if (kho / target).exists() else None
    ended = cli("status", "out", "--csv", target, *options)
    assert ended.exit_code == (ExitCode.USAGE if refused else ExitCode.DONE)
    assert ((kho / target).read_bytes() == before) == refused


def test_two_forms_at_once_are_refused(kho: Path, cli: Cli) -> None:
    assert cli("status", "out", "--list", "--json").exit_code == ExitCode.USAGE


@pytest.mark.parametrize("answer", [True, False, None])
def test_results_without_original_are_shown_and_go_if_the_user_says_so(
    kho: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch, *, answer: bool | None
) -> None:
    (kho / "kho/a.txt").unlink()
    assert "Without original: the results of 1; `cchc-ocr prune out`" in cli("status", "out").stdout
    before = results(kho)
    if answer is not None:
        monkeypatch.setattr(output, "asked", lambda question, _: "1 document" in question and answer)
    ended = cli("prune", "out")
    assert ended.stdout == f"to remove: a.txt, a.json (of {kho}/kho/a.txt, which is gone)\n"
    assert ended.exit_code == (ExitCode.USAGE if answer is None else ExitCode.DONE)
    if answer:
        assert sorted(results(kho)) == ["2020/b.json", "2020/b.txt"]
        assert "a.txt" not in cli("search", "cai cach", "--in", "out").stdout
    else:
        assert results(kho) == before


def test_without_asking(kho: Path, cli: Cli) -> None:
    for name in ("a.txt", "2020/b.txt"):
        (kho / "kho" / name).unlink()
    (kho / "out/a.txt").write_text("corrected\n")
    ended = cli("prune", "out", "--yes")
    assert ended.exit_code == ExitCode.DONE
    assert ended.stdout.splitlines() == [
        f"to remove: 2020/b.txt, 2020/b.json (of {kho}/kho/2020/b.txt, which is gone)",
        f"kept, edited by hand: a.txt, a.json (of {kho}/kho/a.txt, which is gone)",
    ]
    assert sorted(results(kho)) == ["a.json", "a.txt"]
    again = cli("prune", "out", "--yes")
    assert (again.exit_code, again.stderr) == (ExitCode.DONE, "there is nothing to remove\n")


def test_a_disk_that_is_not_connected_is_no_reason(kho: Path, cli: Cli) -> None:
    (kho / "kho").rename(kho / "elsewhere")
    ended = cli("prune", "out", "--yes")
    assert (ended.exit_code, ended.stdout) == (ExitCode.DONE, "")
    assert f"kept: results of 3 documents, because {kho}/kho is missing or empty" in ended.stderr
    assert len(results(kho)) == 4
