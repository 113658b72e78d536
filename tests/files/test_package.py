"""Office files by their content: which are read, which are named with what converts them, which are refused."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from cchc_ocr.errors import EncryptedError, UnreadableError
from cchc_ocr.files.office import package
from cchc_ocr.files.opening import is_document_by_content, open_document
from tests.office import LETTER, as_docx, as_odt

TYPES = '<Types><Override PartName="/a.xml" ContentType="application/vnd.{}+xml"/></Types>'


def zipped(path: Path, **parts: str) -> Path:
    with zipfile.ZipFile(path, "w") as made:
        for name, content in parts.items():
            made.writestr(
                {"types": "[Content_Types].xml", "manifest": "META-INF/manifest.xml"}.get(name, name), content
            )
    return path


def kind(path: Path) -> str | None:
    return package.office_kind(path, path.read_bytes()[:4096])


@pytest.mark.parametrize(
    ("types", "expected"),
    [
        ("openxmlformats-officedocument.wordprocessingml.document.main", "docx"),
        ("ms-word.document.macroEnabled.main", "docx"),
        ("openxmlformats-officedocument.wordprocessingml.template.main", "docx"),
        ("openxmlformats-officedocument.spreadsheetml.sheet.main", "xlsx"),
        ("ms-excel.sheet.macroEnabled.main", "xlsx"),
        ("something.else", None),
    ],
)
def test_the_content_tells_the_kind_and_not_the_name(tmp_path: Path, types: str, expected: str | None) -> None:
    assert kind(zipped(tmp_path / "a.zip", types=TYPES.format(types))) == expected


@pytest.mark.parametrize(("mime", "expected"), [("text", "odt"), ("text-template", "odt"), ("spreadsheet", "ods")])
def test_opendocument_files_name_their_type(tmp_path: Path, mime: str, expected: str) -> None:
    assert kind(zipped(tmp_path / "a", mimetype=f"application/vnd.oasis.opendocument.{mime}")) == expected


def test_only_what_can_be_read_is_found_by_content(tmp_path: Path) -> None:
    as_odt(LETTER, tmp_path / "letter.bak")
    (tmp_path / "old").write_bytes(b"{\\rtf1")
    zipped(tmp_path / "all.zip", **{"a.pdf": "%PDF-1.7"})
    assert [is_document_by_content(tmp_path / name) for name in ("letter.bak", "old", "all.zip")] == [
        True,
        False,
        False,
    ]


OLE = b"\xd0\xcf\x11\xe0" + bytes(600)


@pytest.mark.parametrize(
    ("name", "content", "what", "target"),
    [
        ("a.doc", OLE + "WordDocument\0".encode("utf-16-le"), "an old Word document", "docx"),
        ("a.xls", OLE + "Workbook\0".encode("utf-16-le"), "an old Excel workbook", "xlsx"),
        ("a.ppt", OLE + "PowerPoint Document\0".encode("utf-16-le"), "an old PowerPoint", "pdf"),
        ("a.wps", OLE, "an old Office file", "docx"),
        ("a.rtf", b"{\\rtf1\\ansi", "an RTF file", "docx"),
        ("a.wpd", b"\xffWPC\0\0", "a WordPerfect document", "docx"),
    ],
)
def test_old_kinds_are_named_with_what_converts_them(
    tmp_path: Path, name: str, content: bytes, what: str, target: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableError, match=what) as caught:
        open_document(tmp_path / name)
    assert f'soffice --headless --convert-to {target} "{name}"' in caught.value.hint


@pytest.mark.parametrize(
    ("types", "what"),
    [
        ("openxmlformats-officedocument.presentationml.presentation.main", "PowerPoint"),
        ("ms-excel.sheet.binary.macroEnabled.main", "binary Excel"),
    ],
)
def test_presentations_and_binary_workbooks_are_named(tmp_path: Path, types: str, what: str) -> None:
    zipped(tmp_path / "a.pptx", types=TYPES.format(types))
    with pytest.raises(UnreadableError, match=what):
        open_document(tmp_path / "a.pptx")


def test_encrypted_files_need_a_password(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(OLE + "EncryptedPackage\0".encode("utf-16-le"))
    mime = "application/vnd.oasis.opendocument.text"
    zipped(tmp_path / "a.odt", mimetype=mime, manifest="<manifest:encryption-data/>")
    for name in ("a.docx", "a.odt"):
        with pytest.raises(EncryptedError) as caught:
            open_document(tmp_path / name)
        assert caught.value.hint


def test_bombs_are_refused_before_they_are_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MOST_XML", 3 << 20)
    types = TYPES.format("openxmlformats-officedocument.wordprocessingml.document.main")
    with zipfile.ZipFile(tmp_path / "a.docx", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
        made.writestr("[Content_Types].xml", types)
        made.writestr("word/document.xml", bytes(package.MOST_XML + 1))
    assert (tmp_path / "a.docx").stat().st_size < 1 << 20
    with pytest.raises(UnreadableError, match="too large: 3 MB of text and 2 parts"):
        open_document(tmp_path / "a.docx")


@pytest.mark.parametrize("make", [as_docx, as_odt])
def test_entities_are_not_expanded(tmp_path: Path, make: object) -> None:
    whole = make(LETTER, tmp_path / "whole")  # type: ignore[operator]
    declared = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(tmp_path / "a.bin", "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name in ("word/document.xml", "content.xml"):
                text = content.decode().replace("Trân trọng", "&b;Trân trọng")
                content = text.replace("?>", f"?>{declared}", 1).encode()
            new.writestr(name, content)
    with open_document(tmp_path / "a.bin") as document:
        text = document.page(1).text  # type: ignore[union-attr]
    assert "Trân trọng" in text
    assert "aaaa" not in text


@pytest.mark.parametrize("cut", [30, 3000, -30])
def test_damaged_files_say_so(tmp_path: Path, cut: int) -> None:
    whole = as_docx(LETTER, tmp_path / "a.docx")
    whole.write_bytes(whole.read_bytes()[:cut])
    with pytest.raises(UnreadableError, match="damaged") as caught:
        open_document(whole)
    assert caught.value.hint


def test_an_archive_is_no_office_file(tmp_path: Path) -> None:
    zipped(tmp_path / "a.docx", types="<Types/>")
    with pytest.raises(UnreadableError, match="a ZIP or Office file"):
        open_document(tmp_path / "a.docx")
