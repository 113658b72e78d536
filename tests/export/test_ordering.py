"""Which dossier a document belongs to, and its number there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr.export import Found
from cchc_ocr.export.found import FoundRecords
from cchc_ocr.export.ordering import DossierOrder, natural, ordered
from cchc_ocr.export.stated import StatedDossier
from tests.handed_over import text_record

NAMES = st.lists(
    st.text("ab/1", min_size=1, max_size=6).map(lambda name: f"{name.strip('/') or 'x'}.json"), min_size=1
)


def found(*names: str, root: str = "/kq") -> list[Found]:
    return [Found(name, text_record(), source=Path(root, name)) for name in names]


def order(*records: Found, lines: Sequence[StatedDossier] = ()) -> DossierOrder:
    return ordered(FoundRecords.of(records), lines)


def told(made: DossierOrder) -> list[tuple[str, int]]:
    return [(place.dossier.folder, place.ordinal) for place in made.places]


def line(folder: str, code: str = "") -> StatedDossier:
    return StatedDossier(2, folder, {"fileCode": code} if code else {})


def test_each_folder_that_holds_documents_is_a_dossier() -> None:
    made = order(*found("b/2.json", "b/10.json", "a.json", "b/c/1.json", "b/1.json"))
    assert told(made) == [("b", 2), ("b", 3), (".", 1), ("b/c", 1), ("b", 1)]
    assert [one.folder for one in made.dossiers] == [".", "b", "b/c"]
    assert [one.name for one in made.dossiers] == ["kq", "b", "b_c"]


def test_a_folder_that_is_not_in_the_table_belongs_to_the_nearest_above_that_is() -> None:
    records = found("2023/a.json", "2023/q1/b.json", "2023/q2/c.json", "2024/d.json")
    made = order(*records, lines=[line("2023"), line("2023/q2")])
    assert told(made) == [("2023", 1), ("2023", 2), ("2023/q2", 1), ("2024", 1)]
    assert told(order(*records, lines=[line(".")])) == [(".", 1), (".", 2), (".", 3), (".", 4)]


def test_a_row_without_documents_is_a_dossier_without_documents() -> None:
    made = order(*found("2023/a.json"), lines=[line("2022", "A.1")])
    assert [(one.folder, one.name) for one in made.dossiers] == [("2022", "A.1"), ("2023", "2023")]


def test_folders_of_two_sources_are_two_dossiers() -> None:
    made = order(*found("2023/a.json"), *found("2023/a.json", "b.json", root="/kq2"))
    assert told(made) == [("kq/2023", 1), ("kq2/2023", 1), ("kq2", 1)]
    made = order(*found("a.json", root="/x/kq"), *found("a.json", root="/y/kq"))
    assert [folder for folder, _ in told(made)] == ["/x/kq", "/y/kq"]


@pytest.mark.parametrize(
    ("names", "folders"),
    [
        (["/x/2023/a.json"], ["."]),
        (["../kq/a.json"], ["."]),
        (["/x/2023/a.json", "/x/2024/a.json"], ["2023", "2024"]),
    ],
)
def test_files_that_are_given_by_themselves(names: list[str], folders: list[str]) -> None:
    made = order(*(Found(name, text_record(), source=Path(name)) for name in names))
    assert [folder for folder, _ in told(made)] == folders


def test_records_from_a_pipe_are_one_dossier() -> None:
    records = [Found(f"-:{number}", text_record()) for number in (1, 2, 10)]
    made = order(*records, Found("2023/a.json", text_record()))  # the last one without its personal data
    assert told(made) == [(".", 1), (".", 2), (".", 3), ("2023", 1)]
    assert made.dossiers[0].name == "ho-so" and not made.roots


@pytest.mark.parametrize(
    ("folders", "names"),
    [
        (["a/b", "a_b"], ["a_b", "a_b (2)"]),
        (["A", "a"], ["A", "a (2)"]),
        (["a1", "a01"], ["a1", "a01"]),
        (["con", "x."], ["_con", "x"]),
    ],
)
def test_no_two_dossiers_have_files_of_one_name(folders: list[str], names: list[str]) -> None:
    made = order(*found(*(f"{folder}/1.json" for folder in folders)))
    assert sorted(one.name for one in made.dossiers) == sorted(names)


def test_a_provisional_name_is_no_code_of_another() -> None:
    made = order(*found("A.1/1.json", "b/2.json"), lines=[line("b", "a.1")])
    assert [(one.folder, one.name) for one in made.dossiers] == [("A.1", "A.1 (2)"), ("b", "a.1")]


def test_where_a_folder_belongs_that_has_no_record() -> None:
    made = order(*found("2023/a.json"), lines=[line("2023", "A.1")])
    home = made.dossier_of(made.folder_of(Path("/kq/2023/q3")))
    assert home and home.folder == "2023"
    assert made.dossier_of("2025") is None


@given(NAMES)
def test_numbers_in_a_dossier_go_from_one_without_a_gap(names: list[str]) -> None:
    made = order(*found(*names))
    for one in made.dossiers:
        numbers = sorted(place.ordinal for place in made.places if place.dossier is one)
        assert numbers == list(range(1, len(numbers) + 1))
    assert len(made.places) == len(names)


@given(st.lists(st.text(max_size=8)).flatmap(lambda names: st.tuples(st.just(names), st.permutations(names))))
def test_any_names_have_one_order(names: tuple[list[str], list[str]]) -> None:
    given_so, given_otherwise = names
    assert sorted(given_so, key=natural) == sorted(given_otherwise, key=natural)


def test_figures_count_by_their_value() -> None:
    assert sorted(["a10", "a2", "a", "A1", "a02"], key=natural) == ["a", "A1", "a02", "a2", "a10"]
