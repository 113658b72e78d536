"""Files that cannot be read, one for each way in which that happens."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
from PIL import Image

from cchc_ocr.errors import ExitCode
from tests.bombs import one_colour

Maker = Callable[[Path], None]


def pdf(path: Path, *, pages: int = 1, **save: object) -> None:
    with pikepdf.new() as document:
        for _ in range(pages):
            document.add_blank_page()
        document.save(path, **save)  # type: ignore[arg-type]


def empty(path: Path) -> None:
    path.touch()


def text_named_pdf(path: Path) -> None:
    path.write_text("Báo cáo\n")


def truncated(path: Path) -> None:
    pdf(path)
    path.write_bytes(path.read_bytes()[:100])


def encrypted(path: Path) -> None:
    pdf(path, encryption=pikepdf.Encryption(owner="owner", user="user"))


def without_pages(path: Path) -> None:
    pdf(path, pages=0)


def huge(path: Path) -> None:
    """35,000 x 35,000 pixels of one colour: a small file that would fill the memory."""
    path.write_bytes(one_colour(35_000))


def large(path: Path) -> None:
    """174 million pixels: above our limit, below that of the library that opens pictures."""
    path.write_bytes(one_colour(13_200))


def cut_picture(path: Path) -> None:
    Image.effect_noise((200, 200), 50).save(path, "PNG")
    path.write_bytes(path.read_bytes()[:5000])


def office(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04" + b"\0" * 100)


def locked_office(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(508) + "EncryptedPackage\0".encode("utf-16-le"))


BAD_FILES: list[tuple[str, Maker, ExitCode, str]] = [
    ("empty.pdf", empty, ExitCode.UNREADABLE, "empty"),
    ("text.pdf", text_named_pdf, ExitCode.UNREADABLE, "plain text"),
    ("cut.pdf", truncated, ExitCode.UNREADABLE, ""),
    ("locked.pdf", encrypted, ExitCode.ENCRYPTED, "password"),
    ("none.pdf", without_pages, ExitCode.UNREADABLE, "no page"),
    ("huge.png", huge, ExitCode.UNREADABLE, "more than the limit of 170,000,000 pixels"),
    ("large.png", large, ExitCode.UNREADABLE, "13200 x 13200 pixels, more than the limit of 170,000,000"),
    ("cut.png", cut_picture, ExitCode.UNREADABLE, "cut short"),
    ("letter.docx", office, ExitCode.UNREADABLE, "Office"),
    ("locked.docx", locked_office, ExitCode.ENCRYPTED, "encrypted"),
]
