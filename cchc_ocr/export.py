"""Records to what spreadsheets and scripts read."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO, TypeAlias

from pydantic import ValidationError

from cchc_ocr.errors import UnreadableError, UsageError
from cchc_ocr.records import Document, Evidence, Record, Score, Total
from cchc_ocr.writers import save

Cell: TypeAlias = str | int | float | None
Row: TypeAlias = Mapping[str, Cell]

_BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes UTF-8 for the code page of the machine
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

DOCUMENT_COLUMNS = (
    *("record", "file", "pages", "origin", *Document.model_fields),
    *("total", "total_max", "total_year", "rank", "rank_of", "references", "scores", "checks", "needs_review"),
)
SCORE_COLUMNS = (
    *("record", "file", "number_symbol", "issuer", "date", *Score.model_fields),
    *("page", "confidence", "needs_review"),
)


@dataclass(frozen=True, slots=True)
class Found:
    """A record and the name under which it was found: its file, with the line number in JSON Lines."""

    name: str
    record: Record


def load(sources: Iterable[Path], stdin: TextIO) -> list[Found]:
    """The records in files (JSON, JSON Lines), folders of ``run`` and "-", in order.

    Raises UnreadableError, which names file and line, for what is no record.
    """
    found = [record for source in sources for record in _records(source, stdin)]
    if not found:
        raise UnreadableError("no records to export", hint="give what `cchc-ocr run` or `extract` has written")
    return found


def write(found: Sequence[Found], kind: str, out: Path, *, decimal_comma: bool = False) -> tuple[Path, ...]:
    """Write the records to ``out``; the files that were written. UsageError for a kind not known here."""
    if kind == "csv":
        return _write_csv(found, out, decimal_comma)
    if kind == "jsonl":
        return (save(out, jsonl(found)),)
    raise UsageError(f"--to {kind}: not available in this version", hint="choose csv or jsonl")


def jsonl(found: Iterable[Found]) -> str:
    """One record per line."""
    return "".join(f"{one.record.to_json()}\n" for one in found)


def document_rows(found: Iterable[Found]) -> Iterator[Row]:
    """One row per document: where it is, its header, its first overall result, what to look at."""
    for one in found:
        record = one.record
        total = record.totals[0] if record.totals else Total()
        rank = record.ranks[0] if record.ranks else None
        yield {
            "record": one.name,
            **record.source.model_dump(include={"file", "pages", "origin"}),
            **{name: _cell(value) for name, value in record.document.model_dump().items()},
            "total": total.score,
            "total_max": total.max_score,
            "total_year": total.year,
            "rank": rank.position if rank else None,
            "rank_of": rank.of if rank else None,
            "references": len(record.references),
            "scores": len(record.scores),
            "checks": _cell([check.message for check in record.checks]),
            "needs_review": _cell(record.needs_review),
        }


def score_rows(found: Iterable[Found]) -> Iterator[Row]:
    """One row per scored criterion, with the document it stands in and the page it was read on."""
    for one in found:
        record = one.record
        for number, score in enumerate(record.scores):
            pointer = f"/scores/{number}"
            proof = _proof(record, pointer)
            yield {
                "record": one.name,
                "file": record.source.file,
                "number_symbol": record.document.number_symbol,
                "issuer": record.document.issuer,
                "date": record.document.date,
                **score.model_dump(),
                "page": proof.page if proof else None,
                "confidence": proof.confidence if proof else None,
                "needs_review": _cell([p for p in record.needs_review if _within(p, pointer)]),
            }


def to_csv(rows: Sequence[Row], columns: Sequence[str], *, decimal_comma: bool) -> str:
    """Text that Excel opens rightly: byte order mark, CRLF, no cell that it would run as a formula.

    With ``decimal_comma`` numbers are written 8,5 and cells are divided by semicolons, as Excel has it where
    the comma is the decimal sign.

    >>> to_csv([{"name": "=1+1", "score": 8.5}], ["name", "score"], decimal_comma=True)
    "\\ufeffname;score\\r\\n'=1+1;8,5\\r\\n"
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";" if decimal_comma else ",", lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_printed(row[column], decimal_comma) for column in columns] for row in rows)
    return _BYTE_ORDER_MARK + text.getvalue()


def _write_csv(found: Sequence[Found], out: Path, decimal_comma: bool) -> tuple[Path, ...]:
    """``tables`` becomes tables/documents.csv and scores.csv; ``index.csv`` index.csv and index.scores.csv."""
    if out.suffix.lower() == ".csv":
        documents, scores = out, out.with_suffix(f".scores{out.suffix}")
    else:
        documents, scores = out / "documents.csv", out / "scores.csv"
    files = ((documents, DOCUMENT_COLUMNS, document_rows), (scores, SCORE_COLUMNS, score_rows))
    return tuple(
        save(path, to_csv(list(rows(found)), columns, decimal_comma=decimal_comma))
        for path, columns, rows in files
    )


def _records(source: Path, stdin: TextIO) -> Iterator[Found]:
    if str(source) == "-":
        yield from _of_lines("-", stdin)
    elif source.is_dir():
        for path in sorted(_record_files(source)):
            yield from _of_file(path, path.relative_to(source))
    else:
        yield from _of_file(source, source)


def _record_files(folder: Path) -> Iterator[Path]:
    for here, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(here, name) for name in names if name.endswith(".json") and not name.startswith("."))


def _of_file(path: Path, name: Path) -> Iterator[Found]:
    """A file holds one record, on as many lines as it likes, or one record per line."""
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = "is not UTF-8 text" if isinstance(error, UnicodeDecodeError) else error.strerror
        raise UnreadableError(
            f"{path}: {why}", hint="give what `cchc-ocr run` or `extract` has written"
        ) from error
    shown = os.fsencode(name).decode("utf-8", "replace")
    try:
        yield Found(shown, Record.model_validate_json(text))
    except ValidationError:
        yield from _of_lines(str(path), io.StringIO(text), shown)


def _of_lines(path: str, lines: Iterable[str], name: str | None = None) -> Iterator[Found]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield Found(f"{name or path}:{number}", Record.model_validate_json(line))
            except ValidationError as error:
                fault = error.errors()[0]
                where = "/".join(map(str, fault["loc"]))
                why = f"{path}:{number}: not a record: {where + ': ' if where else ''}{fault['msg']}"
                raise UnreadableError(why, hint="give what `cchc-ocr run` or `extract` has written") from error


def _proof(record: Record, pointer: str) -> Evidence | None:
    return next((proof for proof in record.evidence if _within(proof.field, pointer)), None)


def _within(pointer: str, parent: str) -> bool:
    return pointer == parent or pointer.startswith(f"{parent}/")


def _cell(value: object) -> Cell:
    """Lists in one cell, divided by semicolons."""
    if isinstance(value, list | tuple):
        return "; ".join(map(str, value))
    assert value is None or isinstance(value, str | int | float)
    return value


def _printed(value: Cell, decimal_comma: bool) -> Cell:
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) else value
    return str(value).replace(".", ",") if decimal_comma and isinstance(value, float) else value
