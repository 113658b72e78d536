"""The record of a document: what users, scripts and spreadsheets rely on. Names here are a public contract.

Values are flat. ``evidence`` says for each, named by its JSON Pointer, where it was read. There are no guesses:
what cannot be read is None, and its pointer is in ``needs_review``.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from cchc_ocr.document import Origin

SCHEMA_VERSION: Literal[1] = 1


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(_Part):
    """The file that was read."""

    file: str = Field(description="file name as given, without its folder")
    sha256: str = Field(description="of the file's bytes")
    pages: int = Field(ge=0)
    origin: Origin
    engine: str | None = Field(default=None, description="name, version, language")


class Repair(_Part):
    """How the text was repaired."""

    strength: Literal["careful", "normal", "bold", "none"]
    words: int = Field(ge=0, description="words on the pages")
    changed: int = Field(ge=0, description="words that repair changed")


class Document(_Part):
    """Header and footer as Nghị định 30/2020/NĐ-CP lays them out."""

    type: str | None = Field(default=None, description="Báo cáo, Quyết định, …; Công văn where none is printed")
    number: str | None = None
    symbol: str | None = None
    number_symbol: str | None = None
    issuer: str | None = None
    parent: str | None = Field(default=None, description="the governing body printed above the issuer")
    place: str | None = None
    date: str | None = Field(default=None, pattern=r"^\d{4}-\d{2}-\d{2}$")
    date_partial: str | None = Field(default=None, pattern=r"^\d{4}(-\d{2})?$")
    subject: str | None = Field(default=None, description='without its opening "Về việc", "V/v"')
    signer: str | None = None
    signer_title: str | None = Field(default=None, description="rank of the person, not whom they sign for")
    urgency: str | None = None
    secrecy: str | None = None
    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()


class Reference(_Part):
    """Another numbered document that is cited."""

    type: str | None = None
    number_symbol: str
    date: str | None = Field(default=None, pattern=r"^\d{4}-\d{2}-\d{2}$")
    issuer: str | None = None


Period = Annotated[
    str | None,
    Field(description='what is not a whole year: "2024-H1", "2024-Q3", "2024-09", "2024-01/2024-09", "2016/2020"'),
]
Unit = Annotated[
    str | None, Field(description="the body whose it is; null where nobody but the issuer is spoken of")
]
Basis = Annotated[
    Literal["self", "appraised", "survey", "average"] | None,
    Field(description="who gave the points, or of what they are the mean, where it is said"),
]


class Score(_Part):
    """A scored criterion; ``self_score`` is what the body gave itself where ``score`` is that of the appraisal."""

    criterion: str | None = None
    criterion_code: str | None = None
    score: float | None = None
    max_score: float | None = None
    percent: float | None = None
    self_score: float | None = None
    basis: Basis = None
    unit: Unit = None
    year: int | None = None
    period: Period = None


class Total(_Part):
    """An overall result."""

    name: str | None = None
    score: float | None = None
    max_score: float | None = None
    percent: float | None = None
    basis: Basis = None
    unit: Unit = None
    year: int | None = None
    period: Period = None


class Rank(_Part):
    """A place in a ranking; ``change`` is positive where the place improved."""

    name: str | None = None
    position: int
    of: int | None = None
    change: int | None = None
    unit: Unit = None
    year: int | None = None
    period: Period = None


class Grade(_Part):
    """A grade such as "Tốt" or "Hoàn thành tốt nhiệm vụ", and what was graded."""

    name: str | None = None
    grade: str
    unit: Unit = None
    year: int | None = None
    period: Period = None


class Deduction(_Part):
    """Points taken off."""

    name: str | None = None
    points: float
    unit: Unit = None
    year: int | None = None


class Percentage(_Part):
    """A share that is stated, other than that of a score."""

    name: str | None = None
    value: float
    year: int | None = None
    period: Period = None


class Count(_Part):
    """A number of dossiers, procedures, staff or documents; ``of`` is the whole it is a part of."""

    name: str | None = None
    value: float
    of: float | None = None
    year: int | None = None
    period: Period = None


class TableRecord(_Part):
    """A table: header cells and rows of cells, all as printed."""

    page: int
    title: str | None = None
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


class Signature(_Part):
    """A digital signature in the file. Its time is not the date of the document."""

    signer: str | None = None
    time: str | None = None


class Evidence(_Part):
    """Where a value came from: ``field`` is a JSON Pointer, ``text`` the reading before mending."""

    field: str
    page: int | None = None
    box: tuple[int, int, int, int] | None = Field(default=None, description="left, top, right, bottom in pixels")
    text: str
    confidence: float = Field(ge=0, le=1)


class Check(_Part):
    """Something that does not add up, for a person to look at."""

    code: str
    level: Literal["info", "warning", "error"]
    message: str
    fields: tuple[str, ...] = ()
    proposed_field: str | None = Field(default=None, description="the one value that may be misread in a digit")
    proposed_value: float | None = Field(default=None, description="what would agree; what was read stays")


class Record(_Part):
    """Everything that was read from one document."""

    schema_version: Literal[1] = SCHEMA_VERSION
    source: Source
    repair: Repair | None = None
    document: Document = Document()
    references: tuple[Reference, ...] = ()
    scores: tuple[Score, ...] = ()
    totals: tuple[Total, ...] = ()
    ranks: tuple[Rank, ...] = ()
    grades: tuple[Grade, ...] = ()
    deductions: tuple[Deduction, ...] = ()
    percentages: tuple[Percentage, ...] = ()
    counts: tuple[Count, ...] = ()
    dates: tuple[str, ...] = ()
    tables: tuple[TableRecord, ...] = ()
    signatures: tuple[Signature, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    checks: tuple[Check, ...] = ()
    needs_review: tuple[str, ...] = ()
    notes: tuple[str, ...] = Field(default=(), description="what a reader of the result must know, per page")

    def to_json(self, *, indent: int | None = None) -> str:
        """JSON text with accented letters as they are."""
        return self.model_dump_json(indent=indent)
