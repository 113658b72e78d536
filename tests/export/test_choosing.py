"""Which statements and documents an export is asked for."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from cchc_ocr.errors import ExitCode, UsageError
from cchc_ocr.export.choosing import Choice, chosen
from cchc_ocr.export.found import FoundRecords
from cchc_ocr.export.tables import COUNTS, RESULTS, SCORES
from cchc_ocr.records import Document, Evidence, Rank, Record, Reviewed, Score, Source, Total
from tests.conftest import Cli
from tests.exported import found

BODIES = ("Sở Nội vụ, tỉnh Sơn Hà", "Sở Y tế, tỉnh Lam Kiều")
PAPI = "Chỉ số Hiệu quả Quản trị và Hành chính công cấp tỉnh (PAPI)"


def report(**more: Any) -> Record:
    return Record(
        source=Source(file="a.pdf", sha256="0ab1", pages=1, origin="scan"),
        document=Document(date="2024-03-09"),
        scores=(Score(criterion="Cải cách thể chế", score=7.5, body=BODIES[0], year=2023),),
        totals=(
            Total(name="PAPI", score=42.5, body=BODIES[1], index=PAPI, year=2022),
            Total(score=90.0, body=BODIES[0], year=2024, nature="target"),
        ),
        ranks=(Rank(position=7, of=25, year=2023),),
        evidence=(
            Evidence(field="/scores/0/score", page=1, text="7,5", confidence=0.9),
            Evidence(field="/totals/0/score", page=1, text="42,5", confidence=0.6),
        ),
        reviewed=Reviewed(fields=("/totals/1/score",)),
    ).model_copy(update=more)


@pytest.mark.parametrize(
    ("choice", "kept"),
    [
        ({}, ["/scores/0", "/totals/0", "/totals/1", "/ranks/0"]),
        ({"years": [2023]}, ["/scores/0", "/ranks/0"]),
        ({"years": [2022, 2024]}, ["/totals/0", "/totals/1"]),
        ({"bodies": ["so noi vu"]}, ["/scores/0", "/totals/1"]),
        ({"bodies": ["SỞ  Y TẾ, tỉnh Lam Kiều"]}, ["/totals/0"]),
        ({"bodies": ["tỉnh Sơn Hà", "Y tế"]}, ["/scores/0", "/totals/0", "/totals/1"]),
        ({"indices": ["papi"]}, ["/totals/0"]),
        ({"kinds": ["rank", "score"]}, ["/scores/0", "/ranks/0"]),
        ({"natures": ["target"]}, ["/totals/1"]),
        ({"min_confidence": 0.6}, ["/scores/0", "/totals/0"]),
        ({"min_confidence": 0.61}, ["/scores/0"]),
        ({"reviewed_only": True}, ["/totals/1"]),
        ({"years": [2023], "kinds": ["score"], "since": "2024"}, ["/scores/0"]),
    ],
    ids=str,
)
def test_which_statements_are_kept(choice: dict[str, Any], kept: list[str]) -> None:
    records = chosen(FoundRecords.of(found(report())), Choice(**choice))
    assert [row.cells["pointer"] for row in RESULTS.rows(records)] == kept
    assert len(list(SCORES.rows(records))) == kept.count("/scores/0")
    assert not list(COUNTS.rows(records))


@pytest.mark.parametrize(
    ("date", "partial", "since", "kept"),
    [
        ("2024-03-09", None, "2024-03-09", True),
        ("2024-03-09", None, "2024-03-10", False),
        ("2024-03-09", None, "2024", True),
        (None, "2024-03", "2024-03-10", True),  # its day may be the 10th or later
        (None, "2024-02", "2024-03-10", False),
        (None, "2024", "2024-03", True),
        (None, None, "2024", False),
    ],
)
def test_documents_of_a_day_or_later(date: str | None, partial: str | None, since: str, kept: bool) -> None:
    record = report(document=Document(date=date, date_partial=partial))
    assert Choice(since=since).is_since(record) is kept


def test_a_choice_that_nothing_passes_is_a_mistake_at_the_keyboard(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(report().to_json())
    for filters in (["--body", "Sở Nọi vụ X"], ["--year", 1999], ["--since", "2025"]):
        result = cli("export", tmp_path / "a.json", "--to", "csv", "--out", tmp_path / "out", *filters)
        assert (result.exit_code, (tmp_path / "out").exists()) == (ExitCode.USAGE, False)
        assert "nothing that passes all filters" in result.stderr


@pytest.mark.parametrize(("option", "value"), [("kind", "scores"), ("nature", "wish")])
def test_a_kind_or_nature_that_there_is_not(option: str, value: str) -> None:
    with pytest.raises(UsageError, match=f"--{option} {value}: there is no such {option}"):
        Choice(**{f"{option}s": [value]})  # type: ignore[arg-type]


def test_filters_of_the_command_reach_the_tables(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(report().to_json())
    command = ["export", tmp_path / "a.json", "--to", "csv", "--out", tmp_path / "out", "--body", "so noi vu"]
    assert cli(*command, "--year", 2023).exit_code == ExitCode.DONE
    with (tmp_path / "out/results.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["value"] for row in csv.DictReader(file)] == ["7.5"]
