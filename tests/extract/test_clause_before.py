"""Whom a clause names before the number."""

from __future__ import annotations

import pytest

from cchc_ocr.extract.cited.clause_before import ClauseBefore
from tests.citing import Citing


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sở Nội vụ đã ban hành Kế hoạch số 7/KH-SNV", "Sở Nội vụ"),  # who acts
        ("Biên bản họp Hội đồng trường số 7/BB-HĐT", "Hội đồng trường"),  # between the type and the number
        ("xã Nậm Kha (Báo cáo số 7/BC-UBND)", "UBND xã Nậm Kha"),  # the place alone
        ("Kế hoạch số 7/KH-SNV của Sở Nội vụ", None),
    ],
)
def test_who_stands_before_the_number(text: str, name: str | None) -> None:
    citing = Citing(text)
    issuer = ClauseBefore(citing.setting, citing.names, citing.joint).issuer(citing.number, several=False)
    assert (issuer.name if issuer else None) == name
