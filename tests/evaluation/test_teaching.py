"""What people have confirmed becomes dictionaries, and is tried before it is used."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from unittest.mock import ANY

import pytest

from cchc_ocr.corrections.current import machine
from cchc_ocr.corrections.model import Correction
from cchc_ocr.errors import UnreadableError
from cchc_ocr.evaluation import recalibration
from cchc_ocr.evaluation.calibration import Judged
from cchc_ocr.evaluation.teaching import Reread, Taught, TaughtEffect, effect, taught
from cchc_ocr.lexicon import Agency, Emission, load
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
    assert found(kho) == Taught(bodies=(Agency("Trung tâm Điều hành thông minh Sơn Hà"),))


def test_places_and_bodies_of_a_known_kind_are_terms(kho: Path) -> None:
    correct(kho, "ab", "/document/place", "Lam Kiều Thượng")
    correct(kho, "ab", "/document/parent", "UBND tỉnh Sơn Hà")
    assert found(kho) == Taught(("Lam Kiều Thượng", "UBND tỉnh Sơn Hà"))


def test_the_symbol_of_a_new_body_is_taught(kho: Path) -> None:
    correct(kho, "ab", "/document/issuer", "Trung tâm Biển Xanh")
    correct(kho, "ab", "/document/symbol", "BC-TTBX")
    assert found(kho).bodies == (Agency("Trung tâm Biển Xanh", (), ("TTBX",)),)


def test_names_of_persons_are_taught_by_their_syllables(kho: Path) -> None:
    correct(kho, "ab", "/document/signer", "Nguyễn Văn Đăm")
    assert found(kho) == Taught((), (("Đăm", "given"),))


def test_dictionaries_that_were_written_can_be_used(tmp_path: Path) -> None:
    own = Taught(
        ("Lam Kiều Thượng",),
        (("Đăm", "given"),),
        (Agency("Trung tâm Biển Xanh", ("TT Biển Xanh",), ("TTBX",)),),
        (Emission("vie", "", "ỉ", 2, 5), Emission("vie", "ỉ", "ỉ", 3, 5)),
        (("head", 0.5, 0.25), ("head", 0.9, 0.75)),
    )
    files = ["terms.tsv", "names.tsv", "agencies.tsv", "emissions.tsv", "calibration.tsv"]
    assert [path.name for path in own.write(tmp_path / "own")] == files
    known = load(tmp_path / "own")
    assert {"Lam Kiều Thượng", "Trung tâm Biển Xanh"} <= set(known.terms)  # texts name bodies as well
    assert "Đăm" in known.given_names
    assert known.agencies[-1] == own.bodies[0]
    assert set(own.confusions) <= set(known.emissions)
    assert known.calibration["head"].at(0.7) == 0.5


def test_what_is_gained_and_harmed_is_told(kho: Path) -> None:
    correct(kho, "a", "/document/place", "Lam Kiều")
    correct(kho, "b", "/document/place", "Sơn Hà")

    def read(path: Path) -> Sequence[Reread]:
        record = Record.model_validate_json((kho / "out" / path.name).with_suffix(".json").read_bytes())
        head = record.document.model_copy(update={"place": "Lam Kiều"})
        return [(record.model_copy(update={"document": head, "reviewed": None}), None)]

    seen = effect(kho / "out", read)
    judged = ((Judged("head", ANY, True),), (Judged("head", ANY, False),))
    assert seen == TaughtEffect(2, 1, 1, ("a: /document/place",), ("b: /document/place",), judged=judged)


def test_lines_of_the_text_are_compared_as_well(kho: Path) -> None:
    correct(kho, "a", "/pages/0/text/4", "Kết quả năm 2021")

    def read(path: Path) -> Sequence[Reread]:
        text = (kho / "out" / path.name).with_suffix(".txt").read_text("utf-8")
        return [(machine((kho / "out" / path.name).with_suffix(".json")), text)]

    seen = effect(kho / "out", read)
    assert (seen.values, seen.before, seen.gained) == (1, 0, ("a: /pages/0/text/4",))


def test_documents_that_are_gone_or_another_are_named(kho: Path) -> None:
    correct(kho, "a", "/document/place", "Lam Kiều")
    assert effect(kho / "out", lambda _: []).unread == ("a",)


def test_the_command(cli: Cli, kho: Path) -> None:
    correct(kho, "ab", "/document/issuer", "Trung tâm Điều hành thông minh Sơn Hà")
    done = cli("learn", kho / "out", "--from-review", "--out", kho / "own", "--yes")
    assert (done.exit_code, done.stdout) == (0, "Trung tâm Điều hành thông minh Sơn Hà\n")
    assert "of 2 reviewed values, 0 were right before, 0 are now" in done.stderr
    assert (
        (kho / "own/agencies.tsv")
        .read_text("utf-8")
        .endswith("\nTrung tâm Điều hành thông minh Sơn Hà\t\t\tany\t\n")
    )
    assert cli("learn", kho / "out", "--from-review", "--out", kho / "own", "--yes").exit_code == 2  # not empty
    assert cli("learn", kho / "out", "--out", kho / "new", "--yes").exit_code == 2
    correct(kho, "b", "/document/issuer", "Sở Nội vụ")
    assert "nothing new" in cli("learn", kho / "out", "--from-review", "--out", kho / "new", "--yes").stderr


def test_probabilities_of_too_few_values_are_not_recalibrated(cli: Cli, kho: Path) -> None:
    correct(kho, "ab", "/document/place", "Lam Kiều")
    done = cli("learn", kho / "out", "--from-review", "--recalibrate", "--out", kho / "own", "--yes")
    assert done.exit_code == 3
    assert "2 reviewed values in 2 documents are too few to recalibrate by" in done.stderr
    assert not (kho / "own").exists()


def test_probabilities_are_recalibrated_and_a_run_uses_them(
    cli: Cli, kho: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of two values that were read surely one is wrong: afterwards both are listed."""
    monkeypatch.setattr(recalibration, "FEWEST_VALUES", 4)
    monkeypatch.setattr(recalibration, "FEWEST_DOCUMENTS", 2)
    monkeypatch.setattr(recalibration, "_AS_STATED", 0.5)
    for stem in "abc":
        correct(kho, stem, "/document/place", "Lam Kiều")
        correct(kho, stem, "/document/type", "Báo cáo")
    done = cli("learn", kho / "out", "--from-review", "--recalibrate", "--out", kho / "own", "--yes")
    assert done.exit_code == 0, done.output
    assert "wrong and not listed" in done.stderr
    assert (kho / "own/calibration.tsv").is_file()
    before = cli("extract", kho / "in/a.txt").stdout
    result = cli("extract", kho / "in/a.txt", "--dictionaries", kho / "own")
    assert result.exit_code == 0, result.output
    after = result.stdout
    listed = [Record.model_validate_json(text).needs_review for text in (before, after)]
    assert "/document/type" not in listed[0]
    assert "/document/type" in listed[1]
