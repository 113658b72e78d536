"""What was filed is taken back where nobody has changed it; a law: filing and undoing leave all as it was."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr.errors import UnreadableError
from cchc_ocr.filing.pattern import parsed
from cchc_ocr.filing.undoing import Undone, undo
from cchc_ocr.runs import prune
from tests.filing.filed import TWO, file, results, tree
from tests.laws import FEW
from tests.runs.running import put
from tests.stacked import BODY, FOOT, HEAD, document


def undone(folder: Path) -> list[tuple[str, str]]:
    told: list[Undone] = []
    undo(folder / "kho", told.append)
    return sorted((one.entry.target, one.kept) for one in told)


@pytest.mark.parametrize("how", ["copy", "link", "move"])
def test_all_is_as_before(tmp_path: Path, how: str) -> None:
    out = results(tmp_path, **TWO)
    put(tmp_path, **{"other.xyz": "x"})
    (tmp_path / "kho").mkdir()
    before = tree(tmp_path)
    file(tmp_path, how=how)
    assert tree(tmp_path) != before
    assert [kept for _, kept in undone(tmp_path)] == ["", ""]
    assert tree(tmp_path) == before
    assert list((tmp_path / "kho").iterdir()) == []
    assert prune.orphans(out).found == ()
    with pytest.raises(UnreadableError, match="nothing was filed here"):
        undone(tmp_path)


def test_the_last_filing_goes_first(tmp_path: Path) -> None:
    results(tmp_path, **{"a.txt": document(1)})
    file(tmp_path, "{number}")
    results(tmp_path, **TWO)
    file(tmp_path, "{number}")
    assert undone(tmp_path) == [("2.txt", "")]
    assert undone(tmp_path) == [("1.txt", "")]


def test_what_was_changed_stays(tmp_path: Path) -> None:
    results(tmp_path, **TWO)
    put(tmp_path, **{"other.xyz": "x"})
    file(tmp_path, "{number}", how="move")
    (tmp_path / "kho/1.txt").write_text("corrected")
    put(tmp_path, **{"b.txt": "another"})
    assert undone(tmp_path) == [
        ("1.txt", "it was changed since"),
        ("2.txt", f"there is another file at {(tmp_path / 'in/b.txt').resolve()}"),
    ]
    assert tree(tmp_path / "kho") == {"1.txt": b"corrected", "2.txt": document(2).encode()}
    assert (tmp_path / "in/b.txt").read_text() == "another"


def test_what_is_gone_is_said_only_of_moved_files(tmp_path: Path) -> None:
    results(tmp_path, **TWO)
    file(tmp_path, "{number}", how="move")
    (tmp_path / "kho/1.txt").unlink()
    assert undone(tmp_path) == [("1.txt", "it is gone"), ("2.txt", "")]


NUMBERS = st.lists(st.sampled_from([str(number) for number in range(1, 5)] + ["/", ""]), min_size=1, max_size=5)
PATTERNS = st.sampled_from(
    ["{number}", "{issuer}/{number}-{symbol}", "{year}/{subject:9}", "{name}", "{type}/x{day}"]
)


@pytest.mark.slow
@FEW
@given(NUMBERS, PATTERNS, st.sampled_from(["copy", "move"]), st.booleans())
def test_filing_and_undoing_leave_all_as_it_was(numbers: list[str], pattern: str, how: str, mine: bool) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        texts = {f"{at}.txt": HEAD.format(number=n) + BODY + FOOT + f"{at}" for at, n in enumerate(numbers)}
        results(folder, **texts)
        put(folder, **{"other.xyz": "x"})
        if mine:
            (folder / "kho").mkdir()
            (folder / "kho/1.txt").write_text("mine")
        before = tree(folder)
        told = file(folder, pattern, how=how)
        targets = [line.target for line, error in told if line.target]
        assert all(error is None for _, error in told)
        assert len({str(target).casefold() for target in targets}) == len(targets)
        assert parsed(pattern).fields
        if mine:
            assert (folder / "kho/1.txt").read_text() == "mine"
        if any(line.goes for line, _ in told):
            undone(folder)
        after = tree(folder)
        after.pop("kho", None)
        before.pop("kho", None)
        assert after == before
