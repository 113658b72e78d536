"""Files of records: what is one, and what is said of what is none."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from cchc_ocr import export
from cchc_ocr.errors import UnreadableError
from cchc_ocr.export import parsing
from tests.exported import RESULTS

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


def test_a_long_text_is_read_in_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever a piece ends: in a word, in a number, between records."""
    (tmp_path / "a.json").write_text(f"{RESULTS.to_json()}\n{PRETTY}\n{RESULTS.to_json()}")
    monkeypatch.setattr(parsing, "_SMALL", 0)
    whole = [(one.name, one.record) for one in export.load([tmp_path / "a.json"], io.StringIO())]
    for size in (1, 7, 1000, 4099):
        monkeypatch.setattr(parsing, "_PIECE", size)
        assert [(one.name, one.record) for one in export.load([tmp_path / "a.json"], io.StringIO())] == whole
    assert [record for _, record in whole] == [RESULTS] * 3
