"""Texts of lines as administrations print them: pieces of the corpora, and made-up numbers, names, cells.

The corpora are those of ../shared/corpus, where they are there, and of tests/corpus; files that anything is
measured on (legal-dev, the last rounds, the blind one) are left out.
"""

from __future__ import annotations

import lzma
import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path

from reader.alphabet import ALPHABET, spelt

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "corpus"
_UNSEEN = {"legal-dev.txt.xz"}
_UNSEEN_ROUNDS = {
    "round-2-blind",
    "round-11",
    "round-18",
    "round-19",
    "round-20",
    "round-21",
    "round-22",
    "round-23",
    "round-24-blind",
}

_KINDS = "QĐ BC KH TB CV TTr NQ CT NĐ-CP TT HD GM BB PA ĐA CTr QC TTLT QyĐ GP GCN HĐ"
_OFFICES = (
    "UBND SNV SYT STC SGDĐT SKHĐT SLĐTBXH STNMT SXD SCT SGTVT SNN SVHTTDL STTTT SKHCN STP TTr VP HĐND BNV TTg"
    " VPCP BTC BYT BGDĐT BTNMT TU BTV ĐU CĐ CAT BCH BCĐ TCCB NC CCHC TTHC KTN TH VX KSTTHC TTPVHCC"
)
_HEADS = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM|Độc lập - Tự do - Hạnh phúc|ỦY BAN NHÂN DÂN|BÁO CÁO|QUYẾT ĐỊNH|KẾ HOẠCH"
    "|THÔNG BÁO|TỜ TRÌNH|HỘI ĐỒNG NHÂN DÂN|Nơi nhận:|KT. CHỦ TỊCH|PHÓ CHỦ TỊCH|TM. ỦY BAN NHÂN DÂN|GIÁM ĐỐC"
    "|PHÓ GIÁM ĐỐC|Lưu: VT, CCHC.|- Như trên;|HỎA TỐC|KHẨN|Kính gửi:|ĐƠN VỊ TÍNH|Ghi chú|Tổng cộng|Cộng|STT|TT"
    "|Tên đơn vị|Điểm chuẩn|Điểm tự đánh giá|Điểm thẩm định|Xếp hạng|Tỷ lệ %|Số lượng|Kết quả|Đạt|Không đạt"
)
_ROMAN = "I II III IV V VI VII VIII IX X XI XII"
_CELLS = "- x X 0 1 7 I II III IV V VI A B a) * –"


