"""The weights of the tagger: their file, and what they say of features."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr import lexicon
from cchc_ocr.errors import ConfigurationError
from cchc_ocr.extract.tagging.weights import KINDS, NATURES, STEPS, WEIGHTS, TaggerWeights, read_weights, written

COUNT, RULE = KINDS.index("count"), len(KINDS) + NATURES.index("rule")
OWN = {"r1=ho so": [(COUNT, 3 * STEPS)], "moi": [(COUNT, -STEPS), (RULE, 2 * STEPS)]}


def test_features_add_up_and_each_counts_once():
    weights = TaggerWeights(OWN)
    assert weights.opinion(["r1=ho so"]) == weights.opinion(["r1=ho so", "r1=ho so", "unknown"])
    both = weights.opinion(["r1=ho so", "moi"])
    assert both.kinds["count"] == round(math.exp(2) / (math.exp(2) + len(KINDS) - 1), 3)
    assert (both.kind, both.nature) == ("count", "rule")


def test_a_file_is_read_as_it_was_written(tmp_path):
    file = tmp_path / "figures.weights"
    file.write_text(written(OWN, "made for a test"), "utf-8")
    assert read_weights(file).opinion(["moi"]) == TaggerWeights(OWN).opinion(["moi"])


@pytest.mark.parametrize("content", ["", "# another file\n", f"{'# cchc-ocr figures 1'}\n# origin\nmoi\t1:x\n"])
def test_a_damaged_file_is_named(tmp_path, content):
    file = tmp_path / "figures.weights"
    file.write_text(content, "utf-8")
    with pytest.raises(ConfigurationError, match=r"figures\.weights"):
        read_weights(file)


def test_the_bundled_weights_are_small_and_say_where_they_come_from():
    file = lexicon.bundled() / WEIGHTS
    assert file.stat().st_size < 1_000_000
    assert "train_figures.py" in file.read_text("utf-8").splitlines()[1]
    assert read_weights(file).opinion([]).kinds["none"] > 0


@given(st.lists(st.sampled_from([*OWN, "other"])), st.randoms())
def test_the_order_of_features_changes_nothing(features, random):
    shuffled = random.sample(features, len(features))
    assert TaggerWeights(OWN).opinion(features) == TaggerWeights(OWN).opinion(shuffled)
