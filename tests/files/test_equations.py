"""Equations of Word documents on one line."""

from __future__ import annotations

import pytest
from docx.oxml import parse_xml

from cchc_ocr.files.office.equations import equation
from tests.office import WORD_NAMESPACES


def term(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (term("x = 5"), "x = 5"),
        (f"<m:f><m:num>{term('a + b')}</m:num><m:den>{term('2')}</m:den></m:f>", "(a + b)/2"),
        (f"<m:sSup><m:e>{term('m')}</m:e><m:sup>{term('2')}</m:sup></m:sSup>", "m^2"),
        (f"<m:rad><m:e>{term('a b')}</m:e></m:rad>", "√(a b)"),
    ],
)
def test_an_equation_has_all_its_signs(content: str, text: str) -> None:
    assert equation(parse_xml(f"<m:oMath {WORD_NAMESPACES}>{content}</m:oMath>")) == text