class Texts:
    """Draws texts of lines; the same ``random.Random`` gives the same texts."""

    def __init__(self) -> None:
        self._paragraphs = _paragraphs()
        self._words = sorted({word for text in self._paragraphs[::7] for word in text.split() if word.isalpha()})
        self._made: Sequence[tuple[float, Callable[[random.Random], str]]] = (
            (0.20, _number_symbol), (0.12, _date), (0.26, _figure), (0.10, self._figures), (0.10, self._name),
            (0.06, _address), (0.08, _item), (0.04, _nonsense), (0.04, self._leaders),
        )  # fmt: skip

    def line(self, rng: random.Random, most: int) -> str:
        """A text of at most about ``most`` characters."""
        while True:
            text = spelt(_noted(rng, _quoted(rng, self._any(rng, most))))
            if text and len(text) <= most + 12:
                return text

    def _any(self, rng: random.Random, most: int) -> str:
        way = rng.random()
        if way < 0.70:
            return _cased(rng, self._piece(rng, most))
        if way < 0.80:
            return _with(rng, self._piece(rng, most), self._small(rng))
        if way < 0.97:
            return self._small(rng)
        return _cased(rng, rng.choice(_HEADS.split("|")))

    def _piece(self, rng: random.Random, most: int) -> str:
        """A run of words of a paragraph, often its begin or its end, as lines are."""
        at = rng.randrange(len(self._paragraphs) - 1)
        words = self._paragraphs[at].split()
        if len(words) < most / 4 and rng.random() < 0.6:
            words += self._paragraphs[at + 1].split()
        length = rng.randint(max(2, most // 2), most) if rng.random() < 0.75 else rng.randint(2, most)
        start = 0 if rng.random() < 0.15 else rng.randrange(len(words))
        text = words[start]
        for word in words[start + 1 :]:
            if len(text) + 1 + len(word) > length:
                break
            text += " " + word
        return text

    def _small(self, rng: random.Random) -> str:
        (make,) = rng.choices([make for _, make in self._made], [weight for weight, _ in self._made])
        return make(rng)

    def _name(self, rng: random.Random) -> str:
        words = [rng.choice(self._words).capitalize() for _ in range(rng.randint(2, 4))]
        name = " ".join(words)
        if rng.random() < 0.3:
            return name.upper()
        return rng.choice(["", "", "Ông ", "Bà ", "Đ/c ", "xã ", "huyện ", "Sở ", "tỉnh ", "TS. ", "ThS. "]) + name

    def _figures(self, rng: random.Random) -> str:
        """A row of a table."""
        cells = [_figure(rng) for _ in range(rng.randint(2, 8))]
        if rng.random() < 0.5:
            cells.insert(0, self._piece(rng, 30))
        return " ".join(cells)

    def _leaders(self, rng: random.Random) -> str:
        dots = "." * rng.randint(4, 25)
        return rng.choice([f"{self._piece(rng, 20)}{dots}", f"{self._piece(rng, 15)} {dots} {rng.randint(1, 99)}"])


def _paragraphs() -> list[str]:
    texts: list[str] = []
    for path in sorted(SHARED.glob("*.txt.xz")):
        if path.name not in _UNSEEN:
            texts += lzma.decompress(path.read_bytes()).decode().splitlines()
    own: list[str] = []
    for path in sorted((ROOT / "tests" / "corpus").glob("*/*.txt")):
        if path.parent.name not in _UNSEEN_ROUNDS:
            own += path.read_text(encoding="utf-8").splitlines()
    own += (ROOT / "scripts" / "register.txt").read_text(encoding="utf-8").splitlines()
    share = max(1, len(texts) // (6 * max(1, len(own))))
    return [text for text in texts + own * share if text.strip()]


def _quoted(rng: random.Random, text: str) -> str:
    """The text with the quotation marks that word processors put for straight ones, in most of the lines."""
    if rng.random() < 0.15:
        return text
    return re.sub(r'"(?=\w)', "“", text).replace('"', "”")


def _noted(rng: random.Random, text: str) -> str:
    """The text, in one of thirty lines with the number of a note after a word."""
    words = text.split()
    at = rng.randrange(len(words)) if words and rng.random() < 0.03 else None
    if at is None or not words[at].isalpha():
        return text
    words[at] += rng.choice([str(rng.randint(1, 30)), f"[{rng.randint(1, 30)}]", f"({rng.randint(1, 9)})"])
    return " ".join(words)


def _cased(rng: random.Random, text: str) -> str:
    way = rng.random()
    if way < 0.12:
        return text.upper()
    return text.title() if way < 0.14 else text


def _with(rng: random.Random, text: str, made: str) -> str:
    words = text.split()
    words.insert(rng.randint(0, len(words)), made)
    if rng.random() < 0.3:
        left, right = rng.choice(["()", "“”", '""', "‘’", "[]", "''"])
        start = rng.randrange(len(words))
        stop = rng.randint(start, min(len(words) - 1, start + 6))
        words[start], words[stop] = left + words[start], words[stop] + right
    return " ".join(words) + rng.choice(["", "", "", ";", ".", ":", ","])


def _office(rng: random.Random) -> str:
    office = rng.choice(_OFFICES.split())
    if rng.random() < 0.15:
        office = "".join(rng.choice("ABCDĐGHKLMNPQSTUVXY") for _ in range(rng.randint(2, 6)))
    return office


def _number_symbol(rng: random.Random) -> str:
    number = str(rng.randint(1, 9)) if rng.random() < 0.15 else str(rng.randint(1, 10 ** rng.randint(1, 4)))
    if rng.random() < 0.25:
        number = number.zfill(2)
    kind, office = rng.choice(_KINDS.split()), _office(rng)
    year = f"/{rng.randint(1990, 2027)}" if rng.random() < 0.35 else ""
    parts = rng.choice([f"{kind}-{office}", f"{kind}-{office}", f"{office}-{_office(rng)}", f"{kind}", kind])
    return rng.choice(["", "", "Số: ", "số ", "Số "]) + f"{number}{year}/{parts}"


def _date(rng: random.Random) -> str:
    day, month, year = rng.randint(1, 31), rng.randint(1, 12), rng.randint(1975, 2030)
    two, two_month = f"{day:02}", f"{month:02}"
    return rng.choice(
        [
            f"ngày {two} tháng {month} năm {year}", f"ngày {two} tháng {two_month} năm {year}",
            f"{day}/{month}/{year}", f"{two}/{two_month}/{year}", f"{two}-{two_month}-{year}", f"{month}/{year}",
            f"tháng {month}/{year}", f"quý {'I' * (1 + month % 3)}/{year}", f"{two}.{month}.{year}",
            f"giai đoạn {year} - {year + 5}", f"{year}-{year + 4}", f"năm {year}",
            f"{day % 24}h{month * 5 % 60:02}",
            f"{day % 24:02}:{month * 5 % 60:02}", f"{day % 24} giờ {month * 5 % 60:02} phút",
        ]
    )  # fmt: skip


def _figure(rng: random.Random) -> str:
    whole = rng.randint(0, 10 ** rng.choice([1, 1, 2, 2, 3, 3, 4, 5, 6, 9]))
    dotted, share = f"{whole:,}".replace(",", "."), rng.randint(0, 1000)
    return rng.choice(
        [
            f"{whole}", f"{whole}", dotted, dotted, f"{whole:02}", f"{share / 10:.1f}".replace(".", ","),
            f"{share / 10:.1f}%".replace(".", ","), f"{share / 10:.2f}%".replace(".", ","), f"{share // 10}%",
            f"{whole % 100}/{whole % 100 + share}", f"{whole % 30},{share % 100:02}", f"-{whole % 1000}",
            f"{dotted} đồng", f"({whole})", f"+{whole % 100}", f"{whole % 100}.", f"{dotted},{share % 10}",
            rng.choice(_CELLS.split()),
        ]
    )  # fmt: skip


def _item(rng: random.Random) -> str:
    number, roman = rng.randint(1, 20), rng.choice(_ROMAN.split())
    return rng.choice(
        [
            f"{number}.", f"{number})", f"{number}.{rng.randint(1, 12)}.", f"{number}.{rng.randint(1, 9)}",
            f"{number}.{rng.randint(1, 9)}.{rng.randint(1, 9)}.", f"{chr(96 + number)})", "-", "+", "•", "*",
            f"Điều {number}.", f"Chương {roman}", f"{roman}.", f"[{number}]",
            f"Phụ lục {number}", f"Mẫu số {number:02}", f"({number})", f"Biểu {number}", f"{number} điểm",
        ]
    )  # fmt: skip


def _address(rng: random.Random) -> str:
    letters = "abcdefghijklmnopqrstuvwxyz"
    word = "".join(rng.choice(letters) for _ in range(rng.randint(3, 9)))
    other = "".join(rng.choice(letters) for _ in range(rng.randint(3, 9)))
    return rng.choice(
        [
            f"{word}@{other}.gov.vn", f"{word}@{other}.com", f"http://{other}.gov.vn/{word}", f"www.{word}.vn",
            f"https://{word}.{other}.gov.vn", f"0{rng.randint(10**8, 10**9 - 1)}", f"{word}.gov.vn",
            f"(0{rng.randint(20, 299)}) {rng.randint(10**6, 10**7 - 1)}",
            f"0{rng.randint(20, 299)}.{rng.randint(10**6, 10**7)}",
            f"{word.capitalize()} {other}", f"{word.upper()}", f"{rng.randint(10**8, 10**12)}",
        ]
    )  # fmt: skip


def _nonsense(rng: random.Random) -> str:
    """Signs without sense, so that none is left unlearned."""
    words = ("".join(rng.choice(ALPHABET) for _ in range(rng.randint(1, 7))) for _ in range(rng.randint(1, 4)))
    return " ".join(words)
