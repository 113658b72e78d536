"""The account of the figures of a text: which there are, what each is, and what may still be a result."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from cchc_ocr.extract.figures.roles import Role, Use, known_roles
from cchc_ocr.extract.figures.tokens import FigureToken, find_figures
from cchc_ocr.extract.text.passage import Trace
from cchc_ocr.extract.text.phrases import Phrases
from cchc_ocr.patterns import unaccented

TOKEN = "#"  # a figure in the view is as many of these as it has characters
_UNKNOWN = Use("unknown", "no rule knows it")
# Words of results: a figure beside them that no rule knows may be one that was missed.
_OF_RESULTS = unaccented(r"\b(?:điểm|xếp hạng|xếp thứ|thứ hạng|chỉ số|tỷ lệ|tối đa|thẩm định|tự chấm)\b")


@dataclass(frozen=True, slots=True)
class AccountLine:
    """A line of the account: a figure as printed, its role and the reason, the statement that it is in, its place.

    ``statement`` is a JSON Pointer into the record, None where no statement has the figure.
    """

    figure: str
    role: Role
    why: str
    statement: str | None
    page: int
    box: tuple[int, int, int, int] | None

    def to_json(self) -> str:
        """One JSON object with accented letters as they are."""
        return json.dumps(asdict(self), ensure_ascii=False)


class FigureAccount:
    """All figures of a text. Those that are parts of dates, numbers and the like have their role from the start.

    ``view`` is the bare text in which every other figure is a run of ``TOKEN``, offset by offset: patterns over it
    see a figure as one sign, whatever its form, and never see digits of another role as a result. A statement that
    takes figures claims them; a figure is claimed once.
    """

    def __init__(self, phrases: Phrases, cited: Sequence[tuple[int, int]] = ()) -> None:
        self.phrases = phrases
        self.figures = find_figures(phrases.text)
        self._at = {figure.start: figure for figure in self.figures}
        self._uses = known_roles(phrases, self.figures, cited)
        self._known = frozenset(self._uses)
        self.view = self._view()

    def _view(self) -> str:
        signs = list(self.phrases.plain.replace(TOKEN, " "))
        for figure in self.figures:
            if figure.start not in self._uses:
                signs[figure.start : figure.end] = TOKEN * (figure.end - figure.start)
        return "".join(signs)

    def __getitem__(self, start: int) -> FigureToken:
        return self._at[start]

    def is_free(self, start: int) -> bool:
        """Whether a figure begins there that has no role yet."""
        return start in self._at and start not in self._uses

    def claim(self, start: int, role: Role, why: str) -> None:
        """Gives a figure its role. The first statement that claims it has it."""
        if start in self._at:
            self._uses.setdefault(start, Use(role, why))

    def use(self, figure: FigureToken) -> Use:
        """What a figure is used for; "unknown" where neither a rule nor a statement knows it."""
        return self._uses.get(figure.start, _UNKNOWN)

    def missed(self) -> Iterator[tuple[FigureToken, Trace]]:
        """The unknown figures that stand beside words of results, and where."""
        for figure in self.figures:
            if self.use(figure) is _UNKNOWN:
                clause = self.phrases.clause(figure.start)
                if _OF_RESULTS.search(self.phrases.plain, clause.start, clause.end):
                    yield figure, self.phrases.passage.trace(figure.start, figure.end)

    def lines(self, statements: Sequence[tuple[int, int, str]]) -> Iterator[AccountLine]:
        """The account line by line; ``statements`` are the stretches of statements and their pointers."""
        for figure in self.figures:
            use, trace = self.use(figure), self.phrases.passage.trace(figure.start, figure.end)
            stated = (at for start, end, at in statements if start <= figure.start < end)
            pointer = None if figure.start in self._known else next(stated, None)
            evidence = trace.evidence("")
            yield AccountLine(figure.text, use.role, use.why, pointer, trace.page, evidence.box)

    def within(self, start: int, end: int) -> Iterator[FigureToken]:
        """The figures in a stretch, in order."""
        return (figure for figure in self.figures if start <= figure.start < end)

    def free_matches(self, pattern: re.Pattern[str], *names: str) -> Iterator[re.Match[str]]:
        """The matches of a pattern in the view whose figures, the groups ``names``, have no role yet."""
        for match in pattern.finditer(self.view):
            if all(match.start(name) < 0 or self.is_free(match.start(name)) for name in names):
                yield match
