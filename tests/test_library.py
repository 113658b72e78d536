"""The examples in docs/library.md run, and print what stands there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cchc_ocr import Record
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
    assert printed[1].startswith("1 15/BC-SNV True\n")
    assert printed[2] == "careful\n"
    assert printed[3].startswith("UNREADABLE - missing.pdf: ")
    assert printed[4] == "results/a.json Kết quả năm 2020\n"


def test_the_package_says_that_it_is_typed() -> None:
    import cchc_ocr

    assert Path(cchc_ocr.__file__).with_name("py.typed").is_file()
