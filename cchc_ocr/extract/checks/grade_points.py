"""Grades against points, by the bands that the document itself gives: "từ 80 đến dưới 90 điểm xếp loại Tốt"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from cchc_ocr.check_texts import failed
from cchc_ocr.extract.results.context import Context
from cchc_ocr.extract.results.grade_words import GRADE
from cchc_ocr.extract.text.finding import Finding, agree
from cchc_ocr.patterns import accented, unaccented
from cchc_ocr.records import Check, Grade, Total

_PIECE = re.compile(r"[;.:](?=\s|$)|,\s(?=(?:từ|dưới|trên|đạt|loại|xếp|mức)\b)|\n|\s[-+–]\s", re.IGNORECASE)
_FIGURE = r"\d{1,3}(?:,\d+)?"
_FROM = accented(
    rf"\b(?:từ|trên)\s(?P<low>{_FIGURE})(?:\s?(?:điểm|%))?"
    rf"(?:\s(?:trở lên|đến\s(?:dưới\s)?(?P<high>{_FIGURE})))?(?!\d)",
    re.IGNORECASE,
)
_BELOW = accented(rf"\bdưới\s(?P<high>{_FIGURE})(?!\d)", re.IGNORECASE)
_A_GRADE = accented(GRADE, re.IGNORECASE)
# Who has the points for a grade may be given a lower one.
_LOWERED = unaccented(
    r"\b(?:hạ (?:xuống )?(?:một|\d+|bậc|mức|loại)|kỷ luật|khống chế|chỉ (?:được )?xếp|không xếp)\b"
)
_REACH = 400  # characters from one band to the next
_FEWEST_BANDS = 2
_TOP, _ABOVE = 100.0, 100.5

_Band = tuple[float, float]


def grade_points(
    context: Context, grades: Sequence[Finding[Grade]], totals: Sequence[Finding[Total]]
) -> Iterator[Check]:
    """Grades that are not those of their points; none where the bands are not told, or a grade may be lowered."""
    bands = grade_bands(context.text)
    if len(bands) < _FEWEST_BANDS or _LOWERED.search(context.plain):
        return
    for i, found in enumerate(grades):
        grade = found.value
        stated = (grade.grade or "").lower()
        own = [j for j, total in enumerate(totals) if _is_of(grade, total.value)]
        points = {totals[j].value.score for j in own}
        score = next(iter(points)) if len(points) == 1 else None
        if score is None or grade.nature != "result" or stated not in bands:
            continue
        due = [name for name, (low, high) in bands.items() if low <= score < high]
        if len(due) == 1 and due[0] != stated:
            fields = (f"/grades/{i}/grade", f"/totals/{own[0]}/score")
            name = grade.body or grade.unit or ""
            yield failed(
                code="grade-points",
                fields=fields,
                name=name,
                points=score,
                due=due[0].capitalize(),
                stated=grade.grade,
            )


def _is_of(grade: Grade, total: Total) -> bool:
    """Whether points are what a grade was given for: of one body, year and index, out of a hundred."""
    same = (grade.body, grade.year, grade.period) == (total.body, total.year, total.period)
    hundred = total.max_score in (None, _TOP) and total.basis in (None, "appraised")
    return (
        same
        and hundred
        and agree(grade.index, total.index)
        and total.nature == "result"
        and grade.body is not None
    )


def grade_bands(text: str) -> Mapping[str, _Band]:
    """The points of each grade, from and below which; none where the bands do not follow one another.

    >>> grade_bands("Từ 90 điểm xếp loại Xuất sắc; từ 80 đến dưới 90 điểm: Tốt; dưới 80 điểm: Khá.")
    {'xuất sắc': (90.0, 100.5), 'tốt': (80.0, 90.0), 'khá': (0.0, 80.0)}
    """
    bounds: dict[str, tuple[float, float | None]] = {}
    last = 0
    for start, piece in _pieces(text):
        grades = [*_A_GRADE.finditer(piece)]
        bound = _FROM.search(piece) or _BELOW.search(piece)
        if len(grades) != 1 or bound is None:
            continue
        if bounds and start - last > _REACH:
            bounds = {}
        low, high = (bound.groupdict().get(end) for end in ("low", "high"))
        bounds.setdefault(grades[0][0].lower(), (_number(low) if low else 0.0, _number(high) if high else None))
        last = start
    lows = [low for low, _ in bounds.values()]
    bands = {
        name: (low, high or min((other for other in lows if other > low), default=_ABOVE))
        for name, (low, high) in bounds.items()
    }
    return bands if _follow(sorted(bands.values())) else {}


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for cut in _PIECE.finditer(text):
        if cut[0] != ":":
            yield start, text[start : cut.start()]
            start = cut.end()
    yield start, text[start:]


def _follow(bands: Sequence[_Band]) -> bool:
    """Whether each band begins where the one below it ends; one without an end goes up to the next."""
    return all(low[1] == high[0] for low, high in pairwise(bands))


def _number(text: str) -> float:
    return float(text.replace(",", "."))
