"""One document's story, with an engine that types."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

import cchc_ocr
from cchc_ocr import pipeline
from cchc_ocr.changes import replay
from cchc_ocr.document import Page
from cchc_ocr.errors import ConfigurationError, ExitCode, PageTimeoutError, UnreadableError
from cchc_ocr.files.options import CopyOptions, ReadOptions
from cchc_ocr.files.pdf import PdfFile
from cchc_ocr.picture.pixels import PageImage
from cchc_ocr.pipeline import Options, Progress, digitise, made_by, naming
from cchc_ocr.reading.engine import OcrOptions
from cchc_ocr.records import Record
from cchc_ocr.repair import RepairOptions
from tests.corrected import codes
from tests.documents import scan, typed
from tests.fakes import ForbiddenEngine, GapEngine, TypedEngine
from tests.pages import scanned_page
from tests.paths import ROOT

Picture = Callable[..., Path]


def test_a_scan_is_read_repaired_and_recorded(picture: Picture) -> None:
    path = picture("báo cáo.tif", pages=2)
    done = digitise(path, engine=TypedEngine("cai cach hanh chinh"))
    assert [page.text for page in done.raw] == ["cai cach hanh chinh"] * 2
    assert [page.text for page in done.pages] == ["cải cách hành chính"] * 2
    source = done.record.source
    assert (source.file, source.pages, source.origin, source.engine) == ("báo cáo.tif", 2, "scan", "typed 1.0")
    assert source.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert done.record.repair is not None
    assert (done.record.repair.words, done.record.repair.changed) == (8, 8)


def test_corrections_of_this_scan_beside_the_file_are_applied(picture: Picture) -> None:
    path = picture("a.tif")
    place = {"pointer": "/document/place", "was": None, "is": "Sơn Hà"}
    for sha256, now in ((hashlib.sha256(path.read_bytes()).hexdigest(), "Sơn Hà"), ("00" * 32, None)):
        review = {"sha256": sha256, "corrections": [place]}
        path.with_name("a.review.json").write_text(json.dumps(review), "utf-8")
        found = digitise(path, engine=TypedEngine("x")).record
        assert (found.document.place, codes(found)) == (now, [])
    path.with_name("a.review.json").write_text("{")
    assert list(codes(digitise(path, engine=TypedEngine("x")).record)) == ["corrections-unreadable"]


def test_text_needs_no_engine(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Xin chào\n")
    done = digitise(tmp_path / "a.txt", engine=ForbiddenEngine())
    assert (done.record.source.origin, done.record.source.engine) == ("text", None)


@pytest.mark.parametrize("jobs", [1, 3])
def test_pages_come_in_order_however_many_are_read_at_a_time(picture: Picture, jobs: int) -> None:
    done = digitise(picture("a.tif", pages=7), engine=TypedEngine(), jobs=jobs)
    assert [page.number for page in done.pages] == [1, 2, 3, 4, 5, 6, 7]


def test_only_the_pages_asked_for_are_read(picture: Picture) -> None:
    options = Options(read=ReadOptions(pages=(2, 4)))
    done = digitise(picture("a.tif", pages=5), options, TypedEngine())
    assert [page.number for page in done.pages] == [page.number for page in done.record.pages] == [2, 4]
    assert (done.record.source.pages, done.record.source.pages_asked) == (5, "2,4")
    assert done.lacks is None and not set(done.record.needs_review) & {"/source/pages", "/pages/0"}


def test_all_pages_asked_for_are_no_part(picture: Picture) -> None:
    options = Options(read=ReadOptions(pages=(1, 2)))
    assert digitise(picture("a.tif", pages=2), options, TypedEngine()).record.source.pages_asked is None


@pytest.mark.parametrize("jobs", [1, 3])
def test_one_bad_page_does_not_cost_the_others(picture: Picture, jobs: int) -> None:
    done = digitise(picture("a.tif", pages=4), engine=GapEngine((2, 4)), jobs=jobs)
    record = done.record
    assert [page.text for page in done.pages] == ["Số: 05/BC-SNV", "", "Số: 05/BC-SNV", ""]
    assert [(page.number, page.state, page.words, page.confidence, page.fault) for page in record.pages] == [
        *((1, "read", 2, 1.0, None), (2, "unreadable", 0, None, "the engine gave up")),
        *((3, "read", 2, 1.0, None), (4, "unreadable", 0, None, "the engine gave up")),
    ]
    assert record.needs_review[:3] == ("/source/pages", "/pages/1", "/pages/3")
    assert "page 2: could not be read: the engine gave up" in record.notes
    assert (record.source.origin, record.source.engine) == ("scan", "typed 1.0")
    assert done.lacks and (done.lacks.exit_code, done.lacks.hint) == (ExitCode.SOME_FAILED, "try another")
    assert done.lacks.message == "a.tif, page 2: the engine gave up (and 1 other page)"


def test_a_document_with_nothing_but_bad_pages_cannot_be_read(picture: Picture) -> None:
    with pytest.raises(UnreadableError, match=r"^a\.tif, page 1: the engine gave up"):
        digitise(picture("a.tif", pages=3), engine=GapEngine((1, 2, 3)), jobs=2)


def test_blank_pages_beside_a_bad_one_hold_nothing_that_was_read(tmp_path: Path, picture: Picture) -> None:
    class Backs(GapEngine):
        def read(self, image: PageImage) -> Page:
            engine = GapEngine((2,), "blank") if image.number == 2 else GapEngine((1,))
            return engine.read(image)

    with pytest.raises(UnreadableError, match=r"page 1: the engine gave up"):
        digitise(picture("a.tif", pages=2), engine=Backs())


def test_blank_pages_are_said_to_be_blank(tmp_path: Path, picture: Picture) -> None:
    (tmp_path / "a.txt").write_text("Xin chào\n\f\fTrang ba\n")
    texts = digitise(tmp_path / "a.txt").record
    scans = digitise(picture("a.tif", pages=3), engine=GapEngine((2,), "blank")).record
    for record in (texts, scans):
        assert [page.state for page in record.pages] == ["read", "blank", "read"]
        assert not [pointer for pointer in record.needs_review if "pages" in pointer]


def test_the_words_of_the_pages_are_those_of_the_document(picture: Picture) -> None:
    record = digitise(picture("a.tif", pages=3), engine=TypedEngine("cai cach\nhanh chinh")).record
    assert record.repair and sum(page.words for page in record.pages) == record.repair.words == 12


def test_an_error_of_the_engine_names_file_and_page(picture: Picture) -> None:
    class Late:
        name = "late"

        def read(self, image: PageImage) -> None:
            raise PageTimeoutError("not finished", hint="wait")

    with pytest.raises(PageTimeoutError, match=r"^a\.tif, page 1: not finished"):
        digitise(picture("a.tif", pages=2), engine=Late())  # type: ignore[arg-type]


def test_an_error_that_names_the_file_is_left_alone() -> None:
    with pytest.raises(UnreadableError, match=r"^a\.pdf: corrupt"), naming("a.pdf", 3):
        raise UnreadableError("corrupt", file="a.pdf")


def test_what_the_result_depends_on() -> None:
    plain = made_by(Options())
    assert made_by(Options(ocr=OcrOptions(page_timeout=1))) == plain
    assert made_by(Options(read=ReadOptions(dpi=200))) != plain
    assert made_by(Options(copy=CopyOptions(drop_blank=True))) != plain
    assert made_by(Options(repair=RepairOptions("none"))) != plain


def test_the_dictionaries_are_those_of_now(tmp_path: Path) -> None:
    """A watch goes on for months, and people add to their dictionaries in the meantime."""
    own = Options(repair=RepairOptions(dictionaries=tmp_path))
    (tmp_path / "terms.tsv").write_text("đề án Biển Xanh\n", "utf-8")
    before = made_by(own)
    assert made_by(own) == before
    (tmp_path / "terms.tsv").write_text("đề án Rừng Xanh\n", "utf-8")
    assert made_by(own) != before
    (tmp_path / "terms.tsv").write_text("123\n", "utf-8")
    with pytest.raises(ConfigurationError, match=r"terms\.tsv:1"):
        made_by(own)


def test_a_bad_model_is_found_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "model").write_text("no model")
    with pytest.raises(ConfigurationError):
        made_by(Options(repair=RepairOptions(model=tmp_path / "model")))


def test_the_public_names() -> None:
    assert cchc_ocr.digitise is pipeline.digitise
    assert all(getattr(cchc_ocr, name) for name in cchc_ocr.__all__)
    with pytest.raises(AttributeError):
        _ = cchc_ocr.nothing


def test_text_says_of_head_and_foot_what_the_record_says() -> None:
    """ "CTI-UBND" under CHỈ THỊ is a CT: the record knows by the title, and the text follows it."""
    head = [("ỦY BAN NHÂN DÂN", 330, 200), ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 1150, 200)]
    number = [("Số: 34/CTI-UBND", 360, 310), ("Sơn Hà, ngày 20 tháng 5 năm 2020", 1250, 310)]
    title = [("CHỈ THỊ", 1150, 500), ("Về việc phòng cháy", 1050, 560)]
    raw = [scanned_page([*head, *number, *title], {"34/CTI-UBND": {"confidence": 0.6}})]
    engine, options = TypedEngine(), Options()
    done = pipeline.complete(pipeline.Overview("a.png", "0" * 64, 1, (1,)), raw, options, engine)
    repaired = pipeline.repair(raw, options)
    assert done.record.document.symbol == "CT-UBND"
    assert done.pages == repaired.pages
    assert "Số: 34/CT-UBND" in done.pages[0].text
    assert done.record.repair and done.record.repair.changed == repaired.changed == 1
    told = [replay(line.as_seen, made) for line, made in zip(raw[0].lines, repaired.changes[0], strict=True)]
    assert told == done.pages[0].text.split("\n")
    untouched = pipeline.repair(raw, Options(repair=RepairOptions(strength="none")))
    assert untouched.pages == tuple(raw)


TEXT = """SỞ NỘI VỤ TỈNH SƠN HÀ      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 15/BC-SNV              Độc lập - Tự do - Hạnh phúc
                           Sơn Hà, ngày 09 tháng 3 năm 2021

