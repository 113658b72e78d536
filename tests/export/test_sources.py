"""Finding and reading records: files, folders of run, JSON Lines, stdin."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from cchc_ocr import export
from cchc_ocr.errors import UnreadableError
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
    found = export.load(
        [tmp_path / "out", tmp_path / "out/b.json", Path("-")], io.StringIO(RESULTS.to_json() + "\n\n")
    )
    assert [one.name for one in found] == ["2020/a.json", "b.json", str(tmp_path / "out/b.json"), "-:1"]


PRETTY = RESULTS.to_json(indent=2)
NEW_LINE = "\n"
AT = PRETTY.index('"number"')
LINE = 1 + PRETTY[:AT].count(NEW_LINE)
WRONG = RESULTS.to_json().replace('"pages":5', '"pages":"many"')


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "a.json: there are no records here"),
        ("{", "a.json:1: this is not JSON"),
        ("[]", "a.json:1: this is not a record: "),
        ("{}\n", "a.json:1: this is not a record: /source: Field required"),
        (WRONG, "a.json:1: this is not a record: /source/pages: Input should be a valid integer"),
        (f"{RESULTS.to_json()}\nx\n", "a.json:2: this is not JSON"),
        (f"{RESULTS.to_json()}\n\n\n{WRONG}\n", "a.json:4: this is not a record: /source/pages"),
        (f"{PRETTY}\n{PRETTY[:AT]}", f"a.json:{PRETTY.count(NEW_LINE) + 1 + LINE}: this is not JSON"),
        (PRETTY.replace('"number"', "number"), f"a.json:{LINE}: this is not JSON: Expecting property name"),
        ('{"schema_version": 2, "new": 1}', "a.json:1: a record of schema_version 2; this program knows 1"),
        ("[" * 100_000, "a.json:1: this is not JSON"),
    ],
    ids=lambda value: value[:40],
)
def test_what_is_no_record_is_named_with_its_line(tmp_path: Path, text: str, what: str) -> None:
    (tmp_path / "a.json").write_text(text)
    with pytest.raises(UnreadableError) as caught:
        export.load([tmp_path / "a.json"], io.StringIO())
    assert what in caught.value.message
    assert caught.value.hint


def test_what_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b"\xff\xfe")
    with pytest.raises(UnreadableError, match=r"a\.json: this is not UTF-8 text"):
        export.load([tmp_path / "a.json"], io.StringIO())
    with pytest.raises(UnreadableError, match="-: this is not UTF-8 text"):
        export.load([Path("-")], io.TextIOWrapper(io.BytesIO(b"\xff"), "utf-8"))


def test_records_one_after_another_on_many_lines(tmp_path: Path) -> None:
    """As `jq .` prints them."""
    (tmp_path / "a.json").write_text(f"\n{PRETTY}\n{PRETTY}\n")
    names = [one.name for one in export.load([tmp_path / "a.json"], io.StringIO())]
    assert names == [f"{tmp_path / 'a.json'}:2", f"{tmp_path / 'a.json'}:{2 + len(PRETTY.splitlines())}"]


def test_the_scan_is_found_by_the_catalogue_or_beside_the_record(tmp_path: Path, cli: Cli) -> None:
    for year in ("2019", "2020"):
        (tmp_path / "in" / year).mkdir(parents=True)
        (tmp_path / "in" / year / "a.txt").write_text(f"Báo cáo năm {year}\n")
    out = tmp_path / "out"
    cli("run", tmp_path / "in", "--out", out)
    scans = [tmp_path / "in/2019/a.txt", tmp_path / "in/2020/a.txt"]
    assert [one.scan for one in export.load([out], io.StringIO())] == scans
    assert [one.scan for one in export.load([out / "2020"], io.StringIO())] == scans[1:]
    assert [one.scan for one in export.load([out / "2020/a.json"], io.StringIO())] == scans[1:]
    scans[0].unlink()
    assert [one.scan for one in export.load([out], io.StringIO())] == [None, scans[1]], (
        "not the text of the result"
    )


def test_without_a_catalogue_the_scan_is_looked_for_beside_the_record(tmp_path: Path) -> None:
    text = RESULTS.model_copy(update={"source": RESULTS.source.model_copy(update={"file": "b.txt"})})
    (tmp_path / "a.json").write_text(RESULTS.to_json())
    (tmp_path / "b.json").write_text(text.to_json())
    (tmp_path / "606.pdf").touch()
    (tmp_path / "b.txt").touch()
    assert [one.scan for one in export.load([tmp_path], io.StringIO())] == [tmp_path / "606.pdf", None]


@pytest.mark.parametrize("file", ["../secret.txt", "/etc/hostname", ".", ""])
def test_a_record_leads_to_no_file_elsewhere(tmp_path: Path, file: str) -> None:
    (tmp_path / "secret.txt").touch()
    (tmp_path / "in").mkdir()
    source = RESULTS.source.model_copy(update={"file": file})
    (tmp_path / "in/a.json").write_text(RESULTS.model_copy(update={"source": source}).to_json())
    assert [one.scan for one in export.load([tmp_path / "in"], io.StringIO())] == [None]


def test_a_catalogue_that_is_broken_costs_the_links_only(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("no database, and long enough to be looked at as one" * 20)
    (tmp_path / "a.json").write_text(RESULTS.to_json())
    assert [one.scan for one in export.load([tmp_path], io.StringIO())] == [None]
