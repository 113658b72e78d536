"""The messages of checks: every code of the source has its texts, in both languages, and no text is left over."""

from __future__ import annotations

import ast
from functools import cache
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr.check_texts import failed, message, placeholders, texts, title, with_one_digit
from cchc_ocr.records import Check
from tests.source import modules, nodes

CODES = sorted(texts())

# The message of each text in English and Vietnamese.
SAID = [
    (
        {"code": "reference-later", "cited": "12/KH-UBND", "date": "2021-03-05", "own_date": "2020-05-20"},
        "12/KH-UBND of 2021-03-05 is cited in a document of 2020-05-20",
        "văn bản viện dẫn 12/KH-UBND ghi ngày 05/03/2021, muộn hơn ngày của văn bản này (20/05/2020)",
    ),
    (
        {"code": "cited-number", "cited": "61/2031/NĐ-CP", "date": "2031-08-02", "known": "161/2031/NĐ-CP"},
        "no 61/2031/NĐ-CP of 2031-08-02 is known, but 161/2031/NĐ-CP of the same day is: a sign may be misread",
        "chưa biết văn bản 61/2031/NĐ-CP ngày 02/08/2031, nhưng có 161/2031/NĐ-CP cùng ngày: "
        "có thể đọc sai một ký tự",
    ),
    (
        {"code": "cited-number", "cited": "61/2031/NĐ-CP", "date": "2031-08-02"},
        "61/2031/NĐ-CP of 2031-08-02 is out of order: the numbers next to it are of other days of that year",
        "61/2031/NĐ-CP ngày 02/08/2031 không theo thứ tự: các số liền kề trong năm có ngày khác xa",
    ),
    (
        {"code": "cited-date", "cited": "61/2031/NĐ-CP", "date": "2031-08-02", "known": "2031-08-12"},
        "61/2031/NĐ-CP is cited with the date 2031-08-02, but other texts have 2031-08-12",
        "61/2031/NĐ-CP được viện dẫn với ngày 02/08/2031, các văn bản khác ghi ngày 12/08/2031",
    ),
    (
        {"code": "number-year", "cited": "5/2019/QĐ-UBND", "year": "2019", "date": "2020-05-20"},
        "the number 5/2019/QĐ-UBND has the year 2019, but the date is 2020-05-20",
        "số, ký hiệu 5/2019/QĐ-UBND ghi năm 2019, nhưng ngày của văn bản đó là 20/05/2020",
    ),
    (
        {"code": "symbol-type", "symbol": "KL-SNV", "types": "Kết luận; Kế hoạch", "title": "Báo cáo"},
        "the symbol KL-SNV is that of Kết luận or Kế hoạch, but the title says Báo cáo",
        "ký hiệu KL-SNV là của Kết luận hoặc Kế hoạch, tên loại văn bản ghi là Báo cáo",
    ),
    (
        {"code": "symbol-type", "cited": "12/KH-UBND", "meant": "Kế hoạch", "stated": "Quyết định"},
        "12/KH-UBND is cited as a Quyết định, but its symbol is that of a Kế hoạch",
        "ký hiệu trong 12/KH-UBND là của Kế hoạch, nhưng được viện dẫn là Quyết định",
    ),
    (
        {"code": "score-above-maximum", "score": 11.5, "maximum": 10.0},
        "11.5 points are more than the maximum of 10",
        "điểm đạt 11,5 cao hơn điểm tối đa 10",
    ),
    (
        {"code": "score-percent", "score": 7.7, "maximum": 8.0, "due": 96.25, "percent": 86.25},
        "7.7 of 8 is 96.25%, but the document says 86.25%",
        "7,7 trên 8 điểm là 96,25%, văn bản ghi 86,25%",
    ),
    (
        {"code": "score-sum", "due": 86.1, "stated": 86.51},
        "the parts add up to 86.10, but the document states a total of 86.51",
        "các điểm thành phần cộng lại được 86,10, tổng điểm ghi là 86,51",
    ),
    (
        {"code": "maximum-sum", "due": 99.0, "stated": 100.0},
        "the maxima of the parts add up to 99.00, but the maximum of the total is 100.00",
        "các điểm tối đa thành phần cộng lại được 99,00, điểm tối đa chung ghi là 100,00",
    ),
    (
        {"code": "count-percent", "part": 1204.0, "whole": 1250.0, "due": 96.32, "percent": 90.0},
        "1204 of 1250 is 96.32%, but the document says 90%",
        "1.204 trên 1.250 là 96,32%, văn bản ghi 90%",
    ),
    (
        {"code": "count-percent", "heading": "Xã A", "part": 5.0, "whole": 40.0, "due": 12.5, "percent": 15.0},
        "Xã A: 5 of 40 is 12.50%, but the document says 15%",
        "Xã A: 5 trên 40 là 12,50%, văn bản ghi 15%",
    ),
    (
        {"code": "count-percent", "row": 3, "part": 5.0, "whole": 40.0, "due": 12.5, "percent": 15.0},
        "row 3: 5 of 40 is 12.50%, but the document says 15%",
        "dòng 3: 5 trên 40 là 12,50%, văn bản ghi 15%",
    ),
    (
        {"code": "count-percent", "page": 3, "part": 5.0, "whole": 40.0, "due": 12.5, "percent": 15.0},
        "page 3: 5 of 40 is 12.50%, but the document says 15%",
        "trang 3: 5 trên 40 là 12,50%, văn bản ghi 15%",
    ),
    (
        {"code": "share-sum", "due": 102.0},
        "the shares add up to 102%, and not to 100%",
        "các tỷ lệ cộng lại được 102%, không bằng 100%",
    ),
    (
        {"code": "share-sum", "heading": "Thái độ", "shares": "64,5 + 25 + 12,5", "due": 102.0},
        "Thái độ: the shares 64,5 + 25 + 12,5 add up to 102%, and not to 100%",
        "Thái độ: các tỷ lệ 64,5 + 25 + 12,5 cộng lại được 102%, không bằng 100%",
    ),
    (
        {"code": "share-sum", "row": 3, "shares": "64,5 + 25 + 12,5", "due": 102.0},
        "row 3: the shares 64,5 + 25 + 12,5 add up to 102%, and not to 100%",
        "dòng 3: các tỷ lệ 64,5 + 25 + 12,5 cộng lại được 102%, không bằng 100%",
    ),
    (
        {"code": "grade-points", "name": "Sở Y tế", "points": 88.25, "due": "Tốt", "stated": "Xuất sắc"},
        "Sở Y tế has 88.25 points, which is Tốt, but the document says Xuất sắc",
        "Sở Y tế được 88,25 điểm, theo các mức là Tốt, văn bản ghi Xuất sắc",
    ),
    (
        {"code": "figure-change", "page": 2, "after": 734.0, "before": 680.0, "due": 54.0, "change": 45.0},
        "page 2: 734 after 680 is a change of 54, but the document says 45",
        "trang 2: 734 so với 680 là chênh lệch 54, văn bản ghi 45",
    ),
    (
        {"code": "score-change", "score": 87.45, "before": 89.75, "due": -2.3, "change": -3.3},
        "87.45 points after 89.75 is a change of -2.3, but the document says -3.3",
        "điểm 87,45 so với 89,75 là chênh lệch -2,3, văn bản ghi -3,3",
    ),
    (
        {"code": "rank-change", "position": 7, "before": 9, "due": 2, "change": -2},
        "place 7 after place 9 is a change of 2, but the document says -2",
        "xếp thứ 7 sau khi xếp thứ 9 là thay đổi 2 bậc, văn bản ghi -2",
    ),
    (
        {"code": "count-sum", "due": 975.0, "stated": 960.0},
        "the parts add up to 975, but the document states a total of 960",
        "các phần cộng lại được 975, tổng số ghi là 960",
    ),
    (
        {"code": "said-twice", "name": "Cải cách thể chế", "one": 8.5, "other": 9.0},
        "Cải cách thể chế is stated as 8.5 and as 9",
        "Cải cách thể chế được nêu là 8,5 và 9",
    ),
    (
        {"code": "unread-table", "page": 3, "number": 2},
        "page 3: table 2 has figures, but what they are was not recognised",
        "trang 3: bảng 2 có số liệu nhưng chưa xác định được là số liệu gì",
    ),
    (
        {"code": "unknown-figure", "page": 3, "figure": "77"},
        "page 3: 77 stands beside words of results, but what it is was not recognised",
        "trang 3: số 77 nằm cạnh từ chỉ kết quả nhưng chưa xác định được là số liệu gì",
    ),
    (
        {"code": "percent-sign", "read": 29.0, "meant": 2.0},
        "29% is printed no wider than 2%: its 9 may be a stroke of the sign",
        "29% được in không rộng hơn 2%: chữ số 9 có thể là nét của dấu %",
    ),
    (
        {"code": "rank-beyond-base", "position": 26, "of": 25},
        "place 26 of 25 is not possible",
        "không thể xếp thứ 26 trên tổng số 25",
    ),
    (
        {"code": "rank-order", "one": "Sở Y tế", "points": 80.5, "place": 1.0}
        | {"other": "Sở Nội vụ", "other_points": 91.25, "other_place": 2.0},
        "Sở Y tế has 80.5 points and place 1, Sở Nội vụ 91.25 and place 2",
        "Sở Y tế có 80,5 điểm, xếp thứ 1; Sở Nội vụ có 91,25 điểm, xếp thứ 2",
    ),
    (
        {"code": "table-sum", "heading": "Tiếp nhận", "due": 1280.0, "printed": 1281.0},
        "Tiếp nhận: the parts add up to 1280, but the document says 1281",
        "Tiếp nhận: các dòng cộng lại được 1.280, dòng tổng ghi 1.281",
    ),
    (
        {"code": "table-sum", "column": 3, "due": 12.5, "printed": 12.0},
        "column 3: the parts add up to 12.5, but the document says 12",
        "cột 3: các dòng cộng lại được 12,5, dòng tổng ghi 12",
    ),
    (
        {"code": "row-sum", "heading": "Đất đai", "due": 7.0, "printed": 8.0},
        "Đất đai: the parts add up to 7, but the document says 8",
        "Đất đai: các ô cộng lại được 7, ô tổng ghi 8",
    ),
    (
        {"code": "row-sum", "row": 4, "due": 7.0, "printed": 8.0},
        "row 4: the parts add up to 7, but the document says 8",
        "dòng 4: các ô cộng lại được 7, ô tổng ghi 8",
    ),
    (
        {"code": "row-sum", "heading": "Thể chế", "after": 9.5, "before": 8.25, "due": 1.25, "printed": 1.52},
        "Thể chế: 9.5 after 8.25 is a change of 1.25, but the document says 1.52",
        "Thể chế: 9,5 so với 8,25 là chênh lệch 1,25, văn bản ghi 1,52",
    ),
    (
        {"code": "row-sum", "row": 2, "after": 9.5, "before": 8.25, "due": 1.25, "printed": 1.52},
        "row 2: 9.5 after 8.25 is a change of 1.25, but the document says 1.52",
        "dòng 2: 9,5 so với 8,25 là chênh lệch 1,25, văn bản ghi 1,52",
    ),
    (
        {"code": "row-sum", "heading": "Xã Mè", "before": 38.9, "taken": 3.25, "due": 35.65, "printed": 36.65},
        "Xã Mè: 38.9 less 3.25 is 35.65, but the document says 36.65",
        "Xã Mè: 38,9 trừ 3,25 còn 35,65, văn bản ghi 36,65",
    ),
    (
        {"code": "row-sum", "row": 2, "before": 38.9, "taken": 3.25, "due": 35.65, "printed": 36.65},
        "row 2: 38.9 less 3.25 is 35.65, but the document says 36.65",
        "dòng 2: 38,9 trừ 3,25 còn 35,65, văn bản ghi 36,65",
    ),
    (
        {"code": "unread-citation", "page": 2, "seen": "§Í /QĐ-UBND"},
        "page 2: a document is cited whose number could not be read: '§Í /QĐ-UBND'",
        "trang 2: không đọc được số của văn bản được viện dẫn: “§Í /QĐ-UBND”",
    ),
    (
        {"code": "impossible-date", "page": 2, "seen": "30/02/2021"},
        "page 2: the calendar has no date '30/02/2021'",
        "trang 2: “30/02/2021” là ngày không có trong lịch",
    ),
    (
        {"code": "no-such-date", "seen": "ngày 31 tháng 4 năm 2021"},
        "the calendar has no date ngày 31 tháng 4 năm 2021",
        "không có ngày này trong lịch: “ngày 31 tháng 4 năm 2021”",
    ),
    (
        {"code": "several-documents", "pages": "3,7"},
        "several documents are in this file: others begin on page 3,7",
        "tệp này có nhiều văn bản: văn bản khác bắt đầu từ trang 3,7",
    ),
    (
        {"code": "doubtful-border", "page": 4},
        "page 4: it is in doubt whether this document begins here, because it shows no whole head",
        "trang 4: chưa chắc văn bản này bắt đầu từ đây, vì trang không có đủ phần đầu văn bản",
    ),
    (
        {"code": "possible-border", "pages": "5"},
        "page 5: another document may begin here, or it is an annex",
        "trang 5: có thể một văn bản khác bắt đầu từ đây, hoặc đây là phụ lục",
    ),
    (
        {"code": "correction-lost", "field": "/scores/3/score", "value": 8.5},
        "the correction of /scores/3/score to 8.5 was not applied: no such value is read any more",
        "chưa áp dụng được nội dung đã sửa ở /scores/3/score thành “8,5”: lần đọc này không còn giá trị tương ứng",
    ),
    (
        {"code": "correction-lost", "field": "/scores/3"},
        "the removal of /scores/3 was not applied: no such value is read any more",
        "chưa xóa được /scores/3 như đã sửa: lần đọc này không còn giá trị tương ứng",
    ),
    (
        {"code": "correction-conflict", "value": "16", "was": "15", "read": "18"},
        "'16' was corrected from '15', but now '18' is read there: the correction stands",
        "đã sửa “15” thành “16”, nhưng lần này máy đọc được “18”: vẫn giữ giá trị đã sửa",
    ),
    (
        {"code": "correction-refused", "field": "/document/date", "value": "31/4/2021"},
        "the correction of /document/date was not applied, because '31/4/2021' cannot stand there",
        "không áp dụng nội dung đã sửa ở /document/date, vì “31/4/2021” không phải là giá trị hợp lệ ở đó",
    ),
    (
        {"code": "correction-of-other-scan", "count": 3},
        "3 corrections were made on another scan of this document, and were not applied",
        "có 3 nội dung đã sửa trên một bản quét khác của văn bản này, chưa được áp dụng",
    ),
    (
        {"code": "corrections-unreadable", "why": "a.review.json: this is not JSON"},
        "the file of corrections cannot be read, and none was applied: a.review.json: this is not JSON",
        "không đọc được tệp các nội dung đã sửa nên chưa áp dụng nội dung nào: a.review.json: this is not JSON",
    ),
]


