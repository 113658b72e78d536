"""Repairs text that an engine has misread or that has lost its diacritics, and explains every change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from itertools import pairwise
from pathlib import Path
from typing import Literal, TypeAlias

import numpy as np

from cchc_ocr import lexicon, ngram
from cchc_ocr.changes import Change, replay, then
from cchc_ocr.document import Line, Page
from cchc_ocr.lexicon import Lexicon
from cchc_ocr.ngram.lattice import Slot, decode
from cchc_ocr.ngram.model import UNKNOWN, Floats, Model
from cchc_ocr.ngram.tokens import Token, tokenize
from cchc_ocr.ngram.training import headline
from cchc_ocr.repair.candidates import Speller, may_be_word
from cchc_ocr.repair.entries import Entries
from cchc_ocr.repair.enumerations import order
from cchc_ocr.repair.forms import form_changes
from cchc_ocr.repair.joining import Joined, Joiner
from cchc_ocr.repair.languages import Languages
from cchc_ocr.repair.mending import doubt, engine_changes, mend, narrow_gaps, on_original, sureness_of, trust_at
from cchc_ocr.repair.pages import RepairedPages, changed
from cchc_ocr.repair.pieces import pieces, together
from cchc_ocr.repair.policy import (
    Looks,
    Policy,
    Strength,
    Sureness,
    doubted_below,
    noise_of,
    policy_of,
    strength_of,
)
from cchc_ocr.repair.scrawls import scrawls, spared
from cchc_ocr.repair.signs import sign_changes, torn_changes
from cchc_ocr.repair.spelling import Spelling
from cchc_ocr.repair.terms import Decided, Terms, TokenPosition
from cchc_ocr.vietnamese import TonePlacement, bare, in_capitals, nfc, place_tones

__all__ = [
    "AskedStrength",
    "Looks",
    "RepairOptions",
    "RepairedPages",
    "RepairedText",
    "Repairer",
    "Strength",
]

AskedStrength: TypeAlias = Literal["auto", "careful", "normal", "bold", "none"]
_TITLE_BY = 1.0  # how much likelier (natural logarithm) a word must be with one capital than with all
_SURE_OF_NAME = 1.0  # log-odds below which a name stays as it was seen
_SURE_OF_NAME_SEEN_TWICE = 4.0  # the same where the text has it in capitals and in small letters
_AT_A_TIME = 200  # sentences: those of a thousand pages have 300 MB of candidates
_CERTAIN = 99.0  # log-odds where what was seen is no reading at all


@dataclass(frozen=True, slots=True)
class RepairOptions:
    """Options for repair.

    ``strength`` is careful for good readings, normal for garbled ones, bold for text without any diacritics, and
    none for no repair; auto chooses by the look of a document. ``tone_placement`` writes hòa (new) or hoà (old);
    None keeps what was seen. ``dictionaries`` is a folder of the user's own TSV files, ``model`` a language model
    of the user's own, which counts as much as the bundled one.
    """

    strength: AskedStrength = "auto"
    tone_placement: TonePlacement | None = None
    dictionaries: Path | None = None
    model: Path | None = None


@dataclass(frozen=True, slots=True)
class RepairedText:
    """The repaired lines, and the changes of each line.

    ``doubted`` are the places of figures that may be misread words: number of the line, offset in it (composed).
    """

    lines: tuple[str, ...]
    changes: tuple[tuple[Change, ...], ...]
    strength: Strength
    doubted: frozenset[TokenPosition] = frozenset()


@dataclass(frozen=True, slots=True)
class Repairer:
    """Repairs texts and pages. Make one with ``load`` and keep it."""

    model: Model
    lexicon: Lexicon
    options: RepairOptions = RepairOptions()
    _speller: Speller = field(init=False, repr=False)
    _terms: Terms = field(init=False, repr=False)
    _entries: Entries = field(init=False, repr=False)
    _spelling: Spelling = field(init=False, repr=False)
    _languages: Languages = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_speller", Speller(self.model, self.lexicon))
        object.__setattr__(self, "_terms", Terms(self.lexicon.terms))
        object.__setattr__(self, "_entries", Entries(self.lexicon, self.model))
        object.__setattr__(self, "_spelling", Spelling(self.model, self.lexicon))
        object.__setattr__(self, "_languages", Languages(self._speller))

    @staticmethod
    def load(options: RepairOptions = RepairOptions()) -> Repairer:
        """A repairer with its model and dictionaries. Raises ConfigurationError where one of them is bad."""
        model = ngram.bundled()
        if options.model:
            model = ngram.mix(ngram.load(options.model), model)
        return Repairer(model, lexicon.load(options.dictionaries), options)

    def repair_text(self, lines: Sequence[str]) -> RepairedText:
        """Repairs lines of text, line for line; context is carried over the line ends of a paragraph."""
        composed = [nfc(line) for line in lines]
        spelt = self._spelt(composed)
        cut = list(map(pieces, map(replay, composed, spelt)))
        flat = [piece for parts in cut for piece in parts]
        result = self._repair(flat, [()] * len(flat))
        made = map(then, composed, spelt, together(cut, result.changes))
        changes = tuple(map(on_original, lines, composed, made))
        return RepairedText(tuple(map(replay, lines, changes)), changes, result.strength)

    def _spelt(self, lines: Sequence[str]) -> list[tuple[Change, ...]]:
        """The changes to lines (composed) that the rules of spelling ask for."""
        if self.options.strength == "none":
            return [()] * len(lines)
        made = list(map(self._spelling.changes, lines))
        if any(made):
            told_apart = zip(lines, made, self._told_apart(lines)[0], strict=True)
            made = [changes and self._spelling.changes(line, _foreign(row)) for line, changes, row in told_apart]
        return made

    def _repair(
        self, lines: Sequence[str], sureness: Sequence[Sureness], gaps: Sequence[Collection[int]] = ()
    ) -> RepairedText:
        composed = [nfc(line) for line in lines]
        tokens, looks = self._told_apart(composed)
        strength = self._strength(looks)
        made: list[tuple[Change, ...]] = [()] * len(lines)
        doubted: set[TokenPosition] = set()
        if strength != "none":
            free = self.options.strength == "auto"
            noises = (noise_of(looks, sure) for sure in sureness)
            policies = [
                policy_of(line, strength, noise, self.model, free=free)
                for line, noise in zip(tokens, noises, strict=True)
            ]
            made, doubted = self._changes(composed, tokens, policies, sureness, gaps or [()] * len(lines))
        changes = tuple(map(on_original, lines, composed, made))
        return RepairedText(tuple(map(replay, lines, changes)), changes, strength, frozenset(doubted))

    def _told_apart(self, lines: Sequence[str]) -> tuple[list[list[Token]], Looks]:
        """The tokens of lines (composed), where words of other languages are no words, and what they look like."""
        tokens = [tokenize(line) for line in lines]
        looks = Looks.of(tokens, self.model)
        policy = policy_of([], self._strength(looks), looks.noise, self.model, free=False)
        foreign = self._languages.foreign(lines, tokens, policy)
        if not foreign:
            return tokens, looks
        told = [
            [replace(token, kind="foreign") if (number, token.start) in foreign else token for token in row]
            for number, row in enumerate(tokens)
        ]
        return told, Looks.of(told, self.model)

    def _strength(self, looks: Looks) -> Strength:
        return strength_of(looks) if self.options.strength == "auto" else self.options.strength

    def _spelt_on_pages(self, lines: Sequence[Line]) -> list[tuple[Change, ...]]:
        composed = [nfc(line.text) for line in lines]
        changes = zip(lines, composed, self._spelt(composed), strict=True)
        return [on_original(line.text, text, made) for line, text, made in changes]

    def repair_pages(self, pages: Sequence[Page]) -> RepairedPages:
        """Repairs the words of pages, by form, then by language; boxes, confidences and what was seen are kept.

        Form comes first: a number with a misread sign ("04/KH-SI.ĐTBXH") looks like words to the language model.
        """
        lines = [line for page in pages for line in page.lines]
        formed = form_changes(pages, self.lexicon.signs) if self.options.strength != "none" else [()] * len(lines)
        clear = mend(lines, formed)
        spelt = self._spelt_on_pages(clear)
        clear = mend(clear, spelt)
        texts, gaps = [line.text for line in clear], [narrow_gaps(line) for line in clear]
        repaired = self._repair(texts, [sureness_of(line) for line in clear], gaps)
        strokes = zip(repaired.changes, scrawls(pages), strict=True)
        kept = [spared(changes) if scrawl else changes for changes, scrawl in strokes]
        places = defaultdict[int, list[int]](list)
        for number, at in repaired.doubted:
            places[number].append(at)
        mended = mend([doubt(line, places.get(number, ())) for number, line in enumerate(clear)], kept)
        made = [
            then(
                line.as_seen, engine_changes(line), then(line.text, form, then(replay(line.text, form), *changes))
            )
            for line, form, *changes in zip(lines, formed, spelt, kept, strict=True)
        ]
        cuts = np.cumsum([0, *(len(page.lines) for page in pages)]).tolist()
        spans = list(pairwise(cuts))
        told = tuple(page.retold(mended[a:b]) for page, (a, b) in zip(pages, spans, strict=True))
        changes = tuple(tuple(made[a:b]) for a, b in spans)
        return RepairedPages(
            told, changes, repaired.strength, sum(len(line.words) for line in mended), changed(told)
        )

    def _changes(
        self,
        lines: Sequence[str],
        tokens: Sequence[list[Token]],
        policies: Sequence[Policy],
        sureness: Sequence[Sureness],
        gaps: Sequence[Collection[int]],
    ) -> tuple[list[tuple[Change, ...]], set[TokenPosition]]:
        """The changes to each line, and the places of figures that may be misread words."""
        tokens = [self._split(line, policy) for line, policy in zip(tokens, policies, strict=True)]
        sentences = list(_sentences(tokens))
        joined, taken = Joiner(self._speller, lines, policies).join(tokens, sentences)
        mends = [list(self._codes(n, line, gaps[n], joined)) for n, line in enumerate(lines)]
        mended = {(n, c.start): c.became for n, made in enumerate(mends) for c in made if " " not in c.seen}
        whole = {(n, at) for n, made in enumerate(mends) for c in made for at in range(c.start, c.end)}
        changes = [[*made, *gone] for made, gone in zip(mends, taken, strict=True)]
        decided = self._decided(lines, tokens, sentences, policies)
        decided |= {place: Decided(sign.lower(), "", 0) for place, sign in mended.items()}
        shouted = [headline(line) for line in tokens]
        named = _names_seen_twice(tokens)
        doubted = set[TokenPosition]()
        lattice = partial(self._lattice, tokens=tokens, policies=policies, decided=decided, sureness=sureness)
        for number, token, slot, behind, entry in self._readings(sentences, lattice, tokens, policies):
            place = (number, token.start)
            if place in whole:
                continue
            if token.kind == "number":
                if self._is_doubted(token, behind, tokens[number], policies[number]):
                    doubted.add(place)
                continue
            if place in decided:
                change = self._decided_change(token, decided[place])
            else:
                change = self._change(token, slot, behind, policies[number], entry, shouted=shouted[number])
                twice = place in named or _is_typed(sureness[number])
                if change and self._is_doubtful_name(change, token, tokens[number], policies[number], twice=twice):
                    change = None
            if place in joined:
                change = _of_pieces(token, change, joined[place])
            if change:
                changes[number].append(change)
        return [tuple(sorted(made, key=lambda c: c.start)) for made in changes], doubted

    def _is_doubted(self, token: Token, behind: Floats, line: Sequence[Token], policy: Policy) -> bool:
        """Whether a word is about as likely as the figure, whose slot has the figure first."""
        least = doubted_below(line, line.index(token), policy, self.model)
        return len(behind) > 1 and float(behind[1:].min() - behind[0]) < least

    def _codes(
        self, number: int, line: str, gaps: Collection[int], joined: Mapping[TokenPosition, Joined]
    ) -> Iterator[Change]:
        """The changes to codes and figures, except where torn pieces were joined into a word."""
        lexicon = self.lexicon
        for change in (*sign_changes(line, lexicon.types), *torn_changes(line, lexicon.signs, gaps)):
            if all((number, at) not in joined for at in range(change.start, change.end)):
                yield change

    def _readings(
        self,
        sentences: Sequence[Sequence[int]],
        lattice: Callable[[Sequence[int]], Sequence[Slot]],
        tokens: Sequence[Sequence[Token]],
        policies: Sequence[Policy],
    ) -> Iterator[tuple[int, Token, Slot, Floats, str | None]]:
        """The words, with their lines, how far behind each candidate is, and the entry that decides."""
        for sentence, row, margins in self._weighed(sentences, lattice):
            # Where only diacritics were lost, the model alone puts back more of them rightly.
            counted = not policies[sentence[0]].bare
            weighed, entries = self._entries.tip(row, margins) if counted else (margins, {})
            places = ((number, token) for number in sentence for token in tokens[number])
            for at, ((number, token), slot, behind) in enumerate(zip(places, row, weighed, strict=True)):
                if token.kind == "word" or may_be_word(token, policies[number]):
                    yield number, token, slot, behind, entries.get(at)

    def _weighed(
        self, sentences: Sequence[Sequence[int]], lattice: Callable[[Sequence[int]], Sequence[Slot]]
    ) -> Iterator[tuple[Sequence[int], Sequence[Slot], Sequence[Floats]]]:
        """The sentences with their candidates, and how far behind each is; some at a time, to save memory."""
        for start in range(0, len(sentences), _AT_A_TIME):
            some = sentences[start : start + _AT_A_TIME]
            slots = [lattice(sentence) for sentence in some]
            yield from zip(some, slots, decode(self.model, slots), strict=True)

    def _decided(
        self,
        lines: Sequence[str],
        tokens: Sequence[list[Token]],
        sentences: Sequence[list[int]],
        policies: Sequence[Policy],
    ) -> dict[TokenPosition, Decided]:
        """The words that need no model: those of the user's terms, and the letters of enumerations."""
        decided = {
            (number, tokens[number][0].start): Decided(letter, "", _CERTAIN)
            for number, letter in order(lines).items()
            if policies[number].engine == "eng"
        }
        for sentence in sentences:
            decided |= self._terms.decide([(number, token) for number in sentence for token in tokens[number]])
        return decided

    def _split(self, line: list[Token], policy: Policy) -> list[Token]:
        return [part for token in line for part in self._speller.split(token, policy)]

    def _lattice(
        self,
        sentence: Sequence[int],
        tokens: Sequence[list[Token]],
        policies: Sequence[Policy],
        decided: Mapping[TokenPosition, Decided],
        sureness: Sequence[Sureness],
    ) -> list[Slot]:
        row = []
        for number in sentence:
            line = tokens[number]
            fresh, shouted = number == sentence[0], headline(line)
            for token in line:
                cased = not (fresh or shouted or token.in_code)
                if (number, token.start) in decided:
                    row.append(self._speller.fixed(decided[number, token.start].word))
                else:
                    trust = trust_at(sureness[number], token.start) if policies[number].engine == "vie" else 0.0
                    row.append(self._speller.slot(token, policies[number], cased=cased, trust=trust))
                fresh = token.kind == "stop" or (fresh and token.kind != "word")
        return row

    def _change(
        self, token: Token, slot: Slot, behind: Floats, policy: Policy, entry: str | None, *, shouted: bool
    ) -> Change | None:
        best = behind.argmin()
        chosen, itself = int(slot.symbols[best]), self._speller.seen(token)
        space = " " if token.glued and policy.spaces else ""
        if chosen == itself and not space:
            return self._retoned(token)
        became = token.text if chosen == itself else _in_case(self.model.words[chosen], token.text)
        if chosen != itself and policy.engine == "eng" and not shouted and not policy.bare and len(became) == 2:
            became = self._without_shouting(became, chosen)
        kept = behind[slot.symbols == itself]
        odds = min(float(kept[0] - behind[best]), _CERTAIN) if len(kept) else _CERTAIN
        steps = [] if chosen == itself else [_step(token.text, became)]
        steps += ["space"] if space else []
        return Change(token.start, token.end, token.text, self._placed(became) + space, tuple(steps), odds, entry)

    def _is_doubtful_name(
        self, change: Change, token: Token, line: Sequence[Token], policy: Policy, *, twice: bool
    ) -> bool:
        """Whether a change is to a name within a sentence, and hardly likelier: names are like one another.

        ``twice``: the text has the name in capitals as well, and two are not misread alike; or no engine read it.
        """
        if policy.engine != "vie" or self._speller.seen(token) == UNKNOWN:
            return False
        at = line.index(token)
        inside = token.text.istitle() and at > 0 and line[at - 1].kind != "stop"
        least = _SURE_OF_NAME_SEEN_TWICE if twice else _SURE_OF_NAME if inside else 0.0
        return change.log_odds < least

    def _without_shouting(self, word: str, number: int) -> str:
        """Of two capitals in a sentence the second is often a small letter with its mark lost: "BO" (Bộ)."""
        _, title, upper = self.model.case[number]
        return word.capitalize() if word.isupper() and title > upper + _TITLE_BY else word

    def _decided_change(self, token: Token, decided: Decided) -> Change | None:
        became = self._placed(_in_case(decided.word, token.text))
        if became == token.text:
            return None
        steps, entry = ("diacritics",), decided.term or None
        return Change(token.start, token.end, token.text, became, steps, decided.log_odds, entry)

    def _retoned(self, token: Token) -> Change | None:
        placed = self._placed(token.text)
        if placed == token.text:
            return None
        return Change(token.start, token.end, token.text, placed, ("tone placement",), 0.0)

    def _placed(self, text: str) -> str:
        return place_tones(text, self.options.tone_placement) if self.options.tone_placement else text


