"""Which words of a first reading are read again: what context does not tell, or tells otherwise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr import lexicon, ngram
from cchc_ocr.document import Box, Line, Word
from cchc_ocr.reading.doubt import doubted, trusted

SYLLABLES = lexicon.load().syllables
MODEL = ngram.bundled()


def line(text: str, confidence: float = 0.96) -> Line:
    """A line of words that stand apart."""
    return Line(
        tuple(Word(word, Box(100 * at, 0, 100 * at + 80, 30), confidence) for at, word in enumerate(text.split()))
    )


def doubts(*texts: str) -> list[str]:
    """The words of lines that are doubted."""
    lines = [line(text) for text in texts]
    found = doubted(lines, SYLLABLES, MODEL)
    return [
        word.text
        for one, marks in zip(lines, found, strict=True)
        for word, doubt in zip(one.words, marks, strict=True)
        if doubt
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Sở Nội vụ tổ chức thực hiện công tác cải cách hành chính", []),
        ("Sở Nội vụ tô chức thực hiện công tác cải cách hành chính", ["tô"]),
        ("các cơ quan, đơn vị chú động đề nâng cao chất lượng", ["chú", "đề"]),
        ("ban hành quyết định của Chủ tịch Ủy ban nhân dân tính", ["tính"]),
        ("tổng số điểm đạt 85,5 điểm trong năm", ["85,5"]),
        ("phát triển khoa học công nghệ. và đổi mới sáng tạo", ["nghệ."]),
        ("các nội dung cụ thể như sau:", ["sau:"]),
        ("sửa đổi, bổ Sung một số nội dung của quy định", ["Sung"]),
        ("Ủy ban nhân dân tỉnh giao Sở Nội vụ chủ trì", []),
        ("căn cứ Kế hoạch số 15/KH-UBND của tỉnh", ["15/KH-UBND"]),
    ],
)
def test_what_context_does_not_tell(text: str, wanted: list[str]) -> None:
    assert doubts(text) == wanted


def test_lines_around_tell_the_words_at_the_ends() -> None:
    assert "tô" in doubts("nâng cao hiệu quả công tác tô", "chức và thực hiện nhiệm vụ được giao")
    assert "tổ" not in doubts("nâng cao hiệu quả công tác tổ", "chức và thực hiện nhiệm vụ được giao")


def test_of_what_the_engine_is_unsure_is_doubted() -> None:
    sure, unsure = (doubted([line("công tác cải cách", one)], SYLLABLES, MODEL)[0] for one in (0.96, 0.4))
    assert not any(sure)
    assert all(unsure)


def test_no_lines() -> None:
    assert doubted([], SYLLABLES, MODEL) == []
    assert doubted([Line()], SYLLABLES, MODEL) == [[]]


@given(st.lists(st.sampled_from(["tổ", "chức", "12", "¢6c", "a", "QĐ-UBND", "–", "Hà", ";", "x."])))
def test_each_word_has_an_answer_and_trust_takes_none_away(words: list[str]) -> None:
    one = line(" ".join(words), 0.9)
    (found,) = doubted([one], SYLLABLES, MODEL)
    assert len(found) == len(words)
    after = trusted(one, found)
    for old, new, doubt in zip(one.words, after.words, found, strict=True):
        assert new.text == old.text
        assert new.confidence == old.confidence if doubt else new.confidence > old.confidence
