"""Nothing of somebody else's is replaced, and nothing that a person has corrected is lost."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_ocr.errors import CchcError, ExitCode, UsageError
from cchc_ocr.pipeline import Options
from cchc_ocr.runs import batch, catalogue
from cchc_ocr.runs import results as results_module
from cchc_ocr.runs.batch import Job, Outcome
from cchc_ocr.runs.inputs import find
from cchc_ocr.runs.search import search
from cchc_ocr.runs.status import rebuild, status
from tests.conftest import Cli
from tests.fakes import ForbiddenEngine, TypedEngine
from tests.runs.rows import WITHOUT_STACKS
from tests.runs.running import Here, Notes, results, run, states

Picture = Callable[..., Path]


def put(folder: Path, *names: str, text: str = "Số: 05/BC-SNV\n\nXin chào\n") -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"{text}{name}\n")


def files(folder: Path) -> dict[str, bytes]:
    """Every file below the folder and its bytes; what the program hides is left out."""
    found = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def run_into(folder: Path, out: str, **more: object) -> list[Outcome]:
    """Runs folder/kho into folder/out in this process."""
    job = Job(folder / out, Options(), "v1", TypedEngine(), **more)  # type: ignore[arg-type]
    return batch.run(find([folder / "kho"], job.out), job, Notes(), processes=1, executor=Here())


@pytest.mark.parametrize(
    ("out", "names", "taken"),
    [
        pytest.param(".", ["kho/1.txt", "kho/2.txt"], None, id="above, free"),
        pytest.param(".", ["kho/1.txt", "kho/kho/1.txt"], "kho/1.txt", id="above, an original"),
        pytest.param(".", ["kho/1.pdf", "kho/kho/1.txt"], None, id="above, no file of that name"),
        pytest.param(".", ["kho/1.txt", "1.txt"], "1.txt", id="above, a foreign text"),
        pytest.param(".", ["kho/1.txt", "1.json"], "1.json", id="above, a foreign record"),
        pytest.param("kho", ["kho/1.txt"], "kho", id="equal"),
        pytest.param("kho/out", ["kho/1.txt"], None, id="inside, new"),
        pytest.param("kho/out", ["kho/1.txt", "kho/out/2.txt"], None, id="inside, another name"),
        pytest.param("kho/out", ["kho/1.txt", "kho/out/1.txt"], "kho/out/1.txt", id="inside, a foreign text"),
        pytest.param("out", ["kho/1.txt", "out/2.txt"], None, id="beside, free"),
        pytest.param("out", ["kho/1.txt", "out/1.txt"], "out/1.txt", id="beside, a foreign text"),
        pytest.param("out", ["kho/1.txt", "out/1.pdf"], None, id="beside, a PDF that was not asked for"),
    ],
)
def test_wherever_the_output_folder_lies(tmp_path: Path, out: str, names: list[str], taken: str | None) -> None:
    put(tmp_path, *names)
    before = files(tmp_path)
    if taken:
        with pytest.raises(UsageError) as caught:
            run_into(tmp_path, out)
        assert str(tmp_path / taken) in caught.value.message
        assert files(tmp_path) == before
        assert not (tmp_path / out / catalogue.NAME).exists()
    else:
        run_into(tmp_path, out)
        assert before.items() < files(tmp_path).items()


def test_the_message_has_both_names_and_the_next_step(
    tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "kho/1.txt", "kho/kho/1.txt")
    monkeypatch.chdir(tmp_path)
    for more in ((), ("--overwrite",)):
        ended = cli("run", "kho", "--out", ".", *more)
        assert ended.exit_code == ExitCode.USAGE
        assert "kho/1.txt: this is a document, and a result of kho/kho/1.txt would replace it" in ended.stderr
        assert "Choose another folder for --out" in ended.stderr


@pytest.mark.parametrize("link", ["symbolic", "hard"])
def test_an_original_is_known_under_another_name(tmp_path: Path, link: str) -> None:
    put(tmp_path, "kho/1.txt", "kho/2.txt")
    (tmp_path / "out").mkdir()
    place = tmp_path / "out/1.txt"
    (place.symlink_to if link == "symbolic" else place.hardlink_to)(tmp_path / "kho/2.txt")
    with pytest.raises(
        UsageError, match=r"out/1\.txt: this is the document .*kho/2\.txt, and a result of .*kho/1\.txt"
    ):
        run_into(tmp_path, "out", overwrite=True)


def test_an_original_of_an_earlier_run_is_known(tmp_path: Path) -> None:
    put(tmp_path, "out/b/1.txt")
    job = Job(tmp_path / "out", Options(), "v1", TypedEngine())
    batch.run(find([tmp_path / "out/b"], job.out), job, Notes(), processes=1, executor=Here())
    put(tmp_path, "kho/b/1.txt", text="Số: 06/BC-SNV\n")
    with pytest.raises(UsageError, match=r"b/1\.txt: this is a document,"):
        run_into(tmp_path, "out", overwrite=True)


@pytest.mark.parametrize("name", ["606.txt", "606.json", "606.pdf"])
def test_a_scan_or_a_foreign_file_is_not_replaced_with_pdf(
    tmp_path: Path, cli: Cli, picture: Picture, name: str
) -> None:
    picture("606.png", folder=tmp_path / "kho")
    put(tmp_path, f"archive/{name}", text="somebody else's")
    before = files(tmp_path)
    ended = cli("run", tmp_path / "kho", "--out", tmp_path / "archive", "--pdf")
    assert ended.exit_code == ExitCode.USAGE
    assert f"{tmp_path / 'archive' / name}: this file exists already and no run has written it" in ended.stderr
    assert "--overwrite" in ended.stderr
    assert files(tmp_path) == before


def test_a_foreign_file_is_replaced_where_that_is_asked_for(tmp_path: Path) -> None:
    put(tmp_path, "kho/1.txt", "out/1.txt", "out/1.pdf")
    run_into(tmp_path, "out", overwrite=True)
    after = files(tmp_path / "out")
    assert after["1.txt"].endswith(b"kho/1.txt\n\f")
    assert after["1.pdf"].endswith(b"out/1.pdf\n")
    assert {outcome.state for outcome in run_into(tmp_path, "out")} == {"skipped"}


def test_unattended_it_is_a_failure_of_that_document(tmp_path: Path) -> None:
    put(tmp_path, "in/1.txt", "in/2.txt", "out/1.txt")
    before = files(tmp_path)
    outcomes = run(tmp_path, unattended=True)
    assert states(outcomes) == {"1.txt": "failed", "2.txt": "done"}
    (error,) = (outcome.error for outcome in outcomes if outcome.error)
    assert "out/1.txt: this file exists already" in error.message and "in/1.txt" in error.message
    assert before.items() < files(tmp_path).items()
    (tmp_path / "out/1.txt").unlink()
    assert states(run(tmp_path, unattended=True)) == {"1.txt": "done", "2.txt": "skipped"}


def test_a_foreign_file_that_comes_while_a_document_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "in/1.txt")
    write = results_module.Results.write

    def late(self, *more):  # type: ignore[no-untyped-def]
        put(tmp_path, "out/1.txt", text="somebody else's")
        return write(self, *more)

    with monkeypatch.context() as patched:
        patched.setattr(results_module.Results, "write", late)
        assert states(run(tmp_path)) == {"1.txt": "failed"}
    assert files(tmp_path / "out")["1.txt"].startswith(b"somebody else's")


NAMES = ["1.txt", "2.txt", "1.json", "1.pdf", "1.txt.json"]
FOLDERS = ["", "kho/", "kho/kho/", "kho/out/", "out/"]
TREE = st.sets(st.sampled_from([f"{folder}{name}" for folder in FOLDERS for name in NAMES]), min_size=1)


@settings(max_examples=40)
@given(tree=TREE, out=st.sampled_from([".", "kho", "kho/kho", "kho/out", "out"]), edits=st.sets(st.integers(0, 9)))
def test_no_file_that_was_there_differs_after_a_run(tree: set[str], out: str, edits: set[int]) -> None:
    """But for results of this program that nobody has changed since."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        put(folder, *tree)
        before = files(folder)
        first = attempt(folder, out)
        written = sorted(files(folder).keys() - before.keys())
        assert before.items() <= files(folder).items()
        changed = [file for number, file in enumerate(written) if number in edits]
        for file in changed:
            (folder / file).write_bytes((folder / file).read_bytes().replace(b"05", b"06") + b" ")
        put(folder, *(file for file in tree if file == "kho/1.txt"), text="Số: 09/BC-SNV\n")
        before = files(folder)
        attempt(folder, out)
        after = files(folder)
        kept = {file: data for file, data in before.items() if file not in written or file in changed}
        assert first or not written
        assert kept.items() <= after.items()


