"""The signs that the tagger gives statements."""

from cchc_ocr.extract.results.counts import find_counts
from cchc_ocr.extract.tagging.judged import opinion_of, with_signs
from cchc_ocr.extract.tagging.opinions import Opinions
from cchc_ocr.extract.tagging.weights import KINDS, NATURES, Opinion
from cchc_ocr.extract.text.finding import CellPlace, Finding
from tests.known import context_of

OPINION = Opinion(dict.fromkeys(KINDS, 0.0) | {"count": 0.98}, dict.fromkeys(NATURES, 0.0) | {"result": 0.95})


def test_a_statement_of_the_text_has_the_signs_of_its_figure():
    context = context_of("Sở tiếp nhận 1.250 hồ sơ")
    found = find_counts(context)
    text = {figure.start: OPINION for figure in context.account.figures}
    (count,) = with_signs({"counts": found}, context, Opinions(text, {}))["counts"]
    assert count.signs == ("figure: sure, says the tagger", "kind: of its nature nearly sure, says the tagger")


def test_a_statement_of_a_cell_has_the_opinion_of_that_cell_and_others_none():
    context, place = context_of("Sở"), CellPlace(0, 1, 2)
    opinions = Opinions({}, {place: OPINION})
    assert opinion_of("counts", Finding(None, 0, 0, cell=place), context, opinions) is OPINION
    assert opinion_of("counts", Finding(None, 0, 0), context, opinions) is None
    assert opinion_of("grades", Finding(None, 3, 5), context, opinions) is None
