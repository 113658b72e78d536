"""Finds documents of a run by words, with or without diacritics."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import strptime

from cchc_ocr.errors import UnreadableError, UsageError
from cchc_ocr.runs import catalogue
from cchc_ocr.runs.catalogue import Catalogue
from cchc_ocr.runs.index import DOCUMENTS, WORD, catch_up, in_a_row, words
from cchc_ocr.vietnamese import bare

_CHUNK = re.compile(r'"([^"]*)"?|(\S+)')
_DATES = {  # as they are typed, and in ISO 8601
    **{"%Y": "%Y", "%Y-%m": "%Y-%m", "%m-%Y": "%Y-%m"},
    **{"%Y-%m-%d": "%Y-%m-%d", "%d-%m-%Y": "%Y-%m-%d"},
}
_AROUND = 60  # characters of the text shown on either side of a hit

_MOST_WORDS, _MOST_CHARACTERS = 100, 2000  # of what is looked for: time and memory grow with their square
_BETWEEN_LOOKS = 10_000  # steps of SQLite, some milliseconds, after which Python hears of a signal

_WEIGHED = 4000  # pages, some 10 ms of work: words that stand on more of them say little about any

# FTS5's own `ORDER BY rank` weighs and sorts every page; an outer query keeps to the best of those weighed.
_RANKED = """
SELECT page FROM (
    SELECT rowid AS page, bm25(page_words) AS cost FROM page_words
    WHERE page_words MATCH :match {condition} ORDER BY rowid LIMIT :weighed
) ORDER BY cost, page LIMIT :limit
"""
_NARROWED = f"AND rowid % {DOCUMENTS} IN (SELECT document FROM records WHERE {{conditions}})"
_PAGE = """
SELECT documents.stem, records.file, pages.number, pages.text
FROM pages JOIN documents ON documents.id = pages.document JOIN records ON records.document = pages.document
WHERE pages.id = ?
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """A page on which all words stand. ``name`` is the document, by its place in the folder of the run."""

    name: str
    page: int
    snippet: str


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Only documents whose type and issuer hold these words, dated from ``since`` to ``until`` (both included).

    Dates are ISO 8601 and may leave out day and month: "2021" is the whole year.
    """

    type: str | None = None
    issuer: str | None = None
    since: str | None = None
    until: str | None = None


def search(query: str, folder: Path, narrowed: Narrowed | None = None, *, limit: int = 50) -> list[Hit]:
    """The most relevant pages (BM25) that hold every word of the query; first those with the words in a row.

    A word typed with diacritics is found as it is typed; one typed without is found however it is accented.
    What stands in quotes, and what is typed in one piece ("05/BC-SNV"), must stand so. Raises UsageError for a
    query without words or with too many, UnreadableError where the folder holds no results, KeyboardInterrupt
    when interrupted.
    """
    narrowed = narrowed or Narrowed()
    for text in filter(None, (query, narrowed.type, narrowed.issuer)):
        _see_that_it_is_short(text)
    chunks = list(_chunks(query))
    if not chunks:
        raise UsageError(f"{query!r}: there is no word in it", hint="search for words")
    if not (folder / catalogue.NAME).is_file():
        hint = f"name the --out folder of a run; if it is one, cchc-ocr status {folder} --rebuild"
        raise UnreadableError(f"{folder}: no results of `cchc-ocr run` there", hint=hint)
    wanted = _wanted(query)
    with _indexed(folder) as rows, _interruptible(rows):
        found = _ranked(rows, chunks, narrowed, limit)
        pages = [rows.db.execute(_PAGE, (number,)).fetchone() for number in found]
    return [Hit(_name(stem, file), page, _snippet(text, wanted)) for stem, file, page, text in pages]


def _see_that_it_is_short(text: str) -> None:
    """Raises UsageError for more words or characters than a search takes."""
    hint = "search for a few words that stand together, or for a number"
    if len(text) > _MOST_CHARACTERS:
        raise UsageError(f"{len(text):,} characters are more than the {_MOST_CHARACTERS:,} of a query", hint=hint)
    if (count := len(WORD.findall(text))) > _MOST_WORDS:
        raise UsageError(f"{count:,} words are more than the {_MOST_WORDS} of a query", hint=hint)


@contextmanager
def _interruptible(rows: Catalogue) -> Iterator[None]:
    """SQLite comes back now and then, for Python hears of signals in its own code only.

    A handler that raises has SQLite give up with an error of its own, which says nothing of the reason.
    """
    rows.db.set_progress_handler(lambda: 0, _BETWEEN_LOOKS)
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
            raise KeyboardInterrupt from error
        raise
    finally:
        rows.db.set_progress_handler(None, 0)


def _ranked(rows: Catalogue, chunks: Sequence[str], narrowed: Narrowed, limit: int) -> list[int]:
    """Numbers of pages, the best first. Where words in a row give enough, the others need not be weighed."""
    condition, values = _conditions(narrowed)
    found: dict[int, None] = {}
    for match in _matches(chunks):
        if len(found) < limit:
            sql = _RANKED.format(condition=condition)
            given = {"match": match, "limit": limit, "weighed": max(_WEIGHED, limit), **values}
            found |= dict.fromkeys(number for (number,) in rows.db.execute(sql, given))
    return list(found)[:limit]


def _matches(chunks: Sequence[str]) -> Iterator[str]:
    """What is asked for, in the language of the index: first the chunks in a row, then wherever they stand.

    A row of bare words holds each of them already; only those with diacritics need to be asked for again.
    """
    if len(chunks) > 1:
        row = words(" ".join(chunks))[1]
        yield " AND ".join(map(_term, [row, *(chunk for chunk in chunks if not chunk.isascii())]))
    yield " AND ".join(map(_term, chunks))


@contextmanager
def _indexed(folder: Path) -> Iterator[Catalogue]:
    """The catalogue, with what an older version has not indexed caught up."""
    with Catalogue(folder, read_only=True) as rows:
        if not rows.unindexed():
            yield rows
            return
    with Catalogue(folder) as rows:
        catch_up(rows, folder)
        yield rows


def parse_date(text: str) -> str:
    """A day, month or year as ISO 8601, from what a user typed. Raises UsageError.

    >>> parse_date("2021"), parse_date("3/2021"), parse_date("5/3/2021"), parse_date("2021-03-05")
    ('2021', '2021-03', '2021-03-05', '2021-03-05')
    """
    typed = text.replace("/", "-").replace(".", "-")
    for given, made in _DATES.items():
        with suppress(ValueError):
            return date(*strptime(typed, given)[:3]).strftime(made)
    raise UsageError(f"not a date: {text!r}", hint="for example 2021, 2021-03 or 2021-03-05")


def _chunks(query: str) -> Iterator[str]:
    """Words, and what is to stand as it is typed; lower case."""
    for quoted, word in _CHUNK.findall(query):
        if found := WORD.findall(words(quoted or word)[0]):
            yield " ".join(found)


def _term(chunk: str) -> str:
    """Words in a row, in the language of the index."""
    return f'{"bare" if chunk.isascii() else "accented"} : "{chunk}"'


def _conditions(narrowed: Narrowed) -> tuple[str, dict[str, str]]:
    date = "coalesce(date, date_partial)"
    wanted = {
        "type": ("instr(type_bare, :type)", narrowed.type and in_a_row(narrowed.type)),
        "issuer": ("instr(issuer_bare, :issuer)", narrowed.issuer and in_a_row(narrowed.issuer)),
        "since": (f"{date} >= :since", narrowed.since),
        "until": (f"substr({date}, 1, length(:until)) <= :until", narrowed.until),
    }
    given = {name: (condition, value) for name, (condition, value) in wanted.items() if value}
    conditions = " AND ".join(condition for condition, _ in given.values())
    values = {name: value for name, (_, value) in given.items()}
    return _NARROWED.format(conditions=conditions) if given else "", values


def _name(stem: bytes, file: str) -> str:
    return os.fsencode(Path(os.fsdecode(stem)).with_name(file)).decode("utf-8", "replace")


def _wanted(query: str) -> re.Pattern[str]:
    """What a snippet is to show: the words in a row if they stand so, else any of them; bare letters."""
    found = WORD.findall(words(query)[1])
    row = r"\W+".join(found)
    return re.compile(rf"(?<![^\W_])(?:(?P<row>{row})|{'|'.join(found)})(?![^\W_])")


def _snippet(text: str, wanted: re.Pattern[str]) -> str:
    """Whole words around the first place that holds what was looked for."""
    text = " ".join(text.split())
    plain = bare(text.lower())
    places = list(wanted.finditer(plain)) if len(plain) == len(text) else []
    at = next((match.start() for match in places if match["row"]), places[0].start() if places else 0)
    start = text.rfind(" ", 0, max(at - _AROUND, 0)) + 1 if at > _AROUND else 0
    end = text.find(" ", at + _AROUND)
    return f"{'… ' if start else ''}{text[start : end if end > 0 else None]}{' …' if end > 0 else ''}"
