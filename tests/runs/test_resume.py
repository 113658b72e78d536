"""What a run that was killed has left is sorted out by the next, also where originals have moved in between."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cchc_ocr.runs import result_files
from cchc_ocr.runs import results as results_module
from cchc_ocr.runs.catalogue import Catalogue
from cchc_ocr.runs.status import rebuild
from cchc_ocr.system.disk import part_file
from tests.runs.running import results, run, states

OLD, NEW = "2020/old.txt", "2021/new.txt"


class Killed(BaseException):
    """Stands for SIGKILL: nothing that a program does when it ends is done."""


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """A text that will be renamed, and one that stays."""
    put(tmp_path, OLD, "Số: 05/BC-SNV\n\nXin chào\n")
    put(tmp_path, "other.txt", "Số: 06/BC-SNV\n\nTạm biệt\n")
    return tmp_path


def put(folder: Path, name: str, text: str) -> None:
    path = folder / "in" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def rename(folder: Path) -> None:
    (folder / "in" / NEW).parent.mkdir()
    (folder / "in" / OLD).rename(folder / "in" / NEW)


def killed_run(folder: Path, name: str, *, in_its_midst: bool = False) -> None:
    """A run that dies in the file ``name`` of the results, or right after it."""
    write = result_files.write_whole

    def write_whole(path: Path, data: bytes, readers: int) -> None:
        if in_its_midst and path.name == name:
            part_file(path).write_bytes(data[:5])
            raise Killed
        write(path, data, readers)
        if path.name == name:
            raise Killed

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(result_files, "write_whole", write_whole)
        with pytest.raises(Killed):
            run(folder)


def undisturbed(folder: Path) -> dict[str, bytes]:
    run(folder, out="undisturbed")
    return results(folder, "undisturbed")


def hidden(folder: Path) -> list[str]:
    return [path.name for path in (folder / "out").rglob("*.part")]


@pytest.mark.parametrize("in_its_midst", [False, True], ids=["after", "midst"])
@pytest.mark.parametrize("name", ["old.txt", "old.json"])
def test_a_kill_before_the_row_and_a_new_name(inbox: Path, name: str, in_its_midst: bool) -> None:
    killed_run(inbox, name, in_its_midst=in_its_midst)
    rename(inbox)
    run(inbox)
    assert results(inbox) == undisturbed(inbox)
    assert not hidden(inbox)
    assert not (inbox / "out/2020").exists()
    with Catalogue(inbox / "out") as rows:
        assert not list(rows.entries("writing"))


@pytest.mark.parametrize("name", ["old.txt", "old.json"])
def test_a_kill_before_the_row(inbox: Path, name: str) -> None:
    killed_run(inbox, name)
    assert states(run(inbox))["old.txt"] == "done"
    assert results(inbox) == undisturbed(inbox)
    assert set(states(run(inbox)).values()) == {"skipped"}


def test_a_catalogue_made_anew_remembers_what_was_being_written(inbox: Path) -> None:
    killed_run(inbox, "old.json")
    rename(inbox)
    rebuild(inbox / "out")
    run(inbox)
    assert results(inbox) == undisturbed(inbox)


def test_a_neighbour_gives_another_place(inbox: Path) -> None:
    killed_run(inbox, "old.json")
    put(inbox, "2020/old.png", "no picture")
    run(inbox)
    assert results(inbox) == undisturbed(inbox)


def test_an_original_that_another_run_reads_keeps_what_was_written(inbox: Path) -> None:
    killed_run(inbox, "old.txt")
    (inbox / "in").rename(inbox / "elsewhere")
    with Catalogue(inbox / "out") as rows:
        rows.db.execute("UPDATE entries SET path = ?", (bytes(inbox / "elsewhere" / OLD),))
    put(inbox, "third.txt", "Xin chào lần nữa\n")
    run(inbox)
    assert "2020/old.txt" in results(inbox)


def test_the_only_copy_stays(inbox: Path) -> None:
    """Both files are whole and the original is gone: nothing can make them again."""
    killed_run(inbox, "old.json")
    before = results(inbox)
    (inbox / "in" / OLD).unlink()
    run(inbox)
    assert before.items() <= results(inbox).items()


def test_files_that_the_program_did_not_write_stay(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A person has put a text there and lets it be replaced; the run dies before it comes to write its own."""
    (inbox / "out/2020").mkdir(parents=True)
    (inbox / "out/2020/old.txt").write_text("Ghi chú")

    def killed(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(results_module, "write_results", killed)
        with pytest.raises(Killed):
            run(inbox, overwrite=True)
    rename(inbox)
    run(inbox)
    assert (inbox / "out/2020/old.txt").read_text() == "Ghi chú"


def test_a_file_that_is_replaced_while_it_is_read(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was read of the old file does not stand for the new one, which the next run reads."""
    complete = results_module.Results.write

    def replaced(self, item, made, seconds):  # type: ignore[no-untyped-def]
        if item.path.name == "old.txt":
            put(inbox, OLD, "Số: 07/BC-SNV\n\nCó bản mới\n")
        complete(self, item, made, seconds)

    with monkeypatch.context() as patched:
        patched.setattr(results_module.Results, "write", replaced)
        outcomes = run(inbox)
    assert states(outcomes) == {"old.txt": "failed", "other.txt": "done"}
    (error,) = (outcome.error for outcome in outcomes if outcome.error)
    assert "changed while it was being read" in error.message
    assert states(run(inbox)) == {"old.txt": "done", "other.txt": "skipped"}
    assert json.loads(results(inbox)["2020/old.json"])["document"]["number_symbol"] == "07/BC-SNV"


def test_a_file_that_is_replaced_while_it_fails(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was wrong with the old file says nothing of the new one."""
    (inbox / "in" / OLD).write_bytes(b"")
    fail = results_module.Results.fail

    def replaced(self, item, *more):  # type: ignore[no-untyped-def]
        put(inbox, OLD, "Số: 07/BC-SNV\n")
        fail(self, item, *more)

    with monkeypatch.context() as patched:
        patched.setattr(results_module.Results, "fail", replaced)
        assert states(run(inbox))["old.txt"] == "failed"
    assert states(run(inbox))["old.txt"] == "done"
