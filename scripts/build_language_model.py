#!/usr/bin/env python3
"""Builds the bundled language model: dictionaries/vietnamese.model.

usage: build_language_model.py [--corpus DIR] [--out FILE] [FILE ...]

Two models are counted and mixed: one of clean text of the legal and administrative register (``--corpus``, or the
FILEs given) with the entries of the dictionaries, one of text that was written for this project: the sentences of
register.txt and everyday.txt, and the first rounds of tests/corpus. legal-dev.txt.xz and the later rounds are left
out: they are what the model is measured on. The same texts give the same bytes.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import cycle
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from cchc_ocr import lexicon, ngram  # noqa: E402
from cchc_ocr.lexicon import Lexicon  # noqa: E402
from cchc_ocr.vietnamese import CAPITALS, bare, nfc  # noqa: E402

ROUNDS = ("training", *(f"round-{n}" for n in (1, *range(3, 21), 22, 23)), "citations-1")
REPORTS = (
    ROOT / "scripts" / "register.txt",
    ROOT / "scripts" / "everyday.txt",
    *(ROOT / "tests" / "corpus" / name for name in ROUNDS),
)
CORPUS = ("legal-train.txt.xz", "codes.txt.xz", "procedures.txt.xz", "places-2025.txt", "places-before-2025.txt")
# The register of reports is what the program reads most and the corpus has least of. With 0.5 to 0.8 reports come
# out alike; the more, the more wrong words there are in laws.
SHARE = 0.6
# Roughly how many in a thousand people have a name, where it is common; any other of names.tsv counts as rare.
FAMILIES = """
    Nguyễn 380 Trần 110 Lê 95 Phạm 70 Phan 45 Hoàng 27 Huỳnh 24 Đặng 21 Vũ 20 Bùi 20 Võ 19 Đỗ 14 Hồ 13
    Ngô 13 Trương 12 Dương 10 Đoàn 8 Đào 8 Trịnh 9 Đinh 9 Mai 7 Lý 6 Lâm 6 Hà 6 Lương 6 Cao 6 Tạ 5
    Phùng 4 Châu 4 Lưu 4 Tô 3 Thái 3 Chu 3 Vương 3 Kiều 3 Nông 3 Tống 2 Quách 2 Đàm 2 Hứa 2
"""
MIDDLES = """
    Văn 250 Thị 250 Đức 30 Minh 30 Hữu 25 Ngọc 25 Công 20 Quang 20 Thanh 20 Xuân 15 Đình 15 Quốc 15
    Hoàng 12 Kim 10 Thành 8 Duy 8 Anh 8 Thu 8 Bá 6 Bích 6 Mỹ 6 Hồng 6 Tuấn 5 Trọng 5 Thúy 5 Hải 5 Mạnh 5
    Phước 5 Như 4 Phương 4 Diệu 4 Gia 4 Trung 4 Viết 4 Thế 4 Tấn 4 Mai 3 Thùy 3 Khánh 3 Bảo 3 Tiến 3
    Thái 3 Huy 3 Nhật 3 Việt 2 Hùng 2
"""
GIVEN = """
    Anh Hùng Dũng Cường Tuấn Thành Hải Sơn Minh Nam Long Thắng Trung Đức Hoàng Phong Quang Bình Hà Hương
    Lan Hoa Mai Thu Thảo Linh Trang Hằng Nga Hạnh Phương Thủy Thúy Tâm Dung Yến Loan Oanh Huệ Nhung Hồng
    Liên Hiền Vân Ngọc Lệ Tùng Kiên Vinh Thịnh Hưng Khánh Phúc Lâm Tân Toàn Tiến Quân Quyết Chiến Thọ
    Tài Lộc An Bảo Duy Huy Khoa Khang Nhân Nghĩa Trí Tín Hiếu Đạt Việt Giang Hòa Quý Trọng Chung Công Tú
    Thanh Xuân Đông Hậu Hợp Lợi Lực Mạnh Vượng Ánh Nguyệt Tuyết Hường Thơm Nhàn Thương
