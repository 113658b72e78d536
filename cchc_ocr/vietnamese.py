"""The Vietnamese script: NFC, letters, tone marks and their placement, syllables, and words without diacritics."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Literal

# Eth (U+00D0, U+00F0) and African D (U+0189) look like Đ and come out of fonts and engines in its stead.
_LOOKALIKES = str.maketrans({"Ð": "Đ", "ð": "đ", "Ɖ": "Đ"})

# For classes of regular expressions. Capitals and small letters take turns in much of Unicode, so that a range as
# from À to Ỹ holds both.
CAPITALS = "A-ZÀ-ÖØ-ÝĂĐĨŨƠƯ" + "".join(map(chr, range(0x1EA0, 0x1EFA, 2)))
SMALL_LETTERS = "a-zà-öø-ýăđĩũơư" + "".join(map(chr, range(0x1EA1, 0x1EFA, 2)))

# The syllable: onset and rime as they are spelt (Doãn Thiện Thuật, Ngữ âm tiếng Việt), each rime with its tones.
_ONSETS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
_RIMES = """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
    i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu y ych ynh yt yêm yên yêng yêt yêu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc
    oong op ot ô ôc ôi ôm ôn ông ôông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt uơ up ut
    uy uya uych uyên uyêt uyn uynh uyp uyt uyu ư ưa ưc ưi ươc ươi ươm ươn ương ươp ươt ươu ưng ưt ưu
