"""Probabilities set right where a record is made: evidence and what is to be reviewed."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchc_ocr.extract.text.recalibrated import sure, with_curve
from cchc_ocr.lexicon import CalibrationCurve
from cchc_ocr.pipeline import Options, digitise
from cchc_ocr.records import Evidence, Record
from cchc_ocr.repair import RepairOptions

HEADER = "# cchc-ocr dictionary: calibration, format 1\npart\tstated\tright\n"
TEXT = (
    "SỞ NỘI VỤ\nSố: 15/BC-SNV\n\nSơn Hà, ngày 9 tháng 3 năm 2021\n\nBÁO CÁO\nKết quả năm 2020\n\n"
    "Năm 2020, Sở đã tiếp nhận 120 hồ sơ theo Kế hoạch số 12/KH-UBND ngày 20/01/2020 của UBND tỉnh.\n"
)
HALF = CalibrationCurve((0.5, 1.0), (0.25, 0.5))


def read(folder: Path, rows: str = "") -> Record:
    (folder / "a.txt").write_text(TEXT, "utf-8")
    own = folder / f"own-{len(rows)}"
    if rows:
        own.mkdir()
        (own / "calibration.tsv").write_text(HEADER + rows, "utf-8")
    return digitise(folder / "a.txt", Options(repair=RepairOptions(dictionaries=own if rows else None))).record


def test_a_confidence_is_set_right() -> None:
    evidence = Evidence(field="/document/date", page=1, box=None, text="x", confidence=0.9)
    assert with_curve(evidence, HALF).confidence == sure(0.9, HALF) == 0.45
    assert (with_curve(evidence, None), sure(0.9, None)) == (evidence, 0.9)


@pytest.mark.parametrize(
    ("part", "lists"), [("head", ("document",)), ("cited", ("references", "dates")), ("figures", ("counts",))]
)
def test_one_part_of_a_record_is_set_right(tmp_path: Path, part: str, lists: tuple[str, ...]) -> None:
    before, after = read(tmp_path), read(tmp_path, f"{part}\t0.5000\t0.2500\n{part}\t1.0000\t0.5000\n")
    pairs = list(zip(before.evidence, after.evidence, strict=True))
    changed = {one.field for one, other in pairs if one.confidence != other.confidence}
    assert changed == {one.field for one in before.evidence if one.field.split("/")[1] in lists}
    assert changed <= set(after.needs_review) | {"/document/signers/0/name"}
    assert not changed & set(before.needs_review)
    values = ("document", "references", "dates", "counts")
    assert [getattr(before, name) for name in values] == [getattr(after, name) for name in values]
