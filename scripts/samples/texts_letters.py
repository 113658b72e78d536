"""Letters, decisions and plans of the invented province Sơn Hà. Every name, number and figure is made up."""

# ruff: noqa: E501 - a paragraph of a document is one line here

from __future__ import annotations

from samples.document import NewPage, Paragraph, Sheet, SignOff, Table, paragraphs, reference, score

SCORES_LETTER = Sheet(
    name="05-cong-van-diem",
    parent=("UBND TỈNH SƠN HÀ",),
    issuer=("SỞ NỘI VỤ",),
    number="Số: 934/SNV-CCHC",
    place_date="Sơn Hà, ngày 07 tháng 3 năm 2024",
    subject=("V/v thông báo điểm thẩm định", "Chỉ số CCHC năm 2023"),
    addressees=("Sở Văn hóa và Thể thao.",),
    authority=("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
    signer="Phạm Thị Giả Định",
    recipients=("- Như trên;", "- Giám đốc Sở (b/c);", "- Thanh tra Sở;", "- Lưu: VT, CCHC."),
    seal="SỞ NỘI VỤ",
    size=13.5,
    leading=17.5,
    body=paragraphs(
        """
Căn cứ Quyết định số 2210/QĐ-UBND ngày 08/12/2023 của UBND tỉnh ban hành Bộ tiêu chí xác định Chỉ số cải cách hành chính (CCHC), trên cơ sở hồ sơ tự chấm điểm kèm theo Báo cáo số 305/BC-SVHTT ngày 15/01/2024 của Sở Văn hóa và Thể thao, Sở Nội vụ thông báo điểm thẩm định như sau:
- Công tác chỉ đạo, điều hành CCHC: 8,75/9,50 điểm;
- Cải cách thể chế: 6,00/6,00 điểm;
- Cải cách thủ tục hành chính: 11,25/13,00 điểm;
- Cải cách tổ chức bộ máy: 5,50/6,50 điểm;
- Cải cách chế độ công vụ: 8,10/9,00 điểm;
- Cải cách tài chính công: 6,40/8,00 điểm;
- Xây dựng và phát triển chính quyền điện tử, chính quyền số: 9,85/13,00 điểm.
Tổng điểm thẩm định là 55,85/65,00 điểm (chưa gồm điểm điều tra xã hội học). So với điểm tự chấm, đơn vị bị giảm 3,15 điểm do thiếu tài liệu kiểm chứng ở các tiêu chí về dịch vụ công trực tuyến và sắp xếp đơn vị sự nghiệp.
Trường hợp chưa thống nhất, đề nghị Sở Văn hóa và Thể thao gửi văn bản giải trình kèm tài liệu bổ sung về Sở Nội vụ trước ngày 15/3/2024; quá thời hạn trên, điểm thẩm định được xem là kết quả chính thức để trình Hội đồng.
Mọi vướng mắc xin liên hệ Phòng Cải cách hành chính, Sở Nội vụ, điện thoại 0200.3555.123, thư điện tử cchc@snv.sonha.example để được giải đáp./.
"""
    ),
    facts={
        "document": {
            "type": "Công văn",
            "number": "934",
            "symbol": "SNV-CCHC",
            "number_symbol": "934/SNV-CCHC",
            "issuer": "Sở Nội vụ",
            "parent": "UBND tỉnh Sơn Hà",
            "place": "Sơn Hà",
            "date": "2024-03-07",
            "subject": "thông báo điểm thẩm định Chỉ số CCHC năm 2023",
            "signer": "Phạm Thị Giả Định",
            "signer_title": "Phó Giám đốc",
            "addressees": ["Sở Văn hóa và Thể thao"],
            "recipients": ["Như trên", "Giám đốc Sở (b/c)", "Thanh tra Sở", "Lưu: VT, CCHC"],
        },
        "references": [
            reference("Quyết định", "2210/QĐ-UBND", "2023-12-08", "UBND tỉnh"),
            reference("Báo cáo", "305/BC-SVHTT", "2024-01-15", "Sở Văn hóa và Thể thao"),
        ],
        "scores": [
            score("Công tác chỉ đạo, điều hành CCHC", 8.75, 9.5, year=2023),
            score("Cải cách thể chế", 6.0, 6.0, year=2023),
            score("Cải cách thủ tục hành chính", 11.25, 13.0, year=2023),
            score("Cải cách tổ chức bộ máy", 5.5, 6.5, year=2023),
            score("Cải cách chế độ công vụ", 8.1, 9.0, year=2023),
            score("Cải cách tài chính công", 6.4, 8.0, year=2023),
            score("Xây dựng và phát triển chính quyền điện tử, chính quyền số", 9.85, 13.0, year=2023),
        ],
        "totals": [
            {"name": "Tổng điểm thẩm định", "score": 55.85, "max_score": 65.0, "percent": None, "year": 2023}
        ],
        "ranks": [],
        "deductions": [],
        "percentages": [],
        "counts": [],
        "also": {"deductions": [{"name": "giảm so với điểm tự chấm", "points": 3.15}]},
        "dates": ["2023-12-08", "2024-01-15", "2024-03-07", "2024-03-15"],
        "checks": [],
        "handwritten": [],
    },
)

_RANKING = (
    ("1", "Sở Tài chính", "62,40", "30,15", "92,55"),
    ("2", "Sở Nội vụ", "61,85", "29,90", "91,75"),
    ("3", "Văn phòng UBND tỉnh", "61,20", "29,44", "90,64"),
    ("4", "Sở Kế hoạch và Đầu tư", "60,75", "28,98", "89,73"),
    ("5", "Sở Tư pháp", "60,10", "29,05", "89,15"),
    ("6", "Sở Giao thông vận tải", "59,66", "28,71", "88,37"),
    ("7", "Sở Thông tin và Truyền thông", "60,02", "27,80", "87,82"),
    ("8", "Sở Xây dựng", "58,90", "28,25", "87,15"),
    ("9", "Sở Công Thương", "58,35", "28,12", "86,47"),
    ("10", "Sở Giáo dục và Đào tạo", "57,80", "28,40", "86,20"),
    ("11", "Sở Nông nghiệp và Phát triển nông thôn", "57,95", "27,66", "85,61"),
    ("12", "Sở Khoa học và Công nghệ", "57,10", "28,04", "85,14"),
    ("13", "Ban Quản lý các khu công nghiệp", "56,72", "27,93", "84,65"),
    ("14", "Sở Lao động - Thương binh và Xã hội", "56,30", "27,51", "83,81"),
    ("15", "Sở Y tế", "55,48", "27,35", "82,83"),
    ("16", "Sở Ngoại vụ", "55,15", "27,02", "82,17"),
    ("17", "Sở Văn hóa và Thể thao", "54,90", "26,44", "81,34"),
    ("18", "Sở Du lịch", "53,62", "26,77", "80,39"),
    ("19", "Thanh tra tỉnh", "52,85", "26,10", "78,95"),
    ("20", "Sở Tài nguyên và Môi trường", "51,40", "24,36", "75,76"),
)

RANKING = Sheet(
    name="06-quyet-dinh-xep-hang",
    parent=("ỦY BAN NHÂN DÂN",),
    issuer=("TỈNH SƠN HÀ",),
    number="Số: 674/QĐ-CTUBND",
    place_date="Sơn Hà, ngày 27 tháng 3 năm 2024",
    type="QUYẾT ĐỊNH",
    subject=(
        "Về việc công bố Chỉ số cải cách hành chính năm 2023",
        "của các cơ quan chuyên môn thuộc UBND tỉnh Sơn Hà",
    ),
    authority=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
    signer="Vũ Văn Nháp",
    recipients=(
        "- Như Điều 3;",
        "- Bộ Nội vụ (b/c);",
        "- TT. Tỉnh ủy, TT. HĐND tỉnh;",
        "- CT, các PCT UBND tỉnh;",
        "- Báo Sơn Hà, Đài PT-TH tỉnh;",
        "- Lưu: VT, NC.",
    ),
    seal="ỦY BAN NHÂN DÂN",
    body=(
        Paragraph("**CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH**", align="centre"),
        *paragraphs(
            """
__Căn cứ Luật Tổ chức chính quyền địa phương ngày 19/6/2015;__
__Căn cứ Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ;__
__Căn cứ Quyết định số 876/QĐ-BNV ngày 10/11/2022 của Bộ trưởng Bộ Nội vụ;__
__Căn cứ Quyết định số 2210/QĐ-UBND ngày 08/12/2023 của UBND tỉnh;__
__Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 146/TTr-SNV ngày 19/02/2024 và ý kiến của các thành viên Hội đồng thẩm định.__
"""
        ),
        Paragraph("**QUYẾT ĐỊNH:**", align="centre"),
        *paragraphs(
            """
**Điều 1.** Công bố Chỉ số cải cách hành chính năm 2023 của 20 cơ quan chuyên môn thuộc UBND tỉnh, có bảng xếp hạng kèm theo. Điểm bình quân của khối là 85,52 điểm; cơ quan dẫn đầu đạt 92,55/100 điểm.
**Điều 2.** Giám đốc các sở, Thủ trưởng cơ quan ngang sở căn cứ kết quả được công bố tổ chức kiểm điểm, làm rõ trách nhiệm của từng cá nhân đối với nội dung đạt điểm thấp; xây dựng giải pháp khắc phục, gửi về Sở Nội vụ trước ngày 20/4/2024. Cơ quan xếp ba vị trí cuối phải giải trình trực tiếp với Chủ tịch UBND tỉnh.
**Điều 3.** Chánh Văn phòng UBND tỉnh, Giám đốc Sở Nội vụ và Thủ trưởng các cơ quan, đơn vị liên quan chịu trách nhiệm thi hành Quyết định này. Quyết định có hiệu lực kể từ ngày ký./.
"""
        ),
        SignOff(),
        NewPage(),
        Paragraph("**BẢNG XẾP HẠNG CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2023**", align="centre"),
        Paragraph("__(Kèm theo Quyết định số 674/QĐ-CTUBND ngày 27/3/2024 của UBND tỉnh)__", align="centre"),
        Table(
            header=("Xếp hạng", "Cơ quan", "Điểm thẩm định", "Điểm điều tra", "Chỉ số"),
            rows=_RANKING,
            widths=(1.2, 5.2, 1.7, 1.7, 1.4),
            size=13,
        ),
    ),
    facts={
        "document": {
            "type": "Quyết định",
            "number": "674",
            "symbol": "QĐ-CTUBND",
            "number_symbol": "674/QĐ-CTUBND",
            "issuer": "Ủy ban nhân dân tỉnh Sơn Hà",
            "parent": None,
            "place": "Sơn Hà",
            "date": "2024-03-27",
            "subject": "công bố Chỉ số cải cách hành chính năm 2023 của các cơ quan chuyên môn thuộc UBND tỉnh Sơn Hà",
            "signer": "Vũ Văn Nháp",
            "signer_title": "Chủ tịch",
            "addressees": [],
            "recipients": [
                "Như Điều 3",
                "Bộ Nội vụ (b/c)",
                "TT. Tỉnh ủy, TT. HĐND tỉnh",
                "CT, các PCT UBND tỉnh",
                "Báo Sơn Hà, Đài PT-TH tỉnh",
                "Lưu: VT, NC",
            ],
        },
        "references": [
            reference("Nghị quyết", "76/NQ-CP", "2021-07-15", "Chính phủ"),
            reference("Quyết định", "876/QĐ-BNV", "2022-11-10", "Bộ trưởng Bộ Nội vụ"),
            reference("Quyết định", "2210/QĐ-UBND", "2023-12-08", "UBND tỉnh"),
            reference("Tờ trình", "146/TTr-SNV", "2024-02-19", "Sở Nội vụ"),
        ],
        "scores": [
            {"criterion": part, "score": float(points.replace(",", ".")), "max_score": None, "percent": None}
            for _, _, appraised, surveyed, _ in _RANKING
            for part, points in (("Điểm thẩm định", appraised), ("Điểm điều tra", surveyed))
        ],
        "totals": [
            {
                "name": "Chỉ số của cơ quan dẫn đầu",
                "score": 92.55,
                "max_score": 100.0,
                "percent": None,
                "year": 2023,
            },
            {"name": "Điểm bình quân của khối", "score": 85.52, "max_score": None, "percent": None, "year": 2023},
            *(
                {"name": name, "score": float(total.replace(",", ".")), "max_score": None, "year": 2023}
                for _, name, _, _, total in _RANKING
            ),
        ],
        "ranks": [
            {"name": name, "position": int(place), "of": 20, "year": 2023} for place, name, _, _, _ in _RANKING
        ],
        "deductions": [],
        "percentages": [],
        "counts": [{"name": "cơ quan chuyên môn", "value": 20, "of": None}],
        "dates": [
            "2015-06-19",
            "2021-07-15",
            "2022-11-10",
            "2023-12-08",
            "2024-02-19",
            "2024-03-27",
            "2024-04-20",
        ],
        "checks": [],
        "handwritten": [],
        "signatures": [{"signer": "Ủy ban nhân dân tỉnh Sơn Hà", "time": "2024-03-29T09:12:44+07:00"}],
    },
)

PLAN = Sheet(
    name="07-ke-hoach",
    parent=("UBND TỈNH SƠN HÀ",),
    issuer=("SỞ Y TẾ",),
    number="Số: 08/KH-SYT",
    place_date="Sơn Hà, ngày 16 tháng 01 năm 2025",
    type="KẾ HOẠCH",
    subject=("Cải cách hành chính năm 2025 của Sở Y tế",),
    authority=("GIÁM ĐỐC",),
    signer="Bùi Thị Tạm",
    recipients=(
        "- UBND tỉnh (để báo cáo);",
        "- Sở Nội vụ;",
        "- Các bệnh viện, trung tâm y tế;",
        "- Các phòng thuộc Sở;",
        "- Lưu: VT, TCCB.",
    ),
    seal="SỞ Y TẾ",
    size=13.5,
    leading=17.5,
    body=(
        *paragraphs(
            """
Căn cứ Kế hoạch số 241/KH-UBND ngày 25/12/2024 của UBND tỉnh Sơn Hà về cải cách hành chính (CCHC) năm 2025, Sở Y tế xây dựng kế hoạch thực hiện với các nội dung sau:
**I. MỤC ĐÍCH, YÊU CẦU**
1. Nâng cao chất lượng phục vụ người bệnh và tổ chức có nhu cầu giải quyết thủ tục trong lĩnh vực y tế; khắc phục các hạn chế đã nêu trong Thông báo số 118/TB-SYT ngày 20/11/2024.
2. Xác định rõ trách nhiệm của người đứng đầu; nhiệm vụ giao phải có sản phẩm, thời hạn và người chịu trách nhiệm.
**II. CHỈ TIÊU**
- 100% thủ tục hành chính được công khai đầy đủ, đúng thời hạn.
- Tối thiểu 97% hồ sơ được giải quyết trước hạn và đúng hạn.
- Tỷ lệ hài lòng của người dân khi giải quyết thủ tục đạt từ 92% trở lên.
- Chỉ số CCHC của Sở tăng ít nhất 03 bậc so với năm 2024.
**III. NHIỆM VỤ CỤ THỂ**
"""
        ),
        Table(
            header=("STT", "Nhiệm vụ", "Chủ trì", "Hoàn thành"),
            rows=(
                ("1", "Rà soát, đơn giản hóa thủ tục cấp chứng chỉ hành nghề", "Phòng Nghiệp vụ Y", "Quý I"),
                ("2", "Tái cấu trúc quy trình cấp phép cơ sở bán lẻ thuốc", "Phòng Nghiệp vụ Dược", "Quý II"),
                ("3", "Triển khai bệnh án điện tử tại ba bệnh viện tuyến tỉnh", "Văn phòng Sở", "Quý III"),
                ("4", "Sắp xếp các trung tâm y tế khu vực", "Phòng Tổ chức cán bộ", "Quý II"),
                ("5", "Khảo sát sự hài lòng của người bệnh", "Thanh tra Sở", "Quý IV"),
            ),
            widths=(0.8, 5.2, 2.6, 1.5),
            left=(1, 2),
            size=12.5,
        ),
        *paragraphs(
            """
**IV. TỔ CHỨC THỰC HIỆN**
1. Văn phòng Sở theo dõi, đôn đốc; hằng quý tổng hợp kết quả, tham mưu Giám đốc Sở báo cáo UBND tỉnh trước ngày 15 của tháng cuối quý. Kinh phí bố trí từ dự toán chi thường xuyên theo Quyết định số 1876/QĐ-UBND ngày 10/12/2024 của UBND tỉnh.
2. Thủ trưởng các đơn vị trực thuộc xây dựng kế hoạch của đơn vị mình, gửi về Sở trước ngày 31/01/2025 và chịu trách nhiệm về kết quả thực hiện.
3. Phòng Kế hoạch - Tài chính thẩm định dự toán, hướng dẫn thanh quyết toán đúng chế độ.
Trong quá trình triển khai, nếu có khó khăn, các phòng, đơn vị phản ánh về Văn phòng Sở để được hướng dẫn, tháo gỡ./.
"""
        ),
    ),
    facts={
        "document": {
            "type": "Kế hoạch",
            "number": "08",
            "symbol": "KH-SYT",
            "number_symbol": "08/KH-SYT",
            "issuer": "Sở Y tế",
            "parent": "UBND tỉnh Sơn Hà",
            "place": "Sơn Hà",
            "date": "2025-01-16",
            "subject": "Cải cách hành chính năm 2025 của Sở Y tế",
            "signer": "Bùi Thị Tạm",
            "signer_title": "Giám đốc",
            "addressees": [],
            "recipients": [
                "UBND tỉnh (để báo cáo)",
                "Sở Nội vụ",
                "Các bệnh viện, trung tâm y tế",
                "Các phòng thuộc Sở",
                "Lưu: VT, TCCB",
            ],
        },
        "references": [
            reference("Kế hoạch", "241/KH-UBND", "2024-12-25", "UBND tỉnh Sơn Hà"),
            reference("Thông báo", "118/TB-SYT", "2024-11-20", "Sở Y tế"),
            reference("Quyết định", "1876/QĐ-UBND", "2024-12-10", "UBND tỉnh"),
        ],
        "scores": [],
        "totals": [],
        "ranks": [],
        "deductions": [],
        "percentages": [
            {"name": "thủ tục hành chính được công khai", "value": 100.0},
            {"name": "hồ sơ được giải quyết trước hạn và đúng hạn", "value": 97.0},
            {"name": "hài lòng của người dân", "value": 92.0},
        ],
        "counts": [],
        "dates": ["2024-11-20", "2024-12-10", "2024-12-25", "2025-01-16", "2025-01-31"],
        "checks": [],
        "handwritten": [],
    },
)

NOTICE = Sheet(
    name="08-thong-bao",
    parent=("UBND THỊ XÃ HÒA GIANG",),
    issuer=("VĂN PHÒNG HĐND VÀ UBND",),
    number="Số: 57/TB-VP",
    place_date="Hòa Giang, ngày 22 tháng 8 năm 2022",
    type="THÔNG BÁO",
    subject=(
        "Về việc thay đổi địa điểm tiếp nhận hồ sơ và trả kết quả",
        "giải quyết thủ tục hành chính",
    ),
    authority=("CHÁNH VĂN PHÒNG",),
    signer="Đặng Văn Phỏng",
    recipients=(
        "- CT, các PCT UBND thị xã;",
        "- UBND các xã, phường;",
        "- Bưu điện thị xã;",
        "- Cổng TTĐT thị xã;",
        "- Lưu: VT.",
    ),
    seal="THỊ XÃ HÒA GIANG",
    body=paragraphs(
        """
Thực hiện ý kiến của Chủ tịch UBND thị xã tại Quyết định số 1345/QĐ-UBND ngày 12/8/2022 về việc bố trí lại trụ sở làm việc, Văn phòng HĐND và UBND thị xã Hòa Giang thông báo như sau:
1. Kể từ ngày 05/9/2022, Bộ phận tiếp nhận và trả kết quả chuyển đến số 26 đường Bến Cũ, phường Giang Bắc. Địa điểm tại số 3 đường Chợ Mới ngừng tiếp nhận hồ sơ từ 16 giờ 30 phút ngày 31/8/2022.
2. Thời gian làm việc: buổi sáng từ 7 giờ 30 phút đến 11 giờ 30 phút; buổi chiều từ 13 giờ đến 17 giờ các ngày từ thứ Hai đến thứ Sáu; sáng thứ Bảy chỉ nhận hồ sơ thuộc lĩnh vực hộ tịch, chứng thực.
3. Hồ sơ đã nộp trước thời điểm chuyển trụ sở được trả kết quả tại địa điểm mới theo đúng phiếu hẹn. Bưu điện thị xã hỗ trợ miễn phí việc chuyển trả 215 hồ sơ còn lại đến tận nhà cho người cao tuổi, người khuyết tật.
4. Số điện thoại hướng dẫn: 0200.3777.456. Ngoài giờ hành chính, người dân có thể nộp hồ sơ trên Cổng dịch vụ công của tỉnh, hiện cung cấp 186 thủ tục.
Văn phòng HĐND và UBND thị xã trân trọng thông báo để các cơ quan, đơn vị, doanh nghiệp và Nhân dân được biết, thuận tiện khi liên hệ công việc./.
"""
    ),
    facts={
        "document": {
            "type": "Thông báo",
            "number": "57",
            "symbol": "TB-VP",
            "number_symbol": "57/TB-VP",
            "issuer": "Văn phòng HĐND và UBND",
            "parent": "UBND thị xã Hòa Giang",
            "place": "Hòa Giang",
            "date": "2022-08-22",
            "subject": "thay đổi địa điểm tiếp nhận hồ sơ và trả kết quả giải quyết thủ tục hành chính",
            "signer": "Đặng Văn Phỏng",
            "signer_title": "Chánh Văn phòng",
            "addressees": [],
            "recipients": [
                "CT, các PCT UBND thị xã",
                "UBND các xã, phường",
                "Bưu điện thị xã",
                "Cổng TTĐT thị xã",
                "Lưu: VT",
            ],
        },
        "references": [reference("Quyết định", "1345/QĐ-UBND", "2022-08-12", "Chủ tịch UBND thị xã")],
        "scores": [],
        "totals": [],
        "ranks": [],
        "deductions": [],
        "percentages": [],
        "counts": [
            {"name": "hồ sơ còn lại", "value": 215, "of": None},
            {"name": "thủ tục trên Cổng dịch vụ công", "value": 186, "of": None},
        ],
        "dates": ["2022-08-12", "2022-08-22", "2022-08-31", "2022-09-05"],
        "checks": [],
        "handwritten": [],
    },
)

PROPOSAL = Sheet(
    name="09-to-trinh",
    parent=("UBND TỈNH SƠN HÀ",),
    issuer=("SỞ NỘI VỤ",),
    number="Số: ⟦146⟧ /TTr-SNV",
    place_date="Sơn Hà, ngày ⟦19⟧ tháng 02 năm 2024",
    type="TỜ TRÌNH",
    subject=(
        "Về việc công bố kết quả xác định Chỉ số cải cách hành chính",
        "năm 2023 của các cơ quan chuyên môn",
    ),
    addressees=("Chủ tịch Ủy ban nhân dân tỉnh",),
    authority=("Q. GIÁM ĐỐC",),
    signer="Lê Thị Ví Dụ",
    recipients=(
        "- Như trên;",
        "- Hội đồng thẩm định;",
        "- Lãnh đạo Sở;",
        "- Lưu: VT, CCHC.",
    ),
    seal="SỞ NỘI VỤ",
    body=paragraphs(
        """
Căn cứ Quyết định số 2210/QĐ-UBND ngày 08/12/2023 của UBND tỉnh về Bộ tiêu chí xác định Chỉ số cải cách hành chính, Sở Nội vụ đã chủ trì thẩm định kết quả tự chấm điểm của 20 cơ quan chuyên môn và tổ chức điều tra xã hội học với 3.150 phiếu, thu về 3.027 phiếu hợp lệ (đạt 96,1%).
Ngày 02/02/2024, Hội đồng thẩm định đã họp, biểu quyết thông qua kết quả với 11/11 thành viên dự họp tán thành (Biên bản số 04/BB-HĐTĐ ngày 02/02/2024). Theo đó, điểm bình quân của khối đạt 85,52 điểm, cao hơn năm trước 1,18 điểm; khoảng cách giữa cơ quan đứng đầu và cơ quan đứng cuối là 16,79 điểm.
Để kịp thời biểu dương các cơ quan làm tốt và nhắc nhở nơi chưa chuyển biến, Sở Nội vụ kính trình Chủ tịch UBND tỉnh xem xét, ký ban hành Quyết định công bố (dự thảo kèm theo)./.
"""
    ),
    facts={
        "document": {
            "type": "Tờ trình",
            "number": None,
            "symbol": "TTr-SNV",
            "number_symbol": None,
            "issuer": "Sở Nội vụ",
            "parent": "UBND tỉnh Sơn Hà",
            "place": "Sơn Hà",
            "date": None,
            "date_partial": "2024-02",
            "subject": "công bố kết quả xác định Chỉ số cải cách hành chính năm 2023 của các cơ quan chuyên môn",
            "signer": "Lê Thị Ví Dụ",
            "signer_title": "Quyền Giám đốc",
            "addressees": ["Chủ tịch Ủy ban nhân dân tỉnh"],
            "recipients": ["Như trên", "Hội đồng thẩm định", "Lãnh đạo Sở", "Lưu: VT, CCHC"],
        },
        "references": [
            reference("Quyết định", "2210/QĐ-UBND", "2023-12-08", "UBND tỉnh"),
            reference("Biên bản", "04/BB-HĐTĐ", "2024-02-02", "Hội đồng thẩm định"),
        ],
        "scores": [],
        "totals": [],
        "ranks": [],
        "deductions": [],
        "percentages": [{"name": "phiếu hợp lệ", "value": 96.1}],
        "counts": [
            {"name": "phiếu điều tra", "value": 3150, "of": None},
            {"name": "phiếu hợp lệ", "value": 3027, "of": None},
        ],
        "also": {
            "counts": [
                {"name": "cơ quan chuyên môn", "value": 20, "of": None},
                {"name": "thành viên tán thành", "value": 11, "of": 11},
                {"name": "phiếu hợp lệ", "value": 3027, "of": 3150},
            ],
            "totals": [
                {
                    "name": "điểm bình quân của khối",
                    "score": 85.52,
                    "max_score": None,
                    "percent": None,
                    "year": year,
                }
                for year in (2023, None)
            ],
            "dates": ["2024-02-19"],
        },
        "dates": ["2023-12-08", "2024-02-02"],
        "checks": [],
        "handwritten": ["number", "date.day"],
        "handwritten_values": {"number": "146", "number_symbol": "146/TTr-SNV", "date": "2024-02-19"},
    },
)

URGENT = Sheet(
    name="10-cong-van-khan",
    parent=("ỦY BAN NHÂN DÂN",),
    issuer=("TỈNH SƠN HÀ",),
    number="Số: 3308/UBND-TTHC",
    place_date="Sơn Hà, ngày 03 tháng 10 năm 2023",
    subject=("V/v chấn chỉnh tình trạng chậm trả", "kết quả thủ tục hành chính"),
    urgency="KHẨN",
    addressees=(
        "- Giám đốc các sở, ban, ngành;",
        "- Chủ tịch UBND các huyện, thị xã, thành phố.",
    ),
    authority=("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    signer="Ngô Văn Thử Nghiệm",
    recipients=(
        "- Như trên;",
        "- Chủ tịch, các PCT UBND tỉnh;",
        "- Trung tâm PVHCC tỉnh;",
        "- VPUB: CVP, PCVP;",
        "- Lưu: VT, TTHC.",
    ),
    seal="ỦY BAN NHÂN DÂN",
    size=13.5,
    leading=17.5,
    body=paragraphs(
        """
Qua theo dõi trên hệ thống thông tin giải quyết thủ tục hành chính của tỉnh, 9 tháng đầu năm 2023 toàn tỉnh đã tiếp nhận 187.640 hồ sơ; đến nay còn 1.294 hồ sơ chậm trả kết quả, chiếm 0,69%. Một số nơi để hồ sơ quá hạn kéo dài mà không xin lỗi người dân theo quy định tại Văn bản số 2765/UBND-TTHC ngày 21/8/2023 của UBND tỉnh.
Để chấn chỉnh, UBND tỉnh yêu cầu:
1. Giám đốc các sở, Chủ tịch UBND cấp huyện trực tiếp kiểm tra từng hồ sơ quá hạn, trả kết quả xong trước ngày 20/10/2023; hồ sơ vướng mắc phải nêu rõ lý do, cơ quan phối hợp và hướng xử lý.
2. UBND huyện Thượng Vân (312 hồ sơ), UBND thành phố Sơn Châu (278 hồ sơ) và Sở Tài nguyên và Môi trường (405 hồ sơ) báo cáo giải trình, kiểm điểm tập thể, cá nhân liên quan.
3. Trung tâm Phục vụ hành chính công tỉnh công khai hằng tuần danh sách cơ quan chậm trả; gửi cảnh báo qua tin nhắn cho người đứng đầu khi hồ sơ còn 01 ngày làm việc là đến hạn.
4. Sở Nội vụ trừ điểm thi đua theo Quyết định số 1090/QĐ-UBND ngày 18/5/2022 của UBND tỉnh đối với cơ quan có tỷ lệ quá hạn trên 2%.
Yêu cầu các cơ quan, địa phương thực hiện nghiêm túc, báo cáo kết quả về UBND tỉnh trước ngày 25/10/2023./.
"""
    ),
    facts={
        "document": {
            "type": "Công văn",
            "number": "3308",
            "symbol": "UBND-TTHC",
            "number_symbol": "3308/UBND-TTHC",
            "issuer": "Ủy ban nhân dân tỉnh Sơn Hà",
            "parent": None,
            "place": "Sơn Hà",
            "date": "2023-10-03",
            "subject": "chấn chỉnh tình trạng chậm trả kết quả thủ tục hành chính",
            "signer": "Ngô Văn Thử Nghiệm",
            "signer_title": "Phó Chủ tịch",
            "urgency": "KHẨN",
            "addressees": [
                "Giám đốc các sở, ban, ngành",
                "Chủ tịch UBND các huyện, thị xã, thành phố",
            ],
            "recipients": [
                "Như trên",
                "Chủ tịch, các PCT UBND tỉnh",
                "Trung tâm PVHCC tỉnh",
                "VPUB: CVP, PCVP",
                "Lưu: VT, TTHC",
            ],
        },
        "references": [
            reference("Văn bản", "2765/UBND-TTHC", "2023-08-21", "UBND tỉnh"),
            reference("Quyết định", "1090/QĐ-UBND", "2022-05-18", "UBND tỉnh"),
        ],
        "scores": [],
        "totals": [],
        "ranks": [],
        "deductions": [],
        "percentages": [
            {"name": "hồ sơ chậm trả kết quả", "value": 0.69},
            {"name": "tỷ lệ quá hạn", "value": 2.0},
        ],
        "counts": [
            {"name": "hồ sơ tiếp nhận", "value": 187640, "of": None},
            {"name": "hồ sơ chậm trả kết quả", "value": 1294, "of": None},
            {"name": "hồ sơ quá hạn của UBND huyện Thượng Vân", "value": 312, "of": None},
            {"name": "hồ sơ quá hạn của UBND thành phố Sơn Châu", "value": 278, "of": None},
            {"name": "hồ sơ quá hạn của Sở Tài nguyên và Môi trường", "value": 405, "of": None},
        ],
        "dates": ["2022-05-18", "2023-08-21", "2023-10-03", "2023-10-20", "2023-10-25"],
        "checks": [],
        "handwritten": [],
    },
)