"""
_GRAVE, _ACUTE, _TILDE, _HOOK, _DOT = "\u0300\u0301\u0303\u0309\u0323"
_TONES = (_GRAVE, _ACUTE, _TILDE, _HOOK, _DOT)
_G_RIMES = ("i", "in", "iêc", "iêng", "iêt")  # gì, gìn, giếc, giếng, giết: one i is both onset and rime


def nfc(text: str) -> str:
    """The text in composed form (NFC), with Đ in the place of letters that only look like it.

    >>> nfc("Tổ chức, QÐ-UBND") == "Tổ chức, QĐ-UBND"
    True
    """
    return text if text.isascii() else unicodedata.normalize("NFC", text).translate(_LOOKALIKES)


def in_capitals(text: str) -> bool:
    """Whether a word is written in capitals. One capital alone does not count: a name or a sentence may begin so.

    >>> [in_capitals(text) for text in ("SỞ", "KH&CN", "S¢", "Sở", "6")]
    [True, True, False, False, False]
    """
    return text.isupper() and sum(c.isalpha() for c in text) > 1


def bare(text: str) -> str:
    """The bare form of a text: without diacritics, and with as many characters as its NFC form.

    >>> bare("Quyết định số 05/QĐ-UBND")
    'Quyet dinh so 05/QD-UBND'
    """
    return text if text.isascii() else text.translate(_BARE)


class _BareLetters(dict[int, str]):
    """The bare form of each character, worked out once, because whole archives pass through this table."""

    def __missing__(self, code: int) -> str:
        parts = unicodedata.normalize("NFD", chr(code))
        self[code] = unicodedata.normalize("NFC", "".join(c for c in parts if not unicodedata.combining(c)))
        return self[code]


_BARE = _BareLetters(str.maketrans({"đ": "d", "Đ": "D"}))


def is_syllable(text: str) -> bool:
    """Whether ``text``, in any case, is one syllable by the spelling rules of Vietnamese.

    Onset and rime must go together, a rime that ends in c, ch, p or t takes the acute or the dot below, and the
    tone mark is where the new or the old placement (hòa, hoà) puts it. Foreign words and names are not syllables.

    >>> [is_syllable(text) for text in ("nghiệp", "NGHIỆP", "quyết", "giếng", "hòa", "hoà")]
    [True, True, True, True, True, True]
    >>> [is_syllable(text) for text in ("ngiệp", "quyêt", "cuả", "tcường", "d6c", "")]
    [False, False, False, False, False, False]
    """
    return nfc(text).lower() in _syllables()


@cache
def _syllables() -> frozenset[str]:
    """All syllables that the spelling rules allow, some 18,000; most of them occur in no word."""
    return frozenset(
        onset + form
        for onset in ("", *_ONSETS.split())
        for rime in _RIMES.split()
        if _fits(onset, rime)
        for form in _with_tones(rime)
    )


def _fits(onset: str, rime: str) -> bool:
    """Whether a rime may follow an onset: k, gh, ngh precede e, ê, i, y; c, g, ng the others; yê- has no onset."""
    front = rime[0] in "eêiy"
    if onset in ("k", "gh", "ngh"):
        fits = front and not rime.startswith("yê")
    elif onset == "g":
        fits = not front or rime in _G_RIMES
    elif onset in ("c", "ng"):
        fits = not front
    elif onset == "qu":
        fits = rime[0] not in "uưo" and not rime.startswith("iê")
    elif onset == "gi":
        fits = rime[0] not in "iy"
    elif onset:
        fits = rime == "y" or rime[0] != "y"
    else:
        fits = not rime.startswith("iê")
    return fits


@cache
def _with_tones(rime: str) -> frozenset[str]:
    tones = (_ACUTE, _DOT) if rime.endswith(("c", "ch", "p", "t")) else ("", _GRAVE, _ACUTE, _TILDE, _HOOK, _DOT)
    return frozenset(
        nfc(rime[: place + 1] + tone + rime[place + 1 :]) for tone in tones for place in _tone_places(rime)
    )


def _tone_places(rime: str) -> tuple[int, ...]:
    """The index of the letter that carries the tone mark; two indices where new and old placement differ."""
    marked = [place for place, letter in enumerate(rime) if letter in "ăâêôơư"]
    vowels = next((place for place, letter in enumerate(rime) if letter not in "aăâeêioôơuưy"), len(rime))
    if marked:
        return (marked[-1],)
    if rime in ("oa", "oe", "uy"):
        return (0, 1)
    if vowels == 1 or (vowels == 2 and vowels == len(rime)):
        return (0,)
    return (1,)


_TONED = {nfc(letter + tone): (letter, tone) for letter in "aăâeêioôơuưy" for tone in _TONES}
_VOWELS = frozenset("aăâeêioôơuưy" + "aăâeêioôơuưy".upper())
_TONED |= {toned.upper(): (letter.upper(), tone) for toned, (letter, tone) in _TONED.items()}


def tone_in_place(word: str) -> str:
    """A word (NFC) whose tone mark stands on the wrong letter with the mark in its place; any other as it is.

    >>> [tone_in_place(word) for word in ("nứơc", "BAÓ", "Qũy", "hụyên", "khỏan")]
    ['nước', 'BÁO', 'Quỹ', 'huyện', 'khoản']
    >>> [tone_in_place(word) for word in ("hoà", "hòa", "née", "été", "quyêt")]
    ['hoà', 'hòa', 'née', 'été', 'quyêt']
    """
    toned = [place for place, letter in enumerate(word) if letter in _TONED]
    if len(toned) != 1 or is_syllable(word):
        return word
    letter, tone = _TONED[word[toned[0]]]
    plain = word[: toned[0]] + letter + word[toned[0] + 1 :]
    moved = (plain[:at] + nfc(c + tone) + plain[at + 1 :] for at, c in enumerate(plain) if c in _VOWELS)
    return next(filter(is_syllable, moved), word)


# New and old placement differ in rimes that end in oa, oe, uy. New: hòa, khỏe, thủy; old: hoà, khoẻ, thuỷ.
_SPLIT_RIMES = [(pair[0] + tone + pair[1], pair + tone) for pair in ("oa", "oe", "uy") for tone in _TONES]
TonePlacement = Literal["new", "old"]


def _both_cases(pairs: list[tuple[str, str]]) -> dict[str, str]:
    shapes = (str.lower, str.upper, str.title)
    return {shape(nfc(a)): shape(nfc(b)) for a, b in pairs for shape in shapes}


_TO_OLD = _both_cases(_SPLIT_RIMES)
_TO_NEW = {old: new for new, old in _TO_OLD.items()}
_NEW_END = re.compile(rf"(?<![qQ])(?:{'|'.join(_TO_OLD)})(?![^\W\d_])")
_OLD_END = re.compile(rf"(?<![qQ])(?:{'|'.join(_TO_NEW)})(?![^\W\d_])")


def place_tones(text: str, placement: TonePlacement) -> str:
    """NFC text with the tone marks of final oa, oe and uy in the new (hòa) or the old (hoà) placement.

    >>> place_tones("hoà giải, thuỷ lợi, quý", "new")
    'hòa giải, thủy lợi, quý'
    >>> place_tones("HÒA BÌNH, hoàn, khỏe", "old")
    'HOÀ BÌNH, hoàn, khoẻ'
    """
    if placement == "new":
        return _OLD_END.sub(lambda match: _TO_NEW[match.group()], text)
    return _NEW_END.sub(lambda match: _TO_OLD[match.group()], text)
