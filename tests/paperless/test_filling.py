"""Documents of a stand-in of Paperless-ngx are filled in: what is written, what stays, and what is only told."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest

pytest.importorskip("httpx", reason="the extra paperless is not installed")

from cchc_ocr.paperless import api as connecting
from cchc_ocr.paperless.api import PaperlessApi, PaperlessError
from cchc_ocr.paperless.config import PaperlessConfig
from cchc_ocr.paperless.filling import Filler
from cchc_ocr.paperless.proposing import SureValues
from tests.paperless.standin import DATA_TYPES, TOKEN, Paperless, served

NOTE = "cchc-ocr: cần đối chiếu\n- Văn bản: Số: không đọc được"
SURE = SureValues(
    title="Báo cáo 15/BC-SNV: Kết quả năm 2023",
    created="2024-03-09",
    correspondent="Sở Nội vụ",
    document_type="Báo cáo",
    fields={
        "number_symbol": "15/BC-SNV",
        "subject": "s" * 200,
        "total": 80.08,
        "rank": 7,
        "read_by": "cchc-ocr 1",
    },
)
DOUBTFUL = SureValues(document_type="Báo cáo", fields={"read_by": "cchc-ocr 1"}, note=NOTE)


@pytest.fixture
def paperless(monkeypatch: pytest.MonkeyPatch) -> Iterator[Paperless]:
    monkeypatch.setattr(connecting, "_WAITS", ())
    with served(Paperless()) as standin:
        standin.add_document(7)
        yield standin


def fill(
    paperless: Paperless, proposal: SureValues = SURE, *, names: dict[str, str] | None = None, **how: bool
) -> Any:
    """What is told; None where there is nothing to do."""
    config = PaperlessConfig(url=paperless.url, token=TOKEN, fields=names or {})
    with PaperlessApi(config) as api:
        filler = Filler(api, config, **how)
        document = api.document(7)
        return None if filler.is_filled(document) else filler.fill(document, proposal)


def test_a_document_is_filled_in(paperless: Paperless) -> None:
    fill(paperless)
    document = paperless.documents[7]
    assert (document["title"], document["created"]) == (SURE.title, "2024-03-09")
    assert paperless.named("correspondents")[document["correspondent"]] == "Sở Nội vụ"
    assert paperless.named("document_types")[document["document_type"]] == "Báo cáo"
    assert paperless.fields_of(7) == {
        **{"Số, ký hiệu": "15/BC-SNV", "Trích yếu": "s" * 200, "Tổng điểm": 80.08, "Xếp hạng": 7},
        "Đọc bằng": "cchc-ocr 1",
    }
    assert [one["data_type"] for one in paperless.lists["custom_fields"]] == [
        *("string", "longtext", "float", "integer", "string")
    ]
    assert (document["tags"], document["notes"]) == ([], [])
    assert paperless.lists["correspondents"][0]["matching_algorithm"] == 0


def test_what_is_filled_in_stays_so(paperless: Paperless) -> None:
    fill(paperless)
    paperless.documents[7]["title"] = "Tên do người lưu trữ đặt"
    before, asked = copy.deepcopy(paperless.documents[7]), len(paperless.changes)
    assert fill(paperless) is None
    assert paperless.documents[7] == before and len(paperless.changes) == asked
    assert fill(paperless, overwrite=True)
    assert paperless.documents[7]["title"] == SURE.title


def test_names_are_found_before_new_ones_are_added(paperless: Paperless) -> None:
    others = [paperless.add("correspondents", name) for name in ("Sở Y tế", "Số Nội vụ", "SỞ  NỘI VỤ")]
    paperless.add("custom_fields", "số, ký hiệu", data_type="string")
    fill(paperless)
    assert paperless.documents[7]["correspondent"] == others[2]
    assert len(paperless.lists["correspondents"]) == 3
    assert paperless.fields_of(7)["số, ký hiệu"] == "15/BC-SNV"


def test_what_a_person_or_a_rule_has_entered_stays(paperless: Paperless) -> None:
    number = paperless.add("custom_fields", "Số, ký hiệu", data_type="string")
    other = paperless.add("custom_fields", "Hộp", data_type="integer")
    paperless.documents[7].update(
        title="Báo cáo của phòng",
        correspondent=paperless.add("correspondents", "Phòng Lưu trữ"),
        custom_fields=[{"field": number, "value": "16/BC-SNV"}, {"field": other, "value": 12}],
        tags=[paperless.add("tags", "hộp thư")],
    )
    told = fill(paperless)
    document = paperless.documents[7]
    assert (document["title"], document["correspondent"], document["tags"]) == ("Báo cáo của phòng", 1, [1])
    fields = paperless.fields_of(7)
    assert (fields["Số, ký hiệu"], fields["Hộp"], fields["Tổng điểm"]) == ("16/BC-SNV", 12, 80.08)
    assert [line for line in told if "stays" in line] == [
        "title: stays as it is, for it is not the name of the file",
        "correspondent: stays as it is",
        "Số, ký hiệu: stays as it is",
    ]


@pytest.mark.parametrize("title", ["", "scan_0001", "x" * 127])
def test_the_name_of_the_file_is_no_title(paperless: Paperless, title: str) -> None:
    file = f"{title}yyy.pdf" if len(title) == 127 else "scan_0001.pdf"
    paperless.documents[7].update(title=title, original_file_name=file)
    fill(paperless)
    assert paperless.documents[7]["title"] == SURE.title


def test_doubts_become_a_note_and_a_tag(paperless: Paperless) -> None:
    inbox = paperless.add("tags", "hộp thư")
    paperless.documents[7]["tags"] = [inbox]
    told = fill(paperless, DOUBTFUL)
    document = paperless.documents[7]
    assert [paperless.named("tags")[tag] for tag in document["tags"]] == ["hộp thư", "cần xem lại"]
    assert [one["note"] for one in document["notes"]] == [NOTE]
    assert (document["title"], document["created"]) == ("scan_0001", "2024-11-20")
    assert "tag: cần xem lại" in told
    order = [path for _, path, _ in paperless.changes if path.startswith("/api/documents/")]
    assert order == ["/api/documents/7/notes/", "/api/documents/7/"]  # or the note sets values back
    fill(paperless, DOUBTFUL, overwrite=True)
    assert len(document["notes"]) == 1 and len(document["tags"]) == 2


def test_a_dry_run_writes_nothing_and_tells_the_same(paperless: Paperless) -> None:
    before = copy.deepcopy(paperless.documents[7])
    told = fill(paperless, dry_run=True)
    assert (paperless.documents[7], paperless.changes) == (before, [])
    assert fill(paperless) == told
    assert "title: Báo cáo 15/BC-SNV: Kết quả năm 2023" in told
    assert "Số, ký hiệu: 15/BC-SNV" in told


def test_an_older_version_has_no_long_texts(paperless: Paperless) -> None:
    paperless.data_types = tuple(kind for kind in DATA_TYPES if kind != "longtext")
    fill(paperless)
    assert paperless.fields_of(7)["Trích yếu"] == "s" * 127 + "…"


def test_a_field_of_another_type_is_left_alone(paperless: Paperless) -> None:
    paperless.add("custom_fields", "Xếp hạng", data_type="select")
    paperless.add("custom_fields", "Tổng điểm", data_type="string")
    told = fill(paperless)
    assert "Xếp hạng: stays as it is, for it is a field of the type select" in told
    fields = paperless.fields_of(7)
    assert "Xếp hạng" not in fields and fields["Tổng điểm"] == "80.08"


def test_fields_may_be_renamed_or_left_out(paperless: Paperless) -> None:
    fill(paperless, names={"number_symbol": "Số hiệu", "rank": ""})
    assert set(paperless.fields_of(7)) == {"Số hiệu", "Trích yếu", "Tổng điểm", "Đọc bằng"}


@pytest.mark.parametrize("before", range(2, 12))
def test_after_any_error_the_document_is_as_it_was_and_can_be_filled_in(
    paperless: Paperless, monkeypatch: pytest.MonkeyPatch, before: int
) -> None:
    """The error comes while lists are asked for, names are added, or values are changed."""
    document = copy.deepcopy(paperless.documents[7])
    right = paperless.answer

    def answer(*asked: Any) -> Any:
        return right(*asked) if len(paperless.calls) < before else (500, {"detail": "no"})

    with monkeypatch.context() as broken, pytest.raises(PaperlessError):
        broken.setattr(paperless, "answer", answer)
        fill(paperless)
    assert paperless.documents[7] == document
    fill(paperless)
    assert paperless.documents[7]["title"] == SURE.title
    for entries in paperless.lists.values():
        assert len({one["name"] for one in entries}) == len(entries)
