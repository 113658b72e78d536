"""The foot of a document: recipients, signer, rank."""

import json
from dataclasses import replace

import pytest

from cchc_ocr import lexicon as dictionaries
from cchc_ocr.extract.head.header import read_header
from cchc_ocr.vietnamese import bare
from tests.pages import scanned_page, text_page
from tests.paths import CASES

TABLE = json.loads((CASES / "header-foot.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def lexicon():
    return dictionaries.load()


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in TABLE["cases"]])
def test_foot(case, lexicon):
    header = read_header([scanned_page(case["lines"], case.get("marks"))], lexicon, review_below=0.85)
    found = header.document.model_dump(mode="json")
    assert {name: found[name] for name in case["document"]} == case["document"]
    assert set(case.get("review", ())) <= set(header.needs_review)


@pytest.mark.parametrize(
    ("lines", "listed"),
    [
        ([("- Như trên;", 300, 570), ("- Sở Y tế;", 300, 620)], []),
        ([("- Sở Y tế;", 300, 620), ("- Sở Nội vụ;", 300, 670)], ["/document/recipients/0"]),  # "- Như trên;"
        ([("- Như trên;", 300, 570), ("ảnh ủy;", 500, 620)], ["/document/recipients/1"]),  # "- TT Thành ủy;"
        ([("- Như Điều;", 300, 570), ("- Sở Y tế;", 300, 620)], ["/document/recipients/0"]),  # "- Như Điều 3;"
    ],
)
def test_what_may_be_lost_of_the_list_is_looked_at(lines, listed, lexicon):
    last = ("- Lưu: VT.", 300, max(y for _, _, y in lines) + 50)
    page = scanned_page([("Nội dung báo cáo.", 300, 300), ("Nơi nhận:", 300, 520), *lines, last])
    review = read_header([page], lexicon, review_below=0.85).needs_review
    assert [pointer for pointer in review if "recipients" in pointer] == listed


def test_the_first_foot_counts(lexicon):
    foot = ["Nơi nhận:", "- Lưu: VT.", "", "GIÁM ĐỐC", "", "Trần Thị Thử"]
    annex = ["Nơi nhận:", "- Lưu: VP.", "", "CHỦ TỊCH", "", "Nguyễn Văn Mẫu"]
    header = read_header([text_page(["BÁO CÁO", "", *foot]), text_page(annex, number=2)], lexicon)
    assert (header.document.signer, header.document.recipients) == ("Trần Thị Thử", ("Lưu: VT",))
    assert header.foot == (1, 1)


@pytest.mark.parametrize(
    ("lines", "rank"),
    [
        (["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"], "Chủ tịch"),
        (["KT. CHỦ TỊCH PHÓ CHỦ TỊCH"], "Phó Chủ tịch"),
        (["TUQ. GIÁM ĐỐC", "TRƯỞNG PHÒNG HÀNH CHÍNH"], "Trưởng phòng Hành chính"),
        (["TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"], "Phó Chánh Văn phòng"),
        (["Q. CỤC TRƯỞNG"], "Quyền Cục trưởng"),
        (["KT. GIÁM ĐỐC"], None),
    ],
)
def test_authority_is_no_rank(lines, rank, lexicon):
    page = text_page(["BÁO CÁO", "", "Nơi nhận:", "- Lưu: VT.", "", *lines, "", "Trần Thị Thử"])
    document = read_header([page], lexicon).document
    assert (document.signer, document.signer_title) == ("Trần Thị Thử", rank)


@pytest.mark.parametrize("name", ["Giàng A Thử", "Điểu K'Mẫu", "Y Thử Niê", "Trần Trọng Ngỡi"])
@pytest.mark.parametrize("signed_last", [True, False])
def test_names_of_all_peoples_are_kept_whole(name, signed_last, lexicon):
    recipients, signed = ["Nơi nhận:", "- Lưu: VT."], ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", name]
    foot = [*recipients, *signed] if signed_last else [*signed, "", *recipients]
    document = read_header([text_page(["BÁO CÁO", "", *foot])], lexicon).document
    assert (document.signer, document.signer_title) == (name, "Chủ tịch")


def test_a_foot_right_below_the_subject_is_no_subject(lexicon):
    lines = ["GIẤY MỜI", "Họp tổ kiểm tra", "Kính mời ông, bà đến dự lúc 14 giờ.", "Nơi nhận:", "- Lưu: VT."]
    document = read_header([text_page([*lines, "GIÁM ĐỐC", "Trần Thị Thử"])], lexicon).document
    assert document.subject == "Họp tổ kiểm tra"
    assert (document.recipients, document.signer) == (("Lưu: VT",), "Trần Thị Thử")


