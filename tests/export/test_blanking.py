"""Exports without personal data: none of it is in any byte that is written."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_ocr import export
from cchc_ocr.errors import ExitCode, UnreadableError
from cchc_ocr.export.blanking import BLANK, blanked, without_personal
from cchc_ocr.export.formats import NAMES
from cchc_ocr.export.found import FoundRecords
from cchc_ocr.extract import Extractor
from cchc_ocr.files.plain_text import text_pages
from cchc_ocr.records import Document, Record, Source
from tests import corrected as to_correct
from tests.conftest import Cli
from tests.exported import found

TEXT = """SỞ NỘI VỤ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 45/TB-SNV Sơn Hà, ngày 05 tháng 4 năm 2024

THÔNG BÁO
Giải quyết đơn của ông Lê Văn Mẫu, ĐT {phone}

Ông Mẫu, CMND số {card}, CCCD số {number}, trú tại {home}, đã nộp 12 hồ sơ. Tiêu chí của {mail}: 8,5/10 điểm.

TT\tHọ và tên\tSố CMND\tĐịa chỉ\tĐiện thoại\tEmail
1\tLê Văn Mẫu\t{card}\t{home}\t{phone}\t{mail}

Nơi nhận:
- Ông Lê Văn Mẫu ({phone});
- Lưu: VT.

GIÁM ĐỐC

Trần Văn Thử
"""
PERSONS = st.fixed_dictionaries(
    {
        "phone": st.from_regex(r"09[0-9]{2}\.[0-9]{3}\.[0-9]{3}|03[2-9] [0-9]{3} [0-9]{4}", fullmatch=True),
        "card": st.from_regex(r"2[1-9][0-9]{5}[1-9]{2}", fullmatch=True),  # no tail of a float
        "number": st.from_regex(r"0[1-8][0-9][0-3][0-9]{8}", fullmatch=True),
        "home": st.builds("thôn {}, xã {}".format, *[st.sampled_from(["Đông", "An Bình", "Lam Kiều"])] * 2),
        "mail": st.from_regex(r"[a-z]{3,8}\.[a-z]{2,5}@example\.(vn|com)", fullmatch=True),
    }
)


@cache
def extractor() -> Extractor:
    return Extractor.load()


def record_of(person: dict[str, str], file: str = "a.txt") -> Record:
    pages = text_pages(TEXT.format(**person))
    return extractor().extract(pages, Source(file=file, sha256="0" * 64, pages=1, origin="text"))


def contents(path: Path) -> Iterator[str]:
    """All text that a file holds, unpacked and as a reader of its format sees it."""
    data = path.read_bytes()
    if path.suffix == ".parquet":
        import pyarrow.parquet

        yield str(pyarrow.parquet.read_table(path).to_pylist())
    elif data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            yield from (parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
    yield data.decode("utf-8", "replace")


@pytest.mark.parametrize("kind", NAMES)
@settings(max_examples=4, deadline=None)
@given(person=PERSONS)
def test_no_personal_datum_is_in_any_exported_byte(kind: str, person: dict[str, str]) -> None:
    made = record_of(person, f"don_{person['number']}.pdf")
    with TemporaryDirectory() as folder:
        kept = export.write(found(made), kind, Path(folder, "with/out.xlsx")).files
        texts = "".join(text for path in kept for text in contents(path))
        assert person["phone"] in texts or kind == "archive"  # the test finds what is there
        written = export.write(
            without_personal(FoundRecords.of(found(made))), kind, Path(folder, "without/out.xlsx")
        ).files
        for path in written:
            assert not [(text, value) for text in contents(path) for value in person.values() if value in text]


@given(PERSONS)
@settings(max_examples=15, deadline=None)
def test_what_is_no_personal_datum_stays_and_nothing_is_left_the_second_time(person: dict[str, str]) -> None:
    made = record_of(person)
    without = blanked(made)
    assert without.document.subject == BLANK
    assert (without.document.number_symbol, without.document.date) == ("45/TB-SNV", "2024-04-05")
    assert without.scores == tuple(
        score.model_copy(update={"criterion": blank.criterion})
        for score, blank in zip(made.scores, without.scores, strict=True)
    )
    assert blanked(without) == without
    assert without.personal == made.personal


def test_a_value_that_a_person_has_corrected_since_is_blanked_too() -> None:
    made = record_of({"phone": "0912.345.678", "card": "", "number": "", "home": "", "mail": ""})
    document = Document(signer="Trần Văn Thử, 0987654321")
    assert blanked(made.model_copy(update={"document": document})).document.signer == BLANK


def test_links_and_names_give_nothing_away() -> None:
    (one,) = found(record_of({"phone": "", "card": "", "number": "", "home": "", "mail": ""}))
    given = replace(one, name="in/001085012345_don.json", scan=Path("in/001085012345.pdf"))
    blanked_all = without_personal(FoundRecords.of([given]))
    (made,) = blanked_all
    assert [head.name for head in blanked_all.heads] == [made.name]
    assert (made.name, made.scan) == (f"in/{BLANK}_don.json", None)


def test_a_package_has_no_copy_of_pages_that_show_all(tmp_path: Path) -> None:
    """The searchable PDF that a run has written lies beside the record."""
    (one,) = found(record_of({"phone": "", "card": "", "number": "", "home": "", "mail": ""}))
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7")
    given = replace(one, name="a.json", source=tmp_path / "a.json")
    export.write(without_personal(FoundRecords.of([given])), "archive", tmp_path / "nop")
    assert not list((tmp_path / "nop").rglob("*.pdf"))


def test_a_record_that_says_nothing_of_personal_data_is_refused(cli: Cli, tmp_path: Path) -> None:
    old = Record(source=Source(file="a.pdf", sha256="", pages=1, origin="scan"))
    with pytest.raises(UnreadableError, match="earlier version"):
        list(without_personal(FoundRecords.of(found(old))))
    (tmp_path / "a.json").write_text(old.model_dump_json(exclude={"personal"}))
    ended = cli("export", tmp_path / "a.json", "--to", "csv", "--out", tmp_path / "out", "--without-personal")
    assert (ended.exit_code, (tmp_path / "out").exists()) == (ExitCode.UNREADABLE, False)


@pytest.mark.parametrize("was", ["Gọi 0912 345 678", None], ids=["applied", "conflict"])
def test_what_the_machine_had_read_before_a_correction_is_not_given_away(was: str | None) -> None:
    head = to_correct.record().document.model_copy(update={"subject": "Gọi 0912 345 678"})
    one = to_correct.correction("/document/subject", was, "Kết quả năm 2020")
    corrected = to_correct.applied(one, to=to_correct.record(document=head)).record
    assert "0912" in corrected.to_json()
    assert "0912" not in blanked(corrected).to_json()
