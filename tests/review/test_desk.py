"""What the page asks of a folder: documents by id, as they are now, and who changed what."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cchc_ocr.corrections import current
from cchc_ocr.corrections.model import Correction
from cchc_ocr.errors import UnreadableError, UsageError
from cchc_ocr.review.desk import ChangedMeanwhileError, Desk, OpenedRecord
from cchc_ocr.review.waiting import Chosen, id_of


def opened(out: Path, user: str = "An") -> tuple[Desk, OpenedRecord]:
    desk = Desk(out, user)
    return desk, desk.open(id_of(b"01-bao-cao"))


def date(value: str, was: str | None = None) -> Correction:
    return Correction.model_validate({"pointer": "/document/date", "was": was, "is": value})


def test_a_document_is_opened_by_its_id(made_once: Path) -> None:
    _, document = opened(made_once)
    assert document.record.document.number == "15"
    assert document.texts[0].startswith("SO NOI VU")
    assert (document.numbers, document.page(2), document.reviewed) == ([1], None, frozenset())


def test_a_folder_without_results_and_an_unknown_id_are_told(tmp_path: Path, made_once: Path) -> None:
    with pytest.raises(UnreadableError, match="no results"):
        Desk(tmp_path, "An").waiting(Chosen())
    with pytest.raises(UnreadableError, match="no results"):
        Desk(tmp_path, "An").find("0" * 16)
    with pytest.raises(UnreadableError, match="no such document"):
        Desk(made_once, "An").find("0" * 16)


def test_a_correction_is_signed_and_seen_by_the_next_look(out: Path) -> None:
    desk, document = opened(out)
    desk.correct(document, [date("2021-03-09")])
    _, now = opened(out)
    assert now.version != document.version
    assert now.record.document.date == "2021-03-09"
    assert "/document/date" in now.reviewed
    (one,) = now.corrections
    assert one.by == "An" and one.at and one.at[:2] == "20"


def test_a_record_is_read_once_and_again_where_it_or_its_text_has_changed(out: Path, monkeypatch: Any) -> None:
    read: list[Path] = []

    def counted(file: Path, **more: Any) -> Any:
        read.append(file)
        return current.corrected(file, **more)

    monkeypatch.setitem(Desk.open.__globals__, "corrected", counted)
    desk, document = opened(out)
    assert desk.open(document.document.id).record is document.record
    assert len(read) == 1
    desk.correct(document, [date("2021-03-09")])
    assert desk.open(document.document.id).record.document.date == "2021-03-09"
    assert len(read) == 2
    text = out / "01-bao-cao.txt"
    text.write_text(text.read_text("utf-8").replace("SO NOI VU", "SỞ NỘI VỤ"), "utf-8")
    assert desk.open(document.document.id).texts[0].startswith("SỞ NỘI VỤ")
    Desk(out, "Bình").correct(desk.open(document.document.id), [date("2021-03-10", "2021-03-09")])
    assert desk.open(document.document.id).record.document.date == "2021-03-10"


def test_a_change_of_another_is_seen_and_not_overwritten(out: Path) -> None:
    an, document = opened(out)
    binh, same = opened(out, "Bình")
    binh.correct(same, [date("2021-03-10")])
    with pytest.raises(ChangedMeanwhileError) as told:
        an.correct(an.open(document.document.id), [date("2021-03-09")])
    assert (told.value.value, told.value.by) == ("2021-03-10", "Bình")


def test_two_who_save_at_the_same_moment_lose_nothing(out: Path) -> None:
    an, document = opened(out)
    binh, same = opened(out, "Bình")
    an.correct(document, [Correction.model_validate({"pointer": "/ranks/0/of", "was": 25, "is": 26})])
    binh.correct(same, [date("2021-03-10")])  # by what it saw before
    _, now = opened(out)
    assert [one.by for one in now.corrections] == ["An", "Bình"]
    assert (now.record.ranks[0].of, now.record.document.date) == (26, "2021-03-10")


def test_each_takes_back_only_what_is_their_own(out: Path) -> None:
    an, document = opened(out)
    an.correct(document, [date("2021-03-09")])
    binh, now = opened(out, "Bình")
    assert binh.undo(now) is None
    back = an.undo(an.open(document.document.id))
    assert back and back.note == "undo"
    _, now = opened(out)
    assert now.record.document.date is None and "/document/date" in now.record.needs_review
    assert an.undo(now) is None
    assert an.undo(now, again=True)
    assert opened(out)[1].record.document.date == "2021-03-09"


def test_what_cannot_stand_there_is_refused_and_not_stored(out: Path) -> None:
    desk, document = opened(out)
    with pytest.raises(UsageError, match="cannot stand here"):
        desk.correct(document, [date("2021-02-31")])
    assert opened(out)[1].corrections == ()


def test_a_bad_file_of_corrections_stops_nothing_and_is_not_overwritten(out: Path) -> None:
    file = out / "01-bao-cao.review.json"
    file.write_text("{", "utf-8")
    desk, document = opened(out)
    assert any(check.code == "corrections-unreadable" for check in document.record.checks)
    with pytest.raises(UnreadableError):
        desk.correct(document, [date("2021-03-09")])
    assert file.read_text("utf-8") == "{"


def test_a_record_that_is_none_is_told(out: Path) -> None:
    (out / "01-bao-cao.json").write_text("no record", "utf-8")
    with pytest.raises(UnreadableError, match="cannot be read"):
        opened(out)


def test_a_scan_leads_to_the_original_at_its_turn(out: Path) -> None:
    record = json.loads((out / "01-bao-cao.json").read_text("utf-8"))
    record["pages"][0]["turned"] = 90
    (out / "01-bao-cao.json").write_text(json.dumps(record), "utf-8")
    desk, document = opened(out)
    scan = desk.scan(document, 1)
    assert (scan.path.name, scan.number, scan.turned) == ("01-bao-cao.png", 1, 90)
    scan.path.unlink()
    with pytest.raises(UnreadableError, match="not where it was read"):
        desk.scan(document, 1)


def test_a_spot_check_counts_what_the_machine_read(out: Path) -> None:
    desk, document = opened(out)
    desk.correct(document, [Correction.model_validate({"pointer": "/ranks/0/of", "was": 25, "is": 26})])
    assert desk.values_read(document.document) == 3
