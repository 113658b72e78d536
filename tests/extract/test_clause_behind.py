"""Whom a clause names behind the number."""

from __future__ import annotations

import pytest

from cchc_ocr.extract.cited.clause_behind import ClauseBehind
from tests.citing import Citing


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kế hoạch số 7/KH-SNV của Sở Nội vụ", "Sở Nội vụ"),
        ("| 7/KH-SNV | Sở Nội vụ |", "Sở Nội vụ"),  # the next cell
        ("Kế hoạch số 7/KH-UBND của tỉnh Sơn Hà", "UBND tỉnh Sơn Hà"),  # the place alone
        ("Sở Nội vụ đã ban hành Kế hoạch số 7/KH-SNV", None),
    ],
)
def test_who_stands_behind_the_number(text: str, name: str | None) -> None:
    citing = Citing(text)
    reader = ClauseBehind(citing.setting, citing.names, citing.joint)
    issuer = reader.issuer(citing.number, citing.number.end, several=False)
    assert (issuer.name if issuer else None) == name


def test_who_says_what_stands_in_a_document() -> None:
    citing = Citing("Tại Công văn số 7/SXD-VP, Sở Xây dựng đề nghị")
    issuer = ClauseBehind(citing.setting, citing.names, citing.joint).then(citing.number, citing.number.end)
    assert issuer and issuer.name == "Sở Xây dựng"
