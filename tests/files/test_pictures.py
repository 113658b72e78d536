"""Picture files to pages: all kinds of pixels, upright and square; and those that are broken or too large."""

from __future__ import annotations

import warnings
from contextlib import suppress
from pathlib import Path

import numpy as np
import pillow_heif
import pytest
from PIL import Image

from cchc_ocr.errors import UnreadableError
from cchc_ocr.files.opening import open_document
from cchc_ocr.files.options import ReadOptions
from cchc_ocr.picture.pixels import PageImage
from tests.bombs import one_colour
from tests.documents import first
from tests.sheets import sheet

pillow_heif.register_heif_opener()


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
        ("a.jp2", "L", (1754, 1240)),
        ("a.j2k", "RGB", (1754, 1240, 3)),
        ("a.gif", "P", (1754, 1240)),
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
    assert image.known_dpi == 0
    assert image.pixels.max() > 240 and image.pixels.min() < 40


@pytest.mark.parametrize("name", ["a.heic", "a.avif"])
@pytest.mark.parametrize("mode", ["L", "RGB", "RGBA"])
def test_pictures_of_telephones(tmp_path: Path, name: str, mode: str) -> None:
    sheet().resize((155, 219)).convert(mode).save(tmp_path / name)
    image = first(tmp_path / name)
    assert isinstance(image, PageImage) and image.pixels.shape[:2] == (219, 155)
    assert image.pixels.dtype == np.uint8 and image.pixels.max() > 240 and image.pixels.min() < 120


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
    assert isinstance(images[0], PageImage) and images[0].dpi == images[0].known_dpi == 200


@pytest.mark.parametrize("name", ["a.jpg", "a.heic", "a.avif", "a.webp"])
def test_phone_pictures_stand_upright(tmp_path: Path, name: str) -> None:
    """HEIC and AVIF say it twice, in a property of their own and in the EXIF data: it is heeded once."""
    upright = sheet().resize((310, 438))
    picture = upright.rotate(90, expand=True).convert("RGB")
    picture.getexif()[0x0112] = 6  # turned by 90 degrees
    picture.save(tmp_path / name, **({} if name == "a.heic" else {"exif": picture.getexif()}))
    image = first(tmp_path / name)
    assert isinstance(image, PageImage) and (image.width, image.height) == (310, 438)
    difference = np.asarray(Image.fromarray(image.pixels).convert("L"), np.int16) - np.asarray(upright, np.int16)
    assert np.abs(difference).mean() < 8


@pytest.mark.slow
def test_a_heic_of_several_pictures_has_as_many_pages(tmp_path: Path) -> None:
    several = pillow_heif.HeifFile()
    for at in range(3):
        several.add_from_pillow(sheet().convert("RGB").resize((200 + 2 * at, 280)))
    several.save(tmp_path / "a.heic", primary_index=1)
    with open_document(tmp_path / "a.heic") as document:
        assert [(page.number, page.width) for page in document.pages()] == [(1, 200), (2, 202), (3, 204)]


@pytest.mark.parametrize(
    ("name", "sure"), [("a.png", True), ("a.heic", False), ("a.avif", False), ("a.webp", False)]
)
def test_formats_that_conceal_damage_give_no_page_that_is_surely_blank(
    tmp_path: Path, name: str, sure: bool
) -> None:
    Image.new("L", (400, 500), 250).convert("RGB").save(tmp_path / name)
    page = first(tmp_path / name)
    assert isinstance(page, PageImage)
    assert (page.damage is None) == sure


@pytest.mark.parametrize("name", ["a.gif", "a.png", "a.webp", "a.avif"])
def test_of_an_animation_only_the_first_picture_is_read(tmp_path: Path, name: str) -> None:
    pictures = [Image.new("L", (200, 280), shade) for shade in (0, 100, 200)]
    pictures[0].save(tmp_path / name, save_all=True, append_images=pictures[1:])
    with open_document(tmp_path / name) as document:
        (image,) = document.pages()
    assert isinstance(image, PageImage) and image.pixels.max() < 10
    assert image.notes == ("only the first of 3 pictures of an animation was read",)


def test_fax_pages_get_square_pixels(tmp_path: Path) -> None:
    Image.new("1", (1728, 1078), 1).save(tmp_path / "fax.tif", dpi=(204, 98))
    image = first(tmp_path / "fax.tif")
    assert isinstance(image, PageImage) and (image.width, image.height, image.dpi) == (1728, 2244, 204)


