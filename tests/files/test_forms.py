"""Fields of forms: what is filled in is read, whether or not it has an appearance."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from cchc_ocr.document import Page
from cchc_ocr.files.forms import CHECKED
from cchc_ocr.picture.pixels import PageImage
from tests.documents import first, scan

_WHERE = (200, 600, 400, 620)
_COMBO = 1 << 17


def _form(path: Path, *fields: dict[str, Any], below: Path | None = None, **form: Any) -> Path:
    """A page with the words "Ho ten:" and the fields; over the first page of ``below`` where that is given."""
    with pikepdf.open(below) if below else pikepdf.new() as pdf:
        page = pdf.pages[0] if below else pdf.add_blank_page(page_size=(595, 842))
        font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
        if not below:
            page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
            page.Contents = pdf.make_stream(b"BT /F1 12 Tf 150 604 Td (Ho ten:) Tj ET")
        made = []
        for field in fields:
            shown = field.pop("shown", None)
            base = {"Type": Name.Annot, "Subtype": Name.Widget, "F": 4, "Rect": Array(_WHERE)}
            widget = Dictionary(**{**base, **field})
            if shown is not None:
                look = pdf.make_stream(b"/Tx BMC q BT /F1 12 Tf 2 4 Td (" + shown + b") Tj ET Q EMC")
                look.Type, look.Subtype, look.BBox = Name.XObject, Name.Form, Array([0, 0, 200, 20])
                look.Resources = Dictionary(Font=Dictionary(F1=font))
                widget.AP = Dictionary(N=look)
            made.append(pdf.make_indirect(widget))
        page.obj.Annots = Array(made)
        pdf.Root.AcroForm = Dictionary(Fields=Array(made), **form)
        pdf.save(path)
    return path


def _typed(path: Path, **options: object) -> list[str]:
    image = first(path, force_ocr=True, **options)
    assert isinstance(image, PageImage)
    return [" ".join(word.text for word in run) for run in image.typed]


_TEXT = {"FT": Name.Tx, "V": String("Nguyễn Văn Mẫu")}
_CHOICES = Array([Array([String("1"), String("Sở Nội vụ")]), String("Sở Y tế")])
_LOOKS = Dictionary(N=Dictionary(Yes=Dictionary(), Off=Dictionary()))


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        (_TEXT, ["Nguyễn Văn Mẫu"]),
        ({**_TEXT, "shown": b"Nguyn Vn Mu"}, ["Nguyễn Văn Mẫu"]),  # standard fonts lack letters
        ({"FT": Name.Tx, "V": String("1234.5"), "shown": b"1.234,50"}, ["1.234,50"]),  # formatted by a script
        ({"FT": Name.Tx, "V": String("45"), "shown": b""}, ["45"]),  # filled in by a program that draws nothing
        ({"FT": Name.Tx, "V": String("một\r\nhai"), "Ff": 1 << 12}, ["một", "hai"]),
        ({"FT": Name.Tx, "V": 45}, ["45"]),
        ({"FT": Name.Tx, "V": pikepdf.Object.parse(b"4.50")}, ["4.50"]),
        ({"FT": Name.Tx, "V": Array([String("45")])}, []),
        ({"FT": Name.Tx, "V": String("secret"), "Ff": 1 << 13}, []),  # a password
        ({**_TEXT, "F": 2}, []),  # hidden
        ({"FT": Name.Ch, "Ff": _COMBO, "V": String("1"), "Opt": _CHOICES}, ["Sở Nội vụ"]),
        ({"FT": Name.Ch, "Ff": _COMBO, "V": String("Sở Y tế"), "Opt": _CHOICES}, ["Sở Y tế"]),
        ({"FT": Name.Ch, "V": Array([String("1"), String("Sở Y tế")]), "Opt": _CHOICES}, ["Sở Nội vụ", "Sở Y tế"]),
        ({"FT": Name.Btn, "V": Name.Yes, "AS": Name.Yes, "AP": _LOOKS}, [CHECKED]),
        ({"FT": Name.Btn, "V": Name.Off, "AS": Name.Off, "AP": _LOOKS}, []),
        ({"FT": Name.Btn, "V": Name.Two, "AS": Name.Off, "AP": _LOOKS}, []),  # another button of its group
        ({"FT": Name.Btn, "Ff": 1 << 16, "V": Name.Yes}, []),  # a button to press
        ({"FT": Name.Sig, "shown": b"105"}, ["105"]),  # what a registry puts into a document
        ({"FT": Name.Sig, "shown": b"Signed by: So Noi vu"}, []),
        ({"FT": Name.Sig, "shown": b"SO NOI VU vanthu@sonha.gov.vn"}, []),
        ({"FT": Name.Sig, "shown": b"SO NOI VU 12.03.2024 08:15:24 +07:00"}, []),
        ({"FT": Name.Sig}, []),
    ],
)
def test_each_kind_of_field(tmp_path: Path, field: dict[str, Any], expected: list[str]) -> None:
    assert _typed(_form(tmp_path / "a.pdf", dict(field))) == expected


def test_the_value_counts_where_appearances_are_out_of_date(tmp_path: Path) -> None:
    path = _form(tmp_path / "a.pdf", {"FT": Name.Tx, "V": String("45"), "shown": b"9"}, NeedAppearances=True)
    assert _typed(path) == ["45"]


def test_a_field_takes_from_its_parent_what_it_lacks(tmp_path: Path) -> None:
    with pikepdf.open(_form(tmp_path / "a.pdf", {}), allow_overwriting_input=True) as pdf:
        widget = pdf.pages[0].Annots[0]
        widget.Parent = pdf.make_indirect(Dictionary(FT=Name.Tx, V=String("Trần Thị Thử")))
        widget.Parent.Parent = widget.Parent  # a chain without end
        pdf.save(tmp_path / "a.pdf")
    assert _typed(tmp_path / "a.pdf") == ["Trần Thị Thử"]


def test_a_value_stands_beside_its_label(tmp_path: Path) -> None:
    page = first(_form(tmp_path / "a.pdf", dict(_TEXT)), trust_text=True)
    assert isinstance(page, Page)
    assert page.text == "Ho ten: Nguyễn Văn Mẫu"
    boxes = {word.text: word.box for line in page.lines for word in line.words}
    label, value = boxes["ten:"], boxes["Nguyễn"]
    assert label and value
    assert abs(label.y0 + label.y1 - value.y0 - value.y1) < 40


def test_a_value_on_a_scan_lies_in_the_pixels_of_its_picture(tmp_path: Path) -> None:
    image = first(_form(tmp_path / "b.pdf", dict(_TEXT), below=scan(tmp_path / "a.pdf")))
    assert isinstance(image, PageImage)
    (run,) = image.typed
    box = run[0].box
    assert box and image.dpi == 150
    assert abs(box.x0 - 200 / 72 * 150) < 8 and abs(box.y0 - (842 - 620) / 72 * 150) < 20


@pytest.mark.parametrize(
    "field",
    [
        {"FT": Name.Tx, "V": String("a" * 6000)},
        {"FT": Name.Tx, "V": String("a b " * 9000)},
        {"FT": Name.Tx, "V": String("45")},  # without a place
        {"FT": Name.Tx, "V": String("45"), "Rect": Array([1, 2])},
        {"FT": Name.Tx, "V": String("45"), "Rect": String("nowhere")},
    ],
)
def test_a_field_that_cannot_be_read_is_counted(tmp_path: Path, field: dict[str, Any]) -> None:
    path = _form(tmp_path / "a.pdf", {})
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for key, value in field.items():
            pdf.pages[0].Annots[0][f"/{key}"] = value
        if "Rect" not in field and len(str(field["V"])) < 9:
            del pdf.pages[0].Annots[0]["/Rect"]
        pdf.save(path)
    image = first(path, force_ocr=True)
    assert isinstance(image, PageImage)
    assert (image.typed, image.notes[-1]) == ((), "form fields filled in and not read: 1")


_STAMP = {"Subtype": Name.Stamp, "Contents": String("a note that viewers show elsewhere")}
_OVER = {"Subtype": Name.FreeText, "Contents": String("45/BC-SNV"), "DA": String("/Helv 12 Tf 0 g")}


@pytest.mark.parametrize(
    ("annotation", "expected"),
    [
        ({**_STAMP, "shown": b"Ngay den: 20/4/2024"}, ["Ngay den: 20/4/2024"]),
        ({**_STAMP, "shown": b"Ky boi: So Noi vu"}, []),
        ({**_STAMP, "shown": b"45/BC-SNV", "F": 2}, []),
        (_STAMP, []),
        ({**_OVER, "shown": b"45/BC-SNV"}, ["45/BC-SNV"]),
        (_OVER, ["45/BC-SNV"]),
        ({**_OVER, "Contents": String("Sơn Hà, ngày 05"), "shown": b"S?n H"}, ["Sơn Hà, ngày 05"]),
        ({"Subtype": Name.Text, "Contents": String("a comment"), "shown": b"a comment"}, []),
        ({"Subtype": Name.Link, "Contents": String("a link")}, []),
    ],
    ids=["stamp", "signed", "hidden", "bare", "typed over", "not drawn", "letters", "comment", "link"],
)
def test_what_viewers_show_of_stamps_and_of_text_typed_over_a_page_is_read(
    tmp_path: Path, annotation: dict[str, Any], expected: list[str]
) -> None:
    assert _typed(_form(tmp_path / "a.pdf", dict(annotation))) == expected


def test_text_typed_over_a_page_stands_in_its_line(tmp_path: Path) -> None:
    page = first(_form(tmp_path / "a.pdf", {**_OVER, "shown": b"Nguyen Van Mau"}), trust_text=True)
    assert isinstance(page, Page) and page.text == "Ho ten: Nguyen Van Mau"
