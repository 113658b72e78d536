"""Pictures whose data are damaged are named, never called blank; those of sound files are not doubted."""

from __future__ import annotations

import base64
import io
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from PIL import Image

from cchc_ocr import pipeline
from cchc_ocr.document import Line, Page
from cchc_ocr.errors import IN_PART, UnreadableError
from cchc_ocr.extract import extract
from cchc_ocr.files import soundness
from cchc_ocr.files.opening import open_document
from cchc_ocr.files.page_parts import BROKEN, MISSING, UNDRAWN
from cchc_ocr.files.pictures import notes_on
from cchc_ocr.lexicon import load
from cchc_ocr.picture import cleanup
from cchc_ocr.picture.pixels import PageImage
from cchc_ocr.reading.page import read_page
from cchc_ocr.records import Source
from tests.documents import first, scan
from tests.engines import Replaying, run
from tests.paths import SAMPLES
from tests.sheets import sheet

JPEGS, FAX = SAMPLES / "02-bao-cao-6-thang.pdf", SAMPLES / "08-thong-bao.pdf"
Harm = Callable[[bytes], bytes]
Coder = Callable[[Image.Image], tuple[bytes, dict[str, object]]]


def zeroed(data: bytes) -> bytes:
    return data[:2000] + bytes(600) + data[2600:]


def cut(data: bytes) -> bytes:
    return data[: len(data) // 3]


def emptied(data: bytes) -> bytes:
    return data[:2000] + bytes(len(data) - 2000)


def harmed(source: Path, target: Path, harm: Harm) -> PageImage:
    """The first page of a PDF whose picture was harmed."""
    with pikepdf.open(source) as pdf:
        (picture,) = pdf.pages[0].get_images().values()
        data = harm(picture.read_raw_bytes())
        picture.write(data, filter=picture.Filter, decode_parms=picture.get("/DecodeParms"))
        pdf.save(target)
    with open_document(target) as document:
        page = document.page(1)
    assert isinstance(page, PageImage)
    return page


@pytest.mark.parametrize("harm", [zeroed, cut, emptied])
@pytest.mark.parametrize("source", [JPEGS, FAX])
def test_a_damaged_picture_is_named(tmp_path: Path, source: Path, harm: Harm) -> None:
    page = harmed(source, tmp_path / "harmed.pdf", harm)
    assert page.damage == soundness.DAMAGED and page.in_part and page.notes[-1].startswith(soundness.DAMAGED)


@pytest.mark.parametrize("source", [JPEGS, FAX])
def test_a_sound_picture_is_not(tmp_path: Path, source: Path) -> None:
    page = harmed(source, tmp_path / "sound.pdf", lambda data: data)
    assert page.damage is None and not page.in_part and not any(IN_PART in note for note in page.notes)


def as_flate(page: Image.Image) -> tuple[bytes, dict[str, object]]:
    return zlib.compress(page.tobytes()), {"Filter": pikepdf.Name.FlateDecode}


def as_jpeg(page: Image.Image) -> tuple[bytes, dict[str, object]]:
    return saved(page, "JPEG"), {"Filter": pikepdf.Name.DCTDecode}


def as_packed_jpeg(page: Image.Image) -> tuple[bytes, dict[str, object]]:
    filters = pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.DCTDecode])
    return zlib.compress(saved(page, "JPEG")), {"Filter": filters}


def as_hexadecimal_jpeg(page: Image.Image) -> tuple[bytes, dict[str, object]]:
    filters = pikepdf.Array([pikepdf.Name.ASCIIHexDecode, pikepdf.Name.DCTDecode])
    return saved(page, "JPEG").hex().encode() + b">", {"Filter": filters}


def as_jpx(page: Image.Image) -> tuple[bytes, dict[str, object]]:
    return saved(page, "JPEG2000", quality_mode="rates", quality_layers=[10]), {"Filter": pikepdf.Name.JPXDecode}


def as_pixels(page: Image.Image) -> tuple[bytes, dict[str, object]]:
    return page.tobytes(), {}


def saved(page: Image.Image, kind: str, **more: object) -> bytes:
    out = io.BytesIO()
    page.copy().save(out, kind, **more)  # the encoder of one kind leaves its settings on the picture
    return out.getvalue()


