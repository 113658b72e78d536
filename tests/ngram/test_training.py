"""Text becomes a model: what is read, what is counted, what is too rare."""

from __future__ import annotations

import json
import lzma
from pathlib import Path

import pytest

from cchc_ocr import ngram
from cchc_ocr.errors import UnreadableError
from cchc_ocr.ngram.model import MAGIC, SPECIAL
from cchc_ocr.ngram.tokens import tokenize
from cchc_ocr.ngram.training import case_of, headline
from tests.ngram.small import TEXT, small_model


def test_capitals_are_counted_inside_sentences_only() -> None:
    model = small_model()
    assert model.case[model.id("sở")].argmax() == 1
    assert model.case[model.id("số")].argmax() == 0
    assert [case_of(word) for word in ("Sở", "SỞ", "sở", "Ở", "eOffice")] == [1, 2, 0, 1, 1]


def test_the_same_texts_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "one", tmp_path / "two"
    for folder, order in ((first, (0, 1)), (second, (1, 0))):
        folder.mkdir()
        for number in order:
            name = folder / f"{number}.txt.xz"
            name.write_bytes(lzma.compress("\n".join(TEXT[number::2]).encode()))
    assert ngram.build([first]) == ngram.build([second])


def test_text_is_read_plain_and_packed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("\n".join(TEXT), encoding="utf-8")
    (tmp_path / "notes.md").write_text("không đọc", encoding="utf-8")
    header = json.loads(ngram.build([tmp_path]).removeprefix(MAGIC).partition(b"\n")[0])
    assert (header["sources"], header["lines"], header["version"]) == (["a.txt"], 4, 1)


@pytest.mark.parametrize("content", [None, b"\xff\xfe\xff"])
def test_texts_that_cannot_be_read(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "bad.txt"
    if content:
        path.write_bytes(content)
    with pytest.raises(UnreadableError, match=r"bad\.txt"):
        ngram.build([path])


def test_nothing_to_learn_from(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="no text"):
        ngram.build([tmp_path])


def test_n_grams_that_are_too_rare_are_left_out() -> None:
    sizes = [[len(keys) for keys in small_model(least=least).keys] for least in ((1, 1, 1, 1), (1, 1, 2, 2))]
    assert sizes[0][:2] == sizes[1][:2]
    assert all(fewer < more for fewer, more in zip(sizes[1][2:], sizes[0][2:], strict=True))


def test_words_that_are_too_rare_are_unknown() -> None:
    every, twice = small_model(), small_model(least=(2, 1, 1, 1))
    assert {"năm", "cải"} <= set(every.words)
    assert "cải" in twice.words and "năm" not in twice.words
    assert twice.words[: len(SPECIAL)] == SPECIAL


@pytest.mark.parametrize(
    ("line", "is_one"),
    [("BÁO CÁO KẾT QUẢ", True), ("UBND tỉnh Sơn Hà", False), ("Sở UBND", False), ("15/7", False)],
)
def test_lines_in_capitals_say_nothing_of_the_case_of_words(line: str, is_one: bool) -> None:
    assert headline(tokenize(line)) is is_one