def test_a_signature_without_a_name_that_can_be_read_is_for_review(lexicon):
    page = text_page(["BÁO CÁO", "", "Nơi nhận:", "- Lưu: VT.", "", "GIÁM ĐỐC", "", "|| ~,"])
    header = read_header([page], lexicon)
    assert header.document.signer is None
    assert "/document/signer" in header.needs_review


@pytest.mark.parametrize(
    ("line", "recipient"),
    [
        ("- Các phòng thuộc Sở; | s", "Các phòng thuộc Sở"),
        ("- Lãnh đạo Sở; IAUO", "Lãnh đạo Sở"),
        ("- Lưu: VT; VP.", "Lưu: VT; VP"),
    ],
)
def test_what_is_read_of_a_seal_is_no_part_of_a_recipient(line, recipient, lexicon):
    page = text_page(["BÁO CÁO", "", "Nơi nhận:", line, "- Lưu: VT.", "", "GIÁM ĐỐC", "", "Trần Thị Thử"])
    assert read_header([page], lexicon).document.recipients[0] == recipient


def test_a_name_whose_accents_were_put_back_is_for_review(lexicon):
    page = text_page(["BÁO CÁO", "", "Nơi nhận:", "- Lưu: VT.", "", "GIÁM ĐỐC", "", "Trần Thị Thử"])
    *lines, last = page.lines
    seen = tuple(replace(word, seen=bare(word.text)) for word in last.words)
    header = read_header([page.with_lines([*lines, replace(last, words=seen)])], lexicon)
    assert header.document.signer == "Trần Thị Thử"
    assert "/document/signer" in header.needs_review


@pytest.mark.parametrize(("confidence", "signer"), [(0.95, "Lê Thị Ví Dụ"), (0.6, "Lê Thị Ví Du")])
def test_a_name_that_is_read_clearly_is_kept_as_printed(confidence, signer, lexicon):
    lines = [("Nơi nhận:", 200, 1000), ("GIÁM ĐỐC", 1500, 1000), ("Lê Thị Ví Dụ", 1500, 1200)]
    page = scanned_page(lines, {"Dụ": {"confidence": confidence}})
    header = read_header([page], lexicon, review_below=0.85)
    assert header.document.signer == signer
    assert ("/document/signer" in header.needs_review) == (confidence < 0.9)


def test_a_family_name_that_is_none_is_mended_however_clearly_it_was_read(lexicon):
    page = scanned_page([["GIÁM ĐỐC", 1100, 1000], ["Nguyên Văn Mẫu", 1100, 1200], ["Nơi nhận:", 200, 1000]])
    lines = [replace(line, words=tuple(replace(w, confidence=0.97) for w in line.words)) for line in page.lines]
    assert read_header([page.with_lines(lines)], lexicon).document.signer == "Nguyễn Văn Mẫu"


def test_a_heading_that_repair_made_another_word_of_is_no_recipient(lexicon):
    lines = [("- Ban Giám đốc Sở;", 300, 700), ("Sở Nội vụ mời dự họp./.", 300, 800), ("A nhận:", 300, 1000)]
    foot = [("GIÁM ĐỐC", 1500, 1000), ("- Như thành phần mời;", 300, 1050), ("- Lưu VT.", 300, 1100)]
    page = scanned_page([*lines, *foot, ("Lê Thị Ví Dụ", 1500, 1300)])
    seen = {"A": "Aới", "nhận:": "nhận:"}
    read = [
        replace(line, words=tuple(replace(w, seen=seen.get(w.text, w.text)) for w in line.words))
        for line in page.lines
    ]
    document = read_header([page.with_lines(read)], lexicon).document
    assert document.recipients == ("Như thành phần mời", "Lưu VT")


def test_of_two_parties_the_one_that_is_legible(lexicon):
    parties = [("ĐẠI DIỆN BÊN A", 400, 1000), ("ĐẠI DIỆN BÊN B", 1600, 1005)]
    left = [("CHỦ TỊCH", 450, 1060), ("Lê Thị Mẫu", 430, 1300)]
    text = ("Điều 1. Hai bên thỏa thuận như sau.", 300, 500)
    page = scanned_page([("HỢP ĐỒNG", 1100, 300), text, *parties, *left])
    found = read_header([page], lexicon).document
    assert (found.signer, found.signer_title) == ("Lê Thị Mẫu", "Chủ tịch")
    assert read_header([scanned_page([*parties, *left][1:])], lexicon).document.signer is None
