"""The command that makes a report: what a person types, and what is written and said."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from cchc_ocr.errors import ExitCode
from tests.compared import HARM, INTERIOR, record, records, scanned, total
from tests.conftest import Cli


@pytest.fixture
def one(tmp_path: Path) -> Path:
    """A record of one figure, of which there is no chart."""
    path = tmp_path / "one.json"
    path.write_text(record(2023, total(INTERIOR, 2023, 92.25)).to_json(), "utf-8")
    return path


@pytest.fixture
def results(tmp_path: Path) -> Path:
    """A folder with the records of two provinces."""
    folder = tmp_path / "out"
    folder.mkdir()
    for number, one in enumerate(records()):
        (folder / f"{number}.json").write_text(one.to_json(), "utf-8")
    return folder


@pytest.mark.parametrize("suffix", ["html", "docx", "pdf"])
def test_a_report_is_written_and_named(cli: Cli, one: Path, tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"a.{suffix}"
    made = cli("report", one, "--out", out)
    assert (made.exit_code, made.stdout, made.stderr) == (0, "", f"written: {out}\n")
    assert out.stat().st_size > 3000


def test_one_year_and_one_body(cli: Cli, results: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.html"
    assert cli("report", results, "--year", "2023", "--body", "Sở Y tế", "--out", out).exit_code == 0
    text = out.read_text("utf-8")
    assert "Sở Y tế, tỉnh Sơn Hà, 2023" in text and "90.50" in text
    assert "Sở Nội vụ" not in text and "--body Sở Y tế" in text


def test_in_vietnamese(cli: Cli, one: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.html"
    made = cli("report", one, "--out", out, "--lang", "vi")
    assert made.stderr == f"đã ghi: {out}\n"
    assert "Báo cáo so sánh kết quả" in out.read_text("utf-8") and "92,25" in out.read_text("utf-8")


def test_several_runs_count_a_document_once(cli: Cli, results: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other/0.json").write_text(records()[0].to_json(), "utf-8")
    out = tmp_path / "a.html"
    made = cli("report", "--from", results, tmp_path / "other", "--out", out)
    assert made.exit_code == 0 and "1 documents are in more than one source" in made.stderr
    text = out.read_text("utf-8")
    assert "4, of which a person has reviewed 0" in text and "1 document, which counts once" in text
    assert str(tmp_path) not in text, "where it lies on this machine is nobody's business"


def test_a_file_that_is_there_is_replaced_only_when_asked(cli: Cli, one: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.html"
    out.write_text("mine")
    refused = cli("report", one, "--out", out)
    assert (refused.exit_code, out.read_text()) == (ExitCode.USAGE, "mine") and "--overwrite" in refused.stderr
    assert cli("report", one, "--out", out, "--overwrite").exit_code == 0
    assert out.read_text("utf-8") != "mine"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--out", "a.xlsx"], "must end in .html, .docx or .pdf"),
        (["--out", "out"], "must end in .html, .docx or .pdf"),
        (["--out", "a.html", "--year", "1999"], "nothing that passes all filters"),
        (["--out", "a.html", "--kind", "count"], "no points, places or deductions"),
        (["--out", "a.html", "--kind", "points"], "there is no such kind"),
    ],
)
def test_mistakes_are_told_and_nothing_is_written(
    cli: Cli, results: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    monkeypatch.chdir(results.parent)
    refused = cli("report", results, *arguments)
    assert (refused.exit_code, refused.stdout) == (ExitCode.USAGE, "") and said in refused.stderr
    assert not Path("a.html").exists()


def test_without_a_folder(cli: Cli, tmp_path: Path) -> None:
    refused = cli("report", "--out", tmp_path / "a.html")
    assert refused.exit_code == ExitCode.USAGE and "there is no OUT" in refused.stderr


def test_a_bad_target_is_told_before_a_bad_source(cli: Cli, tmp_path: Path) -> None:
    refused = cli("report", tmp_path / "nowhere", "--out", tmp_path / "a.txt")
    assert refused.exit_code == ExitCode.USAGE and ".docx" in refused.stderr
    missing = cli("report", tmp_path / "nowhere", "--out", tmp_path / "a.html")
    assert missing.exit_code == ExitCode.UNREADABLE


def test_without_matplotlib(cli: Cli, one: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("as_html", "as_docx", "as_pdf", "pictures"):
        monkeypatch.delitem(sys.modules, f"cchc_ocr.report.{name}", raising=False)
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    refused = cli("report", one, "--out", tmp_path / "a.html")
    assert refused.exit_code == ExitCode.NOT_INSTALLED
    assert "matplotlib" in refused.stderr and "pip install 'cchc-ocr[report]'" in refused.stderr


def test_the_same_bytes_on_the_same_day(
    cli: Cli, one: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    for name in ("a.html", "b.html"):
        assert cli("report", one, "--out", tmp_path / name).exit_code == 0
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()
    assert "2023-11-14" in (tmp_path / "a.html").read_text("utf-8")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    assert cli("report", one, "--out", tmp_path / "c.html").exit_code == ExitCode.USAGE


def test_personal_data_and_pictures_can_be_left_out(cli: Cli, tmp_path: Path) -> None:
    one, _scan = scanned(tmp_path)
    name = "Gửi chậm, liên hệ 0912 345 678"
    made = one.model_copy(update={"totals": (total(INTERIOR, 2023, 92.25, index=name),), "personal": ()})
    (tmp_path / "scan.json").write_text(made.to_json(), "utf-8")
    for more, shown in (([], True), (["--without-personal"], False)):
        out = tmp_path / "a.html"
        assert cli("report", tmp_path / "scan.json", "--out", out, "--overwrite", *more).exit_code == 0
        text = out.read_text("utf-8")
        assert ("0912 345 678" in text, "image/jpeg" in text) == (shown, shown)


def test_names_that_mean_harm_stay_names(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(record(2023, total(HARM, 2023, 90.0)).to_json(), "utf-8")
    for suffix in ("html", "docx", "pdf"):
        assert cli("report", tmp_path / "a.json", "--out", tmp_path / f"a.{suffix}").exit_code == 0
    assert "<script>" not in (tmp_path / "a.html").read_text("utf-8")
