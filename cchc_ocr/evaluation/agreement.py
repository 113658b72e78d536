"""Compares a record with facts written by hand: counts what is right, wrong, missing and invented."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from rapidfuzz import fuzz

from cchc_ocr.evaluation.scoring import Tally, normal, rate

Facts = Mapping[str, Any]

HEADER = (
    "type",
    "number",
    "symbol",
    "number_symbol",
    "issuer",
    "parent",
    "place",
    "date",
    "subject",
    "signer",
    "signer_title",
    "urgency",
    "secrecy",
)
# What a mark "number" or "date.day" among the handwritten fields makes unsure.
_BY_HAND = {"number": ("number", "number_symbol"), "date": ("date",)}


@dataclass(frozen=True, slots=True)
class HeaderCounts(Tally):
    """Outcomes of the single fields of a header."""

    right: int = 0
    wrong: int = 0
    missing: int = 0
    invented: int = 0
    rightly_null: int = 0

    @property
    def accuracy(self) -> float:
        """Right ones ÷ those that are printed."""
        return rate(self.right, self.right + self.wrong + self.missing)


@dataclass(frozen=True, slots=True)
class ListCounts(Tally):
    """Outcomes of a kind of value of which a document may have many."""

    wanted: int = 0
    found: int = 0
    hits: int = 0

    @property
    def precision(self) -> float:
        return rate(self.hits, self.found) if self.found else 1.0

    @property
    def recall(self) -> float:
        return rate(self.hits, self.wanted) if self.wanted else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.precision * self.recall / ((self.precision + self.recall) or 1.0)


def same_text(a: str | None, b: str | None, least: float = 95.0) -> bool:
    """Long texts may differ in a stray character, short ones may not; capitals and end marks do not count.

    >>> same_text("SỞ NỘI VỤ", "Sở Nội vụ"), same_text("Sở Nội vụ", "Sở Nối vụ")
    (True, False)
    """
    if a is None or b is None:
        return a is b
    a, b = (normal(text).casefold().strip(" .;:,/") for text in (a, b))
    return a == b or (min(len(a), len(b)) > 25 and fuzz.ratio(a, b) >= least)


def compare_header(facts: Facts, record: Facts) -> dict[str, HeaderCounts]:
    """Outcome of every header field; ``facts`` and ``record`` in the scheme of the record.

    A field named in ``handwritten`` is judged under "by hand": there null is honest and only a value that
    the hand did not write (``handwritten_values``) is invented.
    """
    wanted, found = facts["document"], record.get("document") or {}
    unsure = {name for mark in facts.get("handwritten", ()) for name in _BY_HAND.get(mark.split(".")[0], (mark,))}
    written = facts.get("handwritten_values", {})
    printed = {name: _judge(wanted.get(name), found.get(name)) for name in HEADER if name not in unsure}
    by_hand = {
        f"{name} by hand": _judge_hand(written.get(name), found.get(name)) for name in HEADER if name in unsure
    }
    return printed | by_hand


def _judge(want: str | None, have: str | None) -> HeaderCounts:
    if want is None:
        return HeaderCounts(rightly_null=1) if have is None else HeaderCounts(invented=1)
    if have is None:
        return HeaderCounts(missing=1)
    return HeaderCounts(right=1) if same_text(want, have) else HeaderCounts(wrong=1)


def _judge_hand(written: str | None, have: str | None) -> HeaderCounts:
    if have is None:
        return HeaderCounts(rightly_null=1)
    return HeaderCounts(right=1) if same_text(written, have) else HeaderCounts(invented=1)


def _number(value: float | int | None) -> float | None:
    return None if value is None else round(float(value), 4)


def _key(text: str | None) -> str:
    return normal(text or "").casefold().replace(" ", "")


def _same_reference(want: Facts, have: Facts) -> bool:
    return _key(want["number_symbol"]) == _key(have.get("number_symbol")) and want.get("date") == have.get("date")


def _same_score(want: Facts, have: Facts) -> bool:
    figures = all(_number(want.get(name)) == _number(have.get(name)) for name in ("score", "max_score", "percent"))
    names = [normal(facts.get("criterion") or "").casefold() for facts in (want, have)]
    return figures and fuzz.partial_ratio(*names) >= 85


def _same_total(want: Facts, have: Facts) -> bool:
    return all(_number(want.get(name)) == _number(have.get(name)) for name in ("score", "max_score")) and (
        want.get("year") in (None, have.get("year"))
    )


def _same_rank(want: Facts, have: Facts) -> bool:
    return all(want.get(name) == have.get(name) for name in ("position", "of", "change")) and (
        want.get("year") in (None, have.get("year"))
    )


def _same_count(want: Facts, have: Facts) -> bool:
    return all(_number(want.get(name)) == _number(have.get(name)) for name in ("value", "of"))


def _same_signature(want: Facts, have: Facts) -> bool:
    return want.get("time") == have.get("time") and same_text(want.get("signer"), have.get("signer"))


Same = Callable[[Any, Any], bool]
KINDS: Mapping[str, Same] = {
    "addressees": same_text,
    "recipients": same_text,
    "references": _same_reference,
    "scores": _same_score,
    "totals": _same_total,
    "ranks": _same_rank,
    "deductions": lambda want, have: _number(want["points"]) == _number(have.get("points")),
    "percentages": lambda want, have: _number(want["value"]) == _number(have.get("value")),
    "counts": _same_count,
    "dates": lambda want, have: bool(want == have),
    "checks": lambda want, have: bool(want == have),
    "signatures": _same_signature,
}


def matches(wanted: Sequence[Any], found: Sequence[Any], same: Same) -> list[tuple[int, int]]:
    """Pairs of positions that agree, each used once; in order, so that the first of equals is taken.

    >>> matches([1, 2, 2], [2, 3, 1], lambda want, have: want == have)
    [(0, 2), (1, 0)]
    """
    free = list(range(len(found)))
    pairs = []
    for number, want in enumerate(wanted):
        hit = next((position for position in free if same(want, found[position])), None)
        if hit is not None:
            free.remove(hit)
            pairs.append((number, hit))
    return pairs


def compare_list(kind: str, facts: Facts, record: Facts) -> ListCounts:
    """Values of one kind. What ``also`` of the facts allows may be found or not: it counts for neither side."""
    same = KINDS[kind]
    wanted, found = values(kind, facts), values(kind, record)
    pairs = matches(wanted, found, same)
    taken = {position for _, position in pairs}
    rest = [have for position, have in enumerate(found) if position not in taken]
    extra = [have for have in rest if not allowed(kind, have, facts)]
    return ListCounts(wanted=len(wanted), found=len(pairs) + len(extra), hits=len(pairs))


def allowed(kind: str, have: Any, facts: Facts) -> bool:
    """Whether ``also`` allows a value that the facts do not require."""
    return any(KINDS[kind](may, have) for may in facts.get("also", {}).get(kind, ()))


def values(kind: str, source: Facts) -> Sequence[Any]:
    """The values of a kind, of facts or of a record; checks by the codes of those that warn."""
    if kind in ("addressees", "recipients"):
        return (source.get("document") or {}).get(kind) or ()
    if kind == "checks":
        codes = [check if isinstance(check, str) else _warning(check) for check in source.get(kind) or ()]
        return sorted({code for code in codes if code})
    return source.get(kind) or ()


def _warning(check: Facts) -> str | None:
    return None if check["level"] == "info" else str(check["code"])


def compare_tables(facts: Facts, record: Facts) -> ListCounts:
    """Cells of all tables. Tables are paired by page, the best first; rows are aligned in order, cells by column.

    Empty cells count for neither side: nothing is printed there.
    """
    wanted, found = ([_grid(table) for table in source.get("tables") or ()] for source in (facts, record))
    pages = [[table["page"] for table in source.get("tables") or ()] for source in (facts, record)]
    scored = sorted(
        (
            (_aligned(wanted[i], found[j]), i, j)
            for i, j in product(range(len(wanted)), range(len(found)))
            if pages[0][i] == pages[1][j]
        ),
        reverse=True,
    )
    hits, used_wanted, used_found = 0, set[int](), set[int]()
    for cells, i, j in scored:
        if i not in used_wanted and j not in used_found:
            hits += cells
            used_wanted.add(i)
            used_found.add(j)
    count = [sum(1 for grid in grids for row in grid for cell in row if cell) for grids in (wanted, found)]
    return ListCounts(wanted=count[0], found=count[1], hits=hits)


def _grid(table: Facts) -> list[list[str]]:
    rows = [table["header"], *table["rows"]] if table.get("header") else table["rows"]
    return [[normal(cell or "") for cell in row] for row in rows]


def _aligned(wanted: Sequence[Sequence[str]], found: Sequence[Sequence[str]]) -> int:
    """The most cells that agree when rows are paired in order (longest common subsequence, weighted by cells)."""
    best = [0] * (len(found) + 1)
    for want in wanted:
        before = best[:]
        for column, have in enumerate(found, 1):
            cells = sum(1 for a, b in zip(want, have, strict=False) if a and a == b)
            best[column] = max(before[column], best[column - 1], before[column - 1] + cells)
    return best[-1]


def compare_record(facts: Facts, record: Facts) -> tuple[dict[str, HeaderCounts], dict[str, ListCounts]]:
    """All that ``facts`` speak of; a kind that is absent from them is not judged.

    Whether a text layer was rightly used or not (``origin``) is judged like a field of the header.
    """
    header = compare_header(facts, record)
    if "origin" in facts:
        header["origin"] = _judge(facts["origin"], record["source"]["origin"])
    lists = {
        kind: compare_list(kind, facts, record) for kind in KINDS if kind in facts or kind in facts["document"]
    }
    if "tables" in facts:
        lists["table cells"] = compare_tables(facts, record)
    return header, lists
