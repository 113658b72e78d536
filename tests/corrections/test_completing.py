"""Corrections completed by what tells their value apart from others."""

from __future__ import annotations

from cchc_ocr.corrections.completing import anchors_of, completed
from cchc_ocr.corrections.model import Correction
from cchc_ocr.corrections.outcomes import Applied
from cchc_ocr.records import PageRecord
from tests.corrected import SCAN, TEXT, applied, correction, record


def one(given: Correction, shown: Applied | None = None) -> Correction:
    (made,) = completed([given], shown or Applied(record(), text=TEXT), by="An", at="2026-11-29")
    return made


def test_what_is_filled_in() -> None:
    made = one(correction("/scores/1/score", is_=9))
    assert (made.was, made.page, made.box, made.seen) == (8.5, 1, (100, 300, 300, 330), "8,5o")
    assert made.item["criterion"] == "Tài chính công"
    assert (made.by, made.at) == ("An", "2026-11-29")


def test_what_was_given_stays() -> None:
    made = one(correction("/scores/1/score", 7, 9, page=2, by="Bình", note="theo bản gốc"))
    assert (made.was, made.page, made.by, made.note) == (7, 2, "Bình", "theo bản gốc")
    assert one(correction("/document/place", None, "Sơn Hà")).was is None


def test_a_box_says_of_what_size_its_page_is() -> None:
    page = PageRecord(number=1, state="read", words=9, width=1240, height=1754)
    shown = Applied(record(pages=(page,)), text=TEXT)
    assert one(correction("/scores/1/score", is_=9), shown).size == (1240, 1754)
    drawn = correction("/document/recipients/-", is_="Sở Y tế", op="add", page=1, box=(1, 2, 30, 40))
    assert one(drawn, shown).size == (1240, 1754)
    assert one(correction("/document/place", is_="Sơn Hà"), shown).size is None
    assert one(correction("/scores/1/score", is_=9)).size is None
    anchors = anchors_of(record(pages=(page,)), ["/scores/1/score"])
    assert anchors["/scores/1/score"]["size"] == (1240, 1754)


def test_lines_and_what_is_added() -> None:
    made = one(correction("/pages/1/text/1", is_="đạt 8,5 điểm"))
    assert (made.was, made.page) == ("đạt 7,5 điểm", 2)
    made = one(correction("/pages/1/text/1", is_="Hết", op="add"))
    assert (made.item, made.gives("was")) == ("đạt 7,5 điểm", False)
    assert not one(correction("/scores/1", is_={"score": 1}, op="add")).gives("was")
    assert not one(correction("/nothing/1", is_=1)).gives("was")


def test_what_the_machine_reads_against_a_correction_is_noted() -> None:
    head = record().document.model_copy(update={"number": "18"})
    shown = applied(correction("/document/number", "15", "16"), to=record(document=head))
    assert one(correction("/document/number", is_="16"), shown).reading == "18"


def test_the_anchor_of_a_value_for_a_spreadsheet() -> None:
    anchor = anchors_of(record(), ["/scores/1/score"])["/scores/1/score"]
    assert (anchor["sha256"], anchor["pointer"], anchor["was"], anchor["seen"]) == (
        SCAN,
        "/scores/1/score",
        8.5,
        "8,5o",
    )
    assert anchors_of(record(), ["/document/place", "/nothing"]) == {
        "/document/place": {"sha256": SCAN, "pointer": "/document/place", "was": None},
        "/nothing": {"sha256": SCAN, "pointer": "/nothing"},
    }
