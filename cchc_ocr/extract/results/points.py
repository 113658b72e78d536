"""Points that a text states as results: score and maximum, whose they are, who gave them, how they changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cchc_ocr.extract.figures.roles import Role
from cchc_ocr.extract.figures.tokens import FigureToken
from cchc_ocr.extract.results.context import Context
from cchc_ocr.extract.results.naming import subject_alone
from cchc_ocr.extract.results.point_bases import NOWHERE, basis_in, is_role, named_before_role
from cchc_ocr.extract.results.point_forms import PointForm, StatedPoints, stated_points
from cchc_ocr.extract.results.point_roles import FIGURE, nobody_has
from cchc_ocr.extract.text.phrases import TextSpan
from cchc_ocr.extract.text.rises import DOWN, UP
from cchc_ocr.patterns import accented, unaccented
from cchc_ocr.records import Basis
from cchc_ocr.vietnamese import bare

_CHANGE = re.compile(
    rf"\b(?:(?P<up>{bare(UP)})|(?P<down>{bare(DOWN)}))\s+(?:them\s+|len\s+|hon\s+"
    rf"|so voi\b[^#.;]{{0,40}}\s)?(?:la\s+)?(?P<steps>{FIGURE})"
    r"(?:(?P<unit>\s*(?:diem|d)\b)(?!\s*phan tram|\s*%)|(?=\s*(?:[;,)]|\.(?:\s|$)|$)))"
    rf"|(?<=\(|\s)(?P<plus>\+)?(?P<minus>[-–−])?(?<=[-–−+])(?P<signed>{FIGURE})(?:\s*(?:diem|d)\b)?(?=\s*\))"
)
_CHANGE_WITHIN = 140  # characters behind points
_ROLES: Mapping[str, Role] = {
    "score": "score",
    "max_score": "maximum",
    "self_score": "self score",
    "percent": "percentage",
}


@dataclass(frozen=True, slots=True)
class Points:
    """Points at ``start:end``: where each figure stands, the phrase they are about, the form in which they stand.

    ``basis`` says who gave the points, ``change`` by how many they differ from those before.
    """

    start: int
    end: int
    figures: Mapping[str, int]
    about: TextSpan
    form: PointForm
    basis: Basis | None = None
    change: float | None = None
    named: TextSpan | None = None
    compared: bool = False

    def value(self, context: Context, name: str) -> float | None:
        at = self.figures.get(name)
        if at is None:
            return None
        figures = {key: context.account[start] for key, start in self.figures.items()}
        return points_of(figures, name)


def points_of(figures: Mapping[str, FigureToken], name: str) -> float:
    """A figure of a group: a dot is a decimal point, unless the group has thousands.

    >>> points_of({"score": FigureToken(0, 0, "1.234,5"), "max_score": FigureToken(0, 0, "1.500")}, "max_score")
    1500.0
    """
    figure = figures[name]
    others = [figures[key].decimal for key in ("score", "max_score", "self_score") if key in figures]
    thousands = max(others) > 1000 or (name == "max_score" and others[0] > figure.decimal)  # "612/1.000 điểm"
    if figure.in_thousands and "," not in figure.text and thousands:
        return figure.whole
    return figure.decimal


def find_points(context: Context) -> Iterator[Points]:
    """All points that are stated, in order, and claims their figures."""
    phrases = context.phrases
    floor, named = 0, NOWHERE
    for stated in stated_points(context):
        if stated.form is None:
            floor = stated.end
            continue
        about = _behind_aside(context, phrases.before(stated.start, floor))
        about = _behind_so(context, about, stated.start)
        about = _role_alone(context, about, stated.start)
        about = subject_alone(context, about, stated.start)
        if nobody_has(phrases.plain[about.start : stated.start]):
            _claim_not_had(context, stated)
            floor = stated.end
            continue
        lead = None
        if is_role(phrases, about, stated.start):
            role, (about, named) = about, named_before_role(phrases, about, floor, stated.start, named)
            lead = about if about != role else None
        said = context.scopes.without_brackets(about.start, stated.start)
        side = _role_behind(context, stated)
        said = [side] if side else said
        basis = stated.basis or basis_in(" ".join(phrases.plain[slice(*span.ends)] for span in said))
        figures = {**stated.figures, **_on_scale(context, stated)}
        for name, at in figures.items():
            context.account.claim(at, _ROLES[name], "points of the text")
        change, sign = _change(context, stated)
        about = _up_to(context, about, stated.head)
        lead = _up_to(context, lead, stated.head) if lead else None
        yield Points(
            stated.start,
            stated.end,
            figures,
            side or _named_behind(context, stated) or about,
            stated.form,
            basis,
            change.decimal * sign if change else None,
            lead,
        )
        floor = max(stated.end, change.end) if change else stated.end


def _up_to(context: Context, span: TextSpan, head: int | None) -> TextSpan:
    """A stretch without the maximum that stands behind the name in it."""
    return context.phrases.trimmed(span.start, head) if head is not None and span.start < head < span.end else span


_PART_BEHIND = unaccented(
    r"\s*(?:ở|tại)\s(?=(?:mục|phần|nhóm|nội dung|lĩnh vực|tiêu chí)\s(?!(?:này|đó|trên)\b|\d))"
)
_PART_OVER = re.compile(r"[,;.()]|\sva(?:\sdat|\sduoc)?\s#")


_ROLE_BEHIND = re.compile(r"\s*(?:diem|d)\s(?P<role>tham dinh|dieu tra xa hoi hoc|khao sat|tu cham)\b(?=\s*\()")


def _role_behind(context: Context, stated: StatedPoints) -> TextSpan | None:
    """The side whose points they are, behind them: "có 54,8 điểm thẩm định (tối đa 70)"."""
    figure = context.account[stated.figures["score"]]
    found = _ROLE_BEHIND.match(context.plain, figure.end)
    return TextSpan(*found.span("role")) if found else None


def _named_behind(context: Context, stated: StatedPoints) -> TextSpan | None:
    """What a pair of points is of, where that stands behind it: "13/15 điểm ở mục thể chế"."""
    found = _PART_BEHIND.match(context.plain, stated.end)
    if found is None or "max_score" not in stated.figures:
        return None
    over = _PART_OVER.search(context.view, found.end(), context.phrases.sentence(stated.start).end)
    return context.phrases.trimmed(found.end(), over.start()) if over else context.phrases.behind(found.end())


# "Theo thang 100 điểm của Cục, Chi cục được 76,5 điểm": the maximum stands before.
_SCALE = re.compile(r"\b(?:theo|tren|voi|o)\sthang\s(?:diem\s)?(?P<most>#+)(?!\s?[-–/#])(?=[^#.;:]*$)")


def _on_scale(context: Context, stated: StatedPoints) -> Mapping[str, int]:
    """The maximum of points that stand alone, where their sentence has told of which scale they are."""
    start = context.phrases.sentence(stated.start).start
    scale = None if "max_score" in stated.figures else _SCALE.search(context.view, start, stated.start)
    if scale is None:
        return {}
    most, score = (context.account[at] for at in (scale.start("most"), stated.figures["score"]))
    return {"max_score": most.start} if most.whole >= score.decimal else {}


_ASIDE_ENDS = re.compile(r"[^()]*\),?\s")


def _behind_aside(context: Context, about: TextSpan) -> TextSpan:
    """A stretch without the end of a bracket of the points before: "hạng 30), kinh tế số"."""
    aside = _ASIDE_ENDS.match(context.text, *about.ends)
    return context.phrases.trimmed(aside.end(), about.end) if aside else about


_THAN = accented(r"\b(?:so với|trong khi|song|nhưng)\s", re.IGNORECASE)


def _behind_so(context: Context, about: TextSpan, at: int) -> TextSpan:
    """What points are compared with: "thấp hơn 4,5 điểm so với điểm tự chấm (86,25 điểm)"."""
    found = [*_THAN.finditer(context.text, about.start, at)]
    if not found:
        return about
    start = found[-1].end()
    return context.phrases.trimmed(start, about.end) if start < about.end else TextSpan(start, start)


_VALUE_BEFORE = re.compile(r"[%)],\s")


def _role_alone(context: Context, about: TextSpan, at: int) -> TextSpan:
    """Nothing, where only a role stands behind a value: "tỷ lệ trực tuyến đạt 71,2%, tự chấm 3/3 điểm"."""
    cuts = [m.end() for m in _VALUE_BEFORE.finditer(context.text, about.start, at)]
    alone = TextSpan(cuts[-1], cuts[-1]) if cuts else about
    return alone if cuts and is_role(context.phrases, alone, at) else about


def _claim_not_had(context: Context, stated: StatedPoints) -> None:
    for at in stated.figures.values():
        context.account.claim(at, "points", "points that were taken off, or a difference")


def _change(context: Context, stated: StatedPoints) -> tuple[FigureToken | None, int]:
    """By how many points they rose, or fell (-1), behind them in their sentence and before other points.

    A decimal needs no unit: "6,31 điểm, tăng 0,66", "7,54 điểm (+0,08)".
    """
    bracket = context.scopes.bracket(stated.start)
    limit = bracket.end if bracket else context.phrases.sentence(stated.start).end
    end = min(stated.end + _CHANGE_WITHIN, limit)
    match = _CHANGE.search(context.view, stated.end, end)
    if not match or re.search(r"#\s*(?:diem|d)\b", context.view[stated.end : match.start()]):
        return None, 1
    figure = context.account[match.start("steps" if match["steps"] else "signed")]
    if figure.is_whole and not match["unit"]:
        return None, 1
    context.account.claim(figure.start, "change", "by how many points they differ")
    return figure, 1 if match["up"] or match["plus"] else -1
