"""When an issuer that was found may be another."""

from __future__ import annotations

import pytest

from cchc_ocr.extract.cited.issuer import Issuer
from cchc_ocr.extract.cited.issuer_doubts import IssuerDoubts
from tests.citing import Citing


@pytest.mark.parametrize(("name", "contradicts"), [("Sở Tài chính", True), ("Sở Xây dựng", False)])
def test_a_symbol_of_another_than_the_body_named_contradicts_it(name: str, *, contradicts: bool) -> None:
    citing = Citing(f"Quyết định số 7/QĐ-SXD của {name}")
    issuer = Issuer(name, 0, 0, stated=True)
    assert IssuerDoubts(citing.setting, citing.joint).contradicts(citing.number, issuer) is contradicts


def test_an_issuer_by_the_symbol_is_doubted_where_another_is_named() -> None:
    citing = Citing("Kế hoạch số 7/KH-SNV của Tổng đội")
    issuer = Issuer("Sở Nội vụ", 0, 0, stated=False)
    doubted = IssuerDoubts(citing.setting, citing.joint).doubted(issuer, citing.number, citing.number.end)
    assert doubted and (doubted.sure, doubted.unread) == (False, True)
