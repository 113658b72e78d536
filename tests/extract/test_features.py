"""What the tagger looks at of figures in running text."""

from cchc_ocr.extract.results.counts import find_counts
from cchc_ocr.extract.tagging.features import prose_features
from tests.known import context_of


def features(text: str, figure: str) -> set[str]:
    context = context_of(text, "Kết quả năm 2022")
    find_counts(context)
    return next(set(found) for token, found in prose_features(context) if token.text == figure)


def test_words_beside_a_figure_its_form_and_the_rules_role():
    found = features("Sở tiếp nhận 1.250 hồ sơ, quá hạn 12", "1.250")
    assert {"l1=nhan", "l2=tiep", "r1=ho", "r12=ho so", "thousands", "role=count", "nature=result"} <= found


def test_scopes_and_document():
    found = features("I. KẾT QUẢ\n- Biên chế: có mặt 39", "39")
    assert {"head=ket", "topic=YEAR", "document=None"} <= found


def test_figures_beside_each_other_are_compared():
    assert "before is more" in features("đúng hạn 40/52 hồ sơ", "52") or "before is less" in features(
        "có 40/52 hồ sơ", "52"
    )


def test_a_text_without_figures_has_none():
    assert list(prose_features(context_of("Kết quả tốt"))) == []
