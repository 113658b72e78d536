"""Every file that a run was given ends in one line of one list."""

from __future__ import annotations

import os
import shutil
import stat
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cchc_ocr.errors import UsageError
from cchc_ocr.pipeline import Options
from cchc_ocr.runs import batch, catalogue
from cchc_ocr.runs.account import STATES, KnownOriginals
from cchc_ocr.runs.batch import Job
from cchc_ocr.runs.inputs import survey
from cchc_ocr.runs.prune import orphans, remove
from cchc_ocr.runs.status import rebuild, status
from tests.fakes import TypedEngine
from tests.runs.running import Here, Notes, put, run_into

Tree = list[tuple[str, bytes, str]]


def lines(folder: Path) -> dict[str, tuple[str, str]]:
    """State and reason by the name below folder/in; what is told of other files has folder/in left out as well."""
    home = f"{os.path.realpath(folder / 'in')}/"
    found = status(folder / "out").account
    return {str(line.path).removeprefix(home): (line.state, line.reason.replace(home, "")) for line in found}


def test_every_kind_of_entry_has_its_line(tmp_path: Path) -> None:
    files = {
        "a.txt": "Sở Nội vụ",
        "2020/b.txt": "Sở Nội vụ",
        "bad.pdf": "%PDF-1.4\nnothing more",
        "list.xls": "PK\x03\x04",
        "letter.eml": "From a",
        "no-suffix": "%PDF-1.7",
        "notes.md": "words",
        ".hidden.pdf": "%PDF-1.7",
        ".git/c.txt": "words",
    }
    put(tmp_path, **files)
    for name, target in {"loop.pdf": "loop.pdf", "loop": "loop", "up": "..", "z.txt": "a.txt"}.items():
        (tmp_path / "in" / name).symlink_to(target)
    os.mkfifo(tmp_path / "in/pipe")
    os.mkfifo(tmp_path / "in/pipe.pdf")
    run_into(tmp_path)
    assert lines(tmp_path) == {
        "a.txt": ("equal", "equal to 2020/b.txt"),
        "2020/b.txt": ("done", ""),
        "bad.pdf": ("failed", lines(tmp_path)["bad.pdf"][1]),
        "loop.pdf": ("failed", lines(tmp_path)["loop.pdf"][1]),
        "pipe.pdf": ("failed", "this is not a file but a pipe or a device"),
        "list.xls": ("passed over", "Office file"),
        "letter.eml": ("passed over", "e-mail"),
        "no-suffix": ("failed", lines(tmp_path)["no-suffix"][1]),
        "notes.md": ("passed over", "file of unknown kind"),
        ".hidden.pdf": ("passed over", "hidden file"),
        ".git": ("passed over", "hidden folder"),
        "loop": ("passed over", "link that leads nowhere"),
        "up": ("passed over", "link to a folder"),
        "pipe": ("passed over", "pipe"),
        "z.txt": ("equal", "equal to a.txt"),
    }
    assert all(lines(tmp_path)[name][1] for name in ("bad.pdf", "loop.pdf", "no-suffix"))


def test_what_failed_stands_first_then_what_was_not_read_then_what_is_to_be_reviewed(tmp_path: Path) -> None:
    put(tmp_path, **{"a.txt": "Xin chào", "b.txt": "Số: 05/BC-SNV\nSở", "c.doc": "", "z.pdf": "%PDF-1.4"})
    run_into(tmp_path)
    found = status(tmp_path / "out").account
    assert [line.state for line in found] == sorted((line.state for line in found), key=STATES.index)
    assert found[0].path.name == "z.pdf"
    read = [line.review for line in found if line.state == "done"]
    assert read == sorted(read, reverse=True)


def test_a_run_that_was_broken_off_says_what_is_left(tmp_path: Path) -> None:
    put(tmp_path, **{"a.txt": "một", "b.txt": "hai", "c.txt": "ba"})

    class Impatient(Here):
        calls = 0

        async def call(self, *task: object, **more: object) -> object:  # type: ignore[override]
            self.calls += 1
            if self.calls > 3:
                raise UsageError("no more")
            return await super().call(*task, **more)  # type: ignore[arg-type, misc]

    job = Job(tmp_path / "out", Options(), "v1", TypedEngine())
    seen = survey([tmp_path / "in"], job.out)
    with pytest.raises(UsageError, match="no more"):
        batch.run(seen.items, job, Notes(), processes=1, executor=Impatient(), survey=seen)
    states = Counter(state for state, _ in lines(tmp_path).values())
    assert states["not read yet"] >= 1
    assert sum(states.values()) == 3


def test_an_edited_result_is_told(tmp_path: Path) -> None:
    put(tmp_path, **{"a.txt": "một", "ket-luan.2020.txt": "hai"})
    run_into(tmp_path)
    (tmp_path / "out/ket-luan.2020.txt").write_text("ba\n")
    assert lines(tmp_path) == {"a.txt": ("done", ""), "ket-luan.2020.txt": ("edited", "edited by hand")}


