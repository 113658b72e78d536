"""The format of a dictionary file is held to, and a mistake names file and line."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr import lexicon
from cchc_ocr.errors import ConfigurationError, ExitCode
from cchc_ocr.lexicon.tables import TABLES, header, read_table, read_terms, write_table
from tests.paths import CASES

HEAD = f"{header('syllables')}\nsyllable\tcount\n"
TABLE = json.loads((CASES / "bad-dictionaries.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", TABLE, ids=lambda case: case["why"])
def test_a_bad_file_is_refused_by_file_and_line(case: dict[str, str | int], tmp_path: Path) -> None:
    path = tmp_path / str(case["file"])
    path.write_bytes(str(case["text"]).encode("utf-8"))
    with pytest.raises(ConfigurationError) as caught:
        read_table(path)
    assert caught.value.message.startswith(f"{path}:{case['line']}: {case['says']}")
    assert caught.value.hint
    assert caught.value.exit_code == ExitCode.BAD_CONFIGURATION


def test_bytes_that_are_not_utf8_are_refused_by_line(tmp_path: Path) -> None:
    path = tmp_path / "syllables.tsv"
    path.write_bytes(HEAD.encode() + "anh\t3\n".encode("utf-16-le"))
    path.write_bytes(HEAD.encode() + b"anh\t3\nt\xe9t\t1\n")
    with pytest.raises(ConfigurationError, match=r"syllables\.tsv:4: the line is not UTF-8"):
        read_table(path)


def test_rows_survive_writing_in_any_order(tmp_path: Path) -> None:
    path = tmp_path / "syllables.tsv"
    write_table(path, [("ứng", "2"), ("anh", "30"), ("đã", "4")])
    assert path.read_text(encoding="utf-8") == HEAD + "anh\t30\nđã\t4\nứng\t2\n"
    assert read_table(path) == [("anh", "30"), ("đã", "4"), ("ứng", "2")]


def test_rows_that_are_no_entries_are_not_written(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"tsv:4: the cell 'count' must be a whole number above 0"):
        write_table(tmp_path / "syllables.tsv", [("anh", "3"), ("em", "0")])


@given(st.text(alphabet="aăâđêôơư\t\n\r# ,-0159\u0301\u0110\u00d0"))
def test_no_text_gives_anything_but_terms_or_a_configuration_error(text: str) -> None:
    path = _SCRATCH / "terms.tsv"
    path.write_text(text, encoding="utf-8", newline="")
    try:
        terms = read_terms(path)
    except ConfigurationError as error:
        assert error.message.startswith(f"{path}:")
    else:
        assert all(term == unicodedata.normalize("NFC", term).strip() and term for term in terms)
        assert all(weight > 0 for weight in terms.values())


@pytest.fixture(scope="module", autouse=True)
def _scratch(tmp_path_factory: pytest.TempPathFactory) -> None:
    """hypothesis calls a test many times over; one folder serves all."""
    global _SCRATCH  # noqa: PLW0603
    _SCRATCH = tmp_path_factory.mktemp("terms")


_SCRATCH = Path()


def test_all_tables_are_described() -> None:
    assert set(TABLES) == {path.stem for path in lexicon.bundled().glob("*.tsv")}
