"""Text in, repaired text out: line for line, ending as it came."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr.changes import Change, replay
from cchc_ocr.errors import UnreadableError
from cchc_ocr.files.unseen_signs import sign_changes
from cchc_ocr.repair import RepairOptions
from cchc_ocr.stream import restored
from cchc_ocr.vietnamese import nfc
from tests.conftest import Cli

AS_IT_IS = RepairOptions("none")


def through(data: bytes, options: RepairOptions) -> bytes:
    return "".join(block.text for block in restored("-", io.BytesIO(data), options)).encode()


@pytest.mark.parametrize("end", ["", "\n", "\r\n", "\n\n", "\r\n\r\n"])
def test_the_end_is_as_it_was(cli: Cli, end: str) -> None:
    result = cli("restore", stdin=f"cai cach hanh chinh{end}".encode())
    assert result.stdout_bytes == f"cải cách hành chính{end}".encode()


@pytest.mark.parametrize(
    "text", ["", "\n", "\ufeffXin chào\n", "a\x0cb\n", "a\x85b\u2028c\n", "a\r\nb\nc\r\n", "\t a  b \n"]
)
def test_what_is_no_word_stays(text: str) -> None:
    assert through(text.encode(), RepairOptions()).decode() == text


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=60))
def test_without_repair_text_is_only_composed(text: str) -> None:
    """Signs that nobody sees, or takes for others, are none of the text."""
    seen = "\n".join(replay(line, sign_changes(line)) for line in text.split("\n"))
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    assert nfc(through(text.encode(), AS_IT_IS).decode()) == nfc(mark + seen)


WIDE = ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]


@pytest.mark.parametrize("encoding", WIDE)
def test_text_of_two_or_four_bytes_a_letter_is_read_as_extract_reads_it(encoding: str) -> None:
    text = "cai cach hanh chinh\nSố: 5/BC-SNV\r\n\nhết"
    read = through(text.encode(encoding), RepairOptions()).decode()
    assert read == "cải cách hành chính\nSố: 5/BC-SNV\r\n\nhết"


def test_text_of_a_wide_encoding_that_breaks_off_is_an_error() -> None:
    with pytest.raises(UnreadableError, match=r"stdin: this is not UTF-16-LE text all through"):
        through("Sở Nội vụ báo cáo".encode("utf-16-le") + b"\x00\xd8\x20\x00", AS_IT_IS)


def test_explanations_can_be_replayed(cli: Cli) -> None:
    lines = ["to chuc chinh quyen", "Xin chào", "cai cach hanh chinh"]
    objects = [
        json.loads(line) for line in cli("restore", "--explain", stdin="\n".join(lines)).stdout.splitlines()
    ]
    assert {one["line"] for one in objects} == {1, 3}
    after = cli("restore", stdin="\n".join(lines)).stdout.split("\n")
    for number, line in enumerate(lines, 1):
        changes = [
            Change(**{k: v for k, v in one.items() if k != "line"}) for one in objects if one["line"] == number
        ]
        assert replay(line, changes) == after[number - 1]


def test_line_numbers_go_on_over_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cchc_ocr.stream._BLOCK", 2)
    blocks = list(restored("-", io.BytesIO(b"a\nb\nc\nd\ne"), AS_IT_IS))
    assert [block.first for block in blocks] == [1, 3, 5]
    assert "".join(block.text for block in blocks) == "a\nb\nc\nd\ne"


def test_text_of_another_encoding_is_named_by_line() -> None:
    with pytest.raises(UnreadableError, match="stdin: line 2 is not UTF-8"):
        through(b"a\n\xff\n", AS_IT_IS)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"a\n" * 3000 + b"a" * 6000, "stdin: line 3001 has more than 5,000 characters without a space"),
        (b"Xin\n" + b"ab " * 200_000, "line 2 has more than 100,000 characters"),
        ("ạ ".encode() * 60_000, "line 1 has 120,000 characters"),
    ],
)
def test_lines_have_bounds(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableError, match=message):
        through(data, AS_IT_IS)
