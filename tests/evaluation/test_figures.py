"""Counts of documents, added up, and the figures made of them."""

from __future__ import annotations

import pytest

from cchc_ocr.evaluation.agreement import HeaderCounts
from cchc_ocr.evaluation.figures import Report, Result, total
from tests.reports import ONE, REPORT, TWO


def test_figures() -> None:
    assert ONE.figures() == {
        "cer": 0.01,
        "base_cer": 0.008,
        "wer": 0.03,
        "harm": 0.00588,
        "header": 0.5,
        "invented": 0.0,
        "scores_f1": 1.0,
        "table_cells_f1": 0.66667,
    }
    assert ONE.pages_per_second == 0.5


def test_the_total_weighs_words_alike() -> None:
    total = REPORT.total
    assert total.text.words == 300
    assert total.text.wer == pytest.approx(6 / 300)
    assert total.lists == {**ONE.lists, **TWO.lists}
    assert total.header["type"] == HeaderCounts(right=2)
    assert (total.pages, total.seconds, total.engine) == (4, 8.0, "tesseract 5.3.0 vie")


def test_the_total_of_one_document_is_that_document() -> None:
    assert total([ONE]).figures() == ONE.figures()


def test_nothing_read_is_no_division_by_zero() -> None:
    empty = Report(()).total
    assert (empty.pages_per_second, empty.engine) == (0.0, "")
    assert empty.figures() == Result("nothing").figures()
