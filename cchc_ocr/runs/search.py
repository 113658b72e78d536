"""Full-text search over the pages of a run, with or without diacritics; and which documents cite another one."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, islice
from pathlib import Path
from time import strptime

from cchc_ocr.errors import UsageError
from cchc_ocr.runs import catalogue, citing
from cchc_ocr.runs.catalogue import Catalogue
from cchc_ocr.runs.index import DOCUMENTS, WORD, in_a_row, page_id, pairs, words
from cchc_ocr.runs.reviewing import up_to_date
from cchc_ocr.vietnamese import bare

_CHUNK = re.compile(r'"([^"]*)"?|(\S+)')
_DATES = {  # as they are typed, and in ISO 8601
    **{"%Y": "%Y", "%Y-%m": "%Y-%m", "%m-%Y": "%Y-%m"},
    **{"%Y-%m-%d": "%Y-%m-%d", "%d-%m-%Y": "%Y-%m-%d"},
}
_AROUND = 60  # characters of the text shown on either side of a hit

_MOST_WORDS, _MOST_CHARACTERS = 100, 2000  # of a query: time and memory grow with the square of its length
_MOST_IN_A_ROW = 20  # parts of a query that are looked for in a row: longer ones without quotes are no quotation
_BETWEEN_LOOKS = 10_000  # steps of SQLite, some milliseconds, after which Python can handle a signal

_WEIGHED = 4000  # pages that are ranked, in some 10 ms: a word that is on more pages says little about any of them
_COUNTED = 150_000  # pages that FTS5 counts to weigh the words of a query, in some 6 ms
_SAMPLES, _SAMPLED = 8, 256  # where the index is asked how common a word is, and the documents in each place

_FOUND = """
SELECT rowid AS page FROM page_words WHERE page_words MATCH :match {condition} ORDER BY rowid LIMIT :weighed
"""
# FTS5's own `ORDER BY rank` would rank every page, and count for it how many pages hold each word of the query.
_RANKED = """
WITH found AS ({found})
SELECT rowid FROM page_words
WHERE page_words MATCH :telling AND rowid BETWEEN (SELECT min(page) FROM found) AND (SELECT max(page) FROM found)
    AND +rowid IN found
