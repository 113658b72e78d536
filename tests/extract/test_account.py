"""The account of the figures of a text."""

import json
import re

from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr.extract.figures.account import FigureAccount
from cchc_ocr.extract.results.scores import find_results
from tests.known import context_of, phrases_of


def test_free_figures_are_tokens_in_the_view():
    account = FigureAccount(phrases_of("Năm 2022 đạt 85, 745 điểm"))
    assert account.view == "nam 2022 dat ####### diem"


def test_a_figure_is_claimed_once():
    account = FigureAccount(phrases_of("đạt 85 điểm"))
    (figure,) = account.figures
    account.claim(figure.start, "score", "first")
    account.claim(figure.start, "count", "second")
    assert (account.use(figure).role, account.is_free(figure.start)) == ("score", False)
    assert list(account.free_matches(re.compile("(?P<value>#+)"), "value")) == []


def test_the_lines_say_role_reason_and_statement():
    account = context_of("Năm 2022 Sở đạt 85/100 điểm")
    find_results(account)
    lines = list(account.account.lines([(account.text.index("85"), len(account.text), "/totals/0")]))
    assert [(line.figure, line.role, line.statement) for line in lines] == [
        ("2022", "date", None),
        ("85", "score", "/totals/0"),
        ("100", "maximum", "/totals/0"),
    ]
    assert json.loads(lines[1].to_json())["page"] == 1


def test_an_unknown_figure_beside_words_of_results_may_be_missed():
    account = FigureAccount(phrases_of("Kết quả chấm điểm 77. Có mưa 5."))
    assert [figure.text for figure, _ in account.missed()] == ["77"]


WORDS = ["12", "8,5", "1.846", "Sở", "điểm", "%", "/", "năm 2022", "hồ sơ", ",", "."]


@given(st.lists(st.sampled_from(WORDS), max_size=14))
def test_every_digit_is_in_one_figure(words):
    text = " ".join(words) or "x"
    account = FigureAccount(phrases_of(text))
    held = [at for figure in account.figures for at in range(figure.start, figure.end)]
    assert len(held) == len(set(held))
    assert {at for at, sign in enumerate(account.phrases.text) if sign.isdigit()} <= set(held)
    assert len(account.view) == len(account.phrases.text)
