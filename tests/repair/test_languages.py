"""Lines, phrases and words of other languages stay; Vietnamese without its marks, or misread, is none of them."""

from __future__ import annotations

import json
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr.repair import Repairer, RepairOptions
from cchc_ocr.vietnamese import bare
from tests.paths import CASES

TABLE = json.loads((CASES / "languages.json").read_text("utf-8"))
VIETNAMESE = (
    "Sở Nội vụ đã gửi thư cảm ơn đến các đối tác, nội dung như sau.",
    "Các phòng, đơn vị trực thuộc nghiên cứu, tổ chức thực hiện.",
    "Kết quả: đạt 10,25/11,00 điểm (93,18%), tăng 2 bậc so với năm 2022.",
)
# Sentences of three parts each, which go together in any way: a thousand of them.
SUBJECTS = (
    *("The provincial committee", "All members of the council", "Our partners in the region", "The new director"),
    *("Most of the villages", "Every department", "The mayor and her deputies", "Two of the three schools"),
    *("Local authorities", "Nobody in the office"),
)
ACTS = (
    *("has approved", "will discuss", "did not receive", "published on Monday", "can read", "should improve"),
    *(
        "was asked to explain",
        "opened the debate on",
        "has long been waiting for",
        "must answer within ten days to",
    ),
)
OBJECTS = (
    *("the annual report on public health.", "a plan to build better roads.", "the results of the last survey."),
    *("our proposal for clean water.", "the rules for tenders and contracts.", "every letter from the citizens."),
    *("the budget of the next year.", "what the auditors had found.", "a list of names and dates."),
    "the map of the old town.",
)
ENGLISH = [f"{a} {b} {c}" for a in SUBJECTS for b in ACTS for c in OBJECTS]
FRENCH = [
    f"{a} {b} {c}"
    for a in ("Le conseil municipal", "La directrice", "Chacun des services", "Notre commune", "Les habitants")
    for b in ("a présenté", "attend depuis longtemps", "n'a pas encore lu", "devra signer", "publiera en avril")
    for c in ("le rapport annuel.", "les résultats de l'enquête.", "un projet de route.", "la réponse du préfet.")
]


@cache
def repairer(strength: str = "auto") -> Repairer:
    return Repairer.load(RepairOptions(strength=strength))  # type: ignore[arg-type]


def restored(*lines: str, strength: str = "auto") -> tuple[str, ...]:
    return repairer(strength).repair_text(lines).lines


@pytest.mark.parametrize("strength", ["auto", "careful", "normal", "bold"])
@pytest.mark.parametrize("line", TABLE["foreign"])
def test_lines_of_other_languages_stay(line: str, strength: str) -> None:
    assert restored(line, strength=strength) == (line,)


@pytest.mark.parametrize("line", TABLE["foreign"])
def test_so_they_do_among_vietnamese_ones(line: str) -> None:
    assert restored(*VIETNAMESE, line, *VIETNAMESE) == (*VIETNAMESE, line, *VIETNAMESE)


@pytest.mark.parametrize("line", TABLE["mixed"])
def test_phrases_and_names_stay_within_a_line(line: str) -> None:
    assert restored(line) == (line,)


@pytest.mark.parametrize(("seen", "meant"), TABLE["vietnamese"])
def test_vietnamese_without_marks_gets_them(seen: str, meant: str) -> None:
    assert restored(seen) == (meant,)


@pytest.mark.slow
def test_a_thousand_english_lines_and_a_hundred_french_ones_are_untouched() -> None:
    lines = (*ENGLISH, *FRENCH)
    assert len(lines) >= 1100
    assert restored(*lines) == lines


@given(st.sampled_from(ENGLISH + FRENCH))
def test_each_of_them_is_alone(line: str) -> None:
    assert restored(line) == (line,)


@given(st.lists(st.sampled_from(ENGLISH + FRENCH), min_size=1, max_size=3), st.sampled_from(VIETNAMESE))
def test_lines_without_marks_beside_foreign_ones_get_theirs(foreign: list[str], line: str) -> None:
    assert restored(*foreign, bare(line), bare(line)) == (*foreign, line, line)
