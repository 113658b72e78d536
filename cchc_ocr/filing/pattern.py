"""Patterns of names: "{issuer}/{year}/{number}-{symbol}_{subject:40}.pdf", filled in from a record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from string import Formatter

from cchc_ocr.errors import UsageError
from cchc_ocr.files.opening import SUFFIXES
from cchc_ocr.records import Record
from cchc_ocr.system.safe_names import fitting_path, safe_name, safe_text, shortened, without_accents

_HINT = 'for example --as "{issuer}/{year}/{number}-{symbol}_{subject:40}.pdf"'
_WIDTH = re.compile(r"[1-9]\d{0,2}")
_NOT_IN_NAMES = '<>:"|?*\\'
_TEXTS = (
    *("type", "number", "symbol", "number_symbol", "issuer", "parent", "place", "date", "subject"),
    *("signer", "signer_title", "urgency", "secrecy"),
)
_DATES = {"year": (0, 4), "month": (5, 7), "day": (8, 10)}  # where they stand in a date
_MAY_LACK = {"parent", "urgency", "secrecy"}  # of most documents they are null, and rightly so
NAME = "name"  # that the original has
FIELDS = (*_TEXTS, *_DATES, NAME)


@dataclass(frozen=True, slots=True)
class _PatternPiece:
    """Text as it is typed, and the field behind it ("": none) with its most characters (0: all)."""

    text: str
    field: str = ""
    longest: int = 0


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern that was checked: ``names`` are the pieces of each folder, and, last, of the file.

    ``plain`` takes the accents off Vietnamese letters.
    """

    names: tuple[tuple[_PatternPiece, ...], ...]
    plain: bool = False

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that it names."""
        return tuple(dict.fromkeys(piece.field for name in self.names for piece in name if piece.field))

    def doubts(self, record: Record) -> tuple[str, ...]:
        """Why no name can be given for sure: fields that are missing or in doubt, or the document as a whole."""
        fields = [name for name in self.fields if name != NAME]
        lacking = (name for name in fields if not value_of(record, name) and name not in _MAY_LACK)
        listed = (name for name in fields if _stands_on(record, name) in record.needs_review)
        whole = (pointer for pointer in ("/source/pages", "/source/part") if pointer in record.needs_review)
        return tuple(dict.fromkeys((*lacking, *listed, *whole)))

    def path_of(self, record: Record, name: str) -> list[str]:
        """The names of the folders and of the file, without suffix; ``name`` is that of the original, without one.

        A folder for which the record has nothing ("{parent}") is left out.
        """
        *folders, last = (self._filled(pieces, record, name) for pieces in self.names)
        return fitting_path([*(safe_name(folder) for folder in folders if folder.strip(" .")), safe_name(last)])

    def _filled(self, pieces: tuple[_PatternPiece, ...], record: Record, name: str) -> str:
        filled = "".join(piece.text + self._value(piece, record, name) for piece in pieces)
        return without_accents(filled) if self.plain else filled

    def _value(self, piece: _PatternPiece, record: Record, name: str) -> str:
        if not piece.field:
            return ""
        value = name if piece.field == NAME else value_of(record, piece.field)
        text = safe_text(value or "")
        return shortened(text, piece.longest) if piece.longest else text


def value_of(record: Record, field: str) -> str | None:
    """The value of a field of a pattern; None where the record has none. Of a partial date there is a year."""
    document = record.document
    if field in _DATES:
        first, last = _DATES[field]
        return (document.date or document.date_partial or "")[first:last] or None
    value: str | None = getattr(document, field)
    return value


def _stands_on(record: Record, field: str) -> str:
    """The pointer of the value that a field is taken from."""
    partial = not record.document.date and record.document.date_partial
    return f"/document/{'date_partial' if partial else 'date'}" if field in _DATES else f"/document/{field}"


def parsed(text: str, *, plain: bool = False) -> Pattern:
    """The pattern that a user typed. Raises UsageError, which names what is wrong with it."""
    names: list[list[_PatternPiece]] = [[]]
    for typed, field in _pieces(_without_suffix(text)):
        *folders, last = typed.split("/")
        for folder in folders:
            names[-1].append(_PatternPiece(folder))
            names.append([])
        names[-1].append(_PatternPiece(last, *field))
    pattern = Pattern(tuple(map(tuple, names)), plain)
    _see_that_it_can_be_used(text, pattern)
    return pattern


def _without_suffix(text: str) -> str:
    """The pattern without ".pdf" and the like at its end: a file keeps the suffix of its kind."""
    suffix = next((suffix for suffix in SUFFIXES if text.lower().endswith(suffix)), "")
    return text[: len(text) - len(suffix)]


def _pieces(text: str) -> Iterator[tuple[str, tuple[str, int] | tuple[()]]]:
    try:
        found = list(Formatter().parse(text))
    except ValueError as error:
        raise _wrong(text, f"a brace is missing ({error})") from error
    for typed, name, width, conversion in found:
        if name is None:
            yield typed, ()
            continue
        if name not in FIELDS:
            raise _wrong(text, f"there is no field {{{name}}}; there are {', '.join(FIELDS)}")
        if conversion or (width and not _WIDTH.fullmatch(width)):
            raise _wrong(text, f"behind {name} may stand only a colon and the most characters, as {{{name}:40}}")
        yield typed, (name, int(width or 0))


def _see_that_it_can_be_used(text: str, pattern: Pattern) -> None:
    typed = "".join(piece.text for name in pattern.names for piece in name)
    if bad := next((sign for sign in typed if sign in _NOT_IN_NAMES or ord(sign) < ord(" ")), ""):
        why = "write / between folders" if bad == "\\" else "Windows does not take it in a name"
        raise _wrong(text, f"it has {bad!r}: {why}")
    if text.startswith("/"):
        raise _wrong(text, "it begins with /: the folder to file to is given with --to")
    for name in pattern.names:
        if not any(piece.field for piece in name) and not "".join(piece.text for piece in name).strip(" ."):
            raise _wrong(text, "one of its folders, or its last part, has no name")
    if not pattern.fields:
        raise _wrong(text, "it has no field, so that all documents would have one name")


def _wrong(text: str, why: str) -> UsageError:
    return UsageError(f"--as {text!r}: {why}", hint=_HINT)
