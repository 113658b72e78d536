"""What stands between the head of a document and its body: type, subject, addressees."""

from dataclasses import replace

import pytest

from cchc_ocr import lexicon as dictionaries
from cchc_ocr.extract.head.header import read_header
from cchc_ocr.extract.head.masthead import read_masthead
from cchc_ocr.extract.head.title import read_title
from tests.pages import scanned_page, text_page

COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
HEAD = [f"SỞ NỘI VỤ {COUNTRY}", "Số: 8/BC-SNV Sơn Hà, ngày 03 tháng 4 năm 2023"]
SCANNED_HEAD = [("SỞ NỘI VỤ", 330, 200), (COUNTRY, 1150, 205), ("Số: 8/BC-SNV", 360, 320)]


@pytest.fixture(scope="module")
def lexicon():
    return dictionaries.load()


def title_of(page, lexicon):
    return read_title(read_masthead(page, lexicon), page, lexicon)


def values(title):
    return {value.field: value.value for value in title.values}


@pytest.mark.parametrize(
    ("last", "subject"),
    [
        ("(Số liệu từ ngày 01/12/2022 đến ngày", "Tổng kết (Số liệu từ ngày 01/12/2022 đến ngày 30/11/2023)"),
        ("Tổng kết công tác từ ngày 01/12/2022 đến ngày", None),
        ("Tổng kết công tác kiểm sát của năm", "Tổng kết Tổng kết công tác kiểm sát của năm"),
    ],
)
def test_a_subject_may_end_with_a_date_on_a_line_of_its_own(last, subject, lexicon):
    date = "30/11/2023)" if "(" in last else "30/11/2023"
    texts = [("BÁO CÁO", 500), ("Tổng kết", 560), (last, 620), (date, 680), ("Căn cứ Luật Mẫu;", 900)]
    dated = ("Sơn Hà, ngày 05 tháng 3 năm 2024", 1250, 320)
    page = scanned_page([*SCANNED_HEAD, dated, *((text, 1240 - 10 * len(text), y) for text, y in texts)])
    wanted = subject or f"Tổng kết {last} {date}"
    assert values(title_of(page, lexicon))["subject"] == wanted


@pytest.mark.parametrize(
    ("lines", "kind", "subject"),
    [
        (["BÁO CÁO", "Kết quả cải cách hành chính quý I"], "Báo cáo", "Kết quả cải cách hành chính quý I"),
        (["BÁO CÁO KẾT QUẢ KIỂM TRA"], "Báo cáo", "KẾT QUẢ KIỂM TRA"),
        (["THÔNG TƯ Quy định chế độ báo cáo"], "Thông tư", "Quy định chế độ báo cáo"),
        (["QUYẾT ĐỊNH", "Về việc giao biên chế"], "Quyết định", "giao biên chế"),
        (["QUYẾT ĐỊNH", "Vẻ viêc giao biên chế"], "Quyết định", "giao biên chế"),
        (["KẾ HOẠCH", "Vệ sinh môi trường"], "Kế hoạch", "Vệ sinh môi trường"),
        (["KẾT LUẬN", "CỦA BAN THƯỜNG VỤ", "về công tác cán bộ"], "Kết luận", "công tác cán bộ"),
        (["QUYẾT ĐỊNH", "Của Giám đốc Sở Nội vụ", "Về việc giao biên chế"], "Quyết định", "giao biên chế"),
        (["THÔNG BÁO", "(V/v nghỉ lễ 30/4)"], "Thông báo", "nghỉ lễ 30/4"),
        (["QUYẾT ĐỊNH", "“V/v bổ nhiệm”"], "Quyết định", "bổ nhiệm"),
        (["QUYẾT ĐỊNH", "V/v cấp đất", "--o0o--", "ỦY BAN NHÂN DÂN XÃ"], "Quyết định", "cấp đất"),
        (
            ["BIÊN BẢN", "Thẩm định điểm của Sở Y tế", "", "Chủ trì: Phó Giám đốc Sở"],
            "Biên bản",
            "Thẩm định điểm của Sở Y tế",
        ),
        (["CÁO TRẠNG", "GIÁM ĐỐC SỞ NỘI VỤ"], "Cáo trạng", None),  # who decides, and no subject
        (["BẢN GHI NHỚ", "MEMORANDUM OF UNDERSTANDING", "Về nước sạch"], "Bản ghi nhớ", "nước sạch"),
        (["PHIẾU BÁO", "TRÚNG TUYỂN NĂM 2020", "Anh (chị): Lê Thị Mẫu"], "Phiếu báo", "TRÚNG TUYỂN NĂM 2020"),
        (["GIẤY GIỚI THIỆU", "Kính gửi: Sở Y tế", "Về việc: nhận thuốc"], "Giấy giới thiệu", "nhận thuốc"),
        (["THÔNG BÁO", "(V4: nghỉ lễ)"], "Thông báo", "nghỉ lễ"),
        (["THÔNG BÁO", "Vụ việc: nghỉ lễ"], "Thông báo", "Vụ việc: nghỉ lễ"),
        (["THÔNG BÁO", "V/v nghỉ lễ (hai ngày)"], "Thông báo", "nghỉ lễ (hai ngày)"),
        (["PHƯƠNG ÁN", "Ứng phó bão", "(Kèm theo Quyết định số 15/QĐ-SNV)"], "Phương án", "Ứng phó bão"),
        (["QUYẾT ĐỊNH", "Về việc giao biên chế", "GIÁM ĐỐC SỞ NỘI VỤ"], "Quyết định", "giao biên chế"),
        (["QUYẾT ĐỊNH", "Về việc giao biên chế", "CHÁNH ÁN TOÀ ÁN NHÂN DÂN"], "Quyết định", "giao biên chế"),
        (["QUYẾT ĐỊNH"], "Quyết định", None),
        (["GIẤY GIỚI THIỆU", "Sở Nội vụ trân trọng giới thiệu:", "Ông Lê Văn Mẫu"], "Giấy giới thiệu", None),
        (
            ["GIẤY GIỚI THIỆU", "Kính gửi: Sở Y tế", "Được cử đến Quý cơ quan về việc: nhận thuốc", "năm 2020."],
            "Giấy giới thiệu",
            "nhận thuốc năm 2020",
        ),
        (["GIẤY PHÉP XÂY DỰNG", "(Sử dụng cho công trình theo tuyến)"], "Giấy phép xây dựng", None),
        (["THÔNG BÁO", 'Vụ "Ly hôn'], "Thông báo", "Ly hôn"),  # "V/v", of which repair has made a word
        (["GIẤY ĐI ĐƯỜNG", "Cấp cho: Ông Lê Văn Mẫu"], "Giấy đi đường", None),
        (["PHIẾU CHUYỂN", "Đơn kiến nghị của công dân"], "Phiếu chuyển", "Đơn kiến nghị của công dân"),
    ],
)
def test_type_and_subject_of_a_text(lines, kind, subject, lexicon):
    title = title_of(text_page([*HEAD, "", *lines, "", "Căn cứ Luật Mẫu;"]), lexicon)
    assert title.type_value is not None and title.type_value.value == kind
    assert values(title).get("subject") == subject


