"""What all reasons for an issuer look at."""

from __future__ import annotations

import pytest

from cchc_ocr.extract.cited.own import Own
from tests.citing import Citing


@pytest.mark.parametrize(
    ("text", "name", "fits"),
    [
        ("Kế hoạch số 7/KH-SNV", "Sở Nội vụ", True),
        ("Kế hoạch số 7/KH-SNV", "Sở Tài chính", False),
        ("Kế hoạch số 7/KH-UBND", "Sở Nội vụ", False),
        ("Nghị quyết số 7-NQ/TU", "Thành ủy", True),  # one symbol, two kinds
    ],
)
def test_who_may_have_issued_under_a_symbol(text: str, name: str, *, fits: bool) -> None:
    setting, number = Citing(text).setting, Citing(text).number
    assert setting.fits(number, setting.texts.named(name), setting.symbols.known(number)) is fits


def test_the_symbol_of_the_citing_body_is_known() -> None:
    citing = Citing("Công văn số 7/CV-BQLX", Own(symbol="BC-BQLX", issuer="Ban Quản lý X"))
    assert citing.setting.symbols.names["BQLX"] == "Ban Quản lý X"
