"""What people have corrected, as truth."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from PIL import Image
from rich.console import Console

from cchc_ocr.corrections.model import Correction
from cchc_ocr.corrections.store import append, review_file
from cchc_ocr.errors import UnreadableError
from cchc_ocr.evaluation.agreement import HeaderCounts
from cchc_ocr.evaluation.reviewed import (
    reviewed_count,
    reviewed_figures,
    reviewed_json,
    reviewed_tables,
    right_count,
    share_right,
)
from cchc_ocr.runs.catalogue import Catalogue, Entry
from tests.conftest import Cli
from tests.corrected import SCAN, TEXT, correction, record


def put(folder: Path, *ones: Correction, stem: str = "a") -> Path:
    with Catalogue(folder):
        pass
    file = folder / f"{stem}.json"
    file.write_text(record().to_json(), "utf-8")
    file.with_suffix(".txt").write_text(TEXT, "utf-8")
    append(review_file(file), SCAN, ones)
    return folder


@pytest.mark.parametrize(
    ("ones", "kind", "counts"),
    [
        ([correction("/document/number", "15", "16")], "document number", HeaderCounts(wrong=1)),
        ([correction("/document/date", "2021-03-09", "2021-03-09")], "document date", HeaderCounts(right=1)),
        ([correction("/document/place", None, "Sơn Hà")], "document place", HeaderCounts(missing=1)),
        ([correction("/document/place", None, None)], "document place", HeaderCounts(rightly_null=1)),
        ([correction("/document/date", "2021-03-09", None)], "document date", HeaderCounts(invented=1)),
        ([correction("/scores/1", op="remove")], "scores", HeaderCounts(invented=1)),
        ([correction("/scores/-", is_={"score": 1.0}, op="add")], "scores", HeaderCounts(missing=1)),
        ([correction("/pages/0/text/0", "SỞ NỘI VỤ", "SỞ Y TẾ")], "text", HeaderCounts(wrong=1)),
        (  # corrected twice, and in the end as it was read
            [correction("/scores/1/score", 8.5, 9), correction("/scores/1/score", 9, 8.5)],
            "scores score",
            HeaderCounts(right=1),
        ),
        (  # of the same column of different rows
            [correction("/scores/1/score", 8.5, 9), correction("/scores/2/score", 4.25, 4.25)],
            "scores score",
            HeaderCounts(wrong=1, right=1),
        ),
    ],
)
def test_what_was_read_rightly(tmp_path: Path, ones: list[Correction], kind: str, counts: HeaderCounts) -> None:
    figures = reviewed_figures(put(tmp_path, *ones))
    assert (figures.kinds, figures.documents, figures.total) == ({kind: counts}, 1, counts)
    assert figures.engines == {"scan": counts}
    assert figures.scanners == {"not known": counts}


def test_pages_that_are_missing_are_no_values_and_lost_corrections_no_truth(tmp_path: Path) -> None:
    folder = put(tmp_path, correction("/pages/1", None, None), correction("/scores/9/score", 1, 2))
    with pytest.raises(UnreadableError):
        reviewed_figures(folder)


def test_the_figures_for_people_and_programs(tmp_path: Path) -> None:
    put(tmp_path, correction("/document/number", "15", "16"), correction("/document/place", None, None))
    figures = reviewed_figures(put(tmp_path, correction("/document/number", "15", "15"), stem="b"))
    counts = figures.total
    assert (reviewed_count(counts), right_count(counts), round(share_right(counts), 3)) == (3, 2, 0.667)
    assert share_right(HeaderCounts()) == 0
    told = json.loads(reviewed_json(figures))
    assert (told["documents"], told["kinds"]["document number"]["share_right"]) == (2, 0.5)
    assert (round(told["total"]["share_right"], 3), set(told["scanners"])) == (0.667, {"not known"})
    console = Console(width=120, record=True)
    for table in reviewed_tables(figures):
        console.print(table)
    assert "66.7%" in console.export_text()


def test_the_command(cli: Cli, tmp_path: Path) -> None:
    put(tmp_path, correction("/document/number", "15", "16"))
    assert "document number" in cli("evaluate", tmp_path, "--from-review").stdout
    assert json.loads(cli("evaluate", tmp_path, "--from-review", "--json").stdout)["documents"] == 1
    assert cli("evaluate", tmp_path, "--from-review", "--check").exit_code == 2
    assert cli("evaluate", tmp_path / "none", "--from-review").exit_code == 3


def test_values_are_told_by_scanner(cli: Cli, tmp_path: Path) -> None:
    for name, mode in (("a", "1"), ("b", "L")):
        Image.new(mode, (400, 400), 1).save(tmp_path / f"{name}.png", dpi=(300, 300))
        put(tmp_path, correction("/document/number", "15", "15"), stem=name)
    with Catalogue(tmp_path) as rows:
        for name in "ab":
            stat = (tmp_path / f"{name}.png").stat()
            at = os.fsencode(tmp_path / f"{name}.png")
            rows.store(Entry(name.encode(), at, stat.st_size, stat.st_mtime_ns, SCAN, "x"))
    scanners = reviewed_figures(tmp_path).scanners
    assert scanners == {name: HeaderCounts(right=1) for name in ("300 dpi, black and white", "300 dpi, grey")}
    (tmp_path / "b.png").write_bytes(b"another file")
    assert set(reviewed_figures(tmp_path).scanners) == {"300 dpi, black and white", "not known"}
    shown = cli("evaluate", tmp_path, "--from-review", "--lang", "vi").stdout
    assert "300 dpi, đen trắng" in shown
    assert "Số" in shown
    assert "document number" not in shown
