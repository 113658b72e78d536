"""What people have confirmed becomes dictionaries, and is tried before it is used."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from cchc_ocr.corrections.model import Correction
from cchc_ocr.errors import UnreadableError
from cchc_ocr.evaluation.teaching import Taught, TaughtEffect, effect, taught
from cchc_ocr.lexicon import load
from cchc_ocr.records import Record
from cchc_ocr.runs import reviewing
from tests.conftest import Cli
from tests.runs.running import put, run_into

_TEXT = "SỞ NỘI VỤ\nSố: {number}/BC-SNV\n\nSơn Hà, ngày 9 tháng 3 năm 2021\n\nBÁO CÁO\nKết quả năm 2020\n"


@pytest.fixture
def kho(tmp_path: Path) -> Path:
    """Two reports and a copy of one of them, run into tmp_path/out."""
    texts = {f"{name}.txt": _TEXT.format(number=number) for name, number in (("a", 15), ("b", 16), ("c", 15))}
    put(tmp_path, **texts)
    run_into(tmp_path)
    return tmp_path


def correct(folder: Path, stems: str, pointer: str, is_: str | None) -> None:
    for stem in stems:
        one = Correction.model_validate({"pointer": pointer, "is": is_})
        reviewing.save(folder / "out", Path(stem), [one])


def found(folder: Path) -> Taught:
    return taught(folder / "out", load())


def test_only_what_was_confirmed_in_two_documents_is_taught(kho: Path) -> None:
    with pytest.raises(UnreadableError, match="nothing in these results was reviewed"):
        found(kho)
    correct(kho, "ab", "/document/issuer", "Trung tâm Điều hành thông minh Sơn Hà")
    correct(kho, "ac", "/document/parent", "Ban Quản lý Biển Xanh")  # c is a copy of a
    correct(kho, "ab", "/document/place", "Hà Nội")  # is known
    correct(kho, "ab", "/document/subject", "Kết quả của một năm")  # is no name
    assert found(kho) == Taught(("Trung tâm Điều hành thông minh Sơn Hà",), ())


def test_names_of_persons_are_taught_by_their_syllables(kho: Path) -> None:
    correct(kho, "ab", "/document/signer", "Nguyễn Văn Đăm")
    assert found(kho) == Taught((), (("Đăm", "given"),))


def test_dictionaries_that_were_written_can_be_used(tmp_path: Path) -> None:
    own = Taught(("Ban Quản lý Biển Xanh",), (("Đăm", "given"),))
    assert [path.name for path in own.write(tmp_path / "own")] == ["terms.tsv", "names.tsv"]
    known = load(tmp_path / "own")
    assert "Ban Quản lý Biển Xanh" in known.terms
    assert "Đăm" in known.given_names


def test_what_is_gained_and_harmed_is_told(kho: Path) -> None:
    correct(kho, "a", "/document/place", "Lam Kiều")
    correct(kho, "b", "/document/place", "Sơn Hà")

    def read(path: Path) -> Sequence[Record]:
        record = Record.model_validate_json((kho / "out" / path.name).with_suffix(".json").read_bytes())
        head = record.document.model_copy(update={"place": "Lam Kiều"})
        return [record.model_copy(update={"document": head, "reviewed": None})]

    seen = effect(kho / "out", read)
    assert seen == TaughtEffect(2, 1, 1, ("a: /document/place",), ("b: /document/place",))


def test_documents_that_are_gone_or_another_are_named(kho: Path) -> None:
    correct(kho, "a", "/document/place", "Lam Kiều")
    assert effect(kho / "out", lambda _: []).unread == ("a",)


def test_the_command(cli: Cli, kho: Path) -> None:
    correct(kho, "ab", "/document/issuer", "Trung tâm Điều hành thông minh Sơn Hà")
    done = cli("learn", kho / "out", "--from-review", "--out", kho / "own", "--yes")
    assert (done.exit_code, done.stdout) == (0, "Trung tâm Điều hành thông minh Sơn Hà\n")
    assert "of 2 reviewed values, 0 were right before, 0 are now" in done.stderr
    assert (kho / "own/terms.tsv").read_text("utf-8").endswith("\nTrung tâm Điều hành thông minh Sơn Hà\n")
    assert cli("learn", kho / "out", "--from-review", "--out", kho / "own", "--yes").exit_code == 2  # not empty
    assert cli("learn", kho / "out", "--out", kho / "new", "--yes").exit_code == 2
    correct(kho, "b", "/document/issuer", "Sở Nội vụ")
    assert "nothing new" in cli("learn", kho / "out", "--from-review", "--out", kho / "new", "--yes").stderr
