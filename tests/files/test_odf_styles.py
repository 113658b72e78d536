"""Styles of OpenDocument files."""

from __future__ import annotations

from pathlib import Path

from cchc_ocr.files.legacy import Font
from cchc_ocr.files.office.lists import ListLevel
from cchc_ocr.files.office.looks import Look
from cchc_ocr.files.office.odf_styles import OdfStyles, parts_of
from tests.office import opendocument

STYLES = (
    '<style:style style:name="A"><style:text-properties fo:font-family="\'.VnTime\'" text:display="none"/>'
    "</style:style>"
    '<style:style style:name="B" style:parent-style-name="A" style:list-style-name="L">'
    '<style:text-properties text:display="true"/></style:style>'
    '<style:style style:name="C" style:parent-style-name="C"/>'
    '<text:list-style style:name="L"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/>'
    '<text:list-level-style-number text:level="2" style:num-format="A" style:num-prefix="(" style:num-suffix=")" '
    'text:start-value="2"/></text:list-style>'
)


def styles(tmp_path: Path) -> OdfStyles:
    path = opendocument("<text:p/>", tmp_path / "a.odt", STYLES, common='<style:style style:name="A"/>')
    return OdfStyles.of(*parts_of(path))


def test_a_style_has_what_those_above_it_have(tmp_path: Path) -> None:
    found = styles(tmp_path)
    assert found.look("A", Look()) == Look(hidden=True, font=Font("TCVN3"))
    assert found.look("B", Look()) == Look(font=Font("TCVN3"))
    assert found.look("none", Look(capitals=True)) == Look(capitals=True)
    assert found.look("C", Look()) == Look()


def test_the_levels_of_a_list(tmp_path: Path) -> None:
    found = styles(tmp_path)
    assert found.levels("L")[:2] == (ListLevel("bullet", "•"), ListLevel("upperLetter", "(%2)", 2))
    assert found.levels("none") == ()


def test_an_entity_is_not_followed(tmp_path: Path) -> None:
    import zipfile

    (tmp_path / "secret").write_text("secret")
    with zipfile.ZipFile(tmp_path / "a.odt", "w") as package:
        entity = f'<!DOCTYPE a [<!ENTITY x SYSTEM "{(tmp_path / "secret").as_uri()}">]><a>&x;</a>'
        package.writestr("content.xml", entity)
    content, named = parts_of(tmp_path / "a.odt")
    assert ("".join(content.itertext()).find("secret"), named) == (-1, None)
