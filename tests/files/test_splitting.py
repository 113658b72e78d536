"""Pages taken out of a file: as they are, and without what belongs to the whole."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from cchc_ocr.errors import UnreadableError
from cchc_ocr.files.options import ReadOptions
from cchc_ocr.files.passwords import Passwords
from cchc_ocr.files.splitting import TakenOut, take_out
from tests.attached import holding


def jpeg(shade: int) -> bytes:
    content = io.BytesIO()
    Image.new("L", (80, 100), shade).save(content, "JPEG")
    return content.getvalue()


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """A PDF of three scanned pages, of which the second is turned and has a note with a link to the first."""
    with pikepdf.new() as pdf:
        for shade in (10, 120, 240):
            picture = pikepdf.Stream(pdf, jpeg(shade))
            picture.update(
                pikepdf.Dictionary(
                    Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=80, Height=100,
                    ColorSpace=pikepdf.Name.DeviceGray, BitsPerComponent=8, Filter=pikepdf.Name.DCTDecode,
                )
            )  # fmt: skip
            page = pdf.add_blank_page(page_size=(80, 100))
            page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=pdf.make_indirect(picture)))
            page.contents_add(b"80 0 0 100 0 0 cm /Im Do")
        pdf.pages[1].rotate(90, relative=False)
        link = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9],
            Dest=pikepdf.Array([pdf.pages[0].obj, pikepdf.Name.Fit]), Contents="xem",
        )  # fmt: skip
        pdf.pages[1].obj.Annots = pikepdf.Array([link])
        pdf.save(tmp_path / "a.pdf")
    return tmp_path / "a.pdf"


def pictures(data: bytes) -> list[bytes]:
    """The pictures of the pages, encoded as they are stored."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [page.obj.Resources.XObject.Im.read_raw_bytes() for page in pdf.pages]


def test_pictures_are_not_encoded_anew(scan: Path) -> None:
    before = scan.read_bytes()
    first, rest = take_out(scan, [[1], [2, 3]], ReadOptions()).files
    assert (pictures(first), pictures(rest)) == ([jpeg(10)], [jpeg(120), jpeg(240)])
    assert scan.read_bytes() == before


def test_pages_keep_turns_and_notes_but_nothing_of_other_pages(scan: Path) -> None:
    (part,) = take_out(scan, [[2]], ReadOptions()).files
    with pikepdf.open(io.BytesIO(part)) as pdf:
        assert pdf.pages[0].obj.Rotate == 90
        assert str(pdf.pages[0].obj.Annots[0].Contents) == "xem"
        assert len(pdf.pages) == 1
    assert jpeg(10) not in part


def test_form_fields_are_shown_in_their_part_alone(scan: Path) -> None:
    with pikepdf.open(scan, allow_overwriting_input=True) as pdf:
        look = pikepdf.Stream(pdf, b"q Q", BBox=[0, 0, 9, 9], Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
        widget = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Tx, T="so", V="105",
                Rect=[0, 0, 9, 9], AP=pikepdf.Dictionary(N=look),
            )
        )  # fmt: skip
        pdf.pages[2].obj.Annots = pikepdf.Array([widget])
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([widget]))
        pdf.save(scan)
    first, last = take_out(scan, [[1, 2], [3]], ReadOptions()).files
    with pikepdf.open(io.BytesIO(last)) as pdf:
        assert str(pdf.pages[0].obj.Annots[0].V) == "105"
        assert len(pdf.Root.AcroForm.Fields) == 1
    with pikepdf.open(io.BytesIO(first)) as pdf:
        assert "/AcroForm" not in pdf.Root


def test_the_same_pages_give_the_same_bytes(scan: Path) -> None:
    assert take_out(scan, [[1, 2]], ReadOptions()) == take_out(scan, [[1, 2]], ReadOptions())


def test_what_stays_behind_is_said(tmp_path: Path, scan: Path) -> None:
    holder = holding(tmp_path / "b.pdf", [("phu luc.txt", b"x")])
    assert take_out(holder, [[1]], ReadOptions()).remarks == (
        "b.pdf: the files attached to it are in none of the parts",
    )
    with pikepdf.open(scan) as pdf:
        pdf.save(tmp_path / "c.pdf", encryption=pikepdf.Encryption(owner="o", user="1234"))
    options = ReadOptions(passwords=Passwords((("", "1234"),)))
    taken = take_out(tmp_path / "c.pdf", [[1]], options)
    assert taken.remarks == ("c.pdf: the parts are not encrypted, as the file is",)
    assert pictures(taken.files[0]) == [jpeg(10)]


def test_layers_that_are_off_stay_off(scan: Path) -> None:
    with pikepdf.open(scan, allow_overwriting_input=True) as pdf:
        layer = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="nháp"))
        pdf.Root.OCProperties = pikepdf.Dictionary(
            OCGs=pikepdf.Array([layer]), D=pikepdf.Dictionary(OFF=pikepdf.Array([layer]))
        )
        pdf.save(scan)
    (part,) = take_out(scan, [[3]], ReadOptions()).files
    with pikepdf.open(io.BytesIO(part)) as pdf:
        assert len(pdf.Root.OCProperties.D.OFF) == 1


def test_pictures_become_pdfs_without_loss(tmp_path: Path) -> None:
    pytest.importorskip("img2pdf", reason="the extra pdf is not installed")
    frames = [Image.new("L", (60, 80), shade) for shade in (0, 100, 200)]
    frames[0].save(tmp_path / "a.tif", save_all=True, append_images=frames[1:])
    taken = take_out(tmp_path / "a.tif", [[1], [2, 3]], ReadOptions())
    assert taken.remarks == ()
    counts = []
    for data in taken.files:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            counts.append(len(pdf.pages))
    assert counts == [1, 2]


def test_what_is_damaged_cannot_be_taken_out(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\nnothing")
    with pytest.raises(UnreadableError, match="its pages cannot be taken out"):
        take_out(tmp_path / "a.pdf", [[1]], ReadOptions())
    assert TakenOut(()).remarks == ()
