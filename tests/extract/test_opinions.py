"""What the tagger thinks of a document, and of its statements."""

from cchc_ocr import lexicon
from cchc_ocr.extract.extractor import Extractor
from cchc_ocr.extract.tagging.opinions import opinions_of
from cchc_ocr.extract.tagging.weights import TaggerWeights
from cchc_ocr.files.plain_text import text_pages

TEXT = (
    "BÁO CÁO\nKết quả năm 2022\nSở tiếp nhận 1.250 hồ sơ.\n\nTT\tTiêu chí\tĐiểm\n1\tThể chế\t9,5\n2\tBộ máy\t8\n"
)


def test_figures_that_may_be_results_have_an_opinion():
    context, tables = Extractor(lexicon.load()).read(text_pages(TEXT))
    found = opinions_of(context, tables, TaggerWeights({}))
    assert [context.account[at].text for at in found.text] == [
        "1.250"
    ]  # a year is a date, whatever else it looks like
    assert len(found.cells) == 4
    assert all(abs(sum(one.kinds.values()) - 1) < 0.01 for one in found.text.values())


def test_the_account_shows_opinions_that_differ_from_the_rules():
    weights = TaggerWeights({"always": [(2, 500)]})  # everything in running text is a maximum
    lines = Extractor(lexicon.load(), weights).account(text_pages(TEXT))
    assert next(line for line in lines if line.figure == "1.250").tagger == "maximum (1.00)"
    assert next(line for line in lines if line.figure == "9,5").tagger is None
