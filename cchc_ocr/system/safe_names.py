"""Names of files and folders that Linux, macOS and Windows take, in NFC."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cchc_ocr.vietnamese import bare, nfc

LONGEST = (
    120  # characters of a name: of 255 bytes, a character takes 3 at most, and a suffix and a number come behind
)
LONGEST_PATH = 200  # characters of a path below the folder: Windows takes 260, with the folder itself
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]')
_MOST_BYTES = 220  # of the 255 that Linux takes
_DEVICES = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|clock\$|(?:com|lpt)[0-9¹²³])(?=\.|\s|$)", re.IGNORECASE
)


def safe_text(text: str) -> str:
    """A value as a part of a name: what may not stand in a name becomes "-", and spaces become one space.

    >>> safe_text("12/QĐ-UBND"), safe_text("Sở  Nội vụ:\\nkết quả?")
    ('12-QĐ-UBND', 'Sở Nội vụ- kết quả-')
    """
    readable = text.encode("utf-8", "replace").decode("utf-8")
    return " ".join(_FORBIDDEN.sub("-", " ".join(nfc(readable).split())).split())


def safe_name(name: str, longest: int = LONGEST) -> str:
    """A whole name of a file (without suffix) or folder; "_" where nothing is left of it.

    No name begins with a point (it would be hidden), or ends in one or in a space, which Windows drops; none is
    that of a device there.

    >>> safe_name(" CON. "), safe_name("...."), safe_name("com1.báo cáo")
    ('_CON', '_', '_com1.báo cáo')
    """
    name = shortened(safe_text(name).strip(" ."), longest)
    return f"_{name}" if not name or _DEVICES.match(name) else name


def shortened(text: str, longest: int) -> str:
    """The text cut to so many characters, at the end of a word if one ends in its second half.

    >>> shortened("Kết quả chấm điểm", 12), shortened("Nghiêng", 3)
    ('Kết quả chấm', 'Ngh')
    """
    while len(text.encode()) > _MOST_BYTES:
        text = text[:-1]
    if len(text) > longest:
        cut = text[:longest]
        at = cut.rfind(" ")
        text = cut if text[longest] == " " or at < longest // 2 else cut[:at]
    return text.rstrip(" .-_,;") if len(text) > 1 else text.strip(" .")


def fitting_path(parts: Sequence[str], room: int = LONGEST_PATH) -> list[str]:
    """The names of a path, the longest of them shortened until the path has at most ``room`` characters."""
    names = list(parts)
    while sum(map(len, names)) + len(names) - 1 > room and max(map(len, names)) > 1:
        at = max(range(len(names)), key=lambda i: len(names[i]))
        names[at] = safe_name(names[at][:-1], len(names[at]) - 1)
    return names


def without_accents(text: str) -> str:
    """The text with Vietnamese letters as base letters.

    >>> without_accents("Sở Nội vụ tỉnh Đồng Bằng")
    'So Noi vu tinh Dong Bang'
    """
    return bare(text)


def same_name(path: str) -> str:
    """What is equal of two paths that some system takes for one: neither case nor composition counts."""
    return nfc(nfc(path).casefold())
