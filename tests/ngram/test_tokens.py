"""What the model takes for a word, a number, a code and a pause."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr.ngram.tokens import read_line, symbol, tokenize


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("S6:606/KL-SKHCN", ["s6", "<stop>", "<number>", "kl", "skhcn"]),
        ("dat7,70/8,00 diém", ["dat", "<date>", "diém"]),
        ("co' quan c6ng S¢ 6ng 5kg", ["co'", "quan", "c6ng", "s¢", "6ng", "<number>", "kg"]),
        ("a@sonha.vn, https://sonha.gov.vn/x.", ["<address>", "<pause>", "<address>"]),
        ("vp.sonha.gov.vn", ["<address>"]),
        ("năm 2024 ngày 03/02 – 12,5%", ["năm", "<year>", "ngày", "<date>", "<number>"]),
        ("'Một cửa' và ‘hai’", ["một", "cửa", "và", "hai"]),
        ("KH&CN & GD", ["kh&cn", "&", "gd"]),
        ("MA\x1b@ x\x08D đạt", ["đạt"]),  # what holds a control character is no word of a person
        ("", []),
    ],
)
def test_tokens(line: str, expected: list[str]) -> None:
    assert [symbol(token) for token in tokenize(line)] == expected


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("Quyết định số 15/QĐ-UBND của UBND", ["15", "QĐ", "UBND"]),
        ("Nghị quyết 05-NQ/TU, Luật 63/2025/QH15", ["05", "NQ", "TU", "63/2025", "QH15"]),
        ("Kế hoạch KH-UBND về kinh tế - xã hội", ["KH", "UBND"]),
        ("KINH TẾ-XÃ HỘI, 12/3/2024, 7/25 điểm", []),
        ("Số: /CTPH-HPN-SVH,TT,DL", ["CTPH", "HPN", "SVH", "TT", "DL"]),  # the number is filled in by hand
        ("số 12/KH-SVH,TT,DL, Sở", ["12", "KH", "SVH", "TT", "DL"]),
        ("số 12/KH-SYT, Sở; và/hoặc", ["12", "KH", "SYT"]),
    ],
)
def test_codes(line: str, codes: list[str]) -> None:
    assert [token.text for token in tokenize(line) if token.in_code and token.kind != "pause"] == codes


def test_tokens_lie_where_they_say() -> None:
    line = "đạt7,70/8,00 điểm (Sở KH&CN)"
    assert all(line[token.start : token.end] == token.text for token in tokenize(line))


@given(st.text(st.sampled_from("Sở Nội vụ 05/QĐ-UBND 7,70 a@b.vn ;.'’()–·\n"), max_size=40) | st.text(max_size=20))
def test_tokens_of_any_text_are_in_order_apart_and_lie_where_they_say(line: str) -> None:
    ends = 0
    for token in tokenize(line):
        assert ends <= token.start < token.end <= len(line)
        assert line[token.start : token.end] == token.text
        ends = token.end


@given(st.text(max_size=40))
def test_no_symbol_holds_a_space_or_a_capital(line: str) -> None:
    for token in tokenize(line):
        assert symbol(token).split() == [symbol(token)]
        assert token.kind != "word" or symbol(token) == token.text.lower()


def test_a_line_is_read_in_any_normal_form() -> None:
    decomposed = "So\u031b\u0309 No\u0323\u0302i vu\u0323"
    assert [token.text for token in read_line(decomposed)] == ["Sở", "Nội", "vụ"]
