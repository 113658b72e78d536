#!/usr/bin/env python3
"""Builds the counted dictionaries from a corpus, and puts those kept by hand in order.

usage: build_dictionaries.py [CORPUS] [DICTIONARIES]     (default: ../shared/corpus, dictionaries of the project)

Counted anew: syllables.tsv, places.tsv and the rows of phrases.tsv whose origin is "corpus". Kept and sorted:
everything else. The corpus folder holds codes, legal-train and procedures (.txt.xz) and the two lists of places.
The same input gives the same bytes.
"""

from __future__ import annotations

import lzma
import math
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

NgramCounts = Counter[tuple[str, ...]]
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from cchc_ocr.errors import ConfigurationError  # noqa: E402
from cchc_ocr.lexicon.tables import TABLES, Row, header, read_table, write_table  # noqa: E402
from cchc_ocr.vietnamese import bare, is_syllable, nfc  # noqa: E402

TEXTS = ("codes", "legal-train", "procedures")
SYLLABLE_FLOOR = 3  # below it, slips of the typists ("biễu", "chuấn") are as many as rare words
LOAN_FLOOR = 20  # words that are no Vietnamese syllable ("internet") need more proof
PHRASE_FLOOR = 60  # how often a phrase of the domain must stand in the corpus (8 million syllables) ...
SOURCE_FLOOR = 8  # ... and in two of its texts at least: else it belongs to one law only ("vũ trụ tới trái đất")
PHRASE_BOND = 0.45  # normalised mutual information from which neighbours are a term; found by reading lists
FRAGMENT_SHARE = 0.5  # a phrase that has the same neighbour this often is a piece of a longer one
WORD_SHARE = 0.9  # the same for two syllables, which are mostly a word of their own
PHRASE_LENGTH = 5
HAND_COUNT = 20  # a phrase put in by hand counts at least as much

_WORD = re.compile(r"[^\W\d_]+")
_RUN = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")
# Words that join or point: a term neither begins nor ends with one.
_FUNCTION_WORDS = """
    và của các những một hoặc có là không để với theo tại trong khi được bị do này đó thì mà cho từ đến về trên
    dưới bằng như nếu đã sẽ đang phải cũng ra vào sau trước nhưng vì bởi hay nào mỗi mọi nhiều ít cùng việc ngày
    tháng năm điều khoản điểm mục số thứ nêu tới giữa đối cả lại còn rồi nên chỉ rất ngoài gồm thuộc cần trường
"""


def main(arguments: list[str]) -> int:
    corpus = Path(arguments[0]) if arguments else ROOT.parent / "shared" / "corpus"
    target = Path(arguments[1]) if len(arguments) > 1 else ROOT / "dictionaries"
    if not corpus.is_dir():
        print(f"{corpus}: no such folder; the dictionaries stay as they are", file=sys.stderr)
        return 0
    texts = [[nfc(line) for line in _lines(corpus / f"{name}.txt.xz")] for name in TEXTS]
    places = _places(corpus)
    tables = {
        "places": places,
        "syllables": _syllables(chain(*texts), [name for name, _, _ in places], target / "syllables.tsv"),
        "phrases": _phrases(texts, _by_hand(target / "phrases.tsv")),
    }
    for name in TABLES:
        path = target / f"{name}.tsv"
        write_table(path, tables[name] if name in tables else _unsorted_rows(path))
        print(f"{len(read_table(path)):6} {name}")
    return 0


def _lines(path: Path) -> Iterator[str]:
    with lzma.open(path, "rt", encoding="utf-8") as text:
        yield from text


def _unsorted_rows(path: Path) -> list[Row]:
    """The rows of a file kept by hand, which may have been added in any order, some of them twice."""
    lines = nfc(path.read_text(encoding="utf-8")).splitlines()
    if lines[:1] != [header(path.stem)]:
        raise ConfigurationError(f"{path}:1: the header is wrong", hint=f"this line must be {header(path.stem)!r}")
    return [tuple(line.split("\t")) for line in dict.fromkeys(lines[2:])]


def _places(corpus: Path) -> list[Row]:
    """Each name and kind once, with the period in which it stood. "Thành phố Huế" becomes ("Huế", "thành phố")."""
    periods: dict[tuple[str, str], list[str]] = {}
    for period, file in (("before-2025", "places-before-2025.txt"), ("2025", "places-2025.txt")):
        for line in nfc((corpus / file).read_text(encoding="utf-8")).splitlines():
            match = re.fullmatch(
                r"(Tỉnh|Thành phố|Thị xã|Thị trấn|Quận|Huyện|Phường|Xã|Đặc khu) (.+)", line.strip()
            )
            if match:
                stands = periods.setdefault((" ".join(match[2].split()), match[1].lower()), [])
                stands += [] if period in stands else [period]
    return [(name, kind, stands[0] if len(stands) == 1 else "both") for (name, kind), stands in periods.items()]


