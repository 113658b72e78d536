"""Words that were torn apart."""

from __future__ import annotations

import pytest

from cchc_ocr import lexicon, ngram
from cchc_ocr.ngram.tokens import tokenize
from cchc_ocr.repair.candidates import Speller
from cchc_ocr.repair.joining import Joiner
from cchc_ocr.repair.policy import policy_of

MODEL_ = ngram.bundled()
SPELLER = Speller(MODEL_, lexicon.load())


def joined(*lines: str) -> tuple[list[str], list[list[str]]]:
    """The words that are put together, and what each line gives away."""
    policies = [policy_of(tokenize(line), "careful", 0.01, MODEL_, free=False) for line in lines]
    found, changes = Joiner(SPELLER, lines, policies).join(
        [tokenize(line) for line in lines], [list(range(len(lines)))]
    )
    return [one.text for one in found.values()], [[change.seen for change in made] for made in changes]


@pytest.mark.parametrize(
    ("lines", "words", "taken"),
    [
        (("dịch vụ công tr ực tuyến toàn trình",), ["tr ực"], [[]]),
        (("dịch vụ công tr-", "ực tuyến toàn trình"), ["tr-"], [[], ["ực "]]),
        (("cải cách hành chính nhà nước",), [], [[]]),
        (("i) an ninh",), [], [[]]),
        (("UBND tỉnh Sơn Hà",), [], [[]]),
    ],
)
def test_pieces_are_put_together_where_the_whole_is_likelier(
    lines: tuple[str, ...], words: list[str], taken: list[list[str]]
) -> None:
    assert joined(*lines) == (words, taken)


def test_marks_behind_the_piece_come_along() -> None:
    policies = [policy_of([], "careful", 0.01, MODEL_, free=False)] * 2
    lines = ("làm dịch vụ công tr", "ực, tuyến")
    found, _ = Joiner(SPELLER, lines, policies).join([tokenize(line) for line in lines], [[0, 1]])
    assert [one.marks for one in found.values()] in ([], [","])
