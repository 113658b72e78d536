"""Dossiers: the fields that their documents tell, what is left to a person, and where the two contradict."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr.export.dossiers import FIELDS, Dossier
from cchc_ocr.export.titles import titles

# As Thông tư 05/2025/TT-BNV names them.
NAMES = (
    *("fileCode", "title", "maintenance", "mode", "language", "startDate", "endDate", "keyword", "totalDoc"),
    *("numberOfPaper", "numberOfPage", "format", "inforSign", "confidenceLevel", "paperFileCode", "riskRecovery"),
    *("riskRecoveryStatus", "description"),
)
DAYS = st.dates().map(lambda day: f"{day.day:02}/{day.month:02}/{day.year:04}") | st.just("")


def document(day: str = "", mode: str = "01", language: str = "01", level: str = "02") -> Mapping[str, str]:
    return {"issuedDate": day, "mode": mode, "language": language, "confidenceLevel": level}


def dossier(*documents: Mapping[str, str], refused: int = 0, **stated: str) -> Dossier:
    made = Dossier("2023", "2023", stated, refused=refused)
    for one in documents:
        made.add(one, 2)
    return made


def tasks(one: Dossier) -> dict[str, list[tuple[str, str, str | None]]]:
    found: dict[str, list[tuple[str, str, str | None]]] = {}
    for task in one.describe()[1]:
        found.setdefault(task.field.name, []).append((task.task, task.why, task.read))
    return found


def test_the_fields_are_those_of_the_rule_and_each_has_its_name() -> None:
    assert tuple(one.name for one in FIELDS) == NAMES == tuple(titles().dossier_fields)


def test_what_documents_tell() -> None:
    values, _ = dossier(document("05/03/2023"), document("01/02/2023"), document("30/12/2023")).describe()
    assert tuple(values) == NAMES
    assert {name: value for name, value in values.items() if value} == {
        **{"mode": "01", "language": "01", "startDate": "01/02/2023", "endDate": "30/12/2023"},
        **{"totalDoc": "3", "numberOfPage": "6", "confidenceLevel": "02"},
    }


@pytest.mark.parametrize(
    ("field", "documents", "value"),
    [
        ("mode", [document(mode="01"), document(mode="03")], "03"),
        ("mode", [document(mode="01"), document(mode="")], ""),
        ("mode", [document(mode=""), document(mode="03")], "03"),
        ("language", [document(language="01"), document(language="")], "01"),
        ("language", [document(language="")], ""),
        ("confidenceLevel", [document(level="02"), document(level="")], ""),
        ("startDate", [document("")], ""),
        ("endDate", [document("01/01/2020"), document("")], "01/01/2020"),
        ("title", [document()], ""),
        ("fileCode", [document()], ""),
        ("numberOfPaper", [document()], ""),
        ("totalDoc", [], "0"),
    ],
)
def test_a_field(field: str, documents: list[Mapping[str, str]], value: str) -> None:
    made = dossier(*documents)
    assert made.describe()[0][field] == value
    assert (value != "") or ("complete" in {task for task, _, _ in tasks(made)[field]})


def test_what_is_to_be_looked_at() -> None:
    assert tasks(dossier(document("01/01/2020"), document()))["startDate"] == [("check", "undated", "1")]
    assert tasks(dossier(document("01/01/2020"), refused=2))["totalDoc"] == [("check", "refused", "2")]
    assert tasks(dossier(document(mode="03"), mode="01"))["mode"] == [("check", "secret", "1")]
    assert "mode" not in tasks(dossier(document(mode="03"), mode="03"))


@pytest.mark.parametrize(
    ("stated", "contradicted"),
    [
        ({"totalDoc": "2"}, False),
        ({"totalDoc": "3"}, True),
        ({"numberOfPage": "5"}, True),
        ({"startDate": "01/01/2020"}, False),
        ({"startDate": "06/03/2023"}, True),
        ({"endDate": "31/12/2024"}, False),
        ({"endDate": "01/05/2023"}, True),
        ({"confidenceLevel": "01"}, True),
        ({"language": "06"}, False),
    ],
)
def test_what_a_person_states_counts_and_is_compared(stated: dict[str, str], contradicted: bool) -> None:
    made = dossier(document("05/03/2023"), document("02/05/2023"), **stated)
    values, _ = made.describe()
    (name,) = stated
    assert values[name] == stated[name]
    assert ("mismatch" in {why for _, why, _ in tasks(made).get(name, [])}) == contradicted


def test_fields_that_others_make_required() -> None:
    required = {task.field.name: task.field.required for task in dossier(document()).describe()[1]}
    assert required["paperFileCode"] and not required["riskRecoveryStatus"]
    required = {
        task.field.name: task.field.required
        for task in dossier(document(level=""), riskRecovery="1").describe()[1]
    }
    assert not required["paperFileCode"] and required["riskRecoveryStatus"]


def test_documents_have_their_codes_from_the_dossier_and_inherit() -> None:
    made = dossier(fileCode="H49.2023.15", maintenance="01", riskRecovery="0", title="Tập báo cáo", mode="01")
    assert made.of_document(12) == {
        **{"docId": "H49.2023.15.12", "docCode": "H49.2023.15.0000012"},
        **{"maintenance": "01", "riskRecovery": "0"},
    }
    assert made.name == "H49.2023.15"
    assert dossier(maintenance="01").of_document(12) == {"maintenance": "01"}
    assert dossier().name == "2023"


@given(st.lists(st.builds(document, DAYS, st.sampled_from(["01", "03", ""]), st.sampled_from(["01", ""]))))
def test_every_document_counts_once_and_no_date_lies_outside(documents: list[Mapping[str, str]]) -> None:
    made = dossier(*documents)
    values, left = made.describe()
    assert values["totalDoc"] == str(len(documents)) and values["numberOfPage"] == str(2 * len(documents))
    days = [one["issuedDate"] for one in documents if one["issuedDate"]]
    assert {values["startDate"], values["endDate"]} <= {*days, ""} and bool(days) == bool(values["startDate"])
    assert {task.field.name for task in left if task.task == "complete"} == {n for n, v in values.items() if not v}


def test_every_reason_has_its_words() -> None:
    words = {**titles().archive_reasons, **titles().dossier_reasons}
    states = [
        dossier(),
        dossier(document(), document("01/01/2020", mode="03"), refused=1, mode="01"),
        dossier(document("01/01/2020"), totalDoc="9", startDate="02/01/2021"),
    ]
    assert {why for one in states for task in tasks(one).values() for _, why, _ in task} <= set(words)
