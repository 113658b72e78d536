"""Documents inside PDFs: each has results, a line in the account and an outcome of its own."""

from __future__ import annotations

import json
from pathlib import Path

import pikepdf
import pytest

from cchc_ocr.files.options import ReadOptions
from cchc_ocr.files.passwords import parse
from cchc_ocr.pipeline import Options, made_by
from cchc_ocr.runs import batch, prune
from cchc_ocr.runs.batch import Job, Outcome
from cchc_ocr.runs.inputs import Item, survey
from cchc_ocr.runs.inside import DocumentsInside
from cchc_ocr.runs.status import status
from tests.attached import content, holding
from tests.fakes import TypedEngine
from tests.runs.running import Counting, Notes


def run_over(tmp_path: Path, **more: object) -> tuple[list[Outcome], int]:
    """The outcomes of a run over ``in``, and how many tasks it took."""
    job = Job(tmp_path / "out", Options(), "v1", TypedEngine(), **more)  # type: ignore[arg-type]
    seen, work = survey([tmp_path / "in"], job.out), Counting()
    return batch.run(seen.items, job, Notes(), processes=1, executor=work, survey=seen), work.tasks


def told(tmp_path: Path) -> dict[str, tuple[str, str]]:
    lines = status(tmp_path / "out").account
    return {line.path.relative_to(tmp_path / "in").as_posix(): (line.state, line.reason) for line in lines}


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    (tmp_path / "in/2020").mkdir(parents=True)
    inner = content(tmp_path, [("sau.txt", "Số 3/BC-SNV".encode())])
    inside = [
        ("../phu luc.pdf", inner),
        ("hoa don.xml", b"<?xml version='1.0'?>"),
        ("ky.p7s", b"1"),
        ("x.docx2", b"?"),
    ]
    holding(tmp_path / "in/2020/goc.pdf", inside)
    return tmp_path


def test_each_document_inside_has_results_and_a_line(filled: Path) -> None:
    outcomes, _ = run_over(filled)
    assert [(outcome.item.path.name, outcome.state) for outcome in outcomes] == [
        ("goc.pdf", "done"),
        ("goc.pdf#phu luc.pdf#sau.txt", "done"),
        ("goc.pdf#phu luc.pdf", "done"),
    ]
    assert sorted(file.name for file in (filled / "out/2020").iterdir()) == [
        "goc.json",
        "goc.pdf#phu luc.pdf#sau.txt.json",
        "goc.pdf#phu luc.pdf#sau.txt.txt",
        "goc.pdf#phu luc.pdf.json",
        "goc.pdf#phu luc.pdf.txt",
        "goc.txt",
    ]
    assert told(filled) == {
        "2020/goc.pdf": ("done", ""),
        "2020/goc.pdf#phu luc.pdf": ("done", ""),
        "2020/goc.pdf#phu luc.pdf#sau.txt": ("done", ""),
        "2020/goc.pdf#hoa don.xml": ("passed over", "XML file"),
        "2020/goc.pdf#ky.p7s": ("passed over", "electronic signature"),
        "2020/goc.pdf#x.docx2": ("passed over", "file of unknown kind"),
    }
    record = json.loads((filled / "out/2020/goc.json").read_text())
    named = "attached files (phu luc.pdf, hoa don.xml, ky.p7s, x.docx2)"
    assert [note for note in record["notes"] if named in note]


def test_the_next_run_finds_them_finished_and_the_account_keeps_them(filled: Path) -> None:
    run_over(filled)
    before = told(filled)
    outcomes, tasks = run_over(filled)
    assert ([outcome.state for outcome in outcomes], tasks) == (["skipped"] * 3, 0)
    assert told(filled) == before


def test_a_lost_result_of_one_inside_is_made_again(filled: Path) -> None:
    run_over(filled)
    lost = filled / "out/2020/goc.pdf#phu luc.pdf#sau.txt.txt"
    before = lost.read_bytes()
    lost.unlink()
    outcomes, _ = run_over(filled)
    assert sorted(outcome.state for outcome in outcomes) == ["done", "skipped", "skipped"]
    assert lost.read_bytes() == before


def test_what_is_no_longer_inside_goes_with_its_results(filled: Path) -> None:
    run_over(filled)
    holding(filled / "in/2020/goc.pdf", [("khac.txt", "Số 4".encode())])
    run_over(filled)
    assert set(told(filled)) == {"2020/goc.pdf", "2020/goc.pdf#khac.txt"}
    assert not list((filled / "out/2020").glob("*phu luc*"))


