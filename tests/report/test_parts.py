"""Texts of documents as cells can hold them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from cchc_ocr.report.parts import clean


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("Cải cách\n thể  chế", "Cải cách thể chế"),
        ("a\x00b\x0bc\x85\ufffe", "abc"),
        ("tệp \udcb9.pdf", "tệp .pdf"),
        ("\t", ""),
        ("x" * 400, "x" * 299 + "…"),
    ],
)
def test_what_no_file_can_hold_is_left_out(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@given(st.text())
def test_whatever_was_read_fits_into_xml_and_utf8(text: str) -> None:
    element = etree.Element("cell")
    element.text = clean(text)
    assert etree.fromstring(etree.tostring(element, encoding="utf-8")).text in (clean(text), None)
    assert len(clean(text)) <= 300 and clean(clean(text)) == clean(text)
