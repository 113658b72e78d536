"""Loads the dictionaries: those that come with the program, and a user's own, which add to them.

Comes in: the folder ``dictionaries`` and a folder of the user. Goes out: a ``Lexicon``. May import ``vietnamese``
and ``errors``.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cache, cached_property, wraps
from pathlib import Path
from typing import Any, TypeVar

from cchc_ocr.errors import ConfigurationError
from cchc_ocr.lexicon.calibration import CalibrationCurve, curves_of, part_of
from cchc_ocr.lexicon.entries import (
    Act,
    Agency,
    BodyKind,
    ColumnHead,
    Criterion,
    DocumentType,
    Emission,
    IndexEntry,
    KnownDocument,
    Place,
    PlaceKind,
    Post,
)
from cchc_ocr.lexicon.tables import BASES, OWN_TABLES, TABLES, TERM_COUNT, Row, read_table, read_terms
from cchc_ocr.numbering.signs import Signs
from cchc_ocr.numbering.types import Types

__all__ = [
    "Act",
    "Agency",
    "BodyKind",
    "CalibrationCurve",
    "ColumnHead",
    "Criterion",
    "DocumentType",
    "Emission",
    "IndexEntry",
    "KnownDocument",
    "Lexicon",
    "Place",
    "PlaceKind",
    "Post",
    "bundled",
    "kept",
    "load",
    "load_anew",
    "part_of",
]

_TERMS = "terms.tsv"
_FILES = (*(f"{name}.tsv" for name in (*TABLES, *OWN_TABLES)), _TERMS)
_OWN_FILES = (  # of a user
    *(f"{name}.tsv" for name, table in (*TABLES.items(), *OWN_TABLES.items()) if not table.closed),
    _TERMS,
)

T = TypeVar("T")


def bundled() -> Path:
    """The folder of the dictionaries that come with the program: in the package, or beside it in a checkout.

    Raises ConfigurationError where neither exists.
    """
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "dictionaries", package.parent / "dictionaries"):
        if (folder / "syllables.tsv").is_file():
            return folder
    raise ConfigurationError(
        f"{package / 'dictionaries'}: the dictionaries are missing", hint="install cchc-ocr again"
    )


@cache
def load(user: Path | None = None) -> Lexicon:
    """The bundled dictionaries, with the files in the folder ``user``, if one is given, added to them.

    The user's files are checked at once, so that a mistake shows before any document is read. The bundled files
    are read when they are first used. A process keeps what it has loaded, so that the same dictionaries are used
    from the first page to the last; ``load_anew`` looks at the files again. Raises ConfigurationError, which names
    the file and the line.
    """
    return load_anew(user)


def load_anew(user: Path | None = None) -> Lexicon:
    """As ``load``, with the files as they are now."""
    if user is not None:
        _check_folder(user)
    return Lexicon(bundled(), user)


class Lexicon:
    """The words, names and codes of Vietnamese administration. Each attribute reads its file on first use.

    ``folder`` holds the bundled dictionaries, ``user`` those of a user.
    """

    def __init__(self, folder: Path, user: Path | None = None) -> None:
        self._folders = (folder,) if user is None else (folder, user)
        self._made: dict[Callable[[Lexicon], Any], Any] = {}

    def __getstate__(self) -> dict[str, Any]:
        """Another process makes its own tables: what made them does not cross."""
        return {**self.__dict__, "_made": {}}

    @cached_property
    def syllables(self) -> Mapping[str, int]:
        """Syllables in lower case and their counts in the corpus; the words of the user's terms are among them."""
        counted = [(syllable, int(count)) for syllable, count in self._rows("syllables")]
        return _total([*counted, *_words(self.terms)])

    @cached_property
    def phrases(self) -> Mapping[str, int]:
        """Phrases of administration in lower case and their counts; the user's terms are among them."""
        counted = [(phrase, int(count)) for phrase, count, _ in self._rows("phrases")]
        return _total([*counted, *((term.lower(), weight) for term, weight in self.terms.items())])

    @cached_property
    def terms(self) -> Mapping[str, int]:
        """The user's own terms as ``terms.tsv`` spells them, and their weights, which are added to counts.

        The names of bodies that a user has added are terms as well: texts name them wherever they speak of them.
        """
        own = self._own(_TERMS)
        return {**dict.fromkeys(self._own_bodies(), TERM_COUNT), **(read_terms(own) if own else {})}

    @cached_property
    def acts(self) -> tuple[Act, ...]:
        """Words for what is done to things that are counted; words may be of several kinds."""
        return tuple(Act(words, kind, _listed(not_after)) for words, kind, not_after in self._rows("acts"))

    @cached_property
    def agencies(self) -> tuple[Agency, ...]:
        """Bodies that issue documents."""
        return tuple(
            Agency(name, _listed(abbreviations), _listed(symbols), level, successor)
            for name, abbreviations, symbols, level, successor in self._rows("agencies")
        )

    @cached_property
    def body_kinds(self) -> tuple[BodyKind, ...]:
        """Words with which names of bodies begin."""
        return tuple(BodyKind(*row) for row in self._rows("body_kinds"))

    @cached_property
    def column_heads(self) -> tuple[ColumnHead, ...]:
        """Words in headings of columns, which say what these hold."""
        return tuple(ColumnHead(*row) for row in self._rows("column_heads"))

    @cached_property
    def document_types(self) -> tuple[DocumentType, ...]:
        """Types of documents; a name or a symbol may occur more than once."""
        return tuple(DocumentType(*row) for row in self._rows("document_types"))

    @cached_property
    def signs(self) -> Signs:
        """The signs of types and the symbols of bodies, as document numbers have them."""
        symbols = (symbol for agency in self.agencies for symbol in agency.symbols)
        return Signs.of((kind.symbol for kind in self.document_types if kind.symbol), symbols)

    @cached_property
    def types(self) -> Types:
        """The names of types before a number, and the types that each sign can stand for, the likeliest first.

        "TT" is Thông tư before Thông tri: types of Nghị định 30/2020/NĐ-CP come first, then those of laws, of
        rules no longer in force, of the party, and of habit.
        """
        ranked = sorted(self.document_types, key=lambda t: (BASES.index(t.basis), t.name != t.official, t.name))
        return Types.of(((kind.name, kind.symbol, kind.official) for kind in ranked), self.signs)

    @cached_property
    def confidence(self) -> Mapping[str, Mapping[str, float]]:
        """The weights of the signs by which each part of a statement is judged (see ``extract.confidence``)."""
        weights: dict[str, dict[str, float]] = {}
        for part, sign, weight in self._rows("confidence"):
            weights.setdefault(part, {})[sign] = float(weight)
        return weights

    @cached_property
    def criteria(self) -> tuple[Criterion, ...]:
        """The names of the criteria of the administrative reform index; a code may have several names."""
        return tuple(Criterion(*row) for row in self._rows("criteria"))

    @cached_property
    def indices(self) -> tuple[IndexEntry, ...]:
        """The names of the indices by which bodies are compared; an index may have several names."""
        return tuple(IndexEntry(*row) for row in self._rows("indices"))

    @cached_property
    def known_documents(self) -> tuple[KnownDocument, ...]:
        """Documents that are cited often, against which citations are compared."""
        return tuple(
            KnownDocument(number, date, issuer, int(count))
            for number, date, issuer, count in self._rows("known_documents")
        )

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Provinces, districts and communes, before and after the mergers of 2025."""
        return tuple(Place(*row) for row in self._rows("places"))

    @cached_property
    def place_kinds(self) -> tuple[PlaceKind, ...]:
        """Kinds of units of local government."""
        return tuple(PlaceKind(*row) for row in self._rows("place_kinds"))

    @cached_property
    def joining_words(self) -> frozenset[str]:
        """Words that are small within names ("và"), in small letters."""
        return self._of_kind("small_words", "joining")

    @cached_property
    def area_words(self) -> frozenset[str]:
        """Words before a name within a name, small there ("cửa khẩu"), in small letters."""
        return self._of_kind("small_words", "area")

    @cached_property
    def marks(self) -> Mapping[str, str]:
        """Marks of urgency and secrecy in capitals, and which of the two each is: "MẬT" -> "secrecy"."""
        return {mark: kind for mark, kind in self._rows("marks")}  # noqa: C416

    @cached_property
    def units(self) -> frozenset[str]:
        """Symbols of units that are written to a figure: "kg"."""
        return frozenset(symbol for symbol, *_ in self._rows("units"))

    @cached_property
    def posts(self) -> tuple[Post, ...]:
        """Posts of persons who sign, with their deputies."""
        return tuple(Post(name, _listed(deputies)) for name, deputies in self._rows("posts"))

    @cached_property
    def degrees(self) -> frozenset[str]:
        """What may stand before the name of a person: degrees, honours and military ranks."""
        return frozenset(name for name, _ in self._rows("degrees"))

    @cached_property
    def acronyms(self) -> Mapping[str, tuple[str, ...]]:
        """What each acronym can stand for: "CNTT" -> ("công nghệ thông tin",)."""
        expansions: dict[str, tuple[str, ...]] = {}
        for acronym, expansion in self._rows("acronyms"):
            expansions[acronym] = (*expansions.get(acronym, ()), expansion)
        return expansions

    @cached_property
    def family_names(self) -> frozenset[str]:
        """The syllables of family names, capitalised."""
        return self._of_kind("names", "family")

    @cached_property
    def middle_names(self) -> frozenset[str]:
        """The syllables of middle names, capitalised."""
        return self._of_kind("names", "middle")

    @cached_property
    def given_names(self) -> frozenset[str]:
        """The syllables of given names, capitalised."""
        return self._of_kind("names", "given")

    @cached_property
    def foreign_words(self) -> Mapping[str, int]:
        """Frequent words of English and French and their counts in a thousand million, the higher of both."""
        counts: dict[str, int] = {}
        for word, _, count in self._rows("foreign_words"):
            counts[word] = max(int(count), counts.get(word, 0))
        return counts

    @cached_property
    def emissions(self) -> tuple[Emission, ...]:
        """What engines read each letter as, and how often: ``meant`` is a letter, ``seen`` up to three characters.

        Letters that were read as themselves are included.
        """
        return tuple(
            Emission(engine, seen, meant, int(count), int(of))
            for engine, seen, meant, count, of in self._rows("emissions")
        )

    @cached_property
    def calibration(self) -> Mapping[str, CalibrationCurve]:
        """The curves by which a user has the probabilities of the parts of a record set right; none without."""
        own = self._own("calibration.tsv")
        return curves_of(
            [(part, float(stated), float(right)) for part, stated, right in read_table(own)] if own else []
        )

    @cached_property
    def fingerprint(self) -> str:
        """The SHA-256 of the files in use, in hexadecimal: it stays the same as long as no dictionary changes."""
        digest = hashlib.sha256()
        for path in (folder / name for folder in self._folders for name in _FILES):
            if path.exists():
                content = path.read_bytes()
                digest.update(f"{path.name} {len(content)}\n".encode() + content)
        return digest.hexdigest()

    def _of_kind(self, name: str, kind: str) -> frozenset[str]:
        """The words of a file that are of a kind, as its second column has it."""
        return frozenset(word for word, its_kind in self._rows(name) if its_kind == kind)

    def _own(self, file: str) -> Path | None:
        """The user's file of this name, where there is one."""
        return next((folder / file for folder in self._folders[1:] if (folder / file).exists()), None)

    def _own_bodies(self) -> Iterator[str]:
        own = self._own("agencies.tsv")
        yield from (name for name, *_ in (read_table(own) if own else ()) if " " in name)

    def _rows(self, name: str) -> list[Row]:
        """The rows of the bundled file, and then those of the user's file that are not among them."""
        bundled_folder, *own_folders = self._folders
        rows = read_table(bundled_folder / f"{name}.tsv")
        for path in (folder / f"{name}.tsv" for folder in own_folders):
            if path.exists():
                known = set(rows)
                rows += [row for row in read_table(path) if row not in known]
        return rows


