"""The description of a sample document: one source for its pages, its truth text and its facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Align = Literal["justify", "centre", "left"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. ``**bold**``, ``__italic__``, ``[^1]`` a raised footnote mark, ``⟦12⟧`` written by hand.

    ``hang`` sets a paragraph without first-line indent at this distance (points) from the margin.
    """

    text: str
    align: Align = "justify"
    notes: Mapping[str, str] = field(default_factory=dict)
    hang: float | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table. ``widths`` in shares of the text width; ``left`` names the columns set flush left.

    ``bold_last`` sets the last row in bold, as total rows are. ``second`` is a second row of heads: an empty cell
    in it belongs to the head above, an empty cell of ``header`` to the head at its left. A table that ``breaks``
    goes on on the next page; one that is not ``ruled`` only stands in columns, as two signatures do. A row of a
    single cell takes the whole width.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    left: tuple[int, ...] = (1,)
    bold_last: bool = False
    size: float = 12.0
    title: str | None = None
    second: tuple[str, ...] = ()
    breaks: bool = False
    ruled: bool = True


@dataclass(frozen=True, slots=True)
class NewPage:
    """A page break; what follows is set on a page lying on its side if ``landscape``."""

    landscape: bool = False


@dataclass(frozen=True, slots=True)
class SignOff:
    """Nơi nhận and signature, where they stand before an annex."""


Block = Paragraph | Table | NewPage | SignOff


@dataclass(frozen=True, slots=True)
class Sheet:
    """One document as Nghị định 30/2020/NĐ-CP lays it out. Lines of the header are as printed."""

    name: str
    parent: tuple[str, ...]
    issuer: tuple[str, ...]
    number: str
    place_date: str
    body: tuple[Block, ...]
    authority: tuple[str, ...]
    signer: str
    recipients: tuple[str, ...]
    facts: Mapping[str, Any]
    type: str | None = None
    subject: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    urgency: str | None = None
    size: float = 14.0
    leading: float = 18.0
    seal: str = ""


def paragraphs(text: str, notes: Mapping[str, str] | None = None) -> tuple[Paragraph, ...]:
    """One paragraph per line of ``text``; footnotes go with the paragraph that marks them."""
    notes = notes or {}
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    return tuple(
        Paragraph(line, notes={mark: note for mark, note in notes.items() if f"[^{mark}]" in line})
        for line in lines
    )


def reference(kind: str, number: str, date: str | None, issuer: str | None) -> dict[str, str | None]:
    return {"type": kind, "number_symbol": number, "date": date, "issuer": issuer}


def score(
    criterion: str,
    points: float,
    most: float,
    percent: float | None = None,
    year: int | None = None,
    code: str | None = None,
) -> dict[str, Any]:
    return {
        "criterion": criterion,
        "criterion_code": code,
        "score": points,
        "max_score": most,
        "percent": percent,
        "year": year,
    }
