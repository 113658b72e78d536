"""Figures, dates and document numbers that were read from pixels, as they were meant.

Repair by language leaves numbers and codes alone. Here their form decides: "20§1/QĐ" can only be 2081,
"202%NĐ-CP" only 2025/NĐ-CP. Plain text is not touched: nobody types a § for an 8, so that what stands there was
meant. A word keeps the confidence that the engine gave it, and what was seen: by that the head tells figures that
were read from those that were concluded.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cchc_ocr.changes import Change
from cchc_ocr.document import Line, Page, Word
from cchc_ocr.numbering.figures import figures, slashes
from cchc_ocr.numbering.shapes import FIGURE, SIGN_OF_FIGURE
from cchc_ocr.numbering.signs import Signs
from cchc_ocr.numbering.symbols import NO_LETTER, Symbols
from cchc_ocr.patterns import accented
from cchc_ocr.vietnamese import bare

_CODE = accented(rf"""
    ^(?P<open>[(“\"]?)                          # "(20§1/QĐ-UBND)"
    (?P<number>{FIGURE}{{1,6}})                  # "20§1"
    (?P<year>/(?:19|20)\d[\d§&%])?              # "37/202%NĐ-CP"
    (?P<slash>/?)                               # none: "215UBND-NC"
    (?P<symbol>[\w!§†‡'`~&Đ-]*[A-ZĐ][\w!§†‡'`~&Đ.-]*(?<!\.))  # "KH-SI.ĐTBXH"
    (?P<close>[;,.:)”\"]*)$                     # "/QĐ-UBND);"
""")
_DATE = re.compile(
    rf"^(?P<day>{FIGURE}{{1,2}})/(?P<month>{FIGURE}{{1,2}})/?(?P<year>(?:19|20)\d\d)(?P<close>\D?)$"
)
_ALONE = re.compile(rf"^(?=.?[\d§Š&\]!]){SIGN_OF_FIGURE}{{1,2}}_?$")
_GROUP = re.compile(r"(?<![\wĐ])[A-ZĐ][A-Za-zđĐ&]{3,}(?![\w.])")
_FIGURES = re.compile(rf"^{FIGURE}{{1,4}}$")
_OPEN_NUMBER = re.compile(r"^\d{1,5}/$")
_OPEN_DATE = re.compile(r"^\d{1,2}/\d?$")
_OPEN_YEAR = re.compile(r"^\d{1,4}/(?:19|20)\d?$")
_SURE = 0.85  # an engine this sure of a word is not contradicted about its symbol
_LOG_ODDS = 2.6  # all 13 changes to the scans that they were tried on were right: 14 to 1 for the next one


@dataclass(frozen=True, slots=True)
class _WordRun:
    """One word, or several that are one number, at ``start:end`` of its line; ``text`` is how it is read now."""

    start: int
    end: int
    text: str
    confidence: float
    steps: tuple[str, ...] = ()

    def read_as(self, text: str, step: str) -> _WordRun:
        """The same stretch in another reading, which is a step more; itself where nothing differs."""
        return self if text == self.text else replace(self, text=text, steps=(*self.steps, step))

    def with_next(self, other: _WordRun) -> _WordRun:
        """This stretch and the following one as one word, a slash between them once."""
        text = (self.text + other.text).replace("//", "/")
        confidence = min(self.confidence, other.confidence)
        steps = dict.fromkeys((*self.steps, *other.steps, "joined"))
        return _WordRun(self.start, other.end, text, confidence, tuple(steps))


def form_changes(pages: Sequence[Page], signs: Signs) -> list[tuple[Change, ...]]:
    """The changes to the lines of all pages, line for line; none to plain text."""
    symbols = Symbols(signs, _clean_groups(pages))
    return [
        () if page.origin == "text" else tuple(_changes(line, symbols)) for page in pages for line in page.lines
    ]


def _clean_groups(pages: Sequence[Page]) -> frozenset[str]:
    """Groups of symbols that were read surely, or the same more than once."""
    words = [word for page in pages for line in page.lines for word in line.words if "/" in word.text]
    groups = [(group, word.confidence) for word in words for group in _GROUP.findall(word.text.partition("/")[2])]
    counts = Counter(group for group, _ in groups)
    return frozenset(group for group, confidence in groups if confidence >= _SURE or counts[group] > 1)


def _changes(line: Line, symbols: Symbols) -> Iterator[Change]:
    text, before = line.text, ""
    for run in _joined(_runs(line.words), symbols):
        meant = _mended(run, before, symbols)
        if meant.steps:
            seen = text[run.start : run.end]
            yield Change(run.start, run.end, seen, meant.text, meant.steps, _LOG_ODDS)
        before = run.text


def _runs(words: Sequence[Word]) -> Iterator[_WordRun]:
    start = 0
    for word in words:
        end = start + len(word.text)
        yield _WordRun(start, end, word.text, word.confidence).read_as(slashes(word.text), "slash")
        start = end + 1


def _joined(runs: Iterator[_WordRun], symbols: Symbols) -> Iterator[_WordRun]:
    """Runs with the parts of one number put together: "số 1 2/2021/QĐ-TTg", "08/201 2/QH13", "02/ /KH-SNV".

    So are those of a number that lost its slash: "số 215 UBND-NC".
    """
    held: _WordRun | None = None
    before = ""
    for run in runs:
        if held is not None and (
            _belongs(before, held.text, run.text) or _lost_slash(before, held.text, run.text, symbols)
        ):
            held = held.with_next(run)
            continue
        if held is not None:
            yield held
            before = held.text
        held = run
    if held is not None:
        yield held


def _lost_slash(before: str, text: str, following: str, symbols: Symbols) -> bool:
    named = bare(before).lower() in ("so", "so:") and _FIGURES.match(text)
    return bool(named) and symbols.opens(following)


def _belongs(before: str, text: str, following: str) -> bool:
    if _OPEN_NUMBER.match(text) and re.match(r"/[A-ZĐ]", following):
        return True
    if _FIGURES.match(text) and re.match(r"\d+(?:/|\d)\S*[A-ZĐ]", following):
        return bare(before).lower() in ("so", "so:")
    if _FIGURES.match(text) and re.match(r"\d/\d{1,2}/(?:19|20)\d\d", following):
        return len(text) == 1 and bare(before).lower() == "ngay"
    if _OPEN_YEAR.match(text):
        return re.match(r"\d/", following) is not None and len(text.split("/")[1] + following[0]) == 4
    return _OPEN_DATE.match(text) is not None and re.match(r"\d/?(?:19|20)\d\d\b", following) is not None


def _mended(run: _WordRun, before: str, symbols: Symbols) -> _WordRun:
    run = run.read_as(_date(run.text, before), "figure")
    if run.text.startswith("-") and "/" in before:
        run = run.read_as(NO_LETTER.sub("", run.text), "symbol")
    code = _CODE.match(run.text) if "/" in run.text or "-" in run.text else None
    return _code(run, code, symbols) if code else run


def _date(text: str, before: str) -> str:
    """A date, or a day or month that stands alone, in figures."""
    if _ALONE.match(text) and bare(before).lower() in ("ngay", "thang"):
        return figures(text.rstrip("_"), letters=False)
    date = _DATE.match(text)
    if not date:
        return text
    day, month = figures(date["day"]), figures(date["month"])
    return f"{day}/{month}/{date['year']}{date['close']}" if 1 <= int(month) <= 12 else text


def _code(run: _WordRun, code: re.Match[str], symbols: Symbols) -> _WordRun:
    """The run, a number with its symbol: figures, the slash between, and the symbol as they were meant."""
    number, symbol = code["number"], code["symbol"]
    if not any(c.isdigit() for c in number):
        return run
    if not code["slash"] and not code["year"] and not symbols.opens(symbol):
        return run
    # "5/" is read as one sign, "%".
    year = figures((code["year"] or "").replace("%", "5"), letters=False)
    number = f"{code['open']}{figures(number[:-1])}{figures(number[-1], letters=False)}{year}"
    meant = symbols.mended(symbol, int(year[1:]) if year else None, doubtful=run.confidence < _SURE)
    run = run.read_as(f"{number}{code['slash']}{symbol}{code['close']}", "figure")
    run = run.read_as(f"{number}/{symbol}{code['close']}", "slash")
    return run.read_as(f"{number}/{meant}{code['close']}", "symbol")
