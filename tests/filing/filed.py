"""A folder of results to file, and all that lies in a folder."""

from __future__ import annotations

from pathlib import Path

from cchc_ocr.files.passwords import Passwords
from cchc_ocr.filing import placing
from cchc_ocr.filing.pattern import parsed
from cchc_ocr.filing.planning import FilingLine, FilingOptions, plan
from tests.runs.running import put, run_into
from tests.stacked import document

PATTERN = "{issuer}/{year}/{number}-{symbol}.pdf"


def results(folder: Path, **files: str) -> Path:
    """Reads texts into ``folder``/out, and returns that."""
    put(folder, **files)
    run_into(folder)
    return folder / "out"


def options(folder: Path, pattern: str = PATTERN, **more: object) -> FilingOptions:
    return FilingOptions(folder / "kho", parsed(pattern), **more)  # type: ignore[arg-type]


def planned(folder: Path, pattern: str = PATTERN, **more: object) -> list[FilingLine]:
    chosen = options(folder, pattern, **more)
    return plan(folder / "out", chosen, placing.filed(chosen.to))


def file(folder: Path, pattern: str = PATTERN, **more: object) -> list[tuple[FilingLine, object]]:
    told: list[tuple[FilingLine, object]] = []
    chosen = options(folder, pattern, **more)
    lines = plan(folder / "out", chosen, placing.filed(chosen.to))
    placing.place(folder / "out", lines, chosen, Passwords(), lambda line, error: told.append((line, error)))
    return told


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes, and every folder; the ledger, and what SQLite keeps, left out."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else b"/"
        for path in sorted(folder.rglob("*"))
        if not path.name.startswith(".cchc-ocr")
    }


TWO = {"a.txt": document(1), "b.txt": document(2)}
