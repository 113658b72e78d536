"""Names of indices."""

import pytest

from tests.known import KNOWLEDGE


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("Chỉ số CCHC của Sở", "PAR INDEX"),
        ("chỉ số cải cách hành chính", "PAR INDEX"),
        ("SIPAS", "SIPAS"),
        ("Chỉ số chuyển đổi số (DTI)", "DTI"),
        ("ICT Index", "ICT Index"),
        ("Tỷ lệ hồ sơ đúng hạn", None),
        (None, None),
    ],
)
def test_the_index_that_a_heading_names(text, index):
    found = KNOWLEDGE.indices.of(text)
    assert (found is None) if index is None else index in (found or "")


def test_a_title_of_several_indices_is_of_none():
    assert KNOWLEDGE.indices.only("Kết quả PAPI, PCI") is None
    assert "PAPI" in (KNOWLEDGE.indices.only("Kết quả PAPI năm 2023") or "")


def test_the_longer_of_two_names_counts():
    (named,) = KNOWLEDGE.indices.named("chi so hai long cua nguoi dan, to chuc")
    assert (named.start, named.end) == (0, 38)
