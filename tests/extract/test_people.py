"""Names of people in signatures."""

import json

import pytest

from cchc_ocr import lexicon as dictionaries
from cchc_ocr.extract.forms.people import lacks_family, read_person, with_family_of
from tests.paths import CASES

TABLE = json.loads((CASES / "header-foot.json").read_text("utf-8"))["people"]


@pytest.fixture(scope="module")
def lexicon():
    return dictionaries.load()


@pytest.mark.parametrize("case", [pytest.param(case, id=case["line"]) for case in TABLE])
def test_people(case, lexicon):
    options = {name: case[name] for name in ("mend", "due", "clear") if name in case}
    assert read_person(case["line"], lexicon, **options) == case["name"]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("PGS.TS. Lê Văn Mẫu", "Lê Văn Mẫu"),
        ("BSCKII. Trần Thị Thử", "Trần Thị Thử"),
        ("Thượng tá Lê Văn Mẫu", "Lê Văn Mẫu"),
        ("Đại,tướng Lê Văn Mẫu", "Lê Văn Mẫu"),  # a speck of a seal between the words of a rank
        ("Luật sư Lê Văn Mẫu", "Lê Văn Mẫu"),
        ("Thượng tá Lê Văn Ngoét", "Lê Văn Ngoét"),  # no list has it, but a name is due there
        ("Sở Nội vụ", None),
        ("GIÁM ĐỐC", None),
        ("Lê", None),
        ("", None),
    ],
)
def test_degrees_are_no_part_of_a_name(line, name, lexicon):
    assert read_person(line, lexicon) == name


@pytest.mark.parametrize(
    ("name", "mended", "kept"),
    [
        ("Nguyên Văn Mẫu", "Nguyễn Văn Mẫu", "Nguyễn Văn Mẫu"),
        ("Trần Văn Mẫu", "Trân Văn Mẫu", "Trần Văn Mẫu"),
        ("Lò Văn Mẫu", "Lê Văn Mẫu", "Lò Văn Mẫu"),
    ],
)
def test_a_clearly_read_name_changes_its_family_name_only_where_that_is_none(name, mended, kept, lexicon):
    assert with_family_of(name, mended, lexicon) == kept


@pytest.mark.parametrize(("text", "lacks"), [("Thị Thử", True), ("Văn Mẫu", True), ("Trần Thị Thử", False)])
def test_a_name_that_begins_with_its_middle_lacks_its_family_name(text, lacks):
    assert lacks_family(text) is lacks