def test_results_of_a_former_name_are_not_a_second_line_of_the_file(tmp_path: Path) -> None:
    """They stay because a person has edited them: of a link that is gone, and of a name that two files had."""
    put(tmp_path, **{"0.txt": "không", "end": "", "a.txt": "một"})
    (tmp_path / "in/link.txt").symlink_to("end")
    (tmp_path / "in/end").write_text("hai")
    run_into(tmp_path)
    for name in ("link.txt", "a.txt"):
        (tmp_path / "out" / name).write_text("đã sửa")
    (tmp_path / "in/link.txt").unlink()
    put(tmp_path, **{"a.pdf": "%PDF-1.4"})
    run_into(tmp_path)
    found = {str(line.path.name): (line.state, line.reason) for line in status(tmp_path / "out").account}
    assert {name: state for name, (state, _) in found.items()} == {
        "0.txt": "done",
        "a.pdf": "failed",
        "a.txt": "done",
        "end": "passed over",
        "a": "without original",
        "link": "without original",
    }
    assert found["a"][1] == f"made when {tmp_path / 'in/a.txt'} had this name and edited by hand"


def test_a_file_named_alone_is_read_whatever_it_is(tmp_path: Path) -> None:
    put(tmp_path, **{"a.txt": "một", "b.zip": "PK\x03\x04"})
    run_into(tmp_path, tmp_path / "in", tmp_path / "in/b.zip")
    assert lines(tmp_path) == {"a.txt": ("done", ""), "b.zip": ("failed", "this is a ZIP or Office file")}


def test_a_run_over_another_folder_keeps_what_is_known_of_this_one(tmp_path: Path) -> None:
    put(tmp_path, **{"x/a.txt": "một", "x/b.doc": "", "y/c.txt": "hai", "y/d.zip": ""})
    for folder in ("x", "y", "y"):
        run_into(tmp_path, tmp_path / "in" / folder)
    assert {name: state for name, (state, _) in lines(tmp_path).items()} == {
        "x/a.txt": "done",
        "x/b.doc": "passed over",
        "y/c.txt": "done",
        "y/d.zip": "passed over",
    }


def test_a_result_that_another_file_has_taken_is_no_result_of_this_one(tmp_path: Path) -> None:
    put(tmp_path, **{"x/a.txt": "một", "y/a.txt": "hai"})
    for folder in ("x", "y"):
        run_into(tmp_path, tmp_path / "in" / folder)
    assert lines(tmp_path) == {"x/a.txt": ("not read yet", ""), "y/a.txt": ("done", "")}


def test_made_anew_without_its_catalogue_it_counts_each_file_once(tmp_path: Path) -> None:
    put(tmp_path, **{"a.txt": "một", "b.doc": ""})
    run_into(tmp_path)
    before = lines(tmp_path)
    rebuild(tmp_path / "out")
    assert lines(tmp_path) == before
    (tmp_path / "out" / catalogue.NAME).unlink()
    rebuild(tmp_path / "out")
    assert lines(tmp_path) == {"a": ("done", "")}, "nobody knows of what it was made"
    run_into(tmp_path)
    assert lines(tmp_path) == before


@pytest.mark.parametrize(
    ("happens", "gone"),
    [
        (lambda home: (home / "2020/a.txt").unlink(), True),
        (lambda home: shutil.rmtree(home / "2020"), True),
        (lambda home: home.rename(home.with_name("elsewhere")), False),
        (lambda home: [shutil.rmtree(home), home.mkdir()], False),
        (lambda home: (home / "2020/a.txt").touch(), False),
    ],
    ids=["removed", "its folder removed", "all moved", "a disk that is not connected", "there"],
)
def test_an_original_is_gone_only_where_its_folder_is_there(
    tmp_path: Path, happens: Callable[[Path], object], *, gone: bool
) -> None:
    put(tmp_path, **{"2020/a.txt": "một", "b.txt": "hai"})
    run_into(tmp_path)
    happens(tmp_path / "in")
    assert (lines(tmp_path)["2020/a.txt"][0] == "without original") == gone


def test_a_file_in_no_known_folder_is_gone_where_its_own_holds_others(tmp_path: Path) -> None:
    put(tmp_path, **{"a.txt": "một"})
    path = os.fsencode(tmp_path / "in/missing.txt")
    assert KnownOriginals(frozenset()).is_gone(path)
    (tmp_path / "in/a.txt").unlink()
    assert not KnownOriginals(frozenset()).is_gone(path)


# The law: names in any bytes, in a few folders, of every kind of entry.

NAMES = st.binary(min_size=1, max_size=12).filter(
    lambda name: not {0, 47} & set(name) and name not in (b".", b"..")
)
SUFFIXES = st.sampled_from([b"", b".txt", b".TXT", b".pdf", b".docx", b".zip", b".eml", b".png", b".truth.txt"])


