"""Reads a text of the corpus as the document that an office would print, and draws how its scan is worn."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from cchc_ocr.files.spaced_tables import is_rule, spaced_rows
from samples.document import Block, NewPage, Paragraph, Sheet, SignOff, Table
from samples.scanner import Mode, Scan
from samples.typeset import HEADER_LEFT, LEFT, PAD, RIGHT, WIDTH, line_width, plain, token_width, tokens, wrap

_APART = re.compile(r"\t+| {3,}")  # between what stands side by side
_RULE = re.compile(r"[-_–—=*.\s]+")
_COUNTRY = re.compile(r"CỘNG H\S+ XÃ HỘI|Độc lập", re.IGNORECASE)
_PLACE = re.compile(r".+, ngày .*tháng")
_TO = re.compile(r"\s*Kính gửi\s*:")
_SENT_TO = re.compile(r"Nơi nhận\s*:?")
_NUMBERED = re.compile(r"([IVX]+|[A-Z]|\d{1,2}(\.\d+)*)[.)] |Điều \d|Bảng \d|Phần ")
_DEEPEST = 12  # lines of a head
_ENDS = (".", ";", ":", ",", "/")  # of a sentence, not of a title
_SHORT = 90  # characters of a heading
_SIZES = (12.0, 11.0, 10.0, 9.0)  # points of print in tables, the narrower the more columns
_MOST = 0.45  # of the width of the page, for the longest cell


@dataclass(slots=True)
class _Head:
    """The lines of a head by their place, and the number of the first line below it."""

    bodies: list[str]
    number: str = ""
    about: str = ""
    place_date: str = ""
    end: int = 0


def sheet(name: str, text: str) -> Sheet:
    """The document that a text says. ``name`` seeds what is drawn by chance."""
    lines = _with_tabs(text.splitlines())
    head = _head(lines)
    title, at = _title(lines, head.end)
    foot = next((n for n, line in enumerate(lines) if _SENT_TO.match(line)), len(lines))
    recipients, signers, end = _foot(lines, foot)
    block: list[Block] = [*_body(lines[at:foot])]
    if end:
        annex = [*_body(lines[end:])] if any(map(str.strip, lines[end:])) else []
        block += [SignOff(), *((NewPage(_is_wide(annex)), *annex) if annex else ())]
    parent, issuer = _bodies(head.bodies)
    return Sheet(
        name=name,
        parent=parent,
        issuer=issuer,
        number=head.number,
        place_date=head.place_date,
        body=tuple(block),
        authority=signers[:-1],
        signer=signers[-1] if signers else "",
        recipients=recipients,
        facts={},
        type=title[0] if title else None,
        subject=_wrapped(title[1:], 14, (WIDTH - LEFT - RIGHT) * 0.8, "b")
        if title
        else _wrapped([head.about], 12, (WIDTH - LEFT - RIGHT) * HEADER_LEFT, ""),
        size=13.0,
        seal=" ".join(issuer),
    )


def wear(name: str, pages: int = 3) -> Scan:
    """How a document is scanned: as offices and archives do it, from fair to poor; the same for the same name."""
    dice = random.Random(name)
    mode: Mode = dice.choice(("grey", "grey", "colour", "black-white"))
    dpi = dice.choice((200, 250, 300) if mode == "black-white" else (150, 200, 200, 250, 300))
    return Scan(
        dpi=dpi,
        mode=mode,
        skew=tuple(max(min(dice.gauss(0, 0.6), 1.5), -1.5) for _ in range(pages)),
        blur=dice.uniform(0.3, 1.1) * dpi / 200,
        noise=dice.choice((0.0, 3.0, 6.0, 10.0)),
        speckles=dice.choice((0, 0, 150, 400)),
        faint=dice.choice((0.0, 0.0, 0.15, 0.3)),
        uneven=dice.choice((0.0, 0.0, 0.0, 0.25)) if mode != "black-white" else 0.0,
        quality=dice.choice((40, 50, 60, 80)),
    )


def _with_tabs(lines: Sequence[str]) -> list[str]:
    """The lines; the cells of all tables are parted by tabs, and what is drawn between rows is gone."""
    spaced = spaced_rows(lines)
    return ["\t".join(spaced.get(at) or _barred(line)) for at, line in enumerate(lines) if not is_rule(line)]


def _barred(line: str) -> Sequence[str]:
    """The cells of a line between bars; a line with fewer than two bars is one."""
    cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
    return cells if len(cells) > 1 and line.count("|") > 1 else [line]


# -- head ------------------------------------------------------------------------------------------------
def _head(lines: Sequence[str]) -> _Head:
    """Everything above the type of the document, or above "Kính gửi"; without country and number, one block."""
    head, country = _Head([]), False
    for number, line in enumerate(lines):
        head.end = number
        if head.bodies and not (line.strip() or country or any(map(_is_of_head, lines[number:_DEEPEST]))):
            break
        capitals = line.isupper() and not _APART.search(line.strip())
        if _TO.match(line) or (country and capitals and not _COUNTRY.search(line) and not _RULE.fullmatch(line)):
            break
        for piece in filter(None, map(str.strip, _APART.split(line))):
            country = country or bool(_COUNTRY.search(piece))
            if piece.startswith("Số"):
                head.number, country = piece, True  # some papers, as those of the Front, do not name the country
            elif piece.startswith("V/v"):
                head.about = piece
            elif _PLACE.match(piece):
                head.place_date = piece
            elif _COUNTRY.search(piece) or _RULE.fullmatch(piece):
                continue
            elif head.about:
                head.about += f" {piece}"
            else:
                head.bodies.append(piece)
    return head


def _is_of_head(line: str) -> bool:
    return bool(_COUNTRY.search(line)) or line.strip().startswith("Số")


def _bodies(names: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The body above, and the one that issues, as lines of the left block."""
    room = (WIDTH - LEFT - RIGHT) * HEADER_LEFT
    above = 0 if len(names) < 2 or names[0] in ("ỦY BAN NHÂN DÂN", "UỶ BAN NHÂN DÂN") else 1
    return _wrapped(names[:above], 13, room, ""), _wrapped(names[above:], 13, room, "b")