def attempt(folder: Path, out: str) -> bool:
    """Whether it was begun."""
    try:
        run_into(folder, out)
    except CchcError:
        return False
    return True


@pytest.fixture
def corrected(tmp_path: Path) -> Path:
    """Two documents that were read; the date of one was corrected by hand."""
    put(tmp_path, "in/a.txt", "in/b.txt")
    run(tmp_path)
    correct(tmp_path / "out/a.json")
    return tmp_path


def correct(file: Path) -> None:
    record = json.loads(file.read_bytes())
    record["document"]["date"] = "2021-06-15"
    file.write_text(json.dumps(record, ensure_ascii=False) + "\n")


def other_original(folder: Path) -> None:
    put(folder, "in/a.txt", text="Số: 07/BC-SNV\n")


def broken_original(folder: Path) -> None:
    (folder / "in/a.txt").write_bytes(b"")


def touched(folder: Path) -> None:
    os.utime(folder / "in/a.txt", (1, 1))


def moved(folder: Path) -> None:
    (folder / "in/x").mkdir()
    (folder / "in/a.txt").rename(folder / "in/x/a.txt")


def gone(folder: Path) -> None:
    (folder / "in/a.txt").unlink()


def neighbour(folder: Path) -> None:
    put(folder, "in/a.png")


