"""The weights of the tagger: their file, and what they say of features."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr import lexicon
from cchc_ocr.errors import ConfigurationError
from cchc_ocr.extract.tagging.weights import KINDS, STEPS, WEIGHTS, TaggerWeights, read_weights, written

COUNT, RANK = KINDS.index("count"), KINDS.index("rank")
OWN = {"head has=ho so": [(COUNT, 3 * STEPS)], "moi": [(COUNT, -STEPS), (RANK, -STEPS)]}


def test_features_add_up_and_each_counts_once():
    weights = TaggerWeights(OWN)
    assert weights.chances(["head has=ho so"]) == weights.chances(["head has=ho so", "head has=ho so", "unknown"])
    both = weights.chances(["head has=ho so", "moi"])
    whole = math.exp(2) + math.exp(-1) + len(KINDS) - 2
    assert (both["count"], both["rank"]) == (round(math.exp(2) / whole, 3), round(math.exp(-1) / whole, 3))


def test_a_file_is_read_as_it_was_written(tmp_path):
    file = tmp_path / "figures.weights"
    file.write_text(written(OWN, "made for a test"), "utf-8")
    assert read_weights(file).chances(["moi"]) == TaggerWeights(OWN).chances(["moi"])


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
    assert read_weights(file).chances([])["none"] > 0


@given(st.lists(st.sampled_from([*OWN, "other"])), st.randoms())
def test_the_order_of_features_changes_nothing(features, random):
    shuffled = random.sample(features, len(features))
    assert TaggerWeights(OWN).chances(features) == TaggerWeights(OWN).chances(shuffled)
