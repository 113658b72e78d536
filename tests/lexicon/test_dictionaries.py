"""The dictionaries that come with the program keep to their own format and make sense."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from cchc_ocr import lexicon
from cchc_ocr.lexicon import Lexicon
from cchc_ocr.lexicon.tables import TABLES, read_table, write_table
from cchc_ocr.vietnamese import is_syllable, nfc

KNOWN = lexicon.load()
FIELDS = {
    "chi_dao_dieu_hanh",
    "the_che",
    "thu_tuc_hanh_chinh",
    "to_chuc_bo_may",
    "che_do_cong_vu",
    "tai_chinh_cong",
    "chinh_quyen_so",
    "tac_dong",
}


@pytest.mark.parametrize("name", TABLES)
def test_a_file_is_as_the_program_would_write_it(name: str, tmp_path: Path) -> None:
    path = lexicon.bundled() / f"{name}.tsv"
    copy = tmp_path / path.name
    write_table(copy, read_table(path))
    assert copy.read_bytes() == path.read_bytes()


@pytest.mark.parametrize("name", TABLES)
def test_a_file_is_described(name: str) -> None:
    readme = (lexicon.bundled() / "README.md").read_text(encoding="utf-8")
    row = re.search(rf"^\| `{name}\.tsv` \|[^|]*\| ([\d,]+) \|", readme, re.MULTILINE)
    entries = len(read_table(lexicon.bundled() / f"{name}.tsv"))
    assert row and int(row[1].replace(",", "")) == pytest.approx(entries, rel=0.1), f"{name}: {entries:,}"


def test_agencies_are_told_apart() -> None:
    names = {agency.name for agency in KNOWN.agencies}
    assert len(names) == len(KNOWN.agencies)
    assert {agency.successor for agency in KNOWN.agencies} - {""} <= names
    for agency in KNOWN.agencies:
        assert len(set(agency.abbreviations)) == len(agency.abbreviations)
        assert all(re.fullmatch(r"[A-ZĐƯ][A-Za-zĐƯơưđ0-9&.\-]*", symbol) for symbol in agency.symbols), agency


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Sở KH&CN", "Sở Khoa học và Công nghệ"),
        ("Sở LĐ-TB&XH", "Sở Lao động - Thương binh và Xã hội"),
        ("UBND tỉnh", "Ủy ban nhân dân tỉnh"),
        ("HĐND huyện", "Hội đồng nhân dân huyện"),
        ("Bộ TT&TT", "Bộ Thông tin và Truyền thông"),
        ("BHXH tỉnh", "Bảo hiểm xã hội tỉnh"),
    ],
)
def test_abbreviations_lead_to_one_agency(written: str, name: str) -> None:
    assert [agency.name for agency in KNOWN.agencies if written in agency.abbreviations] == [name]


@pytest.mark.parametrize(
    ("symbol", "name"),
    [
        ("SKHCN", "Sở Khoa học và Công nghệ"),
        ("SKH&CN", "Sở Khoa học và Công nghệ"),
        ("STNMT", "Sở Tài nguyên và Môi trường"),
        ("VPUBND", "Văn phòng Ủy ban nhân dân tỉnh"),
        ("TTg", "Thủ tướng Chính phủ"),
        ("TU", "Tỉnh ủy"),
        ("TW", "Ban Chấp hành Trung ương"),
        ("BNV", "Bộ Nội vụ"),
    ],
)
def test_symbols_lead_to_their_agency(symbol: str, name: str) -> None:
    assert name in {agency.name for agency in KNOWN.agencies if symbol in agency.symbols}


@pytest.mark.parametrize(
    ("symbol", "names"),
    [
        ("QĐ", ["Quyết định", "Quy định"]),
        ("QyĐ", ["Quy định"]),
        ("TT", ["Thông tư", "Thông tri"]),
        ("TTr", ["Tờ trình"]),
        ("HĐ", ["Hợp đồng"]),
        ("HD", ["Hướng dẫn"]),
        ("KL", ["Kết luận"]),
        ("NĐ", ["Nghị định"]),
        ("CTr", ["Chương trình", "Chương trình hành động"]),
        ("TTLT", ["Thông tư liên tịch"]),
    ],
)
def test_symbols_lead_to_types_the_likeliest_first(symbol: str, names: list[str]) -> None:
    assert list(KNOWN.types.by_sign[symbol][: len(names)]) == names


def test_types_have_official_names_and_archive_codes() -> None:
    names = {kind.name for kind in KNOWN.document_types}
    assert {kind.official for kind in KNOWN.document_types} <= names
    codes = {kind.archive_code: kind.official for kind in KNOWN.document_types if kind.basis == "nd30"}
    assert set(codes) == {f"{code:02}" for code in range(1, 30)} | {"32"}
    assert (codes["02"], codes["15"], codes["22"]) == ("Quyết định", "Tờ trình", "Công văn")


def test_criteria_cover_the_eight_fields_by_old_and_new_names() -> None:
    for code in FIELDS:
        kinds = {criterion.kind for criterion in KNOWN.criteria if criterion.code == code}
        assert {"current", "old"} <= kinds, code
    for criterion in KNOWN.criteria:
        assert re.fullmatch(r"[a-z_]+(\.[a-z_]+)?", criterion.code)
        assert ("." in criterion.code) == (criterion.kind == "part")


def test_a_name_stands_for_one_criterion() -> None:
    names = [criterion.name.casefold() for criterion in KNOWN.criteria]
    assert sorted(names) == sorted(set(names))


def test_syllables_are_words_with_plausible_counts() -> None:
    counts = KNOWN.syllables
    assert len(counts) > 3000
    assert all(syllable == syllable.lower() == nfc(syllable) for syllable in counts)
    assert min(counts[word] for word in ("và", "của", "hành", "chính", "số", "sở")) > 10_000
    assert not {"biễu", "hànhbộ", "ubnd", "nđ"} & counts.keys()
    assert sum(is_syllable(syllable) for syllable in counts) > 0.9 * len(counts)


def test_phrases_are_whole_lower_case_and_known() -> None:
    for phrase in KNOWN.phrases:
        words = phrase.split()
        assert len(words) >= 2 and phrase == phrase.lower(), phrase
        assert all(is_syllable(word) for word in words), phrase
    assert {"cải cách hành chính", "cơ chế một cửa", "kỷ luật kỷ cương"} <= KNOWN.phrases.keys()


def test_places_of_both_periods_are_there() -> None:
    places = {(place.name, place.kind): place.period for place in KNOWN.places}
    assert places["Quảng Ngãi", "tỉnh"] == "both"
    assert places["Bình Định", "tỉnh"] == "before-2025"
    assert sum(period != "before-2025" for (_, kind), period in places.items() if kind == "tỉnh") == 28
    assert sum(kind == "đặc khu" for _, kind in places) == 13


def test_names_are_single_capitalised_syllables() -> None:
    for names in (KNOWN.family_names, KNOWN.middle_names, KNOWN.given_names):
        assert len(names) > 100
        assert all(name[0].isupper() and name[1:] == name[1:].lower() and " " not in name for name in names)
    assert "Nguyễn" in KNOWN.family_names and "Thị" in KNOWN.middle_names and "Thử" in KNOWN.given_names


def test_posts_are_written_as_names_with_their_deputies() -> None:
    posts = {post.name: post.deputies for post in KNOWN.posts}
    assert posts["Bộ trưởng"] == ("Thứ trưởng", "Thứ trưởng Thường trực")
    assert posts["Hạt trưởng"] == ("Phó Hạt trưởng", "Hạt phó")
    assert posts["Kế toán trưởng"] == ()
    assert all(rank[0].isupper() and not rank.isupper() for name in posts for rank in (name, *posts[name]))


def test_kinds_of_bodies_are_written_small() -> None:
    opens = {kind.name: kind.opens for kind in KNOWN.body_kinds}
    assert (opens["sở"], opens["phái đoàn"], opens["trung ương"]) == ("both", "head", "sentence")
    assert all(name.isupper() or name.islower() for name in opens)


def test_every_place_is_of_a_known_kind() -> None:
    levels = {kind.name: kind.level for kind in KNOWN.place_kinds}
    assert {place.kind for place in KNOWN.places} == set(levels)
    assert (levels["tỉnh"], levels["huyện"], levels["đặc khu"]) == ("province", "district", "commune")
    assert {kind.name for kind in KNOWN.place_kinds if kind.bare == "ambiguous"} == {"phường", "quận", "xã"}


def test_words_within_names_are_small() -> None:
    assert {"và", "của"} <= KNOWN.joining_words and "cửa khẩu" in KNOWN.area_words
    assert all(word.islower() for word in KNOWN.joining_words | KNOWN.area_words)


def test_degrees_are_told_from_names() -> None:
    assert {"PGS", "BSCKII", "Thạc sĩ", "NSƯT", "Thượng tá"} <= KNOWN.degrees
    assert not KNOWN.degrees & (KNOWN.family_names | KNOWN.middle_names | KNOWN.given_names)


def test_acronyms_have_expansions() -> None:
    assert KNOWN.acronyms["CCHC"] == ("cải cách hành chính",)
    assert KNOWN.acronyms["KH&CN"] == ("Khoa học và Công nghệ",)
    assert all(sum(letter.isupper() for letter in acronym) >= 2 for acronym in KNOWN.acronyms)


def test_emissions_are_shares_of_the_letters_that_were_printed() -> None:
    for emission in KNOWN.emissions:
        assert 0 < emission.count <= emission.of
        assert len(emission.meant) == 1 and len(emission.seen) <= 3
    shares = {(e.engine, e.seen, e.meant): e.count / e.of for e in KNOWN.emissions}
    assert shares["eng", "é", "ê"] > 0.2  # data without Vietnamese letters takes the nearest it has
    assert shares["vie", "ố", "ổ"] > shares.get(("vie", "ố", "ỏ"), 0)


def test_loading_is_fast() -> None:
    def seconds() -> float:
        start = time.thread_time()
        fresh = Lexicon(lexicon.bundled())
        assert fresh.syllables and fresh.phrases
        return time.thread_time() - start

    assert min(seconds() for _ in range(3)) < 0.2  # Python may look through all other objects of the process once
