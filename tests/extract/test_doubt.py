"""Trees that say how likely whole statements are right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr import lexicon
from cchc_ocr.errors import ConfigurationError
from cchc_ocr.extract.confidence.doubt import LISTED, TREES, SignNode, StatementDoubt, read_doubt, written

DOUBT = read_doubt(lexicon.bundled() / TREES)
SMALL = StatementDoubt(0.5, 0.8, (SignNode("a", SignNode("b", -2.0, 1.0), 0.25), -0.125))


@pytest.mark.parametrize(("signs", "odds"), [((), 0.625), (("a",), 1.375), (("a", "b"), -1.625), (("b",), 0.625)])
def test_a_tree_is_followed_by_the_signs_that_are_there(signs, odds):
    assert SMALL.probability(signs) == pytest.approx(1 / (1 + 2.718281828**-odds))


def test_trees_are_read_as_they_were_written(tmp_path):
    path = tmp_path / TREES
    path.write_text(written(SMALL, "a test"), "utf-8")
    assert read_doubt(path) == StatementDoubt(SMALL.start, SMALL.least, SMALL.trees)


@pytest.mark.parametrize("text", ["", "# other\n", "# cchc-ocr confidence trees 1\n# x\n0 0.8\na\n\n0 =1\n"])
def test_a_damaged_file_is_told(tmp_path, text):
    path = tmp_path / TREES
    path.write_text(text, "utf-8")
    with pytest.raises(ConfigurationError, match="no trees of confidence"):
        read_doubt(path)


@given(st.dictionaries(st.sampled_from(["figure", "name", "time", "body"]), st.floats(0.01, 0.99), min_size=1))
def test_the_part_most_in_doubt_is_as_sure_as_the_statement(own):
    parts = DOUBT.parts(frozenset(), own)
    assert min(parts.values()) == DOUBT.confidence(frozenset())
    assert 0 < min(parts.values()) <= max(parts.values()) < 1


def test_what_is_as_likely_right_as_the_least_is_just_not_listed():
    assert StatementDoubt(0.0, 0.5, ()).confidence(()) == LISTED
    assert StatementDoubt(-0.1, 0.5, ()).confidence(()) < LISTED < StatementDoubt(0.1, 0.5, ()).confidence(())
