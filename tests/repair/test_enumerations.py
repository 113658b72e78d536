"""The letters of enumerations."""

import pytest

from cchc_ocr.repair.enumerations import order


@pytest.mark.parametrize(
    ("lines", "letters"),
    [
        (["c) a", "d) b", "d) c", "e) d"], {1: "d", 2: "đ"}),
        (["c) a", "đoạn", "d) b"], {2: "d"}),
        (["a) a", "d) b"], {}),
        (["d. a", "d. b"], {1: "đ"}),
        (["dự án", "d) b"], {}),
        ([], {}),
    ],
)
def test_only_the_order_tells_d_from_its_barred_sister(lines: list[str], letters: dict[int, str]) -> None:
    assert dict(order(lines)) == letters