@pytest.mark.parametrize(
    "opening",
    [
        "Căn cứ Luật Mẫu;",
        "Xét đề nghị của Sở Nội vụ,",
        "Theo đề nghị của Chánh Văn phòng,",
        "Điều 1. Giao biên chế",
        "Ngày 12 tháng 3, Sở đã họp",
        "II. KẾT QUẢ",
        "Chương I",
        "PHẦN THỨ NHẤT",
        "Mục 2. NỘI DUNG",
        "1) Kết quả",
        "TM. ỦY BAN NHÂN DÂN",
        "Nơi nhận:",
        "Kính gửi: Sở Tài chính",
    ],
)
def test_what_ends_a_subject_in_a_picture(opening, lexicon):
    below = [("QUYẾT ĐỊNH", 1150, 500), ("Về việc giao biên chế", 1050, 560), (opening, 900, 620)]
    title = title_of(scanned_page([*SCANNED_HEAD, *below]), lexicon)
    assert values(title)["subject"] == "giao biên chế"


@pytest.mark.parametrize(
    ("x", "pitch", "subject"),
    [
        (1010, 88, "giao biên chế công chức năm 2024 cho các cơ quan"),  # centred, half a line apart
        (1010, 120, "giao biên chế công chức năm 2024"),
        (840, 88, "giao biên chế công chức năm 2024"),  # the first line of a text is not centred
    ],
)
def test_a_centred_line_farther_below_goes_on_with_the_subject(x, pitch, subject, lexicon):
    below = [
        ("QUYẾT ĐỊNH", 1150, 500),
        ("Về việc giao biên chế công chức năm 2024", 830, 560),
        ("cho các cơ quan", x + 60, 560 + pitch),
    ]
    title = title_of(scanned_page([*SCANNED_HEAD, *below]), lexicon)
    assert values(title)["subject"] == subject


def test_a_line_that_tells_what_and_begins_a_second_sentence_is_text(lexicon):
    title = [("THÔNG BÁO", 1140, 500), ("Về việc nộp tiền thuê đất", 960, 560)]
    text = ("Số tiền phải nộp: 12.000 đồng. Hạn nộp: tháng 10 năm 2019.", 500, 640)
    assert values(title_of(scanned_page([*SCANNED_HEAD, *title, text]), lexicon))["subject"] == "nộp tiền thuê đất"