def _syllables(lines: Iterable[str], places: Iterable[str], present: Path) -> list[Row]:
    """Lower-case syllables and their counts: Vietnamese ones, and loan words that are not written in capitals.

    Of the rare ones those stay that stand in the present file, for a person has looked at them.
    """
    in_places = {word.lower() for place in places for word in _WORD.findall(place)}
    approved = in_places | ({row[0] for row in _unsorted_rows(present)} if present.exists() else set())
    written = Counter(word for line in chain(lines, places) for word in _WORD.findall(line))
    counts: Counter[str] = Counter()
    capitals: Counter[str] = Counter()
    for word, count in written.items():
        counts[word.lower()] += count
        capitals[word.lower()] += count if word.isupper() else 0
    return [
        (word, str(count))
        for word, count in counts.items()
        if (is_syllable(word) and (count >= SYLLABLE_FLOOR or word in approved))
        or (not is_syllable(word) and _is_loan(word, count, capitals[word], word in in_places, counts))
    ]


def _is_loan(word: str, count: int, capitals: int, in_places: bool, counts: Counter[str]) -> bool:
    """Not an acronym (mostly capitals, or without a vowel), not two syllables without their space ("hànhbộ")."""
    joined = any(
        is_syllable(word[:cut]) and is_syllable(word[cut:]) and min(counts[word[:cut]], counts[word[cut:]]) > count
        for cut in range(1, len(word))
    )
    vowels = sum(letter in "aeiouy" for letter in bare(word))
    proper = len(word) > 2 and vowels > 0 and capitals < 0.3 * count and not (joined and bare(word) != word)
    return proper and (count >= LOAN_FLOOR or in_places)


def _by_hand(path: Path) -> list[str]:
    return [row[0] for row in _unsorted_rows(path) if row[2] == "hand"] if path.exists() else []


def _phrases(texts: Iterable[Iterable[str]], by_hand: Iterable[str]) -> list[Row]:
    """Terms of two to five syllables that hold together, and those put in by hand, with their counts."""
    sources = [_ngrams(lines) for lines in texts]
    counts = sum(sources, NgramCounts())
    stranger = frozenset(_FUNCTION_WORDS.split())
    rows = {phrase: (phrase, str(max(counts[tuple(phrase.split())], HAND_COUNT)), "hand") for phrase in by_hand}
    fragments = _fragments(counts)
    total = sum(count for ngram, count in counts.items() if len(ngram) == 1)
    for ngram, count in counts.items():
        phrase = " ".join(ngram)
        if (
            2 <= len(ngram) <= PHRASE_LENGTH
            and count >= PHRASE_FLOOR
            and phrase not in rows
            and ngram not in fragments
            and not stranger & {ngram[0], ngram[-1]}
            and all(map(is_syllable, ngram))
            and sum(source[ngram] >= SOURCE_FLOOR for source in sources) >= 2
            and _bond(ngram, counts, total) >= PHRASE_BOND
        ):
            rows[phrase] = (phrase, str(count), "corpus")
    return list(rows.values())


def _ngrams(lines: Iterable[str]) -> NgramCounts:
    """Counts of the runs of up to six syllables between punctuation marks; rare ones are dropped on the way."""
    runs = Counter(run for line in lines for run in _RUN.findall(line.lower()))
    words = [(tuple(run.split()), count) for run, count in runs.items()]
    counts = NgramCounts()
    for length in range(1, PHRASE_LENGTH + 2):
        longer = NgramCounts()
        for run, count in words:
            for start in range(len(run) - length + 1):
                ngram = run[start : start + length]
                if length == 1 or (counts[ngram[:-1]] and counts[ngram[1:]]):
                    longer[ngram] += count
        counts.update({ngram: count for ngram, count in longer.items() if length == 1 or count >= SOURCE_FLOOR})
    return counts


def _fragments(counts: NgramCounts) -> set[tuple[str, ...]]:
    """Those which mostly stand in one and the same longer n-gram: "trợ cấp thất" in "trợ cấp thất nghiệp"."""
    return {
        part
        for ngram, count in counts.items()
        for part in (ngram[:-1], ngram[1:])
        if count >= (WORD_SHARE if len(part) == 2 else FRAGMENT_SHARE) * counts[part]
    }


def _bond(ngram: tuple[str, ...], counts: NgramCounts, total: int) -> float:
    """Normalised pointwise mutual information (Bouma 2009) at the weakest of the places where it could be cut."""
    joint = counts[ngram] / total
    return min(
        math.log(joint * total * total / (counts[ngram[:cut]] * counts[ngram[cut:]])) / -math.log(joint)
        for cut in range(1, len(ngram))
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
