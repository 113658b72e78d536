"""What goes where."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchc_ocr.errors import UnreadableError, UsageError
from cchc_ocr.filing.planning import checked_folder, plan
from tests.filing.filed import PATTERN, TWO, options, planned, results
from tests.stacked import document, stack


def told(folder: Path, pattern: str = PATTERN, **more: object) -> dict[str, tuple[str, str]]:
    lines = planned(folder, pattern, **more)
    return {str(line.stem): (line.state, line.target.as_posix() if line.target else line.reason) for line in lines}


def test_names_come_from_the_record(tmp_path: Path) -> None:
    results(tmp_path, **TWO)
    assert told(tmp_path) == {
        "a": ("filed", "Sở Nội vụ/2024/1-QĐ-SNV.txt"),
        "b": ("filed", "Sở Nội vụ/2024/2-QĐ-SNV.txt"),
    }
    assert not (tmp_path / "kho").exists()


def test_what_is_in_doubt_goes_to_a_folder_of_its_own(tmp_path: Path) -> None:
    results(tmp_path, **{"2020/x.txt": "Xin chào các bạn, đây là một tờ giấy.\n", "a.txt": document(1)})
    assert told(tmp_path)["2020/x"] == ("doubtful", "doubtful/2020/x.txt")
    assert told(tmp_path, doubtful="xem lại")["2020/x"][1] == "xem lại/2020/x.txt"
    (line,) = (line for line in planned(tmp_path) if line.state == "doubtful")
    assert line.reason.startswith("issuer")


def test_equal_names_are_numbered_whatever_their_case(tmp_path: Path) -> None:
    results(tmp_path, **TWO, **{"c.txt": document(3)})
    (tmp_path / "kho").mkdir()
    (tmp_path / "kho/SỞ NỘI VỤ.TXT").write_text("mine")
    assert [target for _, target in told(tmp_path, "{issuer}").values()] == [
        "Sở Nội vụ (2).txt",
        "Sở Nội vụ (3).txt",
        "Sở Nội vụ (4).txt",
    ]


def test_folders_are_spelled_as_they_are_there(tmp_path: Path) -> None:
    results(tmp_path, **{"a.txt": document(1)})
    (tmp_path / "kho/sở nội vụ").mkdir(parents=True)
    assert told(tmp_path)["a"][1] == "sở nội vụ/2024/1-QĐ-SNV.txt"


def test_equal_documents_are_filed_once(tmp_path: Path) -> None:
    results(tmp_path, **{"a.txt": document(1), "b.txt": document(1)})
    assert told(tmp_path)["b"] == ("equal", f"equal to {tmp_path}/in/a.txt")


def test_what_cannot_be_filed_is_left(tmp_path: Path) -> None:
    results(tmp_path, **TWO, **{"c.txt": stack(document(5), document(6)), "d.txt": document(7)})
    (tmp_path / "in/a.txt").unlink()
    (tmp_path / "in/b.txt").write_text("another text")
    (tmp_path / "out/d.json").write_text("{}")
    reasons = {stem: why for stem, (state, why) in told(tmp_path).items() if state == "left"}
    assert reasons == {
        "a": "the original is gone",
        "b": "it has changed since: run reads it again",
        "c.1": "it is part of a text, which has no pages to take out",
        "c.2": "it is part of a text, which has no pages to take out",
        "d": "its record cannot be read: run with --replace-edited",
    }
    assert told(tmp_path, how="move")["c.1"] == ("left", "it is part of a stack, and can only be copied")
    assert told(tmp_path, searchable=True)["d"] == ("left", "no searchable PDF: run with --pdf makes it")
    (tmp_path / "out/d.pdf").write_bytes(b"%PDF")
    assert "copy or link it" in told(tmp_path, searchable=True, how="move")["d"][1]


def test_copies_never_lie_among_results_or_documents(tmp_path: Path) -> None:
    out = results(tmp_path, **TWO)
    for to, how in (("out", "copy"), ("out/x", "move"), ("in/x", "copy")):
        chosen = options(tmp_path / to, how=how)
        with pytest.raises(UsageError):
            plan(out, chosen, {})
    assert plan(out, options(tmp_path / "in", how="move"), {})
    with pytest.raises(UnreadableError):
        plan(tmp_path / "nowhere", options(tmp_path), {})


def test_the_folder_of_doubts_has_a_plain_name() -> None:
    assert checked_folder("xem lại") == "xem lại"
    for name in ("a/b", "..", "", "con"):
        with pytest.raises(UsageError, match="--doubtful"):
            checked_folder(name)
