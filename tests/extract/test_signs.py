"""All signs of the statements of a document."""

from cchc_ocr.extract.confidence.signs import signs_of
from cchc_ocr.extract.results.counts import find_counts
from tests.known import context_of


def test_every_sign_has_a_topic_and_speaks_of_its_statement():
    context = context_of("Năm 2023 Sở tiếp nhận 85 hồ sơ, trả 12 hồ sơ.")
    counts = find_counts(context)
    (first, second) = signs_of({"counts": counts}, context, frozenset({"/counts/1"}))["counts"]
    topics = {"kind", "figure", "name", "time", "body", "place"}
    assert {sign.partition(": ")[0] for sign in first | second} == topics
    assert {"kind: counts", "kind: text", "time: from clause"} <= first & second
    assert "figure: in a check" in second - first
    assert "name: of a stated count" in first  # what only the reader knows


def test_a_document_without_statements_has_no_signs():
    assert signs_of({"counts": ()}, context_of("Sở báo cáo."), frozenset()) == {"counts": []}
