"""Patterns that can be read are the patterns that were meant."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr.patterns import accented, unaccented
from cchc_ocr.vietnamese import bare

PLAIN = st.text(st.sampled_from("abcxyz 019-/"), min_size=1, max_size=30)
PHRASES = st.text(st.sampled_from("ăâbcdđêioôơuư ọẻỹ"), min_size=1, max_size=30)


@given(PLAIN)
def test_a_pattern_without_accents_is_itself(text: str) -> None:
    source = re.escape(text.strip())
    assert unaccented(source).pattern == accented(source).pattern == source


@given(PHRASES)
def test_an_unaccented_pattern_finds_the_phrase_without_its_accents(text: str) -> None:
    phrase = " ".join(text.split())
    assert accented(phrase).fullmatch(phrase)
    assert unaccented(phrase).fullmatch(bare(phrase))


@given(PHRASES, st.text(st.characters(exclude_categories=["Cc", "Zl", "Zp"]), max_size=20))
def test_remarks_are_dropped(text: str, remark: str) -> None:
    phrase = " ".join(text.split())
    assert (
        accented(f"""
        {phrase}   # {remark}
        # {remark}
        |khác  #
    """).pattern
        == f"{phrase}|khác"
    )


@pytest.mark.parametrize(
    ("source", "pattern"),
    [
        ("kính gửi", "kính gửi"),
        ("  kính gửi  \n  |nơi nhận", "kính gửi|nơi nhận"),
        ("xếp thứ\\s  # a space at the end of a line\n\\d+", "xếp thứ\\s\\d+"),
        ("mục #5", "mục #5"),
        ("[# ]", "[# ]"),
        ("", ""),
    ],
)
def test_a_space_within_a_phrase_counts(source: str, pattern: str) -> None:
    assert accented(source).pattern == pattern


def test_flags_are_those_of_the_pattern() -> None:
    for made in (accented("sở", re.IGNORECASE), unaccented("sở", re.IGNORECASE)):
        assert made.flags & re.IGNORECASE


@pytest.mark.parametrize("make", [accented, unaccented])
def test_what_is_no_pattern_is_refused(make: object) -> None:
    with pytest.raises(re.error):
        make("(sở")  # type: ignore[operator]
