"""The fields of an archive: filled as far as a scan tells, the rest listed and never made up."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from cchc_ocr import lexicon
from cchc_ocr.export.archive_fields import FIELDS, OpenTask, describe
from cchc_ocr.export.titles import titles
from cchc_ocr.records import Document, Record, Repair, Source
from tests.exported import record

# As Thông tư 05/2025/TT-BNV names them, with the length each may have.
NAMES = (
    *("docId", "docCode", "maintenance", "typeName", "codeNumber", "codeNotation", "issuedDate", "organName"),
    *("subject", "language", "numberOfPage", "inforSign", "keyword", "mode", "confidenceLevel", "autograph"),
    *("format", "riskRecovery", "riskRecoveryStatus", "process", "description"),
)
FOR_THE_ARCHIVIST = {
    *("docId", "docCode", "maintenance", "inforSign", "keyword", "autograph", "format"),
    *("riskRecovery", "riskRecoveryStatus", "process", "description"),
}


def described(one: Record, user: Path | None = None) -> tuple[Mapping[str, str], tuple[OpenTask, ...]]:
    return describe(one, lexicon.load(user))


def of(origin: str = "scan", words: int = 9, review: tuple[str, ...] = (), **document: object) -> Record:
    return Record(
        source=Source(file="a.pdf", sha256="", pages=3, origin=origin),
        repair=Repair(strength="careful", words=words, changed=0),
        document=Document(**document),
        needs_review=review,
    )


def test_the_fields_of_a_report() -> None:
    values, tasks = described(record(2020))
    assert tuple(values) == NAMES
    assert {name: value for name, value in values.items() if value} == {
        **{"typeName": "14", "codeNumber": "15", "codeNotation": "BC-SNV", "issuedDate": "09/03/2021"},
        **{"organName": "Sở Nội vụ", "subject": "Kết quả năm 2020", "language": "01", "numberOfPage": "5"},
        **{"mode": "01", "confidenceLevel": "02"},
    }
    assert {task.field.name for task in tasks} == FOR_THE_ARCHIVIST
    assert {task.task for task in tasks} == {"complete"}


@pytest.mark.parametrize(
    ("field", "document", "value"),
    [
        ("typeName", {"type": "Kết luận"}, "32"),
        ("typeName", {"type": "công văn"}, "22"),
        ("typeName", {"type": "Bảng điểm"}, "32"),
        ("typeName", {}, ""),
        ("issuedDate", {"date": "2024-02-05"}, "05/02/2024"),
        ("issuedDate", {"date_partial": "2024-02"}, ""),
        ("codeNumber", {"number": "05"}, "05"),
        ("mode", {"type": "Báo cáo", "secrecy": "Tối mật"}, "03"),
        ("mode", {"type": "Báo cáo"}, "01"),
        ("mode", {}, ""),
        ("subject", {"subject": "a" * 500}, "a" * 500),
        ("subject", {"subject": "a" * 501}, ""),
    ],
)
def test_a_field(field: str, document: dict[str, object], value: str) -> None:
    values, tasks = described(of(**document))
    assert values[field] == value
    assert (field in {task.field.name for task in tasks}) == (value == "")


def test_what_is_in_doubt_is_no_public_document() -> None:
    assert described(of(review=("/document/secrecy",), type="Báo cáo"))[0]["mode"] == ""


def test_a_page_without_a_word_has_no_language() -> None:
    assert described(of(words=0))[0]["language"] == ""


@pytest.mark.parametrize("origin", ["text-layer", "text"])
def test_a_file_with_its_own_text_may_have_been_born_so(origin: str) -> None:
    values, tasks = described(of(origin))
    assert values["confidenceLevel"] == ""
    assert "confidenceLevel" in {task.why for task in tasks}


def task(name: str, one: Record) -> tuple[str, str, str | None]:
    return next((t.task, t.why, t.read) for t in described(one)[1] if t.field.name == name)


def test_why_a_field_is_open() -> None:
    assert task("docCode", of()) == ("complete", "archivist", None)
    assert task("docId", of()) == ("complete", "docId", None)
    assert task("organName", of()) == ("complete", "not_found", None)
    assert task("organName", of(review=("/document/issuer",))) == ("complete", "illegible", None)
    assert task("organName", of(review=("/document/issuer",), issuer="Sở Y")) == ("check", "doubtful", "Sở Y")
    assert task("organName", of(issuer="S" * 201)) == ("shorten", "too_long", "S" * 201)
    assert task("issuedDate", of(date_partial="2024-02")) == ("complete", "not_found", "02/2024")


def test_no_value_is_longer_than_allowed() -> None:
    fields = {field.name: field for field in FIELDS}
    long = of(issuer="S" * 999, subject="T" * 999, number="1" * 99, symbol="Q" * 99)
    values, _ = described(long)
    assert all(len(value) <= (fields[name].longest or 10) for name, value in values.items())


def test_codes_are_those_of_the_dictionary() -> None:
    for kind in lexicon.load().document_types:
        assert described(of(type=kind.official))[0]["typeName"] in {f"{code:02}" for code in range(1, 33)}


def test_every_field_and_reason_has_its_words() -> None:
    assert tuple(titles().archive_fields) == NAMES
    reasons = {"archivist", "not_found", "illegible", "doubtful", "too_long"}
    assert set(titles().archive_reasons) <= reasons | set(NAMES)


def test_types_of_the_users_own_dictionaries_have_their_codes(tmp_path: Path) -> None:
    header = (lexicon.bundled() / "document_types.tsv").read_text("utf-8").splitlines()[:2]
    (tmp_path / "document_types.tsv").write_text(
        "\n".join([*header, "Sổ theo dõi\tSTD\tSổ theo dõi\tpractice\t31", ""])
    )
    assert described(of(type="Sổ theo dõi"))[0]["typeName"] == "32"
    assert described(of(type="Sổ theo dõi"), tmp_path)[0]["typeName"] == "31"


def test_what_a_dossier_says_counts_before_the_scan() -> None:
    given = {"docId": "A.2023.1.7", "docCode": "A.2023.1.0000007", "maintenance": "04"}
    values, tasks = describe(of(type="Báo cáo"), lexicon.load(), given)
    assert {name: values[name] for name in given} == given
    assert not given.keys() & {task.field.name for task in tasks}


def test_a_code_that_is_too_long_is_left_empty_and_listed() -> None:
    values, tasks = describe(of(), lexicon.load(), {"docId": "A" * 26})
    assert values["docId"] == ""
    assert ("docId", "shorten", "A" * 26) in {(task.field.name, task.task, task.read) for task in tasks}