def embedded(
    path: Path, data: bytes, page: Image.Image, drawing: bytes = b"595 0 0 842 0 0 cm /Im Do", **coded: object
) -> PageImage:
    """The page of a PDF on which this picture stands, whatever its data are."""
    with pikepdf.new() as pdf:
        sheet_of_paper, name = pdf.add_blank_page(page_size=(595, 842)), pikepdf.Name
        size = {"Width": page.width, "Height": page.height, "BitsPerComponent": 8, "ColorSpace": name.DeviceGray}
        image = pikepdf.Stream(pdf, data)
        image.update(pikepdf.Dictionary(Type=name.XObject, Subtype=name.Image, **size, **coded))
        sheet_of_paper.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=image))
        sheet_of_paper.Contents = pikepdf.Stream(pdf, drawing)
        pdf.save(path)
    made = first(path)
    assert isinstance(made, PageImage)
    return made


CODED = [as_flate, as_jpeg, as_packed_jpeg, as_hexadecimal_jpeg, as_jpx, as_pixels]


def halved(data: bytes) -> bytes:
    return data[: len(data) // 2]


def zeros_to_the_end(data: bytes) -> bytes:
    return data[:400] + bytes(max(len(data) - 400, 0))


def lost(data: bytes) -> bytes:
    return b""


BLACK = (as_pixels, zeros_to_the_end)  # zeros are pixels like others
DAMAGES = [(coded, harm) for coded in CODED for harm in (halved, zeros_to_the_end, lost) if (coded, harm) != BLACK]


@pytest.mark.parametrize(("coded", "harm"), DAMAGES)
def test_a_damaged_picture_is_named_however_it_is_coded(tmp_path: Path, coded: Coder, harm: Harm) -> None:
    page = sheet(width=620, height=877)
    data, how = coded(page)
    assert embedded(tmp_path / "damaged.pdf", harm(data), page, **how).damage == soundness.DAMAGED


@pytest.mark.parametrize("coded", CODED)
def test_a_sound_picture_is_not_doubted_however_it_is_coded(tmp_path: Path, coded: Coder) -> None:
    page = sheet(width=620, height=877)
    data, how = coded(page)
    assert embedded(tmp_path / "sound.pdf", data, page, **how).damage is None


@pytest.mark.parametrize("contents", [None, b"", b"q 595 0 0 842 0 0 cm /Im Dx Q"])
def test_a_picture_that_its_page_does_not_draw_is_missed(tmp_path: Path, contents: bytes | None) -> None:
    page = sheet(width=620, height=877)
    data, how = as_jpeg(page)
    embedded(tmp_path / "sound.pdf", data, page, **how)
    with pikepdf.open(tmp_path / "sound.pdf") as pdf:
        if contents is None:
            del pdf.pages[0].obj["/Contents"]
        else:
            pdf.pages[0].Contents = pikepdf.Stream(pdf, contents)
        pdf.save(tmp_path / "harmed.pdf")
        pdf.add_blank_page(page_size=(595, 842))
        pdf.pages[1].Resources = pdf.pages[0].Resources  # as of programs that list all pictures on all pages
        pdf.save(tmp_path / "shared.pdf")
    assert first(tmp_path / "harmed.pdf").damage == UNDRAWN  # type: ignore[union-attr]
    shared = BROKEN if contents and b"Dx" in contents else None
    assert first(tmp_path / "shared.pdf").damage == shared  # type: ignore[union-attr]


def test_packed_pixels_may_lack_their_sum_and_have_more_rows(tmp_path: Path) -> None:
    page = sheet(width=620, height=877)
    data, how = as_flate(page)
    longer = zlib.compress(page.tobytes() + bytes(620 * 90))
    for sound in (data[:-4], longer):
        assert embedded(tmp_path / "sound.pdf", sound, page, **how).damage is None
    wrong = data[:-4] + bytes(4)
    assert embedded(tmp_path / "wrong.pdf", wrong, page, **how).damage == soundness.DAMAGED


def test_a_jpeg_in_a_tiff_is_judged_as_any_other(tmp_path: Path) -> None:
    pages = [sheet(size=20 + number) for number in range(2)]
    pages[0].save(tmp_path / "a.tif", compression="jpeg", save_all=True, append_images=pages[1:])
    data = (tmp_path / "a.tif").read_bytes()
    with Image.open(tmp_path / "a.tif") as picture:
        picture.seek(1)
        tags = picture.tag_v2  # type: ignore[attr-defined]
        start, size = tags[273][0], tags[279][0]
    harmed = data[: start + size // 3] + bytes(size // 3) + data[start + size // 3 * 2 :]
    (tmp_path / "b.tif").write_bytes(harmed)
    for name, damage in (("a.tif", None), ("b.tif", soundness.DAMAGED)):
        with open_document(tmp_path / name) as document:
            assert [document.page(number).damage for number in (1, 2)] == [None, damage]  # type: ignore[union-attr]


def flate(path: Path, rows: int, *, draw: bytes = b"/Im") -> Path:
    """A page of white paper; its picture has so many of the hundred rows that it claims."""
    with pikepdf.new() as pdf:
        page, name = pdf.add_blank_page(page_size=(595, 842)), pikepdf.Name
        size = {"Width": 100, "Height": 100, "BitsPerComponent": 8, "ColorSpace": name.DeviceGray}
        image = pikepdf.Stream(pdf, zlib.compress(b"\xff" * (100 * rows)), Filter=name.FlateDecode)
        image.update(pikepdf.Dictionary(Type=name.XObject, Subtype=name.Image, **size))
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=image))
        page.Contents = pikepdf.Stream(pdf, b"595 0 0 842 0 0 cm " + draw + b" Do")
        pdf.save(path, compress_streams=False)
    return path


