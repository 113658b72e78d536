"""Patterns that are written to be read: what their sources may hold, and what is compiled of them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr.patterns import accented, any_of, unaccented
from cchc_ocr.vietnamese import bare
from tests.paths import ROOT

WORDS = ("kính gửi", "nơi nhận", "Ủy ban nhân dân", "đặc khu", "về việc", r"số\s*[:.]?", "[^#]*", r"\d{1,2}")
branches = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6)
remarks = st.lists(st.text("aăâ #|(\"'[]", max_size=12), min_size=6, max_size=6)


@given(branches, remarks, st.integers(0, 12))
def test_lines_indentation_and_remarks_do_not_count(parts: list[str], said: list[str], indent: int) -> None:
    lines = (f"{' ' * indent}|{part}  # {remark}\n\n" for part, remark in zip(parts, said, strict=False))
    assert accented("".join(lines)).pattern == "".join(f"|{part}" for part in parts)


@given(branches)
def test_the_unaccented_pattern_is_the_accented_one_without_accents(parts: list[str]) -> None:
    source = "\n|".join(parts)
    assert unaccented(source).pattern == bare(accented(source).pattern)


@pytest.mark.parametrize("text", ["Kính gửi: Sở Nội vụ", "KÍNH GỬI UBND TỈNH", "Kinh gửi"])
def test_text_is_found_in_its_bare_form(text: str) -> None:
    assert unaccented(r"kính gửi\b  # the addressees").match(bare(text).lower())
    assert not unaccented("kính gửi").match(text)  # as it stands it has accents or capitals


@pytest.mark.parametrize(
    ("source", "pattern"),
    [
        ("kính gửi", "kinh gui"),
        ("ủy ban|hội đồng   # two", "uy ban|hoi dong"),
        ("# only a remark\nđã", "da"),
        ("  #\nđã", "da"),
        ("[@#&]", "[@#&]"),  # a sign of the pattern
        ("số #4", "so #4"),  # one space before it
        (r"ngày\s", r"ngay\s"),
        (r"Đ|[đĐ]\W", r"D|[dD]\W"),
    ],
)
def test_what_is_compiled(source: str, pattern: str) -> None:
    assert unaccented(source).pattern == pattern


@given(st.lists(st.text("aăâ .|(", min_size=1, max_size=5), min_size=1, max_size=5))
def test_any_of_the_words_is_found_whole(words: list[str]) -> None:
    pattern = re.compile(any_of(words))
    assert [found.group() for word in words if (found := pattern.match(word))] == words


def test_flags_are_handed_on() -> None:
    assert accented("về việc", re.IGNORECASE).match("VỀ VIỆC")
    assert not accented("về việc").match("VỀ VIỆC")
    assert unaccented("về việc", re.IGNORECASE).match("VE VIEC")


@pytest.mark.parametrize("make", [accented, unaccented])
def test_what_is_no_pattern_is_an_error(make) -> None:
    with pytest.raises(re.error):
        make("(kính gửi\n  # the bracket is not closed")


def test_no_line_of_the_program_is_too_long_to_read() -> None:
    """Also those that ruff lets pass, because they have no space: patterns. Remarks do not count.

    The patterns of results and tables are still to be written so.
    """
    lines = {
        f"{file.relative_to(ROOT)}:{at}": line.partition("  # ")[0]
        for file in (ROOT / "cchc_ocr").rglob("*.py")
        if file.parent.name not in ("results", "tables")
        for at, line in enumerate(file.read_text("utf-8").splitlines(), 1)
    }
    assert lines
    assert [place for place, line in lines.items() if len(line) > 115] == []
