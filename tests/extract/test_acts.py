"""What is done to things that are counted, and how it came out."""

import pytest

from cchc_ocr.extract.results.acts import Acts
from cchc_ocr.lexicon import Act
from tests.known import KNOWLEDGE

ACTS = KNOWLEDGE.acts


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("Sở đã tiếp nhận", ["đã tiếp nhận"]),
        ("chưa được giải quyết và trả kết quả", ["chưa được giải quyết", "trả kết quả"]),
        ("cấp phép, cung cấp", ["cấp", "cung cấp"]),
        ("trung cấp, quy trình, lộ trình", []),
        ("Sở có", []),
    ],
)
def test_what_was_done(text, done):
    assert [match.group() for match in ACTS.done.finditer(text)] == done


@pytest.mark.parametrize(
    ("text", "another"), [("nộp 42 hồ sơ, đã giải quyết", True), ("đã giải quyết", False), ("42 hồ sơ, có", False)]
)
def test_what_was_done_in_a_further_part(text, another):
    assert (ACTS.next_done.search(text) is not None) is another


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("hồ sơ bị trễ hạn", "bị trễ hạn"),
        ("hồ sơ trước và đúng hạn", "trước và đúng hạn"),
        ("hồ sơ trễ hạn đất", None),
    ],
)
def test_how_it_came_out(text, outcome):
    found = ACTS.outcome.search(text)
    assert (found and found["outcome"]) == outcome


@pytest.mark.parametrize(
    ("before", "changed"), [("Sở đã Giảm được ", "giảm"), ("rút ngắn", "rút ngắn"), ("giảm ở", None)]
)
def test_what_makes_others_of_the_things_counted(before, changed):
    assert ACTS.changed(before) == changed


def test_a_word_that_is_added_is_known_and_without_words_nothing_is():
    own = Acts([Act("vun xới", "done"), Act("xới", "done", ("cày",))])
    assert [match.group() for match in own.done.finditer("đã vun xới, cày xới, xới")] == ["đã vun xới", "xới"]
    assert own.outcome.search("hồ sơ trễ hạn") is None
    assert own.changed("giảm ") is None
    assert Acts([]).done.search("đã tiếp nhận") is None
