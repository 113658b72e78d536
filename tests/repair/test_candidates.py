"""Candidates for what was seen, as slots of a lattice."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchc_ocr import lexicon, ngram
from cchc_ocr.lexicon import Lexicon
from cchc_ocr.ngram.tokens import Token, tokenize
from cchc_ocr.repair.candidates import Speller
from cchc_ocr.repair.policy import Policy, policy_of

MODEL_ = ngram.bundled()
CAREFUL = policy_of([], "careful", 0.001, MODEL_, free=False)
NORMAL = policy_of([], "normal", 0.001, MODEL_, free=False)
BOLD = policy_of([], "bold", 0.001, MODEL_, free=False)


@pytest.fixture(scope="module")
def speller() -> Speller:
    return Speller(MODEL_, lexicon.load())


def token(text: str) -> Token:
    (found,) = tokenize(text)
    return found


def words(speller: Speller, text: str, policy: Policy) -> list[str]:
    """The candidates, the likeliest first; "" for what is no word of the model."""
    slot = speller.slot(token(text), policy, cased=False)
    ranked = sorted(zip(slot.weights.tolist(), slot.symbols.tolist(), strict=True), reverse=True)
    return [MODEL_.words[int(number)] for _, number in ranked]


def test_a_bare_word_may_be_any_with_its_letters(speller: Speller) -> None:
    assert {"so", "sở", "số", "sổ"} <= set(words(speller, "so", BOLD))


def test_a_misread_word_is_among_the_candidates(speller: Speller) -> None:
    assert {"quyết", "quét"} <= set(words(speller, "quyét", CAREFUL))
    assert "chiến" in words(speller, "chién", NORMAL)


def test_a_known_word_is_left_alone_unless_much_speaks_against_it(speller: Speller) -> None:
    assert words(speller, "quyết", CAREFUL)[0] == "quyết"


@pytest.mark.parametrize("text", ["2023", "d6", "x" * 40])
def test_figures_and_what_is_no_word_have_no_other_candidate(speller: Speller, text: str) -> None:
    assert len(speller.slot(token(text), CAREFUL, cased=False).symbols) == 1


@pytest.mark.parametrize("text", ["nhiệmx", "uỷ", "trườn", "ngườii", "nghiêngn"])
def test_in_clean_text_no_word_loses_two_letters_nor_all_but_one(speller: Speller, text: str) -> None:
    found = [word for word in words(speller, text, CAREFUL) if "<" not in word]
    assert all(abs(len(word) - len(text)) <= 1 and (len(word) > 1 or word == text) for word in found)


def test_trust_of_the_engine_weighs_for_the_word_as_it_stands(speller: Speller) -> None:
    apart = []
    for trust in (-2.0, 0.0, 1.3):
        slot = speller.slot(token("quyet"), CAREFUL, cased=False, trust=trust)
        itself = slot.weights[slot.symbols == speller.seen(token("quyet"))]
        apart.append(round(float(itself[0]) - float(slot.weights[1:].max()), 3))
    assert apart == sorted(apart) and len(set(apart)) == 3


@pytest.mark.parametrize(
    ("text", "policy", "parts"),
    [
        ("chính8", CAREFUL, ["chính", "8"]),  # the number of a note
        ("cảicách", NORMAL, ["cải", "cách"]),
        ("eOffice", NORMAL, ["eOffice"]),
        ("quyết", NORMAL, ["quyết"]),
    ],
)
def test_words_run_together_are_parted(speller: Speller, text: str, policy: Policy, parts: list[str]) -> None:
    assert [part.text for part in speller.split(token(text), policy)] == parts


def test_the_words_of_the_users_own_dictionaries_count(tmp_path: Path) -> None:
    """A syllable that only the user has, and the model knows, becomes a candidate."""
    bundled = lexicon.load()
    known = next(word for word in MODEL_.words if word in bundled.syllables and word == "quyết")
    few = tmp_path / "few"
    few.mkdir()
    for path in lexicon.bundled().glob("*.tsv"):
        text = path.read_text(encoding="utf-8")
        rows = [row for row in text.splitlines(keepends=True) if not row.startswith(f"{known}\t")]
        (few / path.name).write_text("".join(rows), encoding="utf-8")
    own = tmp_path / "own"
    own.mkdir()
    (own / "terms.tsv").write_text(f"{known}\t5\n", "utf-8")
    found = [set(words(Speller(MODEL_, one), "quyềt", CAREFUL)) for one in (Lexicon(few), Lexicon(few, own))]
    assert [known in one for one in found] == [False, True]


def test_what_was_looked_up_is_the_same_the_second_time(speller: Speller) -> None:
    first, second = (speller.slot(token("quyét"), CAREFUL, cased=True) for _ in range(2))
    assert first is second


@pytest.mark.parametrize("text", ["đườngdự", "tiéptố"])
def test_what_was_asked_before_changes_no_answer(text: str) -> None:
    """A worker meets a word on pages of all kinds, in an order that nobody knows."""
    noisy = policy_of([], "careful", 0.1, MODEL_, free=False)
    assert noisy.spaces and NORMAL.spaces
    used, fresh = (Speller(MODEL_, lexicon.load()) for _ in range(2))
    used.split(token(text), NORMAL)
    assert used.split(token(text), noisy) == fresh.split(token(text), noisy)
    assert used.split(token(text), NORMAL) == fresh.split(token(text), NORMAL)


@pytest.mark.parametrize(
    ("text", "policy", "word"),
    [
        ("80", CAREFUL, "sở"),
        ("168", NORMAL, "lệ"),
        ("80", BOLD, None),
        ("1680", NORMAL, None),
        ("8,5", NORMAL, None),
    ],
)
def test_a_short_figure_may_be_a_word_where_letters_were_misread(
    speller: Speller, text: str, policy: Policy, word: str | None
) -> None:
    slot = speller.slot(token(text), policy, cased=False)
    assert MODEL_.words[int(slot.symbols[0])] == "<number>"
    assert (word in words(speller, text, policy)) if word else len(slot.symbols) == 1
