"""Files are put where the plan says, and nobody's file is replaced."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cchc_ocr.errors import CchcError
from cchc_ocr.files import splitting
from cchc_ocr.files.passwords import Passwords
from cchc_ocr.filing import ledger, placing
from cchc_ocr.filing.placing import put, sha256_of_placed
from cchc_ocr.filing.planning import plan
from cchc_ocr.runs import prune
from cchc_ocr.runs.status import status
from tests.filing.filed import TWO, file, options, results, tree
from tests.runs.running import run_into
from tests.stacked import document

FILED = {"Sở Nội vụ", "Sở Nội vụ/2024", "Sở Nội vụ/2024/1-QĐ-SNV.txt", "Sở Nội vụ/2024/2-QĐ-SNV.txt"}


def test_copies_are_the_originals_byte_for_byte(tmp_path: Path) -> None:
    results(tmp_path, **TWO)
    before = tree(tmp_path)
    assert [error for _, error in file(tmp_path)] == [None, None]
    after = tree(tmp_path / "kho")
    assert set(after) == FILED
    assert after["Sở Nội vụ/2024/1-QĐ-SNV.txt"] == document(1).encode()
    assert {name: data for name, data in tree(tmp_path).items() if not name.startswith("kho")} == before
    copy, original = tmp_path / "kho/Sở Nội vụ/2024/1-QĐ-SNV.txt", tmp_path / "in/a.txt"
    assert copy.stat().st_mtime_ns == original.stat().st_mtime_ns


def test_what_was_filed_is_not_filed_again(tmp_path: Path) -> None:
    results(tmp_path, **{"a.txt": document(1)})
    file(tmp_path)
    results(tmp_path, **TWO)
    told = {line.state: line.target for line, _ in file(tmp_path, "{number}")}
    assert told == {"there already": Path("Sở Nội vụ/2024/1-QĐ-SNV.txt"), "filed": Path("2.txt")}
    (tmp_path / "kho/2.txt").unlink()
    assert [line.state for line, _ in file(tmp_path, "{number}")] == ["there already", "filed"]


def test_links_lead_to_the_originals(tmp_path: Path) -> None:
    results(tmp_path, **{"a.txt": document(1)})
    file(tmp_path, "{number}", how="link")
    link = tmp_path / "kho/1.txt"
    assert link.is_symlink()
    assert link.resolve() == (tmp_path / "in/a.txt").resolve()


def test_moved_originals_are_still_known(tmp_path: Path) -> None:
    out = results(tmp_path, **TWO)
    (tmp_path / "in/other.xyz").write_text("x")
    file(tmp_path, "{number}", how="move")
    assert set(tree(tmp_path / "in")) == {"other.xyz"}
    assert prune.orphans(out).found == ()
    assert [line.path.name for line in status(out).account if line.state == "done"] == ["1.txt", "2.txt"]
    run_into(tmp_path, tmp_path / "kho")
    assert sorted(tree(out)) == ["1.json", "1.txt", "2.json", "2.txt"]


def test_a_part_of_a_stack_is_taken_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    results(tmp_path, **{"a.txt": document(1)})
    chosen = options(tmp_path, "{number}")
    (line,) = plan(tmp_path / "out", chosen, {})
    asked: list[object] = []

    def take_out(path: Path, parts: object, *_: object) -> splitting.TakenOut:
        asked.append((path.name, parts))
        return splitting.TakenOut((b"%PDF part",))

    monkeypatch.setattr(splitting, "take_out", take_out)
    part = type(line)(line.state, line.file, line.stem, Path("1.pdf"), pages=(2, 3))
    placing.place(tmp_path / "out", [part], chosen, Passwords(), lambda *_: None)
    assert asked == [("a.txt", [(2, 3)])]
    assert tree(tmp_path / "kho") == {"1.pdf": b"%PDF part"}


def test_a_file_that_came_meanwhile_stays(tmp_path: Path) -> None:
    results(tmp_path, **{"a.txt": document(1)})
    chosen = options(tmp_path, "{number}")
    lines = plan(tmp_path / "out", chosen, {})
    (tmp_path / "kho").mkdir()
    (tmp_path / "kho/1.txt").write_text("mine")
    errors: list[CchcError | None] = []
    placing.place(tmp_path / "out", lines, chosen, Passwords(), lambda _, error: errors.append(error))
    assert errors[0]
    assert "1.txt: cannot be written" in errors[0].message
    assert tree(tmp_path / "kho") == {"1.txt": b"mine"}
    assert ledger.entries(tmp_path / "kho") == []


def test_putting_never_replaces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_text("a")
    (tmp_path / "b").write_text("b")
    with pytest.raises(FileExistsError):
        put(tmp_path / "a", tmp_path / "b")
    put(tmp_path / "a", tmp_path / "c")

    def no_links(*_: object, **__: object) -> None:
        raise OSError(1, "not permitted")

    monkeypatch.setattr(os, "link", no_links)
    with pytest.raises(FileExistsError):
        put(tmp_path / "c", tmp_path / "b")
    put(tmp_path / "c", tmp_path / "d")
    assert tree(tmp_path) == {"b": b"b", "d": b"a"}
    (tmp_path / "e").symlink_to("d")
    assert sha256_of_placed(tmp_path / "e") != sha256_of_placed(tmp_path / "d")