@pytest.mark.parametrize(("given", "english", "vietnamese"), SAID, ids=lambda value: str(value)[:40])
def test_what_a_check_says(given: dict[str, str | float], english: str, vietnamese: str) -> None:
    check = failed(**given)  # type: ignore[arg-type]
    assert (check.message, message(check, "en")) == (english, english)
    assert message(check, "vi") == vietnamese
    assert message(Check.model_validate_json(check.model_dump_json()), "vi") == vietnamese


def test_every_text_is_in_the_table_above() -> None:
    shown = {(given["code"], frozenset(given) - {"code"}) for given, *_ in SAID}
    assert shown == {(code, placeholders(text)) for code in CODES for text in texts()[code].en}


def keyword(call: ast.Call, name: str) -> object:
    value = next((keyword.value for keyword in call.keywords if keyword.arg == name), None)
    return value.value if isinstance(value, ast.Constant) else None


@cache
def calls() -> list[ast.Call]:
    """Those in the source of ``extract``, ``stacks`` and ``corrections``, where all checks are made."""
    return [
        node
        for path in [*modules("extract"), *modules("stacks"), *modules("corrections")]
        for node in nodes(path)
        if isinstance(node, ast.Call)
    ]


def test_every_code_of_the_source_has_its_texts_and_no_text_is_unused() -> None:
    assert {code for call in calls() if (code := keyword(call, "code"))} == set(CODES)


