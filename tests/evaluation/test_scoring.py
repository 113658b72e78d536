"""Texts against their truth: tables of cases and laws."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr.evaluation.scoring import (
    RepairCounts,
    TextCounts,
    compare_repair,
    compare_text,
    normal,
    rate,
    right_words,
)

TEXTS = st.text(st.sampled_from("aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấ /-1234567890.,\n"), max_size=60)


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("Uỷ ban", "Ủy ban"),
        ("HOÀ BÌNH", "HÒA BÌNH"),
        ("hoàn thành", "hoàn thành"),  # the syllable goes on: the mark stands right
        ("quý", "quý"),  # the u belongs to q
        ("“hai” – ‘ba’", "\"hai\" - 'ba'"),
        ("QÐ-UBND", "QĐ-UBND"),
        (" a \n\n b\t c ", "a b c"),
        ("", ""),
    ],
)
def test_normal(written: str, compared: str) -> None:
    assert normal(written) == compared


@pytest.mark.parametrize(
    ("truth", "seen", "expected"),
    [
        ("cải cách", "cải cách", (0, 0, 0)),
        ("cải cách", "cai cách", (1, 0, 1)),
        ("cải cách", "cải", (5, 5, 1)),
        ("cải cách", "", (8, 8, 2)),
        ("", "thừa ra", (7, 7, 2)),
        ("số 12", "số 13", (1, 1, 1)),
        ("Số: ⟦280⟧ /BC", "Số: /BC", (0, 0, 0)),
        ("Số: ⟦280⟧ /BC", "Số: 28 /BC", (3, 3, 1)),
    ],
)
def test_compare_text(truth: str, seen: str, expected: tuple[int, int, int]) -> None:
    counts = compare_text(truth, seen)
    assert (counts.character_edits, counts.base_edits, counts.word_edits) == expected


def test_rates() -> None:
    counts = TextCounts(characters=200, words=40, character_edits=4, base_edits=1, word_edits=3)
    assert (counts.cer, counts.base_cer, counts.wer) == (0.02, 0.005, 0.075)
    assert (counts + counts).wer == 0.075
    assert (counts + TextCounts()) == counts
    assert rate(3, 0) == 0.0


@given(TEXTS)
def test_a_text_is_its_own_truth(text: str) -> None:
    counts = compare_text(text, text)
    assert (counts.character_edits, counts.base_edits, counts.word_edits) == (0, 0, 0)


@given(TEXTS, TEXTS)
def test_base_letters_never_differ_more_than_letters(truth: str, seen: str) -> None:
    counts = compare_text(truth, seen)
    assert counts.base_edits <= counts.character_edits
    assert counts.word_edits <= max(counts.words, len(normal(seen).split()))


@given(TEXTS, TEXTS)
def test_without_change_there_is_neither_harm_nor_mending(truth: str, seen: str) -> None:
    counts = compare_repair(truth, seen, seen)
    assert (counts.harmed, counts.mended) == (0, 0)
    assert counts.right_before + counts.wrong_before == len(normal(truth).split())


@given(TEXTS, TEXTS)
def test_repair_to_the_truth_mends_all_and_harms_none(truth: str, seen: str) -> None:
    counts = compare_repair(truth, seen, truth)
    assert (counts.harmed, counts.mended) == (0, counts.wrong_before)


@pytest.mark.parametrize(
    ("truth", "before", "after", "expected"),
    [
        ("sở nội vụ", "so nội vụ", "sở nội vụ", RepairCounts(2, 0, 1, 1)),
        ("sở nội vụ", "sở nội vụ", "sở nối vụ", RepairCounts(3, 1, 0, 0)),
        ("sở nội vụ", "so noi vu", "sở noi vu", RepairCounts(0, 0, 3, 1)),
        ("cải cách hành chính", "cảicách hành chính", "cải cách hành chính", RepairCounts(2, 0, 2, 2)),
        ("cải cách", "thừa cải cách", "cải cách", RepairCounts(2, 0, 0, 0)),
        ("số ⟦12⟧ ngày", "số 1z ngày", "số 12 ngày", RepairCounts(2, 0, 0, 0)),
        ("ủy ban", "uỷ ban", "ủy ban", RepairCounts(2, 0, 0, 0)),  # both ways to place the tone are right
    ],
)
def test_compare_repair(truth: str, before: str, after: str, expected: RepairCounts) -> None:
    assert compare_repair(truth, before, after) == expected


def test_harm_is_a_share_of_the_right_words() -> None:
    counts = RepairCounts(right_before=200, harmed=1, wrong_before=10, mended=4)
    assert (counts.harm, counts.mending) == (0.005, 0.4)
    assert RepairCounts().harm == 0.0


def test_right_words_are_paired_in_order() -> None:
    assert right_words(["a", "b", "a", "c"], ["b", "a", "c"]) == [False, True, True, True]
