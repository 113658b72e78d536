"""What an archive has read, and cites alike, becomes documents that it knows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cchc_ocr import lexicon
from cchc_ocr.evaluation.cited_documents import clear, counted_documents
from cchc_ocr.lexicon import KnownDocument
from cchc_ocr.records import Document, Record, Reference, Source
from tests.conftest import Cli
from tests.runs.running import put, run_into

PROVINCE = "Ủy ban nhân dân tỉnh Sơn Hà"
PLAN = ("115/KH-UBND", "2031-03-14", "UBND tỉnh Sơn Hà")


def record(sha256: str, *cited: tuple[str, str | None, str | None], review: Sequence[str] = ()) -> Record:
    """A record of an office of the province that cites documents."""
    references = tuple(Reference(number_symbol=number, date=day, issuer=by) for number, day, by in cited)
    source = Source(file="a.pdf", sha256=sha256, pages=1, origin="scan")
    document = Document(issuer="Sở Nội vụ", parent="UBND tỉnh Sơn Hà")
    return Record(source=source, document=document, references=references, needs_review=tuple(review))


def known_of(*records: Record) -> tuple[KnownDocument, ...]:
    return counted_documents(records, lexicon.load())


def test_what_two_documents_cite_alike_is_known_by_its_body() -> None:
    one, other = record("1", PLAN), record("2", ("0115/KH-UBND", "2031-03-14", "Chủ tịch UBND tỉnh"))
    assert known_of(one, other) == (KnownDocument("115/KH-UBND", "2031-03-14", PROVINCE, 2),)


def test_what_one_document_cites_is_not() -> None:
    assert known_of(record("1", PLAN), record("1", PLAN)) == ()  # a copy


def test_what_is_in_doubt_counts_for_nothing() -> None:
    assert known_of(record("1", PLAN), record("2", PLAN, review=["/references/0/date"])) == ()


def test_without_a_day_or_a_body_that_can_be_told_nothing_is_known() -> None:
    undated, unnamed = ("7/KH-UBND", None, "UBND tỉnh"), ("8/KH-UBND", "2031-03-14", "UBND huyện")
    assert known_of(record("1", undated, unnamed), record("2", undated, unnamed)) == ()


def test_a_number_with_two_days_of_a_year_is_left_out() -> None:
    other = ("115/KH-UBND", "2031-03-24", "UBND tỉnh Sơn Hà")
    assert known_of(record("1", PLAN), record("2", PLAN), record("3", other), record("4", other)) == ()


def test_slips_that_texts_take_from_one_another_are_left_out() -> None:
    often, slip, torn = (
        ("1/2031/NĐ-CP", "2031-01-02", ""),
        ("1/2031/NĐ-CP", "2031-01-03", ""),
        ("2/2031/NĐ-CP", "2031-02-01", ""),
    )
    of_another_body = {(*slip[:2], PROVINCE): 1}
    counted = {often: 4, slip: 1, torn: 3, (torn[0], "2031-02-02", ""): 1, ("3/2031/NĐ-CP", "2013-01-01", ""): 9}
    in_order = {(f"{number}/2031/NĐ-CP", f"2031-03-{number}", ""): 1 for number in (10, 11, 12, 13)}
    early = {("9/2031/NĐ-CP", "2031-12-09", ""): 7}
    assert clear(counted | of_another_body | in_order | early) == {often: 4} | of_another_body | in_order


def test_what_is_in_the_dictionaries_is_not_told_again() -> None:
    bundled = lexicon.load().known_documents[0]
    cited = (bundled.number_symbol, bundled.date, "Bộ Nội vụ")
    assert known_of(record("1", cited), record("2", cited)) == ()


def test_a_document_that_was_read_is_known_unless_its_head_is_in_doubt() -> None:
    head = Document(number_symbol="15/BC-SNV", date="2031-04-02", issuer="Sở Nội vụ", parent="UBND tỉnh Sơn Hà")
    own = record("1").model_copy(update={"document": head})
    assert known_of(own) == (KnownDocument("15/BC-SNV", "2031-04-02", "Sở Nội vụ, tỉnh Sơn Hà", 2),)
    assert known_of(own.model_copy(update={"needs_review": ("/document/number",)})) == ()


def test_a_citation_a_sign_away_from_what_the_archive_knows_is_doubted(cli: Cli, tmp_path: Path) -> None:
    text = "SỞ NỘI VỤ\nSố: {own}/BC-SNV\n\nSơn Hà, ngày 9 tháng 7 năm 2031\n\nBÁO CÁO\nKết quả\n\n"
    text += "Thực hiện Kế hoạch số {cited}/KH-UBND ngày 14/3/2031 của UBND tỉnh Sơn Hà.\n"
    put(tmp_path, **{f"{at}.txt": text.format(own=at, cited=n) for at, n in ((15, 115), (16, 115), (17, 15))})
    run_into(tmp_path)
    done = cli("learn", tmp_path / "out", "--from-records", "--out", tmp_path / "own", "--yes")
    assert (done.exit_code, done.stdout.split("\n")[0]) == (0, f"115/KH-UBND 2031-03-14 {PROVINCE} (2)")
    slip = cli("extract", tmp_path / "in/17.txt", "--dictionaries", tmp_path / "own")
    (found,) = (one for one in Record.model_validate_json(slip.stdout).checks if one.code == "cited-number")
    assert (found.fields, found.args["known"]) == (("/references/0/number_symbol",), "115/KH-UBND")
    assert (
        cli("learn", tmp_path / "out", "--from-records", "--recalibrate", "--out", tmp_path / "b").exit_code == 2
    )
