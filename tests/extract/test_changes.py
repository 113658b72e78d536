"""Head and foot in the text as they are in the record."""

from __future__ import annotations

import math

import pytest

from cchc_ocr.changes import replay
from cchc_ocr.document import Box, Line, Page, Word
from cchc_ocr.extract.head.changes import head_changes
from cchc_ocr.records import Document, Evidence


def line(text: str, top: int) -> Line:
    return Line(
        tuple(Word(part, Box(50 * i, top, 50 * i + 40, top + 20), 0.5) for i, part in enumerate(text.split()))
    )


def told(text: str, field: str, value: str, seen: str | None = None, probability: float = 0.9) -> list[str]:
    """The lines of a page whose second one is ``text``, once a field of its head is known."""
    page = Page(3, (line("Số phòng 12", 0), line(text, 50)), "scan", 1000, 1000)
    box = page.lines[1].box
    assert box
    corners = (box.x0, box.y0, box.x1, box.y1)
    several = field == "recipients"
    pointer = f"/document/{field}/0" if several else f"/document/{field}"
    source = Evidence(field=pointer, page=3, box=corners, text=seen or text, confidence=probability)
    changes = head_changes(Document.model_validate({field: [value] if several else value}), [source], [page])
    assert all(change.steps == (field,) for made in changes.values() for change in made)
    return [replay(one.text, changes.get((3, at), ())) for at, one in enumerate(page.lines)]


@pytest.mark.parametrize(
    ("field", "text", "value", "meant"),
    [
        ("symbol", "Số: 34/TB-CĐĐN", "TB-CĐN", "Số: 34/TB-CĐN"),
        ("symbol", "271 /IB-UBND.", "TB-UBND", "271 /TB-UBND."),
        ("symbol", "05-NO/TU", "NQ/TU", "05-NQ/TU"),
        ("symbol", "Số: 34/TB–UBND", "TB-UBND", "Số: 34/TB–UBND"),  # only the dash is another
        ("symbol", "Số: #4 /TTr -UBND", "TTr-UBND", "Số: #4 /TTr -UBND"),  # only a space is
        ("symbol", "Số: #4 /TTn -UBND", "TTr-UBND", "Số: #4 /TTn -UBND"),  # its parts are words of their own
        ("symbol", "Số: 34/X", "TB-UBND", "Số: 34/X"),  # not the same at all
        ("subject", "Về việc chính sách thuê TNDN.", "chính sách thuế TNDN", "Về việc chính sách thuế TNDN."),
        ("subject", "BÁO CÁO CHÍNH SÁCH THUÊ", "chính sách thuế", "BÁO CÁO CHÍNH SÁCH THUẾ"),
        ("recipients", "- Lý ban MTTQ tỉnh (đê bè);", "Ủy ban MTTQ tỉnh (để bc)", "- Ủy ban MTTQ tỉnh (để bc);"),
        ("recipients", "- Lưu: VT,TCHC.", "Lưu: VT, TCHC", "- Lưu: VT,TCHC."),  # only a space is another
        ("signer", "ThS. Nguyên Vân Thử", "Nguyễn Văn Thử", "ThS. Nguyễn Văn Thử"),
        ("signer", "Đại tướng.Lê Vân Thử", "Lê Văn Thử", "Đại tướng.Lê Văn Thử"),
        ("signer", "NGUYỄN VĂN THỬ", "Nguyễn Văn Thử", "NGUYỄN VĂN THỬ"),
        ("signer", "Ngu yên Vân Thử", "Nguyễn Văn Thử", "Nguyễn Văn Thử"),
        ("signer", "N.*êh Vân Thử", "Nguyễn Văn Thử", "N.*êh Vân Thử"),  # words cannot be told one by one
    ],
)
def test_text_says_what_the_record_says(field: str, text: str, value: str, meant: str) -> None:
    assert told(text, field, value) == ["Số phòng 12", meant]


def test_words_that_the_value_was_not_read_from_stay() -> None:
    assert (
        told("ThS. Nguyên Vân Thử", "signer", "Nguyễn Văn Thử", seen="Nguyên Vân Thử")[1] == "ThS. Nguyên Vân Thử"
    )


def test_typed_text_stays() -> None:
    page = Page(1, (Line.from_text("Nguyên Vân Thử"),))
    source = Evidence(field="/document/signer", page=1, box=None, text="Nguyên Vân Thử", confidence=0.9)
    assert not head_changes(Document(signer="Nguyễn Văn Thử"), [source], [page])


def test_a_change_is_as_sure_as_the_value() -> None:
    page = Page(1, (line("34/IB-UBND", 0),), "scan", 100, 100)
    source = Evidence(field="/document/symbol", page=1, box=(0, 0, 40, 20), text="34/IB-UBND", confidence=0.8)
    (change,) = head_changes(Document(symbol="TB-UBND"), [source], [page])[1, 0]
    assert math.isclose(change.log_odds, math.log(4))
