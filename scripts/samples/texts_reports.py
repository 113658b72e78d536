"""Reports of the invented province Sơn Hà. Every name, number and figure is made up."""

# ruff: noqa: E501 - a paragraph of a document is one line here

from __future__ import annotations

from samples.document import NewPage, Paragraph, Sheet, SignOff, Table, paragraphs, reference, score

CONCLUSION = Sheet(
    name="01-ket-luan",
    parent=("UBND TỈNH SƠN HÀ",),
    issuer=("SỞ XÂY DỰNG",),
    number="Số: 712/KL-SXD",
    place_date="Sơn Hà, ngày 14 tháng 6 năm 2021",
    type="KẾT LUẬN",
    subject=(
        "Của Giám đốc Sở tại Hội nghị phân tích kết quả Chỉ số",
        "cải cách hành chính năm 2020 và bàn biện pháp khắc phục",
        "các tiêu chí còn mất điểm",
    ),
    authority=("GIÁM ĐỐC",),
    signer="Nguyễn Văn Mẫu",
    recipients=(
        "- Giám đốc, các Phó Giám đốc Sở;",
        "- Các phòng, ban thuộc Sở;",
        "- Trung tâm Quy hoạch xây dựng;",
        "- Trang thông tin điện tử của Sở;",
        "- Lưu: VT, VP.",
    ),
    seal="SỞ XÂY DỰNG",
    body=paragraphs(
        """
Sáng ngày 11/6/2021, Sở Xây dựng tổ chức Hội nghị phân tích kết quả Chỉ số cải cách hành chính (CCHC) năm 2020. Dự họp có Ban Giám đốc, Trưởng các phòng chuyên môn, Chi cục trưởng Chi cục Giám định xây dựng và toàn bộ công chức đầu mối phụ trách công tác cải cách hành chính.
Qua nghe Văn phòng Sở báo cáo số liệu chấm điểm kèm theo Quyết định số 318/QĐ-UBND ngày 22/02/2021 của Chủ tịch UBND tỉnh, ý kiến giải trình của từng bộ phận, Giám đốc Sở kết luận các nội dung sau đây:
**I. VỀ KẾT QUẢ CHẤM ĐIỂM NĂM 2020**
**1. Những mặt làm được**
Năm 2020 Chỉ số CCHC của Sở Xây dựng đạt 86,51/100 điểm. Điểm của từng lĩnh vực được Hội đồng thẩm định công nhận cụ thể là:
(1) Chỉ đạo, điều hành cải cách hành chính đạt 11,20/12,00 điểm (đạt 93,33%).
(2) Tham mưu xây dựng và tổ chức thi hành văn bản quy phạm pháp luật đạt 7,50/8,00 điểm (đạt 93,75%).
(3) Cải cách thủ tục hành chính đạt 12,60/14,00 điểm (đạt 90%).
(4) Cải cách tổ chức bộ máy đạt 6,75/7,50 điểm (đạt 90%).
(5) Cải cách chế độ công vụ đạt 9,30/10,00 điểm (đạt 93%).
(6) Cải cách tài chính công đạt 7,25/8,50 điểm (đạt 85,29%).
(7) Xây dựng và phát triển chính quyền điện tử, chính quyền số đạt 10,40/15,00 điểm (đạt 69,33%).
(8) Khảo sát sự hài lòng của người dân và doanh nghiệp đạt 21,15/25,00 điểm (đạt 84,6%).
Với số điểm này, Sở Xây dựng xếp vị trí 9/20 cơ quan chuyên môn cấp tỉnh, tăng 3 bậc so với năm 2019 (năm 2019 xếp vị trí 12/20).
Có được chuyển biến trên là do Ban Giám đốc đã họp giao ban chuyên đề hằng quý, mỗi phòng đều có người chịu trách nhiệm đến cùng về tiêu chí được phân công; quy trình thẩm định thiết kế được rút gọn, hồ sơ cấp phép xây dựng được luân chuyển trên môi trường điện tử và người dân theo dõi được từng bước xử lý.
**2. Những mặt còn yếu**
(1) Còn 07 hồ sơ cấp chứng chỉ hành nghề trả kết quả chậm so với giấy hẹn.
(2) Việc đánh giá nội bộ chưa sát, điểm tự chấm cao hơn điểm thẩm định ở nhiều mục.
(3) Các nội dung không có điểm hoặc mất nhiều điểm:
- Hồ sơ nộp trực tuyến toàn trình chưa đạt mức tối thiểu được giao, bị trừ 2,50 điểm.
- Báo cáo quý III gửi không đúng hạn, bị trừ 0,75 điểm.
**II. NHIỆM VỤ TRONG THỜI GIAN TỚI**
1. Văn phòng Sở chủ trì, trong tháng 6 hoàn thành bảng theo dõi điểm số của từng tiêu chí; ai để mất điểm phải giải trình bằng văn bản với Giám đốc Sở. Việc chấm điểm năm 2021 bám sát Công văn số 415/SNV-CCHC ngày 09/3/2021 của Sở Nội vụ.
2. Phòng Quản lý hoạt động xây dựng rà lại toàn bộ quy trình cấp chứng chỉ, chấm dứt tình trạng yêu cầu nộp thêm giấy tờ ngoài thành phần đã niêm yết; phấn đấu 98% hồ sơ được trả trước hoặc đúng hẹn.
3. Phòng Quy hoạch kiến trúc phối hợp với Trung tâm Quy hoạch xây dựng đưa bản đồ quy hoạch phân khu lên cổng dữ liệu mở, tạo thuận lợi cho tổ chức, cá nhân tra cứu mà không cần đến trụ sở.
4. Thanh tra Sở kiểm tra đột xuất việc chấp hành giờ giấc, thái độ tiếp dân tại bộ phận một cửa, mỗi quý ít nhất một lần và thông báo công khai trong cuộc họp giao ban.
Yêu cầu Trưởng các phòng, đơn vị nghiêm túc triển khai; vướng mắc phát sinh kịp thời báo cáo qua Văn phòng Sở để tổng hợp, trình Giám đốc xem xét, xử lý./.
"""
    ),
    facts={
        "document": {
            "type": "Kết luận",
            "number": "712",
            "symbol": "KL-SXD",
            "number_symbol": "712/KL-SXD",
            "issuer": "Sở Xây dựng",
            "parent": "UBND tỉnh Sơn Hà",
            "place": "Sơn Hà",
            "date": "2021-06-14",
            "subject": "Của Giám đốc Sở tại Hội nghị phân tích kết quả Chỉ số cải cách hành chính năm 2020 "
            "và bàn biện pháp khắc phục các tiêu chí còn mất điểm",
            "signer": "Nguyễn Văn Mẫu",
            "signer_title": "Giám đốc",
            "addressees": [],
            "recipients": [
                "Giám đốc, các Phó Giám đốc Sở",
                "Các phòng, ban thuộc Sở",
                "Trung tâm Quy hoạch xây dựng",
                "Trang thông tin điện tử của Sở",
                "Lưu: VT, VP",
            ],
        },
        "references": [
            reference("Quyết định", "318/QĐ-UBND", "2021-02-22", "Chủ tịch UBND tỉnh"),
            reference("Công văn", "415/SNV-CCHC", "2021-03-09", "Sở Nội vụ"),
        ],
        "scores": [
            score("Chỉ đạo, điều hành cải cách hành chính", 11.2, 12.0, 93.33, 2020),
            score("Tham mưu xây dựng và tổ chức thi hành văn bản quy phạm pháp luật", 7.5, 8.0, 93.75, 2020),
            score("Cải cách thủ tục hành chính", 12.6, 14.0, 90.0, 2020),
            score("Cải cách tổ chức bộ máy", 6.75, 7.5, 90.0, 2020),
            score("Cải cách chế độ công vụ", 9.3, 10.0, 93.0, 2020),
            score("Cải cách tài chính công", 7.25, 8.5, 85.29, 2020),
            score("Xây dựng và phát triển chính quyền điện tử, chính quyền số", 10.4, 15.0, 69.33, 2020),
            score("Khảo sát sự hài lòng của người dân và doanh nghiệp", 21.15, 25.0, 84.6, 2020),
        ],
        "totals": [
            {
                "name": "Chỉ số CCHC của Sở Xây dựng",
                "score": 86.51,
                "max_score": 100.0,
                "percent": None,
                "year": 2020,
            }
        ],
        "ranks": [
            {"name": "Chỉ số CCHC", "position": 9, "of": 20, "change": 3, "year": 2020},
            {"name": "Chỉ số CCHC", "position": 12, "of": 20, "change": None, "year": 2019},
        ],
        "deductions": [
            {"name": "Hồ sơ nộp trực tuyến toàn trình chưa đạt mức tối thiểu được giao", "points": 2.5},
            {"name": "Báo cáo quý III gửi không đúng hạn", "points": 0.75},
        ],
        "percentages": [{"name": "hồ sơ được trả trước hoặc đúng hẹn", "value": 98.0}],
        "counts": [{"name": "hồ sơ cấp chứng chỉ hành nghề trả kết quả chậm", "value": 7, "of": None}],
        "dates": ["2021-02-22", "2021-03-09", "2021-06-11", "2021-06-14"],
        "checks": ["score-sum"],
        "handwritten": [],
    },
)

