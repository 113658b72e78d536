"""Of which level a body is that each level has."""

from __future__ import annotations

import pytest

from cchc_ocr.extract.cited.issuer import Issuer
from cchc_ocr.extract.cited.levels import Levels
from cchc_ocr.extract.cited.own import UNKNOWN, Own
from tests.citing import Citing


@pytest.mark.parametrize(
    ("text", "own", "level"),
    [
        ("UBND tỉnh họp. Kế hoạch số 7/KH-UBND", UNKNOWN, ("UBND tỉnh", True)),
        ("UBND tỉnh họp, UBND xã dự. Kế hoạch số 7/KH-UBND; UBND xã", UNKNOWN, ("UBND xã", False)),
        ("Kế hoạch số 7/KH-UBND", Own(issuer="UBND huyện Sơn Hà"), ("UBND huyện", False)),
        ("Kế hoạch số 7/KH-UBND", UNKNOWN, None),
    ],
)
def test_the_level_that_a_text_means(text: str, own: Own, level: tuple[str, bool] | None) -> None:
    assert Levels(Citing(text, own).setting).of("Ủy ban nhân dân") == level


def test_a_part_of_a_council_has_the_level_of_the_text() -> None:
    levels = Levels(Citing("HĐND tỉnh họp. Báo cáo số 7/BC-BPC").setting)
    part = Issuer("Ban Pháp chế Hội đồng nhân dân", 0, 0, stated=False)
    assert levels.completed(part).name == "Ban Pháp chế Hội đồng nhân dân tỉnh"
