"""What a dictionary holds of one thing, in the order of the file."""

from __future__ import annotations

import pickle

import pytest

from cchc_ocr.lexicon.entries import Act, Agency, ColumnHead, Criterion, DocumentType, KnownDocument, Place
from cchc_ocr.lexicon.tables import TABLES

KINDS = {
    "acts": Act,
    "agencies": Agency,
    "criteria": Criterion,
    "column_heads": ColumnHead,
    "document_types": DocumentType,
    "known_documents": KnownDocument,
    "places": Place,
}


@pytest.mark.parametrize("name", KINDS)
def test_the_fields_are_the_columns(name: str) -> None:
    assert KINDS[name].__slots__ == TABLES[name].columns


@pytest.mark.parametrize(
    ("abbreviations", "symbols", "usual"),
    [((), (), ("", "")), (("Sở NV", "SNV"), ("SNV", "NV"), ("Sở NV", "SNV")), (("Sở NV",), (), ("Sở NV", ""))],
)
def test_the_usual_short_form_comes_first(
    abbreviations: tuple[str, ...], symbols: tuple[str, ...], usual: tuple[str, str]
) -> None:
    agency = Agency("Sở Nội vụ", abbreviations, symbols)
    assert (agency.abbreviation, agency.symbol) == usual


def test_entries_cannot_be_altered_and_cross_to_a_worker_process() -> None:
    place = Place("Sơn Hà", "tỉnh", "both")
    with pytest.raises(AttributeError):
        place.name = "Lam Kiều"  # type: ignore[misc]
    assert pickle.loads(pickle.dumps(place)) == place
    assert len({place, Place("Sơn Hà", "tỉnh", "both")}) == 1
