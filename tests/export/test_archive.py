"""The tables of archive metadata: documents as CSV and JSON, and what is left to do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cchc_ocr import export, lexicon
from cchc_ocr.errors import UnreadableError
from cchc_ocr.export.archive import ENDINGS
from cchc_ocr.export.archive_fields import FIELDS
from cchc_ocr.records import Document, Record, Repair, Source
from tests.exported import found, record
from tests.handed_over import rows

NAMES = tuple(field.name for field in FIELDS)


def of(**document: object) -> Record:
    return Record(
        source=Source(file="a.pdf", sha256="", pages=3, origin="scan"),
        repair=Repair(strength="careful", words=9, changed=0),
        document=Document(**document),
    )


@pytest.mark.parametrize(
    ("out", "names"),
    [
        ("to", ["to/archive.csv", "to/archive.json", "to/archive-to-complete.csv"]),
        ("a.b.csv", ["a.b.csv", "a.b.json", "a.b-to-complete.csv"]),
        ("a.json", ["a.csv", "a.json", "a-to-complete.csv"]),
    ],
)
def test_the_files(tmp_path: Path, out: str, names: list[str]) -> None:
    """A folder is a package, which has more than these."""
    long = of(issuer="S" * 201)
    written = export.write([*found(record(2020)), *found(long)], "archive", tmp_path / out)
    paths = [str(path.relative_to(tmp_path)) for path in written.files]
    assert paths[:3] == names and (len(paths) == 3) == (out != "to")
    table, again, tasks = written.files[:3]
    assert [row["typeName"] for row in rows(table)] == ["14", ""]
    assert json.loads(again.read_text("utf-8")) == rows(table)
    assert set(rows(table)[0]) == {"record", "file", *NAMES}
    assert written.remarks == ("a.pdf.json: organName has 201 characters, 200 are allowed: left empty",)
    (todo,) = (row for row in rows(tasks) if row["task"] == "rút gọn")
    assert (todo["record"], todo["file"], todo["field"]) == ("a.pdf.json", "a.pdf", "organName")
    assert todo["required"] == "bắt buộc"
    assert todo["why"] == "Dài 201 ký tự, chỉ được 200: để trống, cần rút gọn."
    assert todo["read"] == "S" * 201


def test_types_of_the_users_own_dictionaries_have_their_codes(tmp_path: Path) -> None:
    header = (lexicon.bundled() / "document_types.tsv").read_text("utf-8").splitlines()[:2]
    (tmp_path / "document_types.tsv").write_text(
        "\n".join([*header, "Sổ theo dõi\tSTD\tSổ theo dõi\tpractice\t31", ""])
    )
    options = export.ExportOptions(dictionaries=tmp_path)
    written = export.write(found(of(type="Sổ theo dõi")), "archive", tmp_path / "out", options).files
    objects = next(json.loads(path.read_text("utf-8")) for path in written if path.suffix == ".json")
    assert objects[0]["typeName"] == "31"


def test_tables_alone_take_what_a_person_states_too(tmp_path: Path) -> None:
    stated = tmp_path / "folders.csv"
    stated.write_text("folder,fileCode,maintenance\n.,A.2023.1,Vĩnh viễn\n", "utf-8")
    options = export.ExportOptions(folders=stated)
    export.write(found(record(2020), record(2019)), "archive", tmp_path / "a.csv", options)
    told = [(row["file"], row["docId"], row["docCode"], row["maintenance"]) for row in rows(tmp_path / "a.csv")]
    assert told == [
        ("2020.pdf", "A.2023.1.2", "A.2023.1.0000002", "01"),
        ("2019.pdf", "A.2023.1.1", "A.2023.1.0000001", "01"),
    ]


def test_a_mistake_in_what_a_person_states_is_told_before_records_are_read(tmp_path: Path) -> None:
    stated = tmp_path / "folders.csv"
    stated.write_text("folder,mode\n.,09\n", "utf-8")
    options = export.ExportOptions(folders=stated)
    for out in ("a.csv", "package"):
        with pytest.raises(UnreadableError, match=r"folders.csv, row 2: mode: '09'"):
            export.see_that_it_suits("archive", tmp_path / out, options)


def test_the_endings_are_those_of_the_three_files() -> None:
    assert ENDINGS == (".csv", ".json", "-to-complete.csv")