def _title(lines: Sequence[str], at: int) -> tuple[list[str], int]:
    """The type of the document and what it is about, if printed in the middle; and where the body begins."""
    found: list[str] = []
    while at < len(lines) and not _TO.match(lines[at]) and len(found) < 4:
        if lines[at].strip():
            found.append(lines[at].strip())
        elif len(found) > 1 or lines[at + 1 :][:1] == [""] or "".join(lines[at + 1 :][:1]).endswith(_ENDS):
            break
        at += 1
    return found, at


def _wrapped(texts: Sequence[str], size: float, room: float, style: str) -> tuple[str, ...]:
    return tuple(plain(line) for text in texts if text for line in wrap(tokens(text, style), size, room, room))


# -- foot ------------------------------------------------------------------------------------------------
def _foot(lines: Sequence[str], start: int) -> tuple[tuple[str, ...], tuple[str, ...], int]:
    """Recipients, the lines of the signature, and where an annex may begin; 0 where there is no foot."""
    recipients: list[str] = []
    signers: list[str] = []
    for number, line in enumerate(lines[start:], start):
        for piece in filter(None, map(str.strip, _APART.split(line))):
            if piece.startswith(("-", "–", "+")):
                recipients.append(piece)
            elif not _SENT_TO.match(piece):
                signers.append(piece)
        if signers and _is_name(signers[-1]):
            more = next((n for n, rest in enumerate(lines[number + 1 :]) if rest[:1] not in ("-", "–")), None)
            recipients += [rest.strip() for rest in lines[number + 1 :][:more]]
            return tuple(recipients), tuple(signers), number + 1 + (more or 0)
    return tuple(recipients), tuple(signers), len(lines) if recipients or signers else 0


def _is_name(text: str) -> bool:
    words = [word for word in text.split() if not word.endswith(".")]
    return 2 <= len(words) <= 5 and all(word.istitle() for word in words)


