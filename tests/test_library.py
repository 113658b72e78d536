"""The examples in docs/library.md run, and print what stands there."""

from __future__ import annotations

import re
from dataclasses import is_dataclass
from datetime import date
from pathlib import Path

import pytest

from cchc_ocr import Record, digitise
from tests.exported import record
from tests.paths import ROOT

PAGE = (ROOT / "docs/library.md").read_text("utf-8")
EXAMPLES = re.findall(r"^```python\n(.*?)^```", PAGE, re.M | re.S)
DOCUMENT, PRINTED = re.findall(r"^```text\n(.*?)^```", PAGE, re.M | re.S)


def test_the_examples_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("bao-cao.txt").write_text(DOCUMENT, "utf-8")
    Path("results").mkdir()
    Path("results/a.json").write_text(record(2020).to_json(), "utf-8")
    names: dict[str, object] = {}
    printed = []
    for example in EXAMPLES:
        exec(compile(example, "docs/library.md", "exec"), names)
        printed.append(capsys.readouterr().out)
    assert isinstance(names["record"], Record)
    assert printed[0] == PRINTED
    rows = [line for line in printed[1].splitlines() if line.startswith("score ")]
    body = "Sở Nội vụ, tỉnh Sơn Hà"
    assert rows == [
        f"score {body} 2020 7.5 8.0 0.9375 2021-03-09",
        f"score {body} 2020 8.5 9.0 0.944444 2021-03-09",
    ]
    assert printed[2].startswith("1 15/BC-SNV True\n")
    assert printed[3] == "careful\n"
    assert printed[4].startswith("UNREADABLE - missing.pdf: ")
    assert printed[5] == "results/a.json Kết quả năm 2020\n"


def test_rows_become_frames_of_those_who_have_them(tmp_path: Path) -> None:
    """Neither pandas nor polars is needed; both take a list of dataclasses."""
    (tmp_path / "bao-cao.txt").write_text(DOCUMENT, "utf-8")
    result = digitise(tmp_path / "bao-cao.txt")
    rows = result.results()
    assert {row.path for row in rows} == {str(tmp_path / "bao-cao.txt")}
    assert all(is_dataclass(row) for row in rows)
    assert {type(row.date) for row in rows} == {date}


def test_the_package_says_that_it_is_typed() -> None:
    import cchc_ocr

    assert Path(cchc_ocr.__file__).with_name("py.typed").is_file()
