"""Bodies that issue together."""

from __future__ import annotations

import pytest

from tests.citing import Citing


@pytest.mark.parametrize(
    ("name", "count"), [("Bộ Y tế", 1), ("Bộ Y tế, Bộ Công an và Bộ Quốc phòng", 3), ("Sở Y tế - Sở Nội vụ", 2)]
)
def test_how_many_bodies_a_name_has(name: str, count: int) -> None:
    assert Citing("Công văn số 7/SNV-VP").joint.count(name) == count


def test_the_symbol_names_those_whom_no_clause_names() -> None:
    citing = Citing("Thông tư liên tịch số 7/2013/TTLT-BYT-BQP")
    issuer = citing.joint.issuer(citing.number, ["BYT", "BQP"], None)
    assert issuer and (issuer.name, issuer.sure) == ("Bộ Y tế, Bộ Quốc phòng", True)