def made_anew(folder: Path) -> None:
    rebuild(folder / "out")


def lost(folder: Path) -> None:
    (folder / "out" / catalogue.NAME).unlink()
    rebuild(folder / "out")


def text_gone(folder: Path) -> None:
    (folder / "out/a.txt").unlink()


def nothing(folder: Path) -> None:
    pass


EVENTS = [nothing, other_original, broken_original, touched, moved, gone, neighbour, made_anew, lost, text_gone]


@pytest.mark.parametrize("made_by", ["v1", "v2"])
@pytest.mark.parametrize("event", EVENTS)
def test_a_correction_stays_whatever_happens(corrected: Path, event: Callable[[Path], None], made_by: str) -> None:
    before = results(corrected)
    event(corrected)
    for _ in range(2):
        run(corrected, made_by=made_by, retry_failed=True)
        assert results(corrected)["a.json"] == before["a.json"]
        assert [str(file) for file in status(corrected / "out").edited] == ["a.json"]


@pytest.mark.parametrize("name", ["a.txt", "a.json"])
def test_what_was_corrected_is_kept_and_said(corrected: Path, name: str) -> None:
    (corrected / "out" / name).write_text("Điều chỉnh\n")
    before = results(corrected)
    outcomes = run(corrected, made_by="v2", engine=ForbiddenEngine())
    assert {outcome.item.path.name: (outcome.state, outcome.edited) for outcome in outcomes} == {
        "a.txt": ("skipped", True),
        "b.txt": ("done", False),
    }
    assert results(corrected) == before


def test_a_person_is_told(corrected: Path, cli: Cli) -> None:
    (corrected / "out/a.json").write_text("no record any more")
    ended = cli("run", corrected / "in", "--out", corrected / "out")
    assert ended.exit_code == ExitCode.DONE
    assert "1 document has results that were edited by hand. They stay" in ended.stderr
    assert "--replace-edited" in ended.stderr
    told = cli("status", corrected / "out").stdout
    assert "a.json" in told.split() and "--replace-edited" in told


@pytest.mark.parametrize("made_by", ["v1", "v2"])
def test_replaced_on_demand_they_stay_beside(corrected: Path, made_by: str) -> None:
    run(corrected, out="undisturbed", made_by=made_by)
    wanted = results(corrected, "undisturbed")
    for number in (1, 2):
        by_hand = results(corrected)["a.json"]
        outcomes = run(corrected, made_by=made_by, replace_edited=True)
        assert states(outcomes)["a.txt"] == "done"
        assert results(corrected)[f"a.json.edited-{number}"] == by_hand
        correct(corrected / "out/a.json")
    run(corrected, made_by=made_by, replace_edited=True)
    left = {name: data for name, data in results(corrected).items() if ".edited-" not in name}
    assert left == wanted
    assert status(corrected / "out").edited == ()


def test_a_file_of_equal_content_does_not_get_the_correction(corrected: Path) -> None:
    (corrected / "in/copy.txt").write_bytes((corrected / "in/a.txt").read_bytes())
    run(corrected)
    assert b"2021-06-15" not in results(corrected)["copy.json"]


def test_a_rebuilt_catalogue_finds_what_was_corrected(corrected: Path) -> None:
    (corrected / "out/a.txt").write_text("Sở Tài chính\n\f")
    rebuild(corrected / "out")
    run(corrected)
    assert [hit.name for hit in search("tai chinh", corrected / "out")] == ["a.txt"]


