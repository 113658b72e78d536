"""Styles of Word documents."""

from __future__ import annotations

import pytest
from docx.oxml import parse_xml

from cchc_ocr.files.legacy import Font
from cchc_ocr.files.office.looks import Look
from cchc_ocr.files.office.word_styles import WordLists, WordStyles, changed, is_on, value_of
from tests.office import WORD_NAMESPACES

STYLES = parse_xml(
    f"<w:styles {WORD_NAMESPACES}>"
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr></w:rPrDefault>'
    "</w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"/>'
    '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="Normal"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:styleId="B"><w:basedOn w:val="A"/><w:rPr><w:vanish w:val="0"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Theme"><w:rPr><w:rFonts w:asciiTheme="minorHAnsi"/></w:rPr></w:style>'
    '<w:style w:type="numbering" w:styleId="List"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    "</w:styles>"
)
OLD = Font("TCVN3")


def properties(content: str, kind: str = "rPr") -> object:
    return parse_xml(f"<w:{kind} {WORD_NAMESPACES}>{content}</w:{kind}>")


@pytest.mark.parametrize(
    ("style", "look"),
    [
        (None, Look(font=OLD)),
        ("A", Look(hidden=True, font=OLD)),
        ("B", Look(font=OLD)),
        ("Loop", Look(font=OLD)),
        ("Theme", Look()),
    ],
)
def test_a_style_has_what_those_below_it_have(style: str | None, look: Look) -> None:
    assert WordStyles(STYLES).look(style) == look


def test_without_styles_all_is_plain() -> None:
    assert WordStyles(None).look("A") == Look()
    assert WordStyles(None).of_paragraph(None) is None
    assert WordStyles(STYLES).of_paragraph(None) == "Normal"


def test_properties_that_are_on_or_off() -> None:
    found = properties('<w:vanish/><w:caps w:val="0"/>')
    assert (is_on(found, "vanish"), is_on(found, "caps"), is_on(found, "b"), is_on(None, "b")) == (
        True,
        False,
        None,
        None,
    )
    assert changed(Look(capitals=True), found) == Look(hidden=True)
    assert changed(Look(capitals=True), None) == Look(capitals=True)
    assert value_of(found, "caps") == "0"


def test_a_list_may_be_that_of_a_style() -> None:
    numbering = parse_xml(
        f'<w:numbering {WORD_NAMESPACES}><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0">'
        '<w:start w:val="4"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1)"/></w:lvl></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="List"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num></w:numbering>'
    )
    lists = WordLists(numbering, WordStyles(STYLES))
    own = properties('<w:numPr><w:numId w:val="2"/></w:numPr>', "pPr")
    assert [lists.label(own), lists.label(own), lists.label(None)] == ["4)", "5)", ""]
    assert WordLists(None, WordStyles(STYLES)).label(own) == ""