WHOLE = b"595 0 0 842 0 0 cm /Im Do"


@pytest.mark.parametrize(
    ("drawing", "fault"),
    [
        (WHOLE, None),
        (WHOLE.replace(b"Do", b"Dn"), UNDRAWN),
        (WHOLE.replace(b"cm", b"cl"), BROKEN),  # drawn as large as one point
        (WHOLE.replace(b"595", b".95"), UNDRAWN),
        (WHOLE.replace(b"842 0 0", b"842 9000 0"), UNDRAWN),
        (WHOLE.replace(b"/Im", b"-Im"), UNDRAWN),
        (WHOLE.replace(b"/Im", b"/In"), MISSING),
        (b"\x9c\x01\xfe\x33 \x00\xf3", UNDRAWN),
    ],
)
def test_a_page_that_shows_nothing_of_its_print_is_not_blank(
    tmp_path: Path, drawing: bytes, fault: str | None
) -> None:
    made = embedded(tmp_path / "page.pdf", sheet().tobytes(), sheet(), drawing=drawing)
    if fault:
        assert made.damage == fault
    white = Image.new("L", sheet().size, 255)
    assert embedded(tmp_path / "white.pdf", white.tobytes(), white, drawing=WHOLE).damage is None


@pytest.mark.parametrize("filters", ["/ASCII85Decgde /FlateDecode", "/ASCII85Decode /FlateDec-de", "/LZWDecode"])
def test_instructions_that_cannot_be_unpacked_make_no_blank_page(tmp_path: Path, filters: str) -> None:
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(595, 842))
        page.Contents = pikepdf.Stream(pdf, base64.a85encode(zlib.compress(b"BT ET" * 99)) + b"~>")
        page.Contents.Filter = pikepdf.Array(map(pikepdf.Name, filters.split()))
        pdf.save(tmp_path / "page.pdf")
    assert first(tmp_path / "page.pdf").damage == BROKEN  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("rows", "draw", "fault"),
    [(100, b"/Im", None), (60, b"/Im", soundness.DAMAGED), (100, b"/Gone", MISSING)],
)
def test_a_picture_has_as_much_data_as_its_size_claims(
    tmp_path: Path, rows: int, draw: bytes, fault: str | None
) -> None:
    with open_document(flate(tmp_path / "page.pdf", rows, draw=draw)) as document:
        page = document.page(1)
    assert isinstance(page, PageImage) and page.damage == fault


@pytest.mark.parametrize(
    ("was", "now", "fault"),
    [
        (b"/Subtype /Image", b"/Subtyqe /Image", MISSING),
        (b"/FlateDecode", b"/FlatcDecode", soundness.DAMAGED),
        (b"/Filter", b".Filter", soundness.DAMAGED),
        (b"/BitsPerComponent", b"/BitsPerComponeot", soundness.DAMAGED),
        (b"/ColorSpace", b"/ColorSqace", soundness.DAMAGED),
        (b"/Contents", b"/Cgntents", BROKEN),
        (b"/Contents", b".Contents", BROKEN),
    ],
)
def test_one_flipped_letter_in_what_a_picture_is_makes_no_blank_page(
    tmp_path: Path, was: bytes, now: bytes, fault: str
) -> None:
    whole = flate(tmp_path / "page.pdf", 100).read_bytes()
    (tmp_path / "page.pdf").write_bytes(whole.replace(was, now))
    assert was in whole
    with open_document(tmp_path / "page.pdf") as document:
        page = document.page(1)
    assert isinstance(page, PageImage) and page.damage == fault