BÁO CÁO
Kết quả năm 2020
"""


def test_a_path_bytes_and_text_give_the_same_record(tmp_path: Path) -> None:
    path = tmp_path / "bao-cao.txt"
    path.write_text(TEXT, "utf-8")
    done = digitise(path)
    of_bytes, of_text = digitise(data=TEXT.encode(), name=path.name), digitise(text=TEXT, name=path.name)
    assert done.record == of_bytes.record == of_text.record
    assert (done.path, of_bytes.path, of_text.path) == (path, None, None)
    assert digitise(str(path)).record == done.record


def test_what_nobody_named_is_called_as_stdin_is(picture: Picture) -> None:
    assert digitise(text=TEXT).record.source.file == "-"
    scan = digitise(data=picture("a.tif").read_bytes(), engine=TypedEngine("x")).record
    assert (scan.source.file, scan.source.origin) == ("-", "scan")
    assert digitise(data=TEXT.encode(), name="đến/15: bản 1.txt").record.source.file == "15: bản 1.txt"


def test_of_bytes_no_corrections_are_looked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    place = {"pointer": "/document/place", "was": "Sơn Hà", "is": "Lam Kiều"}
    review = {"sha256": hashlib.sha256(TEXT.encode()).hexdigest(), "corrections": [place]}
    Path("a.review.json").write_text(json.dumps(review), "utf-8")
    Path("a.txt").write_text(TEXT, "utf-8")
    assert digitise("a.txt").record.document.place == "Lam Kiều"
    assert digitise(text=TEXT, name="a.txt").record.document.place == "Sơn Hà"


@pytest.mark.parametrize(
    "given",
    [
        *({}, {"path": "a.txt", "text": "x"}, {"data": b"x", "text": "x"}),
        *({"path": b"a.txt"}, {"data": "x"}, {"text": b"x"}),
    ],
)
def test_exactly_one_is_to_be_given(given: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match="give a path, or data=BYTES, or text=STRING"):
        digitise(**given)


def test_a_text_in_the_place_of_a_path_is_a_mistake_that_is_explained() -> None:
    with pytest.raises(UnreadableError, match="no file has such a name") as caught:
        digitise(TEXT)
    assert caught.value.hint == "give a text as text=…"
    assert caught.value.file.startswith("SỞ NỘI VỤ") and "\n" not in caught.value.file


@pytest.mark.parametrize("jobs", [1, 3])
def test_progress_is_told_page_by_page_in_the_thread_of_the_caller(picture: Picture, jobs: int) -> None:
    told: list[Progress] = []
    threads = set()

    def tell(progress: Progress) -> None:
        told.append(progress)
        threads.add(threading.current_thread())

    digitise(picture("a.tif", pages=4), engine=GapEngine((2,)), jobs=jobs, on_progress=tell)
    assert told == [
        *(Progress("a.tif", read, 4) for read in range(5)),
        *(Progress("a.tif", 4, 4, finished, 1) for finished in range(2)),
    ], "a page that cannot be read is done, too"
    assert threads == {threading.current_thread()}


def test_progress_counts_the_documents_of_a_file() -> None:
    told: list[Progress] = []
    documents = cchc_ocr.digitise_each(text="\f".join([TEXT] * 3), on_progress=told.append)
    assert len(documents) == 3
    ends = [(one.documents_finished, one.documents) for one in told[-4:]]
    assert ends == [(0, 3), (1, 3), (2, 3), (3, 3)]


class StopError(Exception):
    """Somebody had enough."""


@pytest.mark.parametrize("after", [0, 1, 2])
def test_who_listens_may_stop_it(picture: Picture, after: int) -> None:
    read = []

    class Counting(TypedEngine):
        def read(self, image: PageImage) -> Page:
            read.append(image.number)
            return super().read(image)

    def tell(progress: Progress) -> None:
        if progress.pages_read == after:
            raise StopError

    with pytest.raises(StopError):
        digitise(picture("a.tif", pages=9), engine=Counting(), on_progress=tell)
    assert len(read) <= after + 2, "pages that were begun are finished, no others are begun"


def test_an_exception_of_who_listens_is_no_fault_of_a_page(picture: Picture) -> None:
    def tell(progress: Progress) -> None:
        if progress.pages_read == 1:
            raise UnreadableError("the user pressed Stop")

    with pytest.raises(UnreadableError, match=r"^the user pressed Stop$"):
        digitise(picture("a.tif", pages=2), engine=TypedEngine(), on_progress=tell)


def _alone(path: Path) -> Record:
    return digitise(path, engine=TypedEngine("cai cach hanh chinh"), jobs=2).record


def test_threads_read_different_documents_at_once_as_one_after_another(tmp_path: Path) -> None:
    """PDFium serves one thread at a time, whatever the file; texts share what repair and extraction remember."""
    texts = [ROOT / f"tests/corpus/years/{place}/2021.txt" for place in ("son-ha", "lam-kieu")]
    paths = [*texts, scan(tmp_path / "a.pdf"), typed(tmp_path / "b.pdf", "Bao cao ket qua " * 10)]
    one_after_another = list(map(_alone, paths))
    begin = threading.Barrier(len(paths))

    def at_once(path: Path) -> Record:
        begin.wait()
        return _alone(path)

    with ThreadPoolExecutor(len(paths)) as pool:
        assert list(pool.map(at_once, paths)) == one_after_another


@pytest.mark.tesseract
@pytest.mark.slow
def test_threads_share_the_installed_engine(tmp_path: Path) -> None:
    """They read the heads of three scans, for what a head takes shows as much as a page."""
    paths = []
    for name in ("05-cong-van-diem.jpg", "04-tong-ket-5-nam.tiff", "10-cong-van-khan.png"):
        with Image.open(ROOT / "samples" / name) as page:
            paths.append(tmp_path / f"{name}.png")
            page.crop((0, 0, page.width, page.height // 3)).save(paths[-1], dpi=page.info["dpi"])
    one_after_another = [digitise(path).record for path in paths]
    assert all(record.document.number_symbol for record in one_after_another)
    with ThreadPoolExecutor(len(paths)) as pool:
        assert [one.record for one in pool.map(digitise, paths)] == one_after_another


def test_pages_of_files_are_made_by_one_thread_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at_work, most = [], []

    def page(self: PdfFile, number: int) -> Page:
        at_work.append(number)
        most.append(len(at_work))
        threading.Event().wait(0.01)
        at_work.pop()
        return Page(number, ())

    monkeypatch.setattr(PdfFile, "page", page)
    paths = [scan(tmp_path / f"{name}.pdf") for name in "abc"]
    with ThreadPoolExecutor(len(paths)) as pool:
        list(pool.map(lambda path: pipeline.read(path, Options()), paths))
    assert most == [1] * len(paths)
