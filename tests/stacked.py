"""Texts of documents, to be put one after another into a stack: all invented."""

from __future__ import annotations

HEAD = """\
UBND TỈNH LAM KIỀU
SỞ NỘI VỤ
Số: {number}/QĐ-SNV
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Lam Kiều, ngày 05 tháng 4 năm 2024

QUYẾT ĐỊNH
Về việc thành lập Tổ công tác số {number}
"""
BODY = """\
Điều 1. Thành lập Tổ công tác kiểm tra việc thực hiện nhiệm vụ được giao.
Điều 2. Tổ công tác có trách nhiệm xây dựng chương trình làm việc.
Điều 3. Kinh phí hoạt động của Tổ công tác do ngân sách bảo đảm.
Điều 4. Các phòng chuyên môn phối hợp với Tổ công tác.
Điều 5. Quyết định này có hiệu lực thi hành kể từ ngày ký.
Điều 6. Chánh Văn phòng và các đơn vị chịu trách nhiệm thi hành.
"""
FOOT = """
Nơi nhận:
- UBND tỉnh;
- Lưu: VT.

GIÁM ĐỐC

Trần Văn Thử
"""
SEPARATOR = "TỜ PHÂN CÁCH TÀI LIỆU"
ANNEX = """\
QUY CHẾ
Hoạt động của Tổ công tác
(Ban hành kèm theo Quyết định số {number}/QĐ-SNV ngày 05/4/2024 của Sở Nội vụ)

Điều 1. Phạm vi điều chỉnh
Quy chế này quy định hoạt động của Tổ công tác.
"""


def document(number: int) -> str:
    """A decision of one page."""
    return HEAD.format(number=number) + "\n" + BODY + FOOT


def pages(number: int) -> list[str]:
    """A decision of two pages."""
    return [HEAD.format(number=number) + "\n" + BODY, "2\n" + BODY + FOOT]


def stack(*texts: str) -> str:
    """The pages of a text file."""
    return "\f".join(texts)
