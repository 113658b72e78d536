"""The text as lines, and back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr.corrections.text_lines import lines_of, text_of_lines

LINE = st.text(st.characters(exclude_characters="\n\f", exclude_categories=["Cs"]), max_size=8)


@given(st.lists(st.lists(LINE, max_size=4), min_size=1, max_size=4))
def test_lines_give_their_text_and_texts_their_lines(pages: list[list[str]]) -> None:
    assert lines_of(text_of_lines(pages)) == pages
