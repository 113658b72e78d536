"""Dictionaries: the format is held to, a mistake names file and line, a user's files add to the bundled ones."""

from __future__ import annotations

import gc
import pickle
import unicodedata
import weakref
from pathlib import Path

import pytest

from cchc_ocr import lexicon
from cchc_ocr.errors import ConfigurationError
from cchc_ocr.extract.forms.names import known_rank
from cchc_ocr.lexicon import Agency, Lexicon, Post
from cchc_ocr.lexicon.tables import TABLES, TERM_COUNT, header

HEAD = f"{header('syllables')}\nsyllable\tcount\n"


def test_a_missing_bundled_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"agencies\.tsv: No such file"):
        _ = Lexicon(tmp_path).agencies


def _user(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.tsv").write_text(text, encoding="utf-8", newline="")
    return folder


def test_words_of_terms_are_known_syllables(tmp_path: Path) -> None:
    mine = lexicon.load(_user(tmp_path, terms="Sở Kryông Pă, TTĐH\t9\n"))
    assert mine.syllables["kryông"] == 9
    assert mine.syllables["sở"] == lexicon.load().syllables["sở"] + 9
    assert "ttđh" not in mine.syllables


def test_terms_of_the_user_add_to_the_phrases(tmp_path: Path) -> None:
    text = "\ufeff# của cơ quan tôi\r\nTrung tâm  Điều hành Sơn Hà\r\n\r\nđề án Biển Xanh\t7\r\n"
    user = _user(tmp_path, terms=unicodedata.normalize("NFD", text))
    mine = lexicon.load(user)
    assert mine.terms == {"Trung tâm Điều hành Sơn Hà": TERM_COUNT, "đề án Biển Xanh": 7}
    assert mine.phrases["trung tâm điều hành sơn hà"] == TERM_COUNT
    assert mine.phrases["đề án biển xanh"] == 7
    assert mine.phrases.items() > lexicon.load().phrases.items()
    assert not lexicon.load().terms


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("một\nhai\nmột\n", 3, "'một' is in the file twice"),
        ("một\n---\n", 2, "'---' has no letter in it"),
        ("một\tnhiều\n", 1, r"'nhiều' is not a weight"),
        ("một\t0\n", 1, r"'0' is not a weight"),
        ("một\t1\t2\n", 1, r"'1, 2' is not a weight"),
    ],
)
def test_a_bad_term_is_refused(text: str, line: int, says: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=rf"terms\.tsv:{line}: {says}"):
        lexicon.load(_user(tmp_path, terms=text))


def test_rows_of_the_user_add_to_the_bundled(tmp_path: Path) -> None:
    mine = lexicon.load(
        _user(
            tmp_path,
            agencies=f"{header('agencies')}\nname\tabbreviations\tsymbols\tlevel\tsuccessor\n"
            "Sở Biển đảo\tSở BĐ|Sở Biển\tSBĐ\tprovince\t\n",
            syllables=f"{HEAD}anh\t5\nxyzzy\t2\n",
        )
    )
    assert mine.agencies[-1] == Agency("Sở Biển đảo", ("Sở BĐ", "Sở Biển"), ("SBĐ",), "province", "")
    assert (mine.agencies[-1].abbreviation, mine.agencies[-1].symbol) == ("Sở BĐ", "SBĐ")
    assert mine.agencies[:-1] == lexicon.load().agencies
    assert mine.syllables["xyzzy"] == 2
    assert mine.syllables["anh"] == lexicon.load().syllables["anh"] + 5


def test_posts_of_the_user_are_known_ranks(tmp_path: Path) -> None:
    rows = f"{header('posts')}\nname\tdeputies\nQuản đốc\tPhó Quản đốc\n"
    mine = lexicon.load(_user(tmp_path, posts=rows))
    assert mine.posts[-1] == Post("Quản đốc", ("Phó Quản đốc",))
    assert known_rank("PHÓ QUẢN ĐỐC", mine) == "Phó Quản đốc"
    assert known_rank("PHÓ QUẢN ĐỐC", lexicon.load()) is None


def test_a_row_that_is_bundled_already_is_not_repeated(tmp_path: Path) -> None:
    text = "\n".join((lexicon.bundled() / "criteria.tsv").read_text(encoding="utf-8").splitlines()[:4]) + "\n"
    assert lexicon.load(_user(tmp_path, criteria=text)).criteria == lexicon.load().criteria


@pytest.mark.parametrize(
    ("name", "hint"),
    [("term.tsv", "did you mean terms.tsv?"), ("terms.txt", "terms.tsv"), ("agency.tsv", "agencies.tsv")],
)
def test_a_misspelt_file_name_is_not_passed_over(name: str, hint: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text("đề án Biển Xanh\n", encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        lexicon.load(tmp_path)
    assert str(tmp_path / name) in caught.value.message
    assert hint in caught.value.hint


@pytest.mark.parametrize("name", ["marks", "units"])
def test_nobody_can_add_to_what_is_complete(name: str, tmp_path: Path) -> None:
    row = "\t".join("m" for _ in TABLES[name].columns)
    with pytest.raises(ConfigurationError, match="a user cannot add to this dictionary") as caught:
        lexicon.load(_user(tmp_path, **{name: row}))
    assert "agencies.tsv" in caught.value.hint and f"{name}.tsv" not in caught.value.hint


def test_remarks_may_lie_beside_dictionaries(tmp_path: Path) -> None:
    for name in ("README.md", "LICENSE", ".DS_Store", "terms.tsv~"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    _user(tmp_path, terms="đề án Biển Xanh\n")
    assert list(lexicon.load(tmp_path).terms) == ["đề án Biển Xanh"]


def test_a_folder_that_says_nothing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="there is no dictionary in this folder"):
        lexicon.load(tmp_path)
    with pytest.raises(ConfigurationError, match="no such folder"):
        lexicon.load(tmp_path / "mine")


def test_a_mistake_of_the_user_shows_on_loading(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"syllables\.tsv:3: the cell 'count' "):
        lexicon.load(_user(tmp_path, syllables=HEAD + "anh\tnhiều\n"))


def test_the_fingerprint_changes_with_any_file(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    first = Lexicon(lexicon.bundled(), _user(tmp_path / "a", terms="một\n")).fingerprint
    again = Lexicon(lexicon.bundled(), _user(tmp_path / "b", terms="một\n")).fingerprint
    other = Lexicon(lexicon.bundled(), _user(tmp_path / "b", terms="hai\n")).fingerprint
    assert first == again
    assert len({first, other, lexicon.load().fingerprint}) == 3


def test_a_lexicon_crosses_to_a_worker_process() -> None:
    known = lexicon.load()
    assert pickle.loads(pickle.dumps(known)).fingerprint == known.fingerprint


def test_a_table_is_made_once_for_each_lexicon_and_goes_with_it():
    made = []

    @lexicon.kept
    def names(known: Lexicon) -> tuple[str, ...]:
        made.append(known)
        return tuple(agency.name for agency in known.agencies)

    one, other = Lexicon(lexicon.bundled()), Lexicon(lexicon.bundled())
    assert names(one) is names(one)
    assert pickle.loads(pickle.dumps(one)).fingerprint == one.fingerprint
    assert names(one) is not names(other)
    assert made == [one, other]
    gone = weakref.ref(one)
    made.clear()
    del one
    gc.collect()
    assert gone() is None