def test_the_name_of_an_addressee_goes_on_with_a_small_letter(lexicon):
    to = [("Kính gửi: Ủy ban nhân dân các huyện", 400, 600), ("trực thuộc tỉnh", 620, 650)]
    body = [("Sở Nội vụ báo cáo", 450, 700)]
    title = title_of(scanned_page([*SCANNED_HEAD, *to, *body]), lexicon)
    assert values(title)["addressees/0"] == "Ủy ban nhân dân các huyện trực thuộc tỉnh"


@pytest.mark.parametrize(
    ("lines", "addressees"),
    [
        (["Kính gửi: Sở Tài chính"], ["Sở Tài chính"]),
        (["Kính gửi: Sở Tài chính; Sở Y tế."], ["Sở Tài chính", "Sở Y tế"]),
        (["Kính gửi:", "- Sở Tài chính;", "- Sở Y tế."], ["Sở Tài chính", "Sở Y tế"]),
        (["Thực hiện Kế hoạch số 8,"], []),
    ],
)
def test_addressees(lines, addressees, lexicon):
    title = title_of(text_page([*HEAD, "V/v giao biên chế", "", *lines, "", "Sở Nội vụ báo cáo."]), lexicon)
    found = values(title)
    assert [found[name] for name in sorted(found) if name.startswith("addressees")] == addressees
    assert title.is_letter and found["subject"] == "giao biên chế"


def test_the_body_begins_below_title_and_addressees(lexicon):
    lines = [*HEAD, "", "TỜ TRÌNH", "Về việc giao biên chế", "", "Kính gửi: Sở Tài chính", "", "Sở Nội vụ trình."]
    page = text_page(lines)
    number, at = title_of(page, lexicon).body
    assert (number, page.lines[at].text) == (1, "Sở Nội vụ trình.")


@pytest.mark.parametrize(
    ("sign", "kind"), [("BC", "Báo cáo"), ("QĐ", "Quyết định"), ("TTr", "Tờ trình"), ("XYZ", None)]
)
def test_the_type_that_a_sign_stands_for(sign, kind, lexicon):
    assert lexicon.types.of_sign(sign) == kind


def test_a_subject_that_has_run_on_into_the_text_is_in_doubt(lexicon):
    lines = [
        (line, 1240 - 10 * len(line), 500 + 60 * at) for at, line in enumerate(("BÁO CÁO", "Kết quả", "như sau"))
    ]
    subject = next(
        v for v in title_of(scanned_page([*SCANNED_HEAD, *lines]), lexicon).values if v.field == "subject"
    )
    assert subject.value == "Kết quả như sau" and subject.certainty < 0.7


@pytest.mark.parametrize("kind", ["KẾT QUẢ THẨM ĐỊNH", "BẢNG ĐIỂM TỔNG HỢP"])
def test_a_title_of_no_known_type_has_its_subject_below(kind, lexicon):
    title = title_of(
        text_page([*HEAD, "", kind, "Chỉ số năm 2031 của xã Nà Lơi", "", "Căn cứ Luật Mẫu;"]), lexicon
    )
    assert title.type_value is None and values(title)["subject"] == "Chỉ số năm 2031 của xã Nà Lơi"


def test_a_title_of_no_known_type_with_its_year_is_the_subject(lexicon):
    lines = [*HEAD, "", "PHIẾU TỰ CHẤM ĐIỂM NĂM 2031", "(thang điểm 50)", "", "Phần 1. Bảng điểm", "Mã Nội dung"]
    assert values(title_of(text_page(lines), lexicon))["subject"] == "PHIẾU TỰ CHẤM ĐIỂM NĂM 2031 (thang điểm 50)"


def test_a_subject_beside_the_date_goes_on_below_the_head(lexicon):
    left = [("SỞ NỘI VỤ", 300, 200), ("Số: 143/SNV-CCHC", 280, 260), ("V/v góp ý dự thảo Đề án", 220, 320)]
    right = [("Độc lập - Tự do - Hạnh phúc", 1250, 200), ("Sơn Hà, ngày 14 tháng 3 năm 2018", 1250, 260)]
    more, to = ("khởi nghiệp năm 2018", 250, 370), ("Kính gửi: Sở Tài chính", 900, 520)
    page = scanned_page([*left, *right, more, to, ("Sở đề nghị góp ý.", 300, 640)])
    lines = [replace(line, zone="body") if line.text == more[0] else line for line in page.lines]
    document = read_header([page.with_lines(lines)], lexicon).document
    assert document.subject == "góp ý dự thảo Đề án khởi nghiệp năm 2018"