def test_no_check_is_made_but_with_its_texts() -> None:
    assert not [ast.dump(call) for call in calls() if isinstance(call.func, ast.Name) and call.func.id == "Check"]


def test_calls_name_the_placeholders_of_a_text() -> None:
    """Those that name them; what is handed on as a mapping is seen by the tests of the checks themselves."""
    plain = [
        call
        for call in calls()
        if isinstance(call.func, ast.Name) and call.func.id == "failed" and all(k.arg for k in call.keywords)
    ]
    assert len(plain) > 6
    for call in plain:
        names = {k.arg for k in call.keywords if k.arg} - {"code", "fields"}
        assert names in [placeholders(text) for text in texts()[str(keyword(call, "code"))].en], ast.dump(call)


@pytest.mark.parametrize("code", CODES)
def test_both_languages_have_the_same_placeholders(code: str) -> None:
    own = texts()[code]
    assert own.title and own.en and own.level in ("info", "warning", "error")
    assert [placeholders(text) for text in own.en] == [placeholders(text) for text in own.vi]
    assert len({placeholders(text) for text in own.en}) == len(own.en), "which of two texts would be taken?"


@pytest.mark.parametrize("code", CODES)
def test_english_has_no_vietnamese_letters_and_vietnamese_has_some(code: str) -> None:
    own = texts()[code]
    constant = [
        ["".join(part for part, *_ in Formatter().parse(text)) for text in own_texts]
        for own_texts in (own.en, own.vi)
    ]
    assert all(text.isascii() for text in constant[0])
    assert not any(text.isascii() for text in constant[1])