ORDER BY bm25(page_words), rowid
"""
_PASSING = f"AND substr(:passing, rowid % {DOCUMENTS} + 1, 1) = x'01'"
# There are few types and issuers, so each is compared once: an index leads from one to the next.
_NAMED = """{column} IN (
    WITH RECURSIVE each_one(name) AS (
        SELECT min({column}) FROM records UNION ALL
        SELECT (SELECT min({column}) FROM records WHERE {column} > name) FROM each_one WHERE name IS NOT NULL
    ) SELECT name FROM each_one WHERE instr(name, {value})
)"""
_ROW = "pairs : "
_HOLDING = "SELECT count(*) FROM page_words WHERE page_words MATCH ? AND rowid BETWEEN ? AND ?"
_PAGES_OF = "SELECT count(*) FROM pages WHERE document BETWEEN ? AND ?"
_OF_RECORDS = """
SELECT document FROM records WHERE {conditions} ORDER BY coalesce(dated, ''), document LIMIT :limit
"""
_TEXTS = "SELECT id, text FROM pages WHERE document = ? ORDER BY number"
_PAGE = """
SELECT entries.stem, records.file, pages.number, pages.text
FROM pages JOIN entries ON entries.id = pages.document JOIN records ON records.document = pages.document
WHERE pages.id = ?
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """A page that holds all words of the query.

    ``name`` is the path of the document, relative to the folder; ``page`` counts from 1; ``snippet`` is the text
    around the first place that was found.
    """

    name: str
    page: int
    snippet: str


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The filters of a search: words of type and issuer, and dates from ``since`` to ``until``, both included.

    Dates are ISO 8601; day, or day and month, may be left out: "2021" is the whole year. ``cites`` is the number
    of a document that must be cited.
    """

    type: str | None = None
    issuer: str | None = None
    since: str | None = None
    until: str | None = None
    cites: str | None = None


def search(query: str, folder: Path, narrowed: Narrowed | None = None, *, limit: int = 50) -> list[Hit]:
    """The most relevant pages (BM25) that hold every word of the query; pages with the words in a row come first.

    Without words, but with ``narrowed.cites``: of each document that cites that number, in the order of their
    dates, the page where the citation stands.

    A word typed with diacritics matches only itself; a word typed without them matches whatever its diacritics.
    Words in quotes, and what is typed without a space ("05/BC-SNV"), match only in a row. Raises UsageError for a
    query without words or with too many, and for a ``cites`` that is no number; UnreadableError where the folder
    holds no results of a run; KeyboardInterrupt when it is interrupted.
    """
    narrowed = narrowed or Narrowed()
    for text in filter(None, (query, narrowed.type, narrowed.issuer)):
        _see_that_it_is_short(text)
    chunks = list(_chunks(query))
    cited = citing.asked(narrowed.cites) if narrowed.cites else None
    if not chunks and not (cited and not query.strip()):
        hint = "type a word to search for, or --cites with the number of a document"
        raise UsageError(f"{query!r}: the query has no word in it", hint=hint)
    if not (folder / catalogue.NAME).is_file():
        raise catalogue.missing(folder)
    place = citing.place(cited) if cited and not chunks else None
    wanted = [place] if place else _wanted(query)
    with up_to_date(folder) as rows, _interruptible(rows):
        found = _citing(rows, place, narrowed, limit) if place else _ranked(rows, chunks, narrowed, limit)
        pages = [rows.db.execute(_PAGE, (number,)).fetchone() for number in found]
    return [Hit(_name(stem, file), page, _snippet(text, wanted)) for stem, file, page, text in pages]


def _see_that_it_is_short(text: str) -> None:
    """Raises UsageError for a query, type or issuer with too many words or characters."""
    hint = "search for a few words that follow one another, or for a number"
    if len(text) > _MOST_CHARACTERS:
        what = f"the query has {len(text):,} characters, more than the limit of {_MOST_CHARACTERS:,}"
        raise UsageError(what, hint=hint)
    if (count := len(WORD.findall(text))) > _MOST_WORDS:
        raise UsageError(f"the query has {count:,} words, more than the limit of {_MOST_WORDS}", hint=hint)


@contextmanager
def _interruptible(rows: Catalogue) -> Iterator[None]:
    """Let signals interrupt a query: SQLite calls Python now and then, as Python handles signals only in its code.

    Where a signal handler raises, SQLite reports only that the query was interrupted; this becomes
    KeyboardInterrupt.
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
    """The numbers of the best pages, at most ``limit``; first those that hold the words in a row."""
    passing = _passing(rows, narrowed)
    finding = _FOUND.format(condition=_PASSING if passing else "")
    found: dict[int, None] = {}
    for asked, ranking in _matches(chunks):
        if len(found) < limit:
            telling = _telling(rows, ranking)
            sql = _RANKED.format(found=finding) if telling else finding
            terms = {"match": " AND ".join(asked), "telling": " AND ".join(telling)}
            given = {**terms, "passing": passing, "weighed": max(_WEIGHED, limit)}
            with closing(rows.db.execute(sql, given)) as pages:
                found |= dict.fromkeys(number for (number,) in islice(pages, limit))
    return list(found)[:limit]


def _passing(rows: Catalogue, narrowed: Narrowed) -> bytes:
    """For the number of each document, 1 if it passes the filters, else 0; empty without filters.

    For 100,000 documents it takes half the time of a table, and pages are compared with it as fast.
    """
    conditions, values = _of_records(narrowed)
    if not conditions:
        return b""
    passing = bytearray(_most(rows) + 1)
    with closing(rows.db.execute(f"SELECT document FROM records WHERE {conditions}", values)) as documents:
        for (document,) in documents:
            passing[document] = 1
    return bytes(passing)


def _most(rows: Catalogue) -> int:
    """The largest number of a document."""
    ((number,),) = rows.db.execute("SELECT coalesce(max(document), 0) FROM records")
    return int(number)


