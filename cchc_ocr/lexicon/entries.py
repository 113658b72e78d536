"""The entries of the dictionaries: one type for each kind of entry."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Act:
    """Words for what is done to things that are counted: "tiếp nhận".

    ``kind`` is done (it names what is counted: "hồ sơ đã tiếp nhận"), changing (what it is done to are no longer
    the same things: "giảm 3 biên chế"), or outcome (how it came out: "quá hạn"). After one of the words
    ``not_after`` it is part of another: "cấp" after "trung".
    """

    words: str
    kind: str
    not_after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Agency:
    """A body that issues documents.

    ``abbreviations`` are those used in text ("Sở KH&CN"), ``symbols`` those in document numbers ("SKHCN"); the
    usual one comes first. ``level`` is central, province, district, commune or any. ``successor`` names the body
    that took over its work, mostly in 2025; it is empty for a body that still exists.
    """

    name: str
    abbreviations: tuple[str, ...] = ()
    symbols: tuple[str, ...] = ()
    level: str = "any"
    successor: str = ""

    @property
    def abbreviation(self) -> str:
        return self.abbreviations[0] if self.abbreviations else ""

    @property
    def symbol(self) -> str:
        return self.symbols[0] if self.symbols else ""


@dataclass(frozen=True, slots=True)
class BodyKind:
    """Words with which names of bodies begin: "sở", "ủy ban".

    ``opens`` says where they are known by: head (in capitals in the head of a document), sentence, or both.
    """

    name: str
    opens: str


@dataclass(frozen=True, slots=True)
class ColumnHead:
    """Words in the heading of a column of a table, which say what it holds: "tiếp nhận", count.

    ``stands`` says where they do so: as the whole heading, opening it, or anywhere in it.
    """

    words: str
    kind: str
    stands: str


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A type of document: "Quyết định", "QĐ".

    ``official`` is the spelling that the record uses; other spellings of the type name the same one. ``basis``
    says where the type is laid down: nd30, before-2020, law, party or practice (see dictionaries/README.md).
    ``archive_code`` is its code in Thông tư 05/2025/TT-BNV, "32" (other) where it has none of its own.
    """

    name: str
    symbol: str
    official: str
    basis: str
    archive_code: str


@dataclass(frozen=True, slots=True)
class Criterion:
    """One of the names of a criterion of the administrative reform index.

    ``code`` is the same for all names of a criterion; a code with a dot is a part of the criterion before the dot.
    ``kind`` is current (Quyết định 876/QĐ-BNV), old (earlier sets), local (added by provinces) or part.
    """

    code: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One of the names of an index: ``index`` is the same for all, ``most`` are the points of a perfect body."""

    name: str
    index: str
    most: str


@dataclass(frozen=True, slots=True)
class Place:
    """A unit of local government: "Quảng Ngãi", "tỉnh". ``period`` is before-2025, 2025 or both."""

    name: str
    kind: str
    period: str


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """A document that others cite: number and symbol, date (ISO 8601), issuer, and how often it is cited so.

    The issuer is a body by its canonical name ("Ủy ban nhân dân tỉnh Sơn Hà"); empty where the symbol tells it.
    """

    number_symbol: str
    date: str
    issuer: str
    count: int


@dataclass(frozen=True, slots=True)
class PlaceKind:
    """A kind of unit of local government: "tỉnh".

    ``level`` is the highest that units of the kind have or had: province, district or commune. ``bare`` says
    whether the kind is known without its accents: clear, or ambiguous ("xa" is also "xa", far).
    """

    name: str
    level: str
    bare: str


@dataclass(frozen=True, slots=True)
class Post:
    """What a person who signs is: "Chủ tịch", "Kế toán trưởng".

    ``deputies`` is what those are called who may sign in place of the head ("Phó Chủ tịch"), the usual one first;
    empty for the post of a person who is no head.
    """

    name: str
    deputies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Emission:
    """How often an engine read ``seen`` where the letter ``meant`` was printed: ``count`` out of ``of`` times.

    ``engine`` is "vie" or "eng", the recognition data of tesseract. ``seen`` is empty for a letter that was lost.
    """

    engine: str
    seen: str
    meant: str
    count: int
    of: int
