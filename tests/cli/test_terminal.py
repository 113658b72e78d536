"""What comes from names and documents, as a terminal may be shown it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr.cli.terminal import one_line


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Báo cáo 2020.pdf", "Báo cáo 2020.pdf"),
        ("a\nb\tc", "a\\nb\\tc"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("b\udce1o", "b\ufffdo"),
        ("", ""),
    ],
)
def test_a_name_is_one_line(text: str, shown: str) -> None:
    assert one_line(text) == shown


@given(st.text())
def test_nothing_commands_the_terminal(text: str) -> None:
    assert one_line(text).isprintable()
