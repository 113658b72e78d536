"""The extractor as a whole: what it keeps, and which lists of the record it fills."""

from cchc_ocr import lexicon
from cchc_ocr.document import Line, Page
from cchc_ocr.extract import ExtractOptions, Extractor, extract
from cchc_ocr.records import Record, Source

SOURCE = Source(file="x.txt", sha256="0" * 64, pages=1, origin="text")
PAGES = [
    Page(
        1,
        (
            Line.from_text(
                "Theo Công văn số 41/SNV ngày 11/10/2022, năm 2022 cải cách thể chế đạt 8,5/10 điểm.", 0
            ),
            Line.from_text("Chỉ số cải cách hành chính của Sở đạt 85,5/100 điểm, xếp thứ 7/25 sở.", 1),
            Line.from_text("Sở Y tế được xếp loại Tốt; 02 hồ sơ trễ hạn bị trừ 0,5 điểm; 98% văn bản ký số.", 2),
            Line.from_text("TT Đơn vị Điểm Tỷ lệ", 3),
            Line.from_text("1 Sở A 92,5 99%", 4),
            Line.from_text("2 Sở B 90,1 98%", 5),
            Line.from_text("3 Sở C 88 95%", 6),
        ),
    )
]
EXTRACTOR = Extractor.load()
LISTS = (
    "references",
    "scores",
    "totals",
    "ranks",
    "grades",
    "deductions",
    "percentages",
    "counts",
    "dates",
    "tables",
)


def test_every_list_of_the_record_is_filled_in_its_order():
    record = EXTRACTOR.extract(PAGES, SOURCE)
    assert [name for name in LISTS if not getattr(record, name)] == []
    order = [e.field.split("/")[1] for e in record.evidence if not e.field.startswith("/document")]
    assert list(dict.fromkeys(order)) == list(LISTS)
    names = [name for name in Record.model_fields if name in LISTS]
    assert names == list(LISTS)


def test_a_kept_extractor_gives_what_a_new_one_gives():
    assert EXTRACTOR.extract(PAGES, SOURCE) == extract(PAGES, SOURCE, lexicon.load())


def test_an_extractor_knows_the_dictionaries_of_a_user(tmp_path):
    header = (lexicon.bundled() / "agencies.tsv").read_text("utf-8").splitlines()[:2]
    row = "Sở Thử nghiệm Bay\tSở TNB\tSTNB\tprovince\t"
    (tmp_path / "agencies.tsv").write_text("\n".join([*header, row, ""]), "utf-8")
    assert Extractor.load(tmp_path).knowledge.bodies.opening("Sở Thử nghiệm Bay đạt") == "sở thử nghiệm bay"
    assert EXTRACTOR.knowledge.bodies.opening("Sở Thử nghiệm Bay đạt") == ""


def test_values_below_the_threshold_come_first_for_review():
    record = EXTRACTOR.extract(PAGES, SOURCE, ExtractOptions(review_below=1.0))
    assert {e.field for e in record.evidence} <= set(record.needs_review)
    assert len(record.needs_review) == len(set(record.needs_review))


def test_no_pages_give_an_empty_record_that_asks_for_what_is_due():
    record = EXTRACTOR.extract([], SOURCE)
    assert all(not getattr(record, name) for name in (*LISTS, "evidence", "checks"))
    assert {"/document/type", "/document/date", "/document/signer"} <= set(record.needs_review)