"""
REPORTS_OF_EACH = 4  # province: so many lines of each kind that name it
COMMON = frozenset(GIVEN.split())
TITLES = ("", "", "", "ông ", "bà ", "Ông ", "Bà ", "đồng chí ", "anh ", "chị ")
NAMES = 20000
# Three or four words in a row, none of them behind what is a place.
PERSON = re.compile(
    rf"(?<!xã )(?<!huyện )(?<!tỉnh )(?<!phường )(?<!trấn )(?<!phố )(?<!thôn )(?<!trường )(?<![{CAPITALS}])"
    rf"\b(?:[{CAPITALS}][^\W\d_{CAPITALS}]+ ){{2,3}}[{CAPITALS}][^\W\d_{CAPITALS}]+\b"
)
KIND = "tỉnh|huyện|thị xã|thành phố|quận|xã|phường|thị trấn"
PLACE = re.compile(  # not in capitals: "XÃ HỘI CHỦ NGHĨA"
    rf"\b(?P<kind>{KIND}|{'|'.join(map(str.capitalize, KIND.split('|')))})"
    rf"\s+(?P<name>[{CAPITALS}][^\W\d{CAPITALS}]+(?: [{CAPITALS}][^\W\d{CAPITALS}]+){{1,2}})\b"
)


def main() -> int:
    options = _options()
    files = options.files or [options.corpus / name for name in CORPUS]
    missing = [file for file in files if not file.exists()]
    if missing:
        print(f"{missing[0]}: no such file; the model stays as it is", file=sys.stderr)
        return 0
    # Twice, for what occurs once in all the texts is taken for a slip.
    dictionaries = lexicon.load()
    laws = ngram.learn(files, extra=[*2 * list(entries(dictionaries)), *names(dictionaries)])
    reports = ngram.learn((), ngram.TrainingOptions(least=(1, 1, 1, 1)), extra=reported(dictionaries))
    content = ngram.to_bytes(ngram.flatten(ngram.mix(reports, laws, SHARE)))
    options.out.write_bytes(content)
    print(f"{options.out}: {len(content)} bytes", file=sys.stderr)
    return 0


def reported(dictionaries: Lexicon) -> Iterator[str]:
    """The lines of the reports, in which few writers made all names up.

    Persons with a rare given name bear another one, and invented places the names of real ones.
    """
    drawn = cycle(names(dictionaries, ("",)))
    dice, known = random.Random(1), places_by_kind(dictionaries)
    yield from REPORTS_OF_EACH * list(province_lines(dictionaries))
    for file in filter(is_accented, _texts()):
        for line in with_real_places(nfc(file.read_text("utf-8")), known, dice).splitlines():
            yield PERSON.sub(lambda seen: next(drawn) if is_rarely_named(seen[0], dictionaries) else seen[0], line)


def province_lines(dictionaries: Lexicon) -> Iterator[str]:
    """Where reports name their province: in the head, with the date, and in sentences."""
    for place in dictionaries.places:
        if place.kind == "tỉnh":
            yield from (f"ỦY BAN NHÂN DÂN TỈNH {place.name.upper()}", f"{place.name}, ngày 05 tháng 01 năm 2024")
            yield from (f"của UBND tỉnh {place.name}", f"trên địa bàn tỉnh {place.name}", f"ở {place.name}")


def places_by_kind(dictionaries: Lexicon) -> dict[str, list[str]]:
    """The names of the places that the dictionaries know, by what they are: "tỉnh"."""
    known: dict[str, list[str]] = {}
    for place in dictionaries.places:
        known.setdefault(place.kind, []).append(place.name)
    return known


def with_real_places(text: str, known: Mapping[str, Sequence[str]], dice: random.Random) -> str:
    """A text with ``known`` places of the same kinds for those that are not, each the same all along.

    >>> made = with_real_places("TỈNH NA LƠI\\nBáo cáo của tỉnh Na Lơi", {"tỉnh": ["Sơn La"]}, random.Random(1))
    >>> head, title = made.split("\\n")
    >>> head.removeprefix("TỈNH ") == title.removeprefix("Báo cáo của tỉnh ").upper() != "NA LƠI"
    True
    """
    others: dict[str, str] = {}
    for found in PLACE.finditer(text):
        name, kind = found["name"].lower(), found["kind"].lower()
        if name not in map(str.lower, known.get(kind, [name])) and name not in others:
            others[name] = dice.choice(known[kind])
    if not others:
        return text
    longest_first = sorted(others, key=len, reverse=True)
    made_up = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)

    def other(seen: re.Match[str]) -> str:
        name = others[seen[0].lower()]
        return name.upper() if seen[0].isupper() else name if seen[0][0].isupper() else seen[0]

    return made_up.sub(other, text)


def _texts() -> Iterator[Path]:
    for path in REPORTS:
        yield from sorted(path.glob("*.txt")) if path.is_dir() else [path]


def is_rarely_named(text: str, dictionaries: Lexicon) -> bool:
    """Whether words that begin with capitals are the name of a person, and the given name is rare.

    >>> is_rarely_named("Lò Đức Thảnh", lexicon.load()), is_rarely_named("Lò Đức Thành", lexicon.load())
    (True, False)
    """
    family, middle, *_, given = text.split()
    known = middle in dictionaries.middle_names or given in dictionaries.given_names
    return family in dictionaries.family_names and known and given not in COMMON


def is_accented(file: Path) -> bool:
    """Whether a text has its diacritics: rounds hold some that have none, to be repaired."""
    text = nfc(file.read_text("utf-8"))
    return bare(text) != text


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Builds the bundled language model.")
    parser.add_argument("files", type=Path, nargs="*")
    parser.add_argument("--corpus", type=Path, default=ROOT.parent / "shared" / "corpus")
    parser.add_argument("--out", type=Path, default=ROOT / "dictionaries" / "vietnamese.model")
    return parser.parse_args()


def entries(dictionaries: Lexicon) -> Iterator[str]:
    """Lines of text that use the entries of the dictionaries the way documents do."""
    for acronym, expansions in dictionaries.acronyms.items():
        yield from (f"thực hiện {expansion} ({acronym}), {acronym} của" for expansion in expansions)
    for agency in dictionaries.agencies:
        yield f"của {agency.name}"
        yield from (f"của {name}" for name in agency.abbreviations)
        yield from (f"số 15/QĐ-{symbol} ngày 05/01/2024 của {agency.name}" for symbol in agency.symbols)
    for kind in dictionaries.document_types:
        yield kind.name.upper()
        if kind.symbol:
            yield f"{kind.name} số 15/{kind.symbol}-UBND ngày 05/01/2024 của UBND tỉnh"
    yield from (criterion.name for criterion in dictionaries.criteria)
    yield from (f"tại {place.kind} {place.name}" for place in dictionaries.places)
    yield from (phrase for phrase in dictionaries.phrases)


def names(dictionaries: Lexicon, titles: Sequence[str] = TITLES) -> Iterator[str]:
    """Made-up names of persons behind ``titles``, drawn part by part as often as each is common."""
    dice = random.Random(1)
    families, middles = (
        {name: share.get(name, 0.7) for name in sorted(known)}
        for share, known in (
            (_shares(FAMILIES), dictionaries.family_names),
            (_shares(MIDDLES), dictionaries.middle_names),
        )
    )
    given = {name: 30 if name in COMMON else 1 for name in sorted(dictionaries.given_names)}
    parts = (dice.choices(list(part), list(part.values()), k=NAMES) for part in (families, middles, given))
    for name in zip(*parts, strict=True):
        yield dice.choice(titles) + " ".join(name)


def _shares(text: str) -> dict[str, float]:
    words = text.split()
    return dict(zip(words[::2], map(float, words[1::2]), strict=True))


if __name__ == "__main__":
    sys.exit(main())
