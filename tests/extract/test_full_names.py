"""What a text calls in full a body of which a clause has only the kind."""

from __future__ import annotations

from cchc_ocr.extract.cited.own import Own
from tests.citing import Citing


def test_a_kind_is_the_body_that_the_symbol_has() -> None:
    citing = Citing("Kế hoạch số 7/KH-SNV của Sở")
    body = citing.setting.texts.said_at(len("Kế hoạch số 7/KH-SNV của "))
    assert body and citing.names.issuer(citing.number, body).name == "Sở Nội vụ"


def test_an_office_is_that_of_the_citing_body() -> None:
    citing = Citing("Công văn số 7/VP-HC", Own(issuer="UBND huyện Sơn Hà"))
    assert citing.names.own_office() == "Văn phòng UBND huyện Sơn Hà"