def test_one_digit_that_would_agree_is_added() -> None:
    check = failed(code="score-sum", fields=("/totals/0/score",), due=86.15, stated=86.51)
    check = with_one_digit(check, "/totals/0/score", 1286.15, misread=86.51)
    assert check.message == (
        "the parts add up to 86.15, but the document states a total of 86.51; "
        "1286.15 instead of 86.51 would agree: one digit may be misread"
    )
    assert (check.proposed_field, check.proposed_value) == ("/totals/0/score", 1286.15)
    assert message(check, "vi") == (
        "các điểm thành phần cộng lại được 86,15, tổng điểm ghi là 86,51; "
        "nếu là 1.286,15 thay cho 86,51 thì khớp: có thể đọc sai một chữ số, cần xem lại"
    )


@pytest.mark.parametrize(
    "check",
    [
        Check(code="of-tomorrow", level="info", message="new"),
        Check(code="score-sum", level="warning", message="of a record without args"),
        Check(code="score-sum", level="warning", message="changed by hand", args={"due": 1.0, "other": 2.0}),
    ],
)
def test_without_a_text_that_fits_the_message_stays(check: Check) -> None:
    assert message(check, "vi") == check.message
    assert title(check.code)


@pytest.mark.parametrize(
    "given",
    [{"code": "unknown"}, {"code": "score-sum"}, {"code": "score-sum", "due": 1.0, "stated": 2.0, "x": 3.0}],
)
def test_a_check_without_its_text_is_a_fault(given: dict[str, str | float]) -> None:
    with pytest.raises(KeyError):
        failed(**given)  # type: ignore[arg-type]


@given(st.data())
def test_any_args_give_a_message(data: st.DataObject) -> None:
    """In a record changed by hand a text may stand where a number ought to, and the other way round."""
    code = data.draw(st.sampled_from(CODES))
    names = data.draw(st.sampled_from([sorted(placeholders(text)) for text in texts()[code].en]))
    values = st.text(max_size=5) | st.integers() | st.floats()
    args = {name: data.draw(values) for name in [*names, "misread"]}
    check = Check(
        code=code, level="info", message="m", args=args, proposed_value=data.draw(st.none() | st.floats())
    )
    assert message(check, "vi") != "m"
