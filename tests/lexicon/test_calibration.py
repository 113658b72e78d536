"""The curves by which a user has probabilities set right, and their file."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchc_ocr.errors import ConfigurationError
from cchc_ocr.lexicon import load, load_anew, part_of
from cchc_ocr.lexicon.calibration import curves_of

HEADER = "# cchc-ocr dictionary: calibration, format 1\npart\tstated\tright\n"


def own(folder: Path, rows: str) -> Path:
    (folder / "calibration.tsv").write_text(HEADER + rows, "utf-8")
    return folder


def test_the_curves_of_a_folder(tmp_path: Path) -> None:
    known = load_anew(own(tmp_path, "figures\t0.5\t0.25\nfigures\t0.75\t0.75\nhead\t0.5\t0.5\n"))
    assert sorted(known.calibration) == ["figures", "head"]
    assert known.calibration["figures"].at(0.625) == 0.5
    assert known.fingerprint != load().fingerprint


def test_without_a_folder_there_is_none() -> None:
    assert load().calibration == {}


@pytest.mark.parametrize("row", ["tables\t0.5\t0.5", "head\thalf\t0.5", "head\t0.5"])
def test_a_bad_row_is_named(tmp_path: Path, row: str) -> None:
    with pytest.raises(ConfigurationError, match=r"calibration\.tsv:3"):
        load_anew(own(tmp_path, f"{row}\n"))


@pytest.mark.parametrize(
    ("pointer", "part"),
    [
        ("/document/date", "head"),
        ("/references/0/date", "cited"),
        ("/counts/1/value", "figures"),
        ("/pages/0", ""),
    ],
)
def test_parts_of_a_record(pointer: str, part: str) -> None:
    assert part_of(pointer) == part


def test_points_in_any_order_make_a_curve() -> None:
    curve = curves_of([("head", 0.9, 0.8), ("head", 0.1, 0.2)])["head"]
    assert [curve.at(at) for at in (0.0, 0.1, 0.5, 0.9, 1.0)] == [0.0, 0.2, 0.5, 0.8, 0.9]