HALF_YEAR = Sheet(
    name="02-bao-cao-6-thang",
    parent=("UBND TỈNH SƠN HÀ",),
    issuer=("SỞ GIAO THÔNG VẬN TẢI",),
    number="Số: 1186/BC-SGTVT",
    place_date="Sơn Hà, ngày 08 tháng 6 năm 2023",
    type="BÁO CÁO",
    subject=("Công tác cải cách hành chính 6 tháng đầu năm 2023",),
    authority=("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
    signer="Trần Thị Thử",
    recipients=(
        "- Sở Nội vụ;",
        "- Văn phòng UBND tỉnh;",
        "- Giám đốc Sở (để báo cáo);",
        "- Các phòng, đơn vị thuộc Sở;",
        "- Lưu: VT, VP (Thử).",
    ),
    seal="SỞ GIAO THÔNG VẬN TẢI",
    size=13.0,
    leading=17.0,
    body=paragraphs(
        """
Theo yêu cầu của Sở Nội vụ tại Công văn số 846/SNV-CCHC ngày 22/5/2023 về chế độ báo cáo định kỳ, Sở Giao thông vận tải báo cáo tình hình thực hiện công tác cải cách hành chính (CCHC) trong 6 tháng đầu năm 2023 như sau:
**I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH**
1. Ngay từ đầu năm, Sở đã quán triệt đến toàn thể công chức, viên chức các văn bản của Trung ương và của tỉnh, gồm: Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ; Quyết định số 468/QĐ-TTg ngày 27/3/2021 của Thủ tướng Chính phủ; Chương trình hành động số 21-CTr/TU ngày 18/6/2021 của Tỉnh ủy; Kế hoạch số 203/KH-UBND ngày 29/12/2022 của UBND tỉnh về CCHC năm 2023.
2. Để cụ thể hóa nhiệm vụ được giao, Giám đốc Sở đã ký ban hành: Kế hoạch số 11/KH-SGTVT ngày 06/01/2023 về CCHC năm 2023; Kế hoạch số 19/KH-SGTVT ngày 13/01/2023 về tuyên truyền CCHC; Kế hoạch số 27/KH-SGTVT ngày 31/01/2023 về kiểm soát thủ tục hành chính (TTHC); Quyết định số 64/QĐ-SGTVT ngày 10/02/2023 về việc kiện toàn Tổ giúp việc CCHC.
3. Về kiểm tra, Sở đã thành lập Đoàn kiểm tra theo Quyết định số 112/QĐ-SGTVT ngày 07/3/2023 và kiểm tra trực tiếp 04 đơn vị trực thuộc. Kết quả được thông báo công khai tại Thông báo số 39/TB-SGTVT ngày 28/4/2023.
4. Các nhiệm vụ do UBND tỉnh, Chủ tịch UBND tỉnh giao tại các Công văn: số 215/UBND-NC ngày 17/01/2023, số 580/UBND-KTN ngày 14/02/2023, số 1442/UBND-TTHC ngày 05/4/2023 đều được thực hiện đúng thời hạn, không có nhiệm vụ quá hạn.
**II. KẾT QUẢ TRÊN CÁC LĨNH VỰC**
**1. Cải cách thể chế**
Sở đã trình UBND tỉnh ban hành 02 văn bản quy phạm pháp luật là Quyết định số 08/2023/QĐ-UBND ngày 20/02/2023 quy định phân cấp quản lý đường huyện và Quyết định số 15/2023/QĐ-UBND ngày 19/4/2023 sửa đổi giá dịch vụ bến xe. Việc rà soát văn bản thực hiện theo Nghị định số 34/2016/NĐ-CP ngày 14/5/2016 và Nghị định số 154/2020/NĐ-CP ngày 31/12/2020 của Chính phủ; qua rà soát đã kiến nghị bãi bỏ 03 văn bản không còn phù hợp.
**2. Cải cách thủ tục hành chính**
- Tính đến ngày 31/5/2023, bộ TTHC của ngành có 118 thủ tục, được công bố tại Quyết định số 377/QĐ-UBND ngày 16/3/2023 và Quyết định số 522/QĐ-UBND ngày 11/4/2023 của Chủ tịch UBND tỉnh. Tất cả đều được niêm yết và cập nhật trên Cơ sở dữ liệu quốc gia.
- Trong kỳ, Sở tiếp nhận 6.482 hồ sơ, trong đó tiếp nhận trực tuyến 4.095 hồ sơ; đã giải quyết 6.310 hồ sơ, gồm 6.297 hồ sơ trước hạn và đúng hạn, 13 hồ sơ quá hạn. Đối với hồ sơ quá hạn, Sở đã gửi thư xin lỗi theo Quyết định số 96/2021/QĐ-UBND ngày 30/11/2021 của UBND tỉnh.
- Cơ chế một cửa được thực hiện theo Nghị định số 61/2018/NĐ-CP ngày 23/4/2018, được sửa đổi tại Nghị định số 107/2021/NĐ-CP ngày 06/12/2021 của Chính phủ và Thông tư số 01/2018/TT-VPCP ngày 23/11/2018 của Văn phòng Chính phủ. Tỷ lệ hồ sơ được số hóa thành phần đạt 87,4%.
**3. Cải cách tổ chức bộ máy**
Căn cứ Nghị định số 107/2020/NĐ-CP ngày 14/9/2020 của Chính phủ và Đề án số 05/ĐA-SGTVT ngày 24/3/2022, Sở đã giải thể 01 phòng, hiện còn 06 phòng và 03 đơn vị sự nghiệp. Kết luận của Thanh tra tỉnh tại Kết luận số 17/KL-TTr ngày 12/01/2023 đã được khắc phục xong.
**4. Cải cách chế độ công vụ**
Sở được giao 84 biên chế, hiện có mặt 79 công chức. Việc đánh giá, xếp loại thực hiện theo Nghị định số 90/2020/NĐ-CP ngày 13/8/2020 của Chính phủ; Sở đã cử 26 lượt công chức đi bồi dưỡng theo Kế hoạch số 42/KH-SGTVT ngày 24/02/2023.
**5. Cải cách tài chính công**
Sở thực hiện quy chế chi tiêu nội bộ ban hành kèm theo Quyết định số 31/QĐ-SGTVT ngày 18/01/2023; 03/03 đơn vị sự nghiệp đã được giao quyền tự chủ theo Nghị định số 60/2021/NĐ-CP ngày 21/6/2021 của Chính phủ. Đến hết tháng 5, giải ngân vốn đầu tư công đạt 46,2% kế hoạch năm.
**6. Xây dựng và phát triển chính quyền điện tử, chính quyền số**
Sở duy trì hệ thống quản lý chất lượng theo TCVN ISO 9001:2015; 99,5% văn bản đi được ký số và gửi trên trục liên thông. Sở đã hoàn thành phân loại cấp độ an toàn thông tin theo hướng dẫn tại Công văn số 267/STTTT-CNTT ngày 02/3/2023 của Sở Thông tin và Truyền thông.
**III. ĐÁNH GIÁ CHUNG**
Theo công bố của UBND tỉnh tại Quyết định số 430/QĐ-UBND ngày 27/3/2023, Chỉ số CCHC năm 2022 của Sở đạt 88,94/100 điểm, xếp hạng 6/20 sở, ban, ngành, giảm 2 bậc so với năm 2021. Hạn chế chủ yếu là hồ sơ đổi giấy phép lái xe tăng đột biến vào tháng 3, phần mềm của ngành có lúc bị gián đoạn, một số công chức mới nhận nhiệm vụ còn lúng túng khi hướng dẫn người dân nộp hồ sơ qua mạng.
**IV. NHIỆM VỤ 6 THÁNG CUỐI NĂM**
1. Tập trung xử lý dứt điểm các tiêu chí bị mất điểm nêu tại Báo cáo số 74/BC-SNV ngày 03/4/2023 của Sở Nội vụ.
2. Bố trí thêm bàn hướng dẫn, hỗ trợ người dân tạo tài khoản định danh và thanh toán trực tuyến; phấn đấu tỷ lệ hồ sơ nộp qua mạng đạt 75% vào cuối năm.
3. Kiểm tra việc khắc phục tồn tại tại các đơn vị; lấy kết quả CCHC làm căn cứ xét thi đua, khen thưởng và bố trí cán bộ.
Trên đây là tình hình thực hiện công tác CCHC 6 tháng đầu năm 2023, Sở Giao thông vận tải kính báo cáo./.
"""
    ),
    facts={
        "document": {
            "type": "Báo cáo",
            "number": "1186",
            "symbol": "BC-SGTVT",
            "number_symbol": "1186/BC-SGTVT",
            "issuer": "Sở Giao thông vận tải",
            "parent": "UBND tỉnh Sơn Hà",
            "place": "Sơn Hà",
            "date": "2023-06-08",
            "subject": "Công tác cải cách hành chính 6 tháng đầu năm 2023",
            "signer": "Trần Thị Thử",
            "signer_title": "Phó Giám đốc",
            "addressees": [],
            "recipients": [
                "Sở Nội vụ",
                "Văn phòng UBND tỉnh",
                "Giám đốc Sở (để báo cáo)",
                "Các phòng, đơn vị thuộc Sở",
                "Lưu: VT, VP (Thử)",
            ],
        },
        "references": [
            reference("Công văn", "846/SNV-CCHC", "2023-05-22", "Sở Nội vụ"),
            reference("Nghị quyết", "76/NQ-CP", "2021-07-15", "Chính phủ"),
            reference("Quyết định", "468/QĐ-TTg", "2021-03-27", "Thủ tướng Chính phủ"),
            reference("Chương trình hành động", "21-CTr/TU", "2021-06-18", "Tỉnh ủy"),
            reference("Kế hoạch", "203/KH-UBND", "2022-12-29", "UBND tỉnh"),
            reference("Kế hoạch", "11/KH-SGTVT", "2023-01-06", "Sở Giao thông vận tải"),
            reference("Kế hoạch", "19/KH-SGTVT", "2023-01-13", "Sở Giao thông vận tải"),
            reference("Kế hoạch", "27/KH-SGTVT", "2023-01-31", "Sở Giao thông vận tải"),
            reference("Quyết định", "64/QĐ-SGTVT", "2023-02-10", "Sở Giao thông vận tải"),
            reference("Quyết định", "112/QĐ-SGTVT", "2023-03-07", "Sở Giao thông vận tải"),
            reference("Thông báo", "39/TB-SGTVT", "2023-04-28", "Sở Giao thông vận tải"),
            reference("Công văn", "215/UBND-NC", "2023-01-17", "UBND tỉnh"),
            reference("Công văn", "580/UBND-KTN", "2023-02-14", "UBND tỉnh"),
            reference("Công văn", "1442/UBND-TTHC", "2023-04-05", "UBND tỉnh"),
            reference("Quyết định", "08/2023/QĐ-UBND", "2023-02-20", "UBND tỉnh"),
            reference("Quyết định", "15/2023/QĐ-UBND", "2023-04-19", "UBND tỉnh"),
            reference("Nghị định", "34/2016/NĐ-CP", "2016-05-14", "Chính phủ"),
            reference("Nghị định", "154/2020/NĐ-CP", "2020-12-31", "Chính phủ"),
            reference("Quyết định", "377/QĐ-UBND", "2023-03-16", "Chủ tịch UBND tỉnh"),
            reference("Quyết định", "522/QĐ-UBND", "2023-04-11", "Chủ tịch UBND tỉnh"),
            reference("Quyết định", "96/2021/QĐ-UBND", "2021-11-30", "UBND tỉnh"),
            reference("Nghị định", "61/2018/NĐ-CP", "2018-04-23", "Chính phủ"),
            reference("Nghị định", "107/2021/NĐ-CP", "2021-12-06", "Chính phủ"),
            reference("Thông tư", "01/2018/TT-VPCP", "2018-11-23", "Văn phòng Chính phủ"),
            reference("Nghị định", "107/2020/NĐ-CP", "2020-09-14", "Chính phủ"),
            reference("Đề án", "05/ĐA-SGTVT", "2022-03-24", "Sở Giao thông vận tải"),
            reference("Kết luận", "17/KL-TTr", "2023-01-12", "Thanh tra tỉnh"),
            reference("Nghị định", "90/2020/NĐ-CP", "2020-08-13", "Chính phủ"),
            reference("Kế hoạch", "42/KH-SGTVT", "2023-02-24", "Sở Giao thông vận tải"),
            reference("Quyết định", "31/QĐ-SGTVT", "2023-01-18", "Sở Giao thông vận tải"),
            reference("Nghị định", "60/2021/NĐ-CP", "2021-06-21", "Chính phủ"),
            reference("Công văn", "267/STTTT-CNTT", "2023-03-02", "Sở Thông tin và Truyền thông"),
            reference("Quyết định", "430/QĐ-UBND", "2023-03-27", "UBND tỉnh"),
            reference("Báo cáo", "74/BC-SNV", "2023-04-03", "Sở Nội vụ"),
        ],
        "scores": [],
        "totals": [
            {
                "name": "Chỉ số CCHC năm 2022 của Sở",
                "score": 88.94,
                "max_score": 100.0,
                "percent": None,
                "year": 2022,
            }
        ],
        "ranks": [{"name": "Chỉ số CCHC năm 2022", "position": 6, "of": 20, "change": -2, "year": 2022}],
        "deductions": [],
        "percentages": [
            {"name": "hồ sơ được số hóa thành phần", "value": 87.4},
            {"name": "giải ngân vốn đầu tư công", "value": 46.2},
            {"name": "văn bản đi được ký số và gửi trên trục liên thông", "value": 99.5},
            {"name": "hồ sơ nộp qua mạng", "value": 75.0},
        ],
        "counts": [
            {"name": "đơn vị trực thuộc được kiểm tra", "value": 4, "of": None},
            {"name": "văn bản quy phạm pháp luật trình UBND tỉnh ban hành", "value": 2, "of": None},
            {"name": "văn bản kiến nghị bãi bỏ", "value": 3, "of": None},
            {"name": "thủ tục hành chính của ngành", "value": 118, "of": None},
            {"name": "hồ sơ tiếp nhận", "value": 6482, "of": None},
            {"name": "hồ sơ tiếp nhận trực tuyến", "value": 4095, "of": None},
            {"name": "hồ sơ đã giải quyết", "value": 6310, "of": None},
            {"name": "hồ sơ trước hạn và đúng hạn", "value": 6297, "of": None},
            {"name": "hồ sơ quá hạn", "value": 13, "of": None},
            {"name": "phòng giải thể", "value": 1, "of": None},
            {"name": "phòng hiện còn", "value": 6, "of": None},
            {"name": "đơn vị sự nghiệp", "value": 3, "of": None},
            {"name": "biên chế được giao", "value": 84, "of": None},
            {"name": "công chức hiện có mặt", "value": 79, "of": None},
            {"name": "lượt công chức đi bồi dưỡng", "value": 26, "of": None},
            {"name": "đơn vị sự nghiệp được giao quyền tự chủ", "value": 3, "of": 3},
        ],
        "dates": [
            "2016-05-14",
            "2018-04-23",
            "2018-11-23",
            "2020-08-13",
            "2020-09-14",
            "2020-12-31",
            "2021-03-27",
            "2021-06-18",
            "2021-06-21",
            "2021-07-15",
            "2021-11-30",
            "2021-12-06",
            "2022-03-24",
            "2022-12-29",
            "2023-01-06",
            "2023-01-12",
            "2023-01-13",
            "2023-01-17",
            "2023-01-18",
            "2023-01-31",
            "2023-02-10",
            "2023-02-14",
            "2023-02-20",
            "2023-02-24",
            "2023-03-02",
            "2023-03-07",
            "2023-03-16",
            "2023-03-27",
            "2023-04-03",
            "2023-04-05",
            "2023-04-11",
            "2023-04-19",
            "2023-04-28",
            "2023-05-22",
            "2023-05-31",
            "2023-06-08",
        ],
        "checks": [],
        "handwritten": [],
    },
)

_BY_FIELD = (
    ("1", "Đất đai", "2.846", "2.790", "41", "15"),
    ("2", "Hộ tịch", "1.973", "1.973", "0", "0"),
    ("3", "Chứng thực", "5.218", "5.218", "0", "0"),
    ("4", "Đăng ký kinh doanh", "407", "402", "3", "2"),
    ("5", "Bảo trợ xã hội", "1.164", "1.149", "9", "6"),
    ("6", "Xây dựng", "238", "229", "4", "5"),
    ("7", "Giáo dục và đào tạo", "95", "95", "0", "0"),
    ("8", "Tài nguyên và môi trường", "61", "57", "1", "3"),
    ("", "Tổng cộng", "12.002", "11.913", "58", "31"),
)

_BY_COMMUNE = (
    ("1", "Thị trấn Lâm Trà", "1.482", "1.105", "377", "1.461", "12", "9"),
    ("2", "Xã Trà Thượng", "864", "529", "335", "851", "6", "7"),
    ("3", "Xã Trà Hạ", "793", "488", "305", "790", "2", "1"),
    ("4", "Xã Lâm Bình Đông", "655", "402", "253", "649", "4", "2"),
    ("5", "Xã Lâm Bình Tây", "617", "371", "246", "615", "0", "2"),
    ("6", "Xã Suối Ngàn", "348", "163", "185", "339", "5", "4"),
    ("7", "Xã Đồng Vang", "529", "318", "211", "526", "1", "2"),
    ("8", "Xã Hòn Mây", "276", "121", "155", "270", "3", "3"),
    ("9", "Xã Bến Lụa", "581", "364", "217", "581", "0", "0"),
    ("10", "Xã Gò Thông", "442", "257", "185", "437", "2", "3"),
    ("", "Tổng cộng", "6.587", "4.118", "2.469", "6.519", "35", "33"),
)

_OF_COMMUNES = ("Tổng tiếp nhận", "Nộp trực tuyến", "Nộp trực tiếp", "Đã giải quyết", "Quá hạn", "Đang xử lý")

YEAR = Sheet(
    name="03-bao-cao-nam",
    parent=("ỦY BAN NHÂN DÂN",),
    issuer=("HUYỆN LÂM TRÀ",),
    number="Số: 452/BC-UBND-VP",
    place_date="Lâm Trà, ngày 05 tháng 12 năm 2022",
    type="BÁO CÁO",
    subject=("Kết quả giải quyết thủ tục hành chính năm 2022", "trên địa bàn huyện Lâm Trà"),
    addressees=("Ủy ban nhân dân tỉnh Sơn Hà",),
    authority=("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    signer="Hoàng Văn Thí",
    recipients=(
        "- Như trên;",
        "- Sở Nội vụ;",
        "- Thường trực Huyện ủy, HĐND huyện;",
        "- CT, các PCT UBND huyện;",
        "- UBND các xã, thị trấn;",
        "- Lưu: VT, NV.",
    ),
    seal="ỦY BAN NHÂN DÂN",
    size=13.5,
    leading=17.5,
    body=(
        *paragraphs(
            """
Thực hiện Kế hoạch số 31/KH-UBND ngày 18/01/2022 của UBND huyện về kiểm soát thủ tục hành chính (TTHC) năm 2022, UBND huyện Lâm Trà báo cáo kết quả giải quyết TTHC từ ngày 01/12/2021 đến ngày 30/11/2022 như sau:
**I. KẾT QUẢ TIẾP NHẬN VÀ GIẢI QUYẾT HỒ SƠ**
**1. Tại Bộ phận một cửa của huyện**
Trong năm, Bộ phận một cửa của huyện đã tiếp nhận hồ sơ ở tám lĩnh vực. Số liệu chi tiết thể hiện ở bảng dưới đây:
"""
        ),
        Table(
            title="Bảng 1. Hồ sơ tại Bộ phận một cửa của huyện",
            header=("STT", "Lĩnh vực", "Tiếp nhận", "Đúng hạn", "Quá hạn", "Đang xử lý"),
            rows=_BY_FIELD,
            widths=(0.9, 4.6, 2, 2, 1.8, 2),
            bold_last=True,
            size=12.5,
        ),
        *paragraphs(
            """
Tỷ lệ hồ sơ trả đúng hạn trong số hồ sơ đã giải quyết là 99,52%. Hồ sơ quá hạn tập trung ở lĩnh vực đất đai do phải chờ trích đo địa chính, nhiều thửa đất có ranh giới chưa thống nhất giữa các hộ liền kề.
**2. Tại UBND các xã, thị trấn**
Mười xã, thị trấn đều bố trí công chức trực tiếp nhận hồ sơ vào tất cả các ngày làm việc; số liệu của từng nơi được tổng hợp ở phụ lục kèm theo báo cáo này.
**II. ĐÁNH GIÁ**
1. Việc luân chuyển hồ sơ giữa các phòng chuyên môn đã thực hiện hoàn toàn trên phần mềm một cửa điện tử. Người dân được nhắn tin báo khi hồ sơ có kết quả. Qua 426 phiếu khảo sát, có 94,6% người được hỏi trả lời hài lòng.
2. Trang thiết bị ở một số xã vùng cao còn thiếu, đường truyền chập chờn; công chức tư pháp - hộ tịch phải kiêm nhiều việc. Tỷ lệ hồ sơ trực tuyến tại các xã mới đạt 62,52%.
**III. KIẾN NGHỊ**
Đề nghị UBND tỉnh bố trí kinh phí thay thế 18 máy quét đã hỏng và tổ chức tập huấn kỹ năng số cho công chức cấp xã trong quý I năm 2023./.
"""
        ),
        SignOff(),
        NewPage(landscape=True),
        Paragraph("**PHỤ LỤC**", align="centre"),
        Paragraph("**HỒ SƠ THỦ TỤC HÀNH CHÍNH TẠI CÁC XÃ, THỊ TRẤN NĂM 2022**", align="centre"),
        Paragraph(
            "__(Kèm theo Báo cáo số 452/BC-UBND-VP ngày 05/12/2022 của UBND huyện Lâm Trà)__", align="centre"
        ),
        Table(
            header=(
                "STT",
                "Xã, thị trấn",
                "Tổng tiếp nhận",
                "Nộp trực tuyến",
                "Nộp trực tiếp",
                "Đã giải quyết",
                "Quá hạn",
                "Đang xử lý",
            ),
            rows=_BY_COMMUNE,
            widths=(0.9, 4, 2.3, 2.3, 2.2, 2.2, 1.8, 2),
            bold_last=True,
            size=13,
        ),
    ),
    facts={
        "document": {
            "type": "Báo cáo",
            "number": "452",
            "symbol": "BC-UBND-VP",
            "number_symbol": "452/BC-UBND-VP",
            "issuer": "Ủy ban nhân dân huyện Lâm Trà",
            "parent": None,
            "place": "Lâm Trà",
            "date": "2022-12-05",
            "subject": "Kết quả giải quyết thủ tục hành chính năm 2022 trên địa bàn huyện Lâm Trà",
            "signer": "Hoàng Văn Thí",
            "signer_title": "Phó Chủ tịch",
            "addressees": ["Ủy ban nhân dân tỉnh Sơn Hà"],
            "recipients": [
                "Như trên",
                "Sở Nội vụ",
                "Thường trực Huyện ủy, HĐND huyện",
                "CT, các PCT UBND huyện",
                "UBND các xã, thị trấn",
                "Lưu: VT, NV",
            ],
        },
        "references": [reference("Kế hoạch", "31/KH-UBND", "2022-01-18", "UBND huyện")],
        "scores": [],
        "totals": [],
        "ranks": [],
        "deductions": [],
        "percentages": [
            {"name": "hồ sơ trả đúng hạn trong số hồ sơ đã giải quyết", "value": 99.52},
            {"name": "người được hỏi trả lời hài lòng", "value": 94.6},
            {"name": "hồ sơ trực tuyến tại các xã", "value": 62.52},
        ],
        "counts": [
            {"name": "phiếu khảo sát", "value": 426, "of": None},
            *(
                {"name": f"{field}: {name}", "value": int(cell.replace(".", "")), "of": None}
                for _, field, *cells in _BY_FIELD[:-1]
                for name, cell in zip(("Tiếp nhận", "Đúng hạn", "Quá hạn", "Đang xử lý"), cells, strict=True)
            ),
            *(
                {"name": name, "value": int(cell.replace(".", "")), "of": None}
                for _, _, *cells in _BY_COMMUNE[:-1]
                for name, cell in zip(_OF_COMMUNES, cells, strict=True)
            ),
        ],
        "also": {"counts": [{"name": "máy quét đã hỏng", "value": 18, "of": None}]},
        "dates": ["2021-12-01", "2022-01-18", "2022-11-30", "2022-12-05"],
        "checks": [],
        "handwritten": [],
    },
)

FIVE_YEARS = Sheet(
    name="04-tong-ket-5-nam",
    parent=("UBND TỈNH SƠN HÀ",),
    issuer=("SỞ LAO ĐỘNG - THƯƠNG BINH", "VÀ XÃ HỘI"),
    number="Số: 1523/BC-SLĐTBXH",
    place_date="Sơn Hà, ngày 17 tháng 11 năm 2020",
    type="BÁO CÁO",
    subject=("Tổng kết Chương trình cải cách hành chính", "giai đoạn 2016 - 2020"),
    authority=("GIÁM ĐỐC",),
    signer="Đỗ Thị Minh Họa",
    recipients=(
        "- UBND tỉnh (để báo cáo);",
        "- Sở Nội vụ;",
        "- Lãnh đạo Sở;",
        "- Các đơn vị trực thuộc;",
        "- Lưu: VT, VPS.",
    ),
    seal="SỞ LAO ĐỘNG - TB VÀ XH",
    body=paragraphs(
        """
Căn cứ hướng dẫn của Sở Nội vụ tại Công văn số 1907/SNV-CCHC ngày 20/10/2020, Sở Lao động - Thương binh và Xã hội báo cáo tổng kết 05 năm thực hiện công tác cải cách hành chính (CCHC) như sau:
**I. CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO**
Mỗi năm Sở đều có kế hoạch riêng về CCHC[^1], gắn nhiệm vụ cụ thể với từng phòng và thời hạn hoàn thành. Giám đốc Sở trực tiếp làm Trưởng ban chỉ đạo, định kỳ nghe các phòng báo cáo tiến độ vào tuần cuối của tháng.
Công tác tuyên truyền được đổi mới: thay cho việc phát tờ rơi, Sở đã mở chuyên mục hỏi đáp trên cổng thông tin và trả lời 1.236 câu hỏi của người dân về chính sách người có công, việc làm, bảo trợ xã hội.
**II. KẾT QUẢ NỔI BẬT**
**1. Về thể chế**
Sở đã tham mưu cấp có thẩm quyền ban hành 09 văn bản quy phạm pháp luật[^2]; 100% dự thảo được lấy ý kiến rộng rãi và được Sở Tư pháp thẩm định trước khi trình.
**2. Về thủ tục hành chính**
Toàn ngành hiện có 143 thủ tục, giảm 38 thủ tục so với đầu nhiệm kỳ. Từ năm 2016 đến tháng 10/2020, Sở tiếp nhận 27.915 hồ sơ, giải quyết đúng hạn 27.788 hồ sơ, tỷ lệ đúng hạn đạt 99,55%. Thời gian giải quyết của 57 thủ tục được cắt giảm từ một phần ba trở lên[^3].
**3. Về tổ chức bộ máy và đội ngũ**
Sau sắp xếp theo Nghị quyết số 19-NQ/TW ngày 25/10/2017 của Trung ương, Sở đã sáp nhập hai trung tâm bảo trợ, giảm 04 đầu mối và tinh giản 21 biên chế, bằng 12,3% số được giao năm 2015. Đến nay có 68 công chức, trong đó 31 người có trình độ thạc sĩ.
**4. Về hiện đại hóa nền hành chính**
Phần mềm quản lý văn bản được dùng thống nhất ở tất cả các đơn vị; tỷ lệ văn bản ký số tăng từ 15% năm 2016 lên 96,8% năm 2020. Dữ liệu của 41.370 hồ sơ người có công đã được quét và lưu trữ điện tử.
**5. Về xếp hạng**
Chỉ số CCHC năm 2019 của Sở đạt 84,27/100 điểm, xếp thứ 5/20, tăng 8 bậc so với năm 2016 (năm 2016 xếp thứ 13/19).
**III. TỒN TẠI VÀ NGUYÊN NHÂN**
Một số thủ tục liên quan đến nhiều ngành còn phải qua khâu xác minh thủ công nên thời gian kéo dài; kinh phí dành cho số hóa hồ sơ chưa đáp ứng yêu cầu. Về chủ quan, có lúc, có nơi người đứng đầu chưa thật sự quyết liệt, còn tâm lý xem CCHC là việc riêng của Văn phòng.
**IV. PHƯƠNG HƯỚNG GIAI ĐOẠN 2021 - 2025**
1. Phấn đấu 80% thủ tục đủ điều kiện được cung cấp trực tuyến ở mức cao nhất vào năm 2025.
2. Hoàn thành kết nối cơ sở dữ liệu trẻ em, hộ nghèo với cơ sở dữ liệu quốc gia về dân cư.
3. Xếp trong nhóm năm sở dẫn đầu về CCHC của tỉnh.
**V. ĐỀ XUẤT**
Kính đề nghị UBND tỉnh sớm ban hành định mức kinh phí số hóa và khen thưởng các tập thể có sáng kiến rút ngắn thời gian giải quyết thủ tục cho Nhân dân./.
""",
        {
            "1": "Kế hoạch số 07/KH-SLĐTBXH ngày 15/01/2016; Kế hoạch số 04/KH-SLĐTBXH ngày 11/01/2017; Kế hoạch số "
            "09/KH-SLĐTBXH ngày 17/01/2018; Kế hoạch số 03/KH-SLĐTBXH ngày 08/01/2019; Kế hoạch số "
            "02/KH-SLĐTBXH ngày 06/01/2020.",
            "2": "Trong đó có Nghị quyết số 14/2018/NQ-HĐND ngày 12/7/2018 của HĐND tỉnh về mức trợ giúp xã hội; Quyết "
            "định số 33/2019/QĐ-UBND ngày 24/9/2019 của UBND tỉnh về quản lý lao động nước ngoài.",
            "3": "Quyết định số 1288/QĐ-UBND ngày 04/8/2017 và Quyết định số 905/QĐ-UBND ngày 27/5/2019 của Chủ tịch "
            "UBND tỉnh.",
        },
    ),
    facts={
        "document": {
            "type": "Báo cáo",
            "number": "1523",
            "symbol": "BC-SLĐTBXH",
            "number_symbol": "1523/BC-SLĐTBXH",
            "issuer": "Sở Lao động - Thương binh và Xã hội",
            "parent": "UBND tỉnh Sơn Hà",
            "place": "Sơn Hà",
            "date": "2020-11-17",
            "subject": "Tổng kết Chương trình cải cách hành chính giai đoạn 2016 - 2020",
            "signer": "Đỗ Thị Minh Họa",
            "signer_title": "Giám đốc",
            "addressees": [],
            "recipients": [
                "UBND tỉnh (để báo cáo)",
                "Sở Nội vụ",
                "Lãnh đạo Sở",
                "Các đơn vị trực thuộc",
                "Lưu: VT, VPS",
            ],
        },
        "references": [
            reference("Công văn", "1907/SNV-CCHC", "2020-10-20", "Sở Nội vụ"),
            reference("Kế hoạch", "07/KH-SLĐTBXH", "2016-01-15", "Sở Lao động - Thương binh và Xã hội"),
            reference("Kế hoạch", "04/KH-SLĐTBXH", "2017-01-11", "Sở Lao động - Thương binh và Xã hội"),
            reference("Kế hoạch", "09/KH-SLĐTBXH", "2018-01-17", "Sở Lao động - Thương binh và Xã hội"),
            reference("Kế hoạch", "03/KH-SLĐTBXH", "2019-01-08", "Sở Lao động - Thương binh và Xã hội"),
            reference("Kế hoạch", "02/KH-SLĐTBXH", "2020-01-06", "Sở Lao động - Thương binh và Xã hội"),
            reference("Nghị quyết", "14/2018/NQ-HĐND", "2018-07-12", "HĐND tỉnh"),
            reference("Quyết định", "33/2019/QĐ-UBND", "2019-09-24", "UBND tỉnh"),
            reference("Quyết định", "1288/QĐ-UBND", "2017-08-04", "Chủ tịch UBND tỉnh"),
            reference("Quyết định", "905/QĐ-UBND", "2019-05-27", "Chủ tịch UBND tỉnh"),
            reference("Nghị quyết", "19-NQ/TW", "2017-10-25", "Trung ương"),
        ],
        "scores": [],
        "totals": [
            {
                "name": "Chỉ số CCHC năm 2019 của Sở",
                "score": 84.27,
                "max_score": 100.0,
                "percent": None,
                "year": 2019,
            }
        ],
        "ranks": [
            {"name": "Chỉ số CCHC năm 2019", "position": 5, "of": 20, "change": 8, "year": 2019},
            {"name": "Chỉ số CCHC năm 2016", "position": 13, "of": 19, "change": None, "year": 2016},
        ],
        "deductions": [],
        "percentages": [
            {"name": "dự thảo được lấy ý kiến rộng rãi", "value": 100.0},
            {"name": "tỷ lệ đúng hạn", "value": 99.55},
            {"name": "biên chế tinh giản", "value": 12.3},
            {"name": "văn bản ký số năm 2016", "value": 15.0},
            {"name": "văn bản ký số năm 2020", "value": 96.8},
            {"name": "thủ tục được cung cấp trực tuyến", "value": 80.0},
        ],
        "counts": [
            {"name": "văn bản quy phạm pháp luật", "value": 9, "of": None},
            {"name": "thủ tục hiện có", "value": 143, "of": None},
            {"name": "hồ sơ tiếp nhận", "value": 27915, "of": None},
            {"name": "hồ sơ giải quyết đúng hạn", "value": 27788, "of": None},
            {"name": "thủ tục được cắt giảm thời gian", "value": 57, "of": None},
            {"name": "đầu mối giảm", "value": 4, "of": None},
            {"name": "biên chế tinh giản", "value": 21, "of": None},
            {"name": "công chức", "value": 68, "of": None},
            {"name": "người có trình độ thạc sĩ", "value": 31, "of": None},
            {"name": "hồ sơ người có công đã được quét", "value": 41370, "of": None},
        ],
        "also": {"counts": [{"name": "câu hỏi đã trả lời", "value": 1236, "of": None}]},
        "dates": [
            "2016-01-15",
            "2017-01-11",
            "2017-08-04",
            "2017-10-25",
            "2018-01-17",
            "2018-07-12",
            "2019-01-08",
            "2019-05-27",
            "2019-09-24",
            "2020-01-06",
            "2020-10-20",
            "2020-11-17",
        ],
        "checks": [],
        "handwritten": [],
    },
)
