"""Values of lists and where they were read."""

import pytest

from cchc_ocr.document import Box, Line, Page, Word
from cchc_ocr.extract.text.finding import Finding, agree, doubtful_of, evidence_of, named, sourced
from cchc_ocr.extract.text.passage import Passage, Trace

WORDS = (Word("đạt", Box(0, 0, 30, 20), 0.8), Word("8,5", Box(40, 0, 70, 20), 0.4), Word("điểm", None, 1.0))
PASSAGE = Passage.of_pages([Page(2, (Line(WORDS),))])
TRACE = Trace(2, Box(40, 0, 70, 20), "8,5", 0.7)


@pytest.mark.parametrize(
    ("one", "other", "same"), [(2020, 2020, True), (2020, None, True), (None, None, True), (2020, 2021, False)]
)
def test_fields_agree_where_one_says_nothing(one, other, same):
    assert agree(one, other) is same


def test_a_value_is_as_sure_as_its_worst_word_and_its_rule():
    assert sourced(PASSAGE, 0, 7, 0.9).confidence == round((0.65 + 0.35 * 0.4) * 0.9, 4)
    assert sourced(PASSAGE, 0, 3, 1.0).confidence == round(0.65 + 0.35 * 0.8, 4)


def test_a_name_is_as_sure_as_its_words_are_on_the_whole():
    assert named(PASSAGE, 0, 7, 0.9).confidence == round((0.65 + 0.35 * 0.6) * 0.9, 4)
    assert named(PASSAGE, 0, 7, 0.9).box == Box(0, 0, 70, 20)


def test_evidence_stands_at_the_pointers_of_the_list():
    whole, part = Finding("x", 0, 3, (("", TRACE),)), Finding("y", 4, 7, (("score", TRACE), ("name", TRACE)))
    found = list(evidence_of("/scores", [whole, part]))
    assert [e.field for e in found] == ["/scores/0", "/scores/1/score", "/scores/1/name"]
    assert (found[0].page, found[0].box, found[0].text, found[0].confidence) == (2, (40, 0, 70, 20), "8,5", 0.7)


def test_doubtful_fields_are_named_by_their_pointers():
    findings = [Finding("x", 0, 1), Finding("y", 0, 1, doubtful=("score", "rows/2/1"))]
    assert list(doubtful_of("/tables", findings)) == ["/tables/1/score", "/tables/1/rows/2/1"]