# -- body ------------------------------------------------------------------------------------------------
def _body(lines: Sequence[str]) -> Iterator[Block]:
    """Paragraphs and tables. A line right between two rows parted by tabs is a row over the whole width."""
    tabbed = ["\t" in line.strip() for line in lines]
    inside = [
        has or (bool(line.strip()) and 0 < at < len(lines) - 1 and tabbed[at - 1] and tabbed[at + 1])
        for at, (has, line) in enumerate(zip(tabbed, lines, strict=True))
    ]
    for in_table, group in groupby(zip(inside, lines, strict=True), lambda pair: pair[0]):
        if in_table:
            yield from _tables([[cell.strip() for cell in line.split("\t")] for _, line in group])
            continue
        for line in (line for _, line in group if line.strip()):
            columns = _APART.split(line.strip())
            yield _columns([columns]) if len(columns) == 2 else _paragraph(line)


def _paragraph(line: str) -> Paragraph:
    line = " ".join(line.split())
    if _TO.match(line) and len(line) < _SHORT:
        return Paragraph(line, "centre")
    if line.isupper() and not _NUMBERED.match(line):
        return Paragraph(f"**{line}**", "centre")
    if line.startswith("(") and line.endswith(")"):
        return Paragraph(f"__{line}__", "centre")
    if line.startswith("Phần ") or (line.startswith("Bảng ") and len(line) < _SHORT):
        return Paragraph(f"**{line}**", "centre")
    if _NUMBERED.match(line) and len(line) < _SHORT and not line.endswith(_ENDS):
        return Paragraph(f"**{line}**")
    return Paragraph(f"__{line}__" if line.startswith("Căn cứ ") else line)


def _tables(rows: Sequence[Sequence[str]]) -> Iterator[Block]:
    """Rows parted by tabs as a ruled table; without any figure they only stand side by side."""
    columns = max(map(len, rows))
    full = [(*row, *[""] * (columns - len(row))) if len(row) > 1 else tuple(row) for row in rows]
    if not any(any(map(str.isdigit, cell)) for row in full for cell in row):
        yield _columns([row for row in full if len(row) > 1])
        return
    head, *rest = full
    has_second = bool(rest) and not rest[0][0] and not any(any(map(str.isdigit, cell)) for cell in rest[0])
    second = rest.pop(0) if has_second else ()
    whole = [row for row in rest if len(row) > 1]
    widths, size = _widths([*([second] if second else []), *whole], head)
    yield Table(
        header=head,
        rows=tuple(rest),
        widths=tuple(widths),
        left=tuple(n for n in range(columns) if _is_prose([row[n] for row in whole])),
        bold_last=any("cộng" in cell.lower() for cell in full[-1][:2]),
        size=size,
        second=second,
        breaks=True,
    )


def _columns(rows: Sequence[Sequence[str]]) -> Table:
    first, *rest = (tuple(row) for row in rows)
    return Table(first, tuple(rest), (1.0,) * len(first), left=(), size=13.0, breaks=True, ruled=False)


def _is_prose(cells: Sequence[str]) -> bool:
    return sum(map(len, cells)) > 8 * max(len([cell for cell in cells if cell]), 1)


def _widths(rows: Sequence[Sequence[str]], head: Sequence[str]) -> tuple[list[float], float]:
    """Widths as Word gives them, and the size: what the longest word needs, the rest to columns with much text."""
    room = WIDTH - LEFT - RIGHT
    for size in _SIZES:
        needs, wishes = [], []
        for column, name in enumerate(head):
            cells = [tokens(name, "b"), *(tokens(row[column]) for row in rows)]
            words = [token_width(word, size) for cell in cells for word in cell]
            needs.append(max(words, default=10.0) + 2 * PAD + 2)
            wishes.append(min(max((line_width(cell, size) for cell in cells if cell), default=0.0), _MOST * room))
        if sum(needs) <= room:
            break
    left = max(room - sum(needs), 0.0)
    more = [max(wish - need, 0.0) + 1 for wish, need in zip(wishes, needs, strict=True)]
    return [need + left * part / sum(more) for need, part in zip(needs, more, strict=True)], size


def _is_wide(blocks: Sequence[Block]) -> bool:
    """Whether an annex is printed on a page that lies on its side."""
    return any(isinstance(block, Table) and len(block.header) > 9 for block in blocks)
