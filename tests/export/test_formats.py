"""The table of formats: it is the one place that the command line, the documents and ``write`` go by."""

from __future__ import annotations

import re
from dataclasses import fields
from importlib import import_module
from pathlib import Path

import pytest
from pytest import param

from cchc_ocr import export
from cchc_ocr.errors import ExitCode, UsageError
from cchc_ocr.export.formats import FORMATS, NAMES, ExportOptions, OutputFormat, heeding, named
from tests.conftest import Cli
from tests.exported import found, record
from tests.paths import ROOT

EACH = [param(one, id=one.name) for one in FORMATS]
PAGE = (ROOT / "docs/export.md").read_text("utf-8")
USAGE = (ROOT / "docs/usage.md").read_text("utf-8")
ROWS = {
    row[0]: row[1:] for row in re.findall(r"^\| \[`(\w+)`\]\([^)]*\) \| (.*?) \| (.*?) \| (.*?)\|$", PAGE, re.M)
}


def test_no_name_stands_twice() -> None:
    assert len(set(NAMES)) == len(NAMES)
    assert {named(name).name for name in NAMES} == set(NAMES)


def test_the_documents_have_all_formats_and_no_other() -> None:
    assert tuple(ROWS) == NAMES
    assert all(f"--to {name} --out" in USAGE for name in NAMES)


@pytest.mark.parametrize("one", EACH)
def test_the_documents_say_what_the_table_says(one: OutputFormat) -> None:
    writes, place, needs = ROWS[one.name]
    assert writes == one.writes
    assert place.startswith(f"a {one.place}")
    assert ("`-`" in place) == one.streams
    assert needs.strip() == (f"`pip install 'cchc-ocr[{one.extra}]'`" if one.extra else "")


def test_help_has_all_formats_and_what_they_write(cli: Cli) -> None:
    text = " ".join(cli("export", "--help").stdout.split())
    assert "|".join(NAMES) in text
    assert all(f"{one.name} – {one.writes}" in text for one in FORMATS)
    assert all(f'"-" ({one.name} only)' in text for one in FORMATS if one.streams)


@pytest.mark.parametrize("one", EACH)
def test_every_format_has_its_module_and_its_extra(one: OutputFormat) -> None:
    assert import_module(f"cchc_ocr.export.{one.module}").write
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    assert one.extra is None or re.search(rf"^{one.extra} = \[", project, re.M)


def test_every_option_is_heeded_by_a_format_and_no_format_heeds_another() -> None:
    assert {option for one in FORMATS for option in one.options} == {field.name for field in fields(ExportOptions)}


@pytest.mark.parametrize(("option", "value"), [("decimal_comma", True), ("review_below", 0.99)], ids=str)
@pytest.mark.parametrize("one", EACH)
def test_a_format_heeds_its_options_and_no_others(
    one: OutputFormat, option: str, value: object, tmp_path: Path
) -> None:
    out = tmp_path / ("a.xlsx" if one.place == "file" else "a")
    plain = _written(one, out, ExportOptions())
    asked = _written(one, out, ExportOptions(**{option: value}))  # type: ignore[arg-type]
    assert (plain == asked) == (option not in one.options)


def _written(one: OutputFormat, out: Path, options: ExportOptions) -> list[bytes | dict[str, bytes]]:
    files = export.write(found(record()), one.name, out, options).files
    return [_stable(path.read_bytes()) for path in files if one.name != "duckdb"]  # which has a hash of its own


def _stable(content: bytes) -> bytes | dict[str, bytes]:
    """The content; of a workbook its parts without the time at which it was made."""
    if not content.startswith(b"PK"):
        return content
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return {name: parts.read(name) for name in parts.namelist() if name != "docProps/core.xml"}


@pytest.mark.parametrize("one", EACH)
def test_a_folder_that_is_there_gets_files_of_the_format(one: OutputFormat, tmp_path: Path) -> None:
    written = export.write(found(record()), one.name, tmp_path).files
    assert all(path.is_file() and path.is_relative_to(tmp_path) for path in written)
    assert one.place == "folder" or written == (tmp_path / f"records.{one.name}",)


@pytest.mark.parametrize("one", EACH)
def test_only_what_streams_goes_to_stdout(one: OutputFormat, cli: Cli, tmp_path: Path) -> None:
    result = cli("export", "-", "--to", one.name, "--out", "-", stdin=record().to_json())
    if one.streams:
        assert (result.exit_code, result.stdout) == (0, "".join(export.pieces(found(record()), one.name)))
    else:
        assert (result.exit_code, result.stdout) == (ExitCode.USAGE, "")
        assert f"--to {one.name} cannot be written to stdout" in result.stderr


def test_an_unknown_format_is_refused_before_anything_is_read(cli: Cli) -> None:
    result = cli("export", "missing.json", "--to", "ods", "--out", "a.ods")
    assert result.exit_code == ExitCode.USAGE
    names = "csv, xlsx, jsonl, parquet, sqlite, duckdb, datasette or archive"
    assert result.stderr == f"cchc-ocr: --to ods: there is no such format. Choose {names}\n"
    with pytest.raises(UsageError):
        named("CSV")


def test_options_are_named_with_their_formats() -> None:
    assert (heeding("decimal_comma"), heeding("review_below"), heeding("other")) == ("csv", "xlsx", "")
    assert (heeding("table"), heeding("partition")) == ("jsonl", "parquet")
