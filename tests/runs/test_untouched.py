"""The law of an archive: whatever is done, no file differs afterwards, except what this program has written."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image

from cchc_ocr import export
from cchc_ocr.errors import CchcError
from cchc_ocr.files.options import ReadOptions
from cchc_ocr.pipeline import Options
from cchc_ocr.runs import batch
from cchc_ocr.runs.batch import Job
from cchc_ocr.runs.inputs import find, survey
from cchc_ocr.runs.prune import orphans, remove
from cchc_ocr.runs.status import rebuild
from cchc_ocr.runs.watching import watch
from tests.fakes import TypedEngine
from tests.runs.running import Here, Notes

FOREIGN, CHANGED = b"somebody else's\n", "đã sửa\n"
ODD_NAMES = ("1.txt.json", "1", "4: 5.txt", os.fsdecode(b"b\xe1o.txt"))
NAMES = ("1.txt", "2.txt", "1.json", "2.json", "1.pdf", "3.png", *ODD_NAMES)
FOLDERS = ("", "kho/", "kho/", "kho/kho/", "kho/out/", "out/", "out/", "out/kho/", "xuat/")
OUTS = (".", "kho", "kho/kho", "kho/out", "out")
MAKERS: dict[str, Callable[[Path, Path], object]] = {
    "document": lambda path, _: path.write_text(f"Số: 05/BC-SNV\n\nXin chào\n{path.name!a}\n"),
    "equal": lambda path, _: path.write_text("Số: 05/BC-SNV\n\nNhư nhau\n"),
    "foreign": lambda path, _: path.write_bytes(FOREIGN),
    "empty": lambda path, _: path.touch(),
    "picture": lambda path, _: Image.new("L", (64, 64), 255).save(path, "PNG"),
    "link": lambda path, folder: path.symlink_to(folder / "kho/1.txt"),
    "hard link": lambda path, folder: path.hardlink_to(folder / "kho/1.txt"),
    "loop": lambda path, _: path.symlink_to(path.name),
    "folder": lambda path, _: path.mkdir(),
    "pipe": lambda path, _: os.mkfifo(path),
}
TREES = st.dictionaries(
    st.builds(str.__add__, st.sampled_from(FOLDERS), st.sampled_from(NAMES)),
    st.sampled_from(["document", "document", "foreign", "foreign", *MAKERS]),
    max_size=10,
)


def grow(folder: Path, tree: dict[str, str]) -> None:
    (folder / "kho").mkdir()
    MAKERS["document"](folder / "kho/1.txt", folder)
    for name, kind in tree.items():
        path = folder / name
        with suppress(FileExistsError, NotADirectoryError):  # "1" may be a folder and a file
            path.parent.mkdir(parents=True, exist_ok=True)
            if not os.path.lexists(path):
                MAKERS[kind](path, folder)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below the folder, links left out: what they lead to is there by itself."""
    found = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return {str(path.relative_to(folder)): path.read_bytes() for path in found if not path.name.startswith(".")}


@dataclass
class World:
    """A folder with documents and other files, and what the program has written there and nobody has changed."""

    folder: Path
    out: str
    ours: dict[str, bytes] = field(default_factory=dict)

    def run(self, made_by: str = "v1", **more: object) -> None:
        options = Options(ReadOptions(pages=(1,))) if made_by == "v2" else Options()
        job = Job(self.folder / self.out, options, made_by, TypedEngine(), **more)  # type: ignore[arg-type]
        seen = survey([self.folder / "kho"], job.out)
        batch.run(seen.items, job, Notes(), processes=2, executor=Here(), survey=seen)

    def watch(self) -> None:
        job = Job(self.folder / self.out, Options(), "v1", TypedEngine(), unattended=True)
        inbox = self.folder / "kho"
        watch(
            inbox,
            job.out,
            lambda items: batch.run(items, job, Notes(), processes=1, executor=Here()),
            iter([True, True, True]),
        )

    def prune(self) -> None:
        remove(self.folder / self.out, [one for one in orphans(self.folder / self.out).found if not one.kept])

    def export(self, *, overwrite: bool = False) -> None:
        records = [self.folder / self.out]
        files = [path for source in records for path in export.record_files(source)]
        target = self.folder / "xuat/1.json"
        found, options = export.load(records, io.StringIO()), export.ExportOptions()
        export.write(found, "jsonl", target, options, inputs=files, overwrite=overwrite)

    def documents(self) -> set[str]:
        """What is read from the folder of documents; none of it may ever be replaced."""
        with suppress(CchcError):
            found = find([self.folder / "kho"], self.folder / self.out)
            return {str(Path(os.path.realpath(item.path)).relative_to(self.folder)) for item in found}
        return set()


