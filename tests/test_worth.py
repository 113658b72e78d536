"""What is most worth a look comes first, in every list."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr.records import Record, Repair, Source
from cchc_ocr.worth import Worth, leading, weight, worth

IN_ORDER = [
    ["/source/pages", "/pages/3"],
    [
        "/document/date",
        "/document/number",
        "/document/secrecy",
        "/totals/0/score",
        "/scores/2/max_score",
        "/ranks/1",
    ],
    [
        "/document/subject",
        "/document/signer",
        "/counts/4/value",
        "/references/0/date",
        "/tables/0",
        "/new/0/field",
    ],
    ["/document/recipients/13", "/document/addressees/0", "/document/place", "/scores/1/unit", "/totals/0/name"],
]


def record(*review: str, words: int = 300) -> Record:
    source = Source(file="a.pdf", sha256="0" * 64, pages=1, origin="scan")
    repair = Repair(strength="careful", words=words, changed=0)
    return Record(source=source, repair=repair, needs_review=review)


@pytest.mark.parametrize(("pointer", "rank"), [(p, rank) for rank, row in enumerate(IN_ORDER) for p in row])
def test_each_value_has_its_class(pointer, rank):
    assert worth(pointer) == rank


POINTERS = st.sampled_from([pointer for row in IN_ORDER for pointer in row])


@given(st.lists(POINTERS, max_size=30), POINTERS)
def test_one_value_weighs_more_than_any_number_of_values_worth_less(less, more):
    less = [pointer for pointer in less if worth(pointer) > worth(more)]
    assert weight(record(more)) > weight(record(*less))


@given(st.lists(POINTERS, max_size=30, unique=True), POINTERS)
def test_one_more_value_never_makes_a_document_lighter(some, more):
    assert weight(record(*some, more)) >= weight(record(*some))
    assert (weight(record(*some)) > 0) == bool(some)


@given(st.lists(POINTERS, min_size=1, max_size=30))
def test_a_document_that_was_not_read_comes_before_every_other(pointers):
    others = [pointer for pointer in pointers if worth(pointer) is not Worth.UNREAD]
    assert weight(record("/document/recipients/0", words=3)) > weight(record(*others))


def test_what_leads_is_of_the_first_class():
    assert leading(record("/document/recipients/0", "/document/date", "/document/subject")) == ("/document/date",)
    assert leading(record("/document/date", words=0)) == ("/source/pages",)
    assert leading(record()) == ()
