"""Reads one document: it opens the file, reads the pages, repairs the text and extracts the record."""

from __future__ import annotations

import hashlib
import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from cchc_ocr import completeness, extract, lexicon, ngram
from cchc_ocr.corrections.current import with_corrections
from cchc_ocr.document import Origin, Page
from cchc_ocr.errors import CchcError, NotInstalledError, ReadInPartError, UnreadableError
from cchc_ocr.extract import ExtractOptions
from cchc_ocr.files.given import NAMELESS, open_data, open_text
from cchc_ocr.files.opening import OpenDocument, is_document_inside, open_document
from cchc_ocr.files.options import CopyOptions, ReadOptions
from cchc_ocr.files.passwords import Passwords
from cchc_ocr.frames import StatementRows
from cchc_ocr.ngram import model
from cchc_ocr.reading import engines
from cchc_ocr.reading.engine import Engine, OcrOptions
from cchc_ocr.records import Document as DocumentRecord
from cchc_ocr.records import Evidence, Record, Repair, Signature, Source
from cchc_ocr.repair import RepairedPages, Repairer, RepairOptions
from cchc_ocr.stacks import DocumentPart, Stack, annex_titles, find_stack, with_stack
from cchc_ocr.statements import statements
from cchc_ocr.system import settings
from cchc_ocr.system.disk import DEEPEST, EMBEDDED, holder, is_there, sha256_of, writable_folder
from cchc_ocr.translation import gettext_noop as N_
from cchc_ocr.version import __version__

MOST_INSIDE = 1000  # documents that are read from inside one file
_MOST_NAMED = 10

if TYPE_CHECKING:
    from cchc_ocr.extract import AccountLine, Extractor
    from cchc_ocr.files.attachments import Attachment
    from cchc_ocr.picture.pixels import PageImage

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Options:
    """The options for reading a document: one object for each stage."""

    read: ReadOptions = field(default_factory=ReadOptions)
    ocr: OcrOptions = field(default_factory=OcrOptions)
    repair: RepairOptions = field(default_factory=RepairOptions)
    extract: ExtractOptions = field(default_factory=ExtractOptions)
    copy: CopyOptions = field(default_factory=CopyOptions)
    split: bool = True  # a record for each of several documents in one file


