"""Pages that only say which viewer to use are no documents; other pages of such files are."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from pikepdf import Dictionary

from cchc_ocr.document import Page
from cchc_ocr.errors import UnreadableError
from cchc_ocr.files.covers import PORTFOLIO, XFA
from tests.documents import first, typed

_WAIT = "Please wait... If this message is not eventually replaced with the proper contents of the document, ..."
_OPEN = "For the best experience, open this PDF portfolio in Acrobat X or Adobe Reader X, or later."
_PLAIN = "So 15/BC-SNV 2023"


@pytest.mark.parametrize(
    ("root", "text", "note"),
    [
        ("Collection", _OPEN, PORTFOLIO),
        ("Collection", "Hay mo tep nay bang Adobe Reader", PORTFOLIO),
        ("Collection", _PLAIN, None),
        ("XFA", _WAIT, XFA),
        ("XFA", "To view the full contents of this document, you need Adobe Reader 8 or newer", XFA),
        ("XFA", _PLAIN, None),  # a form that has pages as well
        ("", _WAIT, None),
        ("", _OPEN, None),
        ("Collection", f"{_OPEN} " + "bao cao " * 80, None),
    ],
)
def test_covers(tmp_path: Path, root: str, text: str, note: str | None) -> None:
    path = typed(tmp_path / "a.pdf", text)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        if root == "Collection":
            pdf.Root.Collection = Dictionary(Type=pikepdf.Name.Collection)
        if root == "XFA":
            pdf.Root.AcroForm = Dictionary(Fields=pikepdf.Array(), XFA=pdf.make_stream(b"<xdp/>"))
        pdf.save(path)
    if note == XFA:
        with pytest.raises(UnreadableError, match="XFA"):
            first(path, trust_text=True)
        return
    page = first(path, trust_text=True)
    assert isinstance(page, Page)
    assert page.notes == ((note,) if note else ())
    assert bool(page.text) == (note is None)
