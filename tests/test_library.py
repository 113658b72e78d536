"""The examples in docs/library.md run, one after the other, and print what stands behind them."""

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
DOCUMENT = re.findall(r"with this text\n\n```text\n(.*?)^```", PAGE, re.M | re.S)[0]
# What an example prints stands right behind it, or behind the word "prints".
EXAMPLES = re.findall(r"^```python\n(.*?)^```\n(?:\s*(?:prints\s+)?```text\n(.*?)^```)?", PAGE, re.M | re.S)


def test_all_examples_run_and_print_what_stands_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert len(EXAMPLES) == PAGE.count("```python") > 10
    assert PAGE.count("```") == 2 * (len(EXAMPLES) + 1 + sum(bool(printed) for _, printed in EXAMPLES))
    monkeypatch.chdir(tmp_path)
    Path("bao-cao.txt").write_text(DOCUMENT, "utf-8")
    Path("results").mkdir()
    Path("results/a.json").write_text(record(2020).to_json(), "utf-8")
    names: dict[str, object] = {}
    for example, printed in EXAMPLES:
        exec(compile(example, "docs/library.md", "exec"), names)
        assert capsys.readouterr().out == printed, example
    assert isinstance(names["record"], Record)


def test_rows_are_typed_objects_that_say_which_file_they_are_of(tmp_path: Path) -> None:
    (tmp_path / "bao-cao.txt").write_text(DOCUMENT, "utf-8")
    rows = digitise(tmp_path / "bao-cao.txt").results()
    assert {row.path for row in rows} == {str(tmp_path / "bao-cao.txt")}
    assert all(is_dataclass(row) for row in rows)
    assert {type(row.date) for row in rows} == {date}


def test_the_package_says_that_it_is_typed() -> None:
    import cchc_ocr

    assert Path(cchc_ocr.__file__).with_name("py.typed").is_file()


def test_all_that_is_offered_is_there() -> None:
    import cchc_ocr

    assert all(getattr(cchc_ocr, name) is not None for name in cchc_ocr.__all__)
    with pytest.raises(AttributeError, match="digitize"):
        _ = cchc_ocr.digitize
