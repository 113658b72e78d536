"""Word documents to pages: what a reader of the print sees, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from docx.shared import Cm
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cchc_ocr.document import Page
from cchc_ocr.files.office.reader import office_pages
from cchc_ocr.files.office.word import read_word
from tests.office import add_list, numbered, word_document


def pages(path: Path) -> tuple[Page, ...]:
    return office_pages(path, "docx")


def told(tmp_path: Path, body: str, **parts: str) -> str:
    """The text of the only page of a document."""
    (page,) = pages(word_document(body, tmp_path / "a.docx", **parts))
    return page.text


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def par(*content: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(content)}</w:p>"


BOX = (
    "<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp>"
    f"<wps:txbx><w:txbxContent>{par(run('trong khung'))}</w:txbxContent></wps:txbx>"
    "</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
    f"<mc:Fallback><w:pict><v:textbox><w:txbxContent>{par(run('trong khung'))}</w:txbxContent></v:textbox>"
    "</w:pict></mc:Fallback></mc:AlternateContent>"
)
CONTENT = f"<w:txbxContent>{par(run('trong khung'))}</w:txbxContent>"
OLD_BOX = f"<w:pict><v:shape><v:textbox>{CONTENT}</v:textbox></v:shape></w:pict>"


def field(code: str, result: str) -> str:
    parts = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return f"{parts[0]}<w:r><w:instrText>{code}</w:instrText></w:r>{parts[1]}{result}{parts[2]}"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (run("Số: ") + run("15/BC-SNV"), "Số: 15/BC-SNV"),
        (run("một") + "<w:r><w:tab/></w:r>" + run("hai"), "một hai"),
        (run("một") + "<w:r><w:br/></w:r>" + run("hai"), "một\nhai"),
        (run("QĐ") + "<w:r><w:noBreakHyphen/></w:r>" + run("UBND"), "QĐ-UBND"),
        (run("hành") + "<w:r><w:softHyphen/></w:r>" + run("chính"), "hànhchính"),
        (f"<w:ins>{run('mới')}</w:ins><w:del><w:r><w:delText>cũ</w:delText></w:r></w:del>", "mới"),
        (f"<w:moveFrom>{run('từ')}</w:moveFrom><w:moveTo>{run('đến')}</w:moveTo>", "đến"),
        (run("thấy") + run("ẩn", "<w:vanish/>"), "thấy"),
        (run("ẩn", "<w:vanish/>") + run("thấy", '<w:vanish w:val="0"/>'), "thấy"),
        (run("Cộng hòa", "<w:caps/>"), "CỘNG HÒA"),
        (field(" DATE ", run("05/3/2024")), "05/3/2024"),
        (field(" IF " + "x", field(" PAGE ", run("3")) + run(" trang")), "3 trang"),
        (f"<w:fldSimple w:instr='TITLE'>{run('Báo cáo')}</w:fldSimple>", "Báo cáo"),
        (f"<w:hyperlink>{run('cchc.vn')}</w:hyperlink>", "cchc.vn"),
        (f"<w:smartTag>{run('Sơn Hà')}</w:smartTag>", "Sơn Hà"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('nội dung')}</w:sdtContent></w:sdt>", "nội dung"),
        (f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Bấm')}</w:sdtContent></w:sdt>x", ""),
        (run("nhận xét") + '<w:r><w:commentReference w:id="1"/></w:r>', "nhận xét"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + run(" có"), "☑ có"),
        (run("\uf0b3", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>') + run("80"), "≥80"),
        (run("C«ng b¸o", '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>'), "Công báo"),
        (run("Coâng baùo", '<w:rFonts w:ascii="VNI-Times" w:hAnsi="VNI-Times"/>'), "Công báo"),
        (run("Së néi vô", '<w:rFonts w:ascii=".VnTimeH" w:hAnsi=".VnTimeH"/>'), "SỞ NỘI VỤ"),
        (run("ViÖ", '<w:rFonts w:ascii=".VnTime"/>') + run("t Nam", '<w:rFonts w:ascii=".VnTime"/>'), "Việt Nam"),
        (run("\uf043\uf0abng", '<w:rFonts w:ascii=".VnTime"/>') + run(" báo"), "Công báo"),
        (run("Công bố, số liệu", '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>'), "Công bố, số liệu"),
        (run("Tổ chức"), "Tổ chức"),
        (f"<w:r>{BOX}</w:r>" + run("ngoài"), "trong khung\nngoài"),
        (f"<w:r>{OLD_BOX}</w:r>" + run("ngoài"), "trong khung\nngoài"),
        ("<m:oMath><m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>",
         "(a+b)/2"),
        ("<m:oMathPara><m:oMath><m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup>"
         "</m:sSup></m:oMath></m:oMathPara>", "x^2"),
    ],
)  # fmt: skip
def test_a_paragraph_is_told_as_it_is_printed(tmp_path: Path, content: str, text: str) -> None:
    body = par(content) + par(run("Hết"))
    assert told(tmp_path, body) == f"{text}\nHết".lstrip()


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next(tmp_path: Path) -> None:
    deleted = "<w:rPr><w:del w:id='1' w:author='a'/></w:rPr>"
    assert told(tmp_path, par(run("Báo "), properties=deleted) + par(run("cáo"))) == "Báo cáo"


def lists(*levels: tuple[str, str], more: str = "") -> str:
    told_levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (kind, text) in enumerate(levels)
    )
    return (
        f'<w:abstractNum w:abstractNumId="77">{told_levels}</w:abstractNum>'
        f'<w:num w:numId="7"><w:abstractNumId w:val="77"/></w:num>{more}'
    )


def item(text: str, level: int = 0, number: int = 7) -> str:
    place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return par(run(text), properties=place)


RESTART = (
    '<w:num w:numId="8"><w:abstractNumId w:val="77"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
)


@pytest.mark.parametrize(
    ("levels", "body", "text"),
    [
        ((("decimal", "Điều %1."),), item("Phạm vi") + item("Đối tượng"), "Điều 1. Phạm vi\nĐiều 2. Đối tượng"),
        ((("upperRoman", "%1."), ("decimal", "%2.")), item("A") + item("b", 1) + item("C") + item("d", 1),
         "I. A\n1. b\nII. C\n1. d"),
        ((("decimal", "%1."), ("decimal", "%1.%2."), ("lowerLetter", "%3)")),
         item("A") + item("b", 1) + item("b", 1) + item("c", 2), "1. A\n1.1. b\n1.2. b\na) c"),
        ((("bullet", "\uf0b7"),), item("mục") + item("mục"), "- mục\n- mục"),
        ((("bullet", "+"),), item("mục"), "+ mục"),
        ((("none", ""),), item("mục"), "mục"),
        ((("decimal", "%1."),), item("một") + item("") + item("hai"), "1. một\n3. hai"),
        ((("decimal", "%1."),), item("một") + item("năm", number=8) + item("sáu", number=8),
         "1. một\n5. năm\n6. sáu"),
        ((("decimal", "%1."),), item("một", number=0) + item("hai", 4) + item("ba", number=99), "một\nhai\nba"),
    ],
)  # fmt: skip
def test_the_numbers_of_lists_are_in_the_text(
    tmp_path: Path, levels: tuple[tuple[str, str], ...], body: str, text: str
) -> None:
    assert told(tmp_path, body, numbering=lists(*levels, more=RESTART)) == text


def test_the_numbers_of_styles_are_in_the_text(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Dieu"><w:name w:val="Dieu"/>'
        '<w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr><w:rPr><w:caps/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Khoan"><w:basedOn w:val="Dieu"/>'
        '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr><w:rPr><w:caps w:val="0"/></w:rPr></w:style>'
    )
    body = "".join(
        par(run(text), properties=f'<w:pStyle w:val="{style}"/>')
        for style, text in (
            ("Dieu", "Phạm vi"),
            ("Khoan", "Áp dụng"),
            ("Khoan", "Không áp dụng"),
            ("Dieu", "Hiệu lực"),
        )
    )
    numbering = lists(("decimal", "Điều %1."), ("decimal", "%2."))
    text = told(tmp_path, body, styles=styles, numbering=numbering)
    assert text == "Điều 1. PHẠM VI\n1. Áp dụng\n2. Không áp dụng\nĐiều 2. HIỆU LỰC"


def test_breaks_that_a_person_has_set_divide_pages(tmp_path: Path) -> None:
    broken = par(run("một") + '<w:r><w:br w:type="page"/></w:r>' + run("hai"))
    before = par(run("ba"), properties="<w:pageBreakBefore/>")
    section = par(run("bốn"), properties='<w:sectPr><w:type w:val="continuous"/></w:sectPr>')
    made = pages(word_document(broken + before + section + par(run("năm")), tmp_path / "a.docx"))
    assert [page.text for page in made] == ["một", "hai", "ba\nbốn", "năm"]
    assert [page.number for page in made] == [1, 2, 3, 4]


def cell(*content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(content)}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def plain_row(*texts: str) -> str:
    return row(*(cell(par(run(text))) for text in texts))


INNER = f"<w:tbl>{plain_row('x', 'y')}{plain_row('z', 'w')}</w:tbl>"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (plain_row("TT", "Sở", "Điểm") + plain_row("1", "Sở A", "80,5"),
         [["TT", "Sở", "Điểm"], ["1", "Sở A", "80,5"]]),
        (plain_row("TT", "Sở", "Điểm") + row(cell(par(run("Khối sở")), properties='<w:gridSpan w:val="3"/>')),
         [["TT", "Sở", "Điểm"], ["Khối sở", "", ""]]),
        (row(cell(par(run("TT")), properties='<w:vMerge w:val="restart"/>'), cell(par(run("A"))))
         + row(cell(par(run("mất")), properties="<w:vMerge/>"), cell(par(run("B")))), [["TT", "A"], ["", "B"]]),
        (row(cell(par(run("A"))), cell(par(run("B"))), properties='<w:gridBefore w:val="1"/>')
         + plain_row("1", "2", "3"),
         [["", "A", "B"], ["1", "2", "3"]]),
        (plain_row("TT", "Sở") + row(cell(par(run("cũ"))), cell(), properties="<w:del w:id='1'/>")
         + plain_row("1", "A"),
         [["TT", "Sở"], ["1", "A"]]),
        (plain_row("TT", "Sở") + row(cell(par(run("1")), par(run("2"))), cell(INNER)),
         [["TT", "Sở"], ["1 2", "x y z w"]]),
        (plain_row("TT", "Sở") + f"<w:sdt><w:sdtContent>{plain_row('1', 'A')}</w:sdtContent></w:sdt>",
         [["TT", "Sở"], ["1", "A"]]),
    ],
)  # fmt: skip
def test_a_table_keeps_its_rows_and_cells(tmp_path: Path, rows: str, expected: list[list[str]]) -> None:
    (page,) = pages(word_document(f"<w:tbl>{rows}</w:tbl>", tmp_path / "a.docx"))
    (table,) = page.tables
    assert [list(cells) for cells in table.rows] == expected
    assert page.text == "\n".join("\t".join(cells).rstrip() for cells in expected)


def test_notes_stand_at_the_foot_of_their_page(tmp_path: Path) -> None:
    notes = '<w:footnote w:id="1" w:type="separator"><w:p/></w:footnote>'
    notes += f'<w:footnote w:id="2">{par(run("Kế hoạch số 5/KH-SNV."))}</w:footnote>'
    notes += f'<w:footnote w:id="3">{par(run("Xem."))}</w:footnote>'
    ends = f'<w:endnote w:id="1">{par(run("Cuối."))}</w:endnote>'
    marks = [f'<w:r><w:footnoteReference w:id="{at}"/></w:r>' for at in (2, 3)]
    body = par(run("21 biên chế") + marks[0] + run(".")) + par(
        run("Phụ lục") + marks[1], properties="<w:pageBreakBefore/>"
    )
    body += par(run("Hết") + '<w:r><w:endnoteReference w:id="1"/></w:r>')
    made = pages(word_document(body, tmp_path / "a.docx", footnotes=notes, endnotes=ends))
    assert [page.text for page in made] == [
        "21 biên chế.\n1 Kế hoạch số 5/KH-SNV.",
        "Phụ lục\nHết\n2 Xem.\n3 Cuối.",
    ]
    assert made[0].lines[-1].zone == "footnote"


def test_running_heads_are_told_once_and_page_numbers_not(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("Nội dung")
    document.sections[0].header.paragraphs[0].text = "Báo cáo năm 2023"
    document.sections[0].footer.paragraphs[0].text = "Trang 1/12"
    document.save(str(tmp_path / "a.docx"))
    (page,) = pages(tmp_path / "a.docx")
    assert page.text == "Nội dung\nBáo cáo năm 2023"
    assert [line.zone for line in page.lines] == ["body", "page-number"]


def test_a_head_in_the_running_head_is_the_head(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("BÁO CÁO")
    document.sections[0].header.paragraphs[0].text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    document.save(str(tmp_path / "a.docx"))
    assert pages(tmp_path / "a.docx")[0].text == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nBÁO CÁO"


@pytest.mark.parametrize(("side", "in_part"), [(2.0, False), (16.0, True)])
def test_a_picture_is_noted_and_a_large_one_is_for_review(tmp_path: Path, side: float, in_part: bool) -> None:
    from PIL import Image

    Image.new("L", (40, 40), 128).save(tmp_path / "a.png")
    document = Document()
    document.add_paragraph("Nội dung")
    document.add_picture(str(tmp_path / "a.png"), width=Cm(side))
    document.save(str(tmp_path / "a.docx"))
    (page,) = pages(tmp_path / "a.docx")
    assert (page.notes, page.in_part) == (("pictures not read: 1",), in_part)


def test_python_docx_itself_writes_what_is_read(tmp_path: Path) -> None:
    document = Document()
    number = add_list(document, (("decimal", "Điều %1."),))
    numbered(document.add_paragraph("Phạm vi"), number)
    document.save(str(tmp_path / "a.docx"))
    assert read_word(tmp_path / "a.docx").blocks[0].text == "Điều 1. Phạm vi"  # type: ignore[union-attr]


WORDS = st.text("abcdefghđàảãáạăâêôơưỳỵ0123456789.,;:/()-", min_size=1, max_size=12)


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(WORDS, min_size=1, max_size=8).map(" ".join), min_size=1, max_size=12))
def test_any_text_of_paragraphs_comes_back(tmp_path: Path, texts: list[str]) -> None:
    document = Document()
    for text in texts:
        document.add_paragraph(text)
    document.save(str(tmp_path / "a.docx"))
    (page,) = pages(tmp_path / "a.docx")
    assert [line.text for line in page.lines] == texts