@pytest.mark.parametrize("mode", ["1", "L", "RGB", "RGBA", "P"])
@pytest.mark.parametrize("name", ["a.png", "a.tif", "a.jpg"])
def test_of_a_picture_cut_short_the_rows_that_are_there_are_read(tmp_path: Path, name: str, mode: str) -> None:
    page = sheet().resize((620, 877)).convert("L" if name == "a.jpg" else mode)
    page.save(tmp_path / name, **({"compression": "raw"} if name == "a.tif" else {}))
    whole = first(tmp_path / name)
    data = (tmp_path / name).read_bytes()
    (tmp_path / name).write_bytes(data[: len(data) * 2 // 3])
    part = first(tmp_path / name)
    assert isinstance(whole, PageImage) and isinstance(part, PageImage)
    assert part.in_part and part.damage == "the picture of the page is damaged or cut short"
    assert part.notes[-1:] == (f"{part.damage}, parts of the page may be missing",)
    rows = part.height // 4
    assert np.array_equal(part.pixels[:rows], whole.pixels[:rows]), "the upper part is there"
    assert part.pixels[-part.height // 8 :].min() == 255, "what is lost is white"


def test_the_rows_of_a_bitmap_begin_below(tmp_path: Path) -> None:
    sheet().save(tmp_path / "a.bmp")
    whole, data = first(tmp_path / "a.bmp"), (tmp_path / "a.bmp").read_bytes()
    (tmp_path / "a.bmp").write_bytes(data[: len(data) * 2 // 3])
    part = first(tmp_path / "a.bmp")
    assert isinstance(whole, PageImage) and isinstance(part, PageImage) and part.in_part
    assert np.array_equal(part.pixels[-200:], whole.pixels[-200:]) and part.pixels[:200].min() == 255


@pytest.mark.parametrize("name", ["a.png", "a.jpg"])
@pytest.mark.parametrize("size", range(1, 1200, 97))
def test_a_picture_cut_short_near_its_beginning(tmp_path: Path, name: str, size: int) -> None:
    sheet().save(tmp_path / name)
    (tmp_path / name).write_bytes((tmp_path / name).read_bytes()[: 8 + size])
    with suppress(UnreadableError):
        part = first(tmp_path / name)
        assert isinstance(part, PageImage) and part.in_part, "it is known to be damaged"


@pytest.mark.parametrize("name", ["a.heic", "a.avif", "a.jp2", "a.j2k", "a.gif", "a.webp"])
def test_a_picture_cut_short(tmp_path: Path, name: str) -> None:
    sheet().convert("RGB").resize((310, 438)).save(tmp_path / name)
    data = (tmp_path / name).read_bytes()
    (tmp_path / name).write_bytes(data[: len(data) * 2 // 3])
    with pytest.raises(UnreadableError, match="cut short"):
        first(tmp_path / name)


def two_pages(path: Path) -> tuple[bytearray, int, int]:
    """The bytes of a TIFF of two pages, and where header and data of the second begin."""
    page = sheet().resize((200, 280))
    page.save(path, save_all=True, append_images=[page], compression="tiff_adobe_deflate")
    with Image.open(path) as picture:
        header = picture.tag_v2.next  # type: ignore[attr-defined]
        picture.seek(1)
        return bytearray(path.read_bytes()), header, picture.tag_v2[273][0]  # type: ignore[attr-defined]


def test_a_later_page_that_is_damaged_is_named(tmp_path: Path) -> None:
    data, _, start = two_pages(tmp_path / "a.tiff")
    data[start : start + 100] = bytes(100)
    (tmp_path / "a.tiff").write_bytes(data)
    with open_document(tmp_path / "a.tiff") as document, pytest.raises(UnreadableError, match="corrupt") as caught:
        document.page(2)
    assert (caught.value.file, caught.value.page) == ("a.tiff", 2)


def test_a_tiff_cut_short_before_its_last_page(tmp_path: Path) -> None:
    data, header, _ = two_pages(tmp_path / "a.tiff")
    (tmp_path / "a.tiff").write_bytes(data[:header])
    with open_document(tmp_path / "a.tiff") as document:
        assert document.numbers == (1, 2), "that there was another page is known, but not how many"
        assert isinstance(document.page(1), PageImage)
        with pytest.raises(UnreadableError, match="cut short: Missing dimensions") as caught:
            document.page(2)
    assert (caught.value.file, caught.value.page) == ("a.tiff", 2)


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


@pytest.fixture
def limit_of_pillow(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit that Pillow has, and has again after the test."""
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 1000)


@pytest.mark.usefixtures("limit_of_pillow")
def test_the_user_s_limit_counts_and_not_that_of_pillow(tmp_path: Path) -> None:
    for name in ("a.png", "a.jpg"):
        sheet(width=300, height=200).save(tmp_path / name)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for name in ("a.png", "a.jpg"):
            with pytest.raises(UnreadableError, match="limit of 50,000"):
                open_document(tmp_path / name, ReadOptions(max_pixels=50_000))
            with open_document(tmp_path / name, ReadOptions(max_pixels=60_000)) as document:
                page = document.page(1)
                assert isinstance(page, PageImage) and (page.width, page.damage) == (300, None)
    assert Image.MAX_IMAGE_PIXELS == 60_000


@pytest.mark.parametrize("harm", ["directory", "compression", "end"])
def test_a_damaged_picture_of_several_pages_is_refused_with_a_reason(tmp_path: Path, harm: str) -> None:
    path = tmp_path / "a.tif"
    sheet().convert("L").save(path, save_all=True, append_images=[sheet().convert("L")], compression="tiff_lzw")
    data = bytearray(path.read_bytes())
    second = int.from_bytes(data[(first_of := int.from_bytes(data[4:8], "little")) :][:2], "little")
    following = first_of + 2 + 12 * second
    at = int.from_bytes(data[following : following + 4], "little")
    entries = range(at + 2, at + 2 + 12 * int.from_bytes(data[at : at + 2], "little"), 12)
    if harm == "directory":
        data[at + 2 :] = bytes(len(data) - at - 2)
    elif harm == "compression":
        (entry,) = (one for one in entries if int.from_bytes(data[one : one + 2], "little") == 259)
        data[entry + 8 : entry + 10] = (163).to_bytes(2, "little")
    else:
        del data[at + 20 :]
    path.write_bytes(data)
    with pytest.raises(UnreadableError, match="corrupt or cut short"), open_document(path) as document:
        list(document.pages())


@pytest.mark.parametrize("size", [(1, 1), (2, 2), (30_000, 1), (1, 30_000), (24, 24)])
def test_a_picture_without_room_for_print_is_refused(tmp_path: Path, size: tuple[int, int]) -> None:
    Image.new("L", size, 255).save(tmp_path / "a.png")
    with pytest.raises(UnreadableError, match=rf"{size[0]} x {size[1]} pixels: there is no room for print"):
        first(tmp_path / "a.png")