def test_results_of_what_was_inside_go_with_the_file(filled: Path) -> None:
    holding(filled / "in/other.pdf", [], text="So 9")
    run_over(filled)
    (filled / "in/2020/goc.pdf").unlink()
    found = prune.orphans(filled / "out").found
    assert len(found) == 3
    assert prune.remove(filled / "out", found) == 3
    assert not (filled / "out/2020").exists()
    assert set(told(filled)) == {"other.pdf"}


def test_what_is_inside_moves_with_the_file(filled: Path) -> None:
    run_over(filled)
    (filled / "in/2021").mkdir()
    (filled / "in/2020/goc.pdf").rename(filled / "in/2021/goc.pdf")
    run_over(filled)
    assert {name.split("/")[0] for name in told(filled)} == {"2021"}
    assert len(list((filled / "out/2021").iterdir())) == 6 and not (filled / "out/2020").exists()


def test_a_bad_one_fails_alone(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    holding(tmp_path / "in/a.pdf", [("b.pdf", b"%PDF-1.7 nothing"), ("c.txt", b"So 5")])
    outcomes, _ = run_over(tmp_path)
    assert {outcome.item.path.name: outcome.state for outcome in outcomes} == {
        "a.pdf": "done",
        "a.pdf#b.pdf": "failed",
        "a.pdf#c.txt": "done",
    }
    again, tasks = run_over(tmp_path)
    assert [outcome.state for outcome in again] == ["skipped", "failed", "skipped"] and tasks == 0


def test_a_foreign_file_in_the_place_of_a_result_stays(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "out").mkdir()
    holding(tmp_path / "in/a.pdf", [("c.txt", b"So 5")])
    (tmp_path / "out/a.pdf#c.txt.txt").write_text("foreign")
    outcomes, _ = run_over(tmp_path)
    assert [outcome.state for outcome in outcomes] == ["done", "failed"]
    assert (tmp_path / "out/a.pdf#c.txt.txt").read_text() == "foreign"


def test_what_lies_too_deep_is_told(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    inner = b"So 5"
    for name in ("4.txt", "3.pdf", "2.pdf"):
        inner = content(tmp_path, [(name, inner)], text=name)
    holding(tmp_path / "in/a.pdf", [("1.pdf", inner)])
    run_over(tmp_path)
    assert told(tmp_path)["a.pdf#1.pdf#2.pdf#3.pdf"] == ("done", "")
    assert told(tmp_path)["a.pdf#1.pdf#2.pdf#3.pdf#4.txt"] == ("passed over", "attachment beyond the bounds")


def test_encrypted_documents_are_tried_again_once_there_are_passwords(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    holding(tmp_path / "plain.pdf", [])
    with pikepdf.open(tmp_path / "plain.pdf") as pdf:
        pdf.save(tmp_path / "in/a.pdf", encryption=pikepdf.Encryption(user="mat-khau-9", owner="x"))
    assert [outcome.state for outcome in run_over(tmp_path)[0]] == ["failed"]
    assert run_over(tmp_path)[1] == 0
    options = Options(read=ReadOptions(passwords=parse("mat-khau-9")))
    assert made_by(options) == made_by(Options())
    job = Job(tmp_path / "out", options, "v1", TypedEngine())
    seen = survey([tmp_path / "in"], job.out)
    (outcome,) = batch.run(seen.items, job, Notes(), processes=1, executor=Counting(), survey=seen)
    assert outcome.state == "done"
    assert [outcome.state for outcome in run_over(tmp_path)[0]] == ["skipped"]
    for file in (tmp_path / "out").iterdir():
        assert b"mat-khau-9" not in file.read_bytes()


def test_of_very_many_documents_in_one_file_the_first_are_read(tmp_path: Path) -> None:
    """Also where they are at different depths: a small file may hold many."""
    found, path = DocumentsInside(), tmp_path / "a.pdf"
    path.touch()
    outer, inner = Item(path, Path("a")), Item(tmp_path / "a.pdf#b.pdf", Path("a.pdf#b.pdf"))
    first = found.taken(outer, [tmp_path / f"a.pdf#{at}.txt" for at in range(990)])
    rest = found.taken(inner, [tmp_path / f"a.pdf#b.pdf#{at}.txt" for at in range(20)])
    assert (len(first), len(rest), found.taken(inner, [tmp_path / "a.pdf#b.pdf#x.txt"])) == (990, 10, [])
