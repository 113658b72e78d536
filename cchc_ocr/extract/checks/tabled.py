"""Which values of a record stand in its tables, by what was seen where they were read."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from cchc_ocr.records import Evidence, Record

# Of each list of the record the values that stand in tables, each with the number of its table and its row there.
Tabled = Mapping[str, Mapping[int, tuple[int, int]]]
_KINDS = ("scores", "totals", "ranks", "grades", "deductions", "percentages", "counts")
_FIGURES = frozenset({"score", "max_score", "self_score", "position", "grade", "points", "value"})


def tabled_in(record: Record) -> Tabled:
    """The values whose figures were seen in cells of one row, with what else it says of them.

    They come in the order of the rows; a figure that only the text has may be that of a row by chance.
    """
    rows = {
        (at, y): Counter(filter(None, row))
        for at, table in enumerate(record.tables)
        for y, row in enumerate(table.rows)
    }
    places = defaultdict[str, list[tuple[int, int]]](list)
    for place, cells in rows.items():
        for cell in cells:
            places[cell].append(place)
    found: dict[str, dict[int, tuple[int, int]]] = {}
    for kind in _KINDS:
        last = (0, 0)
        for i, (figures, words) in sorted(_by_value(record.evidence, kind).items()):
            near = min((places[figure] for figure in figures), key=len, default=[])
            told = [(at, (words & rows[at]).total()) for at in near if not figures - rows[at]]
            likely, shared = max(told, key=lambda one: (one[1], one[0] >= last), default=(last, 0))
            if shared:
                found.setdefault(kind, {})[i] = last = likely
    return found


_TableWords = tuple[Counter[str], Counter[str]]


def _by_value(evidence: Sequence[Evidence], kind: str) -> Mapping[int, _TableWords]:
    """What was seen of the figures of each value of a kind, and of the rest of it."""
    seen: dict[int, _TableWords] = {}
    for one in evidence:
        parts = one.field.split("/")
        if len(parts) == 4 and parts[1] == kind and parts[2].isdigit():
            figures, words = seen.setdefault(int(parts[2]), (Counter(), Counter()))
            (figures if parts[3] in _FIGURES else words)[one.text] += 1
    return seen