def kept(make: Callable[[Lexicon], T]) -> Callable[[Lexicon], T]:
    """A function that makes a table of a lexicon, such as an index of its names, and keeps it with the lexicon.

    The table is made on first use and goes when the lexicon does. Rules on the floors above have tables of their
    own in this way, of which the lexicon need not know.

    >>> agencies = kept(lambda lexicon: [agency.name for agency in lexicon.agencies])
    >>> agencies(load()) is agencies(load())
    True
    """

    @wraps(make)
    def table(lexicon: Lexicon) -> T:
        if make not in lexicon._made:
            lexicon._made[make] = make(lexicon)
        found: T = lexicon._made[make]
        return found

    return table


def _total(counted: Iterable[tuple[str, int]]) -> Mapping[str, int]:
    """The sum of the counts of each text: the user's files and the bundled ones may both have it."""
    total = Counter[str]()
    for text, count in counted:
        total[text] += count
    return total


def _words(terms: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    """The words of the terms in lower case, with the weight of their term; acronyms and codes are left out."""
    for term, weight in terms.items():
        yield from ((word.lower(), weight) for word in term.split() if word.isalpha() and not word.isupper())


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def _check_folder(folder: Path) -> None:
    """Check every file of a user's folder.

    Raises ConfigurationError for a file that is wrong, and for one with an unknown name, which may be misspelt.
    """
    if not folder.is_dir():
        raise ConfigurationError(
            f"{folder}: there is no such folder", hint="give --dictionaries a folder of TSV files"
        )
    names = [path.name for path in sorted(folder.iterdir()) if not _is_remark(path)]
    if not names:
        raise ConfigurationError(
            f"{folder}: there is no dictionary in this folder", hint=f"put a {_TERMS} there, one term on each line"
        )
    for name in names:
        if name not in _OWN_FILES:
            close = [] if name in _FILES else get_close_matches(name, _OWN_FILES, 1)
            hint = f"did you mean {close[0]}?" if close else f"the names are {', '.join(_OWN_FILES)}"
            what = "a user cannot add to this dictionary" if name in _FILES else "no dictionary has this name"
            raise ConfigurationError(f"{folder / name}: {what}", hint=hint)
        (read_terms if name == _TERMS else read_table)(folder / name)


def _is_remark(path: Path) -> bool:
    """Whether a file is no dictionary and may lie beside them: README, LICENSE, hidden file, editor's backup."""
    return path.name.lower().startswith((".", "readme", "license")) or path.name.endswith(("~", ".bak"))
