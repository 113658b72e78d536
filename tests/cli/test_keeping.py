"""What an archivist sees of a folder of results: the end of a run, the next morning, and what is cleared away."""

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
from cchc_ocr.runs.inputs import Item
from tests.conftest import Cli
from tests.runs.running import results


@pytest.fixture
def kho(tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> Path:
    """kho with a text, one equal to it, one bad and three passed over, run into out; the current folder."""
    (tmp_path / "kho/2020").mkdir(parents=True)
    files = {"a.txt": "cải cách", "2020/b.txt": "cải cách", "bad.pdf": "%PDF-1.4", "list.xlsx": "", "old.doc": ""}
    for name, text in files.items():
        (tmp_path / "kho" / name).write_text(text)
    (tmp_path / "kho" / os.fsdecode(b"m\xe1y.eml")).touch()
    monkeypatch.chdir(tmp_path)
    ended = cli("run", "kho", "--out", "out", "--log", "night.jsonl", "--jobs", 1)
    assert ended.exit_code == ExitCode.SOME_FAILED
    told = "Passed over: 2 Office files, 1 e-mail; `cchc-ocr status out --list` names them."
    assert told in ended.stderr.splitlines()
    return tmp_path.resolve()


def test_the_log_names_what_was_passed_over(kho: Path) -> None:
    events = [json.loads(line) for line in (kho / "night.jsonl").read_text().splitlines()]
    passed = {Path(e["file"]).name: e["kind"] for e in events if e["event"] == "passed over"}
    assert passed == {"list.xlsx": "Office file", "old.doc": "Office file", "m\ufffdy.eml": "e-mail"}


def test_the_next_morning_every_file_is_told_in_every_form(kho: Path, cli: Cli) -> None:
    overview = cli("status", "out")
    assert "Passed over: 2 Office files, 1 e-mail; `cchc-ocr status out --list` names them." in overview.stdout
    rows = [line.split("\t") for line in cli("status", "out", "--list").stdout.splitlines()]
    assert [(state, Path(file).name) for state, file, *_ in rows] == [
        ("failed", "bad.pdf"),
        ("passed over", "list.xlsx"),
        ("passed over", "m\ufffdy.eml"),
        ("passed over", "old.doc"),
        ("done", "b.txt"),
        ("equal", "a.txt"),
    ]
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
    (tmp_path / "in/b.docx").touch()
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
        ("kho/list.xlsx", ("--overwrite",), True),
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
    assert "Without their original: results of 1; `cchc-ocr prune out`" in cli("status", "out").stdout
    before = results(kho)
    if answer is not None:
        monkeypatch.setattr(output, "asked", lambda question, _: "1 document" in question and answer)
    ended = cli("prune", "out")
    assert ended.stdout == f"goes: a.txt, a.json (of {kho}/kho/a.txt, which is gone)\n"
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
        f"goes: 2020/b.txt, 2020/b.json (of {kho}/kho/2020/b.txt, which is gone)",
        f"corrected by hand, stays: a.txt, a.json (of {kho}/kho/a.txt, which is gone)",
    ]
    assert sorted(results(kho)) == ["a.json", "a.txt"]
    again = cli("prune", "out", "--yes")
    assert (again.exit_code, again.stderr) == (ExitCode.DONE, "there is nothing to remove\n")


def test_a_disk_that_is_not_connected_is_no_reason(kho: Path, cli: Cli) -> None:
    (kho / "kho").rename(kho / "elsewhere")
    ended = cli("prune", "out", "--yes")
    assert (ended.exit_code, ended.stdout) == (ExitCode.DONE, "")
    assert f"left alone: results of 3 documents, for {kho}/kho is missing or empty" in ended.stderr
    assert len(results(kho)) == 4