def first_above(path: Path) -> Path:
    """The one good document of the tree."""
    return next(folder / "0.txt" for folder in path.parents if (folder / "0.txt").exists())


MAKERS: dict[str, Callable[[Path], object]] = {
    "text": lambda path: path.write_text("So Noi vu\n"),
    "other text": lambda path: path.write_bytes(os.fsencode(path)),
    "empty": Path.touch,
    "pdf": lambda path: path.write_text("%PDF-1.4\nnothing"),
    "loop": lambda path: path.symlink_to(path.name),
    "nowhere": lambda path: path.symlink_to("no such file"),
    "up": lambda path: path.symlink_to(".."),
    "first": lambda path: path.symlink_to(path.with_name("0.txt")),
    "hard link": lambda path: path.hardlink_to(first_above(path)),
    "chain": lambda path: [path.with_name("end").touch(), path.symlink_to("end")],
    "picture by its content": lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\nnothing"),
    "long name": lambda path: path.with_name(path.name[:2] + "x" * 240 + ".txt").write_text("Sở Y tế\n"),
    "folder with a document": lambda path: [path.mkdir(), (path / "a.txt").write_text("Sở Nội vụ\n")],
    "pipe": os.mkfifo,
    "socket": lambda path: os.mknod(path, stat.S_IFSOCK | 0o600),
    "empty folder": Path.mkdir,
    "folder of results": lambda path: [path.mkdir(), (path / catalogue.NAME).touch()],
}
TREES = st.lists(
    st.tuples(
        st.sampled_from(["", "2020", "2020/q1", ".old"]),
        st.builds(bytes.__add__, NAMES, SUFFIXES),
        st.sampled_from(sorted(MAKERS)),
    ),
    max_size=12,
)


def grow(home: Path, tree: Tree) -> None:
    """The tree below a folder that has one good document, so that there is something to read."""
    (home / "2020/q1").mkdir(parents=True)
    (home / ".old").mkdir()
    (home / "0.txt").write_text("Sở Tài chính\n")
    for folder, name, kind in tree:
        path = home / folder / os.fsdecode(name)
        if not os.path.lexists(path):
            MAKERS[kind](path)


def entries(folder: Path) -> Iterator[Path]:
    """What a person would count: everything but the folders that one may look into."""
    for path in folder.iterdir():
        walked = path.is_dir() and not path.is_symlink() and not path.name.startswith(".")
        if walked and not (path / catalogue.NAME).exists():
            yield from entries(path)
        else:
            yield path


def accounted(folder: Path) -> list[Path]:
    return sorted(line.path for line in status(folder / "out").account)


@settings(max_examples=12)
@given(tree=TREES, removed=st.sets(st.integers(0, 12)))
def test_whatever_lies_in_a_folder_has_one_line(tree: Tree, removed: set[int]) -> None:
    with TemporaryDirectory() as made:
        folder = Path(made).resolve()
        home = folder / "in"
        grow(home, tree)
        try:
            run_into(folder)
        except UsageError:  # two documents would share one result: nothing is begun
            assume(False)
        found = status(folder / "out")
        assert accounted(folder) == sorted(entries(home))
        assert sum(found.states.values()) == len(found.account)
        take_away(home, removed)
        run_into(folder)
        remove(folder / "out", orphans(folder / "out").found)
        assert accounted(folder) == sorted(entries(home))


def take_away(home: Path, removed: set[int]) -> None:
    for number, path in enumerate(sorted(entries(home))):
        if number in removed and path != home / "0.txt" and (path.is_symlink() or not path.is_dir()):
            path.unlink()


@pytest.mark.slow
@settings(max_examples=40)
@given(tree=TREES, removed=st.sets(st.integers(0, 12)), edited=st.sets(st.integers(0, 9), min_size=1))
def test_whatever_happens_to_a_folder_each_file_has_one_line(
    tree: Tree, removed: set[int], edited: set[int]
) -> None:
    """Also with results that a person has edited, after a run with other options, and in a catalogue made anew."""
    with TemporaryDirectory() as made:
        folder = Path(made).resolve()
        home, out = folder / "in", folder / "out"
        grow(home, tree)
        try:
            run_into(folder)
        except UsageError:
            assume(False)
        for number, path in enumerate(sorted(file for file in out.rglob("*.txt") if file.is_file())):
            if number in edited:
                path.write_text("Đã sửa\n")
        assert accounted(folder) == sorted(entries(home))
        take_away(home, removed)
        for step in (lambda: run_into(folder, made_by="v2"), lambda: remove(out, orphans(out).found)):
            step()
            assert_one_line_each(folder)
        rebuild(out)
        assert_one_line_each(folder)


def assert_one_line_each(folder: Path) -> None:
    """Besides the files only what is gone is listed: results that a person has edited; failures, until `prune`."""
    found = status(folder / "out")
    often = Counter(line.path for line in found.account if os.path.lexists(line.path))
    assert often == Counter(entries(folder / "in"))
    assert sum(found.states.values()) == len(found.account)
