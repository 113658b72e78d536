"""The record of a document. Its names are a public contract: scripts and spreadsheets rely on them.

Values are flat. ``evidence`` says for each, named by its JSON Pointer, where it was read. The program does not
guess: what cannot be read is None, and its pointer is in ``needs_review``.
"""

from __future__ import annotations

import datetime
import re
import warnings
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from cchc_ocr.days import day, day_range
from cchc_ocr.document import Origin, PageState
from cchc_ocr.pointing import value_in

SCHEMA_VERSION: Literal[1] = 1
# A document has a field copy; pydantic's models have a method of that name, which is given up and not used here.
warnings.filterwarnings("ignore", 'Field name "copy" in "Document" shadows', UserWarning)
_TEXT_LINE = re.compile(r"/pages/\d+/text\b")
MISSING_PAGES = "/source/pages"  # in needs_review: pages of the document, or parts of them, are missing


class _RecordPart(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


def _said(description: str, *examples: object) -> Any:
    """What the schema says of a field, with examples of its values."""
    return Field(description=description, examples=list(examples) or None)


def _or_null(description: str, *examples: object) -> Any:
    """A field that is null where nothing was read; its description says when."""
    return Field(default=None, description=description, examples=list(examples) or None)


def _list(description: str, *examples: object) -> Any:
    """A field that is empty where nothing was read."""
    return Field(default=(), description=description, examples=list(examples) or None)


_HASH = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"  # of a file in which nothing stands
_DAY = Field(pattern=r"^\d{4}-\d{2}-\d{2}$")

# Fields that several parts of the record have.
Name = Annotated[
    str | None,
    _said(
        "What the value measures, in the words of the document. Null where no name is stated with it.",
        "Chỉ số CCHC",
    ),
]
GivenPoints = Annotated[
    float | None, _said("The points reached. Null where they are not stated or could not be read.", 8.5)
]
MaxPoints = Annotated[
    float | None, _said("The most points that can be reached. Null where this is not stated.", 9.0)
]
Percent = Annotated[
    float | None,
    _said(
        "The share of the maximum as it is printed, in percent; it is never computed. Null if not printed.", 94.44
    ),
]
Year = Annotated[int | None, _said("The year that the value refers to. Null where no year is stated.", 2024)]
Period = Annotated[
    str | None,
    _said(
        "The period that the value refers to, where that is not a whole year: a half, a quarter, a month, or the "
        "first and the last of several months or years. Null for a whole year, or where no period is stated.",
        *("2024-H1", "2024-Q3", "2024-09", "2024-01/2024-09", "2016/2020"),
    ),
]
Unit = Annotated[
    str | None,
    _said(
        "The body whose value this is, as it is printed. Null where the document names no body but its issuer.",
        "Sở Nội vụ",
    ),
]
Basis = Annotated[
    Literal["self", "appraised", "survey", "average"] | None,
    _said(
        "Who gave the points: the body itself (self), those who appraised it (appraised), or the people asked in "
        "a survey (survey); or that they are an average (average). Null where the document does not say.",
        "appraised",
    ),
]


Nature = Literal["result", "target", "rule"]
StatedNature = Annotated[
    Nature,
    _said(
        "What the value is: reached (result), planned or wished for (target), or part of a rule that says how "
        "points are given (rule).",
        "result",
    ),
]
Body = Annotated[
    str | None,
    _said(
        "The body whose value this is, the issuer included, by its canonical name with the province, so that it "
        "is the same in all documents. Null where neither it nor the issuer is known, and for an average.",
        "Sở Nội vụ, tỉnh Sơn Hà",
    ),
]
IndexName = Annotated[
    str | None,
    _said(
        "The index that the value belongs to, by its name in indices.tsv. Null where none is named.",
        "Chỉ số cải cách hành chính (PAR INDEX)",
    ),
]
SelfScore = Annotated[
    float | None,
    _said("The points that the body gave itself. Null where none are stated, or where score has them.", 9.0),
]
PointChange = Annotated[
    float | None,
    _said(
        "By how many points the value differs from the one before, as it is printed: positive where it rose, "
        "negative where it fell. Null where this is not said.",
        2.1,
        -0.5,
    ),
]


class PartRecord(_RecordPart):
    """The pages of a file that one of several documents in it stands on."""

    first_page: Annotated[
        int, Field(ge=1), _said("The first page of the document in the file, counted from 1.", 3)
    ]
    last_page: Annotated[int, Field(ge=1), _said("The last page of the document in the file.", 5)]


class Source(_RecordPart):
    """The file that was read."""

    file: Annotated[str, _said("The name of the file as it was given, without its folder.", "15-bao-cao.pdf")]
    sha256: Annotated[str, _said("The SHA-256 hash of the bytes of the file, in hexadecimal digits.", _HASH)]
    pages: Annotated[int, Field(ge=0), _said("The number of pages that the file has.", 5)]
    origin: Annotated[
        Origin,
        _said(
            "Where the text comes from: scan (read from pictures), text-layer (the text that a PDF holds), or "
            "text (a text file, or an Office file).",
            "scan",
        ),
    ]
    engine: str | None = _or_null(
        "The name, version and language of the engine. Null where nothing was read from a picture.",
        "tesseract 5.3.0 vie",
    )
    pages_asked: str | None = _or_null(
        "The pages that were asked for with --pages: the record says nothing of the others. Null where the whole "
        "file was asked for.",
        "1,3-5",
    )
    part: PartRecord | None = _or_null(
        "The pages of this document, where the file holds several documents and each has a record. Null where the "
        "record is that of the whole file. Listed in needs_review where it is in doubt where the document begins, "
        "or whether the file holds others.",
        {"first_page": 3, "last_page": 5},
    )


class PageRecord(_RecordPart):
    """A page that was asked for, and whether it could be read."""

    number: Annotated[int, _said("The number of the page in the file, counted from 1.", 3)]
    state: Annotated[
        PageState,
        _said(
            "Whether the page was read (read), has nothing to read on it (blank), or could not be read "
            "(unreadable): then its text is empty, and what stands on it is missing from the record.",
            "read",
        ),
    ]
    words: int = Field(ge=0, description="The number of words on the page, after repair.", examples=[312])
    confidence: float | None = Field(
        default=None,
        ge=0,
        le=1,
        description="The mean confidence with which the engine read its words, from 0 to 1; 1 for text that no "
        "engine read. Null where there are no words.",
        examples=[0.93],
    )
    turned: int = Field(
        default=0,
        description="The angle in degrees by which the picture was turned clockwise to bring it upright: 0, 90, "
        "180 or 270.",
        examples=[90],
    )
    fault: str | None = _or_null(
        "Why the page could not be read, was read only in part, or gave no text though it is not blank; it is "
        "then listed in needs_review. Null where nothing is wrong with it.",
        "the picture of the page is damaged",
    )
    width: int | None = _or_null(
        "The width of the picture of the page in pixels, turned upright: all boxes on the page are measured in "
        "them. Null for text that has no picture, for a page that could not be read, and in older records.",
        2480,
    )
    height: int | None = _or_null("The height of that picture in pixels. Null where width is.", 3508)
    dpi: int | None = _or_null(
        "How many of these pixels an inch of the paper has. Null where the file does not tell, and where width is "
        "null.",
        300,
    )


class Repair(_RecordPart):
    """How the text was repaired."""

    strength: Annotated[
        Literal["careful", "normal", "bold", "none"],
        _said(
            "How much repair was allowed to change; with --strength auto, what was chosen after a look at the "
            "text.",
            "normal",
        ),
    ]
    words: Annotated[int, Field(ge=0), _said("The number of words on the pages.", 1520)]
    changed: Annotated[int, Field(ge=0), _said("The number of words that repair changed.", 43)]


class Signer(_RecordPart):
    """A person who signed the document."""

    name: str | None = _or_null("The name of the person. Null where it could not be read.", "Nguyễn Văn An")
    title: str | None = _or_null(
        "The post of the person, not the authority they signed for. Null where it could not be read.",
        "Phó Giám đốc",
    )
    on_behalf: str | None = _or_null(
        "Whom the person signed for: the body (TM.) or the post (KT., TL., TUQ.). Null where none is printed.",
        "Giám đốc",
    )
    unit: str | None = _or_null(
        "The body that is printed with the post. Null where none is.",
        "Sở Y tế",
    )


class Document(_RecordPart):
    """Header and footer as Nghị định 30/2020/NĐ-CP lays them out."""

    type: str | None = _or_null(
        "The type of the document. Công văn where no type is printed; null where it could not be read.",
        "Báo cáo",
        "Quyết định",
        "Công văn",
    )
    number: str | None = _or_null(
        "The document's own number, leading zeros included. Null where it could not be read with certainty, as "
        "with most numbers that are written by hand.",
        "15",
        "05",
    )
    symbol: str | None = _or_null(
        "The symbol after the number, without a year between them. Null where it could not be read.", "BC-SNV"
    )
    number_symbol: str | None = _or_null(
        "Number and symbol as printed, with evident misreadings corrected; the text of the evidence is what was "
        "seen. Null where the number could not be read.",
        "15/BC-SNV",
    )
    issuer: str | None = _or_null(
        "The body that issued the document, as the header has it. Null where it could not be read.",
        "Sở Nội vụ",
    )
    parent: str | None = _or_null(
        "The governing body that is printed above the issuer. Null where none is.",
        "UBND tỉnh Sơn Hà",
    )
    place: str | None = _or_null("The place in the line of the date. Null where it could not be read.", "Sơn Hà")
    date: Annotated[str, _DAY] | None = _or_null(
        "The date of the document, in ISO 8601. Null where the day, the month or the year could not be read with "
        "certainty.",
        "2021-03-09",
    )
    date_partial: str | None = Field(
        default=None,
        pattern=r"^\d{4}(-\d{2})?$",
        description="Year and month, or the year, where no more of the date could be read. Null where the whole "
        "date was read, or none of it.",
        examples=["2021-03", "2021"],
    )
    subject: str | None = _or_null(
        'What the document is about, without the opening "Về việc" or "V/v". Null where it could not be read.',
        "Kết quả Chỉ số cải cách hành chính năm 2020",
    )
    signer: str | None = _or_null(
        "The name of the person who signed. Null where it could not be read.",
        "Nguyễn Văn An",
    )
    signer_title: str | None = _or_null(
        "The post of the person who signed, not the authority they signed for (TM., KT.). Null where it could "
        "not be read.",
        "Phó Giám đốc",
    )
    signers: tuple[Signer, ...] = _list(
        "All who signed, the first of whom signer and signer_title name as well: several sign a document of two "
        "bodies, or one approves what another wrote. Side by side, the one on the right comes first.",
        [{"name": "Nguyễn Văn An", "title": "Phó Giám đốc", "on_behalf": "Giám đốc", "unit": None}],
    )
    copy: str | None = _or_null(  # type: ignore[assignment]
        "What kind of copy the document says that it is. Null where it does not.", "Sao y", "Bản sao"
    )
    draft: str | None = _or_null("The mark of a draft. Null where none is printed.", "Dự thảo", "Dự thảo lần 2")
    urgency: str | None = _or_null("The mark of urgency. Null where none is printed.", "Hỏa tốc")
    secrecy: str | None = _or_null("The mark of secrecy. Null where none is printed.", "Mật")
    addressees: tuple[str, ...] = _list(
        'Those the document is addressed to ("Kính gửi"), in order.', ["Sở Nội vụ", "Sở Y tế"]
    )
    recipients: tuple[str, ...] = _list(
        'Those who receive the document ("Nơi nhận"), in order.', ["Như trên", "Lưu: VT"]
    )

    @property
    def day(self) -> datetime.date | None:
        """``date`` as a day of the calendar. None where there is none, or the calendar has no such day."""
        return day(self.date)

    @property
    def day_range(self) -> tuple[datetime.date, datetime.date] | None:
        """The first and the last day that the document may be of: of a month or year where no more could be read.

        None where neither ``date`` nor ``date_partial`` is known.
        """
        return day_range(self.date or self.date_partial)


class AnnexRecord(_RecordPart):
    """What belongs to the document and follows it: an annex, a form, or the regulation that a decision issues."""

    title: Annotated[str, _said("The title of the annex, as it is printed.", "PHỤ LỤC I", "QUY CHẾ LÀM VIỆC")]
    first_page: Annotated[int, _said("The page on which it begins, counted from 1.", 3)]
    last_page: Annotated[int, _said("The last page of it.", 5)]


class Reference(_RecordPart):
    """Another numbered document that is cited."""

    type: str | None = _or_null(
        "The type of the cited document. Null where the citation does not say it.",
        "Kế hoạch",
    )
    number_symbol: Annotated[str, _said("Number and symbol of the cited document.", "12/KH-UBND")]
    date: Annotated[str, _DAY] | None = _or_null(
        "The date of the cited document, in ISO 8601. Null where the citation has none, or it could not be read.",
        "2020-01-20",
    )
    issuer: str | None = _or_null(
        "The body that issued the cited document. Null where the citation does not say it.",
        "UBND tỉnh",
    )
    document: str | None = _or_null(
        "The record of the cited document among those exported together, by number and date. Null where none or "
        "several fit, and in the records that run and extract write.",
        "2020/12-kh.json",
    )

    @property
    def day(self) -> datetime.date | None:
        """``date`` as a day of the calendar. None where there is none, or the calendar has no such day."""
        return day(self.date)


class Score(_RecordPart):
    """A scored criterion.

    Where a criterion has two scores, ``score`` is that of the appraisal and ``self_score`` the one that the body
    gave itself.
    """

    criterion: str | None = _or_null(
        "The criterion in the words of the document. Null where it is not named.",
        "Cải cách thể chế",
    )
    criterion_code: str | None = _or_null(
        "The code of the criterion in criteria.tsv, the same however the document words it. Null for a criterion "
        "that is not in that list.",
        "the_che",
    )
    score: GivenPoints = None
    max_score: MaxPoints = None
    percent: Percent = None
    self_score: SelfScore = None
    change: PointChange = None
    basis: Basis = None
    index: IndexName = None
    unit: Unit = None
    body: Body = None
    year: Year = None
    period: Period = None
    nature: StatedNature = "result"


class Total(_RecordPart):
    """An overall result, such as the whole index of a body."""

    name: Name = None
    score: GivenPoints = None
    max_score: MaxPoints = None
    percent: Percent = None
    self_score: SelfScore = None
    change: PointChange = None
    basis: Basis = None
    index: IndexName = None
    unit: Unit = None
    body: Body = None
    year: Year = None
    period: Period = None
    nature: StatedNature = "result"


class Rank(_RecordPart):
    """A place in a ranking."""

    name: Name = None
    position: Annotated[int, _said("The place in the ranking; 1 is the best.", 7)]
    of: int | None = _or_null("The number of bodies that are ranked. Null where this is not said.", 25)
    change: int | None = _or_null(
        "By how many places the body moved since the ranking before: positive where it rose, negative where it "
        "fell. Null where this is not said.",
        2,
        -3,
    )
    index: IndexName = None
    unit: Unit = None
    body: Body = None
    year: Year = None
    period: Period = None
    nature: StatedNature = "result"


class Grade(_RecordPart):
    """A grade such as "Tốt" or "Hoàn thành tốt nhiệm vụ", and what was graded."""

    name: Name = None
    grade: Annotated[str, _said("The grade as it is printed.", "Hoàn thành tốt nhiệm vụ")]
    index: IndexName = None
    unit: Unit = None
    body: Body = None
    year: Year = None
    period: Period = None
    nature: StatedNature = "result"


class Deduction(_RecordPart):
    """Points taken off."""

    name: str | None = _or_null(
        "What the points were taken off for. Null where this is not said.",
        "Gửi báo cáo chậm",
    )
    points: Annotated[float, _said("The points taken off, as a positive number.", 0.5)]
    unit: Unit = None
    body: Body = None
    year: Year = None
    period: Period = None
    nature: StatedNature = "result"


class Percentage(_RecordPart):
    """A percentage that the document states, other than that of a score."""

    name: Name = None
    value: Annotated[float, _said("The share in percent, as it is printed.", 99.5)]
    index: IndexName = None
    body: Body = None
    year: Year = None
    period: Period = None
    nature: StatedNature = "result"


class Count(_RecordPart):
    """A number of dossiers, procedures, staff or documents."""

    name: Name = None
    value: Annotated[float, _said("The number of things counted.", 477)]
    of: float | None = _or_null("The whole that value is a part of. Null where no whole is stated.", 500)
    body: Body = None
    year: Year = None
    period: Period = None
    nature: StatedNature = "result"


class TableRecord(_RecordPart):
    """A table: header cells and rows of cells, all as printed."""

    page: Annotated[int, _said("The page on which the table begins, counted from 1.", 7)]
    title: str | None = _or_null("The title of the table. Null where none stands above it.", "Biểu số 1")
    header: tuple[str, ...] = _list(
        "The texts of the header cells, from left to right. Empty where there is no header.",
        ["TT", "Đơn vị", "Điểm"],
    )
    rows: tuple[tuple[str, ...], ...] = _list(
        'The texts of the cells, row by row; "" for a cell in which nothing stands.',
        [["1", "Sở Nội vụ", "90,25"], ["2", "Sở Y tế", ""]],
    )


class Signature(_RecordPart):
    """A digital signature in the file. Its time is not the date of the document."""

    signer: str | None = _or_null(
        "The person or body that the certificate names. Null where it names none.",
        "Sở Nội vụ",
    )
    time: str | None = _or_null(
        "When it was signed, in ISO 8601 with the time zone. Null where the signature does not say.",
        "2024-11-26T10:40:08+07:00",
    )

    @property
    def moment(self) -> datetime.datetime | None:
        """``time`` as a moment, with its time zone. None where the signature does not say when."""
        return datetime.datetime.fromisoformat(self.time) if self.time else None


class Evidence(_RecordPart):
    """Where a value was read, and how surely."""

    field: Annotated[str, _said("The value, as a JSON Pointer into this record.", "/document/date")]
    page: int | None = _or_null("The page on which it stands, counted from 1. Null where that is not known.", 1)
    box: tuple[int, int, int, int] | None = _or_null(
        "Left, top, right and bottom of the words it was read from, in pixels of the page image, whose size is in "
        "pages. Null for text that was not read from a picture.",
        [1190, 402, 1730, 446],
    )
    text: Annotated[str, _said("What was seen there, before any correction.", "ngay 20 thang 5 nam 2020")]
    confidence: float = Field(
        ge=0, le=1, description="The probability that the value is right, from 0 to 1.", examples=[0.97]
    )


PersonalKind = Literal["citizen-number", "telephone", "address", "email"]


class PersonalPlace(_RecordPart):
    """A place where personal data stand; what they are is not repeated here."""

    kind: Annotated[
        PersonalKind,
        _said(
            "What stands there: the number of a citizen (CCCD, CMND; citizen-number), a telephone number, a "
            "private address, or an e-mail address.",
            "telephone",
        ),
    ]
    page: Annotated[int, _said("The page on which it stands, counted from 1.", 2)]
    box: tuple[int, int, int, int] | None = _or_null(
        "Left, top, right and bottom of its words, in pixels of the page image; what goes over several lines has "
        "a place for each. Null for text that was not read from a picture.",
        [1190, 402, 1730, 446],
    )
    fields: tuple[str, ...] = _list(
        "The values and evidence of this record that contain it, as JSON Pointers.",
        ["/tables/0/rows/3/2"],
    )


CheckLevel = Literal["info", "warning", "error"]
CheckArg = str | int | float


class Check(_RecordPart):
    """Values of the record that contradict each other, for a person to look at."""

    code: Annotated[str, _said("The kind of check that failed; codes do not change.", "score-sum")]
    level: Annotated[
        CheckLevel,
        _said(
            "How bad it is: info (may well be right), warning (something is wrong here or was misread), or error "
            "(cannot be right).",
            "warning",
        ),
    ]
    message: Annotated[
        str,
        _said(
            "What contradicts what, in English.",
            "the parts add up to 86.15, but the document states a total of 86.51",
        ),
    ]
    args: Mapping[str, CheckArg] = Field(
        default_factory=dict,
        description="The values in the message; with them and the code it can be written in Vietnamese. "
        "Empty in records of version 0.1.",
        examples=[{"due": 86.15, "stated": 86.51}],
    )
    fields: tuple[str, ...] = _list(
        "The values that do not agree, as JSON Pointers into this record.",
        ["/totals/0/score"],
    )
    proposed_field: str | None = _or_null(
        "The one value that may be misread in a digit, as a JSON Pointer. Null where several may be, or none.",
        "/totals/0/score",
    )
    proposed_value: float | None = _or_null(
        "The value with which all would agree; the record keeps what was read. Null without proposed_field.",
        86.15,
    )


class Reviewed(_RecordPart):
    """What people have corrected and confirmed; the corrections lie in ``NAME.review.json`` beside the record."""

    fields: Annotated[
        tuple[str, ...],
        _said(
            "The values that were corrected, confirmed or added, as JSON Pointers; /pages/0/text/7 is the eighth "
            "line of the text of the first page. What was removed has no pointer.",
            ["/document/date", "/scores/3/score"],
        ),
    ] = ()
    by: str | None = _or_null(
        "Who corrected: all names, the first to correct first. Null where no name is known.", "An"
    )
    at: str | None = _or_null(
        "The time of the latest correction, in ISO 8601. Null where it is not known.", "2026-11-29T10:40:08+00:00"
    )
    sha256: str | None = _or_null(
        "The SHA-256 hash of the file of corrections that were applied, in hexadecimal digits. Null where they "
        "came from no file.",
        _HASH,
    )
    reading: tuple[Mapping[str, Any], ...] = _list(
        "What the machine read: the operations (JSON Patch, RFC 6902) that turn this record back into its own.",
        [{"op": "replace", "path": "/document/date", "value": None}],
    )


class Record(_RecordPart):
    """Everything that was read from one document."""

    schema_version: Literal[1] = Field(
        default=SCHEMA_VERSION,
        description="The version of this schema; it rises when a name changes its meaning or is removed.",
        examples=[SCHEMA_VERSION],
    )
    source: Source = Field(
        description="The file that the record is about.",
        examples=[{"file": "15-bao-cao.pdf", "sha256": _HASH, "pages": 5, "origin": "scan"}],
    )
    repair: Repair | None = _or_null(
        "How the text was repaired. Null where repair was not used.",
        {"strength": "normal", "words": 1520, "changed": 43},
    )
    pages: tuple[PageRecord, ...] = _list(
        "The pages that were asked for, in order; the text has a form feed for each. Empty in records of version "
        "0.2 and earlier.",
        [{"number": 1, "state": "read", "words": 312, "confidence": 0.93}],
    )
    document: Document = Field(
        default=Document(),
        description="What head and foot of the document say.",
        examples=[{"type": "Báo cáo", "number_symbol": "15/BC-SNV", "date": "2021-03-09"}],
    )
    annexes: tuple[AnnexRecord, ...] = _list(
        "What belongs to the document and follows it, in order. Empty where nothing does.",
        [{"title": "PHỤ LỤC I", "first_page": 3, "last_page": 5}],
    )
    references: tuple[Reference, ...] = _list(
        "The documents that are cited, once per number and date, in order of appearance.",
        [{"type": "Kế hoạch", "number_symbol": "12/KH-UBND", "date": "2020-01-20", "issuer": "UBND tỉnh"}],
    )
    scores: tuple[Score, ...] = _list(
        "The scored criteria, in order of appearance.",
        [{"criterion": "Cải cách thể chế", "criterion_code": "the_che", "score": 8.5, "max_score": 9.0}],
    )
    totals: tuple[Total, ...] = _list(
        "The overall results, in order of appearance.",
        [
            {
                "name": "Chỉ số CCHC",
                "score": 90.25,
                "max_score": 100,
                "body": "Sở Nội vụ, tỉnh Sơn Hà",
                "year": 2024,
            }
        ],
    )
    ranks: tuple[Rank, ...] = _list(
        "The places in rankings, in order of appearance.",
        [{"position": 7, "of": 25, "body": "Sở Nội vụ, tỉnh Sơn Hà", "year": 2024}],
    )
    grades: tuple[Grade, ...] = _list(
        "The grades that were given, in order of appearance.",
        [{"grade": "Hoàn thành tốt nhiệm vụ", "body": "Sở Nội vụ, tỉnh Sơn Hà", "year": 2024}],
    )
    deductions: tuple[Deduction, ...] = _list(
        "The points that were taken off, in order of appearance.",
        [{"name": "Gửi báo cáo chậm", "points": 0.5, "body": "Sở Nội vụ, tỉnh Sơn Hà", "year": 2024}],
    )
    percentages: tuple[Percentage, ...] = _list(
        "The shares that are stated, other than those of scores, in order of appearance.",
        [{"name": "hồ sơ giải quyết đúng hạn", "value": 99.5, "year": 2024}],
    )
    counts: tuple[Count, ...] = _list(
        "The numbers of dossiers, procedures, staff and documents, in order of appearance.",
        [{"name": "hồ sơ tiếp nhận", "value": 477, "of": 500, "year": 2024}],
    )
    dates: tuple[str, ...] = _list(
        "Every full date on the pages, in ISO 8601, once each, sorted.",
        ["2019-10-11", "2020-05-20"],
    )
    tables: tuple[TableRecord, ...] = _list(
        "The tables, in order of appearance.",
        [{"page": 7, "title": "Biểu số 1", "header": ["TT", "Đơn vị"], "rows": [["1", "Sở Nội vụ"]]}],
    )
    signatures: tuple[Signature, ...] = _list(
        "The digital signatures in the file.",
        [{"signer": "Sở Nội vụ", "time": "2024-11-26T10:40:08+07:00"}],
    )
    evidence: tuple[Evidence, ...] = _list(
        "Where each value was read, and how surely; one entry for each value.",
        [{"field": "/document/date", "page": 1, "text": "ngay 20 thang 5 nam 2020", "confidence": 0.97}],
    )
    checks: tuple[Check, ...] = _list(
        "What does not add up, for a person to look at.",
        [{"code": "rank-beyond-base", "level": "error", "message": "place 26 of 25", "fields": ["/ranks/0"]}],
    )
    needs_review: tuple[str, ...] = _list(
        "The values that a person should look at, as JSON Pointers: those in doubt, and those that are due and "
        "could not be read.",
        ["/document/number"],
    )
    personal: tuple[PersonalPlace, ...] = _list(
        "Where personal data stand, page by page; an office's own telephone numbers and e-mail addresses in head "
        "and foot do not count. Empty also in records of versions that did not look for them.",
        [{"kind": "telephone", "page": 2}],
    )
    notes: tuple[str, ...] = _list(
        "What else a reader of the record must know, in sentences; most name a page.",
        ["page 3: turned by 90 degrees"],
    )
    reviewed: Reviewed | None = _or_null(
        "What people have corrected and confirmed. Null where nobody has.",
        {"fields": ["/document/date"], "by": "An", "at": "2026-11-29T10:40:08+00:00"},
    )

    @property
    def page_count(self) -> int:
        """The number of pages of the document: those of its part, where the file holds several documents."""
        part = self.source.part
        return part.last_page - part.first_page + 1 if part else self.source.pages

    @property
    def days(self) -> tuple[datetime.date, ...]:
        """``dates`` as days of the calendar, without those that it does not have."""
        return tuple(known for one in self.dates if (known := day(one)))

    def value_at(self, pointer: str) -> Any:
        """The value at a JSON Pointer, as this object holds it. Raises LookupError where it leads to nothing.

        >>> record = Record(source=Source(file="a.txt", sha256="", pages=1, origin="text"), dates=("2020-05-20",))
        >>> record.value_at("/dates/0"), record.value_at("/document/date")
        ('2020-05-20', None)
        """
        return value_in(self, pointer)

    def evidence_of(self, pointer: str) -> Evidence | None:
        """Where the value at a JSON Pointer was read; of an item or of what has parts, the first evidence in it.

        None where the record does not say it, as with what was found nowhere and with what a person added.
        Raises LookupError where the pointer leads to nothing in the record, but for lines of the text
        ("/pages/0/text/7"), which are elsewhere.
        """
        found = (one for one in self.evidence if one.field == pointer or one.field.startswith(f"{pointer}/"))
        first = min(found, key=lambda one: one.field != pointer, default=None)
        if first is None and not _TEXT_LINE.match(pointer):
            self.value_at(pointer)
        return first

    def to_json(self, *, indent: int | None = None) -> str:
        """JSON text with accented letters as they are."""
        return self.model_dump_json(indent=indent)
