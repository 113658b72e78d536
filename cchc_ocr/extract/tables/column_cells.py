"""What the cells below a heading are printed as: figures, shares, whole numbers, grades."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cchc_ocr.extract.results.grades import grade
from cchc_ocr.extract.tables.cells import is_broken, joined, number, share_beside, without_place
from cchc_ocr.patterns import unaccented
from cchc_ocr.vietnamese import bare

_GRADE_WORDS = unaccented(r"""
    (?:nhóm\s)?(?:(?:rất |tương đối |khá |trung bình[ -]*)?(?:cao|thấp|tốt)|(?:cao|thấp) nhất|trung bình|khá
    |yếu|kém|dẫn đầu|[a-d])
""")
_TICK = re.compile(r"[xX×✓✔☑☒√v+*●•]").fullmatch
_GROUP = re.compile(r"(?:[IVX]{1,5}|[A-H])\.?").fullmatch
_PATH = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?").fullmatch
_ASIDE = re.compile(r"\s*\([^()]*\)\s*$")
_NONE = "x"  # where a figure is wanting
_FEWEST_NUMBERED = 3  # rows; fewer numbers stand in order by chance
_PAIR = 2  # figures beside a stroke
_SHARE = 0.5  # of the cells of a column that tell what it holds


@dataclass(frozen=True, slots=True)
class ColumnCells:
    """The cells below a heading that are not empty, and the figures among them."""

    texts: tuple[str, ...]
    figures: tuple[str, ...]

    @classmethod
    def below(cls, rows: Sequence[Sequence[str]], at: int) -> ColumnCells:
        texts = tuple(joined(without_place(row[at])) for row in rows if at < len(row) and row[at].strip())
        return cls(texts, tuple(text for text in texts if _is_figure(text)))

    @property
    def numeric(self) -> bool:
        told = [text for text in self.texts if text.lower() != _NONE]
        return bool(told) and len(self.figures) > _SHARE * len(told)

    @property
    def counted(self) -> bool:
        """Whether any is a figure, and no sign for none."""
        return any(number(figure.partition("/")[0]) is not None for figure in self.figures)

    @property
    def shares(self) -> bool:
        """Whether most are printed with the sign of a percentage."""
        return self._most(lambda figure: figure.endswith("%"))

    @property
    def broken(self) -> bool:
        """Whether most have decimals, which nothing has that is counted."""
        return self._most(lambda figure: is_broken(figure) or figure.endswith("%"))

    @property
    def paired(self) -> bool:
        """Whether most are points with their maximum: "8,5/10"."""
        return self._most(lambda figure: "/" in figure)

    @property
    def with_shares(self) -> bool:
        """Whether most are counts with their share behind them: "185 (97,4%)", "185/97,4%"."""
        return self._most(lambda figure: share_beside(figure) is not None and not is_broken(figure))

    @property
    def parts(self) -> bool:
        """Whether all are counts with what they are a part of, which is not the same for all: "6/9", "5/8"."""
        pairs = [tuple(map(number, figure.replace(" ", "").split("/"))) for figure in self.figures]
        told = [pair for pair in pairs if len(pair) == _PAIR and None not in pair]
        whole = all(one % 1 == of % 1 == 0 and one <= of for one, of in told)  # type: ignore[operator]
        return self.paired and len(told) == len(pairs) and whole and len({of for _, of in told}) > 1

    @property
    def decimals(self) -> bool:
        """Whether any has decimals."""
        return any(map(is_broken, self.figures))

    @property
    def out_of_most(self) -> bool:
        """Whether nearly all are points with their maximum: one for all, or with decimals: "8,5/10", "7/9"."""
        pairs = [figure.replace(" ", "").partition("/") for figure in self.figures]
        told = [(number(one), number(most)) for one, stroke, most in pairs if stroke]
        fits = all(one is not None and most is not None and one <= most for one, most in told)
        same = len({most for _, most in told}) == 1
        return self.paired and fits and (same or any(is_broken(one) for one, *_ in pairs))

    @property
    def whole(self) -> bool:
        """Whether all are whole numbers, and not all of them years."""
        return all(map(str.isdigit, self._plain)) and not self.years

    @property
    def years(self) -> bool:
        """Whether all are years."""
        return all(re.fullmatch(r"(?:19|20)\d\d", figure) for figure in self._plain)

    @property
    def _plain(self) -> list[str]:
        return [
            figure.partition("(")[0].strip().replace(".", "") for figure in self.figures if figure not in "-–−"
        ]

    @property
    def numbers_rows(self) -> bool:
        """Whether the cells number their rows in order, with parts or without: 1, 1.1, 1.2, 2.

        Below a number of a group, "II", they may begin again.
        """
        marks = [text for text in self.texts if not _GROUP(text)]
        paths = [[int(part) for part in text.rstrip(".").split(".")] for text in marks if _PATH(text)]
        first = bool(paths) and paths[0] == [1] and len(paths) == len(marks) >= _FEWEST_NUMBERED
        grouped = len(marks) < len(self.texts)
        return first and all(follows(a, b) or (grouped and b == [1]) for a, b in pairwise(paths))

    def within(self, most: float) -> bool:
        """Whether there are figures, and none passes a maximum."""
        plain = [figure.rstrip("% ") for figure in self.figures]
        values = [float(f.replace(",", ".")) for f in plain if re.fullmatch(r"\d+(?:,\d+|\.\d{1,2})?", f)]
        return bool(values) and len(values) == len([f for f in plain if f[-1:].isdigit()]) and max(values) <= most

    def _most(self, holds: Callable[[str], bool]) -> bool:
        return bool(self.figures) and sum(map(holds, self.figures)) > _SHARE * len(self.figures)


def follows(one: Sequence[int], other: Sequence[int]) -> bool:
    """Whether a number of a list may stand right behind another: its first part, or the next at any level.

    >>> follows([1], [1, 1]), follows([1, 4], [2]), follows([1, 4], [1, 6]), follows([3], [5])
    (True, True, False, False)
    """
    if [*other] == [*one, 1]:
        return True
    level = len(other) - 1
    return level < len(one) and [*other[:level]] == [*one[:level]] and other[level] == one[level] + 1


def is_ticked(cells: Sequence[str]) -> bool:
    """Whether all cells are marks that say which of several columns holds: "x", "✓"."""
    return bool(cells) and all(map(_TICK, cells))


def is_grade_word(cell: str) -> bool:
    """Whether a cell is a grade whatever its heading: a letter may be a mark of anything."""
    word = _ASIDE.sub("", cell)  # "Tốt (từ 80 đến dưới 90)"
    return len(word) > 1 and (is_grade(word) or grade(word) is not None)


def is_grade(cell: str) -> bool:
    return _GRADE_WORDS.fullmatch(bare(cell).lower()) is not None


def _is_figure(cell: str) -> bool:
    return (
        re.fullmatch(r"[-–−+]?\d[\d.,]*\s?%?(?:\s?/\s?\d[\d.,]*\s?%?)?(?:\s?\(\s?\d[\d.,]*\s?%\s?\))?|[-–−]", cell)
        is not None
    )
