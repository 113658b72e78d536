"""Fields of head and foot and the words they were read from."""

import pytest

from cchc_ocr.document import Box, Word
from cchc_ocr.extract.text.values import Value

WORDS = (Word("SỞ", Box(10, 0, 30, 20), 1.0), Word("NỘI", Box(40, 2, 70, 22), 0.6, seen="NỌI"))


@pytest.mark.parametrize(
    ("value", "words", "weigh", "probability"),
    [
        ("Sở Nội", WORDS, True, 0.81),  # 0.9 × (0.5 + 0.5 × 0.8)
        ("Sở Nội", WORDS, False, 0.9),  # known to the dictionaries: however it was read
        ("Công văn", (), True, 0.9),  # inferred
        (None, WORDS, True, 0.0),
        (None, (), False, 0.0),
    ],
)
def test_probability(value, words, weigh, probability):
    assert Value("issuer", value, words, 1, 0.9, weigh).confidence == probability


@pytest.mark.parametrize(
    ("text", "seen", "box", "probability"),
    [
        ("cấp", "các", None, 0.765),  # somebody typed another word of the language
        ("cấp", "cap", None, 0.9),  # diacritics that were lost
        ("cấp", "cấpx", None, 0.9),  # no word of the language
        ("cấp", "các", Box(0, 0, 9, 9), 0.9),  # engines take words for others
    ],
)
def test_a_typed_word_that_repair_replaced_is_doubted(text, seen, box, probability):
    assert Value("addressees/0", text, (Word(text, box, seen=seen),), 1, 0.9).confidence == probability


def test_evidence_is_what_was_seen():
    evidence = Value("issuer", "Sở Nội vụ", WORDS, 3, 0.9).evidence()
    assert (evidence.field, evidence.page) == ("/document/issuer", 3)
    assert (evidence.box, evidence.text) == ((10, 0, 70, 22), "SỞ NỌI")


def test_words_without_boxes_have_evidence_without_one():
    evidence = Value(
        "recipients/0", "Như trên", (Word("Như", None, 1.0), Word("trên", None, 1.0)), 1, 1.0
    ).evidence()
    assert (evidence.field, evidence.box) == ("/document/recipients/0", None)
