"""Tables of words."""

from __future__ import annotations

import pytest

from cchc_ocr.document import Box
from cchc_ocr.errors import UnreadableError
from cchc_ocr.reading.tsv import parse
from tests.engines import tsv


def test_words_keep_box_and_confidence() -> None:
    lines = parse(tsv("1 1 10 20 60 30 96.5 Số:", "1 1 80 20 60 30 12 #4", "1 2 10 60 60 30 91 Hà"))
    assert [[w.text for w in line] for line in lines] == [["Số:", "#4"], ["Hà"]]
    assert lines[0][1].box == Box(80, 20, 140, 50)
    assert lines[0][1].confidence == 0.12


def test_text_is_composed_and_quotes_are_text() -> None:
    (line,) = parse(tsv('1 1 0 0 9 9 90 "Tô\u0309', "1 1 20 0 9 9 90 QÐ-UBND"))
    assert [w.text for w in line] == ['"Tổ', "QĐ-UBND"]


def test_a_tilde_of_its_own_is_a_dash_and_says_so() -> None:
    (line,) = parse(tsv("1 1 0 0 9 9 90 ~", "1 1 20 0 60 9 95 Lưu:", "1 1 90 0 60 9 95 ~5"))
    assert [(w.text, w.as_seen) for w in line] == [("-", "~"), ("Lưu:", "Lưu:"), ("~5", "~5")]


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("17/01⁄2018;", "17/01/2018;"),
        ("03⁄/KH-SNV", "03/KH-SNV"),
        ("15/⁄BC-UBND", "15/BC-UBND"),
        ("https:⁄/sonha.example⁄a", "https://sonha.example/a"),
        ("https:⁄⁄sonha.example", "https://sonha.example"),
        ("https:/⁄sonha.example", "https://sonha.example"),
    ],
)
def test_a_fraction_slash_is_a_slash(read: str, printed: str) -> None:
    (line,) = parse(tsv(f"1 1 0 0 99 9 90 {read}"))
    assert (line[0].text, line[0].as_seen) == (printed, read)


def test_blank_words_are_no_words() -> None:
    assert parse(tsv("1 1 0 0 9 9 95  ")) == []


def test_a_page_without_words_is_no_error() -> None:
    assert parse(tsv()) == []


@pytest.mark.parametrize("text", ["", "Xin chào", "level\ttext\n5\tx\n", tsv("1 1 ? 0 9 9 90 a")])
def test_other_output_is_refused(text: str) -> None:
    with pytest.raises(UnreadableError):
        parse(text)