def _is_typed(sureness: Sureness) -> bool:
    """Whether no engine has read a line of a page."""
    return bool(sureness) and all(confidence == 1.0 for _, confidence in sureness)


def _names_seen_twice(tokens: Sequence[Sequence[Token]]) -> frozenset[TokenPosition]:
    """The words of names that a text has in capitals and in small letters, which are not misread alike.

    Names of places stand so in a head: in the issuer's name, which may be broken over two lines, and beside the
    date.
    """
    row = [(number, token) for number, line in enumerate(tokens) for token in line]
    names = [pair for pair in pairwise(row) if _may_be_of_name(pair[0][1]) and _may_be_of_name(pair[1][1])]
    ways = defaultdict[tuple[str, str], set[bool]](set)
    for pair in names:
        ways[_as_name(pair)].add(pair[1][1].text.isupper())
    return frozenset(
        (number, token.start) for pair in names if len(ways[_as_name(pair)]) > 1 for number, token in pair
    )


def _may_be_of_name(token: Token) -> bool:
    return token.kind == "word" and token.text[:1].isupper() and len(token.text) > 1


def _as_name(pair: tuple[tuple[int, Token], tuple[int, Token]]) -> tuple[str, str]:
    (_, one), (_, other) = pair
    return one.text.casefold(), other.text.casefold()


