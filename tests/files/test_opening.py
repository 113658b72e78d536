"""Files to pages: every kind of file, and every way in which it can be bad."""

from __future__ import annotations

import hashlib
import warnings
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.pdfgen.canvas import Canvas

from cchc_ocr.document import Page
from cchc_ocr.errors import EncryptedError, UnreadableError, UsageError
from cchc_ocr.files.opening import PageImage, ReadOptions, open_document, parse_pages
from cchc_ocr.files.plain_text import text_pages
from tests.bombs import one_colour
from tests.sheets import sheet


def scan(path: Path, *, rotate: int = 0, picture: Image.Image | None = None) -> Path:
    """A PDF of one picture that covers the page."""
    canvas = Canvas(str(path), pagesize=(595, 842))
    picture = picture or sheet()
    picture.save(path.with_suffix(".png"))
    canvas.drawImage(str(path.with_suffix(".png")), 0, 0, 595, 842)
    if rotate:
        canvas.setPageRotation(rotate)
    canvas.save()
    path.with_suffix(".png").unlink()
    return path


def typed(path: Path, text: str, *, over: bool = False, hidden: bool = False) -> Path:
    """A PDF of ``text`` in a standard font; ``over`` a scan, ``hidden`` as scanners' OCR does."""
    canvas = Canvas(str(path), pagesize=(595, 842))
    if over:
        sheet().save(path.with_suffix(".png"))
        canvas.drawImage(str(path.with_suffix(".png")), 0, 0, 595, 842)
    canvas.setFont("Helvetica", 11)
    lines = canvas.beginText(60, 780)
    lines.setTextRenderMode(3 if hidden else 0)
    for start in range(0, len(text.split()), 8):
        lines.textLine(" ".join(text.split()[start : start + 8]))
    canvas.drawText(lines)
    canvas.save()
    return path


def first(path: Path, **options: object) -> PageImage | Page:
    with open_document(path, ReadOptions(**options)) as document:  # type: ignore[arg-type]
        return document.page(1)


# --- text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_files(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Số: 05/BC-SNV\r\n\r\nBáo cáo\f".encode(encoding))
    with open_document(path) as document:
        (page,) = document.pages()
        assert document.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert isinstance(page, Page)
    assert (page.text, page.origin) == ("Số: 05/BC-SNV\nBáo cáo", "text")
    assert [line.paragraph for line in page.lines] == [0, 1]


def test_form_feeds_divide_pages_and_letters_are_composed() -> None:
    pages = text_pages("Tô\u0309 chức\fQÐ")
    assert [(page.number, page.text) for page in pages] == [(1, "Tổ chức"), (2, "QĐ")]


# --- pictures


@pytest.mark.parametrize(
    ("name", "mode", "shape"),
    [
        ("a.png", "L", (1754, 1240)),
        ("a.png", "1", (1754, 1240)),
        ("a.png", "RGBA", (1754, 1240, 3)),
        ("a.png", "P", (1754, 1240, 3)),
        ("a.png", "I;16", (1754, 1240)),
        ("a.jpg", "CMYK", (1754, 1240, 3)),
        ("a.bmp", "RGB", (1754, 1240, 3)),
        ("a.webp", "RGB", (1754, 1240, 3)),
        ("a.tif", "LA", (1754, 1240, 3)),
    ],
)
def test_pictures_of_all_modes(tmp_path: Path, name: str, mode: str, shape: tuple[int, ...]) -> None:
    sheet().convert(mode).save(tmp_path / name)
    image = first(tmp_path / name)
    assert isinstance(image, PageImage)
    assert image.pixels.shape == shape
    assert image.pixels.dtype == np.uint8
    assert image.dpi == 150  # an A4 page, by its size
    assert image.pixels.max() > 240 and image.pixels.min() < 40


def test_transparent_paper_is_white(tmp_path: Path) -> None:
    Image.new("RGBA", (100, 140), (0, 0, 0, 0)).save(tmp_path / "a.png")
    image = first(tmp_path / "a.png")
    assert isinstance(image, PageImage) and image.pixels.min() == 255


def test_pictures_of_several_pages(tmp_path: Path) -> None:
    pages = [sheet().resize((200 + at, 280)) for at in range(3)]
    pages[0].save(tmp_path / "a.tiff", save_all=True, append_images=pages[1:], dpi=(200, 200))
    with open_document(tmp_path / "a.tiff") as document:
        assert document.page_count == 3
        images = list(document.pages())
    assert [(image.number, image.width) for image in images] == [(1, 200), (2, 201), (3, 202)]
    assert isinstance(images[0], PageImage) and images[0].dpi == 200


