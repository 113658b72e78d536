"""Puts labels of statements down to the figures of a document: they say values, and not where these stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cchc_ocr.extract.results.context import Context
from cchc_ocr.extract.tables.cells import number
from cchc_ocr.extract.tables.tables import Tables
from cchc_ocr.extract.tagging.cell_features import CellPlace, cell_features, words

# The slot of each list of labels with the figure that a statement is about, and what kind of figure that is.
FIGURE = {
    "scores": ("score", "score"),
    "totals": ("score", "total"),
    "ranks": ("position", "rank"),
    "deductions": ("points", "deduction"),
    "percentages": ("value", "percentage"),
    "counts": ("value", "count"),
}
BESIDE = {"max": "maximum", "self_score": "self score", "percent": "percentage", "of": "whole"}
SURELY_NONE = frozenset(
    {"date", "document", "article", "ordinal", "code", "telephone", "money", "measure", "time", "page"}
)
OPTIONAL, AGAIN = 0.3, 0.5  # what examples count that need not be said, and those that are said once more
CLOSE = 0.04  # two labels that fit a figure as well as each other leave it open
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
    """A figure in the text (``place`` is where it begins) or in a cell, with its kind where the labels tell it.

    ``near`` and ``wide`` are the words around it, ``share`` says whether it is a percentage, ``role`` what the
    rules take it for. Figures in cells have ``features``. ``weight`` is what the example counts for.
    """

    place: int | CellPlace
    values: frozenset[float]
    near: frozenset[str]
    wide: frozenset[str]
    share: bool
    role: str
    features: frozenset[str] = frozenset()
    kind: str | None = None
    weight: float = 1.0
    taken: bool = False

    def learn(self, kind: str | None, weight: float) -> None:
        self.taken, self.kind, self.weight = True, kind, weight


ByValue = Mapping[float, Sequence[Example]]


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """The figure of a label, and the list it is in; None where a target or rule may be of several."""

    kind: str | None
    label: Mapping[str, Any]
    value: float

    def fit(self, example: Example) -> float:
        """How well the words around a figure are those of the label."""
        names = _texts(self.label, "name", "criterion", "about", "note")
        fit = max((_share(name, example) for name in names), default=0.3)
        fit += 0.3 * max((_share(unit, example) for unit in _texts(self.label, "unit")), default=0.0)
        musts = [max(_share(str(m), example) for m in _many(must)) for must in self.label.get("must", [])]
        fit += 0.3 * sum(musts) / len(musts) if musts else 0.0
        if example.role in SURELY_NONE:
            fit -= 1.0
        return fit + self._fit_of_kind(example)

    def _fit_of_kind(self, example: Example) -> float:
        if self.kind is None:
            return 0.0
        if self.kind == "percentages":
            return 0.8 if example.share else -0.4
        signs = 0.5 * bool(_SIGNS.get(self.kind, set()) & example.near)
        return signs - (example.share and self.kind not in ("totals", "scores"))


def examples_of(context: Context, tables: Tables, labels: Mapping[str, Any]) -> list[Example]:
    """The figures of a document with their labels; those that these leave open have no kind."""
    found = [*_of_text(context), *_of_cells(tables)]
    by_value: dict[float, list[Example]] = defaultdict(list)
    for example in found:
        for value in example.values:
            by_value[value].append(example)
    stated = [*_stated(labels)]
    _align(stated, by_value)
    beside = {value for one in stated for slot in BESIDE for value in _numbers(one.label.get(slot))}
    for example in found:
        if not example.taken:
            _learn_rest(example, stated, by_value, beside)
    return found


def _of_text(context: Context) -> Iterator[Example]:
    for figure in context.account.figures:
        clause, sentence = context.phrases.clause(figure.start), context.phrases.sentence(figure.start)
        near = context.text[max(clause.start, figure.start - 150) : min(clause.end, figure.end + 110)]
        wide = context.text[context.scopes.paragraph(figure.start).start : sentence.end]
        above = " ".join(context.text[a.start : a.end] for a in context.scopes.above(figure.start))
        yield Example(
            place=figure.start,
            values=frozenset() if figure.code else frozenset({round(figure.decimal, 4), float(figure.whole)}),
            near=frozenset(_plain(near)),
            wide=frozenset(_plain(f"{wide} {above} {context.phrases.topic}")),
            share=context.text[figure.end : figure.end + 2].strip().startswith("%"),
            role=context.account.use(figure).role,
        )


def _of_cells(tables: Tables) -> Iterator[Example]:
    for place, features in cell_features(tables):
        sheet = tables.sheets[place.table]
        row, column = sheet.record.rows[place.row], sheet.columns[place.column]
        cell = sheet.cell(row, column) or ""
        value = number(cell.partition("/")[0]) or 0.0
        head = dict(enumerate(sheet.heads or sheet.record.header)).get(place.column, "")
        yield Example(
            place=place,
            values=frozenset({round(value, 4), round(abs(value), 4)}),
            near=frozenset(_plain(f"{head} {sheet.name(row)}")),
            wide=frozenset(_plain(f"{sheet.around} {tables.document.subject} {' '.join(row)}")),
            share="%" in cell or "%" in head,
            role=column.kind,
            features=features,
        )


def _stated(labels: Mapping[str, Any]) -> Iterator[StatedFigure]:
    for kind, (slot, _) in FIGURE.items():
        for label in labels.get(kind, []):
            yield from (StatedFigure(kind, label, value) for value in _numbers(label.get(slot))[:1])
    for label in (*labels.get("targets", []), *labels.get("rules", [])):
        kinds = _many(label.get("kind"))
        told = kinds[0] if len(kinds) == 1 and kinds[0] in FIGURE else None
        yield from (StatedFigure(told, label, value) for value in _numbers(label["value"]))


def _align(stated: Sequence[StatedFigure], by_value: ByValue) -> None:
    """Gives each label the figure that fits it best, the surest first; what two kinds fit stays open."""
    pairs = [(round(one.fit(e), 4), n, e) for n, one in enumerate(stated) for e in by_value.get(one.value, ())]
    pairs.sort(key=lambda pair: (-pair[0], pair[1]))
    left = set(range(len(stated)))
    for fit, n, example in pairs:
        if n not in left or example.taken or fit < 0:
            continue
        left.discard(n)
        one = stated[n]
        others = (other for other, k, e in pairs if e is example and k in left and stated[k].kind != one.kind)
        told = one.kind if all(fit - other >= CLOSE for other in others) else None
        example.learn(FIGURE[told][1] if told else None, OPTIONAL if one.label.get("optional") else 1.0)
        if told:
            _learn_beside(one.label, example, by_value)


def _learn_beside(label: Mapping[str, Any], main: Example, by_value: ByValue) -> None:
    """The figures that belong to a statement: maximum, base, what was claimed."""
    for slot, kind in BESIDE.items():
        for value in _numbers(label.get(slot)):
            near = [e for e in by_value.get(value, ()) if not e.taken and _distance(e, main) < NEAR]
            if near:
                told = "base" if slot == "of" and main.kind == "rank" else kind
                min(near, key=lambda one: _distance(one, main)).learn(told, main.weight)


def _distance(one: Example, other: Example) -> float:
    """Characters between two figures of the text, or columns between two of a row; of no others there is any."""
    if isinstance(one.place, int) and isinstance(other.place, int):
        return abs(one.place - other.place)
    if isinstance(one.place, int) or isinstance(other.place, int) or one.place.line != other.place.line:
        return float("inf")
    return abs(one.place.column - other.place.column)


def _learn_rest(example: Example, stated: Sequence[StatedFigure], by_value: ByValue, beside: set[float]) -> None:
    """A figure that no label took: of no labelled value it is none, else the same again or left open."""
    labelled = [one for one in stated if one.value in example.values]
    if example.role in SURELY_NONE:
        example.kind = "none"
    elif not labelled and example.role in ("maximum", "base", "whole", "change"):
        example.kind = example.role
    elif not labelled:
        example.kind = None if example.values & beside else "none"
    elif len({one.kind for one in labelled}) == 1 and labelled[0].kind:
        taken = [e for value in example.values for e in by_value[value] if e.taken and e.kind]
        best = max((one.fit(e) for one in labelled for e in taken), default=0.0)
        if best and max(one.fit(example) for one in labelled) >= LIKE * best:
            example.kind, example.weight = FIGURE[labelled[0].kind][1], AGAIN


def _share(wanted: str, example: Example) -> float:
    """How many of the wanted words stand near a figure; those that stand farther off count less."""
    plain = _plain(wanted)
    near = sum(word in example.near for word in plain)
    wide = sum(word in example.wide for word in plain)
    return (near + 0.4 * max(wide - near, 0)) / len(plain) if plain else 0.0


def _plain(text: str) -> list[str]:
    return [part for word in words(text) for part in SHORT.get(word, word).split()]


def _texts(label: Mapping[str, Any], *slots: str) -> list[str]:
    return [str(text) for slot in slots for text in _many(label.get(slot)) if text]


def _numbers(value: Any) -> list[float]:
    return [round(float(one), 4) for one in _many(value) if isinstance(one, int | float)]


def _many(value: Any) -> list[Any]:
    """The wanted values of a slot; a list means any of these."""
    return value if isinstance(value, list) else [value]
