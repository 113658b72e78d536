"""What letters of old Vietnamese encodings become in Unicode, each seen as the Western letter of its code.

A program that does not know the encoding takes the codes for those of Windows-1252 or Latin-1: ``Công báo`` reads
``C«ng b¸o`` in TCVN3, ``Coâng baùo`` in VNI, and ``Việt`` reads
``Viêòt`` in CP1258 and ``Vi®t`` in VISCII.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from types import MappingProxyType
from typing import Literal

from cchc_ocr.vietnamese import is_syllable, nfc

Charset = Literal["TCVN3", "VNI", "CP1258", "VISCII"]
WESTERN = "cp1252"  # what the bytes of all of them are taken for where they are not recognised

CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")  # in no text, but for those that VISCII has letters on
_HIGH = range(0x80, 0x100)
# Windows-1252 leaves five codes open, which programs read as Latin-1 does.
_OF_CODE = {code: bytes([code]).decode(WESTERN, "ignore") or chr(code) for code in _HIGH}
TYPOGRAPHIC = tuple(letter for letter in _OF_CODE.values() if ord(letter) > 0xFF)  # "–", "Œ"
_CODES = str.maketrans({letter: chr(code) for code, letter in _OF_CODE.items()})

# TCVN 5712:1993, the set VN3. It has no capitals with a tone: a second font (.VnTimeH) draws the small ones so.
TCVN3 = MappingProxyType(
    dict(
        zip(
            "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊËÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\xadõö÷øùúûüýþ®¡¢£¤¥¦§μ",
            "àảãáạăằẳẵắặâầẩẫấậèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵđĂÂÊÔƠƯĐà",
            strict=True,
        )
    )
)
_TCVN3_TABLE = str.maketrans(dict(TCVN3))
_HYPHEN = re.compile(r"[A-Za-z\u00a1-\u00ff]*-[A-Za-z\u00a1-\u00ff]+|[A-Za-z\u00a1-\u00ff]+-")
_WORD = re.compile(r"[A-Za-z\u00a1-\u00ff\u0100-\u1eff\u03bc]+")
_CODED = re.compile(r"[\u00a1-\u00ac\u00ae-\u00ff\u03bc]")  # not the soft hyphen, which Unicode texts have, too

# VNI-Windows: a letter, then the code of its marks; i, ỵ, ơ, ư and đ have codes of their own.
_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT, _CIRCUMFLEX, _BREVE = "\u0301\u0300\u0309\u0303\u0323\u0302\u0306"
_VNI_MARKS = {
    **dict(zip("ùøûõï", (_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT), strict=True)),
    **dict(zip("âáàåãä", (_CIRCUMFLEX + tone for tone in ("", _ACUTE, _GRAVE, _HOOK, _TILDE, _DOT)), strict=True)),
    **dict(zip("êéèúüë", (_BREVE + tone for tone in ("", _ACUTE, _GRAVE, _HOOK, _TILDE, _DOT)), strict=True)),
}
_VNI_LETTERS = dict(zip("íìæóòîôöñÍÌÆÓÒÎÔÖÑ", "íìỉĩịỵơưđÍÌỈĨỊỴƠƯĐ", strict=True))
_VNI_BASES = {"a": 17, "e": 11, "o": 11, "u": 5, "y": 5, "ô": 5, "ö": 5}  # each takes that many of the marks


def _vni_table() -> dict[str, str]:
    pairs = dict(_VNI_LETTERS)
    for small, count in _VNI_BASES.items():
        for base in (small, small.upper()):
            for code, marks in list(_VNI_MARKS.items())[:count]:
                letter = unicodedata.normalize("NFC", _VNI_LETTERS.get(base, base) + marks)
                pairs |= {base + code: letter, base + code.upper(): letter}
    return pairs


VNI = MappingProxyType(_vni_table())
_VNI_CODES = re.compile("|".join(sorted(VNI, key=len, reverse=True)))

# Windows-1258: some letters with their tone, the others followed by it. Below A0 it is as Windows-1252.
_CP1258 = {code: bytes([code]).decode("cp1258") for code in range(0xA0, 0x100)}
_CP1258_TABLE = str.maketrans({_OF_CODE[code]: letter for code, letter in _CP1258.items()})

# VISCII 1.1 (RFC 1456): all letters by themselves, six capitals on control codes.
_VISCII = (
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ"
    "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"
)
VISCII_CONTROLS = MappingProxyType(
    {chr(code): letter for code, letter in zip((2, 5, 6, 0x14, 0x19, 0x1E), "ẲẴẪỶỸỴ", strict=True)}
)
_VISCII_TABLE = str.maketrans(
    {chr(code): letter for code, letter in zip(_HIGH, _VISCII, strict=True)} | dict(VISCII_CONTROLS)
)


def western(data: bytes) -> str:
    """Bytes as the Western letters that they are without their encoding.

    >>> western(b"C\\xabng b\\xb8o \\x96 \\x81")
    'C«ng b¸o – \\x81'
    """
    return data.decode("latin-1").translate(_OF_CODE)


def codes_of(text: str) -> str:
    """A text of Western letters with the character of its code (U+0080 to U+00FF) for each; as long as it was.

    >>> codes_of("Viá»‡t")
    'Viá»\\x87t'
    """
    return text.translate(_CODES)


def to_unicode(text: str, charset: Charset, *, capitals: bool = False) -> str:
    """Text known to be in ``charset``, in Unicode. ``capitals``: its font draws all letters as capitals.

    >>> to_unicode("Céng hoµ x· héi chñ nghÜa ViÖt Nam", "TCVN3")
    'Cộng hoà xã hội chủ nghĩa Việt Nam'
    >>> to_unicode("céng hoµ", "TCVN3", capitals=True), to_unicode("Së NéI Vô, TØNH", "TCVN3")
    ('CỘNG HOÀ', 'SỞ NỘI VỤ, TỈNH')
    >>> to_unicode("COÄNG HOØA xaõ hoäi", "VNI"), to_unicode("Viêòt", "CP1258"), to_unicode("Cäi", "VISCII")
    ('CỘNG HÒA xã hội', 'Việt', 'Cải')
    """
    decoded = _DECODERS[charset](text)
    return decoded.upper() if capitals else decoded


def _of_tcvn3(text: str) -> str:
    return _in_case(_HYPHEN.sub(_horned, text).translate(_TCVN3_TABLE), text)


def _of_vni(text: str) -> str:
    return _VNI_CODES.sub(lambda match: VNI[match.group()], text)


def _of_cp1258(text: str) -> str:
    return nfc(text.translate(_CP1258_TABLE))


def _of_viscii(text: str) -> str:
    return codes_of(text).translate(_VISCII_TABLE)


_DECODERS: dict[Charset, Callable[[str], str]] = {
    "TCVN3": _of_tcvn3,
    "VNI": _of_vni,
    "CP1258": _of_cp1258,
    "VISCII": _of_viscii,
}


def _horned(match: re.Match[str]) -> str:
    """A hyphen that stands for ư: both have the code of the soft hyphen, and programs write it as a plain one.

    >>> [to_unicode(text, "TCVN3") for text in ("ph-¬ng", "kinh tÕ-x· héi", "KH-UBND", "nh- vËy")]
    ['phương', 'kinh tế-xã hội', 'KH-UBND', 'như vậy']
    """
    word = match.group()
    horned = word.replace("-", "\xad")
    return horned if is_syllable(horned.translate(_TCVN3_TABLE)) else word


def _in_case(decoded: str, text: str) -> str:
    """Words in capitals get those of their letters in capitals that TCVN3 has no capital of.

    A word with one plain letter ("Sè") is in capitals where the others of the text are.
    """
    plain = {match.span(): re.sub("[^A-Za-z]", "", match.group()) for match in _WORD.finditer(text)}
    toned = [
        letters for (start, end), letters in plain.items() if _CODED.search(text[start:end]) and len(letters) > 1
    ]
    shouted = bool(toned) and all(letters.isupper() for letters in plain.values() if len(letters) > 1)
    parts, at = [], 0
    for (start, end), letters in plain.items():
        capitals = letters.isupper() if len(letters) > 1 else shouted and not letters.islower()
        word = decoded[start:end]
        parts += [decoded[at:start], word.upper() if capitals else word]
        at = end
    return "".join([*parts, decoded[at:]])
