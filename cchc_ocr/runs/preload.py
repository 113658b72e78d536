"""Loads once what every worker process needs: libraries, dictionaries, the language model and the rules.

Workers are forked from the one process that imports this module. They start at once and share this memory, which
saves 70 MB and two seconds for each. `multiprocessing` preloads by importing a module, so this one does its work
when it is imported; nothing else imports it.
"""

from __future__ import annotations

import gc
import os
from contextlib import suppress

gc.disable()  # whatever is loaded here stays, and would be looked through again and again
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # a process that is forked should have one thread

import cv2

from cchc_ocr import pipeline
from cchc_ocr.errors import CchcError
from cchc_ocr.files import pdf, pictures
from cchc_ocr.reading import page, program
from cchc_ocr.runs import batch

__all__ = ["batch", "page", "pdf", "pictures"]

# A short letter, for which all that letters need is loaded.
_LETTER = """\
UBND TỈNH SƠN HÀ\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ NỘI VỤ\tĐộc lập - Tự do - Hạnh phúc
Số: 12/SNV-CCHC\tSơn Hà, ngày 05 tháng 3 năm 2024
V/v kết quả cải cách hành chính
Kính gửi: Ủy ban nhân dân tỉnh
Thực hiện Quyết định số 15/QĐ-UBND, Sở Nội vụ đạt 85,5/100 điểm, xếp thứ 7/25.
Nơi nhận:\tGIÁM ĐỐC
- Như trên;\tNguyễn Văn Mẫu
"""

cv2.setNumThreads(1)  # pages are read side by side, not parts of a page
with suppress(CchcError):  # a worker says it to the user
    pipeline.digitise(text=_LETTER)
program.caller()
with suppress(CchcError):
    program.installed()
gc.freeze()  # the collector writes to what it looks at, and so would make every worker a copy of it
gc.enable()
