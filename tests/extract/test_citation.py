"""What citations of one sentence share: days, types, issuers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cchc_ocr import lexicon
from cchc_ocr.extract.cited.citation import SHARED, Citation, share_dates, share_types
from cchc_ocr.extract.forms.dates import DateMention
from cchc_ocr.numbering.numbers import find_numbers
from cchc_ocr.vietnamese import bare

DAY = DateMention(900, 910, 14, 9, 2031)


def cited(text: str, kind: str | None) -> list[Citation]:
    """The citations of a text, the last of which has a day."""
    found = [Citation(number, kind) for number in find_numbers(text, lexicon.load().signs)]
    return [*found[:-1], replace(found[-1], mention=DAY, dated_by=1.0)]


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        ("Quyết định số 7/QĐ-SNV, số 8/QĐ-SNV", True),
        ("Quyết định số 7/QĐ-SNV và Quyết định số 8/QĐ-SNV", True),
        ("Quyết định số 7/QĐ-SNV và Kế hoạch số 8/KH-SNV", False),
        ("Quyết định số 7/QĐ-SNV về chỉ tiêu, Quyết định số 8/QĐ-SNV", False),
        ("Quyết định số 7/QĐ-SNV; Quyết định số 8/QĐ-SNV", False),
        ("Quyết định số 7/2019/QĐ-SNV và Quyết định số 8/2031/QĐ-SNV", False),
    ],
)
def test_a_day_is_that_of_numbers_with_nothing_but_their_type_between(text: str, shares: bool) -> None:
    first, last = share_dates(cited(text, "Quyết định"), bare(text).lower())
    assert (first.date, first.dated_by) == (("2031-09-14", SHARED) if shares else (None, 0.0))
    assert (last.date, last.dated_by) == ("2031-09-14", 1.0)


def test_a_type_holds_until_the_sentence_ends() -> None:
    text = "các Thông báo: số 7/SNV, số 8/SNV. Theo số 9/SNV"
    one, two, three = cited(text, None)
    kinds = [one.type for one in share_types([replace(one, type="Thông báo"), two, three], bare(text).lower())]
    assert kinds == ["Thông báo", "Thông báo", "Công văn"]
