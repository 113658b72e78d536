"""Counts that the tagger tells where the rules know no form."""

import pytest

from cchc_ocr.extract.tagging.told_counts import SURE, told_counts
from cchc_ocr.extract.tagging.weights import KINDS, NATURES, Opinion
from tests.known import context_of


def opinion(count: float) -> Opinion:
    kinds = dict.fromkeys(KINDS, 0.0) | {"count": count, "none": 1 - count}
    return Opinion(kinds, dict.fromkeys(NATURES, 0.0) | {"result": 1.0})


def told(text: str, share: float = 0.9):
    context = context_of(text)
    return [*told_counts(context, {figure.start: opinion(share) for figure in context.account.figures})], context


@pytest.mark.parametrize(
    ("text", "value", "of", "name"),
    [
        ("Xã đã số hóa 412 thửa đất", 412, None, "thửa đất"),
        ("Sở trồng 17/38 luống hoa", 17, 38, "luống hoa"),
        ("Hồ sơ: chuyển trả lại 12", 12, None, "chuyển trả lại"),
    ],
)
def test_a_count_is_named_by_the_words_beside_it(text, value, of, name):
    found, _ = told(text)
    count = found[0].value
    assert (count.value, count.of) == (value, of)
    assert name in count.name


def test_what_the_tagger_is_not_sure_of_stays_unknown():
    found, context = told("Xã đã số hóa 412 thửa đất", SURE - 0.01)
    assert found == [] and context.account.use(context.account.figures[0]).role == "unknown"


def test_a_told_count_is_as_sure_as_the_tagger_and_says_so_in_the_account():
    found, context = told("Xã đã số hóa 412 thửa đất", 0.7)
    assert dict(found[0].sources)["value"].confidence == 0.7
    assert "tagger" in context.account.use(context.account.figures[0]).why


def test_what_the_rules_know_to_count_nothing_is_no_count_for_the_tagger_either():
    assert told("Sở sáp nhập 02 đơn vị này")[0] == []


def test_figures_with_decimals_are_no_counts():
    assert told("dài 12,5 thửa")[0] == []