def test_results_from_before_hashes_were_kept(tmp_path: Path) -> None:
    """Those that were not changed are made anew by a newer version; a correction from then stays."""
    put(tmp_path, "in/a.txt", "in/b.txt")
    run(tmp_path)
    correct(tmp_path / "out/a.json")
    with sqlite3.connect(tmp_path / "out" / catalogue.NAME) as db:
        db.execute("DROP TABLE written")
        db.executescript(f"{WITHOUT_STACKS} ALTER TABLE documents DROP COLUMN asked;")
        db.execute("ALTER TABLE documents DROP COLUMN error_page")
        db.execute("PRAGMA user_version = 4")
    before = results(tmp_path)
    assert states(run(tmp_path)) == {"a.txt": "skipped", "b.txt": "skipped"}
    assert results(tmp_path) == before
    assert states(run(tmp_path, made_by="v2")) == {"a.txt": "skipped", "b.txt": "done"}
    assert results(tmp_path)["a.json"] == before["a.json"]


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        pytest.param(
            ["export", "o", "--to", "jsonl", "--out", "mine.jsonl"], ["mine.jsonl", "--overwrite"], id="x"
        ),
        pytest.param(
            ["export", "o", "--to", "jsonl", "--out", "o/1.json", "--overwrite"],
            ["o/1.json: this is the input,"],
            id="record",
        ),
        pytest.param(
            ["export", "o", "--to", "jsonl", "--out", "kho/1.txt", "--overwrite"],
            ["kho/1.txt: this is the input"],
            id="scan",
        ),
        pytest.param(
            ["export", "o", "--to", "csv", "--out", "table.csv"], ["table.scores.csv"], id="one of several"
        ),
        pytest.param(["ocr", "kho/1.txt", "--pdf", "mine.jsonl"], ["mine.jsonl", "--overwrite"], id="pdf"),
        pytest.param(
            ["ocr", "kho/1.txt", "--pdf", "kho/1.txt", "--overwrite"],
            ["kho/1.txt: this is the input,"],
            id="pdf input",
        ),
        pytest.param(
            ["ocr", "kho/1.txt", "--debug-images", "why"],
            ["why/1.txt: this folder is not empty", "--overwrite"],
            id="why",
        ),
        pytest.param(
            ["ocr", "why/1.txt/1.txt", "--debug-images", "why", "--overwrite"],
            ["this folder holds the input"],
            id="why input",
        ),
        pytest.param(
            ["run", "kho", "--out", "o", "--log", "mine.jsonl"], ["mine.jsonl", "is not a log"], id="log"
        ),
        pytest.param(
            ["run", "kho", "--out", "o", "--log", "kho/1.txt"], ["kho/1.txt: this is the document"], id="log input"
        ),
        pytest.param(
            ["run", "kho", "--out", "o", "--log", "kho/9.txt"],
            ["a run would read the log as a document"],
            id="log new",
        ),
        pytest.param(
            ["run", "kho", "--out", "n", "--log", "n/1.json"],
            ["a result of kho/1.txt would replace the log"],
            id="log result",
        ),
        pytest.param(
            ["run", "kho", "--out", "o", "--log", "o/1.json"],
            ["o/1.json: a result of kho/1.txt would replace the log"],
            id="log old result",
        ),
        pytest.param(
            ["watch", "kho", "--out", "o", "--log", "kho/9.txt"],
            ["a run would read the log as"],
            id="log of a watch",
        ),
        pytest.param(["learn", "kho/1.txt", "--out", "kho/1.txt"], ["kho/1.txt: this is the input,"], id="learn"),
    ],
)
def test_no_command_replaces_what_is_not_its_own(
    tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch, arguments: list[str], named: list[str]
) -> None:
    put(tmp_path, "kho/1.txt", "mine.jsonl", "table.scores.csv", "why/1.txt/1.txt")
    run_into(tmp_path, "o")
    monkeypatch.chdir(tmp_path)
    before = files(tmp_path)
    ended = cli(*arguments)
    assert ended.exit_code == ExitCode.USAGE
    assert all(name in ended.stderr for name in named), ended.stderr
    assert files(tmp_path) == before


@pytest.mark.parametrize("kind", ["csv", "xlsx", "jsonl", "archive"])
def test_an_export_is_replaced_on_demand(tmp_path: Path, cli: Cli, kind: str) -> None:
    put(tmp_path, "kho/1.txt")
    run_into(tmp_path, "o")
    command = ("export", tmp_path / "o", "--to", kind, "--out", tmp_path / "index.xlsx")
    ends = [cli(*command, *more).exit_code for more in ((), (), ("--overwrite",))]
    assert ends == [ExitCode.DONE, ExitCode.USAGE, ExitCode.DONE]


def test_a_log_is_added_to(tmp_path: Path, cli: Cli) -> None:
    put(tmp_path, "kho/1.txt")
    run_into(tmp_path, "o")
    for lines in (3, 6):
        ended = cli("run", tmp_path / "kho", "--out", tmp_path / "p", "--log", tmp_path / "p/log.jsonl")
        assert ended.exit_code == ExitCode.DONE, ended.stderr
        assert len((tmp_path / "p/log.jsonl").read_text().splitlines()) == lines