@dataclass(frozen=True, slots=True)
class Overview:
    """What is known of a file before its pages are read. ``numbers`` are the pages to read.

    ``attachments`` are the files inside it, which are no part of it.
    """

    file: str
    sha256: str
    page_count: int
    numbers: tuple[int, ...]
    signatures: tuple[Signature, ...] = ()
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Digitised:
    """A document as it was read: its record, and its pages before (``raw``) and after repair (``pages``).

    ``path`` is the file that was read, where that is known.
    """

    record: Record
    raw: tuple[Page, ...]
    pages: tuple[Page, ...]
    path: Path | None = None

    @property
    def lacks(self) -> ReadInPartError | None:
        """What the record lacks; None where all pages were read as a whole."""
        return completeness.lacks(self.raw, self.record.source.file)

    def results(self) -> StatementRows:
        """What the document states, as a list of rows; ``to_pandas`` and ``to_polars`` make tables of them."""
        return StatementRows(statements(self.record, path=self.path))


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the reading of a file is: so many of its pages are read, and so many of its documents finished.

    ``file`` is its name, ``pages`` the number of those asked for. ``documents`` is None until all pages are read:
    only then is it known how many documents there are.
    """

    file: str
    pages_read: int
    pages: int
    documents_finished: int = 0
    documents: int | None = None


def digitise(
    path: str | Path | None = None,
    options: Options | None = None,
    engine: Engine | None = None,
    *,
    data: bytes | None = None,
    text: str | None = None,
    name: str = NAMELESS,
    jobs: int = 1,
    on_progress: Callable[[Progress], None] | None = None,
) -> Digitised:
    """Read one document: PDF, picture or text.

    It is the file at ``path``, or else the bytes ``data`` of such a file, or the ``text`` itself; ``name`` is what
    the record calls these two. ``engine`` reads the pictures of pages (default: the engine that the options
    name, loaded only where there is a picture); ``jobs`` is the number of pages read at a time. Corrections of a
    file that lie beside it (``NAME.review.json``) are applied to its record. A page that cannot be read does not
    keep the others from being read: the record says so (``pages``, ``needs_review``).

    ``on_progress`` is called in this thread: before the first page, and after each page and document. An exception
    that it raises ends the reading, and is raised here.

    May be called from several threads. Raises UnreadableError (nothing of it can be read), EncryptedError,
    NotInstalledError or ConfigurationError; TypeError where it is not given exactly one of the three.
    """
    whole = replace(options or Options(), split=False)
    (digitised,) = digitise_each(
        path, whole, engine, data=data, text=text, name=name, jobs=jobs, on_progress=on_progress
    )
    return digitised


def digitise_each(
    path: str | Path | None = None,
    options: Options | None = None,
    engine: Engine | None = None,
    *,
    data: bytes | None = None,
    text: str | None = None,
    name: str = NAMELESS,
    jobs: int = 1,
    on_progress: Callable[[Progress], None] | None = None,
) -> tuple[Digitised, ...]:
    """Read the documents of a file, in which there may be several; takes and raises what ``digitise`` does."""
    options, tell = options or Options(), on_progress or _tell_nobody
    with _opened(path, data, text, name, options.read) as document:
        overview = _overview(document)
        raw = _read_all(document, options, engine, jobs, tell)
    stack, parts = _documents_of(raw, options)
    progress = Progress(overview.file, len(raw), len(raw), documents=len(parts))
    found: list[Digitised] = []
    for at, part in enumerate(parts, 1):
        tell(replace(progress, documents_finished=at - 1))
        one = _completed(overview, raw, options, engine, of=(stack, part))
        found.append(one if path is None else _with_corrections(one, Path(path), at))
    tell(replace(progress, documents_finished=len(parts)))
    return tuple(found)


def _opened(
    path: str | Path | None, data: bytes | None, text: str | None, name: str, options: ReadOptions
) -> OpenDocument:
    """The document that was given in one of three ways. Raises TypeError where that is not one."""
    mistaken = isinstance(path, bytes) or isinstance(data, str) or isinstance(text, bytes)
    if mistaken or [path, data, text].count(None) != 2:
        raise TypeError("give a path, or data=BYTES, or text=STRING")
    if path is not None and "\n" in str(path) and not is_there(Path(path)):
        raise UnreadableError(
            "no file has such a name", hint="give a text as text=…", file=str(path).splitlines()[0]
        )
    if data is not None:
        return open_data(data, name, options)
    return open_text(text, name, options) if text is not None else open_document(path or "", options)


def _with_corrections(digitised: Digitised, path: Path, number: int) -> Digitised:
    """A document with the corrections of this scan that lie beside the file: ``a.review.json``.

    The ``number``-th of several documents in a file has its own: ``a.1.review.json``. The record says where they
    cannot be read.
    """
    record = digitised.record
    name = f"{path.stem}.{number}" if record.source.part else path.stem
    applied = with_corrections(record, path.with_name(f"{name}.json"))
    if applied.fault or any(one.state != "of other scan" for one in applied.outcomes):
        record = applied.record
    return replace(digitised, record=record, path=path)


def find_documents(
    path: str | Path, options: Options, engine: Engine | None = None, *, jobs: int = 1
) -> tuple[Stack, ReadInPartError | None]:
    """The documents in a file that has pages, and what could not be read of it. Raises what ``digitise`` raises.

    Raises UnreadableError for a text, whose pages nobody has drawn.
    """
    raw = read(path, options, engine, jobs=jobs)
    if all(page.origin == "text" for page in raw):
        hint = "give a PDF or a scan; run and extract take a text apart, too"
        raise UnreadableError("this is a text, which has no pages to take out", hint=hint, file=Path(path).name)
    return _stack(raw, options), completeness.lacks(raw, Path(path).name)


def read(
    path: str | Path,
    options: Options,
    engine: Engine | None = None,
    *,
    jobs: int = 1,
    on_progress: Callable[[Progress], None] | None = None,
) -> list[Page]:
    """The pages before repair: their own text, or what the engine reads."""
    with open_document(path, options.read) as document:
        return _read_all(document, options, engine, jobs, on_progress or _tell_nobody)


def with_debug_images(options: Options, folder: Path, path: Path) -> Options:
    """The options, changed so that pictures of each step of preparation are written to ``folder / path.name``."""
    own = writable_folder(folder / path.name, "--debug-images")
    return replace(options, ocr=replace(options.ocr, debug_images=own))


def repair(raw: Sequence[Page], options: Options) -> RepairedPages:
    """The repaired pages: head and foot as the record of them says. Each word keeps what was seen."""
    repaired = _repairer(options.repair).repair_pages(raw)
    head = extract.read_header(repaired.pages, lexicon.load(options.repair.dictionaries))
    return _as_the_head_says(repaired, raw, head.document, head.evidence)


def look(path: Path, options: Options) -> Overview:
    """Open the file, and return its name, hash, number of pages and signatures."""
    with open_document(path, options.read) as document:
        return _overview(document)


def read_page(path: Path, number: int, options: Options, engine: Engine | None = None) -> Page:
    """One page before repair: its own text, or what the engine reads."""
    with open_document(path, options.read) as document, naming(path.name, number):
        return _as_text(document.page(number), path.name, options, engine)


def complete_each(
    overview: Overview, raw: Sequence[Page], options: Options, engine: Engine | None = None
) -> Iterator[Digitised]:
    """Repair and extract, once all pages are read: a result for each document of the file, made when asked for.

    ``raw`` has the pages of ``overview.numbers``.
    """
    stack, parts = _documents_of(raw, options)
    return (_completed(overview, raw, options, engine, of=(stack, part)) for part in parts)


def complete(overview: Overview, raw: Sequence[Page], options: Options, engine: Engine | None = None) -> Digitised:
    """Repair and extract, once all pages are read: one result, whatever the file holds."""
    return _completed(overview, raw, options, engine, of=(_stack(raw, options), None))


def _completed(
    overview: Overview,
    raw: Sequence[Page],
    options: Options,
    engine: Engine | None,
    *,
    of: tuple[Stack, DocumentPart | None],
) -> Digitised:
    """Repair and extract one part of a file, as if it were a file of its own; the whole file where it is None."""
    stack, part = of
    raw = _of_part(raw, overview.numbers, part) if part else tuple(raw)
    repaired = _repairer(options.repair).repair_pages(raw)
    record = _extractor(options.repair.dictionaries).extract(
        repaired.pages,
        _source(overview, raw, options, engine),
        options.extract,
        signatures=overview.signatures,
    )
    repaired = _as_the_head_says(repaired, raw, record.document, record.evidence)
    told = Repair(strength=repaired.strength, words=repaired.words, changed=repaired.changed)
    notes = tuple(N_(f"page {page.number}: {what}") for page in raw for what in page.notes)
    notes += _notes_on_attachments(overview)
    pages = tuple(map(completeness.page_record, raw, repaired.pages))
    review = tuple(dict.fromkeys((*completeness.pages_to_review(raw, pages), *record.needs_review)))
    more = {"repair": told, "pages": pages, "notes": (*record.notes, *notes), "needs_review": review}
    titles = annex_titles(repaired.pages, lexicon.load(options.repair.dictionaries))
    record = with_stack(record.model_copy(update=more), stack, part, titles)
    return Digitised(record, tuple(raw), repaired.pages)


def account(digitised: Digitised, options: Options) -> tuple[AccountLine, ...]:
    """The account of the figures of a document that was read: what each is, and why."""
    return _extractor(options.repair.dictionaries).account(digitised.pages)


def made_by(options: Options) -> str:
    """A SHA-256 of everything besides the file that a result depends on: equal hashes mean equal results.

    These are the version of the program, options, dictionaries, models and engine. Limits are left out: they
    decide whether a document fails, but not what its result says. The files are looked at as they are now: a
    process that watches a folder goes on for months. Raises ConfigurationError where a dictionary is bad or the
    model is incomplete.
    """
    models = [lexicon.bundled() / ngram.MODEL, *filter(None, [options.repair.model])]
    for file in models:
        model.check(file)  # other processes load it: it takes 70 MB
    parts = (
        __version__,
        replace(
            options,
            read=replace(options.read, max_pixels=0, max_pages=0, passwords=Passwords()),
            ocr=replace(options.ocr, page_timeout=0),
        ),
        lexicon.load_anew(options.repair.dictionaries).fingerprint,
        *map(sha256_of, models),
        sha256_of(lexicon.bundled() / extract.WEIGHTS),
        _engine_name(options),
    )
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogateescape")).hexdigest()


@contextmanager
def naming(name: str, number: int = 0) -> Iterator[None]:
    """Add the file, and page ``number`` of it (0: none), to an UnreadableError from inside that names no file."""
    try:
        yield
    except UnreadableError as error:
        if error.file:
            raise
        raise error.at(name, number) from error


def attached(path: Path, options: Options) -> list[Path]:
    """The paths of the documents inside a file, also of those inside them; none where the file does not open.

    Each can be read as a document of its own, for example with ``digitise``.
    """
    found: list[Path] = []
    waiting = [path]
    while waiting and len(found) < MOST_INSIDE:
        outer = waiting.pop(0)
        with suppress(CchcError), open_document(outer, options.read) as document:
            inside = documents_inside(outer, document.attachments)
            found += inside
            waiting += inside
    return found[:MOST_INSIDE]


def documents_inside(path: Path, found: Sequence[Attachment]) -> list[Path]:
    """The paths of those files inside a file that are documents; none of a file that itself lies too deep."""
    depth = path.name.removeprefix(holder(path).name).count(EMBEDDED)
    if depth >= DEEPEST:
        return []
    documents = (one.name for one in found if is_document_inside(one.name, one.start))
    paths = (path.with_name(f"{path.name}{EMBEDDED}{name}") for name in documents)
    return [inside for inside in paths if not os.path.lexists(inside)]  # a file on disk has this name by accident


def _notes_on_attachments(overview: Overview) -> tuple[str, ...]:
    """The note that names the files inside the document."""
    names = [one.name for one in overview.attachments]
    if not names:
        return ()
    named, rest = ", ".join(names[:_MOST_NAMED]), len(names) - _MOST_NAMED
    if rest > 0:
        return (N_(f"not part of this record: attached files ({named} and {rest} more)"),)
    return (N_(f"not part of this record: attached files ({named})"),)


def _overview(document: OpenDocument) -> Overview:
    return Overview(
        document.name,
        document.sha256,
        document.page_count,
        document.numbers,
        document.signatures,
        document.attachments,
    )


def _tell_nobody(_progress: Progress) -> None:
    """Nobody wants to know."""


def _read_all(
    document: OpenDocument,
    options: Options,
    engine: Engine | None,
    jobs: int,
    tell: Callable[[Progress], None],
) -> list[Page]:
    """Render pages one after the other, and read up to ``jobs`` of them at a time, so that few are in memory."""
    settings.limit_threads()
    name, errors = document.path.name, list[CchcError]()

    def tried(number: int, make: Callable[[], T]) -> T | Page:
        try:
            with naming(name, number):
                return make()
        except CchcError as error:
            page = completeness.unread(error, number)
            errors.append(error)
            return page

    def text(page: PageImage | Page) -> Page:
        return tried(page.number, lambda: _as_text(page, name, options, engine))

    pages: list[Page] = []
    under_way: deque[Future[Page]] = deque()

    def take_next() -> None:
        pages.append(under_way.popleft().result())
        tell(Progress(document.name, len(pages), len(document.numbers)))

    tell(Progress(document.name, 0, len(document.numbers)))
    pool = ThreadPoolExecutor(jobs)
    try:
        for number in document.numbers:
            if len(under_way) > jobs:
                take_next()
            under_way.append(pool.submit(text, tried(number, partial(document.page, number))))
        while under_way:
            take_next()
    finally:
        pool.shutdown(cancel_futures=True)  # after an error, or Ctrl-C, no other page is begun
    completeness.see_that_some_are_read(pages, errors)
    return pages


def _as_text(page: PageImage | Page, name: str, options: Options, engine: Engine | None) -> Page:
    with naming(name, page.number):
        return page if isinstance(page, Page) else (engine or _engine(options)).read(page)


def _stack(raw: Sequence[Page], options: Options) -> Stack:
    """The documents that the pages are."""
    return find_stack(raw, lexicon.load(options.repair.dictionaries))


def _documents_of(raw: Sequence[Page], options: Options) -> tuple[Stack, Sequence[DocumentPart | None]]:
    """The stack that the pages are, and its parts; None for the only one, where it is to be one record."""
    stack = _stack(raw, options)
    return stack, stack.parts if options.split and len(stack.parts) > 1 else (None,)


def _of_part(raw: Sequence[Page], numbers: Sequence[int], part: DocumentPart) -> tuple[Page, ...]:
    """The pages of a part; no others are asked for, because a book may be unpacked page by page."""
    return tuple(raw[at] for at, number in enumerate(numbers) if part.first <= number <= part.last)


def _source(overview: Overview, raw: Sequence[Page], options: Options, engine: Engine | None) -> Source:
    origin = _origin(raw)
    return Source(
        file=overview.file,
        sha256=overview.sha256,
        pages=overview.page_count,
        origin=origin,
        engine=(engine or _engine(options)).name if origin == "scan" else None,
        pages_asked=completeness.typed(overview.numbers) if len(overview.numbers) < overview.page_count else None,
    )


def _origin(pages: Sequence[Page]) -> Origin:
    """A document is a scan as soon as one of its pages is. Pages that could not be read tell nothing."""
    origins = {page.origin for page in pages if page.state != "unreadable"}
    return "scan" if "scan" in origins else "text-layer" if "text-layer" in origins else "text"


def _engine(options: Options) -> Engine:
    """The engine that the options name; the user's own dictionaries are those of repair."""
    return engines.engine(options.ocr, options.repair.dictionaries)


def _engine_name(options: Options) -> str:
    """The name of the engine, or "none" where it is not installed: text files can be read without it."""
    try:
        return _engine(options).name
    except NotInstalledError:
        return "none"


def _as_the_head_says(
    repaired: RepairedPages, raw: Sequence[Page], document: DocumentRecord, evidence: Sequence[Evidence]
) -> RepairedPages:
    """The pages with the words of head and foot as the record has them; as they are where no repair is wanted."""
    if repaired.strength == "none":
        return repaired
    return repaired.with_changes(raw, extract.head_changes(document, evidence, repaired.pages))


@lru_cache(maxsize=4)
def _repairer(options: RepairOptions) -> Repairer:
    return Repairer.load(options)


@lru_cache(maxsize=4)
def _extractor(dictionaries: Path | None) -> Extractor:
    return extract.Extractor.load(dictionaries)