def test_phone_pictures_stand_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90 degrees
    sheet().rotate(90, expand=True).save(tmp_path / "a.jpg", exif=exif)
    image = first(tmp_path / "a.jpg")
    assert isinstance(image, PageImage) and (image.width, image.height) == (1240, 1754)


def test_fax_pages_get_square_pixels(tmp_path: Path) -> None:
    Image.new("1", (1728, 1078), 1).save(tmp_path / "fax.tif", dpi=(204, 98))
    image = first(tmp_path / "fax.tif")
    assert isinstance(image, PageImage) and (image.width, image.height, image.dpi) == (1728, 2244, 204)


def test_content_decides_and_not_the_name(tmp_path: Path) -> None:
    sheet().save(tmp_path / "a.jpg")
    (tmp_path / "a.jpg").rename(tmp_path / "a.pdf")
    assert isinstance(first(tmp_path / "a.pdf"), PageImage)


# --- PDF


def test_a_scan_gives_its_picture_as_it_lies_in_the_file(tmp_path: Path) -> None:
    image = first(scan(tmp_path / "a.pdf"))
    assert isinstance(image, PageImage)
    assert (image.dpi, image.notes) == (150, ())
    assert (image.pixels.reshape(1754, 1240, -1)[:, :, 0] == np.asarray(sheet())).all()


def test_a_scan_in_colour_keeps_its_colours(tmp_path: Path) -> None:
    picture = sheet().convert("RGB")
    picture.paste((200, 30, 10), (100, 1000, 300, 1200))
    image = first(scan(tmp_path / "a.pdf", picture=picture))
    assert isinstance(image, PageImage)
    assert (image.pixels == np.asarray(picture)).all()


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_a_turned_scan_stands_as_viewers_show_it(tmp_path: Path, rotate: int) -> None:
    path = scan(tmp_path / "a.pdf", rotate=rotate)
    image = first(path)
    with pypdfium2.PdfDocument(path) as pdf:
        shown = np.asarray(pdf[0].render(scale=150 / 72).to_pil().convert("L"))
    assert isinstance(image, PageImage)
    assert abs(image.width - shown.shape[1]) < 3
    ours = np.asarray(Image.fromarray(image.pixels).convert("L").resize(shown.shape[::-1]), np.int16)
    assert np.abs(ours - shown).mean() < 8


def test_a_mirrored_picture_is_rendered(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(595, 842))
    sheet().save(tmp_path / "a.png")
    canvas.translate(595, 0)
    canvas.scale(-1, 1)
    canvas.drawImage(str(tmp_path / "a.png"), 0, 0, 595, 842)
    canvas.save()
    image = first(tmp_path / "a.pdf")
    assert isinstance(image, PageImage)
    grey = Image.fromarray(image.pixels).convert("L").resize((1240, 1754))
    shown, mirrored = np.asarray(grey, np.int16), np.asarray(sheet())[:, ::-1]
    assert np.abs(shown - mirrored).mean() < 0.6 * np.abs(shown - mirrored[:, ::-1]).mean()


def test_typed_pages_keep_their_text_with_boxes(tmp_path: Path) -> None:
    page = first(typed(tmp_path / "a.pdf", "So 15/BC-SNV 2023"))
    assert isinstance(page, Page)
    assert (page.text, page.origin, page.width, page.height) == ("So 15/BC-SNV 2023", "text-layer", 2479, 3508)
    box = page.lines[0].words[0].box
    assert box is not None
    assert abs(box.x0 - 60 / 72 * 300) < 8 and abs(box.y1 - (842 - 780) / 72 * 300) < 25


@pytest.mark.parametrize("force_ocr", [False, True])
def test_filled_fields_of_a_form_are_said_to_be_unread(tmp_path: Path, force_ocr: bool) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(595, 842))
    canvas.drawString(100, 700, "So: ... /BC-SNV")
    for at, value in enumerate(["45", "87,5", "", " "]):
        canvas.acroForm.textfield(value=value, name=f"field {at}", x=100, y=600 - 50 * at, height=20)
    canvas.acroForm.choice(value="A", options=["A", "B"], name="choice", x=100, y=300, height=20)
    canvas.acroForm.checkbox(checked=True, name="box", x=100, y=200)
    canvas.save()
    page = first(tmp_path / "a.pdf", force_ocr=force_ocr)
    assert page.notes[0] == "form fields filled in and not read: 3"


