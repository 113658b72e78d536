"""Runs in this process, and what they leave: for the tests of everything that runs touch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from cchc_ocr.pipeline import Options
from cchc_ocr.reading.engine import Engine
from cchc_ocr.runs import batch
from cchc_ocr.runs.batch import Job, Outcome
from cchc_ocr.runs.inputs import Item, find, survey
from tests.fakes import TypedEngine

T = TypeVar("T")


class Here:
    """Does every task at once, in this process."""

    async def __aenter__(self) -> Here:
        return self

    async def __aexit__(self, *_: object) -> None:
        pass

    async def call(self, function: Callable[..., T], *args: object, limit: float | None = None) -> T:
        return function(*args)


class Counting(Here):
    """Says how many tasks it did."""

    tasks = 0

    async def call(self, function: Callable[..., T], *args: object, limit: float | None = None) -> T:
        self.tasks += 1
        return await super().call(function, *args, limit=limit)


@dataclass
class Notes:
    """Remembers what a run told."""

    pages: int = 0
    read: int = 0
    outcomes: list[Outcome] = field(default_factory=list)
    ahead: dict[str, int] = field(default_factory=dict)

    def stopping(self) -> None:
        pass

    def expected(self, item: Item, pages: int) -> None:
        self.ahead[item.path.name] = pages

    def began(self, item: Item) -> None:
        pass

    def opened(self, item: Item, pages: int) -> None:
        self.pages += pages

    def page_done(self, item: Item) -> None:
        self.read += 1

    def finished(self, outcome: Outcome) -> None:
        self.outcomes.append(outcome)


def run(tmp_path: Path, *, engine: Engine | None = None, made_by: str = "v1", **more: Any) -> list[Outcome]:
    """Runs tmp_path/in into tmp_path/out in this process."""
    out = tmp_path / more.pop("out", "out")
    retry_failed = more.pop("retry_failed", False)
    options = more.pop("options", Options())
    chosen = {
        name: more.pop(name) for name in ("overwrite", "pdf", "replace_edited", "unattended") if name in more
    }
    job = Job(out, options, made_by, engine or TypedEngine(), retry_failed=retry_failed, **chosen)
    settings = {"watcher": Notes(), "processes": 2, "executor": Here(), **more}
    return batch.run(find([tmp_path / "in"], out), job, **settings)


def states(outcomes: list[Outcome]) -> dict[str, str]:
    return {outcome.item.path.name: outcome.state for outcome in outcomes}


def results(tmp_path: Path, out: str = "out") -> dict[str, bytes]:
    """Every file of results and its bytes, hidden ones left out."""
    files = (path for path in sorted((tmp_path / out).rglob("*")) if path.is_file())
    return {
        str(path.relative_to(tmp_path / out)): path.read_bytes() for path in files if not path.name.startswith(".")
    }


def run_into(folder: Path, *given: Path, made_by: str = "v1") -> None:
    """Runs folder/in (or what is given) into folder/out, as the command does."""
    job = Job(folder / "out", Options(), made_by, TypedEngine())
    seen = survey(given or [folder / "in"], job.out)
    batch.run(seen.items, job, Notes(), processes=1, executor=Here(), survey=seen)


def put(folder: Path, **files: str | bytes) -> None:
    """Write files of these names and contents into folder/in."""
    for name, content in files.items():
        path = folder / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
