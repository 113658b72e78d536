"""What people have confirmed, as a user's own dictionaries, and what these gain and harm on reviewed documents.

Taken are the words of values that people have corrected or confirmed in at least two documents: names of bodies,
places and persons. Nothing is used before a person has seen it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from cchc_ocr.corrections import store
from cchc_ocr.corrections.current import corrected, reviewed_with
from cchc_ocr.corrections.outcomes import Applied
from cchc_ocr.corrections.pointers import NoSuchPlaceError, is_number, parts_of, value_at
from cchc_ocr.errors import CchcError, UnreadableError
from cchc_ocr.evaluation.reviewed import NEXT, is_right, judged_values
from cchc_ocr.lexicon import Lexicon
from cchc_ocr.lexicon.tables import write_table
from cchc_ocr.records import Record
from cchc_ocr.runs.catalogue import Catalogue
from cchc_ocr.runs.result_files import result_files
from cchc_ocr.runs.reviews import files_in
from cchc_ocr.runs.status import see_that_there_are_results
from cchc_ocr.system.disk import save

FEWEST = 2  # documents in which a value was confirmed
_BODIES = ("issuer", "parent", "place", "unit", "on_behalf", "recipients", "addressees")
_PERSONS = ("signer", "name")
_SHORTEST, _LONGEST = 2, 12  # words of a term
_HEADING = "# Confirmed by people in results of cchc-ocr, each in at least two documents.\n"


@dataclass(frozen=True, slots=True)
class Taught:
    """What is new to the dictionaries: ``terms``, and syllables of ``names`` of persons with their parts."""

    terms: tuple[str, ...] = ()
    names: tuple[tuple[str, str], ...] = ()

    def write(self, folder: Path) -> list[Path]:
        """Write them as dictionaries into a folder; the files. Raises UsageError where that is not possible."""
        files = []
        if self.terms:
            files.append(save(folder / "terms.tsv", _HEADING + "".join(f"{term}\n" for term in self.terms)))
        if self.names:
            folder.mkdir(parents=True, exist_ok=True)
            write_table(folder / "names.tsv", self.names)
            files.append(folder / "names.tsv")
        return files


@dataclass(frozen=True, slots=True)
class TaughtEffect:
    """What dictionaries change on the reviewed values: those read rightly ``before`` and ``after``, of ``values``.

    ``gained`` and ``harmed`` name the values, ``unread`` the documents that could not be read again.
    """

    values: int = 0
    before: int = 0
    after: int = 0
    gained: tuple[str, ...] = ()
    harmed: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


def taught(folder: Path, known: Lexicon) -> Taught:
    """What people have confirmed often enough, and ``known`` does not have.

    Raises UnreadableError where the folder holds no results, or nothing in them was reviewed.
    """
    see_that_there_are_results(folder)
    values: dict[tuple[str, str], set[str]] = {}
    for _, applied in _reviewed(folder):
        for kind, value in _confirmed(applied):
            values.setdefault((kind, value), set()).add(applied.record.source.sha256)
    if not values and not any(True for _ in files_in(folder)):
        raise UnreadableError(f"{folder}: nothing in these results was reviewed", hint=NEXT)
    often = sorted(key for key, scans in values.items() if len(scans) >= FEWEST)
    terms = (value for kind, value in often if kind == "term" and _is_term(value, known))
    names = {part for kind, value in often if kind == "person" for part in _name_parts(value, known)}
    return Taught(tuple(dict.fromkeys(terms)), tuple(sorted(names)))


def effect(folder: Path, read: Callable[[Path], Sequence[Record]]) -> TaughtEffect:
    """Read the reviewed documents again with ``read``, and compare the values that people have looked at."""
    found = _Effect()
    with Catalogue(folder, read_only=True) as rows:
        originals = {stem: Path(os.fsdecode(path)) for stem, path in rows.originals() if path}
    for stem, applied in _reviewed(folder):
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
        found.compare(name, applied, reviewed_with(again, review))
    return found.total()


@dataclass(slots=True)
class _Effect:
    values: int = 0
    before: int = 0
    after: int = 0
    gained: list[str] = field(default_factory=list)
    harmed: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def compare(self, name: str, applied: Applied, again: Applied) -> None:
        """Count the values of a document that were read rightly before, and are now."""
        now = dict(_judged(again))
        for pointer, right in _judged(applied):
            self.values += 1
            self.before += right
            self.after += now.get(pointer, False)
            if now.get(pointer, False) != right:
                (self.harmed if right else self.gained).append(f"{name}: {pointer}")

    def total(self) -> TaughtEffect:
        lists = (tuple(one) for one in (self.gained, self.harmed, self.unread))
        return TaughtEffect(self.values, self.before, self.after, *lists)


def _judged(applied: Applied) -> Iterator[tuple[str, bool]]:
    """Each value of the record that people have looked at, by its pointer, and whether it was read rightly."""
    for first, counts in judged_values(applied):
        if not first.correction.pointer.startswith("/pages/"):
            yield first.correction.pointer, is_right(counts)


def _same(found: Sequence[Record], record: Record) -> Record | None:
    """The record of the same document among those of its file, None where the file is another one."""
    return next(
        (
            one
            for one in found
            if one.source.sha256 == record.source.sha256 and one.source.part == record.source.part
        ),
        None,
    )


def _reviewed(folder: Path) -> Iterator[tuple[Path, Applied]]:
    for stem in sorted(files_in(folder)):
        with suppress(OSError, ValueError):
            applied = corrected(result_files(folder / stem)[1])
            if applied.record.reviewed and applied.record.reviewed.fields:
                yield stem, applied


def _confirmed(applied: Applied) -> Iterator[tuple[str, str]]:
    """The words of values that people have corrected or confirmed, each with what it is: a term, or a person."""
    values = applied.record.model_dump(mode="json")
    for pointer in applied.record.reviewed.fields if applied.record.reviewed else ():
        name = next(part for part in reversed(parts_of(pointer)) if not is_number(part))
        kind = "person" if name in _PERSONS and "/signer" in pointer else "term" if name in _BODIES else ""
        with suppress(NoSuchPlaceError):
            value = value_at(values, pointer)
            if kind and isinstance(value, str):
                yield kind, " ".join(value.split())


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