def test_typed_pages_are_read_as_pictures_if_forced(tmp_path: Path) -> None:
    image = first(typed(tmp_path / "a.pdf", "So 15/BC-SNV"), force_ocr=True)
    assert isinstance(image, PageImage) and image.dpi == 300
    assert image.notes[0].startswith("text layer not used")


@pytest.mark.parametrize("hidden", [True, False])
def test_a_garbled_layer_of_a_scan_is_not_used(tmp_path: Path, hidden: bool) -> None:
    path = typed(
        tmp_path / "a.pdf",
        "UY BAN NHAN DAN Ctin eir Luat T6 chric chinh quy6n dia phucrng " * 8,
        over=True,
        hidden=hidden,
    )
    image = first(path)
    assert isinstance(image, PageImage)
    assert image.notes[0].startswith("text layer not used: only")
    page = first(path, trust_text=True)
    assert isinstance(page, Page) and page.origin == "text-layer"


TINOS = Path("/usr/share/fonts/truetype/croscore/Tinos-Regular.ttf")
SENTENCE = "Sở Nội vụ báo cáo kết quả thực hiện công tác cải cách hành chính năm 2023 của tỉnh Sơn Hà"


def layered(path: Path, printed: int, layer: list[str]) -> Path:
    """A scan of ``printed`` lines under a hidden layer of lines, each where a line is printed."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    pdfmetrics.registerFont(TTFont("Tinos", str(TINOS)))
    paper = Image.new("L", (1240, 1754), 255)
    pen = ImageDraw.Draw(paper)
    for at in range(printed):
        pen.text((120, 150 + 40 * at), SENTENCE, fill=0, font=ImageFont.truetype(str(TINOS), 25))
    paper.save(path.with_suffix(".png"))
    canvas = Canvas(str(path), pagesize=(595.2, 841.92))
    canvas.drawImage(str(path.with_suffix(".png")), 0, 0, 595.2, 841.92)
    for at, text in enumerate(layer):
        line = canvas.beginText(57.6, 841.92 - (150 + 40 * at + 24) * 0.48)
        line.setFont("Tinos", 12)
        line.setTextRenderMode(3)
        line.textLine(text)
        canvas.drawText(line)
    canvas.save()
    return path


@pytest.mark.skipif(not TINOS.exists(), reason="needs Debian's fonts-croscore")
@pytest.mark.parametrize(
    ("layer", "note"),
    [
        ([SENTENCE] * 20, None),
        ([SENTENCE] * 9, "it leaves out much of what is printed"),
        (["The quick brown fox jumps over the lazy dog and would not come back"] * 20, "of its words can be Viet"),
        (
            ["So Noi vu bao cao ket qua thuc hien cong tac cai cach hanh chinh nam 2023"] * 20,
            "of its words can be",
        ),
        (["S8 Nqi v\\1 b6o c6o kct qu6 thqc hi~n c6ng t6c cdi cdch hdnh chfnh"] * 20, "of its words can be Viet"),
        ([SENTENCE], "it covers little of the page"),
        ([], ""),
    ],
    ids=["good", "half", "English", "without diacritics", "garbled", "one line", "empty"],
)
def test_a_text_layer_over_a_scan_is_judged(tmp_path: Path, layer: list[str], note: str | None) -> None:
    page = first(layered(tmp_path / "a.pdf", 20, layer))
    if note is None:
        assert isinstance(page, Page) and page.text == "\n".join(layer)
    else:
        assert isinstance(page, PageImage) and note in " ".join(page.notes) and bool(page.notes) == bool(note)


def test_the_words_of_a_signature_box_do_not_make_a_text_page(tmp_path: Path) -> None:
    image = first(typed(tmp_path / "a.pdf", "Ky boi: So Noi vu Thoi gian ky: 02/03/2023 08:15:24", over=True))
    assert isinstance(image, PageImage)
    assert image.notes == ()
    assert (image.pixels.reshape(1754, 1240, -1)[:, :, 0] == np.asarray(sheet())).all()  # nor get into it


# --- what cannot be read


def test_missing_empty_and_folders(tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").touch()
    (tmp_path / "blank.txt").write_text(" \n")
    for path, message in (
        (tmp_path / "none.pdf", "no such file"),
        (tmp_path / "empty.pdf", "empty"),
        (tmp_path / "blank.txt", "no text"),
        (tmp_path, "folder"),
    ):
        with pytest.raises(UnreadableError, match=message) as caught:
            open_document(path)
        assert caught.value.hint


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.pdf", "Đây là văn bản".encode(), "holds plain text"),
        ("a.png", b"text", "holds plain text"),
        ("a.docx", b"PK\x03\x04\x00\x00", "Office"),
        ("a.gif", b"GIF89a\x00\x00", "GIF"),
        ("a.txt", b"S\xf3 C\xf4ng b\x8f", "UTF-8"),
        ("a.txt", b"abc\x00\x01", "UTF-8"),
        ("a.pdf", b"%PDF-1.7\n%garbage\n", r"corrupt|cut short"),
        ("a.png", b"\x89PNG\r\n\x1a\n\x00\x00", "corrupt"),
        ("a.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF", "corrupt"),
    ],
)
def test_other_files_say_what_they_are(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(UnreadableError, match=message) as caught:
        open_document(tmp_path / name)
    assert name in str(caught.value)


def test_a_picture_cut_short(tmp_path: Path) -> None:
    sheet().save(tmp_path / "a.png")
    (tmp_path / "a.png").write_bytes((tmp_path / "a.png").read_bytes()[:2000])
    with pytest.raises(UnreadableError, match="cut short"):
        first(tmp_path / "a.png")


def test_a_pdf_cut_short(tmp_path: Path) -> None:
    path = scan(tmp_path / "a.pdf")
    path.write_bytes(path.read_bytes()[:-600])
    with pytest.raises(UnreadableError, match=r"corrupt|cut short"):
        open_document(path)


def test_a_pdf_without_pages(tmp_path: Path) -> None:
    with pikepdf.new() as pdf:
        pdf.save(tmp_path / "a.pdf")
    with pytest.raises(UnreadableError, match="no pages"):
        open_document(tmp_path / "a.pdf")


def test_an_encrypted_pdf(tmp_path: Path) -> None:
    path = scan(tmp_path / "plain.pdf")
    with pikepdf.open(path) as pdf:
        pdf.save(tmp_path / "a.pdf", encryption=pikepdf.Encryption(user="x", owner="y"))
        pdf.save(tmp_path / "b.pdf", encryption=pikepdf.Encryption(user="", owner="y"))
    with pytest.raises(EncryptedError, match=r"a\.pdf"):
        open_document(tmp_path / "a.pdf")
    assert isinstance(first(tmp_path / "b.pdf"), PageImage)  # no password is needed to read it


def test_huge_pictures_are_refused_unread_and_without_warnings(tmp_path: Path) -> None:
    (tmp_path / "huge.png").write_bytes(one_colour(35_000))
    (tmp_path / "large.png").write_bytes(one_colour(11_000))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(UnreadableError, match="limit"):
            open_document(tmp_path / "huge.png")
        with open_document(tmp_path / "large.png") as document:
            assert document.page_count == 1
        with pytest.raises(UnreadableError, match="11000 x 11000"):
            open_document(tmp_path / "large.png", ReadOptions(max_pixels=1_000_000))


def test_huge_pages_of_a_pdf_are_refused(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(10_000, 10_000))
    canvas.rect(10, 10, 500, 500, fill=1)
    canvas.save()
    with pytest.raises(UnreadableError, match="limit"):
        first(tmp_path / "a.pdf")


def test_pages_that_are_not_there(tmp_path: Path) -> None:
    path = scan(tmp_path / "a.pdf")
    with pytest.raises(UnreadableError, match="no page 3"):
        open_document(path, ReadOptions(pages=(1, 3)))
    with open_document(path) as document, pytest.raises(UnreadableError, match="1 page"):
        document.page(0)


def test_lists_of_pages() -> None:
    assert parse_pages(" 3, 1-2 ,2") == (1, 2, 3)


@pytest.mark.parametrize("text", ["", "0", "3-1", "a", "1-", "-2", "1,,2", "1;2", "1.5"])
def test_nonsense_is_no_list_of_pages(text: str) -> None:
    with pytest.raises(UsageError):
        parse_pages(text)
