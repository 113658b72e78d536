"""What people have confirmed, as a user's own dictionaries, and what these gain and harm on reviewed documents.

Taken are the words of values that people have corrected or confirmed in at least two documents: names of bodies,
places and persons, and the letters that were misread in them. With these are written the documents that an archive
knows (``cited_documents``). Nothing is used before a person has seen it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from cchc_ocr.corrections import store
from cchc_ocr.corrections.current import corrected, reviewed_with
from cchc_ocr.corrections.line_steps import is_of_line
from cchc_ocr.corrections.model import Review
from cchc_ocr.corrections.outcomes import Applied
from cchc_ocr.corrections.pointers import NoSuchPlaceError, is_number, value_at
from cchc_ocr.corrections.readings import machine_of
from cchc_ocr.errors import CchcError, UnreadableError
from cchc_ocr.evaluation.calibration import Judged
from cchc_ocr.evaluation.confirmed_bodies import confirmed_bodies, is_body, with_more_words
from cchc_ocr.evaluation.confusions import confusions
from cchc_ocr.evaluation.recalibration import (
    FEWEST_DOCUMENTS,
    FEWEST_VALUES,
    CalibrationPoint,
    enough,
    judged_probabilities,
)
from cchc_ocr.evaluation.reviewed import NEXT, is_right, judged_values
from cchc_ocr.lexicon import Agency, Emission, KnownDocument, Lexicon
from cchc_ocr.lexicon.tables import Row, write_table
from cchc_ocr.pointing import parts_of
from cchc_ocr.records import Record
from cchc_ocr.runs.catalogue import Catalogue
from cchc_ocr.runs.result_files import result_files
from cchc_ocr.runs.review_files import files_in
from cchc_ocr.runs.status import see_that_there_are_results
from cchc_ocr.system.disk import save

FEWEST = 2  # documents in which a value was confirmed
_NAMED = ("issuer", "parent", "place", "unit", "on_behalf", "recipients", "addressees")  # what a term may be
_OF_BODIES = ("issuer", "parent", "unit")  # where nothing but a body stands
_PERSONS = ("signer", "name")
_SHORTEST, _LONGEST = 2, 12  # words of a term
Reread: TypeAlias = tuple[Record, str | None]  # of a document: its record and its text
_HEADING = "# Confirmed by people in results of cchc-ocr, each in at least two documents.\n"


@dataclass(frozen=True, slots=True)
class Taught:
    """What is new to the dictionaries.

    These are ``terms``, syllables of ``names`` of persons with their parts, ``bodies``, and ``confusions`` of
    letters, with how often each of these letters was read rightly. ``calibration`` has the points of the curves of
    probabilities, and ``documents`` those that the archive knows, where they were asked for.
    """

    terms: tuple[str, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    bodies: tuple[Agency, ...] = ()
    confusions: tuple[Emission, ...] = ()
    calibration: tuple[CalibrationPoint, ...] = ()
    documents: tuple[KnownDocument, ...] = ()

    def write(self, folder: Path) -> list[Path]:
        """Write them as dictionaries into a folder; the files. Raises UsageError where that is not possible."""
        files = []
        if self.terms:
            files.append(save(folder / "terms.tsv", _HEADING + "".join(f"{term}\n" for term in self.terms)))
        for name, rows in self._tables():
            if rows:
                folder.mkdir(parents=True, exist_ok=True)
                write_table(folder / name, rows)
                files.append(folder / name)
        return files

    def _tables(self) -> Iterator[tuple[str, Sequence[Row]]]:
        """The other files, with their rows."""
        listed = "|".join
        yield "names.tsv", self.names
        bodies = [(one.name, listed(one.abbreviations), listed(one.symbols), one.level, "") for one in self.bodies]
        yield "agencies.tsv", bodies
        seen = [(one.engine, one.seen, one.meant, str(one.count), str(one.of)) for one in self.confusions]
        yield "emissions.tsv", seen
        points = [(part, f"{stated:.4f}", f"{right:.4f}") for part, stated, right in self.calibration]
        yield "calibration.tsv", points
        cited = [(one.number_symbol, one.date, one.issuer, str(one.count)) for one in self.documents]
        yield "known_documents.tsv", cited


@dataclass(frozen=True, slots=True)
class TaughtEffect:
    """What dictionaries change on the reviewed values: those read rightly ``before`` and ``after``, of ``values``.

    ``gained`` and ``harmed`` name the values, ``unread`` the documents that could not be read again. ``judged``
    has the values of each document with the probabilities that were stated when it was read again.
    """

    values: int = 0
    before: int = 0
    after: int = 0
    gained: tuple[str, ...] = ()
    harmed: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    judged: tuple[tuple[Judged, ...], ...] = ()


def taught(folder: Path, known: Lexicon) -> Taught:
    """What people have confirmed often enough, and ``known`` does not have.

    Raises UnreadableError where the folder holds no results, or nothing in them was reviewed.
    """
    see_that_there_are_results(folder)
    reviewed = [applied for _, applied in reviewed_documents(folder)]
    values: dict[tuple[str, str], set[str]] = {}
    for applied in reviewed:
        for kind, value in _confirmed(applied, known):
            values.setdefault((kind, value), set()).add(applied.record.source.sha256)
    if not values and not any(True for _ in files_in(folder)):
        raise UnreadableError(f"{folder}: nothing in these results was reviewed", hint=NEXT)
    often = sorted(key for key, scans in values.items() if len(scans) >= FEWEST)
    names = {part for kind, value in often if kind == "person" for part in _name_parts(value, known)}
    heads = [
        (applied.record.source.sha256, applied.record.document) for applied in reviewed if _has_symbol(applied)
    ]
    named = [value for kind, value in often if kind == "body"]
    bodies = confirmed_bodies(named, heads, known, FEWEST)
    terms = [*(value for kind, value in often if kind == "term"), *with_more_words(named, bodies, known)]
    return Taught(
        tuple(value for value in sorted({*terms}) if _is_term(value, known)),
        tuple(sorted(names)),
        bodies,
        confusions(reviewed, known, FEWEST),
    )


def see_that_enough_was_reviewed(folder: Path) -> None:
    """Raises UnreadableError where too few values were looked at to recalibrate probabilities by."""
    judged = [tuple(judged_probabilities(applied)) for _, applied in reviewed_documents(folder)]
    if not enough(judged):
        values, documents = sum(map(len, judged)), sum(map(bool, judged))
        raise UnreadableError(
            f"{folder}: {values} reviewed values in {documents} documents are too few to recalibrate by",
            hint=f"look through {FEWEST_VALUES} values of one kind (head, citations or figures) in "
            f"{FEWEST_DOCUMENTS} documents at least, right ones and wrong ones",
        )


def effect(folder: Path, read: Callable[[Path], Sequence[Reread]]) -> TaughtEffect:
    """Read the reviewed documents again with ``read``, and compare the values that people have looked at.

    Lines of the text are compared as well, where ``read`` gives texts.
    """
    found = _Effect()
    with Catalogue(folder, read_only=True) as rows:
        originals = {stem: Path(os.fsdecode(path)) for stem, path in rows.originals() if path}
    for stem, applied in reviewed_documents(folder):
        name = os.fsencode(stem).decode("utf-8", "replace")
        try:
            again = _same(read(originals[os.fsencode(stem)]), applied.record)
        except (CchcError, OSError, KeyError):
            again = None
        if again is None:
            found.unread.append(name)
            continue
        review = store.load(store.review_file(result_files(folder / stem)[1]))
        assert review
        found.compare(name, applied, _reviewed_again(*again, review))
    return found.total()


def _reviewed_again(record: Record, text: str | None, review: Review) -> Applied:
    """A new reading with the corrections of the former one, whatever had been applied to it."""
    record, text = machine_of(record, text)
    return reviewed_with(record, review, text)


@dataclass(slots=True)
class _Effect:
    values: int = 0
    before: int = 0
    after: int = 0
    gained: list[str] = field(default_factory=list)
    harmed: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    judged: list[tuple[Judged, ...]] = field(default_factory=list)

    def compare(self, name: str, applied: Applied, again: Applied) -> None:
        """Count the values of a document that were read rightly before, and are now."""
        now = dict(_judged(again))
        self.judged.append(tuple(judged_probabilities(again)))
        for pointer, right in _judged(applied):
            self.values += 1
            self.before += right
            self.after += now.get(pointer, False)
            if now.get(pointer, False) != right:
                (self.harmed if right else self.gained).append(f"{name}: {pointer}")

    def total(self) -> TaughtEffect:
        gained, harmed, unread = (tuple(one) for one in (self.gained, self.harmed, self.unread))
        return TaughtEffect(self.values, self.before, self.after, gained, harmed, unread, tuple(self.judged))


def _judged(applied: Applied) -> Iterator[tuple[str, bool]]:
    """Each value of the record that people have looked at, by its pointer, and whether it was read rightly."""
    for first, counts in judged_values(applied):
        if applied.text is not None or not is_of_line(first.correction.pointer):
            yield first.correction.pointer, is_right(counts)


def _same(found: Sequence[Reread], record: Record) -> Reread | None:
    """The reading of the same document among those of its file, None where the file is another one."""
    source = record.source
    of_scan = (one for one in found if one[0].source.sha256 == source.sha256)
    return next((one for one in of_scan if one[0].source.part == source.part), None)


def reviewed_documents(folder: Path) -> Iterator[tuple[Path, Applied]]:
    """The documents in a folder of results in which people have corrected or confirmed something, by stem."""
    for stem in sorted(files_in(folder)):
        with suppress(OSError, ValueError):
            text, record = result_files(folder / stem)
            applied = corrected(record, text=text.read_bytes().decode())
            if applied.record.reviewed and applied.record.reviewed.fields:
                yield stem, applied


def _confirmed(applied: Applied, known: Lexicon) -> Iterator[tuple[str, str]]:
    """The words of values that people have corrected or confirmed, each with what it is: term, body or person."""
    values = applied.record.model_dump(mode="json")
    for pointer in applied.record.reviewed.fields if applied.record.reviewed else ():
        name = next(part for part in reversed(parts_of(pointer)) if not is_number(part))
        with suppress(NoSuchPlaceError):
            value = value_at(values, pointer)
            if isinstance(value, str) and (kind := _kind(name, pointer, " ".join(value.split()), known)):
                yield kind, " ".join(value.split())


def _has_symbol(applied: Applied) -> bool:
    """Whether a person has looked at the symbol of a document."""
    return applied.record.reviewed is not None and "/document/symbol" in applied.record.reviewed.fields


def _kind(name: str, pointer: str, value: str, known: Lexicon) -> str:
    """What the words of a field teach; "" where nothing."""
    if name in _PERSONS and "/signer" in pointer:
        return "person"
    if name not in _NAMED:
        return ""
    is_name = name != "place" and is_body(value, known, surely=name in _OF_BODIES)
    return "body" if is_name else "term"


def _is_term(value: str, known: Lexicon) -> bool:
    """Whether words make a term of their own, which is not known yet."""
    known_names = {agency.name for agency in known.agencies} | {place.name for place in known.places}
    words = value.split()
    letters = all(any(sign.isalpha() for sign in word) and not any(map(str.isdigit, word)) for word in words)
    return _SHORTEST <= len(words) <= _LONGEST and letters and value not in known_names and "\t" not in value


def _name_parts(person: str, known: Lexicon) -> Iterator[tuple[str, str]]:
    """The syllables of a name that are not known in their part."""
    syllables = person.split()
    parts: Mapping[str, frozenset[str]] = {
        "family": known.family_names,
        "middle": known.middle_names,
        "given": known.given_names,
    }
    for at, syllable in enumerate(syllables):
        part = "family" if at == 0 else "given" if at == len(syllables) - 1 else "middle"
        if len(syllables) > 1 and syllable.isalpha() and syllable.istitle() and syllable not in parts[part]:
            yield syllable, part
