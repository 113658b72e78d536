"""Documents in the formats of office programs, and the plain texts that say the same.

A document is a list of parts; each function writes them in one format.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docx import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part as OpcPart
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from odf import style as odf_style
from odf import table as odf_table
from odf import text as odf_text
from odf.opendocument import OpenDocumentText


@dataclass(frozen=True)
class Blocks:
    """Two blocks side by side, in a table without rules: the head or the foot. Each text is a paragraph."""

    left: tuple[str, ...]
    right: tuple[str, ...]


@dataclass(frozen=True)
class Item:
    """An item of a list at a level from 0. The program makes its label; in a text it is typed."""

    text: str
    label: str
    level: int = 0


@dataclass(frozen=True)
class Grid:
    """A table with rules."""

    rows: tuple[tuple[str, ...], ...]


Part = Blocks | Item | Grid | str
LEVELS = (("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"))


def as_text(parts: list[Part]) -> str:
    """As a person types it: an empty line between paragraphs, tabs between the cells of a table."""
    return "\n\n".join(_typed(part) for part in parts)


def _typed(part: Part) -> str:
    if isinstance(part, Blocks):
        return "\n".join(part.left) + "\n\n" + "\n".join(part.right)
    if isinstance(part, Item):
        return f"{part.label} {part.text}"
    if isinstance(part, Grid):
        return "\n".join("\t".join(row) for row in part.rows)
    return part


def as_docx(parts: list[Part], path: Path) -> Path:
    document = Document()
    number = add_list(document, LEVELS)
    for part in parts:
        if isinstance(part, Blocks):
            table = document.add_table(1, 2)
            for cell, texts in zip(table.rows[0].cells, (part.left, part.right), strict=True):
                cell.text = texts[0]
                for text in texts[1:]:
                    cell.add_paragraph(text)
        elif isinstance(part, Grid):
            table = document.add_table(len(part.rows), len(part.rows[0]), "Table Grid")
            for row, texts in zip(table.rows, part.rows, strict=True):
                for cell, text in zip(row.cells, texts, strict=True):
                    cell.text = text
        elif isinstance(part, Item):
            numbered(document.add_paragraph(part.text), number, part.level)
        else:
            document.add_paragraph(part)
    document.save(str(path))
    return path


def add_list(document: Any, levels: tuple[tuple[str, str], ...], **attributes: str) -> int:
    """A list definition of a Word document; its number."""
    root = document.part.numbering_part.element
    number = 100 + len(root)
    told = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{attributes.get("start", "1")}"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for at, (kind, text) in enumerate(levels)
    )
    space = nsdecls("w")
    abstract = f'<w:abstractNum {space} w:abstractNumId="{number}">{told}</w:abstractNum>'
    root.insert(0, parse_xml(abstract))
    root.append(parse_xml(f'<w:num {space} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'))
    return number


def numbered(paragraph: Any, number: int, level: int = 0) -> None:
    properties = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    paragraph._p.get_or_add_pPr().append(parse_xml(properties))


def as_odt(parts: list[Part], path: Path) -> Path:
    document = OpenDocumentText()
    levels = odf_text.ListStyle(name="L1")
    for at, (kind, text) in enumerate(LEVELS, 1):
        form = {"upperRoman": "I", "decimal": "1", "lowerLetter": "a"}[kind]
        levels.addElement(odf_text.ListLevelStyleNumber(level=at, numformat=form, numsuffix=text[-1]))
    document.automaticstyles.addElement(levels)
    document.automaticstyles.addElement(odf_style.Style(name="P1", family="paragraph"))
    begun = False
    for part in parts:
        if isinstance(part, Blocks):
            document.text.addElement(_odf_table(((part.left, part.right),)))
        elif isinstance(part, Grid):
            document.text.addElement(_odf_table(tuple(tuple((text,) for text in row) for row in part.rows)))
        elif isinstance(part, Item):
            document.text.addElement(_odf_item(part, goes_on=begun))
            begun = True
        else:
            document.text.addElement(odf_text.P(text=part))
    document.save(str(path))
    return path


def _odf_table(rows: tuple[tuple[tuple[str, ...], ...], ...]) -> Any:
    table = odf_table.Table()
    for row in rows:
        made = odf_table.TableRow()
        for texts in row:
            cell = odf_table.TableCell()
            for text in texts:
                cell.addElement(odf_text.P(text=text))
            made.addElement(cell)
        table.addElement(made)
    return table


def _odf_item(part: Item, *, goes_on: bool) -> Any:
    content: Any = odf_text.P(text=part.text)
    for _ in range(part.level + 1):
        item = odf_text.ListItem()
        item.addElement(content)
        content = odf_text.List()
        content.addElement(item)
    content.setAttribute("stylename", "L1")
    if goes_on:
        content.setAttribute("continuenumbering", "true")
    return content


COUNTRY = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")

REPORT: list[Part] = [
    Blocks(
        ("UBND TỈNH SƠN HÀ", "SỞ NỘI VỤ", "Số: 215/BC-SNV"),
        (*COUNTRY, "Sơn Hà, ngày 12 tháng 6 năm 2024"),
    ),
    "BÁO CÁO",
    "Kết quả công tác cải cách hành chính 6 tháng đầu năm 2024",
    "Thực hiện Kế hoạch số 12/KH-UBND ngày 15/01/2024 của UBND tỉnh Sơn Hà về cải cách hành chính năm 2024, "
    "Sở Nội vụ báo cáo như sau:",
    Item("KẾT QUẢ THỰC HIỆN", "I."),
    Item("Công tác chỉ đạo, điều hành", "1.", 1),
    Item("Chỉ số cải cách hành chính năm 2023 của Sở đạt 86,75/100 điểm, xếp thứ 7/25 sở, ban, ngành.", "a)", 2),
    Item("Tiếp nhận 1.477 hồ sơ, trong đó giải quyết đúng hạn 1.470 hồ sơ, đạt 99,53%.", "b)", 2),
    Item("Cải cách thể chế", "2.", 1),
    "Kết quả chấm điểm như sau:",
    Grid(
        (
            ("TT", "Tiêu chí", "Điểm tối đa", "Điểm đạt"),
            ("1", "Công tác chỉ đạo, điều hành", "10,00", "9,25"),
            ("2", "Cải cách thể chế", "12,50", "10,50"),
            ("3", "Cải cách thủ tục hành chính", "15,00", "14,00"),
        )
    ),
    Item("PHƯƠNG HƯỚNG", "II."),
    "Trên đây là báo cáo kết quả công tác cải cách hành chính 6 tháng đầu năm 2024 của Sở Nội vụ./.",
    Blocks(
        ("Nơi nhận:", "- UBND tỉnh (b/c);", "- Các phòng thuộc Sở;", "- Lưu: VT, CCHC."),
        ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "", "Nguyễn Văn An"),
    ),
]

DECISION: list[Part] = [
    Blocks(
        ("ỦY BAN NHÂN DÂN", "HUYỆN LAM KIỀU", "Số: 1085/QĐ-CTUBND"),
        (*COUNTRY, "Lam Kiều, ngày 31 tháng 3 năm 2023"),
    ),
    "QUYẾT ĐỊNH",
    "Về việc công bố Chỉ số cải cách hành chính năm 2022 của các xã, thị trấn",
    "CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN LAM KIỀU",
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;",
    "Căn cứ Quyết định số 2636/QĐ-UBND ngày 01/12/2021 của UBND tỉnh Sơn Hà;",
    "Theo đề nghị của Trưởng phòng Nội vụ tại Tờ trình số 45/TTr-NV ngày 20/3/2023.",
    "QUYẾT ĐỊNH:",
    "Điều 1. Công bố Chỉ số cải cách hành chính năm 2022 của các xã, thị trấn như sau:",
    Grid(
        (
            ("Xếp hạng", "Đơn vị", "Tổng điểm", "Tỷ lệ (%)"),
            ("1", "UBND xã An Bình", "91,25", "91,25"),
            ("2", "UBND xã Hòa Lạc", "88,50", "88,50"),
            ("3", "UBND thị trấn Lam Kiều", "85,00", "85,00"),
        )
    ),
    "Điều 2. Chánh Văn phòng, Trưởng phòng Nội vụ và Chủ tịch UBND các xã, thị trấn chịu trách nhiệm thi hành.",
    Blocks(
        ("Nơi nhận:", "- Như Điều 2;", "- Sở Nội vụ;", "- Lưu: VT."),
        ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "", "Trần Thị Bình"),
    ),
]

LETTER: list[Part] = [
    Blocks(
        (
            "UBND TỈNH SƠN HÀ",
            "SỞ TÀI CHÍNH",
            "Số: 77/STC-VP",
            "V/v báo cáo kết quả tự chấm điểm",
            "cải cách hành chính",
        ),
        (*COUNTRY, "Sơn Hà, ngày 05 tháng 01 năm 2024"),
    ),
    "Kính gửi: Sở Nội vụ tỉnh Sơn Hà",
    "Thực hiện Công văn số 2105/SNV-CCHC ngày 20/12/2023 của Sở Nội vụ, Sở Tài chính tự chấm 88,25/100 điểm.",
    "Trân trọng./.",
    Blocks(
        ("Nơi nhận:", "- Như trên;", "- Lưu: VT."),
        ("GIÁM ĐỐC", "", "Lê Minh Châu"),
    ),
]
DOCUMENTS = {"report": REPORT, "decision": DECISION, "letter": LETTER}


WORD_NAMESPACES = (
    nsdecls("w", "wp", "a", "pic", "r", "m")
    + ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    + ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    + ' xmlns:v="urn:schemas-microsoft-com:vml"'
    + ' xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
)


def word_document(body: str, path: Path, **parts: str) -> Path:
    """A Word document with this content of its body, in the markup of Word; ``parts`` are those of other parts.

    The parts may be ``numbering``, ``footnotes``, ``endnotes`` and ``styles``; each is the content of its root.
    """
    document = Document()
    root = document.element.body
    for element in list(root)[:-1]:
        root.remove(element)
    wrapped = parse_xml(f"<w:body {WORD_NAMESPACES}>{body}</w:body>")
    for element in reversed(list(wrapped)):
        root.insert(0, element)
    for name, content in parts.items():
        _add_part(document, name, content)
    document.save(str(path))
    return path


def _add_part(document: Any, name: str, content: str) -> None:
    xml = f"<w:{name} {WORD_NAMESPACES}>{content}</w:{name}>"
    known = {"numbering": "numbering_part", "styles": "_styles_part"}.get(name)
    if known:
        part = getattr(document.part, known)
        for element in list(part.element) if name == "numbering" else ():
            part.element.remove(element)
        for element in parse_xml(xml):
            part.element.append(element)
        return
    kind = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{name}+xml"
    part = OpcPart(PackURI(f"/word/{name}.xml"), kind, xml.encode(), document.part.package)
    document.part.relate_to(part, f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{name}")


_ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{urn}:1.0"'
    for name, urn in (
        *((one, one) for one in ("office", "style", "table", "text")),
        *(("draw", "drawing"), ("svg", "svg-compatible"), ("fo", "xsl-fo-compatible")),
    )
)


def opendocument(
    body: str, path: Path, styles: str = "", *, common: str = "", masters: str = "", kind: str = "text"
) -> Path:
    """An OpenDocument file with this content of its body, in the markup of OpenDocument.

    ``styles`` are automatic ones, ``common`` those with names; ``masters`` are the pages with running heads.
    """
    content = (
        f"<office:document-content {_ODF}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"
    )
    named = (
        f"<office:document-styles {_ODF}><office:styles>{common}</office:styles>"
        f"<office:master-styles>{masters}</office:master-styles></office:document-styles>"
    )
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        package.writestr("content.xml", content)
        package.writestr("styles.xml", named)
    return path