def _foreign(row: Sequence[Token]) -> frozenset[str]:
    return frozenset(token.text for token in row if token.kind == "foreign")


def _of_pieces(token: Token, change: Change | None, joined: Joined) -> Change:
    """The change to a word that was put together, and may have been misread besides."""
    odds = min(joined.log_odds, change.log_odds) if change else joined.log_odds
    became = change.became if change else token.text
    steps, entry = (change.steps, change.entry) if change else ((), None)
    return Change(token.start, token.end, joined.text, became + joined.marks, ("joined", *steps), odds, entry)


@lru_cache(maxsize=50_000)
def _step(seen: str, became: str) -> str:
    return "diacritics" if bare(seen) == bare(became) else "letters"


@lru_cache(maxsize=50_000)
def _in_case(word: str, like: str) -> str:
    """``word`` written as ``like`` is: small, with a capital, or in capitals.

    >>> [_in_case("sở", like) for like in ("so", "So", "SO", "S¢")]
    ['sở', 'Sở', 'SỞ', 'Sở']
    """
    if in_capitals(like):
        return word.upper()
    letters = [c for c in like if c.isalpha()]
    return word[:1].upper() + word[1:] if letters and letters[0].isupper() else word


def _sentences(tokens: Sequence[list[Token]]) -> Iterator[list[int]]:
    """Numbers of the lines that belong together: one begins with a small letter where the last has not ended."""
    together: list[int] = []
    for number, line in enumerate(tokens):
        if together and not (line and line[0].text.islower() and _open_end(tokens[number - 1])):
            yield together
            together = []
        together.append(number)
    if together:
        yield together


def _open_end(line: Sequence[Token]) -> bool:
    return bool(line) and line[-1].kind != "stop"
