"""Lines of a head in another language."""

from __future__ import annotations

import pytest

from cchc_ocr import lexicon as dictionaries
from cchc_ocr.extract.head.other_languages import is_in_another_language


@pytest.mark.parametrize(
    ("line", "is_foreign"),
    [
        ("SOCIALIST REPUBLIC OF VIETNAM", True),
        ("Independence - Freedom - Happiness", True),
        ("NA LOI WATER SUPPLY CO., LTD", True),
        ("SỞ SCIENCE AND TECHNOLOGY", False),  # it has a Vietnamese letter
        ("TRUNG TAM Y TE", False),  # without marks
        ("BAN CHQS", False),
        ("EA SUP", False),  # a place
        ("", False),
    ],
)
def test_lines(line: str, is_foreign: bool) -> None:
    assert is_in_another_language(line, dictionaries.load()) is is_foreign
