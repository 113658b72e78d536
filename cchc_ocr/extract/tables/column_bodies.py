"""Bodies that stand side by side in the heading of a table: whose the figures of a column are."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from cchc_ocr.extract.results.bodies import BodyNames, body_in
from cchc_ocr.extract.tables.cells import number
from cchc_ocr.extract.tables.sheet_column import SheetColumn
from cchc_ocr.extract.tables.sheets import TableSheet
from cchc_ocr.patterns import as_said, unaccented
from cchc_ocr.vietnamese import CAPITALS, bare

# "Hòa Lợi", "Ea Kly Thượng": a place without its kind.
_PLACE_NAME = re.compile(rf"[{CAPITALS}][^\W\d_A-ZĐ]*(?:['’]?\s?[{CAPITALS}][^\W\d_A-ZĐ]*){{1,3}}")
# "Bình quân toàn tỉnh", beside bodies that it is compared with: what all of them have.
_OF_ALL = unaccented(r"""
    \W*(?:(?:điểm\s)?(?:bình quân|trung bình)\s(?:các\s)?)?(?:chung|toàn|cả|khối|các|xã|huyện|tỉnh|sở)\b\W*
    (?:(?:tỉnh|huyện|xã|thành phố|phường|khối|sở|ngành|cụm|nước|đơn vị|địa phương|ban|toàn)\b\W*)*
""")
_SUM = unaccented(r"\W*(?:tổng |cộng )*(?:cộng|số|tổng|cộng chung|toàn (?:tỉnh|huyện|ngành))\W*")  # of all of them
# "Cao nhất", "Kết quả": no names.
_NO_BODY = as_said(
    r"\b(?:điểm|kết quả|đạt|chấm|thẩm định|tổng|cộng|cao nhất|thấp nhất|trung bình|bình quân|ghi chú|tỷ lệ|xếp"
    r"|hạng|loại|năm|quý|tháng|kỳ|chênh lệch|tăng|giảm|lần|thang|mức|khung|tự)\b|%"
)
_FEWEST_PLACES = 2


def bodies_of_columns(sheet: TableSheet, names: BodyNames) -> Mapping[int, str]:
    """The bodies in the heading, and what all have beside them, by the places of their columns."""
    heads = sheet.record.header
    open_ = [column.at for column in sheet.columns if column.at < len(heads) and _is_open(sheet, column)]
    named = {at: body for at in open_ if (body := body_in(heads[at], names))}
    if len(set(named.values())) < len(named):  # "Cục A1", "Cục A2"
        named = {at: heads[at] for at in named}
    places = {at: heads[at] for at in open_ if _PLACE_NAME.fullmatch(heads[at]) and not _is_short(heads[at])}
    if not named and len(places) >= _FEWEST_PLACES and not _in_capitals(sheet):
        named = places
    if not named and not _in_capitals(sheet):
        named = _of_unknown(sheet, open_)
    of_all = {at: heads[at] for at in open_ if at not in named and _OF_ALL.fullmatch(_plain(heads[at]))}
    of_all |= {
        c.at: heads[c.at] for c in sheet.columns if c.at < len(heads) and _SUM.fullmatch(_plain(heads[c.at]))
    }
    return named | of_all if named else {}


def _of_unknown(sheet: TableSheet, open_: Sequence[int]) -> dict[int, str]:
    """What stands side by side behind the maxima of criteria, with points of its own: "Văn phòng", "Nội vụ"."""
    heads, most = sheet.record.header, sheet.of_kind("maximum")
    if (
        len(most) != 1
        or not sheet.lists_criteria
        or len(set(map(_plain, (heads[at] for at in open_)))) < len(open_)
    ):
        return {}
    names = {
        at: heads[at]
        for at in open_
        if heads[at][:1].isupper() and not _NO_BODY(heads[at]) and not sheet.column_heads.sets_aside(heads[at])
    }
    return names if len(names) >= _FEWEST_PLACES and all(_within(sheet, at, most[0]) for at in names) else {}


def _within(sheet: TableSheet, at: int, most: SheetColumn) -> bool:
    """Whether a column has figures in most rows, none of them more than the maximum of its row."""
    pairs = [(number(row[at]), number(sheet.cell(row, most) or "")) for row in sheet.record.rows if at < len(row)]
    known = [(one, of) for one, of in pairs if one is not None and of is not None]
    return 2 * len(known) > len(pairs) and all(0 <= one <= of for one, of in known)


def bodies_over_columns(sheet: TableSheet, names: BodyNames) -> Mapping[int, str]:
    """The bodies each of which heads several columns that say themselves what they hold, by their places."""
    over = [
        whole.removesuffix(own).strip()
        for whole, own in zip(sheet.all_heads, sheet.record.header, strict=False)
        if whole != own and whole.endswith(own)
    ]
    bodies = [name for name in dict.fromkeys(over) if body_in(name, names)]
    if len(bodies) < _FEWEST_PLACES:
        return {}
    named = (
        (c.at, next((b for b in bodies if sheet.all_heads[c.at].startswith(f"{b} ")), None)) for c in sheet.columns
    )
    return {at: body for at, body in named if body}


def _is_open(sheet: TableSheet, column: SheetColumn) -> bool:
    """Whether no word in the heading of a column of figures says what they are."""
    if column.is_timed or column.nature or column.basis not in (None, "average"):
        return False
    heading = sheet.record.header[column.at]
    known = sheet.column_heads.kind_of(heading)
    return column.kind == "other" or (column.kind in ("score", "count", "percent") and known in ("other", "name"))


def _in_capitals(sheet: TableSheet) -> bool:
    """Whether the heading of the names begins each word with a capital, so that capitals tell nothing."""
    head = sheet.record.header[sheet.named.at] if sheet.named else ""
    return " " in head and all(word[0].isupper() for word in head.split())


def _is_short(heading: str) -> bool:
    """Whether a heading is a short form, "TL", and no name in capitals."""
    return heading.isupper() and " " not in heading


def _plain(heading: str) -> str:
    return bare(heading).lower()
