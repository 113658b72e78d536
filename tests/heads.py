"""Whole first pages from the cases of ``cases/header-kinds.json``: as plain text, and as a scan."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import Any

from cchc_ocr.document import Page
from tests.pages import LETTER, scanned_page, text_page
from tests.paths import CASES

KINDS: Mapping[str, Any] = json.loads((CASES / "header-kinds.json").read_text("utf-8"))
_COUNTRY = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
_LEFT, _MIDDLE, _RIGHT = 620, 1300, 1700  # where lines are centred on a page 2480 pixels wide


def _right(case: Mapping[str, Any]) -> list[str]:
    return [*case.get("right", _COUNTRY), *([case["date"]] if case["date"] else [])]


def _number_at(left: Sequence[str]) -> int:
    """The line of the number, on whose level the date stands."""
    return next((at for at, line in enumerate(left) if line.startswith(("Số", "Luật số"))), len(left) - 1)


def _beside(case: Mapping[str, Any]) -> list[str]:
    """The two blocks of a head line by line, as a copy from a text layer has them."""
    *above, last = _right(case) or [""]
    level = max(_number_at(case["left"]), len(above))
    right = [*above, *[""] * (level - len(above)), last]
    return [f"{one} {other}".strip() for one, other in zip_longest(case["left"], right, fillvalue="")]


def as_text(case: Mapping[str, Any], *, beside: bool) -> Page:
    """The page as plain text, the blocks of its head ``beside`` one another or one after the other."""
    head = _beside(case) if beside else [*case["left"], *_right(case)]
    recipients = [f"- {name}" for name in case.get("recipients", [])]
    foot = [*(["Nơi nhận:"] if recipients else []), *recipients, *case.get("sign", [])]
    parts = (head, case.get("title", []), case.get("to", []), case.get("body", KINDS["body"]), foot)
    return text_page([line for part in parts if part for line in (*part, "")])


def _centred(lines: Sequence[str], middle: int, top: int, pitch: int = 60) -> list[tuple[str, int, int]]:
    return [(line, middle - len(line) * LETTER // 2, top + pitch * at) for at, line in enumerate(lines)]


def as_scan(case: Mapping[str, Any]) -> Page:
    """The page with boxes, laid out as Nghị định 30/2020/NĐ-CP wants it."""
    left, right = _centred(case["left"], _LEFT, 200), _centred(_right(case), _RIGHT, 200)
    if case["date"] and left:
        text, x, y = right[-1]
        right[-1] = (text, x, max(y, left[_number_at(case["left"])][2]))
    top = max((y for _, _, y in (*left, *right)), default=200) + 150
    title = _centred(case.get("title", []), _MIDDLE, top)
    to = [
        (line, 500 if at else 400, top + 60 * (len(title) + at + 1)) for at, line in enumerate(case.get("to", []))
    ]
    top += 60 * (len(title) + len(to) + 2)
    body = [line for text in case.get("body", KINDS["body"]) for line in textwrap.wrap(text, 85)]
    text_lines = [(line, 300, top + 60 * at) for at, line in enumerate(body)]
    return scanned_page([*left, *right, *title, *to, *text_lines, *_foot(case, top + 60 * len(body) + 80)])


def _foot(case: Mapping[str, Any], top: int) -> list[tuple[str, int, int]]:
    names = [f"- {name}" for name in case.get("recipients", [])]
    left = [(line, 300, top + 44 * at) for at, line in enumerate(["Nơi nhận:", *names] if names else [])]
    *ranks, person = case.get("sign", []) or [""]
    signed = _centred([person], 1850, top + 60 * len(ranks) + 220) if person else []
    return [*left, *_centred(ranks, 1850, top), *signed]
