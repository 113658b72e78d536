"""Names that every system takes: a table, and laws."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr.system.safe_names import (
    LONGEST,
    LONGEST_PATH,
    fitting_path,
    safe_name,
    safe_text,
    same_name,
    shortened,
    without_accents,
)

DEVICES = {"con", "prn", "aux", "nul", *(f"{name}{number}" for name in ("com", "lpt") for number in range(10))}


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("Sở Nội vụ", "Sở Nội vụ"),
        (unicodedata.normalize("NFD", "Sở Nội vụ"), "Sở Nội vụ"),
        ("12/QĐ-UBND", "12-QĐ-UBND"),
        ('a<b>c:d"e|f?g*h\\i', "a-b-c-d-e-f-g-h-i"),
        ("tên\nhai dòng\t.", "tên hai dòng"),
        ("..bí mật..", "bí mật"),
        ("", "_"),
        ("...", "_"),
        ("nul", "_nul"),
        ("NUL.2024", "_NUL.2024"),
        ("LPT¹", "_LPT¹"),
        ("Công văn", "Công văn"),
        ("a\u200bb\u202ec", "a-b-c"),
        ("\ud800", "-"),
    ],
)
def test_a_name_is_made_safe(given: str, name: str) -> None:
    assert safe_name(given) == name


@given(st.text(max_size=300))
def test_every_name_is_safe(text: str) -> None:
    name = safe_name(text)
    assert name
    assert len(name) <= LONGEST + 1
    assert len(name.encode()) <= 230
    assert unicodedata.normalize("NFC", name) == name
    assert not set(name) & set('<>:"/\\|?*')
    assert all(ord(sign) >= 32 for sign in name)
    assert name.strip(" .") == name
    assert name.split(".")[0].lower() not in DEVICES


@given(st.text(max_size=60))
def test_a_safe_name_stays(text: str) -> None:
    assert safe_name(safe_name(text)) == safe_name(text)


@given(st.lists(st.text(max_size=200), min_size=1, max_size=6))
def test_paths_fit(parts: list[str]) -> None:
    names = fitting_path([safe_name(part) for part in parts])
    assert len(names) == len(parts)
    assert len("/".join(names)) <= LONGEST_PATH
    assert all(safe_name(name) == name for name in names)


def test_texts() -> None:
    assert safe_text("a / b") == "a - b"
    assert shortened("Kết quả Chỉ số cải cách hành chính", 20) == "Kết quả Chỉ số cải"
    assert shortened("abcdef", 6) == "abcdef"
    assert without_accents("Đường Nguyễn Huệ") == "Duong Nguyen Hue"
    assert same_name("Sở Y tế/A.PDF") == same_name(unicodedata.normalize("NFD", "SỞ Y TẾ/a.pdf"))
