"""The weights of signs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr import lexicon
from cchc_ocr.extract.confidence.model import ALWAYS, PARTS, TOPICS, ConfidenceModel, signs_for

MODEL = ConfidenceModel(lexicon.load().confidence)


@given(st.frozensets(st.sampled_from(sorted({s for part in PARTS for s in MODEL.weights[part]}))))
def test_a_probability_is_one_whatever_the_signs(signs):
    assert all(0 < MODEL.probability(part, signs) < 1 for part in PARTS)


def test_a_sign_that_no_weight_is_known_for_changes_nothing():
    assert MODEL.probability("name", ["name: never seen"]) == MODEL.probability("name", [])


def test_each_part_has_a_weight_for_every_statement_and_signs_of_its_topics_alone():
    for part in PARTS:
        signs = MODEL.weights[part].keys() - {ALWAYS}
        assert ALWAYS in MODEL.weights[part] and signs_for(part, signs) == signs


@pytest.mark.parametrize(
    ("part", "surer", "less_sure"),
    [
        ("figure", ["figure: base"], []),  # a place with its base is a place
        ("figure", ["figure: points said"], ["figure: points alone"]),
        ("name", ["name: of usual length"], ["name: one word"]),
        ("name", [], ["name: opens oddly"]),
        ("body", [], ["body: another one in the name"]),
        ("body", [], ["body: issuer is a team"]),
        ("time", ["time: from title"], ["time: from nowhere"]),
    ],
)
def test_what_was_learned_agrees_with_what_readers_know(part, surer, less_sure):
    assert MODEL.probability(part, surer) > MODEL.probability(part, less_sure)


def test_every_topic_is_one_of_signs():
    assert {topic for topics in TOPICS.values() for topic in topics} == {"kind", "place", *PARTS}
