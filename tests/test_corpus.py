"""The labelled corpus: its labels are about what its texts say, and its figures do not fall."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from cchc_ocr.evaluation.statements import FIGURES
from scripts.measure_corpus import CORPUS, main

_IN_WORDS = ("ranks", "grades")  # "đứng đầu", "thứ nhất", "Tốt"
_SLOTS = {"criterion", "name", "of", "self_score", "percent", "change", "year", "period", "unit", "basis"}
_MARKS = {"must", "optional", "group"}
_FIGURE = re.compile(r"(?<!\d)(?=(\d+(?:[.,]\d+)*|\d+))(?=(\d+ ?[.,] ?\d+)?)")  # also "85, 7"
_LIKE_FIGURES = re.compile(r"[lO](?=[\d.,]*\d)|(?<=\d)[lO]|(?<=\d[.,])[lO]")  # slips of an engine: "l6,20"
_SPELLED = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")  # "không có hồ sơ nào"
LABELS = sorted(CORPUS.glob("*/*.statements.json"))


@pytest.mark.parametrize("file", LABELS, ids=lambda file: f"{file.parent.name}-{file.name[:2]}")
def test_every_label_is_about_a_figure_of_its_text(file: Path) -> None:
    labels = json.loads(file.read_text("utf-8"))
    text = _LIKE_FIGURES.sub(_figure, Path(str(file).replace(".statements.json", ".txt")).read_text("utf-8"))
    printed = {value for both in _FIGURE.findall(text) for one in both for value in _readings(one)}
    printed |= {value * 1_000_000 for value in printed if "triệu" in text}
    words = set(re.findall(r"\w+", text.lower()))
    printed |= {float(value) for value, word in enumerate(_SPELLED) if word in words}
    printed |= {0.0} if "chưa" in words else set()  # "chưa có hồ sơ quá hạn"
    for kind, figures in FIGURES.items():
        for label in labels.get(kind, []):
            assert set(label) <= _SLOTS | _MARKS | set(figures), f"{kind}: {label}"
            if kind not in _IN_WORDS:
                value = label[figures[0]] if label[figures[0]] is not None else label["percent"]
                said = value if isinstance(value, list) else [value]
                assert {float(one) for one in said if one is not None} & printed, f"{kind}: {label}"


def _figure(slip: re.Match[str]) -> str:
    return {"l": "1", "O": "0"}[slip[0]]


def _readings(figure: str) -> Iterator[float]:
    """What a figure may say: "1.234,5" and "85, 7" are numbers, "8.7" one or two."""
    figure = figure.replace(" ", "").strip(".,")
    for one in (figure.replace(".", "").replace(",", "."), figure.replace(",", "."), *re.split(r"[.,]", figure)):
        if re.fullmatch(r"\d+(\.\d+)?", one):
            yield float(one)


@pytest.mark.slow
def test_no_figure_of_the_corpus_falls() -> None:
    assert main(["--check", "--half"]) == 0
