"""Finding and reading records: files, folders of run, JSON Lines, stdin."""

from __future__ import annotations

import io
import os
import threading
from pathlib import Path

import pytest

from cchc_ocr import export
from cchc_ocr.errors import ExitCode
from cchc_ocr.export.sources import told_apart
from cchc_ocr.records import PartRecord, Record, Reviewed
from cchc_ocr.runs.catalogue import NAME
from tests.conftest import Cli
from tests.exported import RESULTS


def test_sources(tmp_path: Path) -> None:
    """A folder of run, a pretty record, JSON Lines and stdin, in the order given."""
    (tmp_path / "out/2020").mkdir(parents=True)
    (tmp_path / "out" / NAME).touch()
    (tmp_path / "out/b.json").write_text(RESULTS.to_json(indent=2))
    (tmp_path / "out/2020/a.json").write_text(RESULTS.to_json(indent=2))
    (tmp_path / "out/.half.json").write_text("{")
    (tmp_path / "c.json").write_text(of_content("c").to_json(indent=2))
    stdin = io.StringIO(of_content("d").to_json() + "\n\n")
    found = export.load([tmp_path / "out", tmp_path / "c.json", Path("-")], stdin)
    for _ in range(2):  # they are read each time
        assert [one.name for one in found] == ["2020/a.json", "b.json", str(tmp_path / "c.json"), "-:1"]
    assert found.remarks == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_a_pipe_is_read_once_where_it_is_named_and_passed_over_in_a_folder(tmp_path: Path) -> None:
    """As `cchc-ocr export <(jq … records.jsonl)` names one; one that lies about may have no writer."""
    os.mkfifo(tmp_path / "nobody.json")
    (tmp_path / "a.json").write_text(of_content("a").to_json(indent=2))
    lines = of_content("b").to_json() + "\n" + of_content("c").to_json() + "\n"
    os.mkfifo(tmp_path / "pipe")
    writer = threading.Thread(target=(tmp_path / "pipe").write_text, args=(lines,))
    writer.start()
    found = export.load([tmp_path, tmp_path / "pipe"], io.StringIO())
    writer.join()
    for _ in range(2):
        assert [one.record.source.sha256 for one in found] == ["a", "b", "c"]


def of_content(sha256: str, **more: object) -> Record:
    return RESULTS.model_copy(update={"source": RESULTS.source.model_copy(update={"sha256": sha256}), **more})


def test_a_document_of_two_runs_counts_once_and_that_is_said(tmp_path: Path) -> None:
    """The reviewed record is the one that counts; a copy within one run is a file of its own."""
    reviewed = {"reviewed": Reviewed(fields=("/document/date",), by="An")}
    for run, names in {"one": ("a", "b", "copy-of-b"), "two": ("a", "c")}.items():
        (tmp_path / run).mkdir()
        for name in names:
            more = reviewed if (run, name) == ("two", "a") else {}
            text = of_content(name.removeprefix("copy-of-"), **more).to_json()
            (tmp_path / run / f"{name}.json").write_text(text)
    found = export.load([tmp_path / "one", tmp_path / "two"], io.StringIO())
    kept = [(one.name, one.record.reviewed is not None) for one in found]
    assert kept == [
        *(("one/b.json", False), ("one/copy-of-b.json", False), ("two/a.json", True), ("two/c.json", False)),
    ]
    assert [head.name for head in found.heads] == [name for name, _ in kept]
    (remark,) = found.remarks
    assert remark.startswith("1 document")


def test_records_of_several_runs_are_told_apart_by_their_names(tmp_path: Path) -> None:
    """Each run has its 2023.json, and a row of a table is to say which of them it is of."""
    runs = [tmp_path / "2022" / "out", tmp_path / "2023" / "out"]
    for number, run in enumerate(runs):
        (run / "bc").mkdir(parents=True)
        (run / "bc/1.json").write_text(of_content(str(number)).to_json())
    both = export.load(runs, io.StringIO())
    assert [one.name for one in both] == ["2022/out/bc/1.json", "2023/out/bc/1.json"]
    assert [one.name for one in export.load(runs[:1], io.StringIO())] == ["bc/1.json"], "of one as ever"
    single = export.load([runs[0], runs[1] / "bc/1.json"], io.StringIO())
    assert [Path(one.name).name for one in single] == ["1.json", "1.json"]


@pytest.mark.parametrize(
    ("folders", "named"),
    [
        (["a"], {}),
        (["a", "b"], {"a": "a", "b": "b"}),
        (["x/out", "y/out"], {"x/out": "x/out", "y/out": "y/out"}),
        (["x/out", "y/out", "z"], {"x/out": "x/out", "y/out": "y/out", "z": "HERE/z"}),
        (["./a/", "a/../b"], {"./a/": "a", "a/../b": "b"}),
        (["a", "./x/../a"], {"a": "a", "./x/../a": "a"}),
    ],
)
def test_what_tells_folders_apart(
    folders: list[str], named: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = {str(folder): one.as_posix() for folder, one in told_apart(list(map(Path, folders))).items()}
    assert found == {str(Path(key)): one.replace("HERE", tmp_path.name) for key, one in named.items()}


def test_runs_are_named_as_options_as_well(tmp_path: Path, cli: Cli) -> None:
    for run in ("one", "two"):
        (tmp_path / run).mkdir()
        (tmp_path / run / "a.json").write_text(of_content("0ab1").to_json())
    result = cli("export", "--from", tmp_path / "one", tmp_path / "two", "--to", "jsonl", "--out", "-")
    assert (result.exit_code, len(result.stdout.splitlines())) == (0, 1)
    assert "each counts once" in result.stderr
    assert cli("export", "--to", "jsonl", "--out", "-").exit_code == ExitCode.USAGE


def test_parts_of_one_file_are_documents_of_their_own(tmp_path: Path) -> None:
    for run, pages in {"one": (1, 2), "two": (3, 4)}.items():
        part = PartRecord(first_page=pages[0], last_page=pages[1])
        source = RESULTS.source.model_copy(update={"part": part})
        (tmp_path / f"{run}.json").write_text(RESULTS.model_copy(update={"source": source}).to_json())
    assert len(list(export.load([tmp_path / "one.json", tmp_path / "two.json"], io.StringIO()))) == 2
