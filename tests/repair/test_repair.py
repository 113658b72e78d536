"""Repair as tables (wild, synthetic, negative, known failures) and as laws."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cchc_ocr import lexicon, ngram
from cchc_ocr.changes import replay
from cchc_ocr.document import Box, Line, Page, Word
from cchc_ocr.errors import ConfigurationError
from cchc_ocr.ngram.tokens import tokenize
from cchc_ocr.repair import Repairer, RepairOptions
from cchc_ocr.repair.policy import Looks, strength_of
from cchc_ocr.vietnamese import bare, nfc, place_tones
from tests.paths import CASES

STRENGTHS = ("auto", "careful", "normal", "bold", "none")
# Lines as a worn scan gives them: what stands beside them is repaired as the page of a scan is.
WORN = ["Căn cứ Luât Tô chưc chính quyên địa phuơng; tiêp tục triên khai, phôi hợp cac sơ, nganh"] * 4
CORRECT = (
    "Sở Nội vụ tỉnh Sơn Hà báo cáo kết quả thực hiện công tác cải cách hành chính năm 2023 như sau:",
    "Thực hiện Kế hoạch số 25/KH-UBND ngày 10/02/2023 của UBND tỉnh, Sở đã ban hành kế hoạch của đơn vị.",
    "Kết quả: đạt 10,25/11,00 điểm (93,18%), tăng 2 bậc so với năm 2022; chi ngân sách tiết kiệm 10%.",
)


@cache
def repairer(strength: str = "auto") -> Repairer:
    return Repairer.load(RepairOptions(strength=strength))  # type: ignore[arg-type]


def repaired(text: str, strength: str = "auto", *, noise: bool = False) -> str:
    lines = text.split("\n")
    beside = WORN if noise else []
    return "\n".join(repairer(strength).repair_text([*lines, *beside]).lines[: len(lines)])


def table(name: str) -> list[Any]:
    rows: list[Any] = json.loads((CASES / name).read_text(encoding="utf-8"))
    return rows


@pytest.mark.parametrize(
    "case", [*table("repair-wild.json"), *table("repair-synthetic.json")], ids=lambda c: c["about"]
)
def test_is_repaired(case: Mapping[str, Any]) -> None:
    assert repaired(case["seen"], case["strength"], noise=case.get("noise", False)) == case["right"]


@pytest.mark.parametrize(
    "case", [*table("repair-wild.json"), *table("repair-synthetic.json")], ids=lambda c: c["about"]
)
def test_what_is_right_stays(case: Mapping[str, Any]) -> None:
    assert repaired(case["right"], "careful") == case["right"]


@pytest.mark.parametrize("strength", ["auto", "careful"])
@pytest.mark.parametrize("text", table("repair-negative.json"))
def test_correct_text_stays(text: str, strength: str) -> None:
    assert repaired(text, strength) == text


@pytest.mark.parametrize("case", table("known-failures.json"), ids=lambda c: c["about"])
@pytest.mark.xfail(strict=True, reason="known failure")
def test_known_failure(case: Mapping[str, Any]) -> None:
    assert repaired(case["seen"], case["strength"], noise=case.get("noise", False)) == case["right"]


@pytest.mark.parametrize(
    ("lines", "strength"),
    [
        (CORRECT, "careful"),
        ([bare(line) for line in CORRECT], "bold"),
        (["Ciia Giam d6c Sé tai budi lam viéc chuyén dé, cong chirc cia cac don vi thuéc S6"] * 3, "normal"),
        (["Ket qua thuc hicn cai cich hanh chinh, kiém soal thu luc"] * 3 + ["kct luan thuoc tinb"] * 9, "normal"),
        (["Phần mềm eOffice, Microsoft Windows, Zalo"], "careful"),
        ([""], "careful"),
    ],
)
def test_the_strength_fits_the_text(lines: Sequence[str], strength: str) -> None:
    assert repairer().repair_text(lines).strength == strength


def test_a_worn_page_is_noisier_than_a_clean_one() -> None:
    model = repairer().model
    clean, worn = (Looks.of([tokenize(line) for line in lines], model) for lines in (CORRECT, WORN))
    assert clean.noise < 0.01 < worn.noise
    assert strength_of(clean) == strength_of(worn) == "careful"


def test_a_page_that_was_read_is_taken_to_have_misreadings_that_are_words() -> None:
    texts = ("dự toán chỉ năm 2024 đối với Sở Nội vụ", *CORRECT * 4)
    typed = tuple(map(Line.from_text, texts))
    read = tuple(Line(tuple(replace(word, confidence=0.9) for word in line.words)) for line in typed)
    first = [repairer().repair_pages([Page(1, lines)]).pages[0].lines[0].text for lines in (typed, read)]
    assert first == [texts[0], texts[0].replace("chỉ", "chi")]


def test_tone_placement_is_kept_or_set() -> None:
    text = "Uỷ ban hoà giải; Ủy ban hòa giải"
    options = [RepairOptions("careful", tone_placement=placement) for placement in (None, "new", "old")]
    assert [Repairer.load(option).repair_text([text]).lines[0] for option in options] == [
        text,
        "Ủy ban hòa giải; Ủy ban hòa giải",
        "Uỷ ban hoà giải; Uỷ ban hoà giải",
    ]


def test_each_change_says_why() -> None:
    seen = "Quyet dinh so 15/QD-UBND cua Uy ban"
    changes = repairer("bold").repair_text([seen]).changes[0]
    steps = {change.seen: (change.became, change.steps) for change in changes}
    assert steps["QD"] == ("QĐ", ("sign",))
    assert steps["Quyet"] == ("Quyết", ("diacritics",))
    assert all(seen[change.start : change.end] == change.seen for change in changes)


def test_an_entry_of_the_dictionaries_decides_between_readings_that_are_nearly_as_likely() -> None:
    (change,) = repairer().repair_text(["chỉ ngân sách"]).changes[0]
    assert (change.became, change.entry) == ("chi", "chi ngân sách")
    clear = repairer().repair_text(["Kế hoạch ứng phó sự cô tràn dâu của tỉnh", *WORN]).changes[0]
    assert [change.entry for change in clear] == [None, None]  # so they would be without any


def test_a_name_that_is_as_likely_as_another_stays() -> None:
    text = "Uỷ ban nhân dân xã Hoà Thuỷ ban hành văn bản; Ủy ban nhân dân xã Hòa Thủy thực hiện."
    assert repairer().repair_text([text]).lines == (text,)


@pytest.mark.parametrize("confidence", [0.9, 1.0])
def test_a_name_that_the_text_has_twice_stays(confidence: float) -> None:
    head = ["UBND HUYỆN ĐÔNG VẠN", "BỆNH VIỆN ĐA KHOA BẾN", "LỨA", "Số: 12/BC-BV"]
    texts = [*head, "Đông Vạn, ngày 05 tháng 3 năm 2024", "Bệnh viện Bến Lứa báo cáo kết quả như sau:"]
    words = [Line.from_text(text).words for text in texts]
    lines = [Line(tuple(replace(word, confidence=confidence) for word in line)) for line in words]
    found = repairer().repair_pages([Page(1, tuple(lines))]).pages[0]
    assert [line.text for line in found.lines] == texts


def test_a_word_that_is_misread_twice_is_mended() -> None:
    lines = [
        Line.from_text(text)
        for text in ("BAN TỐ CHỨC", "Ban Tố chức trình Ban Tố chức, Trường Mâm non, Trường Mâm non.")
    ]
    read = [Line(tuple(replace(word, confidence=0.9) for word in line.words)) for line in lines]
    found = repairer().repair_pages([Page(1, tuple(read))]).pages[0]
    assert not {"Tố", "TỐ", "Mâm"} & {word.text for line in found.lines for word in line.words}


def test_words_of_a_page_that_were_run_together_part_in_their_boxes() -> None:
    words = (
        Word("Sở", Box(0, 0, 20, 10), 0.9),
        Word("Nộivụ", Box(30, 0, 80, 10), 0.9),
        Word("nứơc", confidence=0.9),
    )
    got = repairer().repair_pages([Page(1, (Line(words),), "scan", 100, 100)])
    assert [word.text for word in got.pages[0].lines[0].words] == ["Sở", "Nội", "vụ", "nước"]
    assert [word.box for word in got.pages[0].lines[0].words][1:3] == [Box(30, 0, 60, 10), Box(60, 0, 80, 10)]
    assert replay("Sở Nộivụ nứơc", got.changes[0][0]) == got.pages[0].text


def test_a_page_in_another_language_stays() -> None:
    line = Line.from_text("All members of the team can come to the meeting on Monday")
    read = Line(tuple(replace(word, confidence=0.9) for word in line.words))
    got = repairer().repair_pages([Page(1, (Line.from_text(CORRECT[0]), read), "scan", 100, 100)])
    assert got.pages[0].lines[1].text == line.text


def test_pages_keep_boxes_and_what_was_seen() -> None:
    words = [
        Word(text, Box(10 * k, 0, 10 * k + 8, 10), 0.9) for k, text in enumerate(["cai", "cach", "hanh", "chinh"])
    ]
    page = Page(1, (Line(tuple(words)),), "scan", 100, 100)
    got = repairer("bold").repair_pages([page])
    assert got.pages[0].text == "cải cách hành chính"
    assert got.pages[0].lines[0].as_seen == "cai cach hanh chinh"
    assert [word.box for word in got.pages[0].lines[0].words] == [word.box for word in words]
    assert (got.words, got.changed, got.strength) == (4, 4, "bold")


def test_a_word_that_was_two_becomes_two_words() -> None:
    words = [Word("thoi"), Word("han"), Word("haingay", Box(0, 0, 70, 10)), Word("lam"), Word("viéc")]
    line = repairer("normal").repair_pages([Page(1, (Line(tuple(words)),))]).pages[0].lines[0]
    assert [word.text for word in line.words] == ["thời", "hạn", "hai", "ngày", "làm", "việc"]
    assert [word.seen for word in line.words[2:4]] == ["hai", "ngay"]
    assert [word.box for word in line.words[2:4]] == [Box(0, 0, 30, 10), Box(30, 0, 70, 10)]


def test_a_word_that_was_torn_becomes_one_word() -> None:
    pieces = Word("tr", Box(0, 0, 20, 10), 0.9), Word("ực", Box(25, 2, 40, 12), 0.5)
    line = Line((Word("vụ"), Word("công"), *pieces, Word("tuyến,", Box(50, 0, 70, 10))))
    whole = repairer().repair_pages([Page(1, (line,))]).pages[0].lines[0].words[2]
    assert whole == Word("trực", Box(0, 0, 40, 12), 0.5, "tr ực")


@pytest.mark.parametrize("gap", [4, 12])
@pytest.mark.parametrize(
    ("one", "other", "whole"),
    [
        ("80,", "25", "80,25"),
        ("1276/QĐ", "-UBND", "1276/QĐ-UBND"),
        ("43/2018/TT-", "BTC", "43/2018/TT-BTC"),
        ("14/QĐĐ-", "UBND", "14/QĐ-UBND"),
        ("81/201", "8/NĐ-CP", "81/2018/NĐ-CP"),
    ],
)
def test_codes_and_decimals_are_joined_where_their_picture_has_no_space(
    one: str, other: str, whole: str, gap: int
) -> None:
    pieces = (Word(one, Box(100, 0, 160, 44), 0.97), Word(other, Box(160 + gap, 0, 210 + gap, 40), 0.9))
    line = Line((Word("với", Box(0, 0, 80, 40)), *pieces, Word("điểm", Box(240, 0, 340, 40))))
    got = repairer("careful").repair_pages([Page(1, (line,))])
    inner = [word.text for word in got.pages[0].lines[0].words[1:-1]]
    assert inner == ([whole] if gap < 5 else [one, other])


def test_a_word_torn_over_a_line_end_goes_to_the_line_where_it_began() -> None:
    texts = ("cung cấp dịch vụ công tr-", "ực tuyến, tăng cường chỉ đạo, điều hành, giải qu", "yết.")
    got = repairer().repair_pages([Page(1, tuple(map(Line.from_text, texts)))])
    lines = got.pages[0].lines
    assert [line.text for line in lines] == [
        "cung cấp dịch vụ công trực",
        "tuyến, tăng cường chỉ đạo, điều hành, giải quyết.",
    ]
    assert [line.words[-1].as_seen for line in lines] == ["tr- ực", "qu yết."]
    assert [change.steps for line in got.changes[0] for change in line] == [("joined",)] * 4


def test_own_terms_decide(tmp_path: Path) -> None:
    (tmp_path / "terms.tsv").write_text("Trung tâm Điều hãnh Sơn Hã\nlĩnh vạc\t9\n", encoding="utf-8")
    own = Repairer.load(RepairOptions("bold", dictionaries=tmp_path))
    seen = "Trung tam Dieu hanh Son Ha; TRUNG TAM DIEU HANH SON HA; dieu hanh; linh vac"
    got = own.repair_text([seen])
    assert got.lines[0] == "Trung tâm Điều hãnh Sơn Hã; TRUNG TÂM ĐIỀU HÃNH SƠN HÃ; điều hành; lĩnh vạc"
    entries = {change.entry for change in got.changes[0]}
    assert entries == {"Trung tâm Điều hãnh Sơn Hã", "lĩnh vạc", None}


def test_an_own_model_knows_what_the_archive_writes(tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text("Hợp tác xã Mây Tre Nậm Pủa thêu thổ cẩm Tà Ôi.\n" * 3, encoding="utf-8")
    (tmp_path / "own.model").write_bytes(ngram.build([tmp_path / "text.txt"]))
    own = Repairer.load(RepairOptions("bold", model=tmp_path / "own.model"))
    seen = "Hop tac xa May Tre Nam Pua theu tho cam; cai cach hanh chinh cua So Noi vu"
    assert own.repair_text([seen]).lines[0] == (
        "Hợp tác xã Mây Tre Nậm Pủa thêu thổ cẩm; cải cách hành chính của Sở Nội vụ"
    )


def test_a_missing_model_is_a_configuration_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=re.escape(str(tmp_path))):
        Repairer.load(RepairOptions(model=tmp_path / "none.model"))


LAW = settings(deadline=None)  # the first example loads the model


@pytest.mark.parametrize("text", ["\n".join(CORRECT), bare("\n".join(CORRECT)), "\n".join(WORN)])
def test_repair_of_the_repaired_changes_nothing_whatever_the_text_looks_like(text: str) -> None:
    assert repaired(repaired(text)) == repaired(text)


# --- laws ----------------------------------------------------------------------------------------------------

SYLLABLES = (
    "cai cach hanh chinh So sở só S6 c6ng céng tac tác Ciia cúa UBND 15/QĐ-UBND 1085/Qb-UBND 12,5% 7/25 3a "
    "hoà hòa tô chưc chức. nam, (ngay 05/6/2024) x@sonha.vn https://a.gov.vn/x?y=1 KH&CN m2 d0 đ) haingày "
    "tr ực tuyến ti- nh cả i)"
)
LINES = st.lists(st.lists(st.sampled_from(SYLLABLES.split()), max_size=8).map(" ".join), min_size=1, max_size=4)
ANY = st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\n"), max_size=25), min_size=1, max_size=3)


@LAW
@given(LINES | ANY, st.sampled_from(STRENGTHS))
def test_replaying_the_changes_gives_the_text(lines: list[str], strength: str) -> None:
    got = repairer(strength).repair_text(lines)
    assert [replay(line, changes) for line, changes in zip(lines, got.changes, strict=True)] == list(got.lines)


@LAW
@given(LINES | ANY, st.sampled_from(STRENGTHS[:-1]))
def test_output_is_composed(lines: list[str], strength: str) -> None:
    assert all(line == nfc(line) for line in repairer(strength).repair_text(lines).lines)


@LAW
@given(LINES | ANY, st.sampled_from(["careful", "bold"]))
@example(["A@\x08D"], "bold")
def test_digits_and_addresses_stay(lines: list[str], strength: str) -> None:
    for seen, got in zip(lines, repairer(strength).repair_text(lines).lines, strict=True):
        assert re.findall(r"\d", nfc(seen)) == re.findall(r"\d", got)
        assert re.findall(r"\S+@\S+|https?:\S+", nfc(seen)) == re.findall(r"\S+@\S+|https?:\S+", got)


@settings(LAW, derandomize=True)  # mended words are new context for others: so in nearly all cases, not by design
@given(LINES, st.sampled_from(["careful", "bold"]))
def test_repair_of_the_repaired_changes_nothing(lines: list[str], strength: str) -> None:
    once = repairer(strength).repair_text(lines).lines
    assert repairer(strength).repair_text(once).lines == once


@LAW
@given(LINES)
def test_a_diacritics_step_keeps_the_letters(lines: list[str]) -> None:
    for changes in repairer("bold").repair_text(lines).changes:
        assert all(bare(c.seen) == bare(c.became) for c in changes if c.steps == ("diacritics",))


@LAW
@given(LINES, st.sampled_from(STRENGTHS))
@example(["hoàn thành nhiệmvụ", "C?ng hòa xã h?i ch? nghĩa", "Uỷ bannhândân"], "auto")
def test_letters_stay_but_where_a_step_names_another_one(lines: list[str], strength: str) -> None:
    """Steps that put marks, spaces and tones right lose and add nothing."""
    for changes in repairer(strength).repair_text(lines).changes:
        for change in changes:
            if {"letters", "sign"}.isdisjoint(change.steps):
                seen, became = (re.sub(r"\s", "", bare(nfc(text))) for text in (change.seen, change.became))
                assert seen == became or "joined" in change.steps  # over a line end pieces move


@LAW
@given(LINES)
def test_the_composed_and_the_decomposed_text_are_repaired_alike(lines: list[str]) -> None:
    import unicodedata

    apart = [unicodedata.normalize("NFD", line) for line in lines]
    assert repairer("bold").repair_text(apart).lines == repairer("bold").repair_text(lines).lines


@pytest.mark.parametrize(
    ("line", "strength", "doubted"),
    [
        ("Cac co 80 t6 chirc da trién khai", "normal", ["80"]),  # in the wild: "Các cơ sở tổ chức"
        ("- Ty 168 TTHC da trién khai c6 phat sinh hô so", "normal", ["168"]),  # "Tỷ lệ"
        ("co ché tai chinh, nhét 13 co ché tuy cha", "normal", ["13"]),  # "nhất là cơ chế"
        ("Căn cứ Luật Tô 6 chức chính quyền địa phương", "careful", ["6"]),  # "Tổ chức"
        ("Trén co 80 ké hoach cua tinh", "normal", ["80"]),  # made up
        ("Trên co 80 kế hoạch của tỉnh, các xã đã thực hiện", "auto", ["80"]),
        ("Đảng bộ có các co 80 t6 chirc đảng trực thuộc", "auto", ["80"]),
        ("Tỷ 16 hồ sơ trực tuyến của các xã đạt cao", "auto", ["16"]),
        ("Toàn tỉnh có 80 tổ chức và 32 cơ sở y tế", "auto", []),  # what was meant stays
        ("Ban hành 80 kế hoạch và 16 quyết định trong năm", "auto", []),
        ("Tiếp nhận 168 hồ sơ, giải quyết 160 hồ sơ đúng hạn", "careful", []),
        ("S6 da tiép nhan 190 hô so, giai quyét 185 hô so", "normal", []),
        ("Toan tinh co 80 to chuc va 16 don vi", "bold", []),
        ("Quyét dinh sé 80/QD-UBND ngay 20/5/2020", "normal", []),
    ],
)
def test_a_figure_that_may_be_a_misread_word_is_doubted(line: str, strength: str, doubted: list[str]) -> None:
    pages = repairer(strength).repair_pages([Page(1, (Line.from_text(line),))]).pages
    words = pages[0].lines[0].words
    assert [word.text for word in words if word.confidence < 1] == doubted


def test_every_province_gets_its_marks_back() -> None:
    """Names of provinces stand in every report, and nobody forgives "tỉnh Lam Đông"."""
    names = [place_tones(place.name, "new") for place in lexicon.load().places if place.kind == "tỉnh"]
    said = (
        "UBND tỉnh {} báo cáo kết quả",
        "{}, ngày 12 tháng 3 năm 2031",
        "Đoàn đã làm việc tại {} và các địa phương",
    )
    lines = [text.format(name) for name in names for text in said]
    assert list(repairer().repair_text([bare(line) for line in lines]).lines) == lines
