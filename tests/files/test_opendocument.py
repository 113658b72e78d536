"""OpenDocument texts to pages: what a reader of the print sees, and nothing else."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from cchc_ocr.document import Page
from cchc_ocr.files.office.reader import office_pages
from tests.office import opendocument


def told(tmp_path: Path, body: str, styles: str = "", **more: str) -> str:
    (page,) = pages(opendocument(body, tmp_path / "a.odt", styles, **more))
    return page.text


def pages(path: Path) -> tuple[Page, ...]:
    return office_pages(path, "odt")


def par(content: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{content}</text:p>'


def style(name: str, properties: str = "", attributes: str = "", paragraph: str = "") -> str:
    return (
        f'<style:style style:name="{name}" style:family="text" {attributes}>'
        f"<style:paragraph-properties {paragraph}/><style:text-properties {properties}/></style:style>"
    )


STYLES = (
    style("Hidden", 'text:display="none"')
    + style("Caps", 'fo:text-transform="uppercase"')
    + style("Old", 'style:font-name=".VnTime"')
    + style("Heir", "", 'style:parent-style-name="Old"')
    + style("Break", "", "", 'fo:break-before="page"')
    + style("Master", "", 'style:master-page-name="Standard"')
)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("Số: <text:span>15/BC-SNV</text:span> ngày", "Số: 15/BC-SNV ngày"),
        ("một<text:tab/>hai<text:s text:c='3'/>ba", "một hai ba"),
        ("một<text:line-break/>hai", "một\nhai"),
        ("thấy<text:span text:style-name='Hidden'>ẩn</text:span>", "thấy"),
        ("<text:span text:style-name='Caps'>Cộng hòa</text:span>", "CỘNG HÒA"),
        ("<text:span text:style-name='Old'>C«ng b¸o</text:span>", "Công báo"),
        ("<text:span text:style-name='Heir'>C«ng b¸o</text:span>", "Công báo"),
        ("một<office:annotation><text:p>nhận xét</text:p></office:annotation> hai", "một hai"),
        ("<text:a>cchc.vn</text:a> <text:page-number>3</text:page-number>", "cchc.vn 3"),
        ("một<text:hidden-text>ẩn</text:hidden-text><text:placeholder>&lt;bấm&gt;</text:placeholder>", "một"),
        ("<draw:frame><draw:text-box><text:p>khung</text:p></draw:text-box></draw:frame>ngoài", "khung\nngoài"),
        ("<draw:custom-shape><text:p>khung</text:p></draw:custom-shape>ngoài", "khung\nngoài"),
        ("21<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Xem.</text:p>"
         "</text:note-body></text:note> biên chế", "21 biên chế\n1 Xem."),
    ],
)  # fmt: skip
def test_a_paragraph_is_told_as_it_is_printed(tmp_path: Path, content: str, text: str) -> None:
    assert told(tmp_path, par(content), STYLES) == text


def test_deleted_text_is_not_told(tmp_path: Path) -> None:
    deleted = "<text:tracked-changes><text:changed-region><text:deletion><text:p>cũ</text:p></text:deletion>"
    assert told(tmp_path, f"{deleted}</text:changed-region></text:tracked-changes>{par('mới')}") == "mới"


def test_a_hidden_section_is_not_told(tmp_path: Path) -> None:
    hidden = f'<text:section text:display="none">{par("ẩn")}</text:section>'
    assert told(tmp_path, hidden + f"<text:section>{par('thấy')}</text:section>") == "thấy"


def levels(*given: tuple[str, str, int]) -> str:
    told_levels = "".join(
        f'<text:list-level-style-number text:level="{at}" style:num-format="{form}" style:num-suffix="{suffix}" '
        f'text:display-levels="{shown}"/>'
        for at, (form, suffix, shown) in enumerate(given, 1)
    )
    return f'<text:list-style style:name="L">{told_levels}</text:list-style>'


def items(*content: str, attributes: str = "") -> str:
    inner = "".join(f"<text:list-item>{one}</text:list-item>" for one in content)
    return f'<text:list text:style-name="L" {attributes}>{inner}</text:list>'


@pytest.mark.parametrize(
    ("given", "body", "text"),
    [
        ((("1", ".", 1),), items(par("a"), par("b") + par("goes on")), "1. a\n2. b\ngoes on"),
        ((("I", ".", 1), ("1", ".", 1)), items(par("a") + items(par("b"), par("c")), par("d")),
         "I. a\n1. b\n2. c\nII. d"),
        ((("1", ".", 1), ("1", ".", 2)), items(par("a") + items(par("b"))), "1. a\n1.1. b"),
        ((("a", ")", 1),), items(par("x"), attributes='xml:id="l1"') + par("giữa")
         + items(par("y"), attributes='text:continue-list="l1"'), "a) x\ngiữa\nb) y"),
        ((("1", ".", 1),), items(par("x")) + items(par("y")), "1. x\n1. y"),
        ((("1", ".", 1),), items(par("x")) + items(par("y"), attributes='text:continue-numbering="true"'),
         "1. x\n2. y"),
        ((("", "", 1),), items(par("x")), "x"),
    ],
)  # fmt: skip
def test_the_numbers_of_lists_are_in_the_text(
    tmp_path: Path, given: tuple[tuple[str, str, int], ...], body: str, text: str
) -> None:
    assert told(tmp_path, body, levels(*given)) == text


def test_headings_are_counted_by_their_levels(tmp_path: Path) -> None:
    outline = (
        '<text:outline-style style:name="Outline">'
        '<text:outline-level-style text:level="1" style:num-format="1" style:num-prefix="Điều "'
        ' style:num-suffix="."/>'
        "</text:outline-style>"
    )
    body = "".join(f'<text:h text:outline-level="1">{text}</text:h>' for text in ("Phạm vi", "Đối tượng"))
    assert told(tmp_path, body, common=outline) == "Điều 1. Phạm vi\nĐiều 2. Đối tượng"


def test_breaks_that_a_person_has_set_divide_pages(tmp_path: Path) -> None:
    body = par("một", "Master") + par("hai", "Break") + par("ba")
    assert [page.text for page in pages(opendocument(body, tmp_path / "a.odt", STYLES))] == ["một", "hai\nba"]


def test_a_table_keeps_its_rows_and_cells(tmp_path: Path) -> None:
    def cell(text: str, attributes: str = "") -> str:
        return f"<table:table-cell {attributes}>{par(text)}</table:table-cell>"

    body = (
        "<table:table><table:table-header-rows><table:table-row>"
        + cell("TT", 'table:number-rows-spanned="2"')
        + cell("Điểm", 'table:number-columns-spanned="2"')
        + "<table:covered-table-cell/></table:table-row></table:table-header-rows>"
        + "<table:table-row><table:covered-table-cell/>"
        + cell("2022")
        + cell("2023")
        + "</table:table-row></table:table>"
    )
    (page,) = pages(opendocument(body, tmp_path / "a.odt"))
    assert page.tables[0].rows == (("TT", "Điểm", ""), ("", "2022", "2023"))


def test_a_large_picture_is_for_review(tmp_path: Path) -> None:
    picture = '<draw:frame svg:width="16cm" svg:height="20cm"><draw:image/></draw:frame>'
    (page,) = pages(opendocument(par(f"một{picture}"), tmp_path / "a.odt"))
    assert (page.notes, page.in_part) == (("pictures not read: 1",), True)


def test_running_heads_are_told_below_the_text(tmp_path: Path) -> None:
    head = (
        '<style:master-page style:name="Standard"><style:header><text:p>Báo cáo năm 2023</text:p></style:header>'
        "<style:footer><text:p>Trang <text:page-number>1</text:page-number></text:p></style:footer>"
        "</style:master-page>"
    )
    assert told(tmp_path, par("Nội dung"), masters=head) == "Nội dung\nBáo cáo năm 2023"


def test_a_file_without_styles_is_read(tmp_path: Path) -> None:
    path = opendocument(par("một"), tmp_path / "a.odt")
    with zipfile.ZipFile(path) as package, zipfile.ZipFile(tmp_path / "b.odt", "w") as bare:
        for name in ("mimetype", "content.xml"):
            bare.writestr(name, package.read(name))
    assert pages(tmp_path / "b.odt")[0].text == "một"
