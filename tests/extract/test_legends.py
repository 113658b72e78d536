"""Short forms in heads that the lines around a table spell out."""

import pytest

from cchc_ocr.extract.tables.legends import told_heads

HEADS = ("Đơn vị", "CĐĐH", "TTHC", "XH")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Ghi chú: CĐĐH: Chỉ đạo, điều hành; TTHC: Thủ tục hành chính; XH: xếp hạng.",
            ("Chỉ đạo, điều hành", "Thủ tục hành chính", "Xếp hạng"),
        ),
        ("CĐĐH là chỉ đạo, điều hành, XH là xếp hạng", ("Chỉ đạo, điều hành", "TTHC", "Xếp hạng")),
        ("Thủ tục hành chính (TTHC) và xếp hạng (XH).", ("CĐĐH", "Thủ tục hành chính", "Xếp hạng")),
        ("Kết quả giải quyết TTHC: đạt 99%.", ("CĐĐH", "TTHC", "XH")),
        ("", ("CĐĐH", "TTHC", "XH")),
    ],
)
def test_heads_in_words(text, told):
    assert told_heads(HEADS, text) == ("Đơn vị", *told)
