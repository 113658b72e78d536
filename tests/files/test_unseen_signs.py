"""Signs that nobody sees go, look-alikes become what they look like, and what is meant stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr.changes import replay
from cchc_ocr.files.unseen_signs import sign_changes


def shown(line: str) -> str:
    return replay(line, sign_changes(line))


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("hành chí\u200bnh, thủ t\u200dục", "hành chính, thủ tục"),
        ("hành chí\xadnh, hành\xad chính", "hành chính, hành chính"),
        ("nhiệm\u2060 vụ\ufeff", "nhiệm vụ"),
        ("\u200eSố: 45/BC\u2011SNV\u200f", "Số: 45/BC-SNV"),
        ("12\u2215KH\u00ad-UBND, 5\u20446, 7\uff0f8", "12/KH-UBND, 5/6, 7/8"),
        ("45/BC\xadSNV, 12/KH\xadUBND\xadTH", "45/BC-SNV, 12/KH-UBND-TH"),
        ("b\u00e1o \u0441\u00e1o c\u00f4ng t\u00e1\u0441", "báo cáo công tác"),
        ("\u0410 v\u00e0 \u0412", "A và B"),
        ("\u039d\u0399\u0395 và Ban", "NIE và Ban"),
    ],
)
def test_lines(seen: str, meant: str) -> None:
    assert shown(seen) == meant


@pytest.mark.parametrize(
    "text",
    [
        "Cải cách hành chính – năm “2024”…",
        "thủ tục hành chí\xad",
        "góc \u03b1 = 30\u00b0, 5 \u03bcm, \u03a9",
        "\u041c\u043e\u0441\u043a\u0432\u0430 (Mát-xcơ-va)",
        "a \u2010 b",
    ],
)
def test_what_is_meant_stays(text: str) -> None:
    assert shown(text) == text


@given(st.text(st.sampled_from("aáĐ-/ \u200b\xad\u2011\u2215\u0441\u0434\u0410\u03bf5")))
def test_nothing_more_is_found_the_second_time(line: str) -> None:
    assert sign_changes(shown(line)) == () or "\xad" in line or "\u0434" in line