def _telling(rows: Catalogue, terms: Sequence[str]) -> Sequence[str]:
    """The rarest of these terms: as many as FTS5 can weigh without counting more than ``_COUNTED`` pages.

    The others say hardly anything of a page: BM25 gives a word next to no weight where half of all pages hold it.
    How many hold one is told from first pages at places that lie evenly among the documents.
    """
    documents = _most(rows)
    step = max(1, documents // _SAMPLES)
    size = min(step, _SAMPLED)
    places = range(1, documents + 1, step)

    def sampled(query: str, *given: str, page: int = 0) -> float:
        """The number for all documents, counted in the sample; ``page`` is 0 where rows go by documents alone."""
        starts = [page_id(first, page) for first in places]
        counts = [rows.db.execute(query, (*given, at, at + size - 1)).fetchone()[0] for at in starts]
        return float(sum(counts)) * step / size

    pages_each = sampled(_PAGES_OF) / max(1, documents)
    holding = {  # documents; a row of words is rare, and would be looked for far beyond each sample
        term: 0.0 if term.startswith(_ROW) else sampled(_HOLDING, term, page=1) for term in terms
    }
    rarest = sorted(terms, key=holding.__getitem__)
    counted = accumulate(holding[term] * pages_each for term in rarest)
    return [term for term, count in zip(rarest, counted, strict=True) if count <= _COUNTED]


def _citing(rows: Catalogue, cited: re.Pattern[str], narrowed: Narrowed, limit: int) -> list[int]:
    """The number of one page of each document that cites another: where the citation stands, else the first."""
    conditions, values = _of_records(narrowed)
    documents = rows.db.execute(_OF_RECORDS.format(conditions=conditions), {"limit": limit, **values}).fetchall()
    texts = [rows.db.execute(_TEXTS, document).fetchall() for document in documents]
    return [
        next((page for page, text in pages if cited.search(bare(text.lower()))), pages[0][0])
        for pages in texts
        if pages
    ]


def _matches(chunks: Sequence[str]) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """What pages must hold, as terms of FTS5, and those of them that rank: first for the chunks in a row.

    The row is looked up without diacritics; words that were typed with them must also stand in the other column.
    """
    found = {chunk: _terms(chunk) for chunk in chunks}  # each once: to rank takes the square of their number
    if 1 < len(chunks) <= _MOST_IN_A_ROW:
        row = _row(" ".join(chunks))
        accented = [term for chunk, terms in found.items() if not chunk.isascii() for term in terms]
        yield [row, *accented], [row]
    yield [term for terms in found.values() for term in terms], [first for first, *_ in found.values()]


def parse_date(text: str) -> str:
    """A day, month or year that a user typed, as ISO 8601. Raises UsageError where it is not a date.

    >>> parse_date("2021"), parse_date("3/2021"), parse_date("5/3/2021"), parse_date("2021-03-05")
    ('2021', '2021-03', '2021-03-05', '2021-03-05')
    """
    typed = text.replace("/", "-").replace(".", "-")
    for given, made in _DATES.items():
        with suppress(ValueError):
            return date(*strptime(typed, given)[:3]).strftime(made)
    raise UsageError(f"not a date: {text!r}", hint="for example 2021, 2021-03 or 2021-03-05")


def _chunks(query: str) -> Iterator[str]:
    """The parts of a query in lower case: single words, and words that must match in a row, as one string."""
    for quoted, word in _CHUNK.findall(query):
        if found := WORD.findall(words(quoted or word)[0]):
            yield " ".join(found)


def _terms(chunk: str) -> Sequence[str]:
    """FTS5's terms for a word, or for words in a row; the first of them ranks the pages."""
    accented = f'accented : "{chunk}"'
    if " " not in chunk:
        return [f'bare : "{chunk}"' if chunk.isascii() else accented]
    return [_row(chunk)] if chunk.isascii() else [_row(chunk), accented]


def _row(text: str) -> str:
    """FTS5's term for the words of a text in a row, whatever their diacritics."""
    return f'{_ROW}"{pairs(words(text)[1])}"'


def _of_records(narrowed: Narrowed) -> tuple[str, dict[str, str]]:
    """The filters as a condition on records, and their values."""
    wanted = {
        "type": (_NAMED.format(column="type_bare", value=":type"), narrowed.type and in_a_row(narrowed.type)),
        "issuer": (
            _NAMED.format(column="issuer_bare", value=":issuer"),
            narrowed.issuer and in_a_row(narrowed.issuer),
        ),
        "since": ("dated >= :since", narrowed.since),
        "until": ("dated <= :until || '~'", narrowed.until),
        "cites": (citing.CITING, narrowed.cites and citing.asked(narrowed.cites)),
    }
    given = {name: (condition, value) for name, (condition, value) in wanted.items() if value}
    conditions = " AND ".join(condition for condition, _ in given.values())
    return conditions, {name: value for name, (_, value) in given.items()}


def _name(stem: bytes, file: str) -> str:
    return os.fsencode(Path(os.fsdecode(stem)).with_name(file)).decode("utf-8", "replace")


def _wanted(query: str) -> Sequence[re.Pattern[str]]:
    """Patterns for the words of the query in a row and, less wanted, for any of them, both without diacritics."""
    found = WORD.findall(words(query)[1])
    return [re.compile(rf"(?<![^\W_])(?:{one})(?![^\W_])") for one in (r"\W+".join(found), "|".join(found))]


def _snippet(text: str, wanted: Sequence[re.Pattern[str]]) -> str:
    """The text around the first place that is wanted most, cut at spaces, some 60 characters on either side."""
    text = " ".join(text.split())
    plain = bare(text.lower())
    places = (one.search(plain) for one in wanted if len(plain) == len(text))
    at = next((place.start() for place in places if place), 0)
    start = text.rfind(" ", 0, max(at - _AROUND, 0)) + 1 if at > _AROUND else 0
    end = text.find(" ", at + _AROUND)
    return f"{'… ' if start else ''}{text[start : end if end > 0 else None]}{' …' if end > 0 else ''}"
