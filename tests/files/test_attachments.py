"""Files inside PDFs: their names are made safe, their content is bounded, and each opens by a path of its own."""

from __future__ import annotations

import zlib
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr.document import Page
from cchc_ocr.errors import UnreadableError
from cchc_ocr.files import attachments as module
from cchc_ocr.files.attachments import attachments, on_disk, safe_name
from cchc_ocr.files.passwords import Passwords, parse
from tests.attached import content, holding
from tests.documents import first


def names(path: Path) -> list[str]:
    with pikepdf.open(path) as pdf:
        return [one.name for one in attachments(pdf)]


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("phụ lục 1.pdf", "phụ lục 1.pdf"),
        ("../../x.pdf", "x.pdf"),
        ("..\\x.pdf", "x.pdf"),
        ("/etc/passwd", "passwd"),
        ("C:\\a.pdf", "a.pdf"),
        ("a/b/", "b"),
        ("..", "attachment"),
        ("", "attachment"),
        (".hidden.pdf", "hidden.pdf"),
        ("a\x00b\n.pdf", "a_b_.pdf"),
        ("a#b.pdf", "a_b.pdf"),
        ("aux", "_aux"),
        ("\u202efdp.exe", "_fdp.exe"),  # turns the direction of the text
        (f"{'ạ' * 200}.pdf", f"{'ạ' * 32}.pdf"),
    ],
)
def test_names(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@given(st.text())
def test_a_safe_name_is_the_name_of_one_file(name: str) -> None:
    safe = safe_name(name)
    assert safe and Path(safe).name == safe and len(safe.encode()) <= 100
    assert not set(safe) & set('/\\:*?"<>|#\0') and safe not in (".", "..") and not safe.startswith(".")
    assert safe_name(safe) == safe


def test_equal_names_are_told_apart(tmp_path: Path) -> None:
    inside = [(name, bytes([at])) for at, name in enumerate(["a.pdf", "x/a.pdf", "A.pdf", "a~2.pdf"])]
    assert names(holding(tmp_path / "a.pdf", inside)) == ["a.pdf", "a~2.pdf", "A~3.pdf", "a~2~2.pdf"]


def test_files_on_pages_are_found_and_nothing_twice(tmp_path: Path) -> None:
    path = holding(tmp_path / "a.pdf", [("list.pdf", b"1")])
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        marks = []
        for specification in (pdf.attachments["0000"], pikepdf.AttachedFileSpec(pdf, b"2", filename="pinned.pdf")):
            mark = pikepdf.Dictionary(Subtype=pikepdf.Name.FileAttachment, FS=specification.obj)
            marks.append(pdf.make_indirect(mark))
        pdf.pages[0].Annots = pikepdf.Array(marks)
        pdf.save(path)
    assert names(path) == ["list.pdf", "pinned.pdf"]


@pytest.mark.parametrize(
    "tree", ["<< >>", "[1 2]", "<< /Names [1 2 (a)] >>", "<< /Names [(a) << /EF 5 >>] /Kids [1 null] >>", "5"]
)
def test_a_damaged_tree_of_names_holds_nothing(tmp_path: Path, tree: str) -> None:
    path = holding(tmp_path / "a.pdf", [])
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.Root.Names = pikepdf.Dictionary(EmbeddedFiles=pikepdf.Object.parse(tree.encode()))
        pdf.save(path)
    assert names(path) == []


def test_a_tree_of_names_that_leads_back_to_itself_ends(tmp_path: Path) -> None:
    path = holding(tmp_path / "a.pdf", [("a.pdf", b"1")])
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        tree = pdf.make_indirect(pdf.Root.Names.EmbeddedFiles)
        tree.Kids = pikepdf.Array([tree, tree])
        pdf.Root.Names.EmbeddedFiles = tree
        pdf.save(path)
    assert names(path) == ["a.pdf"]


def test_one_inside_another_opens_by_its_path(tmp_path: Path) -> None:
    deep = content(tmp_path, text="Sau 3")
    holding(tmp_path / "a.pdf", [("../b.pdf", content(tmp_path, [("c.pdf", deep)]))])
    page = first(tmp_path / "a.pdf#b.pdf#c.pdf")
    assert isinstance(page, Page) and page.text == "Sau 3"
    with on_disk(tmp_path / "a.pdf#b.pdf", Passwords()) as file:
        assert file.name == "a.pdf#b.pdf" and file.parent != tmp_path
    assert not file.exists()


def test_a_file_of_the_whole_name_comes_first(tmp_path: Path) -> None:
    holding(tmp_path / "a.pdf", [("b.txt", b"inside")])
    (tmp_path / "a.pdf#b.txt").write_text("outside")
    page = first(tmp_path / "a.pdf#b.txt")
    assert isinstance(page, Page) and page.text == "outside"


@pytest.mark.parametrize("name", ["a.pdf#c.pdf", "a.pdf#", "a.pdf#b.pdf#c.pdf", "a.pdf#b.pdf#x#y#z", "#b.pdf"])
def test_what_is_not_attached(tmp_path: Path, name: str) -> None:
    holding(tmp_path / "a.pdf", [("b.pdf", content(tmp_path))])
    with pytest.raises(UnreadableError, match=r"no such file"):
        first(tmp_path / name)


def test_what_is_attached_to_an_encrypted_file(tmp_path: Path) -> None:
    holding(tmp_path / "plain.pdf", [("b.txt", "Số 5".encode())])
    with pikepdf.open(tmp_path / "plain.pdf") as pdf:
        pdf.save(tmp_path / "a.pdf", encryption=pikepdf.Encryption(user="1234", owner="x"))
    page = first(tmp_path / "a.pdf#b.txt", passwords=parse("1234"))
    assert isinstance(page, Page) and page.text == "Số 5"


def test_what_unfolds_into_a_huge_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LARGEST", 1 << 20)
    path = holding(tmp_path / "a.pdf", [("b.txt", b"x")])
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        stream = pdf.attachments["0000"].obj.EF.F
        stream.write(zlib.compress(bytes(1 << 21)), filter=pikepdf.Name.FlateDecode)
        pdf.save(path)
    assert names(path) == ["b.txt"]
    with pytest.raises(UnreadableError, match="more than 1 MB"):
        first(tmp_path / "a.pdf#b.txt")


def test_so_many_are_looked_at(tmp_path: Path) -> None:
    assert len(names(holding(tmp_path / "a.pdf", [(f"{at}.txt", b"x") for at in range(210)]))) == 200
