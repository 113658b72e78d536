"""What a record tells for sure, and what it leaves to a person."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr.paperless.proposing import MOST_LETTERS, cut, propose
from cchc_ocr.records import Check, Document, Evidence, Rank, Record, Source, Total
from cchc_ocr.version import __version__

HEAD = {
    **{"type": "Báo cáo", "number": "15", "symbol": "BC-SNV", "number_symbol": "15/BC-SNV", "issuer": "Sở Nội vụ"},
    **{"parent": "UBND tỉnh Sơn Hà", "date": "2024-03-09", "subject": "Kết quả năm 2023", "signer": "Trần Văn An"},
    **{"signer_title": "Giám đốc", "urgency": "Khẩn"},
}
TOTAL = Total(name="Chỉ số CCHC", score=80.08, max_score=100.0, year=2023)
RANK = Rank(name="Chỉ số CCHC", position=7, of=25, year=2023)


def record(*doubtful: str, head: dict[str, Any] | None = None, **more: Any) -> Record:
    source = Source(file="a.pdf", sha256="0" * 64, pages=2, origin="scan")
    return Record(
        source=source, document=Document(**(HEAD if head is None else head)), needs_review=doubtful, **more
    )


def test_a_record_without_doubts_fills_everything() -> None:
    made = propose(record(totals=(TOTAL,), ranks=(RANK,)))
    assert (made.title, made.created) == ("Báo cáo 15/BC-SNV: Kết quả năm 2023", "2024-03-09")
    assert (made.correspondent, made.document_type, made.note) == ("Sở Nội vụ", "Báo cáo", "")
    assert made.fields == {
        **{"number_symbol": "15/BC-SNV", "subject": "Kết quả năm 2023", "parent": "UBND tỉnh Sơn Hà"},
        **{"signer": "Trần Văn An", "signer_title": "Giám đốc", "urgency": "Khẩn"},
        **{"total": 80.08, "total_max": 100.0, "total_year": 2023, "rank": 7, "rank_of": 25},
        "read_by": f"cchc-ocr {__version__}",
    }


@pytest.mark.parametrize(
    ("doubtful", "title", "lost"),
    [
        ("/document/number", "Báo cáo: Kết quả năm 2023", {"number_symbol"}),
        ("/document/symbol", "Báo cáo: Kết quả năm 2023", {"number_symbol"}),
        ("/document/number_symbol", "Báo cáo: Kết quả năm 2023", {"number_symbol"}),
        ("/document/subject", "Báo cáo 15/BC-SNV", {"subject"}),
        ("/document/type", "15/BC-SNV: Kết quả năm 2023", {"document_type"}),
        ("/document/issuer", "Báo cáo 15/BC-SNV: Kết quả năm 2023", {"correspondent"}),
        ("/document/date", "Báo cáo 15/BC-SNV: Kết quả năm 2023", {"created"}),
        ("/document/date_partial", "Báo cáo 15/BC-SNV: Kết quả năm 2023", {"created"}),
        ("/document/signer", "Báo cáo 15/BC-SNV: Kết quả năm 2023", {"signer"}),
        ("/totals/0/score", "Báo cáo 15/BC-SNV: Kết quả năm 2023", {"total", "total_max", "total_year"}),
        ("/ranks/0", "Báo cáo 15/BC-SNV: Kết quả năm 2023", {"rank", "rank_of"}),
    ],
)
@pytest.mark.parametrize("how", ["listed", "error", "warning"])
def test_what_is_in_doubt_is_not_written(doubtful: str, title: str, lost: set[str], how: Any) -> None:
    stated: dict[str, Any] = {"totals": (TOTAL,), "ranks": (RANK,)}
    checks = () if how == "listed" else (Check(code="x", level=how, message="x", fields=(doubtful,)),)
    made = propose(record(*([doubtful] if how == "listed" else []), **stated, checks=checks))
    sure = propose(record(**stated))
    assert made.title == title
    for name in ("created", "correspondent", "document_type"):
        assert getattr(made, name) == (None if name in lost else getattr(sure, name))
    assert dict(made.fields) == {name: value for name, value in sure.fields.items() if name not in lost}


def test_checks_for_information_are_no_doubt() -> None:
    check = Check(code="x", level="info", message="x", fields=("/document/date",))
    assert propose(record(checks=(check,))).created == "2024-03-09"


@pytest.mark.parametrize(
    "stated",
    [
        {"totals": (TOTAL, TOTAL), "ranks": (RANK, RANK)},
        {
            "totals": (TOTAL.model_copy(update={"nature": "target"}),),
            "ranks": (RANK.model_copy(update={"nature": "rule"}),),
        },
        {},
    ],
    ids=["several", "no results", "none"],
)
def test_only_the_one_result_is_written(stated: dict[str, Any]) -> None:
    assert not {"total", "rank"} & set(propose(record(**stated)).fields)


def test_a_document_without_a_head_gets_no_title() -> None:
    made = propose(record(head={"type": "Công văn"}))
    assert (made.title, made.created, made.correspondent) == (None, None, None)
    assert set(made.fields) == {"read_by"}


def test_the_note_says_what_was_seen_and_where() -> None:
    evidence = (
        Evidence(field="/document/date", page=1, text="ngay .. thang 3 nam 2024", confidence=0.3),
        Evidence(field="/document/signer", page=2, text="Trân Văn An", confidence=0.6),
    )
    head = {**HEAD, "date": None}
    doubtful = ("/document/signer", "/document/date", "/document/secrecy", "/scores/0/score", "/dates/0")
    made = propose(record(*doubtful, head=head, evidence=evidence))
    assert sorted(made.note.splitlines()) == [
        "- Văn bản: Ngày ban hành: máy đọc “ngay .. thang 3 nam 2024” (trang 1)",
        "- Văn bản: Người ký: máy đọc “Trần Văn An” (trang 2)",
        "- Văn bản: Độ mật: không đọc được",
        "- và 2 giá trị khác của văn bản, không ghi vào đây",
        "cchc-ocr: cần đối chiếu với bản gốc, chưa ghi vào các ô",
    ]


@pytest.mark.parametrize("doubtful", ["/scores/0/score", "/document/place", "/document/recipients/2", "/totals/1"])
def test_doubts_about_what_is_not_filled_in_are_no_reason_for_a_note(doubtful: str) -> None:
    """Or nearly every report would be tagged, for one figure of many."""
    assert propose(record(doubtful, totals=(TOTAL, TOTAL))).note == ""


@pytest.mark.parametrize(
    "doubtful", ["/source/pages", "/source/part", "/pages/1", "/totals/0", "/ranks/0/position"]
)
def test_missing_pages_and_the_one_result_are(doubtful: str) -> None:
    assert len(propose(record(doubtful, totals=(TOTAL,), ranks=(RANK,))).note.splitlines()) == 2


def test_what_only_a_check_names_stands_in_the_note_as_well() -> None:
    check = Check(code="x", level="warning", message="x", fields=("/document/date", "/references/0/date"))
    made = propose(record(checks=(check,)))
    assert "- Văn bản: Ngày ban hành: máy đọc “2024-03-09”" in made.note.splitlines()


@given(st.text("ab -", max_size=60), st.integers(2, 40))
def test_a_text_that_is_cut_fits_and_is_the_beginning(text: str, most: int) -> None:
    made = cut(text, most)
    assert len(made) <= most
    assert made == text if len(text) <= most else text.startswith(made.removesuffix("…"))


def test_a_long_title_is_cut() -> None:
    made = propose(record(head={**HEAD, "subject": "kết quả " * 40}))
    assert made.title and len(made.title) <= MOST_LETTERS and made.title.endswith("kết…")
