"""One thing that a document states twice, with figures that differ by a slip."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import combinations

from cchc_ocr.check_texts import failed
from cchc_ocr.extract.checks.slips import is_slip
from cchc_ocr.extract.text.finding import agree
from cchc_ocr.patterns import unaccented
from cchc_ocr.records import Check, Count, Percentage, Rank, Total
from cchc_ocr.vietnamese import bare

_OVERDUE = frozenset({"tre", "han"})
_OF_INDEX = frozenset({"chi", "muc", "do"})
_HUNDRED = 100.0
# Words that do not tell one thing counted from another.
_EMPTY = unaccented(r"""
    \b(?:trong (?:kỳ|quý|tháng|năm)|nêu trên|tỷ lệ|tỉ lệ|mức độ|tổng|số|cộng|của|các|là|đạt|kỳ|quý|tháng|năm|nay
    |được|tại|nêu|đã|có|và|phiếu|lần)\b
""")
_INDEX_ALONE = unaccented(r"""
    (?:\W*\b(?:chỉ số|kết quả|sipas|par index|papi|pci|dti|cchc|cải cách hành chính|hài lòng|chuyển đổi số|chung
    |của|năm|toàn|tỉnh|thành phố|huyện|xã|ta|\d{4})\b\W*)+
""")
_OF_AN_INDEX = unaccented(r"\b(?:chỉ số|sipas|par index|papi|pci|dti|cchc)\b")
_LATE = unaccented(r"\b(?:quá|trễ|chậm) hạn\b")
_FEWEST_WORDS, _FEWEST_SHARED = 3, 4
_NEAR = 0.05  # of the greater one; what is farther off is of something else
_LEAST = 10  # smaller figures are too often a digit apart


def slipped(kind: str, values: Sequence[Percentage | Count], tabled: Collection[int] = ()) -> Iterator[Check]:
    """Shares and counts of one name, body and time that are a slip apart; where there are three, none is one.

    ``tabled`` are those that stand in tables. What stands side by side is compared, and not said twice.
    """
    named = [(i, value, _words(_called(value))) for i, value in enumerate(values) if value.nature == "result"]
    for at, other_at in _of_one_thing(named):
        (i, one, words), (j, other, _) = named[at], named[other_at]
        if _are_beside(i, j, tabled) or not is_slip(one.value, other.value):
            continue
        stated = {v.value for _, v, said in named if _is_one(words, said) and _is_same(one, v)}
        if len(stated) == 2 and max(stated) >= _LEAST:
            fields = (f"/{kind}/{i}/value", f"/{kind}/{j}/value")
            yield failed(code="said-twice", fields=fields, name=one.name or "", one=one.value, other=other.value)


def _of_one_thing(named: Sequence[tuple[int, Percentage | Count, frozenset[str]]]) -> list[tuple[int, int]]:
    """The places of each two values that are of one thing, in order; looked up, as a table may have thousands."""
    places: dict[tuple[object, frozenset[str]], list[int]] = {}
    for at, (_, value, words) in enumerate(named):
        places.setdefault((_slots(value), words), []).append(at)
    pairs = {
        (min(at, other), max(at, other))
        for at, (_, value, words) in enumerate(named)
        for others in (words, *(words - {word} for word in words))
        if _is_one(words, others)
        for other in places.get((_slots(value), others), ())
        if other != at
    }
    return sorted(pairs)


def _are_beside(i: int, j: int, tabled: Collection[int]) -> bool:
    return j == i + 1 and (i in tabled) == (j in tabled)


def _is_same(one: Percentage | Count, other: Percentage | Count) -> bool:
    return _slots(one) == _slots(other)


def _slots(value: Percentage | Count) -> tuple[object, ...]:
    """What two values of one thing have in common, besides their name."""
    return tuple(getattr(value, slot, None) for slot in ("body", "year", "period", "index", "of"))


def _is_one(words: frozenset[str], others: frozenset[str]) -> bool:
    """Whether two names are the same, or one has a word more."""
    shared = len(words & others)
    if words == others:
        return shared >= _FEWEST_WORDS
    return (
        shared >= _FEWEST_SHARED and shared == min(len(words), len(others)) and abs(len(words) - len(others)) == 1
    )


def _called(value: Percentage | Count) -> str | None:
    """The name of a value; that of its index where no more is said: "Chỉ số SIPAS của tỉnh", "SIPAS năm 2023"."""
    index = value.index if isinstance(value, Percentage) else None
    return index if index and _INDEX_ALONE.fullmatch(bare(value.name or "").lower()) else value.name


def _words(name: str | None) -> frozenset[str]:
    said = _EMPTY.sub(" ", _LATE.sub("tre han", bare(name or "").lower()))
    words = frozenset(re.findall(r"\w+", said))
    return words | {"ho"} if words == _OVERDUE else words  # "Quá hạn" is said of dossiers, "hồ sơ"


def names_index(name: str | None) -> bool:
    """Whether a name is that of an index, and of no part of it.

    >>> names_index("SIPAS (%)"), names_index("tỉnh ta")
    (True, False)
    """
    said = bare(name or "").lower()
    return _INDEX_ALONE.fullmatch(said) is not None and _OF_AN_INDEX.search(said) is not None


def without_body(value: Total | Rank) -> str:
    """The name of a value in small letters, without that of its body."""
    name = (value.name or "").casefold()
    return name.replace(value.unit.casefold(), "") if value.unit else name


def told_as_total(percentages: Sequence[Percentage], totals: Sequence[Total]) -> Iterator[Check]:
    """A share and a total of one name, body and time, that are a slip apart: "92,64" in a table, "92,46%"."""
    for i, share in enumerate(percentages):
        words = _words(_called(share)) - _OF_INDEX
        for j, total in enumerate(totals):
            slots = all(
                getattr(share, slot) == getattr(total, slot) for slot in ("body", "year", "period", "nature")
            )
            hundred = total.max_score in (None, _HUNDRED) and total.basis != "self"
            if not (slots and hundred and share.nature == "result") or share.year is None or total.score is None:
                continue
            named = _words(total.name) - _OF_INDEX
            if words == named and len(words) >= _FEWEST_WORDS and is_slip(share.value, total.score):
                fields = (f"/percentages/{i}/value", f"/totals/{j}/score")
                args = {"one": share.value, "other": total.score}
                yield failed(code="said-twice", fields=fields, name=share.name or "", **args)


def index_twice(totals: Sequence[Total], tabled: Collection[int] = ()) -> Iterator[Check]:
    """An index of one body and year that is a slip apart from what is said of it elsewhere.

    What a sentence says of a body is, in full, what a table says of it; there it need not be a slip.
    """
    known = [(i, t) for i, t in enumerate(totals) if t.index and t.nature == "result" and t.basis != "average"]
    for (i, one), (j, other) in combinations(known, 2):
        slots = ("index", "body", "year", "period")
        same = one.year is not None and all(getattr(one, slot) == getattr(other, slot) for slot in slots)
        told = agree(one.max_score, other.max_score) and one.basis == other.basis and _on_one_scale(one, other)
        if _are_beside(i, j, tabled) or not same or not told:
            continue
        if one.score is None or other.score is None:
            continue
        slip = one.unit == other.unit and is_slip(one.score, other.score)
        if slip or ((i in tabled) != (j in tabled) and _is_of_table(one, other)):
            fields = (f"/totals/{i}/score", f"/totals/{j}/score")
            yield failed(code="said-twice", fields=fields, name=one.name or "", one=one.score, other=other.score)


def _is_of_table(one: Total, other: Total) -> bool:
    """Whether a sentence says of a body what a table says of it, and has another figure.

    What a name says besides the index and the body may be why the two differ: "trước khi trừ".
    """
    units = [(total.unit or "").casefold() for total in (one, other)]
    names = [without_body(total) for total in (one, other)]
    plain = all(not name.strip() or names_index(name) for name in names)
    scores = [total.score or 0.0 for total in (one, other)]
    near = 0 < abs(scores[0] - scores[1]) < _NEAR * max(scores)
    return bool(units[0]) and units[0] == units[1] and plain and near


def _on_one_scale(one: Total, other: Total) -> bool:
    """Whether no points pass the most that the other may have: 13 of 15 for a part are not 83 for all."""
    most = min((total.max_score for total in (one, other) if total.max_score), default=None)
    return most is None or max(one.score or 0, other.score or 0) <= most