def test_a_jpeg_is_judged_by_its_data_and_not_by_its_end(tmp_path: Path) -> None:
    out = io.BytesIO()
    sheet().save(out, "JPEG")
    data = out.getvalue()
    assert soundness.jpeg_fault(data, 10**8) is None
    assert soundness.jpeg_fault(data.removesuffix(b"\xff\xd9"), 10**8) is None
    assert soundness.jpeg_fault(cut(data), 10**8) == soundness.DAMAGED
    assert soundness.jpeg_fault(cut(data), 100) is None, "too large a picture is not decoded"
    (tmp_path / "a.jpg").write_bytes(zeroed(data))
    with open_document(tmp_path / "a.jpg") as document:
        assert document.page(1).notes == (f"{soundness.DAMAGED}, {IN_PART}",)


@pytest.mark.parametrize("rows", [None, 100])
def test_a_fax_is_coded_again(rows: int | None) -> None:
    pixels = np.asarray(sheet().convert("1").convert("L"))
    size = next(soundness.fax_sizes(pixels, rows))
    assert soundness.fax_fault(size, pixels, rows) is None
    assert soundness.fax_fault(size, np.asarray(255 - pixels, np.uint8), rows) is None
    assert soundness.fax_fault(size, np.full_like(pixels, 255), rows) == soundness.DAMAGED


def test_a_damaged_page_is_read_or_refused_but_not_blank() -> None:
    damaged = PageImage(2, np.full((1754, 1240), 255, np.uint8), 150, damage=soundness.DAMAGED)
    with pytest.raises(UnreadableError, match=soundness.DAMAGED):
        read_page(damaged, Replaying([]))
    half = PageImage(2, np.asarray(sheet()), 150, damage=soundness.DAMAGED, in_part=True)
    read = read_page(half, Replaying([[run("Trang in", 100, 100)]]))
    assert read.text == "Trang in" and read.in_part


def test_a_page_read_in_part_is_listed_for_review() -> None:
    overview = pipeline.Overview("a.pdf", "0" * 64, 1, (1,))
    text = Page(1, (Line.from_text("BÁO CÁO"),), notes=notes_on(soundness.DAMAGED), in_part=True)
    record = pipeline.complete(overview, [text], pipeline.Options()).record
    assert "/source/pages" in record.needs_review
    assert record.notes == ("page 1: the picture of the page is damaged, parts of the page may be missing",)


def test_what_is_due_in_a_document_without_words_is_listed() -> None:
    source = Source(file="a.pdf", sha256="0" * 64, pages=1, origin="scan", engine="none")
    record = extract([Page(1, origin="scan", notes=("blank",))], source, load())
    assert {"/document/type", "/document/date", "/document/signer"} <= set(record.needs_review)


# --- light on dark, and pale


def inverted(picture: Image.Image) -> Image.Image:
    return picture.point(lambda value: 255 - value)


def dark_mode(picture: Image.Image) -> Image.Image:
    return picture.point(lambda value: 18 + (255 - value) * 182 // 255)


def in_strips(picture: Image.Image) -> Image.Image:
    """Every other of five strips is inverted."""
    made, high = picture.copy(), picture.height // 5
    for top in (0, 2 * high, 4 * high):
        box = (0, top, picture.width, top + high)
        made.paste(inverted(picture.crop(box)), box[:2])
    return made


@pytest.mark.parametrize("change", [inverted, dark_mode, in_strips])
def test_light_print_on_dark_paper_is_turned_round(change: Callable[[Image.Image], Image.Image]) -> None:
    plain = cleanup.prepare(np.asarray(sheet()), 150)
    page = cleanup.prepare(np.asarray(change(sheet())), 150)
    assert not page.blank and page.pixels.shape == plain.pixels.shape
    assert ((page.pixels < 128) != (plain.pixels < 128)).mean() < 0.01


def test_sharp_pale_print_is_no_blank_page() -> None:
    page = cleanup.prepare(np.asarray(sheet(ink=185)), 150)
    assert not page.blank and page.faint and page.pixels.min() < 80


@pytest.mark.parametrize("shade", [0, 20, 255])
def test_paper_without_print_is_blank_whatever_its_shade(shade: int) -> None:
    assert cleanup.prepare(np.full((1754, 1240), shade, np.uint8), 150).blank


def test_names_that_are_no_text(tmp_path: Path) -> None:
    """Flipped bits in the name of a filter: what is packed so cannot be judged."""
    with pikepdf.open(scan(tmp_path / "sound.pdf")) as pdf:
        pdf.save(tmp_path / "a.pdf", object_stream_mode=pikepdf.ObjectStreamMode.disable)
    data = (tmp_path / "a.pdf").read_bytes()
    assert b"/FlateDecode" in data
    (tmp_path / "a.pdf").write_bytes(data.replace(b"/FlateDecode", b"/Fla\xe3eDecode"))
    assert first(tmp_path / "a.pdf")
