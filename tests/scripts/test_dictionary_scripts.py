"""The scripts that make dictionaries, on small made-up input."""

from __future__ import annotations

import importlib
import lzma
import shutil
from pathlib import Path
from types import ModuleType

import pytest

from cchc_ocr import lexicon
from cchc_ocr.lexicon.tables import TABLES, read_table
from tests.paths import SCRIPTS


@pytest.fixture(scope="module")
def scripts() -> dict[str, ModuleType]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(SCRIPTS))
        return {name: importlib.import_module(name) for name in ("build_dictionaries", "count_documents")}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Two texts say the same term often, a third has a slip and a joined word."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    term = "Cơ quan hỗ trợ mùa màng nhanh.\nHọ mua thóc. Ta bán ngô. Trời mưa to. Em hát hay.\n" * 80
    texts = {"codes": term, "legal-train": term, "procedures": "chuấn hànhbộ hànhbộ UBND\n" + "internet\n" * 25}
    for name, text in texts.items():
        (folder / f"{name}.txt.xz").write_bytes(lzma.compress(text.encode()))
    (folder / "places-before-2025.txt").write_text("Tỉnh Sơn Hà\nHuyện Biển Xanh\nXã Kryông\n", encoding="utf-8")
    (folder / "places-2025.txt").write_text("Tỉnh Sơn Hà\nPhường Biển Xanh\n", encoding="utf-8")
    return folder


@pytest.fixture
def built(scripts: dict[str, ModuleType], corpus: Path, tmp_path: Path) -> Path:
    target = tmp_path / "dictionaries"
    shutil.copytree(lexicon.bundled(), target, ignore=shutil.ignore_patterns("*.model", "syllables.tsv"))
    assert scripts["build_dictionaries"].main([str(corpus), str(target)]) == 0
    return target


def test_places_know_their_period(built: Path) -> None:
    assert read_table(built / "places.tsv") == [
        ("Biển Xanh", "huyện", "before-2025"),
        ("Biển Xanh", "phường", "2025"),
        ("Kryông", "xã", "before-2025"),
        ("Sơn Hà", "tỉnh", "both"),
    ]


def test_syllables_leave_out_slips_joined_words_and_acronyms(built: Path) -> None:
    counts = dict(read_table(built / "syllables.tsv"))
    assert {"mùa": "160", "internet": "25", "kryông": "1"}.items() <= counts.items()
    assert not {"chuấn", "hànhbộ", "ubnd"} & counts.keys()


def test_phrases_are_whole_terms(built: Path) -> None:
    mined = {phrase for phrase, _, origin in read_table(built / "phrases.tsv") if origin == "corpus"}
    # Not "em hát" or "hát hay" (a joining word ends it), nor the pieces of the seven-syllable line.
    assert mined == {"họ mua thóc", "ta bán ngô", "trời mưa to"}


def test_what_is_kept_by_hand_stays(built: Path) -> None:
    for name in TABLES.keys() - {"phrases", "places", "syllables"}:
        assert (built / f"{name}.tsv").read_bytes() == (lexicon.bundled() / f"{name}.tsv").read_bytes()
    by_hand = {row[0] for row in read_table(lexicon.bundled() / "phrases.tsv") if row[2] == "hand"}
    assert by_hand == {row[0] for row in read_table(built / "phrases.tsv") if row[2] == "hand"}


def test_the_same_input_gives_the_same_bytes(scripts: dict[str, ModuleType], corpus: Path, built: Path) -> None:
    before = {path.name: path.read_bytes() for path in built.glob("*.tsv")}
    scripts["build_dictionaries"].main([str(corpus), str(built)])
    assert before == {path.name: path.read_bytes() for path in built.glob("*.tsv")}


def test_without_a_corpus_nothing_changes(
    scripts: dict[str, ModuleType], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert scripts["build_dictionaries"].main([str(tmp_path / "none"), str(tmp_path)]) == 0
    assert "no such folder" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("theo Nghị định số 161/2031/NĐ-CP ngày 02/8/2031 của", [("161/2031/NĐ-CP", "2031-08-02", "")]),
        ("Số: 161/2031/NĐ-CP Hà Nội, ngày 02 tháng 8 năm 2031", [("161/2031/NĐ-CP", "2031-08-02", "")]),
        ("Nghị định số 161/2031/NĐ-CP của Chính phủ; ngày 02/8/2031", []),
        ("Quyết định số 5/QĐ-UBND ngày 02/8/2031", []),  # each province has one
        ("không có số nào, ngày 02/8/2031", []),
    ],
)
def test_documents_that_a_line_names(
    scripts: dict[str, ModuleType], line: str, found: list[tuple[str, str, str]]
) -> None:
    assert list(scripts["count_documents"].documents(line, lexicon.load())) == found


def test_documents_with_one_date_are_counted(scripts: dict[str, ModuleType], tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("Nghị định số 1/2031/NĐ-CP ngày 02/01/2031\n" * 2, "utf-8")
    packed = tmp_path / "b.txt.xz"
    packed.write_bytes(lzma.compress(text.read_bytes()))
    scripts["count_documents"].main(tmp_path / "known_documents.tsv", [text, packed])
    assert read_table(tmp_path / "known_documents.tsv") == [("1/2031/NĐ-CP", "2031-01-02", "", "4")]
