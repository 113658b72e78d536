"""Letters that an engine misread in an archive, learned from what people have corrected and confirmed.

Counted are the words of values, as they were seen and as people left them, and of corrected lines those words
that no repair can have made. A word tells something only where its letters can be aligned with what was seen: a
person who puts another word there says nothing of the engine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from rapidfuzz import fuzz

from cchc_ocr.corrections.line_steps import is_of_line
from cchc_ocr.corrections.outcomes import Applied
from cchc_ocr.evaluation.reviewed import judged_values, values_now
from cchc_ocr.lexicon import Emission, Lexicon, kept
from cchc_ocr.pointing import parts_of
from cchc_ocr.repair.alignment import align
from cchc_ocr.repair.channel import LONGEST, Emissions
from cchc_ocr.vietnamese import bare, is_syllable, nfc, place_tones

_ENGINES = ("vie", "eng")  # recognition data
_DERIVED = ("body", "index", "criterion_code", "nature", "basis", "period")  # not in the words of the document
_ALIKE = 50.0  # of 100: two readings of one word
_FAR = 6.0  # nats for each letter above which a pair is no misreading but another word
_SIGNS = '.,;:()[]"“”„/%–-!?*+=<>'


def confusions(reviewed: Iterable[Applied], known: Lexicon, fewest: int) -> tuple[Emission, ...]:
    """The misreadings that were confirmed in so many scans at least, sorted.

    For each letter that was misread so, how often it was read rightly is among them.
    """
    seen = _LetterReadings()
    for applied in reviewed:
        engine = (applied.record.source.engine or "").rpartition(" ")[2]
        if engine in _ENGINES:
            for meant, text in _words(applied, known):
                seen.take(engine, _letters(meant, text, _learned(known)[engine]), applied.record.source.sha256)
    return seen.often(fewest)


@dataclass(slots=True)
class _LetterReadings:
    """How often each letter was seen as what, and in which scans; by engine, letter and text."""

    times: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    scans: dict[tuple[str, str, str], set[str]] = field(default_factory=dict)

    def take(self, engine: str, pairs: Iterable[tuple[str, str]], scan: str) -> None:
        for letter, text in pairs:
            self.times[engine, letter, text] += 1
            self.scans.setdefault((engine, letter, text), set()).add(scan)

    def often(self, fewest: int) -> tuple[Emission, ...]:
        misread = {key for key, scans in self.scans.items() if key[1] != key[2] and len(scans) >= fewest}
        letters = {(engine, letter) for engine, letter, _ in misread}
        printed = Counter[tuple[str, str]]()
        for (engine, letter, _), times in self.times.items():
            printed[engine, letter] += times
        right = {(engine, letter, letter) for engine, letter in letters if self.times[engine, letter, letter]}
        told = sorted((engine, text, letter) for engine, letter, text in misread | right)
        return tuple(Emission(e, t, m, self.times[e, m, t], printed[e, m]) for e, t, m in told)


def _words(applied: Applied, known: Lexicon) -> Iterator[tuple[str, str]]:
    """The words of what people have looked at, as they are printed and as they were seen."""
    evidence, value_now = {one.field: one.text for one in applied.record.evidence}, values_now(applied)
    for first, _ in judged_values(applied):
        now = value_now(first.pointer) if first.pointer else None
        if first.pointer is None or not isinstance(now, str) or first.correction.op != "replace":
            continue
        if is_of_line(first.pointer):
            pairs = _paired(now, str(first.read or ""))
            yield from (pair for pair in pairs if not _is_of_repair(*pair, known.syllables))
        elif parts_of(first.pointer)[-1] not in _DERIVED:
            yield from _paired(now, evidence.get(first.pointer, ""))


def _is_of_repair(meant: str, seen: str, syllables: Mapping[str, int]) -> bool:
    """Whether repair may have made a word: it makes none but those that it knows, and takes no marks away.

    >>> [_is_of_repair("tỉnh", seen, {"tinh": 1, "tính": 1}) for seen in ("tính", "tinh", "t1nh")]
    [True, False, False]
    """
    read = place_tones(seen.lower(), "new")
    return read in syllables and read != bare(meant).lower()


def _paired(meant: str, seen: str) -> Iterator[tuple[str, str]]:
    """The words of two texts that stand in the same place; of words on one side only nothing is known."""
    printed, read = ([word.strip(_SIGNS) for word in nfc(text).split()] for text in (meant, seen))
    one, other = ([bare(word).lower() for word in words] for words in (printed, read))
    for tag, i, i_end, j, j_end in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag in ("equal", "replace") and i_end - i == j_end - j:
            yield from filter(all, zip(printed[i:i_end], read[j:j_end], strict=True))


def _letters(meant: str, seen: str, emissions: Emissions) -> Sequence[tuple[str, str]]:
    """The letters of a word with what each was seen as; none where it is another word.

    >>> _letters("tỉnh", "tinh", Emissions())
    [('t', 't'), ('ỉ', 'i'), ('n', 'n'), ('h', 'h')]
    """
    alike = fuzz.ratio(bare(meant).lower(), bare(seen).lower()) >= _ALIKE
    if not is_syllable(meant) or len(seen) > len(meant) + LONGEST or not alike:
        return []
    written = place_tones(meant, "new")
    ways = dict.fromkeys(
        (written, written.lower(), written.upper(), written.capitalize())
    )  # a head is in capitals
    pairs, total = min((align(way, seen, emissions.cost) for way in ways), key=lambda found: found[1])
    return pairs if total <= _FAR * len(written) else []


@kept
def _learned(known: Lexicon) -> Mapping[str, Emissions]:
    return {engine: Emissions(one for one in known.emissions if one.engine == engine) for engine in _ENGINES}