STEPS: dict[str, Callable[[World], object]] = {
    "run": World.run,
    "run with other options": lambda world: world.run("v2"),
    "run --pdf": lambda world: world.run(pdf=True),
    "run --overwrite": lambda world: world.run(overwrite=True),
    "run --overwrite --pdf": lambda world: world.run(overwrite=True, pdf=True),
    "run --replace-edited": lambda world: world.run("v2", replace_edited=True),
    "run --retry-failed": lambda world: world.run(retry_failed=True),
    "watch": World.watch,
    "prune": World.prune,
    "export": World.export,
    "export --overwrite": lambda world: world.export(overwrite=True),
    "status --rebuild": lambda world: rebuild(world.folder / world.out),
}
EVENTS = ("edit", "change", "remove", "foreign")  # what a person does in between


def by_hand(world: World, event: str, number: int) -> None:
    """A person changes a result or a document, removes a document, or puts a file in the place of a result."""
    ours = sorted(world.ours)
    documents = sorted(world.documents() - {"kho/1.txt"})
    if event == "edit" and ours:
        file = world.folder / ours[number % len(ours)]
        file.write_bytes(file.read_bytes() + CHANGED.encode())
        world.ours.pop(ours[number % len(ours)])
    elif event == "change" and (files := [name for name in documents if (world.folder / name).is_file()]):
        (world.folder / files[number % len(files)]).write_text(f"Số: {number}/BC-SNV\n")  # a pipe would wait
    elif event == "remove" and documents:
        (world.folder / documents[number % len(documents)]).unlink()
    elif event == "foreign":
        path = world.folder / world.out / NAMES[number % len(NAMES)]
        if path.parent.is_dir() and not os.path.lexists(path):
            path.write_bytes(FOREIGN)


def see_that_nothing_is_lost(world: World, step: str, before: dict[str, bytes], documents: set[str]) -> None:
    """What a step may change: results as the program wrote them; foreign files and edited results on demand."""
    after = contents(world.folder)
    for name, data in before.items():
        if after.get(name) == data or world.ours.get(name) == data:
            continue
        assert name not in documents, f"{step}: the document {name} is not what it was"
        if "--overwrite" in step and name in after:
            continue
        kept = [text for other, text in after.items() if other.startswith(f"{name}.edited-")]
        assert "--replace-edited" in step and data in kept, f"{step}: {name} is not what it was"
    world.ours = {
        name: data
        for name, data in after.items()
        if ".edited-" not in name and (before.get(name) != data or world.ours.get(name) == data)
    }


@pytest.mark.slow
@settings(max_examples=100)
@example({"out/1.txt": "foreign"}, "out", [("run", 0)])
@example({"kho/kho/1.txt": "document"}, ".", [("run", 0)])
@example({"kho/2.txt": "document"}, "out", [("run", 0), ("edit", 2), ("remove", 0), ("prune", 0)])
@example({"out/1.txt": "link", "kho/2.txt": "document"}, "out", [("run --overwrite", 0), ("run", 0)])
@example({"kho/3.png": "picture"}, "out", [("run --pdf", 0), ("run", 0), ("edit", 0), ("run --replace-edited", 0)])
@example(
    {"xuat/1.json": "foreign", "kho/2.txt": "document"},
    "out",
    [("run", 0), ("export", 0), ("remove", 0), ("prune", 0)],
)
@given(
    tree=TREES,
    out=st.sampled_from(OUTS),
    steps=st.lists(st.tuples(st.sampled_from([*STEPS, *EVENTS]), st.integers(0, 20)), min_size=1, max_size=6),
)
def test_whatever_is_done_nothing_of_somebody_elses_is_lost(
    tree: dict[str, str], out: str, steps: list[tuple[str, int]]
) -> None:
    with TemporaryDirectory() as name, patch.object(batch, "_searchable", lambda *_: (b"%PDF-1.7\n", (), None)):
        world = World(Path(name).resolve(), out)
        grow(world.folder, tree)
        for step, number in steps:
            before, documents = contents(world.folder), world.documents()
            if step in EVENTS:
                by_hand(world, step, number)
                continue
            with suppress(CchcError):
                STEPS[step](world)
            see_that_nothing_is_lost(world, step, before, documents)


@pytest.mark.parametrize("step", sorted(STEPS))
def test_every_step_does_something(tmp_path: Path, step: str) -> None:
    """A law over steps that are refused would say nothing."""
    with patch.object(batch, "_searchable", lambda *_: (b"%PDF-1.7\n", (), None)):
        world = World(tmp_path.resolve(), "out")
        grow(world.folder, {"kho/2.txt": "document", "kho/3.png": "picture", "xuat/2.json": "foreign"})
        if step in ("prune", "export", "export --overwrite", "status --rebuild", "run --replace-edited"):
            world.run()
        if step == "prune":
            (world.folder / "kho/2.txt").unlink()
        if step == "run --replace-edited":
            (world.folder / "out/2.json").write_text(CHANGED)
        if step == "status --rebuild":
            (world.folder / "out/.cchc-ocr.sqlite").unlink()
        before = sorted(world.folder.rglob("*"))
        STEPS[step](world)
        assert sorted(world.folder.rglob("*")) != before
