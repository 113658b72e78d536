"""Puts labels of statements down to the figures of a document: they say values, and not where these stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cchc_ocr.extract.results.context import Context
from cchc_ocr.extract.tables.cells import number
from cchc_ocr.extract.tables.tables import Tables
from cchc_ocr.extract.tagging.cell_features import cell_features
from cchc_ocr.extract.tagging.features import prose_features, words
from cchc_ocr.extract.text.finding import CellPlace

FIGURE = {
    "scores": ("score", "score"),
    "totals": ("score", "total"),
    "ranks": ("position", "rank"),
    "deductions": ("points", "deduction"),
    "percentages": ("value", "percentage"),
    "counts": ("value", "count"),
}
BESIDE = {"max": "maximum", "self_score": "self score", "percent": "percentage"}
SURELY_NONE = frozenset(
    {"date", "document", "article", "ordinal", "code", "telephone", "money", "measure", "time", "page"}
)
OPTIONAL, AGAIN = 0.3, 0.5  # what examples count that need not be said, and those that are said once more
CLOSE = 0.04  # two figures that fit a label as well as each other leave it open
NEAR = 160  # characters between a score and its maximum
LIKE = 0.6  # of the best fit, for a figure that says the same again
SHORT = {"cchc": "cai cach hanh chinh", "tthc": "thu tuc hanh chinh", "ubnd": "uy ban nhan dan", "hs": "ho so"}
_SIGNS = {
    "ranks": {"thu", "hang", "xep", "vi", "tri"},
    "scores": {"diem", "cham", "/"},
    "totals": {"diem", "cham", "chi", "so", "tong"},
    "deductions": {"tru", "mat"},
}


@dataclass(slots=True)
class Example:
    """A figure to learn from: what is looked at, and, where the labels tell, its kind and nature."""

    place: int | CellPlace
    values: frozenset[float]
    features: tuple[str, ...]
    near: frozenset[str]
    wide: frozenset[str]
    share: bool
    role: str
    kind: str | None = None
    nature: str | None = None
    weight: float = 1.0
    taken: bool = field(default=False)


def examples_of(context: Context, tables: Tables, labels: Mapping[str, Any]) -> list[Example]:
    """The figures of a document with their labels; those that these leave open have no kind."""
    found = [*_of_text(context), *_of_cells(tables)]
    by_value: dict[float, list[Example]] = defaultdict(list)
    for example in found:
        for value in example.values:
            by_value[value].append(example)
    _align(labels, by_value)
    _rest(labels, found, by_value)
    return found


def _plain(text: str) -> list[str]:
    return [part for word in words(text) for part in SHORT.get(word, word).split()]


def _of_text(context: Context) -> Iterator[Example]:
    for figure, features in prose_features(context):
        values = set()
        if not figure.code:
            values = {round(figure.decimal, 4), round(float(figure.whole), 4)}
        clause, sentence = context.phrases.clause(figure.start), context.phrases.sentence(figure.start)
        near = _plain(context.text[max(clause.start, figure.start - 150) : min(clause.end, figure.end + 110)])
        wide = context.text[context.scopes.paragraph(figure.start).start : sentence.end]
        above = " ".join(context.text[a.start : a.end] for a in context.scopes.above(figure.start))
        yield Example(
            figure.start,
            frozenset(values),
            features,
            frozenset(near),
            frozenset(_plain(f"{wide} {above} {context.phrases.topic}")),
            context.text[figure.end : figure.end + 2].strip().startswith("%"),
            context.account.use(figure).role,
        )


def _of_cells(tables: Tables) -> Iterator[Example]:
    for place, features in cell_features(tables):
        sheet = tables.sheets[place.table]
        row, column = sheet.record.rows[place.row], sheet.columns[place.column]
        cell = sheet.cell(row, column) or ""
        value = number(cell.partition("/")[0]) or 0.0
        heads = sheet.heads or sheet.record.header
        head = heads[place.column] if place.column < len(heads) else ""
        about = f"{head} {sheet.name(row)}"
        wide = f"{sheet.record.title} {sheet.above} {tables.document.subject} {' '.join(row)}"
        yield Example(
            place,
            frozenset({round(value, 4), round(abs(value), 4)}),
            features,
            frozenset(_plain(about)),
            frozenset(_plain(wide)),
            "%" in cell or "%" in head,
            "ordinal" if column.kind in ("ordinal", "code") else column.kind,
        )


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _statements(labels: Mapping[str, Any]) -> Iterator[tuple[str | None, str, Mapping[str, Any], float]]:
    """Kind of list, nature, label and value of everything that is stated."""
    for kind, (slot, _) in FIGURE.items():
        for label in labels.get(kind, []):
            if isinstance(label.get(slot), int | float):
                yield kind, "result", label, round(float(label[slot]), 4)
    for part in ("targets", "rules"):
        for label in labels.get(part, []):
            kinds = _many(label.get("kind"))
            kind = kinds[0] if len(kinds) == 1 and kinds[0] in FIGURE else None
            for value in _many(label["value"]):
                if isinstance(value, int | float):
                    yield kind, part.rstrip("s"), label, round(float(value), 4)


def _fit(kind: str | None, label: Mapping[str, Any], example: Example) -> float:
    """How well the words around a figure are those of a label."""
    names = [name for slot in ("name", "criterion", "about", "note") for name in _many(label.get(slot)) if name]
    shares = [_share(_plain(str(name)), example) for name in names]
    fit = max(shares, default=0.3)
    units = [_share(_plain(str(unit)), example) for unit in _many(label.get("unit")) if unit]
    fit += 0.3 * max(units, default=0.0)
    musts = [max(_share(_plain(str(m)), example) for m in _many(must)) for must in label.get("must", [])]
    fit += 0.3 * (sum(musts) / len(musts)) if musts else 0.0
    if kind == "percentages":
        fit += 0.8 if example.share else -0.4
    elif kind is not None:
        fit -= 1.0 if example.share and kind not in ("totals", "scores") else 0.0
        fit += 0.5 * bool(_SIGNS.get(kind, set()) & example.near)
    if example.role in SURELY_NONE:
        fit -= 1.0
    return fit


def _share(wanted: Sequence[str], example: Example) -> float:
    if not wanted:
        return 0.0
    near = sum(word in example.near for word in wanted)
    wide = sum(word in example.wide for word in wanted)
    return (near + 0.4 * max(wide - near, 0)) / len(wanted)


def _align(labels: Mapping[str, Any], by_value: Mapping[float, Sequence[Example]]) -> None:
    stated = [*_statements(labels)]
    pairs = [
        (round(_fit(kind, label, example), 4), n, m)
        for n, (kind, _, label, value) in enumerate(stated)
        for m, example in enumerate(by_value.get(value, ()))
    ]
    done: set[int] = set()
    for fit, n, m in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        kind, nature, label, value = stated[n]
        example = by_value[value][m]
        if n in done or example.taken or fit < 0:
            continue
        done.add(n)
        example.taken = True
        rivals = [
            (other, stated[k][0])
            for other, k, _ in pairs
            if k != n
            and k not in done
            and stated[k][3] == value
            and stated[k][:2] != (kind, nature)
            and by_value[value][_] is example
        ]
        if any(fit - other < CLOSE for other, _ in rivals):
            continue  # as well something else
        example.kind = FIGURE[kind][1] if kind else None
        example.nature = nature
        example.weight = OPTIONAL if label.get("optional") else 1.0
        if kind:
            _beside(label, example, by_value)


def _beside(label: Mapping[str, Any], main: Example, by_value: Mapping[float, Sequence[Example]]) -> None:
    """The figures that belong to a statement: maximum, base, what was claimed."""
    of = "base" if main.kind == "rank" else "whole"
    for slot, kind in {**BESIDE, "of": of}.items():
        for value in _many(label.get(slot)):
            if not isinstance(value, int | float):
                continue
            near = [e for e in by_value.get(round(float(value), 4), ()) if not e.taken and _close(e, main)]
            if near:
                example = min(near, key=lambda one: _distance(one, main))
                example.taken = True
                example.kind, example.nature, example.weight = kind, None, main.weight


def _distance(one: Example, other: Example) -> float:
    if isinstance(one.place, CellPlace) and isinstance(other.place, CellPlace):
        return abs(one.place.column - other.place.column)
    return abs(one.place - other.place)  # type: ignore[operator]


def _close(one: Example, other: Example) -> bool:
    if isinstance(one.place, CellPlace) or isinstance(other.place, CellPlace):
        both = isinstance(one.place, CellPlace) and isinstance(other.place, CellPlace)
        return both and (one.place.table, one.place.row) == (other.place.table, other.place.row)  # type: ignore[union-attr]
    return 0 < abs(one.place - other.place) < NEAR


def _rest(
    labels: Mapping[str, Any], found: Sequence[Example], by_value: Mapping[float, Sequence[Example]]
) -> None:
    """Figures that no label took: of no labelled value they are none, else the same again or left open."""
    stated: dict[float, list[tuple[str | None, str, Mapping[str, Any]]]] = defaultdict(list)
    for kind, nature, label, value in _statements(labels):
        stated[value].append((kind, nature, label))
    slots = ("max", "self_score", "of", "percent")
    sides = {
        round(float(v), 4)
        for kind in FIGURE
        for label in labels.get(kind, [])
        for slot in slots
        for v in _many(label.get(slot))
        if isinstance(v, int | float)
    }
    for example in found:
        if example.taken:
            continue
        labelled = [one for value in example.values for one in stated.get(value, [])]
        if example.role in SURELY_NONE or not labelled:
            unsure = not labelled and example.values & sides and example.role not in SURELY_NONE
            example.kind = None if unsure else "change" if example.role == "change" else "none"
            if not labelled and example.role in ("maximum", "base", "whole"):
                example.kind = example.role
            continue
        kinds = {(kind, nature) for kind, nature, _ in labelled}
        if len(kinds) != 1:
            continue
        kind, nature, label = labelled[0]
        taken = [e for value in example.values for e in by_value[value] if e.taken and e.kind]
        best = max((max(_fit(kind, one, e) for *_, one in labelled) for e in taken), default=0.0)
        if kind and best and max(_fit(kind, one, example) for *_, one in labelled) >= LIKE * best:
            example.kind, example.nature, example.weight = FIGURE[kind][1], nature, AGAIN
