"""Signs in the words of a statement itself: whether its name looks whole, and whether its figures can be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from cchc_ocr.extract.results.bodies import BodyNames
from cchc_ocr.patterns import accented, unaccented
from cchc_ocr.records import Document
from cchc_ocr.vietnamese import bare

_LENGTHS = ((0, "none"), (1, "one word"), (2, "two words"), (8, "of usual length"), (13, "long"))
# Where names begin and end that were cut in the wrong place.
_ODD_START = unaccented(r"""
    (?:và|theo|trên|dưới|đến|của|để|bị|không|với|lên|so với|thuộc|do|mà|là|như|khi|trong|tại|đã|được|có|chỉ|thì
    |nhưng|tuy|song|còn|cũng|vẫn|từ|năm|tháng|quý|đề nghị|yêu cầu|trừ|cộng|tăng|giảm|mất|ở|cho|khoảng|gần|sau
    |trước|ngày|này|cụ thể|lần|\W|\d)\b
""")
_ODD_END = unaccented(
    r".*(?:\b(?:và|của|chưa|bị|để|do|là|với|cho|vẫn|còn|được|các|những|từ|theo|về|khi|có|đã|đạt|tại|trong)"
    r"|[,;:(–-])"
)
_VERB = accented(r"\b(?:đạt|được|đã|là|thì|nhằm|nên|xếp|đứng|ban hành|tổ chức|thực hiện|giảm|tăng|có)\b")
_MEASURE = unaccented(r"(?:tỷ lệ|tỉ lệ|chỉ số|tổng|số|điểm|mức độ|kết quả|công tác|cải cách|xây dựng|nội dung)\b")
# Names that say who gave points or which figure they are, and not what of.
_ROLE = unaccented(
    r"\W*(?:(?:điểm|số|tổng|tự|chấm|đánh giá|thẩm định|kết quả|tối đa|đạt|được|cộng|trừ|chuẩn)\b\W*)+"
)
_BODY = unaccented(r"""
    (?:ubnd|ủy ban nhân dân|sở|ban|phòng|chi cục|cục|văn phòng|thanh tra|huyện|xã|phường|thị xã|thị trấn|thành phố
    |tỉnh|trung tâm|trường|chi nhánh|đặc khu|quận|công an|bảo hiểm|thuế|kho bạc|bộ|viện|đơn vị|cơ quan)\b
""")
_PLACE = unaccented(r"(?:ubnd|ủy ban nhân dân|huyện|xã|phường|thị xã|thị trấn|thành phố|tỉnh|đặc khu|quận)\b")
_TEAM = unaccented(r"(?:tổ|đoàn|hội đồng|viện|ban chỉ đạo|văn phòng|ban tổ chức|nhóm)\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def of_name(name: str | None) -> Iterator[str]:
    """What a name looks like.

    >>> [*of_name("Tỷ lệ hồ sơ đúng hạn")], [*of_name("và của xã")]
    (['of usual length', 'opens as a measure'], ['of usual length', 'opens oddly'])
    """
    plain = bare(name or "").lower().strip()
    length = len(plain.split())
    yield next((sign for most, sign in _LENGTHS if length <= most), "a sentence")
    if not plain or name is None:
        return
    told = (
        ("opens oddly", _ODD_START.match(plain)),
        ("ends oddly", _ODD_END.fullmatch(plain)),
        ("holds a verb", _VERB.search(name.lower())),
        ("opens as a measure", _MEASURE.match(plain)),
        ("is a role", _ROLE.fullmatch(plain)),
        ("opens as a body", _BODY.match(plain)),
        ("holds a year", _YEAR.search(plain)),
        ("holds a figure", re.search(r"\d", _YEAR.sub("", plain))),
        ("holds a colon", ":" in plain),
        ("holds a comma", "," in plain),
        ("is torn", plain.count("(") != plain.count(")") or plain.count('"') % 2),
        ("in capitals", name.isupper() and length > 1),
    )
    yield from (sign for sign, found in told if found)


def of_unit(value: Any, document: Document, names: BodyNames) -> Iterator[str]:
    """Whether the body of a value can be one, and whether the dictionaries know it."""
    unit, issuer = getattr(value, "unit", None), document.issuer
    if unit is None:
        yield "of the issuer" if issuer else "none"
        if issuer and _TEAM.match(bare(issuer).lower()):
            yield "issuer is a team"
        if issuer and issuer.istitle() and len(issuer.split()) > 6:
            yield "issuer is torn"
        return
    yield "is named"
    if not _BODY.match(bare(unit).lower()):
        yield "is no body"
    if not names.opening(unit) and not _PLACE.match(bare(unit).lower()):
        yield "is unknown"
    if re.search(r"\d", unit):
        yield "holds a figure"


def of_figures(kind: str, value: Any) -> Iterator[str]:
    """Whether the figures of a value are such as its kind has."""
    figure = figure_of(kind, value)
    if isinstance(figure, str):
        return
    if figure is None:
        yield "none"
        return
    most = getattr(value, "max_score", None)
    told = (
        ("count with decimals", kind == "counts" and figure != int(figure)),
        ("at most one", figure <= 1),
        ("thousands", figure >= 1000),
        ("like a year", 1990 <= figure <= 2040 and figure == int(figure)),
        ("percentage above 100", kind == "percentages" and figure > 100),
        ("whole", figure == int(figure)),
        ("maximum", most is not None),
        ("full points", most == figure),
        ("points above maximum", most is not None and figure > most),
        ("few of the points", bool(most) and figure < 0.4 * (most or 0.0)),
        ("high score without maximum", kind == "scores" and most is None and figure > 20),
        ("low total", kind == "totals" and figure < 30),
        ("low total beside 100", kind == "totals" and most == 100 and figure < 50),
        ("base", getattr(value, "of", None) is not None),
        ("share is stated", getattr(value, "percent", None) is not None),
        ("change is stated", getattr(value, "change", None) is not None),
        ("points of both sides", getattr(value, "self_score", None) is not None),
    )
    yield from (sign for sign, found in told if found)


_FIGURES = {"scores": "score", "totals": "score", "ranks": "position", "grades": "grade", "deductions": "points"}


def figure_field(kind: str) -> str:
    """The field with the figure that a kind is about.

    >>> figure_field("ranks"), figure_field("counts")
    ('position', 'value')
    """
    return _FIGURES.get(kind, "value")


def figure_of(kind: str, value: Any) -> Any:
    """That figure of a value."""
    return getattr(value, figure_field(kind))


def name_of(value: Any) -> str | None:
    """What a value is called, or the criterion that it is of."""
    name: str | None = value.criterion if hasattr(value, "criterion") else value.name
    return name
